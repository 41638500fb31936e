//! Rules of good writing: a bad fixture for each, whose finding stands at the right line; the content as it is is the
//! good twin of all of them. What `check.yaml` makes of findings, and the forms in which they are written.

use std::collections::BTreeSet;
use std::fs;

use handout::base::Severity;
use handout::lint::{RULES, rule};
use insta::assert_snapshot;
use serde_json::Value;

use super::{Guide, TODAY};

/// A change that breaks one rule: the rule, the file, what is replaced by what, and the words at whose line the finding
/// must stand.
pub(super) const BAD: &[(&str, &str, &str, &str, &str)] = &[
    (
        "promise",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: This drug is a miracle.\n",
        "a miracle",
    ),
    (
        "promise",
        "es/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: Es una cura milagrosa.\n",
        "milagrosa",
    ),
    (
        "third-person",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: Patients should call early.\n",
        "Patients should",
    ),
    ("jargon", "en/sections/trials.yaml", "blocks:\n", "blocks:\n  new:\n    para: They utilize a drug.\n", "utilize"),
    (
        "number-style",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: It takes three weeks.\n",
        "three weeks",
    ),
    (
        "number-style",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: It helps 20% of people.\n",
        "20%",
    ),
    ("number-style", "en/sections/trials.yaml", "blocks:\n", "blocks:\n  new:\n    para: It takes 2.5 weeks.\n", "2.5"),
    ("capitals", "en/sections/trials.yaml", "blocks:\n", "blocks:\n  new:\n    para: NEVER do this.\n", "NEVER"),
    (
        "long-sentence",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: This is a very long sentence that goes on and on and on and on, and no reader who is tired can keep all of it in mind.\n",
        "very long sentence",
    ),
    (
        "long-paragraph",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: One goes here. Two goes here. Three goes here. Four goes here. Five goes here. Six goes here. Seven goes here. Eight goes here.\n",
        "One goes here",
    ),
    (
        "no-key",
        "en/guide.yaml",
        "    key: Both can help, and both can do harm. Ask your team what is true for you.\n",
        "",
        "How does it compare with chemotherapy?",
    ),
    (
        "no-source",
        "facts/drugs.yaml",
        "  pembrolizumab:\n",
        "  madeupmab:\n    generic: madeupmab\n    therapy: checkpoint-inhibitors\n    class: antibody\n    brands: [{ name: Madeup, route: vein }]\n    uses: { lung: {} }\n    as-of: 2026-11\n  pembrolizumab:\n",
        "  madeupmab:",
    ),
    (
        "heading",
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    heading: Nothing stands here\n  other:\n    heading: Another one\n",
        "Nothing stands here",
    ),
    (
        "heading",
        "en/sections/trials.yaml",
        "heading: What should I ask about a trial?",
        "heading: Questions",
        "heading: Questions",
    ),
    ("heading", "en/sections/trials.yaml", "about a trial?", "about a trial.", "about a trial."),
    ("numbers-differ", "es/sections/my-treatment.yaml", "numbered: 3", "numbered: 4", "  watch:"),
];

/// Findings of a rule: file and line.
fn findings(guide: &Guide, name: &str, day: &str) -> Vec<(String, u64)> {
    let said = guide.run(&["check", "--content", "content", "--as-of", day, "--format", "json"]);
    let start = said.find('[').unwrap_or_else(|| panic!("{said}"));
    let data: Value = serde_json::from_str(&said[start..]).unwrap_or_else(|e| panic!("{e}: {said}"));
    let code = RULES.iter().find(|rule| rule.name == name).unwrap().code.text();
    let all = data.as_array().unwrap().iter().filter(|finding| finding["code"] == code);
    let place =
        |finding: &Value| (finding["file"].as_str().unwrap_or("").to_owned(), finding["line"].as_u64().unwrap_or(0));
    all.map(place).collect()
}

/// The line on which some words stand first.
fn line_of(guide: &Guide, file: &str, words: &str) -> u64 {
    let text = fs::read_to_string(guide.path("content").join(file)).unwrap();
    1 + text.lines().position(|line| line.contains(words)).unwrap() as u64
}

#[test]
fn each_rule_finds_what_breaks_it_where_it_stands() {
    for (name, file, from, to, at) in BAD {
        let guide = Guide::new().replace(file, from, to);
        let wanted = (format!("content/{file}"), line_of(&guide, file, at));
        let found = findings(&guide, name, TODAY);
        assert!(found.contains(&wanted), "{name} in {file}: {found:?}, not {wanted:?}");
    }
}

