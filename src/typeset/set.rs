//! Set text and boxes as frames, with what is still to come: page numbers.

use super::lines::{self, Line, LineRun};
use super::shape::Shaper;
use super::{Face, FaceId, Frame, FrameItem, Glyph, Run};
use crate::base::{Cap, Color, Diagnostic, Point, Pt, Rect, Segment, Shape, Size, Span, Stroke};
use crate::compose::{
    Align, Art, Artifact, BoxBlock, Cell, FrameLine, Leader, LinkTo, Mark, Marker, NodeId, Rule, RulePlace,
    SpanContent, Target, TextBlock, TextStyle,
};

/// A frame, and page numbers that stand in it once pages are known.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// What is known.
    pub frame: Frame,
    /// What is not.
    pub late: Vec<Late>,
}

impl Set {
    /// Adds all of another set, moved by `by`.
    pub fn place(&mut self, by: Point, other: &Set) {
        self.frame.place(by, &other.frame);
        self.late.extend(other.late.iter().map(|l| Late { at: l.at + by, ..l.clone() }));
    }
}

/// A page number to come, right-aligned.
#[derive(Clone, Debug)]
pub struct Late {
    /// Right end of the baseline.
    pub at: Point,
    /// Whose page.
    pub of: NodeId,
    /// Words before and after it.
    pub around: (Option<Run>, Option<Run>),
    /// Its figures.
    pub figures: Figures,
    /// What it belongs to.
    pub mark: Mark,
    /// A leader, and the place where the text before it ends.
    pub leader: Option<(Leader, Pt)>,
    /// A link over it.
    pub link: Option<LinkTo>,
}

/// The ten figures, shaped, all of one width; numbers are made of them without shaping.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Glyphs of 0 to 9.
    pub glyphs: [Glyph; 10],
    /// A run of no text in their style.
    pub style: Run,
    /// Units of the face in an em.
    pub units_per_em: u16,
}

impl Figures {
    /// The run of a number.
    pub fn number(&self, number: u32) -> Run {
        let text = number.to_string();
        let glyphs: Vec<Glyph> = text
            .bytes()
            .enumerate()
            .map(|(i, digit)| Glyph { cluster: i as u32, ..self.glyphs[usize::from(digit - b'0')] })
            .collect();
        let units: i32 = glyphs.iter().map(|g| g.advance).sum();
        let width = self.style.size.scale(i64::from(units), i64::from(self.units_per_em));
        Run { text: text.into(), glyphs: glyphs.into(), width, ..self.style.clone() }
    }
}

/// What setting needs at hand.
pub(super) struct Setter<'a, 'f> {
    pub shaper: &'a mut Shaper<'f>,
    /// Page numbers for references in running text.
    pub pages: &'a dyn Fn(NodeId) -> u32,
    pub whole_words: &'a [String],
    pub problems: &'a mut Vec<Diagnostic>,
    /// Underline of a link: thickness, and distance below the baseline.
    pub underline: (Pt, Pt),
}

/// A set text block: its lines, each a frame as high as the leading, x from the left of the page.
pub(super) struct SetText {
    pub lines: Vec<Set>,
    pub leading: Pt,
    pub baseline: Pt,
}

/// First baseline of a line box below its top, in the main face.
fn baseline(face: &Face, style: &TextStyle) -> Pt {
    let em = i64::from(face.units_per_em);
    let (ascent, descent) = (i64::from(face.ascent), i64::from(face.descent));
    let height = style.size.scale(ascent - descent, em);
    (style.leading - height) / 2 + style.size.scale(ascent, em)
}

impl Setter<'_, '_> {
    fn main_face(&self, style: &TextStyle) -> FaceId {
        self.shaper.fonts.of_style(style.style).next().unwrap_or(FaceId(0))
    }

