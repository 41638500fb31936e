//! Side room of `check`, `lint`: is it written well.
//!
//! Takes a [`Library`] and the day of today and gives [`Diagnostics`]: `words` (promises, hard words, passives, numbers,
//! capitals) and `lengths` (sentences, paragraphs, stretches without a heading), `headings`, `parts` (key messages, actions,
//! comparisons), `facts` (their age and sources), `numbers` (the same in every language); over all brochures, `dead` (blocks
//! for nobody) and `terms` (used before they are explained) → `settings` (what `check.yaml` makes of all findings, those
//! of `check` too). `rules` says of every code what it means and where it
//! comes from.

mod dead;
mod facts;
mod headings;
mod lengths;
mod numbers;
mod parts;
mod rules;
mod settings;
mod terms;
mod words;

use crate::base::{Code, Diagnostic, Diagnostics, Span};
use crate::content::{Date, Library};

pub use rules::{RULES, Rule, rule};
pub use settings::settle;

/// All that an editor should look at, as severe as the rules are by themselves.
pub fn lint(library: &Library, today: Date) -> Diagnostics {
    let mut found = vec![];
    for (lang, words) in &library.languages {
        let lists = library.check.as_ref().and_then(|check| check.words.get(lang.as_str()));
        words::words(library, words, lists, &mut found);
        lengths::lengths(library, words, &mut found);
        headings::headings(words, &mut found);
        parts::parts(library, words, lists, &mut found);
    }
    facts::facts(library, today, &mut found);
    numbers::numbers(library, &mut found);
    Diagnostics(found)
}

/// What only shows in all brochures that can be made. It asks for content that can be made: [`lint`] and `check` found
/// no error in it.
pub fn lint_brochures(library: &Library) -> Diagnostics {
    let mut found = vec![];
    for words in library.languages.values() {
        dead::dead(library, words, &mut found);
    }
    terms::terms(library, &mut found);
    Diagnostics(found)
}

/// A finding, as severe as its rule.
fn finding(code: Code, message: String, at: Span) -> Diagnostic {
    let mut diagnostic = Diagnostic::warning(code, message).at(at);
    diagnostic.severity = rule(code).severity;
    diagnostic
}

/// The number from which on something is a finding: that of `check.yaml`, or the rule's own.
pub fn threshold(library: &Library, code: Code) -> f64 {
    let rule = rule(code);
    let set = library.check.as_ref().and_then(|check| check.rules.get(rule.name)).and_then(|set| set.threshold);
    set.or(rule.threshold).unwrap_or_default()
}