#[test]
fn the_content_as_it_is_breaks_none_of_them() {
    let guide = Guide::new();
    let names: BTreeSet<&str> =
        BAD.iter().map(|(name, ..)| *name).chain(["passive", "old-fact", "unbalanced"]).collect();
    for name in names {
        assert_eq!(findings(&guide, name, "2026-12-01"), vec![], "{name}");
    }
}

#[test]
fn rules_of_whole_sections_find_what_breaks_them() {
    let passive: String = (0..9).map(|i| format!("  new{i}:\n    para: The drug is given by a nurse.\n")).collect();
    let guide = Guide::new().replace("en/sections/trials.yaml", "blocks:\n", &format!("blocks:\n{passive}"));
    assert_eq!(findings(&guide, "passive", TODAY), [("content/en/sections/trials.yaml".to_owned(), 6)]);
    let many: String = (0..9).map(|i| format!("  new{i}:\n    para: {}\n", "Ask your nurse. ".repeat(7))).collect();
    let guide = Guide::new().replace("en/sections/trials.yaml", "blocks:\n", &format!("blocks:\n{many}"));
    assert_eq!(findings(&guide, "long-stretch", TODAY)[0].0, "content/en/sections/trials.yaml");
    let guide = Guide::new().replace(
        "en/therapies/car-t.yaml",
        "    how-often: ",
        &format!("    how-often: {}", "It is given more often than that. ".repeat(20)),
    );
    let title = line_of(&guide, "en/therapies/car-t.yaml", "title: ");
    assert_eq!(findings(&guide, "unbalanced", TODAY), [("content/en/therapies/car-t.yaml".to_owned(), title)]);
}

#[test]
fn facts_grow_old() {
    let guide = Guide::new();
    assert_eq!(findings(&guide, "old-fact", "2026-12-01"), vec![]);
    assert!(findings(&guide, "old-fact", "2027-02-01").len() > 50);
}

#[test]
fn an_open_fact_cannot_be_signed_for() {
    let guide = Guide::new();
    // In a draft it is a note, with which the content is sound.
    let told = findings(&guide, "unconfirmed-fact", TODAY);
    assert_eq!(told, [("content/facts/drugs.yaml".to_owned(), line_of(&guide, "facts/drugs.yaml", "version:"))]);
    let denied = guide.run(&["check", "--content", "content", "--as-of", TODAY, "--deny-warnings"]);
    assert!(denied.starts_with("exit 0"), "{denied}");
    let args =
        "sign content/facts/drugs.yaml --by Ana --credential PharmD --role pharmacist --on 2026-11-24 --due 2027-11-24";
    let said = guide.run(&args.split(' ').collect::<Vec<_>>());
    assert!(said.starts_with("exit 0"), "{said}");
    assert!(findings(&guide, "unconfirmed-fact", TODAY).len() > 1);
    let said = guide.check();
    assert!(said.starts_with("exit 1") && said.contains("error[H0705]"), "{said}");
}

#[test]
fn a_part_without_anything_to_do() {
    let guide = Guide::new();
    for lang in ["en", "es"] {
        let part = guide.path(&format!("content/{lang}/sections/immune-system.yaml"));
        let head: String = fs::read_to_string(&part)
            .unwrap()
            .lines()
            .take_while(|l| *l != "blocks:")
            .map(|l| format!("{l}\n"))
            .collect();
        let words = if lang == "en" { "It is big." } else { "Es grande." };
        for section in ["immune-system", "what-is-immunotherapy"] {
            let path = guide.path(&format!("content/{lang}/sections/{section}.yaml"));
            fs::write(path, format!("{head}blocks:\n  one:\n    para: {words}\n")).unwrap();
        }
    }
    let title = line_of(&guide, "en/guide.yaml", "title: What is immunotherapy?");
    assert!(findings(&guide, "no-action", TODAY).contains(&("content/en/guide.yaml".to_owned(), title)));
}

fn with_settings(more: &str) -> Guide {
    let guide = Guide::new().replace(
        "en/sections/trials.yaml",
        "blocks:\n",
        "blocks:\n  new:\n    para: They utilize a drug.\n",
    );
    let guide =
        guide.replace("es/sections/trials.yaml", "blocks:\n", "blocks:\n  new:\n    para: Usan una medicina.\n");
    let pinned = guide.run(&["pin", "content/es/sections/trials.yaml", "--content", "content"]);
    assert!(pinned.starts_with("exit 0"), "{pinned}");
    guide.replace("check.yaml", "allow:\n", more)
}

