//! SVG drawings to plain shapes in theme colors.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use usvg::roxmltree;
use usvg::tiny_skia_path::{PathSegment, Point as SkiaPoint};

use super::files::Figures;
use crate::base::{Cap, Color, Id, Point, Pt, Segment, Size};

/// Largest drawing, in bytes.
pub const MAX_SVG: usize = 262_144;
/// Most elements and texts in a drawing.
pub const MAX_NODES: u32 = 20_000;
/// Deepest nesting of elements in a drawing.
const MAX_DEPTH: usize = 64;
/// Longest side of a drawing's view box, in its units.
pub const MAX_VIEW: f64 = 10_000.0;
/// Most shapes in a drawing.
pub const MAX_SHAPES: usize = 4_000;

/// Drawings, by figure. One whose file is known to be sound is read when it is first asked for.
#[derive(Clone, Default)]
pub struct Drawings(BTreeMap<Id, Entry>);

#[derive(Clone)]
struct Entry {
    drawing: OnceLock<Option<Drawing>>,
    /// What it is read from, if it was not read yet: the file, its view and the palette.
    file: Option<(Cow<'static, [u8]>, (f64, f64), Arc<Palette>)>,
}

impl Drawings {
    /// Puts in a drawing that was read.
    pub fn insert(&mut self, id: Id, drawing: Drawing) {
        self.0.insert(id, Entry { drawing: OnceLock::from(Some(drawing)), file: None });
    }

    /// Puts in a drawing that is to be read later.
    pub fn insert_unread(&mut self, id: Id, file: Cow<'static, [u8]>, view: (f64, f64), palette: Arc<Palette>) {
        self.0.insert(id, Entry { drawing: OnceLock::new(), file: Some((file, view, palette)) });
    }

    /// A drawing; none if there is none, or if its file was not sound.
    pub fn get(&self, id: &str) -> Option<&Drawing> {
        let entry = self.0.get(id)?;
        let read = || entry.file.as_ref().and_then(|(bytes, view, palette)| read(bytes, *view, palette).ok());
        entry.drawing.get_or_init(read).as_ref()
    }

    /// The figures that have one.
    pub fn keys(&self) -> impl Iterator<Item = &Id> {
        self.0.keys()
    }
}

impl fmt::Debug for Drawings {
    /// All drawings, whether they were read yet or not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.keys().map(|id| (id, self.get(id.as_str())))).finish()
    }
}

/// A drawing: shapes in units of its view box, as thousandths.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Extent of the view box.
    pub view: Size,
    /// Shapes, in drawing order.
    pub shapes: Vec<DrawnShape>,
}

/// A shape whose colors a theme may swap.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnShape {
    /// The outline.
    pub segments: Vec<Segment>,
    /// Flat fill.
    pub fill: Option<Paint>,
    /// Stroke.
    pub stroke: Option<DrawnStroke>,
}

/// A stroke whose color a theme may swap.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnStroke {
    /// Its paint.
    pub paint: Paint,
    /// Its thickness.
    pub width: Pt,
    /// Its ends.
    pub cap: Cap,
    /// On and off lengths.
    pub dash: Vec<Pt>,
}

/// A color of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// One of the tokens.
    Token(Token),
    /// A color of its own (logos).
    Fixed(Color),
}

/// The color tokens of the drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Token {
    Brand,
    Accent,
    Line,
    Pale,
    Ink,
    Paper,
}

impl Token {
    /// The token of a name in `figures.yaml`.
    pub fn named(name: &str) -> Option<Token> {
        Some(match name {
            "brand" => Token::Brand,
            "accent" => Token::Accent,
            "line" => Token::Line,
            "pale" => Token::Pale,
            "ink" => Token::Ink,
            "paper" => Token::Paper,
            _ => return None,
        })
    }
}

/// Which color of a drawing is which token.
pub struct Palette(Vec<(Color, Token)>);

impl Palette {
    /// The palette of `figures.yaml`; names and colors that make no sense are left out (and reported elsewhere).
    pub fn new(figures: &Figures) -> Palette {
        Palette(
            figures
                .palette
                .iter()
                .filter_map(|(id, ink)| Some((Color::parse(&ink.print)?, Token::named(id.as_str())?)))
                .collect(),
        )
    }

    /// No tokens: every color stays as it is.
    pub fn fixed() -> Palette {
        Palette(vec![])
    }

