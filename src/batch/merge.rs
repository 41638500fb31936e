//! The manifests of shards, joined into one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{Folder, sha256_of};
use super::manifest::{self, Head, Manifest, Sections, manifests};
use super::outcome::Outcome;
use super::run::{outdated, tidy};
use super::shard::Shard;
use crate::base::{Code, Diagnostic, Diagnostics, sha256};

/// What became of a merge.
#[derive(Debug)]
pub struct Merged {
    /// How many brochures there are.
    pub made: usize,
    /// Jobs that failed in their shard.
    pub failed: Vec<Outcome>,
    /// Files that the plan no longer makes, still there.
    pub stale: Vec<String>,
    /// Those of them that were removed.
    pub pruned: Vec<String>,
    /// What went wrong beside.
    pub problems: Diagnostics,
}

/// The manifest of a shard.
struct Piece {
    path: PathBuf,
    folder: PathBuf,
    head: Head,
    manifest: Manifest,
}

/// Joins the manifests of all shards below some folders into one in `out`, where the files are then too.
///
/// # Errors
/// A shard that is missing or there twice, shards of different plans, a file that is missing or is not the one that its
/// shard wrote: all of them. Then nothing has changed.
pub fn merge(folders: &[PathBuf], out: &Folder, prune: bool) -> Result<Merged, Diagnostics> {
    let pieces = pieces(folders)?;
    let Some(first) = pieces.first() else {
        let shown: Vec<String> = folders.iter().map(|folder| format!("`{}`", folder.display())).collect();
        let message = format!("there is no manifest of a shard in {}", shown.join(", "));
        return Err(Diagnostic::error(Code::BadManifest, message)
            .hint("`handout batch --shard I/N` writes manifest.I-of-N.jsonl")
            .into());
    };
    let mut problems = one_plan(first, &pieces);
    if !problems.has_errors() {
        problems.append(all_shards(first, &pieces));
    }
    if problems.has_errors() {
        return Err(problems);
    }
    problems.append(files(&pieces));
    if problems.has_errors() {
        return Err(problems);
    }
    let head = Head { shard: [1, 1], ..first.head.clone() };
    let mut sections = Sections::default();
    let mut outcomes = vec![];
    let made: BTreeSet<String> = pieces
        .iter()
        .flat_map(|piece| &piece.manifest.outcomes)
        .filter(|outcome| outcome.written.is_some())
        .map(|outcome| outcome.job.file.clone())
        .collect();
    // Before files are put over others.
    let outdated = outdated(out, &made);
    for piece in pieces {
        if !same(&piece.folder, out.path()) {
            copy(&piece, out)?;
        }
        sections.extend(piece.manifest.sections);
        outcomes.extend(piece.manifest.outcomes);
    }
    let failed: Vec<Outcome> = outcomes.iter().filter(|outcome| outcome.written.is_none()).cloned().collect();
    let joined = Manifest::new(head, sections, outcomes);
    manifest::put(out, &joined)?;
    let mut problems = Diagnostics::default();
    let (stale, pruned) = tidy(out, outdated, prune, &mut problems);
    Ok(Merged { made: made.len(), failed, stale, pruned, problems })
}

