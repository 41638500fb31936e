//! Blocks as written to blocks as read by one reader.

use super::audience::Audience;
use super::brochure::{
    AlertCard, Block, Contact, Diary, Entry, Figure, FigureLabel, Item, Number, Picture, Rich, SmallCard, Stretch,
    Table, WriteLine, words,
};
use super::explain::Kind;
use super::fill::{Filler, bare, plain};
use super::pairs::{drugs_of, uses_for};
use crate::base::{Id, Pt, Span, Spanned};
use crate::content::{
    self, Blocks, CalloutKind, ContactRow, FigureUse, LevelKind, Only, Reader, SlotOf, SlotRef, Text, WithClinic, fill,
};

/// Most rows of a diary on one page.
pub const DIARY_ROWS: usize = 9;

impl<'a> Filler<'a> {
    /// Whether something is for this reader.
    pub fn is_for(&self, only: &Only) -> bool {
        let variant = self.variant;
        let audience = Audience {
            therapies: &variant.therapies,
            cancer: variant.cancer.as_ref(),
            edition: &variant.edition,
            clinic: variant.clinic.is_some(),
        };
        audience.meets(only, self.library)
    }

    /// Whether the edition has room for the short form of tables only.
    pub fn is_small(&self) -> bool {
        self.library.vocabulary.editions.get(self.variant.edition.as_str()).is_some_and(|e| e.small)
    }

    /// Whether any of these blocks is for this reader.
    fn any_for(&self, blocks: &Blocks) -> bool {
        blocks.values().any(|block| match block {
            content::Block::Only(only) => self.is_for(&only.condition()) && self.any_for(&only.blocks),
            content::Block::Slot(slot) => self.slot_blocks(slot).into_iter().any(|(_, blocks)| self.any_for(blocks)),
            _ => true,
        })
    }

    /// Whether a slot without which its section makes no sense stays empty for this reader.
    pub fn lacks_essential(&self, blocks: &Blocks) -> bool {
        blocks.values().any(|block| match block {
            content::Block::Slot(slot) if slot.essential => {
                !self.slot_blocks(slot).into_iter().any(|(_, blocks)| self.any_for(blocks))
            }
            _ => false,
        })
    }

    /// What the reader's files put into a slot: of each therapy in turn, or of the nearest of the cancer's line.
    fn slot_blocks(&self, slot: &SlotRef) -> Vec<(&'a Id, &'a Blocks)> {
        let (words, variant, name) = (self.words, self.variant, slot.name.as_str());
        match slot.of {
            SlotOf::Therapy => {
                let of = |id| words.therapies.get(id).and_then(|t| t.slots.get(name)).map(|blocks| (id, blocks));
                variant.therapies.iter().filter_map(of).collect()
            }
            SlotOf::Cancer => {
                let Some(cancer) = &variant.cancer else { return vec![] };
                let line = self.library.lineage(cancer);
                let own = line.iter().find_map(|id| words.cancers.get(id).and_then(|c| c.slots.get(name)));
                own.map(|blocks| (cancer, blocks)).into_iter().collect()
            }
        }
    }

