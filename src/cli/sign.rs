//! `handout sign`: a clinician stands for files that were read.

use std::path::{Path, PathBuf};

use super::args::Sign;
use super::opened::{Opened, clinic_file};
use super::output::Output;
use super::pin::of;
use super::place::{outside, place};
use super::report::Shown;
use super::{Failure, write};
use crate::base::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::check;
use crate::content::{
    Date, Entries, FileState, Library, Review, has_key, is_hidden, load, meaning_of, put, quoted, read_limited,
};

/// Longest name, credential or role, in characters: they stand on the cover.
const LONGEST: usize = 80;

/// Writes a signature into the head of each file; nothing is written if one of them cannot be signed.
pub fn run(typed: &Sign, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let who = Who::new(typed).map_err(Failure::Usage)?;
    let mut work = vec![];
    let mut asked = Diagnostics::default();
    let mut root = typed.content.clone();
    let mut alone = vec![];
    for file in &typed.files {
        match place(file, root.as_deref()) {
            // The first file says which content folder is meant.
            Ok(place) => {
                root = Some(place.root.clone());
                work.push((place.file, place.below));
            }
            Err(Ok(file)) if is_clinic(&file) => alone.push(file),
            Err(Ok(_)) => asked.push(outside(file)),
            Err(Err(problem)) => asked.push(problem),
        }
    }
    if asked.has_errors() {
        return Err(Failure::Usage(asked));
    }
    let mut signed = vec![];
    let library = match &root {
        Some(root) => {
            let (library, states) = read(root, &work, who.on, shown)?;
            signed.extend(work.into_iter().map(|(file, _)| file).zip(states));
            library
        }
        None => load(&crate::content::Root::embedded(), &mut shown.sources).map_err(Failure::Content)?,
    };
    for file in alone {
        let (choice, problems) = clinic_file(&file, &library, who.on, shown)?;
        let (number, state) = choice.file;
        refuse(&problems, number, &state).map_err(Failure::Content)?;
        signed.push((file, state));
    }
    let mut edited = vec![];
    for (file, state) in &signed {
        edited.push((file, who.edit(file, state)?));
    }
    for (file, bytes) in &edited {
        write::replace(file, bytes).map_err(Failure::usage)?;
    }
    let mut text = String::new();
    for (file, _) in &edited {
        text += &format!("Signed {}\n", file.display());
    }
    text += &format!("by {}, {}, {}; to be read again by {}\n", typed.by, typed.credential, typed.role, who.due);
    output.print(text.as_bytes())
}

/// A clinic may have its file anywhere.
fn is_clinic(file: &Path) -> bool {
    read_limited(file, "").is_ok_and(|bytes| has_key(&bytes, "phones"))
}

/// The content folder, and the state of each of its files that is to be signed.
fn read(
    root: &Path,
    work: &[(PathBuf, String)],
    on: Date,
    shown: &mut Shown,
) -> Result<(Library, Vec<FileState>), Failure> {
    let (library, mut problems) = Opened::open(Some(root), shown)?.partial(shown);
    let Some(library) = library else { return Err(Failure::Content(problems)) };
    let complete = !problems.has_errors();
    problems.append(check::check(&library, on));
    if complete {
        let lags = check::translation(&library, &|file| shown.path(file), &problems);
        problems.0.extend(lags.into_iter().map(|lag| lag.problem));
    }
    let (mut states, mut wrong, mut asked) = (vec![], Diagnostics::default(), Diagnostics::default());
    for (file, below) in work {
        let number = shown.sources.find(below);
        match number.and_then(|number| Some((number, library.files.get(&number)?))) {
            Some((number, state)) => {
                wrong.append(refuse(&problems, number, state).err().unwrap_or_default());
                states.push(state.clone());
            }
            None => {
                let found = of(&problems, &[number]);
                if number.is_none() || !found.has_errors() {
                    let message = format!("`{}` is no text file of this content", file.display());
                    asked.push(
                        Diagnostic::error(Code::StrayFile, message)
                            .hint("sign the .yaml files that `handout check` reads"),
                    );
                }
                wrong.append(found);
            }
        }
    }
    match (wrong.has_errors(), asked.has_errors()) {
        (true, _) => Err(Failure::Content(wrong)),
        (false, true) => Err(Failure::Usage(asked)),
        (false, false) => Ok((library, states)),
    }
}

