//! Every rule has a fixture that is bad on purpose, at which it fires at the right place, and a good twin, at which it does not.
//!
//! Most stand in the other files of these tests, and are named here; the rest is here.

use handout::base::Code;
use handout::lint::RULES;

use super::{Guide, TODAY, lint};

/// The sources of the tests that hold fixtures.
const SOURCES: [(&str, &str); 10] = [
    ("batch", include_str!("../batch.rs")),
    ("broken", include_str!("broken.rs")),
    ("commands", include_str!("commands.rs")),
    ("fixtures", include_str!("fixtures.rs")),
    ("grade", include_str!("grade.rs")),
    ("lint", include_str!("lint.rs")),
    ("pins", include_str!("pins.rs")),
    ("rules", include_str!("rules.rs")),
    ("volume", include_str!("../hostile/volume.rs")),
    ("words", include_str!("../hostile/words.rs")),
];

/// A rule, the file and the test in which its bad fixture stands, and what that test looks for.
const ELSEWHERE: &[[&str; 4]] = &[
    ["unreadable", "commands", "a_folder_that_cannot_be_opened", "H0001"],
    ["outside-root", "broken", "a_link_to_another_folder", "H0002"],
    ["too-large", "broken", "a_file_that_is_too_large", "H0003"],
    ["stray-file", "broken", "a_file_that_nothing_names", "H0004"],
    ["missing-file", "broken", "a_section_without_its_file", "H0005"],
    ["bad-bytes", "broken", "a_file_that_is_not_utf_8", "H0006"],
    ["bad-font", "broken", "a_font_that_is_not_the_one_listed", "H0007"],
    ["bad-drawing", "broken", "a_drawing_with_a_picture_in_it", "H0008"],
    ["syntax", "broken", "a_tab_at_the_start_of_a_line", "H0101"],
    ["unknown-key", "broken", "a_misspelt_key", "H0102"],
    ["wrong-kind", "broken", "a_text_in_place_of_a_list", "H0103"],
    ["duplicate-key", "broken", "an_id_that_stands_twice", "H0104"],
    ["missing-key", "broken", "a_key_that_is_missing", "H0105"],
    ["bad-id", "broken", "an_id_with_capital_letters", "H0106"],
    ["forbidden-yaml", "broken", "an_anchor_and_an_alias", "H0107"],
    ["schema-version", "broken", "content_for_a_newer_program", "H0108"],
    ["bad-value", "broken", "a_day_that_is_not_in_the_calendar", "H0109"],
    ["bad-markup", "broken", "html", "H0201"],
    ["bad-link", "broken", "an_address_that_is_not_safe", "H0202"],
    ["unknown-placeholder", "broken", "a_placeholder_that_nobody_fills", "H0203"],
    ["dangling-reference", "rules", "a_term_that_is_not_in_the_glossary", "H0301"],
    ["id-clash", "rules", "an_alias_and_a_short_code_that_are_taken", "H0302"],
    ["unused", "rules", "a_slot_that_therapies_lack", "H0303"],
    ["missing-translation", "rules", "a_cancer_without_a_name", "H0304"],
    ["stale-translation", "pins", "one_english_word_makes_one_spanish_text_stale", "H0305"],
    ["unknown-id", "commands", "ids_that_are_not_known", "H0401"],
    ["impossible-pair", "commands", "a_pair_that_is_not_used", "H0402"],
    ["no-content", "commands", "a_therapy_that_has_no_content_yet", "H0403"],
    ["bad-job", "fixtures", "a_line_that_is_no_job", "H0406"],
    ["missing-glyph", "batch", "one_bad_brochure_does_not_stop_the_others", "H0501"],
    ["overfull-line", "words", "words_wider_than_the_page", "H0502"],
    ["too-many-pages", "volume", "more_pages_than_a_guide_may_have", "H0506"],
    ["contrast", "rules", "a_theme_that_extends_none_and_colors_too_light", "H0601"],
    ["hard-words", "grade", "a_sentence_that_is_too_long_is_shown_in_its_file", "H0602"],
    ["passive", "lint", "rules_of_whole_sections_find_what_breaks_them", "\"passive\""],
    ["unbalanced", "lint", "rules_of_whole_sections_find_what_breaks_them", "\"unbalanced\""],
    ["long-stretch", "lint", "rules_of_whole_sections_find_what_breaks_them", "\"long-stretch\""],
    ["no-action", "lint", "a_part_without_anything_to_do", "\"no-action\""],
    ["draft", "rules", "a_review_that_is_overdue", "H0701"],
    ["review-due", "rules", "a_review_that_is_overdue", "H0702"],
    ["old-fact", "lint", "facts_grow_old", "\"old-fact\""],
    ["unconfirmed-fact", "lint", "an_open_fact_cannot_be_signed_for", "\"unconfirmed-fact\""],
    ["recalled", "batch", "the_code_in_the_foot_tells_whether_paper_is_still_right", "H0706"],
    ["unwritable", "commands", "an_output_that_cannot_be_written", "H0801"],
    ["busy", "batch", "two_runs_in_one_folder_do_not_meet", "another run is at work"],
    ["bad-manifest", "batch", "a_merge_of_what_does_not_fit_together_fails_and_changes_nothing", "is there twice"],
];

