//! What a page says, read from its bytes: the text of each marked content sequence.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The text of a page.
#[derive(Default)]
pub(super) struct PageText {
    /// The text of each sequence that has a number; empty for drawings.
    pub sequences: BTreeMap<i64, String>,
    /// Text in no marked content at all.
    pub stray: String,
}

/// A font's readings: code to text.
type Readings = BTreeMap<u16, String>;

/// An open marked content sequence.
struct Open {
    mcid: Option<i64>,
    artifact: bool,
    replaced: bool,
}

/// Reads a page.
///
/// # Errors
/// What about the page cannot be read.
pub(super) fn page_text(doc: &Document, page: ObjectId) -> Result<PageText, String> {
    let fonts = doc.get_page_fonts(page).map_err(|e| format!("fonts of a page: {e}"))?;
    let mut readings = BTreeMap::new();
    for (name, font) in fonts {
        readings.insert(name, to_unicode(doc, font)?);
    }
    let content = Content::decode(&doc.get_page_content(page)).map_err(|e| format!("content of a page: {e}"))?;
    let mut text = PageText::default();
    let mut open: Vec<Open> = vec![];
    let mut font: Option<&Readings> = None;
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let properties = operands.get(1).and_then(|o| o.as_dict().ok());
                let mcid = properties.and_then(|p| p.get(b"MCID").and_then(Object::as_i64).ok());
                let actual = properties.and_then(|p| p.get(b"ActualText").and_then(Object::as_str).ok());
                let artifact = operands.first().and_then(|o| o.as_name().ok()) == Some(b"Artifact");
                if let Some(mcid) = mcid
                    && text.sequences.insert(mcid, String::new()).is_some()
                {
                    return Err(format!("the number {mcid} is used twice on a page"));
                }
                let hidden = open.iter().any(|o| o.replaced);
                open.push(Open { mcid, artifact, replaced: actual.is_some() });
                if let (Some(actual), false) = (actual, hidden) {
                    text.add(&open, &text_string(actual));
                }
            }
            "EMC" => {
                open.pop().ok_or("marked content ends that has not begun")?;
            }
            "Tf" => {
                font = operands.first().and_then(|o| o.as_name().ok()).and_then(|n| readings.get(n));
            }
            "Tj" | "TJ" if !open.iter().any(|o| o.replaced) => {
                let font = font.ok_or("text without a font")?;
                let parts = match operands.first() {
                    Some(Object::Array(parts)) => parts.as_slice(),
                    _ => operands.as_slice(),
                };
                for part in parts {
                    let Object::String(bytes, _) = part else { continue };
                    for code in bytes.chunks_exact(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        let said = font.get(&code).ok_or_else(|| format!("code {code} has no reading"))?;
                        text.add(&open, said);
                    }
                }
            }
            _ => {}
        }
    }
    if open.is_empty() { Ok(text) } else { Err("marked content that does not end".into()) }
}

impl PageText {
    /// Adds text to the innermost numbered sequence.
    fn add(&mut self, open: &[Open], said: &str) {
        if let Some(mcid) = open.iter().rev().find_map(|o| o.mcid) {
            self.sequences.entry(mcid).or_default().push_str(said);
        } else if !open.iter().any(|o| o.artifact) {
            self.stray.push_str(said);
        }
    }
}

/// The readings of a font, from its ToUnicode map.
fn to_unicode(doc: &Document, font: &Dictionary) -> Result<Readings, String> {
    let stream = font
        .get_deref(b"ToUnicode", doc)
        .and_then(Object::as_stream)
        .map_err(|e| format!("a font without ToUnicode: {e}"))?;
    let bytes = stream.get_plain_content().map_err(|e| format!("a ToUnicode map: {e}"))?;
    Ok(readings(&String::from_utf8_lossy(&bytes)))
}

/// The single mappings and ranges of a ToUnicode map.
fn readings(map: &str) -> Readings {
    let mut found = Readings::new();
    for part in map.split("beginbfchar").skip(1) {
        let part = part.split("endbfchar").next().unwrap_or("");
        let tokens: Vec<Vec<u16>> = hex_strings(part);
        for pair in tokens.chunks_exact(2) {
            if let [code] = pair[0][..] {
                found.insert(code, String::from_utf16_lossy(&pair[1]));
            }
        }
    }
    for part in map.split("beginbfrange").skip(1) {
        let part = part.split("endbfrange").next().unwrap_or("");
        for triple in hex_strings(part).chunks_exact(3) {
            if let ([first], [last], [.., tail]) = (&triple[0][..], &triple[1][..], &triple[2][..]) {
                for code in *first..=*last {
                    let mut units = triple[2].clone();
                    if let Some(unit) = units.last_mut() {
                        *unit = tail.wrapping_add(code - first);
                    }
                    found.insert(code, String::from_utf16_lossy(&units));
                }
            }
        }
    }
    found
}

/// The `<…>` strings of a text, each as 16-bit units.
fn hex_strings(text: &str) -> Vec<Vec<u16>> {
    text.split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .map(|hex| {
            let digits: Vec<u16> = hex.chars().filter_map(|c| c.to_digit(16)).map(|d| d as u16).collect();
            digits.chunks(4).map(|four| four.iter().fold(0, |unit, digit| (unit << 4) | digit)).collect()
        })
        .collect()
}

/// A text string: UTF-16BE or UTF-8 with its mark, else PDFDocEncoding (read as Latin-1, which it is for letters).
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_gives_single_readings_and_ranges() {
        let map = "2 beginbfchar\n<0001> <00660066>\n<0002> <0020>\nendbfchar\n\
                   1 beginbfrange\n<0010> <0012> <0041>\nendbfrange";
        let found = readings(map);
        assert_eq!(found[&1], "ff");
        assert_eq!(found[&2], " ");
        assert_eq!(found[&0x12], "C");
    }

    #[test]
    fn text_strings_of_all_kinds_are_read() {
        assert_eq!(text_string(b"abc"), "abc");
        assert_eq!(text_string(&[0xFE, 0xFF, 0, 0xF1]), "ñ");
        assert_eq!(text_string(&[0xEF, 0xBB, 0xBF, 0xC3, 0xB1]), "ñ");
    }
}
