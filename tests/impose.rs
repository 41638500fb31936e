//! Sheets: the pages of a booklet stand where folding puts them, and are read as before; marks stand outside.

mod common;

use std::sync::Arc;

use common::{Choice, shelf};
use handout::base::{Pt, Rect};
use handout::batch::{Made, meta};
use handout::export::{Profile, pdf};
use handout::impose::{Binding, Flip, Press, Sheets, impose, order};
use handout::paginate::{FrameItem, Sheet};
use handout::tailor::Brochure;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lopdf::{Document, Object};

/// Pixels to the point: half a letter page is then a whole number of pixels wide.
const SCALE: f32 = 0.5;

fn booklet() -> (Brochure, Made) {
    Choice::of("car-t", "lymphoma").edition("booklet").at("riverside").made(Profile::Ua1)
}

/// The sheet of the letter booklet, without creep.
fn flat() -> Sheet {
    let edition = shelf().theme().editions.get("booklet").unwrap();
    let sheet = edition.papers.get("letter").and_then(|master| master.sheet).unwrap();
    assert!(sheet.creep > Pt::ZERO, "inner sheets do not move, so nothing is proved");
    Sheet { creep: Pt::ZERO, ..sheet }
}

fn printed(brochure: &Brochure, made: &Made, sheets: &Sheets) -> Vec<u8> {
    pdf(sheets, &made.tree, &shelf().fonts, &meta(brochure), Profile::Ua1).unwrap()
}

/// A drawn page: width in pixels, and its pixels.
fn drawn(file: &Pdf, page: usize) -> (usize, Vec<[u8; 3]>) {
    let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let how = RenderSettings { hinting: false, ..RenderSettings::default() };
    let picture = render(&file.pages()[page], &RenderCache::new(), &InterpreterSettings::default(), &how, &settings);
    (picture.width().into(), picture.data().iter().map(|p| [p.r, p.g, p.b]).collect())
}

/// The columns of a picture in a range.
fn half(picture: &(usize, Vec<[u8; 3]>), columns: std::ops::Range<usize>) -> Vec<[u8; 3]> {
    picture.1.chunks(picture.0).flat_map(|row| row[columns.clone()].to_vec()).collect()
}

#[test]
fn each_half_of_a_sheet_shows_the_page_that_folding_puts_there() {
    let (brochure, made) = booklet();
    let flat_sheets = impose(&made.pages, Binding::Booklet(flat()), &Press::default());
    let reader = Pdf::new(Arc::new(printed(&brochure, &made, &Sheets::page_by_page(&made.pages)))).unwrap();
    let folded = Pdf::new(Arc::new(printed(&brochure, &made, &flat_sheets))).unwrap();
    let count = made.pages.pages.len();
    assert_eq!(folded.pages().len() * 2, count);
    // A few sheets: the cover's, some from the middle, the innermost.
    for side in [0, 1, 2, 5, count / 2 - 2, count / 2 - 1] {
        let sheet = drawn(&folded, side);
        let [left, right] = order(count)[side];
        let width = sheet.0 / 2;
        for (page, columns) in [(left, 0..width), (right, width..2 * width)] {
            let page_alone = drawn(&reader, page);
            assert_eq!(page_alone.0, width);
            // Curves far from the origin are rounded a little otherwise.
            let off = |a: &[u8; 3], b: &[u8; 3]| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > 24);
            let differ = half(&sheet, columns).iter().zip(&page_alone.1).filter(|(a, b)| off(a, b)).count();
            assert_eq!(differ, 0, "page {} on side {side}", page + 1);
        }
    }
}

#[test]
fn the_booklet_is_imposed_unless_it_is_for_reading() {
    let (_, made) = booklet();
    let imposed = impose(&made.pages, Binding::Booklet(flat()), &Press::default());
    assert_eq!(imposed.sides.len() * 2, made.pages.pages.len());
    assert_eq!(imposed.sides[0].pages, [made.pages.pages.len() as u32, 1]);
    let reader = impose(&made.pages, Binding::Booklet(flat()), &Press { reader: true, ..Press::default() });
    assert_eq!(reader, Sheets::page_by_page(&made.pages));
}

