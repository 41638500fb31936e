//! `handout diff`: what reads otherwise between two states of the content, and for whom.

use std::path::PathBuf;

use super::args::{Diff, DiffFormat};
use super::opened::Opened;
use super::output::Output;
use super::report::Shown;
use super::{Failure, git};
use crate::base::{Code, Diagnostic, Diagnostics, Severity};
use crate::check;
use crate::content::{Date, Library};
use crate::diff::{Refused, Side, html, json, redline, text};

/// Prints or writes the redline. Differences are no fault.
pub fn run(typed: &Diff, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let (old, new) = sides(typed)?;
    let mut was = Shown::default();
    let opened = old.open(&mut was);
    // What is wrong with one state is told with the places of that state.
    let library = match opened.and_then(|opened| sound(&opened, today, &mut was)) {
        Ok(library) => library,
        Err(failure) => {
            *shown = was;
            return Err(failure);
        }
    };
    let opened = new.open(shown)?;
    let newer = sound(&opened, today, shown)?;
    let paths = (|file| was.path(file), |file| shown.path(file));
    let before = Side { library: &library, sources: &was.sources, name: old.name(), path: &paths.0 };
    let after = Side { library: &newer, sources: &shown.sources, name: new.name(), path: &paths.1 };
    let found = redline(&before, &after);
    let found = match found {
        Ok(found) => found,
        Err(Refused { is_old, problems }) => {
            if is_old {
                *shown = was;
            }
            return Err(Failure::Content(problems));
        }
    };
    let out = match typed.format {
        DiffFormat::Text => text(&found),
        DiffFormat::Html => html(&found),
        DiffFormat::Json => format!("{:#}\n", json(&found)),
    };
    if let (true, Some(file)) = (output.deliver(typed.output.as_deref(), &out)?, &typed.output) {
        output.tell(&format!("Wrote {}\n", file.display()));
    }
    Ok(())
}

/// Where a state is read from.
enum State {
    Folder(PathBuf),
    Revision { name: String, content: PathBuf },
}

impl State {
    fn open(&self, shown: &mut Shown) -> Result<Opened, Failure> {
        match self {
            State::Folder(folder) => Opened::open(Some(folder), shown),
            State::Revision { name, content } => {
                shown.root = self.name();
                let files = git::files(name, content)?;
                Opened::files(files, &shown.root)
            }
        }
    }

    /// The state as the user knows it.
    fn name(&self) -> String {
        match self {
            State::Folder(folder) => folder.display().to_string().replace('\\', "/"),
            State::Revision { name, content } => format!("{name}:{}", content.display()).replace('\\', "/"),
        }
    }
}

/// The two states that were asked for.
fn sides(typed: &Diff) -> Result<(State, State), Failure> {
    let folder = |path: &PathBuf| State::Folder(path.clone());
    match (typed.folders.as_slice(), typed.git.as_slice()) {
        ([old, new], []) => Ok((folder(old), folder(new))),
        ([], [first, more @ ..]) => {
            let content = typed.content.clone().unwrap_or_else(|| "content".into());
            let revision = |name: &String| State::Revision { name: name.clone(), content: content.clone() };
            Ok((revision(first), more.first().map_or_else(|| folder(&content), revision)))
        }
        _ => Err(Failure::usage(
            Diagnostic::error(Code::BadValue, "there are no two states to compare")
                .hint("give two content folders: `handout diff OLD NEW`")
                .hint("or a git revision: `handout diff --git HEAD --content our-guide/content`"),
        )),
    }
}

/// The content, if it can be made into guides. That translations are behind is what a diff is there to tell, and so are
/// days of review: neither stops it.
fn sound(opened: &Opened, today: Date, shown: &mut Shown) -> Result<Library, Failure> {
    let library = opened.unchecked(shown)?;
    let found = check::check(&library, today).0.into_iter();
    let behind = |code: Code| matches!(code, Code::ReviewDue | Code::MissingTranslation | Code::StaleTranslation);
    let wrong: Vec<Diagnostic> = found.filter(|d| d.severity == Severity::Error && !behind(d.code)).collect();
    if wrong.is_empty() { Ok(library) } else { Err(Failure::Content(Diagnostics(wrong))) }
}
