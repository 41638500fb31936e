//! How hard the words are, as an editor sees it.

use insta::assert_snapshot;
use serde_json::Value;

use super::{Guide, TODAY, program};

/// The lines that matter: what stands below the scores changes with every text.
fn first(said: &str, lines: usize) -> String {
    said.lines().take(lines).collect::<Vec<_>>().join("\n")
}

fn grade(guide: &Guide, more: &[&str]) -> String {
    let mut args = vec!["grade", "--content", "content"];
    args.extend(more);
    guide.run(&args)
}

#[test]
fn a_sentence_that_is_too_long_is_shown_in_its_file() {
    let guide = Guide::new().replace(
        "en/guide.yaml",
        "lead: You do not need to know all of this at once.",
        "lead: You do not need to know all of this at once and so on and on and on and on and on and on and on and on.",
    );
    let said = grade(&guide, &["--therapy", "checkpoint-inhibitors", "--cancer", "lung"]);
    assert!(said.starts_with("exit 1\nCheckpoint inhibitors for lung cancer\n"), "{said}");
    let complaint = said.split("error[").nth(1).unwrap_or_default();
    assert_snapshot!(format!("error[{complaint}"), @"
    error[H0602]: a sentence of 28 words; at most 25 can be read with ease
      --> content/en/guide.yaml:14:11
       |
    14 | ...d: You do not need to know all of this at once and so on and on and on and on and on and on and on and on. Read what helps you today, and come back for the rest.
       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: make two of it

    1 error
    ");
}

#[test]
fn a_text_that_is_too_hard_passes_the_limits() {
    let hard = "Immunotherapeutic administration necessitates continuous multidisciplinary evaluation. ".repeat(60);
    let guide = Guide::new().replace(
        "en/sections/daily-life.yaml",
        "blocks:\n",
        &format!("blocks:\n  hard:\n    para: {hard}\n"),
    );
    let said = grade(&guide, &["--therapy", "checkpoint-inhibitors", "--cancer", "lung"]);
    assert!(said.starts_with("exit 1\n"), "{}", first(&said, 3));
    assert!(said.contains("over the limit"), "{}", first(&said, 9));
    assert!(
        said.contains("error[H0602]: Checkpoint inhibitors for lung cancer (en), “How can I take care of myself?”: SMOG grade, adjusted, is "),
        "{said}"
    );
    let place = "content/en/sections/daily-life.yaml:9";
    let hardest = said.split("The hardest sentences").nth(1).unwrap();
    assert!(hardest.lines().nth(1).unwrap().ends_with(place), "{hardest}");
}

#[test]
fn what_is_asked_must_be_there() {
    let guide = Guide::new();
    assert_snapshot!(grade(&guide, &["--therapy", "car-t", "--cancer", "lung"]), @"
    exit 2
    error[H0402]: `car-t` is not used for `lung`
     |
     = help: for `lung` there is: monoclonal-antibodies, checkpoint-inhibitors
     = help: `car-t` is used for: lymphoma, leukemia, myeloma, childhood

    1 error
    ");
    assert_snapshot!(first(&grade(&guide, &["--all", "--lang", "fr"]), 4), @"
    exit 2
    error[H0401]: there is no language `fr`
     |
     = help: known: en, es
    ");
    let both = grade(&guide, &["--all", "--cancer", "lung"]);
    assert!(both.starts_with("exit 2\n"), "{both}");
}

#[test]
fn a_fault_of_the_content_is_told_first() {
    let guide = Guide::new().replace("en/guide.yaml", "lead:", "laed:");
    let said = grade(&guide, &["--all"]);
    assert!(said.starts_with("exit 1\nerror[H0102]"), "{said}");
}

#[test]
fn as_data_and_in_every_language() {
    let data = |args: &[&str]| -> Value {
        let output = program().args(["grade", "--format", "json"]).args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{TODAY}");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let one =
        data(&["--therapy", "checkpoint-inhibitors", "--cancer", "lung", "--lang", "es", "--clinic", "riverside"]);
    assert_eq!(one["holds"], true);
    assert!(one["raw"]["inflesz"].as_f64().unwrap() >= 60.0);
    assert_eq!(one["hardest"].as_array().unwrap().len(), 5);
    let parts = one["parts"].as_array().unwrap();
    let sum: u64 = parts.iter().map(|part| part["raw"]["words"].as_u64().unwrap()).sum();
    // The cover has a sentence of its own.
    let whole = one["raw"]["words"].as_u64().unwrap();
    assert!(sum < whole && whole < sum + 30, "{sum} of {whole}");
    let sections = parts.iter().flat_map(|part| part["sections"].as_array().unwrap());
    assert!(sections.into_iter().any(|section| section["raw"]["sentences"].as_u64().unwrap() > 5));
    let all = data(&["--all"]);
    let all = all.as_array().unwrap();
    assert!(all.len() > 200);
    for lang in ["en", "es"] {
        assert!(all.iter().any(|one| one["lang"] == lang && one["therapy"] == "general"), "{lang}");
    }
}
