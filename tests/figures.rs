//! Labels of figures, measured on finished pages: in every edition, on every paper and in every language none meets
//! another, leaves its figure, or stands on the drawing.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::pages::letters;
use common::{Choice, each, finish, none, pairs, shelf};
use handout::base::{Color, Id, Ink, Point, Pt, Rect, Segment, Shape};
use handout::compose::{Artifact, Mark, NodeId, Role, StructTree};
use handout::content::{Edition, FigureUse, Master, Token};
use handout::export::Profile;
use handout::paginate::{FrameItem, Page};
use handout::tailor::{Block, Brochure, Figure, Item};

/// Labels may be this near to the drawing and to one another.
const STEP: Pt = Pt(1_000);

/// Every figure with labels, as some reader gets it.
fn figures(lang: &str) -> Vec<Item> {
    let mut found: BTreeMap<Id, Item> = BTreeMap::new();
    let readers = [None].into_iter().chain(pairs(lang).into_iter().map(Some));
    for pair in readers {
        let brochure = Choice { pair, ..Choice::general(lang) }.brochure();
        for item in brochure.parts.iter().flat_map(|p| &p.sections).flat_map(|s| &s.blocks) {
            if let Block::Figure(figure) = &item.block {
                found.entry(figure.picture.id.clone()).or_insert_with(|| item.clone());
            }
        }
    }
    let all = shelf().library.figures.figures.iter().filter(|(_, f)| f.purpose == FigureUse::Scene);
    let all: BTreeSet<Id> = all.map(|(id, _)| id.value.clone()).collect();
    let unused: Vec<&Id> = all.iter().filter(|id| !found.contains_key(*id)).collect();
    assert!(unused.is_empty(), "no reader gets the figures {unused:?}");
    found.into_values().collect()
}

/// A brochure of nothing but figures, for one edition and paper.
fn album(choice: &Choice, figures: &[Item]) -> Brochure {
    let mut brochure = choice.brochure();
    let part = brochure.parts.iter_mut().find(|p| p.number.is_some() && !p.sections.is_empty()).unwrap();
    part.sections.truncate(1);
    part.sections[0].blocks = figures.to_vec();
    let part = part.clone();
    brochure.parts = vec![part];
    brochure
}

fn every_edition() -> Vec<Choice> {
    let mut all = vec![];
    for lang in shelf().library.languages.keys() {
        // A folded sheet has no figures.
        let folded = |it: &Edition| it.papers.values().any(|master| master.panels.is_some());
        for (edition, it) in shelf().theme().editions.iter().filter(|(_, it)| !folded(it)) {
            for (paper, _) in it.papers.iter() {
                all.push(Choice::general(lang.as_str()).edition(edition.as_str()).on(paper.as_str()));
            }
        }
    }
    all
}

/// What stands in one figure: its drawing with its leaders, and each label, line by line.
struct Seen<'a> {
    figure: &'a Figure,
    drawing: Rect,
    ink: Vec<Shape>,
    /// Words of a label, or a number, with the boxes of its letters.
    labels: Vec<(String, Vec<Rect>)>,
    legend: bool,
}

fn inside(tree: &StructTree, mut node: NodeId, of: NodeId) -> bool {
    while node != of {
        match tree.get(node).parent {
            Some(parent) => node = parent,
            None => return false,
        }
    }
    true
}

fn moved(shape: &Shape, by: Point) -> Shape {
    let segments = shape.segments.iter().map(|segment| match *segment {
        Segment::Move(p) => Segment::Move(p + by),
        Segment::Line(p) => Segment::Line(p + by),
        Segment::Curve(a, b, c) => Segment::Curve(a + by, b + by, c + by),
        Segment::Close => Segment::Close,
    });
    Shape { segments: segments.collect(), ..shape.clone() }
}

