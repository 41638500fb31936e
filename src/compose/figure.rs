//! Figures: the drawing at the measure, live labels over it or a legend below it, caption.

use super::blocks::baseline;
use super::document::{Art, Body, BoxBlock, Cell, Keep, Marker, Piece, SpanContent, TextSpan, TextStyle};
use super::labels::{Ground, Stand};
use super::text::Composer;
use super::{Artifact, Mark, NodeId, Numbering, Role};
use crate::base::{Cap, Color, Ink, Point, Pt, Rect, Segment, Shape, Size, Span, Stroke};
use crate::content::Steps;
use crate::tailor::{Figure, words};

impl Composer<'_> {
    /// A figure with its caption; a legend, where it needs one, on the same page.
    pub fn figure(&mut self, parent: NodeId, figure: &Figure, span: Span, out: &mut Vec<Piece>) {
        let m = &self.edition.blocks;
        let h = self.edition.h();
        let view = figure.picture.drawing.view;
        let width = self.master.measure;
        // One unit of the drawing, as a ratio of points.
        let unit = (i64::from(width.0), i64::from(view.width.0));
        let drawn = Size::new(width, view.height.scale(unit.0, unit.1));
        let height = drawn.height.snap_up(h);
        let node = self.tree.add(parent, Role::Figure, span);
        self.tree.get_mut(node).alt = Some(figure.picture.alt.clone());
        let leaf = self.tree.add(node, Role::Text, span);
        let shapes = self.palette.shapes(&figure.picture.drawing);
        let mut art = vec![Art {
            at: Point::new(self.master.main(), Pt::ZERO),
            size: drawn,
            view,
            shapes: shapes.clone(),
            raster: None,
            crop: false,
            mark: Mark::Content(leaf),
            link: None,
        }];
        let role = &self.edition.roles.caption;
        let style = self.palette.style(role);
        let caption_node = self.tree.add(node, Role::Caption, span);
        let mut spans = self.plain(caption_node, &format!("{} ", figure.label), &style, span);
        for piece in &mut spans {
            piece.style = piece.style.bolder();
        }
        spans.extend(self.rich(caption_node, &figure.caption, &style));
        let caption = self.block(spans, style.clone());
        let top = height + self.h(m.caption_gap);
        let mut cells = vec![Cell { stack: vec![(Pt::ZERO, caption)], top, shares_baseline: false }];
        let mut legend = None;
        if !figure.labels.is_empty() {
            let tight = TextStyle { leading: style.size.scale(11, 10), ..style.clone() };
            let bold = TextStyle { style: style.style.bolder(), ..tight.clone() };
            let lang = self.lang();
            let widths = self.widths;
            let ink = Ink::of(&shapes);
            let ground = Ground {
                ink: &ink,
                unit,
                area: Rect::new(Pt::ZERO, Pt::ZERO, width, height),
                on: &[self.palette.0.paper, self.palette.0.pale],
                baseline: baseline(&tight),
                style: &tight,
                width: &|text| widths(text, &tight, &lang),
            };
            let list = self.tree.add(parent, Role::L(Numbering::None), span);
            let stands = if let Some(stands) = ground.in_words(&figure.labels) {
                for (label, stand) in figure.labels.iter().zip(&stands) {
                    let body = self.label_body(list, span);
                    let spans = self.rich(body, &label.text, &tight);
                    cells.push(self.standing(spans, &tight, stand));
                }
                stands
            } else {
                let ground = Ground { width: &|text| widths(text, &bold, &lang), ..ground };
                let stands = ground.in_numbers(&figure.labels);
                for (i, stand) in stands.iter().enumerate() {
                    let number = self.number(i + 1, &bold, span);
                    cells.push(self.standing(vec![number], &bold, stand));
                }
                legend = Some(self.legend(list, figure, span));
                stands
            };
            art.extend(stands.iter().filter_map(|stand| self.leader(stand)));
        }
        let block = BoxBlock { cells, art, ..BoxBlock::default() };
        let (after, keep) = if legend.is_some() { (Steps(500), Keep::Glued) } else { (role.after, Keep::Whole) };
        out.push(self.piece(Body::Box(Box::new(block)), m.figure_space, after, keep, span));
        out.extend(legend);
    }

    fn label_body(&mut self, list: NodeId, span: Span) -> NodeId {
        let item = self.tree.add(list, Role::LI, span);
        self.tree.add(item, Role::LBody, span)
    }

    /// Words over the drawing.
    fn standing(&self, spans: Vec<TextSpan>, style: &TextStyle, stand: &Stand) -> Cell {
        let mut block = self.block_at(spans, style.clone(), self.master.main() + stand.left, stand.width);
        block.align = stand.align;
        Cell { stack: vec![(Pt::ZERO, block)], top: stand.top, shares_baseline: false }
    }

    /// A number that leads from the drawing to the legend. Both numbers are for the eye: who listens gets the
    /// description of the drawing, and then the labels one by one.
    fn number(&self, number: usize, style: &TextStyle, span: Span) -> TextSpan {
        TextSpan {
            content: SpanContent::Words(number.to_string()),
            style: style.style,
            lang: self.lang(),
            mark: Mark::Artifact(Artifact::Layout),
            link: None,
            span,
        }
    }

    /// The labels with their numbers: in two columns, if each stays on one line.
    fn legend(&mut self, list: NodeId, figure: &Figure, span: Span) -> Piece {
        let role = &self.edition.roles.caption;
        let style = self.palette.style(role);
        let bold = TextStyle { style: style.style.bolder(), ..style.clone() };
        let (lang, widths) = (self.lang(), self.widths);
        let count = figure.labels.len();
        let wide = |digits: &str| widths(digits, &bold, &lang);
        let number = wide(if count > 9 { "88" } else { "8" });
        let indent = number + style.size / 2;
        let gutter = style.size;
        let half = (self.master.measure - gutter) / 2;
        let longest = figure.labels.iter().map(|label| widths(&words(&label.text), &style, &lang)).max();
        let two = count > 2 && longest.is_some_and(|longest| longest <= half - indent);
        let (per_column, measure) = if two { (count.div_ceil(2), half) } else { (count, self.master.measure) };
        let mut cells: Vec<Cell> = vec![];
        for (i, label) in figure.labels.iter().enumerate() {
            let x = self.master.main() + (measure + gutter) * (i / per_column) as i32;
            let body = self.label_body(list, span);
            let spans = self.rich(body, &label.text, &style);
            let mut block = self.block_at(spans, style.clone(), x + indent, measure - indent);
            let text = self.number(i + 1, &bold, span);
            block.marker = Some(Marker::Number { text, style: bold.clone(), right: x + number });
            if i % per_column == 0 {
                cells.push(Cell::default());
            }
            if let Some(cell) = cells.last_mut() {
                cell.stack.push((Pt::ZERO, block));
            }
        }
        let block = BoxBlock { cells, ..BoxBlock::default() };
        self.piece(Body::Box(Box::new(block)), Steps(0), role.after, Keep::Whole, span)
    }

    /// The leader line of a label.
    fn leader(&self, stand: &Stand) -> Option<Art> {
        let (from, target) = stand.leader?;
        let stroke = Stroke { color: Color::INK, width: self.edition.blocks.leader_line, cap: Cap::Butt, dash: vec![] };
        let shape =
            Shape { segments: vec![Segment::Move(from), Segment::Line(target)], fill: None, stroke: Some(stroke) };
        let unit = Size::new(Pt(1000), Pt(1000));
        Some(Art {
            at: Point::new(self.master.main(), Pt::ZERO),
            size: unit,
            view: unit,
            shapes: std::sync::Arc::new(vec![shape]),
            raster: None,
            crop: false,
            mark: Mark::Artifact(Artifact::Layout),
            link: None,
        })
    }
}
