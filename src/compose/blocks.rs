//! Blocks of a section to pieces.

use super::document::{
    Body, BoxBlock, Cell, Flex, FrameLine, Keep, Marker, Piece, Rule, RulePlace, TextBlock, TextSpan, TextStyle,
};
use super::text::Composer;
use super::{Art, Mark, NodeId, Numbering, Role};
use crate::base::{Point, Pt, Size, Span};
use crate::content::{CalloutKind, ContactRow, LevelKind, Steps};
use crate::tailor::{Block, Contact, Entry, Item, Number, Rich, WriteLine};

/// First baseline of a line box below its top, for the main face (ascent 984, descent 316 of 1000).
pub(super) fn baseline(style: &TextStyle) -> Pt {
    let size = i64::from(style.size.0);
    let leading = i64::from(style.leading.0);
    Pt(((leading * 1000 - 1300 * size) / 2000 + 984 * size / 1000) as i32)
}

impl Composer<'_> {
    pub fn h(&self, steps: Steps) -> Pt {
        steps.of(self.edition.h())
    }

    /// A piece that stands on the grid.
    pub fn piece(&self, body: Body, before: Steps, after: Steps, keep: Keep, span: Span) -> Piece {
        Piece {
            body,
            before: self.h(before),
            after: self.h(after),
            after_at_top: None,
            snap: true,
            keep,
            flex: Flex::None,
            span,
        }
    }

    /// The pieces of a block; `parent` is the node of its section.
    pub fn item(&mut self, parent: NodeId, item: &Item, next: Option<&Item>, out: &mut Vec<Piece>) {
        let span = item.span;
        let roles = &self.edition.roles;
        match &item.block {
            Block::Para(text) => {
                let style = self.palette.style(&roles.body);
                let block = self.paragraph(parent, Role::P, text, &style);
                let introduces = crate::tailor::words(text).trim_end().ends_with(':')
                    && next.is_some_and(|n| {
                        matches!(n.block, Block::Bullets(_) | Block::Checklist(..) | Block::Steps(_) | Block::Table(_))
                    });
                // What is said of numbers to call, or of lines to fill in, is of no use on the page before them. Where labels
                // stand above numbers, their box takes most of a page, and there is no room for both.
                let is_form = next.is_some_and(|n| match n.block {
                    Block::Contacts(_) => self.master.has_side(),
                    Block::WriteIn(_) => true,
                    _ => false,
                });
                let (after, keep) = if introduces {
                    (self.edition.blocks.intro_after, Keep::Intro)
                } else if is_form {
                    (roles.body.after, Keep::Intro)
                } else {
                    (roles.body.after, Keep::Lines)
                };
                out.push(self.piece(Body::Text(block), roles.body.before, after, keep, span));
            }
            Block::Heading(level, text) => {
                let piece = self.heading(parent, *level, text, span);
                out.push(piece);
            }
            Block::Bullets(items) => self.bullets(parent, items, span, out),
            Block::Checklist(spoken, items) => self.checklist(parent, spoken, items, span, out),
            Block::Steps(steps) => self.steps(parent, steps, span, out),
            Block::Table(table) => self.table(parent, table, span, out),
            Block::Row(head, texts) => {
                let piece = self.labelled_row(parent, head, texts, span);
                out.push(piece);
            }
            Block::Callout { kind, label, title, text } => {
                let piece = self.callout(parent, *kind, label, title, text.as_ref(), span);
                out.push(piece);
            }
            Block::Key(label, text) => {
                let piece = self.key(parent, label, text, span);
                out.push(piece);
            }
            Block::SayFirst(label, text) => {
                let piece = self.key_short(parent, label, text, span);
                out.push(piece);
            }
            Block::Qa(list) => self.questions(parent, list, span, out),
            Block::Definitions(entries) => self.definitions(parent, entries, span, out),
            Block::Figure(figure) => self.figure(parent, figure, span, out),
            Block::WriteIn(rows) => self.write_in(parent, rows, self.edition.blocks.write_in_pitch, span, out),
            Block::Lines(count) => self.lines(*count, span, out),
            Block::Diary(diary) => self.diary(parent, diary, span, out),
            Block::AlertCard(card) => self.alert_card(parent, card, span, out),
            Block::Contacts(rows) => self.contacts(parent, rows, span, out),
            Block::Drugs(drugs) => self.drugs(parent, drugs, span, out),
            Block::Level { kind, title, number, when, items } => {
                self.level(parent, *kind, title, number, when, items, span, out);
            }
        }
    }

    /// A heading of level 2 to 4.
    pub fn heading(&mut self, parent: NodeId, level: u8, text: &Rich, span: Span) -> Piece {
        if level == 2 {
            return self.section_heading(parent, text);
        }
        let role = if level == 3 { &self.edition.roles.h3 } else { &self.edition.roles.h4 };
        let style = self.palette.style(role);
        let mut block = self.paragraph(parent, Role::Heading(level), text, &style);
        block.balance = true;
        let mut piece = self.piece(Body::Text(block), role.before, role.after, Keep::Heading, span);
        if level == 3 {
            piece.after_at_top = Some(self.edition.h());
        }
        piece
    }

    fn list_space(&self, piece: &mut Piece, index: usize, count: usize, gap: Steps, after: Steps) {
        piece.snap = index == 0;
        let less = self.h(gap) - self.h(self.edition.blocks.list_gap_least);
        piece.flex = if index + 1 < count { Flex::Gap(less) } else { Flex::None };
        piece.after = if index + 1 < count { self.h(gap) } else { self.h(after) };
    }

    fn disc(&self, x: Pt, mark: Mark) -> Marker {
        Marker::Disc { size: self.edition.blocks.bullet, x: x + self.edition.blocks.bullet_indent, mark }
    }

    /// The node of a list item: its label's leaf and its body.
    fn list_item(&mut self, list: NodeId, span: Span) -> (NodeId, NodeId) {
        let item = self.tree.add(list, Role::LI, span);
        let label = self.tree.add(item, Role::Lbl, span);
        let leaf = self.tree.add(label, Role::Text, span);
        let body = self.tree.add(item, Role::LBody, span);
        (leaf, body)
    }

    /// Text blocks of a bulleted list; the text hangs from `x`.
    fn bullet_blocks(&mut self, parent: NodeId, items: &[Rich], span: Span) -> Vec<TextBlock> {
        let style = self.palette.style(&self.edition.roles.body);
        let hang = self.edition.blocks.bullet_text;
        let list = self.tree.add(parent, Role::L(Numbering::Disc), span);
        let (x, measure) = (self.master.main(), self.master.measure);
        items
            .iter()
            .map(|item| {
                let at = item.first().map_or(span, |s| s.span);
                let (leaf, body) = self.list_item(list, at);
                if let Some(label) = self.tree.get(leaf).parent {
                    self.tree.get_mut(label).actual = Some("•".into());
                }
                let spans = self.rich(body, item, &style);
                let mut block = self.block_at(spans, style.clone(), x + hang, measure - hang);
                block.marker = Some(self.disc(x, Mark::Content(leaf)));
                block
            })
            .collect()
    }

    pub fn bullets(&mut self, parent: NodeId, items: &[Rich], span: Span, out: &mut Vec<Piece>) {
        let blocks = self.bullet_blocks(parent, items, span);
        let count = blocks.len();
        let (gap, after) = (self.edition.blocks.list_gap, self.edition.roles.body.after);
        for (index, block) in blocks.into_iter().enumerate() {
            let at = block.spans.first().map_or(span, |s| s.span);
            let mut piece = self.piece(Body::Text(block), Steps(0), after, Keep::Item { index, count }, at);
            self.list_space(&mut piece, index, count, gap, after);
            out.push(piece);
        }
    }

    fn checklist(&mut self, parent: NodeId, spoken: &str, items: &[Rich], span: Span, out: &mut Vec<Piece>) {
        let style = self.palette.style(&self.edition.roles.body);
        let m = &self.edition.blocks;
        let list = self.tree.add(parent, Role::L(Numbering::Square), span);
        let count = items.len();
        for (index, item) in items.iter().enumerate() {
            let at = item.first().map_or(span, |s| s.span);
            let (leaf, body) = self.list_item(list, at);
            if let Some(label) = self.tree.get(leaf).parent {
                self.tree.get_mut(label).actual = Some(spoken.to_owned());
            }
            let spans = self.rich(body, item, &style);
            let x = self.master.main();
            let mut block = self.block_at(spans, style.clone(), x + m.check_text, self.master.measure - m.check_text);
            block.marker = Some(Marker::Square {
                size: m.check_box,
                line: m.check_line,
                top: m.check_top,
                x,
                mark: Mark::Content(leaf),
            });
            let after = self.edition.roles.body.after;
            let mut piece = self.piece(Body::Text(block), Steps(0), after, Keep::Item { index, count }, at);
            self.list_space(&mut piece, index, count, m.check_gap, after);
            out.push(piece);
        }
    }

    fn steps(&mut self, parent: NodeId, steps: &[(Rich, Option<Rich>)], span: Span, out: &mut Vec<Piece>) {
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let (bold, body) = (self.palette.style(&roles.h4), self.palette.style(&roles.body));
        let number_style = self.palette.style(&roles.step_number);
        let list = self.tree.add(parent, Role::L(Numbering::Decimal), span);
        let count = steps.len();
        let x = self.master.main() + m.step_text;
        let width = self.master.measure - m.step_text;
        for (index, (title, text)) in steps.iter().enumerate() {
            let at = title.first().map_or(span, |s| s.span);
            let item = self.tree.add(list, Role::LI, at);
            let label = self.tree.add(item, Role::Lbl, at);
            let numeral = self.plain(label, &(index + 1).to_string(), &number_style, at);
            let lbody = self.tree.add(item, Role::LBody, at);
            let mut head = self.paragraph(lbody, Role::P, title, &bold);
            (head.x, head.width) = (x, width);
            if let Some(text) = numeral.into_iter().next() {
                head.marker = Some(Marker::Number {
                    text,
                    style: number_style.clone(),
                    right: self.master.main() + m.step_number_width,
                });
            }
            let mut stack = vec![(Pt::ZERO, head)];
            if let Some(text) = text {
                let mut more = self.paragraph(lbody, Role::P, text, &body);
                (more.x, more.width) = (x, width);
                stack.push((Pt::ZERO, more));
            }
            let block = BoxBlock { cells: vec![Cell { stack, ..Cell::default() }], ..BoxBlock::default() };
            let after = if index + 1 < count { m.step_gap } else { roles.body.after };
            out.push(self.piece(Body::Box(Box::new(block)), Steps(0), after, Keep::Item { index, count }, at));
        }
    }

    fn questions(&mut self, parent: NodeId, list: &[(Rich, Rich)], span: Span, out: &mut Vec<Piece>) {
        let roles = &self.edition.roles;
        let (bold, body) = (self.palette.style(&roles.h4), self.palette.style(&roles.body));
        let count = list.len();
        for (index, (q, a)) in list.iter().enumerate() {
            let at = q.first().map_or(span, |s| s.span);
            let question = self.paragraph(parent, Role::P, q, &bold);
            let before = if index == 0 { roles.h4.before } else { self.edition.blocks.qa_gap };
            let mut piece = self.piece(Body::Text(question), before, roles.h4.after, Keep::Heading, at);
            piece.snap = index == 0;
            out.push(piece);
            let answer = self.paragraph(parent, Role::P, a, &body);
            let after = if index + 1 < count { self.edition.blocks.qa_gap } else { roles.body.after };
            let mut piece = self.piece(Body::Text(answer), Steps(0), after, Keep::Lines, at);
            piece.snap = false;
            out.push(piece);
        }
    }

    pub fn icon(&self, id: &str, x: Pt, y: Pt, size: Pt) -> Vec<Art> {
        self.icons
            .get(id)
            .map(|drawing| Art {
                at: Point::new(x, y),
                size: Size::new(size, size),
                view: drawing.view,
                shapes: self.palette.shapes(drawing),
                raster: None,
                crop: false,
                mark: Mark::Artifact(super::Artifact::Layout),
                link: None,
            })
            .into_iter()
            .collect()
    }

    pub fn full_rule(&self, thickness: Pt, place: RulePlace) -> Rule {
        Rule { x: self.master.left, width: self.master.full(), thickness, color: self.palette.0.ink, place }
    }

    /// A label: in the side column, on the baseline of what stands beside it; without a side column, for a line of
    /// its own.
    pub fn side_label(&mut self, node: NodeId, label: &Rich, indent: Pt, brand: bool) -> Cell {
        let mut style = self.palette.style(&self.edition.roles.side);
        if brand {
            style.color = self.palette.0.brand;
        }
        // A label of a list item is no paragraph in it (ISO 32005, table 5).
        let owner = match self.tree.get(node).role {
            Role::Lbl => node,
            _ => self.tree.add(node, Role::P, label.first().map_or_else(Span::default, |s| s.span)),
        };
        let spans = self.rich(owner, label, &style);
        let width =
            if self.master.has_side() { self.master.side + self.master.gap / 2 } else { self.master.full() } - indent;
        let block = self.block_at(spans, style, self.master.left + indent, width);
        Cell { stack: vec![(Pt::ZERO, block)], top: Pt::ZERO, shares_baseline: true }
    }

    /// What a label labels, with the label beside it or above it.
    pub fn labelled(&self, label: Cell, mut stack: Vec<(Pt, TextBlock)>) -> Vec<Cell> {
        if self.master.has_side() {
            return vec![Cell { stack, ..Cell::default() }, label];
        }
        if let Some(first) = stack.first_mut() {
            first.0 += self.h(self.edition.blocks.label_gap);
        }
        vec![Cell { stack: label.stack.into_iter().chain(stack).collect(), ..Cell::default() }]
    }

    /// Height of a label that stands above what it labels, with the space below it.
    pub fn label_height(&self) -> Pt {
        if self.master.has_side() {
            return Pt::ZERO;
        }
        self.edition.roles.side.leading + self.h(self.edition.blocks.label_gap)
    }

    /// Top of an icon in the middle of the line that its label stands on, or would stand on; `first` is the leading
    /// of the first line of what it labels.
    pub fn icon_top(&self, above: Pt, first: Pt, size: Pt) -> Pt {
        let line = if self.master.has_side() { first } else { self.edition.roles.side.leading };
        above + (line - size) / 2
    }

    fn callout(
        &mut self,
        parent: NodeId,
        kind: CalloutKind,
        label: &Rich,
        title: &Rich,
        text: Option<&Rich>,
        span: Span,
    ) -> Piece {
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let (bold, body) = (self.palette.style(&roles.h4), self.palette.style(&roles.body));
        let node = self.tree.add(parent, Role::Aside, span);
        let side = self.side_label(node, label, m.callout_label, false);
        let mut stack = vec![(Pt::ZERO, self.paragraph(node, Role::P, title, &bold))];
        if let Some(text) = text {
            stack.push((self.h(roles.body.after), self.paragraph(node, Role::P, text, &body)));
        }
        let padding = self.h(m.callout_padding);
        let (rule, icon) = match kind {
            CalloutKind::Urgent => (m.urgent_rule, "icon-warning"),
            CalloutKind::Note => (m.callout_rule, "icon-info"),
            CalloutKind::Tip => (m.callout_rule, "icon-tip"),
        };
        let icon_top = self.icon_top(padding, bold.leading, m.callout_icon);
        let block = BoxBlock {
            cells: self.labelled(side, stack),
            above: padding,
            below: padding,
            rules: vec![self.full_rule(rule, RulePlace::Top), self.full_rule(m.callout_rule, RulePlace::Bottom)],
            art: self.icon(icon, self.master.left, icon_top, m.callout_icon),
            ..BoxBlock::default()
        };
        let mut piece = self.piece(Body::Box(Box::new(block)), m.frame_space, m.frame_space, Keep::Whole, span);
        piece.flex = Flex::Callout;
        piece
    }

    /// The key message: the one closed frame of a page.
    pub fn key(&mut self, parent: NodeId, label: &Rich, text: &Rich, span: Span) -> Piece {
        let style = self.palette.style(&self.edition.roles.key);
        let padding = self.edition.blocks.key_padding;
        // With its label beside it, the frame is two lines higher than the text: what padding leaves over goes below.
        let rest = if self.master.has_side() { self.edition.leading * 2 - padding * 2 } else { Pt::ZERO };
        self.framed(parent, label, text, style, (padding, padding + rest), span)
    }

    fn key_short(&mut self, parent: NodeId, label: &Rich, text: &Rich, span: Span) -> Piece {
        let style = self.palette.style(&self.edition.roles.key_short);
        let h = self.edition.h();
        self.framed(parent, label, text, style, (h, h), span)
    }

    fn framed(
        &mut self,
        parent: NodeId,
        label: &Rich,
        text: &Rich,
        style: TextStyle,
        (above, below): (Pt, Pt),
        span: Span,
    ) -> Piece {
        let m = &self.edition.blocks;
        let node = self.tree.add(parent, Role::Aside, span);
        let side = self.side_label(node, label, m.key_label, true);
        let mut main = self.paragraph(node, Role::P, text, &style);
        main.width = self.master.measure - m.key_label;
        if !self.master.has_side() {
            (main.x, main.width) = (self.master.left + m.key_label, self.master.full() - m.key_label * 2);
        }
        let block = BoxBlock {
            cells: self.labelled(side, vec![(Pt::ZERO, main)]),
            above,
            below,
            frame: Some(FrameLine {
                x: self.master.left,
                width: self.master.full(),
                line: m.key_line,
                color: self.palette.0.brand,
                dash: vec![],
            }),
            ..BoxBlock::default()
        };
        self.piece(Body::Box(Box::new(block)), m.frame_space, m.frame_space, Keep::Whole, span)
    }

    #[allow(clippy::too_many_arguments)]
    fn level(
        &mut self,
        parent: NodeId,
        kind: LevelKind,
        title: &Rich,
        number: &Number,
        when: &Rich,
        items: &[Rich],
        span: Span,
        out: &mut Vec<Piece>,
    ) {
        let roles = &self.edition.roles;
        let m = &self.edition.blocks;
        let node = self.tree.add(parent, Role::Sect, span);
        let heading_style = self.palette.style(&roles.level);
        let body = self.palette.style(&roles.body);
        let mut heading = self.paragraph(node, Role::Heading(2), title, &heading_style);
        // Without a side column the icon stands in the text column, and the heading hangs beside it.
        let hang = if self.master.has_side() { Pt::ZERO } else { m.level_text };
        let mut stack = vec![];
        let mut rules = vec![];
        match number {
            Number::Phone(phone) => {
                // "Call us now: (503) 555-0142": one heading, the number a link in it.
                if let Some(last) = heading.spans.last_mut()
                    && let super::SpanContent::Words(words) = &mut last.content
                {
                    words.push_str(": ");
                }
                let heading_node = self.tree.get(node).children.last().copied().unwrap_or(node);
                let number = self.phone(heading_node, phone, &heading_style, span);
                heading.spans.extend(number);
                stack.push((Pt::ZERO, heading));
            }
            // On a panel the heading may take more than one line, so the line to write on goes with its label.
            Number::Blank(line) if self.master.panels.is_some() => {
                stack.push((Pt::ZERO, heading));
                let label = self.blank_line(node, line, self.master.main() + hang, self.master.measure - hang);
                stack.push((self.edition.h() / 2, label));
            }
            Number::Blank(line) => {
                stack.push((Pt::ZERO, heading));
                let label = self.write_label(node, line, self.master.main() + hang, self.master.measure - hang);
                rules.push(Rule {
                    x: self.master.main() + hang,
                    width: self.master.measure - hang,
                    thickness: m.write_in_line,
                    color: self.palette.0.ink,
                    place: RulePlace::Below(
                        self.edition.h() + heading_style.leading + self.edition.leading + self.edition.h() / 2,
                    ),
                });
                stack.push((self.edition.h() / 2, label));
            }
            Number::None => stack.push((Pt::ZERO, heading)),
        }
        let blank = matches!(number, Number::Blank(_));
        if !when.is_empty() {
            let when = self.paragraph(node, Role::P, when, &body);
            stack.push((if blank { self.edition.h() / 2 } else { Pt::ZERO }, when));
        }
        for (_, block) in &mut stack {
            (block.x, block.width) = (self.master.main() + hang, self.master.measure - hang);
        }
        let (rule, icon) = match kind {
            LevelKind::Emergency => (m.level_rules.0, "icon-call-911"),
            LevelKind::Now => (m.level_rules.1, "icon-call-now"),
            LevelKind::Office => (m.level_rules.2, "icon-office-hours"),
        };
        rules.push(self.full_rule(rule, RulePlace::Top));
        let icon_top = self.h(m.level_icon_top);
        let block = BoxBlock {
            cells: vec![Cell { stack, ..Cell::default() }],
            above: self.edition.h(),
            rules,
            art: self.icon(icon, self.master.left, icon_top, m.level_icon),
            least: if self.master.has_side() { Pt::ZERO } else { icon_top + m.level_icon },
            ..BoxBlock::default()
        };
        let mut head = self.piece(Body::Box(Box::new(block)), Steps(0), m.list_gap, Keep::Glued, span);
        head.flex = Flex::Gap(self.h(m.list_gap) - self.h(m.list_gap_least));
        out.push(head);
        // The items are pieces of their own, so that their space can be given up to keep the page one page.
        let blocks = self.bullet_blocks(node, items, span);
        let count = blocks.len();
        for (index, block) in blocks.into_iter().enumerate() {
            let at = block.spans.first().map_or(span, |s| s.span);
            let keep = if index + 1 < count { Keep::Glued } else { Keep::Whole };
            let mut piece = self.piece(Body::Text(block), Steps(0), m.level_gap, keep, at);
            self.list_space(&mut piece, index, count, m.list_gap, m.level_gap);
            piece.snap = false;
            if index + 1 == count {
                // Levels may come a step nearer to one another before the page becomes two.
                piece.flex = Flex::Gap(self.edition.h());
            }
            out.push(piece);
        }
    }

    /// The label of a line to write on: what is read for it is its `spoken`.
    pub fn write_label(&mut self, parent: NodeId, line: &WriteLine, x: Pt, width: Pt) -> TextBlock {
        let style = self.palette.style(&self.edition.roles.body);
        let mut block = self.paragraph(parent, Role::P, &line.label, &style);
        if let Some(&node) = self.tree.get(parent).children.last() {
            self.tree.get_mut(node).actual = Some(line.spoken.clone());
        }
        (block.x, block.width) = (x, width);
        block
    }

    pub fn write_in(
        &mut self,
        parent: NodeId,
        rows: &[Vec<WriteLine>],
        pitch: Steps,
        span: Span,
        out: &mut Vec<Piece>,
    ) {
        let m = &self.edition.blocks;
        let pitch = self.h(pitch);
        let (left, full) = (self.master.left, self.master.full());
        let style = self.palette.style(&self.edition.roles.body);
        let rows: Vec<&[WriteLine]> =
            rows.iter().flat_map(|row| row.chunks(usize::from(m.write_in_columns.max(1)))).collect();
        let count = rows.len();
        for (index, row) in rows.into_iter().enumerate() {
            let columns = row.len().max(1) as i32;
            let width = (full - m.write_in_gutter * (columns - 1)) / columns;
            let mut cells = vec![];
            let mut rules = vec![];
            // The label stands 2 pt above its line: its descenders end there.
            let drop = pitch - m.write_in_rise - (style.leading - baseline(&style)).scale(1, 2) - baseline(&style);
            for (i, line) in row.iter().enumerate() {
                let x = left + (width + m.write_in_gutter) * i as i32;
                let label = self.write_label(parent, line, x, width);
                cells.push(Cell { stack: vec![(Pt::ZERO, label)], top: drop, shares_baseline: false });
                rules.push(Rule {
                    x,
                    width,
                    thickness: m.write_in_line,
                    color: self.palette.0.ink,
                    place: RulePlace::Below(pitch - m.write_in_line),
                });
            }
            let block = BoxBlock { cells, rules, least: pitch, ..BoxBlock::default() };
            let mut piece =
                self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::Item { index, count }, span);
            // Lines below one another are evenly spaced, wherever the first one stands.
            piece.snap = index == 0;
            if index + 1 == count {
                piece.after = self.edition.leading + self.edition.h();
            }
            out.push(piece);
        }
    }

    /// Contact rows.
    pub fn contacts(&mut self, parent: NodeId, rows: &[Contact], span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let body = self.palette.style(&roles.body);
        let number_style = self.palette.style(&roles.phone);
        let list = self.tree.add(parent, Role::L(Numbering::None), span);
        let count = rows.len();
        for (index, row) in rows.iter().enumerate() {
            let item = self.tree.add(list, Role::LI, span);
            let label = self.tree.add(item, Role::Lbl, span);
            let (rule, icon) = match row.row {
                ContactRow::Emergency => (m.contact_rules.0, Some("icon-warning")),
                ContactRow::DayAndNight => (m.contact_rules.1, Some("icon-call-now")),
                ContactRow::OfficeHours => (m.contact_rules.2, Some("icon-office-hours")),
                ContactRow::Address | ContactRow::Web => (m.contact_rules.2, None),
            };
            let indent = if icon.is_some() { m.contact_label } else { Pt::ZERO };
            let side = self.side_label(label, &row.label, indent, false);
            let lbody = self.tree.add(item, Role::LBody, span);
            let mut stack: Vec<(Pt, TextBlock)> = vec![];
            let mut rules = vec![self.full_rule(rule, RulePlace::Top)];
            let h = self.edition.h();
            let mut below = h;
            let mut first_leading = body.leading;
            match &row.number {
                Number::Phone(phone) => {
                    let node = self.tree.add(lbody, Role::P, span);
                    let spans = self.phone(node, phone, &number_style, span);
                    first_leading = number_style.leading;
                    stack.push((Pt::ZERO, self.block(spans, number_style.clone())));
                }
                Number::Blank(line) if self.master.panels.is_some() => {
                    let (x, width) = (self.master.main(), self.master.measure);
                    let label = self.blank_line(lbody, line, x, width);
                    stack.push((h, label));
                    // Two rules near to each other would look like one line to write on.
                    below += h;
                    if row.row == ContactRow::Address {
                        // A name and an address need more than one line.
                        let first = h * 2 + self.label_height() + baseline(&body) + m.write_in_rise;
                        let pitch = self.h(m.write_in_pitch);
                        let place = RulePlace::Below(first + pitch);
                        rules.push(Rule { x, width, thickness: m.write_in_line, color: self.palette.0.ink, place });
                        below += pitch;
                    }
                }
                Number::Blank(line) => {
                    let (x, width) = (self.master.main(), self.master.measure);
                    let label = self.write_label(lbody, line, x, width);
                    stack.push((Pt::ZERO, label));
                    rules.push(Rule {
                        x,
                        width,
                        thickness: m.write_in_line,
                        color: self.palette.0.ink,
                        place: RulePlace::Below(h + self.label_height() + body.leading + h / 4),
                    });
                }
                Number::None => {}
            }
            for (i, line) in row.lines.iter().enumerate() {
                let gap = if i == 0 && matches!(row.number, Number::Blank(_)) { h } else { Pt::ZERO };
                let block = self.paragraph(lbody, Role::P, line, &body);
                stack.push((gap, block));
            }
            let art = icon.map(|icon| {
                self.icon(icon, self.master.left, self.icon_top(h, first_leading, m.contact_icon), m.contact_icon)
            });
            let block = BoxBlock {
                cells: self.labelled(side, stack),
                above: h,
                below,
                rules,
                art: art.unwrap_or_default(),
                ..BoxBlock::default()
            };
            // All rows on one page: nobody should turn a page for the other number.
            let (after, keep) =
                if index + 1 == count { (roles.body.after, Keep::Whole) } else { (Steps(0), Keep::Glued) };
            out.push(self.piece(Body::Box(Box::new(block)), Steps(0), after, keep, span));
        }
    }

    /// Terms in the side column, meanings in the text column, pages at the right.
    fn definitions(&mut self, parent: NodeId, entries: &[Entry], span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let (bold, body) = (self.palette.style(&roles.table_head), self.palette.style(&roles.body));
        let note = TextStyle { tabular: true, ..self.palette.style(&roles.caption) };
        let list = self.tree.add(parent, Role::L(Numbering::None), span);
        let count = entries.len();
        for (index, entry) in entries.iter().enumerate() {
            let at = entry.term.first().map_or(span, |s| s.span);
            let item = self.tree.add(list, Role::LI, at);
            let label = self.tree.add(item, Role::Lbl, at);
            let term = self.rich(label, &entry.term, &bold);
            let has_side = self.master.has_side();
            let term_width = match (has_side, &entry.page) {
                (true, _) => m.term_width.min(self.master.side + self.master.gap - Pt(8000)),
                // Beside the page number.
                (false, Some(_)) => m.meaning_width,
                (false, None) => self.master.full(),
            };
            let term = self.block_at(term, bold.clone(), self.master.left, term_width);
            let lbody = self.tree.add(item, Role::LBody, at);
            let mut meaning = self.paragraph(lbody, Role::P, &entry.text, &body);
            let mut cells = vec![];
            let page = entry.page.as_ref().and_then(|(id, before, after)| Some((*self.terms.get(id)?, before, after)));
            if let Some((target, before, after)) = page {
                if has_side {
                    meaning.width = m.meaning_width;
                }
                let node = self.tree.add(lbody, Role::P, at);
                let leaf = self.tree.add(node, Role::Text, at);
                let number = TextSpan {
                    content: super::SpanContent::PageAtEnd { of: target, before: before.clone(), after: after.clone() },
                    style: note.style,
                    lang: self.lang(),
                    mark: Mark::Content(leaf),
                    link: None,
                    span: at,
                };
                let block = self.block(vec![number], note.clone());
                cells.push(Cell { stack: vec![(Pt::ZERO, block)], top: Pt::ZERO, shares_baseline: true });
            }
            if has_side {
                cells.insert(0, Cell { stack: vec![(Pt::ZERO, meaning)], ..Cell::default() });
                cells.push(Cell { stack: vec![(Pt::ZERO, term)], top: Pt::ZERO, shares_baseline: true });
            } else {
                let stack = vec![(Pt::ZERO, term), (Pt::ZERO, meaning)];
                cells.insert(0, Cell { stack, ..Cell::default() });
            }
            let rule = Rule { color: self.palette.0.rule, ..self.full_rule(m.table_rules.2, RulePlace::TopHairline) };
            let block = BoxBlock {
                cells,
                above: m.row_above,
                below: m.row_below + m.table_rules.2,
                may_split: true,
                rules: vec![rule],
                ..BoxBlock::default()
            };
            let after = if index + 1 == count { roles.body.after } else { Steps(0) };
            let keep = Keep::Row { index, count, noted: false };
            out.push(self.piece(Body::Box(Box::new(block)), Steps(0), after, keep, at));
        }
    }
}
