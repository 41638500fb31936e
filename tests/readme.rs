//! The examples of the README are run as they stand there.

#[test]
fn the_tour_shows_what_the_program_prints() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let case = folder.join("README.md");
    std::fs::write(&case, text).unwrap();
    std::env::set_current_dir(&folder).unwrap();
    trycmd::TestCases::new().register_bin("handout", trycmd::cargo::cargo_bin!("handout")).case("README.md");
}
