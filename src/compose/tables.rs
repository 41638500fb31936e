//! Tables: with row heads in the side column, or stacked where that would be too narrow.

use super::document::{Align, Art, Body, BoxBlock, Cell, Keep, Marker, Piece, Rule, RulePlace, TextBlock};
use super::text::Composer;
use super::{Mark, NodeId, Numbering, Role, Scope};
use crate::base::{Cap, Point, Pt, Segment, Shape, Size, Span, Stroke};
use crate::content::Steps;
use crate::tailor::{DrugTable, Rich, Stretch, Table};

/// A column: its left edge from the left of the page, and its width without the gutter.
type Slot = (Pt, Pt);

/// How a table stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Row heads in the side column, cells on the text column.
    Side,
    /// Row heads across, cells below them over the full width.
    Over,
    /// One row after the other, each cell a labelled paragraph.
    Stacked,
}

impl Composer<'_> {
    /// A table, in the first form in which its cells are wide enough. Type is never made smaller.
    pub fn table(&mut self, parent: NodeId, table: &Table, span: Span, out: &mut Vec<Piece>) {
        let form = self.form(table.columns.len());
        if form == Form::Stacked {
            return self.stacked(parent, table, span, out);
        }
        let slots = self.columns(form, table.columns.len());
        let node = self.tree.add(parent, Role::Table, span);
        let head_style = self.palette.style(&self.edition.roles.table_head);
        let note_style = self.palette.style(&self.edition.roles.table);
        let thead = self.tree.add(node, Role::THead, span);
        let row_node = self.tree.add(thead, Role::TR, span);
        let mut cells = vec![];
        let mut top = Pt::ZERO;
        let corner_role = if table.corner.is_some() { Role::TH(Scope::Column) } else { Role::TD };
        let corner = self.tree.add(row_node, corner_role, span);
        if let Some(text) = &table.corner {
            cells.push(self.table_cell(corner, std::slice::from_ref(text), slots[0], true));
            if form == Form::Over {
                // As the row heads do, it stands above the columns.
                top = head_style.leading;
            }
        }
        for (slot, (title, note)) in slots[1..].iter().zip(&table.columns) {
            let th = self.tree.add(row_node, Role::TH(Scope::Column), span);
            let mut title_block = self.paragraph(th, Role::P, title, &head_style);
            (title_block.x, title_block.width) = *slot;
            let mut stack = vec![(Pt::ZERO, title_block)];
            if let Some(note) = note {
                let mut block = self.paragraph(th, Role::P, note, &note_style);
                (block.x, block.width) = *slot;
                stack.push((Pt::ZERO, block));
            }
            cells.push(Cell { stack, top, ..Cell::default() });
        }
        out.push(self.head_row(cells, table.rows.len(), span));
        let tbody = self.tree.add(node, Role::TBody, span);
        let count = table.rows.len();
        for (index, (head, texts)) in table.rows.iter().enumerate() {
            let at = head.first().map_or(span, |s| s.span);
            let tr = self.tree.add(tbody, Role::TR, at);
            let th = self.tree.add(tr, Role::TH(Scope::Row), at);
            let head_cell = self.table_cell(th, std::slice::from_ref(head), slots[0], true);
            let mut cells = vec![];
            match form {
                Form::Side => cells.push(head_cell),
                _ => {
                    let above = self.edition.blocks.row_above;
                    let block = BoxBlock { cells: vec![head_cell], above, ..BoxBlock::default() };
                    out.push(self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::RowHead, at));
                }
            }
            for (slot, cell) in slots[1..].iter().zip(texts) {
                let td = self.tree.add(tr, Role::TD, at);
                cells.push(self.table_cell(td, cell, *slot, false));
            }
            let mut row = self.row(cells, vec![], (index, count, table.note.is_some()), at);
            if let (Form::Over, Body::Box(block)) = (form, &mut row.body) {
                block.above = Pt::ZERO;
            }
            out.push(row);
        }
        if let Some(note) = &table.note {
            self.table_note(parent, note, span, out);
        } else if let Some(last) = out.last_mut() {
            last.after = self.edition.leading;
        }
    }

    /// The first form in which a cell is at least as wide as the theme asks.
    fn form(&self, columns: usize) -> Form {
        let m = &self.edition.blocks;
        let least = m.cell_least.of(self.edition.roles.table.size);
        let wide = |all: Pt| all / columns.max(1) as i32 - m.cell_gutter >= least;
        if wide(self.master.measure) && self.master.has_side() {
            Form::Side
        } else if wide(self.master.full()) {
            Form::Over
        } else {
            Form::Stacked
        }
    }

    /// A table as sections: the row head as a heading, then a labelled paragraph for each column. A row stays whole.
    /// What the corner says is of no use here, and left out.
    fn stacked(&mut self, parent: NodeId, table: &Table, span: Span, out: &mut Vec<Piece>) {
        let roles = &self.edition.roles;
        let (label, body) = (self.palette.style(&roles.h4), self.palette.style(&roles.body));
        let head_style = self.palette.style(&roles.h3);
        for (index, (head, texts)) in table.rows.iter().enumerate() {
            let at = head.first().map_or(span, |s| s.span);
            let sect = self.tree.add(parent, Role::Sect, at);
            let mut heading = self.paragraph(sect, Role::Heading(3), head, &head_style);
            heading.balance = true;
            let block = BoxBlock {
                cells: vec![Cell { stack: vec![(Pt::ZERO, heading)], ..Cell::default() }],
                above: self.edition.blocks.row_above,
                rules: vec![self.full_rule(self.edition.blocks.table_rules.0, RulePlace::Top)],
                ..BoxBlock::default()
            };
            let before = if index == 0 { Steps(1000) } else { Steps(2000) };
            out.push(self.piece(Body::Box(Box::new(block)), before, Steps(500), Keep::Heading, at));
            let first = out.len();
            for ((title, note), cell) in table.columns.iter().zip(texts) {
                let mut block = self.paragraph(sect, Role::P, title, &label);
                if let Some(note) = note {
                    // On the line of the label, in the type of the text.
                    let node = self.tree.get(sect).children.last().copied().unwrap_or(sect);
                    block.spans.extend(self.plain(node, ": ", &label, at));
                    block.spans.extend(self.rich(node, note, &body));
                }
                out.push(self.piece(Body::Text(block), Steps(0), roles.h4.after, Keep::Glued, at));
                for text in cell {
                    let block = self.paragraph(sect, Role::P, text, &body);
                    out.push(self.piece(Body::Text(block), Steps(0), roles.body.after, Keep::Glued, at));
                }
            }
            // The half step above goes on through the row.
            out[first..].iter_mut().for_each(|piece| piece.snap = false);
            if let Some(last) = out.last_mut() {
                last.keep = Keep::Whole;
            }
        }
        if let Some(note) = &table.note {
            if let Some(last) = out.last_mut() {
                last.keep = Keep::Glued;
            }
            self.table_note(parent, note, span, out);
        }
    }

    /// A row of a table that stands elsewhere: a rule, its head as a label, and its text.
    pub fn labelled_row(&mut self, parent: NodeId, head: &Rich, texts: &[Rich], span: Span) -> Piece {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let (label, body) = (self.palette.style(&roles.table_head), self.palette.style(&roles.body));
        // The rule at its top divides it from what it follows.
        let sect = self.tree.add(parent, Role::Sect, span);
        let mut stack = vec![(Pt::ZERO, self.paragraph(sect, Role::P, head, &label))];
        stack.extend(
            texts.iter().map(|text| (Pt::ZERO, self.paragraph(sect, Role::P, text, &body))).collect::<Vec<_>>(),
        );
        for (_, block) in &mut stack {
            (block.x, block.width, block.hyphenate) = (self.master.left, self.master.full(), true);
        }
        let rule = Rule { color: self.palette.0.rule, ..self.full_rule(m.table_rules.2, RulePlace::TopHairline) };
        let block = BoxBlock {
            cells: vec![Cell { stack, ..Cell::default() }],
            above: m.row_above,
            below: m.row_below,
            rules: vec![rule],
            ..BoxBlock::default()
        };
        let mut piece = self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::Whole, span);
        piece.snap = false;
        piece
    }

    /// The place of the row heads, then of each column; the width is shared equally by the columns.
    fn columns(&self, form: Form, count: usize) -> Vec<Slot> {
        let gutter = self.edition.blocks.cell_gutter;
        let (left, all, heads) = match form {
            Form::Side => (self.master.main(), self.master.measure, self.master.side + self.master.gap - gutter),
            _ => (self.master.left, self.master.full(), self.master.full()),
        };
        let mut slots = vec![(self.master.left, heads)];
        let width = all / count.max(1) as i32;
        for i in 0..count {
            let gutter = if i + 1 == count { Pt::ZERO } else { gutter };
            slots.push((left + width * i as i32, width - gutter));
        }
        slots
    }

    fn table_cell(&mut self, node: NodeId, texts: &[Rich], (x, width): Slot, head: bool) -> Cell {
        let roles = &self.edition.roles;
        let style = self.palette.style(if head { &roles.table_head } else { &roles.table });
        let mut stack: Vec<(Pt, TextBlock)> = vec![];
        for text in texts {
            // One paragraph is the cell itself; several are paragraphs in it.
            let owner = if texts.len() > 1 { self.tree.add(node, Role::P, Span::default()) } else { node };
            let spans = self.rich(owner, text, &style);
            let mut block = self.block_at(spans, style.clone(), x, width);
            block.hyphenate = true;
            stack.push((Pt::ZERO, block));
        }
        Cell { stack, ..Cell::default() }
    }

    pub fn head_row(&self, cells: Vec<Cell>, rows: usize, span: Span) -> Piece {
        let m = &self.edition.blocks;
        let block = BoxBlock {
            cells,
            above: m.row_above,
            below: m.row_below + m.table_rules.2,
            rules: vec![
                self.full_rule(m.table_rules.0, RulePlace::Top),
                self.full_rule(m.table_rules.1, RulePlace::Bottom),
            ],
            ..BoxBlock::default()
        };
        let mut piece = self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::TableHead { rows }, span);
        piece.before = self.edition.h();
        piece
    }

    fn row(&self, cells: Vec<Cell>, art: Vec<Art>, (index, count, noted): (usize, usize, bool), span: Span) -> Piece {
        let m = &self.edition.blocks;
        let last = index + 1 == count;
        let rule = if last {
            self.full_rule(m.table_rules.3, RulePlace::BottomHairline)
        } else {
            Rule { color: self.palette.0.rule, ..self.full_rule(m.table_rules.2, RulePlace::BottomHairline) }
        };
        let block = BoxBlock {
            cells,
            above: m.row_above,
            below: m.row_below + m.table_rules.2,
            may_split: true,
            rules: vec![rule],
            art,
            ..BoxBlock::default()
        };
        let after = if last { Steps(1000) } else { Steps(0) };
        self.piece(Body::Box(Box::new(block)), Steps(0), after, Keep::Row { index, count, noted }, span)
    }

    fn table_note(&mut self, parent: NodeId, note: &Rich, span: Span, out: &mut Vec<Piece>) {
        let role = &self.edition.roles.caption;
        let style = self.palette.style(role);
        let block = self.paragraph(parent, Role::P, note, &style);
        out.push(self.piece(Body::Text(block), role.before, role.after, Keep::Whole, span));
    }

    /// The drug table: a box to tick, names, ways, kinds, targets.
    pub fn drugs(&mut self, parent: NodeId, drugs: &DrugTable, span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let (a, b, c, d, e) = m.drug_columns;
        // The first column gives way, as long as its box has room.
        if m.drug_box + b + c + d + e > self.master.full() {
            return self.drug_list(parent, drugs, span, out);
        }
        let spare = self.master.full() - (a + b + c + d + e);
        let mut x = self.master.left;
        let mut slots: Vec<Slot> = vec![];
        for (i, width) in [a + spare, b, c, d, e].into_iter().enumerate() {
            let gutter = if i == 4 { Pt::ZERO } else { m.cell_gutter.min(Pt(10_000)) };
            slots.push((x, width - gutter));
            x += width;
        }
        slots[0].1 += Pt(6000);
        let node = self.tree.add(parent, Role::Table, span);
        let thead = self.tree.add(node, Role::THead, span);
        let tr = self.tree.add(thead, Role::TR, span);
        let mut cells = vec![];
        for (head, slot) in drugs.heads.iter().zip(&slots) {
            let th = self.tree.add(tr, Role::TH(Scope::Column), span);
            cells.push(self.table_cell(th, std::slice::from_ref(head), *slot, true));
        }
        out.push(self.head_row(cells, drugs.rows.len(), span));
        let tbody = self.tree.add(node, Role::TBody, span);
        let count = drugs.rows.len();
        for (index, row) in drugs.rows.iter().enumerate() {
            let tr = self.tree.add(tbody, Role::TR, span);
            let td = self.tree.add(tr, Role::TD, span);
            let box_node = self.tree.add(td, Role::Span, span);
            self.tree.get_mut(box_node).actual = Some(drugs.check_box.clone());
            let leaf = self.tree.add(box_node, Role::Text, span);
            let th = self.tree.add(tr, Role::TH(Scope::Row), span);
            let name_style = self.palette.style(&self.edition.roles.table_head);
            let brand_style = self.palette.style(&self.edition.roles.table);
            let class_style = self.palette.style(&self.edition.roles.caption);
            let mut stack = vec![];
            let names = [Some((&row.generic, &name_style)), Some((&row.brand, &brand_style))];
            let class = row.class.as_ref().map(|class| (class, &class_style));
            for (text, style) in names.into_iter().chain([class]).flatten() {
                if text.iter().all(|s| s.text.is_empty()) {
                    continue;
                }
                let mut block = self.paragraph(th, Role::P, text, style);
                (block.x, block.width) = slots[1];
                stack.push((Pt::ZERO, block));
            }
            let mut cells = vec![Cell { stack, ..Cell::default() }];
            for (text, slot) in [&row.route, &row.kind, &row.target].into_iter().zip(&slots[2..]) {
                let td = self.tree.add(tr, Role::TD, span);
                let mut cell = self.table_cell(td, std::slice::from_ref(text), *slot, false);
                for (_, block) in &mut cell.stack {
                    block.align = Align::Left;
                }
                cells.push(cell);
            }
            let square = self.square(m.drug_box, m.check_line, slots[0].0, m.row_above + Pt(700), Mark::Content(leaf));
            out.push(self.row(cells, vec![square], (index, count, true), span));
        }
        self.table_note(parent, &drugs.note, span, out);
    }

    /// The drugs as a list to tick, where the columns of the table have no room: each with what else is known of it
    /// below its name. The heads of box and name are of no use here, and left out.
    fn drug_list(&mut self, parent: NodeId, drugs: &DrugTable, span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let (name, body) = (self.palette.style(&roles.h3), self.palette.style(&roles.body));
        let list = self.tree.add(parent, Role::L(Numbering::Square), span);
        let count = drugs.rows.len();
        let (x, width) = (self.master.left + m.check_text, self.master.full() - m.check_text);
        for (index, row) in drugs.rows.iter().enumerate() {
            let item = self.tree.add(list, Role::LI, span);
            let label = self.tree.add(item, Role::Lbl, span);
            self.tree.get_mut(label).actual = Some(drugs.check_box.clone());
            let leaf = self.tree.add(label, Role::Text, span);
            let lbody = self.tree.add(item, Role::LBody, span);
            let mut generic = self.paragraph(lbody, Role::P, &row.generic, &name);
            generic.marker = Some(Marker::Square {
                size: m.check_box,
                line: m.check_line,
                top: m.check_top,
                x: self.master.left,
                mark: Mark::Content(leaf),
            });
            let mut stack = vec![(Pt::ZERO, generic)];
            for text in [Some(&row.brand), row.class.as_ref()].into_iter().flatten() {
                if text.iter().any(|s| !s.text.is_empty()) {
                    stack.push((Pt::ZERO, self.paragraph(lbody, Role::P, text, &body)));
                }
            }
            for (head, text) in drugs.heads[2..].iter().zip([&row.route, &row.kind, &row.target]) {
                let bold = head.iter().map(|s| Stretch { bold: true, ..s.clone() });
                let colon = Stretch { text: ": ".into(), bold: true, ..Stretch::default() };
                let line: Rich = bold.chain([colon]).chain(text.iter().cloned()).collect();
                stack.push((Pt::ZERO, self.paragraph(lbody, Role::P, &line, &body)));
            }
            for (_, block) in &mut stack {
                (block.x, block.width) = (x, width);
            }
            let rule = if index == 0 {
                self.full_rule(m.table_rules.0, RulePlace::Top)
            } else {
                Rule { color: self.palette.0.rule, ..self.full_rule(m.table_rules.2, RulePlace::TopHairline) }
            };
            let block = BoxBlock {
                cells: vec![Cell { stack, ..Cell::default() }],
                above: m.row_above,
                below: m.row_below + m.table_rules.2,
                rules: vec![rule],
                ..BoxBlock::default()
            };
            // Each is as high as a row of a stacked table, and like one it may be the only one on its page.
            let keep = if index + 1 == count { Keep::Glued } else { Keep::Whole };
            let mut piece = self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), keep, span);
            if index == 0 {
                piece.before = self.edition.h();
            }
            out.push(piece);
        }
        self.table_note(parent, &drugs.note, span, out);
    }

    /// A square to tick, as a drawing.
    fn square(&self, side: Pt, line: Pt, x: Pt, y: Pt, mark: Mark) -> Art {
        let (low, high) = (line / 2, side - line / 2);
        let corner = |x, y| Point::new(x, y);
        let segments = vec![
            Segment::Move(corner(low, low)),
            Segment::Line(corner(high, low)),
            Segment::Line(corner(high, high)),
            Segment::Line(corner(low, high)),
            Segment::Close,
        ];
        let stroke = Stroke { color: self.palette.0.ink, width: line, cap: Cap::Butt, dash: vec![] };
        let shape = Shape { segments, fill: Some(self.palette.0.paper), stroke: Some(stroke) };
        Art {
            at: Point::new(x, y),
            size: Size::new(side, side),
            view: Size::new(side, side),
            shapes: std::sync::Arc::new(vec![shape]),
            raster: None,
            crop: false,
            mark,
            link: None,
        }
    }
}
