//! A plan made into jobs.

use std::collections::{BTreeMap, BTreeSet};

use super::job::{self, Job, Printing, suffix};
use crate::base::{Code, Diagnostic, Diagnostics, Id, Spanned};
use crate::content::{IdMap, Library, Plan, Selection};
use crate::tailor::{ClinicChoice, Variant, Wanted, pair_state, possible};

/// Most guides that the entries of a plan may name together, counted as often as they are named.
pub const MOST_GUIDES: usize = 30_000;

/// The jobs of a plan, sorted by the name of their file, without keys; and warnings.
///
/// Pairs that cannot be made, and sheets and cards that have nothing for their reader, are left out.
///
/// # Errors
/// An entry that makes nothing, and what is wrong with what is named alone.
pub fn expand(plan: &Plan, library: &Library) -> Result<(Vec<Job>, Diagnostics), Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut all = BTreeMap::new();
    let mut room = MOST_GUIDES;
    for entry in &plan.include {
        let found = variants(entry, library, &mut room)?;
        if room == 0 {
            let message = format!("the entries of this plan name more than {MOST_GUIDES} guides up to here");
            problems.push(Diagnostic::error(Code::TooLarge, message).at(entry.span).hint("make two plans of it"));
            return Err(problems);
        }
        if found.is_empty() {
            problems.push(
                Diagnostic::error(Code::NothingToMake, "this entry makes no guide")
                    .at(entry.span)
                    .hint("see `handout list pairs`: which treatments go with which cancers")
                    .hint("a paper must be one of the edition, and a part must be one that these readers get"),
            );
        }
        for variant in found {
            let job = job(plan, &variant);
            let press = job.press().map_err(|problem| match &plan.printing.bleed {
                Some(written) => problem.at(written.span),
                None => problem,
            })?;
            let file = variant.file_name(&suffix(&press, job.printing.gray, job.profile()));
            let job = Job { file: file.clone(), ..job };
            match all.insert(file, (variant, job.clone())) {
                Some((_, other)) if other != job => problems.push(same_name(&job).at(entry.span)),
                _ => {}
            }
        }
    }
    for entry in &plan.exclude {
        let before = all.len();
        all.retain(|_, (variant, _)| !matches(entry, variant));
        if all.len() == before {
            let message = "this entry leaves out nothing";
            problems.push(Diagnostic::warning(Code::Unused, message).at(entry.span).hint("take it out"));
        }
    }
    if all.is_empty() && !problems.has_errors() {
        problems.push(Diagnostic::error(Code::NothingToMake, "this plan makes no guide").at(plan.version.span));
    }
    if problems.has_errors() { Err(problems) } else { Ok((all.into_values().map(|(_, job)| job).collect(), problems)) }
}

/// Two guides whose ids, put together, make one name.
fn same_name(job: &Job) -> Diagnostic {
    Diagnostic::error(Code::IdClash, format!("two guides of this plan would have the name `{}`", job.file))
        .hint("rename a clinic or a department, so that no clinic is called like another one with its department")
}

fn job(plan: &Plan, variant: &Variant) -> Job {
    let text = |id: &Id| id.as_str().to_owned();
    Job {
        file: String::new(),
        key: None,
        therapies: variant.therapies.iter().map(text).collect(),
        cancer: variant.cancer.as_ref().map(text),
        lang: text(&variant.lang),
        clinic: variant.clinic.as_ref().map(|clinic| text(&clinic.id)),
        department: variant.clinic.as_ref().and_then(|clinic| clinic.department.as_ref()).map(text),
        edition: text(&variant.edition),
        paper: text(&variant.paper),
        only: variant.chosen_part().map(text),
        theme: plan.theme.as_ref().map_or_else(job::theme, |id| text(&id.value)),
        pdf: plan.pdf,
        printing: Printing::from(&plan.printing),
    }
}

/// The ids that were named, each once, or all.
fn named<'a>(list: Option<&'a Vec<Spanned<Id>>>, all: impl Iterator<Item = &'a Id>) -> Vec<&'a Id> {
    match list {
        Some(list) => once(list).map(|id| &id.value).collect(),
        None => all.collect(),
    }
}

/// What a list names, each once: what stands twice would be made again for everything else that is named.
fn once(list: &[Spanned<Id>]) -> impl Iterator<Item = &Spanned<Id>> {
    let mut seen = BTreeSet::new();
    list.iter().filter(move |id| seen.insert(id.as_str()))
}

