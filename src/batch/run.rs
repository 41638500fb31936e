//! Many jobs on many threads, into one folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use super::folder::{Folder, sha256_of, unwritable};
use super::job::Job;
use super::manifest::{self, Head, MANIFEST, Manifest, Sections, history, manifests};
use super::outcome::{Done, Finding, Outcome, Section, Written};
use super::shard::Shard;
use super::shop::{Prepared, Shop};
use crate::base::{Code, Diagnostic, Diagnostics, sha256};
use crate::content::plain;

/// How a job ended in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its file was written.
    Made,
    /// Its file was there already.
    Kept,
    /// There is no file.
    Failed,
}

/// What became of a run.
#[derive(Debug, Default)]
pub struct Summary {
    /// How many files were written.
    pub made: usize,
    /// How many were there already.
    pub kept: usize,
    /// Jobs that failed.
    pub failed: Vec<Outcome>,
    /// Files of earlier runs that the plan no longer makes, still there.
    pub stale: Vec<String>,
    /// Those of them that were removed.
    pub pruned: Vec<String>,
    /// How many brochures have something that a person should look at.
    pub with_findings: usize,
    /// The manifest that was written.
    pub manifest: PathBuf,
    /// What went wrong beside the jobs.
    pub problems: Diagnostics,
}

/// Does something for each of many things on so many threads; what comes out is handed over on this thread, in the order
/// in which it is done. Things are taken one by one, and few wait, so memory does not grow with their number.
fn work<T: Send, R: Send>(
    things: impl Iterator<Item = T> + Send,
    threads: usize,
    act: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> ControlFlow<()>,
) {
    let things = Mutex::new(things);
    let stop = AtomicBool::new(false);
    let (sender, receiver) = sync_channel(threads * 2);
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let (sender, things, stop, act) = (sender.clone(), &things, &stop, &act);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    // A thread that panicked while it held the list left it whole: the list moves on by `next` only.
                    let next = things.lock().unwrap_or_else(|broken| broken.into_inner()).next();
                    let Some(thing) = next else { break };
                    if sender.send(act(thing)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for result in &receiver {
            if done(result).is_break() {
                stop.store(true, Ordering::Relaxed);
                break;
            }
        }
        // Whoever waits to hand something over is let go.
        drop(receiver);
    });
}

/// What is known of the files of a folder from earlier runs, by file name.
#[derive(Default)]
struct Known(BTreeMap<String, Vec<Outcome>>);

impl Known {
    /// Reads all manifests of a folder and the notes of runs that were stopped. What cannot be read is not known, and
    /// is made again.
    fn read(folder: &Folder) -> Known {
        let mut known = Known::default();
        let texts = manifests(folder.path()).into_iter().map(|path| (path, false));
        for (path, stopped) in texts.chain(journals(folder).into_iter().map(|path| (path, true))) {
            let read = manifest::text_of(&path).ok().and_then(|text| Manifest::read(&text, stopped).ok());
            for mut outcome in read.into_iter().flat_map(|manifest| manifest.outcomes) {
                if outcome.written.is_some() {
                    outcome.sections.clear();
                    known.0.entry(outcome.job.file.clone()).or_default().push(outcome);
                }
            }
        }
        known
    }

    /// What an earlier run told of a job with this key, if the file is still the one that it wrote.
    fn kept(&self, job: &Job, folder: &Folder) -> Option<&Outcome> {
        let mut same =
            self.0.get(&job.file)?.iter().filter(|known| known.job.key == job.key && known.job.key.is_some());
        let first = same.next()?;
        let own = folder.sha256(&job.file)?;
        let is_own = |known: &&Outcome| known.written.as_ref().is_some_and(|written| written.sha256 == own);
        std::iter::once(first).chain(same).find(is_own)
    }
}

