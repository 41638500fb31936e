//! Where content is read from: the copy inside the program, or a folder.
//!
//! Nothing outside the root is ever opened: links, devices and pipes are refused, and paths are made only
//! from names that the walk itself found.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::base::{Code, Diagnostic, Diagnostics};

static CONTENT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content");
static FONTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// Largest file, in bytes.
pub const MAX_FILE: u64 = 1_048_576;
/// Most files and folders below a root.
pub const MAX_FILES: usize = 4_000;
/// All files below a root together, in bytes.
pub const MAX_TOTAL: u64 = 33_554_432;
/// Deepest folder below a root.
pub const MAX_FOLDERS: usize = 6;

/// A tree of files, by path relative to its root, with `/`.
pub struct Root {
    files: BTreeMap<String, Place>,
    embedded: bool,
}

enum Place {
    Embedded(&'static [u8]),
    File(PathBuf),
    Memory(Vec<u8>),
}

impl Root {
    /// The content that is part of the program.
    pub fn embedded() -> Root {
        Root::from_dir(&CONTENT)
    }

    /// The fonts that are part of the program.
    pub fn embedded_fonts() -> Root {
        Root::from_dir(&FONTS)
    }

    fn from_dir(dir: &'static Dir<'static>) -> Root {
        fn walk(dir: &'static Dir<'static>, files: &mut BTreeMap<String, Place>) {
            for file in dir.files() {
                files.insert(file.path().to_string_lossy().replace('\\', "/"), Place::Embedded(file.contents()));
            }
            for folder in dir.dirs() {
                walk(folder, files);
            }
        }
        let mut files = BTreeMap::new();
        walk(dir, &mut files);
        Root { files, embedded: true }
    }

    /// A folder.
    ///
    /// # Errors
    /// `Err(Ok(..))` when the folder itself cannot be opened (a matter of usage), `Err(Err(..))` when something
    /// below it may not be there: links, special files, too many files.
    pub fn open(folder: &Path) -> Result<Root, Result<Diagnostic, Diagnostics>> {
        let shown = folder.display();
        let unopenable = |why: String| {
            Diagnostic::error(Code::Unreadable, format!("the folder `{shown}` cannot be opened: {why}"))
                .hint("give the folder that holds vocabulary.yaml")
        };
        let root = folder.canonicalize().map_err(|e| Ok(unopenable(plain(&e))))?;
        if !root.is_dir() {
            return Err(Ok(unopenable("it is not a folder".into())));
        }
        let mut found = Found { files: BTreeMap::new(), entries: 0, bytes: 0, problems: Diagnostics::default() };
        found.walk(&root, "", 0);
        if found.problems.has_errors() {
            return Err(Err(found.problems));
        }
        Ok(Root { files: found.files, embedded: false })
    }

    /// Files that were read from somewhere else, such as an older state of a folder.
    ///
    /// # Errors
    /// Too many files, or one that is too large or nested too deep.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Root, Diagnostics> {
        let mut root = Root { files: BTreeMap::new(), embedded: false };
        let mut problems = Diagnostics::default();
        let mut total = 0;
        for (path, bytes) in files {
            total += bytes.len() as u64;
            if path.matches('/').count() > MAX_FOLDERS {
                problems.push(Diagnostic::error(Code::TooLarge, format!("`{path}` is nested too deep")));
            } else if bytes.len() as u64 > MAX_FILE {
                problems.push(too_large(&path));
            } else if root.files.len() >= MAX_FILES {
                problems.push(too_many());
                break;
            } else if total > MAX_TOTAL {
                problems.push(too_much());
                break;
            } else {
                root.files.insert(path, Place::Memory(bytes));
            }
        }
        if problems.has_errors() { Err(problems) } else { Ok(root) }
    }

    /// Whether this is the copy inside the program.
    pub fn is_embedded(&self) -> bool {
        self.embedded
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is a file of that path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The bytes of a file that [`paths`](Self::paths) named.
    ///
    /// # Errors
    /// A complaint when the file is too large or cannot be read.
    pub fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Diagnostic> {
        let missing = || Diagnostic::error(Code::MissingFile, format!("the file `{path}` is not there"));
        match self.files.get(path).ok_or_else(missing)? {
            Place::Embedded(bytes) => Ok(Cow::Borrowed(bytes)),
            Place::Memory(bytes) => Ok(Cow::Owned(bytes.clone())),
            Place::File(file) => read_limited(file, path).map(Cow::Owned),
        }
    }
}

/// Reads a file that is given on the command line.
///
/// # Errors
/// A complaint when it is no plain file, is too large, or cannot be read.
pub fn read_limited(file: &Path, shown: &str) -> Result<Vec<u8>, Diagnostic> {
    use std::io::Read;
    let unreadable =
        |e: std::io::Error| Diagnostic::error(Code::Unreadable, format!("`{shown}` cannot be read: {}", plain(&e)));
    let meta = std::fs::metadata(file).map_err(unreadable)?;
    if !meta.is_file() {
        return Err(Diagnostic::error(Code::OutsideRoot, format!("`{shown}` is not a plain file")));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(file).map_err(unreadable)?.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large(shown));
    }
    Ok(bytes)
}

