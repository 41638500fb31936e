//! Which ink lies on top at a place of a drawing.

use super::{Color, Point, Pt, Rect, Segment, Shape};

/// Straight pieces that a curve is taken for.
const PIECES: i32 = 12;

/// Shapes with their curves taken for straight pieces, to ask what is where. Places are floats in points.
#[derive(Clone, Debug, Default)]
pub struct Ink(Vec<Flat>);

#[derive(Clone, Debug)]
struct Flat {
    outlines: Vec<Vec<(f64, f64)>>,
    /// Left, top, right, bottom, with half of the stroke.
    bounds: [f64; 4],
    fill: Option<Color>,
    /// Color and half the thickness.
    stroke: Option<(Color, f64)>,
}

impl Ink {
    /// The ink of shapes that are drawn in order.
    pub fn of(shapes: &[Shape]) -> Ink {
        Ink(shapes.iter().filter_map(Flat::of).collect())
    }

    /// The color on top at a place, `None` for bare paper. A stroke counts if it comes as near as `reach`.
    pub fn at(&self, place: Point, reach: Pt) -> Option<Color> {
        let (x, y, reach) = (place.x.to_f64(), place.y.to_f64(), reach.to_f64());
        self.0.iter().rev().find_map(|flat| flat.at(x, y, reach))
    }

    /// The smallest rectangle around all ink.
    pub fn bounds(&self) -> Option<Rect> {
        let side = |at: usize, far: fn(f64, f64) -> f64| self.0.iter().map(|flat| flat.bounds[at]).reduce(far);
        let [left, top] = [side(0, f64::min)?, side(1, f64::min)?].map(Pt::from_f64);
        let [right, bottom] = [side(2, f64::max)?, side(3, f64::max)?].map(Pt::from_f64);
        Some(Rect::new(left, top, right - left, bottom - top))
    }

    /// Whether all of a rectangle is bare paper or ink of the colors `on`, looked at every `step`; every stroke of at
    /// least a hair's breadth is found.
    pub fn leaves(&self, rect: Rect, on: &[Color], step: Pt) -> bool {
        let count = |length: Pt| (length.0.max(0) + step.0 - 1) / step.0;
        let (across, down) = (count(rect.size.width).max(1), count(rect.size.height).max(1));
        // Half of the diagonal between two places.
        let reach = step.scale(71, 100);
        (0..=down).all(|row| {
            (0..=across).all(|column| {
                let x = rect.size.width.scale(i64::from(column), i64::from(across));
                let y = rect.size.height.scale(i64::from(row), i64::from(down));
                self.at(rect.origin + Point::new(x, y), reach).is_none_or(|color| on.contains(&color))
            })
        })
    }
}

impl Flat {
    fn of(shape: &Shape) -> Option<Flat> {
        let point = |p: Point| (p.x.to_f64(), p.y.to_f64());
        let mut outlines: Vec<Vec<(f64, f64)>> = vec![];
        for segment in &shape.segments {
            match *segment {
                Segment::Move(p) => outlines.push(vec![point(p)]),
                Segment::Line(p) => outlines.last_mut()?.push(point(p)),
                Segment::Curve(a, b, c) => {
                    let outline = outlines.last_mut()?;
                    let from = *outline.last()?;
                    let (a, b, c) = (point(a), point(b), point(c));
                    outline.extend((1..=PIECES).map(|i| {
                        let t = f64::from(i) / f64::from(PIECES);
                        let u = 1.0 - t;
                        let along = |p0: f64, p1: f64, p2: f64, p3: f64| {
                            u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
                        };
                        (along(from.0, a.0, b.0, c.0), along(from.1, a.1, b.1, c.1))
                    }));
                }
                Segment::Close => {
                    let outline = outlines.last_mut()?;
                    let first = *outline.first()?;
                    outline.push(first);
                }
            }
        }
        if outlines.is_empty() {
            return None;
        }
        let stroke = shape.stroke.as_ref().map(|s| (s.color, s.width.to_f64() / 2.0));
        let half = stroke.map_or(0.0, |(_, half)| half);
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for (x, y) in outlines.iter().flatten() {
            bounds =
                [bounds[0].min(x - half), bounds[1].min(y - half), bounds[2].max(x + half), bounds[3].max(y + half)];
        }
        Some(Flat { outlines, bounds, fill: shape.fill, stroke })
    }

