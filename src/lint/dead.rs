//! Sections and blocks that no brochure can contain.

use std::collections::{BTreeMap, BTreeSet};

use super::finding;
use crate::base::{Code, Diagnostic, Id, Span};
use crate::content::{Block, Blocks, Library, Only, Part, PartKind, SlotOf, Words};
use crate::tailor::{Audience, pair_state};

/// Most situations that are looked at; the content has a thirtieth of it.
const MOST_SITUATIONS: usize = 20_000;

/// A brochure that can be made, as far as conditions ask.
struct Situation {
    therapies: Vec<Id>,
    cancer: Option<Id>,
    edition: Id,
    clinic: bool,
}

/// Numbers of the situations in which something is read.
type Live = BTreeSet<usize>;

/// Every situation that can be: the general guide and each cancer, in each edition, with and without a clinic.
///
/// A cancer has all therapies that are used for it: more therapies never make a condition fail that fewer meet.
fn situations(library: &Library) -> Vec<Situation> {
    let vocabulary = &library.vocabulary;
    let mut readers: Vec<(Vec<Id>, Option<Id>)> = vec![(vec![], None)];
    for cancer in vocabulary.cancers.ids() {
        let therapies: Vec<Id> =
            vocabulary.therapies.ids().filter(|t| pair_state(library, t, cancer).builds()).cloned().collect();
        if !therapies.is_empty() {
            readers.push((therapies, Some(cancer.clone())));
        }
    }
    let mut all = vec![];
    for edition in vocabulary.editions.ids() {
        for clinic in [false, true] {
            all.extend(readers.iter().map(|(therapies, cancer)| Situation {
                therapies: therapies.clone(),
                cancer: cancer.clone(),
                edition: edition.clone(),
                clinic,
            }));
        }
    }
    all
}

/// What looking for dead blocks knows and gathers.
struct Search<'a> {
    library: &'a Library,
    situations: &'a [Situation],
    /// Where each slot is asked for.
    slots: BTreeMap<(bool, &'a str), Live>,
    found: &'a mut Vec<Diagnostic>,
}

/// Looks at every section and block of a language.
pub fn dead(library: &Library, words: &Words, found: &mut Vec<Diagnostic>) {
    let situations = situations(library);
    if situations.len() > MOST_SITUATIONS {
        let message = format!("there are more than {MOST_SITUATIONS} kinds of guide, so no dead block was looked for");
        let hint = "take out cancers and editions that nobody needs";
        found.push(finding(Code::DeadBlock, message, library.vocabulary.version.span).hint(hint));
        return;
    }
    let mut search = Search { library, situations: &situations, slots: BTreeMap::new(), found };
    for (id, section) in &words.sections {
        let live = search.of_shared(id);
        search.section("section", section.title.span, &section.only, &section.blocks, live);
    }
    let of_therapy = search.of_kind(PartKind::Therapy);
    for (id, therapy) in &words.therapies {
        let live = search.within(&of_therapy, |s| s.therapies.contains(id));
        for section in therapy.sections.values() {
            search.section("section", section.title.span, &section.only, &section.blocks, live.clone());
        }
    }
    let of_cancer = search.of_kind(PartKind::Cancer);
    for (id, cancer) in &words.cancers {
        let live = search.within(&of_cancer, |s| s.cancer.as_ref().is_some_and(|own| library.is_kind_of(own, id)));
        for section in cancer.sections.values() {
            search.section("section", section.title.span, &section.only, &section.blocks, live.clone());
        }
    }
    // Where slots are asked for is known now.
    let slots = search.slots.clone();
    let asked = |cancer: bool, name: &Id| slots.get(&(cancer, name.as_str())).cloned().unwrap_or_default();
    for (id, therapy) in &words.therapies {
        for (name, blocks) in therapy.slots.iter() {
            let live = search.within(&asked(false, &name.value), |s| s.therapies.contains(id));
            search.section("slot", name.span, &Only::default(), blocks, live);
        }
    }
    for (id, cancer) in &words.cancers {
        for (name, blocks) in cancer.slots.iter() {
            let own = |s: &Situation| s.cancer.as_ref().is_some_and(|own| library.is_kind_of(own, id));
            let live = search.within(&asked(true, &name.value), own);
            search.section("slot", name.span, &Only::default(), blocks, live);
        }
    }
}

impl<'a> Search<'a> {
    fn within(&self, live: &Live, holds: impl Fn(&Situation) -> bool) -> Live {
        live.iter().copied().filter(|&at| holds(&self.situations[at])).collect()
    }

    fn meeting(&self, live: &Live, only: &Only) -> Live {
        self.within(live, |s| {
            let audience =
                Audience { therapies: &s.therapies, cancer: s.cancer.as_ref(), edition: &s.edition, clinic: s.clinic };
            audience.meets(only, self.library)
        })
    }

    /// Situations whose brochures have a part.
    fn of_part(&self, id: &Id, part: &Part) -> Live {
        let all: Live = (0..self.situations.len()).collect();
        let in_edition = self.within(&all, |s| {
            let own = self.library.vocabulary.editions.get(s.edition.as_str()).and_then(|e| e.only.as_ref());
            let has_parts = !self.library.guide.panels.contains(s.edition.as_str());
            has_parts && own.is_none_or(|own| own.value == *id)
        });
        self.meeting(&in_edition, &part.only)
    }

    /// Situations whose brochures have a part of a kind.
    fn of_kind(&self, kind: PartKind) -> Live {
        let parts = self.library.guide.parts.iter().filter(|(_, part)| part.kind == kind);
        parts.flat_map(|(id, part)| self.of_part(&id.value, part)).collect()
    }

    /// Situations whose brochures draw on a shared section: in a part, or on a panel.
    fn of_shared(&self, section: &Id) -> Live {
        let guide = &self.library.guide;
        let parts = guide.parts.iter().filter(|(_, part)| part.sections.iter().any(|own| own.value == *section));
        let mut live: Live = parts.flat_map(|(id, part)| self.of_part(&id.value, part)).collect();
        for (edition, plan) in guide.panels.iter() {
            if plan.values().any(|panel| panel.sections.contains(section.as_str())) {
                let all: Live = (0..self.situations.len()).collect();
                live.extend(self.within(&all, |s| s.edition == edition.value));
            }
        }
        live
    }

    fn section(&mut self, what: &str, at: Span, only: &Only, blocks: &'a Blocks, live: Live) {
        let own = self.meeting(&live, only);
        // What a whole file lacks, such as a drug, is told elsewhere.
        if own.is_empty() && !live.is_empty() {
            self.found.push(no_brochure(what, at));
        } else if !own.is_empty() {
            self.blocks(blocks, &own);
        }
    }

    fn blocks(&mut self, blocks: &'a Blocks, live: &Live) {
        for (id, block) in blocks.iter() {
            match block {
                Block::Only(only) => {
                    let own = self.meeting(live, &only.condition());
                    if own.is_empty() {
                        self.found.push(no_brochure("block", id.span));
                    } else {
                        self.blocks(&only.blocks, &own);
                    }
                }
                Block::Slot(slot) => {
                    let key = (slot.of == SlotOf::Cancer, slot.name.as_str());
                    self.slots.entry(key).or_default().extend(live);
                }
                _ => {}
            }
        }
    }
}

fn no_brochure(what: &str, at: Span) -> Diagnostic {
    finding(Code::DeadBlock, format!("no brochure can contain this {what}"), at)
        .hint("its conditions, with those around it, leave no reader: change `only:`, or remove it")
}
