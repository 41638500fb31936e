//! The texts of a brochure that may be made of sentences, each with its place.

use super::sentences::closes;
use crate::base::Span;
use crate::tailor::{Block, Brochure, Item, PanelBody, Stretch, words};

/// A text of a brochure.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The part that it stands in, by number from 0; none for the cover.
    pub part: Option<usize>,
    /// The section of that part, by number from 0; none for the part's own words.
    pub section: Option<usize>,
    /// Its words.
    pub text: String,
    /// Where it was written.
    pub span: Span,
    /// Whether it closes as a sentence does, so that it counts.
    pub counts: bool,
}

/// All running text of a brochure, in order. Headings, labels, row and column heads, figure labels, lines to write on,
/// drug rows and contact rows are left out.
pub fn passages(brochure: &Brochure) -> Vec<Passage> {
    let mut found = vec![];
    let own = brochure.lang.primary();
    each_rich(brochure, &mut |part, section, place, rich| {
        // Words of another language, such as titles of sources, have formulas of their own.
        let foreign = rich.iter().all(|s| s.lang.as_ref().is_some_and(|lang| lang.primary() != own));
        let text = words(rich);
        if foreign || text.trim().is_empty() {
            return;
        }
        found.push(Passage { part, section, counts: closes(&text), text, span: place_of(rich, place) });
    });
    found
}

/// Where a text was written: by its own words, or by what it stands in.
pub(super) fn place_of(rich: &[Stretch], around: Span) -> Span {
    rich.iter().map(|s| s.span).find(|span| *span != Span::default()).unwrap_or(around)
}

/// What is done with a text: the number of its part and of its section, the place of what it stands in, and its words.
pub(super) type Visit<'a> = dyn FnMut(Option<usize>, Option<usize>, Span, &[Stretch]) + 'a;

/// Each text of [`passages`] with its styles.
pub(super) fn each_rich(brochure: &Brochure, add: &mut Visit<'_>) {
    if let Some(front) = &brochure.front {
        add(None, None, Span::default(), &front.cover.lead);
    }
    for (p, part) in brochure.parts.iter().enumerate() {
        for rich in part.lead.iter().chain(part.key.iter().map(|(_, key)| key)) {
            add(Some(p), None, Span::default(), rich);
        }
        for (s, section) in part.sections.iter().enumerate() {
            for item in &section.blocks {
                in_block(item, &mut |rich| add(Some(p), Some(s), item.span, rich));
            }
        }
    }
    // Panels belong to no part; what they say is graded as a whole.
    for panel in &brochure.panels {
        match &panel.body {
            PanelBody::Sections(sections) => {
                for item in sections.iter().flat_map(|part| &part.section.blocks) {
                    in_block(item, &mut |rich| add(None, None, item.span, rich));
                }
            }
            PanelBody::CardFront(front) => add(None, None, panel.span, &front.text),
            PanelBody::CardLevel(level) => {
                level.items.iter().chain(&level.when).for_each(|rich| add(None, None, panel.span, rich));
            }
            // What staff must know is written for staff.
            PanelBody::CardStaff(staff) => add(None, None, panel.span, &staff.text),
            PanelBody::Cover | PanelBody::Back => {}
        }
    }
}

/// The texts of a block.
fn in_block(item: &Item, add: &mut dyn FnMut(&[Stretch])) {
    match &item.block {
        Block::Para(text) | Block::Key(_, text) | Block::SayFirst(_, text) => add(text),
        Block::Bullets(items) | Block::Checklist(_, items) => items.iter().for_each(|text| add(text)),
        Block::Steps(steps) => {
            for (title, text) in steps {
                add(title);
                text.iter().for_each(|text| add(text));
            }
        }
        Block::Row(_, texts) => texts.iter().for_each(|text| add(text)),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|(_, cells)| cells).flatten();
            cells.chain(&table.note).for_each(|text| add(text));
        }
        Block::Callout { title, text, .. } => {
            add(title);
            text.iter().for_each(|text| add(text));
        }
        Block::Qa(list) => {
            for (question, answer) in list {
                add(question);
                add(answer);
            }
        }
        Block::Definitions(entries) => entries.iter().for_each(|entry| add(&entry.text)),
        Block::Figure(figure) => add(&figure.caption),
        Block::Drugs(drugs) => add(&drugs.note),
        Block::Level { when, items, .. } => {
            add(when);
            items.iter().for_each(|text| add(text));
        }
        // What staff must know is written for staff.
        Block::AlertCard(card) => add(&card.text),
        Block::Heading(..) | Block::WriteIn(_) | Block::Lines(_) | Block::Diary(_) | Block::Contacts(_) => {}
    }
}
