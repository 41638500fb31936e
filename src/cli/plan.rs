//! `handout plan`: what a plan makes, as jobs.

use std::path::PathBuf;

use super::args::Plan;
use super::opened::Opened;
use super::options::{ClinicSource, clinic_source};
use super::output::Output;
use super::report::Shown;
use super::{Failure, batch};
use crate::base::{Code, Diagnostic, Diagnostics, Severity};
use crate::batch::{Job, expand, keyed};
use crate::check;
use crate::content::{self, Library, load_plan, plain, read_limited};
use crate::tailor::unknown;

/// Prints the jobs of a plan.
pub fn run(typed: &Plan, today: content::Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.content.as_deref(), shown)?;
    let fonts = opened.fonts(shown).map_err(Failure::Content)?;
    let (library, mut problems) = opened.library(today, shown)?;
    let (jobs, found) = jobs(&typed.plan, &library, shown)?;
    // Reviews are those of single guides, which are known once each is made.
    problems.0.retain(|d| d.severity == Severity::Error && d.code != Code::ReviewDue);
    problems.append(found);
    if problems.has_errors() {
        return Err(Failure::Content(problems));
    }
    output.complain(problems, shown);
    let shop = crate::batch::Shop::new(&library, &shown.sources, &fonts, Diagnostics::default(), today, true);
    let jobs = keyed(&shop, jobs, batch::threads(typed.jobs));
    let line = |job: &Job| serde_json::to_string(job).map(|line| line + "\n");
    let lines: Result<String, _> = jobs.iter().map(line).collect();
    let internal = |e: serde_json::Error| Failure::usage(Diagnostic::error(Code::Internal, e.to_string()));
    output.print(lines.map_err(internal)?.as_bytes())
}

/// The jobs of a plan: one of the content, or that of a file; with warnings.
pub fn jobs(typed: &str, library: &Library, shown: &mut Shown) -> Result<(Vec<Job>, Diagnostics), Failure> {
    let plan = match clinic_source(typed) {
        ClinicSource::Id(id) => library.plans.get(id.as_str()).cloned().ok_or_else(|| {
            let known: Vec<&str> = library.plans.keys().map(|id| id.as_str()).collect();
            Failure::usage(unknown("plan", &id, &known).hint("for a file, write its path: `./our-plan.yaml`"))
        })?,
        ClinicSource::File(path) => file(path, library, shown)?,
    };
    expand(&plan, library).map_err(Failure::Content)
}

/// Reads and checks the plan of a file.
fn file(path: PathBuf, library: &Library, shown: &mut Shown) -> Result<content::Plan, Failure> {
    let name = path.display().to_string();
    if let Err(e) = std::fs::metadata(&path) {
        let message = format!("the plan `{name}` cannot be opened: {}", plain(&e));
        let hint = "give a file, or the id of a plan in the folder `plans`";
        return Err(Failure::usage(Diagnostic::error(Code::Unreadable, message).hint(hint)));
    }
    let bytes = read_limited(&path, &name).map_err(|problem| Failure::Content(problem.into()))?;
    let next = shown.sources.clone();
    let read = load_plan(&bytes, &name, &mut shown.sources);
    // The file has a number as soon as its text was read, also when it is wrong.
    let number = (0..=u16::MAX).map(crate::base::FileId).find(|f| next.path(*f).is_empty());
    shown.given.extend(number);
    let plan = read.map_err(Failure::Content)?;
    let problems = check::check_plan(&plan, library);
    if problems.has_errors() { Err(Failure::Content(problems)) } else { Ok(plan) }
}
