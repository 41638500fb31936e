//! Step 2: which glyphs of which faces are used, and what each of them reads as.
//!
//! A glyph has one reading in a PDF font (ToUnicode). Where a cluster reads
//! otherwise (a ligature of two glyphs, a letter that shares its glyph with
//! another), the stretch gets an ActualText of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use lopdf::{Document, Object, Stream};
use printpdf::{FontId, ParsedFont, PdfFont, PdfResources};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::object::{dict_mut, fault, name, packed};
use crate::base::{Code, Diagnostic, Diagnostics};
use crate::impose::Sheets;
use crate::paginate::FrameItem;
use crate::typeset::{Face, FaceId, Fonts, Run, Subset};

/// The glyphs used of one face.
#[derive(Default)]
struct Used {
    /// Glyph numbers of the face to those of its subset, in the order of the face: so one set of glyphs is one subset.
    remapper: GlyphRemapper,
    /// What each glyph of the subset reads as, by its number there; the missing glyph reads as nothing.
    reads: Vec<String>,
    /// The same by number in the face, until all are known.
    noted: Vec<String>,
}

/// The glyphs used of all faces.
pub(super) struct Glyphs {
    faces: Vec<Used>,
    /// What is embedded of each face that is used.
    subsets: Vec<Option<Arc<Subset>>>,
}

/// A stretch of a run with one way to read it.
pub(super) struct Piece {
    /// Its glyphs.
    pub glyphs: Range<usize>,
    /// What it reads as, where the glyphs alone would say something else.
    pub actual: Option<String>,
}

impl Glyphs {
    /// Goes over all runs of all pages.
    ///
    /// # Errors
    /// A glyph that stands for a missing character, at its place.
    pub(super) fn collect(sheets: &Sheets, fonts: &Fonts) -> Result<Glyphs, Diagnostics> {
        let mut faces: Vec<Used> = fonts.faces().iter().map(|_| Used::default()).collect();
        let mut complaints = Diagnostics::default();
        for run in runs(sheets) {
            let used = &mut faces[usize::from(run.face.0)];
            for (range, text) in clusters(run) {
                if run.glyphs[range.clone()].iter().any(|g| g.id == 0) {
                    let face = &fonts.face(run.face).name;
                    let message = format!("`{text}` ({}) has no glyph in {face}", text.escape_unicode());
                    complaints.push(Diagnostic::error(Code::MissingGlyph, message).at(run.span));
                    continue;
                }
                used.note(&run.glyphs[range].iter().map(|g| g.id).collect::<Vec<_>>(), &text);
            }
        }
        if complaints.has_errors() {
            return Err(complaints);
        }
        faces.iter_mut().for_each(Used::number);
        let subset = |(i, used): (usize, &Used)| {
            if used.reads.is_empty() {
                return Ok(None);
            }
            let glyphs = used.remapper.remapped_gids().collect();
            fonts.subset(FaceId(i as u8), glyphs, |face| made(face, &used.remapper)).map(Some)
        };
        let subsets = faces.iter().enumerate().map(subset).collect::<Result<_, _>>()?;
        Ok(Glyphs { faces, subsets })
    }

    /// The number of a glyph in its subset.
    pub(super) fn subset_id(&self, face: FaceId, glyph: u16) -> u16 {
        self.faces[usize::from(face.0)].remapper.get(glyph).unwrap_or(0)
    }

    /// The run cut into stretches that read in one way; invisible characters fall out.
    pub(super) fn pieces(&self, run: &Run) -> Vec<Piece> {
        let used = &self.faces[usize::from(run.face.0)];
        let mut pieces: Vec<Piece> = vec![];
        for (range, text) in clusters(run) {
            let mut rest = Some(&*text);
            for glyph in &run.glyphs[range.clone()] {
                rest = rest.and_then(|r| r.strip_prefix(used.reading(glyph.id)));
            }
            if rest != Some("") {
                pieces.push(Piece { glyphs: range, actual: Some(text.into_owned()) });
            } else if let Some(last) = pieces.last_mut()
                && last.actual.is_none()
                && last.glyphs.end == range.start
            {
                last.glyphs.end = range.end;
            } else {
                pieces.push(Piece { glyphs: range, actual: None });
            }
        }
        pieces
    }

