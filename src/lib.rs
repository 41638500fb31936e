//! `handout` library.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod base;
pub mod compose;
pub mod export;
pub mod paginate;
pub mod typeset;
