//! Signatures of clinicians: how they are given, how they end, and what the pages say.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use super::{Guide, TODAY};

/// Who signs.
pub const ANA: [&str; 10] = [
    "--by",
    "Ana Cruz",
    "--credential",
    "PharmD",
    "--role",
    "oncology pharmacist",
    "--on",
    TODAY,
    "--due",
    "2027-03-15",
];
const LUNG: [&str; 6] = ["--therapy", "checkpoint-inhibitors", "--cancer", "lung", "--clinic", "riverside"];

fn sign(guide: &Guide, files: &[&str]) -> String {
    guide.run(&[&["sign"], files, &ANA].concat())
}

fn read(guide: &Guide, file: &str) -> String {
    fs::read_to_string(guide.path(file)).unwrap()
}

/// The guide with every file signed that a brochure draws on.
fn all_signed(guide: Guide, more: &[&str]) -> Guide {
    let mut args = vec!["build", "--content", "content", "--as-of", TODAY, "--format", "json", "-o", "out.pdf"];
    args.extend(more);
    let output = super::program().current_dir(&guide.folder).args(&args).output().unwrap();
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<&str> = data["unsigned"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    assert_eq!(data["unsigned_files"], files.len());
    let said = sign(&guide, &files);
    assert!(said.starts_with("exit 0\nSigned "), "{said}");
    guide
}

/// The guide with every fact confirmed: an open one cannot be signed for.
fn confirmed(guide: Guide) -> Guide {
    for file in ["content/facts/drugs.yaml", "content/facts/pairs.yaml"] {
        let text = read(&guide, file).replace("    needs-review: true\n", "").replace(", needs-review: true", "");
        fs::write(guide.path(file), text).unwrap();
    }
    // Where the facts come from is not what is tried here.
    guide.replace("check.yaml", "rules:\n", "rules:\n  no-source: { severity: off }\n")
}

/// A step of a build.
fn emit(guide: &Guide, step: &str, more: &[&str]) -> String {
    let args = ["build", "--content", "content", "--emit", step, "-q"];
    guide.run(&[&args, more].concat())
}

#[test]
fn a_brochure_is_reviewed_when_every_file_is_signed_and_a_draft_after_one_word() {
    let guide = all_signed(confirmed(Guide::new()), &LUNG);
    // Nothing to look at but the files of other brochures.
    assert_eq!(guide.check(), "exit 0\nThe content is sound.\n");
    let today = [&LUNG[..], &["--as-of", TODAY]].concat();
    let words = emit(&guide, "tailored", &today);
    assert!(
        words.contains(
            "reviewed: Reviewed by Ana Cruz, PharmD, oncology pharmacist, November 24, 2026. Next review: March 2027."
        ),
        "{words}"
    );
    assert!(words.contains("Reviewed by: Ana Cruz, PharmD, oncology pharmacist, November 24, 2026."));
    let told = emit(&guide, "transcript", &today);
    let cover = told.split("Part 1").next().unwrap();
    assert!(cover.contains("Reviewed by Ana Cruz, PharmD"), "{cover}");
    let layout = emit(&guide, "layout", &today);
    assert!(!layout.contains("not yet reviewed") && !cover.contains("Draft."), "a draft mark");

    let guide = guide.replace("en/therapies/checkpoint-inhibitors.yaml", "key: ", "key: Well, ");
    assert_snapshot!(guide.check(), @"
    exit 1
    warning[H0701]: this file has changed since Ana Cruz signed it, so it counts as a draft
     --> content/en/therapies/checkpoint-inhibitors.yaml:9:7
      |
    9 |   on: 2026-11-24
      |       ^^^^^^^^^^
      |
      = help: have a clinician read it again, then run `handout sign`

    error[H0305]: the English text of `key` has changed since it was translated
      --> content/es/therapies/checkpoint-inhibitors.yaml:10:1
       |
    10 | key: Estas medicinas quitan un freno, para que sus propias células T puedan atacar el cáncer.
       | ^^^
       |
      ::: content/en/therapies/checkpoint-inhibitors.yaml:16:1
       |
    16 | key: Well, These drugs take off a brake, so that your own T cells can attack the cancer.
       | --- the English text
       |
       = help: compare the two texts, put the translation right, then run `handout pin content/es/therapies/checkpoint-inhibitors.yaml key`

    1 error, 1 warning
    ");
    let words = emit(&guide, "tailored", &today);
    assert!(words.contains("draft: Draft: not yet reviewed") && !words.contains("Ana Cruz"), "{words}");
    assert!(emit(&guide, "layout", &today).contains("Draft: not yet reviewed"));
}

#[test]
fn a_signature_holds_for_the_words_and_not_for_how_they_are_written_or_pinned() {
    let guide = Guide::new();
    sign(&guide, &["content/es/sections/how-given.yaml", "content/en/sections/how-given.yaml"]);
    let sound = |guide: &Guide| !guide.check().contains("counts as a draft");
    let guide = guide.replace(
        "en/sections/how-given.yaml",
        "title: What are the ways to get it?",
        "title: 'What are the ways to get it?' # x",
    );
    assert!(sound(&guide));
    let guide = guide.replace("es/sections/how-given.yaml", "  title: \"", "  title: \"0");
    assert!(sound(&guide));
    guide.run(&["pin", "content/es/sections/how-given.yaml"]);
    assert_eq!(guide.check(), "exit 0\nThe content is sound.\n");
}

#[test]
fn signing_keeps_every_other_byte() {
    let guide = Guide::new();
    let file = "content/en/sections/how-given.yaml";
    let old =
        read(&guide, file).replace("review: draft\n", "review: draft   # not yet\n").trim_end().replace('\n', "\r\n");
    let guide = guide.write(file, format!("\u{feff}{old}"));
    assert_snapshot!(sign(&guide, &[file]), @"
    exit 0
    Signed content/en/sections/how-given.yaml
    by Ana Cruz, PharmD, oncology pharmacist; to be read again by 2027-03-15
    ");
    let new = read(&guide, file);
    let (before, after) = old.split_once("review: draft").unwrap();
    assert!(new.starts_with(&format!("\u{feff}{before}review:\r\n  by: \"Ana Cruz\"\r\n")), "{new}");
    assert!(new.ends_with(after), "{new}");
    // Signed once more, by the same person on the same day: the same file.
    sign(&guide, &[file]);
    assert_eq!(read(&guide, file), new);
    let again = guide.run(&[
        "sign",
        file,
        "--by",
        "Bo \"B\" Li\\",
        "--credential",
        "MD",
        "--role",
        "x: y #z",
        "--on",
        TODAY,
        "--due",
        "2028-01-01",
    ]);
    assert!(again.starts_with("exit 0\n"), "{again}");
    assert!(read(&guide, file).ends_with(after));
    assert_eq!(guide.check(), "exit 0\nThe content is sound.\n");
}

#[test]
fn signatures_that_cannot_be_given() {
    let guide = Guide::new();
    let with = |by: &str, credential: &str, role: &str, on: &str, due: &str| {
        let who = ["--by", by, "--credential", credential, "--role", role, "--on", on, "--due", due];
        guide.run(&[&["sign", "content/guide.yaml"], &who[..]].concat())
    };
    assert_snapshot!(with(" ", "Pharm\u{202e}D", &"x".repeat(81), "2026-02-30", "soon"), @"
    exit 2
    error[H0109]: `--by` is empty
     |
     = help: a reader must see who stands for the text, as what

    error[H0109]: `--credential` holds a hidden character (U+202E)
     |
     = help: type it anew

    error[H0109]: `--role` has more than 80 characters
     |
     = help: it stands on the cover: make it shorter

    error[H0109]: `--on 2026-02-30` is not a day
     |
     = help: write YYYY-MM-DD, such as 2026-10-01

    error[H0109]: `--due soon` is not a day
     |
     = help: write YYYY-MM-DD, such as 2026-10-01

    5 errors
    ");
    assert_snapshot!(with("A", "B", "C", "2026-11-24", "2026-11-24"), @"
    exit 2
    error[H0109]: `--due 2026-11-24` is not after `--on 2026-11-24`
     |
     = help: give the day by which the files must be read again, such as a year later

    1 error
    ");
    assert_eq!(read(&guide, "content/guide.yaml"), include_str!("../../content/guide.yaml"));
}

#[test]
fn files_that_cannot_be_signed() {
    let guide = Guide::new()
        .replace("en/sections/about.yaml", "review: draft\n", "review: draft\ncolour: red\n")
        .replace("en/sections/how-given.yaml", "term:infusion", "term:infusoin")
        .replace("en/sections/how-long.yaml", "\ntitle: ", "\ntitle: So ")
        .write("note.yaml", "title: x\n");
    let before = read(&guide, "content/guide.yaml");
    assert_snapshot!(sign(&guide, &["content/guide.yaml", "note.yaml", "content/nothing.yaml"]), @"
    exit 2
    error[H0001]: the file `content/nothing.yaml` cannot be opened: it is not there
     |
     = help: give the path of a file below a content folder, such as content/en/glossary.yaml

    error[H0002]: `note.yaml` is not below a content folder
     |
     = help: a content folder holds vocabulary.yaml; give it with `--content FOLDER`

    2 errors
    ");
    assert_snapshot!(sign(&guide, &["content/guide.yaml", "content/figures/ways-given.svg"]), @"
    exit 2
    error[H0004]: `content/figures/ways-given.svg` is no text file of this content
     |
     = help: sign the .yaml files that `handout check` reads

    1 error
    ");
    assert_snapshot!(sign(&guide, &["content/guide.yaml", "content/en/sections/about.yaml", "content/en/sections/how-given.yaml"]), @r#"
    exit 1
    error[H0102]: the key `colour` is not known here
     --> content/en/sections/about.yaml:6:1
      |
    6 | colour: red
      | ^^^^^^
      |
      = help: known here: version, authors, sources, review, title, only, blocks, pins

    error[H0301]: there is no term `infusoin`
      --> content/en/sections/how-given.yaml:13:9
       |
    13 |       - "into a vein, as a slow drip called an [infusion](term:infusoin \"here\")"
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `infusion`?

    2 errors
    "#);
    // A translation that is behind its source is not signed.
    let guide = guide.replace("en/sections/about.yaml", "colour: red\n", "");
    assert!(sign(&guide, &["content/es/sections/how-long.yaml"]).starts_with("exit 1\nerror[H0305]"));
    // Nothing was written, also not the files that are sound.
    assert_eq!(read(&guide, "content/guide.yaml"), before);
}

#[test]
fn a_clinic_file_is_signed_wherever_it_is() {
    let guide = Guide::new();
    let clinic = read(&guide, "content/clinics/lakeview.yaml");
    let clinic: String =
        clinic.lines().filter(|line| !line.starts_with("logo:")).map(|line| format!("{line}\n")).collect();
    let guide = guide.write("our-clinic.yaml", clinic);
    assert_snapshot!(sign(&guide, &["our-clinic.yaml", "content/clinics/riverside.yaml"]), @"
    exit 0
    Signed content/clinics/riverside.yaml
    Signed our-clinic.yaml
    by Ana Cruz, PharmD, oncology pharmacist; to be read again by 2027-03-15
    ");
    assert!(sign(&guide, &["our-clinic.yaml"]).starts_with("exit 0\n"));
    assert!(read(&guide, "our-clinic.yaml").contains("\nreview:\n  by: \"Ana Cruz\"\n"));
    let said = guide.run(&["check", "--content", "content", "--as-of", TODAY, "--clinic", "our-clinic.yaml"]);
    assert_eq!(said, "exit 0\nThe content is sound.\n");
}

#[test]
fn an_overdue_review_stops_the_work_unless_the_pages_may_say_so() {
    let guide = Guide::new();
    let files = ["content/guide.yaml", "content/en/sections/trials.yaml", "content/en/cancers/lung.yaml"];
    sign(&guide, &files);
    let general = |day: &str, more: &[&str]| emit(&guide, "tailored", &[&["--as-of", day], more].concat());
    // On the day itself it still holds; after it, only the files of this guide count.
    assert!(general("2027-03-15", &[]).starts_with("exit 0\n"));
    assert_snapshot!(general("2027-03-16", &[]), @"
    exit 1
    error[H0702]: the review of this file was due on 2027-03-15, 1 day ago
      --> content/en/sections/trials.yaml:10:8
       |
    10 |   due: 2027-03-15
       |        ^^^^^^^^^^
       |
       = help: have a clinician read and sign it again

    error[H0702]: the review of this file was due on 2027-03-15, 1 day ago
      --> content/guide.yaml:10:8
       |
    10 |   due: 2027-03-15
       |        ^^^^^^^^^^
       |
       = help: have a clinician read and sign it again
       = help: `--allow-overdue` makes the guide all the same, and prints on it that its review is overdue

    2 errors
    ");
    let allowed = general("2027-03-16", &["--allow-overdue"]);
    let marks =
        |text: &str| text.lines().filter(|line| line.trim().starts_with("draft:")).collect::<Vec<_>>().join("\n");
    assert_snapshot!(marks(&allowed), @"
    draft: Draft: not yet reviewed. Review overdue: was due in March 2027
      draft: Draft. A clinician has not reviewed this guide yet. Do not give it to patients. Review overdue: was due in March 2027.
    ");
    // The day is not printed, and changes nothing else.
    assert_eq!(allowed, general("2031-01-01", &["--allow-overdue"]));
    assert_eq!(general("2027-03-15", &["--allow-overdue"]), general(TODAY, &[]));
    let said = guide.run(&["check", "--content", "content", "--as-of", "2027-03-16"]);
    assert_eq!(said.matches("error[H0702]").count(), 3, "{said}");
}

#[test]
fn a_signed_brochure_that_is_overdue_says_so_on_every_page() {
    for (lang, cover, mark) in [
        (
            "en",
            "Review overdue. This guide was due to be reviewed again in March 2027.",
            "Review overdue: was due in March 2027",
        ),
        (
            "es",
            "Revisión vencida. Esta guía debía revisarse de nuevo en marzo de 2027.",
            "Revisión vencida: debía hacerse en marzo de 2027",
        ),
    ] {
        let choice = ["--therapy", "car-t", "--cancer", "lymphoma", "--lang", lang];
        let guide = all_signed(Guide::new(), &choice);
        let late = [&choice[..], &["--as-of", "2027-03-16", "--allow-overdue"]].concat();
        assert!(emit(&guide, "transcript", &late).contains(cover), "{lang}");
        let layout = emit(&guide, "layout", &late);
        let pages = layout.lines().filter(|line| line.starts_with("page ")).count();
        assert!(pages > 10, "{pages}");
        // The cover has its notice instead.
        assert_eq!(layout.matches(mark).count(), pages - 1, "{lang}");
        assert!(!layout.contains("not yet reviewed"));
    }
}
