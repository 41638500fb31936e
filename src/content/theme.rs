//! Themes: everything that is style, as data.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer};

use super::IdMap;
use super::decode::coded;
use super::files::Figures;
use super::head::file_kind;
use crate::base::{Code, Color, FontStyle, Id, Pt, Spanned};

file_kind! {
    /// `themes/ID.yaml`.
    pub struct Theme {
        /// Another theme, whose editions this one takes as they are but for those that it states itself.
        pub extends: Option<Spanned<Id>>,
        /// Colors.
        pub colors: Colors,
        /// By edition.
        #[serde(default)]
        pub editions: IdMap<Edition>,
    }
}

/// Color tokens.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Colors {
    /// Titles, heading marks, key frames, immune cells.
    pub brand: Color,
    /// Cancer cells.
    pub accent: Color,
    /// Rings of healthy cells.
    pub line: Color,
    /// Flat fills in figures.
    pub pale: Color,
    /// Text, icons, rules.
    pub ink: Color,
    /// The page.
    pub paper: Color,
    /// Row rules.
    pub rule: Color,
    /// Line around flat fills of figures that would not be seen otherwise, in units of the drawing; 0 for none.
    #[serde(default)]
    pub pale_outline: Pt,
    /// Whether colors that are not of the theme (a clinic's, and those of its logo) are printed in gray or black too.
    #[serde(default)]
    pub gray: bool,
}

impl Colors {
    /// The same theme for a printer without color: what `figures.yaml` has for gray editions.
    pub fn in_gray(&self, figures: &Figures) -> Colors {
        let token = |name: &str, color: Color| {
            let found = figures.palette.get(name).and_then(|ink| Color::parse(&ink.gray));
            found.unwrap_or_else(|| color.to_gray())
        };
        let outline = figures.palette.get("pale").and_then(|ink| ink.gray_outline);
        Colors {
            brand: token("brand", self.brand),
            accent: token("accent", self.accent),
            line: token("line", self.line),
            pale: token("pale", self.pale),
            ink: token("ink", self.ink),
            paper: token("paper", self.paper),
            rule: self.rule.to_gray(),
            pale_outline: outline.map_or(self.pale_outline, Pt::from_f64),
            gray: true,
        }
    }
}

/// An edition: its grid, papers, type and measures.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Leading of running text, in points; the grid `h` is half of it.
    pub leading: Pt,
    /// Whether there are italics; where there are none, bold takes their place.
    #[serde(default = "yes")]
    pub italics: bool,
    /// What stands at the foot of each page but the cover.
    pub feet: Feet,
    /// Page masters by paper.
    pub papers: IdMap<Master>,
    /// Masters of pages that lie on their side, by paper; without one, what would stand there stands upright.
    #[serde(default)]
    pub landscape: IdMap<Landscape>,
    /// Type by role.
    #[serde(rename = "type")]
    pub roles: Roles,
    /// Measures of blocks.
    pub blocks: Measures,
}

fn yes() -> bool {
    true
}

/// The foot of right-hand pages (recto, odd numbers), and of left-hand pages (verso) where it differs.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Feet {
    /// On right-hand pages.
    pub recto: Foot,
    /// On left-hand pages; without it, the same.
    pub verso: Option<Foot>,
}

impl Feet {
    /// The foot of a page by its number.
    pub fn of(&self, number: u32) -> &Foot {
        self.verso.as_ref().filter(|_| number.is_multiple_of(2)).unwrap_or(&self.recto)
    }
}

/// The places of a foot; each may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Foot {
    /// At the left margin.
    pub start: Option<FootText>,
    /// At the text column, beside a side column.
    pub column: Option<FootText>,
    /// At the right margin.
    pub end: Option<FootText>,
}

/// What a foot may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FootText {
    /// Which page of how many.
    Page,
    /// The title of the document, shortened to its room.
    Title,
    /// The document code.
    Code,
}

impl Edition {
    /// The grid step `h`: half the leading.
    pub fn h(&self) -> Pt {
        self.leading / 2
    }
}

