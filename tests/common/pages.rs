//! Rules that every page keeps, read off the places of its ink: `check` gives all breaches of a brochure.

use std::collections::{BTreeMap, BTreeSet};

use handout::base::{Code, Color, Point, Pt, Rect, Segment, Shape, Span};
use handout::batch::Made;
use handout::compose::{Artifact, Mark, NodeId, Role, StructTree, Target};
use handout::content::{FootText, Master, Measures, PartKind};
use handout::paginate::{FrameItem, Page};
use handout::tailor::{Block, Brochure, Rich};
use handout::typeset::Run;

use super::shelf;

/// Printers cannot print nearer to the edge.
const EDGE: Pt = Pt(17_000);
/// Smallest type, in large print and elsewhere.
const SMALLEST: [Pt; 2] = [Pt(18_000), Pt(12_000)];
/// Room for rounding.
const HAIR: Pt = Pt(10);
/// A rule stands 1 pt below its grid line.
const BELOW: Pt = Pt(1_000);
/// The heaviest rule (that of the emergency level) grows upward from there.
const ABOVE: Pt = Pt(6_000);

/// Text on one line of a page, without a gap of more than a word space.
pub struct Line<'a> {
    pub page: u32,
    /// Baseline.
    pub y: Pt,
    pub left: Pt,
    pub right: Pt,
    pub text: String,
    pub runs: Vec<(&'a Run, Mark)>,
}

impl Line<'_> {
    /// The leaf of its first run.
    fn leaf(&self) -> Option<NodeId> {
        match self.runs[0].1 {
            Mark::Content(node) => Some(node),
            Mark::Artifact(_) => None,
        }
    }

    fn size(&self) -> Pt {
        self.runs[0].0.size
    }
}

/// Whether ink is furniture: head or foot of the page.
fn is_furniture(mark: Mark) -> bool {
    matches!(mark, Mark::Artifact(Artifact::Header | Artifact::Footer))
}

/// The width of a run without the space that closes it.
fn width(run: &Run) -> Pt {
    let end = run.text.trim_end().len();
    let em = i64::from(shelf().fonts.face(run.face).units_per_em);
    let blank = run.glyphs.iter().filter(|g| g.cluster as usize >= end);
    let blank: Pt = blank.map(|g| run.size.scale(i64::from(g.advance), em) + run.spacing).sum();
    run.width - blank
}

/// The box of letters: from the ascenders to the descenders, which reach 0.205 of the size in the main face (its `g`).
fn letters(at: Point, run: &Run) -> Rect {
    let (up, down) = (run.size.scale(74, 100), run.size.scale(205, 1000));
    Rect::new(at.x, at.y - up, width(run), up + down)
}

/// The box of shapes, with half of each stroke.
fn outline(at: Point, shapes: &[Shape]) -> Option<Rect> {
    let mut points = vec![];
    for shape in shapes {
        let half = shape.stroke.as_ref().map_or(Pt::ZERO, |s| s.width / 2);
        let mut add = |p: Point| {
            points.push(at + p + Point::new(-half, -half));
            points.push(at + p + Point::new(half, half));
        };
        for segment in &shape.segments {
            match *segment {
                Segment::Move(p) | Segment::Line(p) => add(p),
                Segment::Curve(a, b, c) => [a, b, c].into_iter().for_each(&mut add),
                Segment::Close => {}
            }
        }
    }
    let (left, right) = (points.iter().map(|p| p.x).min()?, points.iter().map(|p| p.x).max()?);
    let (top, bottom) = (points.iter().map(|p| p.y).min()?, points.iter().map(|p| p.y).max()?);
    Some(Rect::new(left, top, right - left, bottom - top))
}

