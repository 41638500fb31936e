//! Terms of the glossary that a brochure uses before it explains them, or without.

use std::collections::BTreeSet;

use super::names::{Names, pieces};
use super::passages::{each_rich, place_of};
use super::scores::Method;
use super::words::words;
use crate::base::{Id, Lang, Span};
use crate::content::{Library, PartKind, Words};
use crate::tailor::{self, Brochure};

/// The terms of a language, ready to be found in its brochures.
#[derive(Clone, Debug)]
pub struct Glosses {
    method: Method,
    names: Names,
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
        Some(Glosses { method, names: Names::with_all_terms(library, of_lang, method) })
    }

    /// The terms that a brochure uses in a text before the one in which it explains them, or without explaining them;
    /// each where it stands first.
    ///
    /// Names of drugs, cancers and therapies are no terms. Where no term can be explained (titles, labels, "when to
    /// call", cards), none is looked for; the glossary itself explains.
    pub fn unglossed(&self, brochure: &Brochure) -> Vec<Unglossed> {
        let mut known: BTreeSet<Id> = BTreeSet::new();
        let mut found = vec![];
        let bare = |part: Option<usize>| match part.and_then(|at| brochure.parts.get(at)) {
            Some(part) => matches!(part.kind, PartKind::WhenToCall | PartKind::Glossary | PartKind::About),
            None => brochure.panels.is_empty(),
        };
        each_rich(brochure, &mut |part, _, place, rich| {
            known.extend(rich.iter().filter_map(|stretch| stretch.first_use.clone()));
            if bare(part) {
                return;
            }
            let text = tailor::words(rich);
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
