//! A brochure, block by block: all that it says, each with where that was written.
//!
//! Every field of a brochure is named here, so that a new one does not compile before somebody has said whether it is
//! read or heard.

use std::collections::BTreeSet;

use super::units::{Index, Key};
use crate::base::{Id, Span};
use crate::tailor::{
    AlertCard, Back, Block, Brochure, CardFront, CardLevel, CardNumber, CardStaff, CodeBox, Contact, Contents, Cover,
    CoverClinic, Diary, DrugRow, DrugTable, Entry, Figure, Front, Item, Number, Panel, PanelBody, PanelSection, Part,
    Phone, Picture, Rich, Section, Stretch, Table, WriteLine,
};

/// What one block, title, or fixed place of a brochure says.
#[derive(Debug)]
pub struct Piece {
    /// What it is, by where it was written.
    pub key: Key,
    /// The part and section it stands in, and the block; fewer for what is no block.
    pub path: Vec<Id>,
    /// What it says.
    pub lines: Vec<Line>,
}

/// A paragraph, list item, row or label.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its words.
    pub words: String,
    /// Its words with bold, italic, links and languages as they are written.
    pub marked: String,
    /// Where it was written; none where it is made from a template.
    pub span: Option<Span>,
    /// Whether it is a row of a table, which is no sentence.
    pub row: bool,
}

/// The pieces of a brochure, in order.
pub fn pieces(brochure: &Brochure, index: &Index, redrawn: &BTreeSet<Id>) -> Vec<Piece> {
    let Brochure {
        lang: _,
        edition: _,
        paper: _,
        title,
        short_title: _,
        subject,
        authors: _,
        version: _,
        code,
        unsigned: _,
        files: _,
        due: _,
        overdue: _,
        colors,
        front,
        masthead,
        page_words,
        draft_mark,
        parts,
        panels,
        back,
        whole_words: _,
    } = brochure;
    let mut gather = Gather { index, redrawn, found: vec![] };
    let mut furniture = Lines::default();
    furniture.text(title);
    furniture.text(subject);
    // The end of the code is a hash of all words.
    furniture.text(code.rsplit_once(' ').map_or(code.as_str(), |(start, _)| start));
    furniture.text(page_words);
    furniture.text(draft_mark.as_deref().unwrap_or_default());
    if let Some((brand, accent)) = colors {
        furniture.text(&format!("colors {brand:?}, {accent:?}"));
    }
    furniture.maybe(masthead.as_ref());
    gather.add(Key::FURNITURE, &[], furniture);
    if let Some(Front { cover, contents }) = front {
        gather.cover(cover);
        contents.iter().for_each(|contents| gather.contents(contents));
    }
    for part in parts {
        gather.part(part);
    }
    for panel in panels {
        gather.panel(panel);
    }
    if let Some(back) = back {
        gather.back(back);
    }
    gather.found
}

struct Gather<'a> {
    index: &'a Index,
    redrawn: &'a BTreeSet<Id>,
    found: Vec<Piece>,
}

