//! Room 9, `batch`: brochures made, one or many.

mod one;

pub use one::{Made, make, meta};
