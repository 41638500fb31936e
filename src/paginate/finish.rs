//! Pages complete: items at their places, table heads repeated, page numbers, leaders, furniture.

use std::collections::BTreeMap;
use std::ops::Range;

use super::measure::{Measure, Pen, Saving};
use super::page::Page;
use crate::base::{Point, Pt, Rect, Shape, Size};
use crate::compose::{Artifact, Flex, Mark, NodeId, StructTree};
use crate::typeset::{Figures, FootText, Frame, FrameItem, GalleyItem, Late, Master, Run, Set, SetFurniture};

/// Most steps of white space that are put before headings and callouts of a page.
const SURPLUS: i32 = 4;

/// A page with the numbers that are still to come.
pub(super) struct Draft {
    pub set: Set,
    pub used: Pt,
}

/// Lays the items of a page; pages that are not the last of their chapter share out a little white space.
pub(super) fn lay(measure: &Measure<'_>, range: Range<usize>, master: &Master, h: Pt, is_last: bool) -> Draft {
    let height = master.bottom - master.top;
    let natural = range.clone().fold(measure.top(range.start), |pen, i| measure.put(i, pen, Pt::ZERO).1);
    let spare = if is_last { 0 } else { ((height - natural.bottom).0 / h.0).clamp(0, SURPLUS) };
    let stretches: Vec<usize> = range
        .clone()
        .skip(1)
        .filter(|&i| matches!(measure.items[i].flex, Flex::Heading | Flex::Callout) && !measure.items[i].joined)
        .take(spare.max(0) as usize)
        .collect();
    let mut set = Set::default();
    let top = master.top;
    if let Some(head) = measure.repeated(range.start) {
        let mut frame = measure.items[head].set.frame.clone();
        frame.items.retain(|item| !matches!(item.item, FrameItem::Link { .. }));
        for item in &mut frame.items {
            if matches!(item.mark, Mark::Content(_)) {
                item.mark = Mark::Artifact(Artifact::Repeated);
            }
        }
        set.frame.place(Point::new(Pt::ZERO, top), &frame);
    }
    let mut pen = measure.top(range.start);
    for i in range {
        let extra = if stretches.contains(&i) { h } else { Pt::ZERO };
        let (y, next) = measure.put(i, pen, extra);
        pen = next;
        set.place(Point::new(Pt::ZERO, top + y), chosen(&measure.items[i], measure.saving));
    }
    // Space added above may not push anything out: it is whole steps of what was spare.
    debug_assert!(pen.bottom <= height.max(natural.bottom));
    Draft { set, used: pen.bottom }
}

fn chosen(item: &GalleyItem, saving: Saving) -> &Set {
    match (&item.low, saving) {
        (Some(low), Saving::Strip | Saving::Lists) => low,
        _ => &item.set,
    }
}

/// Lays items that stand at the bottom of a page.
pub(super) fn lay_anchored(measure: &Measure<'_>, master: &Master, set: &mut Set) {
    let height = stack_height(measure);
    let mut pen = measure.top(0);
    for i in 0..measure.items.len() {
        let (y, next): (Pt, Pen) = measure.put(i, pen, Pt::ZERO);
        pen = next;
        set.place(Point::new(Pt::ZERO, master.bottom - height + y), &measure.items[i].set);
    }
}

/// The height of items below one another.
pub(super) fn stack_height(measure: &Measure<'_>) -> Pt {
    if measure.items.is_empty() {
        return Pt::ZERO;
    }
    (0..measure.items.len()).fold(measure.top(0), |pen, i| measure.put(i, pen, Pt::ZERO).1).bottom
}

/// The first page on which a node, or anything in it, stands.
pub(super) fn page_numbers(drafts: &[Set], tree: &StructTree) -> BTreeMap<NodeId, u32> {
    let mut pages: BTreeMap<NodeId, u32> = BTreeMap::new();
    for (i, set) in drafts.iter().enumerate() {
        let number = i as u32 + 1;
        let marks = set.frame.items.iter().map(|p| p.mark).chain(set.late.iter().map(|l| l.mark));
        for mark in marks {
            let mut node = match mark {
                Mark::Content(node) => Some(node),
                Mark::Artifact(_) => None,
            };
            while let Some(id) = node.filter(|id| !pages.contains_key(id)) {
                pages.insert(id, number);
                node = tree.get(id).parent;
            }
        }
    }
    pages
}

