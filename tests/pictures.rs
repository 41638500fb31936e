//! Pictures of telling pages, drawn from the PDF by a renderer that shares no code with the writer.
//!
//! `UPDATE_PICTURES=1 cargo test --test pictures` accepts the pages as they are now; look at them before.

mod common;

use std::path::{Path, PathBuf};

use common::Choice;
use handout::base::Id;
use handout::batch::Made;
use handout::compose::{NodeId, Numbering, Role, StructTree};
use handout::content::{CalloutKind, PartKind};
use handout::export::Profile;
use handout::tailor::{Block, Brochure, Stretch};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Whether a block is of a kind.
type IsKind = Box<dyn Fn(&Block) -> bool>;

/// Pixels to the point.
const SCALE: f32 = 0.45;
/// Steps of each color channel: few, so that pictures stay small and renderers on other machines agree.
const STEPS: u32 = 5;
/// Pixels in ten thousand that may be off by more than one step.
const MOST: usize = 4;
/// Largest picture.
const LARGEST: usize = 20 * 1024;

/// A picture in a palette of `STEPS` cubed colors.
#[derive(PartialEq)]
struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Picture {
    /// Draws a page.
    fn of(pdf: &Pdf, page: u32) -> Picture {
        let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
        let how = RenderSettings { hinting: false, ..RenderSettings::default() };
        let page = &pdf.pages()[page as usize - 1];
        let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &how, &settings);
        let step = |c: u8| ((u32::from(c) * (STEPS - 1) + 127) / 255) as u8;
        let n = STEPS as u8;
        let pixels = drawn.data().iter().map(|p| (step(p.r) * n + step(p.g)) * n + step(p.b)).collect();
        Picture { width: drawn.width().into(), height: drawn.height().into(), pixels }
    }

    fn to_png(&self) -> Vec<u8> {
        let mut bytes = vec![];
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let palette = (0..STEPS.pow(3)).flat_map(|i| [i / STEPS / STEPS, i / STEPS % STEPS, i % STEPS]);
        encoder.set_palette(palette.map(|c| (c * 255 / (STEPS - 1)) as u8).collect::<Vec<_>>());
        encoder.write_header().unwrap().write_image_data(&self.pixels).unwrap();
        bytes
    }

    fn read(path: &Path) -> Option<Picture> {
        let mut reader =
            png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).ok()?)).read_info().ok()?;
        let (width, height) = reader.info().size();
        let mut pixels = vec![0; reader.output_buffer_size()?];
        reader.next_frame(&mut pixels).ok()?;
        Some(Picture { width, height, pixels })
    }

    /// How many pixels are off, and a picture of where: those are black, the rest is pale.
    fn against(&self, other: &Picture) -> (usize, Picture) {
        let steps = |pixel: u8| [pixel / 25, pixel / 5 % 5, pixel % 5];
        let off = |a: u8, b: u8| steps(a).iter().zip(steps(b)).any(|(a, b)| a.abs_diff(b) > 1);
        let same_size = (self.width, self.height) == (other.width, other.height);
        let pale = |pixel: u8| steps(pixel).map(|s| 3 + s / 4).iter().fold(0, |all, s| all * 5 + s);
        let mut count = 0;
        let pixels = self.pixels.iter().enumerate().map(|(i, &pixel)| {
            if same_size && !off(pixel, other.pixels[i]) {
                return pale(pixel);
            }
            count += 1;
            0
        });
        let pixels = pixels.collect();
        (count, Picture { pixels, ..*self })
    }
}

/// The first page of the first node that is meant.
fn page_of(made: &Made, wanted: impl Fn(&StructTree, NodeId) -> bool) -> u32 {
    let tree = &made.tree;
    let node = tree.in_order().into_iter().find(|&n| made.pages.numbers.contains_key(&n) && wanted(tree, n));
    made.pages.numbers[&node.expect("the brochure has no such page")]
}

/// The page on which a part begins.
fn part(brochure: &Brochure, made: &Made, kind: PartKind) -> u32 {
    let at = brochure.parts.iter().position(|p| p.kind == kind).unwrap();
    made.pages.numbers[&made.tree.get(StructTree::ROOT).children[2 + at]]
}

/// Whether a node stands in a table of so many columns.
fn is_table(tree: &StructTree, node: NodeId, columns: usize) -> bool {
    let it = tree.get(node);
    let row = it.children.first().and_then(|&head| tree.get(head).children.first());
    it.role == Role::Table && row.is_some_and(|&row| tree.get(row).children.len() == columns)
}