/// Every brochure of an entry that can be made.
fn variants(entry: &Selection, library: &Library, room: &mut usize) -> Result<Vec<Variant>, Diagnostics> {
    let vocabulary = &library.vocabulary;
    let readers = readers(entry, library);
    let clinics = clinics(entry, library)?;
    let sheets: Vec<Option<&Id>> = match &entry.only {
        None => vec![None],
        Some(list) => once(list).map(|id| Some(&id.value)).collect(),
    };
    let editions: Vec<(&Id, Vec<&Id>)> = named(entry.editions.as_ref(), vocabulary.editions.ids())
        .into_iter()
        .filter(|edition| entry.only.is_none() || has_parts(library, edition))
        .map(|edition| (edition, papers(entry, library, edition)))
        .collect();
    let mut found = vec![];
    for lang in named(entry.languages.as_ref(), vocabulary.languages.ids()) {
        for (therapies, cancer) in &readers {
            for (edition, papers) in &editions {
                for only in &sheets {
                    let Some(paper) = papers.first() else { continue };
                    // What cannot be made takes its time as well.
                    *room = room.saturating_sub((clinics.len() * papers.len()).max(1));
                    if *room == 0 {
                        return Ok(found);
                    }
                    let wanted = Wanted {
                        therapies: therapies.iter().map(|id| id.as_str()).collect(),
                        cancer: cancer.map(Id::as_str),
                        lang: lang.as_str(),
                        edition: edition.as_str(),
                        paper: paper.as_str(),
                        clinic: None,
                        only: only.map(Id::as_str),
                    };
                    // Neither paper nor clinic changes whether there is something to make.
                    let Some(variant) = possible(library, &wanted)? else { continue };
                    for paper in papers {
                        let on = |clinic: &Option<ClinicChoice>| Variant {
                            paper: (*paper).clone(),
                            clinic: clinic.clone(),
                            ..variant.clone()
                        };
                        found.extend(clinics.iter().map(on));
                    }
                }
            }
        }
    }
    Ok(found)
}

/// The clinics of an entry, each whole, or each in those of the departments that it has; no clinic if none is named.
fn clinics(entry: &Selection, library: &Library) -> Result<Vec<Option<ClinicChoice>>, Diagnostics> {
    let Some(list) = &entry.clinics else { return Ok(vec![None]) };
    // An id that is none has been told by `check`.
    let named = once(list).filter_map(|id| ClinicChoice::of(library, id.as_str()).ok());
    let Some(departments) = &entry.departments else { return Ok(named.map(Some).collect()) };
    let mut found = vec![];
    for clinic in named {
        for id in once(departments).filter(|id| clinic.clinic.departments.contains(id.as_str())) {
            found.push(Some(clinic.clone().in_department(id.as_str())?));
        }
    }
    Ok(found)
}

/// Whether parts of an edition can be printed on their own.
fn has_parts(library: &Library, edition: &Id) -> bool {
    let is_part = library.vocabulary.editions.get(edition.as_str()).is_some_and(|entry| entry.only.is_some());
    !is_part && !library.guide.panels.contains(edition.as_str())
}

type Reader<'a> = (Vec<&'a Id>, Option<&'a Id>);

/// The therapies and the cancer of each reader; neither for the general guide.
fn readers<'a>(entry: &'a Selection, library: &'a Library) -> Vec<Reader<'a>> {
    let vocabulary = &library.vocabulary;
    let mut readers: Vec<Reader<'a>> = vec![];
    if entry.general.unwrap_or(entry.therapies.is_none() && entry.cancers.is_none()) {
        readers.push((vec![], None));
    }
    let therapies = named(entry.therapies.as_ref(), vocabulary.therapies.ids());
    let cancers = named(entry.cancers.as_ref(), vocabulary.cancers.ids());
    let sets: Vec<Vec<&Id>> = if entry.together && !therapies.is_empty() {
        vec![therapies]
    } else {
        therapies.into_iter().map(|therapy| vec![therapy]).collect()
    };
    for set in sets {
        let used =
            cancers.iter().filter(|cancer| set.iter().all(|therapy| pair_state(library, therapy, cancer).builds()));
        readers.extend(used.map(|cancer| (set.clone(), Some(*cancer))));
    }
    readers
}

/// The papers of an edition that are asked for.
fn papers<'a>(entry: &'a Selection, library: &'a Library, edition: &Id) -> Vec<&'a Id> {
    let asked = |paper: &Id| entry.papers.as_ref().is_none_or(|list| list.iter().any(|id| id.value == *paper));
    library.papers_of(edition.as_str()).into_iter().flat_map(IdMap::ids).filter(|paper| asked(paper)).collect()
}

/// Whether a brochure is one of those that an entry of `exclude` names.
fn matches(entry: &Selection, variant: &Variant) -> bool {
    let any = |list: &Option<Vec<Spanned<Id>>>, own: &[&Id]| {
        list.as_ref().is_none_or(|list| list.iter().any(|id| own.contains(&&id.value)))
    };
    let therapies: Vec<&Id> = variant.therapies.iter().collect();
    let of = |id: &'_ Option<Id>| id.iter().cloned().collect::<Vec<Id>>();
    let (cancer, only) = (of(&variant.cancer), of(&variant.only));
    let clinic: Vec<&Id> = variant.clinic.iter().map(|clinic| &clinic.id).collect();
    let department: Vec<&Id> = variant.clinic.iter().filter_map(|clinic| clinic.department.as_ref()).collect();
    let all_together =
        || entry.therapies.as_ref().is_none_or(|list| list.iter().all(|id| therapies.contains(&&id.value)));
    entry.general.is_none_or(|general| general == variant.cancer.is_none())
        && any(&entry.therapies, &therapies)
        && (!entry.together || all_together())
        && any(&entry.cancers, &cancer.iter().collect::<Vec<_>>())
        && any(&entry.languages, &[&variant.lang])
        && any(&entry.clinics, &clinic)
        && any(&entry.departments, &department)
        && any(&entry.editions, &[&variant.edition])
        && any(&entry.papers, &[&variant.paper])
        && any(&entry.only, &only.iter().collect::<Vec<_>>())
}
