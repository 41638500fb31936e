//! Inline markup: one line of text to pieces of one style.

use std::fmt;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer};

use super::decode::coded;
use crate::base::{Code, Id, Span, Spanned};

/// A text as written, parsed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// Its stretches, in order.
    pub pieces: Vec<Piece>,
    /// Where it was written.
    pub span: Span,
}

/// A stretch of one style.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Piece {
    /// Words, or a place to fill.
    pub content: Content,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// What the stretch is part of.
    pub link: Option<Link>,
}

/// Words, or a place to fill.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// Words.
    Words(String),
    /// A placeholder such as `{clinic.phone}`.
    Slot(Placeholder),
}

/// What a bracketed stretch leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// An https, tel or mailto address.
    Uri(String),
    /// A glossary term; `here` when the sentence itself explains it.
    Term {
        /// Its id in the glossary.
        id: Id,
        /// Whether the sentence explains it.
        here: bool,
    },
    /// Words of another language.
    Lang(Id),
}

macro_rules! placeholders {
    ($($variant:ident = $name:literal,)*) => {
        /// The places that tailoring fills.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Placeholder { $($variant,)* }

        impl Placeholder {
            /// Every placeholder, in order.
            pub const ALL: &'static [Placeholder] = &[$(Placeholder::$variant,)*];

            /// The name between the braces.
            pub fn name(self) -> &'static str {
                match self { $(Placeholder::$variant => $name,)* }
            }
        }
    };
}

placeholders! {
    ClinicName = "clinic.name",
    ClinicPhone = "clinic.phone",
    ClinicOfficePhone = "clinic.office-phone",
    ClinicHours = "clinic.hours",
    ClinicFever = "clinic.fever",
    TherapyName = "therapy.name",
    TherapyText = "therapy.text",
    CancerName = "cancer.name",
    CancerText = "cancer.text",
}

/// A problem with inline markup, as `(code, message, hint)`.
type Problem = (Code, String, String);

/// Parses one text.
///
/// # Errors
/// The first problem: markup that is not allowed, a bad link, an unknown placeholder.
pub fn parse_inline(raw: &str) -> Result<Vec<Piece>, Problem> {
    let markup = |message: String, hint: &str| (Code::BadMarkup, message, hint.to_owned());
    // A bracket in front keeps the parser from seeing a list or a heading in "1. One" or "# five",
    // and leaves quotation marks and stars to their usual rules. It is taken off again below.
    let line = format!("({}", raw.replace('\n', " "));
    let mut pieces: Vec<Piece> = vec![];
    // A text of eight kilobytes nests more than 255 of them.
    let (mut bold, mut italic) = (0usize, 0usize);
    let mut link: Option<Link> = None;
    let mut words = String::new();
    let mut first = true;
    for event in Parser::new_ext(&line, Options::ENABLE_SMART_PUNCTUATION) {
        let more = match event {
            Event::Text(text) => {
                let text = if std::mem::take(&mut first) { text.strip_prefix('(').unwrap_or(&text) } else { &text };
                words.push_str(text);
                continue;
            }
            Event::SoftBreak | Event::HardBreak => {
                words.push(' ');
                continue;
            }
            other => other,
        };
        flush(&mut words, bold > 0, italic > 0, &link, &mut pieces)?;
        match more {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Start(Tag::Strong) => bold += 1,
            Event::End(TagEnd::Strong) => bold -= 1,
            Event::Start(Tag::Emphasis) => italic += 1,
            Event::End(TagEnd::Emphasis) => italic -= 1,
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, .. }) => {
                if link.is_some() {
                    return Err(markup("a link inside a link".into(), "end the first link before the second"));
                }
                link = Some(target(&dest_url, &title)?);
            }
            Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::Link { dest_url, .. }) => {
                return Err(markup(format!("`<{dest_url}>` is not allowed"), "write [words](address)"));
            }
            Event::Start(Tag::Image { .. }) => {
                return Err(markup("a picture cannot stand in a text".into(), "use a `figure` block"));
            }
            Event::Code(code) => {
                return Err(markup(format!("`{code}` in back quotes is not allowed"), "remove the back quotes"));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                return Err(markup(format!("`{html}` looks like HTML"), "use **bold**, *italic* or [words](address)"));
            }
            other => return Err(markup(format!("this markup is not allowed: {other:?}"), "write plain words")),
        }
    }
    flush(&mut words, bold > 0, italic > 0, &link, &mut pieces)?;
    // An entity such as `&#x202e;` stands for a character that was not there when the file was looked through; one
    // that was there has been complained of.
    let found = |c: &char| *c != '\t' && super::library::is_hidden(*c) && !raw.contains(*c);
    let hidden = |words: &str| words.chars().find(found);
    if let Some(c) = pieces.iter().find_map(|p| match &p.content {
        Content::Words(words) => hidden(words),
        Content::Slot(_) => None,
    }) {
        return Err((
            Code::BadBytes,
            format!("a hidden character (U+{:04X}) stands here", c as u32),
            "delete it".into(),
        ));
    }
    if pieces.is_empty() {
        return Err(markup("an empty text".into(), "write some words, or remove the key"));
    }
    if pieces.iter().any(|p| matches!(&p.content, Content::Words(w) if w.contains("**") || w.contains("]("))) {
        return Err(markup(
            "a `**` or a bracket that has no partner".into(),
            "write **bold** with no space inside the stars, and [words](address) with no space between the brackets",
        ));
    }
    Ok(pieces)
}

