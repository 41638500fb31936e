//! Brochures before other programs: the validator of the standards, a PDF checker, a font lister.

mod common;

use std::path::PathBuf;

use common::{Choice, each, many, outside, samples, scratch};
use handout::export::Profile;

/// Largest file, in bytes.
const LARGEST: u64 = 400_000;

/// Writes brochures.
fn written(profile: Profile, folder: &str, all: &[Choice]) -> Vec<PathBuf> {
    let folder = scratch(folder);
    std::fs::create_dir_all(&folder).unwrap();
    each(all, |choice| {
        let path = folder.join(format!("{}.pdf", choice.name()));
        std::fs::write(&path, choice.made(profile).1.pdf).unwrap();
        path
    })
}

/// Validates files against a standard, all in one process of the validator.
fn validate(standard: &str, files: &[PathBuf]) {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/verapdf");
    let mut args = vec![standard];
    args.extend(files.iter().map(|f| f.to_str().unwrap()));
    let (passed, said) = outside(tool, "Java and Maven", &args);
    let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("PASS ")).collect();
    assert!(passed, "veraPDF, {standard}:\n{}", said.join("\n"));
}

#[test]
fn every_sample_is_pdf_ua_1_and_pdf_a_2a() {
    let files = written(Profile::Ua1, "ua1", &many());
    assert!(files.len() >= 40, "only {} samples", files.len());
    for standard in ["ua1", "2a"] {
        validate(standard, &files);
    }
}

#[test]
fn the_newer_profile_is_pdf_ua_2_pdf_a_4_and_well_tagged() {
    let files = written(Profile::Ua2, "ua2", &samples()[..4]);
    for standard in ["ua2", "4", "wt1a", "wt1r"] {
        validate(standard, &files);
    }
}

#[test]
fn the_validator_is_not_pleased_by_everything() {
    let file = written(Profile::Ua1, "spoiled", &samples()[..1]).remove(0);
    let mut doc = lopdf::Document::load(&file).unwrap();
    for object in doc.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut()
            && dict.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|s| s == b"Figure")
        {
            dict.remove(b"Alt");
        }
    }
    doc.save(&file).unwrap();
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/verapdf");
    let (passed, said) = outside(tool, "Java and Maven", &["ua1", file.to_str().unwrap()]);
    assert!(!passed && said.contains("FAIL"), "{said}");
}

#[test]
fn every_sample_is_sound_and_small() {
    let files =
        written(Profile::Ua1, "sound", &samples()).into_iter().chain(written(Profile::Ua2, "sound-2", &samples()));
    for file in files {
        let (passed, said) = outside("qpdf", "qpdf", &["--check", file.to_str().unwrap()]);
        assert!(passed && !said.contains("WARNING"), "{said}");
        let size = std::fs::metadata(&file).unwrap().len();
        assert!(size < LARGEST, "{} has {size} bytes", file.display());
    }
}

#[test]
fn every_font_is_embedded_in_part_and_can_be_copied_from() {
    for file in written(Profile::Ua1, "fonts", &samples()) {
        let (passed, said) = outside("pdffonts", "poppler-utils", &[file.to_str().unwrap()]);
        assert!(passed, "{said}");
        let mut fonts = 0;
        for line in said.lines().skip(2) {
            // name, type, encoding, then: embedded, subset, unicode, object, generation.
            let words: Vec<&str> = line.split_whitespace().rev().collect();
            assert_eq!(words[2..5], ["yes", "yes", "yes"], "{line}");
            assert_eq!(line.find('+'), Some(6), "no name of a subset: {line}");
            fonts += 1;
        }
        assert!((3..=8).contains(&fonts), "{fonts} fonts in {}", file.display());
    }
}
