//! Room 5, `typeset`: how text becomes lines.
mod font;
mod run;

pub use font::{Face, Fonts};
pub use run::{FaceId, Glyph, Run};
