//! Room 8, `export`: what is written out.
mod meta;

pub use meta::{Meta, Profile};
