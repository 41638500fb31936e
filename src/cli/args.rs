//! What was typed, as clap reads it. Nothing after `options` sees these types.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "handout",
    version,
    about = "Makes printable, accessible PDF guides about cancer immunotherapy",
    long_about = "Makes printable, accessible PDF guides about cancer immunotherapy for patients.\n\
                  The words come from reviewed text files. Nothing is downloaded, and nothing is sent anywhere.",
    after_help = "Examples:\n  \
                  handout build                                          the general guide\n  \
                  handout build --therapy car-t --cancer lymphoma        a guide for one treatment and one cancer\n  \
                  handout list pairs                                     which treatments go with which cancers\n\n\
                  Help on a command: handout help build",
    max_term_width = 100
)]
pub struct Typed {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a guide as a PDF file
    #[command(after_help = BUILD_EXAMPLES)]
    Build(Build),
    /// Show the pages of a guide on one picture, and measure them
    #[command(after_help = PROOF_EXAMPLES)]
    Proof(Proof),
    /// Print the guides that a plan makes, one a line, as jobs for other programs
    #[command(after_help = PLAN_EXAMPLES)]
    Plan(Plan),
    /// Make all guides of a plan; a second run makes only what has changed
    #[command(after_help = BATCH_EXAMPLES)]
    Batch(Batch),
    /// Join what several workers have made into one list
    #[command(after_help = MERGE_EXAMPLES)]
    Merge(Merge),
    /// Tell whether printed paper is still right, by the code in its foot
    #[command(after_help = STATUS_EXAMPLES)]
    Status(Status),
    /// Look for mistakes in the text files, without making a PDF
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Show what reads otherwise between two states of the text files, and in which guides
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Tell why each block is in a guide or not, and what it was filled from
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Measure how hard the words of a guide are to read
    #[command(after_help = GRADE_EXAMPLES)]
    Grade(Grade),
    /// Look at every guide that can be made: pages, words, reading level, findings
    #[command(after_help = MATRIX_EXAMPLES)]
    Matrix(Matrix),
    /// Hold a guide against the checklists that health-literacy editors use
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Show what can be chosen: treatments, cancers, languages, clinics
    #[command(after_help = LIST_EXAMPLES)]
    List(List),
    /// Note that translations were made from the source texts as they are now
    #[command(after_help = PIN_EXAMPLES)]
    Pin(Pin),
    /// Sign text files after you have read them: who you are, and until when it holds
    #[command(after_help = SIGN_EXAMPLES)]
    Sign(Sign),
    /// Copy all text files and fonts into a new folder, to edit them there
    #[command(after_help = INIT_EXAMPLES)]
    Init(Init),
    /// Write the rules (JSON Schemas) that help an editor program while you type
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(Schema),
    /// Write a script that completes commands when you press Tab
    #[command(after_help = "Example:\n  handout completions bash > ~/.local/share/bash-completion/completions/handout")]
    Completions(Completions),
    /// Write the manual pages
    #[command(after_help = "Example:\n  handout man -o /usr/local/share/man/man1")]
    Man(Man),
}

const BUILD_EXAMPLES: &str = "Examples:\n  \
    handout build --therapy checkpoint-inhibitors --cancer lung\n  \
    handout build --therapy car-t --cancer lymphoma --clinic riverside --paper a4\n  \
    handout build --clinic our-clinic.yaml -o guide.pdf\n  \
    handout build --emit tailored        print the words only";

const PROOF_EXAMPLES: &str = "Examples:\n  \
    handout proof --therapy car-t --cancer lymphoma -o proofs\n  \
    handout proof --edition booklet --pages 1-12 --format json\n\n\
    The numbers are those of paper: ink and contrast as a black-and-white printer prints them.";
const PLAN_EXAMPLES: &str = "Examples:\n  \
    handout plan smoke\n  \
    handout plan our-plan.yaml --content my-guide/content\n  \
    handout plan all | parallel --pipe handout batch --stdin -o out";

const BATCH_EXAMPLES: &str = "Examples:\n  \
    handout batch all -o out\n  \
    handout batch our-plan.yaml --content my-guide/content -o out --prune\n  \
    handout batch all -o out --shard 2/7     the second of seven workers";

const MERGE_EXAMPLES: &str = "Examples:\n  \
    handout merge out                        all workers wrote into one folder\n  \
    handout merge part-1 part-2 -o out       each had a folder of its own";