    /// The blocks that this reader gets.
    pub fn blocks(&mut self, blocks: &Blocks, out: &mut Vec<Item>) {
        for (id, block) in blocks.iter() {
            self.used.insert(id.span.file);
            if !self.room_for_blocks(1, id.span) {
                return;
            }
            match block {
                content::Block::Only(only) => {
                    let condition = only.condition();
                    let included = self.is_for(&condition);
                    self.decide(id, Kind::Block, included, |filler| filler.condition(&condition));
                    self.enter(&id.value);
                    if included {
                        self.blocks(&only.blocks, out);
                    } else if self.trace.is_some() {
                        let why = self.condition(&condition);
                        self.leave_out(&only.blocks, &why);
                    }
                    self.leave();
                }
                content::Block::Slot(slot) => {
                    let included = self.slot_blocks(slot).into_iter().any(|(_, blocks)| self.any_for(blocks));
                    self.decide(id, Kind::Block, included, |filler| filler.slot_filled(slot));
                    self.enter(&id.value);
                    self.slot(slot, out);
                    self.leave();
                }
                content::Block::Diary(diary) => {
                    self.decide(id, Kind::Block, true, |filler| filler.block_filled(block, true));
                    for sheet in self.diary(diary) {
                        out.push(Item { id: id.value.clone(), span: id.span, block: Block::Diary(sheet) });
                    }
                }
                content::Block::Drugs(_) => {
                    let before = out.len();
                    for therapy in self.variant.therapies.clone() {
                        if let Some(table) = self.drug_table(&therapy) {
                            if self.variant.therapies.len() > 1 {
                                out.push(self.name_heading(&therapy, id));
                            }
                            if let Block::Drugs(drugs) = &table {
                                self.room_for_blocks(drugs.rows.len(), id.span);
                            }
                            out.push(Item { id: id.value.clone(), span: id.span, block: table });
                        }
                    }
                    let included = out.len() > before;
                    self.decide(id, Kind::Block, included, |filler| filler.drugs_filled());
                }
                other => {
                    let made = self.block(other);
                    // Who wrote the guide is known when all files used are known.
                    let included = made.is_some() || matches!(other, content::Block::Provenance(_));
                    self.decide(id, Kind::Block, included, |filler| filler.block_filled(other, included));
                    if let Some(block) = made {
                        // Tables of facts are as long as the facts, however often a guide shows them.
                        match &block {
                            Block::Table(table) => {
                                self.room_for_blocks(table.rows.len(), id.span);
                            }
                            Block::Lines(count) => {
                                self.room_for_blocks(usize::from(*count), id.span);
                            }
                            _ => {}
                        }
                        out.push(Item { id: id.value.clone(), span: id.span, block });
                    }
                }
            }
        }
    }

    /// What a slot was filled from.
    fn slot_filled(&self, slot: &SlotRef) -> String {
        let whose = match slot.of {
            SlotOf::Therapy => "therapy",
            SlotOf::Cancer => "cancer",
        };
        let name = slot.name.as_str();
        let found = self.slot_blocks(slot);
        let filled: Vec<String> =
            found.iter().filter(|(_, blocks)| self.any_for(blocks)).map(|(id, _)| id.to_string()).collect();
        match (filled.is_empty(), found.is_empty()) {
            (false, _) => format!("slot `{name}` filled from the {whose} {}", filled.join(", ")),
            (true, false) => format!("slot `{name}` of the {whose} has nothing for this reader"),
            (true, true) => format!("no {whose} of this reader has a slot `{name}`"),
        }
    }

    fn drugs_filled(&self) -> String {
        let Some(cancer) = &self.variant.cancer else { return "only for tailored brochures".into() };
        let count = self.variant.therapies.iter().flat_map(|t| drugs_of(self.library, t));
        let count = count.filter(|(_, drug)| uses_for(self.library, drug, cancer).next().is_some()).count();
        format!("{count} drugs from the facts")
    }

    /// What a block that is no slot took from the reader's files or the facts, or why it is left out.
    fn block_filled(&self, block: &content::Block, included: bool) -> String {
        let words = self.words;
        let therapies = || self.variant.therapies.iter().filter_map(|id| Some((id, words.therapies.get(id)?)));
        match block {
            content::Block::Level(level) => {
                let Some(from) = &level.from else { return String::new() };
                let own: Vec<&str> =
                    therapies().filter(|(_, t)| t.lists.contains(from.as_str())).map(|(id, _)| id.as_str()).collect();
                if own.is_empty() {
                    String::new()
                } else {
                    format!("list `{}` of the therapy {}", from.value, own.join(", "))
                }
            }
            content::Block::Table(table) => {
                let sets = table.columns.iter().filter_map(|c| c.from.as_ref());
                let filled = sets.flat_map(|set| {
                    therapies().filter_map(move |(id, t)| {
                        let cells = t.cells.get(set.as_str())?;
                        let own = table.rows.ids().filter(|row| cells.contains(row.as_str())).count();
                        Some(format!("{own} of {} cells from `{}` of the therapy {id}", table.rows.len(), set.value))
                    })
                });
                filled.collect::<Vec<_>>().join(", ")
            }
            content::Block::Diary(_) => {
                let own: Vec<&str> =
                    therapies().filter(|(_, t)| !t.diary.is_empty()).map(|(id, _)| id.as_str()).collect();
                if own.is_empty() { "usual rows".into() } else { format!("rows of the therapy {}", own.join(", ")) }
            }
            content::Block::Figure(figure) if !included => {
                let suits = self.library.figures.figures.get(figure.id.as_str()).map(|f| f.suits.as_slice());
                let suits: Vec<&str> = suits.unwrap_or_default().iter().map(|id| id.as_str()).collect();
                format!("the figure `{}` suits only therapy {}", figure.id.value, suits.join(" or "))
            }
            content::Block::CancerTable(_) | content::Block::MarkerTable(_) => "from the facts".into(),
            content::Block::Provenance(_) => "from the heads of all files used".into(),
            content::Block::Contacts(_) => match &self.variant.clinic {
                Some(choice) => format!("from the clinic {}", choice.id),
                None => "no clinic: lines to write on".into(),
            },
            _ => String::new(),
        }
    }

