//! Room 5, `typeset`: how text becomes lines.
mod font;
mod frame;
mod run;

pub use font::{Face, Fonts};
pub use frame::{Frame, FrameItem, Placed};
pub use run::{FaceId, Glyph, Run};
