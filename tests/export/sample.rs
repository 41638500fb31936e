//! A small brochure built by hand: one of each thing that the writer must know.

use handout::base::{Color, FontStyle, Lang, Point, Pt, Size, Span};
use handout::compose::{NodeId, Numbering, Role, Scope, StructTree};
use handout::export::{Meta, Profile, pdf};
use handout::impose::Sheets;
use handout::paginate::{Artifact, Cap, Frame, FrameItem, Mark, Page, Pages, Segment, Shape, Stroke, Target};
use handout::typeset::{Face, FaceId, Fonts, Run};

/// The faces of the project: regular, bold, and the fallback.
pub fn fonts() -> Fonts {
    let face = |path: &str, style| {
        let path = format!("{}/fonts/{path}", env!("CARGO_MANIFEST_DIR"));
        Face::parse(std::fs::read(&path).unwrap().into(), style).unwrap()
    };
    Fonts::new(vec![
        face("atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf", FontStyle::Regular),
        face("atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf", FontStyle::Bold),
        face("noto-sans/NotoSans-Regular.ttf", FontStyle::Regular),
    ])
}

pub const REGULAR: FaceId = FaceId(0);
pub const BOLD: FaceId = FaceId(1);
pub const NOTO: FaceId = FaceId(2);

/// A brochure in the making.
pub struct Sample {
    pub fonts: Fonts,
    pub tree: StructTree,
    pub pages: Pages,
    pub x: Pt,
    pub y: Pt,
}

pub const LEFT: Pt = Pt(64_000);

impl Sample {
    /// An empty brochure of one page.
    pub fn new() -> Sample {
        let mut sample = Sample {
            fonts: fonts(),
            tree: StructTree::new(),
            pages: Pages { pages: vec![], numbers: Default::default() },
            x: LEFT,
            y: Pt::ZERO,
        };
        sample.page();
        sample
    }

    /// Begins a page, with its foot.
    pub fn page(&mut self) {
        let number = self.pages.pages.len() as u32 + 1;
        let frame = Frame { size: Size::new(Pt(612_000), Pt(792_000)), items: vec![] };
        self.pages.pages.push(Page { number, frame, fill: (Pt::ZERO, Pt::ZERO) });
        let run = self.run(REGULAR, 9, &format!("Page {number}"));
        self.frame().push(Point::new(LEFT, Pt(750_000)), Mark::Artifact(Artifact::Footer), FrameItem::Run(run));
        self.x = LEFT;
        self.y = Pt(72_000);
    }

    pub fn frame(&mut self) -> &mut Frame {
        &mut self.pages.pages.last_mut().unwrap().frame
    }

    pub fn node(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.tree.add(parent, role, Span::default())
    }

    pub fn run(&self, face: FaceId, size: i32, text: &str) -> Run {
        let it = self.fonts.face(face);
        let glyphs = it.shape(text, &Lang::new("en-US"), false);
        let units: i64 = glyphs.iter().map(|g| i64::from(g.advance)).sum();
        let size = Pt(size * 1000);
        Run {
            face,
            size,
            color: Color::INK,
            spacing: Pt::ZERO,
            text: text.into(),
            width: size.scale(units, i64::from(it.units_per_em)),
            glyphs: glyphs.into(),
            span: Span::default(),
        }
    }

    /// Ink of a leaf, at the pen.
    pub fn ink(&mut self, leaf: NodeId, face: FaceId, text: &str) {
        let run = self.run(face, 12, text);
        let at = Point::new(self.x, self.y);
        self.x += run.width;
        self.frame().push(at, Mark::Content(leaf), FrameItem::Run(run));
    }

    /// A new leaf of `parent` with ink at the pen.
    pub fn text(&mut self, parent: NodeId, text: &str) -> NodeId {
        let leaf = self.node(parent, Role::Text);
        self.ink(leaf, REGULAR, text);
        leaf
    }

    pub fn line(&mut self) {
        self.x = LEFT;
        self.y += Pt(18_000);
    }

    /// A node with one leaf on a line of its own.
    pub fn block(&mut self, parent: NodeId, role: Role, text: &str) -> NodeId {
        let node = self.node(parent, role);
        self.text(node, text);
        self.line();
        node
    }

    pub fn heading(&mut self, parent: NodeId, level: u8, text: &str) -> NodeId {
        let node = self.block(parent, Role::Heading(level), text);
        self.tree.get_mut(node).bookmark = Some(text.into());
        node
    }

