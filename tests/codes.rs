//! The square code of every clinic that has one: large enough, with bare paper around it, its address beside it, and read
//! by a decoder from the page as a gray laser printer draws it.

mod common;

use common::{Choice, each, none, shelf};
use handout::base::{Color, Id, Point, Pt};
use handout::batch::make;
use handout::content::PanelKind;
use handout::export::Profile;
use handout::impose::Press;
use handout::paginate::FrameItem;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Pixels to the point: 300 to the inch.
const SCALE: f32 = 300.0 / 72.0;
/// Least side on paper: 20 mm.
const LEAST: Pt = Pt(56_693);
/// Bare modules around a code (ISO/IEC 18004).
const QUIET: f32 = 4.0;

struct Gray {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Gray {
    fn of(pdf: &[u8], page: usize) -> Gray {
        let pdf = Pdf::new(pdf.to_vec()).unwrap();
        let settings = PixmapSettings { x_scale: SCALE, y_scale: SCALE, bg_color: WHITE };
        let page = &pdf.pages()[page];
        let how = RenderSettings::default();
        let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &how, &settings);
        let gray = |p: &hayro::vello_cpu::color::PremulRgba8| Color { r: p.r, g: p.g, b: p.b }.to_gray().r;
        Gray {
            width: drawn.width().into(),
            height: drawn.height().into(),
            pixels: drawn.data().iter().map(gray).collect(),
        }
    }

    fn at(&self, x: f32, y: f32) -> u8 {
        let (x, y) = ((x * SCALE) as usize, (y * SCALE) as usize);
        self.pixels[y.min(self.height - 1) * self.width + x.min(self.width - 1)]
    }
}

fn faults(choice: &Choice, url: &str) -> Vec<String> {
    let brochure = choice.brochure();
    let shelf = shelf();
    let press = Press { reader: true, ..Press::default() };
    let drawings = &shelf.library.drawings;
    let made = make(&brochure, shelf.theme(), drawings, &shelf.fonts, Profile::Ua1, &press).ok().unwrap();
    let shown = brochure.back.as_ref().and_then(|b| b.code.as_ref()).map(|c| c.shown.clone()).unwrap();
    let mut faults = vec![];
    // The code is the one thing with a link that is a picture: its shapes come just before the link.
    let code = made.pages.pages.iter().find_map(|page| {
        page.frame.items.windows(2).find_map(|pair| match (&pair[0].item, &pair[1].item) {
            (FrameItem::Shapes(_), FrameItem::Link { size, .. }) if size.width == size.height => {
                Some((page, pair[0].at, *size))
            }
            _ => None,
        })
    });
    let Some((page, at, size)) = code else { return vec!["there is no code".into()] };
    if size.width < LEAST {
        faults.push(format!("the code is only {} pt wide", size.width));
    }
    let gray = Gray::of(&made.pdf, page.number as usize - 1);
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(gray.width, gray.height, |x, y| gray.pixels[y * gray.width + x]);
    let read: Vec<_> = image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).collect();
    let [(meta, text)] = &read[..] else { return vec![format!("{} codes are read", read.len())] };
    if text != url {
        faults.push(format!("the code says {text}"));
    }
    let modules = meta.version.to_size() as f32;
    let (left, top, side) = (at.x.to_f64() as f32, at.y.to_f64() as f32, size.width.to_f64() as f32);
    let quiet = QUIET * side / modules;
    let steps = 60;
    for i in 0..=steps {
        for depth in 1..=8 {
            let along = (side + 2.0 * quiet) * i as f32 / steps as f32 - quiet;
            let away = quiet * depth as f32 / 8.0;
            let around = [
                (left + along, top - away),
                (left + along, top + side + away),
                (left - away, top + along),
                (left + side + away, top + along),
            ];
            if around.iter().any(|&(x, y)| gray.at(x, y) < 250) {
                faults.push("something stands in the quiet zone of the code".into());
            }
        }
    }
    let beside = |p: &Point| p.x > at.x + size.width && p.y > at.y && p.y < at.y + size.height;
    let words: String = page
        .frame
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            FrameItem::Run(run) if beside(&placed.at) => Some(run.text.to_string()),
            _ => None,
        })
        .collect();
    if !words.contains(&shown) {
        faults.push(format!("`{shown}` does not stand beside the code, but `{words}`"));
    }
    faults
}

#[test]
fn every_code_is_read_from_gray_paper() {
    let library = &shelf().library;
    let mut all = vec![];
    for (id, clinic) in &library.clinics {
        let Some(url) = clinic.code.as_ref().or(clinic.web.as_ref()) else { continue };
        // A card has no back.
        let has_back = |edition: &Id| {
            let panels = library.guide.panels.get(edition.as_str());
            panels.is_none_or(|plan| plan.values().any(|panel| panel.kind == PanelKind::Back))
        };
        for (edition, it) in shelf().theme().editions.iter().filter(|(id, _)| has_back(id)) {
            for (paper, _) in it.papers.iter() {
                let choice = Choice::general("es").edition(edition.as_str()).on(paper.as_str()).at(id.as_str());
                all.push((choice, url.value.clone()));
            }
        }
    }
    assert!(all.len() >= 16, "only {} brochures have a code", all.len());
    let found = each(&all, |(choice, url)| {
        let mut faults = faults(choice, url);
        faults.dedup();
        faults.into_iter().map(|fault| format!("{}: {fault}", choice.name())).collect::<Vec<_>>()
    });
    none(found.concat());
}
