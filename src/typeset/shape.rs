//! Words to glyphs, each word once.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::itemize::Coverage;
use super::{FaceId, Fonts, Glyph};
use crate::base::{Lang, Pt};

/// A shaped word: its glyphs, and the sum of their advances in units of the face.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    pub glyphs: Arc<[Glyph]>,
    pub units: i32,
}

/// What is shaped: a face, a language, whether figures are of one width, and a text.
type Word = (FaceId, Lang, bool, String);

/// Most words that are kept for later brochures: several times what the content of two languages has.
const MOST: usize = 100_000;

/// Words that earlier brochures of this process have shaped. What a word is shaped to depends on nothing but the word,
/// so it is of no account who was first; when it is full, no more is kept.
#[derive(Default)]
pub(super) struct Words(RwLock<HashMap<Word, Shaped>>);

/// Shapes words and remembers them.
pub(super) struct Shaper<'a> {
    pub fonts: &'a Fonts,
    pub coverage: Coverage,
    /// The words of this brochure, which are asked for again and again, without a lock.
    words: HashMap<Word, Shaped>,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        Shaper { fonts, coverage: Coverage::default(), words: HashMap::new() }
    }

    /// The glyphs of a text of one face. White space is given the glyph of a plain space.
    pub fn shape(&mut self, face: FaceId, text: &str, lang: &Lang, tabular: bool) -> Shaped {
        let word = (face, lang.clone(), tabular, text.to_owned());
        if let Some(known) = self.words.get(&word) {
            return known.clone();
        }
        let all = &self.fonts.words().0;
        // A thread that panicked left the map whole: each entry goes in at once.
        let known = all.read().unwrap_or_else(PoisonError::into_inner).get(&word).cloned();
        let shaped = known.unwrap_or_else(|| {
            let shaped = shape(self.fonts, &word);
            let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
            if all.len() < MOST {
                all.insert(word.clone(), shaped.clone());
            }
            shaped
        });
        self.words.insert(word, shaped.clone());
        shaped
    }

    /// A length in units of a face, at a size, with extra space after each of `count` glyphs.
    pub fn length(&self, face: FaceId, units: i32, size: Pt, spacing: Pt, count: usize) -> Pt {
        let em = i64::from(self.fonts.face(face).units_per_em);
        Pt(size.0).scale(i64::from(units), em) + spacing * count as i32
    }
}

fn shape(fonts: &Fonts, (face, lang, tabular, text): &Word) -> Shaped {
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // Clusters must count bytes of the text as written; a no-break space is longer than a space.
    let glyphs = fonts.face(*face).shape(&plain, lang, *tabular);
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
    Shaped { units: glyphs.iter().map(|g| g.advance).sum(), glyphs }
}
