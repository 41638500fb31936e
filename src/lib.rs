//! `handout` library.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod base;
pub mod batch;
pub mod check;
pub mod cli;
pub mod compose;
pub mod content;
pub mod export;
pub mod grade;
pub mod impose;
pub mod lint;
pub mod paginate;
pub mod tailor;
pub mod typeset;
