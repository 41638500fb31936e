//! Which guide was asked for: the ids that were typed, and the clinic.

use super::Failure;
use super::args::{AtClinic, Which};
use super::opened::clinic_file;
use super::options::{ClinicSource, clinic_source};
use super::report::Shown;
use crate::base::{Code, Diagnostics};
use crate::content::{Date, Library};
use crate::tailor::{ClinicChoice, Wanted};

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

/// Why a guide could not be tailored: a sheet or card that has nothing for its reader is a matter of what was asked.
pub fn refused(problems: Diagnostics) -> Failure {
    let asked = problems.0.iter().all(|d| d.code == Code::NoContent);
    if asked { Failure::Usage(problems) } else { Failure::Content(problems) }
}

/// The clinic, or one of its departments: one of the content, or that of a file, with what is wrong with it.
pub fn clinic(
    source: Option<&ClinicSource>,
    department: Option<&str>,
    library: &Library,
    today: Date,
    shown: &mut Shown,
) -> Result<Option<(ClinicChoice, Diagnostics)>, Failure> {
    let chosen = match source {
        None => return Ok(None),
        Some(ClinicSource::File(file)) => clinic_file(file, library, today, shown)?,
        Some(ClinicSource::Id(typed)) => {
            let choice = ClinicChoice::of(library, typed).map_err(|problem| {
                Failure::usage(problem.hint("for a file, write its path: `--clinic ./our-clinic.yaml`"))
            })?;
            (choice, Diagnostics::default())
        }
    };
    let (choice, problems) = chosen;
    let choice = match department {
        Some(typed) => choice.in_department(typed).map_err(Failure::usage)?,
        None => choice,
    };
    Ok(Some((choice, problems)))
}

/// The clinic as typed, for commands that only look: what is wrong with it ends the run, and warnings are left to `check`.
pub fn sound_clinic(
    typed: &AtClinic,
    library: &Library,
    today: Date,
    shown: &mut Shown,
) -> Result<Option<ClinicChoice>, Failure> {
    let source = typed.clinic.as_deref().map(clinic_source);
    match clinic(source.as_ref(), typed.department.as_deref(), library, today, shown)? {
        Some((_, problems)) if problems.has_errors() => Err(Failure::Content(problems)),
        found => Ok(found.map(|(choice, _)| choice)),
    }
}
