//! Names for the output that lead somewhere else, and folders that take no file.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::{Guide, TODAY};

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing_behind() {
    let guide = Guide::new("outputs-refused").write("folder/x", "x").write("plain", "x");
    Command::new("mkfifo").arg(guide.path("pipe")).status().unwrap();
    symlink("/dev/full", guide.path("full")).unwrap();
    symlink("loop", guide.path("loop")).unwrap();
    let long = "a".repeat(5_000);
    let longest = "a".repeat(300);
    let deep = format!("{}out.pdf", "../".repeat(3_000));
    for name in [
        "/dev/zero",
        "/dev/null",
        "/dev/full",
        "full",
        "pipe",
        "loop",
        "folder",
        "folder/",
        "plain/out.pdf",
        "nothing/out.pdf",
        "..",
        ".",
        "/",
        "",
        &long,
        &longest,
        &deep,
        "/proc/self/out.pdf",
        "\u{1b}[31m/out.pdf",
    ] {
        guide.refused(&["build", "--content", "content", "--as-of", TODAY, "-o", name], 2, &["error"]);
    }
}

#[test]
fn a_file_that_is_there_stays_when_the_content_is_wrong() {
    let guide = Guide::new("outputs-kept").write("out.pdf", "the old one");
    let guide = guide.replace("content/en/guide.yaml", "title: When to call", "titel: When to call");
    guide.fails(&["error[H0102]"]);
    assert_eq!(guide.read("out.pdf"), "the old one");
}

#[test]
fn the_name_of_a_guide_holds_ids_and_nothing_else() {
    let guide = Guide::new("outputs-named");
    let ran = guide.run(&["build", "--content", "content", "--as-of", TODAY, "--clinic", "riverside", "-q"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let names: Vec<String> = fs::read_dir(&guide.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "content")
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    assert!(names[0].ends_with(".pdf") && names[0].chars().all(plain), "{names:?}");
}

#[test]
fn a_link_for_the_temporary_file_is_not_followed() {
    // Whoever guesses the name of the temporary file gains nothing: it must not be there yet.
    let guide = Guide::new("outputs-link").write("victim", "as it was");
    symlink("victim", guide.path("out.pdf")).unwrap();
    let ran = guide.run(&["build", "--content", "content", "--as-of", TODAY, "-o", "out.pdf", "-q"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    // A link that the user named is kept, and what it leads to is replaced as a whole.
    assert!(fs::symlink_metadata(guide.path("out.pdf")).unwrap().is_symlink());
    assert!(fs::read(guide.path("victim")).unwrap().starts_with(b"%PDF-"));
}
