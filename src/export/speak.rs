//! What a screen reader would say, made from the tags of the written file.

use serde_json::{Value, json};

use super::read::{Tag, TagKid, TagTree, read_tags};

/// The transcript of a PDF: one utterance a line.
///
/// # Errors
/// What about the PDF cannot be read.
pub fn transcript(pdf: &[u8]) -> Result<String, String> {
    Ok(read_tags(pdf)?.spoken().join("\n") + "\n")
}

/// The transcript of a PDF as JSON: a list of utterances.
///
/// # Errors
/// What about the PDF cannot be read.
pub fn transcript_json(pdf: &[u8]) -> Result<Value, String> {
    Ok(json!(read_tags(pdf)?.spoken()))
}

impl TagTree {
    /// The utterances of the whole document, in order.
    pub fn spoken(&self) -> Vec<String> {
        let mut voice = Voice { lines: vec![format!("document, {}", self.title)] };
        self.tags.iter().for_each(|tag| voice.block(tag, &self.lang));
        voice.lines
    }
}

/// Someone reading aloud.
struct Voice {
    lines: Vec<String>,
}

impl Voice {
    /// Says one thing, unless there is nothing to say.
    fn say(&mut self, text: &str) {
        let text = tidy(text);
        if !text.is_empty() {
            self.lines.push(text);
        }
    }

    /// An element that stands by itself; `outer` is the language around it.
    fn block(&mut self, tag: &Tag, outer: &str) {
        let lang = tag.lang.as_deref().unwrap_or(outer);
        let before = self.lines.len();
        self.in_language(tag, lang);
        if lang != outer && self.lines.len() > before {
            self.lines[before].insert_str(0, &format!("[{}] ", language(lang)));
            if let Some(last) = self.lines.last_mut() {
                last.push_str(&format!(" [{}]", language(outer)));
            }
        }
    }

