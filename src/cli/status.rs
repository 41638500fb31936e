//! `handout status`: is printed paper still right.

use serde_json::json;

use super::Failure;
use super::args::{Format, Status};
use super::output::Output;
use crate::base::{Code, Diagnostic};
use crate::batch::{Manifest, Standing, history, status};

/// Most blocks that are named; with `--format json` all are.
const BLOCKS: usize = 20;

/// Looks a code up.
pub fn run(typed: &Status, output: &mut Output<'_>) -> Result<(), Failure> {
    output.format = typed.format;
    let code = typed.code.join(" ");
    let now = Manifest::open(&typed.manifest).map_err(Failure::usage)?;
    let beside = typed.manifest.parent().map(history).unwrap_or_default();
    let older: Result<Vec<Manifest>, _> = beside.iter().chain(&typed.older).map(|path| Manifest::open(path)).collect();
    let older = older.map_err(Failure::usage)?;
    let standing = status(&code, &now, &older);
    let (word, text) = match &standing {
        Standing::Current(files) => ("current", format!("It is the newest.\n{}", list("Made as", files))),
        Standing::Superseded { by, files, changed } => {
            let shown: Vec<String> = changed.iter().take(BLOCKS).cloned().collect();
            let mut text = format!("Use `{by}` in its place.\n{}{}", list("Made as", files), list("Changed", &shown));
            if changed.len() > BLOCKS {
                text += &format!("  and {} more\n", changed.len() - BLOCKS);
            }
            ("superseded", text)
        }
        Standing::Withdrawn => ("withdrawn", "No guide for this reader is made any more.\n".to_owned()),
        Standing::Recalled { on, why, by } => {
            let instead = by.as_ref().map(|by| format!("Use `{by}` in its place.\n")).unwrap_or_default();
            (
                "recalled",
                format!("Do not use it, and take back what was handed out: recalled on {on}.\n{why}\n{instead}"),
            )
        }
        Standing::Unknown(near) => {
            let mut problem =
                Diagnostic::error(Code::UnknownId, format!("no manifest knows the code `{}`", shown(&code)));
            if !near.is_empty() {
                problem = problem.hint(format!("codes of this kind: {}", near.join(", ")));
            }
            return Err(Failure::usage(
                problem.hint("older manifests are read from the folder `history`, or by `--older FILE`"),
            ));
        }
    };
    let text = match typed.format {
        Format::Text => format!("{word}\n{text}"),
        Format::Json => format!("{:#}\n", data(word, &standing)),
    };
    output.print(text.as_bytes())?;
    if word == "current" { Ok(()) } else { Err(Failure::Content(crate::base::Diagnostics::default())) }
}

fn shown(typed: &str) -> String {
    typed.chars().take(80).filter(|c| !c.is_control()).collect()
}

fn list(title: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("{title}:\n{lines}")
}

fn data(word: &str, standing: &Standing) -> serde_json::Value {
    match standing {
        Standing::Current(files) => json!({ "status": word, "files": files }),
        Standing::Superseded { by, files, changed } => {
            json!({ "status": word, "by": by, "files": files, "changed": changed })
        }
        Standing::Recalled { on, why, by } => json!({ "status": word, "on": on, "why": why, "by": by }),
        Standing::Withdrawn | Standing::Unknown(_) => json!({ "status": word }),
    }
}
