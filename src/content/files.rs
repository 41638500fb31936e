//! The kinds of content file, apart from strings and themes.

use schemars::JsonSchema;
use serde::Deserialize;

use super::IdMap;
use super::block::{Blocks, Only};
use super::date::Month;
use super::head::file_kind;
use super::text::Text;
use crate::base::{Id, Spanned};

file_kind! {
    /// `vocabulary.yaml`: every id used anywhere.
    pub struct Vocabulary {
        /// Version of this file format; this program knows 1.
        pub schema: Spanned<String>,
        /// Languages.
        pub languages: IdMap<Language>,
        /// Therapies, in the order in which they are named.
        pub therapies: IdMap<TherapyEntry>,
        /// Cancers: groups, and kinds within them.
        pub cancers: IdMap<CancerEntry>,
        /// Editions.
        pub editions: IdMap<EditionEntry>,
    }
}

/// A language.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its name in that language.
    pub name: String,
    /// Its BCP 47 tag, such as `en-US`.
    pub tag: String,
}

/// A therapy.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TherapyEntry {
    /// Its letters in the document code.
    pub short: Spanned<String>,
    /// Ids it once had.
    #[serde(default)]
    pub aliases: Vec<Spanned<Id>>,
}

/// A cancer: a group that a patient would name, or a kind within it.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancerEntry {
    /// Its letters in the document code.
    pub short: Spanned<String>,
    /// The group it belongs to.
    pub parent: Option<Spanned<Id>>,
    /// Whether it is a solid tumor.
    #[serde(default)]
    pub solid: bool,
    /// Ids it once had.
    #[serde(default)]
    pub aliases: Vec<Spanned<Id>>,
}

/// An edition.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionEntry {
    /// Its letters in the document code; empty for the standard edition.
    #[serde(default)]
    pub short: String,
    /// Whether it has room for the short form of tables only.
    #[serde(default)]
    pub small: bool,
    /// The part that it is, printed on its own.
    pub only: Option<Spanned<Id>>,
    /// The edition whose pages and type it has, where those are not its own.
    pub like: Option<Spanned<Id>>,
}

file_kind! {
    /// `guide.yaml`: the parts, in order.
    pub struct Guide {
        /// The parts.
        pub parts: IdMap<Part>,
        /// By edition that is one folded sheet: what stands on its panels, in the order of reading.
        #[serde(default)]
        pub panels: IdMap<IdMap<Panel>>,
    }
}

/// A panel of a folded sheet.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// What kind of panel.
    #[serde(default)]
    pub kind: PanelKind,
    /// The sections that it draws on, in order.
    #[serde(default)]
    pub sections: IdMap<PanelSection>,
}

/// Kinds of panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PanelKind {
    /// Sections, each with its heading.
    #[default]
    Sections,
    /// The cover.
    Cover,
    /// How to reach the clinic, other formats, about the guide.
    Back,
    /// The front of the reader's alert card: whose it is, lines to fill in, the number to call.
    CardFront,
    /// A level of "when to call", with the number to call at the foot.
    CardLevel,
    /// What staff must know, from the reader's alert card.
    CardStaff,
}

/// What a panel takes from a section.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanelSection {
    /// Ids of the blocks that are taken; without any, all of them.
    #[serde(default)]
    pub blocks: Vec<Spanned<Id>>,
    /// Ids of those among them that stand at the foot of the panel.
    #[serde(default)]
    pub foot: Vec<Spanned<Id>>,
    /// Blocks that may be left out where the panel has no room, each with its priority: the lowest goes first.
    #[serde(default)]
    pub priority: IdMap<u8>,
}

/// A part of the guide.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What kind of part.
    #[serde(default)]
    pub kind: PartKind,
    /// For whom.
    #[serde(default)]
    pub only: Only,
    /// Whether it is in no brochure, and is printed on its own only (`--only ID`).
    #[serde(default)]
    pub alone: bool,
    /// Ids of its sections, in order.
    #[serde(default)]
    pub sections: Vec<Spanned<Id>>,
}

/// Kinds of part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Sections.
    #[default]
    Sections,
    /// The page "when to call".
    WhenToCall,
    /// The sections of the reader's therapies.
    Therapy,
    /// The sections of the reader's cancer.
    Cancer,
    /// Pages to fill in, cut out or keep apart; without a number.
    Tool,
    /// The terms used.
    Glossary,
    /// About this guide.
    About,
}

