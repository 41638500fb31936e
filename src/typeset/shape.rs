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

/// Most words that are kept for later brochures: several times what the content of two languages has.
const MOST: usize = 100_000;

/// Words by how they are set: face, language, and whether figures are of one width. There are few ways, so they are
/// looked through one by one; a word is then looked up as it is, without a copy.
#[derive(Default)]
struct Known {
    ways: Vec<((FaceId, Lang, bool), HashMap<String, Shaped>)>,
    count: usize,
}

impl Known {
    fn get(&self, face: FaceId, lang: &Lang, tabular: bool, text: &str) -> Option<&Shaped> {
        let own = |(way, _): &&((FaceId, Lang, bool), _)| (way.0, &way.1, way.2) == (face, lang, tabular);
        self.ways.iter().find(own)?.1.get(text)
    }

    fn insert(&mut self, face: FaceId, lang: &Lang, tabular: bool, text: &str, shaped: Shaped) {
        let way = (face, lang.clone(), tabular);
        let at = self.ways.iter().position(|(known, _)| *known == way).unwrap_or_else(|| {
            self.ways.push((way, HashMap::new()));
            self.ways.len() - 1
        });
        self.count += usize::from(self.ways[at].1.insert(text.to_owned(), shaped).is_none());
    }
}

/// Words that earlier brochures of this process have shaped. What a word is shaped to depends on nothing but the word,
/// so it is of no account who was first; when it is full, no more is kept.
#[derive(Default)]
pub(super) struct Words(RwLock<Known>);

/// Shapes words and remembers them.
pub(super) struct Shaper<'a> {
    pub fonts: &'a Fonts,
    pub coverage: Coverage,
    /// The words of this brochure, which are asked for again and again, without a lock.
    words: Known,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        Shaper { fonts, coverage: Coverage::default(), words: Known::default() }
    }

    /// The glyphs of a text of one face. White space is given the glyph of a plain space.
    pub fn shape(&mut self, face: FaceId, text: &str, lang: &Lang, tabular: bool) -> Shaped {
        if let Some(known) = self.words.get(face, lang, tabular, text) {
            return known.clone();
        }
        let all = &self.fonts.words().0;
        // A thread that panicked left the map whole: each entry goes in at once.
        let known = all.read().unwrap_or_else(PoisonError::into_inner).get(face, lang, tabular, text).cloned();
        let shaped = known.unwrap_or_else(|| {
            let shaped = shape(self.fonts, face, text, lang, tabular);
            let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
            if all.count < MOST {
                all.insert(face, lang, tabular, text, shaped.clone());
            }
            shaped
        });
        // A copy of one's own: threads that count who uses the same glyphs wait for each other.
        let shaped = Shaped { glyphs: Arc::from(&*shaped.glyphs), ..shaped };
        self.words.insert(face, lang, tabular, text, shaped.clone());
        shaped
    }

    /// A length in units of a face, at a size, with extra space after each of `count` glyphs.
    pub fn length(&self, face: FaceId, units: i32, size: Pt, spacing: Pt, count: usize) -> Pt {
        let em = i64::from(self.fonts.face(face).units_per_em);
        Pt(size.0).scale(i64::from(units), em) + spacing * count as i32
    }
}

fn shape(fonts: &Fonts, face: FaceId, text: &str, lang: &Lang, tabular: bool) -> Shaped {
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    // Clusters must count bytes of the text as written; a no-break space is longer than a space.
    let glyphs = fonts.face(face).shape(&plain, lang, tabular);
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
