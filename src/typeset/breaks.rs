//! Where a line may end: Unicode line breaking, less what a reader should not see torn.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// Shortest last word of a paragraph that may stand alone, in letters.
const RUNT: usize = 8;
/// Shortest part of a word beside its own hyphen, in letters.
const HYPHEN_PART: usize = 5;

/// Byte offsets after which a line may end, in order; the end of the text is the last of them.
///
/// `whole` says whether a word (an address) fits the measure and so must not be broken inside. Without `bind`, neighbors
/// that belong together may be parted: for measures too narrow for both.
pub(super) fn opportunities(text: &str, bind: bool, whole: impl Fn(&str) -> bool) -> Vec<usize> {
    let segmenter = LineSegmenter::new_auto(LineBreakOptions::default());
    let mut breaks: Vec<usize> = segmenter
        .segment_str(text)
        .filter(|&at| at > 0 && (at == text.len() || allowed(text, at, bind, &whole)))
        .collect();
    if breaks.last() != Some(&text.len()) {
        breaks.push(text.len());
    }
    if bind {
        bind_runt(text, &mut breaks);
    }
    breaks
}

/// The word that ends at `at` and the word that begins there.
fn around(text: &str, at: usize) -> (&str, &str) {
    let left = text[..at].trim_end();
    let left =
        &left[left.rfind(char::is_whitespace).map_or(0, |i| i + left[i..].chars().next().map_or(1, char::len_utf8))..];
    let right = text[at..].split(char::is_whitespace).next().unwrap_or("");
    (left, right)
}

fn allowed(text: &str, at: usize, bind: bool, whole: &impl Fn(&str) -> bool) -> bool {
    let (left, right) = around(text, at);
    let spaced = text[..at].ends_with(char::is_whitespace);
    if spaced {
        let before = text[..at].trim_end();
        let label = before[..before.len() - left.len()].split_whitespace().next_back().unwrap_or("");
        return !(bind && binds(label, left, right));
    }
    // A break inside a word.
    let word = format!("{left}{right}");
    let letters = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count();
    if left.ends_with(['-', '\u{2010}', '\u{2013}']) {
        let last_part = left.trim_end_matches(['-', '\u{2010}', '\u{2013}']);
        let last_part = last_part.rsplit(['-', '\u{2010}', '\u{2013}']).next().unwrap_or("");
        let first_part = right.split(['-', '\u{2010}', '\u{2013}']).next().unwrap_or("");
        let digits = |part: &str| part.chars().any(|c| c.is_ascii_digit());
        return letters(last_part) >= HYPHEN_PART
            && letters(first_part) >= HYPHEN_PART
            && !digits(last_part)
            && !digits(first_part);
    }
    let is_address = word.contains("://")
        || word.contains('@')
        || (word.contains('.') && word.contains('/'))
        || looks_like_host(&word);
    !(is_address && whole(&word))
}

fn looks_like_host(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ')']);
    word.split('.').count() > 1
        && word.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// Words that a number follows: it then counts nothing.
const LABELS: [&str; 8] = ["page", "part", "figure", "página", "parte", "figura", "version", "versión"];

/// Whether two neighboring words belong together; `label` is the word before them.
fn binds(label: &str, left: &str, right: &str) -> bool {
    let bare_left = left.trim_start_matches(['(', '“', '"', '«']);
    let number = |word: &str| {
        !word.is_empty()
            && word.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
            && word.contains(|c: char| c.is_ascii_digit())
    };
    let starts_digit = right.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
    // A number and what it counts, unless the number ends a sentence or clause.
    let counts = !LABELS.contains(&label.to_lowercase().as_str());
    if counts && number(bare_left) && !bare_left.ends_with(['.', ',']) && !starts_digit {
        return true;
    }
    // A phone number: "(503) 555-0142", "911".
    if left.ends_with(')')
        && bare_left.chars().any(|c| c.is_ascii_digit())
        && right.starts_with(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    // "38 °C", "°F": a unit sign never starts a line.
    if right.starts_with(['°', '%']) {
        return true;
    }
    // "Page 9", "Part 3", "Figure 2".
    if LABELS.contains(&bare_left.to_lowercase().as_str()) && starts_digit {
        return true;
    }
    // "T cell", "B cell", "CAR T".
    let mut letters = bare_left.chars();
    let single = letters.next().filter(|c| c.is_uppercase() && letters.next().is_none());
    if single.is_some_and(|c| !"AIOY".contains(c)) {
        return true;
    }
    bare_left == "CAR" && right.starts_with('T')
}

/// Takes away the break before a last word that would be too short alone.
fn bind_runt(text: &str, breaks: &mut Vec<usize>) {
    if breaks.len() < 4 {
        return;
    }
    let before = breaks[breaks.len() - 2];
    let letters = text[before..].chars().filter(|c| c.is_alphanumeric()).count();
    if letters < RUNT && text[..before].ends_with(char::is_whitespace) {
        breaks.remove(breaks.len() - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut start = 0;
        opportunities(text, true, |_| true)
            .into_iter()
            .map(|end| {
                let piece = &text[start..end];
                start = end;
                piece.trim_end()
            })
            .collect()
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        assert_eq!(
            pieces("It takes 30 to 60 minutes of your whole morning"),
            ["It", "takes", "30 to", "60 minutes", "of", "your", "whole morning"]
        );
        assert_eq!(
            pieces("fever of 100.4 °F (38 °C) or more than before today"),
            ["fever", "of", "100.4 °F", "(38 °C)", "or", "more", "than", "before today"]
        );
    }

    #[test]
    fn phone_numbers_cells_and_pages_stay_whole() {
        assert_eq!(pieces("Call (503) 555-0142 before breakfast"), ["Call", "(503) 555-0142", "before", "breakfast"]);
        assert_eq!(
            pieces("Each T cell and CAR T-cell therapy matters greatly"),
            ["Each", "T cell", "and", "CAR T-cell", "therapy", "matters greatly"].map(|s| s)
        );
        assert_eq!(
            pieces("See Page 9 about everything important"),
            ["See", "Page 9", "about", "everything", "important"]
        );
    }

    #[test]
    fn short_parts_stay_at_their_hyphen_and_long_ones_may_part() {
        assert_eq!(
            pieces("a check-up with antibody-carrying medicines"),
            ["a", "check-up", "with", "antibody-", "carrying", "medicines"]
        );
    }

    #[test]
    fn addresses_stay_whole_where_they_fit() {
        let text = "go to riverside.example.org/guide tomorrow";
        assert_eq!(pieces(text), ["go", "to", "riverside.example.org/guide", "tomorrow"]);
        assert!(opportunities(text, true, |_| false).len() > 4);
    }

    #[test]
    fn a_short_last_word_is_not_left_alone() {
        assert_eq!(pieces("as long as it helps you a lot"), ["as", "long", "as", "it", "helps", "you", "a lot"]);
    }
}
