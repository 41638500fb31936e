//! Who wrote, reviewed and is behind a brochure, and what its cover and pages say of that.

use std::collections::BTreeSet;

use super::brochure::{Block, Item, Rich, Section, Stretch};
use super::fill::{Filler, bare, plain};
use crate::base::{FileId, Id, Lang};
use crate::content::{Date, FileState, Month, Review, Source, Text, Words, fill};

/// Most letters of reviewers' names on the cover: two lines.
const COVER_NAMES: usize = 150;

/// Who wrote, reviewed and is behind what a brochure draws on.
#[derive(Default)]
pub(super) struct Provenance {
    pub authors: Vec<String>,
    pub lines: Vec<Rich>,
    pub sources: Vec<(Id, Source)>,
    /// Files without a signature that holds.
    pub unsigned: Vec<FileId>,
    /// First month in which a signature runs out.
    pub due: Option<Month>,
    /// All files.
    pub files: Vec<FileId>,
    /// Files that somebody has signed, with the day until which, also where the signature no longer holds.
    pub signed: Vec<(FileId, Date)>,
    /// Who reviewed, and when.
    pub reviewers: String,
    /// The month in which the first signature ran out, if that is to be printed.
    pub overdue: Option<Month>,
}

impl Filler<'_> {
    /// The notice of the cover and the mark of every page: of a draft, of a review that was due in a month, or of both.
    pub(super) fn notices(&self, draft: bool, overdue: Option<&str>) -> (Option<Rich>, Option<String>) {
        let (cover, furniture) = (&self.words.strings.cover, &self.words.strings.furniture);
        let said = |title: &Text, text: Rich| {
            let mut notice = bare(title);
            notice.iter_mut().for_each(|s| s.bold = true);
            notice.extend(plain(" "));
            notice.extend(text);
            notice
        };
        let with = |template: &str| fill(template, &[("date", overdue.unwrap_or_default())]);
        let mark = furniture.draft.value.clone();
        match (draft, overdue) {
            (false, None) => (None, None),
            (true, None) => (Some(said(&cover.draft_title, bare(&cover.draft))), Some(mark)),
            (false, Some(_)) => {
                (Some(said(&cover.overdue_title, plain(&with(&cover.overdue)))), Some(with(&furniture.overdue)))
            }
            (true, Some(_)) => {
                // The cover has room for three lines, so the shorter words stand there too.
                let late = with(&furniture.overdue);
                let mut notice = said(&cover.draft_title, bare(&cover.draft));
                notice.extend(plain(&format!(" {late}.")));
                (Some(notice), Some(format!("{mark}. {late}")))
            }
        }
    }

    /// Who reviewed it and until when that holds; where many did, that their names are at the end.
    pub(super) fn reviewed(&self, state: &Provenance) -> Rich {
        let cover = &self.words.strings.cover;
        let mut text = if state.reviewers.chars().count() <= COVER_NAMES {
            plain(&fill(&cover.reviewed, &[("names", &state.reviewers)]))
        } else {
            bare(&cover.reviewed_many)
        };
        if let Some(month) = state.due {
            text.extend(plain(&format!(" {}.", fill(&cover.review_by, &[("date", &self.month(month))]))));
        }
        text
    }

    pub(super) fn provenance(&self) -> Provenance {
        let strings = &self.words.strings.provenance;
        let mut state = Provenance::default();
        let clinic_file = self.variant.clinic.as_ref().map(|c| &c.file);
        let mut files: BTreeSet<FileId> = self.used.clone();
        files.extend(clinic_file.map(|(id, _)| *id));
        // Titles of sources are printed, so somebody must have read them too.
        let has_sources = |file: &FileId| self.library.files.get(file).is_some_and(|f| !f.head.sources.is_empty());
        if files.iter().any(has_sources) {
            files.insert(self.library.sources.version.span.file);
        }
        let mut reviewers: Vec<(String, Date)> = vec![];
        for file in files {
            let known = self.library.files.get(&file);
            let own = clinic_file.filter(|(id, _)| *id == file).map(|(_, state)| state);
            let Some(file_state): Option<&FileState> = known.or(own) else { continue };
            let mut add = |author: &String| {
                if !state.authors.contains(author) {
                    state.authors.push(author.clone());
                }
            };
            file_state.head.authors.iter().for_each(&mut add);
            for source in &file_state.head.sources {
                if !state.sources.iter().any(|(id, _)| *id == source.value)
                    && let Some(found) = self.library.sources.list.get(source.as_str())
                {
                    state.sources.push((source.value.clone(), found.clone()));
                }
            }
            state.files.push(file);
            if let Review::Signed(signature) = &file_state.head.review {
                state.signed.push((file, signature.due.value));
            }
            match file_state.signature() {
                Some(signature) => {
                    let who = format!("{}, {}, {}", signature.by, signature.credential, signature.role);
                    let on = signature.on.value;
                    // Of several days, the first: nobody is said to have read anything later than he did.
                    match reviewers.iter_mut().find(|(known, _)| *known == who) {
                        Some((_, first)) => *first = on.min(*first),
                        None => reviewers.push((who, on)),
                    }
                    let due = signature.due.value.month();
                    state.due = Some(state.due.map_or(due, |d| d.min(due)));
                }
                None => state.unsigned.push(file),
            }
        }
        state.sources.sort_by(|a, b| (&a.1.publisher, &a.1.title).cmp(&(&b.1.publisher, &b.1.title)));
        let list = |names: &[String]| names.join("; ");
        let named: Vec<String> = reviewers.iter().map(|(who, on)| format!("{who}, {}", self.day(*on))).collect();
        state.reviewers = list(&named);
        let first_due = state.signed.iter().map(|(_, due)| *due).min();
        state.overdue = first_due.filter(|due| self.variant.overdue_on.is_some_and(|day| *due < day)).map(Date::month);
        let mut lines = vec![plain(&fill(&strings.written, &[("names", &list(&state.authors))]))];
        lines.push(if state.unsigned.is_empty() {
            plain(&fill(&strings.reviewed, &[("names", &state.reviewers)]))
        } else {
            state.due = None;
            bare(&strings.not_reviewed)
        });
        if let Some(month) = self.facts_month() {
            lines.push(plain(&fill(&strings.facts, &[("date", &self.month(month))])));
        }
        lines.push(plain(&fill(&strings.version, &[("version", &short_version(&self.library.guide.version))])));
        lines.push(bare(&strings.funding));
        lines.push(bare(&strings.licence));
        Provenance { lines, ..state }
    }
}

