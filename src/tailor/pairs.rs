//! Which therapy is used for which cancer, from the facts.

use crate::base::Id;
use crate::content::{Drug, DrugStatus, Library, Use};

/// The id under which the facts say "any solid tumor".
pub const ANY_SOLID: &str = "any-solid";

/// How far a therapy is used for a cancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PairState {
    /// A current drug of the therapy is used for the cancer or a kind of it.
    Used,
    /// Only for tumors with a marker.
    WithMarker,
    /// Only in trials.
    TrialsOnly,
    /// Not at all.
    NotUsed,
}

impl PairState {
    /// The word for it, as listed.
    pub fn word(self) -> &'static str {
        match self {
            PairState::Used => "used",
            PairState::WithMarker => "with-marker",
            PairState::TrialsOnly => "trials-only",
            PairState::NotUsed => "not-used",
        }
    }

    /// Whether a brochure can be made.
    pub fn builds(self) -> bool {
        matches!(self, PairState::Used | PairState::WithMarker)
    }
}

impl Library {
    /// A cancer and the groups it belongs to, nearest first.
    pub fn lineage(&self, cancer: &Id) -> Vec<Id> {
        let mut line = vec![cancer.clone()];
        let mut at = cancer.clone();
        while let Some(parent) = self.vocabulary.cancers.get(at.as_str()).and_then(|c| c.parent.as_ref()) {
            if line.contains(&parent.value) {
                break;
            }
            line.push(parent.value.clone());
            at = parent.value.clone();
        }
        line
    }

    /// Whether `cancer` is `group` or a kind of it.
    pub fn is_kind_of(&self, cancer: &Id, group: &Id) -> bool {
        self.lineage(cancer).contains(group)
    }
}

/// The uses of a drug that concern a cancer: those that name it or a kind of it, and, for a solid tumor,
/// the use for any solid tumor. The flag says whether the use names the cancer or a kind of it.
pub fn uses_for<'a>(
    library: &'a Library,
    drug: &'a Drug,
    cancer: &'a Id,
) -> impl Iterator<Item = (&'a Id, &'a Use, bool)> {
    let solid = library.vocabulary.cancers.get(cancer.as_str()).is_some_and(|c| c.solid);
    drug.uses.iter().filter_map(move |(id, how)| {
        if id.value == ANY_SOLID {
            solid.then_some((&id.value, how, false))
        } else {
            library.is_kind_of(&id.value, cancer).then_some((&id.value, how, true))
        }
    })
}

/// The current drugs of a therapy, in the order of the facts.
pub fn drugs_of<'a>(library: &'a Library, therapy: &'a Id) -> impl Iterator<Item = (&'a Id, &'a Drug)> {
    library.drugs.drugs.iter().map(|(id, drug)| (&id.value, drug)).filter(move |(_, drug)| {
        drug.status == DrugStatus::Current && drug.therapy.as_ref().is_some_and(|t| t.value == *therapy)
    })
}

/// How far a therapy is used for a cancer, derived from the facts.
pub fn pair_state(library: &Library, therapy: &Id, cancer: &Id) -> PairState {
    let mut state = PairState::NotUsed;
    for (_, drug) in drugs_of(library, therapy) {
        for (_, how, _) in uses_for(library, drug, cancer) {
            state = state.min(if how.markers.is_empty() { PairState::Used } else { PairState::WithMarker });
        }
    }
    let in_trials = || {
        library.pairs.trials.iter().any(|t| t.therapy.value == *therapy && library.is_kind_of(&t.cancer.value, cancer))
    };
    if state == PairState::NotUsed && in_trials() { PairState::TrialsOnly } else { state }
}
