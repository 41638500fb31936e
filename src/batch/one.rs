//! One brochure, from tailored content to the bytes of its PDF.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::compose::StructTree;
use crate::content::Theme;
use crate::export::Profile;
use crate::paginate::Pages;
use crate::tailor::Brochure;
use crate::typeset::Fonts;

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

/// Makes a brochure.
///
/// # Errors
/// Missing glyphs, overfull lines, blocks taller than a page: all of them, each with its place.
pub fn make(_brochure: &Brochure, _theme: &Theme, _fonts: &Fonts, _profile: Profile) -> Result<Made, Diagnostics> {
    Err(Diagnostic::error(Code::Internal, "not there yet").into())
}