    /// A link over the stretch from `from` to the pen.
    pub fn area(&mut self, leaf: NodeId, from: Pt, target: Target, contents: &str) {
        let at = Point::new(from, self.y - Pt(12_000));
        let size = Size::new(self.x - from, Pt(15_000));
        let item = FrameItem::Link { size, target, contents: contents.into() };
        self.frame().push(at, Mark::Content(leaf), item);
    }

    pub fn square(&mut self, mark: Mark, x: Pt, side: i32, fill: Option<Color>) {
        let at = Point::new(x, self.y - Pt(side));
        let corner = |x, y| Point::new(Pt(x), Pt(y));
        let segments = vec![
            Segment::Move(corner(0, 0)),
            Segment::Line(corner(side, 0)),
            Segment::Curve(corner(side, side / 2), corner(side / 2, side), corner(side, side)),
            Segment::Line(corner(0, side)),
            Segment::Close,
        ];
        let stroke = Stroke { color: Color::INK, width: Pt(750), cap: Cap::Round, dash: vec![Pt(2000), Pt(1000)] };
        let shape = Shape { segments, fill, stroke: Some(stroke) };
        self.frame().push(at, mark, FrameItem::Shapes(vec![shape]));
    }

    pub fn write(&self, profile: Profile) -> Vec<u8> {
        pdf(&Sheets::page_by_page(&self.pages), &self.tree, &self.fonts, &meta(), profile)
            .unwrap_or_else(|d| panic!("{d:?}"))
    }
}

pub fn meta() -> Meta {
    Meta {
        title: "Your treatment: pembrolizumab & you <lung>".into(),
        subject: "What to expect, and when to call — a guide".into(),
        authors: vec!["Ana Núñez".into(), "B. Writer".into()],
        lang: Lang::new("en-US"),
        version: "1.0.0".into(),
        code: "CPI-LUNG-EN".into(),
    }
}