file_kind! {
    /// `LANG/guide.yaml`: the words of the parts.
    pub translated struct GuideWords {
        /// By part.
        pub parts: IdMap<PartWords>,
    }
}

/// The words of a part.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartWords {
    /// Its title.
    pub title: Text,
    /// Its line in the contents.
    pub summary: Option<Text>,
    /// Its first paragraph.
    pub lead: Option<Text>,
    /// Its key message.
    pub key: Option<Text>,
}

file_kind! {
    /// `LANG/sections/ID.yaml`.
    pub translated struct Section {
        /// Its heading.
        pub title: Text,
        /// For whom.
        #[serde(default)]
        pub only: Only,
        /// Its blocks.
        pub blocks: Blocks,
    }
}

file_kind! {
    /// `LANG/therapies/ID.yaml`.
    pub translated struct Therapy {
        /// Title of its part.
        pub title: Text,
        /// Its line in the contents.
        pub summary: Text,
        /// First paragraph of its part.
        pub lead: Text,
        /// Key message of its part.
        pub key: Option<Text>,
        /// Head of the last column of its drug table, such as "It blocks".
        pub target_label: Text,
        /// The sections of its part.
        pub sections: IdMap<ModuleSection>,
        /// Blocks for slots of shared sections.
        #[serde(default)]
        pub slots: IdMap<Blocks>,
        /// Lists for levels of "when to call".
        #[serde(default)]
        pub lists: IdMap<Vec<Text>>,
        /// Rows of the diary, in order.
    #[serde(default)]
    pub diary: Vec<Spanned<Id>>,
    /// Cells for tables, by set and row.
        #[serde(default)]
        pub cells: IdMap<IdMap<Text>>,
    }
}

file_kind! {
    /// `LANG/cancers/ID.yaml`. What a kind does not state comes from its parent.
    pub translated struct Cancer {
        /// Title of its part.
        pub title: Option<Text>,
        /// Its line in the contents.
        pub summary: Option<Text>,
        /// First paragraph of its part.
        pub lead: Option<Text>,
        /// Key message of its part.
        pub key: Option<Text>,
        /// The sections of its part; a kind's section replaces its parent's of the same id.
        #[serde(default)]
        pub sections: IdMap<ModuleSection>,
        /// Blocks for slots of shared sections.
        #[serde(default)]
        pub slots: IdMap<Blocks>,
    }
}

/// A section inside a therapy or cancer file.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModuleSection {
    /// Its heading.
    pub title: Text,
    /// For whom.
    #[serde(default)]
    pub only: Only,
    /// Its blocks.
    pub blocks: Blocks,
}

file_kind! {
    /// `LANG/glossary.yaml`.
    pub translated struct Glossary {
        /// Terms by id.
        pub terms: IdMap<Term>,
    }
}

/// A term.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term as listed.
    pub term: Text,
    /// A few words that follow it in brackets at its first use.
    pub gloss: Text,
    /// What it means, in one or two sentences.
    pub meaning: Text,
    /// Other forms of the word.
    #[serde(default)]
    pub also: Vec<String>,
}

file_kind! {
    /// `LANG/names.yaml`.
    pub translated struct Names {
        /// By therapy.
        pub therapies: IdMap<TherapyName>,
        /// By cancer.
        pub cancers: IdMap<CancerName>,
        /// By marker.
        pub markers: IdMap<MarkerName>,
        /// By way of giving a drug.
        pub routes: IdMap<Text>,
        /// By class of drug.
        pub classes: IdMap<Text>,
        /// By drug, where the name in this language is not the generic name of the facts.
        #[serde(default)]
        pub drugs: IdMap<Text>,
        /// By target, where it is a word of another language in the facts; the id is that word with hyphens.
        #[serde(default)]
        pub targets: IdMap<Text>,
    }
}

/// Names of a therapy.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TherapyName {
    /// As a title.
    pub name: Text,
    /// Inside a sentence.
    pub text: Text,
    /// In a table.
    pub short: Text,
}

/// Names of a cancer.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancerName {
    /// As a title.
    pub name: Text,
    /// Inside a sentence.
    pub text: Text,
    /// As a kind of its group, in a table.
    pub kind: Option<Text>,
}

/// Name of a marker.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkerName {
    /// Its name.
    pub name: Text,
    /// What it means.
    pub meaning: Text,
}

