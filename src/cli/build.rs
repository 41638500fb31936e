//! `handout build`: one guide.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use super::args::{Emit, Format};
use super::chosen;
use super::opened::Opened;
use super::options::{BuildOptions, Target};
use super::output::Output;
use super::report::Shown;
use super::{Failure, emit, proof, write};
use crate::base::{Code, Diagnostic, Diagnostics, Id, Severity};
use crate::batch::{Made, make};
use crate::check::{Lag, translation};
use crate::content::{Library, Theme};
use crate::tailor::{Brochure, Variant, tailor};
use crate::typeset::Fonts;

/// What is needed to make a guide, with what was found on the way to it.
struct Chosen {
    library: Library,
    fonts: Fonts,
    theme: Theme,
    variant: Variant,
    brochure: Brochure,
    problems: Diagnostics,
}

/// Makes a guide and writes it, or prints a step of its making.
pub fn run(options: &BuildOptions, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let start = Instant::now();
    let opened = Opened::open(options.wanted.from.content.as_deref(), shown)?;
    let chosen = match opened.is_embedded().then(|| choose(options, &opened, Extent::Part, shown)) {
        Some(Ok(chosen)) => chosen,
        // What was asked for is not there: only who has read all can say what is.
        Some(Err(_)) => {
            shown.forget();
            choose(options, &opened, Extent::Whole, shown)?
        }
        None => choose(options, &opened, Extent::Whole, shown)?,
    };
    finish(options, &opened, chosen, start, output, shown)
}

/// How much of the content is read.
#[derive(Clone, Copy, PartialEq)]
enum Extent {
    /// What this guide is made from.
    Part,
    /// All.
    Whole,
}

/// Reads content and fonts, and tailors the guide; nothing is printed.
fn choose(options: &BuildOptions, opened: &Opened, extent: Extent, shown: &mut Shown) -> Result<Chosen, Failure> {
    let fonts = opened.fonts(shown);
    let read = match extent {
        Extent::Part => opened.part(options, shown),
        Extent::Whole => opened.library(options.today, shown),
    };
    let (library, mut problems) = match read {
        Ok(read) => read,
        Err(Failure::Content(mut found)) => {
            found.append(fonts.err().unwrap_or_default());
            return Err(Failure::Content(found));
        }
        Err(other) => return Err(other),
    };
    let fonts = fonts.map_err(|found| problems.append(found));
    // Reviews are those of the files of this guide, which are known once it is tailored.
    let reviews = set_aside(&mut problems, |d| d.code == Code::ReviewDue);
    let mut asked = Diagnostics::default();
    let which = &options.wanted.which;
    let department = which.at.department.as_deref();
    let clinic = match chosen::clinic(options.clinic.as_ref(), department, &library, options.today, shown) {
        Ok(Some((choice, found))) => {
            problems.append(found);
            Some(choice)
        }
        Ok(None) => None,
        Err(Failure::Content(found)) => {
            problems.append(found);
            None
        }
        Err(Failure::Usage(found)) => {
            asked.append(found);
            None
        }
        Err(gone) => return Err(gone),
    };
    let clinic_reviews = set_aside(&mut problems, |d| d.code == Code::ReviewDue);
    let wanted = &options.wanted;
    let theme =
        library.theme(&wanted.theme, wanted.printing.gray).map(Cow::into_owned).map_err(|found| asked.push(found));
    let variant = Variant::resolve(&library, &chosen::wanted(which, clinic)).map_err(|found| asked.append(found));
    let (Ok(fonts), Ok(theme), Ok(variant)) = (fonts, theme, variant) else {
        return Err(ended(problems, asked));
    };
    if problems.has_errors() || asked.has_errors() {
        return Err(ended(problems, asked));
    }
    let brochure = tailor(&library, &variant).map_err(chosen::refused)?;
    let used = |d: &Diagnostic| d.span.is_some_and(|span| brochure.files.contains(&span.file));
    let due = reviews.0.into_iter().chain(clinic_reviews.0).filter(used);
    problems.0.extend(due.map(|d| if options.wanted.allow_overdue { to_warning(d) } else { d }));
    if let Some(late) = problems.0.iter_mut().find(|d| (d.severity, d.code) == (Severity::Error, Code::ReviewDue)) {
        late.hints.push(WAY_OUT.to_owned());
    }
    Ok(Chosen { library, fonts, theme, variant, brochure, problems })
}

/// Makes the guide that was chosen.
fn finish(
    options: &BuildOptions,
    opened: &Opened,
    chosen: Chosen,
    start: Instant,
    output: &mut Output<'_>,
    shown: &mut Shown,
) -> Result<(), Failure> {
    let Chosen { library, fonts, theme, mut variant, mut brochure, mut problems } = chosen;
    let translated = library.source_language().is_some_and(|source| *source != variant.lang);
    // The copy inside the program has passed this in its tests.
    if translated && !opened.is_embedded() {
        let lags = translation(&library, &|file| shown.path(file), &Diagnostics::default()).into_iter();
        problems.0.extend(lags.filter(|lag| concerns(lag, &library, &variant, &brochure)).map(Lag::for_build));
    }
    if problems.has_errors() {
        return Err(ended(problems, Diagnostics::default()));
    }
    if options.wanted.allow_overdue && brochure.due.iter().any(|(_, due)| *due < options.today) {
        variant.overdue_on = Some(options.today);
        brochure = tailor(&library, &variant).map_err(Failure::Content)?;
    }
    // What is not signed is said at the end, of the files of this guide.
    problems.0.retain(|d| (d.severity, d.code) != (Severity::Note, Code::Draft));
    let name = variant.file_name(&options.suffix());
    if options.emit() == Some(Emit::Tailored) {
        output.complain_of_warnings(problems, options.wanted.quiet, shown);
        return deliver(options, &name, emit::tailored(&brochure, options.format()).as_bytes(), output).map(drop);
    }
    let mut made = make(&brochure, &theme, &library.drawings, &fonts, options.profile, &options.press)
        .map_err(Failure::Content)?;
    let warnings = std::mem::take(&mut made.warnings);
    let counts = proof::counts(&warnings);
    problems.append(warnings);
    output.complain_of_warnings(problems, options.wanted.quiet, shown);
    if let Some(step) = options.emit() {
        let text = emit::finished(step, &made, &fonts, options.format()).map_err(Failure::Content)?;
        return deliver(options, &name, text.as_bytes(), output).map(drop);
    }
    if let Some(wanted) = &options.proof {
        let name = variant.file_name(if theme.colors.gray { "-gray-proof" } else { "-proof" });
        let colors =
            brochure.colors.filter(|_| !theme.colors.gray).unwrap_or((theme.colors.brand, theme.colors.accent));
        return proof::deliver(wanted, &name, &made, (brochure.front.is_some(), colors, counts), output);
    }
    let file = deliver(options, &name, &made.pdf, output)?;
    if options.wanted.quiet {
        return Ok(());
    }
    let told = Told { file: file.as_deref(), made: &made, brochure: &brochure, translated };
    summary(&told, start, output, shown)
}

