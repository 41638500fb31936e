//! What the program is told by its surroundings, or for one clinic, reaches nothing that it writes for another.
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Choice, shelf, unpacked};
use handout::base::Sources;
use handout::content::load_clinic;
use handout::export::Profile;
use handout::tailor::{ClinicChoice, Variant, Wanted, tailor};

/// A word that stands nowhere in the program.
const MARK: &str = "xyzzycanary";
/// A number that nobody has, and that no clinic of the content has.
const PHONE: &str = "(503) 555-0187";

fn holds(bytes: &[u8], wanted: &str) -> bool {
    let lower = bytes.to_ascii_lowercase();
    let wide: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hexadecimal: String = wide.iter().map(|b| format!("{b:02x}")).collect();
    [wanted.as_bytes(), &wide, hexadecimal.as_bytes()].iter().any(|w| lower.windows(w.len()).any(|part| part == *w))
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn surroundings_reach_no_file_and_no_message() {
    let folder = common::scratch("canary").join(format!("{MARK}-folder"));
    let _ = fs::remove_dir_all(&folder);
    let home = folder.join(format!("{MARK}-home"));
    let work = folder.join("work");
    fs::create_dir_all(&home).unwrap();
    fs::create_dir_all(&work).unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
        command.current_dir(&work).args(args);
        for key in
            ["USER", "LOGNAME", "HOSTNAME", "LANG", "PATIENT", "MRN", "EMAIL", "COLUMNS", "TERM", "SOURCE_DATE_EPOCH"]
        {
            command.env(key, MARK);
        }
        for key in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            command.env(key, &home);
        }
        let done = command.output().unwrap();
        assert!(!holds(&done.stdout, MARK) && !holds(&done.stderr, MARK), "{args:?} says it");
        done.status.code()
    };
    assert_eq!(run(&["init", "guide"]), Some(0));
    let day = ["--as-of", "2026-11-24"];
    let content = ["--content", "guide/content"];
    assert_eq!(run(&[&["build"], &day[..], &content[..]].concat()), Some(0));
    assert_eq!(run(&[&["build", "--clinic", "riverside", "--format", "json"], &day[..]].concat()), Some(0));
    assert_eq!(run(&[&["build", "--emit", "layout", "-o", "layout.txt"], &day[..]].concat()), Some(0));
    assert_eq!(run(&[&["build", "--emit", "tags", "-o", "tags.txt"], &day[..]].concat()), Some(0));
    // Messages about faults, too.
    fs::write(work.join("guide/content/en/guide.yaml"), "x: [").unwrap();
    assert_eq!(run(&[&["build"], &day[..], &content[..]].concat()), Some(1));
    assert_eq!(run(&[&["check", "--format", "json"], &day[..], &content[..]].concat()), Some(1));
    assert_eq!(run(&["build", "--content", "nothing"]), Some(2));
    assert_eq!(run(&["build", "-o", "nothing/out.pdf"]), Some(2));
    assert_eq!(files(&home), Vec::<PathBuf>::new(), "something was written at home");
    let mut pdfs = 0;
    for file in files(&work) {
        assert!(!holds(file.strip_prefix(&work).unwrap().to_string_lossy().as_bytes(), MARK), "{}", file.display());
        let bytes = fs::read(&file).unwrap();
        let bytes = if bytes.starts_with(b"%PDF-") { unpacked(&bytes) } else { bytes };
        pdfs += usize::from(bytes.starts_with(b"%PDF-"));
        assert!(!holds(&bytes, MARK), "{} holds it", file.display());
    }
    assert_eq!(pdfs, 2);
}

#[test]
fn what_is_of_one_clinic_reaches_no_other_guide() {
    let shelf = shelf();
    let text = shelf.sources.text(shelf.sources.find("clinics/riverside.yaml").unwrap());
    let text = text
        .replace("Riverside Cancer Center", &format!("{MARK} Center"))
        .replace("(503) 555-0142", PHONE)
        .replace("riverside.example.org", &format!("{MARK}.example.org"))
        .replace("logo: riverside.svg\n", "");
    let mut sources = Sources::default();
    let read = load_clinic(text.as_bytes(), "secret.yaml", |_| unreachable!("it has no logo"), &mut sources);
    let (clinic, logo, file, state) = read.ok().unwrap();
    let clinic = ClinicChoice {
        id: handout::base::Id::new("secret").unwrap(),
        clinic,
        logo,
        file: (file, state),
        department: None,
    };
    let wanted = Wanted {
        therapies: vec!["checkpoint-inhibitors"],
        cancer: Some("lung"),
        lang: "en",
        edition: "standard",
        paper: "letter",
        clinic: Some(clinic),
        only: None,
    };
    let variant = Variant::resolve(&shelf.library, &wanted).ok().unwrap();
    let secret = || common::finish(&tailor(&shelf.library, &variant).unwrap(), Profile::Ua1).ok().unwrap().pdf;
    let others = [
        Choice::of("checkpoint-inhibitors", "lung"),
        Choice::of("checkpoint-inhibitors", "lung").at("riverside"),
        Choice::of("checkpoint-inhibitors", "lung").at("lakeview").on("a4"),
        Choice::general("en"),
    ];
    let before: Vec<Vec<u8>> = others.iter().map(|choice| choice.made(Profile::Ua1).1.pdf).collect();
    let made = unpacked(&secret());
    // The links and spoken words show that the marks can be found where they belong.
    assert!(holds(&made, MARK) && holds(&made, "tel:+15035550187"));
    for (choice, before) in others.iter().zip(before) {
        secret();
        let after = choice.made(Profile::Ua1).1.pdf;
        assert!(after == before, "{} changes with what was made before it", choice.name());
        let after = unpacked(&after);
        for mark in [MARK, "5035550187", "555-0187", "secret"] {
            assert!(!holds(&after, mark), "{} holds `{mark}`", choice.name());
        }
    }
}
