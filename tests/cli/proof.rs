//! The contact sheet and its numbers.

use insta::assert_snapshot;
use serde_json::Value;

use super::{Guide, TODAY};

const ONE: [&str; 7] = ["proof", "--only", "when-to-call", "--clinic", "juniper", "--as-of", TODAY];

fn proof(guide: &Guide, more: &[&str]) -> String {
    guide.run(&[&ONE[..], more].concat())
}

#[test]
fn a_sheet_is_shown_and_measured() {
    let guide = Guide::new();
    assert_snapshot!(proof(&guide, &["-o", "proofs"]), @"
    exit 0
    Wrote proofs/handout-juniper-general-en-standard-letter-only-when-to-call-proof.png

    pages            1
    smallest type    12.0 pt (page 1)
    longest line     56 characters (page 1)
    fullest page     92 % (page 1)
    emptiest page    92 % (page 1)
    brand            #5A2B63, 10.71 on white, 10.53 in gray
    accent           #9A5B00, 5.42 on white, 5.91 in gray
    most ink         7.0 % (page 1)
    nearest to edge  30.0 pt (page 1)
    keeps given up   0
    other warnings   0
    ");
    let file = guide.path("proofs/handout-juniper-general-en-standard-letter-only-when-to-call-proof.png");
    let first = std::fs::read(&file).unwrap();
    assert!(first.starts_with(b"\x89PNG"));
    proof(&guide, &["-o", "proofs"]);
    assert_eq!(first, std::fs::read(&file).unwrap(), "the same guide gives the same bytes");
    let left: Vec<_> = std::fs::read_dir(guide.path("proofs")).unwrap().collect();
    assert_eq!(left.len(), 1, "no temporary file is left");
}

#[test]
fn the_numbers_as_data() {
    let guide = Guide::new();
    let said = guide.run(&["proof", "--format", "json", "--as-of", TODAY, "--pages", "1-2", "--clinic", "riverside"]);
    let start = said.find("{\n").unwrap();
    let mut values = serde_json::Deserializer::from_str(&said[start..]).into_iter::<Value>();
    let data = values.next().unwrap().unwrap();
    assert_eq!(data["file"], "handout-riverside-general-en-standard-letter-proof.png");
    assert_eq!(data["smallest_type"]["points"], 12.0);
    assert!(data["pages"].as_u64().unwrap() > 20);
    assert!(data["nearest_to_edge"]["points"].as_f64().unwrap() >= 17.0);
    assert!(data["cover_ink"]["percent"].as_f64().unwrap() > 1.0);
    assert_eq!(data["brand"]["color"], "#0B4F6C");
    assert_eq!(data["limits_kept"], true, "{data:#}");
}

#[test]
fn stretches_of_pages_that_are_none() {
    let guide = Guide::new();
    assert_snapshot!(proof(&guide, &["--pages", "3-2"]), @"
    exit 2
    error[H0109]: `--pages 3-2` is no stretch of pages
     |
     = help: write the first and the last page, such as 1-12

    1 error
    ");
    assert_snapshot!(proof(&guide, &["--pages", "9"]), @"
    exit 2
    error[H0109]: the last page of this guide is 1
     |
     = help: give other `--pages`, or leave them out

    1 error
    ");
}

#[test]
fn a_folder_that_cannot_be_made() {
    let guide = Guide::new().write("file", "");
    assert_snapshot!(proof(&guide, &["-o", "file/proofs"]), @"
    exit 2
    error[H0801]: `file/proofs` cannot be written: part of its path is not a folder

    1 error
    ");
}
