//! Step 3: what is drawn on each page, as printpdf's operations.
//!
//! Text goes through printpdf's own text operations, so that it knows the
//! glyphs of each font. Its line and polygon operations cannot hold a path of
//! several subpaths that is filled and stroked at once; path operators are
//! therefore handed through it as they are ([`Op::Unknown`]), a whole path at a
//! time: one by one they would be most of the objects of a file, and each of
//! them an allocation or more.

use std::collections::BTreeMap;
use std::fmt::Write;

use printpdf::{Codepoint, DictItem, LineCapStyle, LineDashPattern, LineJoinStyle, Op, PdfFontHandle, Rgb, TextItem};

use super::Profile;
use super::elements::{is_element, structure_type};
use super::glyphs::{Glyphs, font_id, written_width};
use super::ink::PageInk;
use super::object::{points, push_points, round, utf16};
use crate::base::{Color, Point, Pt, Raster, Size};
use crate::compose::{NodeId, StructTree};
use crate::paginate::{Artifact, Cap, Frame, FrameItem, Mark, Segment, Shape, Stroke};
use crate::typeset::{FaceId, Fonts, Run};

/// Writes pages; keeps what the page's graphics state is, so that nothing is said twice.
pub(super) struct Content<'a> {
    /// The tree that marks point into.
    pub tree: &'a StructTree,
    /// The faces.
    pub fonts: &'a Fonts,
    /// The glyphs used.
    pub glyphs: &'a Glyphs,
    /// Which standards.
    pub profile: Profile,
    /// The pictures drawn so far; their names are their numbers.
    pub rasters: Vec<Raster>,
    ops: Vec<Op>,
    height: Pt,
    fill: Option<Color>,
    font: Option<(FaceId, Pt)>,
    /// The glyphs that printpdf was shown, by face and number in the subset.
    shown: Vec<Vec<bool>>,
}