const STATUS_EXAMPLES: &str = "Example:\n  \
    handout status 'CPI-LUNG-EN 1.0 7F3A9C' --manifest out/manifest.jsonl";

const CHECK_EXAMPLES: &str = "Examples:\n  \
    handout check --content my-guide/content\n  \
    handout check --content my-guide/content --as-of 2027-01-01     what will be overdue then\n  \
    handout check --explain promise                                 what a rule means\n  \
    handout check --content my-guide/content --format html -o findings.html";

const DIFF_EXAMPLES: &str = "Examples:\n  \
    handout diff old/content new/content\n  \
    handout diff old/content new/content --format html -o changes.html\n  \
    handout diff --git v1.0 --content our-guide/content           since v1.0\n  \
    handout diff --git v1.0 v1.1 --content our-guide/content      from v1.0 to v1.1\n\n\
    Exit code 0 also if there are differences; 1 if something is wrong with the content of either state.";

const EXPLAIN_EXAMPLES: &str = "Examples:\n  \
    handout explain --therapy car-t --cancer lymphoma\n  \
    handout explain --therapy car-t --cancer lymphoma --left-out     what this reader does not get";

const PIN_EXAMPLES: &str = "Examples:\n  \
    handout pin content/es/sections/how-given.yaml                   all texts of a file\n  \
    handout pin content/es/sections/how-given.yaml blocks.day        one text\n\n\
    Pin a text only after you have compared it with its source: from then on it counts as up to date.";

const SIGN_EXAMPLES: &str = "Examples:\n  \
    handout sign content/en/sections/how-given.yaml --by 'Ana Cruz' --credential PharmD \\\n      \
    --role 'oncology pharmacist' --on 2026-11-24 --due 2027-11-24\n\n\
    A signature holds for the words as they are now: one other word, and the file is a draft again.";

const GRADE_EXAMPLES: &str = "Examples:\n  \
    handout grade --therapy car-t --cancer lymphoma     one guide, part by part\n  \
    handout grade --all                                 every guide that can be made, one a line\n  \
    handout grade --all --lang es --content my-guide/content";

const MATRIX_EXAMPLES: &str = "Examples:\n  \
    handout matrix --lang es\n  \
    handout matrix --therapy car-t --cancer lymphoma\n  \
    handout matrix --format csv > guides.csv";

const REPORT_EXAMPLES: &str = "Examples:\n  \
    handout report --therapy car-t --cancer lymphoma\n  \
    handout report --therapy car-t --cancer lymphoma --format html -o report.html";

const LIST_EXAMPLES: &str = "Examples:\n  \
    handout list therapies\n  \
    handout list pairs --format json";

const INIT_EXAMPLES: &str = "Example:\n  \
    handout init my-guide\n  \
    handout check --content my-guide/content";

const SCHEMA_EXAMPLES: &str = "Examples:\n  \
    handout schema                        show the kinds of file\n  \
    handout schema section                print the rules for one kind\n  \
    handout schema -o content/schema      write all of them";

/// How results and messages are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For other programs
    Json,
}

/// How findings, and what a guide has of the checklists, are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    #[default]
    #[value(alias = "human")]
    Text,
    /// For people, as one page for a browser
    Html,
    /// For other programs
    Json,
    /// For code reviews: SARIF 2.1.0
    Sarif,
}

impl CheckFormat {
    /// How messages are printed beside a result in this form.
    pub fn of_messages(self) -> Format {
        if self == CheckFormat::Json { Format::Json } else { Format::Text }
    }
}

/// What to print in place of the PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// All words of this guide, in order
    Tailored,
    /// Where each thing stands on its page
    Layout,
    /// The structure that a screen reader follows
    Tags,
    /// What a screen reader reads out
    Transcript,
}

/// Which standards the PDF keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Pdf {
    /// PDF/UA-1: works everywhere
    #[default]
    Ua1,
    /// PDF/UA-2: newer
    Ua2,
}

/// Where the text files are, and how to print.
#[derive(Debug, Args)]
pub struct From {
    /// Folder with the text files (it holds vocabulary.yaml); without it, the copy inside the program is used
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
    /// Print for people (text) or for other programs (json)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "text|json")]
    pub format: Format,
}

