//! The arrows between the rooms go one way, and outside crates stay in the rooms that own them.
//!
//! Reads the source as text: `use crate::ROOM`, `crate::ROOM::` and the names of fenced crates.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of the pipeline. A room may use those before it that its line in [`SEES`] names.
const ROOMS: [&str; 15] = [
    "base", "content", "check", "tailor", "grade", "lint", "diff", "compose", "typeset", "paginate", "impose",
    "export", "batch", "proof", "cli",
];

/// What each room may use besides `base`: the room before it, and the exceptions, each with its reason.
const SEES: [(&str, &[&str]); 15] = [
    ("base", &[]),
    ("content", &[]),
    // tailor: which pairs there are, and the group of a cancer.
    ("check", &["content", "tailor"]),
    ("tailor", &["content"]),
    // content: the names of drugs, cancers, therapies and markers, which count as one word each.
    ("grade", &["tailor", "content"]),
    // check: it walks through everything that a language says. grade: what is a sentence, and a word. tailor: what all
    // readers get.
    ("lint", &["content", "check", "tailor", "grade"]),
    // content: units with their places. grade: where a sentence ends.
    ("diff", &["tailor", "content", "grade"]),
    // content: theme and drawing types, which go through tailoring as they are.
    ("compose", &["tailor", "content"]),
    // content: the page master, which is data of the theme.
    ("typeset", &["compose", "content"]),
    // compose: marks and targets, which every placed thing carries.
    ("paginate", &["typeset", "compose"]),
    ("impose", &["paginate"]),
    // compose: the structure tree. typeset: fonts and runs. paginate: pages, until they are imposed.
    ("export", &["impose", "paginate", "typeset", "compose"]),
    // batch and cli see every entry point.
    ("batch", &["content", "check", "tailor", "compose", "typeset", "paginate", "impose", "export"]),
    // typeset: runs and their sizes.
    ("proof", &["paginate", "typeset"]),
    (
        "cli",
        &[
            "content", "check", "tailor", "grade", "lint", "diff", "compose", "typeset", "paginate", "impose",
            "export", "batch", "proof",
        ],
    ),
];

/// Outside crates and parts of the standard library, with the rooms that may name them.
const FENCES: [(&str, &[&str]); 18] = [
    ("saphyr_parser", &["content"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("printpdf", &["export"]),
    ("lopdf", &["export"]),
    ("hayro", &["proof"]),
    ("use png", &["content"]),
    ("png::Encoder", &["content", "proof"]),
    ("harfrust", &["typeset"]),
    ("skrifa", &["typeset"]),
    ("std::fs", &["content", "batch", "cli"]),
    ("std::env", &["cli"]),
    // Other programs are run for `diff --git` only.
    ("std::process", &["cli"]),
    ("similar", &["diff"]),
    ("SystemTime", &["cli"]),
    ("Timestamp::now", &["cli"]),
    ("Zoned::now", &["cli"]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Whether `word` stands in `line` as a name of its own: `clap` is not in `clap_complete` or `overclap`.
fn names(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// Code of a line: without comments, and nothing of tests at the end of a file.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or("")
}

/// The rooms that a piece of source names, with their lines. `super` chains never leave a room, since rooms are
/// the folders right below `src`.
fn rooms_named(source: &str) -> Vec<(usize, String)> {
    let mut found = vec![];
    for (number, line) in source.lines().enumerate() {
        let line = code(line);
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.is_empty() {
                // `use crate::{a, b}`: every room between the braces.
                let inside = rest.trim_start_matches('{');
                found.extend(
                    ROOMS.iter().filter(|room| names(inside, room)).map(|room| (number + 1, (*room).to_owned())),
                );
            } else {
                found.push((number + 1, name));
            }
        }
    }
    found
}

/// Every arrow that points the wrong way and every fence that is crossed, in one file of a room.
fn faults(room: &str, path: &str, source: &str) -> Vec<String> {
    let seen = SEES.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, seen)| *seen);
    let mut faults = vec![];
    for (line, named) in rooms_named(source) {
        let known = ROOMS.contains(&named.as_str());
        if known && named != room && named != "base" && !seen.contains(&named.as_str()) {
            faults.push(format!("{path}:{line}: `{room}` must not use `{named}`"));
        }
    }
    for (number, line) in source.lines().enumerate() {
        for (word, rooms) in FENCES {
            // `use std::{fs, io}` names `std::fs` as well.
            let braced = word.split_once("std::").is_some_and(|(_, last)| {
                code(line).split_once("std::{").is_some_and(|(_, inside)| names(inside, last))
            });
            if (names(code(line), word) || braced) && !rooms.contains(&room) {
                faults.push(format!("{path}:{}: `{room}` must not use `{word}`", number + 1));
            }
        }
    }
    faults
}

#[test]
fn arrows_go_one_way_and_fences_hold() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = vec![];
    files(&src, &mut paths);
    let mut found = vec![];
    for path in paths {
        let inside = path.strip_prefix(&src).unwrap();
        let Some(room) = inside.parent().and_then(|p| p.iter().next()) else { continue };
        let room = room.to_str().unwrap();
        assert!(ROOMS.contains(&room), "`{room}` is no room of the pipeline: add it to this test, in its place");
        let shown = format!("src/{}", inside.display());
        found.extend(faults(room, &shown, &fs::read_to_string(&path).unwrap()));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_a_room_sees_stands_before_it() {
    let place = |room: &str| ROOMS.iter().position(|r| *r == room).unwrap();
    for (room, seen) in SEES {
        for other in seen {
            // check and tailor stand side by side.
            assert!(place(other) < place(room) || (room, *other) == ("check", "tailor"), "{room} sees {other}");
        }
    }
}

#[test]
fn a_wrong_arrow_is_found_with_its_line() {
    let of = |room: &str, source: &str| faults(room, "x.rs", source);
    assert_eq!(of("content", "\nuse crate::tailor::Brochure;"), ["x.rs:2: `content` must not use `tailor`"]);
    assert_eq!(of("base", "use crate::{content, base};"), ["x.rs:1: `base` must not use `content`"]);
    assert_eq!(of("typeset", "fn f(x: crate::export::Meta) {}"), ["x.rs:1: `typeset` must not use `export`"]);
    assert_eq!(of("tailor", "let t = std::fs::read(p);"), ["x.rs:1: `tailor` must not use `std::fs`"]);
    assert_eq!(of("tailor", "use std::{fmt, fs};"), ["x.rs:1: `tailor` must not use `std::fs`"]);
    assert_eq!(of("batch", "use clap::Parser;"), ["x.rs:1: `batch` must not use `clap`"]);
    assert_eq!(of("compose", "use skrifa::FontRef;"), ["x.rs:1: `compose` must not use `skrifa`"]);
    assert_eq!(of("content", "let now = jiff::Timestamp::now();"), ["x.rs:1: `content` must not use `Timestamp::now`"]);
    assert!(of("cli", "use crate::base::Id; // crate::nothing").is_empty());
    assert!(of("export", "use crate::compose::StructTree; use lopdf::Object;").is_empty());
}