    pub fn text(&mut self, block: &TextBlock) -> SetText {
        let face = self.shaper.fonts.face(self.main_face(&block.style));
        let (baseline, x_height) =
            (baseline(face, &block.style), block.style.size.scale(i64::from(face.x_height), 1000));
        let late = block.spans.iter().find_map(|span| match &span.content {
            SpanContent::PageAtEnd { of, before, after } => Some((span, *of, before.clone(), after.clone())),
            _ => None,
        });
        let mut narrowed = block.clone();
        if block.leader.is_some() {
            // Room for the number and for enough dots to lead to it.
            narrowed.width = block.width - block.style.size * 4;
        }
        let mut lines = lines::set(&narrowed, self.shaper, self.pages, self.whole_words, self.problems);
        if lines.is_empty() {
            lines.push(Line { runs: vec![], width: Pt::ZERO });
        }
        let count = lines.len();
        let mut sets = vec![];
        for (i, line) in lines.into_iter().enumerate() {
            let mut set = Set::default();
            set.frame.size = Size::new(block.width, block.style.leading);
            let start = match block.align {
                Align::Left => block.x,
                Align::Right => block.x + block.width - line.width,
                Align::Center => block.x + (block.width - line.width) / 2,
            };
            if i == 0 {
                self.marker(block, baseline, x_height, &mut set);
            }
            let end = start + line.width;
            place_runs(line.runs, start, baseline, self.underline, &mut set.frame);
            if let Some(blank) = block.blank.filter(|_| i + 1 == count) {
                let from = end + blank.gap;
                let line = Rect::new(from, baseline + blank.drop, block.x + block.width - from, blank.line);
                set.frame.rule(line, blank.color);
            }
            if i + 1 == count
                && let Some((span, of, before, after)) = &late
            {
                let figures = self.figures(&block.style, span.style, span.span);
                let around = (self.bare_run(before, block, span.style), self.bare_run(after, block, span.style));
                set.late.push(Late {
                    at: Point::new(block.x + block.width, baseline),
                    of: *of,
                    around,
                    figures,
                    mark: span.mark,
                    leader: block.leader.map(|leader| (leader, end)),
                    link: span.link.clone(),
                });
            }
            sets.push(set);
        }
        SetText { lines: sets, leading: block.style.leading, baseline }
    }

    /// A run of words without a place.
    fn bare_run(&mut self, words: &str, block: &TextBlock, style: crate::base::FontStyle) -> Option<Run> {
        let span = block.spans.first()?;
        let text_span =
            crate::compose::TextSpan { content: SpanContent::Words(words.to_owned()), style, ..span.clone() };
        let one = TextBlock { spans: vec![text_span], width: Pt::MAX, leader: None, marker: None, ..block.clone() };
        let line = lines::set(&one, self.shaper, self.pages, &[], self.problems).into_iter().next()?;
        line.runs.into_iter().next().map(|r| r.run)
    }

    /// One line of plain words in a style, for furniture.
    pub fn furniture(&mut self, words: &str, style: &TextStyle, lang: &crate::base::Lang) -> Option<Run> {
        let span = crate::compose::TextSpan {
            content: SpanContent::Words(words.to_owned()),
            style: style.style,
            lang: lang.clone(),
            mark: Mark::Artifact(Artifact::Footer),
            link: None,
            span: Span::default(),
        };
        let block = TextBlock {
            spans: vec![span],
            style: style.clone(),
            x: Pt::ZERO,
            width: Pt::MAX,
            align: Align::Left,
            balance: false,
            hyphenate: false,
            marker: None,
            leader: None,
            blank: None,
        };
        let line = lines::set(&block, self.shaper, self.pages, &[], self.problems).into_iter().next()?;
        line.runs.into_iter().next().map(|r| r.run)
    }

    /// The figures of a style.
    pub fn figures(&mut self, style: &TextStyle, font: crate::base::FontStyle, span: Span) -> Figures {
        let id = self.shaper.fonts.of_style(font).next().unwrap_or(FaceId(0));
        let lang = crate::base::Lang::new("en");
        let glyphs = std::array::from_fn(|digit| {
            let shaped = self.shaper.shape(id, &digit.to_string(), &lang, true);
            shaped.glyphs.first().copied().unwrap_or(Glyph { id: 0, advance: 0, x_offset: 0, y_offset: 0, cluster: 0 })
        });
        let style = Run {
            face: id,
            size: style.size,
            color: style.color,
            spacing: Pt::ZERO,
            text: "".into(),
            glyphs: [].into(),
            width: Pt::ZERO,
            span,
        };
        Figures { glyphs, style, units_per_em: self.shaper.fonts.face(id).units_per_em }
    }

