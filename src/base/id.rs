//! Ids: the short names that content files give to things, and "did you mean".

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// An id from the vocabulary or from a content file: `[a-z0-9]`, with single hyphens inside,
/// at most 64 bytes, and never a name that some file system reserves.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

/// Names that Windows reserves whatever their ending; a brochure with such a name could not be saved there.
const RESERVED: [&str; 8] = ["con", "prn", "aux", "nul", "clock", "conin", "conout", "desktop"];

impl Id {
    /// Longest id, in bytes.
    pub const MAX_LEN: usize = 64;

    /// Checks `text` and makes it an id.
    ///
    /// # Errors
    /// A sentence that says which rule the text breaks.
    pub fn new(text: &str) -> Result<Id, String> {
        if text.is_empty() {
            return Err("an id may not be empty".into());
        }
        if text.len() > Self::MAX_LEN {
            return Err(format!("an id may have at most {} letters, this one has {}", Self::MAX_LEN, text.len()));
        }
        let lower = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let bytes = text.as_bytes();
        let framed = lower(bytes[0]) && lower(bytes[bytes.len() - 1]);
        if !framed || !bytes.iter().all(|&b| lower(b) || b == b'-') || text.contains("--") {
            return Err(format!(
                "`{text}` is not an id: use small letters a to z, digits, and single hyphens between them"
            ));
        }
        let device =
            (text.starts_with("com") || text.starts_with("lpt")) && text.len() == 4 && bytes[3].is_ascii_digit();
        if RESERVED.contains(&text) || device {
            return Err(format!("`{text}` cannot be an id: Windows reserves that name and could not save the file"));
        }
        Ok(Id(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The known word nearest to `typed`, if it is near enough to be what was meant.
pub fn suggest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(typed, word), word))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_would_make_bad_file_names_are_refused() {
        for bad in
            ["", "con", "nul", "com1", "Lung", "lung_cancer", "-lung", "lung-", "a--b", "../x", "lúng", &"a".repeat(65)]
        {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
        for good in ["lung", "car-t", "lung-small-cell", "com", "a1", &"a".repeat(64)] {
            assert!(Id::new(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        let known = ["checkpoint-inhibitors", "car-t", "cytokines"];
        assert_eq!(suggest("checkpoint-inhibitor", known), Some("checkpoint-inhibitors"));
        assert_eq!(suggest("zebra", known), None);
    }
}