file_kind! {
    /// `LANG/figures.yaml`: the words of the figures.
    pub translated struct FigureWords {
        /// By figure.
        pub figures: IdMap<FigureText>,
    }
}

/// The words of a figure.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureText {
    /// What it teaches, for who cannot see it.
    pub alt: Text,
    /// The caption; the cover has none.
    pub caption: Option<Text>,
    /// Its labels, by id.
    #[serde(default)]
    pub labels: IdMap<Text>,
}

file_kind! {
    /// `figures/figures.yaml`: the drawings.
    pub struct Figures {
        /// The exact colors in the files, by token.
        pub palette: IdMap<Ink>,
        /// By figure.
        pub figures: IdMap<Figure>,
    }
}

/// A color token of the drawings.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ink {
    /// The value in the files.
    pub print: Spanned<String>,
    /// The value in gray editions.
    pub gray: Spanned<String>,
    /// Outline that the token gets in gray editions, in points.
    pub gray_outline: Option<f64>,
}

/// A drawing.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Width and height of its view box.
    pub view: (f64, f64),
    /// What it is for.
    #[serde(default, rename = "use")]
    pub purpose: FigureUse,
    /// Therapies it suits; empty for all.
    #[serde(default)]
    pub suits: Vec<Spanned<Id>>,
    /// Where its labels stand.
    #[serde(default)]
    pub labels: IdMap<LabelPlace>,
}

/// What a drawing is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureUse {
    /// A picture that teaches.
    #[default]
    Scene,
    /// The cover.
    Cover,
    /// The strip at the head of a part.
    Strip,
    /// An icon beside words.
    Icon,
}

/// Where a label stands, in units of the view box.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelPlace {
    /// Anchor, from the left.
    pub x: f64,
    /// Middle of the label, from the top.
    pub y: f64,
    /// Which end of the label the anchor is.
    #[serde(default)]
    pub anchor: Anchor,
    /// Width at which it wraps.
    pub width: Option<f64>,
    /// End of its leader line.
    pub target: Option<(f64, f64)>,
}

/// Which end of a label its anchor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// Its left end.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

file_kind! {
    /// `facts/drugs.yaml`.
    pub struct Drugs {
        /// By id, in the order of the tables.
        pub drugs: IdMap<Drug>,
    }
}

/// A drug.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Drug {
    /// Generic name.
    pub generic: String,
    /// The therapy in whose tables it stands; none for related treatments.
    pub therapy: Option<Spanned<Id>>,
    /// What it is.
    pub class: DrugClass,
    /// Brand names, with the way each is given.
    pub brands: Vec<Brand>,
    /// What it blocks or finds, as printed.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Cancers it is used for; `any-solid` for any solid tumor.
    pub uses: IdMap<Use>,
    /// Whether it is in use.
    #[serde(default)]
    pub status: DrugStatus,
    /// Month in which the facts were last checked.
    pub as_of: Spanned<Month>,
    /// Ids of sources.
    #[serde(default)]
    pub sources: Vec<Spanned<Id>>,
    /// Whether a clinician must still confirm it.
    #[serde(default)]
    pub needs_review: bool,
}

/// A brand.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Name; empty where the label must be checked.
    pub name: String,
    /// Id of the way it is given (`LANG/names.yaml`).
    pub route: Spanned<Id>,
}

/// A use of a drug.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Use {
    /// One of these markers is needed.
    #[serde(default)]
    pub markers: Vec<Spanned<Id>>,
    /// Cancers that the drug table names in place of the use's own: for readers of a group across cancers (children).
    #[serde(default)]
    pub named: Vec<Spanned<Id>>,
    /// Month in which this use was last checked, if not the drug's.
    pub as_of: Option<Spanned<Month>>,
    /// Ids of sources of this use.
    #[serde(default)]
    pub sources: Vec<Spanned<Id>>,
}

/// What a drug is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum DrugClass {
    Antibody,
    Bispecific,
    Engager,
    Conjugate,
    CarT,
    Til,
    TcrT,
    Vaccine,
    Virus,
    GeneTherapy,
    Bacterium,
    Cytokine,
    Modulator,
}