/// Whose name and phone numbers are printed.
#[derive(Debug, Args)]
pub struct AtClinic {
    /// Clinic whose name and phone numbers are printed: an id, or a file such as our-clinic.yaml
    #[arg(long, value_name = "ID|FILE")]
    pub clinic: Option<String>,
    /// Department of the clinic, if its file lists several: its name, phone numbers, hours and address are printed
    #[arg(long, value_name = "ID", requires = "clinic")]
    pub department: Option<String>,
}

/// Which guide: for whom, and in what form.
#[derive(Debug, Args)]
pub struct Which {
    /// Treatment; may be given more than once (see: handout list therapies)
    #[arg(long, value_name = "ID")]
    pub therapy: Vec<String>,
    /// Cancer (see: handout list cancers)
    #[arg(long, value_name = "ID")]
    pub cancer: Option<String>,
    /// Language
    #[arg(long, default_value = "en", value_name = "ID")]
    pub lang: String,
    /// Whose name and numbers are printed.
    #[command(flatten)]
    pub at: AtClinic,
    /// Edition
    #[arg(long, default_value = "standard", value_name = "ID")]
    pub edition: String,
    /// Paper: letter or a4
    #[arg(long, default_value = "letter", value_name = "ID")]
    pub paper: String,
    /// Print one part or section on its own, such as when-to-call or teach-back
    #[arg(long, value_name = "ID")]
    pub only: Option<String>,
}

/// The edge over which a printer turns a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Flip {
    /// The short edge
    Short,
    /// The long edge
    Long,
}

/// How pages come to paper.
#[derive(Debug, Default, Args)]
pub struct Printing {
    /// Leave pages and panels one by one, to read on a screen
    #[arg(long)]
    pub reader: bool,
    /// Edge over which your printer turns folded sheets: short or long; usually what suits the sheet
    #[arg(long, value_enum, hide_possible_values = true, value_name = "short|long")]
    pub flip: Option<Flip>,
    /// Print without color: in black, white and a few grays that copy well
    #[arg(long)]
    pub gray: bool,
    /// For print shops: room around each page for ink that is cut off, such as 3mm or 0.125in
    #[arg(long, value_name = "LENGTH")]
    pub bleed: Option<String>,
    /// For print shops: marks where each page is cut
    #[arg(long)]
    pub marks: bool,
}

/// `handout build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Which guide.
    #[command(flatten)]
    pub which: Which,
    /// How it is printed.
    #[command(flatten)]
    pub printing: Printing,
    /// Colors and type
    #[arg(long, default_value = "harbor", value_name = "ID")]
    pub theme: String,
    /// Accessibility standard of the PDF: ua1 works everywhere, ua2 is newer
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "ua1|ua2")]
    pub pdf: Pdf,
    /// The day that reviews are measured against; today if not given. It changes nothing in the PDF
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// Make the guide also when a review is overdue; its cover and every page then say so
    #[arg(long)]
    pub allow_overdue: bool,
    /// Print one step of the work in place of the PDF: tailored, layout, tags or transcript
    #[arg(long, value_enum, hide_possible_values = true, value_name = "STEP")]
    pub emit: Option<Emit>,
    /// File to write; - for standard output. Without it, the PDF gets its own name in the current folder
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print nothing when all is well
    #[arg(short, long)]
    pub quiet: bool,
    /// Where from and how.
    #[command(flatten)]
    pub from: From,
}

/// `handout proof`.
#[derive(Debug, Args)]
pub struct Proof {
    /// Which guide.
    #[command(flatten)]
    pub which: Which,
    /// Colors and type
    #[arg(long, default_value = "harbor", value_name = "ID")]
    pub theme: String,
    /// The day that reviews are measured against; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// Make the guide also when a review is overdue; its cover and every page then say so
    #[arg(long)]
    pub allow_overdue: bool,
    /// Print without color: in black, white and a few grays that copy well
    #[arg(long)]
    pub gray: bool,
    /// Pages on the picture, such as 1-12; without it, all
    #[arg(long, value_name = "FIRST-LAST")]
    pub pages: Option<String>,
    /// Folder for the picture; without it, the current folder
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Print no warnings
    #[arg(short, long)]
    pub quiet: bool,
    /// Where from and how.
    #[command(flatten)]
    pub from: From,
}

/// `handout plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// The plan: an id of the content folder's plans, or a file such as our-plan.yaml
    #[arg(value_name = "ID|FILE")]
    pub plan: String,
    /// Folder with the text files (it holds vocabulary.yaml); without it, the copy inside the program is used
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
    /// How many guides are worked on at a time; as many as the machine has cores if not given
    #[arg(long, value_name = "N")]
    pub jobs: Option<u16>,
}