/// The figures of a page. `order` holds the figures of the album with their nodes.
fn seen<'a>(tree: &StructTree, page: &Page, master: &Master, order: &[(NodeId, &'a Figure)]) -> Vec<Seen<'a>> {
    let mut all = vec![];
    for &(node, figure) in order {
        let drawn = page.frame.items.iter().enumerate().find_map(|(i, placed)| match (&placed.item, placed.mark) {
            (FrameItem::Shapes(shapes), Mark::Content(leaf)) if tree.get(leaf).parent == Some(node) => {
                Some((i, placed.at, shapes))
            }
            _ => None,
        });
        let Some((first, at, shapes)) = drawn else { continue };
        let view = figure.picture.drawing.view;
        let height = view.height.scale(i64::from(master.measure.0), i64::from(view.width.0));
        let drawing = Rect::new(at.x, at.y, master.measure, height);
        let siblings = &tree.get(tree.get(node).parent.unwrap()).children;
        let list = siblings.iter().skip_while(|&&n| n != node).nth(1).copied();
        let list = list.filter(|&list| matches!(tree.get(list).role, Role::L(_)) && !figure.labels.is_empty());
        let mut it =
            Seen { figure, drawing, ink: shapes.iter().map(|s| moved(s, at)).collect(), labels: vec![], legend: false };
        let mut by_item: BTreeMap<NodeId, (String, Vec<Rect>)> = BTreeMap::new();
        for placed in &page.frame.items[first + 1..] {
            match (&placed.item, placed.mark) {
                (FrameItem::Shapes(shapes), Mark::Artifact(Artifact::Layout)) if drawing.moved_in(placed.at) => {
                    it.ink.extend(shapes.iter().map(|s| moved(s, placed.at)));
                }
                (FrameItem::Run(run), Mark::Artifact(Artifact::Layout)) if drawing.moved_in(placed.at) => {
                    it.legend = true;
                    it.labels.push((run.text.to_string(), vec![letters(placed.at, run)]));
                }
                (FrameItem::Run(run), Mark::Content(leaf)) => {
                    let Some(list) = list.filter(|&list| inside(tree, leaf, list)) else { continue };
                    let item = tree.get(list).children.iter().find(|&&item| inside(tree, leaf, item)).unwrap();
                    let entry = by_item.entry(*item).or_default();
                    entry.0 = format!("{}{}|", entry.0, run.text);
                    entry.1.push(letters(placed.at, run));
                }
                _ => {}
            }
        }
        it.labels.extend(by_item.into_values());
        all.push(it);
    }
    all
}

/// Whether a place is in a rectangle.
trait Holds {
    fn moved_in(&self, at: Point) -> bool;
}

impl Holds for Rect {
    fn moved_in(&self, at: Point) -> bool {
        at.x >= self.origin.x && at.x <= self.right() && at.y >= self.origin.y - Pt(1) && at.y <= self.bottom()
    }
}

fn faults(seen: &Seen<'_>, measure: (Pt, Pt), calm: &[Color]) -> Vec<String> {
    let mut faults = vec![];
    let name = &seen.figure.picture.id;
    let ink = Ink::of(&seen.ink);
    for (i, (text, boxes)) in seen.labels.iter().enumerate() {
        for rect in boxes {
            if rect.origin.x < measure.0 || rect.right() > measure.1 {
                faults.push(format!("{name}: `{text}` leaves the measure"));
            }
            let legend = rect.origin.y > seen.drawing.bottom();
            if rect.origin.y < seen.drawing.origin.y || (!seen.legend && legend) {
                faults.push(format!("{name}: `{text}` leaves the figure"));
            }
            if !ink.leaves(*rect, calm, STEP) {
                faults.push(format!("{name}: `{text}` stands on the drawing"));
            }
            for (other, others) in &seen.labels[i + 1..] {
                if others.iter().any(|b| b.meets(rect)) {
                    faults.push(format!("{name}: `{text}` meets `{other}`"));
                }
            }
        }
        let stray = |line: &&str| line.trim().chars().count() < 4 && !line.trim().contains(' ');
        let lines: Vec<&str> = text.trim_end_matches('|').split('|').collect();
        if boxes.len() > 1 && !seen.legend && lines.iter().any(stray) {
            faults.push(format!("{name}: a short word of `{text}` stands alone"));
        }
    }
    let numbers = seen.labels.iter().filter(|(text, _)| text.trim().parse::<usize>().is_ok()).count();
    if seen.legend && numbers != seen.figure.labels.len() {
        faults.push(format!("{name}: {numbers} numbers for {} labels", seen.figure.labels.len()));
    }
    faults.dedup();
    faults
}