    /// Puts the subset of every face used into the resources of a document.
    pub(super) fn embed(&self, fonts: &Fonts, resources: &mut PdfResources) {
        for (i, (used, face)) in self.faces.iter().zip(fonts.faces()).enumerate() {
            let Some(subset) = &self.subsets[i] else { continue };
            let widths = used.remapper.remapped_gids().enumerate().map(|(new, old)| {
                let advance = face.advances.get(usize::from(old)).copied().unwrap_or(0);
                (new as u16, advance)
            });
            let metrics = printpdf::FontMetrics { ascent: face.ascent as i16, descent: face.descent as i16 };
            let base = format!("{}+{}", subset_tag(&subset.program), face.name);
            let mut font = ParsedFont::with_glyph_data(
                subset.program.clone(),
                0,
                Some(base),
                BTreeMap::new(),
                widths.collect(),
                face.units_per_em,
                metrics,
            );
            let [left, bottom, right, top] = face.bounds.map(|v| v as i16);
            font.pdf_font_metrics.x_min = left;
            font.pdf_font_metrics.y_min = bottom;
            font.pdf_font_metrics.x_max = right;
            font.pdf_font_metrics.y_max = top;
            font.pdf_font_metrics.us_weight_class = face.weight as u16;
            // Not `add_font`: its ids come from a counter of the whole process.
            resources.fonts.map.insert(font_id(FaceId(i as u8)), PdfFont::new(font));
        }
    }

    /// Puts right what the font dictionaries say: readings, height of capitals, slant; and the program, packed already.
    ///
    /// # Errors
    /// A document without the fonts that [`Glyphs::embed`] put in.
    pub(super) fn finish(&self, fonts: &Fonts, doc: &mut Document) -> Result<(), Diagnostics> {
        let Some(page) = doc.page_iter().next() else { return Ok(()) };
        let broken = |e: lopdf::Error| fault(format!("the PDF has lost a font: {e}"));
        let found: Vec<(usize, lopdf::ObjectId, lopdf::ObjectId)> = {
            let in_page = doc.get_page_fonts(page).map_err(broken)?;
            let mut found = vec![];
            for i in 0..self.faces.len() {
                let Some(font) = in_page.get(font_id(FaceId(i as u8)).0.as_bytes()) else { continue };
                let readings = font.get(b"ToUnicode").and_then(Object::as_reference).map_err(broken)?;
                let below = font.get(b"DescendantFonts").and_then(Object::as_array).map_err(broken)?;
                let descriptor = below
                    .first()
                    .ok_or(lopdf::Error::DictKey("DescendantFonts".into()))
                    .and_then(Object::as_dict)
                    .and_then(|d| d.get(b"FontDescriptor"))
                    .and_then(Object::as_reference)
                    .map_err(broken)?;
                found.push((i, readings, descriptor));
            }
            found
        };
        for (i, readings, descriptor) in found {
            let face = &fonts.faces()[i];
            doc.objects.insert(readings, Stream::new(lopdf::Dictionary::new(), self.faces[i].to_unicode()).into());
            let descriptor = dict_mut(doc, descriptor)?;
            descriptor.set("CapHeight", thousandths(face, face.cap_height));
            descriptor.set("XHeight", thousandths(face, face.x_height));
            descriptor.set("ItalicAngle", face.italic_angle.round() as i64);
            let italic = if face.italic_angle == 0.0 { 0 } else { 1 << 6 };
            descriptor.set("Flags", (1 << 5) | italic);
            let program = descriptor.get(b"FontFile2").and_then(Object::as_reference).map_err(broken)?;
            if let (Some(subset), Ok(Object::Stream(stream))) = (&self.subsets[i], doc.get_object_mut(program))
                && stream.content == subset.program
            {
                stream.dict.set("Filter", name("FlateDecode"));
                stream.set_content(subset.packed.clone());
            }
        }
        Ok(())
    }
}

impl Used {
    /// Notes a cluster: its glyphs, and what they say together.
    fn note(&mut self, glyphs: &[u16], text: &str) {
        let letters: Vec<char> = if glyphs.len() == 1 { vec![] } else { text.chars().collect() };
        for (i, &glyph) in glyphs.iter().enumerate() {
            let at = usize::from(glyph);
            if self.noted.len() <= at {
                self.noted.resize(at + 1, String::new());
            }
            if !self.noted[at].is_empty() {
                continue;
            }
            let reading = match (glyphs.len(), letters.as_slice()) {
                (1, _) => text.to_owned(),
                (n, l) if n == l.len() => l[i].to_string(),
                (_, _) if i == 0 => text.to_owned(),
                (_, l) => l.last().copied().unwrap_or(' ').to_string(),
            };
            self.noted[at] = reading;
        }
    }

    /// Numbers the glyphs that were noted.
    fn number(&mut self) {
        for (glyph, reading) in std::mem::take(&mut self.noted).into_iter().enumerate() {
            if !reading.is_empty() {
                // A face has no more glyphs than a number of 16 bits counts.
                let at = usize::from(self.remapper.remap(glyph as u16));
                self.reads.resize(self.reads.len().max(at + 1), String::new());
                self.reads[at] = reading;
            }
        }
    }

