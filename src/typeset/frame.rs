//! Finished boxes: things at fixed places, each tied to its node or marked as furniture.

use super::Run;
use crate::base::{Color, Point, Pt, Raster, Rect, Segment, Shape, Size};
use crate::compose::{Artifact, Mark, Target};

/// A thing on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameItem {
    /// Text; its place is the left end of the baseline.
    Run(Run),
    /// Shapes that belong together, drawn in order; their place is the origin of their coordinates.
    Shapes(Vec<Shape>),
    /// Shapes that are cut off at a rectangle of this size, whose corner is the item's place.
    Cropped(Size, Vec<Shape>),
    /// Pixels that fill a rectangle of this size, whose corner is the item's place.
    Raster(Size, Raster),
    /// The sensitive area of a link; the mark is a leaf or node inside the `Link` element.
    Link {
        /// Size; the place is the top left corner.
        size: Size,
        /// Where it leads.
        target: Target,
        /// What is read for it, spelled for speech.
        contents: String,
    },
}

/// A thing, its place and what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where, from the top left of the page.
    pub at: Point,
    /// What it belongs to.
    pub mark: Mark,
    /// What is drawn.
    pub item: FrameItem,
}

/// A finished box with things at fixed places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Its extent.
    pub size: Size,
    /// Its things, in drawing order.
    pub items: Vec<Placed>,
}

impl Frame {
    /// Adds a thing.
    pub fn push(&mut self, at: Point, mark: Mark, item: FrameItem) {
        self.items.push(Placed { at, mark, item });
    }

    /// Adds a filled rectangle as an artifact of layout.
    pub fn rule(&mut self, rect: Rect, color: Color) {
        let Size { width, height } = rect.size;
        let corner = |x, y| Point::new(x, y);
        let segments = vec![
            Segment::Move(corner(Pt::ZERO, Pt::ZERO)),
            Segment::Line(corner(width, Pt::ZERO)),
            Segment::Line(corner(width, height)),
            Segment::Line(corner(Pt::ZERO, height)),
            Segment::Close,
        ];
        let shape = Shape { segments, fill: Some(color), stroke: None };
        self.push(rect.origin, Mark::Artifact(Artifact::Layout), FrameItem::Shapes(vec![shape]));
    }

    /// Adds all things of another frame, moved by `by`.
    pub fn place(&mut self, by: Point, other: &Frame) {
        self.items.extend(other.items.iter().map(|p| Placed { at: p.at + by, ..p.clone() }));
    }
}