/// A rule, its bad fixture, the place that the finding must name, and the command that both twins are given.
type Fixture = (&'static str, fn(Guide) -> Guide, &'static str, &'static [&'static str]);

const CHECK: &[&str] = &["check", "--content", "content", "--as-of", TODAY];
const BUILD: &[&str] = &["build", "--content", "content", "--as-of", TODAY, "-o", "out.pdf"];
const TRI_FOLD: &[&str] =
    &["build", "--content", "content", "--as-of", TODAY, "-o", "out.pdf", "--edition", "tri-fold"];
const BOOKLET: &[&str] = &[
    "build",
    "--content",
    "content",
    "--as-of",
    TODAY,
    "-o",
    "out.pdf",
    "--edition",
    "booklet",
    "--therapy",
    "car-t",
    "--cancer",
    "lymphoma",
];
const MATRIX: &[&str] =
    &["matrix", "--content", "content", "--lang", "en", "--therapy", "car-t", "--cancer", "myeloma"];
const PLAN: &[&str] = &["plan", "own.yaml", "--content", "content"];
const TRIALS: &str = "sections/trials.yaml";

/// Those that stand nowhere else.
const HERE: &[Fixture] = &[
    ("dead-block", dead_block, "content/en/sections/trials.yaml:9:40", CHECK),
    ("unglossed", unglossed, "content/en/sections/trials.yaml:9:11", CHECK),
    ("nothing-to-make", |guide| guide.write("own.yaml", plan("car-t", "lung")), "own.yaml:6:5", PLAN),
    ("too-tall", |guide| about(guide, "key: \"LONG\""), "content/en/sections/about.yaml:7:3", BUILD),
    (
        "relaxed-keep",
        |guide| about(guide, "bullets: [\"LONG\", \"LONG\", \"LONG\"]"),
        "content/en/sections/about.yaml:8:15",
        BUILD,
    ),
    ("short-page", |guide| about(guide, TALL_ROW), "content/en/guide.yaml:69:12", BUILD),
    (
        "panel-full",
        |guide| guide.replace("en/sections/fold-how.yaml", "blocks:\n", &tall("  new:\n    para: \"LONG\"\n")),
        "content/en/sections/fold-how.yaml:8:3",
        TRI_FOLD,
    ),
    (
        "thick-booklet",
        |guide| guide.replace("themes/harbor.yaml", "creep: 0.28, most: 20", "creep: 0.28, most: 5"),
        "a stapler takes 5",
        BOOKLET,
    ),
    ("empty-section", empty_section, "empty-section", MATRIX),
    ("no-call-page", no_call_page, "no-call-page", MATRIX),
];

const TALL_ROW: &str = "table: { columns: [{ title: A }, { title: B }], rows: { one: { head: B, cells: [\"LONG\", x] }, two: { head: C, cells: [x, x] } } }";

/// A text that no page holds in place of `LONG`.
fn tall(text: &str) -> String {
    format!("blocks:\n{}", text.replace("LONG", &"Some words about it. ".repeat(380)))
}

/// A section of every guide with one block.
fn about(guide: Guide, block: &str) -> Guide {
    let head = "version: 1.0.0\nauthors: [Nobody]\nsources: []\nreview: draft\ntitle: Hostile\n";
    guide.write("content/en/sections/about.yaml", format!("{head}{}", tall(&format!("  a:\n    {block}\n"))))
}

fn plan(therapy: &str, cancer: &str) -> String {
    let head = "version: 1.0.0\nauthors: [Nobody]\nsources: []\nreview: draft\ninclude:\n";
    format!("{head}  - {{ therapies: [{therapy}], cancers: [{cancer}], languages: [en], editions: [standard] }}\n")
}

/// New blocks in both languages, translated and pinned, so that all guides can be looked at.
fn in_both(guide: Guide, en: &str, es: &str) -> Guide {
    let add = |blocks: &str| format!("blocks:\n{blocks}");
    let guide = guide.replace(&format!("en/{TRIALS}"), "blocks:\n", &add(en));
    let guide = guide.replace(&format!("es/{TRIALS}"), "blocks:\n", &add(es));
    let pinned = guide.run(&["pin", &format!("content/es/{TRIALS}"), "--content", "content"]);
    assert!(pinned.starts_with("exit 0"), "{pinned}");
    guide
}

fn dead_block(guide: Guide) -> Guide {
    let block = |text: &str| {
        format!(
            "  new:\n    only: {{ reader: general, blocks: {{ in: {{ only: {{ cancer: [lung], blocks: {{ x: {{ para: {text} }} }} }} }} }} }}\n"
        )
    };
    in_both(guide, &block("Ask."), &block("Pregunte."))
}

