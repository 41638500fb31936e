//! A tailored brochure: plain blocks, no condition, no placeholder, one language.

use crate::base::{Color, FileId, Id, Lang, Pt, Span};
use crate::content::{Anchor, CalloutKind, ContactRow, Date, Drawing, LevelKind, Logo, Month, PartKind};

/// What one reader gets.
#[derive(Clone, Debug)]
pub struct Brochure {
    /// Language of the document.
    pub lang: Lang,
    /// Edition, which picks the type and measures of the theme.
    pub edition: Id,
    /// Paper, which picks the page master.
    pub paper: Id,
    /// Title of the document.
    pub title: String,
    /// Title in the foot.
    pub short_title: String,
    /// One sentence on what it is.
    pub subject: String,
    /// Who wrote the files that were used.
    pub authors: Vec<String>,
    /// Version of the content.
    pub version: String,
    /// Document code, with the hash of the meaning.
    pub code: String,
    /// Files used that no clinician has signed; empty when the brochure is reviewed.
    pub unsigned: Vec<FileId>,
    /// All files used.
    pub files: Vec<FileId>,
    /// Files used that somebody has signed, with the day until which.
    pub due: Vec<(FileId, Date)>,
    /// The month in which a review ran out, where that is printed.
    pub overdue: Option<Month>,
    /// Brand and accent color of the clinic.
    pub colors: Option<(Color, Color)>,
    /// Cover and contents; none on a sheet, which is one part on its own.
    pub front: Option<Front>,
    /// What stands at the head of a sheet in their place.
    pub masthead: Option<Rich>,
    /// `Page {page} of {total}`.
    pub page_words: String,
    /// The mark of a draft, or of a review that is overdue; none when reviewed.
    pub draft_mark: Option<String>,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// The panels of a folded sheet, in the order of reading; it has no parts.
    pub panels: Vec<Panel>,
    /// The back page; none on a sheet.
    pub back: Option<Back>,
    /// Words that are never split between lines.
    pub whole_words: Vec<String>,
}

/// A text: stretches of one style.
pub type Rich = Vec<Stretch>;

/// A stretch of one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The words.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Its language, where it is not the document's.
    pub lang: Option<Lang>,
    /// Address it leads to.
    pub uri: Option<String>,
    /// The glossary term that is used here for the first time.
    pub first_use: Option<Id>,
    /// Where it was written.
    pub span: Span,
}

/// The words of a text, without style.
pub fn words(rich: &[Stretch]) -> String {
    rich.iter().map(|s| s.text.as_str()).collect()
}

/// What stands before the parts.
#[derive(Clone, Debug)]
pub struct Front {
    /// The cover.
    pub cover: Cover,
    /// Words of the contents list; a folded sheet has none.
    pub contents: Option<Contents>,
}

/// The cover.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The clinic.
    pub clinic: Option<CoverClinic>,
    /// Line above the title.
    pub kicker: Rich,
    /// First line of the title: the therapy.
    pub title: Rich,
    /// Second line: the cancer.
    pub second: Rich,
    /// The picture.
    pub picture: Option<Picture>,
    /// The sentence under it.
    pub lead: Rich,
    /// The notice of a draft, or of a review that is overdue.
    pub draft: Option<Rich>,
    /// Who reviewed it; none while there is a notice.
    pub reviewed: Option<Rich>,
    /// Version, dates.
    pub version: String,
    /// Dates.
    pub dates: String,
}

/// The clinic on the cover.
#[derive(Clone, Debug)]
pub struct CoverClinic {
    /// Name.
    pub name: String,
    /// Department, or that it is an example.
    pub lines: Vec<String>,
    /// Label of the number.
    pub phone_label: Rich,
    /// The number for day and night.
    pub phone: Phone,
    /// Logo.
    pub logo: Option<Logo>,
}

/// A phone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As printed.
    pub shown: String,
    /// As dialled: `tel:+1…`.
    pub uri: String,
    /// As spoken, for the link.
    pub spoken: String,
}

/// A picture without words.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Id of the drawing.
    pub id: Id,
    /// What it shows.
    pub alt: String,
    /// The drawing.
    pub drawing: Drawing,
}

/// Words of the contents list.
#[derive(Clone, Debug)]
pub struct Contents {
    /// Its title.
    pub title: Rich,
    /// Label of the callout.
    pub help_label: Rich,
    /// `Go to page {page}. …`, cut at the page: what comes before and after.
    pub help: (String, String),
    /// Second line of the callout.
    pub phone: Option<Rich>,
}

/// A panel of a folded sheet.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Its id.
    pub id: Id,
    /// Where it is planned.
    pub span: Span,
    /// What is on it.
    pub body: PanelBody,
}