/// Telling pages: name and number.
fn pages(brochure: &Brochure, made: &Made) -> Vec<(&'static str, u32)> {
    let tree = &made.tree;
    let on = |page: u32, role: Role| {
        let mut nodes = made.pages.numbers.iter();
        nodes.any(|(&n, &at)| at == page && tree.get(n).role == role)
    };
    // A page of running text with a picture; best one with a callout too.
    let count = made.pages.pages.len() as u32;
    let with = |role: Role| (5..count).find(|&p| on(p, Role::Figure) && on(p, role));
    let text = with(Role::Aside).or_else(|| with(Role::Heading(2))).or_else(|| with(Role::P)).unwrap();
    let named = |id: &str| {
        let at = brochure.parts.iter().position(|p| p.id == Id::new(id).unwrap()).unwrap();
        tree.get(StructTree::ROOT).children[2 + at]
    };
    let compare = named("compare");
    let in_compare = |node: NodeId| std::iter::successors(Some(node), |&n| tree.get(n).parent).any(|n| n == compare);
    vec![
        ("cover", 1),
        ("contents", 2),
        ("when-to-call", part(brochure, made, PartKind::WhenToCall)),
        ("opener", part(brochure, made, PartKind::Therapy)),
        ("text", text),
        ("drugs", page_of(made, |tree, n| is_table(tree, n, 5))),
        ("comparison", page_of(made, |tree, n| is_table(tree, n, 3) && in_compare(n))),
        ("checklist", page_of(made, |tree, n| tree.get(n).role == Role::L(Numbering::Square))),
        ("write-in", page_of(made, |tree, n| tree.get(n).actual.as_ref().is_some_and(|a| a.ends_with("write here")))),
        ("diary", made.pages.numbers[&named("diary")]),
        ("alert-card", made.pages.numbers[&named("alert-card")]),
        ("glossary", part(brochure, made, PartKind::Glossary)),
        ("back", count),
    ]
}

#[test]
fn telling_pages_look_as_they_did() {
    let mut brochure = Choice::of("checkpoint-inhibitors", "lung").at("riverside").brochure();
    // The code in the foot changes with every word of the content; here it stays.
    brochure.code = "CPI-LUNG-EN 1.0 000000".into();
    let made = common::finish(&brochure, Profile::Ua1).ok().unwrap();
    let pdf = Pdf::new(made.pdf.clone()).unwrap();
    let named = pages(&brochure, &made).into_iter();
    compare(named.map(|(name, number)| (name, number, Picture::of(&pdf, number))).collect());
}

/// Holds pictures against those of `ref/`.
fn compare(pictures: Vec<(&str, u32, Picture)>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ref");
    let failed: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::create_dir_all(&failed).unwrap();
    let update = std::env::var_os("UPDATE_PICTURES").is_some();
    let mut complaints = vec![];
    for (name, number, now) in pictures {
        let path = folder.join(format!("{name}.png"));
        let Some(before) = Picture::read(&path).filter(|_| !update) else {
            let png = now.to_png();
            if update {
                assert!(png.len() <= LARGEST, "{name}.png has {} bytes", png.len());
                std::fs::write(&path, png).unwrap();
            } else {
                complaints.push(format!("{name}: there is no picture to compare with"));
            }
            continue;
        };
        let (off, difference) = now.against(&before);
        if off * 10_000 > MOST * now.pixels.len() {
            std::fs::write(failed.join(format!("{name}-now.png")), now.to_png()).unwrap();
            std::fs::write(failed.join(format!("{name}-difference.png")), difference.to_png()).unwrap();
            complaints.push(format!("{name} (page {number}): {off} pixels differ"));
        }
    }
    assert!(
        complaints.is_empty(),
        "{}\nLook at target/pictures; UPDATE_PICTURES=1 cargo test --test pictures accepts the pages as they are.",
        complaints.join("\n")
    );
}

/// The page on which the first block of a kind begins.
fn block(brochure: &Brochure, made: &Made, kind: impl Fn(&Block) -> bool) -> Option<u32> {
    let mut items = brochure.parts.iter().flat_map(|p| &p.sections).flat_map(|s| &s.blocks);
    let span = items.find(|item| kind(&item.block))?.span;
    let nodes = made.tree.in_order().into_iter();
    let own = |n: &NodeId| made.tree.get(*n).span == span && made.pages.numbers.contains_key(n);
    nodes.filter(own).map(|n| made.pages.numbers[&n]).min()
}

/// A brochure with a code in its foot that stays when words change.
fn steady(choice: &Choice) -> (Brochure, Made, Pdf) {
    let mut brochure = choice.brochure();
    brochure.code = "GUIDE 1.0 000000".into();
    let made = common::finish(&brochure, Profile::Ua1).ok().unwrap();
    let pdf = Pdf::new(made.pdf.clone()).unwrap();
    (brochure, made, pdf)
}

