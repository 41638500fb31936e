//! A file that is to be changed, and the content folder that it belongs to.

use std::path::{Path, PathBuf};

use crate::base::{Code, Diagnostic};
use crate::content::plain;

/// A file below a content folder.
#[derive(Debug)]
pub struct Place {
    /// The content folder, as near to what was typed as possible.
    pub root: PathBuf,
    /// The file, as it can be opened from here.
    pub file: PathBuf,
    /// Its path below the folder, with `/`.
    pub below: String,
}

/// Finds a file and its content folder: the one that was given, or the nearest above the file.
///
/// # Errors
/// `Ok(..)` with the file when it is there and below no content folder; `Err(..)` when it is not there at all.
pub fn place(typed: &Path, content: Option<&Path>) -> Result<Place, Result<PathBuf, Diagnostic>> {
    let inside = content.map(|root| root.join(typed)).filter(|file| !typed.exists() && file.exists());
    let file = inside.unwrap_or_else(|| typed.to_owned());
    let shown = typed.display();
    let unopenable = |why: &str| {
        Err(Diagnostic::error(Code::Unreadable, format!("the file `{shown}` cannot be opened: {why}"))
            .hint("give the path of a file below a content folder, such as content/en/glossary.yaml"))
    };
    let real = file.canonicalize().map_err(|e| unopenable(&plain(&e)))?;
    if !real.is_file() {
        return Err(unopenable("it is not a plain file"));
    }
    let root = content.map(Path::to_owned).or_else(|| above(&file)).or_else(|| above(&real));
    let below = root.as_ref().and_then(|root| {
        let root = root.canonicalize().ok()?;
        let parts = real.strip_prefix(&root).ok()?.iter().map(|part| part.to_str());
        parts.collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
    });
    match (root, below) {
        (Some(root), Some(below)) => Ok(Place { root, file, below }),
        _ => Err(Ok(file)),
    }
}

/// The nearest folder above a file that holds a vocabulary.
fn above(file: &Path) -> Option<PathBuf> {
    let folders = file.ancestors().skip(1).map(|f| if f.as_os_str().is_empty() { Path::new(".") } else { f });
    folders.into_iter().find(|folder| folder.join("vocabulary.yaml").is_file()).map(Path::to_owned)
}

/// The complaint about a file that is below no content folder.
pub fn outside(typed: &Path) -> Diagnostic {
    let message = format!("`{}` is not below a content folder", typed.display());
    Diagnostic::error(Code::OutsideRoot, message)
        .hint("a content folder holds vocabulary.yaml; give it with `--content FOLDER`")
}
