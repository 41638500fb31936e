//! Too much of everything: rows, blocks, sections, files, bytes, pages.

use super::{Guide, SECTION, TODAY, section};

const PLACE: &str = "--> content/en/sections/about.yaml:";

#[test]
fn a_table_of_a_hundred_thousand_rows() {
    let rows: String = (0..100_000).map(|i| format!("r{i}: {{head: a, cells: [b]}}, ")).collect();
    let table = format!("  a:\n    table:\n      columns: [{{ title: A }}]\n      rows: {{{rows}}}\n");
    Guide::new("volume-rows").write(SECTION, section(&table)).fails(&["error[H0003]"]);
    // As many as fit the file.
    let rows: String = (0..15_000).map(|i| format!("        r{i}: {{ head: a, cells: [b] }}\n")).collect();
    let table = format!("  a:\n    table:\n      columns: [{{ title: A }}]\n      rows:\n{rows}");
    Guide::new("volume-rows-fit").write(SECTION, section(&table)).fails(&["error[H0", PLACE]);
}

#[test]
fn ten_thousand_blocks_of_each_kind() {
    for (i, kind) in [
        "para: x",
        "heading: x",
        "subheading: x",
        "key: x",
        "say-first: x",
        "bullets: [x]",
        "checklist: [x]",
        "figure: { id: picture-key }",
        "drugs: {}",
        "cancer-table: {}",
        "marker-table: {}",
        "provenance: {}",
        "contacts: { rows: [emergency, day-and-night, office-hours, address, web] }",
        "write-in: { lines: 30 }",
        "only: { when: {}, blocks: {} }",
    ]
    .into_iter()
    .enumerate()
    {
        let blocks: String = (0..10_000).map(|i| format!("  b{i}:\n    {kind}\n")).collect();
        Guide::new(&format!("volume-blocks-{i}")).write(SECTION, section(&blocks)).fails_or_builds(&[]);
    }
}

#[test]
fn ten_thousand_sections() {
    let mut guide = Guide::new("volume-sections");
    let mut list = String::new();
    for i in 0..10_000 {
        guide = guide.write(&format!("content/en/sections/s{i}.yaml"), section("  a:\n    para: x\n"));
        list += &format!("s{i}, ");
    }
    guide
        .replace("content/guide.yaml", "sections: [", &format!("sections: [{list}"))
        .fails(&["error[H0003]", "more than 4000 files"]);
}

#[test]
fn ten_thousand_sections_that_are_not_there() {
    let list: String = (0..10_000).map(|i| format!("s{i}, ")).collect();
    let guide = Guide::new("volume-missing");
    guide
        .replace("content/guide.yaml", "sections: [", &format!("sections: [{list}"))
        .fails(&["error[H0005]", "--> content/guide.yaml:"]);
}

#[test]
fn thousands_of_files_that_nothing_names() {
    let mut guide = Guide::new("volume-strays");
    for i in 0..3_000 {
        guide = guide
            .write(&format!("content/en/sections/a-rather-long-name-of-a-section-that-is-not-named-{i}.yaml"), "x");
    }
    guide.fails(&["error[H0004]"]);
}

#[test]
fn thousands_of_folders() {
    let guide = Guide::new("volume-folders");
    for i in 0..6_000 {
        std::fs::create_dir_all(guide.path(&format!("content/f{i}"))).unwrap();
    }
    guide.fails(&["error[H0003]"]);
    let guide = Guide::new("volume-deep-folders");
    std::fs::create_dir_all(guide.path(&format!("content/{}", "f/".repeat(500)))).unwrap();
    guide.fails(&["error[H0003]", "nested too deep"]);
}

#[test]
fn many_large_files() {
    let mut guide = Guide::new("volume-bytes");
    let clinic = guide.read("content/clinics/riverside.yaml").replacen("logo: riverside.svg\n", "", 1);
    let clinic = format!("{clinic}{}", "# x\n".repeat(230_000));
    for i in 0..120 {
        guide = guide.write(&format!("content/clinics/c{i}.yaml"), &clinic);
    }
    guide.fails(&["error[H0003]"]);
}

