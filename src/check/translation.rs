//! Is each translation complete, and made from what the source says now.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Diagnostics, FileId, Id, Severity, Span};
use crate::content::{Gap, Library, Pins, Translation, Unit};

/// Keys whose entries `references` compares with the vocabulary, in every language.
const COMPARED: [&str; 4] = ["therapies", "cancers", "parts", "figures"];

/// A translation that is behind its source.
#[derive(Clone, Debug)]
pub struct Lag {
    /// The file, and whether the language has it.
    pub file: Translation,
    /// What is wrong.
    pub problem: Diagnostic,
}

impl Lag {
    /// The same for somebody who makes a brochure: what is missing stops the work, what is old does not.
    pub fn for_build(self) -> Diagnostic {
        match self.problem.code {
            Code::MissingTranslation => self.problem,
            _ => Diagnostic { severity: self.problem.severity.min(Severity::Warning), ..self.problem },
        }
    }
}

/// Where translations are behind their source. `path` gives the path of a file as the user knows it; `known` is what
/// was found to be wrong so far: a text with an error is not yet what should be translated.
pub fn translation(library: &Library, path: &dyn Fn(FileId) -> String, known: &Diagnostics) -> Vec<Lag> {
    let Some(source) = library.source_language() else { return vec![] };
    let name = library.vocabulary.languages.get(source.as_str()).map_or(source.as_str(), |l| &l.name);
    let mut found = vec![];
    for file in library.translations() {
        let problems = match (file.source, file.own) {
            (Some(from), Some(own)) => {
                let errors = known.0.iter().filter(|d| d.severity == Severity::Error).filter_map(|d| d.span);
                let wrong: Vec<Span> = errors.filter(|span| span.file == from).collect();
                let is_sound = |unit: &Unit<'_>| !wrong.iter().any(|span| unit.covers(*span));
                let (sound, unsound) = library.units(from).into_iter().partition(is_sound);
                let pins = pins(library, own);
                let (path, own) = (as_argument(path(own)), library.units(own));
                Pair { name, lang: &file.lang, from: sound, unsound, pins, own, path }.problems()
            }
            (Some(from), None) => vec![no_file(library, &file, from, name)],
            (None, Some(own)) => vec![no_source(library, &file, own, name)],
            (None, None) => vec![],
        };
        found.extend(problems.into_iter().map(|problem| Lag { file: file.clone(), problem }));
        if let Some((pin, _)) = file.source.map(|from| pins(library, from)).unwrap_or_default().iter().next() {
            let message = format!("this file is {name}, and {name} texts are translated from nothing");
            let problem =
                Diagnostic::warning(Code::Unused, message).at(pin.span).hint("remove `pins:` and what stands under it");
            found.push(Lag { file, problem });
        }
    }
    found
}

fn pins(library: &Library, file: FileId) -> Pins {
    library.files.get(&file).map(|state| state.head.pins.clone()).unwrap_or_default()
}

/// The first line of a file that says something of it.
fn head(library: &Library, file: FileId) -> Span {
    library.files.get(&file).map_or(Span { file, ..Span::default() }, |state| state.head.version.span)
}

fn no_file(library: &Library, file: &Translation, from: FileId, name: &str) -> Diagnostic {
    let path = format!("{}/{}", file.lang, file.path);
    Diagnostic::error(Code::MissingTranslation, format!("the file `{path}` is not there, and the {name} one is"))
        .at(head(library, from))
        .hint(format!("translate this file, and write it as `{path}`"))
}

fn no_source(library: &Library, file: &Translation, own: FileId, name: &str) -> Diagnostic {
    let source = library.source_language().map_or("", Id::as_str);
    let message = format!("this file is translated from nothing: there is no {name} `{source}/{}`", file.path);
    Diagnostic::error(Code::StaleTranslation, message)
        .at(head(library, own))
        .hint(format!("write the {name} file, or remove this one"))
}

/// A file in the source language and its translation.
struct Pair<'a> {
    /// Name of the source language.
    name: &'a str,
    /// Language of the translation.
    lang: &'a Id,
    from: Vec<Unit<'a>>,
    /// Texts of the source that have errors themselves.
    unsound: Vec<Unit<'a>>,
    own: Vec<Unit<'a>>,
    pins: Pins,
    /// The translated file as the user knows it.
    path: String,
}