    /// The element, its language announced.
    fn in_language(&mut self, tag: &Tag, lang: &str) {
        match tag.role.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
                self.say(&format!("heading level {}, {}", &tag.role[1..], inside(tag, lang)));
            }
            "P" | "Span" | "Link" => self.say(&alone(tag, lang)),
            "Caption" => self.say(&format!("caption: {}", inside(tag, lang))),
            "L" => self.list(tag, lang),
            "Table" => self.table(tag, lang),
            "Figure" => {
                self.say(&figure(tag));
                self.mixed(&tag.kids, "", lang);
            }
            "Note" | "Aside" => {
                self.say("note");
                self.mixed(&tag.kids, "", lang);
                self.say("end of note");
            }
            "TOC" => {
                let entries = tags(&tag.kids, "TOCI");
                self.say(&format!("contents with {}", count(entries.len(), "entry", "entries")));
                for entry in &entries {
                    // Number, link, and what the entry says of its part: each is read with a pause.
                    let parts = entry.kids.iter().filter_map(|k| if let TagKid::Tag(t) = k { Some(t) } else { None });
                    let parts: Vec<String> = parts.map(|t| tidy(&alone(t, lang))).filter(|t| !t.is_empty()).collect();
                    self.say(&parts.join(", "));
                }
                self.say("end of contents");
            }
            _ => match &tag.actual {
                Some(actual) => self.say(actual),
                None => self.mixed(&tag.kids, "", lang),
            },
        }
    }

    /// Parts that may be text, parts of a line, or blocks; `label` goes before the first.
    fn mixed(&mut self, kids: &[TagKid], label: &str, lang: &str) {
        let mut line = String::from(label);
        let mut at = 0;
        while at < kids.len() {
            let end = at + kids[at..].iter().take_while(|k| !is_block(k)).count();
            let stretch = &kids[at..end];
            // A link that is the whole line needs no brackets.
            match stretch {
                [TagKid::Tag(only)] if line.is_empty() => line.push_str(&alone(only, lang)),
                _ => line.push_str(&flow(stretch, lang)),
            }
            let Some(TagKid::Tag(block)) = kids.get(end) else { break };
            if line.trim().is_empty() || block.role != "P" {
                self.say(&line);
                self.block(block, lang);
            } else {
                // The label of an item is read with its first paragraph.
                self.say(&format!("{line}{}", alone(block, lang)));
            }
            line.clear();
            at = end + 1;
        }
        self.say(&line);
    }

    /// A list, with its count.
    fn list(&mut self, tag: &Tag, lang: &str) {
        let items = tags(&tag.kids, "LI");
        self.say(&format!("list with {}", count(items.len(), "item", "items")));
        for item in items {
            let lang = item.lang.as_deref().unwrap_or(lang);
            let label = tags(&item.kids, "Lbl").iter().map(|l| inside(l, lang)).collect::<Vec<_>>().join(" ");
            let label = match tidy(&label).as_str() {
                "" => String::new(),
                "•" | "▪" | "–" => "bullet, ".to_owned(),
                text if text.ends_with(['.', ':', ')', '?', '!']) => format!("{text} "),
                text => format!("{text}, "),
            };
            let rest: Vec<TagKid> = item
                .kids
                .iter()
                .filter(|k| !matches!(k, TagKid::Tag(t) if t.role == "Lbl"))
                .flat_map(|k| match k {
                    TagKid::Tag(t) if t.role == "LBody" && t.lang.is_none() && t.actual.is_none() => t.kids.clone(),
                    other => vec![other.clone()],
                })
                .collect();
            self.mixed(&rest, &label, lang);
        }
        self.say("end of list");
    }

    /// A table: every cell with its heads.
    fn table(&mut self, tag: &Tag, lang: &str) {
        let mut rows: Vec<Vec<&Tag>> = vec![];
        let groups = tag.kids.iter().filter_map(|k| if let TagKid::Tag(t) = k { Some(t) } else { None });
        for group in groups {
            match group.role.as_str() {
                "TR" => rows.push(cells(group)),
                "THead" | "TBody" | "TFoot" => rows.extend(tags(&group.kids, "TR").into_iter().map(cells)),
                _ => self.block(group, lang),
            }
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let (columns, height) = (count(columns, "column", "columns"), count(rows.len(), "row", "rows"));
        self.say(&format!("table with {columns} and {height}"));
        let mut heads: Vec<String> = vec![];
        for (r, row) in rows.iter().enumerate() {
            let mut row_head = String::new();
            for (c, cell) in row.iter().enumerate() {
                let cell_lang = cell.lang.as_deref().unwrap_or(lang);
                let text = tidy(&inside(cell, cell_lang));
                let text = if text.is_empty() { "blank".to_owned() } else { text };
                if heads.len() <= c {
                    heads.push(String::new());
                }
                match (cell.role.as_str(), cell.scope.as_deref()) {
                    ("TH", Some("Row")) => {
                        self.say(&format!("row {}: {text}", r + 1));
                        row_head = text;
                    }
                    ("TH", _) => {
                        self.say(&format!("column {}: {text}", c + 1));
                        heads[c] = text;
                    }
                    _ => {
                        let over = [row_head.as_str(), heads[c].as_str()];
                        let over: Vec<&str> = over.into_iter().filter(|h| !h.is_empty()).collect();
                        let over =
                            if over.is_empty() { format!("row {}, column {}", r + 1, c + 1) } else { over.join(", ") };
                        self.say(&format!("{over}: {text}"));
                    }
                }
            }
        }
        self.say("end of table");
    }
}

/// The elements of a role among parts.
fn tags<'t>(kids: &'t [TagKid], role: &str) -> Vec<&'t Tag> {
    let tag = |kid: &'t TagKid| if let TagKid::Tag(tag) = kid { Some(tag) } else { None };
    kids.iter().filter_map(tag).filter(|t| t.role == role).collect()
}

/// The cells of a row.
fn cells(row: &Tag) -> Vec<&Tag> {
    row.kids.iter().filter_map(|k| if let TagKid::Tag(t) = k { Some(t) } else { None }).collect()
}

/// Whether a part stands by itself.
fn is_block(kid: &TagKid) -> bool {
    matches!(kid, TagKid::Tag(tag) if !matches!(tag.role.as_str(), "Span" | "Link" | "Reference" | "Lbl"))
}

/// An element that is a whole utterance: a link that is all of it goes without brackets.
fn alone(tag: &Tag, lang: &str) -> String {
    match (tag.role.as_str(), &tag.kids[..]) {
        ("Link", _) => format!("link, {}", inside(tag, lang).trim_start()),
        ("P" | "Reference", [TagKid::Tag(only)]) if tag.actual.is_none() && only.lang.is_none() => alone(only, lang),
        _ => inside(tag, lang),
    }
}

