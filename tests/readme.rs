//! The examples of the README are run as they stand there.

use std::path::Path;

/// Copies the content as it might have been, and counts the files that differ.
fn last_year(from: &Path, to: &Path) -> usize {
    std::fs::create_dir_all(to).unwrap();
    let mut changed = 0;
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            changed += last_year(&path, &copy);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let now = "In a lab, each cell gets a new [receptor]";
        match String::from_utf8(bytes.clone()) {
            Ok(text) if text.contains(now) => {
                changed += 1;
                std::fs::write(copy, text.replace(now, "In a lab, each cell gets a [receptor]")).unwrap();
            }
            _ => std::fs::write(copy, bytes).unwrap(),
        }
    }
    changed
}

#[test]
fn the_tour_shows_what_the_program_prints() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    // What the content said last year: one sentence was another.
    let said = last_year(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")), &folder.join("last-year"));
    assert_eq!(said, 1, "the sentence that `diff` shows is in the content no longer");
    let case = folder.join("README.md");
    std::fs::write(&case, text).unwrap();
    std::env::set_current_dir(&folder).unwrap();
    trycmd::TestCases::new().register_bin("handout", trycmd::cargo::cargo_bin!("handout")).case("README.md");
}