fn unglossed(guide: Guide) -> Guide {
    in_both(guide, "  new:\n    para: Then comes leukapheresis.\n", "  new:\n    para: Luego viene la leucaféresis.\n")
}

fn empty_section(guide: Guide) -> Guide {
    let head = "version: 1.0.0\nauthors: [Nobody]\nsources: []\nreview: draft\ntitle: Trials\n";
    let blocks = "  a: { heading: What to ask }\n  b: { only: { reader: general, blocks: { c: { para: Ask. } } } }\n";
    guide.write(&format!("content/en/{TRIALS}"), format!("{head}blocks:\n{blocks}"))
}

fn no_call_page(guide: Guide) -> Guide {
    let head = "version: 1.0.0\nauthors: [Nobody]\nsources: []\nreview: draft\ntitle: When to call\n";
    guide.write("content/en/sections/when-to-call.yaml", format!("{head}blocks:\n  a: {{ para: Call us. }}\n"))
}

/// The body of a test.
fn body(file: &str, test: &str) -> &'static str {
    let (_, source) =
        SOURCES.iter().find(|(name, _)| *name == file).unwrap_or_else(|| panic!("there is no file {file}"));
    let start = source.find(&format!("fn {test}()")).unwrap_or_else(|| panic!("{file} has no test {test}"));
    let rest = &source[start..];
    &rest[..rest.find("\n}\n").unwrap()]
}

#[test]
fn every_rule_has_a_bad_fixture() {
    for [rule, file, test, says] in ELSEWHERE {
        assert!(body(file, test).contains(says), "{rule}: the test {test} of {file} does not look for {says}");
    }
    for rule in RULES {
        // A fault of the program has no input that leads to it; one that is found becomes a test of its own.
        let has = rule.code == Code::Internal
            || ELSEWHERE.iter().any(|[name, ..]| *name == rule.name)
            || HERE.iter().any(|(name, ..)| *name == rule.name)
            || OPTIONS.iter().any(|(name, ..)| *name == rule.name)
            || lint::BAD.iter().any(|(name, ..)| *name == rule.name);
        assert!(has, "{} has no bad fixture", rule.name);
    }
    let all = ELSEWHERE.iter().map(|[name, ..]| *name).chain(HERE.iter().map(|(name, ..)| *name));
    for name in all.chain(OPTIONS.iter().map(|(name, ..)| *name)) {
        assert!(RULES.iter().any(|rule| rule.name == name), "there is no rule {name}");
    }
}

#[test]
fn each_fixture_of_this_file_breaks_its_rule_and_its_twin_does_not() {
    for (name, broken, place, args) in HERE {
        let rule = RULES.iter().find(|rule| rule.name == *name).unwrap();
        // A matrix names rules, everything else codes.
        let code = if args[0] == "matrix" { rule.name } else { rule.code.text() };
        let guide = Guide::new().write("own.yaml", plan("car-t", "lymphoma"));
        let said = guide.run(args);
        assert!(!said.contains(code), "the good twin of {name}: {said}");
        let said = broken(guide).run(args);
        let shown: String = said.chars().take(4_000).collect();
        let finding = said.find(code).unwrap_or_else(|| panic!("{name}: {shown}"));
        assert!(said[finding..].contains(place), "{name}: {shown}");
    }
}

/// Rules that are broken by what is asked, not by what is written: a rule, a bad command, and a good one.
const OPTIONS: &[(&str, &[&str], &[&str])] = &[
    (
        "page-budget",
        &["matrix", "--lang", "en", "--therapy", "car-t", "--cancer", "myeloma", "--most-pages", "5"],
        &["matrix", "--lang", "en", "--therapy", "car-t", "--cancer", "myeloma"],
    ),
    (
        "stacked-table",
        &["matrix", "--lang", "en", "--therapy", "car-t", "--cancer", "myeloma", "--edition", "large-print"],
        &["matrix", "--lang", "en", "--therapy", "car-t", "--cancer", "myeloma"],
    ),
    ("bad-shard", &["batch", "smoke", "-o", "out", "--shard", "3/2"], &["plan", "smoke"]),
];

#[test]
fn what_is_asked_breaks_rules_too() {
    let guide = Guide::new();
    for (name, bad, good) in OPTIONS {
        let rule = RULES.iter().find(|rule| rule.name == *name).unwrap();
        let code = if bad[0] == "matrix" { rule.name } else { rule.code.text() };
        let said = guide.run(bad);
        assert!(said.contains(code), "{name}: {said}");
        let said = guide.run(good);
        assert!(said.starts_with("exit 0") && !said.contains(code), "the good twin of {name}: {said}");
    }
}

#[test]
fn a_line_that_is_no_job() {
    let guide = Guide::new();
    let mut batch = super::program();
    batch.current_dir(&guide.folder).args(["batch", "--stdin", "-o", "out", "--as-of", TODAY]);
    let output = batch.write_stdin("{\n").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.code() == Some(1) && said.contains("\"code\":\"H0406\"") && said.contains("\"line\":1"),
        "{said}"
    );
}
