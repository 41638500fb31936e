//! Lengths and places on a page, in whole thousandths of a point.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in thousandths of a point (1/72 inch).
///
/// Whole numbers make sums exact, comparisons total and dumps stable; floats
/// live only inside shaping and inside the PDF writer. Sums that no page could hold stay at the longest length there
/// is, in place of wrapping round to a negative one: what is too tall is then still too tall.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pt(pub i32);

impl Pt {
    /// No length at all.
    pub const ZERO: Pt = Pt(0);
    /// The longest length; used for "as wide as it likes".
    pub const MAX: Pt = Pt(i32::MAX / 4);

    /// The nearest thousandth to a number of points; out-of-range values saturate.
    pub fn from_f64(points: f64) -> Pt {
        Pt((points * 1000.0).round() as i32)
    }

    /// The length in points.
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// `self * num / den`, rounded to the nearest thousandth (halves away from zero).
    pub fn scale(self, num: i64, den: i64) -> Pt {
        let product = i64::from(self.0) * num;
        let half = if (product < 0) == (den < 0) { den / 2 } else { -den / 2 };
        Pt(((product + half) / den).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// The smallest multiple of `grid` that is not below `self`.
    pub fn snap_up(self, grid: Pt) -> Pt {
        debug_assert!(grid.0 > 0);
        let more = if self.0.rem_euclid(grid.0) == 0 { 0 } else { grid.0 };
        Pt((self.0.div_euclid(grid.0) * grid.0).saturating_add(more))
    }
}

impl fmt::Debug for Pt {
    /// With `{:+?}` the bare number, which is printed much faster: see `Span`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.sign_plus() {
            return fmt::Display::fmt(&self.0, f);
        }
        write!(f, "{}pt", self.to_f64())
    }
}

impl fmt::Display for Pt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.to_f64())
    }
}

impl Add for Pt {
    type Output = Pt;
    fn add(self, other: Pt) -> Pt {
        Pt(self.0.saturating_add(other.0))
    }
}

impl Sub for Pt {
    type Output = Pt;
    fn sub(self, other: Pt) -> Pt {
        Pt(self.0.saturating_sub(other.0))
    }
}

impl Neg for Pt {
    type Output = Pt;
    fn neg(self) -> Pt {
        Pt(self.0.saturating_neg())
    }
}

impl Mul<i32> for Pt {
    type Output = Pt;
    fn mul(self, times: i32) -> Pt {
        Pt(self.0.saturating_mul(times))
    }
}

impl Div<i32> for Pt {
    type Output = Pt;
    fn div(self, parts: i32) -> Pt {
        Pt(self.0 / parts)
    }
}

impl AddAssign for Pt {
    fn add_assign(&mut self, other: Pt) {
        *self = *self + other;
    }
}

impl SubAssign for Pt {
    fn sub_assign(&mut self, other: Pt) {
        *self = *self - other;
    }
}

impl Sum for Pt {
    fn sum<I: Iterator<Item = Pt>>(lengths: I) -> Pt {
        lengths.fold(Pt::ZERO, Add::add)
    }
}

/// A place on a page: origin top left, y grows downward.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Pt,
    /// Distance from the top edge.
    pub y: Pt,
}

impl fmt::Debug for Point {
    /// Short: drawings have many thousands of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.x, f)?;
        f.write_str(",")?;
        fmt::Debug::fmt(&self.y, f)
    }
}

impl Point {
    /// A point from its two distances.
    pub const fn new(x: Pt, y: Pt) -> Point {
        Point { x, y }
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Extent from left to right.
    pub width: Pt,
    /// Extent from top to bottom.
    pub height: Pt,
}

impl Size {
    /// A size from its two extents.
    pub const fn new(width: Pt, height: Pt) -> Size {
        Size { width, height }
    }
}

/// An upright rectangle: top left corner and size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// The top left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Rect {
    /// A rectangle from its corner and extents.
    pub const fn new(x: Pt, y: Pt, width: Pt, height: Pt) -> Rect {
        Rect { origin: Point::new(x, y), size: Size::new(width, height) }
    }

    /// The x of the right edge.
    pub fn right(&self) -> Pt {
        self.origin.x + self.size.width
    }

    /// The y of the lower edge.
    pub fn bottom(&self) -> Pt {
        self.origin.y + self.size.height
    }

    /// Whether both share more than an edge.
    pub fn meets(&self, other: &Rect) -> bool {
        self.origin.x < other.right()
            && other.origin.x < self.right()
            && self.origin.y < other.bottom()
            && other.origin.y < self.bottom()
    }

    /// The rectangle with `across` more at each side and `down` more above and below.
    pub fn grown(self, across: Pt, down: Pt) -> Rect {
        Rect::new(
            self.origin.x - across,
            self.origin.y - down,
            self.size.width + across * 2,
            self.size.height + down * 2,
        )
    }

    /// The same rectangle moved by `by`.
    pub fn moved(self, by: Point) -> Rect {
        Rect { origin: self.origin + by, size: self.size }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snap_goes_up_to_the_grid_and_stays_on_it() {
        let grid = Pt(8250);
        assert_eq!(Pt(0).snap_up(grid), Pt(0));
        assert_eq!(Pt(1).snap_up(grid), Pt(8250));
        assert_eq!(Pt(8250).snap_up(grid), Pt(8250));
        assert_eq!(Pt(8251).snap_up(grid), Pt(16500));
    }

    #[test]
    fn scale_rounds_to_nearest_both_ways() {
        assert_eq!(Pt(1000).scale(1, 3), Pt(333));
        assert_eq!(Pt(2000).scale(1, 3), Pt(667));
        assert_eq!(Pt(-2000).scale(1, 3), Pt(-667));
    }
}
