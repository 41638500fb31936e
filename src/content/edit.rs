//! One entry of a file put in the place of another; every other byte stays as it is.
//!
//! Works on the bytes as they are on disk, with their line ends, byte order mark and comments, not on the text as read.

use super::yaml::{Node, Value, parse};
use crate::base::{FileId, Span, Spanned};

/// The entries of a mapping that is to be written: keys and values, plain or in quotes as they shall stand.
pub type Entries = Vec<(String, String)>;

/// Puts a mapping in the place of the value of a key at the top of a file, or adds the key at the end (in braces: at the start),
/// after a comment. `entries` are written one a line where the file is written in lines, and in braces where it is not.
///
/// # Errors
/// A sentence that says why the file cannot be edited.
pub fn put(bytes: &[u8], key: &str, entries: &Entries, comment: &str) -> Result<Vec<u8>, String> {
    let whole = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let top = parse(text, FileId(0)).map_err(|_| "it is not YAML".to_owned())?;
    let Value::Map(found) = &top.value else { return Err("it holds no keys".into()) };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let in_braces = text[at(top.span)..].starts_with('{');
    let edited = match found.iter().find(|(k, _)| k.value == key) {
        Some((key, value)) => replaced(text, key, value, entries, line_end, in_braces),
        None if in_braces => {
            let open = at(top.span) + 1;
            let comma = if found.is_empty() { "" } else { "," };
            format!("{} {key}: {}{comma}{}", &text[..open], braces(entries), &text[open..])
        }
        None => {
            let indent = " ".repeat(column(text, at(top.span)));
            let body = lines(entries, &format!("{indent}  "), line_end);
            let gap = if text.ends_with('\n') { "" } else { line_end };
            // A file that ends without a line end goes on doing so.
            let tail = if gap.is_empty() { line_end } else { "" };
            format!("{text}{gap}{indent}{comment}{line_end}{indent}{key}:{line_end}{body}{tail}")
        }
    };
    let mark = &whole[..whole.len() - text.len()];
    Ok(format!("{mark}{edited}").into_bytes())
}

fn replaced(
    text: &str,
    key: &Spanned<String>,
    value: &Node,
    entries: &Entries,
    line_end: &str,
    in_braces: bool,
) -> String {
    let (from, to) = (at(value.span), end(value, text));
    if in_braces {
        return format!("{}{}{}", &text[..from], braces(entries), &text[to..]);
    }
    let indent = " ".repeat(column(text, at(key.span)) + 2);
    if is_block(value, text) {
        // The first entry takes the place of the first that was there, and the others stand below it.
        let indent = " ".repeat(column(text, from));
        let body = lines(entries, &indent, line_end);
        return format!("{}{}{}", &text[..from], body.trim_start(), &text[to..]);
    }
    // `review: draft`: what follows the colon goes to the next line, and a comment after it stays behind the last.
    let before = text[..from].trim_end_matches(' ');
    format!("{before}{line_end}{}{}", lines(entries, &indent, line_end), &text[to..])
}

fn braces(entries: &Entries) -> String {
    let all: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{ {} }}", all.join(", "))
}

fn lines(entries: &Entries, indent: &str, line_end: &str) -> String {
    let all: Vec<String> = entries.iter().map(|(key, value)| format!("{indent}{key}: {value}")).collect();
    all.join(line_end)
}

fn at(span: Span) -> usize {
    span.start as usize
}

/// Characters between the start of a line and a place in it.
fn column(text: &str, at: usize) -> usize {
    text[..at].rsplit('\n').next().map_or(0, |line| line.chars().count())
}

/// Whether a value is a mapping or list that is written in lines.
fn is_block(node: &Node, text: &str) -> bool {
    matches!(node.value, Value::Map(_) | Value::List(_)) && !text[at(node.span)..].starts_with(['{', '['])
}

/// Where a value ends: that of a mapping in lines ends with its last entry, and one in braces with its brace, whatever
/// comments follow.
fn end(node: &Node, text: &str) -> usize {
    let last = match &node.value {
        Value::Map(entries) => entries.last().map(|(key, value)| match value.value {
            Value::Null => key.span.end as usize,
            _ => end(value, text).max(key.span.end as usize),
        }),
        Value::List(items) => items.last().map(|item| end(item, text)),
        Value::Null | Value::Scalar { .. } => return quote_end(&text[at(node.span)..], node),
    };
    if is_block(node, text) {
        return last.unwrap_or(node.span.end as usize);
    }
    // After the last entry stand a comma, spaces and comments, and then what closes it.
    let mut at = last.unwrap_or(at(node.span) + 1);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match rest.find(['}', ']', '#']) {
            Some(found) if rest[found..].starts_with('#') => {
                at += found + rest[found..].find('\n').unwrap_or(rest.len() - found);
            }
            Some(found) => return at + found + 1,
            None => break,
        }
    }
    node.span.end as usize
}

