//! YAML text to a tree of nodes with places, within a budget.
//!
//! The tree comes from the events of `saphyr-parser`, not from a serde YAML crate, for three things a
//! serde stream cannot give: every problem of a file at once (a stream stops at the first), the text of
//! a scalar as written (`1.10` stays `1.10`), and a place for every key. Aliases, anchors, tags and merge
//! keys are refused while reading, so no document can grow beyond its own bytes.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::library::is_hidden;
use crate::base::{Code, Diagnostic, Diagnostics, FileId, Span, Spanned};

/// Deepest nesting of mappings and lists.
pub const MAX_DEPTH: usize = 32;
/// Most nodes in one file.
pub const MAX_NODES: usize = 100_000;
/// Longest scalar, in bytes.
pub const MAX_SCALAR: usize = 8_000;

/// A node with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it holds.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// Text as written; `plain` when it stands without quotes.
    Scalar {
        /// The text.
        text: String,
        /// Whether it stands without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the order written; keys are texts.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// How many values it holds, itself among them.
    pub fn count(&self) -> usize {
        1 + match &self.value {
            Value::Null | Value::Scalar { .. } => 0,
            Value::List(items) => items.iter().map(Node::count).sum(),
            // A key is a value too.
            Value::Map(entries) => entries.iter().map(|(_, value)| 1 + value.count()).sum(),
        }
    }
}

impl Value {
    /// The kind in an editor's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// Maps places counted in characters to places counted in bytes.
struct Offsets {
    ascii: bool,
    bytes: Vec<u32>,
    len: u32,
}

impl Offsets {
    fn new(text: &str) -> Offsets {
        let ascii = text.is_ascii();
        let bytes = if ascii { vec![] } else { text.char_indices().map(|(i, _)| i as u32).collect() };
        Offsets { ascii, bytes, len: text.len() as u32 }
    }

    fn at(&self, characters: usize) -> u32 {
        let byte = if self.ascii { characters as u32 } else { self.bytes.get(characters).copied().unwrap_or(self.len) };
        byte.min(self.len)
    }
}

enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

/// Reads one YAML document.
///
/// # Errors
/// Every part that breaks YAML or the budget, with its place; a syntax error ends the reading.
pub fn parse(text: &str, file: FileId) -> Result<Node, Diagnostics> {
    let offsets = Offsets::new(text);
    let span_of = |span: saphyr_parser::Span| Span {
        file,
        start: offsets.at(span.start.index()),
        end: offsets.at(span.end.index()).max(offsets.at(span.start.index())),
    };
    let mut problems = Diagnostics::default();
    let mut open: Vec<Open> = vec![];
    let mut root: Option<Node> = None;
    let mut nodes = 0usize;
    let mut documents = 0usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok((event, span)) => (event, span_of(span)),
            Err(error) => {
                let at = offsets.at(error.marker().index());
                let place = Span { file, start: at, end: at.saturating_add(1).min(offsets.len) };
                problems.push(syntax(error.info(), text, place));
                return Err(problems);
            }
        };
        let forbidden = |what: &str, fix: &str| {
            Diagnostic::error(Code::ForbiddenYaml, format!("{what} is not allowed in content")).at(span).hint(fix)
        };
        nodes += 1;
        if nodes > MAX_NODES {
            let message = format!("this file holds more than {MAX_NODES} values");
            problems.push(Diagnostic::error(Code::TooLarge, message).at(span).hint("split the file"));
            return Err(problems);
        }
        let finished = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    problems.push(forbidden("a second document (`---`)", "keep one document in a file"));
                    return Err(problems);
                }
                None
            }
            Event::Alias(_) => {
                problems.push(forbidden("an alias (`*name`)", "write the value out"));
                Some(Node { value: Value::Null, span })
            }
            Event::Scalar(value, style, anchor, tag) => {
                if anchor > 0 {
                    problems.push(forbidden("an anchor (`&name`)", "write the value out where it is needed"));
                }
                if tag.is_some() {
                    problems.push(forbidden("a tag (`!name`)", "remove the tag; the schema knows the kind"));
                }
                if value.len() > MAX_SCALAR {
                    let message = format!("this text has {} bytes, more than {MAX_SCALAR}", value.len());
                    problems.push(
                        Diagnostic::error(Code::TooLarge, message).at(span).hint("split the text into paragraphs"),
                    );
                }
                // Those that stand in the file as they are were found before, at their own places.
                let written = text.get(span.start as usize..span.end as usize).unwrap_or("");
                if let Some(c) =
                    value.chars().find(|c| !matches!(c, '\n' | '\t') && is_hidden(*c) && !written.contains(*c))
                {
                    let message = format!("an escape for a hidden character (U+{:04X}) stands here", c as u32);
                    problems.push(Diagnostic::error(Code::BadBytes, message).at(span).hint("delete it"));
                }
                let plain = style == ScalarStyle::Plain;
                let value = match value.as_ref() {
                    "" | "~" | "null" if plain => Value::Null,
                    _ => Value::Scalar { text: value.into_owned(), plain },
                };
                Some(Node { value, span: trimmed(span, text) })
            }
            Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag) => {
                if anchor > 0 {
                    problems.push(forbidden("an anchor (`&name`)", "write the value out where it is needed"));
                }
                if tag.is_some() {
                    problems.push(forbidden("a tag (`!name`)", "remove the tag; the schema knows the kind"));
                }
                if open.len() >= MAX_DEPTH {
                    let message = format!("nested more than {MAX_DEPTH} deep");
                    problems
                        .push(Diagnostic::error(Code::TooLarge, message).at(span).hint("content needs no such depth"));
                    return Err(problems);
                }
                open.push(match event {
                    Event::SequenceStart(..) => Open::List(span, vec![]),
                    _ => Open::Map(span, vec![], None),
                });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|top| match top {
                Open::List(start, items) => Node { value: Value::List(items), span: join(start, span, text) },
                Open::Map(start, entries, _) => {
                    problems.append(duplicates(&entries));
                    Node { value: Value::Map(entries), span: join(start, span, text) }
                }
            }),
            _ => None,
        };
        let Some(node) = finished else { continue };
        match open.last_mut() {
            None => root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, waiting)) => match waiting.take() {
                Some(key) => entries.push((key, node)),
                None => match node.value {
                    Value::Scalar { text, .. } => {
                        if text == "<<" {
                            problems.push(
                                Diagnostic::error(Code::ForbiddenYaml, "a merge key (`<<`) is not allowed in content")
                                    .at(node.span)
                                    .hint("write the values out"),
                            );
                        }
                        *waiting = Some(Spanned { value: text, span: node.span });
                    }
                    other => {
                        let message = format!("a key must be a text, not {}", other.kind());
                        problems.push(
                            Diagnostic::error(Code::WrongKind, message).at(node.span).hint("put the key in quotes"),
                        );
                        *waiting = Some(Spanned { value: String::new(), span: node.span });
                    }
                },
            },
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    Ok(root.unwrap_or(Node { value: Value::Null, span: Span { file, start: 0, end: 0 } }))
}

