//! `handout check`: is the content sound.

use super::Failure;
use super::args::{Check, Format};
use super::opened::{Opened, clinic_file};
use super::output::Output;
use super::report::Shown;
use crate::base::{Diagnostics, Severity};
use crate::batch::expand;
use crate::check::translation;
use crate::content::Date;

/// Reads everything and prints everything that is wrong with it.
pub fn run(typed: &Check, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.from.content.as_deref(), shown)?;
    let mut problems = opened.fonts(shown).err().unwrap_or_default();
    let (library, found) = opened.checked(today, shown);
    problems.append(found);
    // A library that is not whole would seem to lack translations that only cannot be read.
    if let Some(library) = &library {
        let lags = translation(library, &|file| shown.path(file), &problems);
        problems.0.extend(lags.into_iter().map(|lag| lag.problem));
    }
    // A plan with a wrong id would also seem to make nothing.
    if let Some(library) = library.as_ref().filter(|_| !problems.has_errors()) {
        for plan in library.plans.values() {
            problems.append(expand(plan, library).map_or_else(|found| found, |(_, found)| found));
        }
    }
    if let (Some(library), Some(file)) = (&library, &typed.clinic) {
        match clinic_file(file, library, today, shown) {
            Ok((_, found)) => problems.append(found),
            Err(Failure::Content(found)) => problems.append(found),
            Err(other) => return Err(other),
        }
    }
    let denied = typed.deny_warnings && problems.0.iter().any(|d| d.severity == Severity::Warning);
    if problems.has_errors() || denied {
        return Err(Failure::Content(problems));
    }
    report(problems, output, shown)
}

fn report(problems: Diagnostics, output: &mut Output<'_>, shown: &Shown) -> Result<(), Failure> {
    let warned = problems.0.iter().any(|d| d.severity == Severity::Warning);
    output.complain(problems, shown);
    match output.format {
        Format::Text if warned => output.print(b"The content has no errors.\n"),
        Format::Text => output.print(b"The content is sound.\n"),
        Format::Json => Ok(()),
    }
}
