//! Blocks: the smallest reviewed units of content.

use schemars::JsonSchema;
use serde::Deserialize;

use super::IdMap;
use super::files::DrugClass;
use super::text::Text;
use crate::base::{Id, Spanned};

/// Blocks by id, in order.
pub type Blocks = IdMap<Block>;

/// A block, as written.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Para(Text),
    /// A heading inside a section (level 3).
    Heading(Text),
    /// A smaller heading (level 4).
    Subheading(Text),
    /// A list with bullets, at most seven items.
    Bullets(Vec<Text>),
    /// Numbered steps.
    Steps(Vec<Step>),
    /// Boxes to tick, at most seven.
    Checklist(Vec<Text>),
    /// A table with row heads.
    Table(Table),
    /// A callout.
    Callout(Callout),
    /// The one thing to remember.
    Key(Text),
    /// Questions with answers.
    Qa(Vec<Qa>),
    /// Words with their meanings.
    Definitions(Vec<Definition>),
    /// A drawing with its caption.
    Figure(FigureRef),
    /// Lines to write on.
    WriteIn(WriteIn),
    /// Numbers and addresses of the clinic.
    Contacts(Contacts),
    /// The drugs of the reader's therapy and cancer, from the facts.
    Drugs(Nothing),
    /// Which types of treatment are used for which cancer, from the facts.
    CancerTable(Nothing),
    /// Drugs for any tumor with a marker, from the facts.
    MarkerTable(Nothing),
    /// Writers, reviewers and sources, from the heads.
    Provenance(Nothing),
    /// A level of the page "when to call".
    Level(Level),
    /// What to say first on the phone.
    SayFirst(Text),
    /// A diary: a row for each thing to note, a column for each day.
    Diary(Diary),
    /// A card to carry: whom it is about, and what staff who do not know the treatment must know.
    AlertCard(AlertCard),
    /// A row of a table of another section, as a labelled paragraph: what it says of the reader's therapy.
    Row(RowRef),
    /// Blocks for some readers only.
    Only(OnlyBlocks),
    /// Blocks of the reader's therapy or cancer file.
    Slot(SlotRef),
}

/// A block that has nothing to state: `{}`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A numbered step.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happens, in one sentence.
    pub title: Text,
    /// More about it.
    pub text: Option<Text>,
}

/// A table with row heads in the first column.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Head of the column of row heads; the corner stays empty without it.
    pub corner: Option<Text>,
    /// The columns after the row heads, one to three.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: IdMap<Row>,
    /// A line under the table.
    pub note: Option<Text>,
    /// The rows that small editions keep; empty for all.
    #[serde(default)]
    pub short: Vec<Spanned<Id>>,
}

/// A row of a table of another section.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowRef {
    /// The section.
    pub section: Spanned<Id>,
    /// The id of the table in it; its last column is taken.
    pub table: Spanned<Id>,
    /// The id of the row.
    pub row: Spanned<Id>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its head.
    pub title: Text,
    /// The set of cells of the reader's therapy file that may replace cells of this column.
    pub from: Option<Spanned<Id>>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its head.
    pub head: Text,
    /// Its cells, one a column.
    pub cells: Spanned<Vec<Text>>,
}

/// A callout.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Callout {
    /// How urgent it is.
    pub kind: CalloutKind,
    /// A label in place of the usual word.
    pub label: Option<Text>,
    /// The first sentence, bold.
    pub title: Text,
    /// The rest.
    pub text: Option<Text>,
}

/// Kinds of callout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CalloutKind {
    /// Act now.
    Urgent,
    /// Good to know.
    Note,
    /// Advice.
    Tip,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Qa {
    /// The question.
    pub q: Text,
    /// The answer.
    pub a: Text,
}

/// A word with its meaning.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The word.
    pub term: Text,
    /// What it means.
    pub text: Text,
}

/// A drawing, by id.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureRef {
    /// Its id in `figures/figures.yaml`.
    pub id: Spanned<Id>,
}

/// Lines to write on: labelled rows, numbered lines, or plain ones.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteIn {
    /// Rows of one or two labels.
    #[serde(default)]
    pub rows: Vec<Vec<Text>>,
    /// How many numbered lines, 1 to 9.
    pub numbered: Option<Spanned<u8>>,
    /// What the numbered lines are for, in words for a screen reader.
    pub label: Option<Text>,
    /// How many plain lines, 1 to 30.
    pub lines: Option<Spanned<u8>>,
}

/// A diary. It holds all rows that any reader may need, and each reader gets those of the therapy.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diary {
    /// Label of the corner, where the first day is written.
    pub week: Text,
    /// Head of the row of dates.
    pub date: Text,
    /// The seven days.
    pub days: Vec<Text>,
    /// All rows.
    pub rows: IdMap<DiaryRow>,
    /// The rows of a reader whose therapy file lists none under `diary:`.
    pub usual: Vec<Spanned<Id>>,
}

