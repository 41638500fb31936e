//! Units of translation, and the pins that say which source text each was made from.
//!
//! A unit is the least that a translator compares: a block, a title, a list, a cell, a term, a name, a string. A pin is
//! the start of the SHA-256 of the unit's source as parsed, so that other quotes, other line breaks or another order of
//! lines in the file leave it as it is, and one other word does not. Units are found in the YAML itself, not in the
//! types, so a new kind of block is pinned without a line here.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use sha2::{Digest, Sha256};

use super::yaml::{Node, Value};
use crate::base::{FileId, Id, Span, Spanned, hex};
use crate::content::{Library, Words};

/// Keys of the head, which nobody translates.
const HEAD: [&str; 5] = ["version", "authors", "sources", "review", "pins"];
/// Hexadecimal digits of a pin: one change in four thousand million would go unseen.
const DIGITS: usize = 8;
/// Lists that differ between languages by their nature: other forms of a word.
const FREE: &str = "also";

/// The pins of a translated file: names of units with the hash of the source they were made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pins(Vec<(Spanned<String>, Spanned<String>)>);

impl Pins {
    /// The pin of a unit.
    pub fn get(&self, unit: &str) -> Option<&Spanned<String>> {
        self.0.iter().find(|(name, _)| name.value == unit).map(|(_, pin)| pin)
    }

    /// Names of units with their pins, as written.
    pub fn iter(&self) -> impl Iterator<Item = (&Spanned<String>, &Spanned<String>)> {
        self.0.iter().map(|(name, pin)| (name, pin))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Pins {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Pins;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping from texts to their pins")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pins, A::Error> {
                let mut entries = vec![];
                while let Some(name) = map.next_key::<Spanned<String>>()? {
                    entries.push((name, map.next_value::<Spanned<String>>()?));
                }
                Ok(Pins(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl JsonSchema for Pins {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pins".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "additionalProperties": { "type": "string", "pattern": "^[0-9a-f]{8}$" },
        })
    }
}

/// A unit of translation, in one file.
#[derive(Clone, Debug)]
pub struct Unit<'a> {
    /// Its name in the file: keys from the top, joined by dots, such as `sections.how-given.day`.
    pub name: String,
    /// Where its key stands.
    pub span: Span,
    node: &'a Node,
    /// The key below which other units stand, which is not part of this one.
    without: Option<&'static str>,
}

/// What a translation does not have as its source has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A key that the source has and the translation lacks.
    Lacks(String),
    /// A key that only the translation has.
    Adds(String),
    /// A list of another length: of the source, of the translation.
    Counts(usize, usize),
}

impl<'a> Unit<'a> {
    /// The pin of a translation made from this unit.
    pub fn pin(&self) -> String {
        let mut hash = Sha256::new();
        add(self.node, &|key| Some(key) == self.without, &mut hash);
        let mut pin = hex(&hash.finalize());
        pin.truncate(DIGITS);
        pin
    }

    /// All texts of this unit, in order.
    pub fn texts(&self) -> Vec<&'a str> {
        self.placed_texts().into_iter().map(|(_, text, _)| text).collect()
    }

    /// Whether a place is inside this unit, or at its key.
    pub fn covers(&self, place: Span) -> bool {
        place.file == self.span.file && (self.span.start..self.node.span.end).contains(&place.start)
    }

    /// From its key to the end of what stands under it.
    pub fn range(&self) -> Span {
        Span { end: self.node.span.end.max(self.span.end), ..self.span }
    }

    /// Its texts in order: the keys from the unit down to each, joined by dots, the text, and its place.
    pub fn placed_texts(&self) -> Vec<(String, &'a str, Span)> {
        let mut found = vec![];
        texts(self.node, String::new(), self.without, &mut found);
        found
    }

    /// For whom it is, in words, such as `therapy car-t or cytokines`; none where it says nothing of that.
    pub fn condition(&self) -> Option<String> {
        let has = |key: &str| entries(self.node).iter().find(|(k, _)| k.value == key).map(|(_, node)| node);
        let own = self.name == "only" || (self.without.is_some() && has("title").is_none());
        let node = if own { Some(self.node) } else { has("only") };
        node.map(|only| {
            let asked = entries(only).iter().filter(|(key, _)| Some(key.as_str()) != self.without);
            asked.map(|(key, value)| asked_for(key, value)).collect::<Vec<_>>().join(", ")
        })
    }

    /// Where a translation of this unit has another form than the unit itself, with the place in the translation.
    pub fn gaps(&self, translation: &Unit<'_>) -> Vec<(Gap, Span)> {
        let mut found = vec![];
        gaps(self.node, translation.node, translation.span, self.without, &mut found);
        found
    }
}

