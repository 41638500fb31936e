//! A brochure measured.

use super::names::{Names, pieces};
use super::passages::passages;
use super::scores::{Count, LONGEST_SENTENCE, Measure, Method, Score};
use super::sentences::sentences;
use super::words::{syllables, words};
use crate::base::{Id, Span};
use crate::content::Library;
use crate::tailor::{self, Brochure};

/// Sentences with fewer words are fragments.
const SHORTEST: usize = 3;

/// Sentences that a part must have for its scores to be held against the limits: SMOG was made for 30.
const ENOUGH: usize = 30;

/// Sentences with fewer words are not called hard: a formula says nothing of them.
const SHORTEST_HARD: usize = 6;

/// What was measured of a brochure.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The formulas that fit its language.
    pub method: Method,
    /// The whole brochure.
    pub whole: Portion,
    /// Its parts, in order; the portions inside are the sections.
    pub parts: Vec<Portion>,
    /// Its sentences, in order.
    pub sentences: Vec<Said>,
}

/// A stretch of a brochure: the whole, a part or a section.
#[derive(Clone, Debug, Default)]
pub struct Portion {
    /// Its id; none for the whole.
    pub id: Option<Id>,
    /// Its title.
    pub title: String,
    /// Every word as it is.
    pub raw: Count,
    /// Names and explained terms as one short word each.
    pub adjusted: Count,
    /// What it is made of.
    pub inside: Vec<Portion>,
}

impl Portion {
    fn add(&mut self, said: &Said) {
        self.raw += said.raw;
        self.adjusted += said.adjusted;
    }

    /// Raw and adjusted score by a formula, with limits; none without sentences.
    pub fn scores(&self, measure: Measure) -> Option<[Score; 2]> {
        let [raw, adjusted] = measure.limits();
        Some([
            Score { measure, adjusted: false, value: self.raw.score(measure)?, limit: raw },
            Score { measure, adjusted: true, value: self.adjusted.score(measure)?, limit: adjusted },
        ])
    }
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its words.
    pub text: String,
    /// Where the text that holds it was written.
    pub span: Span,
    /// Every word as it is.
    pub raw: Count,
    /// Names and explained terms as one short word each.
    pub adjusted: Count,
}

impl Reading {
    /// Every score of the whole, in order.
    pub fn scores(&self) -> Vec<Score> {
        Measure::all(self.method).into_iter().filter_map(|measure| self.whole.scores(measure)).flatten().collect()
    }

    /// The words of the longest sentence.
    pub fn longest(&self) -> usize {
        self.sentences.iter().map(|said| said.raw.words).max().unwrap_or(0)
    }

    /// The sentences with more words than a sentence may have.
    pub fn too_long(&self) -> impl Iterator<Item = &Said> {
        self.sentences.iter().filter(|said| said.raw.words > LONGEST_SENTENCE)
    }

    /// The scores that pass a limit: of the whole, and of each part that is long enough for a formula, so that an easy
    /// guide cannot hide a hard part.
    pub fn over(&self) -> Vec<(&Portion, Score)> {
        let parts = self.parts.iter().filter(|part| part.raw.sentences >= ENOUGH);
        let portions = [&self.whole].into_iter().chain(parts);
        let scores = portions.flat_map(|portion| {
            let of = Measure::all(self.method).into_iter().filter_map(|measure| portion.scores(measure)).flatten();
            of.map(move |score| (portion, score))
        });
        scores.filter(|(_, score)| !score.holds()).collect()
    }

    /// Whether every limit is kept.
    pub fn holds(&self) -> bool {
        self.over().is_empty() && self.too_long().next().is_none()
    }

    /// The sentences that are hardest by the first formula, adjusted, hardest first; each only once. Short ones are
    /// left out, since one long word makes any of them look hard.
    pub fn hardest(&self, count: usize) -> Vec<&Said> {
        let [measure, _] = Measure::all(self.method);
        self.ranked(count, SHORTEST_HARD, |said| {
            let score = said.adjusted.score(measure).unwrap_or(0.0);
            // Tenths, so that the order is one of whole numbers.
            let tenths = (score * 10.0).round() as i64;
            if measure.is_ease() { tenths } else { -tenths }
        })
    }

    /// The sentences with the most words, longest first; each only once.
    pub fn longest_sentences(&self, count: usize) -> Vec<&Said> {
        self.ranked(count, SHORTEST, |said| -(said.raw.words as i64))
    }

    fn ranked(&self, count: usize, shortest: usize, key: impl Fn(&Said) -> i64) -> Vec<&Said> {
        let mut ranked: Vec<&Said> = self.sentences.iter().filter(|said| said.raw.words >= shortest).collect();
        ranked.sort_by_key(|said| key(said));
        let mut first: Vec<&Said> = vec![];
        for said in ranked {
            if first.len() == count {
                break;
            }
            if !first.iter().any(|known| known.text == said.text) {
                first.push(said);
            }
        }
        first
    }
}

/// Measures a brochure; none in a language without formulas.
pub fn measure(brochure: &Brochure, library: &Library) -> Option<Reading> {
    let method = Method::of(&brochure.lang)?;
    let names = Names::of(library, brochure, method);
    let portion = |id: &Id, title: String| Portion { id: Some(id.clone()), title, ..Portion::default() };
    let mut parts: Vec<Portion> = brochure
        .parts
        .iter()
        .map(|part| {
            let sections = part.sections.iter().map(|section| {
                portion(&section.id, section.title.as_ref().map(|title| tailor::words(title)).unwrap_or_default())
            });
            Portion { inside: sections.collect(), ..portion(&part.id, tailor::words(&part.title)) }
        })
        .collect();
    let mut whole = Portion { title: brochure.title.clone(), ..Portion::default() };
    let mut all = vec![];
    for passage in passages(brochure).into_iter().filter(|passage| passage.counts) {
        for sentence in sentences(&passage.text) {
            let said = count(sentence, passage.span, &names, method);
            if said.raw.words < SHORTEST {
                continue;
            }
            whole.add(&said);
            if let Some(part) = passage.part.and_then(|at| parts.get_mut(at)) {
                part.add(&said);
                if let Some(section) = passage.section.and_then(|at| part.inside.get_mut(at)) {
                    section.add(&said);
                }
            }
            all.push(said);
        }
    }
    Some(Reading { method, whole, parts, sentences: all })
}

/// Counts a sentence.
fn count(sentence: &str, span: Span, names: &Names, method: Method) -> Said {
    let words = words(sentence);
    let mut raw = Count { sentences: 1, ..Count::default() };
    let mut counts = vec![];
    for word in &words {
        let syllables = syllables(word, method);
        let own = Count { sentences: 0, words: 1, syllables, long: usize::from(syllables >= 3) };
        raw += own;
        counts.push(own);
    }
    let folded: Vec<Vec<String>> = words.iter().map(|word| pieces(word, method)).collect();
    let mut adjusted = Count { sentences: 1, ..Count::default() };
    let mut at = 0;
    while at < words.len() {
        match names.at(&folded[at..]) {
            None => {
                adjusted += counts[at];
                at += 1;
            }
            Some((taken, _)) => {
                adjusted += Count { sentences: 0, words: 1, syllables: 2, long: 0 };
                at += taken;
            }
        }
    }
    Said { text: sentence.to_owned(), span, raw, adjusted }
}
