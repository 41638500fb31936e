//! One brochure, from tailored content to the bytes of its PDF.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fit::fit;
use crate::base::{Code, Diagnostic, Diagnostics};
use crate::compose::{Document, StructTree, compose};
use crate::content::{Drawings, Sheet, Theme};
use crate::export::{Meta, Profile, pdf};
use crate::impose::{Binding, Press, impose};
use crate::paginate::{Pages, paginate};
use crate::tailor::Brochure;
use crate::typeset::{Fonts, typeset};

/// Most rounds until the page numbers in running text are those of the pages.
const ROUNDS: usize = 3;

/// A finished brochure.
pub struct Made {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages, for `--emit layout` and reports.
    pub pages: Pages,
    /// Its structure.
    pub tree: StructTree,
    /// What a person should look at.
    pub warnings: Diagnostics,
}

/// What a PDF says about the brochure in it.
pub fn meta(brochure: &Brochure) -> Meta {
    Meta {
        title: brochure.title.clone(),
        subject: brochure.subject.clone(),
        authors: brochure.authors.clone(),
        lang: brochure.lang.clone(),
        version: brochure.version.clone(),
        code: brochure.code.clone(),
    }
}

/// Composes a brochure with the true widths of words, without what its sheet has no room for.
///
/// # Errors
/// What stands against setting the text.
pub fn composed(
    brochure: &Brochure,
    theme: &Theme,
    drawings: &Drawings,
    fonts: &Fonts,
) -> Result<Document, Diagnostics> {
    let mut fitted = Cow::Borrowed(brochure);
    if !brochure.panels.is_empty() {
        fit(fitted.to_mut(), theme, drawings, fonts)?;
    }
    compose(&fitted, theme, drawings, &|words, style, lang| fonts.width(words, style, lang))
}

/// Makes a brochure, and puts its pages on sheets; `drawings` are those of the library.
///
/// # Errors
/// Missing glyphs, overfull lines, blocks taller than a page, panels that are too full: all of them, each with its place.
pub fn make(
    brochure: &Brochure,
    theme: &Theme,
    drawings: &Drawings,
    fonts: &Fonts,
    profile: Profile,
    press: &Press,
) -> Result<Made, Diagnostics> {
    finish(composed(brochure, theme, drawings, fonts)?, &meta(brochure), fonts, profile, press)
}

/// Makes a brochure that is composed already. What it gives depends on nothing but what it takes.
///
/// # Errors
/// As of [`make`].
pub fn finish(
    document: Document,
    meta: &Meta,
    fonts: &Fonts,
    profile: Profile,
    press: &Press,
) -> Result<Made, Diagnostics> {
    let mut known = BTreeMap::new();
    let mut round = 0;
    let (pages, mut warnings) = loop {
        let galley = typeset(&document, fonts, &known)?;
        let (pages, warnings) = paginate(galley, &document.tree)?;
        let right = document
            .guess
            .iter()
            .all(|(node, guess)| pages.numbers.get(node) == Some(known.get(node).unwrap_or(guess)));
        round += 1;
        if right || round == ROUNDS {
            break (pages, warnings);
        }
        known = document.guess.iter().filter_map(|(node, _)| Some((*node, *pages.numbers.get(node)?))).collect();
    };
    let binding = match (&document.master.panels, document.master.sheet) {
        (Some(sheet), _) => Binding::Panels(sheet, &document.panels),
        (None, Some(sheet)) => Binding::Booklet(sheet),
        (None, None) => Binding::Pages,
    };
    if let Binding::Booklet(sheet) = binding
        && !press.reader
    {
        warnings.0.extend(too_thick(pages.pages.len(), sheet));
    }
    let sheets = impose(&pages, binding, press);
    let pdf = pdf(&sheets, &document.tree, fonts, meta, profile)?;
    Ok(Made { pdf, pages, tree: document.tree, warnings })
}

/// What is to be said of a booklet with more sheets than can be stapled.
fn too_thick(pages: usize, sheet: Sheet) -> Option<Diagnostic> {
    let (sheets, most) = (pages.div_ceil(4), usize::from(sheet.most));
    let message = format!("the booklet has {sheets} sheets, and a stapler takes {most}");
    let hint = "have it bound by a print shop, or print the standard edition, or parts of it (`--only`)";
    (sheets > most).then(|| Diagnostic::warning(Code::ThickBooklet, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Pt;

    #[test]
    fn a_booklet_is_too_thick_from_the_first_page_on_a_sheet_too_many() {
        let sheet = Sheet { width: Pt(200), height: Pt(100), creep: Pt(2), most: 20 };
        assert_eq!(too_thick(80, sheet), None);
        let warning = too_thick(81, sheet).unwrap();
        assert_eq!(warning.code, Code::ThickBooklet);
        assert_eq!(warning.message, "the booklet has 21 sheets, and a stapler takes 20");
    }
}
