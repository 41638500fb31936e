//! Content and fonts, opened and read for a command.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::options::{BuildOptions, ClinicSource};
use super::report::Shown;
use crate::base::{Code, Diagnostic, Diagnostics, Id, Severity};
use crate::check;
use crate::content::{
    Date, Library, Need, Root, load, load_all, load_clinic, load_fonts, load_part, plain, read_limited,
};
use crate::tailor::ClinicChoice;
use crate::typeset::{Face, Fonts};

/// Content and fonts, not read yet.
pub struct Opened {
    content: Root,
    fonts: Root,
}

impl Opened {
    /// Opens the folder, or the copy inside the program. Fonts are those beside the folder, if there are any.
    pub fn open(folder: Option<&Path>, shown: &mut Shown) -> Result<Opened, Failure> {
        let Some(folder) = folder else {
            return Ok(Opened { content: Root::embedded(), fonts: Root::embedded_fonts() });
        };
        shown.root = folder.display().to_string().replace('\\', "/");
        let there = |path: &str| std::fs::symlink_metadata(folder.join(path)).is_ok();
        // Asked first: a folder such as `/` should not be walked through to tell that it is the wrong one.
        if folder.is_dir() && !there("vocabulary.yaml") {
            let inner = there("content/vocabulary.yaml");
            let message = format!("the folder `{}` holds no vocabulary.yaml", folder.display());
            return Err(Failure::usage(Diagnostic::error(Code::Unreadable, message).hint(if inner {
                format!("did you mean `{}`?", folder.join("content").display())
            } else {
                "give the folder that holds vocabulary.yaml; `handout init` makes one".to_owned()
            })));
        }
        let content = opened(folder)?;
        let beside = fonts_beside(folder);
        let is_link = |path: &Path| std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        if is_link(&beside) {
            let message = format!("`{}` is a link, and fonts must be beside the content folder", beside.display());
            let problem = Diagnostic::error(Code::OutsideRoot, message).hint("put the folder itself there");
            return Err(Failure::Content(problem.into()));
        }
        // Whatever is there under that name: opening the folder says what is wrong with it.
        let fonts = if std::fs::symlink_metadata(beside.join("fonts.yaml")).is_ok() {
            shown.fonts = beside.display().to_string().replace('\\', "/");
            opened(&beside)?
        } else {
            Root::embedded_fonts()
        };
        Ok(Opened { content, fonts })
    }

    /// Content that was read from somewhere else, called `name`. Fonts are those inside the program.
    pub fn files(files: Vec<(String, Vec<u8>)>, name: &str) -> Result<Opened, Failure> {
        let content = Root::from_files(files).map_err(Failure::Content)?;
        if !content.has("vocabulary.yaml") {
            let message = format!("`{name}` holds no vocabulary.yaml");
            let problem = Diagnostic::error(Code::Unreadable, message);
            return Err(Failure::usage(problem.hint("give the folder that holds vocabulary.yaml: `--content FOLDER`")));
        }
        Ok(Opened { content, fonts: Root::embedded_fonts() })
    }

    /// Whether it is the copy inside the program.
    pub fn is_embedded(&self) -> bool {
        self.content.is_embedded()
    }

    /// Reads and checks the content.
    ///
    /// The copy inside the program has passed all checks in its tests, so only its review dates are looked at.
    pub fn library(&self, today: Date, shown: &mut Shown) -> Result<(Library, Diagnostics), Failure> {
        if self.content.is_embedded() {
            let library = load(&self.content, &mut shown.sources).map_err(Failure::Content)?;
            let problems = check::review(&library, today);
            return Ok((library, problems));
        }
        match self.checked(today, shown) {
            (Some(library), problems) => Ok((library, problems)),
            (None, problems) => Err(Failure::Content(problems)),
        }
    }

    /// Reads of the copy inside the program what one guide is made from.
    pub fn part(&self, options: &BuildOptions, shown: &mut Shown) -> Result<(Library, Diagnostics), Failure> {
        let which = &options.wanted.which;
        let clinic = match &options.clinic {
            Some(ClinicSource::Id(id)) => Some(id.as_str()),
            Some(ClinicSource::File(_)) | None => None,
        };
        let cancer = which.cancer.as_deref();
        let need = Need { lang: &which.lang, therapies: &which.therapy, cancer, clinic, theme: &options.wanted.theme };
        let library = load_part(&self.content, need, &mut shown.sources).map_err(Failure::Content)?;
        let problems = check::review(&library, options.today);
        Ok((library, problems))
    }

