//! Faces, parsed once for the whole process, and shaping.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::{Buffer, Direction, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::shape::Words;
use super::{FaceId, Glyph};
use crate::base::{FontStyle, Lang, Pt};
use crate::compose::TextStyle;

/// Most glyphs that a face may put for one character.
const MOST_GLYPHS: usize = 8;

/// One face: its bytes and the measures that layout and the PDF need, in units of the face.
pub struct Face {
    /// The whole font file.
    pub bytes: Arc<[u8]>,
    /// PostScript name, such as `AtkinsonHyperlegibleNext-Bold`.
    pub name: String,
    /// The style it serves.
    pub style: FontStyle,
    /// Units per em.
    pub units_per_em: u16,
    /// Ascent above the baseline.
    pub ascent: i32,
    /// Descent below the baseline, negative.
    pub descent: i32,
    /// Height of capitals.
    pub cap_height: i32,
    /// Height of small letters.
    pub x_height: i32,
    /// Degrees; zero or negative.
    pub italic_angle: f32,
    /// Weight, 400 or 700 or 800.
    pub weight: f32,
    /// Bounding box of all glyphs: left, bottom, right, top.
    pub bounds: [i32; 4],
    /// Advance of each glyph, by number.
    pub advances: Vec<u16>,
    shaper: harfrust::Font,
    /// How words are shaped, by language and whether figures are of one width: the same for all words, and most of the
    /// work of shaping one.
    plans: RwLock<Vec<(Lang, bool, Arc<ShapePlan>)>>,
}

impl Face {
    /// Parses a font file for a style.
    ///
    /// # Errors
    /// A sentence that says why the file is no usable font.
    pub fn parse(bytes: Arc<[u8]>, style: FontStyle) -> Result<Face, String> {
        let font = FontRef::new(&bytes).map_err(|e| format!("not a font: {e}"))?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        if !(16..=16_384).contains(&metrics.units_per_em) {
            return Err(format!("{} units to the em", metrics.units_per_em));
        }
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advances =
            (0..metrics.glyph_count).map(|g| glyphs.advance_width(GlyphId::from(g)).unwrap_or(0.0) as u16).collect();
        let name = font
            .localized_strings(skrifa::string::StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map(|s| s.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>())
            .filter(|s| !s.is_empty())
            .ok_or("no PostScript name")?;
        let attributes = font.attributes();
        let bounds = metrics.bounds.map_or([0; 4], |b| [b.x_min, b.y_min, b.x_max, b.y_max].map(|v| v as i32));
        let shaper = harfrust::Font::new(bytes.to_vec(), 0).ok_or("cannot be shaped")?;
        Ok(Face {
            name,
            style,
            units_per_em: metrics.units_per_em,
            ascent: metrics.ascent as i32,
            descent: metrics.descent as i32,
            cap_height: metrics.cap_height.unwrap_or(metrics.ascent * 0.7) as i32,
            x_height: metrics.x_height.unwrap_or(metrics.ascent * 0.5) as i32,
            italic_angle: metrics.italic_angle,
            weight: attributes.weight.value(),
            bounds,
            advances,
            shaper,
            plans: RwLock::default(),
            bytes,
        })
    }

    /// Whether the face has a glyph for `c`.
    pub fn has(&self, c: char) -> bool {
        FontRef::new(&self.bytes).is_ok_and(|f| f.charmap().map(c).is_some_and(|g| g != GlyphId::NOTDEF))
    }

    fn plan(&self, lang: &Lang, tabular: bool, features: &[Feature]) -> Arc<ShapePlan> {
        let known = |plans: &Vec<(Lang, bool, Arc<ShapePlan>)>| {
            plans.iter().find(|(l, t, _)| (l, *t) == (lang, tabular)).map(|(_, _, plan)| Arc::clone(plan))
        };
        // A thread that panicked left the list whole: each entry goes in at once.
        if let Some(plan) = known(&self.plans.read().unwrap_or_else(PoisonError::into_inner)) {
            return plan;
        }
        let tag = lang.tag().parse().ok();
        let (direction, script) = (Direction::LeftToRight, Some(Script::LATIN));
        let plan = Arc::new(ShapePlan::new(&self.shaper, direction, script, tag.as_ref(), features));
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        plans.push((lang.clone(), tabular, Arc::clone(&plan)));
        plan
    }

    /// Shapes `text` left to right with kerning; `tabular` asks for figures of one width.
    pub fn shape(&self, text: &str, lang: &Lang, tabular: bool) -> Vec<Glyph> {
        let font = ShaperFont::new(&self.shaper);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        buffer.set_language(lang.tag().parse().ok());
        let features = [Feature::new(Tag::new(b"tnum"), 1, ..)];
        let features = if tabular { &features[..] } else { &[] };
        let plan = self.plan(lang, tabular, features);
        let options = ShapeOptions::new().features(features).plan(Some(&plan));
        // A font may put many glyphs for one; one that goes on without end is stopped by the shaper late, and here soon.
        let most = text.chars().count().saturating_mul(MOST_GLYPHS);
        if harfrust::shape(&font, &mut buffer, options).is_err() || buffer.glyph_infos().len() > most {
            // The glyph of missing characters, which export refuses: words may not vanish without a word.
            return text
                .char_indices()
                .map(|(at, _)| Glyph { id: 0, advance: 0, x_offset: 0, y_offset: 0, cluster: at as u32 })
                .collect();
        }
        buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| Glyph {
                id: info.glyph_id as u16,
                advance: position.x_advance,
                x_offset: position.x_offset,
                y_offset: position.y_offset,
                cluster: info.cluster,
            })
            .collect()
    }
}

