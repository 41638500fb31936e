//! Room 7, `impose`: which pages stand on which side of which sheet.
//!
//! Takes [`Pages`] and gives [`Sheets`]: what is printed, side by side of paper. A brochure is printed page by page; a
//! booklet two pages to a side, to be folded and stapled. The pages stay as they are; they only get places, and the
//! order in which they are read goes with them.

mod booklet;
mod marks;
mod panels;
mod sheet;

pub use booklet::order;
pub use sheet::{Part, Sheets, Side};

use crate::base::{Id, Pt};
use crate::paginate::{Pages, Panels, Sheet};

/// How sheets are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// Whether a booklet is left page by page, for reading on a screen.
    pub reader: bool,
    /// How the printer turns a sheet for its second side; without it, as suits the sheet.
    pub flip: Option<Flip>,
    /// Room around the trimmed sheet for ink that is cut off, in points.
    pub bleed: Pt,
    /// Whether there are marks where the sheet is cut.
    pub marks: bool,
}

/// The edge over which a printer turns a sheet. Over an upright edge, the second side is printed the same way up; over
/// the other, upside down, so that it comes out right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flip {
    /// The short edge: upright on a sheet that lies on its side.
    Short,
    /// The long edge: upright on a sheet that stands.
    Long,
}

/// What becomes of pages.
#[derive(Clone, Copy, Debug)]
pub enum Binding<'a> {
    /// They are printed as they are.
    Pages,
    /// They are folded and stapled.
    Booklet(Sheet),
    /// They are panels of one sheet, with these ids.
    Panels(&'a Panels, &'a [Id]),
}

/// Puts pages on sheets.
pub fn impose(pages: &Pages, binding: Binding<'_>, press: &Press) -> Sheets {
    let mut sheets = match binding {
        Binding::Booklet(sheet) if !press.reader => booklet::fold(pages, sheet, press.flip),
        Binding::Panels(sheet, names) if !press.reader => panels::unfold(pages, names, sheet, press.flip),
        _ => Sheets::page_by_page(pages),
    };
    marks::add(&mut sheets, press.bleed, press.marks);
    sheets
}
