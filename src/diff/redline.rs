//! What reads otherwise, for whom, and where it is written.

use super::words::Pair;
use crate::base::{Diagnostics, FileId, Id, Sources, Span};
use crate::content::Library;

/// One state of the content.
pub struct Side<'a> {
    /// What it says.
    pub library: &'a Library,
    /// The texts that were read.
    pub sources: &'a Sources,
    /// What it is called, such as a folder or a revision.
    pub name: String,
    /// The path of a file as the user knows it.
    pub path: &'a dyn Fn(FileId) -> String,
}

impl Side<'_> {
    /// A place as it is shown.
    pub fn place(&self, span: Span) -> Place {
        Place { file: (self.path)(span.file), line: self.sources.line_column(span).0 }
    }

    /// What is written at a place.
    pub(super) fn written(&self, span: Span) -> &str {
        self.sources.text(span.file).get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// A file with a line, from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user knows it.
    pub file: String,
    /// The line.
    pub line: usize,
}

/// A guide: a language, and a therapy with a cancer, or neither.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guide {
    /// The language.
    pub lang: Id,
    /// Therapy and cancer; none for the general guide.
    pub pair: Option<(Id, Id)>,
}

/// In what form a guide is printed; the usual one has none of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The part that is printed on its own.
    pub sheet: Option<Id>,
    /// An edition that is not the usual one.
    pub edition: Option<Id>,
    /// The clinic.
    pub clinic: Option<Id>,
}

impl Form {
    /// Whether it is another form, and says nothing that the second one does not say.
    pub(super) fn is_plainer_than(&self, other: &Form) -> bool {
        let within = |own: &Option<Id>, other: &Option<Id>| own.is_none() || own == other;
        self != other
            && within(&self.sheet, &other.sheet)
            && within(&self.edition, &other.edition)
            && within(&self.clinic, &other.clinic)
    }
}

/// The guides that a change touches, by form, each by its number in [`Redline::guides`].
pub type Touched = Vec<(Form, Vec<usize>)>;

/// What kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Other words.
    Words,
    /// A block that was not there.
    Added,
    /// A block that is not there any more.
    Removed,
    /// A block that was there, and that these guides have now as well.
    Gained,
    /// A block that is still there, and that these guides have no longer.
    Lost,
    /// The same words in another place.
    Moved,
    /// The same words in the same place, under another id.
    Renamed,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Kind; 7] =
        [Kind::Words, Kind::Added, Kind::Removed, Kind::Gained, Kind::Lost, Kind::Moved, Kind::Renamed];

    /// The word for it, for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Words => "words",
            Kind::Added => "added",
            Kind::Removed => "removed",
            Kind::Gained => "gained",
            Kind::Lost => "lost",
            Kind::Moved => "moved",
            Kind::Renamed => "renamed",
        }
    }

    /// The words for it, for people.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Words => "Changed",
            Kind::Added => "New",
            Kind::Removed => "Taken out",
            Kind::Gained => "Now also in these guides",
            Kind::Lost => "No longer in these guides",
            Kind::Moved => "Moved",
            Kind::Renamed => "Other id, same words",
        }
    }
}

/// Something written, by its name, with its places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// Its name: that of a block on the way from the part, or of a text in its file.
    pub name: String,
    /// Where it was written.
    pub old: Option<Place>,
    /// Where it is written.
    pub new: Option<Place>,
    /// For whom it was and is, where that differs.
    pub condition: Option<(String, String)>,
}

/// A sentence with its words marked.
pub type Marked = Pair;

/// One change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What kind.
    pub kind: Kind,
    /// The language of its words.
    pub lang: Id,
    /// The block, and, where the same words changed in several, the others.
    pub blocks: Vec<Written>,
    /// Where it stood, if it moved or has another id.
    pub from: Option<String>,
    /// How many neighbors moved with it.
    pub with: usize,
    /// What differs.
    pub sentences: Vec<Marked>,
    /// The guide that the sentences are taken from.
    pub example: usize,
    /// Whether others have other names or explanations in them.
    pub varied: bool,
    /// Whether the block itself is written as it was.
    pub derived: bool,
    /// What else was changed, that these words come from.
    pub causes: Vec<Written>,
    /// Whom it touches.
    pub touched: Touched,
}

/// A text that was written otherwise, and that is read in no guide.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Its language, if its file has one.
    pub lang: Option<Id>,
    /// What it is.
    pub written: Written,
    /// Its texts.
    pub sentences: Vec<Marked>,
}

/// Why two states could not be compared.
#[derive(Debug)]
pub struct Refused {
    /// Whether it is the old state that is wrong.
    pub is_old: bool,
    /// What is wrong.
    pub problems: Diagnostics,
}

/// What differs between two states of the content.
#[derive(Debug)]
pub struct Redline {
    /// The name of the old state.
    pub old: String,
    /// The name of the new state.
    pub new: String,
    /// Languages of both: id, name, tag.
    pub langs: Vec<(Id, String, String)>,
    /// All guides that either state makes.
    pub guides: Vec<Guide>,
    /// Guides that only the new state makes.
    pub come: Vec<usize>,
    /// Guides that only the old state makes.
    pub gone: Vec<usize>,
    /// Guides that read otherwise, in any form.
    pub touched: Vec<usize>,
    /// Changes, by language, then by place.
    pub changes: Vec<Change>,
    /// What was written otherwise, and is read in no guide.
    pub unread: Vec<Unread>,
    /// Files that were changed and say no words: themes, drawings.
    pub looks: Vec<String>,
    /// Translations that the change makes old, by language.
    pub stale: Vec<(Id, usize)>,
}

impl Redline {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.unread.is_empty()
            && self.looks.is_empty()
            && self.come.is_empty()
            && self.gone.is_empty()
    }
}