    fn name_heading(&self, therapy: &Id, at: &Spanned<Id>) -> Item {
        let name = self.words.names.therapies.get(therapy.as_str()).map(|n| bare(&n.name)).unwrap_or_default();
        Item { id: at.value.clone(), span: at.span, block: Block::Heading(3, name) }
    }

    fn slot(&mut self, slot: &SlotRef, out: &mut Vec<Item>) {
        let several = slot.of == SlotOf::Therapy && self.variant.therapies.len() > 1;
        for (id, blocks) in self.slot_blocks(slot) {
            if !self.any_for(blocks) {
                continue;
            }
            if several {
                out.push(self.name_heading(id, &slot.name));
            }
            self.blocks(blocks, out);
        }
    }

    fn block(&mut self, block: &content::Block) -> Option<Block> {
        let words_of = self.words;
        let strings = &words_of.strings;
        Some(match block {
            content::Block::Para(text) => Block::Para(self.rich(text)),
            content::Block::Heading(text) => Block::Heading(3, self.rich(text)),
            content::Block::Subheading(text) => Block::Heading(4, self.rich(text)),
            content::Block::Bullets(items) => Block::Bullets(self.all(items)),
            content::Block::Checklist(items) => {
                let spoken = words(&bare(&strings.spoken.check_box));
                Block::Checklist(spoken, self.all(items))
            }
            content::Block::Steps(steps) => Block::Steps(
                steps.iter().map(|s| (self.rich(&s.title), s.text.as_ref().map(|t| self.rich(t)))).collect(),
            ),
            content::Block::Table(table) => self.table(table),
            content::Block::Row(row) => return self.row(row),
            content::Block::Callout(callout) => {
                let usual = match callout.kind {
                    CalloutKind::Urgent => &strings.labels.urgent,
                    CalloutKind::Note => &strings.labels.note,
                    CalloutKind::Tip => &strings.labels.tip,
                };
                Block::Callout {
                    kind: callout.kind,
                    label: self.rich(callout.label.as_ref().unwrap_or(usual)),
                    title: self.rich(&callout.title),
                    text: callout.text.as_ref().map(|t| self.rich(t)),
                }
            }
            content::Block::Key(text) => Block::Key(bare(&strings.labels.key), self.rich(text)),
            content::Block::Qa(list) => Block::Qa(list.iter().map(|qa| (self.rich(&qa.q), self.rich(&qa.a))).collect()),
            content::Block::Definitions(list) => Block::Definitions(
                list.iter().map(|d| Entry { term: self.rich(&d.term), text: self.rich(&d.text), page: None }).collect(),
            ),
            content::Block::Figure(figure) => return self.figure(&figure.id.value),
            content::Block::WriteIn(write_in) => match &write_in.lines {
                Some(count) => Block::Lines(count.value),
                None => Block::WriteIn(self.write_in(write_in)),
            },
            content::Block::AlertCard(card) => Block::AlertCard(AlertCard {
                level: 3,
                title: self.rich(&card.title),
                text: self.rich(&card.text),
                fields: self.write_rows(&card.fields),
                staff_title: self.rich(&card.staff_title),
                staff: self.all(&card.staff),
                small: card.small.as_ref().map(|small| SmallCard {
                    text: self.rich(&small.text),
                    fields: self.write_rows(&small.fields),
                    staff: self.all(&small.staff),
                    first: small.first.as_ref().map(|first| self.rich(first)),
                    signs: [self.all(&small.emergency), self.all(&small.now)],
                }),
            }),
            content::Block::Contacts(contacts) => Block::Contacts(self.contacts(&contacts.rows)),
            content::Block::CancerTable(_) => self.cancer_table(),
            content::Block::MarkerTable(_) => self.marker_table(),
            content::Block::Level(level) => self.level(level),
            content::Block::SayFirst(text) => Block::SayFirst(bare(&strings.labels.say_first), self.rich(text)),
            // Handled where blocks become several, or after all parts are known.
            content::Block::Diary(_)
            | content::Block::Drugs(_)
            | content::Block::Only(_)
            | content::Block::Slot(_)
            | content::Block::Provenance(_) => {
                return None;
            }
        })
    }