impl DrugClass {
    /// The class as content files write it.
    pub fn id(self) -> &'static str {
        match self {
            DrugClass::Antibody => "antibody",
            DrugClass::Bispecific => "bispecific",
            DrugClass::Engager => "engager",
            DrugClass::Conjugate => "conjugate",
            DrugClass::CarT => "car-t",
            DrugClass::Til => "til",
            DrugClass::TcrT => "tcr-t",
            DrugClass::Vaccine => "vaccine",
            DrugClass::Virus => "virus",
            DrugClass::GeneTherapy => "gene-therapy",
            DrugClass::Bacterium => "bacterium",
            DrugClass::Cytokine => "cytokine",
            DrugClass::Modulator => "modulator",
        }
    }
}

/// Whether a drug is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DrugStatus {
    /// In use.
    #[default]
    Current,
    /// No longer sold.
    Historical,
    /// Not confirmed; kept out of brochures.
    Unconfirmed,
}

file_kind! {
    /// `facts/pairs.yaml`.
    pub struct Pairs {
        /// Pairs that exist in trials only.
        pub trials: Vec<Trial>,
    }
}

/// A pair that exists in trials only.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Trial {
    /// The therapy.
    pub therapy: Spanned<Id>,
    /// The cancer.
    pub cancer: Spanned<Id>,
    /// Ids of sources.
    #[serde(default)]
    pub sources: Vec<Spanned<Id>>,
    /// Whether a clinician must still confirm it.
    #[serde(default)]
    pub needs_review: bool,
}

file_kind! {
    /// `facts/sources.yaml`. Its own `sources` is what the list lists.
    pub struct SourceList {
        /// By id.
        pub list: IdMap<Source>,
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it can be read.
    pub url: Option<String>,
}

file_kind! {
    /// `clinics/ID.yaml`.
    pub struct Clinic {
        /// Whether it is an example, which the cover then says.
        #[serde(default)]
        pub example: bool,
        /// Name.
        pub name: String,
        /// Department.
        pub department: Option<String>,
        /// Departments to choose from.
        #[serde(default)]
        pub departments: IdMap<Department>,
        /// Phone numbers.
        pub phones: Phones,
        /// Office hours, by language.
        pub hours: IdMap<Text>,
        /// Address, a line each.
        #[serde(default)]
        pub address: Vec<String>,
        /// Web page of the clinic.
        pub web: Option<Spanned<String>>,
        /// Address that the square code on the last page opens, if not the web page.
        pub code: Option<Spanned<String>>,
        /// Fever limit, by language, if not the usual one.
        #[serde(default)]
        pub fever: IdMap<Text>,
        /// Colors of the clinic.
        pub colors: Option<ClinicColors>,
        /// An SVG drawing or PNG picture beside the clinic file.
        pub logo: Option<Spanned<String>>,
        /// Help in other languages.
        #[serde(default)]
        pub languages: Vec<LanguageHelp>,
    }
}

/// A department of a clinic; what it does not state is that of the clinic.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Name.
    pub name: String,
    /// Phone numbers.
    pub phones: Option<Phones>,
    /// Office hours, by language.
    #[serde(default)]
    pub hours: IdMap<Text>,
    /// Address, a line each.
    #[serde(default)]
    pub address: Vec<String>,
}

impl Clinic {
    /// The clinic as readers of one of its departments see it; `None` if there is no such department.
    pub fn of_department(&self, id: &str) -> Option<Clinic> {
        let department = self.departments.get(id)?;
        let mut clinic = self.clone();
        clinic.department = Some(department.name.clone());
        if let Some(phones) = &department.phones {
            clinic.phones = phones.clone();
        }
        if department.hours.iter().next().is_some() {
            clinic.hours = department.hours.clone();
        }
        if !department.address.is_empty() {
            clinic.address = department.address.clone();
        }
        Some(clinic)
    }
}

/// Phone numbers of a clinic.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phones {
    /// The number for day and night.
    pub day_and_night: Spanned<String>,
    /// The number in office hours.
    pub office: Spanned<String>,
}

/// Colors of a clinic.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClinicColors {
    /// Titles, frames, immune cells: contrast at least 7 in color and in gray.
    pub brand: Spanned<String>,
    /// Cancer cells: contrast at least 4.5 in color and in gray.
    pub accent: Spanned<String>,
}

/// A line on help in another language.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageHelp {
    /// BCP 47 tag.
    pub lang: String,
    /// Name of the language, in that language.
    pub name: String,
    /// What to ask for.
    pub text: Text,
}