    /// Reads and checks the content. Faults of reading and of what was read are told together where that makes sense;
    /// there is a library only if all of it could be read.
    pub fn checked(&self, today: Date, shown: &mut Shown) -> (Option<Library>, Diagnostics) {
        let (library, mut problems) = load_all(&self.content, &mut shown.sources);
        let complete = !problems.has_errors();
        if let Some(library) = &library {
            let mut found = check::check(library, today);
            // What is missing from a library that is not complete is not unused or unsigned for that.
            // A plan may name a clinic or a theme whose file cannot be read: that file's own fault is told already.
            let of_plan =
                |d: &Diagnostic| d.span.is_some_and(|span| shown.sources.path(span.file).starts_with("plans/"));
            found.0.retain(|d| complete || (d.severity == Severity::Error && !of_plan(d)));
            problems.append(found);
        }
        (library.filter(|_| complete), problems)
    }

    /// Reads as much of the content as can be read, to change one file of it.
    pub fn partial(&self, shown: &mut Shown) -> (Option<Library>, Diagnostics) {
        load_all(&self.content, &mut shown.sources)
    }

    /// Reads the content without checking it, to list what is there.
    pub fn unchecked(&self, shown: &mut Shown) -> Result<Library, Failure> {
        load(&self.content, &mut shown.sources).map_err(Failure::Content)
    }

    /// Reads the fonts.
    pub fn fonts(&self, shown: &mut Shown) -> Result<Fonts, Diagnostics> {
        let files = load_fonts(&self.fonts, &mut shown.sources)?;
        let mut problems = Diagnostics::default();
        let mut faces = vec![];
        for file in files {
            match Face::parse(Arc::from(file.bytes.as_ref()), file.style) {
                Ok(face) => faces.push(face),
                Err(why) => problems.push(
                    Diagnostic::error(Code::BadFont, format!("the font file `{}` cannot be used: {why}", file.path))
                        .at(file.entry.span)
                        .hint("put another file there"),
                ),
            }
        }
        if problems.has_errors() { Err(problems) } else { Ok(Fonts::new(faces)) }
    }
}

fn opened(folder: &Path) -> Result<Root, Failure> {
    Root::open(folder).map_err(|problem| match problem {
        Ok(unopenable) => Failure::usage(unopenable),
        Err(below) => Failure::Content(below),
    })
}

/// The folder `fonts` beside the content folder.
fn fonts_beside(folder: &Path) -> PathBuf {
    match (folder.file_name(), folder.parent()) {
        (Some(_), Some(parent)) if !folder.is_symlink() => parent.join("fonts"),
        _ => folder.join("..").join("fonts"),
    }
}

/// Reads and checks a clinic file; its logo is looked for beside it and nowhere else.
pub fn clinic_file(
    file: &Path,
    library: &Library,
    today: Date,
    shown: &mut Shown,
) -> Result<(ClinicChoice, Diagnostics), Failure> {
    let path = file.display().to_string();
    let metadata = std::fs::metadata(file);
    let unopenable = |why: String| {
        Failure::usage(
            Diagnostic::error(Code::Unreadable, format!("the clinic file `{path}` cannot be opened: {why}"))
                .hint("give a file, or the id of a clinic: see `handout list clinics`"),
        )
    };
    match metadata {
        Err(e) => return Err(unopenable(plain(&e))),
        Ok(found) if !found.is_file() => return Err(unopenable("it is not a plain file".into())),
        Ok(_) => {}
    }
    let bytes = read_limited(file, &path).map_err(|problem| Failure::Content(problem.into()))?;
    let id = file.file_stem().and_then(|stem| stem.to_str()).map_or(Err("the name is not UTF-8".into()), Id::new);
    let id = id.map_err(|why| {
        Failure::usage(
            Diagnostic::error(Code::BadId, format!("the clinic file `{path}` has a name that is no id: {why}"))
                .hint("rename the file, such as `our-clinic.yaml`: its name goes into the name of the PDF"),
        )
    })?;
    let beside = |name: &str| {
        let logo = file.with_file_name(name);
        let link = std::fs::symlink_metadata(&logo).is_ok_and(|found| found.is_symlink());
        if link {
            let message = format!("`{name}` is a link, and a logo must be a file beside the clinic file");
            return Err(Diagnostic::error(Code::OutsideRoot, message).hint("put the file itself there"));
        }
        read_limited(&logo, name)
    };
    let next = shown.sources.clone();
    let read = load_clinic(&bytes, &path, beside, &mut shown.sources);
    // The file has a number as soon as its text was read, also when it is wrong.
    let number = (0..=u16::MAX).map(crate::base::FileId).find(|f| next.path(*f).is_empty());
    shown.given.extend(number);
    let (clinic, logo, number, state) = read.map_err(Failure::Content)?;
    let problems = check::check_clinic(&clinic, &state, library, today);
    Ok((ClinicChoice { id, department: None, clinic, logo, file: (number, state) }, problems))
}