    pub fn all(&mut self, texts: &[Text]) -> Vec<Rich> {
        texts.iter().map(|t| self.rich(t)).collect()
    }

    fn table(&mut self, table: &content::Table) -> Block {
        let words_of = self.words;
        let columns: Vec<(Rich, Option<Rich>)> = table
            .columns
            .iter()
            .map(|column| {
                let tailored = column.from.is_some() && !self.variant.therapies.is_empty();
                let note = tailored.then(|| self.therapies(|n| &n.text, &words_of.strings.general.therapy_text));
                (self.rich(&column.title), note)
            })
            .collect();
        let mut rows = vec![];
        let short = self.is_small() && !table.short.is_empty();
        for (id, row) in table.rows.iter().filter(|(id, _)| !short || table.short.iter().any(|s| s.value == id.value)) {
            let mut cells = vec![];
            for (column, cell) in table.columns.iter().zip(&row.cells.value) {
                let own = column.from.as_ref().map(|set| self.own_cells(set.as_str(), id.as_str())).unwrap_or_default();
                cells.push(if own.is_empty() { vec![self.rich(cell)] } else { own });
            }
            rows.push((self.rich(&row.head), cells));
        }
        let corner = table.corner.as_ref().map(|t| self.rich(t));
        Block::Table(Table { corner, columns, rows, note: table.note.as_ref().map(|n| self.rich(n)) })
    }

    /// A row of a table of another section: its head and its last cell.
    fn row(&mut self, wanted: &content::RowRef) -> Option<Block> {
        let section = self.words.sections.get(&wanted.section.value)?;
        let content::Block::Table(table) = section.blocks.get(wanted.table.as_str())? else { return None };
        let row = table.rows.get(wanted.row.as_str())?;
        let (column, cell) = table.columns.last().zip(row.cells.value.last())?;
        self.used.insert(section.title.span.file);
        let own = column.from.as_ref().map(|set| self.own_cells(set.as_str(), wanted.row.as_str()));
        let head = self.rich(&row.head);
        let texts = own.filter(|own| !own.is_empty()).unwrap_or_else(|| vec![self.rich(cell)]);
        Some(Block::Row(head, texts))
    }

    /// What the reader's therapies put into a cell; with several, each says whose it is.
    fn own_cells(&mut self, set: &str, row: &str) -> Vec<Rich> {
        let words_of = self.words;
        let several = self.variant.therapies.len() > 1;
        let mut own = vec![];
        for therapy in self.variant.therapies.clone() {
            let cell = words_of.therapies.get(&therapy).and_then(|t| t.cells.get(set)).and_then(|cells| cells.get(row));
            let Some(cell) = cell else { continue };
            let mut rich = self.rich(cell);
            if several && let Some(name) = words_of.names.therapies.get(therapy.as_str()) {
                let label = fill(&words_of.strings.join.named, &[("name", &words(&bare(&name.name))), ("text", "")]);
                rich.insert(0, Stretch { text: label, ..Stretch::default() });
            }
            own.push(rich);
        }
        own
    }

    fn figure(&mut self, id: &Id) -> Option<Block> {
        let (library, words_of) = (self.library, self.words);
        let place = library.figures.figures.get(id.as_str())?;
        let suits = place.suits.is_empty()
            || self.variant.therapies.is_empty()
            || place.suits.iter().any(|t| self.variant.therapies.contains(&t.value));
        if !suits || place.purpose != FigureUse::Scene {
            return None;
        }
        let text = words_of.figures.figures.get(id.as_str())?;
        let picture = self.picture(id)?;
        self.used.insert(library.figures.version.span.file);
        self.figures += 1;
        let unit = |v: f64| Pt::from_f64(v);
        let labels = place
            .labels
            .iter()
            .filter_map(|(label, at)| {
                Some(FigureLabel {
                    text: self.rich(text.labels.get(label.as_str())?),
                    at: (unit(at.x), unit(at.y)),
                    anchor: at.anchor,
                    width: at.width.map(unit),
                    target: at.target.map(|(x, y)| (unit(x), unit(y))),
                })
            })
            .collect();
        Some(Block::Figure(Box::new(Figure {
            picture,
            label: fill(&words_of.strings.labels.figure, &[("number", &self.figures.to_string())]),
            caption: text.caption.as_ref().map(|c| self.rich(c)).unwrap_or_default(),
            labels,
        })))
    }

