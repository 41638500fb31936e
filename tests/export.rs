//! The PDF writer against files it has written, and against other programs.

#[path = "export/sample.rs"]
mod sample;

use std::path::PathBuf;
use std::process::Command;

use handout::export::Profile;
use sample::brochure;

const PROFILES: [(Profile, &str); 2] = [(Profile::Ua1, "ua1"), (Profile::Ua2, "ua2")];

/// Writes the sample for other programs to look at.
fn written(profile: Profile, name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("export-{name}.pdf"));
    std::fs::write(&path, brochure().write(profile)).unwrap();
    path
}

/// Runs a program that must be installed; gives what it says.
fn run(program: &str, args: &[&str], path: &std::path::Path) -> String {
    let out = Command::new(program)
        .args(args)
        .arg(path)
        .output()
        .unwrap_or_else(|e| panic!("`{program}` must be installed to run this test: {e}"));
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{program}: {said}");
    said
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (profile, _) in PROFILES {
        assert_eq!(brochure().write(profile), brochure().write(profile));
    }
}

#[test]
fn qpdf_finds_nothing_wrong() {
    for (profile, name) in PROFILES {
        let said = run("qpdf", &["--check"], &written(profile, name));
        assert!(!said.contains("WARNING"), "{said}");
    }
}
