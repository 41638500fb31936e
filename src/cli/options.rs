//! What is meant: the words typed, made into the types of the program.

use std::path::{Path, PathBuf};

use super::args::{self, Emit, Format};
use crate::base::{Code, Diagnostic, Pt};
use crate::batch::suffix;
use crate::content::{self, Date};
use crate::export::Profile;
use crate::impose::{Flip, Press};

/// Where a result goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file.
    File(PathBuf),
    /// Standard output.
    Out,
    /// A file in the current folder, named after the guide.
    Named,
}

/// A clinic, by id or in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClinicSource {
    /// A clinic of the content.
    Id(String),
    /// A file.
    File(PathBuf),
}

/// What a build is meant to do.
#[derive(Debug)]
pub struct BuildOptions {
    /// Therapies, cancer, language, edition, paper and theme stay as typed: only the content knows the ids.
    pub wanted: args::Build,
    /// The clinic.
    pub clinic: Option<ClinicSource>,
    /// Standards of the PDF.
    pub profile: Profile,
    /// How pages come to paper.
    pub press: Press,
    /// The day that reviews are measured against.
    pub today: Date,
    /// Where the result goes.
    pub target: Target,
    /// What is shown in place of the PDF.
    pub proof: Option<ProofOptions>,
}

/// What a proof shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofOptions {
    /// The folder for the picture.
    pub folder: PathBuf,
    /// The first and the last page on it.
    pub pages: (u32, u32),
}

impl BuildOptions {
    /// Reads what was typed; `now` is the day of the clock.
    ///
    /// # Errors
    /// A day or a length that is none.
    pub fn new(typed: args::Build, now: Date) -> Result<BuildOptions, Diagnostic> {
        let target = match (&typed.output, typed.emit) {
            (Some(path), _) if path == Path::new("-") => Target::Out,
            (Some(path), _) => Target::File(path.clone()),
            (None, Some(_)) => Target::Out,
            (None, None) => Target::Named,
        };
        Ok(BuildOptions {
            clinic: typed.which.at.clinic.as_deref().map(clinic_source),
            profile: match typed.pdf {
                args::Pdf::Ua1 => Profile::Ua1,
                args::Pdf::Ua2 => Profile::Ua2,
            },
            press: press(&typed.printing)?,
            today: day(typed.as_of.as_deref(), now)?,
            target,
            proof: None,
            wanted: typed,
        })
    }

    /// Reads what was typed for a proof: a build that is left page by page.
    ///
    /// # Errors
    /// A day, or a stretch of pages, that is none.
    pub fn proof(typed: args::Proof, now: Date) -> Result<BuildOptions, Diagnostic> {
        let pages = typed.pages.as_deref().map_or(Ok((1, u32::MAX)), stretch)?;
        let folder = typed.output.unwrap_or_default();
        let build = args::Build {
            which: typed.which,
            printing: args::Printing { reader: true, gray: typed.gray, ..args::Printing::default() },
            theme: typed.theme,
            pdf: args::Pdf::default(),
            as_of: typed.as_of,
            allow_overdue: typed.allow_overdue,
            emit: None,
            output: None,
            quiet: typed.quiet,
            from: typed.from,
        };
        let options = BuildOptions::new(build, now)?;
        Ok(BuildOptions { proof: Some(ProofOptions { folder, pages }), ..options })
    }

    /// What the name of a file says of how it is printed, such as `-reader`.
    pub fn suffix(&self) -> String {
        suffix(&self.press, self.wanted.printing.gray, self.profile)
    }

    /// The step to print in place of the PDF.
    pub fn emit(&self) -> Option<Emit> {
        self.wanted.emit
    }

    /// How results and messages are printed.
    pub fn format(&self) -> Format {
        self.wanted.from.format
    }
}

/// A value that names a path is a file; any other is an id.
pub fn clinic_source(typed: &str) -> ClinicSource {
    let lower = typed.to_ascii_lowercase();
    if typed.contains(['/', '\\']) || lower.ends_with(".yaml") || lower.ends_with(".yml") {
        ClinicSource::File(PathBuf::from(typed))
    } else {
        ClinicSource::Id(typed.to_owned())
    }
}

/// The pages from one to another, or a single one.
fn stretch(typed: &str) -> Result<(u32, u32), Diagnostic> {
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| *n > 0);
    let (first, last) = typed.split_once('-').unwrap_or((typed, typed));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => {
            let shown: String = typed.chars().take(40).filter(|c| !c.is_control()).collect();
            Err(Diagnostic::error(Code::BadValue, format!("`--pages {shown}` is no stretch of pages"))
                .hint("write the first and the last page, such as 1-12"))
        }
    }
}

/// How pages come to paper.
fn press(typed: &args::Printing) -> Result<Press, Diagnostic> {
    let flip = typed.flip.map(|edge| match edge {
        args::Flip::Short => Flip::Short,
        args::Flip::Long => Flip::Long,
    });
    let bleed = typed.bleed.as_deref().map_or(Ok(Pt::ZERO), bleed)?;
    Ok(Press { reader: typed.reader, flip, bleed, marks: typed.marks })
}

/// A length with its unit, in points.
fn bleed(typed: &str) -> Result<Pt, Diagnostic> {
    match content::bleed(typed) {
        Some(points) => Ok(points),
        None => {
            let shown: String = typed.chars().take(40).filter(|c| !c.is_control()).collect();
            Err(Diagnostic::error(Code::BadValue, format!("`--bleed {shown}` is no length up to 25 mm"))
                .hint("write a number with mm, in or pt, such as 3mm"))
        }
    }
}

/// The day that was typed, or that of the clock.
///
/// # Errors
/// A day that is none.
pub fn day(typed: Option<&str>, now: Date) -> Result<Date, Diagnostic> {
    let Some(typed) = typed else { return Ok(now) };
    Date::parse(typed).ok_or_else(|| {
        let shown: String = typed.chars().take(40).collect();
        Diagnostic::error(Code::BadValue, format!("`--as-of {shown}` is not a day"))
            .hint("write YYYY-MM-DD, such as 2026-10-01")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clinic_with_a_path_or_an_ending_is_a_file() {
        for file in ["./riverside", "a/b", r"a\b", "riverside.yaml", "Riverside.YML"] {
            assert_eq!(clinic_source(file), ClinicSource::File(file.into()), "{file}");
        }
        assert_eq!(clinic_source("riverside"), ClinicSource::Id("riverside".into()));
    }

    #[test]
    fn a_bleed_has_a_unit_and_is_small() {
        assert_eq!(bleed("3mm").unwrap(), Pt(8_504));
        assert_eq!(bleed("0.125in").unwrap(), Pt(9_000));
        assert_eq!(bleed("9 pt").unwrap(), Pt(9_000));
        for wrong in ["3", "mm", "-1mm", "300mm", "NaNmm", "infpt", ""] {
            assert!(bleed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_a_real_day_is_a_day() {
        let now = Date::parse("2026-11-24").unwrap();
        assert_eq!(day(None, now).unwrap(), now);
        assert!(day(Some("2026-02-30"), now).is_err());
    }
}
