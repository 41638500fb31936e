//! Brochures before other programs: the validator of the standards, a PDF checker, a font lister.

mod common;

use std::path::PathBuf;

use common::{Choice, each, every_edition, many, outside, samples, scratch, shelf};
use handout::base::Pt;
use handout::batch::make;
use handout::export::Profile;
use handout::impose::Press;

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

/// One brochure in each theme, without color, and with marks for a print shop; and sheets unfolded.
fn other_ways() -> Vec<PathBuf> {
    let shelf = shelf();
    let folder = scratch("ways");
    std::fs::create_dir_all(&folder).unwrap();
    let mut gray = shelf.theme().clone();
    gray.colors = gray.colors.in_gray(&shelf.library.figures);
    let marks = Press { bleed: Pt(8_504), marks: true, ..Press::default() };
    let reader = Press { reader: true, ..Press::default() };
    let mut ways: Vec<_> =
        shelf.library.themes.iter().map(|(id, theme)| (id.to_string(), theme.clone(), Press::default())).collect();
    ways.push(("gray".into(), gray, Press::default()));
    ways.push(("marks".into(), shelf.theme().clone(), marks));
    ways.push(("reader".into(), shelf.theme().clone(), reader));
    let mut files = vec![];
    for edition in ["standard", "tri-fold", "card"] {
        let brochure = Choice::of("checkpoint-inhibitors", "lung").edition(edition).at("riverside").brochure();
        // A whole guide takes the validator long, and its themes differ in color only.
        let ways = ways.iter().filter(|(name, ..)| edition != "standard" || ["gray", "marks"].contains(&name.as_str()));
        for (name, theme, press) in ways {
            let made = make(&brochure, theme, &shelf.library.drawings, &shelf.fonts, Profile::Ua1, press);
            let path = folder.join(format!("{edition}-{name}.pdf"));
            std::fs::write(&path, made.ok().unwrap().pdf).unwrap();
            files.push(path);
        }
    }
    files
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
    let mut files = written(Profile::Ua1, "ua1", &many());
    files.extend(written(Profile::Ua1, "ua1-editions", &every_edition()));
    files.extend(other_ways());
    assert!(files.len() >= 65, "only {} samples", files.len());
    for standard in ["ua1", "2a"] {
        validate(standard, &files);
    }
}

#[test]
fn the_newer_profile_is_pdf_ua_2_pdf_a_4_and_well_tagged() {
    let mut files = written(Profile::Ua2, "ua2", &samples()[..4]);
    files.extend(written(Profile::Ua2, "ua2-editions", &every_edition()));
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

/// The sizes of type in a file, in points, as another program reads them.
fn sizes(file: &std::path::Path) -> Vec<f64> {
    // Sizes are whole numbers of a picture three times as large.
    let args = ["-xml", "-i", "-hidden", "-stdout", "-zoom", "3", file.to_str().unwrap()];
    let (passed, said) = outside("pdftohtml", "poppler-utils", &args);
    assert!(passed, "{said}");
    let specs =
        said.lines().filter_map(|line| line.trim_start().strip_prefix("<fontspec id=")?.split("size=\"").nth(1));
    let sizes: Vec<f64> = specs.filter_map(|rest| Some(rest.split('"').next()?.parse::<f64>().ok()? / 3.0)).collect();
    assert!(sizes.len() >= 3, "{} has only {} kinds of type", file.display(), sizes.len());
    sizes
}

#[test]
fn another_reader_finds_no_type_under_the_smallest_of_its_edition() {
    let choices = every_edition();
    for (choice, file) in choices.iter().zip(written(Profile::Ua1, "sizes", &choices)) {
        let least = match choice.edition.as_str() {
            "large-print" => 18.0,
            "card" => 9.0,
            _ => 12.0,
        };
        let sizes = sizes(&file);
        assert!(sizes.iter().all(|size| *size >= least), "{}: {sizes:?}", choice.name());
        // The smallest is used, so that the limit is no limit of the other program.
        assert!(sizes.contains(&least), "{}: {sizes:?}", choice.name());
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
