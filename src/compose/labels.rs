//! Where the labels of a figure stand: at their places, moved a little, or as numbers.
//!
//! A label keeps the place that `figures.yaml` gives it. Where type is larger, or the drawing smaller, than that place was
//! chosen for, it may take more lines or move by one line. If no place is free for one of them, all labels of the
//! figure become numbers, and a legend below says what they mean.

use super::document::{Align, TextStyle};
use crate::base::{Color, Ink, Point, Pt, Rect};
use crate::content::Anchor;
use crate::tailor::{FigureLabel, words};

/// Letters reach this far above the baseline and below it, in thousandths of the size.
const LETTERS: (i64, i64) = (740, 205);
/// Farthest that a label moves, in quarters of its size.
const FARTHEST: i32 = 4;
/// What a further line costs, in quarters of the size that a label could move for it.
const LINE_COST: i32 = 3;
/// Distance between the places at which the drawing is looked at.
const STEP: Pt = Pt(1_500);
/// Space between a label and its leader.
const CLEAR: Pt = Pt(1_500);
/// A leader shorter than this is none.
const SHORTEST: Pt = Pt(2_000);
/// A word shorter than this does not stand on a line of its own.
const SHORT_WORD: usize = 4;

/// What labels are placed on; all lengths in points from the figure's top left corner.
pub(super) struct Ground<'a> {
    /// The drawing, in its own units.
    pub ink: &'a Ink,
    /// One unit of the drawing in points, as a ratio.
    pub unit: (i64, i64),
    /// Room for labels.
    pub area: Rect,
    /// Colors that a label may stand on.
    pub on: &'a [Color],
    /// Type of the labels.
    pub style: &'a TextStyle,
    /// First baseline below the top of a line box.
    pub baseline: Pt,
    /// Width of words in that type.
    pub width: &'a dyn Fn(&str) -> Pt,
}

/// Where a label stands.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    /// Left edge of its measure.
    pub left: Pt,
    /// Top of its first line box.
    pub top: Pt,
    /// Its measure.
    pub width: Pt,
    /// Which edge is straight.
    pub align: Align,
    /// The boxes of its letters, line by line.
    pub boxes: Vec<Rect>,
    /// Its leader.
    pub leader: Option<(Point, Point)>,
}

