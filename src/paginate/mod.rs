//! Room 6, `paginate`: where pages break.
mod page;

pub use crate::base::{Cap, Segment, Shape, Stroke};
pub use crate::compose::{Artifact, Mark, Target};
pub use crate::typeset::{Frame, FrameItem, Placed};
pub use page::{Page, Pages};
