//! Small objects of PDF, and the complaint of a writer that met something impossible.

use std::fmt::Write;
use std::io;

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use crate::base::{Code, Diagnostic, Diagnostics, Pt};

/// A name object.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A text string: ASCII as it is (PDFDocEncoding agrees there), everything else as UTF-16BE.
pub(super) fn text(text: &str) -> Object {
    if text.bytes().all(|b| (b' '..0x7F).contains(&b)) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

/// The bytes of a text string in UTF-16BE, with its mark.
pub(super) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

/// A real number of points, rounded to a hundredth.
pub(super) fn real(points: f64) -> Object {
    Object::Real(round(points))
}

/// A number of points rounded to a hundredth: fewer bytes, and the same ones everywhere.
pub(super) fn round(points: f64) -> f32 {
    ((points * 100.0).round() / 100.0 + 0.0) as f32
}

/// A length as a number of points, rounded to a hundredth.
pub(super) fn points(length: Pt) -> f32 {
    round(length.to_f64())
}

/// Writes a length as a number of points, rounded to a hundredth.
pub(super) fn push_points(out: &mut String, length: Pt) {
    let thousandths = i64::from(length.0);
    let hundredths = (thousandths.abs() + 5) / 10;
    if thousandths < 0 && hundredths > 0 {
        out.push('-');
    }
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    // Writing to a string cannot fail.
    let _ = match rest {
        0 => write!(out, "{whole}"),
        _ if rest % 10 == 0 => write!(out, "{whole}.{}", rest / 10),
        _ => write!(out, "{whole}.{rest:02}"),
    };
}

/// How hard streams are packed: see docs/performance.md.
pub(super) const LEVEL: u32 = 6;

/// Bytes, packed.
///
/// # Errors
/// Memory that is not there.
pub(super) fn packed(bytes: &[u8]) -> Result<Vec<u8>, Diagnostics> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(LEVEL));
    io::Write::write_all(&mut encoder, bytes)
        .and_then(|()| encoder.finish())
        .map_err(|e| fault(format!("a stream cannot be compressed: {e}")))
}

/// A fault of the program itself.
pub(super) fn fault(message: impl Into<String>) -> Diagnostics {
    Diagnostic::error(Code::Internal, message).into()
}

/// The dictionary of an object, to complete it.
pub(super) fn dict_mut(doc: &mut Document, id: ObjectId) -> Result<&mut Dictionary, Diagnostics> {
    doc.get_dictionary_mut(id).map_err(|e| fault(format!("object {} of the PDF is no dictionary: {e}", id.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_outside_ascii_is_utf16_with_its_mark() {
        assert_eq!(text("a(b)"), Object::String(b"a(b)".to_vec(), StringFormat::Literal));
        let bytes = vec![0xFE, 0xFF, 0x00, 0xF1];
        assert_eq!(text("ñ"), Object::String(bytes, StringFormat::Hexadecimal));
    }

    #[test]
    fn a_length_is_written_as_its_number_is() {
        // A half is rounded away from zero; in binary fractions it may be a little less than a half.
        for thousandths in (-3_000..3_000).chain([612_347, -612_341]).filter(|n| n % 10 != 5 && n % 10 != -5) {
            let mut out = String::new();
            push_points(&mut out, Pt(thousandths));
            assert_eq!(out, points(Pt(thousandths)).to_string(), "{thousandths}");
        }
        let mut out = String::new();
        push_points(&mut out, Pt(1_005));
        assert_eq!(out, "1.01");
    }

    #[test]
    fn numbers_are_rounded_to_hundredths_and_never_minus_zero() {
        assert_eq!(round(12.3456), 12.35);
        assert_eq!(round(-0.001).to_string(), "0");
    }
}
