//! What became of the paper with a code in its foot.

use super::digest::changed;
use super::job::Job;
use super::manifest::{Manifest, Recalled};
use super::outcome::Outcome;

/// What paper is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It says what a brochure made now says; the files that it can be printed from.
    Current(Vec<String>),
    /// There is a newer one.
    Superseded {
        /// The code of the newer one.
        by: String,
        /// The files of the newer one.
        files: Vec<String>,
        /// Blocks that are no longer the same.
        changed: Vec<String>,
    },
    /// It is no longer made.
    Withdrawn,
    /// It must not be used.
    Recalled {
        /// The day of the recall.
        on: String,
        /// Why.
        why: String,
        /// The code of the brochure that is to be used in its place, if there is one.
        by: Option<String>,
    },
    /// No manifest knows it; the codes that are nearest.
    Unknown(Vec<String>),
}

/// Most codes that are named where one is not known.
const NEAR: usize = 5;

/// Looks a code up in the manifest of what is made now, and in older ones, oldest first.
pub fn status(code: &str, now: &Manifest, older: &[Manifest]) -> Standing {
    let code = code.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let of = |manifest: &Manifest| -> Vec<Outcome> {
        manifest.outcomes.iter().filter(|outcome| outcome.code == code).cloned().collect()
    };
    let current = of(now);
    let old = older.iter().rev().find_map(|manifest| Some((of(manifest).into_iter().next()?, manifest)));
    let reader = current.first().or(old.as_ref().map(|(outcome, _)| outcome));
    let newer: Vec<&Outcome> = now
        .outcomes
        .iter()
        .filter(|outcome| outcome.code != code && !outcome.code.is_empty())
        .filter(|outcome| reader.is_some_and(|reader| same_reader(&reader.job, &outcome.job)))
        .collect();
    if let Some(recall) = recall(&code, now) {
        let by = newer.first().map(|outcome| outcome.code.clone());
        return Standing::Recalled { on: recall.on.clone(), why: recall.why.clone(), by };
    }
    if !current.is_empty() {
        return Standing::Current(current.into_iter().map(|outcome| outcome.job.file).collect());
    }
    let Some((old, manifest)) = old else { return Standing::Unknown(near(&code, now, older)) };
    // Of several papers, the one of the old paper: only there is nothing told as changed but what was.
    let best = newer.iter().find(|outcome| outcome.job.paper == old.job.paper).or(newer.first());
    match best {
        None => Standing::Withdrawn,
        Some(best) => Standing::Superseded {
            by: best.code.clone(),
            files: newer.iter().map(|outcome| outcome.job.file.clone()).collect(),
            changed: changed(&manifest.sections.of(&old), &now.sections.of(best)),
        },
    }
}

/// Whether two jobs are for one reader, in one form: paper, theme and way of printing change no word.
fn same_reader(one: &Job, other: &Job) -> bool {
    let reader = |job: &Job| {
        let Job { therapies, cancer, lang, clinic, department, edition, only, .. } = job.clone();
        (therapies, cancer, lang, clinic, department, edition, only)
    };
    reader(one) == reader(other)
}

fn recall<'a>(code: &str, now: &'a Manifest) -> Option<&'a Recalled> {
    let recalled = now.head.as_ref().map(|head| &head.recalled[..]).unwrap_or_default();
    recalled.iter().find(|r| code.strip_prefix(&r.code).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Codes of the same therapy, cancer and language.
fn near(code: &str, now: &Manifest, older: &[Manifest]) -> Vec<String> {
    let start = code.split(' ').next().unwrap_or_default();
    let mut found: Vec<String> = vec![];
    for outcome in std::iter::once(now).chain(older.iter().rev()).flat_map(|manifest| &manifest.outcomes) {
        let same = outcome.code.split(' ').next() == Some(start);
        if same && !found.contains(&outcome.code) && found.len() < NEAR {
            found.push(outcome.code.clone());
        }
    }
    found
}
