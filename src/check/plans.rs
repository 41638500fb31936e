//! Plans and recalls: does each id lead somewhere.

use std::collections::BTreeMap;

use super::references::known;
use crate::base::{Code, Diagnostic, Diagnostics, Id, Span, Spanned};
use crate::content::{Library, PartKind, Plan, Recall, Selection, bleed};

/// Longest document code: see `vocabulary`.
const CODE: usize = 32;

/// All that is wrong with the plans and the recalls of a library.
pub fn plans(library: &Library) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for own in library.plans.values() {
        problems.append(plan(own, library));
    }
    problems.append(recalls(&library.recalls));
    problems
}

/// All that is wrong with a plan.
pub fn plan(plan: &Plan, library: &Library) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for entry in plan.include.iter().chain(&plan.exclude) {
        selection(&entry.value, library, &mut problems);
    }
    for entry in plan.include.iter().chain(&plan.exclude).filter(|entry| entry.together) {
        if entry.therapies.as_ref().is_none_or(|list| list.len() < 2) {
            let problem = Diagnostic::error(Code::MissingKey, "`together: true` needs two therapies or more");
            problems.push(problem.at(entry.span).hint("name them: `therapies: [ID, ID]`"));
        }
    }
    for entry in plan.include.iter().filter(|entry| entry.clinics.is_none()) {
        if let Some(first) = entry.departments.iter().flatten().next() {
            let problem = Diagnostic::error(Code::MissingKey, "`departments` needs the clinics that they are of");
            problems.push(problem.at(first.span).hint("name them: `clinics: [ID]`"));
        }
    }
    if let Some(theme) = &plan.theme {
        known("theme", theme, library.themes.keys(), "themes/", &mut problems);
    }
    if let Some(written) = plan.printing.bleed.as_ref().filter(|written| bleed(written).is_none()) {
        let problem = Diagnostic::error(Code::BadValue, format!("`{}` is no length up to 25 mm", written.value));
        problems.push(problem.at(written.span).hint("write a number with mm, in or pt, such as 3mm"));
    }
    problems
}

fn selection(entry: &Selection, library: &Library, problems: &mut Diagnostics) {
    let vocabulary = &library.vocabulary;
    let home = "vocabulary.yaml";
    let mut of = |what: &str, list: &Option<Vec<Spanned<Id>>>, ids: Vec<&Id>, home: &str| {
        for id in list.iter().flatten() {
            known(what, id, ids.iter().copied(), home, problems);
        }
    };
    of("therapy", &entry.therapies, vocabulary.therapies.ids().collect(), home);
    of("cancer", &entry.cancers, vocabulary.cancers.ids().collect(), home);
    of("language", &entry.languages, vocabulary.languages.ids().collect(), home);
    of("edition", &entry.editions, vocabulary.editions.ids().collect(), home);
    of("clinic", &entry.clinics, library.clinics.keys().collect(), "clinics/");
    let clinics = library
        .clinics
        .iter()
        .filter(|(id, _)| entry.clinics.as_ref().is_none_or(|list| list.iter().any(|named| named.value == **id)));
    let departments = clinics.flat_map(|(_, clinic)| clinic.departments.ids()).collect();
    of("department", &entry.departments, departments, "clinics/");
    let editions = library.themes.values().flat_map(|theme| theme.editions.values());
    of("paper", &entry.papers, editions.flat_map(|edition| edition.papers.ids()).collect(), "the theme");
    let parts = library.guide.parts.iter().filter(|(_, p)| !matches!(p.kind, PartKind::Glossary | PartKind::About));
    let ids = parts.flat_map(|(id, part)| std::iter::once(id).chain(&part.sections)).map(|id| &id.value);
    of("part or section", &entry.only, ids.collect(), "guide.yaml");
}

/// Codes that no guide can have, and codes that stand twice.
fn recalls(recalls: &[Recall]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for recall in recalls {
        let code = &recall.code;
        let words: Vec<&str> = code.split(' ').collect();
        let hash =
            |word: &str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
        let version = |word: &str| word.split('.').count() == 2 && word.split('.').all(|n| n.parse::<u16>().is_ok());
        let name = |word: &str| {
            word.contains('-') && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        };
        let sound = match words[..] {
            [short, number] => name(short) && version(number),
            [short, number, end] => name(short) && version(number) && hash(end),
            _ => false,
        };
        if !sound || code.len() > CODE {
            problems.push(
                Diagnostic::error(Code::BadValue, format!("`{}` is not the code of a guide", code.value))
                    .at(code.span)
                    .hint("copy it from the foot of the paper, such as `CPI-LUNG-EN 1.0 7F3A9C`")
                    .hint("without the last word it recalls every guide of that version"),
            );
        }
        if let Some(first) = seen.insert(code.as_str(), code.span) {
            problems.push(
                Diagnostic::error(Code::IdClash, format!("`{}` is recalled twice", code.value))
                    .at(code.span)
                    .label(first, "first here")
                    .hint("keep one"),
            );
        }
    }
    problems
}
