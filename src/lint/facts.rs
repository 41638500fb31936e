//! How old facts are, what they rest on, and whether somebody signed one that is still open.

use super::{finding, threshold};
use crate::base::{Code, Diagnostic};
use crate::content::{Date, DrugStatus, Library, Month};

/// Looks at every drug that is printed.
pub fn facts(library: &Library, today: Date, found: &mut Vec<Diagnostic>) {
    let most = threshold(library, Code::OldFact) as i32;
    let file = library.drugs.version.span.file;
    let signed = library.files.get(&file).is_some_and(|state| state.signature().is_some());
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
            let hint = "confirm them and take `needs-review` out, then have the file signed again";
            found.push(finding(Code::UnconfirmedFact, message, id.span).hint(hint));
        }
    }
}

/// Months from one to the other.
fn months(from: Month, to: Month) -> i32 {
    (i32::from(to.year) - i32::from(from.year)) * 12 + i32::from(to.month) - i32::from(from.month)
}
