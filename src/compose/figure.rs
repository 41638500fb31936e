//! Figures: the drawing at the measure, live labels over it, caption below.

use super::document::{Align, Art, Body, BoxBlock, Cell, Keep, Piece};
use super::text::Composer;
use super::{Artifact, Mark, NodeId, Numbering, Role};
use crate::base::{Cap, Color, Point, Pt, Segment, Shape, Size, Span, Stroke};
use crate::content::Anchor;
use crate::tailor::{Figure, FigureLabel, words};

impl Composer<'_> {
    /// A figure with its caption, as one piece.
    pub fn figure(&mut self, parent: NodeId, figure: &Figure, span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let h = self.edition.h();
        let view = figure.picture.drawing.view;
        let width = self.master.measure;
        let height = width.scale(i64::from(view.height.0), i64::from(view.width.0)).snap_up(h);
        let x = self.master.main();
        let node = self.tree.add(parent, Role::Figure, span);
        self.tree.get_mut(node).alt = Some(figure.picture.alt.clone());
        let leaf = self.tree.add(node, Role::Text, span);
        let drawn = Size::new(width, width.scale(i64::from(view.height.0), i64::from(view.width.0)));
        let mut art = vec![Art {
            at: Point::new(x, Pt::ZERO),
            size: drawn,
            view,
            shapes: self.palette.shapes(&figure.picture.drawing),
            crop: false,
            mark: Mark::Content(leaf),
            link: None,
        }];
        // One unit of the drawing, as a ratio of points.
        let (num, den) = (i64::from(width.0), i64::from(view.width.0));
        let mut cells = vec![];
        let role = &self.edition.roles.caption;
        let style = self.palette.style(role);
        let caption_top = height + self.h(m.caption_gap);
        let caption_node = self.tree.add(node, Role::Caption, span);
        let mut spans = self.plain(caption_node, &format!("{} ", figure.label), &style, span);
        for piece in &mut spans {
            piece.style = piece.style.bolder();
        }
        spans.extend(self.rich(caption_node, &figure.caption, &style));
        let caption = self.block(spans, style.clone());
        cells.push(Cell { stack: vec![(Pt::ZERO, caption)], top: caption_top, shares_baseline: false });
        if !figure.labels.is_empty() {
            let list = self.tree.add(parent, Role::L(Numbering::None), span);
            for label in &figure.labels {
                cells.push(self.label(list, label, (num, den), width, span));
                art.extend(self.leader(label, (num, den), &style.size));
            }
        }
        let block = BoxBlock { cells, art, ..BoxBlock::default() };
        let mut piece = self.piece(Body::Box(Box::new(block)), m.figure_space, role.after, Keep::Whole, span);
        piece.snap = true;
        out.push(piece);
    }

    fn label(&mut self, list: NodeId, label: &FigureLabel, (num, den): (i64, i64), full: Pt, span: Span) -> Cell {
        let style = self.palette.style(&self.edition.roles.caption);
        let item = self.tree.add(list, Role::LI, span);
        let body = self.tree.add(item, Role::LBody, span);
        let spans = self.rich(body, &label.text, &style);
        let (x, y) = (label.at.0.scale(num, den), label.at.1.scale(num, den));
        // A word is never too wide for its label, however large the type is beside the drawing.
        let longest = words(&label.text).split_whitespace().map(|word| word.chars().count() as i64).max().unwrap_or(0);
        let width = label.width.map_or(full, |w| w.scale(num, den).max(style.size.scale(longest * 56, 100)));
        // Large type may reach over the drawing's edge, where its anchor was chosen for smaller type: it moves inward.
        let letters = style.size.scale(words(&label.text).chars().count() as i64 * 48, 100).min(width);
        let x = match label.anchor {
            Anchor::Start => x.min(full - letters),
            Anchor::Middle => x.clamp(letters / 2, full - letters / 2),
            Anchor::End => x.max(letters),
        };
        let (left, align) = match label.anchor {
            Anchor::Start => (x, Align::Left),
            Anchor::Middle => (x - width / 2, Align::Center),
            Anchor::End => (x - width, Align::Right),
        };
        let tight = super::TextStyle { leading: style.size.scale(11, 10), ..style };
        let lines = estimate_lines(&words(&label.text), label.width.map(|_| width), tight.size);
        let top = y - (tight.leading * lines) / 2;
        let mut block = self.block_at(spans, tight, self.master.main() + left, width);
        block.align = align;
        Cell { stack: vec![(Pt::ZERO, block)], top, shares_baseline: false }
    }

    /// The leader line of a label: from the nearest edge of its box to its target.
    fn leader(&self, label: &FigureLabel, (num, den): (i64, i64), size: &Pt) -> Option<Art> {
        let (tx, ty) = label.target?;
        let target = Point::new(tx.scale(num, den), ty.scale(num, den));
        let at = Point::new(label.at.0.scale(num, den), label.at.1.scale(num, den));
        // The box of one line, by the mean width of a letter (0.53 em); labels with leaders are short.
        let letters = words(&label.text).chars().count() as i64;
        let width = size.scale(letters * 53, 100);
        let half = *size * 11 / 20;
        let (left, right) = match label.anchor {
            Anchor::Start => (at.x, at.x + width),
            Anchor::Middle => (at.x - width / 2, at.x + width / 2),
            Anchor::End => (at.x - width, at.x),
        };
        let clear = Pt(3000);
        let from = if target.y > at.y + half {
            Point::new(target.x.clamp(left, right), at.y + half)
        } else if target.y < at.y - half {
            Point::new(target.x.clamp(left, right), at.y - half)
        } else if target.x > right {
            Point::new(right + clear, at.y)
        } else {
            Point::new(left - clear, at.y)
        };
        let stroke = Stroke { color: Color::INK, width: self.edition.blocks.leader_line, cap: Cap::Butt, dash: vec![] };
        let shape =
            Shape { segments: vec![Segment::Move(from), Segment::Line(target)], fill: None, stroke: Some(stroke) };
        let unit = Size::new(Pt(1000), Pt(1000));
        Some(Art {
            at: Point::new(self.master.main(), Pt::ZERO),
            size: unit,
            view: unit,
            shapes: std::sync::Arc::new(vec![shape]),
            crop: false,
            mark: Mark::Artifact(Artifact::Layout),
            link: None,
        })
    }
}

/// How many lines a label takes, by the mean width of a letter; it centers the label on its anchor.
fn estimate_lines(text: &str, width: Option<Pt>, size: Pt) -> i32 {
    let Some(width) = width else { return 1 };
    let letter = size.scale(50, 100);
    let most = (width.0 / letter.0.max(1)).max(1) as usize;
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > most {
            lines += 1;
            used = length;
        } else {
            used += length + usize::from(used > 0);
        }
    }
    lines
}