impl Ground<'_> {
    fn scaled(&self, (x, y): (Pt, Pt)) -> Point {
        Point::new(x.scale(self.unit.0, self.unit.1), y.scale(self.unit.0, self.unit.1))
    }

    /// All labels in words, or `None` where one of them has no place.
    pub fn in_words(&self, labels: &[FigureLabel]) -> Option<Vec<Stand>> {
        let mut stands: Vec<Stand> = vec![];
        for label in labels {
            let forms = self.forms(label);
            let at = self.scaled(label.at);
            let mut tries: Vec<(i32, usize, Point)> = vec![];
            for form in 0..forms.len() {
                tries.extend(shifts(self.style.size).map(|(cost, by)| (cost + form as i32 * LINE_COST, form, at + by)));
            }
            // The sort is stable: of places that cost the same, the first stays first.
            tries.sort_by_key(|(cost, ..)| *cost);
            let found = tries.into_iter().find_map(|(_, form, at)| {
                let stand = self.stand(label, &forms[form], at);
                self.is_free(&stand, &stands).then_some(stand)
            });
            stands.push(found?);
        }
        self.with_leaders(labels, stands, true)
    }

    /// A number for each label, with its leader.
    pub fn in_numbers(&self, labels: &[FigureLabel]) -> Vec<Stand> {
        let mut stands: Vec<Stand> = vec![];
        for (i, label) in labels.iter().enumerate() {
            let form = [(self.width)(&(i + 1).to_string())];
            let own = self.scaled(label.at);
            let letters = self.forms(label).first().map_or(Pt::ZERO, |lines| widest(lines));
            // Where the words would have begun, where they would have ended, and between.
            let (near, far) = match label.anchor {
                Anchor::Start => (Pt::ZERO, letters),
                Anchor::Middle => (-(letters / 2), letters / 2),
                Anchor::End => (-letters, Pt::ZERO),
            };
            let places = [Pt::ZERO, (near + far) / 2, near, far].map(|by| own + Point::new(by, Pt::ZERO));
            let free = shifts(self.style.size).find_map(|(_, by)| {
                places.iter().map(|at| self.stand(label, &form, *at + by)).find(|stand| self.is_free(stand, &stands))
            });
            stands.push(free.unwrap_or_else(|| self.stand(label, &form, own)));
        }
        self.with_leaders(labels, stands, false).unwrap_or_default()
    }

    /// The lines of a label, by their widths: as few as its width allows, then one and two more.
    fn forms(&self, label: &FigureLabel) -> Vec<Vec<Pt>> {
        let text = words(&label.text);
        let all: Vec<(Pt, bool)> =
            text.split_whitespace().map(|word| ((self.width)(word), word.chars().count() < SHORT_WORD)).collect();
        let space = (self.width)(" ");
        let longest = all.iter().map(|word| word.0).max().unwrap_or(Pt::ZERO);
        let most = self.area.size.width;
        let measure = label.width.map_or(most, |w| w.scale(self.unit.0, self.unit.1)).max(longest).min(most);
        let fewest = lines(&all, space, measure).len();
        (fewest..=(fewest + 2).min(all.len()))
            .filter_map(|count| {
                // Lines of about one length: the narrowest measure that gives no more of them.
                let (mut low, mut high) = (longest.0 - 1, measure.0.max(longest.0));
                while low + 1 < high {
                    let middle = low + (high - low) / 2;
                    if lines(&all, space, Pt(middle)).len() <= count { high = middle } else { low = middle }
                }
                let lines = lines(&all, space, Pt(high));
                let whole = lines.len() == 1 || !lines.iter().any(|line| line.1);
                (whole && lines.len() == count).then(|| lines.into_iter().map(|line| line.0).collect())
            })
            .collect()
    }

    /// A label of some lines around its anchor.
    fn stand(&self, label: &FigureLabel, lines: &[Pt], at: Point) -> Stand {
        // A hair more, so that rounding never breaks a line.
        let width = widest(lines) + Pt(20);
        let (left, align) = match label.anchor {
            Anchor::Start => (at.x, Align::Left),
            Anchor::Middle => (at.x - width / 2, Align::Center),
            Anchor::End => (at.x - width, Align::Right),
        };
        let leading = self.style.leading;
        let top = at.y - leading * lines.len() as i32 / 2;
        let size = self.style.size;
        let boxes = lines.iter().enumerate().map(|(i, line)| {
            let x = match align {
                Align::Left => left,
                Align::Center => left + (width - *line) / 2,
                Align::Right => left + width - *line,
            };
            let up = size.scale(LETTERS.0, 1000);
            let baseline = top + leading * i as i32 + self.baseline;
            Rect::new(x, baseline - up, *line, up + size.scale(LETTERS.1, 1000))
        });
        Stand { left, top, width, align, boxes: boxes.collect(), leader: None }
    }

    /// Whether a label is inside, on bare paper, and clear of the labels before it.
    fn is_free(&self, stand: &Stand, others: &[Stand]) -> bool {
        let area = self.area;
        let inside = |b: &Rect| {
            b.origin.x >= area.origin.x
                && b.right() <= area.right()
                && b.origin.y >= area.origin.y
                && b.bottom() <= area.bottom()
        };
        let beside = self.style.size.scale(1, 3);
        let clear = |b: &Rect| {
            let around = b.grown(beside, CLEAR);
            !others.iter().flat_map(|other| &other.boxes).any(|other| around.meets(other))
        };
        let (num, den) = self.unit;
        let bare = |b: &Rect| {
            let back = |length: Pt| length.scale(den, num);
            let view = Rect::new(back(b.origin.x), back(b.origin.y), back(b.size.width), back(b.size.height));
            self.ink.leaves(view, self.on, back(STEP))
        };
        stand.boxes.iter().all(|b| inside(b) && clear(b) && bare(b))
    }

    /// Labels with their leaders; `None` if one of these runs through another label and `strict` forbids it.
    fn with_leaders(&self, labels: &[FigureLabel], mut stands: Vec<Stand>, strict: bool) -> Option<Vec<Stand>> {
        for i in 0..stands.len() {
            let Some(target) = labels[i].target.map(|target| self.scaled(target)) else { continue };
            let leader = leader(&stands[i].boxes, target);
            let through = |(from, to): (Point, Point)| {
                let mut others = stands.iter().enumerate().filter(|(k, _)| *k != i).flat_map(|(_, s)| &s.boxes);
                others.any(|b| crosses(from, to, b.grown(CLEAR, Pt(500))))
            };
            if strict && leader.is_some_and(through) {
                return None;
            }
            stands[i].leader = leader;
        }
        Some(stands)
    }
}