/// One key of a condition, in words.
fn asked_for(key: &str, value: &Node) -> String {
    let mut texts = vec![];
    self::texts(value, String::new(), None, &mut texts);
    let values = texts.iter().map(|(_, text, _)| *text).collect::<Vec<_>>().join(" or ");
    match (key, values.as_str()) {
        ("reader", "general") => "the general guide".into(),
        ("reader", "tailored") => "tailored guides".into(),
        ("clinic", "with") => "guides of a clinic".into(),
        ("clinic", "without") => "guides without a clinic".into(),
        ("class", classes) => format!("a drug of class {classes}"),
        _ => format!("{key} {values}"),
    }
}

fn texts<'a>(node: &'a Node, path: String, without: Option<&str>, found: &mut Vec<(String, &'a str, Span)>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => found.push((path, text, node.span)),
        Value::List(items) => items.iter().for_each(|item| texts(item, path.clone(), None, found)),
        Value::Map(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| Some(key.as_str()) != without) {
                let dot = if path.is_empty() { "" } else { "." };
                texts(value, format!("{path}{dot}{}", key.value), None, found);
            }
        }
    }
}

fn gaps(source: &Node, own: &Node, at: Span, without: Option<&str>, found: &mut Vec<(Gap, Span)>) {
    match (&source.value, &own.value) {
        (Value::Map(source), Value::Map(own)) => {
            for (key, node) in source.iter().filter(|(key, _)| Some(key.as_str()) != without && key.value != FREE) {
                match own.iter().find(|(k, _)| k.value == key.value) {
                    Some((k, n)) => gaps(node, n, k.span, None, found),
                    None => found.push((Gap::Lacks(key.value.clone()), at)),
                }
            }
            for (key, _) in own.iter().filter(|(key, _)| Some(key.as_str()) != without && key.value != FREE) {
                if !source.iter().any(|(k, _)| k.value == key.value) {
                    found.push((Gap::Adds(key.value.clone()), key.span));
                }
            }
        }
        (Value::List(source), Value::List(own)) if source.len() != own.len() => {
            found.push((Gap::Counts(source.len(), own.len()), at));
        }
        (Value::List(source), Value::List(own)) => {
            source.iter().zip(own).for_each(|(s, o)| gaps(s, o, o.span, None, found));
        }
        _ => {}
    }
}

/// The units of a file, in the order written.
fn units(top: &Node) -> Vec<Unit<'_>> {
    let mut found = vec![];
    for (key, value) in entries(top).iter().filter(|(key, _)| !HEAD.contains(&key.as_str())) {
        let name = key.value.clone();
        match (key.as_str(), &value.value) {
            ("blocks", _) => blocks(&name, value, &mut found),
            ("sections", _) => {
                for (id, section) in entries(value) {
                    let name = format!("{name}.{}", id.value);
                    found.push(Unit { name: name.clone(), span: id.span, node: section, without: Some("blocks") });
                    if let Some((_, inner)) = entries(section).iter().find(|(key, _)| key.value == "blocks") {
                        blocks(&name, inner, &mut found);
                    }
                }
            }
            ("slots", _) => {
                entries(value).iter().for_each(|(id, inner)| blocks(&format!("{name}.{}", id.value), inner, &mut found))
            }
            ("cells", _) => {
                entries(value).iter().for_each(|(id, set)| each(&format!("{name}.{}", id.value), set, &mut found))
            }
            // For whom a section is, is one thing and not three.
            (not_only, Value::Map(_)) if not_only != "only" => each(&name, value, &mut found),
            _ => found.push(Unit { name, span: key.span, node: value, without: None }),
        }
    }
    found
}

fn each<'a>(name: &str, map: &'a Node, found: &mut Vec<Unit<'a>>) {
    let unit = |(id, node): &'a (Spanned<String>, Node)| {
        let name = format!("{name}.{}", id.value);
        Unit { name, span: id.span, node, without: None }
    };
    found.extend(entries(map).iter().map(unit));
}