impl Gather<'_> {
    /// Adds what a place says; what stands at one place is one piece.
    fn add(&mut self, key: Key, path: &[&Id], lines: Lines) {
        if lines.0.is_empty() {
            return;
        }
        match self.found.iter_mut().rev().find(|piece| piece.key == key) {
            Some(piece) => piece.lines.extend(lines.0),
            None => {
                let path = path.iter().map(|id| (*id).clone()).collect();
                self.found.push(Piece { key, path, lines: lines.0 });
            }
        }
    }

    /// Adds a text under the unit in which it was written.
    fn written(&mut self, path: &[&Id], text: Option<&Rich>) {
        let Some(text) = text else { return };
        let key = place(text).map_or(Key::OTHER, |span| self.index.key(span));
        let mut lines = Lines::default();
        lines.rich(text);
        self.add(key, path, lines);
    }

    fn cover(&mut self, cover: &Cover) {
        let Cover { clinic, kicker, title, second, picture, lead, draft, reviewed, version, dates } = cover;
        let mut lines = Lines::default();
        if let Some(CoverClinic { name, lines: more, phone_label, phone, logo: _ }) = clinic {
            lines.text(name);
            more.iter().for_each(|line| lines.text(line));
            lines.rich(phone_label);
            lines.phone(phone);
        }
        lines.rich(kicker);
        lines.rich(title);
        lines.rich(second);
        if let Some(picture) = picture {
            self.picture(picture, &mut lines);
        }
        lines.rich(lead);
        lines.maybe(draft.as_ref());
        lines.maybe(reviewed.as_ref());
        lines.text(version);
        lines.text(dates);
        self.add(Key::COVER, &[], lines);
    }

    fn contents(&mut self, contents: &Contents) {
        let Contents { title, help_label, help: (before, after), phone } = contents;
        let mut lines = Lines::default();
        lines.rich(title);
        lines.rich(help_label);
        lines.text(&format!("{before}…{after}"));
        lines.maybe(phone.as_ref());
        self.add(Key::CONTENTS, &[], lines);
    }

    fn part(&mut self, part: &Part) {
        // Numbers follow from the order.
        let Part { id, kind: _, number: _, spoken_number, title, summary, lead, key, sections } = part;
        self.written(&[id], Some(title));
        self.written(&[id], summary.as_ref());
        self.written(&[id], lead.as_ref());
        self.written(&[id], key.as_ref().map(|(_, text)| text));
        let mut labels = Lines::default();
        labels.text(spoken_number.trim_matches(|c: char| c.is_ascii_digit() || c == ':' || c == ' '));
        labels.maybe(key.as_ref().map(|(label, _)| label));
        // The same on every part: once is enough.
        let known = self.found.iter().find(|piece| piece.key == Key::FURNITURE);
        labels.0.retain(|line| known.is_none_or(|piece| piece.lines.iter().all(|own| own.words != line.words)));
        self.add(Key::FURNITURE, &[], labels);
        for Section { id: section, title, blocks } in sections {
            self.written(&[id, section], title.as_ref());
            for item in blocks {
                self.item(&[id, section], item);
            }
        }
    }

    fn panel(&mut self, panel: &Panel) {
        let Panel { id, span, body } = panel;
        let mut lines = Lines::default();
        match body {
            // What they say stands in the front and the back of the brochure.
            PanelBody::Cover | PanelBody::Back => {}
            PanelBody::Sections(sections) => {
                // Which blocks are left out is known when they are set.
                for PanelSection { section: Section { id: section, title, blocks }, foot: _, priority: _ } in sections {
                    self.written(&[id, section], title.as_ref());
                    for item in blocks {
                        self.item(&[id, section], item);
                    }
                }
            }
            PanelBody::CardFront(CardFront { title, text, fields, clinic, number }) => {
                lines.rich(title);
                lines.rich(text);
                fields.iter().flatten().for_each(|line| lines.write_line(line));
                lines.maybe(clinic.as_ref());
                lines.card_number(number);
            }
            PanelBody::CardLevel(CardLevel { kind: _, title, items, when, number }) => {
                lines.rich(title);
                lines.all(items);
                lines.maybe(when.as_ref());
                number.iter().for_each(|number| lines.card_number(number));
            }
            PanelBody::CardStaff(CardStaff { title, text, staff, draft }) => {
                lines.rich(title);
                lines.rich(text);
                lines.all(staff);
                lines.maybe(draft.as_ref());
            }
        }
        let at = lines.0.iter().find_map(|line| line.span).unwrap_or(*span);
        self.add(self.index.key(at), &[id], lines);
    }

    fn item(&mut self, path: &[&Id], item: &Item) {
        let Item { id, span, block } = item;
        let path = [path, &[id]].concat();
        if let Block::Definitions(entries) = block
            && entries.iter().all(|entry| entry.page.is_some())
        {
            return self.glossary(&path, entries);
        }
        let mut lines = Lines::default();
        self.block(block, &mut lines);
        let key = self.index.key(*span);
        self.add(key, &path, lines);
    }

    /// Terms, each where it was written.
    fn glossary(&mut self, path: &[&Id], entries: &[Entry]) {
        for Entry { term, text, page } in entries {
            let mut lines = Lines::default();
            lines.row([term, text]);
            let key = place(term).map_or(Key::OTHER, |span| self.index.key(span));
            let own: Vec<&Id> = path[..1].iter().copied().chain(page.as_ref().map(|(id, ..)| id)).collect();
            self.add(key, &own, lines);
        }
        if let Some((_, before, after)) = entries.first().and_then(|entry| entry.page.as_ref()) {
            let mut lines = Lines::default();
            lines.text(&format!("{before}…{after}"));
            self.add(Key::FURNITURE, &[], lines);
        }
    }

    fn block(&self, block: &Block, lines: &mut Lines) {
        match block {
            Block::Para(text) | Block::Heading(_, text) => lines.rich(text),
            Block::Bullets(items) => lines.all(items),
            Block::Row(label, texts) => {
                lines.rich(label);
                lines.all(texts);
            }
            Block::Steps(steps) => {
                for (title, text) in steps {
                    lines.rich(title);
                    lines.maybe(text.as_ref());
                }
            }
            Block::Checklist(spoken, items) => {
                lines.text(spoken);
                lines.all(items);
            }
            Block::Table(Table { corner, columns, rows, note }) => {
                let heads = columns.iter().flat_map(|(title, note)| [Some(title), note.as_ref()]);
                lines.row([corner.as_ref()].into_iter().chain(heads).flatten());
                for (head, cells) in rows {
                    lines.row([head].into_iter().chain(cells.iter().flatten()));
                }
                lines.maybe(note.as_ref());
            }
            Block::Callout { kind: _, label, title, text } => {
                lines.rich(label);
                lines.rich(title);
                lines.maybe(text.as_ref());
            }
            Block::Key(label, text) | Block::SayFirst(label, text) => {
                lines.rich(label);
                lines.rich(text);
            }
            Block::Qa(list) => list.iter().for_each(|(q, a)| {
                lines.rich(q);
                lines.rich(a);
            }),
            Block::Definitions(entries) => {
                entries.iter().for_each(|Entry { term, text, page: _ }| lines.row([term, text]));
            }
            Block::Figure(figure) => {
                let Figure { picture, label, caption, labels } = &**figure;
                self.picture(picture, lines);
                // Numbers of figures follow from their order.
                lines.text(&label.replace(|c: char| c.is_ascii_digit(), ""));
                lines.rich(caption);
                labels.iter().for_each(|label| lines.rich(&label.text));
            }
            Block::WriteIn(rows) => rows.iter().flatten().for_each(|line| lines.write_line(line)),
            Block::Lines(count) => lines.text(&format!("{count} lines to write on")),
            Block::Diary(Diary { week, days, rows, date }) => {
                lines.write_line(week);
                lines.row(days);
                lines.rich(date);
                rows.iter().for_each(|(head, hint)| lines.row([head].into_iter().chain(hint)));
            }
            // Shorter words are read where an edition has them: on its panels.
            Block::AlertCard(AlertCard { level: _, title, text, fields, staff_title, staff, small: _ }) => {
                lines.rich(title);
                lines.rich(text);
                fields.iter().flatten().for_each(|line| lines.write_line(line));
                lines.rich(staff_title);
                lines.all(staff);
            }
            Block::Contacts(rows) => rows.iter().for_each(|row| lines.contact(row)),
            Block::Drugs(DrugTable { heads, rows, note, check_box }) => {
                lines.row(heads);
                for DrugRow { generic, brand, class, route, kind, target } in rows {
                    lines.row(
                        [Some(generic), Some(brand), class.as_ref()].into_iter().flatten().chain([route, kind, target]),
                    );
                }
                lines.rich(note);
                lines.text(check_box);
            }
            Block::Level { kind: _, title, number, when, items } => {
                lines.rich(title);
                lines.number(number);
                lines.rich(when);
                lines.all(items);
            }
        }
    }

    fn picture(&self, picture: &Picture, lines: &mut Lines) {
        let Picture { id, alt, drawing: _ } = picture;
        let again = if self.redrawn.contains(id) { ", drawn anew" } else { "" };
        lines.text(&format!("[picture {id}{again}]"));
        lines.text(alt);
    }

    fn back(&mut self, back: &Back) {
        let Back { title, contacts, code, formats: (format, line, langs), about: (about, paragraphs) } = back;
        let mut lines = Lines::default();
        lines.rich(title);
        contacts.iter().for_each(|contact| lines.contact(contact));
        if let Some(CodeBox { url, title, text, shown, alt }) = code {
            lines.rich(title);
            lines.rich(text);
            lines.text(shown);
            lines.text(url);
            lines.text(alt);
        }
        lines.rich(format);
        lines.rich(line);
        lines.all(langs);
        lines.rich(about);
        lines.all(paragraphs);
        self.add(Key::BACK, &[], lines);
    }
}

