//! Where a sentence ends.

/// Shortenings whose period does not end a sentence, without that period, in small letters.
const SHORTENINGS: [&str; 25] = [
    "approx", "dr", "dra", "dras", "dres", "e.g", "ee", "ej", "etc", "fig", "i.e", "jr", "mr", "mrs", "ms", "no",
    "núm", "p", "sr", "sra", "sres", "srta", "ud", "uu", "vs",
];

/// Marks that may stand between the end of a sentence and the space after it.
pub(super) const CLOSERS: [char; 8] = ['”', '’', '"', '\'', ')', ']', '»', '*'];

/// Marks that may stand before the first letter of a sentence.
const OPENERS: [char; 10] = ['“', '‘', '"', '\'', '(', '[', '«', '¿', '¡', '*'];

/// Whether a text closes as a sentence does. A colon closes the sentence that leads to a list.
pub(super) fn closes(text: &str) -> bool {
    text.trim_end().trim_end_matches(CLOSERS).ends_with(['.', '!', '?', '…', ':'])
}

/// The sentences of a text.
///
/// A period inside a number (`1.5`), after a shortening (`e.g.`, `U.S.`, `p. ej.`) or before a small letter ends none.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut start = None;
    let mut tokens = tokens(text).peekable();
    while let Some((from, token)) = tokens.next() {
        let first = *start.get_or_insert(from);
        let ends = match tokens.peek() {
            None => true,
            Some((_, next)) => ends_before(token, next),
        };
        if ends {
            found.push(&text[first..from + token.len()]);
            start = None;
        }
    }
    found
}

/// The stretches between white space, with their places.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |token| (token.as_ptr() as usize - base, token))
}

fn ends_before(token: &str, next: &str) -> bool {
    let core = token.trim_end_matches(CLOSERS);
    let starts = next.trim_start_matches(OPENERS).chars().next();
    if starts.is_none_or(char::is_lowercase) {
        return false;
    }
    match core.chars().next_back() {
        Some('!' | '?' | '…') => true,
        Some('.') => !shortening(core.trim_end_matches('.').trim_start_matches(OPENERS)),
        _ => false,
    }
}

fn shortening(word: &str) -> bool {
    let lower = word.to_lowercase();
    // `U.S`, `a.m`: letters with a period between each two.
    let lettered = word.contains('.')
        && word.split('.').all(|piece| piece.chars().count() == 1 && !piece.starts_with(|c: char| c.is_ascii_digit()));
    lettered || SHORTENINGS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_mark() {
        assert_eq!(sentences("Call us. Do not wait! Can you? Yes."), ["Call us.", "Do not wait!", "Can you?", "Yes."]);
        assert_eq!(sentences("“Call us.” Then sit down."), ["“Call us.”", "Then sit down."]);
        assert_eq!(sentences("Llame ya. ¿Tiene fiebre? Sí."), ["Llame ya.", "¿Tiene fiebre?", "Sí."]);
        assert_eq!(sentences("It may be hepatitis B. Ask us."), ["It may be hepatitis B.", "Ask us."]);
        assert_eq!(sentences("You need it by 2027. 2 drugs are new."), ["You need it by 2027.", "2 drugs are new."]);
        assert_eq!(sentences("  "), Vec::<&str>::new());
    }

    #[test]
    fn a_period_inside_a_word_ends_no_sentence() {
        for one in [
            "Take 1.5 or 2.25 mg each day.",
            "It is used in the U.S. Food Office list.",
            "Some drugs, e.g. Keytruda, are shots.",
            "Ask Dr. Ruiz and Ms. Lee.",
            "Algunas, p. ej. la fiebre, son graves.",
            "Vive en EE. UU. desde hace años.",
            "Go to clinicaltrials.gov for more.",
            "She said “Stop.” and left.",
            "One of 3 things: Fever, chills, or a cough.",
        ] {
            assert_eq!(sentences(one), [one]);
        }
    }

    #[test]
    fn only_a_mark_closes() {
        for closed in ["Call us.", "Why?", "“Now!”", "They check:", "(See page 3.)", "**Stop.**"] {
            assert!(closes(closed), "{closed}");
        }
        for open in ["chest pain", "for up to 1 year,", "", "1.5 mg"] {
            assert!(!closes(open), "{open}");
        }
    }
}