    fn marker(&mut self, block: &TextBlock, baseline: Pt, x_height: Pt, set: &mut Set) {
        match &block.marker {
            None => {}
            Some(Marker::Disc { size, x, mark }) => {
                let top = baseline - x_height / 2 - *size / 2;
                set.frame.push(
                    Point::new(*x, top),
                    *mark,
                    FrameItem::Shapes(vec![Shape::disc(Point::default(), *size, block.style.color)]),
                );
            }
            Some(Marker::Square { size, line, top, x, mark }) => {
                set.frame.push(
                    Point::new(*x, *top),
                    *mark,
                    FrameItem::Shapes(vec![outline(
                        Size::new(*size, *size),
                        *line,
                        block.style.color,
                        &[],
                        Some(Color::PAPER),
                    )]),
                );
            }
            Some(Marker::Number { text, style, right }) => {
                let mut number = TextBlock {
                    spans: vec![text.clone()],
                    style: style.clone(),
                    x: Pt::ZERO,
                    width: Pt::MAX,
                    marker: None,
                    leader: None,
                    ..block.clone()
                };
                number.hyphenate = false;
                let lines = lines::set(&number, self.shaper, self.pages, &[], self.problems);
                if let Some(line) = lines.into_iter().next() {
                    place_runs(line.runs, *right - line.width, baseline, self.underline, &mut set.frame);
                }
            }
        }
    }

    /// A box: its cells side by side, then rules, frame and drawings.
    pub fn boxed(&mut self, block: &BoxBlock) -> Set {
        let mut set = Set::default();
        let mut content = Set::default();
        let mut bottom = Pt::ZERO;
        let mut shared: Option<Pt> = None;
        for cell in &block.cells {
            let end = self.cell(cell, block.above, &mut shared, &mut content);
            bottom = bottom.max(end);
        }
        let height = (bottom + block.below).max(block.least);
        set.frame.size = Size::new(Pt::ZERO, height);
        for rule in &block.rules {
            set.frame.rule(rule_rect(rule, height), rule.color);
        }
        if let Some(frame) = &block.frame {
            push_frame(&mut set.frame, Rect::new(frame.x, Pt::ZERO, frame.width, height), frame);
        }
        for art in &block.art {
            push_art(&mut set.frame, art);
        }
        set.place(Point::default(), &content);
        set
    }

    /// Sets a cell; gives the bottom of its last line. The first cell's first baseline is kept in `shared`.
    fn cell(&mut self, cell: &Cell, above: Pt, shared: &mut Option<Pt>, content: &mut Set) -> Pt {
        let mut y = above + cell.top;
        for (i, (gap, block)) in cell.stack.iter().enumerate() {
            y += *gap;
            let text = self.text(block);
            if i == 0 {
                match *shared {
                    Some(line) if cell.shares_baseline => y = line - text.baseline,
                    Some(_) => {}
                    None => *shared = Some(y + text.baseline),
                }
            }
            for line in &text.lines {
                content.place(Point::new(Pt::ZERO, y), line);
                y += text.leading;
            }
        }
        y
    }
}

fn rule_rect(rule: &Rule, height: Pt) -> Rect {
    let drop = Pt(1000);
    let y = match rule.place {
        RulePlace::Top => drop - rule.thickness,
        RulePlace::Bottom => height + drop - rule.thickness,
        RulePlace::BottomHairline => height - rule.thickness / 2,
        RulePlace::TopHairline => -(rule.thickness / 2),
        RulePlace::Below(distance) => distance,
        RulePlace::Upright => return Rect::new(rule.x, Pt::ZERO, rule.width, height),
    };
    Rect::new(rule.x, y, rule.width, rule.thickness)
}