/// Words in lines, each line as full as it can be: its width, and whether it is one short word. Of each word its width is
/// given, and whether it is short.
fn lines(words: &[(Pt, bool)], space: Pt, measure: Pt) -> Vec<(Pt, bool)> {
    let mut lines: Vec<(Pt, bool)> = vec![];
    for &(width, short) in words {
        match lines.last_mut().filter(|line| line.0 + space + width <= measure) {
            Some(line) => *line = (line.0 + space + width, false),
            None => lines.push((width, short)),
        }
    }
    lines
}

fn widest(lines: &[Pt]) -> Pt {
    lines.iter().copied().max().unwrap_or(Pt::ZERO)
}

/// Shifts of a label with what they cost, nearest first; of equal ones up, down, left, right.
fn shifts(size: Pt) -> impl Iterator<Item = (i32, Point)> {
    let mut all = vec![];
    for x in -FARTHEST..=FARTHEST {
        for y in -FARTHEST..=FARTHEST {
            all.push((x.abs() + y.abs(), x.abs(), (y > 0, x > 0), x, y));
        }
    }
    all.sort_unstable();
    let quarter = size / 4;
    all.into_iter().map(move |(cost, .., x, y)| (cost, Point::new(quarter * x, quarter * y)))
}

/// The line from the nearest edge of a label to its target.
fn leader(boxes: &[Rect], target: Point) -> Option<(Point, Point)> {
    let left = boxes.iter().map(|b| b.origin.x).min()?;
    let right = boxes.iter().map(Rect::right).max()?;
    let (first, last) = (boxes.first()?, boxes.last()?);
    let from = if target.y > last.bottom() {
        Point::new(target.x.clamp(last.origin.x, last.right()), last.bottom() + CLEAR)
    } else if target.y < first.origin.y {
        Point::new(target.x.clamp(first.origin.x, first.right()), first.origin.y - CLEAR)
    } else {
        // The line of words that is level with the target.
        let middle = |b: &Rect| b.origin.y + b.size.height * 2 / 5;
        let level = boxes.iter().min_by_key(|b| (middle(b) - target.y).0.abs())?;
        let beside = if target.x > right { level.right() + CLEAR * 2 } else { level.origin.x - CLEAR * 2 };
        if target.x >= left && target.x <= right {
            return None;
        }
        Point::new(beside, middle(level))
    };
    let (dx, dy) = ((target.x - from.x).to_f64(), (target.y - from.y).to_f64());
    (dx.hypot(dy) >= SHORTEST.to_f64()).then_some((from, target))
}

/// Whether a line runs through a box, looked at in sixty-four places.
fn crosses(from: Point, to: Point, rect: Rect) -> bool {
    (0..=64).any(|i| {
        let at = from + Point::new((to.x - from.x).scale(i, 64), (to.y - from.y).scale(i, 64));
        at.x > rect.origin.x && at.x < rect.right() && at.y > rect.origin.y && at.y < rect.bottom()
    })
}
