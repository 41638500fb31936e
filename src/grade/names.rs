//! Names and explained terms, which the adjusted score counts as one short word each.

use std::collections::BTreeMap;

use super::scores::Method;
use crate::base::Id;
use crate::content::{Content, Library, Term, Text, Words};
use crate::tailor::{Block, Brochure};

/// Names and terms, ready to be found in a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// By the first piece of each; longest first.
    by_first: BTreeMap<String, Vec<Name>>,
}

/// A name without its first piece, and the term of the glossary that it is, if it is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    rest: Vec<String>,
    term: Option<Id>,
}

impl Names {
    /// The names that count in a brochure: of drugs, cancers, therapies and markers from the facts, and the terms
    /// that its own glossary explains.
    pub(super) fn of(library: &Library, brochure: &Brochure, method: Method) -> Names {
        let of_lang = language(library, brochure);
        let terms = explained(brochure).filter_map(|id| Some((id, of_lang?.glossary.terms.get(id.as_str())?)));
        Names::gathered(library, of_lang, terms, method)
    }

    /// The names of the facts, and every term of a language.
    pub(super) fn with_all_terms(library: &Library, of_lang: &Words, method: Method) -> Names {
        let terms = of_lang.glossary.terms.iter().map(|(id, term)| (&id.value, term));
        Names::gathered(library, Some(of_lang), terms, method)
    }

    fn gathered<'a>(
        library: &Library,
        of_lang: Option<&Words>,
        terms: impl Iterator<Item = (&'a Id, &'a Term)>,
        method: Method,
    ) -> Names {
        let mut all: BTreeMap<Vec<String>, Option<Id>> = BTreeMap::new();
        let mut add = |name: &str, term: Option<&Id>| {
            let name = without_brackets(name);
            let pieces: Vec<String> = name.split_whitespace().flat_map(|word| pieces(word, method)).collect();
            // `el cáncer`, `a brain tumor`: the article is no part of the name.
            let article =
                matches!(pieces.first().map(String::as_str), Some("a" | "an" | "the" | "el" | "la" | "un" | "una"));
            let pieces = if article { pieces[1..].to_vec() } else { pieces };
            if !pieces.is_empty() {
                all.entry(pieces).or_insert_with(|| term.cloned());
            }
        };
        for drug in library.drugs.drugs.values() {
            add(&drug.generic, None);
            drug.brands.iter().for_each(|brand| add(&brand.name, None));
            drug.targets.iter().for_each(|target| add(target, None));
        }
        if let Some(of_lang) = of_lang {
            for names in of_lang.names.therapies.values() {
                [&names.name, &names.text, &names.short].into_iter().for_each(|text| add(&bare(text), None));
            }
            for names in of_lang.names.cancers.values() {
                [&names.name, &names.text].into_iter().for_each(|text| add(&bare(text), None));
            }
            for names in of_lang.names.markers.values() {
                // `MSI-H or dMMR` are two names.
                let name = bare(&names.name);
                let split = |joined: &str| {
                    [" or ", " and ", " o ", " y "]
                        .iter()
                        .find_map(|by| joined.split_once(by))
                        .map(|(a, b)| [a.to_owned(), b.to_owned()])
                };
                match split(&name) {
                    Some(two) => two.iter().for_each(|name| add(name, None)),
                    None => add(&name, None),
                }
            }
        }
        for (id, term) in terms {
            add(&bare(&term.term), Some(id));
            term.also.iter().for_each(|form| add(form, Some(id)));
        }
        let mut by_first: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for (mut name, term) in all {
            let first = name.remove(0);
            by_first.entry(first).or_default().push(Name { rest: name, term });
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.rest.len()));
        }
        Names { by_first }
    }

    /// How many words from the first on are one name, and the term that it is; none for no name.
    pub(super) fn at(&self, words: &[Vec<String>]) -> Option<(usize, Option<&Id>)> {
        let first = words.first().and_then(|word| word.first())?;
        for name in self.by_first.get(first)? {
            // A name ends where a word ends.
            let mut left = name.rest.len() + 1;
            let mut count = 0;
            for word in words {
                if left == 0 || word.len() > left {
                    break;
                }
                left -= word.len();
                count += 1;
            }
            let said = words[..count].iter().flatten().skip(1);
            if left == 0 && said.eq(name.rest.iter()) {
                return Some((count, name.term.as_ref()));
            }
        }
        None
    }
}

/// What a library says in the language of a brochure.
fn language<'a>(library: &'a Library, brochure: &Brochure) -> Option<&'a Words> {
    let (id, _) = library.vocabulary.languages.iter().find(|(_, l)| l.tag == brochure.lang.tag())?;
    library.languages.get(&id.value)
}

/// Ids of the terms that a brochure's own glossary explains.
fn explained(brochure: &Brochure) -> impl Iterator<Item = &Id> {
    let blocks = brochure.parts.iter().flat_map(|part| &part.sections).flat_map(|section| &section.blocks);
    let entries = blocks.filter_map(|item| match &item.block {
        Block::Definitions(entries) => Some(entries),
        _ => None,
    });
    entries.flatten().filter_map(|entry| entry.page.as_ref()).map(|(id, _, _)| id)
}

/// The words of a name.
fn bare(text: &Text) -> String {
    let words = text.pieces.iter().map(|piece| match &piece.content {
        Content::Words(words) => words.as_str(),
        Content::Slot(_) => "",
    });
    words.collect()
}

/// `Acute myeloid leukemia (AML)` without what stands in brackets.
fn without_brackets(name: &str) -> String {
    match (name.find(" ("), name.ends_with(')')) {
        (Some(at), true) => name[..at].to_owned(),
        _ => name.to_owned(),
    }
}

/// The pieces of a word between hyphens, in the form in which names are compared: small letters, singular; capitals
/// that are said one by one stay, so that `ALL` is not `all`.
pub(super) fn pieces(word: &str, method: Method) -> Vec<String> {
    let fold = |piece: &str| {
        let piece: String = piece.chars().filter(|c| c.is_alphanumeric()).collect();
        let capitals = piece.chars().count() > 1 && piece.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        if capitals {
            return piece;
        }
        let lower = piece.to_lowercase();
        let lower = if method == Method::Spanish { without_accents(&lower) } else { lower };
        let long = lower.chars().count() > 3;
        let consonant_es = lower.strip_suffix("es").filter(|stem| stem.ends_with(['l', 'n', 'r', 'd']));
        match (method, consonant_es, lower.strip_suffix('s')) {
            (Method::Spanish, Some(stem), _) if long => stem.to_owned(),
            (_, _, Some(stem)) if long && !stem.ends_with(['s', 'i', 'u']) => stem.to_owned(),
            _ => lower,
        }
    };
    let word = word.split(['\'', '’']).next().unwrap_or("");
    word.split('-').map(fold).filter(|piece| !piece.is_empty()).collect()
}

/// `pulmón` as `pulmon`: the plural has no accent.
fn without_accents(word: &str) -> String {
    let plain = |c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    };
    word.chars().map(plain).collect()
}