/// What stands against signing a file: its errors, but for those of the signature that is replaced.
fn refuse(problems: &Diagnostics, file: FileId, state: &FileState) -> Result<(), Diagnostics> {
    let old: Vec<Option<Span>> = match &state.head.review {
        Review::Signed(signature) => vec![Some(signature.on.span), Some(signature.due.span)],
        Review::Draft => vec![],
    };
    let mut wrong = of(problems, &[Some(file)]);
    wrong.0.retain(|d| !old.contains(&d.span));
    if wrong.has_errors() { Err(wrong) } else { Ok(()) }
}

/// A signature as typed, and found to be sound.
struct Who<'a> {
    typed: &'a Sign,
    on: Date,
    due: Date,
}

impl<'a> Who<'a> {
    fn new(typed: &'a Sign) -> Result<Who<'a>, Diagnostics> {
        let mut problems = Diagnostics::default();
        let mut wrong =
            |message: String, hint: &str| problems.push(Diagnostic::error(Code::BadValue, message).hint(hint));
        for (option, text) in [("--by", &typed.by), ("--credential", &typed.credential), ("--role", &typed.role)] {
            if text.trim().is_empty() {
                wrong(format!("`{option}` is empty"), "a reader must see who stands for the text, as what");
            } else if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
                wrong(format!("`{option}` holds a hidden character (U+{:04X})", u32::from(hidden)), "type it anew");
            } else if text.chars().count() > LONGEST {
                wrong(
                    format!("`{option}` has more than {LONGEST} characters"),
                    "it stands on the cover: make it shorter",
                );
            }
        }
        let mut day = |option: &str, text: &str| {
            let found = Date::parse(text);
            if found.is_none() {
                let text: String = text.chars().take(40).collect();
                wrong(format!("`{option} {text}` is not a day"), "write YYYY-MM-DD, such as 2026-10-01");
            }
            found
        };
        let days = (day("--on", &typed.on), day("--due", &typed.due));
        if let (Some(on), Some(due)) = days
            && due <= on
        {
            let message = format!("`--due {due}` is not after `--on {on}`");
            wrong(message, "give the day by which the files must be read again, such as a year later");
        }
        match days {
            (Some(on), Some(due)) if !problems.has_errors() => Ok(Who { typed, on, due }),
            _ => Err(problems),
        }
    }

    /// The bytes of a file with the signature in its head.
    fn edit(&self, file: &Path, state: &FileState) -> Result<Vec<u8>, Failure> {
        let path = file.display().to_string();
        let bytes = read_limited(file, &path).map_err(|problem| Failure::Content(problem.into()))?;
        let entry = |key: &str, value: String| (key.to_owned(), value);
        let entries: Entries = vec![
            entry("by", quoted(self.typed.by.trim())),
            entry("credential", quoted(self.typed.credential.trim())),
            entry("role", quoted(self.typed.role.trim())),
            entry("on", self.on.to_string()),
            entry("due", self.due.to_string()),
            entry("sha256", quoted(&state.meaning)),
        ];
        let refused = |why: String| {
            Failure::usage(Diagnostic::error(Code::Unwritable, format!("`{path}` cannot be signed: {why}")))
        };
        let new = put(&bytes, "review", &entries, "# Signed by `handout sign`.").map_err(refused)?;
        // The words must be those that were read and are signed, whatever was done to the file meanwhile.
        if meaning_of(&new).as_ref() != Some(&state.meaning) {
            return Err(refused("it has changed while it was signed; try again".into()));
        }
        Ok(new)
    }
}
