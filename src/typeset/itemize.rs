//! A text to stretches of one face: font fallback, character by character.

use std::collections::BTreeMap;

use super::{FaceId, Fonts};
use crate::base::{Code, Diagnostic, FontStyle, Span};

/// Which faces have which characters, asked once for each.
#[derive(Default)]
pub(super) struct Coverage(BTreeMap<(FontStyle, char), Option<FaceId>>);

impl Coverage {
    fn face(&mut self, fonts: &Fonts, style: FontStyle, c: char) -> Option<FaceId> {
        *self.0.entry((style, c)).or_insert_with(|| fonts.of_style(style).find(|id| fonts.face(*id).has(c)))
    }

    /// Cuts a text where the face changes. Spaces go with the word before them.
    ///
    /// # Errors
    /// Characters that no face has.
    pub fn cut<'t>(
        &mut self,
        fonts: &Fonts,
        style: FontStyle,
        text: &'t str,
        span: Span,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<(FaceId, &'t str)> {
        let mut stretches: Vec<(FaceId, &str)> = vec![];
        let mut start = 0;
        let mut current: Option<FaceId> = None;
        for (at, c) in text.char_indices() {
            let face = if c.is_whitespace() { current.or_else(|| self.face(fonts, style, ' ')) } else { self.face(fonts, style, c) };
            let Some(face) = face else {
                let message = format!("no font has the character `{c}` (U+{:04X})", c as u32);
                let hint = "write it with other characters, or add a font that has it";
                problems.push(Diagnostic::error(Code::MissingGlyph, message).at(span).hint(hint));
                continue;
            };
            match current {
                Some(known) if known != face => {
                    stretches.push((known, &text[start..at]));
                    start = at;
                    current = Some(face);
                }
                Some(_) => {}
                None => current = Some(face),
            }
        }
        if let Some(face) = current {
            stretches.push((face, &text[start..]));
        }
        stretches
    }
}