/// Takes out those complaints for which something holds.
fn set_aside(problems: &mut Diagnostics, which: impl Fn(&Diagnostic) -> bool) -> Diagnostics {
    let (aside, kept) = std::mem::take(&mut problems.0).into_iter().partition(which);
    problems.0 = kept;
    Diagnostics(aside)
}

/// An overdue review that was allowed: it is printed on the pages, and told once more.
fn to_warning(problem: Diagnostic) -> Diagnostic {
    Diagnostic { severity: problem.severity.min(Severity::Warning), ..problem }
}

/// What else can be done about an overdue review.
const WAY_OUT: &str = "`--allow-overdue` makes the guide all the same, and prints on it that its review is overdue";

/// Whether a translation that is behind its source is one that this guide is made from, or should be.
fn concerns(lag: &Lag, library: &Library, variant: &Variant, brochure: &Brochure) -> bool {
    let wanted = |id: &Id| lag.file.path == format!("cancers/{id}.yaml");
    lag.file.lang == variant.lang
        && match lag.file.own {
            Some(own) => brochure.files.contains(&own),
            // What a kind of cancer lacks comes from its group, so a file that is not there would go unseen.
            None => variant.cancer.iter().flat_map(|cancer| library.lineage(cancer)).any(|id| wanted(&id)),
        }
}

/// What ends a run: faults of the content weigh more than those of the question, and all are told.
fn ended(mut problems: Diagnostics, asked: Diagnostics) -> Failure {
    let of_content = problems.has_errors();
    problems.0.retain(|d| (d.severity, d.code) != (Severity::Note, Code::Draft));
    problems.append(asked);
    if of_content { Failure::Content(problems) } else { Failure::Usage(problems) }
}

/// Writes a result where it belongs; gives the path of the file that was written.
fn deliver(
    options: &BuildOptions,
    name: &str,
    bytes: &[u8],
    output: &mut Output<'_>,
) -> Result<Option<PathBuf>, Failure> {
    let path = match &options.target {
        Target::Out => return output.print(bytes).map(|()| None),
        Target::File(path) => path.clone(),
        Target::Named => PathBuf::from(name),
    };
    write::replace(&path, bytes).map_err(Failure::usage)?;
    Ok(Some(path))
}

/// What a summary tells of.
struct Told<'a> {
    file: Option<&'a Path>,
    made: &'a Made,
    brochure: &'a Brochure,
    /// Whether its language is translated from another.
    translated: bool,
}

/// Tells what was written and what a person must still do.
fn summary(told: &Told<'_>, start: Instant, output: &mut Output<'_>, shown: &Shown) -> Result<(), Failure> {
    let Told { file, made, brochure, translated } = *told;
    let pages = made.pages.pages.len();
    let unsigned = brochure.unsigned.len();
    if output.format == Format::Json {
        let Some(file) = file else { return Ok(()) };
        let data = json!({
            "file": file.display().to_string(),
            "pages": pages,
            "bytes": made.pdf.len(),
            "code": brochure.code,
            "unsigned_files": unsigned,
            "unsigned": brochure.unsigned.iter().map(|file| shown.path(*file)).collect::<Vec<_>>(),
            "overdue": brochure.overdue.map(|month| month.to_string()),
        });
        return output.print(format!("{data:#}\n").as_bytes());
    }
    let mut text = String::new();
    if let Some(file) = file {
        text += &format!("Wrote {}\n", file.display());
    }
    let seconds = start.elapsed().as_secs_f64();
    text += &format!("{pages} pages, {} kB, {seconds:.2} s\n", made.pdf.len().div_ceil(1000));
    text += &match unsigned {
        0 => "Every file that it draws on is signed. Read the PDF once more before you print it.\n".to_owned(),
        1 => "This is a draft: no clinician has signed 1 of the files that it draws on.\n".to_owned(),
        n => format!("This is a draft: no clinician has signed {n} of the files that it draws on.\n"),
    };
    if translated && unsigned > 0 {
        text += "No qualified human translator has reviewed the translation either.\n";
    }
    if let Some(month) = &brochure.overdue {
        text += &format!("Its review is overdue since {month}, and the cover and every page say so.\n");
    }
    if unsigned > 0 {
        text += "Do not give it to patients before a clinician has read and signed them.\n";
    }
    if file.is_some() {
        output.print(text.as_bytes())
    } else {
        output.tell(&text);
        Ok(())
    }
}