    /// What a glyph of the face reads as.
    fn reading(&self, glyph: u16) -> &str {
        self.remapper.get(glyph).and_then(|id| self.reads.get(usize::from(id))).map_or("", String::as_str)
    }

    /// The program of a ToUnicode map (ISO 32000-1, 9.10.3).
    fn to_unicode(&self) -> Vec<u8> {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <<\n/Registry (Adobe)\n\
             /Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let entries: Vec<(usize, &String)> = self.reads.iter().enumerate().filter(|(_, r)| !r.is_empty()).collect();
        for part in entries.chunks(100) {
            // Writing to a string cannot fail.
            let _ = writeln!(map, "{} beginbfchar", part.len());
            for (id, reading) in part {
                let _ = write!(map, "<{id:04X}> <");
                for unit in reading.encode_utf16() {
                    let _ = write!(map, "{unit:04X}");
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map.into_bytes()
    }
}

/// The name of a face in the pages' resources; not `F1` to `F14`, which mean built-in fonts to printpdf.
pub(super) fn font_id(face: FaceId) -> FontId {
    FontId(format!("T{}", face.0))
}

/// A measure of a face in thousandths of an em.
pub(super) fn thousandths(face: &Face, value: i32) -> i64 {
    (f64::from(value) * 1000.0 / f64::from(face.units_per_em)).round() as i64
}

/// The width that printpdf writes for a glyph: thousandths of an em, cut to an integer.
pub(super) fn written_width(face: &Face, glyph: u16) -> i64 {
    let advance = face.advances.get(usize::from(glyph)).copied().unwrap_or(0);
    (f32::from(advance) * 1000.0 / f32::from(face.units_per_em)) as i64
}

/// The runs of all pages.
fn runs(sheets: &Sheets) -> impl Iterator<Item = &Run> {
    let items = sheets.sides.iter().flat_map(|side| &side.frame.items);
    items.filter_map(|placed| if let FrameItem::Run(run) = &placed.item { Some(run) } else { None })
}

/// The subset of a face with the glyphs that were mapped.
fn made(face: &Face, glyphs: &GlyphRemapper) -> Result<Subset, Diagnostics> {
    let program =
        subsetter::subset(&face.bytes, 0, glyphs).map_err(|e| fault(format!("{} cannot be subset: {e}", face.name)))?;
    let packed = packed(&program)?;
    Ok(Subset { program, packed })
}

/// Six letters from the bytes of a subset, so that two subsets of a face have two names.
fn subset_tag(program: &[u8]) -> String {
    Sha256::digest(program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The clusters of a run: their glyphs and what they say. Clusters of invisible characters fall out.
fn clusters(run: &Run) -> Vec<(Range<usize>, Cow<'_, str>)> {
    let mut found = Vec::with_capacity(run.glyphs.len());
    let mut start = 0;
    while start < run.glyphs.len() {
        let cluster = run.glyphs[start].cluster;
        let end = start + run.glyphs[start..].iter().take_while(|g| g.cluster == cluster).count();
        let next = run.glyphs[end..].iter().map(|g| g.cluster).find(|&c| c > cluster);
        let text_end = next.map_or(run.text.len(), |c| c as usize);
        let text = run.text.get(cluster as usize..text_end).unwrap_or("");
        let said = said(text);
        if !said.is_empty() {
            found.push((start..end, said));
        }
        start = end;
    }
    found
}

/// The characters of a text that say something; all spaces are U+0020.
fn said(text: &str) -> Cow<'_, str> {
    let silent = |c: char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}');
    if text.chars().all(|c| c == ' ' || !(silent(c) || c.is_whitespace())) {
        return Cow::Borrowed(text);
    }
    text.chars().filter(|&c| !silent(c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ligature_reads_whole_and_a_shared_glyph_reads_as_its_first_letter() {
        let mut used = Used::default();
        used.note(&[40], "ffi");
        used.note(&[7], "-");
        used.note(&[7], "\u{2010}");
        used.note(&[8, 9], "é");
        used.number();
        assert_eq!(used.reading(40), "ffi");
        assert_eq!(used.reading(7), "-");
        assert_eq!(used.reading(8), "é");
        assert!(!used.reading(9).is_empty(), "an empty reading breaks PDF/UA");
        let map = String::from_utf8(used.to_unicode()).unwrap();
        assert!(map.contains("<0004> <006600660069>"), "{map}");
    }

    #[test]
    fn invisible_characters_say_nothing_and_all_spaces_are_one() {
        assert_eq!(said("a\u{AD}b\u{A0}c\u{202F}d\u{2060}"), "ab c d");
    }
}