impl<'a> Content<'a> {
    /// A writer of pages.
    pub(super) fn new(tree: &'a StructTree, fonts: &'a Fonts, glyphs: &'a Glyphs, profile: Profile) -> Content<'a> {
        let shown = vec![vec![]; fonts.faces().len()];
        let (rasters, ops) = (vec![], vec![]);
        Content { tree, fonts, glyphs, profile, rasters, ops, height: Pt::ZERO, fill: None, font: None, shown }
    }

    /// The operations of one page. `whole` tells whether a node has no other ink than this one sequence.
    pub(super) fn page(&mut self, frame: &Frame, ink: &PageInk, whole: &dyn Fn(NodeId) -> bool) -> Vec<Op> {
        self.height = frame.size.height;
        self.fill = None;
        self.font = None;
        for sequence in &ink.sequences {
            self.begin(sequence.mark, sequence.mcid, whole);
            for &item in &sequence.items {
                let placed = &frame.items[item];
                match &placed.item {
                    FrameItem::Run(run) => self.run(run, placed.at),
                    FrameItem::Shapes(shapes) => shapes.iter().for_each(|s| self.shape(s, placed.at)),
                    FrameItem::Cropped(size, shapes) => self.cropped(*size, shapes, placed.at),
                    FrameItem::Raster(size, raster) => self.raster(*size, raster, placed.at),
                    FrameItem::Link { .. } => {}
                }
            }
            self.ops.push(Op::EndMarkedContentWithProperties);
        }
        std::mem::take(&mut self.ops)
    }

    /// Opens a marked content sequence.
    fn begin(&mut self, mark: Mark, mcid: Option<usize>, whole: &dyn Fn(NodeId) -> bool) {
        let mut map = BTreeMap::new();
        let tag = match mark {
            Mark::Content(node) => {
                map.insert("MCID".to_owned(), DictItem::Int(mcid.unwrap_or_default() as i64));
                // Readers that look at the page alone also get the replacement text, if it replaces all of this.
                // A hyphen that is replaced by nothing stays: they join the word themselves if they see it.
                if let Some(actual) = replaced(self.tree, node)
                    && !actual.is_empty()
                    && whole(node)
                {
                    map.insert("ActualText".to_owned(), string(actual));
                }
                let parent = self.tree.get(node).parent.filter(|_| !is_element(self.tree, node));
                structure_type(self.tree.get(parent.unwrap_or(node)).role, self.profile)
            }
            Mark::Artifact(kind) => {
                let (class, subtype) = match kind {
                    Artifact::Layout => ("Layout", None),
                    Artifact::Header | Artifact::Repeated => ("Pagination", Some("Header")),
                    Artifact::Footer => ("Pagination", Some("Footer")),
                };
                map.insert("Type".to_owned(), DictItem::Name(class.into()));
                if let Some(subtype) = subtype {
                    map.insert("Subtype".to_owned(), DictItem::Name(subtype.into()));
                }
                "Artifact"
            }
        };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.into(), properties: DictItem::Dict { map } });
    }

    /// Text from a place on the baseline.
    fn run(&mut self, run: &Run, at: Point) {
        if run.glyphs.is_empty() {
            return;
        }
        self.fill(run.color);
        self.ops.push(Op::StartTextSection);
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            let font = PdfFontHandle::External(font_id(run.face));
            self.ops.push(Op::SetFont { font, size: printpdf::Pt(points(run.size)) });
        }
        // A text position, not a text matrix: printpdf merges runs that follow a matrix.
        self.raw("Td", &self.at(at));
        let face = self.fonts.face(run.face);
        let units = 1000.0 / f64::from(face.units_per_em);
        let spacing =
            if run.size == Pt::ZERO { 0.0 } else { 1000.0 * f64::from(run.spacing.0) / f64::from(run.size.0) };
        let mut pens = Vec::with_capacity(run.glyphs.len());
        let mut pen = 0.0;
        for glyph in run.glyphs.iter() {
            pens.push(pen);
            pen += f64::from(glyph.advance) * units + spacing;
        }
        // Where a reader's pen is, in thousandths of an em; integers, as the widths it adds are.
        let mut reader = 0_i64;
        let mut rise = 0;
        for piece in self.glyphs.pieces(run) {
            if let Some(actual) = &piece.actual {
                let map = BTreeMap::from([("ActualText".to_owned(), string(actual))]);
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".into(),
                    properties: DictItem::Dict { map },
                });
            }
            let mut items = vec![];
            for i in piece.glyphs {
                let glyph = run.glyphs[i];
                if glyph.y_offset != rise {
                    rise = glyph.y_offset;
                    self.show(run.face, &mut items);
                    let up = f64::from(rise) / f64::from(face.units_per_em) * run.size.to_f64();
                    self.raw("Ts", &[round(up)]);
                }
                let wanted = (pens[i] + f64::from(glyph.x_offset) * units).round() as i64;
                if wanted != reader {
                    items.push(TextItem::Offset((reader - wanted) as f32));
                    reader = wanted;
                }
                let code = Codepoint::new(self.glyphs.subset_id(run.face, glyph.id), 0.0);
                match items.last_mut() {
                    Some(TextItem::GlyphIds(codes)) => codes.push(code),
                    _ => items.push(TextItem::GlyphIds(vec![code])),
                }
                reader += written_width(face, glyph.id);
            }
            self.show(run.face, &mut items);
            if piece.actual.is_some() {
                self.ops.push(Op::EndMarkedContentWithProperties);
            }
        }
        if rise != 0 {
            self.raw("Ts", &[0.0]);
        }
        self.ops.push(Op::EndTextSection);
    }

    /// Shows the glyphs gathered so far.
    ///
    /// printpdf embeds and measures what it is shown, so each glyph goes through its own operation once. It writes
    /// every glyph as an object; what it knows already is handed through as the operator that it would write.
    fn show(&mut self, face: FaceId, items: &mut Vec<TextItem>) {
        let items = std::mem::take(items);
        let shown = &mut self.shown[usize::from(face.0)];
        let mut is_new = false;
        for code in items.iter().flat_map(glyphs) {
            let at = usize::from(code.gid);
            if shown.len() <= at {
                shown.resize(at + 1, false);
            }
            is_new |= !std::mem::replace(&mut shown[at], true);
        }
        if is_new {
            self.ops.push(Op::ShowText { items });
        } else if !items.is_empty() {
            self.ops.push(Op::Unknown { key: operator(&items), value: vec![] });
        }
    }

    /// One shape whose coordinates begin at `at`.
    fn shape(&mut self, shape: &Shape, at: Point) {
        let paint = match (shape.fill, &shape.stroke) {
            (None, None) => return,
            (Some(_), None) => "f",
            (None, Some(_)) => "S",
            (Some(_), Some(_)) => "B",
        };
        if shape.segments.is_empty() {
            return;
        }
        if let Some(color) = shape.fill {
            self.fill(color);
        }
        // Curves are written from the place where they begin: discs of one size, of which drawings are full, are then the
        // same bytes, and packed to a few.
        let curved = shape.segments.iter().any(|segment| matches!(segment, Segment::Curve(..)));
        let origin = match shape.segments.first() {
            Some(Segment::Move(first)) if curved => at + *first,
            _ => Point::new(Pt::ZERO, self.height),
        };
        let inside = curved || shape.stroke.is_some();
        if inside {
            self.ops.push(Op::SaveGraphicsState);
        }
        if curved {
            let [x, y] = self.at(origin);
            self.raw("cm", &[1.0, 0.0, 0.0, 1.0, x, y]);
        }
        if let Some(stroke) = &shape.stroke {
            self.pen(stroke);
        }
        let mut path = String::with_capacity(shape.segments.len() * 16);
        let mut add = |points: &[Point], operator: &str| {
            for point in points {
                let place = at + *point;
                for length in [place.x - origin.x, origin.y - place.y] {
                    push_points(&mut path, length);
                    path.push(' ');
                }
            }
            path.push_str(operator);
            path.push('\n');
        };
        for segment in &shape.segments {
            match *segment {
                Segment::Move(p) => add(&[p], "m"),
                Segment::Line(p) => add(&[p], "l"),
                Segment::Curve(a, b, c) => add(&[a, b, c], "c"),
                Segment::Close => add(&[], "h"),
            }
        }
        path.push_str(paint);
        self.ops.push(Op::Unknown { key: path, value: vec![] });
        if inside {
            self.ops.push(Op::RestoreGraphicsState);
        }
    }

    /// Shapes cut off at a rectangle.
    fn cropped(&mut self, size: Size, shapes: &[Shape], at: Point) {
        self.ops.push(Op::SaveGraphicsState);
        let outer = self.fill;
        let [x, y] = self.at(at + Point::new(Pt::ZERO, size.height));
        self.raw("re", &[x, y, points(size.width), points(size.height)]);
        self.raw("W", &[]);
        self.raw("n", &[]);
        shapes.iter().for_each(|s| self.shape(s, at));
        self.ops.push(Op::RestoreGraphicsState);
        self.fill = outer;
    }

    /// A picture of pixels, each one once in the file.
    fn raster(&mut self, size: Size, raster: &Raster, at: Point) {
        let known = self.rasters.iter().position(|r| r == raster);
        let number = known.unwrap_or(self.rasters.len());
        if known.is_none() {
            self.rasters.push(raster.clone());
        }
        let [x, y] = self.at(at + Point::new(Pt::ZERO, size.height));
        self.ops.push(Op::SaveGraphicsState);
        self.raw("cm", &[points(size.width), 0.0, 0.0, points(size.height), x, y]);
        self.ops.push(Op::Unknown { key: "Do".into(), value: vec![DictItem::Name(raster_name(number).into())] });
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Sets up a stroke.
    fn pen(&mut self, stroke: &Stroke) {
        self.ops.push(Op::SetOutlineColor { col: rgb(stroke.color) });
        self.ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(points(stroke.width)) });
        if stroke.cap == Cap::Round {
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
            self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
        }
        if !stroke.dash.is_empty() {
            let pattern = stroke.dash.iter().map(|&d| points(d)).collect();
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern { offset: 0.0, pattern } });
        }
    }

    /// Chooses the color of fills and text.
    fn fill(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            self.ops.push(Op::SetFillColor { col: rgb(color) });
        }
    }

    /// A place in the page's own coordinates: origin bottom left.
    fn at(&self, point: Point) -> [f32; 2] {
        [points(point.x), points(self.height - point.y)]
    }

    /// One operator with numbers.
    fn raw(&mut self, operator: &str, numbers: &[f32]) {
        let value = numbers.iter().map(|&n| DictItem::Real(n)).collect();
        self.ops.push(Op::Unknown { key: operator.into(), value });
    }
}