#[test]
fn bookmarks_lead_to_the_half_on_which_their_page_stands() {
    let (brochure, made) = booklet();
    let sheets = impose(&made.pages, Binding::Booklet(flat()), &Press::default());
    let doc = Document::load_mem(&printed(&brochure, &made, &sheets)).unwrap();
    let sides: Vec<lopdf::ObjectId> = doc.page_iter().collect();
    let places: Vec<(usize, f32)> = doc
        .objects
        .values()
        .filter_map(|object| {
            let item = object.as_dict().ok().filter(|dict| dict.has(b"Title") && dict.has(b"Parent"))?;
            let to =
                item.get(b"A").and_then(Object::as_dict).and_then(|a| a.get(b"D")).and_then(Object::as_array).ok()?;
            let page = to[0].as_reference().ok()?;
            Some((sides.iter().position(|id| *id == page)?, to[2].as_float().ok()?))
        })
        .collect();
    let count = made.pages.pages.len();
    let wanted = made.tree.in_order().into_iter().filter(|&n| made.tree.get(n).bookmark.is_some());
    let mut wanted: Vec<(usize, bool)> = wanted
        .map(|node| {
            let page = made.pages.numbers[&node] as usize - 1;
            let side = order(count).iter().position(|side| side.contains(&page)).unwrap();
            (side, order(count)[side][1] == page)
        })
        .collect();
    let mut found: Vec<(usize, bool)> = places.iter().map(|&(side, x)| (side, x >= 396.0)).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, wanted);
    assert!(found.iter().any(|(_, right)| *right) && found.iter().any(|(_, right)| !*right));
}

#[test]
fn a_printer_that_flips_over_the_long_edge_gets_its_backs_upside_down() {
    let (brochure, made) = booklet();
    let sheets = impose(&made.pages, Binding::Booklet(flat()), &Press { flip: Some(Flip::Long), ..Press::default() });
    let doc = Document::load_mem(&printed(&brochure, &made, &sheets)).unwrap();
    let turned: Vec<bool> = doc
        .page_iter()
        .map(|id| doc.get_dictionary(id).unwrap().get(b"Rotate").is_ok_and(|r| r == &180.into()))
        .collect();
    assert!(turned.iter().enumerate().all(|(i, turned)| *turned == (i % 2 == 1)));
}

#[test]
fn marks_stand_outside_the_bleed_and_boxes_lie_in_one_another() {
    let made = Choice::general("en").made(Profile::Ua1).1;
    let bleed = Pt(8_504);
    let sheets = impose(&made.pages, Binding::Pages, &Press { bleed, marks: true, ..Press::default() });
    let plain = Sheets::page_by_page(&made.pages);
    for (side, before) in sheets.sides.iter().zip(&plain.sides) {
        assert_eq!(side.trim.size, before.frame.size);
        assert_eq!(side.bleed.size.width, side.trim.size.width + bleed * 2);
        let paper = Rect::new(Pt::ZERO, Pt::ZERO, side.frame.size.width, side.frame.size.height);
        let inside = |a: &Rect, b: &Rect| {
            a.origin.x >= b.origin.x && a.origin.y >= b.origin.y && a.right() <= b.right() && a.bottom() <= b.bottom()
        };
        assert!(inside(&side.trim, &side.bleed) && inside(&side.bleed, &paper));
        let marks = &side.frame.items[before.frame.items.len()..];
        assert_eq!(marks.len(), 8);
        for mark in marks {
            let FrameItem::Shapes(shapes) = &mark.item else { panic!("a mark is a shape") };
            assert_eq!(shapes.len(), 1);
            let (x, y) = (mark.at.x, mark.at.y);
            let beside = x + Pt(18_000) <= side.bleed.origin.x || x >= side.bleed.right();
            let above = y + Pt(18_000) <= side.bleed.origin.y || y >= side.bleed.bottom();
            // 9 pt from the trimmed page, which is more than the bleed.
            assert!(beside || above, "a mark at {x}, {y}");
        }
    }
    // Nothing else has moved on its page.
    let by = sheets.sides[0].trim.origin;
    for (old, new) in plain.sides[0].frame.items.iter().zip(&sheets.sides[0].frame.items) {
        assert_eq!(old.at + by, new.at);
    }
}
