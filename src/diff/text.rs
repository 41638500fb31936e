//! A redline as text: removed and added lines, with their words marked as `[-old-]` and `{+new+}`.

use super::guides::named;
use super::redline::{Change, Kind, Redline, Unread, Written};
use super::words::{Mark, Pair};
use crate::content::is_hidden;

/// The redline for people, one change after the other.
pub fn text(redline: &Redline) -> String {
    let mut out = visible(&format!("Old: {}\nNew: {}\n", redline.old, redline.new));
    for line in summary(redline) {
        out += &format!("{}\n", visible(&line));
    }
    let mut number = 0;
    for (lang, name, _) in &redline.langs {
        let own: Vec<&Change> = redline.changes.iter().filter(|change| change.lang == *lang).collect();
        if own.is_empty() {
            continue;
        }
        out += &format!("\n{}\n", visible(name));
        for change in own {
            number += 1;
            out += &format!("\n{number}. {}\n", visible(&title(change)));
            for line in about(change, redline) {
                out += &format!("   {}\n", visible(&line));
            }
            out += &change.sentences.iter().map(drawn).collect::<String>();
            for line in named(redline, &change.touched) {
                out += &format!("   In {}\n", visible(&line));
            }
        }
    }
    if !redline.unread.is_empty() {
        out += "\nIn no brochure\n";
        for Unread { lang: _, written, sentences } in &redline.unread {
            out += &format!("\n   {}  {}\n", visible(&written.name), visible(&places(written)));
            out += &sentences.iter().map(drawn).collect::<String>();
        }
    }
    if !redline.looks.is_empty() {
        out += "\nOther looks, same words: see the pages\n\n";
        out += &redline.looks.iter().map(|path| format!("   {}\n", visible(path))).collect::<String>();
    }
    out
}

/// How much differs, in sentences.
pub(super) fn summary(redline: &Redline) -> Vec<String> {
    if redline.is_empty() {
        return vec!["Nothing that anybody reads differs.".into()];
    }
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let mut lines = vec![format!(
        "{}; {} of {} guides read otherwise.",
        plural(redline.changes.len(), "change"),
        redline.touched.len(),
        redline.guides.len()
    )];
    for (which, words) in [(&redline.come, "New"), (&redline.gone, "No longer made")] {
        lines.extend(
            named(redline, &vec![(Default::default(), which.clone())]).into_iter().map(|l| format!("{words}: {l}")),
        );
    }
    for (lang, count) in &redline.stale {
        let name = redline.langs.iter().find(|(id, ..)| id == lang).map_or(lang.as_str(), |(_, name, _)| name);
        let (texts, are) = if *count == 1 { ("text", "is") } else { ("texts", "are") };
        lines.push(format!(
            "{name}: {count} {texts} {are} translated from words that have changed; compare them, then `handout pin`."
        ));
    }
    if !redline.unread.is_empty() {
        lines.push(format!("{} in no brochure.", plural(redline.unread.len(), "changed text")));
    }
    lines
}

/// What happened to which block.
pub(super) fn title(change: &Change) -> String {
    let name = change.blocks.first().map_or("", |block| &block.name);
    let more = match change.blocks.len() {
        0 | 1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    let with = match change.with {
        0 => String::new(),
        1 => " and the block after it".into(),
        n => format!(" and the {n} blocks after it"),
    };
    let from = match (&change.from, change.kind) {
        (Some(from), Kind::Moved) if from == name => " within its section".into(),
        (Some(from), _) => format!(", before: {from}"),
        (None, _) => String::new(),
    };
    format!("{}: {name}{more}{with}{from}", change.kind.title())
}

/// Places, causes, and where the sentences are taken from.
pub(super) fn about(change: &Change, redline: &Redline) -> Vec<String> {
    let mut lines: Vec<String> =
        change.blocks.first().map(places).into_iter().filter(|text| !text.is_empty()).collect();
    if let Some(block) = change.blocks.first()
        && let Some((old, new)) = &block.condition
    {
        lines.push(format!("For whom: before, {old}; now, {new}"));
    }
    for cause in &change.causes {
        let for_whom = match &cause.condition {
            Some((old, new)) => format!(", for whom: before, {old}; now, {new}"),
            None => String::new(),
        };
        lines.push(format!("Comes from {}{for_whom}: {}", cause.name, places(cause)));
    }
    if change.derived && change.kind == Kind::Words && change.causes.is_empty() {
        lines.push(
            "Written as before: a word is explained where a guide first uses it, or a name or fact differs".into(),
        );
    }
    if change.blocks.len() > 1 {
        let mut names: Vec<(&str, usize)> = vec![];
        for block in change.blocks.iter().skip(1) {
            match names.iter_mut().find(|(name, _)| *name == block.name) {
                Some((_, count)) => *count += 1,
                None => names.push((&block.name, 1)),
            }
        }
        // The files of many cancers have blocks of one name.
        let named = |(name, count): (&str, usize)| match count {
            1 => name.to_owned(),
            _ => format!("{name} (of {count} files)"),
        };
        lines.push(format!("The same in: {}", names.into_iter().map(named).collect::<Vec<_>>().join(", ")));
    }
    if let Some(guide) = redline.guides.get(change.example).filter(|_| change.varied) {
        let whose = match &guide.pair {
            Some((therapy, cancer)) => format!("{therapy} and {cancer}"),
            None => "the general guide".into(),
        };
        lines.push(format!("As it reads for {whose}; others have other names or explanations in it"));
    }
    lines
}

/// The places of something written.
pub(super) fn places(written: &Written) -> String {
    let places = [("old", &written.old), ("new", &written.new)];
    let shown = places.iter().filter_map(|(which, place)| {
        let place = place.as_ref()?;
        Some(format!("{which} {}:{}", place.file, place.line))
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// The line that is gone and the one that has come.
fn drawn(pair: &Pair) -> String {
    let whole = !pair.marks.iter().any(|(mark, _)| *mark == Mark::Same);
    let line = |not: Mark| -> String {
        let words = pair.marks.iter().filter(|(mark, _)| *mark != not).map(|(mark, text)| match mark {
            _ if whole => text.clone(),
            Mark::Same => text.clone(),
            Mark::Gone => format!("[-{text}-]"),
            Mark::Come => format!("{{+{text}+}}"),
        });
        visible(&words.collect::<String>())
    };
    let old = pair.old.is_some().then(|| format!("   - {}\n", line(Mark::Come)));
    let new = pair.new.is_some().then(|| format!("   + {}\n", line(Mark::Gone)));
    [old, new].into_iter().flatten().collect()
}

/// A text without characters that would steer what shows it.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) && c != '\n' { '\u{fffd}' } else { c }).collect()
}
