//! The texts that were read, and places in them.

use std::fmt;
use std::sync::Arc;

/// The number of a file in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u16);

/// A stretch of a source file, in bytes of its text as read (after BOM and line ends are put right).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Which file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl fmt::Debug for Span {
    /// With `{:+?}` nothing of the place. The flag reaches every span inside whatever is printed, because derived
    /// `Debug` hands its formatter on; so a thing can be printed as what it says, wherever it was written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.sign_plus() {
            return f.write_str("_");
        }
        write!(f, "{}:{}..{}", self.file.0, self.start, self.end)
    }
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// All files that a run has read, by number: the place where a [`Span`] leads.
///
/// Paths are relative to the content root and use `/`, so messages are the same on every machine.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(Arc<str>, Arc<str>)>,
}

impl Sources {
    /// Adds a file and gives its number; `None` when there is no number left (65,536 files).
    pub fn add(&mut self, path: &str, text: &str) -> Option<FileId> {
        let id = u16::try_from(self.files.len()).ok()?;
        self.files.push((path.into(), text.into()));
        Some(FileId(id))
    }

    /// The path of a file, relative to the content root.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(usize::from(file.0)).map_or("", |f| &f.0)
    }

    /// The number of a file, by its path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        // There are at most 65,536 files: see `add`.
        self.files.iter().position(|f| *f.0 == *path).and_then(|at| u16::try_from(at).ok()).map(FileId)
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(usize::from(file.0)).map_or("", |f| &f.1)
    }

    /// Line and column of a place, both from 1; columns count characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let text = self.text(span.file);
        let mut at = (span.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        (line, column)
    }
}
