//! Words of a sentence, and the syllables of each.

use super::scores::Method;
use super::sentences::tokens;
use super::{english, spanish};

/// Letters that are said as a word, not one by one.
const SAID_AS_WORDS: [&str; 7] = ["BRAF", "CAR", "COVID", "FOLFOX", "SIDA", "TIL", "TILS"];

/// The words of a text, without the marks around them.
///
/// What hyphens join is one word; so are a phone number, and a number with its degrees.
pub fn words(text: &str) -> Vec<&str> {
    let place = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    let mut found: Vec<&str> = vec![];
    let mut in_phone = false;
    for piece in tokens(text).flat_map(|(_, token)| pieces(token)) {
        let degrees = piece.starts_with('°') && found.last().is_some_and(|word| number(word));
        let goes_on = degrees || (in_phone && number(piece));
        in_phone = piece.starts_with(['(', '+']) && number(piece);
        let piece = bare(piece);
        match found.last_mut() {
            _ if piece.is_empty() => {}
            Some(word) if goes_on => *word = &text[place(word)..place(piece) + piece.len()],
            _ => found.push(piece),
        }
    }
    found
}

/// What stands between white space, cut where a long dash or a slash without spaces joins words, not digits.
fn pieces(token: &str) -> Vec<&str> {
    let mut found = vec![];
    for piece in token.split(['—', '–']) {
        if number(piece) {
            found.push(piece);
        } else {
            found.extend(piece.split('/'));
        }
    }
    found
}

/// A word without marks around it.
fn bare(piece: &str) -> &str {
    piece.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a word is made of digits and the marks of numbers.
fn number(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '(' | ')' | '-' | '+' | '/' | ':' | '%' | '$' | ';')
        })
}

/// The syllables of a word as it is said.
pub fn syllables(word: &str, method: Method) -> usize {
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '(') && word.contains('°') || number(word) {
        return 1;
    }
    let pieces = word.split(['-', '/', '+', '*', ':', '.']);
    pieces.map(|piece| said(piece, method)).sum::<usize>().max(1)
}

/// The syllables of a stretch of letters and digits.
fn said(piece: &str, method: Method) -> usize {
    let letters: String = piece.chars().filter(|c| c.is_alphabetic()).collect();
    let digits = usize::from(piece.contains(|c: char| c.is_ascii_digit()));
    if letters.is_empty() {
        return digits;
    }
    // `HIV`, `PD`, `CTLA`, `DNAs`: capitals, perhaps with the s of the plural.
    let capitals = letters.strip_suffix('s').unwrap_or(&letters);
    let spelled = capitals.chars().all(char::is_uppercase)
        && (capitals.chars().count() > 1 || digits > 0)
        && capitals.chars().count() < 6
        && !SAID_AS_WORDS.contains(&capitals);
    let count = if spelled {
        capitals.chars().count()
    } else {
        match method {
            Method::English => english::syllables(piece),
            Method::Spanish => spanish::syllables(piece),
        }
    };
    count + digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words_and_hyphens_join() {
        assert_eq!(words("“Call us,” she said: T-cell — now."), ["Call", "us", "she", "said", "T-cell", "now"]);
        assert_eq!(words("¿Fiebre? ¡Llame!"), ["Fiebre", "Llame"]);
        assert_eq!(words("mouth/throat and 1/2"), ["mouth", "throat", "and", "1/2"]);
    }

    #[test]
    fn numbers_are_one_word() {
        assert_eq!(words("Call (503) 555-0142 now"), ["Call", "503) 555-0142", "now"]);
        assert_eq!(
            words("a fever of 100.4 °F (38 °C) or more"),
            ["a", "fever", "of", "100.4 °F", "38 °C", "or", "more"]
        );
        assert_eq!(words("2, 3, or 6 weeks"), ["2", "3", "or", "6", "weeks"]);
        for one in ["100.4 °F", "911", "503) 555-0142", "1,000", "50%"] {
            assert_eq!(syllables(one, Method::English), 1, "{one}");
        }
    }

    #[test]
    fn english_syllables() {
        let list = "a 1, the 1, name 1, names 1, named 1, table 2, noses 2, treated 2, watched 1, muffled 2, safely 2, \
            careful 2, treatment 2, cancer 2, immune 2, system 2, immunotherapy 6, cells 1, infusion 3, chemotherapy 5, \
            checkpoint 2, inhibitor 4, antibody 4, vaccine 2, people 2, sometimes 2, nausea 3, diarrhea 4, tired 1, \
            fluids 2, medicine 3, medicines 3, hospital 3, emergency 4, radiation 4, surgery 3, trial 2, trials 2, \
            lion 2, nation 2, social 2, various 3, cautious 2, quiet 2, science 2, being 2, trying 2, organism 4, \
            biopsy 3, biomarker 4, neoadjuvant 5, myeloma 4, bowel 2, fluent 2, question 2, ache 1, aches 1, changes 2, \
            diseases 3, side 1, effects 2, doctor 2, your 1, you’re 1, don’t 1, patient’s 2";
        for (word, count) in list.split(',').filter_map(|entry| entry.trim().rsplit_once(' ')) {
            assert_eq!(syllables(word, Method::English).to_string(), count, "{word}");
        }
    }

    #[test]
    fn spanish_syllables() {
        let list = "río 2, país 2, cáncer 2, inmunoterapia 6, guía 2, linfocito 4, célula 3, células 3, tratamiento 4, \
            medicina 4, médico 3, que 1, guerra 2, vergüenza 3, cigüeña 3, muy 1, y 1, mayo 2, hay 1, ahora 3, ahí 2, \
            prohibir 2, cuídate 3, buey 1, limpiáis 2, sistema 3, inmunitario 5, oír 2, leer 2, caer 2, aéreo 4, \
            paranoia 4, ciudad 2, viuda 2, fluido 2, huir 1, construir 2, día 2, energía 4, radioterapia 5, \
            quimioterapia 5, anticuerpo 4, vacuna 3, diarrea 3, náuseas 3, oído 3, baúl 2, reúne 3, sangre 2, \
            antiinflamatorio 7, pingüino 3, leucemia 3, quirúrgico 4, chico 2, Llámenos 3, corazón 3, tos 1";
        for (word, count) in list.split(',').filter_map(|entry| entry.trim().rsplit_once(' ')) {
            assert_eq!(syllables(word, Method::Spanish).to_string(), count, "{word}");
        }
    }

    #[test]
    fn letters_said_one_by_one_are_a_syllable_each() {
        for (word, count) in [("HIV", 3), ("DNA", 3), ("PD-L1", 4), ("CAR", 1), ("T-cell", 2), ("HER2", 4), ("ADCs", 3)]
        {
            assert_eq!(syllables(word, Method::English), count, "{word}");
        }
        assert_eq!(syllables("10-day", Method::English), 2);
    }
}
