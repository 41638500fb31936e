//! How old facts are, what they rest on, and whether somebody signed one that is still open.

use super::{finding, threshold};
use crate::base::{Code, Diagnostic};
use crate::content::{Date, DrugStatus, Library, Month};

/// What to do about a fact that is open in a signed file.
const CONFIRM: &str = "confirm it and take `needs-review` out, then have the file signed again";

/// Looks at every drug that is printed.
pub fn facts(library: &Library, today: Date, found: &mut Vec<Diagnostic>) {
    let most = threshold(library, Code::OldFact) as i32;
    let file = library.drugs.version.span.file;
    let open =
        library.drugs.drugs.values().filter(|drug| drug.status == DrugStatus::Current && drug.needs_review).count();
    let signed = library.files.get(&file).is_some_and(|state| state.signature().is_some());
    if open > 0 && !signed {
        // A draft may hold them: its brochures say that they are drafts.
        let message = format!("the facts on {open} drugs of this draft must still be confirmed");
        let hint = "each has `needs-review: true`; take it out once a source confirms them";
        found.push(Diagnostic::note(Code::UnconfirmedFact, message).at(library.drugs.version.span).hint(hint));
    }
    for (id, drug) in library.drugs.drugs.iter().filter(|(_, drug)| drug.status == DrugStatus::Current) {
        let checked = &drug.as_of;
        let age = months(checked.value, today.month());
        if age > most {
            let message =
                format!("the facts on `{}` were last checked in {}, {age} months ago", id.value, checked.value);
            let hint = "check them against the label of today, then write the month of today";
            found.push(finding(Code::OldFact, message, checked.span).hint(hint));
        }
        let has_source = !drug.sources.is_empty() || drug.uses.values().any(|u| !u.sources.is_empty());
        if !has_source && !drug.needs_review {
            let message = format!("nothing says where the facts on `{}` come from", id.value);
            let hint = "name a source, or write `needs-review: true`";
            found.push(finding(Code::NoSource, message, id.span).hint(hint));
        }
        if signed && drug.needs_review {
            let message = format!("this file is signed, and the facts on `{}` must still be confirmed", id.value);
            found.push(finding(Code::UnconfirmedFact, message, id.span).hint(CONFIRM));
        }
    }
    open_pairs(library, found);
}

/// Pairs of the facts that are open in a signed file.
fn open_pairs(library: &Library, found: &mut Vec<Diagnostic>) {
    let file = library.pairs.version.span.file;
    if library.files.get(&file).is_none_or(|state| state.signature().is_none()) {
        return;
    }
    for trial in library.pairs.trials.iter().filter(|trial| trial.needs_review) {
        let message =
            format!("this file is signed, and `{}` for `{}` must still be confirmed", *trial.therapy, *trial.cancer);
        found.push(finding(Code::UnconfirmedFact, message, trial.therapy.span).hint(CONFIRM));
    }
}

/// Months from one to the other.
fn months(from: Month, to: Month) -> i32 {
    (i32::from(to.year) - i32::from(from.year)) * 12 + i32::from(to.month) - i32::from(from.month)
}