#[test]
fn more_pages_than_a_guide_may_have() {
    let text = "Some words about the treatment of cancer. ".repeat(150);
    let blocks: String = (0..150).map(|i| format!("  b{i}:\n    para: {text}\n")).collect();
    let one = section(&blocks);
    Guide::new("volume-pages")
        .write(SECTION, &one)
        .write("content/en/sections/six-types.yaml", &one)
        .fails(&["error[H0506]"]);
}

#[test]
fn names_that_fill_many_places() {
    // Eight kilobytes for each of some seventy thousand placeholders would be half a gigabyte.
    let guide = Guide::new("volume-names");
    let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", "", 1);
    let clinic = clinic.replacen("logo: \n", "", 1);
    let clinic = clinic.replacen("Riverside Cancer Center", &"River ".repeat(1_300), 1);
    let blocks: String =
        (0..120).map(|i| format!("  b{i}:\n    para: \"{}\"\n", "{clinic.name} ".repeat(560))).collect();
    guide
        .write("own.yaml", clinic)
        .write(SECTION, section(&blocks))
        .fails_with(&["--clinic", "own.yaml"], &["error[H0"]);
}

#[test]
fn thousands_of_references_that_lead_nowhere() {
    let terms: String =
        (0..8_000).map(|i| format!("  term-{i}: {{ term: word {i}, meaning: x, gloss: y }}\n")).collect();
    let paras: String = (0..8_000).map(|i| format!("  b{i}:\n    para: \"[x](term:trem-{i})\"\n")).collect();
    let guide = Guide::new("volume-references").write(SECTION, section(&paras));
    guide.replace("content/en/glossary.yaml", "terms:\n", &format!("terms:\n{terms}")).fails(&["error[H0301]", PLACE]);
}

#[test]
fn thousands_of_glossary_terms_and_drugs() {
    let terms: String =
        (0..8_000).map(|i| format!("  term-{i}: {{ term: word {i}, meaning: x, gloss: y }}\n")).collect();
    Guide::new("volume-terms")
        .replace("content/en/glossary.yaml", "terms:\n", &format!("terms:\n{terms}"))
        .fails_or_builds(&[]);
}

#[test]
fn slots_that_fill_themselves() {
    let guide = Guide::new("volume-slots");
    let text = guide.read("content/en/therapies/car-t.yaml");
    let slot =
        text.lines().find(|line| line.starts_with("  ") && line.trim_end().ends_with(':') && !line.starts_with("   "));
    let slot = slot.map(|line| line.trim().trim_end_matches(':').to_owned()).unwrap_or_default();
    let again = format!("  {slot}:\n    again:\n      slot: {{ therapy: {slot} }}\n");
    let guide = guide.replace("content/en/therapies/car-t.yaml", &format!("  {slot}:\n"), &again);
    guide.fails_or_builds(&["--therapy", "car-t", "--cancer", "lymphoma"]);
}

#[test]
fn a_check_of_guides_that_are_too_long() {
    // Sound by itself: each guide has a megabyte of text, in which every word must be looked at.
    let blocks: String = (0..150)
        .map(|i| format!("  b{i}:\n    bullets: [{}]\n", vec!["Some words about care. ".repeat(38); 7].join(", ")))
        .collect();
    let guide = Guide::new("volume-check").write(SECTION, section(&blocks));
    let guide = guide.write("content/es/sections/about.yaml", section(&blocks));
    let pinned = guide.run(&["pin", "content/es/sections/about.yaml", "--content", "content"]);
    assert_eq!(pinned.code, Some(0), "{}", pinned.err);
    let ran = guide.run(&["check", "--content", "content", "--as-of", TODAY]);
    assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
    for format in ["sarif", "html", "json"] {
        let ran = guide.run(&["check", "--content", "content", "--as-of", TODAY, "--format", format, "-o", "findings"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
    }
}

#[test]
fn findings_without_number_in_every_form() {
    let blocks: String = (0..15_000).map(|i| format!("  Bad_{i}:\n    para: x\n")).collect();
    let guide = Guide::new("volume-findings").write(SECTION, section(&blocks));
    for format in ["sarif", "html"] {
        let ran = guide.run(&["check", "--content", "content", "--as-of", TODAY, "--format", format, "-o", "findings"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
    }
}
