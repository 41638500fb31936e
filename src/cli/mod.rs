//! Room 10, `cli`: what the user asked.
//!
//! Takes the words of the command line and gives an exit code: `args` (what was typed) → `options` (what is
//! meant) → a command → `report` (complaints drawn) and `output` (results written). The clock and the
//! environment are read here and nowhere else.
//!
//! Exit codes: 0 done; 1 something is wrong below the content root, its words are too hard, a brochure of a batch could not be made, or
//! paper is out of date; 2 something is wrong with what was
//! asked: an option, an id, a pair, a folder that cannot be opened, an output that cannot be written.

mod args;
mod batch;
mod build;
mod check;
mod chosen;
mod diff;
mod emit;
mod explain;
mod findings;
mod git;
mod grade;
mod init;
mod list;
mod matrix;
mod merge;
mod opened;
mod options;
mod output;
mod page;
mod pin;
mod place;
mod plan;
mod progress;
mod proof;
mod report;
mod sarif;
mod scores;
mod shard;
mod sign;
mod status;
mod table;
mod write;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};

use clap::{CommandFactory, Parser};

use args::{Command, Format, Typed};
use output::Output;
use report::Shown;

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::content::Date;

/// Why a run ends before it is done.
#[derive(Debug)]
enum Failure {
    /// Something is wrong below the content root.
    Content(Diagnostics),
    /// Something is wrong with what was asked.
    Usage(Diagnostics),
    /// Who reads the output has gone away; that is no fault.
    Gone,
}

impl Failure {
    fn usage(problem: Diagnostic) -> Failure {
        Failure::Usage(problem.into())
    }
}

/// Runs the program and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let typed = match Typed::try_parse_from(args) {
        Ok(typed) => typed,
        Err(error) => {
            let help = !error.use_stderr();
            let text = if color && !help { error.render().ansi().to_string() } else { error.render().to_string() };
            let _ = if help { write!(out, "{text}") } else { write!(err, "{text}") };
            return u8::from(!help) * 2;
        }
    };
    let mut output = Output { out, err, color, format: Format::Text };
    let mut shown = Shown { root: "content".into(), fonts: "fonts".into(), ..Shown::default() };
    let result = command(typed.command, &mut output, &mut shown);
    let (problems, code) = match result {
        Ok(()) | Err(Failure::Gone) => return 0,
        Err(Failure::Content(problems)) => (problems, 1),
        Err(Failure::Usage(problems)) => (problems, 2),
    };
    output.complain(problems, &shown);
    code
}

fn command(command: Command, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    match command {
        Command::Build(typed) => {
            output.format = typed.from.format;
            let options = options::BuildOptions::new(typed, today()?).map_err(Failure::usage)?;
            build::run(&options, output, shown)
        }
        Command::Proof(typed) => {
            output.format = typed.from.format;
            let options = options::BuildOptions::proof(typed, today()?).map_err(Failure::usage)?;
            build::run(&options, output, shown)
        }
        Command::Plan(typed) => plan::run(&typed, today()?, output, shown),
        Command::Batch(typed) => {
            output.format = typed.from.format;
            let today = options::day(typed.as_of.as_deref(), today()?).map_err(Failure::usage)?;
            batch::run(&typed, today, output, shown)
        }
        Command::Merge(typed) => merge::run(&typed, output),
        Command::Status(typed) => status::run(&typed, output),
        Command::Check(typed) => {
            output.format = typed.format.of_messages();
            let today = options::day(typed.as_of.as_deref(), today()?).map_err(Failure::usage)?;
            check::run(&typed, today, output, shown)
        }
        Command::Diff(typed) => {
            if typed.format == args::DiffFormat::Json {
                output.format = Format::Json;
            }
            diff::run(&typed, today()?, output, shown)
        }
        Command::Explain(typed) => {
            output.format = typed.from.format;
            explain::run(&typed, today()?, output, shown)
        }
        Command::Grade(typed) => {
            output.format = typed.from.format;
            grade::run(&typed, today()?, output, shown)
        }
        Command::Matrix(typed) => matrix::run(&typed, today()?, output, shown),
        Command::Report(typed) => {
            output.format = typed.format.of_messages();
            scores::run(&typed, today()?, output, shown)
        }
        Command::List(typed) => {
            output.format = typed.from.format;
            list::run(&typed, output, shown)
        }
        Command::Pin(typed) => pin::run(&typed, output, shown),
        Command::Sign(typed) => sign::run(&typed, output, shown),
        Command::Init(typed) => init::run(&typed.folder, output),
        Command::Schema(typed) => init::schemas(&typed, output),
        Command::Completions(typed) => {
            let mut script = vec![];
            clap_complete::generate(typed.shell, &mut Typed::command(), "handout", &mut script);
            output.print(&script)
        }
        Command::Man(typed) => manual(&typed, output),
    }
}

/// The manual pages: one a command into a folder, or the first alone.
fn manual(typed: &args::Man, output: &mut Output<'_>) -> Result<(), Failure> {
    let Some(folder) = &typed.output else {
        let mut page = vec![];
        let rendered = clap_mangen::Man::new(Typed::command()).render(&mut page);
        rendered.map_err(|e| Failure::usage(write::unwritable("the manual page", &e)))?;
        return output.print(&page);
    };
    let shown = folder.display().to_string();
    std::fs::create_dir_all(folder).map_err(|e| Failure::usage(write::unwritable(&shown, &e)))?;
    clap_mangen::generate_to(Typed::command(), folder).map_err(|e| Failure::usage(write::unwritable(&shown, &e)))
}

/// The day of the clock, in UTC.
fn today() -> Result<Date, Failure> {
    let now = jiff::Timestamp::now().to_string();
    let day = now.get(..10).and_then(Date::parse);
    day.ok_or_else(|| {
        let problem = Diagnostic::error(Code::BadValue, "the clock of this machine shows no day that can be used");
        Failure::usage(problem.hint("give the day: `--as-of YYYY-MM-DD`"))
    })
}
