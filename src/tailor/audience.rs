//! For whom something is: what the conditions of content ask.

use super::pairs::{drugs_of, uses_for};
use crate::base::{Id, Spanned};
use crate::content::{DrugClass, Library, Only, Reader, WithClinic};

/// What a condition may ask of the brochure and its reader.
#[derive(Clone, Copy, Debug)]
pub struct Audience<'a> {
    /// The reader's therapies; none for the general guide.
    pub therapies: &'a [Id],
    /// The reader's cancer; none for the general guide.
    pub cancer: Option<&'a Id>,
    /// The edition.
    pub edition: &'a Id,
    /// Whether a clinic is named.
    pub clinic: bool,
}

impl Audience<'_> {
    /// Whether something with this condition is for them.
    pub fn meets(&self, only: &Only, library: &Library) -> bool {
        let listed =
            |ids: &[Spanned<Id>], hit: &dyn Fn(&Id) -> bool| ids.is_empty() || ids.iter().any(|id| hit(&id.value));
        listed(&only.therapy, &|id| self.therapies.contains(id))
            && listed(&only.cancer, &|id| self.cancer.is_some_and(|c| library.is_kind_of(c, id)))
            && (only.class.is_empty() || only.class.iter().any(|class| self.has_class(*class, library)))
            && listed(&only.edition, &|id| self.edition == id)
            && only.reader.is_none_or(|r| (r == Reader::Tailored) == self.cancer.is_some())
            && only.clinic.is_none_or(|c| (c == WithClinic::With) == self.clinic)
    }

    /// Whether the facts list a drug of a class for the reader's therapies and cancer.
    fn has_class(&self, class: DrugClass, library: &Library) -> bool {
        let Some(cancer) = self.cancer else { return false };
        let mut drugs = self.therapies.iter().flat_map(|t| drugs_of(library, t));
        drugs.any(|(_, drug)| drug.class == class && uses_for(library, drug, cancer).next().is_some())
    }
}
