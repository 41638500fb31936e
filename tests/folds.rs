//! Folded sheets: every card and every tri-fold that can be made fits, is read whole and in order, and stands on paper
//! where folding and cutting want it.

mod common;

use std::sync::Arc;

use common::reading::gate;
use common::said::Said;
use common::{Choice, choices, each, finish, none, shelf, told};
use handout::base::{Code, Point, Pt, Rect, Segment, Severity};
use handout::batch::{Made, fit, meta};
use handout::compose::Mark;
use handout::content::Master;
use handout::export::{Profile, pdf};
use handout::impose::{Binding, Flip, Press, Sheets, impose};
use handout::paginate::FrameItem;
use handout::tailor::{Brochure, brochure_text, tailor};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Pixels to the point.
const SCALE: f32 = 1.0;

/// Everything of an edition: every reader, language and paper, without a clinic, and with each clinic in turn.
fn all(edition: &str) -> Vec<Choice> {
    let all = choices().into_iter().map(|choice| choice.edition(edition));
    let clinics = ["riverside", "lakeview", "juniper"].into_iter().cycle();
    all.zip(clinics).flat_map(|(choice, clinic)| [choice.clone(), choice.at(clinic)]).collect()
}

fn master(choice: &Choice) -> &'static Master {
    shelf().theme().editions.get(&choice.edition).unwrap().papers.get(&choice.paper).unwrap()
}

/// What is wrong with the panels of a sheet: ink outside the text, small type, panels that are too empty.
fn complaints(choice: &Choice, made: &Made, smallest: Pt) -> Vec<String> {
    let master = master(choice);
    let mut found = vec![];
    for page in &made.pages.pages {
        let mut complain = |what: String| found.push(format!("{}, panel {}: {what}", choice.name(), page.number));
        for placed in &page.frame.items {
            match &placed.item {
                FrameItem::Run(run) => {
                    if run.size < smallest {
                        complain(format!("{:?} is set in {} pt", run.text, run.size));
                    }
                    let end = placed.at.x + run.width;
                    let right = page.frame.size.width - master.left;
                    // A space at the end of a line hangs over its edge.
                    let over = if run.text.ends_with(' ') { run.size / 3 } else { Pt(10) };
                    if placed.at.x < master.left - Pt(10) || end > right + over {
                        complain(format!("{:?} stands from {} to {end}", run.text, placed.at.x));
                    }
                    if placed.at.y > master.bottom || placed.at.y < master.top {
                        complain(format!("{:?} stands on {}", run.text, placed.at.y));
                    }
                }
                FrameItem::Shapes(_) | FrameItem::Cropped(..) | FrameItem::Raster(..) | FrameItem::Link { .. } => {}
            }
        }
    }
    for warning in made.warnings.0.iter().filter(|d| d.code == Code::ShortPage || d.severity == Severity::Error) {
        found.push(format!("{}: {}", choice.name(), warning.message));
    }
    found
}

fn every(edition: &str, smallest: Pt, panels: usize) -> usize {
    let shelf = shelf();
    let all: Vec<Choice> = all(edition)
        .into_iter()
        // Not every treatment has an alert card.
        .filter(|choice| tailor(&shelf.library, &choice.variant().unwrap()).is_ok())
        .collect();
    let found = each(&all, |choice| {
        let brochure = choice.fitted();
        let made = match finish(&brochure, Profile::Ua1) {
            Ok(made) => made,
            Err(problems) => return vec![format!("{}: {}", choice.name(), told(&problems, &shelf.sources))],
        };
        let mut found = complaints(choice, &made, smallest);
        if made.pages.pages.len() != panels {
            found.push(format!("{}: {} panels", choice.name(), made.pages.pages.len()));
        }
        found.extend(gate(&Said::of(&brochure), Profile::Ua1, &made.pdf).err().unwrap_or_default());
        found
    });
    none(found.concat());
    all.len()
}

#[test]
fn every_tri_fold_fits_and_is_read_whole() {
    assert!(every("tri-fold", Pt(12_000), 6) > 500);
}

#[test]
fn every_card_fits_and_is_read_whole() {
    assert!(every("card", Pt(9_000), 4) > 100);
}

#[test]
fn a_reader_without_a_card_hears_for_whom_there_is_one() {
    let choice = Choice::of("cytokines", "kidney").edition("card");
    let problems = tailor(&shelf().library, &choice.variant().unwrap()).unwrap_err();
    let problem = &problems.0[0];
    assert_eq!(problem.code, Code::NoContent);
    assert!(problem.hints[0].contains("`car-t`") && problem.hints[0].contains("myeloma"), "{:?}", problem.hints);
}

