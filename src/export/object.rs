//! Small objects of PDF, and the complaint of a writer that met something impossible.

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
    fn numbers_are_rounded_to_hundredths_and_never_minus_zero() {
        assert_eq!(round(12.3456), 12.35);
        assert_eq!(round(-0.001).to_string(), "0");
    }
}
