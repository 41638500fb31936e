//! The numbers of a brochure that decide whether it can be read and printed.

use serde_json::{Value, json};

use super::Drawn;
use crate::base::{Color, Ink, Point, Pt, Rect, Size};
use crate::paginate::{FrameItem, Mark, Page, Pages};
use crate::typeset::Run;

/// Most ink on a page, of its area in gray.
const MOST_INK: f64 = 0.10;
/// Most ink on a cover.
pub const MOST_COVER_INK: f64 = 0.12;
/// Where most printers cannot print: from the edge of the paper.
const MARGIN: Pt = Pt(17_000);
/// Least contrast of a brand color and of an accent on white, in color and in gray.
const CONTRAST: (f64, f64) = (7.0, 4.5);

/// What the report is made from.
pub struct Facts<'a> {
    /// The pages.
    pub pages: &'a Pages,
    /// The pages as pixels.
    pub drawn: &'a [Drawn],
    /// Whether the first page is a cover.
    pub cover: bool,
    /// Brand and accent color.
    pub colors: (Color, Color),
    /// Keeps that were given up.
    pub relaxed: usize,
    /// Other warnings.
    pub warnings: usize,
}

/// The numbers of a brochure.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How many pages it has.
    pub pages: usize,
    /// Size of the smallest type.
    pub smallest: Option<(Pt, u32)>,
    /// Characters of the longest line, and its page.
    pub longest: Option<(usize, u32)>,
    /// The fullest page after the cover: how full it is, 0 to 1, and its number.
    pub fullest: Option<(f64, u32)>,
    /// The emptiest one.
    pub emptiest: Option<(f64, u32)>,
    /// Contrast on white of brand and accent, each in color and in gray.
    pub contrast: [(Color, f64, f64); 2],
    /// Ink of the cover, 0 to 1.
    pub cover_ink: Option<f64>,
    /// The page with the most ink, the cover apart.
    pub most_ink: Option<(f64, u32)>,
    /// Smallest distance of ink from the edge of the page.
    pub edge: Option<(Pt, u32)>,
    /// Keeps that were given up.
    pub relaxed: usize,
    /// Other warnings.
    pub warnings: usize,
}

/// Measures a brochure.
pub fn report(facts: &Facts<'_>) -> Report {
    let pages = &facts.pages.pages;
    let runs = || {
        pages.iter().flat_map(|page| {
            page.frame.items.iter().filter_map(move |placed| match &placed.item {
                FrameItem::Run(run) if !run.text.trim().is_empty() => Some((page.number, run)),
                _ => None,
            })
        })
    };
    let inner = || pages.iter().skip(usize::from(facts.cover));
    let full = |page: &Page| (f64::from(page.fill.1.0) / f64::from(page.fill.0.0.max(1)), page.number);
    let ink = facts.drawn.iter().zip(1..).map(|(drawn, number)| (drawn.ink, number));
    let most = |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1));
    let contrast = |color: Color| (color, color.contrast(Color::PAPER), color.to_gray().contrast(Color::PAPER));
    Report {
        pages: pages.len(),
        smallest: runs().map(|(page, run)| (run.size, page)).min(),
        longest: pages
            .iter()
            .filter_map(|page| Some((longest_line(page)?, page.number)))
            .max_by_key(|(length, page)| (*length, std::cmp::Reverse(*page))),
        fullest: inner().map(full).max_by(most),
        emptiest: inner().map(full).min_by(most),
        contrast: [contrast(facts.colors.0), contrast(facts.colors.1)],
        cover_ink: facts.drawn.first().filter(|_| facts.cover).map(|drawn| drawn.ink),
        most_ink: ink.skip(usize::from(facts.cover)).max_by(most),
        edge: pages.iter().filter_map(|page| Some((edge(page)?, page.number))).min(),
        relaxed: facts.relaxed,
        warnings: facts.warnings,
    }
}

/// Characters of the longest line of text, furniture apart: runs on one baseline without a gap between them.
fn longest_line(page: &Page) -> Option<usize> {
    let mut runs: Vec<(Point, &Run)> = page
        .frame
        .items
        .iter()
        .filter_map(|placed| match (&placed.item, placed.mark) {
            (FrameItem::Run(run), Mark::Content(_)) => Some((placed.at, run)),
            _ => None,
        })
        .collect();
    runs.sort_by_key(|(at, _)| (at.y, at.x));
    // Baseline, right end, text.
    let mut lines: Vec<(Pt, Pt, String)> = vec![];
    for (at, run) in runs {
        match lines.last_mut().filter(|line| line.0 == at.y && at.x - line.1 < run.size / 4) {
            Some(line) => {
                line.1 = at.x + run.width;
                line.2.push_str(&run.text);
            }
            None => lines.push((at.y, at.x + run.width, run.text.to_string())),
        }
    }
    lines.iter().map(|(.., text)| text.trim().chars().count()).max()
}