/// A page master: all lengths in points from the top left of the page.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Master {
    /// Width of the page.
    pub width: Pt,
    /// Height of the page.
    pub height: Pt,
    /// Left margin, where the side column begins.
    pub left: Pt,
    /// Left margin of left-hand pages, where it differs.
    pub verso_left: Option<Pt>,
    /// Width of the side column; 0 for none: its labels then stand above what they label.
    pub side: Pt,
    /// Space between side column and text.
    pub gap: Pt,
    /// Width of the text column.
    pub measure: Pt,
    /// Top of the text area.
    pub top: Pt,
    /// Bottom of the text area.
    pub bottom: Pt,
    /// Lower edge of the foot rule.
    pub foot_rule: Pt,
    /// Top of the foot's line box.
    pub foot: Pt,
    /// Top of the frame of the draft mark.
    pub draft: Pt,
    /// The sheet on which two pages are printed side by side, to be folded and stapled.
    pub sheet: Option<Sheet>,
    /// The sheet on which pages stand as panels that are folded; a page is then one panel, without foot and draft mark.
    pub panels: Option<Panels>,
    /// Places on the cover.
    pub cover: CoverPlaces,
}

impl Master {
    /// Whether labels have a column of their own beside the text.
    pub fn has_side(&self) -> bool {
        self.side > Pt::ZERO
    }

    /// How far the text of a page stands right of where its master has it.
    pub fn shift(&self, number: u32) -> Pt {
        self.verso_left.filter(|_| number.is_multiple_of(2)).map_or(Pt::ZERO, |left| left - self.left)
    }

    /// The x of the text column.
    pub fn main(&self) -> Pt {
        self.left + self.side + self.gap
    }

    /// Side column, gap and measure together.
    pub fn full(&self) -> Pt {
        self.side + self.gap + self.measure
    }

    /// The x of the right edge of the text column.
    pub fn right(&self) -> Pt {
        self.left + self.full()
    }
}

/// A sheet of a booklet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sheet {
    /// Width of the sheet.
    pub width: Pt,
    /// Height of the sheet.
    pub height: Pt,
    /// How much nearer to the fold the pages of each sheet stand than those of the sheet around it.
    pub creep: Pt,
    /// Most sheets that can be stapled into one booklet.
    pub most: u16,
}

/// A sheet of panels that is folded, and cut before that if it holds several copies.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Panels {
    /// Width of the sheet.
    pub width: Pt,
    /// Height of the sheet.
    pub height: Pt,
    /// How many copies stand below one another. All of them stand in the middle of the sheet.
    pub copies: u8,
    /// The two sides: ids of the panels, each with its width, from left to right.
    pub sides: (IdMap<Pt>, IdMap<Pt>),
    /// Marks where it is folded.
    pub fold: FoldMark,
    /// Marks where copies are cut apart; none where the sheet itself is what is folded.
    pub cut: Option<CutMark>,
    /// How far space may be stretched to fill a panel; without it, space stays as it is.
    pub stretch: Option<Stretch>,
}

impl Panels {
    /// The width of a panel, by its id.
    pub fn width_of(&self, id: &str) -> Option<Pt> {
        self.sides.0.get(id).or_else(|| self.sides.1.get(id)).copied()
    }
}

/// Dashed marks at the ends of each fold.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FoldMark {
    /// Thickness.
    pub line: Pt,
    /// On and off.
    pub dash: (Pt, Pt),
    /// Length.
    pub length: Pt,
    /// From the edge of what is folded inward, where that is the edge of the sheet; marks between copies stand half on
    /// each of them.
    pub inset: Pt,
}

/// Marks beside and between copies.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CutMark {
    /// Thickness of the marks in the margin.
    pub line: Pt,
    /// Their length.
    pub length: Pt,
    /// Their distance from the copies.
    pub away: Pt,
    /// Thickness of the crosses at the corners.
    pub cross_line: Pt,
    /// Their extent.
    pub cross: Pt,
}

/// How far space may be stretched to fill a panel, in `h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stretch {
    /// Most space before a heading of a section.
    pub heading: Steps,
    /// Most space between items of a list.
    pub list: Steps,
    /// Most space above what stands at the foot of a panel, beyond what always is there.
    pub foot: Steps,
}