/// Blocks, and those inside `only:` after the condition that they stand under.
fn blocks<'a>(name: &str, map: &'a Node, found: &mut Vec<Unit<'a>>) {
    for (id, block) in entries(map) {
        let name = format!("{name}.{}", id.value);
        match entries(block) {
            [(kind, only)] if kind.value == "only" => {
                found.push(Unit { name: name.clone(), span: id.span, node: only, without: Some("blocks") });
                if let Some((_, inner)) = entries(only).iter().find(|(key, _)| key.value == "blocks") {
                    blocks(&name, inner, found);
                }
            }
            _ => found.push(Unit { name, span: id.span, node: block, without: None }),
        }
    }
}

fn entries(node: &Node) -> &[(Spanned<String>, Node)] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

/// SHA-256 of what a file says. Its `review` is left out, and so are its pins: a signature stands for the words that
/// patients read, and to note which source they were compared with changes none of them.
pub(super) fn meaning(node: &Node) -> String {
    let mut hash = Sha256::new();
    add(node, &|key| matches!(key, "review" | "pins"), &mut hash);
    hex(&hash.finalize())
}

/// Adds a node to a hash, in a form that no other node has; keys of the topmost mapping may be left out.
fn add(node: &Node, left_out: &dyn Fn(&str) -> bool, hash: &mut Sha256) {
    let mut piece = |kind: u8, text: &str| {
        hash.update([kind]);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    match &node.value {
        Value::Null => piece(b'0', ""),
        Value::Scalar { text, .. } => piece(b's', text),
        Value::List(items) => {
            piece(b'[', "");
            items.iter().for_each(|item| add(item, &|_| false, hash));
            hash.update(b"]");
        }
        Value::Map(entries) => {
            piece(b'{', "");
            for (key, value) in entries.iter().filter(|(key, _)| !left_out(&key.value)) {
                hash.update(b"k");
                hash.update((key.value.len() as u64).to_le_bytes());
                hash.update(key.value.as_bytes());
                add(value, &|_| false, hash);
            }
            hash.update(b"}");
        }
    }
}

/// A file that a language has, or should have, as the source language has it.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language.
    pub lang: Id,
    /// The path below the folder of the language, such as `sections/how-given.yaml`.
    pub path: String,
    /// The file in the source language.
    pub source: Option<FileId>,
    /// The file in the language itself.
    pub own: Option<FileId>,
}

impl Library {
    /// The language that all others are translated from: the first of the vocabulary.
    pub fn source_language(&self) -> Option<&Id> {
        self.vocabulary.languages.ids().next()
    }

    /// The units of a file, in the order written.
    pub fn units(&self, file: FileId) -> Vec<Unit<'_>> {
        self.nodes.get(&file).map(units).unwrap_or_default()
    }

    /// Every file of every other language beside that of the source language.
    pub fn translations(&self) -> Vec<Translation> {
        let Some(source) = self.source_language() else { return vec![] };
        let of = |lang: &Id| self.languages.get(lang).map(files).unwrap_or_default();
        let sources = of(source);
        let mut all = vec![];
        for lang in self.languages.keys().filter(|lang| *lang != source) {
            let own = of(lang);
            let find = |files: &[(String, FileId)], path: &str| files.iter().find(|(p, _)| p == path).map(|(_, f)| *f);
            let mut paths: Vec<&String> = sources.iter().chain(&own).map(|(path, _)| path).collect();
            paths.sort();
            paths.dedup();
            all.extend(paths.into_iter().map(|path| Translation {
                lang: lang.clone(),
                path: path.clone(),
                source: find(&sources, path),
                own: find(&own, path),
            }));
        }
        all
    }
}

