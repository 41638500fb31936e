//! Terms of the glossary that a brochure uses before it explains them, or without.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, pieces};
use super::passages::{each_rich, place_of};
use super::scores::Method;
use super::words::words;
use crate::base::{Id, Lang, Span, Spanned};
use crate::content::{Library, PartKind, Term, Words};
use crate::tailor::{Brochure, Stretch};

/// The terms of a language, ready to be found in its brochures.
#[derive(Clone, Debug)]
pub struct Glosses {
    method: Method,
    names: Names,
    /// What follows each term at its first use.
    glosses: BTreeMap<Id, String>,
}

/// A term that nothing has explained where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unglossed {
    /// Where the text was written.
    pub span: Span,
    /// The term.
    pub term: Id,
    /// The words that were found.
    pub words: String,
}

impl Glosses {
    /// Of a language; none where the words of a language cannot be told apart.
    pub fn new(library: &Library, lang: &Lang, of_lang: &Words) -> Option<Glosses> {
        let method = Method::of(lang)?;
        let gloss = |(id, term): (&Spanned<Id>, &Term)| (id.value.clone(), format!(" ({})", term.gloss));
        let glosses = of_lang.glossary.terms.iter().map(gloss).collect();
        Some(Glosses { method, names: Names::with_all_terms(library, of_lang, method), glosses })
    }

    /// The words of a text without its glosses: one may be made of other terms.
    fn without_glosses(&self, rich: &[Stretch]) -> String {
        let mut text = String::new();
        let mut gloss = None;
        for stretch in rich {
            text += gloss.and_then(|gloss| stretch.text.strip_prefix(gloss)).unwrap_or(&stretch.text);
            gloss = stretch.first_use.as_ref().and_then(|id| self.glosses.get(id)).map(String::as_str);
        }
        text
    }

    /// The terms that a brochure uses in a text before the one in which it explains them, or without explaining them;
    /// each where it stands first.
    ///
    /// Names of drugs, cancers and therapies are no terms. Where no term can be explained (titles, labels, "when to
    /// call", cards), none is looked for; the glossary itself explains.
    ///
    /// Takes the bytes that it reads from `room`, and ends where there is none left.
    pub fn unglossed(&self, brochure: &Brochure, room: &mut usize) -> Vec<Unglossed> {
        let mut known: BTreeSet<Id> = BTreeSet::new();
        let mut found = vec![];
        let bare = |part: Option<usize>| match part.and_then(|at| brochure.parts.get(at)) {
            Some(part) => matches!(part.kind, PartKind::WhenToCall | PartKind::Glossary | PartKind::About),
            None => brochure.panels.is_empty(),
        };
        each_rich(brochure, &mut |part, _, place, rich| {
            known.extend(rich.iter().filter_map(|stretch| stretch.first_use.clone()));
            if bare(part) || *room == 0 {
                return;
            }
            let text = self.without_glosses(rich);
            *room = room.saturating_sub(text.len());
            let words = words(&text);
            let folded: Vec<Vec<String>> = words.iter().map(|word| pieces(word, self.method)).collect();
            let mut at = 0;
            while at < words.len() {
                let Some((taken, term)) = self.names.at(&folded[at..]) else {
                    at += 1;
                    continue;
                };
                if let Some(term) = term.filter(|term| known.insert((*term).clone())) {
                    let said = words[at..at + taken].join(" ");
                    found.push(Unglossed { span: place_of(rich, place), term: term.clone(), words: said });
                }
                at += taken;
            }
        });
        found
    }
}
