//! Every variant that can be made.

use super::assemble::has_something;
use super::pairs::pair_state;
use super::variant::{ClinicChoice, Variant, Wanted};
use crate::base::{Code, Diagnostic, Diagnostics, Id};
use crate::content::Library;

/// Every variant of one therapy that can be made, the general guides first: in one language or in all, on a paper or on
/// any that the edition has. What is not written yet, and cards that have nothing for their reader, are left out.
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
    let vocabulary = &library.vocabulary;
    let pairs = vocabulary.therapies.ids().flat_map(|therapy| {
        let builds = move |cancer: &&Id| pair_state(library, therapy, cancer).builds();
        vocabulary.cancers.ids().filter(builds).map(move |cancer| (vec![therapy.as_str()], Some(cancer.as_str())))
    });
    let readers: Vec<_> = std::iter::once((vec![], None)).chain(pairs).collect();
    let paper = paper_or_first(library, edition, paper);
    let mut all = vec![];
    for lang in langs {
        for (therapies, cancer) in readers.clone() {
            let wanted = Wanted { therapies, cancer, lang, edition, paper, clinic: clinic.cloned(), only: None };
            all.extend(possible(library, &wanted)?);
        }
    }
    Ok(all)
}

/// The variant, unless it cannot be made because of what is used for what, and what is written. Whether a sheet or a
/// card has something for its reader is seen only when it is tailored.
///
/// # Errors
/// What else stands against it.
pub fn possible(library: &Library, wanted: &Wanted<'_>) -> Result<Option<Variant>, Diagnostics> {
    let nothing = |problems: Diagnostics| {
        let known = |d: &Diagnostic| matches!(d.code, Code::ImpossiblePair | Code::NoContent);
        if problems.0.iter().all(known) { Ok(None) } else { Err(problems) }
    };
    let variant = match Variant::resolve(library, wanted) {
        Ok(variant) => variant,
        Err(problems) => return nothing(problems),
    };
    if variant.only.is_some() || library.guide.panels.contains(variant.layout.as_str()) {
        match has_something(library, &variant) {
            Ok(()) => {}
            Err(problems) => return nothing(problems),
        }
    }
    Ok(Some(variant))
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
    let paper = paper_or_first(library, edition, paper);
    Variant::resolve(library, &Wanted { therapies, cancer, lang, edition, paper, clinic, only: None })
}

fn paper_or_first<'a>(library: &'a Library, edition: &str, paper: Option<&'a str>) -> &'a str {
    let first = || library.papers_of(edition).and_then(|papers| papers.ids().next()).map_or("letter", Id::as_str);
    paper.unwrap_or_else(first)
}