    /// A drawing with what it shows.
    pub fn picture(&mut self, id: &Id) -> Option<Picture> {
        let (library, words_of) = (self.library, self.words);
        let drawing = library.drawings.get(id.as_str())?;
        let at = library.figures.figures.span(id.as_str()).unwrap_or_default();
        if !self.room_for_shapes(drawing.shapes.len(), at) {
            return None;
        }
        let drawing = drawing.clone();
        let alt = words_of.figures.figures.get(id.as_str()).map(|t| self.text(&t.alt)).unwrap_or_default();
        Some(Picture { id: id.clone(), alt, drawing })
    }

    /// The reader's rows of a diary, as many to a sheet as a page holds; with several therapies, all of theirs,
    /// the last of a list at the end.
    fn diary(&mut self, diary: &content::Diary) -> Vec<Diary> {
        let words_of = self.words;
        let therapies = self.variant.therapies.iter().filter_map(|t| words_of.therapies.get(t));
        let mut lists: Vec<&[Spanned<Id>]> = therapies.map(|t| t.diary.as_slice()).filter(|l| !l.is_empty()).collect();
        if lists.is_empty() {
            lists.push(&diary.usual);
        }
        let mut ids: Vec<&Id> = vec![];
        let last = lists.iter().filter_map(|list| list.last());
        let before = lists.iter().flat_map(|list| &list[..list.len().saturating_sub(1)]);
        for id in before.chain(last) {
            if !ids.contains(&&id.value) {
                ids.push(&id.value);
            }
        }
        let rows: Vec<_> = ids.into_iter().filter_map(|id| diary.rows.get(id.as_str())).collect();
        rows.chunks(DIARY_ROWS)
            .map(|rows| Diary {
                week: self.write_line(&diary.week),
                date: self.rich(&diary.date),
                days: self.all(&diary.days),
                rows: rows
                    .iter()
                    .map(|row| (self.rich(&row.head), row.hint.as_ref().map(|hint| self.rich(hint))))
                    .collect(),
            })
            .collect()
    }

    fn write_line(&mut self, label: &Text) -> WriteLine {
        let label = self.rich(label);
        let spoken = fill(&self.words.strings.spoken.write_here, &[("label", &words(&label))]);
        WriteLine { label, spoken }
    }

    fn write_rows(&mut self, rows: &[Vec<Text>]) -> Vec<Vec<WriteLine>> {
        rows.iter().map(|row| row.iter().map(|label| self.write_line(label)).collect()).collect()
    }

    fn write_in(&mut self, write_in: &content::WriteIn) -> Vec<Vec<WriteLine>> {
        let words_of = self.words;
        let spoken = |label: &str| fill(&words_of.strings.spoken.write_here, &[("label", label)]);
        let mut rows = self.write_rows(&write_in.rows);
        if let Some(count) = &write_in.numbered {
            let what = write_in.label.as_ref().map(|l| self.text(l)).unwrap_or_default();
            for n in 1..=count.value {
                let label = plain(&n.to_string());
                rows.push(vec![WriteLine { label, spoken: spoken(format!("{what} {n}").trim()) }]);
            }
        }
        rows
    }

    /// A line to write something of the clinic's on.
    pub fn blank(&self, label: &Text) -> WriteLine {
        let label = bare(label);
        let spoken = fill(&self.words.strings.spoken.write_here, &[("label", &words(&label))]);
        WriteLine { label, spoken }
    }

    pub fn clinic_number(&self, office: bool) -> Number {
        match &self.variant.clinic {
            Some(choice) => {
                let phones = &choice.clinic.phones;
                Number::Phone(self.phone(if office { &phones.office.value } else { &phones.day_and_night.value }))
            }
            None => Number::Blank(self.blank(&self.words.strings.no_clinic.write_phone)),
        }
    }

