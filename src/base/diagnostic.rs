//! Complaints: what is wrong, where, and what to do about it.

use std::fmt;

use super::{Sources, Span};

/// How bad a complaint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something a person must know, that needs no change (content not yet signed).
    Note,
    /// Something to look at; the brochure is still written.
    Warning,
    /// Nothing is written until this is put right.
    Error,
}

impl Severity {
    /// The word for it, as printed.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal,)*) => {
        /// The permanent code of a complaint; once given, a code is never used for anything else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The code as printed, such as `H0102`.
            pub fn text(self) -> &'static str {
                match self { $(Code::$variant => $text,)* }
            }
        }
    };
}

codes! {
    /// A file cannot be opened or read.
    Unreadable = "H0001",
    /// A file or folder leads out of the content root, or is no plain file.
    OutsideRoot = "H0002",
    /// A file is larger, or a text longer, than the limit.
    TooLarge = "H0003",
    /// A file that no index names.
    StrayFile = "H0004",
    /// A file that an index names is not there.
    MissingFile = "H0005",
    /// Bytes that are not UTF-8, or a control character.
    BadBytes = "H0006",
    /// A font file that is not the one `fonts.yaml` names, or cannot be parsed.
    BadFont = "H0007",
    /// A drawing that cannot be read.
    BadDrawing = "H0008",
    /// The YAML itself is broken.
    Syntax = "H0101",
    /// A key that this place does not know.
    UnknownKey = "H0102",
    /// A value of the wrong kind.
    WrongKind = "H0103",
    /// The same key twice.
    DuplicateKey = "H0104",
    /// A key that must be there is not.
    MissingKey = "H0105",
    /// An id that breaks the rules for ids.
    BadId = "H0106",
    /// Aliases, anchors, tags, merge keys: parts of YAML that content may not use.
    ForbiddenYaml = "H0107",
    /// A schema version that this program does not know.
    SchemaVersion = "H0108",
    /// A date, color, phone or other value that cannot be right.
    BadValue = "H0109",
    /// Inline markup that cannot be read.
    BadMarkup = "H0201",
    /// A link that is not https, tel or mailto.
    BadLink = "H0202",
    /// A placeholder that nobody fills.
    UnknownPlaceholder = "H0203",
    /// A reference to something that is not there.
    DanglingReference = "H0301",
    /// Two ids that differ only in a way some file systems ignore, or an alias that is an id.
    IdClash = "H0302",
    /// Something that no part of the guide uses.
    Unused = "H0303",
    /// A text that another language has and this one lacks.
    MissingTranslation = "H0304",
    /// A translation whose source has changed since it was made, or that does not say which source it was made from.
    StaleTranslation = "H0305",
    /// Numbers that differ between a text and its translation.
    NumbersDiffer = "H0306",
    /// A section or block that no brochure can contain.
    DeadBlock = "H0307",
    /// An id on the command line that the vocabulary does not have.
    UnknownId = "H0401",
    /// A therapy that is not used for that cancer.
    ImpossiblePair = "H0402",
    /// A therapy or cancer that has no content in that language yet.
    NoContent = "H0403",
    /// A plan, or an entry of it, that makes nothing.
    NothingToMake = "H0404",
    /// A shard that is none, or that the environment tells in two ways.
    BadShard = "H0405",
    /// A job that is none, or that was planned for other content.
    BadJob = "H0406",
    /// A character that no font has.
    MissingGlyph = "H0501",
    /// A line that does not fit its measure.
    OverfullLine = "H0502",
    /// A block that does not fit a page.
    TooTall = "H0503",
    /// A keep rule that had to be given up.
    RelaxedKeep = "H0504",
    /// A page with little on it.
    ShortPage = "H0505",
    /// A document over the limit of pages.
    TooManyPages = "H0506",
    /// A brochure with more pages than it is meant to have.
    OverBudget = "H0507",
    /// A table that had to be set as a list of paragraphs.
    StackedTable = "H0508",
    /// A section without words.
    EmptySection = "H0509",
    /// A brochure that does not say when to call.
    NoCallPage = "H0510",
    /// A panel of a folded sheet that does not hold its text.
    PanelFull = "H0511",
    /// A booklet with more sheets than can be stapled.
    ThickBooklet = "H0512",
    /// A color with too little contrast.
    Contrast = "H0601",
    /// Words that are harder to read than the limit.
    HardWords = "H0602",
    /// A sentence with too many words.
    LongSentence = "H0603",
    /// A paragraph with too many sentences.
    LongParagraph = "H0604",
    /// Too many sentences that do not say who acts.
    Passive = "H0605",
    /// Words about the reader in place of words to them.
    ThirdPerson = "H0606",
    /// A hard word for which there is a plainer one.
    Jargon = "H0607",
    /// A word that promises too much.
    Promise = "H0608",
    /// A number that is hard to take in.
    NumberStyle = "H0609",
    /// Words in capitals.
    Capitals = "H0610",
    /// A comparison that says much more on one side.
    Unbalanced = "H0611",
    /// A part without its one thing to remember.
    NoKey = "H0612",
    /// A part that gives the reader nothing to do.
    NoAction = "H0613",
    /// Too many words without a heading.
    LongStretch = "H0614",
    /// A term that is used before it is explained.
    Unglossed = "H0615",
    /// A heading that says little, or over nothing.
    Heading = "H0616",
    /// Content that no clinician has signed.
    Draft = "H0701",
    /// A review date that has passed or is near.
    ReviewDue = "H0702",
    /// A fact that was last checked too long ago.
    OldFact = "H0703",
    /// A drug that is printed and names no source.
    NoSource = "H0704",
    /// A fact that must still be confirmed, in a file that is signed.
    UnconfirmedFact = "H0705",
    /// A guide that was recalled.
    Recalled = "H0706",
    /// An output that cannot be written.
    Unwritable = "H0801",
    /// A folder in which another run is at work.
    Busy = "H0802",
    /// A manifest that cannot be read, or manifests that do not fit together.
    BadManifest = "H0803",
    /// A fault of the program itself.
    Internal = "H0901",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// One complaint.
///
/// The message is lower case, without a full stop, and shows the value; the hint says the fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its permanent code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Where, when it has a place in a file.
    pub span: Option<Span>,
    /// Other places that belong to it, with what they are.
    pub labels: Vec<(Span, String)>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity, code, message: message.into(), span: None, labels: vec![], hints: vec![] }
    }

    /// A complaint that stops the run.
    pub fn error(code: Code, message: impl Into<String>) -> Diagnostic {
        Self::new(Severity::Error, code, message)
    }

    /// A complaint that does not.
    pub fn warning(code: Code, message: impl Into<String>) -> Diagnostic {
        Self::new(Severity::Warning, code, message)
    }

    /// Something a person must know.
    pub fn note(code: Code, message: impl Into<String>) -> Diagnostic {
        Self::new(Severity::Note, code, message)
    }

    /// The same complaint with its place. Words that the program made up have the empty place, which is none.
    #[must_use]
    pub fn at(mut self, span: Span) -> Diagnostic {
        self.span = Some(span).filter(|span| *span != Span::default());
        self
    }

    /// The same complaint with a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push((span, text.into()));
        self
    }

    /// The same complaint with one more thing to do.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Diagnostic {
        self.hints.push(text.into());
        self
    }
}

/// All complaints of a run, in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one complaint.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Whether one of them stops the run.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Sorted by file, then place, then code; complaints without a place come last.
    #[must_use]
    pub fn sorted(mut self, sources: &Sources) -> Diagnostics {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| d.span.map(|s| (sources.path(s.file).to_owned(), s.start, s.end));
            let (x, y) = (key(a), key(b));
            x.is_none().cmp(&y.is_none()).then_with(|| x.cmp(&y)).then_with(|| a.code.cmp(&b.code))
        });
        self.0.dedup();
        self
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Diagnostics {
        Diagnostics(vec![diagnostic])
    }
}
