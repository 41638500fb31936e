//! Room 6, `paginate`: where pages break.
mod page;

pub use page::{Artifact, Cap, Frame, FrameItem, Mark, Page, Pages, Placed, Segment, Shape, Stroke, Target};