/// `handout batch`.
#[derive(Debug, Args)]
pub struct Batch {
    /// The plan: an id of the content folder's plans, or a file such as our-plan.yaml
    #[arg(value_name = "ID|FILE", required_unless_present = "stdin")]
    pub plan: Option<String>,
    /// Folder for the PDF files and the manifest, the list of what was made
    #[arg(short, long, value_name = "FOLDER")]
    pub output: PathBuf,
    /// Read jobs from standard input, one JSON object a line, and print what became of each in the same way
    #[arg(long, conflicts_with_all = ["plan", "shard", "prune"])]
    pub stdin: bool,
    /// How many guides are made at a time; as many as the machine has cores if not given
    #[arg(long, value_name = "N")]
    pub jobs: Option<u16>,
    /// Make one of N shares of the plan, such as 2/7; auto asks the engine that runs the workers
    #[arg(long, value_name = "I/N|auto|auto/N")]
    pub shard: Option<String>,
    /// Remove files of earlier runs that the plan no longer makes
    #[arg(long, conflicts_with = "shard")]
    pub prune: bool,
    /// The day that reviews are measured against; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// Make guides also when a review is overdue; their covers and pages then say so
    #[arg(long)]
    pub allow_overdue: bool,
    /// Print nothing when all is well
    #[arg(short, long)]
    pub quiet: bool,
    /// Where from and how.
    #[command(flatten)]
    pub from: From,
}

/// `handout merge`.
#[derive(Debug, Args)]
pub struct Merge {
    /// The folders that the workers wrote into
    #[arg(value_name = "FOLDER", required = true)]
    pub folders: Vec<PathBuf>,
    /// Folder for all files; needed if there is more than one to join
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Remove files of earlier runs that the plan no longer makes
    #[arg(long)]
    pub prune: bool,
}

/// `handout status`.
#[derive(Debug, Args)]
pub struct Status {
    /// The code in the foot of the paper
    #[arg(value_name = "CODE")]
    pub code: Vec<String>,
    /// The manifest of what is made now
    #[arg(long, value_name = "FILE")]
    pub manifest: PathBuf,
    /// An older manifest; may be given more than once. Those in the folder `history` beside the manifest are read in any case
    #[arg(long, value_name = "FILE")]
    pub older: Vec<PathBuf>,
    /// Print for people (text) or for other programs (json)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "text|json")]
    pub format: Format,
}

/// `handout explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Which guide.
    #[command(flatten)]
    pub which: Which,
    /// Tell of what is left out only
    #[arg(long)]
    pub left_out: bool,
    /// Where from and how.
    #[command(flatten)]
    pub from: From,
}

/// How a redline is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people, in a terminal
    #[default]
    Text,
    /// For people, as a page that any browser shows
    Html,
    /// For other programs
    Json,
}

/// `handout diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The old and the new folder with text files
    #[arg(value_names = ["OLD", "NEW"], num_args = 2, conflicts_with_all = ["git", "content"])]
    pub folders: Vec<PathBuf>,
    /// Compare a git revision with the folder as it is now, or with a second revision
    #[arg(long, value_name = "REVISION", num_args = 1..=2)]
    pub git: Vec<String>,
    /// Folder with the text files, with --git; content if not given
    #[arg(long, value_name = "FOLDER", requires = "git")]
    pub content: Option<PathBuf>,
    /// Print for a terminal (text), a browser (html) or other programs (json)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "text|html|json")]
    pub format: DiffFormat,
    /// File to write; without it, or with -, standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `handout check`.