fn target(url: &str, title: &str) -> Result<Link, Problem> {
    let bad_id = |e: String| (Code::BadId, e, "use the id from the glossary".to_owned());
    if let Some(term) = url.strip_prefix("term:") {
        let here = match title {
            "" => false,
            "here" => true,
            other => {
                let message = format!("`\"{other}\"` after a term is not known");
                return Err((Code::BadMarkup, message, "write \"here\" or nothing".into()));
            }
        };
        return Ok(Link::Term { id: Id::new(term).map_err(bad_id)?, here });
    }
    if let Some(lang) = url.strip_prefix("lang:") {
        return Ok(Link::Lang(Id::new(lang).map_err(bad_id)?));
    }
    let allowed = url
        .strip_prefix("https://")
        .map(|rest| {
            rest.split(['/', '?', '#']).next().is_some_and(|host| host.contains('.') && !host.contains(['@', ' ']))
        })
        .or_else(|| {
            url.strip_prefix("tel:").map(|n| n.len() > 2 && n.chars().all(|c| c.is_ascii_digit() || "+-".contains(c)))
        })
        .or_else(|| url.strip_prefix("mailto:").map(|a| a.contains('@')))
        .unwrap_or(false);
    if !allowed || !url.is_ascii() || url.bytes().any(|b| b <= b' ' || b"\"<>\\^`{|}".contains(&b)) {
        let message = format!("`{url}` is not an address that a brochure may lead to");
        let hint = "use https://, tel: with digits, mailto:, term: or lang:".to_owned();
        return Err((Code::BadLink, message, hint));
    }
    Ok(Link::Uri(url.to_owned()))
}