/// The files of a language, by their paths below its folder.
fn files(words: &Words) -> Vec<(String, FileId)> {
    let mut all = vec![
        ("strings.yaml".to_owned(), words.strings.version.span.file),
        ("names.yaml".to_owned(), words.names.version.span.file),
        ("guide.yaml".to_owned(), words.guide.version.span.file),
        ("glossary.yaml".to_owned(), words.glossary.version.span.file),
        ("figures.yaml".to_owned(), words.figures.version.span.file),
    ];
    all.extend(words.sections.iter().map(|(id, f)| (format!("sections/{id}.yaml"), f.version.span.file)));
    all.extend(words.therapies.iter().map(|(id, f)| (format!("therapies/{id}.yaml"), f.version.span.file)));
    all.extend(words.cancers.iter().map(|(id, f)| (format!("cancers/{id}.yaml"), f.version.span.file)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml::parse;

    fn pins(text: &str) -> Vec<(String, String)> {
        units(&parse(text, FileId(0)).unwrap()).iter().map(|u| (u.name.clone(), u.pin())).collect()
    }

    const FILE: &str = "version: 1\ntitle: How?\nonly: { therapy: [car-t] }\nblocks:\n  a: { para: One two. }\n  \
                        b:\n    only:\n      therapy: [car-t]\n      blocks: { c: { para: Three. } }\n";

    #[test]
    fn units_are_named_by_their_keys() {
        let names = |text: &str| pins(text).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(FILE), ["title", "only", "blocks.a", "blocks.b", "blocks.b.c"]);
        let module = "sections: { what: { title: T, blocks: { a: { para: P } } } }\nslots: { s: { b: { para: P } } }\n\
                      lists: { l: [x] }\ncells: { c: { r: x } }\nterms: { t: { term: T } }\npins: { title: x }\n";
        let all = ["sections.what", "sections.what.a", "slots.s.b", "lists.l", "cells.c.r", "terms.t"];
        assert_eq!(names(module), all);
    }

    #[test]
    fn a_unit_tells_its_texts_and_for_whom_it_is() {
        let file = parse(FILE, FileId(0)).unwrap();
        let units = units(&file);
        let condition = |name: &str| units.iter().find(|u| u.name == name).unwrap().condition();
        assert_eq!(condition("only").as_deref(), Some("therapy car-t"));
        assert_eq!(condition("blocks.b").as_deref(), Some("therapy car-t"));
        assert_eq!(condition("blocks.a"), None);
        let of = |name: &str| {
            let unit = units.iter().find(|u| u.name == name).unwrap();
            unit.placed_texts().into_iter().map(|(path, text, _)| format!("{path}={text}")).collect::<Vec<_>>()
        };
        assert_eq!(of("title"), ["=How?"]);
        assert_eq!(of("blocks.b.c"), ["para=Three."]);
        assert_eq!(of("blocks.b"), ["therapy=car-t"]);
    }

    #[test]
    fn other_quotes_and_line_breaks_are_the_same_text() {
        let other =
            FILE.replace("{ para: One two. }", "\n    para: >-\n      One\n      two.").replace("How?", "'How?'");
        assert_ne!(other, FILE);
        assert_eq!(pins(&other), pins(FILE));
    }

    #[test]
    fn one_other_word_changes_one_unit() {
        for (from, to, unit) in [
            ("How?", "Why?", "title"),
            ("One two", "One six", "blocks.a"),
            ("Three", "Four", "blocks.b.c"),
            ("      therapy: [car-t]", "      therapy: [til]", "blocks.b"),
            ("only: { therapy: [car-t] }\nb", "only: { therapy: [til] }\nb", "only"),
            ("{ para: One", "{ key: One", "blocks.a"),
        ] {
            let changed = FILE.replacen(from, to, 1);
            let differ = pins(&changed).into_iter().zip(pins(FILE)).filter(|(a, b)| a != b);
            assert_eq!(differ.map(|(a, _)| a.0).collect::<Vec<_>>(), [unit], "{from}");
        }
    }

    #[test]
    fn neither_pins_nor_review_are_part_of_the_meaning() {
        let of = |text: &str| meaning(&parse(text, FileId(0)).unwrap());
        assert_eq!(of(FILE), of(&format!("{FILE}review: draft\npins: {{ title: \"0\" }}\n")));
        assert_ne!(of(FILE), of(&FILE.replace("Three", "Four")));
    }

    #[test]
    fn what_a_translation_lacks_is_found() {
        let found = |source: &str, own: &str| {
            let (source, own) = (parse(source, FileId(0)).unwrap(), parse(own, FileId(1)).unwrap());
            let (s, o) = (units(&source), units(&own));
            s[0].gaps(&o[0]).into_iter().map(|(gap, _)| gap).collect::<Vec<_>>()
        };
        let of = |text: &str| format!("blocks: {{ a: {text} }}");
        let lacks = |key: &str| Gap::Lacks(key.to_owned());
        let gaps = |s: &str, o: &str| found(&of(s), &of(o));
        assert_eq!(gaps("{ key: a }", "{ key: b }"), []);
        assert_eq!(gaps("{ table: { rows: {}, note: x } }", "{ table: { rows: {} } }"), [lacks("note")]);
        assert_eq!(gaps("{ key: a }", "{ para: b }"), [lacks("key"), Gap::Adds("para".into())]);
        assert_eq!(gaps("{ bullets: [a, b] }", "{ bullets: [a] }"), [Gap::Counts(2, 1)]);
        assert_eq!(gaps("{ term: a, also: [b, c] }", "{ term: a }"), []);
    }
}