#[test]
fn each_kind_of_block_looks_as_it_did() {
    let callout = |wanted: CalloutKind| {
        Box::new(move |b: &Block| matches!(b, Block::Callout { kind, .. } if *kind == wanted))
            as Box<dyn Fn(&Block) -> bool>
    };
    let kinds: Vec<(&str, IsKind)> = vec![
        ("block-urgent", callout(CalloutKind::Urgent)),
        ("block-note", callout(CalloutKind::Note)),
        ("block-tip", callout(CalloutKind::Tip)),
        ("block-steps", Box::new(|b| matches!(b, Block::Steps(_)))),
        ("block-definitions", Box::new(|b| matches!(b, Block::Definitions(_)))),
        ("block-contacts", Box::new(|b| matches!(b, Block::Contacts(_)))),
    ];
    let guides =
        [Choice::of("car-t", "lymphoma").at("juniper"), Choice::of("checkpoint-inhibitors", "bladder").at("lakeview")];
    let guides = guides.map(|choice| steady(&choice));
    let pictures = kinds.into_iter().filter_map(|(name, kind)| {
        let found = guides.iter().find_map(|(brochure, made, pdf)| Some((block(brochure, made, &kind)?, pdf)));
        // A kind that no brochure uses has no look.
        let (page, pdf) = found?;
        Some((name, page, Picture::of(pdf, page)))
    });
    let pictures: Vec<_> = pictures.collect();
    assert!(pictures.len() >= 5, "only {} kinds are used", pictures.len());
    compare(pictures);
}

#[test]
fn questions_with_answers_look_as_they_did() {
    let choice = Choice::of("checkpoint-inhibitors", "lung").at("riverside");
    let mut brochure = choice.brochure();
    brochure.code = "GUIDE 1.0 000000".into();
    // No guide has them yet: they stand in place of the first list.
    let mut items = brochure.parts.iter_mut().flat_map(|p| &mut p.sections).flat_map(|s| &mut s.blocks);
    let item = items.find(|item| matches!(item.block, Block::Bullets(_))).unwrap();
    let rich = |text: &str| vec![Stretch { text: text.into(), span: item.span, ..Default::default() }];
    let answer = "Yes. Many people do. Ask your team what is safe for you.";
    item.block = Block::Qa(
        ["Can I move?", "Can I work while I get this treatment, and who can help me with my boss and my bills?"]
            .map(|question| (rich(question), rich(answer)))
            .to_vec(),
    );
    let made = common::finish(&brochure, Profile::Ua1).ok().unwrap();
    let page = block(&brochure, &made, |b| matches!(b, Block::Qa(_))).unwrap();
    compare(vec![("block-qa", page, Picture::of(&Pdf::new(made.pdf).unwrap(), page))]);
}

#[test]
fn other_editions_look_as_they_did() {
    let choice = Choice::of("checkpoint-inhibitors", "lung").at("riverside");
    let (brochure, made, pdf) = steady(&choice.clone().edition("large-print"));
    let text = block(&brochure, &made, |b| matches!(b, Block::Steps(_) | Block::Bullets(_))).unwrap();
    let table = block(&brochure, &made, |b| matches!(b, Block::Table(_))).unwrap();
    let mut pictures = vec![
        ("large-print-cover", 1, Picture::of(&pdf, 1)),
        ("large-print-text", text, Picture::of(&pdf, text)),
        ("large-print-table", table, Picture::of(&pdf, table)),
    ];
    // The side of a sheet on which pages in the middle stand.
    let (_, _, sheets) = steady(&choice.clone().edition("booklet"));
    let middle = sheets.pages().len() as u32;
    pictures.push(("booklet-outside", 1, Picture::of(&sheets, 1)));
    pictures.push(("booklet-spread", middle, Picture::of(&sheets, middle)));
    for (edition, sides) in
        [("tri-fold", ["tri-fold-outside", "tri-fold-inside"]), ("card", ["card-outside", "card-inside"])]
    {
        let (_, _, sheet) = steady(&choice.clone().edition(edition));
        for (name, side) in sides.into_iter().zip(1..) {
            pictures.push((name, side, Picture::of(&sheet, side)));
        }
    }
    let (_, _, poster) = steady(&choice.edition("poster"));
    pictures.push(("poster", 1, Picture::of(&poster, 1)));
    compare(pictures);
}

#[test]
fn a_word_more_is_seen() {
    let choice = Choice::of("checkpoint-inhibitors", "lung").at("riverside");
    let mut brochure = choice.brochure();
    let before = common::finish(&brochure, Profile::Ua1).ok().unwrap();
    let part = brochure.parts.iter_mut().find(|p| p.kind == PartKind::WhenToCall).unwrap();
    part.title.first_mut().unwrap().text.push_str(" us");
    let after = common::finish(&brochure, Profile::Ua1).ok().unwrap();
    let [before, after] = [before, after].map(|made| Picture::of(&Pdf::new(made.pdf).unwrap(), 3));
    let (off, _) = after.against(&before);
    assert!(off * 10_000 > MOST * before.pixels.len(), "only {off} pixels");
}
