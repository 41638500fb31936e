//! Is it signed, and until when.

use crate::base::{Code, Diagnostic, Diagnostics, FileId};
use crate::content::{Date, FileState, Library, Review};

/// Days before the end of a signature in which a warning says so.
const NEAR: i32 = 60;

/// What the signatures of all files say on a day: one note on all that have none, and what is wrong with the others.
pub fn review(library: &Library, today: Date) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let drafts = library.files.values().filter(|f| f.head.review == Review::Draft).count();
    if drafts > 0 {
        let files = library.files.len();
        let message = format!("{drafts} of {files} files are not signed by a clinician");
        problems.push(Diagnostic::note(Code::Draft, message).hint("a brochure made from them is marked as a draft"));
    }
    problems.0.extend(translators(library));
    for file in library.files.values() {
        problems.append(signature(file, today));
    }
    problems
}

/// A note on translated files that nobody stands for: they need more than a clinician.
fn translators(library: &Library) -> Option<Diagnostic> {
    let open = |own: &FileId| library.files.get(own).is_some_and(|state| state.signature().is_none());
    let n = library.translations().iter().filter_map(|file| file.own).filter(open).count();
    (n > 0).then(|| {
        let files = if n == 1 { "1 translated file needs".to_owned() } else { format!("{n} translated files need") };
        Diagnostic::note(Code::Draft, format!("{files} a qualified human reviewer"))
            .hint("a person who is trained to translate for patients must compare them with their source")
    })
}

/// What is wrong with the signature of a file, if it has one.
pub fn signature(file: &FileState, today: Date) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let Review::Signed(signature) = &file.head.review else { return problems };
    let (on, due) = (&signature.on, &signature.due);
    if on.value > today {
        let message = format!("this file was signed on {}, which is after {today}", on.value);
        problems
            .push(Diagnostic::error(Code::BadValue, message).at(on.span).hint("write the day on which it was signed"));
    }
    if due.value < on.value {
        let message = format!("this signature ends on {}, before it begins on {}", due.value, on.value);
        problems.push(Diagnostic::error(Code::BadValue, message).at(due.span).hint("look at both days"));
    }
    if file.signature().is_none() {
        let message = format!("this file has changed since {} signed it, so it counts as a draft", signature.by);
        problems.push(
            Diagnostic::warning(Code::Draft, message)
                .at(on.span)
                .hint("have a clinician read it again, then run `handout sign`"),
        );
    }
    let left = today.days_until(due.value);
    if left < 0 {
        let message = format!("the review of this file was due on {}, {} ago", due.value, days(-left));
        problems.push(
            Diagnostic::error(Code::ReviewDue, message).at(due.span).hint("have a clinician read and sign it again"),
        );
    } else if left <= NEAR {
        let message = format!("the review of this file is due on {}, in {}", due.value, days(left));
        problems.push(
            Diagnostic::warning(Code::ReviewDue, message).at(due.span).hint("have a clinician read and sign it again"),
        );
    }
    problems
}

fn days(n: i32) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}
