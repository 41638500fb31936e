//! Room 7, `impose`: which pages stand on which side of which sheet.
//!
//! Takes [`Pages`] and gives [`Sheets`]: what is printed, side by side of paper. A brochure is printed page by page; a
//! booklet two pages to a side, to be folded and stapled. The pages stay as they are; they only get places, and the
//! order in which they are read goes with them.

mod booklet;
mod marks;
mod sheet;

pub use booklet::order;
pub use sheet::{Part, Sheets, Side};

use crate::base::Pt;
use crate::paginate::{Pages, Sheet};

/// How sheets are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// Whether a booklet is left page by page, for reading on a screen.
    pub reader: bool,
    /// How the printer turns a sheet for its second side.
    pub flip: Flip,
    /// Room around the trimmed sheet for ink that is cut off, in points.
    pub bleed: Pt,
    /// Whether there are marks where the sheet is cut.
    pub marks: bool,
}

/// The edge over which a printer turns a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flip {
    /// The short edge: of a sheet that lies on its side, the second side is printed the same way up.
    #[default]
    Short,
    /// The long edge: the second side is printed upside down, so that it comes out right.
    Long,
}

/// Puts pages on sheets; `sheet` is that of a booklet.
pub fn impose(pages: &Pages, sheet: Option<Sheet>, press: &Press) -> Sheets {
    let mut sheets = match sheet.filter(|_| !press.reader) {
        Some(sheet) => booklet::fold(pages, sheet, press.flip),
        None => Sheets::page_by_page(pages),
    };
    marks::add(&mut sheets, press.bleed, press.marks);
    sheets
}