fn pieces(folders: &[PathBuf]) -> Result<Vec<Piece>, Diagnostics> {
    let mut pieces = vec![];
    let mut problems = Diagnostics::default();
    for folder in folders {
        if !folder.is_dir() {
            let message = format!("the folder `{}` is not there", folder.display());
            problems.push(Diagnostic::error(Code::Unreadable, message).hint("a shard was lost: run it again"));
            continue;
        }
        for path in manifests(folder) {
            match Manifest::open(&path) {
                Err(problem) => problems.push(problem),
                Ok(Manifest { head: Some(head), sections, outcomes }) if head.shard() != Shard::WHOLE => {
                    let manifest = Manifest { head: None, sections, outcomes };
                    pieces.push(Piece { path, folder: folder.clone(), head, manifest });
                }
                // The manifest of all, or what a worker printed: no share of a plan.
                Ok(_) => {}
            }
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(pieces) }
}

/// Whether all are of one plan, cut into as many shards.
fn one_plan(first: &Piece, pieces: &[Piece]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for piece in pieces {
        let (one, other) = (first.path.display(), piece.path.display());
        let why = if piece.head.program != first.head.program {
            format!("`{one}` is of handout {}, and `{other}` of handout {}", first.head.program, piece.head.program)
        } else if piece.head.shard[1] != first.head.shard[1] {
            format!("`{one}` is of {} shards, and `{other}` of {}", first.head.shard[1], piece.head.shard[1])
        } else if piece.head.plan != first.head.plan || piece.head.jobs != first.head.jobs {
            format!("`{one}` and `{other}` are of different plans: plan, content, fonts or program differ")
        } else {
            continue;
        };
        problems.push(
            Diagnostic::error(Code::BadManifest, why)
                .hint("run the shards of the older plan again, or remove their manifests"),
        );
    }
    problems
}

/// Whether each shard is there once, and holds its share.
fn all_shards(first: &Piece, pieces: &[Piece]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let mut seen: BTreeMap<usize, &Piece> = BTreeMap::new();
    let mut files: BTreeMap<&str, &Piece> = BTreeMap::new();
    let bad = |message: String, hint: &str| Diagnostic::error(Code::BadManifest, message).hint(hint);
    for piece in pieces {
        let shard = piece.head.shard();
        let shown = piece.path.display();
        if let Some(before) = seen.insert(shard.index, piece) {
            let message = format!("shard {} is there twice: `{}` and `{shown}`", shard.index, before.path.display());
            problems.push(bad(message, "give each shard once"));
            continue;
        }
        let (has, share) = (piece.manifest.outcomes.len(), shard.share(first.head.jobs));
        if has != share {
            let message = format!("`{shown}` tells of {has} guides, and its share is {share}");
            problems.push(bad(message, "run this shard again"));
        }
        for outcome in &piece.manifest.outcomes {
            if let Some(before) = files.insert(&outcome.job.file, piece) {
                let message =
                    format!("`{}` was made by two shards: `{}` and `{shown}`", outcome.job.file, before.path.display());
                problems.push(bad(message, "run these shards again"));
            }
        }
    }
    let count = first.head.shard[1];
    let missing: Vec<String> = (1..=count).filter(|i| !seen.contains_key(i)).map(|i| i.to_string()).collect();
    if !missing.is_empty() {
        let (noun, verb) = if missing.len() == 1 { ("shard", "is") } else { ("shards", "are") };
        let message = format!("{noun} {} of {count} {verb} missing", missing.join(", "));
        problems.push(bad(message, &format!("run it: `handout batch PLAN -o FOLDER --shard {}/{count}`", missing[0])));
    }
    problems
}

/// Whether each file is the one that its shard wrote.
fn files(pieces: &[Piece]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for piece in pieces {
        for outcome in &piece.manifest.outcomes {
            let Some(written) = &outcome.written else { continue };
            let path = piece.folder.join(&outcome.job.file);
            let plain = !outcome.job.file.contains(['/', '\\']);
            let why = match sha256_of(&path).filter(|_| plain) {
                Some(hash) if hash == written.sha256 => continue,
                Some(_) => "is not the one that its shard made: its sha256 is another",
                None => "is not there",
            };
            let hint = format!("run shard {}/{} again", piece.head.shard[0], piece.head.shard[1]);
            problems.push(Diagnostic::error(Code::BadManifest, format!("`{}` {why}", path.display())).hint(hint));
        }
    }
    problems
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Copies the files of a shard; each is looked at again while it is copied.
fn copy(piece: &Piece, out: &Folder) -> Result<(), Diagnostics> {
    for outcome in &piece.manifest.outcomes {
        let Some(written) = &outcome.written else { continue };
        if out.sha256(&outcome.job.file).as_ref() == Some(&written.sha256) {
            continue;
        }
        let path = piece.folder.join(&outcome.job.file);
        match fs::read(&path) {
            Ok(bytes) if sha256(&bytes) == written.sha256 => out.put(&outcome.job.file, &bytes)?,
            _ => {
                let message = format!("`{}` was changed while it was read", path.display());
                return Err(Diagnostic::error(Code::BadManifest, message).hint("merge again").into());
            }
        }
    }
    Ok(())
}