/// One of each thing.
pub fn brochure() -> Sample {
    let mut s = Sample::new();
    let root = StructTree::ROOT;

    let cover = s.node(root, Role::Sect);
    s.heading(cover, 1, "Your treatment");
    let figure = s.node(cover, Role::Figure);
    s.tree.get_mut(figure).alt = Some("A lamp beside an open book.".into());
    s.y += Pt(40_000);
    s.square(Mark::Content(figure), LEFT, 40_000, Some(Color { r: 11, g: 79, b: 108 }));
    s.line();
    let caption = s.node(figure, Role::Caption);
    s.text(caption, "A quiet place to read");
    s.line();

    // The contents list; its targets come later.
    let list = s.node(cover, Role::Sect);
    s.heading(list, 2, "What is in this guide");
    let toc = s.node(list, Role::Toc);
    let mut entries = vec![];
    for title in ["How will I get it?", "Side effects"] {
        let entry = s.node(toc, Role::Toci);
        let reference = s.node(entry, Role::Reference);
        let link = s.node(reference, Role::Link);
        let leaf = s.text(link, &format!("{title} "));
        s.frame().rule(
            handout::base::Rect::new(Pt(250_000), Pt(200_000), Pt(100_000), Pt(500)),
            Color { r: 128, g: 128, b: 128 },
        );
        s.ink(leaf, REGULAR, "2");
        entries.push((leaf, s.y, s.x, title));
        s.line();
    }

    s.page();
    let part = s.node(root, Role::Part);
    let head = s.node(part, Role::Heading(1));
    s.tree.get_mut(head).bookmark = Some("Part 3: How will I get it?".into());
    let number = s.node(head, Role::Span);
    s.tree.get_mut(number).actual = Some("Part 3: ".into());
    s.text(number, "3");
    s.x += Pt(8000);
    s.text(head, "How will I get it?");
    s.line();

    let p = s.node(part, Role::P);
    let leaf = s.text(p, "AVATAR To office, difficult flow: give every ");
    s.line();
    s.ink(leaf, REGULAR, "three weeks. Call ");
    let link = s.node(p, Role::Link);
    let from = s.x;
    let phone = s.text(link, "the infusion ");
    s.area(phone, from, Target::Uri("tel:+15550100199".into()), "Call 5 5 5, 0 1 0 0, 1 9 9");
    s.line();
    s.ink(phone, BOLD, "center");
    s.area(phone, LEFT, Target::Uri("tel:+15550100199".into()), "Call 5 5 5, 0 1 0 0, 1 9 9");
    s.text(p, " day or night. In Spanish: ");
    let spanish = s.node(p, Role::Span);
    s.tree.get_mut(spanish).lang = Some(Lang::new("es"));
    s.text(spanish, "¿Qué pasará mañana?");
    s.line();

    // A word cut at the end of a line, with a hyphen that is not read.
    let p = s.node(part, Role::P);
    s.text(p, "This is immuno");
    let hyphen = s.node(p, Role::Span);
    s.tree.get_mut(hyphen).actual = Some(String::new());
    s.text(hyphen, "-");
    s.line();
    let rest = s.text(p, "therapy, at 37.5\u{a0}°C. ");
    s.ink(rest, NOTO, "ệ x\u{323}\u{301} ");
    s.line();

    s.heading(part, 2, "Before you come");
    let l = s.node(part, Role::L(Numbering::Square));
    for words in ["Write down your questions.", "Bring your list of medicines."] {
        let item = s.node(l, Role::LI);
        let label = s.node(item, Role::Lbl);
        s.tree.get_mut(label).actual = Some("check box".into());
        let leaf = s.node(label, Role::Text);
        s.square(Mark::Content(leaf), LEFT, 9000, None);
        s.x = LEFT + Pt(18_000);
        s.block(item, Role::LBody, words);
    }
    let aside = s.node(part, Role::Aside);
    s.block(aside, Role::P, "Call us now");
    s.block(aside, Role::P, "A fever of 100.4 °F (38 °C) or more.");
    let aside = s.node(part, Role::Aside);
    s.block(aside, Role::P, "Key message: keep your card with you.");

    let effects = s.node(part, Role::Sect);
    let head = s.heading(effects, 2, "Side effects");
    table(&mut s, effects);

    s.heading(effects, 3, "Words to know");
    let l = s.node(effects, Role::L(Numbering::None));
    let item = s.node(l, Role::LI);
    let label = s.node(item, Role::Lbl);
    let leaf = s.node(label, Role::Text);
    s.ink(leaf, BOLD, "Antibody ");
    s.block(item, Role::LBody, "A protein that marks what does not belong.");
    let link = s.node(effects, Role::P);
    let link = s.node(link, Role::Link);
    let square = s.node(link, Role::Figure);
    s.tree.get_mut(square).alt = Some("Square code for a phone camera. It opens example.org/guide.".into());
    s.y += Pt(30_000);
    s.square(Mark::Content(square), LEFT, 30_000, Some(Color::INK));
    s.x = LEFT + Pt(30_000);
    s.area(square, LEFT, Target::Uri("https://example.org/guide".into()), "Opens example.org/guide");

    // Now the contents list can lead somewhere.
    let targets = [part, head];
    for ((leaf, y, x, title), target) in entries.into_iter().zip(targets) {
        let at = Point::new(LEFT, y - Pt(12_000));
        let size = Size::new(x - LEFT, Pt(15_000));
        let item = FrameItem::Link { size, target: Target::Node(target), contents: format!("{title}, page 2") };
        s.pages.pages[0].frame.push(at, Mark::Content(leaf), item);
    }
    s
}

/// A table over two pages, with its head repeated and a corner that is empty.
fn table(s: &mut Sample, parent: NodeId) {
    let table = s.node(parent, Role::Table);
    let head = s.node(table, Role::THead);
    let row = s.node(head, Role::TR);
    s.node(row, Role::TD);
    for (i, title) in ["What you may notice", "What to do"].into_iter().enumerate() {
        s.x = LEFT + Pt(120_000) * (i as i32 + 1);
        let cell = s.node(row, Role::TH(Scope::Column));
        s.text(cell, title);
    }
    s.line();
    let body = s.node(table, Role::TBody);
    let rows = [
        ["Skin", "Rash or itching", "Use cream without scent"],
        ["Lungs", "New cough", "Call the same day"],
        ["Gut", "Loose stools", ""],
    ];
    for (i, cells) in rows.into_iter().enumerate() {
        if i == 1 {
            s.page();
            let run = s.run(BOLD, 12, "What you may notice (continued)");
            let at = Point::new(LEFT, s.y);
            s.frame().push(at, Mark::Artifact(Artifact::Repeated), FrameItem::Run(run));
            s.line();
        }
        let row = s.node(body, Role::TR);
        for (i, words) in cells.into_iter().enumerate() {
            s.x = LEFT + Pt(120_000) * i as i32;
            let cell = s.node(row, if i == 0 { Role::TH(Scope::Row) } else { Role::TD });
            if !words.is_empty() {
                s.text(cell, words);
            }
        }
        s.line();
    }
}

