//! Room 8, `export`: what is written out.
//!
//! A PDF is made in steps, each in its file: which ink belongs to which node
//! (`ink`), which glyphs are used (`glyphs`), what is drawn (`content`), links
//! (`links`), the tag tree (`elements`), bookmarks (`outline`), metadata
//! (`xmp`), the file (`pdf`). printpdf writes pages and fonts; everything that
//! it cannot say is added to its lopdf document.

mod content;
mod elements;
mod glyphs;
mod ink;
mod links;
mod meta;
mod object;
mod outline;
mod pdf;
mod xmp;

pub use meta::{Meta, Profile};
pub use pdf::pdf;
