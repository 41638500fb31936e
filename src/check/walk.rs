//! Walks through everything that a language says, in a fixed order.

use crate::base::{Id, Spanned};
use crate::content::{Block, Blocks, Only, Text, Words};

/// Whether a text may link terms of the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// It may.
    Linked,
    /// It may not: a title, a label, a line of "when to call".
    Bare,
}

/// Whose blocks they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home<'a> {
    /// A section that all readers share.
    Section,
    /// A section of a therapy or cancer file.
    Module,
    /// A slot of a therapy or cancer file, by name.
    Slot(&'a Id),
}

/// All mappings of blocks of a language, each with its home; blocks inside `only:` are reached by [`each_block`].
pub fn all_blocks(words: &Words) -> Vec<(Home<'_>, &Blocks)> {
    let mut all: Vec<(Home<'_>, &Blocks)> = words.sections.values().map(|s| (Home::Section, &s.blocks)).collect();
    for therapy in words.therapies.values() {
        all.extend(therapy.sections.values().map(|s| (Home::Module, &s.blocks)));
        all.extend(therapy.slots.iter().map(|(name, blocks)| (Home::Slot(&name.value), blocks)));
    }
    for cancer in words.cancers.values() {
        all.extend(cancer.sections.values().map(|s| (Home::Module, &s.blocks)));
        all.extend(cancer.slots.iter().map(|(name, blocks)| (Home::Slot(&name.value), blocks)));
    }
    all
}

/// Each block, also those inside `only:`.
pub fn each_block<'a>(blocks: &'a Blocks, visit: &mut dyn FnMut(&'a Spanned<Id>, &'a Block)) {
    for (id, block) in blocks.iter() {
        visit(id, block);
        if let Block::Only(only) = block {
            each_block(&only.blocks, visit);
        }
    }
}

/// All conditions of a language: those of sections and those around blocks.
pub fn conditions(words: &Words) -> Vec<Only> {
    let mut all: Vec<Only> = words.sections.values().map(|s| s.only.clone()).collect();
    all.extend(words.therapies.values().flat_map(|t| t.sections.values()).map(|s| s.only.clone()));
    all.extend(words.cancers.values().flat_map(|c| c.sections.values()).map(|s| s.only.clone()));
    for (_, blocks) in all_blocks(words) {
        each_block(blocks, &mut |_, block| {
            if let Block::Only(only) = block {
                all.push(only.condition());
            }
        });
    }
    all
}

/// Each text of a language but the furniture, which has no links.
pub fn each_text<'a>(words: &'a Words, visit: &mut dyn FnMut(&'a Text, Terms)) {
    use Terms::{Bare, Linked};
    for part in words.guide.parts.values() {
        visit(&part.title, Bare);
        part.summary.iter().for_each(|t| visit(t, Bare));
        part.lead.iter().chain(&part.key).for_each(|t| visit(t, Linked));
    }
    for section in words.sections.values() {
        visit(&section.title, Bare);
    }
    for therapy in words.therapies.values() {
        visit(&therapy.title, Bare);
        visit(&therapy.summary, Bare);
        visit(&therapy.lead, Linked);
        therapy.key.iter().for_each(|t| visit(t, Linked));
        visit(&therapy.target_label, Bare);
        therapy.sections.values().for_each(|s| visit(&s.title, Bare));
        therapy.lists.values().flatten().for_each(|t| visit(t, Bare));
        therapy.cells.values().flat_map(|set| set.values()).for_each(|t| visit(t, Linked));
    }
    for cancer in words.cancers.values() {
        cancer.title.iter().chain(&cancer.summary).for_each(|t| visit(t, Bare));
        cancer.lead.iter().chain(&cancer.key).for_each(|t| visit(t, Linked));
        cancer.sections.values().for_each(|s| visit(&s.title, Bare));
    }
    for (_, blocks) in all_blocks(words) {
        each_block(blocks, &mut |_, block| block_texts(block, visit));
    }
    for term in words.glossary.terms.values() {
        [&term.term, &term.gloss, &term.meaning].into_iter().for_each(|t| visit(t, Bare));
    }
    for figure in words.figures.figures.values() {
        visit(&figure.alt, Bare);
        figure.caption.iter().for_each(|t| visit(t, Linked));
        figure.labels.values().for_each(|t| visit(t, Bare));
    }
    for name in words.names.therapies.values() {
        [&name.name, &name.text, &name.short].into_iter().for_each(|t| visit(t, Bare));
    }
    for name in words.names.cancers.values() {
        [Some(&name.name), Some(&name.text), name.kind.as_ref()].into_iter().flatten().for_each(|t| visit(t, Bare));
    }
    for marker in words.names.markers.values() {
        [&marker.name, &marker.meaning].into_iter().for_each(|t| visit(t, Bare));
    }
    let names = &words.names;
    let own = names.drugs.values().chain(names.targets.values());
    names.routes.values().chain(names.classes.values()).chain(own).for_each(|t| visit(t, Bare));
}

/// The texts of one block; those inside `only:` are texts of other blocks.
pub fn block_texts<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a Text, Terms)) {
    use Terms::{Bare, Linked};
    match block {
        Block::Heading(text) | Block::Subheading(text) | Block::SayFirst(text) => visit(text, Bare),
        Block::Para(text) | Block::Key(text) => visit(text, Linked),
        Block::Bullets(items) | Block::Checklist(items) => items.iter().for_each(|t| visit(t, Linked)),
        Block::Steps(steps) => {
            for step in steps {
                visit(&step.title, Linked);
                step.text.iter().for_each(|t| visit(t, Linked));
            }
        }
        Block::Table(table) => {
            table.corner.iter().for_each(|t| visit(t, Bare));
            table.columns.iter().for_each(|c| visit(&c.title, Bare));
            for row in table.rows.values() {
                visit(&row.head, Linked);
                row.cells.value.iter().for_each(|t| visit(t, Linked));
            }
            table.note.iter().for_each(|t| visit(t, Linked));
        }
        Block::Callout(callout) => {
            callout.label.iter().for_each(|t| visit(t, Bare));
            visit(&callout.title, Linked);
            callout.text.iter().for_each(|t| visit(t, Linked));
        }
        Block::Qa(list) => {
            for qa in list {
                visit(&qa.q, Linked);
                visit(&qa.a, Linked);
            }
        }
        Block::Definitions(list) => {
            for definition in list {
                visit(&definition.term, Linked);
                visit(&definition.text, Linked);
            }
        }
        Block::WriteIn(write_in) => {
            write_in.rows.iter().flatten().for_each(|t| visit(t, Bare));
            write_in.label.iter().for_each(|t| visit(t, Bare));
        }
        Block::Diary(diary) => {
            [&diary.week, &diary.date].into_iter().chain(&diary.days).for_each(|t| visit(t, Bare));
            for row in diary.rows.values() {
                visit(&row.head, Bare);
                row.hint.iter().for_each(|t| visit(t, Bare));
            }
        }
        Block::AlertCard(card) => {
            [&card.title, &card.text, &card.staff_title].into_iter().for_each(|t| visit(t, Bare));
            card.fields.iter().flatten().chain(&card.staff).for_each(|t| visit(t, Bare));
        }
        Block::Level(level) => {
            visit(&level.title, Bare);
            visit(&level.when, Bare);
            level.items.iter().for_each(|t| visit(t, Bare));
        }
        Block::Figure(_)
        | Block::Contacts(_)
        | Block::Drugs(_)
        | Block::CancerTable(_)
        | Block::MarkerTable(_)
        | Block::Provenance(_)
        | Block::Only(_)
        | Block::Slot(_) => {}
    }
}
