//! Room 0, `base`: what a length, a place, a color, a language and a complaint are.
//!
//! Every other room may use these types; this one uses none of theirs.

mod color;
mod diagnostic;
mod font;
mod geometry;
mod hash;
mod id;
mod ink;
mod lang;
mod raster;
mod shape;
mod source;

pub use color::Color;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity};
pub use font::FontStyle;
pub use geometry::{Point, Pt, Rect, Size};
pub use hash::{hex, sha256};
pub use id::{Id, suggest};
pub use ink::Ink;
pub use lang::Lang;
pub use raster::Raster;
pub use shape::{Cap, Segment, Shape, Stroke};
pub use source::{FileId, Sources, Span, Spanned};
