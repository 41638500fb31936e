//! `fonts/fonts.yaml` and the font files it names.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::root::Root;
use super::{IdMap, decode, yaml};
use crate::base::{Code, Diagnostic, Diagnostics, FontStyle, Sources, Spanned, sha256};

/// Most faces: each is read into memory, and its number must fit a byte.
pub const MAX_FACES: usize = 32;

/// `fonts.yaml`: families in fallback order.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FontList {
    /// Families; of two with one style the first is preferred.
    pub families: IdMap<Family>,
}

/// A family of fonts.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SPDX id of its licence.
    pub licence: String,
    /// Its faces.
    pub faces: Vec<FaceEntry>,
}

/// A font file.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaceEntry {
    /// The style it serves.
    pub style: FontStyle,
    /// Its file, below the family's folder.
    pub file: Spanned<String>,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

/// A font file that is the one its list names.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// Its path below `fonts/`.
    pub path: String,
    /// The style it serves.
    pub style: FontStyle,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Where its list names it.
    pub entry: Spanned<()>,
}

/// Reads all fonts, in fallback order. The list's text is added to `sources`.
///
/// # Errors
/// Every font that is missing or is not the one its list names.
pub fn load_fonts(root: &Root, sources: &mut Sources) -> Result<Vec<FontFile>, Diagnostics> {
    let text = super::library::read_text(root, "fonts.yaml")?;
    let file = sources.add("fonts/fonts.yaml", &text).ok_or_else(Diagnostics::default)?;
    let node = yaml::parse(&text, file)?;
    let mut problems = Diagnostics::default();
    let list = decode::decode::<FontList>(&node, &mut problems);
    let mut files = vec![];
    let mut faces = list.iter().flat_map(|l| l.families.values()).flat_map(|family| &family.faces);
    if let Some(face) = faces.nth(MAX_FACES) {
        let message = format!("this list has more than {MAX_FACES} font files");
        problems.push(Diagnostic::error(Code::TooLarge, message).at(face.file.span).hint("keep those that are used"));
        return Err(problems);
    }
    for (family, entry) in list.iter().flat_map(|l| l.families.iter()) {
        for face in &entry.faces {
            let path = format!("{}/{}", family.as_str(), face.file.value);
            let bad =
                |message: String, hint: &str| Diagnostic::error(Code::BadFont, message).at(face.file.span).hint(hint);
            if face.file.contains(['/', '\\']) || !root.has(&path) {
                problems.push(bad(format!("the font file `{path}` is not there"), "put it into the family's folder"));
                continue;
            }
            match root.read(&path) {
                Err(problem) => problems.push(problem.at(face.file.span)),
                Ok(bytes) => {
                    let digest = sha256(&bytes);
                    if digest != face.sha256 {
                        let message =
                            format!("the font file `{path}` is not the one that was checked: its sha256 is {digest}");
                        problems
                            .push(bad(message, "put the right file back, or look at the new one and change `sha256`"));
                    }
                    files.push(FontFile {
                        path,
                        style: face.style,
                        bytes,
                        entry: Spanned { value: (), span: face.file.span },
                    });
                }
            }
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(files) }
}