/// The smallest distance of ink from the edge of a page.
fn edge(page: &Page) -> Option<Pt> {
    let Size { width, height } = page.frame.size;
    let boxes = page.frame.items.iter().filter_map(|placed| match &placed.item {
        // Letters reach 0.74 of their size up and 0.205 down.
        FrameItem::Run(run) if !run.text.trim().is_empty() => {
            let (up, down) = (run.size.scale(74, 100), run.size.scale(205, 1000));
            Some(Rect::new(placed.at.x, placed.at.y - up, run.width, up + down))
        }
        FrameItem::Shapes(shapes) => Ink::of(shapes).bounds().map(|b| b.moved(placed.at)),
        FrameItem::Cropped(size, _) | FrameItem::Raster(size, _) => Some(Rect { origin: placed.at, size: *size }),
        FrameItem::Run(_) | FrameItem::Link { .. } => None,
    });
    boxes.map(|b| b.origin.x.min(b.origin.y).min(width - b.right()).min(height - b.bottom())).min()
}

fn percent(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}

/// Rounded down, so that what is too little never seems enough.
fn floor(ratio: f64) -> f64 {
    (ratio * 100.0).floor() / 100.0
}

impl Report {
    /// For people: a line for each number, with its limit where that is not kept.
    pub fn to_text(&self) -> String {
        let mut lines = vec![("pages", self.pages.to_string())];
        let at = |page: u32| format!("(page {page})");
        let mark = |kept: bool, limit: String| if kept { String::new() } else { format!("  over the limit: {limit}") };
        lines.extend(self.smallest.map(|(size, page)| ("smallest type", format!("{size} pt {}", at(page)))));
        lines.extend(self.longest.map(|(n, page)| ("longest line", format!("{n} characters {}", at(page)))));
        lines.extend(self.fullest.map(|(part, page)| ("fullest page", format!("{:.0} % {}", part * 100.0, at(page)))));
        lines
            .extend(self.emptiest.map(|(part, page)| ("emptiest page", format!("{:.0} % {}", part * 100.0, at(page)))));
        for (name, (color, plain, gray), least) in self.colors() {
            let under = mark(plain.min(gray) >= least, format!("at least {least:.1}"));
            lines.push((name, format!("{color}, {:.2} on white, {:.2} in gray{under}", floor(plain), floor(gray))));
        }
        lines.extend(self.cover_ink.map(|ink| {
            let over = mark(ink <= MOST_COVER_INK, format!("{:.0} %", MOST_COVER_INK * 100.0));
            ("ink on cover", format!("{:.1} %{over}", percent(ink)))
        }));
        lines.extend(self.most_ink.map(|(ink, page)| {
            let over = mark(ink <= MOST_INK, format!("{:.0} %", MOST_INK * 100.0));
            ("most ink", format!("{:.1} % {}{over}", percent(ink), at(page)))
        }));
        lines.extend(self.edge.map(|(edge, page)| {
            let under = mark(edge >= MARGIN, format!("at least {MARGIN} pt"));
            ("nearest to edge", format!("{edge} pt {}{under}", at(page)))
        }));
        lines.push(("keeps given up", self.relaxed.to_string()));
        lines.push(("other warnings", self.warnings.to_string()));
        lines.iter().map(|(name, value)| format!("{name:<16} {value}\n")).collect()
    }

    fn colors(&self) -> [(&'static str, (Color, f64, f64), f64); 2] {
        [("brand", self.contrast[0], CONTRAST.0), ("accent", self.contrast[1], CONTRAST.1)]
    }

    /// Whether every limit is kept.
    pub fn is_good(&self) -> bool {
        self.colors().iter().all(|(_, (_, plain, gray), least)| plain.min(*gray) >= *least)
            && self.cover_ink.is_none_or(|ink| ink <= MOST_COVER_INK)
            && self.most_ink.is_none_or(|(ink, _)| ink <= MOST_INK)
            && self.edge.is_none_or(|(edge, _)| edge >= MARGIN)
    }

    /// For other programs. Lengths in points, shares in percent.
    pub fn to_json(&self) -> Value {
        let points = |length: Pt| (length.to_f64() * 10.0).round() / 10.0;
        let on =
            |name: &str, found: Option<(f64, u32)>| found.map(|(value, page)| json!({ name: value, "page": page }));
        let contrast = self.colors().map(|(_, (color, plain, gray), least)| {
            json!({ "color": color.to_string(), "plain": floor(plain), "gray": floor(gray), "least": least })
        });
        json!({
            "pages": self.pages,
            "smallest_type": on("points", self.smallest.map(|(size, page)| (points(size), page))),
            "longest_line": self.longest.map(|(count, page)| json!({ "characters": count, "page": page })),
            "fullest_page": on("percent", self.fullest.map(|(part, page)| (percent(part), page))),
            "emptiest_page": on("percent", self.emptiest.map(|(part, page)| (percent(part), page))),
            "brand": contrast[0],
            "accent": contrast[1],
            "cover_ink": self.cover_ink.map(|ink| json!({ "percent": percent(ink), "most": MOST_COVER_INK * 100.0 })),
            "most_ink": self.most_ink.map(|(ink, page)| {
                json!({ "percent": percent(ink), "page": page, "most": MOST_INK * 100.0 })
            }),
            "nearest_to_edge": self.edge.map(|(edge, page)| {
                json!({ "points": points(edge), "page": page, "least": points(MARGIN) })
            }),
            "keeps_given_up": self.relaxed,
            "other_warnings": self.warnings,
            "limits_kept": self.is_good(),
        })
    }
}
