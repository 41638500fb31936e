//! Sides of paper, and the order in which what stands on them is read.

use std::ops::Range;

use crate::base::{Point, Pt, Rect, Size};
use crate::paginate::{Frame, Page, Pages};

/// All sides that are printed, in the order of printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheets {
    /// The sides.
    pub sides: Vec<Side>,
    /// Stretches of sides, in the order of reading. Every thing on a side is in exactly one of them.
    pub parts: Vec<Part>,
}

/// One side of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The numbers of the pages on it, from left to right.
    pub pages: Vec<u32>,
    /// What is on it; its size is that of the paper before it is cut.
    pub frame: Frame,
    /// What is left after cutting.
    pub trim: Rect,
    /// Where ink may stand that is cut off.
    pub bleed: Rect,
    /// Whether it is printed upside down.
    pub turned: bool,
}

/// A stretch of things on a side that are read one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The side, from 0.
    pub side: usize,
    /// The things, by their numbers in the frame.
    pub items: Range<usize>,
}

impl Sheets {
    /// Every page on a side of its own, in the order of reading.
    pub fn page_by_page(pages: &Pages) -> Sheets {
        let mut sheets = Sheets { sides: vec![], parts: vec![] };
        for page in &pages.pages {
            let mut side = Side::new(page.frame.size);
            side.pages.push(page.number);
            sheets.sides.push(side);
            sheets.place(sheets.sides.len() - 1, page, Point::default());
        }
        sheets
    }

    /// Places a page on a side; pages are placed in the order of reading.
    pub(super) fn place(&mut self, side: usize, page: &Page, at: Point) {
        self.add(side, |frame| frame.place(at, &page.frame));
    }

    /// Draws on a side; what is drawn is a part of its own, read after all others.
    pub(super) fn add(&mut self, side: usize, draw: impl FnOnce(&mut Frame)) {
        let frame = &mut self.sides[side].frame;
        let start = frame.items.len();
        draw(frame);
        self.parts.push(Part { side, items: start..frame.items.len() });
    }
}

impl Side {
    /// An empty side of a size.
    pub(super) fn new(size: Size) -> Side {
        let whole = Rect::new(Pt::ZERO, Pt::ZERO, size.width, size.height);
        Side { pages: vec![], frame: Frame { size, items: vec![] }, trim: whole, bleed: whole, turned: false }
    }
}
