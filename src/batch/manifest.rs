//! The list of what was made: lines of JSON, a head first.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::digest::{Blocks, section_hash};
use super::folder::{Folder, HISTORY};
use super::outcome::{Outcome, Section};
use super::shard::Shard;
use crate::base::{Code, Diagnostic};
use crate::content::{Recall, plain};

/// Number of the form of manifests.
const FORM: u32 = 1;
/// The manifest of all brochures of a folder.
pub const MANIFEST: &str = "manifest.jsonl";

/// The first line of a manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the form of this file.
    pub manifest: u32,
    /// Version of the program.
    pub program: String,
    /// Hash of the plan, of all its jobs and all that they could be made of.
    pub plan: String,
    /// How many jobs the plan has.
    pub jobs: usize,
    /// Which share of them this is: index and count.
    pub shard: [usize; 2],
    /// What was recalled.
    #[serde(default)]
    pub recalled: Vec<Recalled>,
}

/// A guide that was recalled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recalled {
    /// Its code, or the start of it.
    pub code: String,
    /// The day.
    pub on: String,
    /// Why.
    pub why: String,
}

impl From<&Recall> for Recalled {
    fn from(recall: &Recall) -> Recalled {
        Recalled { code: recall.code.value.clone(), on: recall.on.value.to_string(), why: recall.why.clone() }
    }
}

impl Head {
    /// The head of a share of a plan.
    pub fn new(plan: String, jobs: usize, shard: Shard, recalls: &[Recall]) -> Head {
        Head {
            manifest: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            plan,
            jobs,
            shard: [shard.index, shard.count],
            recalled: recalls.iter().map(Recalled::from).collect(),
        }
    }

    /// The share.
    pub fn shard(&self) -> Shard {
        Shard { index: self.shard[0], count: self.shard[1] }
    }
}

/// What sections say, by their hash: most are the same in many brochures, so each is written once.
#[derive(Clone, Debug, Default)]
pub struct Sections(BTreeMap<String, Arc<Blocks>>);

#[derive(Serialize, Deserialize)]
struct SectionLine {
    section: String,
    blocks: Blocks,
}

impl Sections {
    /// Takes the blocks of an outcome in; only their hashes stay in it.
    pub fn take(&mut self, outcome: &mut Outcome) {
        for section in outcome.sections.values_mut() {
            if let Section::Blocks(blocks) = section {
                let hash = section_hash(blocks);
                self.0.entry(hash.clone()).or_insert_with(|| Arc::new(std::mem::take(blocks)));
                *section = Section::Hash(hash);
            }
        }
    }

    /// Takes in those of another manifest.
    pub fn extend(&mut self, other: Sections) {
        self.0.extend(other.0);
    }

    /// The blocks of an outcome.
    pub fn of(&self, outcome: &Outcome) -> IndexMap<String, Blocks> {
        let blocks = |section: &Section| match section {
            Section::Blocks(blocks) => blocks.clone(),
            Section::Hash(hash) => self.0.get(hash).map(|blocks| (**blocks).clone()).unwrap_or_default(),
        };
        outcome.sections.iter().map(|(name, section)| (name.clone(), blocks(section))).collect()
    }
}

/// A manifest.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Its first line; outcomes that a worker printed have none.
    pub head: Option<Head>,
    /// What sections say.
    pub sections: Sections,
    /// What became of each job.
    pub outcomes: Vec<Outcome>,
}

impl Manifest {
    /// A manifest, sorted by file.
    pub fn new(head: Head, sections: Sections, mut outcomes: Vec<Outcome>) -> Manifest {
        outcomes.sort_by(|a, b| a.job.file.cmp(&b.job.file));
        Manifest { head: Some(head), sections, outcomes }
    }

    /// The manifest as lines.
    pub fn to_lines(&self) -> String {
        let mut out = String::new();
        out += &self.head.as_ref().map(line).unwrap_or_default();
        for (section, blocks) in &self.sections.0 {
            out += &line(&SectionLine { section: section.clone(), blocks: (**blocks).clone() });
        }
        for outcome in &self.outcomes {
            out += &outcome.to_line();
        }
        out
    }

