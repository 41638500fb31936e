//! Words to glyphs, each word once.

use std::collections::HashMap;
use std::sync::Arc;

use super::itemize::Coverage;
use super::{FaceId, Fonts, Glyph};
use crate::base::{Lang, Pt};

/// A shaped word: its glyphs, and the sum of their advances in units of the face.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    pub glyphs: Arc<[Glyph]>,
    pub units: i32,
}

/// Shapes words and remembers them.
pub(super) struct Shaper<'a> {
    pub fonts: &'a Fonts,
    pub coverage: Coverage,
    words: HashMap<(FaceId, bool, String), Shaped>,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        Shaper { fonts, coverage: Coverage::default(), words: HashMap::new() }
    }

    /// The glyphs of a text of one face. White space is given the glyph of a plain space.
    pub fn shape(&mut self, face: FaceId, text: &str, lang: &Lang, tabular: bool) -> Shaped {
        let key = (face, tabular, text.to_owned());
        if let Some(known) = self.words.get(&key) {
            return known.clone();
        }
        let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        // Clusters must count bytes of the text as written; a no-break space is longer than a space.
        let glyphs = self.fonts.face(face).shape(&plain, lang, tabular);
        let glyphs: Arc<[Glyph]> = if plain.len() == text.len() {
            glyphs.into()
        } else {
            let map: Vec<(usize, usize)> =
                plain.char_indices().zip(text.char_indices()).map(|((p, _), (t, _))| (p, t)).collect();
            let moved = glyphs.into_iter().map(|g| {
                let at = map.iter().find(|(p, _)| *p == g.cluster as usize).map_or(g.cluster, |(_, t)| *t as u32);
                Glyph { cluster: at, ..g }
            });
            moved.collect()
        };
        let shaped = Shaped { units: glyphs.iter().map(|g| g.advance).sum(), glyphs };
        self.words.insert(key, shaped.clone());
        shaped
    }

    /// A length in units of a face, at a size, with extra space after each of `count` glyphs.
    pub fn length(&self, face: FaceId, units: i32, size: Pt, spacing: Pt, count: usize) -> Pt {
        let em = i64::from(self.fonts.face(face).units_per_em);
        Pt(size.0).scale(i64::from(units), em) + spacing * count as i32
    }
}
