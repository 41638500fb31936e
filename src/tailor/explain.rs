//! Why each block is in a brochure or not, and what filled its slots.

use super::blocks::reader_of;
use super::fill::Filler;
use crate::base::{FileId, Id, Span, Spanned};
use crate::content::{Block, Blocks, Only, Part};

/// What is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A part of the guide.
    Part,
    /// A section.
    Section,
    /// A block.
    Block,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Ids from the part down to what is told of.
    pub path: Vec<Id>,
    /// What it is.
    pub kind: Kind,
    /// Whether this reader gets it.
    pub included: bool,
    /// Why, or what it was filled from; empty where everybody gets it as it stands.
    pub why: String,
    /// Where it is written.
    pub span: Span,
}

/// All decisions for one reader.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// In the order of the brochure.
    pub decisions: Vec<Decision>,
    /// Placeholders: name, what stands for it, and the file it comes from; none for what the reader wrote nowhere.
    pub values: Vec<(String, String, Option<FileId>)>,
}

/// Decisions as they are made.
#[derive(Debug, Default)]
pub(super) struct Trace {
    path: Vec<Id>,
    pub decisions: Vec<Decision>,
}

impl Filler<'_> {
    /// Goes into a part, section or block; [`Filler::leave`] goes out again.
    pub fn enter(&mut self, id: &Id) {
        if let Some(trace) = &mut self.trace {
            trace.path.push(id.clone());
        }
    }

    /// Goes out of what was entered last.
    pub fn leave(&mut self) {
        if let Some(trace) = &mut self.trace {
            trace.path.pop();
        }
    }

    /// Writes down a decision on `id`, which stands in what was entered. `why` is asked only if somebody listens.
    pub fn decide(&mut self, id: &Spanned<Id>, kind: Kind, included: bool, why: impl FnOnce(&Self) -> String) {
        let Some(trace) = &self.trace else { return };
        let mut path = trace.path.clone();
        path.push(id.value.clone());
        let decision = Decision { path, kind, included, why: why(self), span: id.span };
        if let Some(trace) = &mut self.trace {
            trace.decisions.push(decision);
        }
    }

    /// Writes down that blocks are left out, with all that is in them.
    pub fn leave_out(&mut self, blocks: &Blocks, why: &str) {
        if self.trace.is_none() {
            return;
        }
        for (id, block) in blocks.iter() {
            self.decide(id, Kind::Block, false, |_| why.to_owned());
            if let Block::Only(only) = block {
                self.enter(&id.value);
                self.leave_out(&only.blocks, why);
                self.leave();
            }
        }
    }

    /// Writes down that a section is left out, with its blocks.
    pub fn leave_out_section(&mut self, id: &Spanned<Id>, blocks: &Blocks, why: &str) {
        self.decide(id, Kind::Section, false, |_| why.to_owned());
        self.enter(&id.value);
        self.leave_out(blocks, why);
        self.leave();
    }

    /// Writes down that a part is left out, with the sections that it names.
    pub fn leave_out_part(&mut self, id: &Spanned<Id>, part: &Part, why: &str) {
        if self.trace.is_none() {
            return;
        }
        self.decide(id, Kind::Part, false, |_| why.to_owned());
        self.enter(&id.value);
        let words = self.words;
        for section in &part.sections {
            if let Some(found) = words.sections.get(&section.value) {
                self.leave_out_section(section, &found.blocks, why);
            }
        }
        self.leave();
    }

    /// What a condition asks for, in words, such as `for therapy car-t`.
    pub fn condition(&self, only: &Only) -> String {
        let list = |what: &str, ids: Vec<String>| (!ids.is_empty()).then(|| format!("{what} {}", ids.join(" or ")));
        let ids = |ids: &[Spanned<Id>]| ids.iter().map(|id| id.value.to_string()).collect::<Vec<_>>();
        let classes = only.class.iter().map(|class| class.id().to_owned()).collect();
        let asked: Vec<String> = [
            list("therapy", ids(&only.therapy)),
            list("cancer", ids(&only.cancer)),
            list("a drug of class", classes),
            list("edition", ids(&only.edition)),
            only.reader.map(|reader| reader_of(reader).to_owned()),
            only.clinic.map(|clinic| super::blocks::clinic_of(clinic).to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if asked.is_empty() { String::new() } else { format!("only for {}", asked.join(", ")) }
    }
}
