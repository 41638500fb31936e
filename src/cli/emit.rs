//! The steps of the work, printed: `--emit`.

use super::args::{Emit, Format};
use crate::base::{Code, Diagnostic, Diagnostics};
use crate::batch::Made;
use crate::export;
use crate::tailor::{Brochure, brochure_json, brochure_text};
use crate::typeset::Fonts;

/// The words of a brochure.
pub fn tailored(brochure: &Brochure, format: Format) -> String {
    match format {
        Format::Text => brochure_text(brochure),
        Format::Json => format!("{:#}\n", brochure_json(brochure)),
    }
}

/// A step of a finished brochure.
pub fn finished(step: Emit, made: &Made, fonts: &Fonts, format: Format) -> Result<String, Diagnostics> {
    let internal = |why: String| Diagnostics::from(Diagnostic::error(Code::Internal, why));
    let data = |value: serde_json::Value| format!("{value:#}\n");
    Ok(match (step, format) {
        (Emit::Tailored, _) => return Err(internal("the words are printed before the pages are made".into())),
        (Emit::Layout, Format::Text) => export::layout_dump(&made.pages, fonts),
        (Emit::Layout, Format::Json) => data(export::layout_json(&made.pages, fonts)),
        (Emit::Transcript, Format::Text) => export::transcript(&made.pdf).map_err(internal)?,
        (Emit::Transcript, Format::Json) => data(export::transcript_json(&made.pdf).map_err(internal)?),
        (Emit::Tags, Format::Text) => export::read_tags(&made.pdf).map_err(internal)?.to_text(),
        (Emit::Tags, Format::Json) => data(export::read_tags(&made.pdf).map_err(internal)?.to_json()),
    })
}