/// Ends a stretch of words: splits it at placeholders and adds the pieces.
fn flush(
    words: &mut String,
    bold: bool,
    italic: bool,
    link: &Option<Link>,
    pieces: &mut Vec<Piece>,
) -> Result<(), Problem> {
    let text = std::mem::take(words);
    let mut push = |content: Content| {
        if content != Content::Words(String::new()) {
            pieces.push(Piece { content, bold, italic, link: link.clone() });
        }
    };
    let mut rest = text.as_str();
    let mut plain = String::new();
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        if rest[at + 1..].starts_with(brace) {
            plain.push_str(brace);
            rest = &rest[at + 2..];
            continue;
        }
        let end = rest[at..].find('}').filter(|_| brace == "{");
        let Some(end) = end else {
            let message = format!("a `{brace}` without its partner");
            return Err((Code::BadMarkup, message, format!("write `{brace}{brace}` for a brace in the text")));
        };
        let name = &rest[at + 1..at + end];
        let Some(placeholder) = Placeholder::ALL.iter().find(|p| p.name() == name) else {
            let known = Placeholder::ALL.iter().map(|p| p.name());
            let hint = match crate::base::suggest(name, known.clone()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("known: {}", known.collect::<Vec<_>>().join(", ")),
            };
            return Err((Code::UnknownPlaceholder, format!("nothing fills `{{{name}}}`"), hint));
        };
        push(Content::Words(std::mem::take(&mut plain)));
        push(Content::Slot(*placeholder));
        rest = &rest[at + end + 1..];
    }
    plain.push_str(rest);
    push(Content::Words(plain));
    Ok(())
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        let Spanned { value, span } = Spanned::<String>::deserialize(deserializer)?;
        match parse_inline(value.trim()) {
            Ok(pieces) => Ok(Text { pieces, span }),
            Err((code, message, hint)) => Err(de::Error::custom(coded(code, message, hint))),
        }
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number"], "minLength": 1 })
    }
}

impl fmt::Display for Text {
    /// The words alone, placeholders in braces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match &piece.content {
                Content::Words(words) => f.write_str(words)?,
                Content::Slot(slot) => write!(f, "{{{}}}", slot.name())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str) -> Vec<String> {
        let text = Text { pieces: parse_inline(raw).unwrap(), span: Span::default() };
        text.pieces
            .iter()
            .map(|p| {
                let shown = match &p.content {
                    Content::Words(w) => w.clone(),
                    Content::Slot(s) => format!("{{{}}}", s.name()),
                };
                format!("{}{}{shown}", if p.bold { "B:" } else { "" }, if p.italic { "I:" } else { "" })
            })
            .collect()
    }

    fn code(raw: &str) -> Code {
        parse_inline(raw).unwrap_err().0
    }

    #[test]
    fn styles_placeholders_and_braces() {
        assert_eq!(
            words("**Call** {clinic.phone} *now* {{x}}"),
            ["B:Call", " ", "{clinic.phone}", " ", "I:now", " {x}"]
        );
    }

    #[test]
    fn block_markup_at_the_start_is_plain_text() {
        for raw in ["1. One", "- minus", "# five", "    four spaces", "> more", "+ plus"] {
            assert_eq!(words(raw.trim()).concat(), raw.trim(), "{raw}");
        }
    }

    #[test]
    fn quotes_become_typographic() {
        assert_eq!(words("\"Hi\" it's"), ["“Hi” it’s"]);
    }

    #[test]
    fn terms_links_and_languages_are_kept() {
        let pieces = parse_inline("an [antibody](term:antibody \"here\") and [x](https://example.org/a)").unwrap();
        assert_eq!(pieces[1].link, Some(Link::Term { id: Id::new("antibody").unwrap(), here: true }));
        assert_eq!(pieces[3].link, Some(Link::Uri("https://example.org/a".into())));
    }

    #[test]
    fn what_may_not_stand_in_a_text_is_refused() {
        assert_eq!(code("a <b>bold</b> word"), Code::BadMarkup);
        assert_eq!(code("`code`"), Code::BadMarkup);
        assert_eq!(code("![x](y)"), Code::BadMarkup);
        assert_eq!(code("** bold **"), Code::BadMarkup);
        assert_eq!(code("[x](javascript:alert(1))"), Code::BadLink);
        assert_eq!(code("[x](http://example.org)"), Code::BadLink);
        assert_eq!(code("[x](file:///etc/passwd)"), Code::BadLink);
        assert_eq!(code("[x](https://user@evil.example)"), Code::BadLink);
        assert_eq!(code("{clinic.fone}"), Code::UnknownPlaceholder);
        assert_eq!(code("{oops"), Code::BadMarkup);
    }
}
