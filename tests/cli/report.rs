//! A guide held against checklists, in four forms; and clinics with departments in every command that takes one.

use std::fs;

use serde_json::Value;

use super::{Guide, TODAY};

const OF: [&str; 7] = ["report", "--content", "content", "--therapy", "car-t", "--cancer", "lymphoma"];

fn report(guide: &Guide, more: &[&str]) -> String {
    guide.run(&[&OF[..], more].concat())
}

fn data(guide: &Guide) -> Value {
    serde_json::from_str(report(guide, &["--format", "json"]).strip_prefix("exit 0\n").unwrap()).unwrap()
}

/// An item of the report, by list and number.
fn item(report: &Value, list: usize, number: u64) -> Value {
    let items = report["checklists"][list]["items"].as_array().unwrap();
    items.iter().find(|item| item["number"] == number).unwrap().clone()
}

#[test]
fn the_report_tells_what_a_person_must_answer() {
    let report = data(&Guide::new());
    let lists = report["checklists"].as_array().unwrap();
    assert_eq!(lists.iter().map(|l| l["items"].as_array().unwrap().len()).collect::<Vec<_>>(), [20, 24]);
    for list in lists {
        let items = list["items"].as_array().unwrap();
        let count = |answer: &str| items.iter().filter(|item| item["answer"] == answer).count() as u64;
        assert_eq!(list["points"].as_u64().unwrap(), count("yes"));
        assert_eq!(list["answered"].as_u64().unwrap(), count("yes") + count("no"));
        assert!(count("person") >= 10);
    }
}

#[test]
fn short_sections_and_tables_are_measured() {
    let guide = Guide::new();
    let good = data(&guide);
    assert_eq!([item(&good, 0, 9)["answer"].clone(), item(&good, 1, 8)["answer"].clone()], ["yes", "yes"]);
    let long: String = (0..9).map(|i| format!("  new{i}:\n    para: {}\n", "Ask your nurse. ".repeat(7))).collect();
    let table =
        "  more: { table: { columns: [{ title: A }, { title: B }], rows: { one: { head: C, cells: [x, y] } } } }\n";
    let blocks =
        format!("blocks:\n  first: {{ heading: What is long? }}\n{long}  head: {{ heading: What is this? }}\n{table}");
    let guide = guide.replace("en/sections/trials.yaml", "blocks:\n", &blocks);
    let bad = data(&guide);
    for (list, number, line) in [(0, 9, 25), (1, 8, 25), (1, 25, 28)] {
        let item = item(&bad, list, number);
        assert_eq!(item["answer"], "no", "{item}");
        assert_eq!(item["at"], format!("content/en/sections/trials.yaml:{line}"), "{item}");
    }
}

#[test]
fn as_a_page_for_a_browser() {
    let guide = Guide::new();
    assert_eq!(report(&guide, &["--format", "html", "-o", "report.html"]), "exit 0\n");
    let page = fs::read_to_string(guide.path("report.html")).unwrap();
    let count = |what: &str| page.matches(what).count();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">\n"), "{page}");
    assert!(page.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
    assert!(page.contains("default-src 'none'") && page.contains("<title>Report: "));
    assert_eq!((count("<h1>"), count("<main>"), count("<table>"), count("<thead>")), (1, 1, 3, 3));
    // Every head says what it is the head of, and every row has one.
    assert_eq!(count("<th ") + count("<th>"), count("scope=\"col\"") + count("scope=\"row\""));
    assert_eq!(count("<tr>"), count("scope=\"row\"") + 3);
    for never in ["<script", "<link", "<img", "http://", "https://", "javascript:"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("a person must tell") && page.contains("Ask readers."));
}

#[test]
fn for_code_reviews() {
    let guide = Guide::new();
    let said = report(&guide, &["--format", "sarif"]);
    let log: Value = serde_json::from_str(said.strip_prefix("exit 0\n").unwrap()).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!((rules.len(), results.len()), (44, 44));
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let kind = result["kind"].as_str().unwrap();
        assert!(matches!(kind, "pass" | "review" | "fail"), "{result}");
        assert_eq!(result["level"] == "none", kind != "fail", "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/en/therapies/car-t.yaml", "{result}");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 1);
    }
}

#[test]
fn human_is_another_word_for_text() {
    let guide = Guide::new();
    assert_eq!(report(&guide, &["--format", "human"]), report(&guide, &[]));
    assert!(report(&guide, &[]).contains("Ask readers."));
    let check = |format: &str| guide.run(&["check", "--content", "content", "--as-of", TODAY, "--format", format]);
    assert_eq!(check("human"), check("text"));
}

#[test]
fn departments_can_be_given_wherever_a_clinic_can() {
    let guide = Guide::new();
    for command in [&["grade"][..], &["report"], &["explain"], &["matrix", "--lang", "en"]] {
        let of = ["--therapy", "car-t", "--cancer", "myeloma", "--clinic", "juniper"];
        let run = |department: &str| guide.run(&[command, &of[..], &["--department", department]].concat());
        let said = run("nowhere");
        assert!(said.starts_with("exit 2\nerror[H0401]: there is no department `nowhere`"), "{said}");
        assert!(run("infusion").starts_with("exit 0\n"), "{}", run("infusion"));
        let alone = guide.run(&[command, &["--therapy", "car-t", "--cancer", "myeloma", "--department", "x"]].concat());
        assert!(alone.starts_with("exit 2\n") && alone.contains("--clinic"), "{alone}");
    }
}

#[test]
fn the_matrix_of_folded_sheets_knows_their_panels() {
    let guide = Guide::new();
    // The general guide has no card, and monoclonal antibodies one for some cancers only: those are left out.
    for (edition, cancer, count) in [("card", "lung", 2), ("tri-fold", "lung", 2), ("card", "kidney", 1)] {
        let said = guide.run(&["matrix", "--lang", "en", "--edition", edition, "--cancer", cancer, "--format", "csv"]);
        assert!(said.starts_with("exit 0") && !said.contains("no-call-page"), "{said}");
        assert_eq!(said.matches("-EN-").count(), count, "{said}");
    }
}

#[test]
fn the_matrix_of_a_treatment_or_a_cancer() {
    let guide = Guide::new();
    let said = guide.run(&["matrix", "--lang", "en", "--cancer", "mds", "--format", "csv"]);
    let rows: Vec<&str> = said.lines().skip(2).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(",mds,en,")), "{said}");
    for (option, id) in [("--therapy", "cart"), ("--cancer", "mdss")] {
        let said = guide.run(&["matrix", option, id]);
        assert!(said.starts_with("exit 2\nerror[H0401]") && said.contains("did you mean"), "{said}");
    }
}