/// What an element says, on one line.
fn inside(tag: &Tag, lang: &str) -> String {
    match &tag.actual {
        Some(actual) => actual.clone(),
        None if tag.role == "Figure" => format!("{} {}", figure(tag), flow(&tag.kids, lang)),
        None => flow(&tag.kids, lang),
    }
}

/// What a picture says.
fn figure(tag: &Tag) -> String {
    format!("figure: {}", tag.alt.as_deref().unwrap_or("without description"))
}

/// Parts on one line; blocks among them are set off by spaces.
fn flow(kids: &[TagKid], lang: &str) -> String {
    let mut line = String::new();
    for kid in kids {
        match kid {
            TagKid::Text(text) => line.push_str(text),
            TagKid::Link { .. } => {}
            TagKid::Tag(tag) => {
                let own = tag.lang.as_deref().unwrap_or(lang);
                let text = inside(tag, own);
                let text = if tag.role == "Link" { within(&text, |t| format!("[link, {t}]")) } else { text };
                let text = if own == lang {
                    text
                } else {
                    within(&text, |t| format!("[{}] {t} [{}]", language(own), language(lang)))
                };
                if is_block(kid) {
                    line.push_str(&format!(" {text} "));
                } else {
                    line.push_str(&text);
                }
            }
        }
    }
    line
}

/// Wraps a text, keeping the spaces around it outside.
fn within(text: &str, wrap: impl Fn(&str) -> String) -> String {
    let inner = text.trim();
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len().max(before.len())..];
    format!("{before}{}{after}", wrap(inner))
}

/// A count with its noun.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The text with single spaces, and without marks that are not spoken.
fn tidy(text: &str) -> String {
    text.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The English name of a language, or its tag.
fn language(tag: &str) -> String {
    match tag.split('-').next().unwrap_or(tag) {
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "de" => "German",
        "it" => "Italian",
        "la" => "Latin",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "vi" => "Vietnamese",
        _ => tag,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(role: &str, kids: Vec<TagKid>) -> Tag {
        Tag { role: role.into(), kids, ..Tag::default() }
    }

    fn text(text: &str) -> TagKid {
        TagKid::Text(text.into())
    }

    fn spoken(kids: Vec<Tag>) -> Vec<String> {
        let tags = vec![tag("Document", kids.into_iter().map(TagKid::Tag).collect())];
        let tree = TagTree { title: "T".into(), lang: "en-US".into(), tags, stray: vec![] };
        tree.spoken()[1..].to_vec()
    }

    #[test]
    fn a_link_in_a_sentence_keeps_its_spaces_outside() {
        let link = TagKid::Tag(tag("Link", vec![text("555-0100 ")]));
        let p = tag("P", vec![text("Call "), link.clone(), text("now.")]);
        assert_eq!(spoken(vec![p]), ["Call [link, 555-0100] now."]);
        assert_eq!(spoken(vec![tag("P", vec![link])]), ["link, 555-0100"]);
    }

    #[test]
    fn a_foreign_stretch_is_announced_and_left() {
        let span = Tag { lang: Some("es".into()), ..tag("Span", vec![text("Llame")]) };
        let p = tag("P", vec![text("Say "), TagKid::Tag(span), text(".")]);
        assert_eq!(spoken(vec![p]), ["Say [Spanish] Llame [English]."]);
        let p = Tag { lang: Some("es".into()), ..tag("P", vec![text("Llame")]) };
        assert_eq!(spoken(vec![p]), ["[Spanish] Llame [English]"]);
    }

    #[test]
    fn an_item_with_a_list_inside_is_read_label_first() {
        let item = |label: &str, body: Vec<TagKid>| {
            let label = TagKid::Tag(tag("Lbl", vec![text(label)]));
            TagKid::Tag(tag("LI", vec![label, TagKid::Tag(tag("LBody", body))]))
        };
        let inner = tag("L", vec![item("•", vec![text("b")])]);
        let paragraph = TagKid::Tag(tag("P", vec![text("c")]));
        let outer = tag("L", vec![item("1.", vec![text("a"), TagKid::Tag(inner)]), item("2.", vec![paragraph])]);
        let expected =
            ["list with 2 items", "1. a", "list with 1 item", "bullet, b", "end of list", "2. c", "end of list"];
        assert_eq!(spoken(vec![outer]), expected);
    }
}