    fn level(&mut self, level: &content::Level) -> Block {
        let words_of = self.words;
        let mut items: Vec<&Text> = vec![];
        if let Some(from) = &level.from {
            let own = self.variant.therapies.iter().filter_map(|t| words_of.therapies.get(t)?.lists.get(from.as_str()));
            for item in own.flatten() {
                if !items.iter().any(|known| known.to_string() == item.to_string()) {
                    items.push(item);
                }
            }
        }
        if items.is_empty() {
            items = level.items.iter().collect();
        }
        let number = match level.kind {
            LevelKind::Emergency => Number::None,
            LevelKind::Now => self.clinic_number(false),
            LevelKind::Office => self.clinic_number(true),
        };
        let items = items.into_iter().map(|t| self.rich(t)).collect();
        // A small edition says when by the row of that number in its contact box.
        let when = if self.is_small() { Rich::new() } else { self.rich(&level.when) };
        Block::Level { kind: level.kind, title: self.rich(&level.title), number, when, items }
    }

    /// Contact rows, in the order asked for; without a clinic, lines to write on.
    pub fn contacts(&mut self, rows: &[ContactRow]) -> Vec<Contact> {
        let words_of = self.words;
        let strings = &words_of.strings.contacts;
        let blank = &words_of.strings.no_clinic;
        let clinic = self.variant.clinic.clone();
        // A small edition has room for what only the clinic can say.
        let small = self.is_small();
        let general = |text: &Text| if small { vec![] } else { vec![bare(text)] };
        let mut out = vec![];
        for row in rows {
            let contact = |label: &Text, number: Number, lines: Vec<Rich>| Contact {
                row: *row,
                label: bare(label),
                number,
                lines,
            };
            out.push(match row {
                ContactRow::Emergency => {
                    let number = self.phone(&strings.emergency_number);
                    contact(&strings.emergency, Number::Phone(number), general(&strings.emergency_text))
                }
                ContactRow::DayAndNight => {
                    contact(&strings.day_and_night, self.clinic_number(false), general(&strings.day_and_night_text))
                }
                ContactRow::OfficeHours => {
                    let hours = match &clinic {
                        Some(choice) => {
                            choice.clinic.hours.get(self.variant.lang.as_str()).map(bare).into_iter().collect()
                        }
                        None => vec![],
                    };
                    contact(&strings.office, self.clinic_number(true), hours)
                }
                ContactRow::Address => match &clinic {
                    Some(choice) => {
                        let mut lines = vec![self.in_source(&choice.clinic.name)];
                        lines.extend(choice.clinic.department.iter().filter(|_| !small).map(|d| self.in_source(d)));
                        lines.extend(choice.clinic.address.iter().map(|l| self.in_source(l)));
                        contact(&strings.address, Number::None, lines)
                    }
                    None => contact(&strings.address, Number::Blank(self.blank(&blank.write_address)), vec![]),
                },
                ContactRow::Web => match clinic.as_ref().and_then(|c| c.clinic.web.as_ref()) {
                    Some(web) => contact(&strings.web, Number::None, vec![link(&web.value, web.span)]),
                    None => continue,
                },
            });
        }
        out
    }
}

/// A kind of reader in words.
pub(super) fn reader_of(reader: Reader) -> &'static str {
    match reader {
        Reader::General => "the general guide",
        Reader::Tailored => "tailored brochures",
    }
}

/// With or without a clinic, in words.
pub(super) fn clinic_of(clinic: WithClinic) -> &'static str {
    match clinic {
        WithClinic::With => "brochures of a clinic",
        WithClinic::Without => "brochures without a clinic",
    }
}

/// An address as a link to itself, printed without its scheme.
pub fn link_to(url: &str) -> Rich {
    link(url, Span::default())
}

/// The same, with the place where the address was written.
pub(super) fn link(url: &str, span: Span) -> Rich {
    vec![Stretch { text: shown_address(url), uri: Some(url.to_owned()), span, ..Stretch::default() }]
}

/// An address as printed: without scheme and closing slash.
pub(super) fn shown_address(url: &str) -> String {
    url.trim_start_matches("https://").trim_start_matches("mailto:").trim_end_matches('/').to_owned()
}