    fn at(&self, x: f64, y: f64, reach: f64) -> Option<Color> {
        let [left, top, right, bottom] = self.bounds;
        if x < left - reach || x > right + reach || y < top - reach || y > bottom + reach {
            return None;
        }
        let stroke = self.stroke.filter(|(_, half)| self.distance(x, y) <= half + reach).map(|(color, _)| color);
        stroke.or_else(|| self.fill.filter(|_| self.winding(x, y) != 0))
    }

    fn pairs(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + '_ {
        self.outlines.iter().flat_map(|outline| outline.windows(2).map(|pair| (pair[0], pair[1])))
    }

    /// The distance from the nearest outline.
    fn distance(&self, x: f64, y: f64) -> f64 {
        let to = |((ax, ay), (bx, by)): ((f64, f64), (f64, f64))| {
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx * dx + dy * dy;
            let t = if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            let (px, py) = (ax + t * dx - x, ay + t * dy - y);
            px * px + py * py
        };
        self.pairs().map(to).fold(f64::MAX, f64::min).sqrt()
    }

    /// How often the outlines, each closed, go around a place.
    fn winding(&self, x: f64, y: f64) -> i32 {
        let closing = self.outlines.iter().filter_map(|o| Some((*o.last()?, *o.first()?)));
        let turn = |((ax, ay), (bx, by)): ((f64, f64), (f64, f64))| {
            let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
            match (ay <= y, by <= y) {
                (true, false) if side > 0.0 => 1,
                (false, true) if side < 0.0 => -1,
                _ => 0,
            }
        };
        self.pairs().chain(closing).map(turn).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Cap, Stroke};

    const RED: Color = Color { r: 200, g: 0, b: 0 };

    fn p(x: i32, y: i32) -> Point {
        Point::new(Pt(x * 1000), Pt(y * 1000))
    }

    fn line(width: i32) -> Shape {
        let stroke = Stroke { color: RED, width: Pt(width), cap: Cap::Butt, dash: vec![] };
        Shape { segments: vec![Segment::Move(p(0, 0)), Segment::Line(p(20, 20))], fill: None, stroke: Some(stroke) }
    }

    #[test]
    fn a_disc_covers_its_inside_and_not_its_corners() {
        let ink = Ink::of(&[Shape::disc(p(0, 0), Pt(10_000), RED)]);
        assert_eq!(ink.at(p(5, 5), Pt::ZERO), Some(RED));
        assert_eq!(ink.at(p(5, 1), Pt::ZERO), Some(RED));
        assert_eq!(ink.at(p(1, 1), Pt::ZERO), None);
        assert_eq!(ink.at(p(11, 5), Pt::ZERO), None);
        assert_eq!(ink.bounds(), Some(Rect::new(Pt(0), Pt(0), Pt(10_000), Pt(10_000))));
    }

    #[test]
    fn what_is_drawn_last_lies_on_top() {
        let white = Shape::disc(p(2, 2), Pt(6_000), Color::PAPER);
        let ink = Ink::of(&[Shape::disc(p(0, 0), Pt(10_000), RED), white]);
        assert_eq!(ink.at(p(5, 5), Pt::ZERO), Some(Color::PAPER));
        assert_eq!(ink.at(p(5, 1), Pt::ZERO), Some(RED));
    }

    #[test]
    fn a_stroke_is_as_wide_as_it_is() {
        let ink = Ink::of(&[line(2_000)]);
        assert_eq!(ink.at(p(10, 10), Pt::ZERO), Some(RED));
        assert_eq!(ink.at(p(10, 11), Pt::ZERO), Some(RED));
        assert_eq!(ink.at(p(10, 12), Pt::ZERO), None);
        assert_eq!(ink.at(p(10, 12), Pt(500)), Some(RED));
    }

    #[test]
    fn no_line_slips_between_the_places_that_are_looked_at() {
        let thin = Ink::of(&[line(100)]);
        for at in 0..20 {
            let rect = Rect::new(Pt(at * 700), Pt(at * 700), Pt(4_000), Pt(4_000));
            assert!(!thin.leaves(rect, &[Color::PAPER], Pt(1_500)), "{at}");
        }
        assert!(thin.leaves(Rect::new(Pt(12_000), Pt::ZERO, Pt(6_000), Pt(8_000)), &[], Pt(1_500)));
        assert!(thin.leaves(Rect::new(Pt::ZERO, Pt::ZERO, Pt(6_000), Pt(8_000)), &[RED], Pt(1_500)));
    }
}