/// Where a scalar ends. The parser's place for one in quotes reaches over the spaces and the comment behind it.
fn quote_end(rest: &str, node: &Node) -> usize {
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let Some(quote) = quote else { return node.span.end as usize };
    let mut after = rest.char_indices().skip(1).peekable();
    while let Some((i, c)) = after.next() {
        match c {
            '\\' if quote == '"' => drop(after.next()),
            // In single quotes, two stand for one.
            '\'' if quote == '\'' && after.peek().is_some_and(|(_, next)| *next == '\'') => drop(after.next()),
            _ if c == quote => return at(node.span) + i + 1,
            _ => {}
        }
    }
    node.span.end as usize
}

/// A text in double quotes, as YAML reads it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str) -> String {
        let entries = vec![("by".to_owned(), quoted("A \"B\"")), ("on".to_owned(), "2026-01-01".to_owned())];
        let after = String::from_utf8(put(text.as_bytes(), "review", &entries, "# Signed.").unwrap()).unwrap();
        // What was written is what is read.
        let Value::Map(found) = parse(after.trim_start_matches('\u{feff}'), FileId(0)).unwrap().value else { panic!() };
        let value = &found.iter().find(|(key, _)| key.value == "review").unwrap().1;
        let Value::Map(inner) = &value.value else { panic!("{after}") };
        assert_eq!(inner[0].1.value, Value::Scalar { text: "A \"B\"".into(), plain: false }, "{after}");
        assert_eq!(inner.len(), 2, "{after}");
        after
    }

    const NEW: &str = "review:\n  by: \"A \\\"B\\\"\"\n  on: 2026-01-01";

    #[test]
    fn a_word_is_replaced() {
        assert_eq!(edit("# c\na: 1\nreview: draft\nb: 2\n"), format!("# c\na: 1\n{NEW}\nb: 2\n"));
        assert_eq!(edit("review: draft   # not yet\nb: 2"), format!("{NEW}   # not yet\nb: 2"));
        assert_eq!(edit("a: 1\nreview: 'draft'"), format!("a: 1\n{NEW}"));
        assert_eq!(edit("review: \"dr\\\"aft\"  # \"\nb: 2\n"), format!("{NEW}  # \"\nb: 2\n"));
        assert_eq!(edit("review: 'dr''aft'  # '\nb: 2\n"), format!("{NEW}  # '\nb: 2\n"));
    }

    #[test]
    fn a_mapping_is_replaced_and_what_surrounds_it_stays() {
        let old = "a: 1\nreview: # who\n  # and when\n  by: X\n  on: \"1\" # day\n# after\n\nb: 2\n";
        let new = NEW.strip_prefix("review:\n").unwrap();
        assert_eq!(edit(old), format!("a: 1\nreview: # who\n  # and when\n{new} # day\n# after\n\nb: 2\n"));
        assert_eq!(edit("review: { by: X,\n  on: 1 } # c\nb: 2\n"), format!("{NEW} # c\nb: 2\n"));
        assert_eq!(
            edit("review:\n    by: >-\n      X\n      Y\n\nb: 2\n"),
            format!("{}\n\nb: 2\n", NEW.replace("\n  ", "\n    "))
        );
    }

    #[test]
    fn line_ends_marks_and_indents_stay() {
        let new = NEW.replace('\n', "\r\n");
        assert_eq!(edit("\u{feff}a: é\r\nreview: draft\r\nb: 2\r\n"), format!("\u{feff}a: é\r\n{new}\r\nb: 2\r\n"));
        assert_eq!(edit("  a: 1\n  review: draft\n"), format!("  a: 1\n  {}\n", NEW.replace('\n', "\n  ")));
    }

    #[test]
    fn braces_stay_braces() {
        let new = "{ by: \"A \\\"B\\\"\", on: 2026-01-01 }";
        assert_eq!(edit("{ a: 1, review: draft, b: 2 }\n"), format!("{{ a: 1, review: {new}, b: 2 }}\n"));
        assert_eq!(edit("{ a: 1 }\n"), format!("{{ review: {new}, a: 1 }}\n"));
    }

    #[test]
    fn a_key_that_is_not_there_is_added_at_the_end() {
        assert_eq!(edit("a: 1\n"), format!("a: 1\n# Signed.\n{NEW}\n"));
        assert_eq!(edit("a: 1"), format!("a: 1\n# Signed.\n{NEW}"));
        assert_eq!(edit("a: >-\n  x\n\n"), format!("a: >-\n  x\n\n# Signed.\n{NEW}\n"));
    }
}