    /// Reads lines. In the notes of a run that was stopped, the last line may be a part of one: it is left out.
    ///
    /// # Errors
    /// A line that cannot be read, in words.
    pub fn read(text: &str, stopped: bool) -> Result<Manifest, String> {
        let mut manifest = Manifest { head: None, sections: Sections::default(), outcomes: vec![] };
        let count = text.lines().count();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match manifest.line(line) {
                Ok(()) => {}
                Err(_) if stopped && at + 1 == count => {}
                Err(why) => return Err(format!("line {}: {why}", at + 1)),
            }
        }
        Ok(manifest)
    }

    fn line(&mut self, line: &str) -> Result<(), serde_json::Error> {
        let value: Value = serde_json::from_str(line)?;
        if value.get("manifest").is_some() {
            let head: Head = serde_json::from_value(value)?;
            if !head.shard().is_sound() {
                return Err(serde::de::Error::custom("its shard is none"));
            }
            self.head = Some(head);
        } else if value.get("section").is_some() {
            let line: SectionLine = serde_json::from_value(value)?;
            self.sections.0.insert(line.section, Arc::new(line.blocks));
        } else {
            let mut outcome: Outcome = serde_json::from_value(value)?;
            self.sections.take(&mut outcome);
            self.outcomes.push(outcome);
        }
        Ok(())
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// A file that cannot be opened, or is no manifest of this form.
    pub fn open(path: &Path) -> Result<Manifest, Diagnostic> {
        let shown = path.display();
        let text = text_of(path).map_err(|e| {
            Diagnostic::error(Code::Unreadable, format!("the manifest `{shown}` cannot be opened: {}", plain(&e)))
        })?;
        let bad = |why: String| Diagnostic::error(Code::BadManifest, format!("`{shown}` is no manifest: {why}"));
        let manifest = Manifest::read(&text, false).map_err(bad)?;
        match &manifest.head {
            Some(head) if head.manifest != FORM => {
                Err(bad(format!("it is of form {}, and this program knows form {FORM}", head.manifest))
                    .hint("use a newer handout"))
            }
            _ => Ok(manifest),
        }
    }
}

fn line(value: &impl Serialize) -> String {
    // Strings, numbers and maps of strings always become JSON.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// Largest manifest, in bytes; that of all guides of the content has a tenth of it.
pub const MAX_MANIFEST: u64 = 67_108_864;

/// The text of a manifest or of the notes of a run.
///
/// # Errors
/// What is no plain file, is too large, or is not UTF-8.
pub fn text_of(path: &Path) -> io::Result<String> {
    // Asked first: a pipe would be waited for, and a device never ends.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    let mut text = String::new();
    fs::File::open(path)?.take(MAX_MANIFEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_MANIFEST {
        return Err(io::Error::other(format!("it is larger than {} MB", MAX_MANIFEST >> 20)));
    }
    Ok(text)
}

/// The manifests of a folder whose names start with `manifest.`, and older ones.
pub fn manifests(folder: &Path) -> Vec<PathBuf> {
    named(folder, |name| name.starts_with("manifest.") && name.ends_with(".jsonl"))
}

/// The older manifests of a folder, oldest first.
pub fn history(folder: &Path) -> Vec<PathBuf> {
    named(&folder.join(HISTORY), |name| name.ends_with(".jsonl"))
}

fn named(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![] };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| wanted(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Puts the manifest of all brochures into a folder; the one before is kept as history, if it says anything else.
///
/// # Errors
/// When it cannot be written.
pub fn put(folder: &Folder, manifest: &Manifest) -> Result<(), Diagnostic> {
    let path = folder.path().join(MANIFEST);
    if let Ok(old) = text_of(&path)
        && let Ok(before) = Manifest::read(&old, false)
        && !says_the_same(&before, manifest)
    {
        let kept = history(folder.path());
        let last = kept.last();
        if last.and_then(|last| text_of(last).ok()).is_none_or(|last| last != old) {
            let number = last
                .and_then(|last| last.file_stem()?.to_str()?.parse::<u32>().ok())
                .map_or(1, |number| number.saturating_add(1));
            let place = folder.path().join(HISTORY);
            fs::create_dir_all(&place).map_err(|e| super::folder::unwritable(&place.display().to_string(), &e))?;
            folder.put(&format!("{HISTORY}/{number:06}.jsonl"), old.as_bytes())?;
        }
    }
    folder.put(MANIFEST, manifest.to_lines().as_bytes())
}

/// Whether two manifests tell of the same brochures: how long they took does not count.
pub fn says_the_same(one: &Manifest, other: &Manifest) -> bool {
    let timeless = |manifest: &Manifest| {
        let mut outcomes = manifest.outcomes.clone();
        outcomes.iter_mut().for_each(|outcome| outcome.ms = 0);
        outcomes
    };
    one.head == other.head && timeless(one) == timeless(other)
}