/// The complaint about a file over the limit.
fn too_large(shown: &str) -> Diagnostic {
    let message = format!("`{shown}` is larger than {} kB", MAX_FILE / 1024);
    Diagnostic::error(Code::TooLarge, message).hint("split it, or make it smaller")
}

fn too_many() -> Diagnostic {
    Diagnostic::error(Code::TooLarge, format!("more than {MAX_FILES} files below the content folder"))
        .hint("remove what is not content")
}

fn too_much() -> Diagnostic {
    let message = format!("the files below the content folder have more than {} MB", MAX_TOTAL >> 20);
    Diagnostic::error(Code::TooLarge, message).hint("remove what is not content")
}

/// The reason of an I/O error, in words that are the same on every machine where that is possible.
pub fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it is not there".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::NotADirectory => "part of its path is not a folder".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        std::io::ErrorKind::ReadOnlyFilesystem => "it is on a disk that is read only".into(),
        _ => error.to_string(),
    }
}

/// What a walk through a folder has found.
struct Found {
    files: BTreeMap<String, Place>,
    /// Files and folders.
    entries: usize,
    bytes: u64,
    problems: Diagnostics,
}

impl Found {
    /// Walks through a folder; ends where there is too much, and says so once.
    fn walk(&mut self, folder: &Path, prefix: &str, depth: usize) -> Option<()> {
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => {
                let message = format!("`{prefix}` cannot be read: {}", plain(&e));
                self.problems.push(Diagnostic::error(Code::Unreadable, message));
                return Some(());
            }
        };
        // One more than may be there, so that a folder of a million files is not listed first.
        let mut names: Vec<_> = entries.flatten().take(MAX_FILES + 1).collect();
        names.sort_by_key(|e| e.file_name());
        for entry in names {
            let os_name = entry.file_name();
            let Some(name) = os_name.to_str() else {
                self.problems.push(
                    Diagnostic::error(Code::BadBytes, format!("a file name below `{prefix}` is not UTF-8"))
                        .hint("rename the file"),
                );
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            self.entries += 1;
            if self.entries > MAX_FILES {
                self.problems.push(too_many());
                return None;
            }
            self.entry(&entry, format!("{prefix}{name}"), depth)?;
        }
        Some(())
    }

    fn entry(&mut self, entry: &std::fs::DirEntry, path: String, depth: usize) -> Option<()> {
        // The entry's own type, not that of what it leads to.
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(e) => {
                let message = format!("`{path}` cannot be read: {}", plain(&e));
                self.problems.push(Diagnostic::error(Code::Unreadable, message));
                return Some(());
            }
        };
        if kind.is_symlink() {
            let message = format!("`{path}` is a link, and links could lead out of the content folder");
            self.problems.push(Diagnostic::error(Code::OutsideRoot, message).hint("put the file itself there"));
        } else if kind.is_dir() {
            if depth + 1 > MAX_FOLDERS {
                self.problems.push(Diagnostic::error(Code::TooLarge, format!("`{path}` is nested too deep")));
            } else {
                return self.walk(&entry.path(), &format!("{path}/"), depth + 1);
            }
        } else if kind.is_file() {
            // No more than this is read of a file; one that is larger is an error of its own.
            self.bytes += entry.metadata().map_or(0, |found| found.len().min(MAX_FILE));
            if self.bytes > MAX_TOTAL {
                self.problems.push(too_much());
                return None;
            }
            self.files.insert(path, Place::File(entry.path()));
        } else {
            let message = format!("`{path}` is not a plain file");
            self.problems.push(Diagnostic::error(Code::OutsideRoot, message).hint("remove it"));
        }
        Some(())
    }
}

/// Every file of the embedded content and fonts, as `(path, bytes)`, for `handout init`.
pub fn embedded_files() -> Vec<(String, &'static [u8])> {
    let of = |folder: &str, root: Root| {
        root.files
            .into_iter()
            .filter_map(|(path, place)| match place {
                Place::Embedded(bytes) => Some((format!("{folder}/{path}"), bytes)),
                Place::File(_) | Place::Memory(_) => None,
            })
            .collect::<Vec<_>>()
    };
    let mut files = of("content", Root::embedded());
    files.extend(of("fonts", Root::embedded_fonts()));
    files
}
