//! Complaints, drawn for people or written as data.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::base::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span};
use crate::content::is_hidden;

/// The texts that were read, with the paths under which the user knows them.
#[derive(Debug, Default)]
pub struct Shown {
    /// The texts.
    pub sources: Sources,
    /// The content root as typed; `content` for the copy inside the program.
    pub root: String,
    /// The folder of the fonts.
    pub fonts: String,
    /// Files that were given on the command line: their path is shown as it is.
    pub given: Vec<FileId>,
}

impl Shown {
    /// Forgets what was read, before it is read again.
    pub fn forget(&mut self) {
        (self.sources, self.given) = Default::default();
    }

    /// The path of a file as the user knows it.
    pub fn path(&self, file: FileId) -> String {
        let path = self.sources.path(file);
        if self.given.contains(&file) {
            return path.to_owned();
        }
        match path.strip_prefix("fonts/") {
            Some(rest) => join(&self.fonts, rest),
            None => join(&self.root, path),
        }
    }

    /// The lines and columns of a place.
    pub fn region(&self, span: Span) -> Region {
        let (line, column) = self.sources.line_column(span);
        let (end_line, end_column) = self.sources.line_column(Span { start: span.end, ..span });
        Region { path: self.path(span.file), line, column, end_line, end_column }
    }
}

/// A stretch of a file as the user knows it; lines and columns from 1, columns in characters.
#[derive(Debug)]
pub struct Region {
    /// The path.
    pub path: String,
    /// First line.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the column of the last character.
    pub end_column: usize,
}

/// A path below a folder, with `/`.
fn join(folder: &str, path: &str) -> String {
    match folder.trim_end_matches('/') {
        "" if folder.is_empty() => path.to_owned(),
        trimmed => format!("{trimmed}/{path}"),
    }
}

/// Most complaints that are shown: nobody reads more at once, and a spoiled file can have a hundred thousand.
const MOST_SHOWN: usize = 100;
/// Most complaints that are given to programs.
pub const MOST_GIVEN: usize = 1_000;
/// Longest drawing of one complaint, in bytes.
const LONGEST_DRAWN: usize = 16_384;
/// Longest message, in characters; what an editor wrote may be quoted in it.
const LONGEST: usize = 400;

/// The complaints that are told, in their order: errors before others where there are more than can be told.
pub fn told(problems: &Diagnostics, most: usize) -> Vec<&Diagnostic> {
    let mut severities: Vec<Severity> = problems.0.iter().map(|d| d.severity).collect();
    severities.sort_by(|a, b| b.cmp(a));
    let Some(least) = severities.get(most.saturating_sub(1)).copied() else { return problems.0.iter().collect() };
    let mut of_least = most - severities.iter().filter(|s| **s > least).count();
    let mut room = || {
        let some = of_least > 0;
        of_least = of_least.saturating_sub(1);
        some
    };
    problems.0.iter().filter(|d| d.severity > least || (d.severity == least && room())).collect()
}