/// What is on a panel.
#[derive(Clone, Debug)]
pub enum PanelBody {
    /// The cover.
    Cover,
    /// Sections.
    Sections(Vec<PanelSection>),
    /// The back.
    Back,
    /// The front of a card.
    CardFront(CardFront),
    /// A level of "when to call".
    CardLevel(CardLevel),
    /// What staff must know.
    CardStaff(CardStaff),
}

/// A section of a panel.
#[derive(Clone, Debug)]
pub struct PanelSection {
    /// The section.
    pub section: Section,
    /// For each of its blocks: whether it stands at the foot of the panel.
    pub foot: Vec<bool>,
    /// For each of its blocks: its priority, if it may be left out.
    pub priority: Vec<Option<u8>>,
}

/// The front of a card.
#[derive(Clone, Debug)]
pub struct CardFront {
    /// What it is.
    pub title: Rich,
    /// Whose it is, in the words of its owner.
    pub text: Rich,
    /// Rows of one or two labelled lines.
    pub fields: Vec<Vec<WriteLine>>,
    /// Whose number that is, where a clinic is named.
    pub clinic: Option<Rich>,
    /// The number to call.
    pub number: CardNumber,
}

/// A level of "when to call" on a card.
#[derive(Clone, Debug)]
pub struct CardLevel {
    /// How urgent.
    pub kind: LevelKind,
    /// What to do.
    pub title: Rich,
    /// The signs.
    pub items: Vec<Rich>,
    /// When; only where there is no number.
    pub when: Option<Rich>,
    /// The number to call.
    pub number: Option<CardNumber>,
}

/// The number at the foot of a panel.
#[derive(Clone, Debug)]
pub struct CardNumber {
    /// When it answers.
    pub label: Rich,
    /// The number, or a line to write it on.
    pub number: Number,
}

/// What staff must know.
#[derive(Clone, Debug)]
pub struct CardStaff {
    /// Its head.
    pub title: Rich,
    /// What a stranger must understand.
    pub text: Rich,
    /// What staff must know.
    pub staff: Vec<Rich>,
    /// The mark of a draft, or of a review that is overdue.
    pub draft: Option<Rich>,
}

/// A part.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: PartKind,
    /// Its number, if it has one.
    pub number: Option<u32>,
    /// Number as spoken: `Part 3:`.
    pub spoken_number: String,
    /// Title.
    pub title: Rich,
    /// Line in the contents.
    pub summary: Option<Rich>,
    /// First paragraph.
    pub lead: Option<Rich>,
    /// Key message: label and text.
    pub key: Option<(Rich, Rich)>,
    /// Sections.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its id.
    pub id: Id,
    /// Its heading; none where the part's title says the same.
    pub title: Option<Rich>,
    /// Its blocks.
    pub blocks: Vec<Item>,
}

/// A block with its place.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: Id,
    /// Where it was written.
    pub span: Span,
    /// What it is.
    pub block: Block,
}

/// A block, with nothing left to decide.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Para(Rich),
    /// A heading of level 2 to 4.
    Heading(u8, Rich),
    /// A list with bullets.
    Bullets(Vec<Rich>),
    /// Numbered steps: title and text.
    Steps(Vec<(Rich, Option<Rich>)>),
    /// Boxes to tick; what is read for a box.
    Checklist(String, Vec<Rich>),
    /// A table.
    Table(Table),
    /// A row of a table that stands elsewhere: its head, and what it says of the reader's therapies.
    Row(Rich, Vec<Rich>),
    /// A callout.
    Callout {
        /// How urgent.
        kind: CalloutKind,
        /// Label.
        label: Rich,
        /// First sentence.
        title: Rich,
        /// The rest.
        text: Option<Rich>,
    },
    /// A key message: label and text.
    Key(Rich, Rich),
    /// Questions with answers.
    Qa(Vec<(Rich, Rich)>),
    /// Terms with meanings; the id of a glossary term gets the page of its first use.
    Definitions(Vec<Entry>),
    /// A figure.
    Figure(Box<Figure>),
    /// Rows of one or two labelled lines.
    WriteIn(Vec<Vec<WriteLine>>),
    /// So many lines to write on.
    Lines(u8),
    /// A diary.
    Diary(Diary),
    /// A card to carry.
    AlertCard(AlertCard),
    /// Contact rows.
    Contacts(Vec<Contact>),
    /// A drug table.
    Drugs(DrugTable),
    /// A level of "when to call".
    Level {
        /// How urgent.
        kind: LevelKind,
        /// What to do.
        title: Rich,
        /// The number to call.
        number: Number,
        /// When.
        when: Rich,
        /// The signs.
        items: Vec<Rich>,
    },
    /// The frame of "when to call": label and text.
    SayFirst(Rich, Rich),
}

/// The number of a level or contact row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// None beyond the title.
    None,
    /// A number.
    Phone(Phone),
    /// A line to write it on.
    Blank(WriteLine),
}