/// Adds the sources below the lines on who wrote the guide.
pub(super) fn add_sources(section: &mut Section, state: &Provenance, words: &Words, own_lang: &Lang) {
    let holds = |item: &Item| matches!(&item.block, Block::Bullets(lines) if *lines == state.lines);
    let Some(own) = section.blocks.iter().find(|i| holds(i)) else { return };
    if state.sources.is_empty() {
        return;
    }
    let (id, span) = (own.id.clone(), own.span);
    let strings = &words.strings.provenance;
    // Titles and publishers only: the addresses are for editors, and stay in the facts.
    let mut lines: Vec<String> = state.sources.iter().map(|(_, s)| format!("{}. {}", s.title, s.publisher)).collect();
    lines.dedup();
    // The titles are English in every brochure.
    let english = Lang::new("en-US");
    let lang = (*own_lang != english).then_some(english);
    let sources = lines
        .iter()
        .map(|line| vec![Stretch { text: line.clone(), lang: lang.clone(), span, ..Stretch::default() }])
        .collect();
    let item = |block| Item { id: id.clone(), span, block };
    section.blocks.push(item(Block::Heading(3, bare(&strings.sources))));
    section.blocks.push(item(Block::Para(bare(&strings.sources_intro))));
    section.blocks.push(item(Block::Bullets(sources)));
}

/// `1.0` of `1.0.0`.
pub(super) fn short_version(version: &str) -> String {
    version.split('.').take(2).collect::<Vec<_>>().join(".")
}
