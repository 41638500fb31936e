//! The back page: how to reach the clinic, the square code, other formats, about the guide.

use qrcodegen::{QrCode, QrCodeEcc};

use super::document::{Art, Body, BoxBlock, Cell, Chapter, Keep, LinkTo, Piece, RulePlace};
use super::text::Composer;
use super::{Mark, NodeId, Role, StructTree, Target};
use crate::base::{Point, Pt, Segment, Shape, Size, Span};
use crate::content::Steps;
use crate::tailor::{Back, CodeBox, Rich, link_to};

impl Composer<'_> {
    /// The last page of the brochure.
    pub fn back(&mut self, back: &Back) -> Chapter {
        let roles = &self.edition.roles;
        let span = Span::default();
        let sect = self.tree.add(StructTree::ROOT, Role::Sect, span);
        let h1 = self.palette.style(&roles.h1);
        let mut title = self.paragraph(sect, Role::Heading(1), &back.title, &h1);
        title.balance = true;
        let mut pieces = vec![self.piece(Body::Text(title), roles.h1.before, roles.h1.after, Keep::Heading, span)];
        self.contacts(sect, &back.contacts, span, &mut pieces);
        if let Some(code) = &back.code {
            pieces.push(self.code(sect, code));
        }
        let body = self.palette.style(&roles.body);
        let formats_style = self.palette.style(&roles.formats);
        let mut lines = vec![(&back.formats.1, formats_style)];
        lines.extend(back.formats.2.iter().map(|line| (line, body.clone())));
        let formats = self.side_row(sect, &back.formats.0, &lines);
        let lines: Vec<_> = back.about.1.iter().map(|line| (line, body.clone())).collect();
        let mut about = self.side_row(sect, &back.about.0, &lines);
        if self.master.panels.is_some() {
            // A panel has no foot to hold the code.
            let code = self.code_line(&body);
            if let (Body::Box(block), height) = (&mut about.body, self.edition.h() / 2)
                && let Some(cell) = block.cells.first_mut()
            {
                cell.stack.push((height, code));
            }
        }
        Chapter { anchored: vec![formats, about], one_page: true, ..Chapter::new(self.master.clone(), pieces) }
    }

    /// A rule, a label in the side column, paragraphs in the text column.
    fn side_row(&mut self, sect: NodeId, label: &Rich, lines: &[(&Rich, super::TextStyle)]) -> Piece {
        let m = &self.edition.blocks;
        let h = self.edition.h();
        let span = Span::default();
        let side = (!label.is_empty()).then(|| self.side_label(sect, label, Pt::ZERO, false));
        let stack = lines
            .iter()
            .enumerate()
            .map(|(i, (line, style))| (if i == 0 { Pt::ZERO } else { h }, self.paragraph(sect, Role::P, line, style)))
            .collect();
        let block = BoxBlock {
            cells: match side {
                Some(side) => self.labelled(side, stack),
                None => vec![Cell { stack, ..Cell::default() }],
            },
            above: h,
            below: h,
            rules: vec![self.full_rule(m.callout_rule, RulePlace::Top)],
            ..BoxBlock::default()
        };
        self.piece(Body::Box(Box::new(block)), Steps(0), Steps(0), Keep::Whole, span)
    }

    /// The square code with the words beside it.
    fn code(&mut self, sect: NodeId, code: &CodeBox) -> Piece {
        let m = &self.edition.blocks;
        let roles = &self.edition.roles;
        let h = self.edition.h();
        let span = Span::default();
        let link_node = self.tree.add(sect, Role::Link, span);
        let figure = self.tree.add(link_node, Role::Figure, span);
        self.tree.get_mut(figure).alt = Some(code.alt.clone());
        let leaf = self.tree.add(figure, Role::Text, span);
        let art = modules(&code.url).map(|(shape, count)| Art {
            at: Point::new(self.master.left, h / 2),
            size: Size::new(m.code, m.code),
            view: Size::new(Pt(1000) * count, Pt(1000) * count),
            shapes: std::sync::Arc::new(vec![Shape { fill: Some(self.palette.0.ink), ..shape }]),
            raster: None,
            crop: false,
            mark: Mark::Content(leaf),
            link: Some(LinkTo { target: Target::Uri(code.url.clone()), contents: code.alt.clone() }),
        });
        let (title, body) = (self.palette.style(&roles.h3), self.palette.style(&roles.body));
        let bold = self.palette.style(&roles.h4);
        let address: Rich = link_to(&code.url);
        let mut stack = vec![(Pt::ZERO, self.paragraph(sect, Role::P, &code.title, &title))];
        if !code.text.is_empty() {
            stack.push((h / 2, self.paragraph(sect, Role::P, &code.text, &body)));
        }
        stack.push((Pt::ZERO, self.paragraph(sect, Role::P, &address, &bold)));
        if !self.master.has_side() {
            for (_, block) in &mut stack {
                (block.x, block.width) = (self.master.left + m.code_text, self.master.full() - m.code_text);
            }
        }
        let block = BoxBlock {
            cells: vec![Cell { stack, ..Cell::default() }],
            least: m.code + h,
            art: art.into_iter().collect(),
            ..BoxBlock::default()
        };
        self.piece(Body::Box(Box::new(block)), m.frame_space, m.frame_space, Keep::Whole, span)
    }
}

/// The dark modules of a code as one outline, a thousand units a module, and how many modules a side has.
fn modules(url: &str) -> Option<(Shape, i32)> {
    let code = QrCode::encode_text(url, QrCodeEcc::Medium).ok()?;
    let count = code.size();
    let mut segments = vec![];
    for y in 0..count {
        let mut x = 0;
        while x < count {
            let start = x;
            while x < count && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let at = |x: i32, y: i32| Point::new(Pt(1000) * x, Pt(1000) * y);
                segments.extend([
                    Segment::Move(at(start, y)),
                    Segment::Line(at(x, y)),
                    Segment::Line(at(x, y + 1)),
                    Segment::Line(at(start, y + 1)),
                    Segment::Close,
                ]);
            }
            x += 1;
        }
    }
    Some((Shape { segments, fill: None, stroke: None }, count))
}
