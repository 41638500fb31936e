//! Outlines and their paint.

use super::{Color, Point, Pt};

/// A step of an outline, relative to the item's place; y grows downward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// Start a new outline.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve: two controls and the end.
    Curve(Point, Point, Point),
    /// Back to the start.
    Close,
}

/// Ends of a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cap {
    /// Cut at the end.
    Butt,
    /// Half a disc beyond the end.
    Round,
}

/// A stroke.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// Ink.
    pub color: Color,
    /// Thickness.
    pub width: Pt,
    /// Ends; joins are of the same kind.
    pub cap: Cap,
    /// On and off lengths; empty for a solid line.
    pub dash: Vec<Pt>,
}

/// An outline with its paint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// The outline.
    pub segments: Vec<Segment>,
    /// Flat fill (nonzero winding).
    pub fill: Option<Color>,
    /// Stroke, drawn after the fill.
    pub stroke: Option<Stroke>,
}
