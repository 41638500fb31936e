//! Hashes of whole things: what is printed of them, without the places where they were written.

use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

use crate::base::hex;

/// Bytes that are hashed at a time: things are printed in very short pieces.
const CHUNK: usize = 16_384;

/// A hash that is written to.
#[derive(Default)]
pub struct Hash {
    hash: Sha256,
    waiting: String,
}

impl Hash {
    /// Adds all that a thing is made of, but no place in a file.
    ///
    /// The derived `Debug` shows every field, also one that is added to a type tomorrow, so nothing can be forgotten.
    /// It may look different with another compiler; then everything is made once more, and nothing wrong is kept.
    pub fn add(&mut self, thing: &impl fmt::Debug) {
        // Writing to a hash cannot fail.
        let _ = writeln!(self, "{thing:+?}");
    }

    /// The hash in hexadecimal digits.
    pub fn hex(mut self) -> String {
        self.hash.update(self.waiting.as_bytes());
        hex(&self.hash.finalize())
    }
}

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.waiting.push_str(text);
        if self.waiting.len() >= CHUNK {
            self.hash.update(self.waiting.as_bytes());
            self.waiting.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, Span, Spanned};

    #[test]
    fn a_place_does_not_count_and_a_word_does() {
        let hash = |value: &str, start: u32| {
            let mut hash = Hash::default();
            let span = Span { file: FileId(3), start, end: start + 1 };
            hash.add(&vec![Some(Spanned { value: value.to_owned(), span })]);
            hash.hex()
        };
        assert_eq!(hash("a", 1), hash("a", 7));
        assert_ne!(hash("a", 1), hash("b", 1));
    }
}