fn duplicates(entries: &[(Spanned<String>, Node)]) -> Diagnostics {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut problems = Diagnostics::default();
    for (key, _) in entries {
        if let Some(first) = seen.insert(&key.value, key.span) {
            problems.push(
                Diagnostic::error(Code::DuplicateKey, format!("the key `{}` stands here twice", key.value))
                    .at(key.span)
                    .label(first, "first here")
                    .hint("rename one of them, or join the two"),
            );
        }
    }
    problems
}

/// A span without the white space that block scalars carry at their end.
fn trimmed(span: Span, text: &str) -> Span {
    let inside = text.get(span.start as usize..span.end as usize).unwrap_or("");
    Span { end: span.start + inside.trim_end().len() as u32, ..span }
}

fn join(start: Span, end: Span, text: &str) -> Span {
    trimmed(Span { end: end.end.max(start.end), ..start }, text)
}

/// The parser's words, with the fix that is nearly always the right one.
fn syntax(info: &str, text: &str, place: Span) -> Diagnostic {
    let line = text[..place.start as usize].rsplit('\n').next().unwrap_or("");
    let rest = text[place.start as usize..].lines().next().unwrap_or("");
    let whole = format!("{line}{rest}");
    if info.contains("recursion limit") {
        return Diagnostic::error(Code::TooLarge, format!("nested more than {MAX_DEPTH} deep"))
            .at(place)
            .hint("content needs no such depth");
    }
    let hint = if whole.contains('\t') {
        "use spaces, not tabs, at the start of a line"
    } else if info.contains("mapping values") {
        "a text that holds `: ` must stand in quotes"
    } else if info.contains("quot") || info.contains("EOF") || info.contains("end of stream") {
        "look for a quote or bracket that is opened and not closed"
    } else {
        "look at the indentation of this line and of the one before it"
    };
    Diagnostic::error(Code::Syntax, format!("this is not YAML: {info}")).at(place).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        parse(text, FileId(0)).err().map(|d| d.0.iter().map(|d| d.code).collect()).unwrap_or_default()
    }

    #[test]
    fn places_count_bytes_even_after_accents() {
        let text = "título: Células\nnext: two";
        let Value::Map(entries) = parse(text, FileId(0)).unwrap().value else { panic!() };
        let span = entries[1].1.span;
        assert_eq!(&text[span.start as usize..span.end as usize], "two");
    }

    #[test]
    fn what_content_may_not_use_is_refused() {
        assert_eq!(codes("a: &x 1\nb: *x"), [Code::ForbiddenYaml, Code::ForbiddenYaml]);
        assert_eq!(codes("a: !!str 1"), [Code::ForbiddenYaml]);
        assert_eq!(codes("<<: {a: 1}"), [Code::ForbiddenYaml]);
        assert_eq!(codes("a: 1\na: 2"), [Code::DuplicateKey]);
        assert_eq!(codes("a: 1\n---\nb: 2"), [Code::ForbiddenYaml]);
    }

    #[test]
    fn bombs_end_at_the_budget() {
        assert_eq!(codes(&"[".repeat(100_000)), [Code::TooLarge]);
        assert_eq!(codes(&format!("[{}]", "1,".repeat(200_000))), [Code::TooLarge]);
        assert_eq!(codes(&"x".repeat(9_000)), [Code::TooLarge]);
    }

    #[test]
    fn numbers_stay_as_written() {
        let Value::List(items) = parse("[1.10, yes, ~]", FileId(0)).unwrap().value else { panic!() };
        assert_eq!(items[0].value, Value::Scalar { text: "1.10".into(), plain: true });
        assert_eq!(items[1].value, Value::Scalar { text: "yes".into(), plain: true });
        assert_eq!(items[2].value, Value::Null);
    }
}