/// A page on its side: one column, no cover; all lengths in points from the top left of the page.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Landscape {
    /// Width of the page.
    pub width: Pt,
    /// Height of the page.
    pub height: Pt,
    /// Left margin.
    pub left: Pt,
    /// Width of the text column.
    pub measure: Pt,
    /// Top of the text area.
    pub top: Pt,
    /// Bottom of the text area.
    pub bottom: Pt,
    /// Lower edge of the foot rule.
    pub foot_rule: Pt,
    /// Top of the foot's line box.
    pub foot: Pt,
}

impl Landscape {
    /// The master of such a page among pages of `upright`.
    pub fn master(&self, upright: &Master) -> Master {
        Master {
            verso_left: None,
            sheet: None,
            panels: None,
            width: self.width,
            height: self.height,
            left: self.left,
            side: Pt::ZERO,
            gap: Pt::ZERO,
            measure: self.measure,
            top: self.top,
            bottom: self.bottom,
            foot_rule: self.foot_rule,
            foot: self.foot,
            ..upright.clone()
        }
    }
}

/// Places on the cover, in points from the top of the page.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CoverPlaces {
    /// Top of the logo and the clinic's name.
    pub logo: Pt,
    /// Height of the logo.
    pub logo_height: Pt,
    /// Top of the label of the clinic's phone number.
    pub phone: Pt,
    /// Width kept for the number right of the clinic's name; 0 where it stands below the name.
    pub phone_width: Pt,
    /// Top of the brand bar.
    pub bar: Pt,
    /// Height of the brand bar.
    pub bar_height: Pt,
    /// Top of the kicker.
    pub kicker: Pt,
    /// Top of the title.
    pub title: Pt,
    /// Top of the picture, for a title of two lines.
    pub art: Pt,
    /// Height of the picture, for a title of two lines.
    pub art_height: Pt,
    /// Top of the lead.
    pub lead: Pt,
    /// Width of the lead.
    pub lead_width: Pt,
    /// Top of the draft notice.
    pub draft: Pt,
    /// Height of the draft notice.
    pub draft_height: Pt,
    /// Top of the dates; without it, they stand in the foot.
    pub dates: Option<Pt>,
}

/// A number of grid steps `h`, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Steps(pub i32);

impl Steps {
    /// The length for a grid step.
    pub fn of(self, h: Pt) -> Pt {
        h.scale(i64::from(self.0), 1000)
    }
}

/// A role of type: size and leading in points, space before and after in `h`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Size.
    pub size: Pt,
    /// Distance between baselines.
    pub leading: Pt,
    /// Style.
    #[serde(default)]
    pub style: FontStyle,
    /// Whether it is set in the brand color.
    #[serde(default)]
    pub brand: bool,
    /// Figures of one width.
    #[serde(default)]
    pub tabular: bool,
    /// Extra space after each letter, in points.
    #[serde(default)]
    pub spacing: Pt,
    /// Space before, in `h`.
    #[serde(default)]
    pub before: Steps,
    /// Space after, in `h`.
    #[serde(default)]
    pub after: Steps,
}