#[test]
fn what_is_left_out_has_the_lowest_priority_of_its_panel() {
    let choice = Choice { lang: "es".into(), ..Choice::of("checkpoint-inhibitors", "lung") }.edition("tri-fold");
    let mut brochure = choice.brochure();
    let before = brochure_text(&brochure);
    let shelf = shelf();
    let gone = fit(&mut brochure, shelf.theme(), &shelf.library.drawings, &shelf.fonts).unwrap();
    assert!(!gone.is_empty(), "all of it fits, so nothing is proved");
    for one in &gone {
        let plan = shelf.library.guide.panels.get("tri-fold").unwrap();
        let panel = plan.get(one.path[0].as_str()).unwrap();
        let lower = panel.sections.values().flat_map(|s| s.priority.values()).filter(|p| **p < one.priority);
        // Everything of lower priority on that panel went before it.
        let went = gone.iter().filter(|g| g.path[0] == one.path[0] && g.priority < one.priority).count();
        assert_eq!(lower.count(), went, "{one:?}");
    }
    assert_ne!(before, brochure_text(&brochure));
    // Once is enough.
    assert_eq!(fit(&mut brochure, shelf.theme(), &shelf.library.drawings, &shelf.fonts).unwrap(), []);
}

/// A drawn page: width in pixels, and its pixels.
fn drawn(file: &Pdf, page: usize) -> (usize, Vec<[u8; 3]>) {
    let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
    let how = RenderSettings { hinting: false, ..RenderSettings::default() };
    let picture = render(&file.pages()[page], &RenderCache::new(), &InterpreterSettings::default(), &how, &settings);
    (picture.width().into(), picture.data().iter().map(|p| [p.r, p.g, p.b]).collect())
}

fn printed(brochure: &Brochure, made: &Made, sheets: &Sheets) -> Pdf {
    let bytes = pdf(sheets, &made.tree, &shelf().fonts, &meta(brochure), Profile::Ua1).unwrap();
    Pdf::new(Arc::new(bytes)).unwrap()
}

/// The dark pixels of a stretch of a picture, in cells of eight pixels: what stands where, without the edges of letters
/// that do not fall on whole pixels.
fn cells(picture: &(usize, Vec<[u8; 3]>), left: f32, top: f32, width: f32, height: f32) -> Vec<u32> {
    let (columns, rows) = ((width / 8.0) as usize, (height / 8.0) as usize);
    let mut dark = vec![0; columns * rows];
    for y in 0..rows * 8 {
        for x in 0..columns * 8 {
            let (px, py) = ((left.round() as usize) + x, (top.round() as usize) + y);
            let pixel = picture.1[py * picture.0 + px];
            dark[(y / 8) * columns + x / 8] += 255 - u32::from(pixel[1]);
        }
    }
    dark
}

#[test]
fn every_panel_stands_where_folding_puts_it_in_every_copy() {
    for choice in [
        Choice::of("checkpoint-inhibitors", "lung").edition("card").at("riverside"),
        Choice { lang: "es".into(), ..Choice::of("car-t", "lymphoma") }.edition("card").on("a4"),
        Choice::of("checkpoint-inhibitors", "lung").edition("tri-fold").at("riverside"),
        Choice::of("car-t", "lymphoma").edition("tri-fold").on("a4"),
    ] {
        let (brochure, made) = choice.made(Profile::Ua1);
        let master = master(&choice);
        let sheet = master.panels.as_ref().unwrap();
        let names: Vec<_> = brochure.panels.iter().map(|p| p.id.clone()).collect();
        let folded = impose(&made.pages, Binding::Panels(sheet, &names), &Press::default());
        assert_eq!(folded.sides.len(), 2);
        let alone = printed(&brochure, &made, &Sheets::page_by_page(&made.pages));
        let folded = printed(&brochure, &made, &folded);
        let points = |length: Pt| length.0 as f32 / 1000.0;
        let copies = i32::from(sheet.copies);
        for (side, row) in [&sheet.sides.0, &sheet.sides.1].into_iter().enumerate() {
            let whole: Pt = row.values().copied().sum();
            let picture = drawn(&folded, side);
            let mut x = (sheet.width - whole) / 2;
            for (id, width) in row.iter() {
                let at = names.iter().position(|name| *name == id.value).unwrap();
                let panel = drawn(&alone, at);
                for copy in 0..copies {
                    let y = (sheet.height - master.height * copies) / 2 + master.height * copy;
                    // Within the margins, where there are no marks.
                    let (inset, top) = (points(master.left) - 2.0, points(master.top) - 2.0);
                    let (w, h) = (points(*width) - 2.0 * inset, points(master.bottom - master.top));
                    let here = cells(&picture, points(x) + inset, points(y) + top, w, h);
                    let there = cells(&panel, inset, top, w, h);
                    let off: u32 = here.iter().zip(&there).map(|(a, b)| a.abs_diff(*b)).sum();
                    let all: u32 = there.iter().sum();
                    assert!(all > 0, "the panel {} is empty", id.value);
                    // Shifted by parts of a pixel; another panel differs by more than it has ink.
                    assert!(off * 100 < all * 40, "{}: {} in copy {copy}: {off} of {all}", choice.name(), id.value);
                }
                x += *width;
            }
        }
    }
}

