//! Placement as text, to a tenth of a point: what would be drawn, and where.

use std::fmt::Write;

use serde_json::{Value, json};

use super::ink::Bounds;
use crate::base::Pt;
use crate::paginate::{Artifact, FrameItem, Mark, Page, Pages, Placed, Target};
use crate::typeset::Fonts;

/// All pages as lines: one for each page, one for each thing on it.
pub fn layout_dump(pages: &Pages, fonts: &Fonts) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    for page in &pages.pages {
        let (size, (room, used)) = (page.frame.size, page.fill);
        let _ = writeln!(out, "page {}, {} x {}, filled {used} of {room}", page.number, size.width, size.height);
        for placed in &page.frame.items {
            let _ = writeln!(out, "  {} {} {} {}", placed.at.x, placed.at.y, mark(placed.mark), item(placed, fonts));
        }
    }
    out
}

/// All pages as JSON, with the same numbers.
pub fn layout_json(pages: &Pages, fonts: &Fonts) -> Value {
    let page = |page: &Page| {
        let things = page.frame.items.iter().map(|placed| {
            let mut thing = json!({ "x": tenth(placed.at.x), "y": tenth(placed.at.y), "mark": mark(placed.mark) });
            let more = match &placed.item {
                FrameItem::Run(run) => json!({
                    "text": &*run.text, "face": fonts.face(run.face).name, "size": tenth(run.size),
                    "width": tenth(run.width), "color": run.color.to_string(),
                }),
                FrameItem::Shapes(shapes) => json!({
                    "shapes": shapes.len(),
                    "box": Bounds::of_shapes(shapes, placed.at)
                        .map(|b| [b.left, b.top, b.right, b.bottom].map(tenth)),
                }),
                FrameItem::Cropped(size, shapes) => json!({
                    "shapes": shapes.len(), "width": tenth(size.width), "height": tenth(size.height),
                }),
                FrameItem::Raster(size, raster) => json!({
                    "pixels": [raster.width(), raster.height()], "width": tenth(size.width), "height": tenth(size.height),
                }),
                FrameItem::Link { size, target, contents } => json!({
                    "link": leads(target), "contents": contents, "width": tenth(size.width),
                    "height": tenth(size.height),
                }),
            };
            if let (Value::Object(thing), Value::Object(more)) = (&mut thing, more) {
                thing.extend(more);
            }
            thing
        });
        json!({
            "page": page.number, "width": tenth(page.frame.size.width), "height": tenth(page.frame.size.height),
            "room": tenth(page.fill.0), "used": tenth(page.fill.1), "things": things.collect::<Vec<_>>(),
        })
    };
    pages.pages.iter().map(page).collect()
}

/// A length in points, to a tenth.
fn tenth(length: Pt) -> f64 {
    (length.to_f64() * 10.0).round() / 10.0
}

/// What a thing belongs to.
fn mark(mark: Mark) -> String {
    match mark {
        Mark::Content(node) => format!("n{}", node.0),
        Mark::Artifact(Artifact::Layout) => "layout".to_owned(),
        Mark::Artifact(Artifact::Header) => "header".to_owned(),
        Mark::Artifact(Artifact::Footer) => "footer".to_owned(),
        Mark::Artifact(Artifact::Repeated) => "repeated".to_owned(),
    }
}

/// Where a link leads.
fn leads(target: &Target) -> String {
    match target {
        Target::Uri(address) => address.clone(),
        Target::Node(node) => format!("n{}", node.0),
    }
}

/// The thing itself.
fn item(placed: &Placed, fonts: &Fonts) -> String {
    match &placed.item {
        FrameItem::Run(run) => {
            let spaced = if run.spacing == Pt::ZERO { String::new() } else { format!(" spaced {}", run.spacing) };
            let face = &fonts.face(run.face).name;
            format!("{face} {} {}{spaced} {:?}", run.size, run.color, &*run.text)
        }
        FrameItem::Shapes(shapes) => {
            let bounds = Bounds::of_shapes(shapes, placed.at)
                .map_or_else(String::new, |b| format!(" {} {} {} {}", b.left, b.top, b.right, b.bottom));
            format!("shapes {}{bounds}", shapes.len())
        }
        FrameItem::Raster(size, raster) => {
            format!("picture {} x {} pixels, {} x {}", raster.width(), raster.height(), size.width, size.height)
        }
        FrameItem::Cropped(size, shapes) => format!("shapes {} cropped {} x {}", shapes.len(), size.width, size.height),
        FrameItem::Link { size, target, contents } => {
            format!("link {} x {} to {} {contents:?}", size.width, size.height, leads(target))
        }
    }
}
