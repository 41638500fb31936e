//! `handout merge`: what several workers have made, joined.

use super::Failure;
use super::args::Merge;
use super::batch::{ended, failures, is_unwritable, outdated};
use super::output::Output;
use super::report::Shown;
use crate::base::{Code, Diagnostic};
use crate::batch::{Folder, MANIFEST, Worker, merge};

/// Joins the manifests of shards.
pub fn run(typed: &Merge, output: &mut Output<'_>) -> Result<(), Failure> {
    let out = match (&typed.output, &typed.folders[..]) {
        (Some(out), _) => out,
        (None, [only]) => only,
        (None, _) => {
            let problem =
                Diagnostic::error(Code::BadManifest, "there is more than one folder, and none for the result");
            return Err(Failure::usage(problem.hint("say where all files go: `-o FOLDER`")));
        }
    };
    if typed.output.is_none() && !out.is_dir() {
        let message = format!("the folder `{}` is not there", out.display());
        return Err(Failure::usage(Diagnostic::error(Code::Unreadable, message)));
    }
    let folder = Folder::open(out, Worker::Alone).map_err(Failure::usage)?;
    let merged = merge(&typed.folders, &folder, typed.prune).map_err(Failure::Usage)?;
    output.complain(merged.problems, &Shown::default());
    let mut text = failures(&merged.failed);
    text += &format!("{} guides, {} failed\n", merged.made, merged.failed.len());
    text += &outdated(&merged.stale, &merged.pruned);
    text += &format!("Wrote {}\n", out.join(MANIFEST).display());
    output.print(text.as_bytes())?;
    ended(merged.failed.len(), merged.failed.iter().all(is_unwritable))
}
