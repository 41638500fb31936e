//! Font files that are cut off, spoiled, or not fonts.

use std::fs;

use sha2::{Digest, Sha256};

use super::Guide;

const FACE: &str = "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf";

/// A guide whose text font has these bytes, and a list that says so.
fn with(name: &str, bytes: &[u8]) -> Guide {
    let guide = Guide::new(name).with_fonts();
    let old = digest(&fs::read(guide.path(FACE)).unwrap());
    guide.replace("fonts/fonts.yaml", &old, &digest(bytes)).write(FACE, bytes)
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn font() -> Vec<u8> {
    fs::read(super::whole().join(FACE)).unwrap()
}

/// Where a table stands in a font: offset and length.
fn table(font: &[u8], tag: &[u8; 4]) -> (usize, usize) {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let entry = (0..count).map(|i| 12 + i * 16).find(|at| font[*at..at + 4] == *tag).unwrap();
    (number(entry + 8), number(entry + 12))
}

#[test]
fn what_is_no_font() {
    for (i, bytes) in [
        &b""[..],
        b"\0",
        b"\x00\x01\x00\x00",
        b"OTTO\xff\xff\xff\xff",
        b"wOF2",
        b"wOFF",
        b"ttcf\x00\x01\x00\x00\xff\xff\xff\xff",
        b"%!PS",
        &[0xff; 5_000],
    ]
    .into_iter()
    .enumerate()
    {
        with(&format!("fonts-none-{i}"), bytes).fails(&["error[H0007]", "--> fonts/fonts.yaml:"]);
    }
}

#[test]
fn a_font_cut_off_anywhere() {
    let whole = font();
    for part in (1..24).step_by(2) {
        let cut = &whole[..whole.len() * part / 24];
        with("fonts-cut", cut).fails_or_builds(&["--only", "when-to-call"]);
    }
}

#[test]
fn a_font_of_a_hundred_megabytes() {
    with("fonts-huge", &vec![0u8; 100 << 20]).fails(&["error[H0003]", "is larger than 1024 kB"]);
}

#[test]
fn a_hundred_faces_of_one_file() {
    let guide = Guide::new("fonts-many").with_fonts();
    let entry =
        |file: &str, sha: &str| format!("      - style: regular\n        file: {file}\n        sha256: {sha}\n");
    let sha = digest(&font());
    let many = entry("AtkinsonHyperlegibleNext-Regular.ttf", &sha).repeat(1_000);
    guide
        .replace("fonts/fonts.yaml", "    faces:\n", &format!("    faces:\n{many}"))
        .fails(&["error[H0003]", "--> fonts/fonts.yaml:"]);
}

#[test]
fn tables_full_of_nonsense() {
    let whole = font();
    for tag in [
        b"head", b"hhea", b"maxp", b"OS/2", b"hmtx", b"cmap", b"loca", b"glyf", b"name", b"post", b"GSUB", b"GPOS",
        b"GDEF",
    ] {
        for fill in [0x00u8, 0x7f, 0xff] {
            let mut spoiled = whole.clone();
            let (at, len) = table(&spoiled, tag);
            spoiled[at..at + len].fill(fill);
            with("fonts-filled", &spoiled).fails_or_builds(&["--only", "when-to-call"]);
        }
    }
}

#[test]
fn tables_that_stand_elsewhere() {
    let whole = font();
    let count = usize::from(u16::from_be_bytes([whole[4], whole[5]]));
    for i in 0..count {
        for (offset, length) in [(0u32, u32::MAX), (u32::MAX, 16), (12, 64)] {
            let mut spoiled = whole.clone();
            let entry = 12 + i * 16;
            spoiled[entry + 8..entry + 12].copy_from_slice(&offset.to_be_bytes());
            spoiled[entry + 12..entry + 16].copy_from_slice(&length.to_be_bytes());
            with("fonts-moved", &spoiled).fails_or_builds(&["--only", "when-to-call"]);
        }
    }
}

/// Adds a table to a font in place of the one of that name.
fn replaced(font: &[u8], tag: &[u8; 4], new: &[u8]) -> Vec<u8> {
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let entry = (0..count).map(|i| 12 + i * 16).find(|at| font[*at..at + 4] == *tag).unwrap();
    let mut changed = font.to_vec();
    let at = changed.len().next_multiple_of(4);
    changed.resize(at, 0);
    changed.extend_from_slice(new);
    changed[entry + 8..entry + 12].copy_from_slice(&(at as u32).to_be_bytes());
    changed[entry + 12..entry + 16].copy_from_slice(&(new.len() as u32).to_be_bytes());
    changed
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_be_bytes()).collect()
}

