//! `handout check`: is the content sound, and is it written well.

use super::args::{Check, CheckFormat, Format};
use super::opened::{Opened, clinic_file};
use super::output::Output;
use super::report::Shown;
use super::{Failure, findings, sarif};
use crate::base::{Code, Diagnostic, Diagnostics, Severity, suggest};
use crate::batch::expand;
use crate::check::translation;
use crate::content::Date;
use crate::lint::{self, RULES, Rule};

/// Reads everything and prints everything that is wrong with it.
pub fn run(typed: &Check, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    if let Some(asked) = &typed.explain {
        return explain(asked, output);
    }
    let opened = Opened::open(typed.content.as_deref(), shown)?;
    let mut problems = opened.fonts(shown).err().unwrap_or_default();
    let (library, found) = opened.checked(today, shown);
    problems.append(found);
    // A library that is not whole would seem to lack translations that only cannot be read.
    if let Some(library) = &library {
        let lags = translation(library, &|file| shown.path(file), &problems);
        problems.0.extend(lags.into_iter().map(|lag| lag.problem));
    }
    // A plan with a wrong id would also seem to make nothing.
    if let Some(library) = library.as_ref().filter(|_| !problems.has_errors()) {
        for plan in library.plans.values() {
            problems.append(expand(plan, library).map_or_else(|found| found, |(_, found)| found));
        }
    }
    if let (Some(library), Some(file)) = (&library, &typed.clinic) {
        match clinic_file(file, library, today, shown) {
            Ok((_, found)) => problems.append(found),
            Err(Failure::Content(found)) => problems.append(found),
            Err(other) => return Err(other),
        }
    }
    if let Some(library) = &library {
        problems.append(lint::lint(library, today));
        if !problems.has_errors() {
            problems.append(lint::lint_brochures(library));
        }
        problems = lint::settle(library, &shown.sources, problems);
    }
    deliver(typed, &problems, output, shown)?;
    let denied = typed.deny_warnings && problems.0.iter().any(|d| d.severity == Severity::Warning);
    if problems.has_errors() || denied {
        return Err(Failure::Content(problems));
    }
    report(typed, problems, output, shown)
}

/// Writes the findings in a form for others, if that was asked for.
fn deliver(typed: &Check, problems: &Diagnostics, output: &mut Output<'_>, shown: &Shown) -> Result<(), Failure> {
    let sorted = problems.clone().sorted(&shown.sources);
    let text = match typed.format {
        CheckFormat::Html => findings::page(&sorted, shown),
        CheckFormat::Sarif => format!("{:#}\n", sarif::sarif(&sorted, shown)),
        CheckFormat::Json if typed.output.is_some() => format!("{:#}\n", super::report::data(&sorted, shown)),
        CheckFormat::Text if typed.output.is_some() => super::report::text(&sorted, shown, false),
        CheckFormat::Json | CheckFormat::Text => return Ok(()),
    };
    output.deliver(typed.output.as_deref(), &text).map(drop)
}

fn report(typed: &Check, problems: Diagnostics, output: &mut Output<'_>, shown: &Shown) -> Result<(), Failure> {
    let warned = problems.0.iter().any(|d| d.severity == Severity::Warning);
    output.complain(problems, shown);
    let plain = typed.format == CheckFormat::Text && output.format == Format::Text;
    match () {
        () if plain && warned => output.print(b"The content has no errors.\n"),
        () if plain => output.print(b"The content is sound.\n"),
        () => Ok(()),
    }
}

/// Explains a rule by its code or name, or lists all.
fn explain(asked: &str, output: &mut Output<'_>) -> Result<(), Failure> {
    if asked.is_empty() {
        let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
        let line = |rule: &Rule| {
            let set = if rule.settable { "" } else { "  (cannot be set)" };
            format!("{}  {:<width$}  {}{set}\n", rule.code, rule.name, rule.severity.word())
        };
        return output.print(RULES.iter().map(line).collect::<String>().as_bytes());
    }
    let found = RULES.iter().find(|rule| rule.name == asked || rule.code.text().eq_ignore_ascii_case(asked));
    let Some(rule) = found else {
        let names = RULES.iter().map(|rule| rule.name);
        let problem = Diagnostic::error(Code::UnknownId, format!("there is no rule `{asked}`"));
        return Err(Failure::usage(problem.hint(match suggest(asked, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`handout check --explain` lists the rules".to_owned(),
        })));
    };
    let mut text = format!("{} {}: {}\n\n{}\n\n", rule.code, rule.name, rule.severity.word(), wrapped(rule.text));
    if let Some(threshold) = rule.threshold {
        text += &format!("Threshold: {threshold}\n");
    }
    text += &format!("Source: {}\n", rule.standard);
    text += if rule.settable {
        "In check.yaml it can be set to off, note, warning or error, and single findings can be allowed with a reason.\n"
    } else {
        "It cannot be turned down: what it finds would break a brochure, or hide that it is not reviewed.\n"
    };
    output.print(text.as_bytes())
}

/// A paragraph in lines of a terminal.
fn wrapped(text: &str) -> String {
    textwrap::fill(text, 90)
}