#[test]
fn one_copy_is_read_and_the_others_are_only_seen() {
    let choice = Choice::of("car-t", "lymphoma").edition("card").at("riverside");
    let (brochure, made) = choice.made(Profile::Ua1);
    let sheet = master(&choice).panels.as_ref().unwrap();
    let names: Vec<_> = brochure.panels.iter().map(|p| p.id.clone()).collect();
    let sheets = impose(&made.pages, Binding::Panels(sheet, &names), &Press::default());
    let first = (sheet.height - master(&choice).height * 5) / 2 + master(&choice).height;
    let (mut read, mut seen) = (0, 0);
    for placed in sheets.sides.iter().flat_map(|side| &side.frame.items) {
        match (placed.mark, &placed.item) {
            (Mark::Content(_), _) => {
                assert!(placed.at.y < first, "content stands on {}", placed.at.y);
                read += 1;
            }
            (Mark::Artifact(_), FrameItem::Link { .. }) => panic!("a link that is no content"),
            (Mark::Artifact(_), FrameItem::Run(_)) if placed.at.y > first => seen += 1,
            _ => {}
        }
    }
    assert!(read > 40 && seen > 100, "{read} read, {seen} seen");
    // Every thing on a side is in one part of the reading order.
    let parts: usize = sheets.parts.iter().map(|part| part.items.len()).sum();
    assert_eq!(parts, sheets.sides.iter().map(|side| side.frame.items.len()).sum::<usize>());
}

#[test]
fn the_second_side_is_turned_only_for_the_edge_that_needs_it() {
    for (edition, edge) in [("card", Flip::Short), ("tri-fold", Flip::Long)] {
        let choice = Choice::of("car-t", "lymphoma").edition(edition);
        let (brochure, made) = choice.made(Profile::Ua1);
        let sheet = master(&choice).panels.as_ref().unwrap();
        let names: Vec<_> = brochure.panels.iter().map(|p| p.id.clone()).collect();
        let turned = |flip| {
            let press = Press { flip, ..Press::default() };
            let sheets = impose(&made.pages, Binding::Panels(sheet, &names), &press);
            [sheets.sides[0].turned, sheets.sides[1].turned]
        };
        let other = if edge == Flip::Long { Flip::Short } else { Flip::Long };
        assert_eq!([None, Some(other), Some(edge)].map(turned), [[false; 2], [false; 2], [false, true]]);
    }
}

#[test]
fn nothing_is_printed_where_a_printer_cannot() {
    for (edition, edge) in [("card", Pt(13_000)), ("tri-fold", Pt(17_000))] {
        for paper in ["letter", "a4"] {
            let choice = Choice::of("car-t", "lymphoma").edition(edition).on(paper).at("riverside");
            let (brochure, made) = choice.made(Profile::Ua1);
            let sheet = master(&choice).panels.as_ref().unwrap();
            let names: Vec<_> = brochure.panels.iter().map(|p| p.id.clone()).collect();
            for side in impose(&made.pages, Binding::Panels(sheet, &names), &Press::default()).sides {
                let area = Rect::new(edge, edge, sheet.width - edge * 2, sheet.height - edge * 2);
                for placed in &side.frame.items {
                    let FrameItem::Shapes(shapes) = &placed.item else { continue };
                    for segment in shapes.iter().flat_map(|shape| &shape.segments) {
                        let (Segment::Move(p) | Segment::Line(p)) = segment else { continue };
                        let p: Point = placed.at + *p;
                        let inside = p.x >= area.origin.x && p.y >= area.origin.y;
                        assert!(inside && p.x <= area.right() && p.y <= area.bottom(), "{} at {p:?}", choice.name());
                    }
                }
            }
        }
    }
}

#[test]
fn a_poster_is_the_page_when_to_call() {
    for lang in ["en", "es"] {
        let page = Choice { lang: lang.into(), ..Choice::of("car-t", "lymphoma") }.at("riverside");
        let poster = page.clone().edition("poster").made(Profile::Ua1);
        let page = page.only("when-to-call").made(Profile::Ua1);
        assert_eq!(poster.1.pages.pages.len(), 1);
        let text = |(brochure, _): &(Brochure, Made)| brochure_text(brochure).replace(&brochure.code, "");
        assert_eq!(text(&poster), text(&page));
        assert!(poster.0.code.contains("-PO ") && !page.0.code.contains("-PO "));
    }
}
