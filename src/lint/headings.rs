//! Headings that say little, or stand over nothing.

use super::finding;
use super::lengths::sections;
use crate::base::{Code, Diagnostic};
use crate::content::{Block, Blocks, Text, Words};
use crate::grade;

/// Looks at every heading inside a section.
pub fn headings(words: &Words, found: &mut Vec<Diagnostic>) {
    for (_, blocks) in sections(words) {
        in_blocks(blocks, true, found);
    }
}

/// The level of a heading, and its words.
fn heading(block: &Block) -> Option<(u8, &Text)> {
    match block {
        Block::Heading(text) => Some((1, text)),
        Block::Subheading(text) => Some((2, text)),
        _ => None,
    }
}

/// `ends`: whether nothing comes after the last block. What follows blocks for some readers is not known here.
fn in_blocks(blocks: &Blocks, ends: bool, found: &mut Vec<Diagnostic>) {
    let all: Vec<&Block> = blocks.values().collect();
    for (at, block) in all.iter().enumerate() {
        let next = all.get(at + 1).copied();
        if let Block::Only(only) = block {
            in_blocks(&only.blocks, ends && next.is_none(), found);
        }
        let Some((level, text)) = heading(block) else { continue };
        let over_nothing = match next {
            None => ends,
            Some(next) => heading(next).is_some_and(|(other, _)| other <= level),
        };
        let said = text.to_string();
        let (what, hint) = if over_nothing {
            ("nothing stands under this heading", "write something under it, or remove it")
        } else if said.ends_with('.') {
            ("a heading has no full stop", "take it away, or make a paragraph of it")
        } else if grade::words(&said).len() < 2 {
            ("a heading of one word says little", "say what is asked or answered under it: \"What can I eat?\"")
        } else {
            continue;
        };
        found.push(finding(Code::Heading, what.into(), text.span).hint(hint));
    }
}
