//! Which items stand on which page: a dynamic programme over the places where a page may end.

use std::ops::Range;

use super::measure::{Measure, Saving};
use crate::base::Pt;
use crate::typeset::{End, GalleyItem, KEEP_MOST};

/// Cost of a page that is less than a third full, where it is not the last of its chapter.
const SPARSE: i64 = 200_000;
/// Cost of a last page that is less than a third full: as much as a page that is a third empty.
const SHORT_LAST: i64 = 1_100;
/// Cost of giving up a keep, by its level; a table of moderate length may break before a page is left two thirds empty.
const GIVEN_UP: [i64; 5] = [9_000, 400_000, 500_000, 600_000, 900_000];

/// The pages of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Items by page.
    pub pages: Vec<Range<usize>>,
    /// Keeps that were given up: the item after which the page ends all the same, and the level.
    pub given_up: Vec<(usize, u8)>,
    /// Height used on the last page.
    pub last: Pt,
}

/// Breaks items into pages of `height`; `tail` is the height of what stands at the bottom of the last page. If they
/// are to be `even`, white space on the last page counts too.
///
/// Costs are the square of the share of a page that stays empty, in percent, and the constants above.
pub(super) fn break_pages(measure: &Measure<'_>, height: Pt, tail: Pt, even: bool) -> Broken {
    let items = measure.items;
    let count = items.len();
    // best[i]: the least cost of items i.., and where the first page of that ends.
    let mut best: Vec<Option<(i64, usize)>> = vec![None; count + 1];
    best[count] = Some((0, count));
    for start in (0..count).rev() {
        let mut pen = measure.top(start);
        for end in start..count {
            let (_, next) = measure.put(end, pen, Pt::ZERO);
            pen = next;
            // The first item of a page is placed even if it is too high; typesetting has refused what could not be.
            if pen.bottom > height && end > start {
                break;
            }
            let is_last = end + 1 == count;
            if is_last && pen.bottom + tail > height && tail > Pt::ZERO {
                continue;
            }
            let Some((rest, _)) = best[end + 1] else { continue };
            let white = page_cost(pen.bottom, height, is_last && !even, start == 0 && is_last);
            let cost = rest + white + end_cost(&items[end], is_last);
            if best[start].is_none_or(|(known, _)| cost < known) {
                best[start] = Some((cost, end + 1));
            }
        }
    }
    let mut pages = vec![];
    let mut given_up = vec![];
    let mut at = 0;
    while at < count {
        let next = best[at].map_or(at + 1, |(_, next)| next);
        pages.push(at..next);
        if next < count
            && let End::Keep(level) = items[next - 1].end
            && level > crate::typeset::KEEP_TABLE
        {
            given_up.push((next - 1, level));
        }
        at = next;
    }
    let last = pages.last().map_or(Pt::ZERO, |range| {
        range.clone().fold(measure.top(range.start), |pen, i| measure.put(i, pen, Pt::ZERO).1).bottom
    });
    Broken { pages, given_up, last }
}

fn page_cost(used: Pt, height: Pt, is_last: bool, is_only: bool) -> i64 {
    let percent = (i64::from(height.0 - used.0) * 100 / i64::from(height.0.max(1))).max(0);
    let sparse = used < height / 3;
    match (is_last, sparse) {
        (true, true) if !is_only => SHORT_LAST,
        (true, _) => 0,
        (false, true) => SPARSE + percent * percent,
        (false, false) => percent * percent,
    }
}

fn end_cost(item: &GalleyItem, is_last: bool) -> i64 {
    match item.end {
        End::Keep(level) if !is_last => GIVEN_UP[usize::from(level.min(KEEP_MOST))],
        _ => 0,
    }
}