/// All complaints as text, each with its place drawn, and a last line that counts them.
pub fn text(problems: &Diagnostics, shown: &Shown, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let told = told(problems, MOST_SHOWN);
    for diagnostic in &told {
        out += &drawn(diagnostic, shown, &renderer);
        out += "\n\n";
    }
    if let Some(line) = count(problems) {
        out += &line;
        if told.len() < problems.0.len() {
            out += &format!("; the first {} are shown", told.len());
        }
        out.push('\n');
    } else if out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// `2 errors, 1 warning`; nothing when there is neither.
fn count(problems: &Diagnostics) -> Option<String> {
    let of = |severity: Severity| problems.0.iter().filter(|d| d.severity == severity).count();
    let counted: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| (of(severity), severity.word()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
        .collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}

fn drawn(diagnostic: &Diagnostic, shown: &Shown, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    // The first file is that of the complaint itself; labels may stand in others.
    let mut files: Vec<FileId> = diagnostic.span.iter().map(|s| s.file).collect();
    for (span, _) in &diagnostic.labels {
        if !files.contains(&span.file) {
            files.push(span.file);
        }
    }
    let mut elements: Vec<Element<'_>> = files.iter().map(|file| snippet(diagnostic, *file, shown).into()).collect();
    elements.extend(diagnostic.hints.iter().map(|hint| Level::HELP.message(printable(hint)).into()));
    let title = |level: Level<'static>| level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.text());
    let mut drawing = renderer.render(&[title(level.clone()).elements(elements)]);
    if drawing.len() > LONGEST_DRAWN {
        // A line of characters without width is not cut by its width.
        let place = diagnostic.span.map(|span| (shown.path(span.file), shown.sources.line_column(span)));
        let origin = place.map(|(path, (line, column))| {
            Element::from(annotate_snippets::Origin::path(path).line(line).char_column(column))
        });
        drawing = renderer.render(&[title(level).elements(origin)]);
    }
    drawing.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The lines of one file that a complaint is about.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    file: FileId,
    shown: &'a Shown,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = shown.sources.text(file);
    let own = diagnostic.span.filter(|s| s.file == file).map(|s| (s, None));
    let labels = diagnostic.labels.iter().filter(|(s, _)| s.file == file).map(|(s, label)| (*s, Some(label)));
    let marks: Vec<_> = own.into_iter().chain(labels).map(|(span, label)| (first_line(span, text), label)).collect();
    // Only the lines from the first mark to the last: the drawing takes as long as its text.
    let from = marks.iter().map(|(range, _)| range.start).min().unwrap_or(0);
    let to = marks.iter().map(|(range, _)| range.end).max().unwrap_or(0);
    let from = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let to = text[to..].find('\n').map_or(text.len(), |at| to + at);
    let line = text[..from].matches('\n').count() + 1;
    let mut snippet = Snippet::source(printable_lines(&text[from..to])).line_start(line).path(shown.path(file));
    for (range, label) in marks {
        let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mark = kind.span(range.start - from..range.end - from);
        snippet = snippet.annotation(match label {
            Some(label) => mark.label(printable(label)),
            None => mark,
        });
    }
    snippet
}

/// The part of a span that stands on its first line, moved to letters where it starts at white space.
fn first_line(span: Span, text: &str) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(span.start as usize), boundary(span.end as usize));
    let inside = text.get(start..end.max(start)).unwrap_or("");
    let line = inside.split('\n').next().unwrap_or("").trim_end();
    start..start + line.len()
}

/// A message without characters that would steer a terminal.
fn printable(text: &str) -> String {
    let cut = text.chars().nth(LONGEST).map_or("", |_| "…");
    text.chars().take(LONGEST).map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).chain(cut.chars()).collect()
}

/// Lines of a file in which every hidden character is replaced by one of the same length in bytes.
fn printable_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match (!is_hidden(c) || c == '\n' || c == '\t', c.len_utf8()) {
            (true, _) => out.push(c),
            (false, 3) => out.push('\u{fffd}'),
            (false, n) => out.extend(std::iter::repeat_n('?', n)),
        }
    }
    out
}

