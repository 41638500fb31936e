//! The formulas and their limits.

use crate::base::Lang;

/// Which formulas fit a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Flesch-Kincaid and SMOG.
    English,
    /// Szigriszt-Pazos (INFLESZ) and Fernández Huerta.
    Spanish,
}

impl Method {
    /// The formulas for a language; none where no formula is known for it.
    pub fn of(lang: &Lang) -> Option<Method> {
        match lang.primary() {
            "en" => Some(Method::English),
            "es" => Some(Method::Spanish),
            _ => None,
        }
    }
}

/// What the formulas are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Syllables.
    pub syllables: usize,
    /// Words of three syllables or more.
    pub long: usize,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Count) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.long += other.long;
    }
}

impl Count {
    /// Words a sentence, and syllables a word.
    fn means(self) -> Option<(f64, f64)> {
        let (sentences, words, syllables) = (self.sentences as f64, self.words as f64, self.syllables as f64);
        (self.sentences > 0 && self.words > 0).then(|| (words / sentences, syllables / words))
    }

    /// The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975):
    /// `0.39 × words/sentences + 11.8 × syllables/words − 15.59`.
    pub fn flesch_kincaid(self) -> Option<f64> {
        self.means().map(|(length, weight)| 0.39 * length + 11.8 * weight - 15.59)
    }

    /// The SMOG grade (McLaughlin 1969): `1.0430 × √(long words × 30/sentences) + 3.1291`.
    ///
    /// Made for 30 sentences or more; with fewer it leaps.
    pub fn smog(self) -> Option<f64> {
        self.means().map(|_| 1.0430 * (self.long as f64 * 30.0 / self.sentences as f64).sqrt() + 3.1291)
    }

    /// The index of Szigriszt-Pazos (1993), read on the INFLESZ scale (Barrio-Cantalejo and others 2008):
    /// `206.835 − 62.3 × syllables/words − words/sentences`. Higher is easier.
    pub fn inflesz(self) -> Option<f64> {
        self.means().map(|(length, weight)| 206.835 - 62.3 * weight - length)
    }

    /// The index of Fernández Huerta (1959), in its form without the misprint:
    /// `206.84 − 60 × syllables/words − 1.02 × words/sentences`. Higher is easier.
    pub fn fernandez_huerta(self) -> Option<f64> {
        self.means().map(|(length, weight)| 206.84 - 60.0 * weight - 1.02 * length)
    }

    /// A score, to one place; none of a text without sentences.
    pub fn score(self, measure: Measure) -> Option<f64> {
        let exact = match measure {
            Measure::FleschKincaid => self.flesch_kincaid(),
            Measure::Smog => self.smog(),
            Measure::Inflesz => self.inflesz(),
            Measure::FernandezHuerta => self.fernandez_huerta(),
        };
        // What is printed is what is judged.
        exact.map(|value| (value * 10.0).round() / 10.0)
    }
}

/// A formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// School grade, by length of sentences and words.
    FleschKincaid,
    /// School grade, by long words.
    Smog,
    /// Ease, for Spanish.
    Inflesz,
    /// Ease, for Spanish, older.
    FernandezHuerta,
}

impl Measure {
    /// Its name, as printed.
    pub fn name(self) -> &'static str {
        match self {
            Measure::FleschKincaid => "Flesch-Kincaid grade",
            Measure::Smog => "SMOG grade",
            Measure::Inflesz => "INFLESZ",
            Measure::FernandezHuerta => "Fernández Huerta",
        }
    }

    /// Its name as head of a column.
    pub fn short(self) -> &'static str {
        match self {
            Measure::FleschKincaid => "F-K GRADE",
            Measure::Smog => "SMOG",
            Measure::Inflesz => "INFLESZ",
            Measure::FernandezHuerta => "F. HUERTA",
        }
    }

    /// Its name as data.
    pub fn key(self) -> &'static str {
        match self {
            Measure::FleschKincaid => "flesch_kincaid",
            Measure::Smog => "smog",
            Measure::Inflesz => "inflesz",
            Measure::FernandezHuerta => "fernandez_huerta",
        }
    }

    /// The formulas of a method; the first is the one that tells most.
    pub fn all(method: Method) -> [Measure; 2] {
        match method {
            Method::English => [Measure::FleschKincaid, Measure::Smog],
            Method::Spanish => [Measure::Inflesz, Measure::FernandezHuerta],
        }
    }

    /// Whether a higher score is an easier text.
    pub fn is_ease(self) -> bool {
        matches!(self, Measure::Inflesz | Measure::FernandezHuerta)
    }

    /// The limits of its raw and its adjusted score.
    pub fn limits(self) -> [Option<f64>; 2] {
        match self {
            Measure::FleschKincaid => [Some(8.0), Some(6.5)],
            Measure::Smog => [None, Some(9.0)],
            Measure::Inflesz => [Some(60.0), None],
            Measure::FernandezHuerta => [None, None],
        }
    }
}

/// The most words that a sentence may have.
pub const LONGEST_SENTENCE: usize = 25;

/// A score of a text, and whether it keeps its limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Which.
    pub measure: Measure,
    /// Whether names count as one short word each.
    pub adjusted: bool,
    /// The score, to one place.
    pub value: f64,
    /// Its limit, if it has one.
    pub limit: Option<f64>,
}

impl Score {
    /// Whether it keeps its limit.
    pub fn holds(self) -> bool {
        let Some(limit) = self.limit else { return true };
        if self.measure.is_ease() { self.value >= limit } else { self.value <= limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 words in 8 sentences, 140 syllables, 9 long words: by hand
    /// 0.39 × 12.5 + 11.8 × 1.4 − 15.59 = 5.805; 1.043 × √33.75 + 3.1291 = 9.1884;
    /// 206.835 − 87.22 − 12.5 = 107.115; 206.84 − 84 − 12.75 = 110.09.
    const COUNT: Count = Count { sentences: 8, words: 100, syllables: 140, long: 9 };

    #[test]
    fn formulas_give_what_the_hand_gives() {
        let near = |value: Option<f64>, expected: f64| assert!((value.unwrap() - expected).abs() < 0.001, "{value:?}");
        near(COUNT.flesch_kincaid(), 5.805);
        near(COUNT.smog(), 9.1884);
        near(COUNT.inflesz(), 107.115);
        near(COUNT.fernandez_huerta(), 110.09);
        assert_eq!(COUNT.score(Measure::FleschKincaid), Some(5.8));
        assert_eq!(Count::default().smog(), None);
    }

    #[test]
    fn a_limit_holds_up_to_itself() {
        let score = |measure, value, limit| Score { measure, adjusted: true, value, limit: Some(limit) };
        assert!(score(Measure::Smog, 9.0, 9.0).holds());
        assert!(!score(Measure::Smog, 9.1, 9.0).holds());
        assert!(score(Measure::Inflesz, 60.0, 60.0).holds());
        assert!(!score(Measure::Inflesz, 59.9, 60.0).holds());
    }
}
