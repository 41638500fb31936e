//! Room 6, `paginate`: where pages break.
//!
//! Takes a [`Galley`] and gives [`Pages`]. Furniture has a fixed height and page numbers a fixed place, so pages are made
//! once. Steps: `measure` (heights) → `break_pages` (which item on which page) → `finish` (places, numbers, furniture).

mod break_pages;
mod finish;
mod measure;
mod page;

pub use crate::base::{Cap, Segment, Shape, Stroke};
pub use crate::compose::{Artifact, Mark, Target};
pub use crate::typeset::{Frame, FrameItem, Placed, Sheet};
pub use page::{Page, Pages};

use crate::base::{Code, Diagnostic, Diagnostics, Point, Pt, Size};
use crate::compose::StructTree;
use crate::typeset::{Galley, GalleyChapter, GalleyItem, KEEP_HEADING, KEEP_ITEMS, KEEP_LINES, Master, Set};
use break_pages::break_chapter;
use finish::{Draft, furnish, lay, lay_anchored, lined, number, page_numbers, stack_height};
use measure::{Measure, Saving};

/// Pages on the two sides of a sheet that is folded once.
const PAGES_OF_SHEET: usize = 4;

/// Most pages of a brochure.
pub const MAX_PAGES: usize = 400;

/// Makes pages; what a person should look at (keeps given up, pages with little on them) is beside them.
///
/// # Errors
/// When there are more than [`MAX_PAGES`] pages.
pub fn paginate(galley: Galley, tree: &StructTree) -> Result<(Pages, Diagnostics), Diagnostics> {
    let mut warnings = Diagnostics::default();
    let mut drafts: Vec<Set> = galley.cover.iter().map(|frame| Set { frame: frame.clone(), late: vec![] }).collect();
    let covers = drafts.len();
    // The master and the fill of each page after the cover.
    let mut kinds: Vec<(&Master, Pt)> = vec![];
    for (i, chapter) in galley.chapters.iter().enumerate() {
        let laid = break_and_lay(chapter, &galley, &mut warnings);
        if i > 0 && i + 1 == galley.chapters.len() && chapter.master.sheet.is_some() {
            // Cover and last page are the two outer pages of one sheet: what lacks to whole sheets stands before it.
            let filled = drafts.len() + laid.len();
            for _ in filled..filled.next_multiple_of(PAGES_OF_SHEET) {
                kinds.push((&chapter.master, chapter.master.bottom - chapter.master.top));
                drafts.push(lined(&chapter.master, &galley.furniture));
            }
        }
        for draft in laid {
            kinds.push((&chapter.master, draft.used));
            drafts.push(draft.set);
        }
        if drafts.len() > MAX_PAGES {
            let message = format!("this brochure has more than {MAX_PAGES} pages");
            return Err(Diagnostic::error(Code::TooManyPages, message).hint("shorten it, or make two of it").into());
        }
    }
    if let (Some((top, line)), Some(first)) = (&galley.masthead, drafts.get_mut(covers)) {
        first.place(Point::new(Pt::ZERO, *top), line);
    }
    let numbers = page_numbers(&drafts, tree);
    let total = drafts.len() as u32;
    let pages = drafts
        .into_iter()
        .enumerate()
        .map(|(i, set)| {
            let frame = number(set, &numbers);
            let number = i as u32 + 1;
            let Some((master, used)) = i.checked_sub(covers).and_then(|at| kinds.get(at)) else {
                let height = frame.size.height;
                return Page { number, frame, fill: (height, height) };
            };
            let mut page = Page { number, frame, fill: (master.bottom - master.top, *used) };
            page.frame.size = Size::new(master.width, master.height);
            furnish(&mut page, total, master, &galley.furniture);
            page
        })
        .collect();
    Ok((Pages { pages, numbers }, warnings))
}

fn break_and_lay(chapter: &GalleyChapter, galley: &Galley, warnings: &mut Diagnostics) -> Vec<Draft> {
    let master = &*chapter.master;
    let height = master.bottom - master.top;
    let anchored = Measure::new(&chapter.anchored, galley, Saving::None);
    let tail = stack_height(&anchored);
    // Between what hangs from the top and what stands at the bottom there is at least one line.
    let tail = if tail > Pt::ZERO { tail + galley.h * 2 } else { tail };
    let (mut measure, mut broken) =
        break_chapter(|saving| Measure::new(&chapter.items, galley, saving), height, tail, chapter.one_page);
    // What does not fit on one page has no bottom to hold on to: all of it hangs from the top.
    let flows = tail > Pt::ZERO && broken.pages.len() > 1;
    let all: Vec<GalleyItem>;
    let mut items = &chapter.items;
    if flows {
        all = chapter.items.iter().chain(&chapter.anchored).cloned().collect();
        items = &all;
        (measure, broken) = break_chapter(|saving| Measure::new(items, galley, saving), height, Pt::ZERO, false);
    }
    for &(item, level) in &broken.given_up {
        let what = match level {
            KEEP_ITEMS => "a list is broken with one item on a page",
            KEEP_LINES => "a line of a paragraph, or a row of a table, stands alone",
            KEEP_HEADING => "a heading or introduction is parted from what follows",
            _ => "a short paragraph is broken",
        };
        let hint = "shorten or move a block near here";
        warnings.push(Diagnostic::warning(Code::RelaxedKeep, what).at(items[item].span).hint(hint));
    }
    let count = broken.pages.len();
    let mut drafts: Vec<Draft> = broken
        .pages
        .iter()
        .enumerate()
        .map(|(i, range)| lay(&measure, range.clone(), master, galley.h, i + 1 == count))
        .collect();
    for (i, draft) in drafts.iter().enumerate() {
        if draft.used < height / 3 && (i + 1 < count || (count > 1 && (flows || tail == Pt::ZERO))) {
            let span = broken.pages[i].clone().next().map(|item| items[item].span).unwrap_or_default();
            let message = "a page is less than a third full from here on";
            warnings
                .push(Diagnostic::warning(Code::ShortPage, message).at(span).hint("shorten the part, or write more"));
        }
    }
    if let Some(last) = drafts.last_mut()
        && !chapter.anchored.is_empty()
        && !flows
    {
        lay_anchored(&anchored, master, &mut last.set);
        last.used = height;
    }
    drafts
}
