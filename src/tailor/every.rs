//! Every variant that can be made.

use super::pairs::pair_state;
use super::variant::{ClinicChoice, Variant, Wanted};
use crate::base::{Code, Diagnostics, Id};
use crate::content::Library;

/// Every variant of one therapy that can be made, the general guides first: in one language or in all, on a paper or on
/// any that the edition has.
///
/// # Errors
/// Ids that are not known.
pub fn every(
    library: &Library,
    lang: Option<&str>,
    edition: &str,
    paper: Option<&str>,
    clinic: Option<&ClinicChoice>,
) -> Result<Vec<Variant>, Diagnostics> {
    let langs: Vec<&str> = match lang {
        Some(lang) => vec![lang],
        None => library.languages.keys().map(Id::as_str).collect(),
    };
    let mut all = vec![];
    for lang in langs {
        all.push(resolved(library, vec![], None, lang, edition, paper, clinic.cloned())?);
        for therapy in library.vocabulary.therapies.ids() {
            for cancer in library.vocabulary.cancers.ids().filter(|c| pair_state(library, therapy, c).builds()) {
                let (therapy, cancer) = (vec![therapy.as_str()], Some(cancer.as_str()));
                match resolved(library, therapy, cancer, lang, edition, paper, clinic.cloned()) {
                    Ok(variant) => all.push(variant),
                    // What is not written yet cannot be looked at.
                    Err(problems) if problems.0.iter().all(|d| d.code == Code::NoContent) => {}
                    Err(problems) => return Err(problems),
                }
            }
        }
    }
    Ok(all)
}

/// One variant; without a paper, on any that the edition has, which changes no word.
///
/// # Errors
/// As of [`Variant::resolve`].
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
