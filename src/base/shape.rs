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

impl Shape {
    /// A filled disc of diameter `size` whose box has its top left corner at `at`.
    pub fn disc(at: Point, size: Pt, color: Color) -> Shape {
        let r = size / 2;
        // Control distance of a quarter circle, 0.5523 of the radius.
        let k = r.scale(5523, 10_000);
        let p = |x: Pt, y: Pt| at + Point::new(r + x, r + y);
        let zero = Pt::ZERO;
        let segments = vec![
            Segment::Move(p(r, zero)),
            Segment::Curve(p(r, k), p(k, r), p(zero, r)),
            Segment::Curve(p(-k, r), p(-r, k), p(-r, zero)),
            Segment::Curve(p(-r, -k), p(-k, -r), p(zero, -r)),
            Segment::Curve(p(k, -r), p(r, -k), p(r, zero)),
            Segment::Close,
        ];
        Shape { segments, fill: Some(color), stroke: None }
    }
}