/// The lines of a page, furniture apart.
pub fn lines(page: &Page) -> Vec<Line<'_>> {
    let mut runs: Vec<(Point, &Run, Mark)> = vec![];
    for placed in &page.frame.items {
        if let FrameItem::Run(run) = &placed.item
            && !is_furniture(placed.mark)
        {
            runs.push((placed.at, run, placed.mark));
        }
    }
    runs.sort_by_key(|(at, ..)| (at.y, at.x));
    let mut lines: Vec<Line<'_>> = vec![];
    for (at, run, mark) in runs {
        match lines.last_mut().filter(|l| l.y == at.y && at.x - l.right < run.size.scale(2, 5)) {
            Some(line) => {
                line.right = at.x + width(run);
                line.text.push_str(&run.text);
                line.runs.push((run, mark));
            }
            None => lines.push(Line {
                page: page.number,
                y: at.y,
                left: at.x,
                right: at.x + width(run),
                text: run.text.to_string(),
                runs: vec![(run, mark)],
            }),
        }
    }
    lines
}

/// What was measured, for reports.
#[derive(Default)]
pub struct Measured {
    pub pages: usize,
    /// Lengths of full lines of running text, in characters.
    pub full_lines: Vec<usize>,
    pub warnings: BTreeMap<Code, usize>,
}

/// All rules for all pages of a brochure.
pub fn check(brochure: &Brochure, made: &Made) -> (Vec<String>, Measured) {
    let mut checker = Checker::new(brochure, made);
    for page in &made.pages.pages {
        checker.turn(page);
        checker.edges(page);
        checker.sizes_and_overlaps(page);
        checker.frames(page);
        checker.places(page);
        checker.links(page);
    }
    checker.master = checker.upright;
    checker.feet();
    checker.running_text();
    checker.fills();
    checker.headings();
    if brochure.front.is_some() {
        checker.parts();
    }
    let mut measured = std::mem::take(&mut checker.measured);
    measured.pages = made.pages.pages.len();
    for warning in &made.warnings.0 {
        *measured.warnings.entry(warning.code).or_default() += 1;
    }
    (checker.complaints, measured)
}

struct Checker<'a> {
    brochure: &'a Brochure,
    made: &'a Made,
    /// The master of upright pages.
    upright: &'a Master,
    /// The master of pages on their side.
    sideways: &'a Master,
    /// The master of the page that is looked at.
    master: &'a Master,
    blocks: &'a Measures,
    h: Pt,
    /// Stretches that stand on the grid: of paragraphs and leads. Headings have half a step before and after them,
    /// lists between their items, and boxes keep their own distances.
    on_grid: BTreeSet<Span>,
    /// Stretches of paragraphs.
    running: BTreeSet<Span>,
    /// The pages on which each leaf stands.
    leaves: BTreeMap<NodeId, BTreeSet<u32>>,
    complaints: Vec<String>,
    measured: Measured,
}