#[derive(Debug, Args)]
pub struct Check {
    /// A clinic file to check as well
    #[arg(long, value_name = "FILE")]
    pub clinic: Option<PathBuf>,
    /// The day that reviews are measured against; today if not given
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// Count warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// Explain a rule, by code or name; without one, list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["clinic", "output"])]
    pub explain: Option<String>,
    /// Folder with the text files (it holds vocabulary.yaml); without it, the copy inside the program is used
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
    /// Print for people (text, or html for a browser) or for other programs (json, or sarif for code reviews)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "text|html|json|sarif")]
    pub format: CheckFormat,
    /// File to write; without it, findings are printed
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `handout pin`.
#[derive(Debug, Args)]
pub struct Pin {
    /// The translated file, such as content/es/glossary.yaml
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// One text of it, such as blocks.day; without it, all
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
    /// Folder with the text files; without it, the one that the file is in
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
}

/// `handout sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// The files that were read
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Your name
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Your credential, such as PharmD
    #[arg(long, value_name = "TEXT")]
    pub credential: String,
    /// Your role, such as 'oncology pharmacist'
    #[arg(long, value_name = "TEXT")]
    pub role: String,
    /// The day on which you sign
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: String,
    /// The day by which the files must be read again
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub due: String,
    /// Folder with the text files; without it, the one that the files are in
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
}

/// `handout grade`.
#[derive(Debug, Args)]
pub struct Grade {
    /// Treatment; may be given more than once (see: handout list therapies)
    #[arg(long, value_name = "ID")]
    pub therapy: Vec<String>,
    /// Cancer (see: handout list cancers)
    #[arg(long, value_name = "ID")]
    pub cancer: Option<String>,
    /// Language: en if not given; with --all, every language if not given
    #[arg(long, value_name = "ID")]
    pub lang: Option<String>,
    /// Whose name and numbers are printed.
    #[command(flatten)]
    pub at: AtClinic,
    /// Edition
    #[arg(long, default_value = "standard", value_name = "ID")]
    pub edition: String,
    /// Measure every guide that can be made
    #[arg(long, conflicts_with_all = ["therapy", "cancer"])]
    pub all: bool,
    /// Where from and how.
    #[command(flatten)]
    pub from: From,
}

/// How a table is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people
    #[default]
    Text,
    /// For spreadsheets
    Csv,
    /// For other programs
    Json,
}

/// `handout matrix`.
#[derive(Debug, Args)]
pub struct Matrix {
    /// Treatment; every guide if neither this nor a cancer is given
    #[arg(long, value_name = "ID")]
    pub therapy: Option<String>,
    /// Cancer
    #[arg(long, value_name = "ID")]
    pub cancer: Option<String>,
    /// Language; every language if not given
    #[arg(long, value_name = "ID")]
    pub lang: Option<String>,
    /// Whose name and numbers are printed.
    #[command(flatten)]
    pub at: AtClinic,
    /// Edition
    #[arg(long, default_value = "standard", value_name = "ID")]
    pub edition: String,
    /// Paper: letter or a4
    #[arg(long, default_value = "letter", value_name = "ID")]
    pub paper: String,
    /// Most pages of a guide; the rule page-budget says how many if not given
    #[arg(long, value_name = "N")]
    pub most_pages: Option<u32>,
    /// Folder with the text files (it holds vocabulary.yaml); without it, the copy inside the program is used
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
    /// Print for people (text), for spreadsheets (csv) or for other programs (json)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "text|csv|json")]
    pub format: TableFormat,
}

/// `handout report`.
#[derive(Debug, Args)]
pub struct Report {
    /// Which guide.
    #[command(flatten)]
    pub which: Which,
    /// Folder with the text files (it holds vocabulary.yaml); without it, the copy inside the program is used
    #[arg(long, value_name = "FOLDER")]
    pub content: Option<PathBuf>,
    /// Print for people (text, or html for a browser) or for other programs (json, or sarif for code reviews)
    #[arg(long, value_enum, default_value_t, hide_possible_values = true, value_name = "text|html|json|sarif")]
    pub format: CheckFormat,
    /// File to write; without it, the report is printed
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Treatments
    Therapies,
    /// Cancers, and kinds of them
    Cancers,
    /// Treatments with the cancers they are used for
    Pairs,
    /// Languages
    Languages,
    /// Editions
    Editions,
    /// Papers
    Papers,
    /// Clinics
    Clinics,
    /// Colors and type
    Themes,
}

/// `handout list`.
#[derive(Debug, Args)]
pub struct List {
    /// What to list
    #[arg(value_enum)]
    pub what: What,
    /// Language of the names
    #[arg(long, default_value = "en", value_name = "ID")]
    pub lang: String,
    /// Where from and how.
    #[command(flatten)]
    pub from: From,
}

/// `handout init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The new folder; it must not exist yet, or be empty
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// `handout schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Kind of file
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,
    /// Folder to write KIND.schema.json into
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

/// `handout completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `handout man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Folder to write one page a command into; without it, the first page is printed
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}