/// All complaints as data.
pub fn data(problems: &Diagnostics, shown: &Shown) -> Value {
    let place = |span: Option<Span>| -> BTreeMap<&'static str, Value> {
        let Some(span) = span else {
            return ["file", "line", "column", "end_line", "end_column"].map(|key| (key, Value::Null)).into();
        };
        let at = shown.region(span);
        [
            ("file", json!(at.path)),
            ("line", json!(at.line)),
            ("column", json!(at.column)),
            ("end_line", json!(at.end_line)),
            ("end_column", json!(at.end_column)),
        ]
        .into()
    };
    let with = |first: Value, span: Option<Span>, last: Value| {
        let mut all = serde_json::Map::new();
        let mut places = place(span);
        all.extend(first.as_object().cloned().unwrap_or_default());
        for key in ["file", "line", "column", "end_line", "end_column"] {
            all.insert(key.to_owned(), places.remove(key).unwrap_or_default());
        }
        all.extend(last.as_object().cloned().unwrap_or_default());
        Value::Object(all)
    };
    told(problems, MOST_GIVEN)
        .into_iter()
        .map(|d| {
            let labels: Vec<Value> =
                d.labels.iter().map(|(span, text)| with(json!({ "text": text }), Some(*span), json!({}))).collect();
            let head = json!({ "severity": d.severity.word(), "code": d.code.text(), "message": d.message });
            with(head, d.span, json!({ "hints": d.hints, "labels": labels }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Code;

    fn shown(text: &str) -> (Shown, FileId) {
        let mut shown = Shown { root: "guide/content".into(), fonts: "guide/fonts".into(), ..Shown::default() };
        let file = shown.sources.add("en/guide.yaml", text).unwrap();
        (shown, file)
    }

    fn span(file: FileId, text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span { file, start: start as u32, end: (start + part.len()) as u32 }
    }

    fn draw(diagnostic: Diagnostic, shown: &Shown) -> String {
        text(&diagnostic.into(), shown, false)
    }

    #[test]
    fn columns_count_characters_also_after_accents() {
        let source = "título: { é: bad }\n";
        let (shown, file) = shown(source);
        let drawing = draw(Diagnostic::error(Code::BadId, "no").at(span(file, source, "bad")).hint("fix it"), &shown);
        insta::assert_snapshot!(drawing, @r"
        error[H0106]: no
         --> guide/content/en/guide.yaml:1:14
          |
        1 | título: { é: bad }
          |              ^^^
          |
          = help: fix it

        1 error
        ");
    }

    #[test]
    fn the_end_of_the_file_has_a_place() {
        for source in ["a: [1\n", "a: [1"] {
            let (shown, file) = shown(source);
            let end = Span { file, start: source.len() as u32, end: source.len() as u32 };
            let drawing = draw(Diagnostic::error(Code::Syntax, "no").at(end), &shown);
            let (line, column) = shown.sources.line_column(end);
            assert!(drawing.contains(&format!("guide.yaml:{line}:{column}\n")), "{source:?}: {drawing}");
        }
    }

    #[test]
    fn a_long_text_is_marked_on_its_first_line() {
        let source = "a: one\n   two\n   three\n";
        let (shown, file) = shown(source);
        let drawing =
            draw(Diagnostic::warning(Code::Unused, "no").at(span(file, source, "one\n   two\n   three")), &shown);
        insta::assert_snapshot!(drawing, @r"
        warning[H0303]: no
         --> guide/content/en/guide.yaml:1:4
          |
        1 | a: one
          |    ^^^

        1 warning
        ");
    }

    #[test]
    fn several_places_are_drawn_also_over_several_files() {
        let source = "a: 1\nb: 2\n\n\n\n\n\na: 3\n";
        let (mut shown, file) = shown(source);
        let other = shown.sources.add("fonts/fonts.yaml", "x: y\n").unwrap();
        let diagnostic = Diagnostic::error(Code::DuplicateKey, "twice")
            .at(Span { file, start: 15, end: 16 })
            .label(span(file, source, "a"), "first here")
            .label(Span { file: other, start: 0, end: 1 }, "and here");
        insta::assert_snapshot!(draw(diagnostic, &shown), @r"
        error[H0104]: twice
         --> guide/content/en/guide.yaml:8:1
          |
        1 | a: 1
          | - first here
        ...
        8 | a: 3
          | ^
          |
         ::: guide/fonts/fonts.yaml:1:1
          |
        1 | x: y
          | - and here

        1 error
        ");
    }

    #[test]
    fn a_message_cannot_steer_a_terminal() {
        let (shown, _) = shown("");
        let drawing =
            draw(Diagnostic::error(Code::UnknownId, "no \u{1b}[31m\u{202e}id").hint("did you mean \u{1b}[2J?"), &shown);
        assert!(!drawing.contains(['\u{1b}', '\u{202e}']), "{drawing}");
    }
}
