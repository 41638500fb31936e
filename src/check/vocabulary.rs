//! Ids that fit together: groups of cancers, aliases, short codes, and the order of the parts.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Diagnostics, Id, Span, Spanned, suggest};
use crate::content::{Library, Part, PartKind, Reader};

/// Longest document code without the hash: it must fit beside the page number.
const CODE: usize = 24;
/// Most numbered parts of one guide: the contents list must fit its page.
const PARTS: usize = 10;

/// Checks the vocabulary and the parts of the guide.
pub fn vocabulary(library: &Library) -> Diagnostics {
    let mut problems = Diagnostics::default();
    parents(library, &mut problems);
    let words = &library.vocabulary;
    aliases("therapy", words.therapies.iter().map(|(id, t)| (id, &t.aliases)).collect(), &mut problems);
    aliases("cancer", words.cancers.iter().map(|(id, c)| (id, &c.aliases)).collect(), &mut problems);
    codes(library, &mut problems);
    parts(library, &mut problems);
    problems
}

fn parents(library: &Library, problems: &mut Diagnostics) {
    let cancers = &library.vocabulary.cancers;
    for (id, entry) in cancers.iter() {
        let Some(parent) = &entry.parent else { continue };
        if !cancers.contains(parent.as_str()) {
            let problem = Diagnostic::error(Code::DanglingReference, format!("there is no cancer `{}`", parent.value));
            problems.push(problem.at(parent.span).hint(
                match suggest(parent.as_str(), cancers.ids().map(Id::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "add it to this list".to_owned(),
                },
            ));
        } else if library.lineage(&id.value).iter().skip(1).any(|above| is_above(library, above, &id.value)) {
            let message = format!("`{}` is a kind of itself, by way of `{}`", id.value, parent.value);
            problems.push(Diagnostic::error(Code::BadValue, message).at(parent.span).hint("remove one `parent:`"));
        }
    }
}

/// Whether the parent of `cancer` is `group`.
fn is_above(library: &Library, cancer: &Id, group: &Id) -> bool {
    let parent = library.vocabulary.cancers.get(cancer.as_str()).and_then(|c| c.parent.as_ref());
    parent.is_some_and(|p| p.value == *group)
}

fn aliases(what: &str, entries: Vec<(&Spanned<Id>, &Vec<Spanned<Id>>)>, problems: &mut Diagnostics) {
    let mut taken: BTreeMap<&str, Span> = entries.iter().map(|(id, _)| (id.as_str(), id.span)).collect();
    for alias in entries.iter().flat_map(|(_, aliases)| *aliases) {
        if let Some(first) = taken.insert(alias.as_str(), alias.span) {
            problems.push(
                Diagnostic::error(Code::IdClash, format!("`{}` already names another {what}", alias.value))
                    .at(alias.span)
                    .label(first, "here")
                    .hint("remove the alias"),
            );
        }
    }
}

/// Short codes: their letters, their length, and that none stands twice.
fn codes(library: &Library, problems: &mut Diagnostics) {
    let vocabulary = &library.vocabulary;
    let therapies: Vec<&Spanned<String>> = vocabulary.therapies.values().map(|t| &t.short).collect();
    let cancers: Vec<&Spanned<String>> = vocabulary.cancers.values().map(|c| &c.short).collect();
    let mut taken: BTreeMap<&str, Span> = BTreeMap::new();
    for short in therapies.iter().chain(&cancers) {
        let letters = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
        if short.is_empty() || !short.bytes().all(letters) {
            let message = format!("`{}` is no short code", short.value);
            problems.push(
                Diagnostic::error(Code::BadValue, message)
                    .at(short.span)
                    .hint("use capital letters, digits and hyphens"),
            );
        }
        if let Some(first) = taken.insert(&short.value, short.span) {
            problems.push(
                Diagnostic::error(Code::IdClash, format!("the short code `{}` stands here twice", short.value))
                    .at(short.span)
                    .label(first, "first here")
                    .hint("choose another one: it tells printed guides apart"),
            );
        }
    }
    let longest = |ids: &mut dyn Iterator<Item = usize>| ids.max().unwrap_or(0);
    let lang = longest(&mut vocabulary.languages.ids().map(|l| l.as_str().len() + 1));
    let edition =
        longest(&mut vocabulary.editions.values().map(|e| if e.short.is_empty() { 0 } else { e.short.len() + 1 }));
    let version = library.guide.version.split('.').take(2).map(|n| n.len() + 1).sum::<usize>();
    let therapy = longest(&mut therapies.iter().map(|t| t.len()));
    for (own, other) in [(&cancers, therapy), (&therapies, 0)] {
        for short in own {
            let length = short.len() + if other > 0 { other + 1 } else { 0 } + lang + edition + version;
            if length > CODE {
                let message = format!("with `{}` a document code has {length} letters, more than {CODE}", short.value);
                problems.push(Diagnostic::error(Code::BadValue, message).at(short.span).hint("choose a shorter one"));
            }
        }
    }
}

fn parts(library: &Library, problems: &mut Diagnostics) {
    let parts = &library.guide.parts;
    let start = library.guide.version.span;
    let calls: Vec<&Spanned<Id>> =
        parts.iter().filter(|(_, p)| p.kind == PartKind::WhenToCall).map(|(id, _)| id).collect();
    match (calls.first(), parts.iter().next()) {
        (None, _) => problems.push(
            Diagnostic::error(Code::MissingKey, "the guide has no part that says when to call")
                .at(start)
                .hint("add `when-to-call: { kind: when-to-call, sections: [when-to-call] }` as the first part"),
        ),
        (Some(call), Some((first, _))) if first.value != call.value => problems.push(
            Diagnostic::error(Code::BadValue, format!("the part `{}` must come first", call.value))
                .at(call.span)
                .label(first.span, "now this comes first")
                .hint("a reader in need looks at the first pages: move the part up"),
        ),
        _ => {}
    }
    for second in calls.iter().skip(1) {
        problems.push(
            Diagnostic::error(Code::BadValue, format!("`{}` is a second part that says when to call", second.value))
                .at(second.span)
                .hint("keep one"),
        );
    }
    for (id, _) in parts.iter().filter(|(_, p)| p.kind == PartKind::WhenToCall && p.only != Default::default()) {
        let message = format!("the part `{}` is for every reader", id.value);
        problems.push(Diagnostic::error(Code::BadValue, message).at(id.span).hint("remove its `only:`"));
    }
    for reader in [Reader::General, Reader::Tailored] {
        let numbered: Vec<&Spanned<Id>> =
            parts.iter().filter(|(_, p)| is_numbered(p, reader)).map(|(id, _)| id).collect();
        if let Some(over) = numbered.get(PARTS) {
            let who = if reader == Reader::General { "the general guide" } else { "a tailored guide" };
            let message = format!("`{}` is part {} of {who}, and the contents hold {PARTS}", over.value, PARTS + 1);
            problems.push(Diagnostic::error(Code::BadValue, message).at(over.span).hint("join two parts"));
        }
    }
}

fn is_numbered(part: &Part, reader: Reader) -> bool {
    let tailored = matches!(part.kind, PartKind::Therapy | PartKind::Cancer)
        || !part.only.therapy.is_empty()
        || !part.only.cancer.is_empty();
    !matches!(part.kind, PartKind::Tool | PartKind::Glossary | PartKind::About)
        && part.only.reader.is_none_or(|r| r == reader)
        && !(tailored && reader == Reader::General)
}