/// Breaks a chapter, and saves its last page if that would be nearly empty (or the chapter belongs on one page) and
/// space can be found.
pub(super) fn break_chapter<'a>(
    make: impl Fn(Saving) -> Measure<'a>,
    height: Pt,
    tail: Pt,
    one_page: bool,
) -> (Measure<'a>, Broken) {
    let usual = make(Saving::None);
    let broken = break_pages(&usual, height, tail, false);
    let sparse = broken.last < height / 3;
    if broken.pages.len() < 2 || !(sparse || one_page) {
        return (usual, broken);
    }
    for saving in Saving::ALL.into_iter().skip(1) {
        let measure = make(saving);
        let tried = break_pages(&measure, height, tail, false);
        // What belongs on one page but fills the last of several takes no harm from a page more.
        let enough = if sparse { broken.pages.len() - 1 } else { 1 };
        if tried.pages.len() <= enough && tried.given_up.len() <= broken.given_up.len() {
            return (measure, tried);
        }
    }
    if one_page {
        // Seen as a whole, at least: no page of it full and the next one nearly empty.
        let even = break_pages(&usual, height, tail, true);
        return (usual, even);
    }
    (usual, broken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::{Size, Span};
    use crate::compose::Flex;
    use crate::typeset::{Frame, Set};

    fn item(height: i32, before: i32, end: End) -> GalleyItem {
        let frame = Frame { size: Size::new(Pt::ZERO, Pt(height)), items: vec![] };
        GalleyItem {
            set: Set { frame, late: vec![] },
            low: None,
            before: Pt(before),
            after: Pt::ZERO,
            after_at_top: None,
            snap: false,
            joined: false,
            end,
            flex: Flex::None,
            table: None,
            span: Span::default(),
        }
    }

    fn measure(items: &[GalleyItem]) -> Measure<'_> {
        Measure::plain(items, Pt(8_250))
    }

    /// The cheapest way of all ways, for few items.
    fn brute(items: &[GalleyItem], height: Pt) -> i64 {
        let m = measure(items);
        let count = items.len();
        (0..1u32 << (count - 1))
            .filter_map(|cuts| {
                let mut cost = 0;
                let mut start = 0;
                for (end, item) in items.iter().enumerate() {
                    let cut = end + 1 == count || cuts & (1 << end) != 0;
                    if !cut {
                        continue;
                    }
                    let pen = (start..=end).fold(m.top(start), |pen, i| m.put(i, pen, Pt::ZERO).1);
                    if pen.bottom > height && end > start {
                        return None;
                    }
                    let last = end + 1 == count;
                    cost += page_cost(pen.bottom, height, last, start == 0) + end_cost(item, last);
                    start = end + 1;
                }
                Some(cost)
            })
            .min()
            .unwrap()
    }

    proptest! {
        #[test]
        fn no_way_is_cheaper(heights in prop::collection::vec((1_000..40_000i32, 0..9_000i32, 0..7u8), 1..9)) {
            let items: Vec<GalleyItem> = heights
                .iter()
                .map(|&(height, before, end)| item(height, before, if end < 5 { End::Keep(end) } else { End::Free }))
                .collect();
            let height = Pt(60_000);
            let m = measure(&items);
            let broken = break_pages(&m, height, Pt::ZERO, false);
            let mut cost = 0;
            for range in &broken.pages {
                let pen = range.clone().fold(m.top(range.start), |pen, i| m.put(i, pen, Pt::ZERO).1);
                let last = range.end == items.len();
                cost += page_cost(pen.bottom, height, last, range.start == 0) + end_cost(&items[range.end - 1], last);
            }
            prop_assert_eq!(cost, brute(&items, height));
            // Every item once, in order.
            let all: Vec<usize> = broken.pages.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..items.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_heading_goes_over_with_its_text() {
        let items = [
            item(50_000, 0, End::Free),
            item(8_000, 0, End::Keep(crate::typeset::KEEP_HEADING)),
            item(30_000, 0, End::Free),
        ];
        let broken = break_pages(&measure(&items), Pt(60_000), Pt::ZERO, false);
        assert_eq!(broken.pages, [0..1, 1..3]);
        assert!(broken.given_up.is_empty());
    }
}
