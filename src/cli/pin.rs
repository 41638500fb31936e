//! `handout pin`: translations that were compared with their source.

use super::Failure;
use super::args::Pin;
use super::opened::Opened;
use super::output::Output;
use super::place::{outside, place};
use super::report::Shown;
use super::write;
use crate::base::{Code, Diagnostic, Diagnostics, FileId, Severity, suggest};
use crate::content::{Entries, Library, Unit, put, quoted, read_limited};

/// Writes the pins of a translated file, or that of one of its texts.
pub fn run(typed: &Pin, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let place = place(&typed.file, typed.content.as_deref())
        .map_err(|problem| Failure::usage(problem.map_or_else(|why| why, |_| outside(&typed.file))))?;
    let path = place.file.display().to_string();
    let (library, problems) = Opened::open(Some(&place.root), shown)?.partial(shown);
    let Some(library) = library else { return Err(Failure::Content(problems)) };
    let (own, source) = match files(&library, &place.below, shown) {
        Ok(found) => found,
        Err(problem) => {
            // A file that cannot be read is no translation either; what is wrong with it says more.
            let of_file = of(&problems, &[shown.sources.find(&place.below)]);
            return Err(if of_file.has_errors() { Failure::Content(of_file) } else { Failure::usage(problem) });
        }
    };
    let wrong = of(&problems, &[Some(own), Some(source)]);
    if wrong.has_errors() {
        return Err(Failure::Content(wrong));
    }
    let (units, sources) = (library.units(own), library.units(source));
    let chosen = match &typed.text {
        None => None,
        Some(text) => Some(chosen(text, &units, &sources, &path).map_err(Failure::usage)?),
    };
    let old = library.files.get(&own).map(|state| state.head.pins.clone()).unwrap_or_default();
    let mut entries: Entries = vec![];
    let (mut pinned, mut changed) = (0, 0);
    for unit in &units {
        let before = old.get(&unit.name).map(|pin| pin.value.clone());
        let asked = chosen.is_none_or(|name| name == unit.name);
        let from = sources.iter().find(|from| from.name == unit.name);
        let pin = match from.filter(|_| asked) {
            Some(from) => Some(from.pin()),
            None => before.clone().filter(|_| !asked),
        };
        pinned += usize::from(from.is_some() && asked);
        changed += usize::from(pin != before);
        entries.extend(pin.map(|pin| (unit.name.clone(), quoted(&pin))));
    }
    // Pins of texts that are gone go with the whole file; whoever pins one text touches no other line.
    let gone = old.iter().filter(|(name, _)| !units.iter().any(|unit| unit.name == name.value));
    match chosen {
        Some(_) => entries.extend(gone.map(|(name, pin)| (key(&name.value), quoted(&pin.value)))),
        None => changed += gone.count(),
    }
    if changed > 0 {
        let bytes = read_limited(&place.file, &path).map_err(|problem| Failure::Content(problem.into()))?;
        let new = put(&bytes, "pins", &entries, COMMENT).map_err(|why| {
            Failure::usage(Diagnostic::error(Code::Unwritable, format!("`{path}` cannot be edited: {why}")))
        })?;
        write::replace(&place.file, &new).map_err(Failure::usage)?;
    }
    let texts = if pinned == 1 { "1 text".to_owned() } else { format!("{pinned} texts") };
    output.print(
        match changed {
            0 => format!("All is pinned already: {texts} of {path}\n").into_bytes(),
            _ => format!("Pinned {texts} of {path}\n").into_bytes(),
        }
        .as_slice(),
    )
}

/// What stands above the pins in a file.
const COMMENT: &str = "# The source text that each translation was made from. Written by `handout pin`.";

/// A key as it must stand in a file: a name that no unit can have may need quotes.
fn key(name: &str) -> String {
    let simple = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')) && !name.is_empty();
    if simple { name.to_owned() } else { quoted(name) }
}

/// A translated file and its source.
fn files(library: &Library, below: &str, shown: &Shown) -> Result<(FileId, FileId), Diagnostic> {
    let path = shown.sources.find(below).map_or(below.to_owned(), |file| shown.path(file));
    let (lang, inside) = below.split_once('/').unwrap_or(("", below));
    let found = library.translations().into_iter().find(|file| file.lang == lang && file.path == inside);
    let name = library.source_language().map_or("", |lang| lang.as_str());
    match found.map(|file| (file.own, file.source)) {
        Some((Some(own), Some(source))) => Ok((own, source)),
        Some((Some(_), None)) => Err(Diagnostic::error(
            Code::StaleTranslation,
            format!("`{path}` is translated from nothing: there is no `{name}/{inside}`"),
        )
        .hint("write that file first")),
        _ => Err(Diagnostic::error(Code::BadValue, format!("`{path}` is not a translated file"))
            .hint(format!("only files in the folder of a language other than `{name}` have pins"))),
    }
}

/// The name of the text that was typed: whole, or its last part where that says which.
fn chosen<'a>(typed: &str, units: &'a [Unit<'_>], sources: &[Unit<'_>], path: &str) -> Result<&'a str, Diagnostic> {
    let ends = |name: &str| name.strip_suffix(typed).is_some_and(|rest| rest.ends_with('.'));
    let exact: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).filter(|name| *name == typed).collect();
    let near: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).filter(|name| ends(name)).collect();
    let shown: String = typed.chars().take(80).collect();
    let wrong = |message: String| Diagnostic::error(Code::UnknownId, message);
    let name = match (&exact[..], &near[..]) {
        ([name, ..], _) | ([], [name]) => *name,
        ([], []) => {
            let names = units.iter().map(|unit| unit.name.as_str());
            return Err(wrong(format!("there is no text `{shown}` in `{path}`")).hint(match suggest(typed, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write its keys from the top, with dots, such as `blocks.day`".to_owned(),
            }));
        }
        ([], several) => {
            return Err(wrong(format!("several texts of `{path}` are called `{shown}`"))
                .hint(format!("write one of: {}", several.join(", "))));
        }
    };
    if sources.iter().any(|from| from.name == name) {
        return Ok(name);
    }
    Err(Diagnostic::error(Code::StaleTranslation, format!("`{name}` of `{path}` has no source text"))
        .hint("write the source text first, or remove the translation"))
}

/// The errors of some files.
pub fn of(problems: &Diagnostics, files: &[Option<FileId>]) -> Diagnostics {
    let stands = |d: &&Diagnostic| d.span.is_some_and(|span| files.contains(&Some(span.file)));
    Diagnostics(problems.0.iter().filter(|d| d.severity == Severity::Error).filter(stands).cloned().collect())
}