    fn paint(&self, color: Color) -> Paint {
        self.0.iter().find(|(c, _)| *c == color).map_or(Paint::Fixed(color), |(_, token)| Paint::Token(*token))
    }
}

/// Elements that a drawing may hold. All others could reach outside, act, or grow by reference: what is not known to be
/// harmless is refused, under whatever prefix.
const ELEMENTS: [&str; 12] =
    ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "metadata"];

/// Digits of a number that no drawing needs. An arc is cut into more pieces the larger it is, and one of 1e38 units into
/// millions.
const MOST_DIGITS: usize = 7;

/// Whether a text holds a number of so many digits before its point, also if they are written as a power of ten.
fn huge(value: &str) -> bool {
    let mut digits = 0;
    let mut fraction = false;
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '0'..='9' if !fraction => digits += 1,
            '0'..='9' => {}
            '.' => fraction = true,
            'e' | 'E' if digits > 0 || fraction => {
                let sign = rest.next_if(|c| matches!(c, '+' | '-'));
                let mut power = String::new();
                while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                    power.push(digit);
                }
                // What is too long to be read as a number is too large.
                let power = if power.is_empty() { 0 } else { power.parse().unwrap_or(MOST_DIGITS) };
                if sign != Some('-') && digits + power >= MOST_DIGITS {
                    return true;
                }
                (digits, fraction) = (0, false);
            }
            _ => (digits, fraction) = (0, false),
        }
        if digits >= MOST_DIGITS {
            return true;
        }
    }
    false
}

/// Whether an element is one that a drawing may hold, with no attribute that leads elsewhere.
fn plain(node: roxmltree::Node<'_, '_>) -> Result<(), String> {
    let name = node.tag_name().name();
    if !ELEMENTS.contains(&name) {
        return Err(match name {
            "image" => "it holds a picture".into(),
            "text" => "it holds text".into(),
            "style" => "it holds a style sheet".into(),
            "script" => "it holds a script".into(),
            "use" => "it holds a `use` element".into(),
            other => {
                format!("it holds an element `{}` that is not allowed", other.chars().take(40).collect::<String>())
            }
        });
    }
    if node.ancestors().nth(MAX_DEPTH).is_some() {
        return Err(format!("its elements are nested more than {MAX_DEPTH} deep"));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        if !["id", "class", "fill", "stroke"].contains(&name) && huge(value) {
            let name: String = name.chars().take(40).collect();
            return Err(format!("its attribute `{name}` holds a number of {MOST_DIGITS} digits or more"));
        }
        if name == "href" || name.starts_with("on") || value.contains("url(") {
            let name: String = name.chars().take(40).collect();
            return Err(format!("its attribute `{name}` leads elsewhere or acts"));
        }
    }
    Ok(())
}

/// Reads a drawing whose view box is `view` units.
///
/// # Errors
/// A sentence that says which part of the file cannot be printed.
pub fn read(bytes: &[u8], view: (f64, f64), palette: &Palette) -> Result<Drawing, String> {
    if ![view.0, view.1].iter().all(|side| *side >= 1.0 && *side <= MAX_VIEW) {
        return Err(format!("its view is {} by {}, and a side has 1 to {MAX_VIEW} units", view.0, view.1));
    }
    if bytes.len() > MAX_SVG {
        return Err(format!("it is larger than {} kB", MAX_SVG / 1024));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    // No document type, so no entities.
    let parsing = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, parsing).map_err(|e| match e {
        roxmltree::Error::DtdDetected => "it holds a document type".to_owned(),
        roxmltree::Error::NodesLimitReached => format!("it holds more than {MAX_NODES} elements"),
        other => format!("it is not an SVG drawing: {other}"),
    })?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        plain(node)?;
    }
    let mut options = usvg::Options { resources_dir: None, ..usvg::Options::default() };
    options.image_href_resolver =
        usvg::ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|e| format!("it is not an SVG drawing: {e}"))?;
    let scale = view.0 / f64::from(tree.size().width());
    let mut shapes = vec![];
    group(tree.root(), scale, palette, &mut shapes)?;
    Ok(Drawing { view: Size::new(Pt::from_f64(view.0), Pt::from_f64(view.1)), shapes })
}