/// Puts the page numbers in.
pub(super) fn number(set: Set, pages: &BTreeMap<NodeId, u32>) -> Frame {
    let mut frame = set.frame;
    for late in set.late {
        let number = late.figures.number(pages.get(&late.of).copied().unwrap_or(0));
        let (before, after) = &late.around;
        let width = |run: &Option<Run>| run.as_ref().map_or(Pt::ZERO, |r| r.width);
        let mut x = late.at.x - width(before) - number.width - width(after);
        leader(&late, x, &mut frame);
        if let Some(link) = &late.link {
            let size = late.figures.style.size;
            let corner = Point::new(x, late.at.y - size.scale(19, 20));
            let area = Size::new(number.width, size.scale(5, 4));
            let item = FrameItem::Link { size: area, target: link.target.clone(), contents: link.contents.clone() };
            frame.push(corner, late.mark, item);
        }
        for run in [before.clone(), Some(number), after.clone()].into_iter().flatten() {
            let width = run.width;
            frame.push(Point::new(x, late.at.y), late.mark, FrameItem::Run(run));
            x += width;
        }
    }
    frame
}

/// Dots from the end of the text to the number, counted from the right so that they stand below one another.
fn leader(late: &Late, number_x: Pt, frame: &mut Frame) {
    let Some((leader, text_end)) = late.leader else { return };
    let mut shapes = vec![];
    let mut back = leader.clear;
    let last = number_x - leader.clear;
    loop {
        let x = late.at.x - back - leader.dot;
        if x < text_end + leader.clear {
            break;
        }
        if x + leader.dot <= last {
            shapes.push(Shape::disc(
                Point::new(x, -leader.rise - leader.dot / 2),
                leader.dot,
                late.figures.style.color,
            ));
        }
        back += leader.pitch;
    }
    if !shapes.is_empty() {
        let at = Point::new(Pt::ZERO, late.at.y);
        frame.push(at, Mark::Artifact(Artifact::Layout), FrameItem::Shapes(shapes));
    }
}

/// A page of lines to write on, in place of an empty one.
pub(super) fn lined(master: &Master, furniture: &SetFurniture) -> Set {
    let mut set = Set::default();
    let (pitch, thickness) = furniture.lines;
    let mut y = master.top + pitch;
    while pitch > Pt::ZERO && y <= master.bottom {
        set.frame.rule(Rect::new(master.left, y - thickness, master.full(), thickness), furniture.ink);
        y += pitch;
    }
    set
}

/// Adds foot and draft mark to a page.
pub(super) fn furnish(page: &mut Page, total: u32, master: &Master, furniture: &SetFurniture) {
    let frame = &mut page.frame;
    frame.place(Point::new(master.right() - furniture.draft.size.width, master.draft), &furniture.draft);
    let rule = Rect::new(master.left, master.foot_rule - furniture.rule, master.full(), furniture.rule);
    let at = frame.items.len();
    frame.rule(rule, furniture.ink);
    frame.items[at].mark = Mark::Artifact(Artifact::Footer);
    let y = master.foot + furniture.baseline;
    let mark = Mark::Artifact(Artifact::Footer);
    let figures: &Figures = &furniture.figures;
    let [before, between, after] = furniture.foot.clone();
    let numbers = [before, Some(figures.number(page.number)), between, Some(figures.number(total)), after];
    let numbers: Vec<Run> = numbers.into_iter().flatten().collect();
    let foot = furniture.feet.of(page.number);
    let runs = |text: FootText| match text {
        FootText::Page => numbers.clone(),
        FootText::Title => furniture.title.iter().cloned().collect(),
        FootText::Code => furniture.code.iter().cloned().collect(),
    };
    let mut place = |text: Option<FootText>, start: &dyn Fn(Pt) -> Pt| {
        let runs = text.map(runs).unwrap_or_default();
        let mut x = start(runs.iter().map(|run| run.width).sum());
        for run in runs {
            let width = run.width;
            frame.push(Point::new(x, y), mark, FrameItem::Run(run));
            x += width;
        }
        x
    };
    let end = place(foot.start, &|_| master.left);
    // On the text column, or after what stands at the left where there is no side column.
    place(foot.column, &|_| master.main().max(end + figures.style.size * 2));
    place(foot.end, &|width| master.right() - width);
    let shift = Point::new(master.shift(page.number), Pt::ZERO);
    if shift != Point::default() {
        frame.items.iter_mut().for_each(|item| item.at = item.at + shift);
    }
}
