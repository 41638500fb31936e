//! `handout proof`: the pages of a guide on one picture, and their numbers.

use super::args::Format;
use super::options::ProofOptions;
use super::output::Output;
use super::{Failure, write};
use crate::base::{Code, Color, Diagnostic, Diagnostics};
use crate::batch::Made;
use crate::proof::{Facts, contact_sheet, draw, report};

/// Width of an upright page on the picture, in pixels.
const WIDTH: u16 = 200;
/// Pages side by side.
const COLUMNS: usize = 6;

/// How many keeps were given up, and how many other warnings there are.
pub fn counts(warnings: &Diagnostics) -> (usize, usize) {
    let relaxed = warnings.0.iter().filter(|d| d.code == Code::RelaxedKeep).count();
    (relaxed, warnings.0.len() - relaxed)
}

/// Writes the picture and prints the report. Of the guide it is told whether it has a cover, its brand and accent, and the
/// counts of its warnings.
pub fn deliver(
    wanted: &ProofOptions,
    name: &str,
    made: &Made,
    (cover, colors, (relaxed, warnings)): (bool, (Color, Color), (usize, usize)),
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let internal = |why: String| Failure::Content(Diagnostic::error(Code::Internal, why).into());
    let drawn = draw(&made.pdf, WIDTH).map_err(internal)?;
    let (first, last) = wanted.pages;
    if first as usize > drawn.len() {
        let message = format!("the last page of this guide is {}", drawn.len());
        return Err(Failure::usage(
            Diagnostic::error(Code::BadValue, message).hint("give other `--pages`, or leave them out"),
        ));
    }
    let shown: Vec<_> = drawn.iter().take(last as usize).skip(first as usize - 1).map(|page| &page.raster).collect();
    let picture = contact_sheet(&shown, COLUMNS).map_err(internal)?;
    std::fs::create_dir_all(&wanted.folder)
        .map_err(|e| Failure::usage(write::unwritable(&wanted.folder.display().to_string(), &e)))?;
    let path = wanted.folder.join(name.replace(".pdf", ".png"));
    write::replace(&path, &picture).map_err(Failure::usage)?;
    let report = report(&Facts { pages: &made.pages, drawn: &drawn, cover, colors, relaxed, warnings });
    let file = path.display().to_string();
    let text = match output.format {
        Format::Text => format!("Wrote {file}\n\n{}", report.to_text()),
        Format::Json => {
            let mut data = report.to_json();
            data["file"] = file.into();
            format!("{data:#}\n")
        }
    };
    output.print(text.as_bytes())
}
