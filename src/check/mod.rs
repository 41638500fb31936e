//! Room 2, `check`: is it sound.
//!
//! Takes a [`Library`] and the day of today and gives [`Diagnostics`]: `references` (does each id lead
//! somewhere; `walk` reaches every text and block) → `unused` → `vocabulary` (groups, aliases, codes, parts) → `shape`
//! (lists, tables, templates) → `clinic` (numbers, hours, colors with enough `contrast`) → `plans` (and recalls) → `review` (is it
//! signed, and until when); and, asked for on its own, `translation` (is it made from what the source says now). The day is an argument, never the clock.

mod clinic;
mod contrast;
mod plans;
mod references;
mod review;
mod shape;
mod translation;
mod unused;
mod vocabulary;
pub mod walk;

use crate::base::Diagnostics;
use crate::content::{Clinic, Date, FileState, Library};

pub use plans::plan as check_plan;
pub use review::review;
pub use translation::{Lag, translation};

/// All that is wrong with a library.
pub fn check(library: &Library, today: Date) -> Diagnostics {
    let mut problems = references::references(library);
    problems.append(unused::look(library));
    problems.append(vocabulary::vocabulary(library));
    problems.append(shape::shape(library));
    for clinic in library.clinics.values() {
        problems.append(clinic::clinic(clinic, library));
    }
    problems.append(plans::plans(library));
    problems.append(review(library, today));
    problems
}

/// All that is wrong with a clinic file that is not part of the library.
pub fn check_clinic(clinic: &Clinic, state: &FileState, library: &Library, today: Date) -> Diagnostics {
    let mut problems = clinic::clinic(clinic, library);
    for source in &state.head.sources {
        references::source(library, source, &mut problems);
    }
    problems.append(review::signature(state, today));
    problems
}