/// A GSUB table in which each of `levels` lookups puts `times` copies for each glyph, one lookup after another.
fn laughing(levels: u16, times: u16) -> Vec<u8> {
    let mut lookups = vec![];
    for _ in 0..levels {
        // A lookup with one subtable: multiple substitution of glyphs 1 to 400, each by copies of itself.
        let glyphs = 400u16;
        let mut subtable = words(&[1, 0, glyphs]);
        let sequences = 6 + 2 * glyphs;
        let one = 2 + 2 * times;
        subtable.extend(words(&(0..glyphs).map(|g| sequences + g * one).collect::<Vec<_>>()));
        for g in 0..glyphs {
            subtable.extend(words(&[times]));
            subtable.extend(words(&vec![g + 1; usize::from(times)]));
        }
        let coverage = subtable.len() as u16;
        subtable[2..4].copy_from_slice(&coverage.to_be_bytes());
        subtable.extend(words(&[2, 1, 1, glyphs, 0]));
        let mut lookup = words(&[2, 0, 1, 8]);
        lookup.extend(subtable);
        lookups.push(lookup);
    }
    gsub(&lookups)
}

/// A GSUB table whose feature `ccmp` applies all lookups.
fn gsub(lookups: &[Vec<u8>]) -> Vec<u8> {
    let count = lookups.len() as u16;
    let scripts = [&words(&[1])[..], b"DFLT", &words(&[8]), &words(&[4, 0]), &words(&[0, 0xffff, 1, 0])].concat();
    let features =
        [&words(&[1])[..], b"ccmp", &words(&[8]), &words(&[0, count]), &words(&(0..count).collect::<Vec<_>>())]
            .concat();
    let mut list = words(&[count]);
    let mut at = 2 + 2 * count;
    for lookup in lookups {
        list.extend(words(&[at]));
        at += lookup.len() as u16;
    }
    list.extend(lookups.concat());
    let first = 10u16;
    let second = first + scripts.len() as u16;
    let third = second + features.len() as u16;
    [words(&[1, 0, first, second, third]), scripts, features, list].concat()
}

/// A lookup that applies lookup `next` at the place of each glyph, any number of times.
fn calling(next: u16, times: u16) -> Vec<u8> {
    let records: Vec<u16> = (0..times).flat_map(|_| [0, next]).collect();
    // Format 3 of contextual substitution: one glyph, its coverage, the lookups to apply.
    let mut subtable = words(&[3, 1, times, 8 + 4 * times]);
    subtable.extend(words(&records));
    subtable.extend(words(&[2, 1, 1, 400, 0]));
    [words(&[5, 0, 1, 8]), subtable].concat()
}

#[test]
fn substitutions_that_grow_are_bounded() {
    let whole = font();
    for (i, (levels, times)) in [(1u16, 60u16), (3, 20), (8, 8), (20, 2)].into_iter().enumerate() {
        let bomb = replaced(&whole, b"GSUB", &laughing(levels, times));
        with(&format!("fonts-bomb-{i}"), &bomb).fails_or_builds(&["--only", "when-to-call"]);
    }
}

#[test]
fn lookups_that_call_each_other_are_bounded() {
    let whole = font();
    let cycle: Vec<Vec<u8>> = (0..6).map(|i| calling((i + 1) % 6, 40)).collect();
    let chain: Vec<Vec<u8>> = (0..60).map(|i| calling((i + 1).min(59), 20)).collect();
    let itself = vec![calling(0, 100)];
    for (i, lookups) in [cycle, chain, itself].into_iter().enumerate() {
        let bomb = replaced(&whole, b"GSUB", &gsub(&lookups));
        with(&format!("fonts-calls-{i}"), &bomb).fails_or_builds(&["--only", "when-to-call"]);
    }
}

#[test]
fn glyphs_made_of_each_other() {
    // Every glyph is a composite of itself, twice over.
    let whole = font();
    let (at, len) = table(&whole, b"glyf");
    let (loca, _) = table(&whole, b"loca");
    let long = whole[table(&whole, b"head").0 + 51] == 1;
    let mut spoiled = whole.clone();
    for glyph in 0..300usize {
        let start = if long {
            u32::from_be_bytes(spoiled[loca + glyph * 4..loca + glyph * 4 + 4].try_into().unwrap()) as usize
        } else {
            usize::from(u16::from_be_bytes(spoiled[loca + glyph * 2..loca + glyph * 2 + 2].try_into().unwrap())) * 2
        };
        if start + 30 > len {
            break;
        }
        let number = (glyph as u16).to_be_bytes();
        let composite =
            [&[0xff, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0x20][..], &number, &[0, 0, 0, 0], &number, &[0, 0]].concat();
        spoiled[at + start..at + start + composite.len()].copy_from_slice(&composite);
    }
    with("fonts-composite", &spoiled).fails_or_builds(&["--only", "when-to-call"]);
}