#[test]
fn a_rule_can_be_set_and_a_finding_allowed_with_a_reason() {
    let here = ("content/en/sections/trials.yaml".to_owned(), 9);
    assert_eq!(findings(&with_settings("allow:\n"), "jargon", TODAY), [here]);
    let allowed =
        "allow:\n  - { rule: jargon, file: en/sections/trials.yaml, block: blocks.new, reason: It is a quotation. }\n";
    assert_eq!(findings(&with_settings(allowed), "jargon", TODAY), vec![]);
    let off = Guide::new().replace("check.yaml", "rules:\n", "rules:\n  jargon: { severity: off }\n");
    let off = off.replace("en/sections/trials.yaml", "title: ", "title: Utilize ");
    assert_eq!(findings(&off, "jargon", TODAY), vec![]);
}

#[test]
fn settings_that_name_nothing() {
    let said = with_settings(
        "allow:\n  - { rule: jargn, file: en/sections/trials.yaml, reason: x }\n  - { rule: promise, file: en/strings.yaml, reason: \"\" }\n",
    )
    .check();
    assert_snapshot!(said, @r#"
    exit 1
    error[H0301]: there is no rule `jargn` that can be set
      --> content/check.yaml:57:13
       |
    57 |   - { rule: jargn, file: en/sections/trials.yaml, reason: x }
       |             ^^^^^
       |
       = help: did you mean `jargon`?

    error[H0109]: this finding is allowed without a reason
      --> content/check.yaml:58:13
       |
    58 |   - { rule: promise, file: en/strings.yaml, reason: "" }
       |             ^^^^^^^
       |
       = help: write why it is right

    warning[H0303]: nothing is found here that would have to be allowed
      --> content/check.yaml:58:28
       |
    58 |   - { rule: promise, file: en/strings.yaml, reason: "" }
       |                            ^^^^^^^^^^^^^^^
       |
       = help: remove the entry

    warning[H0607]: `utilize` is a hard word
     --> content/en/sections/trials.yaml:9:11
      |
    9 |     para: They utilize a drug.
      |           ^^^^^^^^^^^^^^^^^^^^
      |
      = help: say `use`

    2 errors, 2 warnings
    "#);
}

#[test]
fn rules_are_explained() {
    assert_snapshot!(Guide::new().run(&["check", "--explain", "promise"]), @"
    exit 0
    H0608 promise: error

    A word promises more than anybody can know, or sells. A person with cancer must be able to
    rely on every word.

    Source: IPDAS; CDC Clear Communication Index, 19
    In check.yaml it can be set to off, note, warning or error, and single findings can be allowed with a reason.
    ");
    assert_snapshot!(Guide::new().run(&["check", "--explain", "promis"]), @"
    exit 2
    error[H0401]: there is no rule `promis`
     |
     = help: did you mean `promise`?

    1 error
    ");
    let all = Guide::new().run(&["check", "--explain"]);
    assert_eq!(all.lines().count(), RULES.len() + 1);
    for one in RULES {
        assert!(all.contains(one.name) && one.text.ends_with('.') && one.severity >= Severity::Note);
        assert_eq!(rule(one.code).name, one.name);
    }
}

#[test]
fn findings_for_code_reviews_and_for_a_browser() {
    let guide = with_settings("allow:\n").replace("en/sections/trials.yaml", "utilize a drug", "utilize a <b>drug</b>");
    let _ =
        guide.run(&["check", "--content", "content", "--as-of", TODAY, "--format", "sarif", "-o", "findings.sarif"]);
    let log: Value = serde_json::from_str(&fs::read_to_string(guide.path("findings.sarif")).unwrap()).unwrap();
    let result = log["runs"][0]["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "H0201").unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/en/sections/trials.yaml");
    assert_eq!(place["region"]["startLine"], 9);
    assert_eq!(log["version"], "2.1.0");
    let _ = guide.run(&["check", "--content", "content", "--as-of", TODAY, "--format", "html", "-o", "findings.html"]);
    let page = fs::read_to_string(guide.path("findings.html")).unwrap();
    assert!(page.contains("utilize a &lt;b&gt;drug&lt;/b&gt;"), "{page}");
    assert!(!page.contains("<b>") && !page.contains("<script") && page.contains("<html lang=\"en\">"));
}
