//! Folded sheets: panels side by side on the two sides of a sheet, in one or more copies, with marks where it is
//! folded and cut.

use super::Flip;
use super::sheet::{Sheets, Side};
use crate::base::{Cap, Color, Id, Point, Pt, Rect, Segment, Shape, Size, Stroke};
use crate::paginate::{Artifact, Frame, FrameItem, Mark, Page, Pages, Panels};

/// Puts panels on the sides of their sheet; `names` are their ids, in the order of the pages.
pub(super) fn unfold(pages: &Pages, names: &[Id], sheet: &Panels, flip: Option<Flip>) -> Sheets {
    let size = Size::new(sheet.width, sheet.height);
    let mut sheets = Sheets { sides: vec![Side::new(size), Side::new(size)], parts: vec![] };
    let rows = [&sheet.sides.0, &sheet.sides.1];
    let height = pages.pages.first().map_or(Pt::ZERO, |page| page.frame.size.height);
    let copies = i32::from(sheet.copies.max(1));
    let top = (sheet.height - height * copies) / 2;
    // Rows stand in the middle, so that what is printed behind a panel is behind it whichever way the sheet is turned
    // over its upright axis.
    let left = |row: usize| (sheet.width - rows[row].values().copied().sum::<Pt>()) / 2;
    let place = |name: &Id| {
        rows.iter().enumerate().find_map(|(side, row)| {
            let at = row.ids().position(|id| id == name)?;
            Some((side, at, left(side) + row.values().take(at).copied().sum::<Pt>()))
        })
    };
    let named: Vec<(&Page, &Id)> = pages.pages.iter().zip(names).collect();
    for (page, name) in &named {
        let Some((side, _, x)) = place(name) else { continue };
        sheets.place(side, page, Point::new(x, top));
    }
    for (side, row) in rows.iter().enumerate() {
        let number = |id: &Id| named.iter().find(|(_, name)| *name == id).map(|(page, _)| page.number);
        sheets.sides[side].pages = row.ids().filter_map(number).collect();
    }
    // One copy is read; the others are the same to look at, and nothing to who listens.
    for copy in 1..copies {
        for (page, name) in &named {
            let Some((side, _, x)) = place(name) else { continue };
            let silent = silent(&page.frame);
            sheets.add(side, |frame| frame.place(Point::new(x, top + height * copy), &silent));
        }
    }
    for (side, row) in rows.iter().enumerate() {
        let widths: Vec<Pt> = row.values().copied().collect();
        let area = Rect::new(left(side), top, widths.iter().copied().sum(), height);
        sheets.add(side, |frame| marks(frame, sheet, area, &widths, copies));
    }
    let upright = if sheet.height > sheet.width { Flip::Long } else { Flip::Short };
    sheets.sides[1].turned = flip.is_some_and(|edge| edge != upright);
    sheets
}

/// A frame as ink without meaning, and without links.
fn silent(frame: &Frame) -> Frame {
    let mut copy = frame.clone();
    copy.items.retain(|item| !matches!(item.item, FrameItem::Link { .. }));
    copy.items.iter_mut().for_each(|item| item.mark = Mark::Artifact(Artifact::Layout));
    copy
}

/// Marks of folding and cutting; `area` is the first copy.
fn marks(frame: &mut Frame, sheet: &Panels, area: Rect, widths: &[Pt], copies: i32) {
    let (top, bottom) = (area.origin.y, area.origin.y + area.size.height * copies);
    let boundaries: Vec<Pt> = (0..=copies).map(|i| top + area.size.height * i).collect();
    let mut x = area.origin.x;
    for width in &widths[..widths.len().saturating_sub(1)] {
        x += *width;
        for y in &boundaries {
            let length = sheet.fold.length;
            let from = if *y == top {
                top + sheet.fold.inset
            } else if *y == bottom {
                bottom - sheet.fold.inset - length
            } else {
                *y - length / 2
            };
            dashed(frame, sheet, x, from);
        }
    }
    let Some(cut) = &sheet.cut else { return };
    for y in &boundaries {
        for edge in [area.origin.x - cut.away - cut.length, area.right() + cut.away] {
            frame.rule(Rect::new(edge, *y - cut.line / 2, cut.length, cut.line), Color::INK);
        }
        let arm = cut.cross / 2;
        for x in [area.origin.x, area.right()] {
            frame.rule(Rect::new(x - arm, *y - cut.cross_line / 2, cut.cross, cut.cross_line), Color::INK);
            // At the outer edges there is paper on one side only where a printer can print.
            let from = if *y == top { *y } else { *y - arm };
            let to = if *y == bottom { *y } else { *y + arm };
            frame.rule(Rect::new(x - cut.cross_line / 2, from, cut.cross_line, to - from), Color::INK);
        }
    }
}

fn dashed(frame: &mut Frame, sheet: &Panels, x: Pt, from: Pt) {
    let (on, off) = sheet.fold.dash;
    let segments = vec![Segment::Move(Point::default()), Segment::Line(Point::new(Pt::ZERO, sheet.fold.length))];
    let stroke = Stroke { color: Color::INK, width: sheet.fold.line, cap: Cap::Butt, dash: vec![on, off] };
    let shape = Shape { segments, fill: None, stroke: Some(stroke) };
    frame.push(Point::new(x, from), Mark::Artifact(Artifact::Layout), FrameItem::Shapes(vec![shape]));
}