/// A face with few of its glyphs, as a file holds it.
pub struct Subset {
    /// The font program.
    pub program: Vec<u8>,
    /// The program, packed.
    pub packed: Vec<u8>,
}

/// Most subsets that are kept for later brochures. Of each face, most brochures use one of a few sets of glyphs.
const MOST_SUBSETS: usize = 256;

/// Subsets by face and glyphs.
type Subsets = HashMap<(FaceId, Vec<u16>), Arc<Subset>>;

/// All faces: for each style the faces to try, in order.
pub struct Fonts {
    faces: Vec<Face>,
    words: Words,
    subsets: RwLock<Subsets>,
}

impl Fonts {
    /// Fonts from faces in fallback order: of two faces with one style the first is preferred.
    pub fn new(faces: Vec<Face>) -> Fonts {
        Fonts { faces, words: Words::default(), subsets: RwLock::default() }
    }

    /// The subset of a face with these glyphs; `make` makes it, if no earlier brochure of this process has needed it.
    /// It depends on nothing but face and glyphs, so it is of no account who was first.
    ///
    /// # Errors
    /// As of `make`.
    pub fn subset<E>(
        &self,
        face: FaceId,
        glyphs: Vec<u16>,
        make: impl FnOnce(&Face) -> Result<Subset, E>,
    ) -> Result<Arc<Subset>, E> {
        let key = (face, glyphs);
        // A thread that panicked left the map whole: each entry goes in at once.
        if let Some(known) = self.subsets.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(make(self.face(face))?);
        let mut all = self.subsets.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST_SUBSETS {
            all.insert(key, Arc::clone(&made));
        }
        Ok(made)
    }

    /// Words that were shaped with these faces.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// The face of a number.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// All faces, by number.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The width of words on one line, in the first face of their style.
    pub fn width(&self, words: &str, style: &TextStyle, lang: &Lang) -> Pt {
        let Some(id) = self.of_style(style.style).next() else { return Pt::ZERO };
        let face = self.face(id);
        let glyphs = face.shape(words, lang, style.tabular);
        let units: i32 = glyphs.iter().map(|g| g.advance).sum();
        style.size.scale(i64::from(units), i64::from(face.units_per_em)) + style.spacing * glyphs.len() as i32
    }

    /// The faces to try for a style, in order: its own, then the nearest upright ones.
    pub fn of_style(&self, style: FontStyle) -> impl Iterator<Item = FaceId> + '_ {
        let nearest = match style {
            FontStyle::Regular | FontStyle::Italic => FontStyle::Regular,
            _ => FontStyle::Bold,
        };
        let numbered = |wanted: FontStyle, but: Option<FontStyle>| {
            self.faces
                .iter()
                .enumerate()
                .filter(move |(_, f)| f.style == wanted && Some(f.style) != but)
                .map(|(i, _)| FaceId(i as u8))
        };
        numbered(style, None).chain(numbered(nearest, Some(style)))
    }
}