/// A row of a diary.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiaryRow {
    /// What to note.
    pub head: Text,
    /// How to note it.
    pub hint: Option<Text>,
}

/// A card to carry.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlertCard {
    /// What the card says first, in the words of its owner.
    pub title: Text,
    /// What a stranger must understand.
    pub text: Text,
    /// Rows of one or two labels of lines to write on.
    pub fields: Vec<Vec<Text>>,
    /// Head of what is said to staff.
    pub staff_title: Text,
    /// What staff must know, at most seven.
    pub staff: Vec<Text>,
    /// The shorter words of a card of the size of a bank card.
    pub small: Option<SmallCard>,
}

/// The words of a card of the size of a bank card, where they are shorter than on a page.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SmallCard {
    /// What a stranger must understand.
    pub text: Text,
    /// Rows of one or two labels of lines to write on.
    pub fields: Vec<Vec<Text>>,
    /// What staff must know.
    pub staff: Vec<Text>,
    /// When to call the number of the level "emergency", and what to do then.
    pub first: Option<Text>,
    /// The signs of the level "emergency", where those of "when to call" are too long.
    #[serde(default)]
    pub emergency: Vec<Text>,
    /// The signs of the level "now", where those of "when to call" are too long.
    #[serde(default)]
    pub now: Vec<Text>,
}

/// Numbers and addresses of the clinic.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// Which rows, in order.
    pub rows: Vec<ContactRow>,
}

/// A row of a contact box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContactRow {
    /// 911.
    Emergency,
    /// The number for day and night.
    DayAndNight,
    /// The number in office hours.
    OfficeHours,
    /// Name and address.
    Address,
    /// The web page.
    Web,
}

/// A level of the page "when to call".
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// How urgent.
    pub kind: LevelKind,
    /// What to do.
    pub title: Text,
    /// When, in one line.
    pub when: Text,
    /// The signs, at most seven.
    pub items: Vec<Text>,
    /// The list of the reader's therapy file that replaces the items.
    pub from: Option<Spanned<Id>>,
}

/// How urgent a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LevelKind {
    /// Call 911.
    Emergency,
    /// Call now, day or night.
    Now,
    /// Call in office hours.
    Office,
}

/// For whom something is. All that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// Readers of one of these therapies.
    #[serde(default)]
    pub therapy: Vec<Spanned<Id>>,
    /// Readers with one of these cancers, or a kind of it.
    #[serde(default)]
    pub cancer: Vec<Spanned<Id>>,
    /// Readers for whom the facts list a drug of one of these classes.
    #[serde(default)]
    pub class: Vec<DrugClass>,
    /// Editions.
    #[serde(default)]
    pub edition: Vec<Spanned<Id>>,
    /// The general guide, or tailored brochures.
    pub reader: Option<Reader>,
    /// Brochures with, or without, a clinic.
    pub clinic: Option<WithClinic>,
}

/// General guide or tailored brochure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// The untailored guide.
    General,
    /// A brochure for a therapy and a cancer.
    Tailored,
}

/// With or without a clinic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WithClinic {
    /// A clinic is named.
    With,
    /// None is.
    Without,
}

/// Blocks for some readers.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnlyBlocks {
    /// Readers of one of these therapies.
    #[serde(default)]
    pub therapy: Vec<Spanned<Id>>,
    /// Readers with one of these cancers, or a kind of it.
    #[serde(default)]
    pub cancer: Vec<Spanned<Id>>,
    /// Readers for whom the facts list a drug of one of these classes.
    #[serde(default)]
    pub class: Vec<DrugClass>,
    /// Editions.
    #[serde(default)]
    pub edition: Vec<Spanned<Id>>,
    /// The general guide, or tailored brochures.
    pub reader: Option<Reader>,
    /// Brochures with, or without, a clinic.
    pub clinic: Option<WithClinic>,
    /// The blocks.
    pub blocks: Blocks,
}

impl OnlyBlocks {
    /// The condition alone.
    pub fn condition(&self) -> Only {
        Only {
            therapy: self.therapy.clone(),
            cancer: self.cancer.clone(),
            class: self.class.clone(),
            edition: self.edition.clone(),
            reader: self.reader,
            clinic: self.clinic,
        }
    }
}

/// A place for blocks of the reader's therapy or cancer file.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlotRef {
    /// Which file.
    pub of: SlotOf,
    /// The name under `slots:`.
    pub name: Spanned<Id>,
    /// Whether a file may lack it.
    #[serde(default)]
    pub optional: bool,
    /// Whether the section is left out for a reader whose files put nothing here.
    #[serde(default)]
    pub essential: bool,
}

/// Whose slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SlotOf {
    /// The reader's therapies.
    Therapy,
    /// The reader's cancer.
    Cancer,
}
