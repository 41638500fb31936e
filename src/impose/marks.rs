//! Room for bleed, and marks where a print shop cuts.

use super::sheet::{Part, Sheets, Side};
use crate::base::{Color, Point, Pt, Rect, Size};

/// Length of a mark.
const LENGTH: Pt = Pt(18_000);
/// Least distance of a mark from the trimmed sheet.
const AWAY: Pt = Pt(9_000);
/// Thickness of a mark.
const LINE: Pt = Pt(500);

/// Enlarges every side by the room that bleed and marks need, and draws the marks.
pub(super) fn add(sheets: &mut Sheets, bleed: Pt, marks: bool) {
    // Marks stand outside the bleed, so that none is left on the trimmed sheet.
    let away = bleed.max(AWAY);
    let margin = if marks { away + LENGTH } else { bleed };
    if margin == Pt::ZERO {
        return;
    }
    for (i, side) in sheets.sides.iter_mut().enumerate() {
        enlarge(side, margin, bleed);
        if marks {
            let start = side.frame.items.len();
            draw(side, away);
            sheets.parts.push(Part { side: i, items: start..side.frame.items.len() });
        }
    }
}

/// Puts paper around a side: `margin` wide, of which `bleed` may carry ink.
fn enlarge(side: &mut Side, margin: Pt, bleed: Pt) {
    let by = Point::new(margin, margin);
    side.frame.items.iter_mut().for_each(|item| item.at = item.at + by);
    let size = side.frame.size;
    side.frame.size = Size::new(size.width + margin * 2, size.height + margin * 2);
    side.trim = side.trim.moved(by);
    let trim = side.trim;
    side.bleed = Rect::new(
        trim.origin.x - bleed,
        trim.origin.y - bleed,
        trim.size.width + bleed * 2,
        trim.size.height + bleed * 2,
    );
}

/// Two marks at each corner, in line with the edges of the trimmed sheet.
fn draw(side: &mut Side, away: Pt) {
    let trim = side.trim;
    let half = LINE / 2;
    for x in [trim.origin.x, trim.right()] {
        for y in [trim.origin.y - away - LENGTH, trim.bottom() + away] {
            side.frame.rule(Rect::new(x - half, y, LINE, LENGTH), Color::INK);
        }
    }
    for y in [trim.origin.y, trim.bottom()] {
        for x in [trim.origin.x - away - LENGTH, trim.right() + away] {
            side.frame.rule(Rect::new(x, y - half, LENGTH, LINE), Color::INK);
        }
    }
}
