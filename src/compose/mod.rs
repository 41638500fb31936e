//! Room 4, `compose`: what each thing is.
//!
//! Takes a tailored brochure and a theme and gives a [`Document`]: the structure tree, built once and in reading
//! order, and pieces of text with their styles, places across the page and keeps. Only labels of figures are measured here,
//! by a function that is handed in: whether they fit decides what is said in a legend.

mod back;
mod blocks;
mod document;
mod figure;
mod front;
mod labels;
mod mark;
mod panels;
mod style;
mod tables;
mod text;
mod tools;
mod tree;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use document::*;
pub use mark::{Artifact, Mark, Target};
pub use tree::{NodeId, Numbering, Role, Scope, StructNode, StructTree};

use crate::base::{Code, Diagnostic, Diagnostics, Id, Lang, Point, Pt, Size, Span};
use crate::content::{Drawings, PartKind, Theme};
use crate::tailor::{Block, Brochure, PanelBody, Part};
use style::Palette;
use text::Composer;

/// Gives the width of words on one line, in a type and a language.
pub type Widths<'a> = dyn Fn(&str, &TextStyle, &Lang) -> Pt + 'a;

/// Composes a brochure in a theme.
///
/// `drawings` are the strips and icons, by id; `widths` measures words.
///
/// # Errors
/// When the theme lacks the brochure's edition or paper.
pub fn compose(
    brochure: &Brochure,
    theme: &Theme,
    drawings: &Drawings,
    widths: &Widths<'_>,
) -> Result<Document, Diagnostics> {
    let lacks = |what: String| Diagnostics::from(Diagnostic::error(Code::DanglingReference, what));
    let edition = theme
        .editions
        .get(brochure.edition.as_str())
        .ok_or_else(|| lacks(format!("the theme has no edition `{}`", brochure.edition)))?;
    let master = edition
        .papers
        .get(brochure.paper.as_str())
        .ok_or_else(|| lacks(format!("the theme has no page for the paper `{}`", brochure.paper)))?;
    let landscape = edition.landscape.get(brochure.paper.as_str()).map(|page| Arc::new(page.master(master)));
    let mut composer = Composer {
        brochure,
        edition,
        master: Arc::new(master.clone()),
        landscape,
        palette: Palette::new(&theme.colors, brochure.colors),
        tree: StructTree::new(),
        terms: BTreeMap::new(),
        icons: drawings,
        widths,
    };
    let span = Span::default();
    let cover = brochure.front.as_ref().map(|front| composer.cover(&front.cover));
    let masthead = brochure.masthead.as_ref().map(|line| composer.masthead(line));
    // The contents stand before the parts in reading order, but name nodes of the parts: make room first.
    let contents = brochure.front.as_ref().and_then(|front| front.contents.as_ref());
    let list = contents.map(|contents| {
        let sect = composer.tree.add(StructTree::ROOT, Role::Sect, span);
        let title = composer.tree.add(sect, Role::Heading(1), span);
        composer.tree.get_mut(title).bookmark = Some(crate::tailor::words(&contents.title));
        (contents, sect, title)
    });
    let openings: Vec<NodeId> = brochure
        .parts
        .iter()
        .map(|_| {
            let part = composer.tree.add(StructTree::ROOT, Role::Part, span);
            composer.tree.add(part, Role::Heading(1), span)
        })
        .collect();
    let mut chapters = vec![];
    let mut guess = vec![];
    if let Some((contents, sect, title)) = list {
        let help = brochure.parts.iter().position(|p| p.kind == PartKind::WhenToCall).map(|i| openings[i]);
        guess.extend(help.map(|node| (node, 3)));
        chapters.push(composer.contents(contents, sect, title, &openings, help));
    }
    let numbered = brochure.parts.iter().filter(|p| p.number.is_some()).count() as u32;
    for (part, &heading) in brochure.parts.iter().zip(&openings) {
        chapters.extend(composer.part(part, heading, numbered));
    }
    if brochure.panels.is_empty() {
        chapters.extend(brochure.back.as_ref().map(|back| composer.back(back)));
    } else {
        chapters.extend(composer.panels()?);
    }
    let furniture = composer.furniture();
    Ok(Document {
        master: composer.master,
        h: edition.h(),
        panels: panel_ids(brochure, cover.is_some(), &chapters),
        cover,
        masthead,
        chapters,
        furniture,
        guess,
        whole_words: Arc::new(brochure.whole_words.clone()),
        lang: brochure.lang.clone(),
        underline: edition.blocks.underline,
        tree: composer.tree,
    })
}

