//! Syllables of English words.
//!
//! The crates at hand split words for hyphenation, which is not the same: a line is not broken after one letter, so
//! `about` has one part there and two syllables here. The rules below count groups of vowels and put right what English
//! does with them; on the words of the content they agree with the CMU Pronouncing Dictionary but for the
//! [`EXCEPTIONS`].

/// Words that the rules get wrong, with their syllables.
const EXCEPTIONS: [(&str, usize); 45] = [
    ("aches", 1),
    ("anyone", 3),
    ("area", 3),
    ("areas", 3),
    ("aspirin", 2),
    ("caregiver", 3),
    ("caregivers", 3),
    ("cutaneous", 4),
    ("diamonds", 2),
    ("diarrhea", 4),
    ("elsewhere", 2),
    ("fluid", 2),
    ("fluids", 2),
    ("headaches", 2),
    ("herpes", 2),
    ("hideout", 2),
    ("idea", 3),
    ("ideas", 3),
    ("layer", 2),
    ("layers", 2),
    ("maybe", 2),
    ("mayo", 2),
    ("myelodysplastic", 6),
    ("myeloid", 3),
    ("myeloma", 4),
    ("naked", 2),
    ("nausea", 3),
    ("neoadjuvant", 5),
    ("opinion", 3),
    ("pancreas", 3),
    ("people", 2),
    ("pituitary", 5),
    ("player", 2),
    ("safety", 2),
    ("science", 2),
    ("scientist", 3),
    ("scientists", 3),
    ("someone", 2),
    ("something", 2),
    ("sometimes", 2),
    ("subcutaneous", 5),
    ("supplement", 3),
    ("supplements", 3),
    ("surgeons", 2),
    ("uveal", 3),
];

/// The syllables of a word of letters.
pub(super) fn syllables(word: &str) -> usize {
    let lower = word.to_lowercase();
    // What the apostrophe cuts off is no syllable of its own: `team's`, `don't`.
    let word = lower.split(['\'', '’']).next().unwrap_or("");
    let known = EXCEPTIONS.binary_search_by(|(known, _)| (*known).cmp(word));
    match known {
        Ok(at) => EXCEPTIONS[at].1,
        Err(_) => ruled(word),
    }
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é')
}

/// Groups of vowels, less the silent `e`, plus vowels that stand side by side and are both said.
fn ruled(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel = |at: usize| letters.get(at).copied().is_some_and(vowel);
    let groups = (0..letters.len()).filter(|at| is_vowel(*at) && (*at == 0 || !is_vowel(at - 1))).count();
    let silent = usize::from(silent_end(&letters)) + usize::from(silent_inside(word, &letters));
    (groups + parted(word) + spoken_consonants(word)).saturating_sub(silent).max(1)
}

/// Whether the last `e` is silent: `name`, `names`, `named`; not `table`, `noses`, `treated`.
fn silent_end(letters: &[char]) -> bool {
    let from_end = |n: usize| letters.len().checked_sub(n).map(|at| letters[at]);
    let consonant = |n: usize| from_end(n).is_some_and(|c| !vowel(c));
    // A consonant and `l` before the `e` are a syllable: `ta-ble`, `muf-fled`.
    let le = |n: usize| from_end(n) == Some('l') && consonant(n + 1);
    match (from_end(2), from_end(1)) {
        (_, Some('e')) => consonant(2) && !le(2),
        (Some('e'), Some('s')) => {
            let hisses = matches!(from_end(3), Some('s' | 'x' | 'z' | 'c' | 'g'))
                || (from_end(3) == Some('h') && matches!(from_end(4), Some('c' | 's')));
            consonant(3) && !hisses && !le(3)
        }
        (Some('e'), Some('d')) => consonant(3) && !matches!(from_end(3), Some('t' | 'd')) && !le(3),
        _ => false,
    }
}

/// Whether an `e` before an ending is silent: `safe-ly`, `treatment` has none, `care-ful` has.
fn silent_inside(word: &str, letters: &[char]) -> bool {
    ["ely", "ement", "ements", "eful", "eless", "eness"].iter().any(|ending| {
        let Some(stem) = word.strip_suffix(ending) else { return false };
        let at = stem.chars().count();
        let last = at.checked_sub(1).and_then(|at| letters.get(at)).is_some_and(|c| !vowel(*c));
        last && letters[..at].iter().any(|c| vowel(*c))
    })
}

/// How often two vowels side by side are two syllables.
fn parted(word: &str) -> usize {
    let mut more = 0;
    for (at, _) in word.match_indices('i') {
        let rest = &word[at + 1..];
        let soft = word[..at].ends_with(['t', 'c', 's', 'g', 'x']);
        // `social`, `nation`, `cautious` are soft; `trial`, `lion`, `various` are not.
        let ending = ["al", "als", "ally", "an", "ans", "on", "ous"].contains(&rest);
        let follows = match rest.chars().next() {
            Some('a') => !["al", "als", "ally", "an", "ans"].contains(&rest),
            Some('o') => !(rest.starts_with("on") || rest.starts_with("ous")),
            Some('u') => true,
            _ => false,
        };
        more += usize::from(follows || (ending && !soft));
        more += usize::from(rest.starts_with("ologi") || rest.starts_with("et") || rest == "er" || rest == "est");
    }
    for (at, _) in word.match_indices("eo") {
        let rest = &word[at + 2..];
        more += usize::from(!rest.starts_with("us") && rest != "n");
    }
    for (at, _) in word.match_indices("ua") {
        more += usize::from(!word[..at].ends_with(['q', 'g']));
    }
    for (at, _) in word.match_indices("ue") {
        let rest = &word[at + 2..];
        let glides = word[..at].ends_with(['q', 'g']);
        more += usize::from((rest == "l" || rest.starts_with("nt")) && !glides);
    }
    let said = ["uou", "creat", "nucle", "eact", "uity"];
    more += said.iter().map(|pair| word.matches(pair).count()).sum::<usize>();
    let vowel_ing = word.strip_suffix("ing").is_some_and(|stem| stem.ends_with(vowel));
    more + usize::from(vowel_ing)
}

/// Consonants that are a syllable of their own: `spasm`, `rhythm`.
fn spoken_consonants(word: &str) -> usize {
    usize::from(["sm", "sms", "thm", "thms"].iter().any(|ending| word.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_are_in_order_and_needed() {
        assert!(EXCEPTIONS.is_sorted(), "the list is searched by halves");
        let needless: Vec<&str> =
            EXCEPTIONS.iter().filter(|(word, count)| ruled(word) == *count).map(|e| e.0).collect();
        assert_eq!(needless, Vec::<&str>::new(), "the rules count these right");
    }
}
