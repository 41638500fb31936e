//! Which guide was asked for: the ids that were typed, and the clinic.

use super::Failure;
use super::args::Which;
use super::opened::clinic_file;
use super::options::ClinicSource;
use super::report::Shown;
use crate::base::{Code, Diagnostics};
use crate::content::{Date, Library};
use crate::tailor::{ClinicChoice, Wanted, unknown};

/// What was typed, with the clinic that was read.
pub fn wanted(which: &Which, clinic: Option<ClinicChoice>) -> Wanted<'_> {
    Wanted {
        therapies: which.therapy.iter().map(String::as_str).collect(),
        cancer: which.cancer.as_deref(),
        lang: &which.lang,
        edition: &which.edition,
        paper: &which.paper,
        clinic,
        only: which.only.as_deref(),
    }
}

/// Why a guide could not be tailored: a sheet that has nothing for its reader is a matter of what was asked.
pub fn refused(problems: Diagnostics, which: &Which) -> Failure {
    let asked = which.only.is_some() && problems.0.iter().all(|d| d.code == Code::NoContent);
    if asked { Failure::Usage(problems) } else { Failure::Content(problems) }
}

/// The clinic: one of the content, or that of a file, with what is wrong with it.
pub fn clinic(
    source: Option<&ClinicSource>,
    library: &Library,
    today: Date,
    shown: &mut Shown,
) -> Result<Option<(ClinicChoice, Diagnostics)>, Failure> {
    match source {
        None => Ok(None),
        Some(ClinicSource::File(file)) => clinic_file(file, library, today, shown).map(Some),
        Some(ClinicSource::Id(typed)) => {
            let found = ClinicChoice::of(library, typed);
            let choice = found.ok_or_else(|| {
                let known: Vec<&str> = library.clinics.keys().map(|id| id.as_str()).collect();
                let problem = unknown("clinic", typed, &known);
                Failure::usage(problem.hint("for a file, write its path: `--clinic ./our-clinic.yaml`"))
            })?;
            Ok(Some((choice, Diagnostics::default())))
        }
    }
}