/// A line to write on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteLine {
    /// Label at its left end.
    pub label: Rich,
    /// What is read for it.
    pub spoken: String,
}

/// A table with row heads.
#[derive(Clone, Debug)]
pub struct Table {
    /// Head of the column of row heads.
    pub corner: Option<Rich>,
    /// Heads of the columns, with a second line where tailored.
    pub columns: Vec<(Rich, Option<Rich>)>,
    /// Rows: head and cells, each of paragraphs.
    pub rows: Vec<(Rich, Vec<Vec<Rich>>)>,
    /// Line under the table.
    pub note: Option<Rich>,
}

/// A diary: a column for each day.
#[derive(Clone, Debug)]
pub struct Diary {
    /// Where the first day is written.
    pub week: WriteLine,
    /// The days.
    pub days: Vec<Rich>,
    /// What to note, and how.
    pub rows: Vec<(Rich, Option<Rich>)>,
    /// The row of dates.
    pub date: Rich,
}

/// A card to carry.
#[derive(Clone, Debug)]
pub struct AlertCard {
    /// Level of its headings.
    pub level: u8,
    /// What it says first.
    pub title: Rich,
    /// What a stranger must understand.
    pub text: Rich,
    /// Rows of one or two labelled lines.
    pub fields: Vec<Vec<WriteLine>>,
    /// Head of what is said to staff.
    pub staff_title: Rich,
    /// What staff must know.
    pub staff: Vec<Rich>,
    /// The same for a card of the size of a bank card: text, fields and what staff must know.
    pub small: Option<SmallCard>,
}

/// The words of a card of the size of a bank card.
#[derive(Clone, Debug)]
pub struct SmallCard {
    /// What a stranger must understand.
    pub text: Rich,
    /// Rows of one or two labelled lines.
    pub fields: Vec<Vec<WriteLine>>,
    /// What staff must know.
    pub staff: Vec<Rich>,
    /// When to call the number of the level "emergency", and what to do then.
    pub first: Option<Rich>,
    /// Signs of the levels "emergency" and "now"; none where those of "when to call" are short enough.
    pub signs: [Vec<Rich>; 2],
}

/// An entry of a definition list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The word.
    pub term: Rich,
    /// What it means.
    pub text: Rich,
    /// The glossary term whose page is given, with the words around the number.
    pub page: Option<(Id, String, String)>,
}

/// A figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The picture.
    pub picture: Picture,
    /// `Figure 2.`
    pub label: String,
    /// Caption.
    pub caption: Rich,
    /// Labels.
    pub labels: Vec<FigureLabel>,
}

/// A label of a figure; lengths in thousandths of a view unit.
#[derive(Clone, Debug)]
pub struct FigureLabel {
    /// Words.
    pub text: Rich,
    /// Anchor.
    pub at: (Pt, Pt),
    /// Which end the anchor is.
    pub anchor: Anchor,
    /// Width at which it wraps.
    pub width: Option<Pt>,
    /// End of its leader.
    pub target: Option<(Pt, Pt)>,
}

/// A contact row.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Which.
    pub row: ContactRow,
    /// Label.
    pub label: Rich,
    /// The number.
    pub number: Number,
    /// Lines under it.
    pub lines: Vec<Rich>,
}

/// A drug table.
#[derive(Clone, Debug)]
pub struct DrugTable {
    /// Heads: yours, drug, way, kind, target.
    pub heads: [Rich; 5],
    /// Rows.
    pub rows: Vec<DrugRow>,
    /// Line under it.
    pub note: Rich,
    /// What is read for a box.
    pub check_box: String,
}

/// A row of a drug table.
#[derive(Clone, Debug)]
pub struct DrugRow {
    /// Generic name.
    pub generic: Rich,
    /// Brand names.
    pub brand: Rich,
    /// What it is, where the drugs of the table differ in that.
    pub class: Option<Rich>,
    /// Ways.
    pub route: Rich,
    /// Kinds of cancer.
    pub kind: Rich,
    /// Targets.
    pub target: Rich,
}

/// The back page.
#[derive(Clone, Debug)]
pub struct Back {
    /// Title.
    pub title: Rich,
    /// Rows.
    pub contacts: Vec<Contact>,
    /// The square code.
    pub code: Option<CodeBox>,
    /// Other formats: label, line, lines in other languages.
    pub formats: (Rich, Rich, Vec<Rich>),
    /// About the guide: label and paragraphs.
    pub about: (Rich, Vec<Rich>),
}

/// A square code with the words beside it.
#[derive(Clone, Debug)]
pub struct CodeBox {
    /// Address.
    pub url: String,
    /// Heading.
    pub title: Rich,
    /// Line above the address.
    pub text: Rich,
    /// The address as printed.
    pub shown: String,
    /// What is read for the code.
    pub alt: String,
}
