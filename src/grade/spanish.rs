//! Syllables of Spanish words, by the rules of spelling, which have no exceptions worth a list.

/// What a vowel does beside another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vowel {
    /// `a`, `e`, `o`: two of them are two syllables.
    Strong,
    /// `i`, `u`: joins its neighbor.
    Weak(char),
    /// `í`, `ú`: weak, but with the stress it parts from a strong neighbor.
    Stressed,
}

fn vowel(c: char) -> Option<Vowel> {
    match c {
        'a' | 'e' | 'o' | 'á' | 'é' | 'ó' => Some(Vowel::Strong),
        'i' | 'y' => Some(Vowel::Weak('i')),
        'u' | 'ü' => Some(Vowel::Weak('u')),
        'í' | 'ú' => Some(Vowel::Stressed),
        _ => None,
    }
}

/// The syllables of a word of letters.
pub(super) fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let mut count = 0;
    // The vowels of the syllable that is open, if one is.
    let mut open: Option<(Vowel, bool)> = None;
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        let silent_u = *c == 'u' && matches!(before, Some('q' | 'g')) && matches!(after, Some('e' | 'i' | 'é' | 'í'));
        // `y` is a vowel at the end of a word only: `muy`, `y`; not `mayo`.
        let consonant_y = *c == 'y' && after.is_some();
        // `h` is not heard, so it parts nothing: `prohi-bir`.
        let silent_h = *c == 'h' && before.and_then(vowel).is_some() && after.and_then(vowel).is_some();
        if silent_u || silent_h {
            continue;
        }
        let Some(now) = vowel(*c).filter(|_| !consonant_y) else {
            open = None;
            continue;
        };
        let joins = match (open, now) {
            (None, _) => false,
            (Some((_, full)), Vowel::Strong | Vowel::Stressed) if full => false,
            (Some((last, _)), now) if last == now && now != Vowel::Strong => false,
            _ => true,
        };
        count += usize::from(!joins);
        let full = matches!(now, Vowel::Strong | Vowel::Stressed) || (joins && open.is_some_and(|(_, full)| full));
        open = Some((now, full));
    }
    count.max(1)
}