/// The glyphs of an item.
fn glyphs(item: &TextItem) -> &[Codepoint] {
    match item {
        TextItem::GlyphIds(codes) => codes,
        TextItem::Text(_) | TextItem::Offset(_) => &[],
    }
}

/// The operator that shows glyphs and moves between them (ISO 32000-1, 9.4.3).
fn operator(items: &[TextItem]) -> String {
    let mut out = String::with_capacity(items.iter().map(|item| 6 + 4 * glyphs(item).len()).sum::<usize>());
    out.push('[');
    for item in items {
        if let TextItem::Offset(offset) = item {
            // Writing to a string cannot fail. Offsets are whole numbers.
            let _ = write!(out, "{}", *offset as i64);
            continue;
        }
        out.push('<');
        for code in glyphs(item) {
            for shift in [12, 8, 4, 0] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(code.gid >> shift & 15)]));
            }
        }
        out.push('>');
    }
    out.push_str("] TJ");
    out
}

/// The name of a picture in the resources of its pages.
pub(super) fn raster_name(number: usize) -> String {
    format!("Im{number}")
}

/// The replacement text of a leaf: its own, or that of a parent of which it is the only part.
fn replaced(tree: &StructTree, leaf: NodeId) -> Option<&str> {
    let node = tree.get(leaf);
    node.actual.as_deref().or_else(|| {
        let parent = tree.get(node.parent?);
        if parent.children.len() == 1 { parent.actual.as_deref() } else { None }
    })
}

/// A text string as a property.
fn string(text: &str) -> DictItem {
    DictItem::Bytes(utf16(text))
}

/// A color for printpdf.
fn rgb(color: Color) -> printpdf::Color {
    let channel = |v: u8| (f32::from(v) / 255.0 * 1000.0).round() / 1000.0;
    let (r, g, b) = (channel(color.r), channel(color.g), channel(color.b));
    printpdf::Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
