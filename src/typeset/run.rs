//! A run: a stretch of text of one face, size, color and language, shaped.

use std::sync::Arc;

use crate::base::{Color, Pt, Span};

/// The number of a face in [`Fonts`](super::Fonts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u8);

/// One shaped glyph. Its measures are in units of the face (see [`Face::units_per_em`](super::Face)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// Glyph number in the whole face.
    pub id: u16,
    /// How far the pen moves, kerning included.
    pub advance: i32,
    /// Shift to the right while drawing.
    pub x_offset: i32,
    /// Shift upward while drawing.
    pub y_offset: i32,
    /// Byte in the run's text where the cluster that this glyph stands for begins.
    pub cluster: u32,
}

/// A stretch of shaped text: what is drawn and what it says travel together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Which face.
    pub face: FaceId,
    /// Type size.
    pub size: Pt,
    /// Ink.
    pub color: Color,
    /// Extra space after each glyph (may be negative).
    pub spacing: Pt,
    /// What it says.
    pub text: Arc<str>,
    /// The glyphs, left to right.
    pub glyphs: Arc<[Glyph]>,
    /// Sum of the advances and spacings.
    pub width: Pt,
    /// Where it was written.
    pub span: Span,
}
