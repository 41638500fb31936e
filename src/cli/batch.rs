//! `handout batch`: all guides of a plan, or those of jobs that come line by line.

use std::io::{BufRead, IsTerminal, Read};
use std::ops::ControlFlow;
use std::time::Instant;

use serde_json::json;

use super::args::{Batch, Format};
use super::opened::Opened;
use super::output::Output;
use super::progress::Progress;
use super::report::Shown;
use super::{Failure, plan, shard};
use crate::base::{Code, Diagnostic, Diagnostics, Severity};
use crate::batch::{Fate, Folder, Outcome, Shard, Shop, Summary, Worker, run_lines, run_plan};
use crate::content::Date;

/// Most findings of one guide that are printed; all are in the manifest.
const FINDINGS: usize = 5;

/// Makes many guides.
pub fn run(typed: &Batch, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let start = Instant::now();
    let share = shard::shard(typed.shard.as_deref())?;
    let opened = Opened::open(typed.from.content.as_deref(), shown)?;
    let fonts = opened.fonts(shown).map_err(Failure::Content)?;
    let (library, mut problems) = opened.library(today, shown)?;
    let jobs = match &typed.plan {
        Some(named) => {
            let (jobs, found) = plan::jobs(named, &library, shown)?;
            problems.append(found);
            jobs
        }
        None => vec![],
    };
    // Reviews are those of the files of single guides.
    let (reviews, mut problems): (Vec<_>, Vec<_>) = problems.0.into_iter().partition(|d| d.code == Code::ReviewDue);
    problems.retain(|d| d.severity != Severity::Note);
    let problems = Diagnostics(problems);
    if problems.has_errors() {
        return Err(Failure::Content(problems));
    }
    if !problems.0.is_empty() && !typed.quiet {
        output.complain(problems, shown);
    }
    let worker = match share {
        _ if typed.stdin => Worker::Lines(std::process::id()),
        Shard { count: 1, .. } => Worker::Alone,
        shard => Worker::Shard(shard),
    };
    let folder = Folder::open(&typed.output, worker).map_err(Failure::usage)?;
    let shop = Shop::new(&library, &shown.sources, &fonts, Diagnostics(reviews), today, typed.allow_overdue);
    if typed.stdin {
        return lines(typed, &shop, &folder, output);
    }
    let terminal = std::io::stderr().is_terminal();
    let mut progress = Progress::new(&mut *output.err, terminal, typed.quiet);
    let mut failed = 0;
    let done = run_plan(&shop, &folder, jobs, share, threads(typed.jobs), typed.prune, |outcome, fate, done, all| {
        if fate == Fate::Failed {
            failed += 1;
            let why = outcome.findings.first().map(|finding| finding.line()).unwrap_or_default();
            progress.line(&format!("failed: {}: {why}", outcome.job.file));
        }
        progress.tell(done, all, failed);
    });
    progress.wipe();
    let summary = done.map_err(Failure::Usage)?;
    let problems = Diagnostics(summary.problems.0.clone());
    if !problems.0.is_empty() {
        output.complain(problems, shown);
    }
    tell(typed, &summary, start, output)?;
    ended(summary.failed.len(), summary.failed.iter().all(is_unwritable))
}

/// Whether a job failed because its file could not be written.
pub fn is_unwritable(outcome: &Outcome) -> bool {
    outcome.findings.iter().any(|f| f.code == Code::Unwritable.text())
}

/// How many guides are made at a time.
pub fn threads(typed: Option<u16>) -> usize {
    match typed {
        Some(n) => usize::from(n).max(1),
        None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    }
}

/// The end of a run in which jobs failed: what is wrong has been told of each.
pub fn ended(n: usize, all_unwritable: bool) -> Result<(), Failure> {
    if n == 0 {
        return Ok(());
    }
    let message = if n == 1 { "1 guide could not be made".to_owned() } else { format!("{n} guides could not be made") };
    let problem = Diagnostic::error(if all_unwritable { Code::Unwritable } else { Code::NothingToMake }, message);
    Err(if all_unwritable { Failure::Usage(problem.into()) } else { Failure::Content(problem.into()) })
}

