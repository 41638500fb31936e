//! Side room of `tailor`, `grade`: how hard the words are.
//!
//! Takes a [`Brochure`](crate::tailor::Brochure) and gives a [`Reading`]: its sentences, and for the whole, each part and
//! each section how many words, sentences and syllables there are, and the scores of the standard formulas. Steps, in
//! order: `passages` (which texts are made of sentences) → `sentences` (where each ends) → `words` → `english`,
//! `spanish` (syllables) and `names` (what counts as one word) → `scores` → `measure`.
//!
//! What is measured, and what is not:
//! - A text counts if it closes with a sentence mark (`.`, `!`, `?`, `…`, or `:` before a list). Headings, labels, row and
//!   column heads, table cells and list items without such a mark, figure labels, lines to write on, drug rows and
//!   contact rows do not count: they are no sentences.
//! - A sentence of one or two words, such as a sign in a table, is a fragment and does not count.
//! - A number, with its unit of degrees, and a phone number are one word of one syllable. Letters that are said
//!   one by one are a syllable each.
//! - The adjusted score counts each name of a drug, cancer, therapy or marker, and each glossary term that this very
//!   brochure explains, as one word of two syllables.

mod checklists;
mod english;
mod glosses;
mod measure;
mod names;
mod passages;
mod scores;
mod sentences;
mod spanish;
mod words;

pub use checklists::{Answer, Check, Checklist, LONGEST_STRETCH, checklists};
pub use glosses::{Glosses, Unglossed};
pub use measure::{Portion, Reading, Said, measure};
pub use passages::{Passage, passages};
pub use scores::{Count, LONGEST_SENTENCE, Measure, Method, Score};
pub use sentences::sentences;
pub use words::{syllables, words};
