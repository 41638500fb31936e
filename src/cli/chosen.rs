//! Which guide was asked for: the ids that were typed, and the clinic.

use super::Failure;
use super::args::Which;
use super::opened::clinic_file;
use super::options::{ClinicSource, clinic_source};
use super::report::Shown;
use crate::base::{Code, Diagnostics, Id};
use crate::content::{Date, Library};
use crate::tailor::{ClinicChoice, Variant, Wanted, pair_state, unknown};

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

/// Every variant of one therapy that can be made, the general guides first.
pub fn every(
    lang: Option<&str>,
    edition: &str,
    paper: Option<&str>,
    library: &Library,
    clinic: Option<ClinicChoice>,
) -> Result<Vec<Variant>, Failure> {
    let langs: Vec<&str> = match lang {
        Some(lang) => vec![lang],
        None => library.languages.keys().map(Id::as_str).collect(),
    };
    let mut all = vec![];
    for lang in langs {
        let general = resolved(library, vec![], None, lang, edition, paper, clinic.clone());
        all.push(general.map_err(Failure::Usage)?);
        for therapy in library.vocabulary.therapies.ids() {
            for cancer in library.vocabulary.cancers.ids().filter(|c| pair_state(library, therapy, c).builds()) {
                let (therapy, cancer) = (vec![therapy.as_str()], Some(cancer.as_str()));
                match resolved(library, therapy, cancer, lang, edition, paper, clinic.clone()) {
                    Ok(variant) => all.push(variant),
                    // What is not written yet cannot be looked at.
                    Err(problems) if problems.0.iter().all(|d| d.code == Code::NoContent) => {}
                    Err(problems) => return Err(Failure::Usage(problems)),
                }
            }
        }
    }
    Ok(all)
}

/// One variant; without a paper, on any that the edition has, which changes no word.
pub fn resolved(
    library: &Library,
    therapies: Vec<&str>,
    cancer: Option<&str>,
    lang: &str,
    edition: &str,
    paper: Option<&str>,
    clinic: Option<ClinicChoice>,
) -> Result<Variant, Diagnostics> {
    let first = library.papers_of(edition).and_then(|papers| papers.ids().next()).map_or("letter", |id| id.as_str());
    let paper = paper.unwrap_or(first);
    Variant::resolve(library, &Wanted { therapies, cancer, lang, edition, paper, clinic, only: None })
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
            let found = ClinicChoice::of(library, typed);
            let choice = found.ok_or_else(|| {
                let known: Vec<&str> = library.clinics.keys().map(|id| id.as_str()).collect();
                let problem = unknown("clinic", typed, &known);
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
    typed: Option<&str>,
    department: Option<&str>,
    library: &Library,
    today: Date,
    shown: &mut Shown,
) -> Result<Option<ClinicChoice>, Failure> {
    let source = typed.map(clinic_source);
    match clinic(source.as_ref(), department, library, today, shown)? {
        Some((_, problems)) if problems.has_errors() => Err(Failure::Content(problems)),
        found => Ok(found.map(|(choice, _)| choice)),
    }
}
