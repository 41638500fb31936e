//! Booklets: two pages to a side, so that sheets laid into one another and folded once read from front to back.

use super::Flip;
use super::sheet::{Sheets, Side};
use crate::base::{Point, Pt, Size};
use crate::paginate::{Pages, Sheet};

/// The pages on each side of a booklet, left and right, from 0; `count` is a multiple of 4.
///
/// Sides come in pairs: front and back of a sheet, from the outermost sheet to the innermost.
pub fn order(count: usize) -> Vec<[usize; 2]> {
    let side = |i: usize| {
        let (first, last) = (i, count - 1 - i);
        if i.is_multiple_of(2) { [last, first] } else { [first, last] }
    };
    (0..count / 2).map(side).collect()
}

/// Puts the pages on folded sheets.
pub(super) fn fold(pages: &Pages, sheet: Sheet, flip: Option<Flip>) -> Sheets {
    let count = pages.pages.len().next_multiple_of(4);
    let mut sheets = Sheets { sides: vec![], parts: vec![] };
    // Where each page stands, and how far from the left.
    let mut places = vec![(0, Pt::ZERO); count];
    for (i, [left, right]) in order(count).into_iter().enumerate() {
        let mut side = Side::new(Size::new(sheet.width, sheet.height));
        let numbers = [left, right].into_iter().filter_map(|at| pages.pages.get(at));
        side.pages = numbers.map(|page| page.number).collect();
        side.turned = flip == Some(Flip::Long) && !i.is_multiple_of(2);
        sheets.sides.push(side);
        // Inner sheets stand out over the outer ones when folded, and are cut off there: their pages move to the fold.
        let creep = sheet.creep * (i / 2) as i32;
        let width = |at: usize| pages.pages.get(at).map_or(Pt::ZERO, |page| page.frame.size.width);
        let fold = sheet.width / 2;
        places[left] = (i, fold - width(left) + creep);
        places[right] = (i, fold - creep);
    }
    for (page, (side, x)) in pages.pages.iter().zip(places) {
        sheets.place(side, page, Point::new(x, Pt::ZERO));
    }
    sheets
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::Segment;
    use crate::paginate::{Artifact, Frame, FrameItem, Mark, Page, Shape};

    #[test]
    fn eight_pages_fold_into_a_booklet() {
        // Numbers as printed: outer sheet 8|1 and 2|7, inner sheet 6|3 and 4|5.
        let printed: Vec<[usize; 2]> = order(8).into_iter().map(|side| side.map(|page| page + 1)).collect();
        assert_eq!(printed, [[8, 1], [2, 7], [6, 3], [4, 5]]);
    }

    #[test]
    fn every_page_stands_once_and_its_back_is_the_next() {
        for count in (4..=80).step_by(4) {
            let sides = order(count);
            let mut all: Vec<usize> = sides.iter().flatten().copied().collect();
            all.sort_unstable();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
            for sheet in sides.chunks(2) {
                // Behind the right half of the front is the left half of the back, and the other way round.
                assert_eq!(sheet[0][1] + 1, sheet[1][0]);
                assert_eq!(sheet[1][1] + 1, sheet[0][0]);
            }
        }
    }

    fn pages(count: u32) -> Pages {
        let page = |number: u32| {
            let mut frame = Frame { size: Size::new(Pt(100), Pt(100)), items: vec![] };
            let shape = Shape { segments: vec![Segment::Close], fill: None, stroke: None };
            let at = Point::new(Pt::ZERO, Pt(number as i32));
            frame.push(at, Mark::Artifact(Artifact::Layout), FrameItem::Shapes(vec![shape]));
            Page { number, frame, fill: (Pt(100), Pt(100)) }
        };
        Pages { pages: (1..=count).map(page).collect(), numbers: BTreeMap::new() }
    }

    #[test]
    fn parts_are_in_the_order_of_reading_and_inner_sheets_move_to_the_fold() {
        let sheet = Sheet { width: Pt(200), height: Pt(100), creep: Pt(2), most: 20 };
        let sheets = fold(&pages(8), sheet, None);
        let read = |part: &super::super::Part| {
            let at = sheets.sides[part.side].frame.items[part.items.clone()][0].at;
            (at.y.0, part.side, at.x.0)
        };
        let found: Vec<_> = sheets.parts.iter().map(read).collect();
        let wanted = [(1, 0, 100), (2, 1, 0), (3, 2, 98), (4, 3, 2), (5, 3, 98), (6, 2, 2), (7, 1, 100), (8, 0, 0)];
        assert_eq!(found, wanted);
        assert_eq!(sheets.sides[2].pages, [6, 3]);
        assert!(sheets.sides.iter().all(|side| !side.turned));
    }

    #[test]
    fn flipped_over_the_long_edge_the_backs_are_upside_down() {
        let sheet = Sheet { width: Pt(200), height: Pt(100), creep: Pt(0), most: 20 };
        let turned: Vec<bool> = fold(&pages(8), sheet, Some(Flip::Long)).sides.iter().map(|side| side.turned).collect();
        assert_eq!(turned, [false, true, false, true]);
    }

    #[test]
    fn pages_that_lack_stay_empty() {
        let sheet = Sheet { width: Pt(200), height: Pt(100), creep: Pt(0), most: 20 };
        let sheets = fold(&pages(6), sheet, None);
        let numbers: Vec<&[u32]> = sheets.sides.iter().map(|side| &side.pages[..]).collect();
        assert_eq!(numbers, [&[1][..], &[2], &[6, 3], &[4, 5]]);
    }
}
