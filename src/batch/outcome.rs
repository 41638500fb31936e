//! What became of a job, as a line of JSON.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::digest::Blocks;
use super::job::Job;
use crate::base::{Diagnostic, Severity, Sources};

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The job, with its file and its key.
    pub job: Job,
    /// Whether there is a file.
    pub result: Done,
    /// The code in its foot.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Version of its content.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content: String,
    /// Whether clinicians have signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewState>,
    /// What was written.
    #[serde(flatten)]
    pub written: Option<Written>,
    /// Words of all its texts.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub words: usize,
    /// What a person should look at; of a job that failed, why.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What it says, as hashes.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub sections: IndexMap<String, Section>,
    /// How long it took, in thousandths of a second: the one thing that two runs may tell differently.
    #[serde(default)]
    pub ms: u64,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    /// There is a file.
    Made,
    /// There is none.
    Failed,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its SHA-256.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Its pages.
    pub pages: usize,
}

/// Whether clinicians have signed what a brochure is made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewState {
    /// `draft`, or `reviewed` where all files are signed.
    pub state: String,
    /// How many files are not signed.
    pub unsigned: usize,
    /// The first day on which a signature runs out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The month in which a review ran out, where the pages say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overdue: Option<String>,
}

/// A section of a brochure: its blocks, or their hash where they are written down elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Section {
    /// The hash of its blocks.
    Hash(String),
    /// Its blocks.
    Blocks(Blocks),
}

/// A complaint, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: String,
    /// Its code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The file that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line; not of a warning, since a file that is kept would go on telling an old one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

impl Finding {
    /// A complaint with its place in words.
    pub fn new(problem: &Diagnostic, sources: &Sources) -> Finding {
        let error = problem.severity == Severity::Error;
        let path = problem.span.map(|span| sources.path(span.file).to_owned()).filter(|path| !path.is_empty());
        Finding {
            severity: problem.severity.word().to_owned(),
            code: problem.code.text().to_owned(),
            message: problem.message.clone(),
            line: problem.span.filter(|_| error && path.is_some()).map(|span| sources.line_column(span).0),
            file: path,
            hints: problem.hints.clone(),
        }
    }

    /// The complaint on one line.
    pub fn line(&self) -> String {
        let place = match (&self.file, self.line) {
            (Some(file), Some(line)) => format!(" ({file}:{line})"),
            (Some(file), None) => format!(" ({file})"),
            _ => String::new(),
        };
        format!("{}[{}]: {}{place}", self.severity, self.code, self.message)
    }
}

impl Outcome {
    /// A job that failed before or while it was made.
    pub fn failed(job: Job, findings: Vec<Finding>) -> Outcome {
        Outcome {
            job,
            result: Done::Failed,
            code: String::new(),
            content: String::new(),
            review: None,
            written: None,
            words: 0,
            findings,
            sections: IndexMap::new(),
            ms: 0,
        }
    }

    /// The outcome as a line.
    pub fn to_line(&self) -> String {
        // Strings, numbers and maps of strings always become JSON.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}
