//! Splitting long words in narrow cells, with the medical exceptions.

use hypher::Lang as Patterns;

use crate::base::Lang;

/// Fewest letters of a part.
const LEAST: usize = 4;

/// Medical words with their points, in place of what the patterns say (American dictionaries).
const EXCEPTIONS_EN: &[&str] = &[
    "immuno-therapy",
    "immuno-suppress",
    "chemo-therapy",
    "radio-therapy",
    "inflam-mation",
    "lympho-ma",
    "mela-noma",
    "anti-body",
    "anti-bodies",
    "cyto-kine",
    "cyto-kines",
    "neuro-logic",
    "cardio-logy",
    "thyroid",
    "pneumo-nitis",
    "hepa-titis",
    "myo-carditis",
    "steroids",
    "infusion",
    "monitoring",
];

/// The same in Spanish: parts of a word of Greek or Latin descent stay whole.
const EXCEPTIONS_ES: &[&str] = &[
    "inmuno-terapia",
    "inmuno-terapias",
    "inmuno-supresor",
    "inmuno-supresores",
    "quimio-terapia",
    "radio-terapia",
    "infla-mación",
    "anti-cuerpo",
    "anti-cuerpos",
    "cito-cina",
    "cito-cinas",
    "linfo-cito",
    "linfo-citos",
    "mono-clonal",
    "mono-clonales",
    "neumo-nitis",
    "hepa-titis",
    "mio-carditis",
    "hipo-fisitis",
    "bio-marcador",
    "bio-marcadores",
    "micro-cítico",
    "esteroides",
    "infusión",
    "tiroides",
];

/// Knows where a word of a language may be split.
pub(super) struct Splitter {
    patterns: Option<Patterns>,
    exceptions: &'static [&'static str],
}

impl Splitter {
    /// The splitter of a language; one without patterns splits nothing.
    pub fn of(lang: &Lang) -> Splitter {
        match lang.primary() {
            "en" => Splitter { patterns: Some(Patterns::English), exceptions: EXCEPTIONS_EN },
            "es" => Splitter { patterns: Some(Patterns::Spanish), exceptions: EXCEPTIONS_ES },
            _ => Splitter { patterns: None, exceptions: &[] },
        }
    }

    /// Byte offsets in `word` before which it may be split. Words in `whole` (drug names, terms), words with digits or
    /// capitals inside, and words shorter than eight letters have none.
    pub fn points(&self, word: &str, whole: &[String]) -> Vec<usize> {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = word.find(bare).unwrap_or(0);
        let lower = bare.to_lowercase();
        let plain = bare.chars().all(char::is_alphabetic) && bare.chars().skip(1).all(|c| !c.is_uppercase());
        if !plain || bare.chars().count() < LEAST * 2 || whole.binary_search(&lower).is_ok() {
            return vec![];
        }
        let exception = self.exceptions.iter().find(|e| e.replace('-', "") == lower);
        let breaks: Vec<usize> = match (exception, &self.patterns) {
            (Some(exception), _) => {
                let mut at = 0;
                exception
                    .split('-')
                    .map(|part| {
                        at += part.len();
                        at
                    })
                    .filter(|at| *at < lower.len())
                    .collect()
            }
            (None, Some(patterns)) => {
                let mut at = 0;
                let ends = hypher::hyphenate(bare, *patterns).map(|part| {
                    at += part.len();
                    at
                });
                ends.filter(|at| *at < bare.len()).collect()
            }
            (None, None) => vec![],
        };
        breaks
            .into_iter()
            .filter(|&at| {
                bare.is_char_boundary(at) && bare[..at].chars().count() >= LEAST && bare[at..].chars().count() >= LEAST
            })
            .map(|at| at + start)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> String {
        split_in("en-US", word)
    }

    fn split_in(lang: &str, word: &str) -> String {
        let points = Splitter::of(&Lang::new(lang)).points(word, &["pembrolizumab".to_owned()]);
        let mut out = String::new();
        let mut last = 0;
        for at in points {
            out += &word[last..at];
            out.push('-');
            last = at;
        }
        out + &word[last..]
    }

    #[test]
    fn medical_words_are_split_by_sense_and_names_not_at_all() {
        assert_eq!(split("immunotherapy"), "immuno-therapy");
        assert_eq!(split("Chemotherapy,"), "Chemo-therapy,");
        assert_eq!(split("pembrolizumab"), "pembrolizumab");
        assert_eq!(split("Pembrolizumab."), "Pembrolizumab.");
        assert_eq!(split("PD-L1"), "PD-L1");
        assert_eq!(split("fever"), "fever");
    }

    #[test]
    fn spanish_words_have_their_own_patterns() {
        assert_eq!(split_in("es-US", "inmunoterapia"), "inmuno-terapia");
        assert_eq!(split_in("es-US", "Inflamación."), "Infla-mación.");
        assert_eq!(split_in("es-US", "tratamiento"), "trata-miento");
        assert_eq!(split_in("fr-FR", "immunothérapie"), "immunothérapie");
    }
}