impl Pair<'_> {
    fn problems(&self) -> Vec<Diagnostic> {
        let mut found = self.missing();
        let unpinned: Vec<&Unit<'_>> = self.own.iter().filter(|unit| self.pins.get(&unit.name).is_none()).collect();
        let whole = self.pins.is_empty();
        if let (true, Some(first)) = (whole, unpinned.first()) {
            let message = format!(
                "none of the {} texts of this file says which {} text it was made from",
                unpinned.len(),
                self.name
            );
            found.push(self.stale(message, first.span).hint(self.compare("the two files", None)));
        }
        let is_unsound = |unit: &&Unit<'_>| self.unsound.iter().any(|from| from.name == unit.name);
        for unit in self.own.iter().filter(|unit| !is_unsound(unit)) {
            let Some(from) = self.from.iter().find(|from| from.name == unit.name) else {
                if !compared(&unit.name) && !is_own(&unit.name) {
                    let message = format!("`{}` has no {} text that it could be made from", unit.name, self.name);
                    let hint = format!("write it in {} first, or remove it here", self.name);
                    found.push(self.stale(message, unit.span).hint(hint));
                }
                continue;
            };
            let gaps = from.gaps(unit);
            if !gaps.is_empty() {
                found.extend(gaps.into_iter().map(|(gap, at)| self.gap(&gap, at, from)));
                continue;
            }
            let say = match self.pins.get(&unit.name) {
                Some(pin) if pin.value == from.pin() => continue,
                Some(_) => format!("the {} text of `{}` has changed since it was translated", self.name, unit.name),
                None if whole => continue,
                None => format!("`{}` does not say which {} text it was made from", unit.name, self.name),
            };
            found.push(
                self.stale(say, unit.span)
                    .label(from.span, format!("the {} text", self.name))
                    .hint(self.compare("the two texts", Some(&unit.name))),
            );
        }
        found.extend(self.order());
        // A text that is missing has been told of; its pin waits for it.
        let is_known = |name: &str| self.own.iter().chain(&self.from).any(|unit| unit.name == name);
        found.extend(self.pins.iter().filter(|(name, _)| !is_known(&name.value)).map(|(name, _)| {
            Diagnostic::warning(Code::Unused, format!("there is no text `{}` in this file", name.value))
                .at(name.span)
                .hint(format!("remove this line, or run `handout pin {}`", self.path))
        }));
        found
    }

    /// The first block that stands in another place than in the source: steps would be told in another order.
    fn order(&self) -> Option<Diagnostic> {
        let is_block =
            |unit: &&Unit<'_>| ["blocks.", "sections.", "slots."].iter().any(|top| unit.name.starts_with(top));
        let has = |units: &[Unit<'_>], name: &str| units.iter().any(|unit| unit.name == name);
        let own = self.own.iter().filter(is_block).filter(|unit| has(&self.from, &unit.name));
        let from = self.from.iter().filter(is_block).filter(|unit| has(&self.own, &unit.name));
        let (own, from) = own.zip(from).find(|(own, from)| own.name != from.name)?;
        let message = format!("`{}` stands here, where the {} texts have `{}`", own.name, self.name, from.name);
        Some(
            self.stale(message, own.span)
                .label(from.span, format!("the {} text", self.name))
                .hint("put the texts into the same order"),
        )
    }

    fn stale(&self, message: String, at: Span) -> Diagnostic {
        Diagnostic::error(Code::StaleTranslation, message).at(at)
    }

    /// What to do about a text that may be old.
    fn compare(&self, what: &str, unit: Option<&str>) -> String {
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        format!("compare {what}, put the translation right, then run `handout pin {}{unit}`", self.path)
    }

    /// Units that the source has and the translation lacks; of a section that is missing, only the section.
    fn missing(&self) -> Vec<Diagnostic> {
        let own: BTreeSet<&str> = self.own.iter().map(|unit| unit.name.as_str()).collect();
        let mut told: Vec<&str> = vec![];
        let mut found = vec![];
        for unit in self.from.iter().filter(|unit| !own.contains(unit.name.as_str()) && !compared(&unit.name)) {
            if told.iter().any(|outer| unit.name.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'))) {
                continue;
            }
            told.push(&unit.name);
            let message = format!("`{}` is not translated: it is missing in `{}`", unit.name, self.lang);
            found.push(
                Diagnostic::error(Code::MissingTranslation, message)
                    .at(unit.span)
                    .hint(format!("add it to {}", self.path)),
            );
        }
        found
    }

    fn gap(&self, gap: &Gap, at: Span, from: &Unit<'_>) -> Diagnostic {
        let name = self.name;
        let (code, message, hint) = match gap {
            Gap::Lacks(key) => (
                Code::MissingTranslation,
                format!("`{key}:` is missing here, and the {name} text has it"),
                format!("translate `{key}:` too"),
            ),
            Gap::Adds(key) => (
                Code::StaleTranslation,
                format!("`{key}:` stands here, and the {name} text has none"),
                format!("write it in {name} first, or remove it here"),
            ),
            Gap::Counts(source, own) => (
                Code::StaleTranslation,
                format!("the {name} text has a list of {source} here, and the translation one of {own}"),
                "translate each item by one item".to_owned(),
            ),
        };
        let then = format!("then run `handout pin {} {}`", self.path, from.name);
        Diagnostic::error(code, message).at(at).label(from.span, format!("the {name} text")).hint(hint).hint(then)
    }
}

/// A path as it must be typed.
fn as_argument(path: String) -> String {
    if path.contains(char::is_whitespace) { format!("'{path}'") } else { path }
}

/// Texts that a language may have alone: names that the facts give in the source language, and rules of its grammar.
fn is_own(unit: &str) -> bool {
    ["drugs.", "targets.", "join.and-other", "join.and-before"].iter().any(|own| unit.starts_with(own))
}

fn compared(unit: &str) -> bool {
    COMPARED.iter().any(|key| unit.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
}