impl<'a> Checker<'a> {
    fn new(brochure: &'a Brochure, made: &'a Made) -> Checker<'a> {
        let edition = shelf().theme().editions.get(brochure.edition.as_str()).unwrap();
        let mut on_grid = BTreeSet::new();
        let mut running = BTreeSet::new();
        let spans = |rich: &Rich| rich.iter().map(|s| s.span).filter(|s| *s != Span::default()).collect::<Vec<_>>();
        for part in &brochure.parts {
            part.lead.iter().for_each(|lead| on_grid.extend(spans(lead)));
            for section in &part.sections {
                for item in &section.blocks {
                    if let Block::Para(text) = &item.block {
                        running.extend(spans(text));
                    }
                }
            }
        }
        on_grid.extend(running.iter().copied());
        let mut leaves: BTreeMap<NodeId, BTreeSet<u32>> = BTreeMap::new();
        for page in &made.pages.pages {
            for placed in &page.frame.items {
                if let Mark::Content(node) = placed.mark {
                    leaves.entry(node).or_default().insert(page.number);
                }
            }
        }
        let upright = edition.papers.get(brochure.paper.as_str()).unwrap();
        let sideways = edition.landscape.get(brochure.paper.as_str()).map(|page| page.master(upright));
        Checker {
            brochure,
            made,
            upright,
            // A test makes few of them, and they are small.
            sideways: sideways.map_or(upright, |master| Box::leak(Box::new(master))),
            master: upright,
            blocks: &edition.blocks,
            h: edition.h(),
            on_grid,
            running,
            leaves,
            complaints: vec![],
            measured: Measured::default(),
        }
    }

    /// Takes the master of a page.
    fn turn(&mut self, page: &Page) {
        let is_sideways = page.frame.size.width > page.frame.size.height;
        self.master = if is_sideways { self.sideways } else { self.upright };
        if self.master.shift(page.number) != Pt::ZERO {
            let mut shifted = self.master.clone();
            shifted.left += shifted.shift(page.number);
            self.master = Box::leak(Box::new(shifted));
        }
    }

    fn complain(&mut self, page: u32, what: impl std::fmt::Display) {
        let (code, paper) = (&self.brochure.code, &self.brochure.paper);
        self.complaints.push(format!("{code} {paper}, page {page}: {what}"));
    }

    fn tree(&self) -> &'a StructTree {
        &self.made.tree
    }

    /// The nodes around a node, nearest first, itself included.
    fn around(&self, node: NodeId) -> impl Iterator<Item = NodeId> + 'a {
        let tree = self.tree();
        std::iter::successors(Some(node), move |&n| tree.get(n).parent)
    }

    /// Nothing near the edge; nothing over the top or bottom of the text area.
    fn edges(&mut self, page: &Page) {
        let m = self.master;
        let (width, height) = (page.frame.size.width, page.frame.size.height);
        if (width, height) != (m.width, m.height) {
            self.complain(page.number, "has not the size of its paper");
        }
        for placed in &page.frame.items {
            let (ink, what) = match &placed.item {
                FrameItem::Run(run) => (Some(letters(placed.at, run)), format!("{:?}", run.text)),
                FrameItem::Shapes(shapes) => (outline(placed.at, shapes), format!("a shape of {:?}", placed.mark)),
                FrameItem::Cropped(size, _) => (Some(Rect { origin: placed.at, size: *size }), "a picture".to_owned()),
                FrameItem::Link { .. } => (None, String::new()),
            };
            let Some(ink) = ink else { continue };
            let (left, top, right, bottom) = (ink.origin.x, ink.origin.y, ink.right(), ink.bottom());
            let is_text = matches!(placed.item, FrameItem::Run(_));
            if left < EDGE || top < EDGE || right > width - EDGE || bottom > height - EDGE {
                self.complain(page.number, format!("{what} is too near to the edge: {left} {top} {right} {bottom}"));
            }
            // A stroke of a drawing may stand half over its edge.
            let over = if is_text { HAIR } else { Pt(500) };
            if right > m.right() + over || left < m.left - over {
                self.complain(page.number, format!("{what} stands in the margin: {left} to {right}"));
            }
            let (above, below) = if is_text { (HAIR, HAIR) } else { (ABOVE, BELOW) };
            if page.number > 1 && !is_furniture(placed.mark) && (top < m.top - above || bottom > m.bottom + below) {
                self.complain(page.number, format!("{what} is over the text area: {top} to {bottom}"));
            }
        }
    }

    /// No small type; no text on text.
    fn sizes_and_overlaps(&mut self, page: &Page) {
        let mut boxes: Vec<(Rect, &Run)> = vec![];
        for placed in &page.frame.items {
            if let FrameItem::Run(run) = &placed.item {
                let smallest = SMALLEST[usize::from(self.brochure.edition.as_str() != "large-print")];
                if run.size < smallest {
                    self.complain(page.number, format!("{:?} is set in {} pt", run.text, run.size));
                }
                boxes.push((letters(placed.at, run), run));
            }
        }
        // No line of a frame goes through letters.
        for placed in &page.frame.items {
            let FrameItem::Shapes(shapes) = &placed.item else { continue };
            let is_line = |shape: &Shape| shape.stroke.is_some() && shape.fill.is_none() && shape.segments.len() == 5;
            let Some(frame) = outline(placed.at, shapes).filter(|_| shapes.len() == 1 && is_line(&shapes[0])) else {
                continue;
            };
            for (letters, run) in &boxes {
                let beside = letters.right() < frame.origin.x || letters.origin.x > frame.right();
                let cut = [frame.origin.y, frame.bottom()]
                    .into_iter()
                    .any(|y| y > letters.origin.y + HAIR && y < letters.bottom() - HAIR);
                if cut && !beside {
                    self.complain(page.number, format!("a frame goes through {:?}", run.text));
                }
            }
        }
        // Side bearings and kerning let boxes of neighbors touch.
        let slack = Pt(400);
        for (i, (a, text)) in boxes.iter().enumerate() {
            for (b, other) in &boxes[i + 1..] {
                let apart = a.right() - slack <= b.origin.x
                    || b.right() - slack <= a.origin.x
                    || a.bottom() - slack <= b.origin.y
                    || b.bottom() - slack <= a.origin.y;
                if !apart {
                    self.complain(page.number, format!("{:?} stands on {:?}", text.text, other.text));
                }
            }
        }
    }

    /// At most one closed frame in the color of the brand.
    fn frames(&mut self, page: &Page) {
        let brand = self.brochure.colors.map_or(shelf().theme().colors.brand, |c| c.0);
        let count = page.frame.items.iter().filter(|p| is_frame(&p.item, brand)).count();
        if count > 1 {
            self.complain(page.number, format!("has {count} closed frames"));
        }
    }

    /// Lines begin (or end, where they are right-aligned) only at known places; running text stands on the grid.
    fn places(&mut self, page: &Page) {
        let (m, b) = (self.master, self.blocks);
        let (left, main, full) = (m.left, m.main(), m.full());
        let mut starts = vec![left, main];
        starts.extend([b.bullet_text, b.check_text, b.step_text].map(|indent| main + indent));
        starts.extend([b.callout_label, b.key_label, b.contact_label, b.cover_draft_text].map(|indent| left + indent));
        if !m.has_side() {
            starts.extend([b.level_text, b.contents_text, b.code_text].map(|indent| left + indent));
        }
        // Columns of tables, of drug tables, of lines to write on.
        starts.extend((2..=5).flat_map(|n| (1..n).map(move |i| main + m.measure / n * i)));
        let (first, second, third, fourth, fifth) = b.drug_columns;
        let mut x = left + full - (second + third + fourth + fifth);
        for width in [second, third, fourth, fifth] {
            starts.push(x);
            x += width;
        }
        debug_assert!(first > Pt::ZERO);
        starts.extend((2..=3).flat_map(|n| {
            let width = (full - b.write_in_gutter * (n - 1)) / n;
            (1..n).map(move |i| left + (width + b.write_in_gutter) * i)
        }));
        let edition = shelf().theme().editions.get(self.brochure.edition.as_str()).unwrap();
        let day = (full - b.diary_head) / 7;
        starts.extend((0..7).map(|i| left + b.diary_head + day * i + edition.h()));
        let ends = [left + m.side, main + b.step_number_width, m.right()];
        let near = |places: &[Pt], x: Pt| places.iter().any(|p| (p.0 - x.0).abs() <= HAIR.0);
        for line in lines(page) {
            let on_band = page.number == 1 && line.y < m.cover.bar;
            let is_label = line.leaf().is_some_and(|leaf| self.is_figure_label(leaf));
            if !near(&starts, line.left) && !near(&ends, line.right) && !on_band && !is_label {
                let (from, to) = (line.left, line.right);
                self.complain(page.number, format!("{:?} begins at {from} and ends at {to}", line.text));
            }
            if page.number > 1 && line.left == main && self.on_grid.contains(&line.runs[0].0.span) {
                self.grid(&line);
            }
        }
    }

    /// Whether the top of a line's box is a multiple of the grid step below the top of the text.
    fn grid(&mut self, line: &Line<'_>) {
        let size = i64::from(line.size().0);
        let Some(leading) = self.leading(line.size()) else { return };
        let first = Pt(((i64::from(leading.0) * 1000 - 1300 * size) / 2000 + 984 * size / 1000) as i32);
        let off = (line.y - first - self.master.top).0.rem_euclid(self.h.0);
        if off.min(self.h.0 - off) > HAIR.0 {
            self.complain(line.page, format!("{:?} is off the grid by {} pt", line.text, Pt(off)));
        }
    }

    /// The leading of text on the grid in a size.
    fn leading(&self, size: Pt) -> Option<Pt> {
        let roles = &shelf().theme().editions.get(self.brochure.edition.as_str())?.roles;
        let role = [&roles.body, &roles.lead].into_iter().find(|r| r.size == size);
        // A leading of other than whole steps leaves the grid at every second line.
        role.map(|r| r.leading).filter(|leading| leading.0 % self.h.0 == 0)
    }

    /// Labels stand where their figure wants them.
    fn is_figure_label(&self, leaf: NodeId) -> bool {
        let tree = self.tree();
        self.around(leaf).any(|node| {
            let siblings = tree.get(node).parent.map_or(&[][..], |p| &tree.get(p).children[..]);
            let at = siblings.iter().position(|&s| s == node);
            matches!(tree.get(node).role, Role::L(_))
                && at.is_some_and(|at| at > 0 && tree.get(siblings[at - 1]).role == Role::Figure)
        })
    }

    /// Every link leads somewhere, and can be pressed.
    fn links(&mut self, page: &Page) {
        for placed in &page.frame.items {
            let FrameItem::Link { size, target, contents } = &placed.item else { continue };
            let leads = match target {
                Target::Uri(uri) => ["https://", "tel:", "mailto:"].iter().any(|scheme| uri.starts_with(scheme)),
                Target::Node(node) => self.made.pages.numbers.contains_key(node),
            };
            let inside =
                placed.at.x + size.width <= self.master.width && placed.at.y + size.height <= self.master.height;
            if !leads || contents.trim().is_empty() || size.width <= Pt::ZERO || size.height <= Pt::ZERO || !inside {
                self.complain(
                    page.number,
                    format!("the link {contents:?} to {target:?} leads nowhere or has no place"),
                );
            }
        }
    }

    /// All feet of pages of one size on one line; every page with its number and the count of all.
    fn feet(&mut self) {
        let total = self.made.pages.pages.len().to_string();
        let edition = shelf().theme().editions.get(self.brochure.edition.as_str()).unwrap();
        let mut baselines: BTreeMap<Pt, BTreeSet<Pt>> = BTreeMap::new();
        for (i, page) in self.made.pages.pages.iter().enumerate() {
            if page.number != i as u32 + 1 {
                self.complain(page.number, "has a wrong number");
            }
            let mut foot: Vec<(Pt, &str)> = vec![];
            for placed in &page.frame.items {
                if let (Mark::Artifact(Artifact::Footer), FrameItem::Run(run)) = (placed.mark, &placed.item) {
                    // The dates of a cover may stand above its foot.
                    if placed.at.y > self.upright.foot {
                        baselines.entry(page.frame.size.height).or_default().insert(placed.at.y);
                    }
                    foot.push((placed.at.x, &run.text));
                }
            }
            foot.sort_unstable();
            let text: String = foot.iter().map(|(_, text)| *text).collect();
            let wanted = edition.feet.of(page.number);
            let has = |what: FootText| [wanted.start, wanted.column, wanted.end].contains(&Some(what));
            let words = self.brochure.page_words.replace("{page}", &page.number.to_string()).replace("{total}", &total);
            let stands = match wanted.end {
                Some(FootText::Page) => text.ends_with(&words),
                _ => text.starts_with(&words),
            };
            if page.number > 1 && !stands {
                self.complain(page.number, format!("the foot says {text:?}, not {words:?}"));
            }
            if (page.number == 1 || has(FootText::Code)) && !text.contains(&self.brochure.code) {
                self.complain(page.number, format!("the foot {text:?} lacks the code"));
            }
        }
        for feet in baselines.values().filter(|feet| feet.len() != 1) {
            self.complain(1, format!("the feet stand on {feet:?}"));
        }
    }

    /// Lengths of the full lines of paragraphs: all but their last.
    fn running_text(&mut self) {
        let mut paragraphs: BTreeMap<NodeId, Vec<(u32, usize, String)>> = BTreeMap::new();
        let edition = shelf().theme().editions.get(self.brochure.edition.as_str()).unwrap();
        let body = edition.roles.body.size;
        for page in &self.made.pages.pages {
            self.turn(page);
            for line in lines(page) {
                if line.left == self.master.main()
                    && line.size() == body
                    && self.running.contains(&line.runs[0].0.span)
                    && let Some(leaf) = line.leaf()
                    && let Some(p) = self.around(leaf).find(|&n| self.tree().get(n).role == Role::P)
                {
                    let text = line.text.trim().to_owned();
                    paragraphs.entry(p).or_default().push((page.number, text.chars().count(), text));
                }
            }
        }
        for lines in paragraphs.values_mut() {
            lines.pop();
            for (page, length, text) in lines {
                if *length > 78 {
                    self.complain(*page, format!("a line of {length} characters: {text:?}"));
                }
                self.measured.full_lines.push(*length);
            }
        }
    }

    /// The first pages of cover, contents, parts and back page.
    fn openings(&self) -> BTreeSet<u32> {
        let tops = &self.tree().get(StructTree::ROOT).children;
        tops.iter().filter_map(|top| self.made.pages.numbers.get(top).copied()).collect()
    }

    /// A page under one third full is the cover or the last of its part, or else was warned of.
    fn fills(&mut self) {
        let openings = self.openings();
        let warned = self.made.warnings.0.iter().filter(|d| d.code == Code::ShortPage).count();
        let mut short = vec![];
        for page in &self.made.pages.pages {
            let is_last = page.number as usize == self.made.pages.pages.len() || openings.contains(&(page.number + 1));
            let (room, used) = page.fill;
            if page.number > 1 && !is_last && used < room / 3 {
                short.push(page.number);
            }
        }
        if short.len() > warned {
            self.complain(short[0], format!("is almost empty, and nobody was told ({short:?}, {warned} warnings)"));
        }
    }

    /// What follows a heading stands on the heading's page.
    fn headings(&mut self) {
        let tree = self.tree();
        let order = tree.in_order();
        let is_inside = |node: NodeId, heading: NodeId| self.around(node).any(|n| n == heading);
        let mut found = vec![];
        for (at, &heading) in order.iter().enumerate() {
            if !matches!(tree.get(heading).role, Role::Heading(_)) {
                continue;
            }
            let own = order[at..].iter().filter(|&&n| is_inside(n, heading)).filter_map(|n| self.leaves.get(n));
            let Some(last) = own.flatten().max().copied() else { continue };
            let after = order[at..].iter().filter(|&&n| !is_inside(n, heading)).find_map(|n| self.leaves.get(n));
            let next = after.and_then(|pages| pages.first().copied()).unwrap_or(last);
            if next != last {
                found.push((last, format!("{:?} is parted from what follows", tree.get(heading).bookmark)));
            }
        }
        found.into_iter().for_each(|(page, what)| self.complain(page, what));
    }

    /// The pages on which something of a node stands.
    fn pages_of(&self, top: NodeId) -> BTreeSet<u32> {
        let inside = self.leaves.iter().filter(|(leaf, _)| self.around(**leaf).any(|n| n == top));
        inside.flat_map(|(_, pages)| pages.clone()).collect()
    }

    /// Contents and "when to call" are one page each, where everybody looks; the contents name the right pages.
    fn parts(&mut self) {
        let tree = self.tree();
        let tops = tree.get(StructTree::ROOT).children.clone();
        if tops.len() != self.brochure.parts.len() + 3 {
            self.complain(1, "is not made of cover, contents, parts and back page");
            return;
        }
        let last = self.made.pages.pages.len() as u32;
        let call = self.brochure.parts.iter().position(|p| p.kind == PartKind::WhenToCall);
        let Some(call) = call.map(|at| tops[2 + at]) else {
            self.complain(3, "there is no part that says when to call");
            return;
        };
        let edition = self.brochure.edition.as_str();
        // Most pages of contents, of "when to call", of the back.
        let [contents, calls, back] = match edition {
            "standard" => [1, 1, 1],
            "booklet" => [2, 2, 2],
            _ => [3, 3, 2],
        };
        let mut next = 1;
        for (top, most, what) in
            [(tops[0], 1, "the cover"), (tops[1], contents, "the contents"), (call, calls, "when to call")]
        {
            let found = self.pages_of(top);
            let wanted: BTreeSet<u32> = (next..next + found.len() as u32).collect();
            if found != wanted || found.len() > most {
                self.complain(next, format!("{what} stands on {found:?}"));
            }
            next += found.len() as u32;
        }
        let found = self.pages_of(tops[tops.len() - 1]);
        let wanted: BTreeSet<u32> = (last + 1 - found.len() as u32..=last).collect();
        if found != wanted || found.len() > back {
            self.complain(last, format!("the back page stands on {found:?}"));
        }
        // Each level is whole; in a booklet all of them are seen at once.
        let levels = tree
            .in_order()
            .into_iter()
            .filter(|&n| tree.get(n).role == Role::Sect && n != call && self.around(n).any(|a| a == call));
        let is_level = |n: NodeId| tree.get(n).children.iter().any(|&c| matches!(tree.get(c).role, Role::L(_)));
        let levels: Vec<NodeId> = levels.filter(|&n| is_level(n)).collect();
        for level in levels {
            let found = self.pages_of(level);
            if found.len() != 1 {
                self.complain(next, format!("a level of when to call stands on {found:?}"));
            }
        }
        if edition == "booklet" {
            let found = self.pages_of(call);
            if found.len() == 2 && found.first().is_some_and(|first| !first.is_multiple_of(2)) {
                self.complain(next, format!("when to call stands on both sides of a leaf: {found:?}"));
            }
            if !last.is_multiple_of(4) {
                self.complain(last, "the pages do not fill their sheets");
            }
        }
        // The last number in each entry of the contents.
        let mut texts: BTreeMap<NodeId, String> = BTreeMap::new();
        let listed = self.pages_of(tops[1]);
        let pages = self.made.pages.pages.iter().filter(|page| listed.contains(&page.number));
        for placed in pages.flat_map(|page| &page.frame.items) {
            if let (Mark::Content(node), FrameItem::Run(run)) = (placed.mark, &placed.item) {
                texts.entry(node).or_default().push_str(&run.text);
            }
        }
        let links = tree
            .in_order()
            .into_iter()
            .filter(|&n| tree.get(n).role == Role::Link && self.around(n).any(|a| tree.get(a).role == Role::Toci));
        let shown: Vec<String> = links
            .map(|n| tree.get(n).children.last().and_then(|c| texts.get(c).cloned()).unwrap_or_default())
            .collect();
        let wanted: Vec<String> =
            tops[2..tops.len() - 1].iter().map(|top| self.made.pages.numbers[top].to_string()).collect();
        if shown != wanted {
            self.complain(2, format!("the contents say {shown:?}, the parts begin on {wanted:?}"));
        }
    }
}

/// Whether an item is a large closed rectangle, drawn with a solid line of a color.
fn is_frame(item: &FrameItem, color: Color) -> bool {
    let FrameItem::Shapes(shapes) = item else { return false };
    shapes.iter().any(|shape| {
        let Some(stroke) = &shape.stroke else { return false };
        let points: Vec<Point> = shape
            .segments
            .iter()
            .filter_map(|s| match s {
                Segment::Move(p) | Segment::Line(p) => Some(*p),
                _ => None,
            })
            .collect();
        let wide = points.iter().map(|p| p.x).max() > points.iter().map(|p| p.x + Pt(200_000)).min();
        stroke.color == color && stroke.dash.is_empty() && shape.fill.is_none() && points.len() == 4 && wide
    })
}
