//! Fitting folded sheets: what may be left out is left out, panel by panel, until the rest fits.
//!
//! Whether a text fits is known when it is set, and what may be left out when it is tailored. So both stand in a loop,
//! which only takes things away and ends when there is nothing more to take.

use std::collections::BTreeMap;

use crate::base::{Diagnostics, Id, Span};
use crate::compose::compose;
use crate::content::{Drawings, Theme};
use crate::paginate::overfull;
use crate::tailor::{Brochure, Panel, PanelBody};
use crate::typeset::{Fonts, typeset};

/// A block that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The panel, the section and the block.
    pub path: [Id; 3],
    /// Its priority.
    pub priority: u8,
    /// Where it was written.
    pub span: Span,
}

/// Takes blocks of low priority away from panels that are too full; tells which. A panel that is too full without them
/// is left as it is: whoever makes pages of it complains.
///
/// # Errors
/// What stands against setting the text.
pub fn fit(
    brochure: &mut Brochure,
    theme: &Theme,
    drawings: &Drawings,
    fonts: &Fonts,
) -> Result<Vec<LeftOut>, Diagnostics> {
    let mut left_out = vec![];
    while brochure.panels.iter().any(|panel| lowest(panel).is_some()) {
        let document = compose(brochure, theme, drawings, &|words, style, lang| fonts.width(words, style, lang))?;
        let galley = typeset(&document, fonts, &BTreeMap::new())?;
        let over = overfull(&galley);
        let before = left_out.len();
        for panel in &mut brochure.panels {
            if over.iter().any(|over| over.panel == panel.id) {
                left_out.extend(take_away(panel));
            }
        }
        if left_out.len() == before {
            break;
        }
    }
    Ok(left_out)
}

/// The block of a panel that is left out first: section, block and priority. Of equal ones, the last.
fn lowest(panel: &Panel) -> Option<(usize, usize, u8)> {
    let PanelBody::Sections(sections) = &panel.body else { return None };
    let blocks = sections.iter().enumerate().flat_map(|(s, part)| {
        part.priority.iter().enumerate().filter_map(move |(b, priority)| Some((s, b, (*priority)?)))
    });
    blocks.min_by_key(|&(s, b, priority)| (priority, std::cmp::Reverse((s, b))))
}

fn take_away(panel: &mut Panel) -> Option<LeftOut> {
    let (s, b, priority) = lowest(panel)?;
    let PanelBody::Sections(sections) = &mut panel.body else { return None };
    let part = &mut sections[s];
    let item = part.section.blocks.remove(b);
    part.priority.remove(b);
    part.foot.remove(b);
    let path = [panel.id.clone(), part.section.id.clone(), item.id];
    if part.section.blocks.is_empty() {
        // A heading without anything below it says nothing.
        sections.remove(s);
    }
    Some(LeftOut { path, priority, span: item.span })
}