/// Makes jobs that come on standard input; what became of each goes to standard output.
fn lines(typed: &Batch, shop: &Shop<'_>, folder: &Folder, output: &mut Output<'_>) -> Result<(), Failure> {
    // Only what the end of the run asks for: lines may come without end.
    let mut failed = (0, true);
    let mut end = Ok(());
    let lines = Lines { reader: std::io::BufReader::new(std::io::stdin()), broken: false };
    run_lines(shop, folder, lines, threads(typed.jobs), |(outcome, fate)| {
        end = output.print(outcome.to_line().as_bytes());
        if fate == Fate::Failed {
            failed = (failed.0 + 1, failed.1 && is_unwritable(&outcome));
        }
        if end.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    end?;
    ended(failed.0, failed.1)
}

/// Lines of a stream, of which none can take more memory than a job needs.
struct Lines<R> {
    reader: R,
    /// Whether reading has failed: it would fail again for ever.
    broken: bool,
}

/// Longest line, in bytes.
const MAX_LINE: u64 = 65_536;

impl<R: BufRead> Iterator for Lines<R> {
    type Item = std::io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        let mut line = vec![];
        let mut read = (&mut self.reader).take(MAX_LINE).read_until(b'\n', &mut line);
        let too_long = line.len() as u64 == MAX_LINE && line.last() != Some(&b'\n');
        if read.is_ok() && too_long {
            read = self.reader.skip_until(b'\n').map(|_| line.len());
        }
        match read {
            Ok(0) => return None,
            Ok(_) => {}
            Err(e) => {
                self.broken = true;
                return Some(Err(e));
            }
        }
        if too_long {
            return Some(Err(std::io::Error::other(format!("it is longer than {} kB", MAX_LINE >> 10))));
        }
        Some(String::from_utf8(line).map_err(|_| std::io::Error::other("it is not UTF-8")))
    }
}

/// Those that failed, each with why.
pub fn failures(failed: &[Outcome]) -> String {
    let mut text = String::new();
    if !failed.is_empty() {
        text += "These guides could not be made:\n";
    }
    for outcome in failed {
        text += &format!("  {}\n", outcome.job.file);
        for finding in outcome.findings.iter().take(FINDINGS) {
            text += &format!("    {}\n", finding.line());
        }
        if outcome.findings.len() > FINDINGS {
            text += &format!("    and {} more\n", outcome.findings.len() - FINDINGS);
        }
    }
    text
}

/// What is outdated, and what was removed.
pub fn outdated(stale: &[String], pruned: &[String]) -> String {
    let mut text = String::new();
    let list = |files: &[String]| files.iter().map(|file| format!("  {file}\n")).collect::<String>();
    if !pruned.is_empty() {
        text += &format!("Removed, because the plan no longer makes them:\n{}", list(pruned));
    }
    if !stale.is_empty() {
        text += &format!("The plan no longer makes these; --prune removes them:\n{}", list(stale));
    }
    text
}

fn tell(typed: &Batch, summary: &Summary, start: Instant, output: &mut Output<'_>) -> Result<(), Failure> {
    let Summary { made, kept, failed, stale, pruned, with_findings, manifest, .. } = summary;
    if output.format == Format::Json {
        let data = json!({
            "failed": failed.iter().map(|outcome| json!({ "file": outcome.job.file, "findings": outcome.findings })).collect::<Vec<_>>(),
            "made": made,
            "kept": kept,
            "stale": stale,
            "pruned": pruned,
            "manifest": manifest.display().to_string(),
        });
        return output.print(format!("{data:#}\n").as_bytes());
    }
    let mut text = failures(failed);
    if !typed.quiet {
        let seconds = start.elapsed().as_secs_f64();
        text += &format!("{made} made, {kept} kept, {} failed in {seconds:.1} s\n", failed.len());
        if *with_findings > 0 {
            text += &format!("Look at the findings of {with_findings} of them in the manifest.\n");
        }
    }
    text += &outdated(stale, pruned);
    if !typed.quiet {
        text += &format!("Wrote {}\n", manifest.display());
    }
    output.print(text.as_bytes())
}