/// The notes of runs that were stopped.
fn journals(folder: &Folder) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder.path()) else { return vec![] };
    let notes = |name: &str| name.starts_with(".journal.") && name.ends_with(".jsonl");
    let entries = entries.flatten().filter(|entry| notes(&entry.file_name().to_string_lossy()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// Does one job; a fault of the program in one does not stop the others.
fn job(shop: &Shop<'_>, folder: &Folder, known: &Known, job: &Job) -> (Outcome, Fate) {
    let start = Instant::now();
    let done = catch_unwind(AssertUnwindSafe(|| try_job(shop, folder, known, job)));
    let done = done.unwrap_or_else(|_| {
        let problem =
            Diagnostic::error(Code::Internal, "the program failed at this guide; this is its fault, not yours");
        Err(problem.hint("tell its makers, with the content").into())
    });
    match done {
        Ok((mut outcome, fate)) => {
            if fate == Fate::Made {
                outcome.ms = start.elapsed().as_millis() as u64;
            }
            (outcome, fate)
        }
        Err(problems) => {
            let findings = problems.0.iter().map(|problem| Finding::new(problem, shop.sources())).collect();
            (Outcome::failed(Job { key: None, ..job.clone() }, findings), Fate::Failed)
        }
    }
}

fn try_job(shop: &Shop<'_>, folder: &Folder, known: &Known, job: &Job) -> Result<(Outcome, Fate), Diagnostics> {
    let prepared = shop.prepare(job)?;
    let mut outcome = told(&prepared);
    if let Some(before) = known.kept(&prepared.job, folder) {
        outcome.written.clone_from(&before.written);
        outcome.findings.clone_from(&before.findings);
        outcome.ms = before.ms;
        return Ok((outcome, Fate::Kept));
    }
    let made = shop.finish(prepared)?;
    folder.put(&outcome.job.file, &made.pdf)?;
    outcome.findings = made.warnings.0.iter().map(|problem| Finding::new(problem, shop.sources())).collect();
    outcome.written =
        Some(Written { sha256: sha256(&made.pdf), bytes: made.pdf.len() as u64, pages: made.pages.pages.len() });
    Ok((outcome, Fate::Made))
}

/// What is told of a job before it is made.
fn told(prepared: &Prepared) -> Outcome {
    let sections = &prepared.digest.sections;
    Outcome {
        result: Done::Made,
        code: prepared.code.clone(),
        content: prepared.content.clone(),
        review: Some(prepared.review.clone()),
        words: prepared.digest.words,
        sections: sections.iter().map(|(name, blocks)| (name.clone(), Section::Blocks(blocks.clone()))).collect(),
        ..Outcome::failed(prepared.job.clone(), vec![])
    }
}

/// Jobs with their keys, in their order; those that cannot be tailored have none.
pub fn keyed(shop: &Shop<'_>, jobs: Vec<Job>, threads: usize) -> Vec<Job> {
    let mut keyed = Vec::with_capacity(jobs.len());
    let act = |(at, job): (usize, Job)| {
        let key = catch_unwind(AssertUnwindSafe(|| shop.prepare(&job).ok().and_then(|prepared| prepared.job.key)));
        (at, Job { key: key.unwrap_or_default(), ..job })
    };
    work(jobs.into_iter().enumerate(), threads, act, |done| {
        keyed.push(done);
        ControlFlow::Continue(())
    });
    keyed.sort_by_key(|(at, _)| *at);
    keyed.into_iter().map(|(_, job)| job).collect()
}

/// Makes a share of the jobs of a plan; `each` is told of every job that is done, with how many of how many.
///
/// # Errors
/// When the manifest cannot be written. What single jobs fail of is in the summary.
pub fn run_plan(
    shop: &Shop<'_>,
    folder: &Folder,
    jobs: Vec<Job>,
    shard: Shard,
    threads: usize,
    prune: bool,
    mut each: impl FnMut(&Outcome, Fate, usize, usize),
) -> Result<Summary, Diagnostics> {
    let head = Head::new(shop.plan_hash(&jobs), jobs.len(), shard, &shop.library().recalls);
    let known = Known::read(folder);
    let share = shard.of(jobs);
    let all = share.len();
    let whole = shard == Shard::WHOLE;
    let journal = format!(".journal.{}.jsonl", if whole { "all".to_owned() } else { shard.to_string() });
    let journal = folder.path().join(journal);
    let mut notes =
        File::options().create(true).append(true).open(&journal).map_err(|e| unwritable(&shown(&journal), &e))?;
    let mut summary = Summary::default();
    let mut sections = Sections::default();
    let mut outcomes = vec![];
    let act = |one: Job| job(shop, folder, &known, &one);
    work(share.into_iter(), threads, act, |(mut outcome, fate)| {
        match fate {
            Fate::Made => summary.made += 1,
            Fate::Kept => summary.kept += 1,
            Fate::Failed => summary.failed.push(outcome.clone()),
        }
        summary.with_findings += usize::from(fate != Fate::Failed && !outcome.findings.is_empty());
        sections.take(&mut outcome);
        if fate == Fate::Made {
            let mut note = outcome.clone();
            note.sections.clear();
            // A run without notes makes more again if it is stopped, and nothing else.
            let _ = notes.write_all(note.to_line().as_bytes());
        }
        each(&outcome, fate, outcomes.len() + 1, all);
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    summary.failed.sort_by(|a, b| a.job.file.cmp(&b.job.file));
    let manifest = Manifest::new(head, sections, outcomes);
    if whole {
        let made = manifest.outcomes.iter().filter(|o| o.written.is_some()).map(|o| o.job.file.clone()).collect();
        let outdated = outdated(folder, &made);
        manifest::put(folder, &manifest)?;
        summary.manifest = folder.path().join(MANIFEST);
        (summary.stale, summary.pruned) = tidy(folder, outdated, prune, &mut summary.problems);
    } else {
        let name = format!("manifest.{shard}.jsonl");
        folder.put(&name, manifest.to_lines().as_bytes())?;
        summary.manifest = folder.path().join(name);
    }
    drop(notes);
    let done = if whole { journals(folder) } else { vec![journal] };
    done.iter().for_each(|path| drop(fs::remove_file(path)));
    Ok(summary)
}

fn shown(path: &std::path::Path) -> String {
    path.display().to_string()
}

/// Files that earlier runs made and this one did not, with the hashes that were told of each.
pub(super) fn outdated(folder: &Folder, made: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let path = folder.path();
    for path in manifests(path).into_iter().chain(history(path)) {
        let Ok(manifest) = Manifest::open(&path) else { continue };
        for outcome in manifest.outcomes {
            let file = outcome.job.file;
            // A manifest that somebody wrote by hand must not lead anywhere else.
            let own = file.starts_with("handout-") && file.ends_with(".pdf") && !file.contains(['/', '\\']);
            if let Some(written) = outcome.written.filter(|_| own && !made.contains(&file)) {
                found.entry(file).or_default().insert(written.sha256);
            }
        }
    }
    found.retain(|file, _| folder.path().join(file).is_file());
    found
}

/// Removes what is outdated, if that was asked for and it is still what was made; gives what is left and what is gone.
pub(super) fn tidy(
    folder: &Folder,
    outdated: BTreeMap<String, BTreeSet<String>>,
    prune: bool,
    problems: &mut Diagnostics,
) -> (Vec<String>, Vec<String>) {
    let (mut stale, mut pruned) = (vec![], vec![]);
    for (file, hashes) in outdated {
        let path = folder.path().join(&file);
        let own = || sha256_of(&path).is_some_and(|hash| hashes.contains(&hash));
        if !prune {
            stale.push(file);
        } else if !own() {
            let message = format!("`{}` is no longer part of the plan, and somebody has changed it", path.display());
            problems.push(Diagnostic::warning(Code::Unused, message).hint("look at it, and remove it yourself"));
            stale.push(file);
        } else {
            match fs::remove_file(&path) {
                Ok(()) => pruned.push(file),
                Err(e) => {
                    problems.push(unwritable(&shown(&path), &e));
                    stale.push(file);
                }
            }
        }
    }
    (stale, pruned)
}

/// Does jobs that come as lines; `each` gets every outcome when it is done, and says whether to go on.
pub fn run_lines(
    shop: &Shop<'_>,
    folder: &Folder,
    lines: impl Iterator<Item = std::io::Result<String>> + Send,
    threads: usize,
    each: impl FnMut((Outcome, Fate)) -> ControlFlow<()>,
) {
    let known = Known::read(folder);
    let lines = lines.enumerate().filter(|(_, line)| !line.as_ref().is_ok_and(|line| line.trim().is_empty()));
    let act = |(at, line): (usize, std::io::Result<String>)| {
        let read = line
            .map_err(|why| {
                let message = format!("this line cannot be read: {}", plain(&why));
                Diagnostic::error(Code::BadJob, message).hint("write jobs as JSON, one a line")
            })
            .and_then(|line| Job::parse(&line));
        match read {
            Ok(one) => job(shop, folder, &known, &one),
            Err(problem) => {
                let mut finding = Finding::new(&problem, shop.sources());
                finding.file = Some("standard input".to_owned());
                finding.line = Some(at + 1);
                (Outcome::failed(Job::default(), vec![finding]), Fate::Failed)
            }
        }
    };
    work(lines, threads, act, each);
}
