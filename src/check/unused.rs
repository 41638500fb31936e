//! What is written and nothing refers to.

use std::collections::BTreeSet;

use super::references::unused;
use super::walk;
use crate::base::{Diagnostics, Id, Spanned};
use crate::content::{Block, FigureUse, Library, Link, Words};

/// Looks for terms, figures, sources, markers, routes and classes that nothing uses.
pub fn look(library: &Library) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for words in library.languages.values() {
        terms(words, &mut problems);
        names(library, words, &mut problems);
        for (_, blocks) in walk::all_blocks(words) {
            walk::each_block(blocks, &mut |_, block| {
                if let Block::Figure(figure) = block {
                    shown.insert(figure.id.as_str());
                }
            });
        }
    }
    let scenes = library.figures.figures.iter().filter(|(_, figure)| figure.purpose == FigureUse::Scene);
    report("figure", scenes.map(|(id, _)| id), &shown, "show it in a section, or remove it", &mut problems);
    let cited: BTreeSet<&str> = super::references::cited(library).map(|id| id.as_str()).collect();
    let listed = library.sources.list.iter().map(|(id, _)| id);
    report("source", listed, &cited, "name it where it was used, or remove it", &mut problems);
    problems
}

fn report<'a>(
    what: &str,
    written: impl Iterator<Item = &'a Spanned<Id>>,
    used: &BTreeSet<&str>,
    hint: &str,
    problems: &mut Diagnostics,
) {
    for id in written.filter(|id| !used.contains(id.as_str())) {
        problems.push(unused(format!("nothing uses the {what} `{}`", id.value), id.span, hint));
    }
}

/// Terms that no text links.
fn terms(words: &Words, problems: &mut Diagnostics) {
    let mut linked: BTreeSet<&str> = BTreeSet::new();
    walk::each_text(words, &mut |text, _| {
        for link in text.pieces.iter().filter_map(|piece| piece.link.as_ref()) {
            if let Link::Term { id, .. } = link {
                linked.insert(id.as_str());
            }
        }
    });
    let listed = words.glossary.terms.iter().map(|(id, _)| id);
    report("term", listed, &linked, "link it where it is used first, or remove it", problems);
}

/// Names of what the facts do not have.
fn names(library: &Library, words: &Words, problems: &mut Diagnostics) {
    let drugs = || library.drugs.drugs.values();
    let uses = || drugs().flat_map(|drug| drug.uses.values());
    let markers: BTreeSet<&str> = uses().flat_map(|how| &how.markers).map(|id| id.as_str()).collect();
    let routes: BTreeSet<&str> = drugs().flat_map(|drug| &drug.brands).map(|brand| brand.route.as_str()).collect();
    let classes: BTreeSet<&str> = drugs().map(|drug| drug.class.id()).collect();
    let hint = "use it in facts/drugs.yaml, or remove it";
    report("marker", words.names.markers.iter().map(|(id, _)| id), &markers, hint, problems);
    report("route", words.names.routes.iter().map(|(id, _)| id), &routes, hint, problems);
    report("class", words.names.classes.iter().map(|(id, _)| id), &classes, hint, problems);
}