macro_rules! roles {
    ($($(#[$meta:meta])* $field:ident,)*) => {
        /// Type by role.
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Roles { $($(#[$meta])* pub $field: Role,)* }

        impl Roles {
            /// Each with its name.
            pub fn all(&self) -> Vec<(&'static str, &Role)> {
                vec![$((stringify!($field), &self.$field),)*]
            }
        }
    };
}

roles! {
    /// Line above the cover title.
    cover_kicker,
    /// Therapy on the cover.
    cover_title,
    /// Cancer on the cover.
    cover_second,
    /// Cover title that would not fit.
    cover_title_small,
    /// Its second line.
    cover_second_small,
    /// Cover title that would still not fit.
    cover_title_smallest,
    /// Its second line.
    cover_second_smallest,
    /// Name of the clinic on the cover.
    cover_clinic,
    /// Number of a part at its opener: in the side column, or as a line above the title.
    part_number,
    /// Number of a part in the contents.
    contents_number,
    /// Title of a part in the contents.
    contents_title,
    /// Title of a part.
    h1,
    /// First paragraph of a part.
    lead,
    /// Heading of a section.
    h2,
    /// Heading inside a section.
    h3,
    /// Smaller heading, and question.
    h4,
    /// Running text.
    body,
    /// Key message.
    key,
    /// Key message of one line, and "say this first".
    key_short,
    /// Heading of a level.
    level,
    /// Large phone number.
    phone,
    /// Label in the side column, or above what it labels.
    side,
    /// Numeral of a step.
    step_number,
    /// Cells of a table.
    table,
    /// Heads of a table.
    table_head,
    /// Caption, table note, label of a figure.
    caption,
    /// Foot and draft mark.
    foot,
    /// Line on other formats.
    formats,
}

macro_rules! measures {
    ($($(#[$meta:meta])* $field:ident: $kind:ty,)*) => {
        /// Measures of blocks: points, or `h` where the kind says steps.
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Measures { $($(#[$meta])* pub $field: $kind,)* }
    };
}

measures! {
    /// Thickness of the heading mark.
    heading_mark: Pt,
    /// Top of the heading mark below the top of the heading's box.
    heading_mark_top: Pt,
    /// Diameter of a bullet.
    bullet: Pt,
    /// Left edge of a bullet from the text column.
    bullet_indent: Pt,
    /// Where the text of an item hangs.
    bullet_text: Pt,
    /// Space between items.
    list_gap: Steps,
    /// Space between items on a page that must be saved.
    list_gap_least: Steps,
    /// Space after an introducing line.
    intro_after: Steps,
    /// Column in which a step's numeral is right-aligned.
    step_number_width: Pt,
    /// Where the text of a step hangs.
    step_text: Pt,
    /// Space between steps.
    step_gap: Steps,
    /// Side of a box to tick.
    check_box: Pt,
    /// Its line.
    check_line: Pt,
    /// Its top below the top of the line box.
    check_top: Pt,
    /// Where the text of an item hangs.
    check_text: Pt,
    /// Space between items.
    check_gap: Steps,
    /// Line of the key frame.
    key_line: Pt,
    /// Space inside the key frame, above and below.
    key_padding: Pt,
    /// Space below a label that stands above what it labels.
    label_gap: Steps,
    /// Label of the key frame from its left edge.
    key_label: Pt,
    /// Space around a key frame or callout.
    frame_space: Steps,
    /// Rule above an urgent callout.
    urgent_rule: Pt,
    /// Other rules of callouts.
    callout_rule: Pt,
    /// Space inside a callout.
    callout_padding: Steps,
    /// Icon of a callout.
    callout_icon: Pt,
    /// Label beside the icon.
    callout_label: Pt,
    /// Rules of the levels: emergency, now, office.
    level_rules: (Pt, Pt, Pt),
    /// Icon of a level.
    level_icon: Pt,
    /// Icon below the rule of a level.
    level_icon_top: Steps,
    /// Where the heading of a level stands beside its icon, from the left margin, on pages without a side column.
    level_text: Pt,
    /// Space between levels.
    level_gap: Steps,
    /// Space before the next question.
    qa_gap: Steps,
    /// Rules of a table: above the head, below it, between rows, at the end.
    table_rules: (Pt, Pt, Pt, Pt),
    /// Space above a row's text.
    row_above: Pt,
    /// Space below a row's text.
    row_below: Pt,
    /// Space right of a cell.
    cell_gutter: Pt,
    /// Narrowest cell, in ems of its type, as thousandths.
    cell_least: Steps,
    /// Column of the row heads of a diary.
    diary_head: Pt,
    /// Height of the rows of a diary: of the dates, and of all others.
    diary_rows: (Pt, Pt),
    /// Columns of the drug table.
    drug_columns: (Pt, Pt, Pt, Pt, Pt),
    /// Box to tick in the drug table.
    drug_box: Pt,
    /// Space around a figure.
    figure_space: Steps,
    /// Space between figure and caption.
    caption_gap: Steps,
    /// Line of a leader.
    leader_line: Pt,
    /// Distance between write-in lines.
    write_in_pitch: Steps,
    /// Distance between the lines of an alert card.
    card_pitch: Steps,
    /// Their line.
    write_in_line: Pt,
    /// Most of them side by side.
    write_in_columns: u8,
    /// Space between two columns of them.
    write_in_gutter: Pt,
    /// Their label above the line.
    write_in_rise: Pt,
    /// Rules of contact rows: emergency, day and night, others.
    contact_rules: (Pt, Pt, Pt),
    /// Icon of a contact row.
    contact_icon: Pt,
    /// Label beside it.
    contact_label: Pt,
    /// Width of a glossary term.
    term_width: Pt,
    /// Measure of a glossary meaning.
    meaning_width: Pt,
    /// Rule of the foot.
    foot_rule: Pt,
    /// Height of the opener strip.
    strip: Pt,
    /// Height of the opener strip where a page must be saved.
    strip_low: Pt,
    /// Space below the strip.
    strip_after: Steps,
    /// Where the text of an entry stands, from the left margin, on pages without a side column.
    contents_text: Pt,
    /// Whether entries of the contents have a second line.
    contents_summary: bool,
    /// Space after an entry of the contents.
    contents_gap: Steps,
    /// Dot of a leader.
    leader_dot: Pt,
    /// Distance between its dots.
    leader_pitch: Pt,
    /// Space at both ends of a leader.
    leader_clear: Pt,
    /// Dots above the baseline.
    leader_rise: Pt,
    /// Side of the square code, without its zone.
    code: Pt,
    /// Where the words beside it stand, from the left margin, on pages without a side column.
    code_text: Pt,
    /// Frame of the draft mark: line, dash on, dash off.
    draft_frame: (Pt, Pt, Pt),
    /// Its padding: sides, above and below.
    draft_padding: (Pt, Pt),
    /// Longest short title in the foot, in characters.
    foot_title: u16,
    /// Underline of a link: thickness, below the baseline.
    underline: (Pt, Pt),
    /// Text inside a meaning-bearing frame of the cover, from its left edge.
    cover_draft_text: Pt,
    /// Space between logo and name.
    cover_logo_gap: Pt,
}

impl<'de> Deserialize<'de> for Pt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pt, D::Error> {
        let points = f64::deserialize(deserializer)?;
        if points.is_finite() && points.abs() <= 20_000.0 {
            return Ok(Pt::from_f64(points));
        }
        Err(de::Error::custom(coded(
            Code::BadValue,
            format!("{points} is no length in points"),
            "give a length up to 20000",
        )))
    }
}

impl<'de> Deserialize<'de> for Steps {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Steps, D::Error> {
        Pt::deserialize(deserializer).map(|pt| Steps(pt.0))
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Color, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color::parse(&text).ok_or_else(|| {
            de::Error::custom(coded(
                Code::BadValue,
                format!("`{text}` is not a color"),
                "write \"#RRGGBB\", such as \"#0B4F6C\"",
            ))
        })
    }
}

impl<'de> Deserialize<'de> for FontStyle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FontStyle, D::Error> {
        let text = String::deserialize(deserializer)?;
        style_named(&text).ok_or_else(|| {
            let hint = "use regular, italic, bold, bold-italic or display";
            de::Error::custom(coded(Code::BadValue, format!("`{text}` is not a style of type"), hint))
        })
    }
}

fn style_named(text: &str) -> Option<FontStyle> {
    Some(match text {
        "regular" => FontStyle::Regular,
        "italic" => FontStyle::Italic,
        "bold" => FontStyle::Bold,
        "bold-italic" => FontStyle::BoldItalic,
        "display" => FontStyle::Display,
        _ => return None,
    })
}

macro_rules! number_schema {
    ($kind:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $kind {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

number_schema!(Pt, "Points", { "type": "number" });
number_schema!(Steps, "Steps", { "type": "number" });
number_schema!(Color, "Color", { "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" });
number_schema!(FontStyle, "Style", { "enum": ["regular", "italic", "bold", "bold-italic", "display"] });
