//! Room 2, `check`: is it sound.
//!
//! Takes a [`Library`] and the day of today and gives [`Diagnostics`]: `references` (does each id lead
//! somewhere) → `shape` (are lists, tables and templates of the form that a page can hold) → `clinic` (numbers,
//! hours, colors) → `review` (is it signed, and until when). The day is an argument, never the clock.

mod review;

use crate::base::Diagnostics;
use crate::content::{Clinic, Date, FileState, Library};

pub use review::review;

/// All that is wrong with a library.
pub fn check(library: &Library, today: Date) -> Diagnostics {
    review(library, today)
}

/// All that is wrong with a clinic file that is not part of the library.
pub fn check_clinic(_clinic: &Clinic, state: &FileState, _library: &Library, today: Date) -> Diagnostics {
    review::signature(state, today)
}