/// Places the runs of a line; links get their sensitive area and, on the web, an underline.
fn place_runs(runs: Vec<LineRun>, start: Pt, baseline: Pt, (thickness, drop): (Pt, Pt), frame: &mut Frame) {
    for LineRun { x, run, mark, link, ink } in runs {
        let at = Point::new(start + x, baseline);
        let size = run.size;
        if let Some(link) = link {
            let area = Size::new(ink, size.scale(5, 4));
            let corner = Point::new(at.x, baseline - size.scale(19, 20));
            if let Target::Uri(uri) = &link.target
                && !uri.starts_with("tel:")
            {
                let line = Rect::new(at.x, baseline + drop, ink, thickness);
                frame.rule(line, run.color);
            }
            frame.push(corner, mark, FrameItem::Link { size: area, target: link.target, contents: link.contents });
        }
        frame.push(at, mark, FrameItem::Run(run));
    }
}

/// A closed frame whose outer edge is `rect`.
pub(super) fn push_frame(frame: &mut Frame, rect: Rect, line: &FrameLine) {
    let shape = outline(rect.size, line.line, line.color, &line.dash, None);
    frame.push(rect.origin, Mark::Artifact(Artifact::Layout), FrameItem::Shapes(vec![shape]));
}

fn outline(size: Size, line: Pt, color: Color, dash: &[Pt], fill: Option<Color>) -> Shape {
    let (x0, y0, x1, y1) = (line / 2, line / 2, size.width - line / 2, size.height - line / 2);
    let segments = vec![
        Segment::Move(Point::new(x0, y0)),
        Segment::Line(Point::new(x1, y0)),
        Segment::Line(Point::new(x1, y1)),
        Segment::Line(Point::new(x0, y1)),
        Segment::Close,
    ];
    Shape { segments, fill, stroke: Some(Stroke { color, width: line, cap: Cap::Butt, dash: dash.to_vec() }) }
}

/// A drawing scaled to its extent: to its width, or so that it fills the extent and is cut off there.
pub(super) fn push_art(frame: &mut Frame, art: &Art) {
    let ratio = |length: Pt, view: Pt| (i64::from(length.0), i64::from(view.0.max(1)));
    let across = ratio(art.size.width, art.view.width);
    let down = ratio(art.size.height, art.view.height);
    let (num, den) = if art.crop && down.0 * across.1 > across.0 * down.1 { down } else { across };
    let offset = if art.crop {
        Point::new(
            (art.size.width - art.view.width.scale(num, den)) / 2,
            (art.size.height - art.view.height.scale(num, den)) / 2,
        )
    } else {
        Point::default()
    };
    let place = |p: Point| offset + Point::new(p.x.scale(num, den), p.y.scale(num, den));
    let shapes: Vec<Shape> = art
        .shapes
        .iter()
        .map(|shape| Shape {
            segments: shape
                .segments
                .iter()
                .map(|segment| match *segment {
                    Segment::Move(p) => Segment::Move(place(p)),
                    Segment::Line(p) => Segment::Line(place(p)),
                    Segment::Curve(a, b, c) => Segment::Curve(place(a), place(b), place(c)),
                    Segment::Close => Segment::Close,
                })
                .collect(),
            fill: shape.fill,
            stroke: shape.stroke.as_ref().map(|s| Stroke {
                color: s.color,
                width: s.width.scale(num, den),
                cap: s.cap,
                dash: s.dash.iter().map(|d| d.scale(num, den)).collect(),
            }),
        })
        .collect();
    let item = match &art.raster {
        Some(raster) => FrameItem::Raster(art.size, raster.clone()),
        None if art.crop => FrameItem::Cropped(art.size, shapes),
        None => FrameItem::Shapes(shapes),
    };
    frame.push(art.at, art.mark, item);
    if let Some(link) = &art.link {
        let item = FrameItem::Link { size: art.size, target: link.target.clone(), contents: link.contents.clone() };
        frame.push(art.at, art.mark, item);
    }
}