fn group(group: &usvg::Group, scale: f64, palette: &Palette, shapes: &mut Vec<DrawnShape>) -> Result<(), String> {
    if group.opacity().get() < 1.0
        || group.clip_path().is_some()
        || group.mask().is_some()
        || !group.filters().is_empty()
    {
        return Err("it uses opacity, a clip, a mask or a filter".into());
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => self::group(inner, scale, palette, shapes)?,
            usvg::Node::Path(path) if path.is_visible() => shapes.push(shape(path, scale, palette)?),
            usvg::Node::Path(_) => {}
            usvg::Node::Image(_) | usvg::Node::Text(_) => return Err("it holds a picture or text".into()),
        }
        if shapes.len() > MAX_SHAPES {
            return Err(format!("it holds more than {MAX_SHAPES} shapes"));
        }
    }
    Ok(())
}

fn shape(path: &usvg::Path, scale: f64, palette: &Palette) -> Result<DrawnShape, String> {
    let transform = path.abs_transform();
    let place = |mut point: SkiaPoint| {
        transform.map_point(&mut point);
        let unit = |v: f32| Pt::from_f64((f64::from(v) * scale).clamp(-20_000.0, 20_000.0));
        Point::new(unit(point.x), unit(point.y))
    };
    let mut segments = vec![];
    let mut last = SkiaPoint::zero();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(p) => {
                segments.push(Segment::Move(place(p)));
                last = p;
            }
            PathSegment::LineTo(p) => {
                segments.push(Segment::Line(place(p)));
                last = p;
            }
            PathSegment::QuadTo(c, p) => {
                let third = |a: SkiaPoint, b: SkiaPoint| {
                    SkiaPoint::from_xy(a.x + (b.x - a.x) * 2.0 / 3.0, a.y + (b.y - a.y) * 2.0 / 3.0)
                };
                segments.push(Segment::Curve(place(third(last, c)), place(third(p, c)), place(p)));
                last = p;
            }
            PathSegment::CubicTo(a, b, p) => {
                segments.push(Segment::Curve(place(a), place(b), place(p)));
                last = p;
            }
            PathSegment::Close => segments.push(Segment::Close),
        }
    }
    let solid = |paint: &usvg::Paint, opacity: f32| match paint {
        usvg::Paint::Color(c) if opacity >= 1.0 => Ok(palette.paint(Color { r: c.red, g: c.green, b: c.blue })),
        _ => Err("it uses a gradient, a pattern or opacity".to_owned()),
    };
    let stretch = (f64::from(transform.sx).hypot(f64::from(transform.ky)) * scale).abs();
    let fill = path.fill().map(|f| solid(f.paint(), f.opacity().get())).transpose()?;
    let stroke = path
        .stroke()
        .map(|s| {
            let length = |v: f32| Pt::from_f64((f64::from(v) * stretch).min(20_000.0));
            let cap = if s.linecap() == usvg::LineCap::Butt { Cap::Butt } else { Cap::Round };
            solid(s.paint(), s.opacity().get()).map(|paint| DrawnStroke {
                paint,
                width: length(s.width().get()),
                cap,
                dash: s.dasharray().map(|d| d.iter().map(|v| length(*v)).collect()).unwrap_or_default(),
            })
        })
        .transpose()?;
    Ok(DrawnShape { segments, fill, stroke })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_plain(svg: &str) -> Result<Drawing, String> {
        read(svg.as_bytes(), (64.0, 64.0), &Palette::fixed())
    }

    #[test]
    fn a_circle_becomes_curves_in_view_units() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="8" fill="#0B4F6C"/></svg>"##;
        let drawing = read_plain(svg).unwrap();
        assert_eq!(drawing.shapes.len(), 1);
        assert_eq!(drawing.shapes[0].segments[0], Segment::Move(Point::new(Pt(40_000), Pt(32_000))));
    }

    #[test]
    fn numbers_that_are_huge_are_seen() {
        for yes in ["1e38", "M0 0h9999999", "a1E+7 1", "0.5e9", "12345e3", "1e99999999999999999999", "-1234567.5"] {
            assert!(huge(yes), "{yes}");
        }
        for no in ["", "M0.12345678-1.5", "1e-38", "123456", "1 2 3 4 5 6 7 8 9", "M12.3456789e1", "0 0 64 64", "even"]
        {
            assert!(!huge(no), "{no}");
        }
    }

    #[test]
    fn what_could_reach_outside_is_refused() {
        for inner in
            ["<image href=\"file:///etc/passwd\"/>", "<text>x</text>", "<script>1</script>", "<use href=\"#a\"/>"]
        {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">{inner}</svg>");
            assert!(read_plain(&svg).is_err(), "{inner}");
        }
        assert!(read_plain("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>").is_err());
        assert!(read_plain("<svg").is_err());
    }
}