/// Where a text was written.
fn place(rich: &[Stretch]) -> Option<Span> {
    rich.iter().map(|s| s.span).find(|span| *span != Span::default())
}

/// Lines in the making.
#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.0.push(Line { words: text.to_owned(), marked: text.to_owned(), ..Line::default() });
        }
    }

    fn rich(&mut self, rich: &Rich) {
        let line = line(rich);
        if !line.words.is_empty() {
            self.0.push(line);
        }
    }

    fn maybe(&mut self, rich: Option<&Rich>) {
        rich.into_iter().for_each(|rich| self.rich(rich));
    }

    fn all(&mut self, texts: &[Rich]) {
        texts.iter().for_each(|rich| self.rich(rich));
    }

    /// Cells of a row, in one line.
    fn row<'r>(&mut self, cells: impl IntoIterator<Item = &'r Rich>) {
        let cells: Vec<Line> = cells.into_iter().map(line).filter(|cell| !cell.words.is_empty()).collect();
        if cells.is_empty() {
            return;
        }
        let join = |pick: fn(&Line) -> &str| cells.iter().map(pick).collect::<Vec<_>>().join(" | ");
        self.0.push(Line {
            words: join(|cell| &cell.words),
            marked: join(|cell| &cell.marked),
            span: cells.iter().find_map(|cell| cell.span),
            row: true,
        });
    }

    fn write_line(&mut self, line: &WriteLine) {
        let WriteLine { label, spoken } = line;
        self.rich(label);
        self.text(spoken);
    }

    fn phone(&mut self, phone: &Phone) {
        // What is dialled, and the digits that are heard, follow from what is printed.
        let Phone { shown, uri: _, spoken } = phone;
        self.text(shown);
        self.text(spoken.trim_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == ','));
    }

    fn number(&mut self, number: &Number) {
        match number {
            Number::None => {}
            Number::Phone(phone) => self.phone(phone),
            Number::Blank(line) => self.write_line(line),
        }
    }

    fn card_number(&mut self, number: &CardNumber) {
        let CardNumber { label, number } = number;
        self.rich(label);
        self.number(number);
    }

    fn contact(&mut self, contact: &Contact) {
        let Contact { row: _, label, number, lines } = contact;
        self.rich(label);
        self.number(number);
        self.all(lines);
    }
}

fn line(rich: &Rich) -> Line {
    let mut line = Line { span: place(rich), ..Line::default() };
    for Stretch { text, bold, italic, lang, uri, first_use: _, span: _ } in rich {
        line.words += text;
        let style = match (bold, italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        line.marked += style;
        match (lang, uri) {
            (Some(lang), _) => line.marked += &format!("[{text}]({})", lang.tag()),
            (None, Some(uri)) => line.marked += &format!("[{text}]({uri})"),
            (None, None) => line.marked += text,
        }
        line.marked += style;
    }
    line
}
