//! Room 5, `typeset`: how text becomes lines.
//!
//! Takes a [`Document`] and [`Fonts`] and gives a [`Galley`] of set lines and boxes. Steps: `itemize` (faces) →
//! `shape` (glyphs) → `breaks`, `hyphenate` (where lines may end) → `lines` (optimum fit) → `set` (frames) → `galley`.

mod breaks;
mod font;
mod frame;
mod galley;
mod hyphenate;
mod itemize;
mod lines;
mod run;
mod set;
mod shape;

use std::collections::BTreeMap;

pub use crate::compose::Panel;
pub use crate::content::{CutMark, FoldMark, FootText, Master, Panels, Sheet};
pub use font::{Face, Fonts, Subset};
pub use frame::{Frame, FrameItem, Placed};
pub use galley::{
    End, Galley, GalleyChapter, GalleyItem, KEEP_HEADING, KEEP_ITEMS, KEEP_LINES, KEEP_MOST, KEEP_SHORT, KEEP_TABLE,
    SetFurniture, TablePart,
};
pub use run::{FaceId, Glyph, Run};
pub use set::{Figures, Late, Set};

use crate::base::Diagnostics;
use crate::compose::{Document, NodeId};
use set::Setter;
use shape::Shaper;

/// Sets a document.
///
/// `pages` gives the page numbers that running text refers to; where it has none the document's own guess stands,
/// and whoever makes pages checks it.
///
/// # Errors
/// Characters that no font has, words wider than their line, blocks taller than a page: all of them.
pub fn typeset(document: &Document, fonts: &Fonts, pages: &BTreeMap<NodeId, u32>) -> Result<Galley, Diagnostics> {
    let mut shaper = Shaper::new(fonts);
    let mut problems = vec![];
    let known = |node: NodeId| {
        let guess = || document.guess.iter().find(|(known, _)| *known == node).map(|(_, page)| *page);
        pages.get(&node).copied().or_else(guess).unwrap_or(1)
    };
    let mut setter = Setter {
        shaper: &mut shaper,
        pages: &known,
        whole_words: &document.whole_words,
        problems: &mut problems,
        underline: document.underline,
    };
    let cover = document.cover.as_ref().map(|cover| setter.cover(cover, &document.master));
    let masthead = document.masthead.as_ref();
    let masthead = masthead.and_then(|(top, line)| Some((*top, setter.text(line).lines.into_iter().next()?)));
    let mut tables = 0;
    let chapters = document.chapters.iter().map(|chapter| setter.chapter(chapter, &mut tables)).collect();
    let furniture = setter.set_furniture(&document.furniture, document);
    if !problems.is_empty() {
        return Err(Diagnostics(problems));
    }
    Ok(Galley { h: document.h, cover, masthead, chapters, furniture })
}
