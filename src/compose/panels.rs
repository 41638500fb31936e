//! The panels of a folded sheet: each a chapter that must fit its panel.

use std::sync::Arc;

use super::document::{
    Align, Art, Blank, Body, BoxBlock, Cell, Chapter, Keep, Panel, Piece, RulePlace, SpanContent, Stretch, TextBlock,
    TextSpan, TextStyle,
};
use super::text::Composer;
use super::{Artifact, Mark, NodeId, Role, StructTree};
use crate::base::{Code, Diagnostic, Diagnostics, Pt, Span};
use crate::content::{LevelKind, Master, Steps};
use crate::tailor::{CardFront, CardLevel, CardNumber, CardStaff, Number, PanelBody, PanelSection, WriteLine};

impl Composer<'_> {
    /// The panels, but for the cover, in the order of reading.
    ///
    /// # Errors
    /// When the theme has no sheet with these panels.
    pub fn panels(&mut self) -> Result<Vec<Chapter>, Diagnostics> {
        let mut chapters = vec![];
        let usual = self.master.clone();
        let stretch = self.stretch_limits();
        for panel in &self.brochure.panels {
            let width = usual.panels.as_ref().and_then(|sheet| sheet.width_of(panel.id.as_str()));
            let Some(width) = width else {
                let message = format!("the theme has no panel `{}` on the sheet of this edition", panel.id);
                return Err(Diagnostic::error(Code::DanglingReference, message).at(panel.span).into());
            };
            // Panels differ in width, never in their margins.
            let measure = usual.measure + width - usual.width;
            self.master = Arc::new(Master { width, measure, ..(*usual).clone() });
            let mut chapter = match &panel.body {
                PanelBody::Cover => continue,
                PanelBody::Sections(sections) => self.section_panel(sections),
                PanelBody::Back => match &self.brochure.back {
                    Some(back) => self.back(back),
                    None => continue,
                },
                PanelBody::CardFront(front) => self.card_front(front, panel.span),
                PanelBody::CardLevel(level) => self.card_level(level, panel.span),
                PanelBody::CardStaff(staff) => self.card_staff(staff, panel.span),
            };
            chapter.one_page = true;
            chapter.panel = Some(Panel { id: panel.id.clone(), span: panel.span, stretch });
            chapters.push(chapter);
        }
        self.master = usual;
        Ok(chapters)
    }

    fn stretch_limits(&self) -> Stretch {
        let limits = self.master.panels.as_ref().and_then(|sheet| sheet.stretch);
        limits.map_or(Stretch::default(), |limits| Stretch {
            heading: self.h(limits.heading),
            list: self.h(limits.list),
            foot: self.h(limits.foot),
        })
    }

    fn section_panel(&mut self, sections: &[PanelSection]) -> Chapter {
        let (mut pieces, mut anchored) = (vec![], vec![]);
        for part in sections {
            let items = &part.section.blocks;
            let span = items.first().map_or_else(Span::default, |item| item.span);
            let sect = self.tree.add(StructTree::ROOT, Role::Sect, span);
            if let Some(title) = &part.section.title {
                pieces.push(self.section_heading(sect, title));
            }
            for (i, item) in items.iter().enumerate() {
                let out = if part.foot[i] { &mut anchored } else { &mut pieces };
                self.item(sect, item, items.get(i + 1), out);
            }
        }
        Chapter { anchored, ..Chapter::new(self.master.clone(), pieces) }
    }

    /// Whose card it is, lines to fill in, and the number to call.
    fn card_front(&mut self, front: &CardFront, span: Span) -> Chapter {
        let roles = &self.edition.roles;
        let sect = self.tree.add(StructTree::ROOT, Role::Sect, span);
        let (brand, bar) = (self.palette.0.brand, self.master.cover.bar_height);
        let style = self.palette.style(&roles.h1);
        let title = self.paragraph(sect, Role::Heading(1), &front.title, &style);
        let mut head = self.card_head(title, bar, vec![], span);
        if let Body::Box(block) = &mut head.body {
            block.rules.iter_mut().for_each(|rule| rule.color = brand);
        }
        let bold = self.palette.style(&roles.h4);
        let text = self.paragraph(sect, Role::P, &front.text, &bold);
        let mut pieces = vec![head, self.piece(Body::Text(text), Steps(0), roles.h4.after, Keep::Whole, span)];
        let fields = front.fields.iter().map(|row| self.card_fields(sect, row, span));
        pieces.extend(fields.collect::<Vec<_>>());
        let mut anchored = vec![];
        if let Some(clinic) = &front.clinic {
            let body = self.palette.style(&self.edition.roles.body);
            let clinic = self.paragraph(sect, Role::P, clinic, &body);
            anchored.push(self.piece(Body::Text(clinic), Steps(0), Steps(0), Keep::Whole, span));
        }
        anchored.push(self.card_number(sect, &front.number, span));
        Chapter { anchored, ..Chapter::new(self.master.clone(), pieces) }
    }

    /// A heading below a rule of full width.
    fn card_head(&self, mut title: TextBlock, rule: Pt, art: Vec<Art>, span: Span) -> Piece {
        let m = &self.edition.blocks;
        let above = self.h(m.callout_padding);
        let least = art.first().map_or(Pt::ZERO, |icon| icon.at.y + icon.size.height);
        title.balance = false;
        let block = BoxBlock {
            cells: vec![Cell { stack: vec![(Pt::ZERO, title)], ..Cell::default() }],
            above,
            least,
            rules: vec![self.full_rule(rule, RulePlace::Below(Pt::ZERO))],
            art,
            ..BoxBlock::default()
        };
        let mut piece =
            self.piece(Body::Box(Box::new(block)), Steps(0), self.edition.roles.h2.after, Keep::Heading, span);
        piece.snap = false;
        piece
    }

    /// A label with a line to write on after it, in each of its columns.
    fn card_fields(&mut self, sect: NodeId, row: &[WriteLine], span: Span) -> Piece {
        let m = &self.edition.blocks;
        let (left, full) = (self.master.left, self.master.full());
        let columns = row.len().max(1) as i32;
        let width = (full - m.write_in_gutter * (columns - 1)) / columns;
        let pitch = self.h(m.card_pitch);
        let cells = row.iter().enumerate().map(|(i, line)| {
            let x = left + (width + m.write_in_gutter) * i as i32;
            let block = self.blank_line(sect, line, x, width);
            let top = pitch - block.style.leading;
            Cell { stack: vec![(Pt::ZERO, block)], top, shares_baseline: false }
        });
        let block = BoxBlock { cells: cells.collect(), least: pitch, ..BoxBlock::default() };
        let mut piece = self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::Whole, span);
        piece.snap = false;
        piece
    }

    /// A label with a line to write on after it.
    pub fn blank_line(&mut self, sect: NodeId, line: &WriteLine, x: Pt, width: Pt) -> TextBlock {
        let m = &self.edition.blocks;
        let mut block = self.write_label(sect, line, x, width);
        let (gap, drop) = (m.write_in_rise * 2, m.write_in_rise);
        block.blank = Some(Blank { gap, drop, line: m.write_in_line, color: self.palette.0.ink });
        block
    }

    /// The number at the foot of a panel, with when it answers at its left.
    fn card_number(&mut self, sect: NodeId, foot: &CardNumber, span: Span) -> Piece {
        let (left, full) = (self.master.left, self.master.full());
        let roles = &self.edition.roles;
        let cells = match &foot.number {
            Number::Phone(phone) => {
                let body = self.palette.style(&roles.body);
                let style = self.palette.style(&roles.phone);
                let mut label = self.paragraph(sect, Role::P, &foot.label, &body);
                let node = self.tree.add(sect, Role::P, span);
                let spans = self.phone(node, phone, &style, span);
                let mut number = self.block_at(spans, style, left, full);
                number.align = Align::Right;
                (label.x, label.width) = (left, full);
                let beside = Cell { stack: vec![(Pt::ZERO, label)], top: Pt::ZERO, shares_baseline: true };
                vec![Cell { stack: vec![(Pt::ZERO, number)], ..Cell::default() }, beside]
            }
            Number::Blank(line) => {
                let block = self.blank_line(sect, line, left, full);
                let top = roles.phone.leading - block.style.leading;
                vec![Cell { stack: vec![(Pt::ZERO, block)], top, shares_baseline: false }]
            }
            Number::None => vec![],
        };
        let block = BoxBlock { cells, ..BoxBlock::default() };
        self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::Whole, span)
    }

    fn card_level(&mut self, level: &CardLevel, span: Span) -> Chapter {
        let m = &self.edition.blocks;
        let sect = self.tree.add(StructTree::ROOT, Role::Sect, span);
        let style = self.palette.style(&self.edition.roles.level);
        let mut title = self.paragraph(sect, Role::Heading(2), &level.title, &style);
        (title.x, title.width) = (self.master.left + m.level_text, self.master.full() - m.level_text);
        let (rule, icon) = match level.kind {
            LevelKind::Emergency => (m.level_rules.0, "icon-call-911"),
            LevelKind::Now => (m.level_rules.1, "icon-call-now"),
            LevelKind::Office => (m.level_rules.2, "icon-office-hours"),
        };
        let icon = self.icon(icon, self.master.left, self.h(m.level_icon_top), m.level_icon);
        let mut pieces = vec![self.card_head(title, rule, icon, span)];
        self.bullets(sect, &level.items, span, &mut pieces);
        let mut anchored = vec![];
        if let Some(when) = &level.when {
            let body = self.palette.style(&self.edition.roles.body);
            let when = self.paragraph(sect, Role::P, when, &body);
            anchored.push(self.piece(Body::Text(when), Steps(0), Steps(0), Keep::Whole, span));
        }
        if let Some(number) = &level.number {
            anchored.push(self.card_number(sect, number, span));
        }
        Chapter { anchored, ..Chapter::new(self.master.clone(), pieces) }
    }

    fn card_staff(&mut self, staff: &CardStaff, span: Span) -> Chapter {
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let body = self.palette.style(&roles.body);
        let sect = self.tree.add(StructTree::ROOT, Role::Sect, span);
        let style = self.palette.style(&roles.h2);
        let title = self.paragraph(sect, Role::Heading(2), &staff.title, &style);
        let mut pieces = vec![self.card_head(title, m.urgent_rule, vec![], span)];
        let text = self.paragraph(sect, Role::P, &staff.text, &body);
        pieces.push(self.piece(Body::Text(text), Steps(0), m.list_gap, Keep::Whole, span));
        self.bullets(sect, &staff.staff, span, &mut pieces);
        let mut anchored = vec![];
        if let Some(draft) = &staff.draft {
            let bold = TextStyle { style: body.style.bolder(), ..body.clone() };
            let draft = self.paragraph(sect, Role::P, draft, &bold);
            anchored.push(self.piece(Body::Text(draft), Steps(0), Steps(0), Keep::Whole, span));
        }
        let code = self.code_line(&body);
        anchored.push(self.piece(Body::Text(code), Steps(0), Steps(0), Keep::Whole, span));
        Chapter { anchored, ..Chapter::new(self.master.clone(), pieces) }
    }

    /// The document code, which stands in the foot of other editions and is furniture here too.
    pub fn code_line(&self, style: &TextStyle) -> TextBlock {
        let code = TextSpan {
            content: SpanContent::Words(self.brochure.code.clone()),
            style: style.style,
            lang: self.brochure.lang.clone(),
            mark: Mark::Artifact(Artifact::Footer),
            link: None,
            span: Span::default(),
        };
        self.block(vec![code], style.clone())
    }
}