/// The panels that became pages. The cover is no chapter, and comes first.
fn panel_ids(brochure: &Brochure, has_cover: bool, chapters: &[Chapter]) -> Vec<Id> {
    let cover = brochure.panels.iter().filter(|panel| has_cover && matches!(panel.body, PanelBody::Cover));
    let others = chapters.iter().filter_map(|chapter| chapter.panel.as_ref().map(|panel| &panel.id));
    cover.map(|panel| &panel.id).chain(others).cloned().collect()
}

impl Composer<'_> {
    /// The line at the head of a sheet: whose it is. It stands at the left of the draft mark; on a page on its side
    /// the title is there, so it stands below the mark.
    fn masthead(&mut self, line: &crate::tailor::Rich) -> (Pt, TextBlock) {
        let style = self.palette.style(&self.edition.roles.foot);
        let sect = self.tree.add(StructTree::ROOT, Role::Sect, Span::default());
        let mut block = self.paragraph(sect, Role::P, line, &style);
        let (_, above) = self.edition.blocks.draft_padding;
        let sideways = self.brochure.parts.iter().any(holds_diary);
        match self.landscape.clone().filter(|_| sideways) {
            Some(page) => {
                (block.x, block.width, block.align) = (page.left, page.full(), Align::Right);
                (page.draft + style.leading + above * 4, block)
            }
            None => {
                (block.x, block.width) = (self.master.left, self.master.full() * 2 / 3);
                (self.master.draft + above, block)
            }
        }
    }

    /// The chapters of a part: one, but for further sheets of a diary. A diary lies on its side, where the edition has
    /// such pages.
    fn part(&mut self, part: &Part, heading: NodeId, numbered: u32) -> Vec<Chapter> {
        let upright = self.master.clone();
        if let Some(landscape) = self.landscape.clone().filter(|_| holds_diary(part)) {
            self.master = landscape;
        }
        let chapters = self.chapters(part, heading, numbered);
        self.master = upright;
        chapters
    }

    fn chapters(&mut self, part: &Part, heading: NodeId, numbered: u32) -> Vec<Chapter> {
        let roles = &self.edition.roles;
        let span = part.title.first().map_or_else(Span::default, |s| s.span);
        let node = self.tree.get(heading).parent.unwrap_or(StructTree::ROOT);
        self.tree.get_mut(heading).bookmark = Some(crate::tailor::words(&part.title));
        let mut pieces = vec![];
        let opens = part.number.is_some() && part.kind != PartKind::WhenToCall;
        if let Some(number) = part.number.filter(|_| opens) {
            pieces.extend(self.strip(number, numbered));
        }
        pieces.push(self.opening(part, heading, opens));
        if let Some(lead) = &part.lead {
            let style = self.palette.style(&roles.lead);
            let block = self.paragraph(node, Role::P, lead, &style);
            let keep = if part.sections.is_empty() { Keep::Whole } else { Keep::Heading };
            pieces.push(self.piece(Body::Text(block), roles.lead.before, roles.lead.after, keep, span));
        }
        if let Some((label, text)) = &part.key {
            let piece = self.key(node, label, text, span);
            pieces.push(piece);
        }
        // What is pinned up, cut out or filled in is best on one page.
        let one_page = matches!(part.kind, PartKind::WhenToCall | PartKind::Tool);
        let mut chapters = vec![];
        let mut diaries = 0;
        for section in &part.sections {
            let sect = self.tree.add(node, Role::Sect, span);
            if let Some(title) = &section.title {
                pieces.push(self.section_heading(sect, title));
            }
            for (i, item) in section.blocks.iter().enumerate() {
                if matches!(item.block, Block::Diary(_)) {
                    diaries += 1;
                    if diaries > 1 {
                        let before = std::mem::take(&mut pieces);
                        chapters.push(Chapter { one_page, ..Chapter::new(self.master.clone(), before) });
                        pieces.push(self.continued(sect, part, diaries));
                    }
                }
                self.item(sect, item, section.blocks.get(i + 1), &mut pieces);
            }
        }
        chapters.push(Chapter { one_page, ..Chapter::new(self.master.clone(), pieces) });
        chapters
    }

    /// The title of a further sheet of a part: the part's with a number.
    fn continued(&mut self, sect: NodeId, part: &Part, number: u32) -> Piece {
        let role = &self.edition.roles.h1;
        let style = self.palette.style(role);
        let mut title = part.title.clone();
        title.push(crate::tailor::Stretch { text: format!(" {number}"), ..Default::default() });
        let block = self.paragraph(sect, Role::Heading(2), &title, &style);
        self.piece(Body::Text(block), role.before, role.after, Keep::Heading, Span::default())
    }

    /// The strip over a part's title. With fewer than twelve parts, evenly spread strips that end with the last.
    fn strip(&mut self, number: u32, numbered: u32) -> Option<Piece> {
        let m = &self.edition.blocks;
        let which = if numbered <= 1 { 12 } else { 1 + ((number - 1) * 11 + (numbered - 1) / 2) / (numbered - 1) };
        let drawing = self.icons.get(format!("strip-{which:02}").as_str())?;
        let art = Art {
            at: Point::new(self.master.left, Pt::ZERO),
            size: Size::new(self.master.full(), m.strip),
            view: drawing.view,
            shapes: self.palette.shapes(drawing),
            raster: None,
            crop: true,
            mark: Mark::Artifact(Artifact::Layout),
            link: None,
        };
        let block = BoxBlock { least: m.strip, art: vec![art], ..BoxBlock::default() };
        let mut piece = self.piece(
            Body::Box(Box::new(block)),
            crate::content::Steps(0),
            m.strip_after,
            Keep::Heading,
            Span::default(),
        );
        piece.flex = Flex::Strip(m.strip - m.strip_low);
        Some(piece)
    }

    /// Number and title of a part: on one line with a side column, otherwise below one another.
    fn opening(&mut self, part: &Part, heading: NodeId, numbered: bool) -> Piece {
        let roles = &self.edition.roles;
        let span = part.title.first().map_or_else(Span::default, |s| s.span);
        let h1 = self.palette.style(&roles.h1);
        let mut cells = vec![];
        let mut above = vec![];
        if let Some(number) = part.number.filter(|_| numbered) {
            let style = self.palette.style(&roles.part_number);
            let owner = self.tree.add(heading, Role::Span, span);
            self.tree.get_mut(owner).actual = Some(format!("{} ", part.spoken_number));
            if self.master.has_side() {
                let spans = self.plain(owner, &number.to_string(), &style, span);
                let mut block = self.block_at(spans, style, self.master.left, self.master.side);
                block.align = Align::Right;
                cells.push(Cell { stack: vec![(Pt::ZERO, block)], top: Pt::ZERO, shares_baseline: true });
            } else {
                // "Part 3": the colon of what is spoken is for the ear.
                let spans = self.plain(owner, part.spoken_number.trim_end_matches(':'), &style, span);
                above.push((Pt::ZERO, self.block(spans, style)));
            }
        }
        let spans = self.rich(heading, &part.title, &h1);
        let mut title = self.block(spans, h1);
        title.balance = true;
        above.push((Pt::ZERO, title));
        cells.insert(0, Cell { stack: above, ..Cell::default() });
        let block = BoxBlock { cells, ..BoxBlock::default() };
        self.piece(Body::Box(Box::new(block)), roles.h1.before, roles.h1.after, Keep::Heading, span)
    }

    /// A section's heading with its mark in the side column.
    fn section_heading(&mut self, sect: NodeId, title: &crate::tailor::Rich) -> Piece {
        let role = &self.edition.roles.h2;
        let m = &self.edition.blocks;
        let span = title.first().map_or_else(Span::default, |s| s.span);
        let style = self.palette.style(role);
        let mut block = self.paragraph(sect, Role::Heading(2), title, &style);
        block.balance = true;
        let mark = Rule {
            x: self.master.left,
            width: self.master.side,
            thickness: m.heading_mark,
            color: self.palette.0.brand,
            place: RulePlace::Below(m.heading_mark_top),
        };
        let block = BoxBlock {
            cells: vec![Cell { stack: vec![(Pt::ZERO, block)], ..Cell::default() }],
            rules: Some(mark).filter(|_| self.master.has_side()).into_iter().collect(),
            ..BoxBlock::default()
        };
        let mut piece = self.piece(Body::Box(Box::new(block)), role.before, role.after, Keep::Heading, span);
        piece.after_at_top = Some(self.edition.h());
        piece.flex = Flex::Heading;
        piece
    }

    fn furniture(&self) -> Furniture {
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let foot = self.palette.style(&roles.foot);
        let mut title: String = self.brochure.short_title.clone();
        let most = usize::from(m.foot_title);
        while let Some(less) = shorter(&title).filter(|_| title.chars().count() > most) {
            title = less;
        }
        Furniture {
            page: self.brochure.page_words.clone(),
            feet: self.edition.feet.clone(),
            title,
            code: self.brochure.code.clone(),
            rule: m.foot_rule,
            lines: (self.h(m.write_in_pitch), m.write_in_line),
            ink: self.palette.0.ink,
            draft: self.brochure.draft_mark.as_ref().map(|text| DraftMark {
                text: text.clone(),
                style: TextStyle { style: foot.style.bolder(), ..foot.clone() },
                frame: m.draft_frame,
                padding: m.draft_padding,
            }),
            foot_style: foot,
        }
    }
}

/// Whether a part has a diary in it, which lies on its side.
fn holds_diary(part: &Part) -> bool {
    part.sections.iter().flat_map(|s| &s.blocks).any(|item| matches!(item.block, Block::Diary(_)))
}
