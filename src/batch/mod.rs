//! Room 9, `batch`: brochures made, one or many.

mod fit;
mod one;

pub use fit::{LeftOut, fit};
pub use one::{Made, make, meta};
