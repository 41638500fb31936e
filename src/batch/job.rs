//! A job: one brochure to make, as a line of JSON.

use serde::{Deserialize, Serialize};

use crate::base::{Code, Diagnostic, Pt};
use crate::content::{PlanFlip, PlanPdf, PlanPrinting, bleed};
use crate::export::Profile;
use crate::impose::{Flip, Press};

/// One brochure to make. Read from a line, all but what it is for may be left out: it is then as in `handout build`.
///
/// A key that is not known is refused, since a misspelled one would quietly make another brochure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// Name of its file.
    #[serde(default)]
    pub file: String,
    /// Hash of all that its bytes depend on; none before it was tailored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Ids of the therapies; none for the general guide.
    #[serde(default)]
    pub therapies: Vec<String>,
    /// Id of the cancer; none for the general guide.
    #[serde(default)]
    pub cancer: Option<String>,
    /// Id of the language.
    #[serde(default = "lang")]
    pub lang: String,
    /// Id of the clinic.
    #[serde(default)]
    pub clinic: Option<String>,
    /// Id of a department of that clinic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Id of the edition.
    #[serde(default = "edition")]
    pub edition: String,
    /// Id of the paper.
    #[serde(default = "paper")]
    pub paper: String,
    /// Id of the part or section that is printed on its own.
    #[serde(default)]
    pub only: Option<String>,
    /// Id of the theme.
    #[serde(default = "theme")]
    pub theme: String,
    /// Standard of the PDF.
    #[serde(default)]
    pub pdf: PlanPdf,
    /// How its pages come to paper.
    #[serde(default, skip_serializing_if = "Printing::is_usual")]
    pub printing: Printing,
}

fn lang() -> String {
    "en".into()
}

fn edition() -> String {
    "standard".into()
}

fn paper() -> String {
    "letter".into()
}

/// The theme of plans and jobs that name none.
pub(super) fn theme() -> String {
    "harbor".into()
}

/// How pages come to paper, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printing {
    /// Pages of a booklet one by one.
    #[serde(default)]
    pub reader: bool,
    /// The edge over which a printer turns folded sheets; none for what suits the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flip: Option<PlanFlip>,
    /// Black, white and grays in place of colors.
    #[serde(default)]
    pub gray: bool,
    /// Room around each page, such as `3mm`.
    #[serde(default)]
    pub bleed: Option<String>,
    /// Marks where each page is cut.
    #[serde(default)]
    pub marks: bool,
}

impl Printing {
    fn is_usual(&self) -> bool {
        *self == Printing::default()
    }
}

impl From<&PlanPrinting> for Printing {
    fn from(plan: &PlanPrinting) -> Printing {
        Printing {
            reader: plan.reader,
            flip: plan.flip,
            gray: plan.gray,
            bleed: plan.bleed.as_ref().map(|length| length.value.clone()),
            marks: plan.marks,
        }
    }
}

impl Default for Job {
    /// The general guide.
    fn default() -> Job {
        Job {
            file: String::new(),
            key: None,
            therapies: vec![],
            cancer: None,
            lang: lang(),
            clinic: None,
            department: None,
            edition: edition(),
            paper: paper(),
            only: None,
            theme: theme(),
            pdf: PlanPdf::default(),
            printing: Printing::default(),
        }
    }
}

impl Job {
    /// The standards of its PDF.
    pub fn profile(&self) -> Profile {
        match self.pdf {
            PlanPdf::Ua1 => Profile::Ua1,
            PlanPdf::Ua2 => Profile::Ua2,
        }
    }

    /// How its pages come to paper.
    ///
    /// # Errors
    /// A length that is none.
    pub fn press(&self) -> Result<Press, Diagnostic> {
        let bleed = match &self.printing.bleed {
            None => Pt::ZERO,
            Some(written) => bleed(written).ok_or_else(|| {
                let shown: String = written.chars().take(40).filter(|c| !c.is_control()).collect();
                Diagnostic::error(Code::BadValue, format!("`{shown}` is no length up to 25 mm"))
                    .hint("write a number with mm, in or pt, such as 3mm")
            })?,
        };
        let flip = self.printing.flip.map(|edge| match edge {
            PlanFlip::Short => Flip::Short,
            PlanFlip::Long => Flip::Long,
        });
        Ok(Press { reader: self.printing.reader, flip, bleed, marks: self.printing.marks })
    }

    /// Reads a job from a line of JSON.
    ///
    /// # Errors
    /// What is wrong with the line, for who wrote it.
    pub fn parse(line: &str) -> Result<Job, Diagnostic> {
        let bad = |why: String| {
            Diagnostic::error(Code::BadJob, format!("this line is no job: {why}"))
                .hint("`handout plan` prints jobs, one a line")
        };
        // A list would be read as the values of a job without their names, and an empty one as the general guide.
        if !line.trim_start().starts_with('{') {
            return Err(bad("it does not begin with `{`".into()));
        }
        serde_json::from_str(line).map_err(|why| bad(why.to_string()))
    }
}

/// What the name of a file says of how it is printed, such as `-reader`.
pub fn suffix(press: &Press, gray: bool, profile: Profile) -> String {
    let words = [
        (press.reader, "-reader"),
        (press.flip == Some(Flip::Long), "-flip-long"),
        (press.flip == Some(Flip::Short), "-flip-short"),
        (gray, "-gray"),
        (press.bleed > Pt::ZERO, "-bleed"),
        (press.marks, "-marks"),
        (profile == Profile::Ua2, "-ua2"),
    ];
    words.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect()
}
