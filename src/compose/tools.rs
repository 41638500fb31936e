//! Pages to fill in or to carry: plain lines, the diary, the alert card.

use super::document::{Body, BoxBlock, Cell, Keep, Piece, Rule, RulePlace};
use super::text::Composer;
use super::{NodeId, Role, Scope};
use crate::base::{Pt, Span};
use crate::content::Steps;
use crate::tailor::{AlertCard, Diary, Rich, WriteLine};

impl Composer<'_> {
    /// Lines to write on without labels. They are furniture: what they are for is said before them.
    pub fn lines(&mut self, count: u8, span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let pitch = self.h(m.write_in_pitch);
        let count = usize::from(count);
        for index in 0..count {
            let line = self.full_rule(m.write_in_line, RulePlace::Below(pitch - m.write_in_line));
            let block = BoxBlock { rules: vec![line], least: pitch, ..BoxBlock::default() };
            let keep = Keep::Item { index, count };
            out.push(self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), keep, span));
        }
    }

    /// The diary: a table over the page on its side, or one day as lines to write on where pages stand upright.
    pub fn diary(&mut self, parent: NodeId, diary: &Diary, span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let days = diary.days.len() as i32;
        let least = m.cell_least.of(self.edition.roles.table.size) / 3;
        let width = (self.master.full() - m.diary_head) / days.max(1);
        if width < least {
            return self.day(parent, diary, span, out);
        }
        let columns: Vec<Pt> = (0..days).map(|i| self.master.left + m.diary_head + width * i).collect();
        let node = self.tree.add(parent, Role::Table, span);
        let head = self.palette.style(&self.edition.roles.table_head);
        let thead = self.tree.add(node, Role::THead, span);
        let row = self.tree.add(thead, Role::TR, span);
        let corner = self.tree.add(row, Role::TD, span);
        let label = self.write_label(corner, &diary.week, self.master.left, m.diary_head - m.cell_gutter);
        let mut cells = vec![Cell { stack: vec![(Pt::ZERO, label)], ..Cell::default() }];
        for (x, day) in columns.iter().zip(&diary.days) {
            let th = self.tree.add(row, Role::TH(Scope::Column), span);
            let mut block = self.paragraph(th, Role::P, day, &head);
            (block.x, block.width) = (*x + self.edition.h(), width - self.edition.h());
            cells.push(Cell { stack: vec![(Pt::ZERO, block)], ..Cell::default() });
        }
        let mut piece = self.head_row(cells, diary.rows.len() + 1, span);
        if let Body::Box(block) = &mut piece.body {
            block.rules.extend(self.uprights(&columns));
        }
        out.push(piece);
        let tbody = self.tree.add(node, Role::TBody, span);
        let count = diary.rows.len() + 1;
        let dates = (&diary.date, None, m.diary_rows.0);
        let rows = diary.rows.iter().map(|(head, hint)| (head, hint.as_ref(), m.diary_rows.1));
        for (index, (head, hint, height)) in std::iter::once(dates).chain(rows).enumerate() {
            let piece = self.diary_row(tbody, head, hint, height, &columns, (index, count));
            out.push(piece);
        }
    }

    fn diary_row(
        &mut self,
        tbody: NodeId,
        head: &Rich,
        hint: Option<&Rich>,
        height: Pt,
        columns: &[Pt],
        (index, count): (usize, usize),
    ) -> Piece {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let (head_style, hint_style) = (self.palette.style(&roles.table_head), self.palette.style(&roles.caption));
        let at = head.first().map_or_else(Span::default, |s| s.span);
        let tr = self.tree.add(tbody, Role::TR, at);
        let th = self.tree.add(tr, Role::TH(Scope::Row), at);
        let texts = [Some((head, head_style)), hint.map(|hint| (hint, hint_style))];
        let stack = texts
            .into_iter()
            .flatten()
            .map(|(text, style)| {
                let mut block = self.paragraph(th, Role::P, text, &style);
                (block.x, block.width) = (self.master.left, m.diary_head - m.cell_gutter / 2);
                (Pt::ZERO, block)
            })
            .collect();
        // Cells to write in are there for who listens, too.
        for _ in columns {
            self.tree.add(tr, Role::TD, at);
        }
        let above = self.edition.h() / 6;
        let last = index + 1 == count;
        let mut rules = vec![if last {
            self.full_rule(m.table_rules.3, RulePlace::BottomHairline)
        } else {
            Rule { color: self.palette.0.rule, ..self.full_rule(m.table_rules.2, RulePlace::BottomHairline) }
        }];
        rules.extend(self.uprights(columns));
        let cells = vec![Cell { stack, ..Cell::default() }];
        let block = BoxBlock { cells, above, below: above, least: height, rules, ..BoxBlock::default() };
        let keep = Keep::Row { index, count, noted: false };
        let mut piece = self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), keep, at);
        // Rows of a form keep their own height, off the grid of lines.
        piece.snap = index == 0;
        piece
    }

    /// The rules between the days.
    fn uprights(&self, columns: &[Pt]) -> Vec<Rule> {
        let thickness = self.edition.blocks.table_rules.2;
        let rule = |x: &Pt| Rule {
            x: *x - thickness / 2,
            width: thickness,
            thickness,
            color: self.palette.0.rule,
            place: RulePlace::Upright,
        };
        columns.iter().map(rule).collect()
    }

    /// One day of a diary, as labelled lines.
    fn day(&mut self, parent: NodeId, diary: &Diary, span: Span, out: &mut Vec<Piece>) {
        let spoken = |label: &Rich| {
            diary.week.spoken.replace(&crate::tailor::words(&diary.week.label), &crate::tailor::words(label))
        };
        let mut rows = vec![vec![WriteLine { label: diary.date.clone(), spoken: spoken(&diary.date) }]];
        for (head, hint) in &diary.rows {
            let mut label = head.clone();
            if let Some(hint) = hint {
                label.extend([crate::tailor::Stretch { text: ". ".into(), ..Default::default() }]);
                label.extend(hint.iter().cloned());
            }
            rows.push(vec![WriteLine { spoken: spoken(&label), label }]);
        }
        self.write_in(parent, &rows, self.edition.blocks.write_in_pitch, span, out);
    }

    /// An alert card as running text: what it says, lines to fill in, and what staff must know.
    pub fn alert_card(&mut self, parent: NodeId, card: &AlertCard, span: Span, out: &mut Vec<Piece>) {
        let roles = &self.edition.roles;
        let body = self.palette.style(&roles.body);
        let sect = self.tree.add(parent, Role::Sect, span);
        let heading = self.heading(sect, card.level, &card.title, span);
        out.push(heading);
        let text = self.paragraph(sect, Role::P, &card.text, &body);
        out.push(self.piece(Body::Text(text), roles.body.before, roles.body.after, Keep::Lines, span));
        self.write_in(sect, &card.fields, self.edition.blocks.card_pitch, span, out);
        let heading = self.heading(sect, card.level, &card.staff_title, span);
        out.push(heading);
        self.bullets(sect, &card.staff, span, out);
    }
}
