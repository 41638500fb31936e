//! Room 8, `export`: what is written out.
//!
//! A PDF is made in steps, each in its file: which ink belongs to which node
//! (`ink`), which glyphs are used (`glyphs`), what is drawn (`content`), links
//! (`links`), the tag tree (`elements`), bookmarks (`outline`), metadata
//! (`xmp`), the file (`pdf`). printpdf writes pages and fonts; everything that
//! it cannot say is added to its lopdf document.
//!
//! The way back is separate and starts from bytes: the text of each sequence
//! (`decode`), the tag tree (`read`), what a screen reader says (`speak`).
//! `layout` prints placement before there is any PDF.

mod content;
mod decode;
mod elements;
mod glyphs;
mod ink;
mod layout;
mod links;
mod meta;
mod object;
mod outline;
mod pdf;
mod read;
mod speak;
mod xmp;

pub use layout::{layout_dump, layout_json};
pub use meta::{Meta, Profile};
pub use pdf::pdf;
pub use read::{Tag, TagKid, TagTree, read_tags};
pub use speak::{transcript, transcript_json};
