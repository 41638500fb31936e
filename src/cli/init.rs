//! `handout init` and `handout schema`: files to edit, and the rules for them.

use std::fs;
use std::path::Path;

use super::Failure;
use super::args::Schema;
use super::output::Output;
use super::write::unwritable;
use crate::base::{Code, Diagnostic};
use crate::content::{SCHEMAS, embedded_files, schema};
use crate::tailor::unknown;

/// Writes the content and fonts of the program, and the schemas, into a new folder.
pub fn run(folder: &Path, output: &mut Output<'_>) -> Result<(), Failure> {
    let shown = folder.display().to_string();
    let refuse = |why: &str| {
        let problem = Diagnostic::error(Code::Unwritable, format!("`{shown}` {why}"));
        Err(Failure::usage(problem.hint("name a folder that does not exist yet")))
    };
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return refuse("is not empty");
            }
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => return refuse("is not a folder"),
        Err(e) => return Err(Failure::usage(unwritable(&shown, &e))),
    }
    let files = embedded_files();
    for (path, bytes) in &files {
        put(&folder.join(path), bytes)?;
    }
    put_schemas(&folder.join("content/schema"))?;
    let next = folder.join("content");
    let text = format!(
        "Wrote {} files into {shown}\nEdit the files below {}. Then look for mistakes: handout check --content {}\n",
        files.len(),
        next.display(),
        next.display(),
    );
    output.print(text.as_bytes())
}

/// Prints a schema, writes schemas into a folder, or shows which there are.
pub fn schemas(typed: &Schema, output: &mut Output<'_>) -> Result<(), Failure> {
    if let Some(kind) = &typed.kind {
        let Some(text) = text(kind) else {
            let known: Vec<&str> = SCHEMAS.iter().map(|(kind, _)| *kind).collect();
            let problem = unknown("kind of file", kind, &known);
            let problem = if known.len() > 12 {
                let hints = problem.hints.into_iter().filter(|h| !h.contains("handout list")).collect();
                Diagnostic { hints, ..problem }.hint("see `handout schema`")
            } else {
                problem
            };
            return Err(Failure::usage(problem));
        };
        return match &typed.output {
            Some(folder) => put(&folder.join(format!("{kind}.schema.json")), text.as_bytes()),
            None => output.print(text.as_bytes()),
        };
    }
    match &typed.output {
        Some(folder) => put_schemas(folder),
        None => {
            let lines: Vec<String> = SCHEMAS.iter().map(|(kind, what)| format!("{kind:14}{what}\n")).collect();
            output.print(lines.concat().as_bytes())
        }
    }
}

fn put_schemas(folder: &Path) -> Result<(), Failure> {
    for (kind, _) in SCHEMAS {
        if let Some(text) = text(kind) {
            put(&folder.join(format!("{kind}.schema.json")), text.as_bytes())?;
        }
    }
    Ok(())
}

fn text(kind: &str) -> Option<String> {
    schema(kind).map(|schema| format!("{schema:#}\n"))
}

/// Writes a file and the folders above it.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, bytes))
        .map_err(|e| Failure::usage(unwritable(&path.display().to_string(), &e)))
}