/// All faults, and the figures that have a legend. The album stays in the scratch folder, to be looked at.
fn measured(choice: &Choice, figures: &[Item]) -> (Vec<String>, Vec<String>) {
    let made = finish(&album(choice, figures), Profile::Ua1).unwrap_or_else(|e| panic!("{e:?}"));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{}.pdf", choice.name())), &made.pdf).unwrap();
    let theme = shelf().theme();
    let master = theme.editions.get(&choice.edition).unwrap().papers.get(&choice.paper).unwrap();
    let nodes = made.tree.in_order();
    let nodes = nodes.iter().filter(|&&n| made.tree.get(n).role == Role::Figure && made.tree.get(n).alt.is_some());
    let alts: BTreeMap<&str, &Figure> = figures
        .iter()
        .filter_map(|item| match &item.block {
            Block::Figure(figure) => Some((figure.picture.alt.as_str(), &**figure)),
            _ => None,
        })
        .collect();
    let order: Vec<(NodeId, &Figure)> =
        nodes.filter_map(|&n| Some((n, *alts.get(made.tree.get(n).alt.as_deref()?)?))).collect();
    assert_eq!(order.len(), figures.len(), "{}", choice.name());
    let (mut found, mut legends, mut count) = (vec![], vec![], 0);
    let calm = [theme.colors.paper, theme.colors.pale];
    for page in &made.pages.pages {
        let left = master.main() + master.shift(page.number);
        for seen in seen(&made.tree, page, master, &order) {
            count += 1;
            let more = faults(&seen, (left, left + master.measure), &calm);
            found.extend(more.into_iter().map(|fault| format!("{}: {fault}", choice.name())));
            if seen.legend {
                legends.push(seen.figure.picture.id.to_string());
            }
        }
    }
    assert_eq!(count, figures.len(), "{}", choice.name());
    (found, legends)
}

#[test]
fn labels_are_clear_of_one_another_and_of_the_drawing() {
    let figures: BTreeMap<String, Vec<Item>> =
        shelf().library.languages.keys().map(|lang| (lang.to_string(), figures(lang.as_str()))).collect();
    let found = each(&every_edition(), |choice: &Choice| {
        let (faults, legends) = measured(choice, &figures[&choice.lang]);
        println!("{}: {} figures have a legend: {}", choice.name(), legends.len(), legends.join(", "));
        faults
    });
    none(found.concat());
}

#[test]
fn a_label_on_the_drawing_is_found() {
    let figures = figures("en");
    let choice = Choice::general("en");
    let Block::Figure(figure) = &figures[0].block else { panic!("no figure") };
    let colors = &shelf().theme().colors;
    assert!(figure.picture.drawing.shapes.iter().any(|s| s.fill.is_some()), "{:?}", Token::Pale);
    let ink = Shape::disc(Point::default(), Pt(20_000), colors.brand);
    let rect = Rect::new(Pt(5_000), Pt(5_000), Pt(20_000), Pt(10_000));
    let seen = Seen {
        figure,
        drawing: Rect::new(Pt::ZERO, Pt::ZERO, Pt(300_000), Pt(200_000)),
        ink: vec![ink],
        labels: vec![("T cell".into(), vec![rect]), ("Signal".into(), vec![rect])],
        legend: false,
    };
    let told = faults(&seen, (Pt::ZERO, Pt(20_000)), &[colors.paper, colors.pale]).join("\n");
    for fault in ["leaves the measure", "stands on the drawing", "meets `Signal`"] {
        assert!(told.contains(fault), "{}: {told}", choice.name());
    }
}
