//! Plans, which say what brochures are made together, and the list of those that were recalled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::head::file_kind;
use crate::base::{Id, Pt, Spanned};

file_kind! {
    /// `plans/ID.yaml`: which brochures are made together, and how.
    pub struct Plan {
        /// What is made: each entry is a set of brochures; what several name is made once.
        pub include: Vec<Spanned<Selection>>,
        /// What is left out of that.
        #[serde(default)]
        pub exclude: Vec<Spanned<Selection>>,
        /// Colors and type; the theme `harbor` if it is not given.
        pub theme: Option<Spanned<Id>>,
        /// Accessibility standard of the PDF.
        #[serde(default)]
        pub pdf: PlanPdf,
        /// How pages come to paper.
        #[serde(default)]
        pub printing: PlanPrinting,
    }
}

/// A set of brochures, by what they have in common.
///
/// Where something is not said, an entry of `include` takes all that there is, but brochures without a clinic, clinics as
/// a whole and whole brochures only; an entry of `exclude` does not look at it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Whether the general guide is meant; if it is not said, it is where neither therapies nor cancers are.
    pub general: Option<bool>,
    /// Therapies.
    pub therapies: Option<Vec<Spanned<Id>>>,
    /// Whether these therapies are in one brochure together; otherwise each has its own.
    #[serde(default)]
    pub together: bool,
    /// Cancers.
    pub cancers: Option<Vec<Spanned<Id>>>,
    /// Languages.
    pub languages: Option<Vec<Spanned<Id>>>,
    /// Clinics.
    pub clinics: Option<Vec<Spanned<Id>>>,
    /// Departments of these clinics; of a clinic that lacks one of them, the others are made.
    pub departments: Option<Vec<Spanned<Id>>>,
    /// Editions.
    pub editions: Option<Vec<Spanned<Id>>>,
    /// Papers; of an edition that lacks one of them, the others are made.
    pub papers: Option<Vec<Spanned<Id>>>,
    /// Parts or sections that are printed on their own.
    pub only: Option<Vec<Spanned<Id>>>,
}

/// Accessibility standard of the PDFs of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlanPdf {
    /// PDF/UA-1: works everywhere.
    #[default]
    Ua1,
    /// PDF/UA-2: newer.
    Ua2,
}

/// How the brochures of a plan come to paper: the options of `handout build` of the same names.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanPrinting {
    /// Pages of a booklet one by one.
    #[serde(default)]
    pub reader: bool,
    /// The edge over which a printer turns folded sheets; what suits the sheet if it is not given.
    pub flip: Option<PlanFlip>,
    /// Black, white and grays in place of colors.
    #[serde(default)]
    pub gray: bool,
    /// Room around each page for ink that is cut off, such as `3mm`.
    pub bleed: Option<Spanned<String>>,
    /// Marks where each page is cut.
    #[serde(default)]
    pub marks: bool,
}

/// The edge over which a printer turns a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlanFlip {
    /// The short edge.
    Short,
    /// The long edge.
    Long,
}

file_kind! {
    /// `recalled.yaml`: printed guides that nobody must use any more.
    pub struct Recalls {
        /// What was recalled, in any order.
        pub recalled: Vec<Recall>,
    }
}

/// A guide that was recalled.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recall {
    /// The code in its foot, such as `CPI-LUNG-EN 1.0 7F3A9C`; without the last word, every guide of that version.
    pub code: Spanned<String>,
    /// The day of the recall.
    pub on: Spanned<Date>,
    /// Why, for who holds the paper in his hands.
    pub why: String,
}

impl Recall {
    /// Whether it is about a guide with this code.
    pub fn holds(&self, code: &str) -> bool {
        code.strip_prefix(self.code.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

/// Most room around a page, in points: 25 mm.
const MOST_BLEED: f64 = 71.0;

/// A length with its unit, such as `3mm`, that can be room around a page.
pub fn bleed(written: &str) -> Option<Pt> {
    let units = [("mm", 72.0 / 25.4), ("in", 72.0), ("pt", 1.0)];
    let length = units.iter().find_map(|(unit, points)| {
        let number: f64 = written.trim().strip_suffix(unit)?.trim_end().parse().ok()?;
        Some(number * points)
    });
    length.filter(|points| (0.0..=MOST_BLEED).contains(points)).map(Pt::from_f64)
}
