//! Room 1, `content`: what was written.
//!
//! Takes a folder (or the copy inside the program) and gives a [`Library`]: sections, blocks, facts,
//! clinics, themes, strings, all with their places. Steps, in order: `root` (files) → `yaml` (nodes) →
//! `decode` (types: `head`, `files`, `block`, `text`, `strings`, `theme`) → `library`;
//! beside them `pins` (units of translation) and `edit` (one entry of a file put in the place of another).

mod block;
mod date;
mod decode;
mod drawing;
mod edit;
mod files;
mod fonts;
mod head;
mod idmap;
mod library;
mod logo;
mod pins;
mod plan;
mod root;
mod schema;
mod settings;
mod strings;
mod text;
mod theme;
mod yaml;

pub use block::{
    AlertCard, Block, Blocks, Callout, CalloutKind, Column, ContactRow, Contacts, Definition, Diary, DiaryRow,
    FigureRef, Level, LevelKind, Nothing, Only, OnlyBlocks, Qa, Reader, Row, RowRef, SlotOf, SlotRef, SmallCard, Step,
    Table, WithClinic, WriteIn,
};
pub use date::{Date, Month};
pub use drawing::{Drawing, Drawings, DrawnShape, DrawnStroke, MAX_VIEW, Paint, Palette, Token, read as read_drawing};
pub use edit::{Entries, put, quoted};
pub use files::{
    Anchor, Brand, Cancer, CancerEntry, CancerName, Clinic, ClinicColors, Department, Drug, DrugClass, DrugStatus,
    Drugs, EditionEntry, Figure, FigureText, FigureUse, FigureWords, Figures, Glossary, Guide, GuideWords, Ink,
    LabelPlace, Language, LanguageHelp, MarkerName, ModuleSection, Names, Pairs, Panel, PanelKind, PanelSection, Part,
    PartKind, PartWords, Phones, Section, Source, SourceList, Term, Therapy, TherapyEntry, TherapyName, Trial, Use,
    Vocabulary,
};
pub use fonts::{FontFile, FontList, load_fonts};
pub use head::{Head, Review, Signature};
pub use idmap::IdMap;
pub use library::{
    FileState, Library, Need, Words, has_key, is_hidden, load, load_all, load_clinic, load_part, load_plan, meaning_of,
};
pub use logo::Logo;
pub use pins::{Gap, Pins, Translation, Unit};
pub use plan::{Plan, PlanFlip, PlanPdf, PlanPrinting, Recall, Recalls, Selection, bleed};
pub use root::{MAX_FILE, MAX_FILES, Root, embedded_files, plain, read_limited};
pub use schema::{SCHEMAS, schema};
pub use settings::{Allowed, CheckSettings, Jargon, RuleSetting, RuleSeverity, RuleWords};
pub use strings::*;
pub use text::{Content, Link, Piece, Placeholder, Text, parse_inline};
pub use theme::{
    Colors, CoverPlaces, CutMark, Edition, Feet, FoldMark, Foot, FootText, Master, Measures, Panels, Role, Roles,
    Sheet, Steps, Stretch, Theme,
};