/// Elements in all the places where a brochure may want them.
pub fn nested() -> Sample {
    let mut s = Sample::new();
    let root = StructTree::ROOT;
    s.heading(root, 1, "Nested");
    s.block(root, Role::P, "A paragraph of the document.");
    let part = s.node(root, Role::Part);
    s.block(part, Role::P, "A paragraph of a part.");
    let sect = s.node(part, Role::Sect);
    s.heading(sect, 2, "Callouts");
    for inside in [Role::Heading(3), Role::P, Role::Sect, Role::L(Numbering::Disc), Role::Table, Role::Figure] {
        let aside = s.node(sect, Role::Aside);
        hold(&mut s, aside, inside);
    }
    let aside = s.node(part, Role::Aside);
    s.text(aside, "Bare text in a callout.");
    s.line();
    let inner = s.node(sect, Role::Sect);
    s.heading(inner, 3, "Cells and items");
    hold(&mut s, inner, Role::Table);
    let table = s.node(inner, Role::Table);
    let body = s.node(table, Role::TBody);
    for inside in [Role::P, Role::L(Numbering::Square), Role::Figure, Role::Link, Role::Span, Role::Lbl] {
        let row = s.node(body, Role::TR);
        let head = s.node(row, Role::TH(Scope::Row));
        hold(&mut s, head, if inside == Role::Lbl { Role::Span } else { Role::P });
        let cell = s.node(row, Role::TD);
        if inside != Role::Lbl {
            hold(&mut s, cell, inside);
        }
    }
    let list = s.node(inner, Role::L(Numbering::Decimal));
    for inside in [
        Role::P,
        Role::L(Numbering::Disc),
        Role::L(Numbering::None),
        Role::Figure,
        Role::Link,
        Role::Span,
        Role::Table,
        Role::Aside,
    ] {
        let item = s.node(list, Role::LI);
        let label = s.node(item, Role::Lbl);
        hold(&mut s, label, Role::Span);
        let body = s.node(item, Role::LBody);
        s.text(body, "Bare text, then: ");
        hold(&mut s, body, inside);
    }
    let item = s.node(list, Role::LI);
    let body = s.node(item, Role::LBody);
    s.text(body, "No label.");
    s.line();
    let paragraph = s.node(inner, Role::P);
    for inside in [Role::Figure, Role::Link, Role::Span] {
        s.text(paragraph, "Words ");
        hold(&mut s, paragraph, inside);
    }
    s.page();
    hold(&mut s, root, Role::Figure);
    hold(&mut s, root, Role::Table);
    hold(&mut s, root, Role::L(Numbering::None));
    hold(&mut s, root, Role::Aside);
    hold(&mut s, root, Role::Toc);
    hold(&mut s, part, Role::Figure);
    let heading = s.node(part, Role::Heading(2));
    s.tree.get_mut(heading).bookmark = Some("Linked".into());
    hold(&mut s, heading, Role::Link);
    let span = s.node(heading, Role::Span);
    hold(&mut s, span, Role::Span);
    s
}

/// Gives a node a small part of a role.
fn hold(s: &mut Sample, parent: NodeId, role: Role) {
    let node = s.node(parent, role);
    match role {
        Role::L(_) => {
            let item = s.node(node, Role::LI);
            let label = s.node(item, Role::Lbl);
            s.text(label, "• ");
            s.block(item, Role::LBody, "An item");
        }
        Role::Table => {
            let row = s.node(node, Role::TR);
            s.block(row, Role::TH(Scope::Row), "Head");
            s.block(row, Role::TD, "Cell");
        }
        Role::Figure => {
            s.tree.get_mut(node).alt = Some("A picture".into());
            s.y += Pt(12_000);
            s.square(Mark::Content(node), LEFT, 9000, None);
            s.block(node, Role::Caption, "What it shows");
        }
        Role::Link => {
            let from = s.x;
            let leaf = s.text(node, "a link ");
            s.area(leaf, from, Target::Uri("https://example.org".into()), "A link");
        }
        Role::Sect | Role::Aside => drop(s.block(node, Role::P, "A paragraph")),
        Role::Toc => {
            // A contents list inside an entry. Node 1 is the first heading.
            let mut list = node;
            for _ in 0..2 {
                let entry = s.node(list, Role::Toci);
                let reference = s.node(entry, Role::Reference);
                let link = s.node(reference, Role::Link);
                let from = s.x;
                let leaf = s.text(link, "An entry 1");
                s.area(leaf, from, Target::Node(NodeId(1)), "An entry, page 1");
                s.line();
                if list == node {
                    list = s.node(entry, Role::Toc);
                }
            }
        }
        _ => {
            s.text(node, "Text");
            s.line();
        }
    }
}
