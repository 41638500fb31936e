//! Parts on their own, and why a block is in a guide or not.

use insta::assert_snapshot;
use serde_json::Value;

use super::Guide;

#[test]
fn a_sheet_has_a_name_of_its_own() {
    let guide = Guide::new();
    let args = ["build", "--therapy", "car-t", "--cancer", "lymphoma", "--clinic", "riverside", "--only", "teach-back"];
    let said = guide.run(&args);
    let first: Vec<&str> = said.lines().take(2).collect();
    assert_eq!(first, ["exit 0", "Wrote handout-riverside-car-t-lymphoma-en-standard-letter-only-teach-back.pdf"]);
    let info = guide.run(&["build", "--only", "when-to-call", "--emit", "tailored"]);
    let title = info.lines().find(|line| line.starts_with("title: ")).unwrap();
    assert_eq!(title, "title: When to call: Immunotherapy for cancer");
    assert!(!info.contains("cover:") && !info.contains("back:"), "{info}");
}

#[test]
fn a_part_that_is_not_there() {
    assert_snapshot!(Guide::new().build(&["--only", "when-to-cal"]), @"
    exit 2
    error[H0401]: there is no part or section `when-to-cal`
     |
     = help: did you mean `when-to-call`?

    1 error
    ");
}

#[test]
fn a_sheet_that_this_reader_does_not_get() {
    let said = Guide::new().build(&["--therapy", "cytokines", "--cancer", "bladder", "--only", "alert-card"]);
    assert_snapshot!(said, @"
    exit 2
    error[H0403]: there is nothing under `alert-card` for this reader
     |
     = help: choose another treatment or cancer, or another part

    1 error
    ");
}

#[test]
fn a_diary_that_is_wrong() {
    let said = Guide::new()
        .replace("en/sections/symptom-diary.yaml", "days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]", "days: [Mon, Tue]")
        .replace("en/therapies/car-t.yaml", "diary: [", "diary: [tempratur, ")
        .check();
    assert_snapshot!(said, @"
    exit 1
    error[H0109]: this diary has 2 days, and a week has 7
      --> content/en/sections/symptom-diary.yaml:10:3
       |
    10 |   days:
       |   ^^^^
       |
       = help: name seven days, short enough for narrow columns

    error[H0109]: this diary has 10 rows, and a page holds 1 to 9
       --> content/en/therapies/car-t.yaml:358:9
        |
    358 | diary: [tempratur, temperature-twice, pulse, writing, questions, shaky, cough, stools, eating, called]
        |         ^^^^^^^^^
        |
        = help: keep the rows that matter most

    error[H0301]: there is no row `tempratur`
       --> content/en/therapies/car-t.yaml:358:9
        |
    358 | diary: [tempratur, temperature-twice, pulse, writing, questions, shaky, cough, stools, eating, called]
        |         ^^^^^^^^^
        |
        = help: did you mean `temperature`?

    3 errors
    ");
}

#[test]
fn a_table_whose_short_form_names_no_row() {
    let said = Guide::new().replace("en/sections/compare.yaml", "short: [", "short: [how-it-work, ").check();
    assert_snapshot!(said, @"
    exit 1
    error[H0301]: there is no row `how-it-work`
       --> content/en/sections/compare.yaml:125:15
        |
    125 |       short: [how-it-work, how-it-works, how-you-get-it, common-effects, serious-effects, when-effects-start, fever]
        |               ^^^^^^^^^^^
        |
        = help: did you mean `how-it-works`?

    1 error
    ");
}

/// Lines of an explanation that hold a word.
fn lines(said: &str, with: &str) -> String {
    let places = regex_free(said);
    places.lines().filter(|line| line.contains(with)).collect::<Vec<_>>().join("\n")
}

/// The numbers of lines change with every edit of the content; the files are what matters here.
fn regex_free(said: &str) -> String {
    let cut = |line: &str| match line.rsplit_once(':') {
        Some((head, tail)) if tail.ends_with(']') => format!("{head}]"),
        _ => line.to_owned(),
    };
    said.lines().map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn explain_tells_why_and_where_from() {
    let guide = Guide::new();
    let said = guide.run(&["explain", "--therapy", "car-t", "--cancer", "lymphoma", "--clinic", "riverside"]);
    assert_snapshot!(lines(&said, "when-to-call.yaml"), @"
    +     emergency                       list `call-911` of the therapy car-t  [content/en/sections/when-to-call.yaml]
    +     now                             list `call-now` of the therapy car-t  [content/en/sections/when-to-call.yaml]
    +     office                          list `call-office` of the therapy car-t  [content/en/sections/when-to-call.yaml]
    +     say                             [content/en/sections/when-to-call.yaml]
    ");
    assert_snapshot!(lines(&said, "compare.yaml"), @"
    +     intro                           [content/en/sections/compare.yaml]
    +     picture                         [content/en/sections/compare.yaml]
    +     how-to-heading                  [content/en/sections/compare.yaml]
    +     how-to-read                     [content/en/sections/compare.yaml]
    +     side-by-side                    20 of 20 cells from `comparison` of the therapy car-t  [content/en/sections/compare.yaml]
    ");
    assert_snapshot!(lines(&said, "{clinic."), @"
    {clinic.name}           Riverside Cancer Center  [content/clinics/riverside.yaml]
    {clinic.phone}          (503) 555-0142  [content/clinics/riverside.yaml]
    {clinic.office-phone}   (503) 555-0100  [content/clinics/riverside.yaml]
    {clinic.hours}          Monday to Friday, 8 am to 5 pm  [content/clinics/riverside.yaml]
    {clinic.fever}          100.4 °F (38 °C)  [content/clinics/riverside.yaml]
    ");
    let general = guide.run(&["explain", "--left-out"]);
    assert_snapshot!(lines(&general, "alert-card"), @"
    - alert-card                          nothing in it is for this reader  [content/guide.yaml]
    - alert-card/alert-card               a slot that it cannot do without is empty  [content/guide.yaml]
    - alert-card/alert-card/intro         a slot that it cannot do without is empty  [content/en/sections/alert-card.yaml]
    - alert-card/alert-card/card          a slot that it cannot do without is empty  [content/en/sections/alert-card.yaml]
    ");
}

#[test]
fn explain_lists_each_block_that_was_written_for_a_reader() {
    let guide = Guide::new();
    let args = ["explain", "--therapy", "monoclonal-antibodies", "--cancer", "breast", "--format", "json"];
    let said = guide.run(&args);
    let data: Value = serde_json::from_str(said.strip_prefix("exit 0\n").unwrap()).unwrap();
    let of = |path: &str| {
        let all = data["decisions"].as_array().unwrap();
        let found: Vec<&Value> = all.iter().filter(|d| d["path"] == path).collect();
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        found[0].clone()
    };
    // A block inside a condition that does not hold, and the section around a slot that stays empty.
    let engager = of("therapy/first-doses/steps");
    assert_eq!(
        (&engager["included"], &engager["why"]),
        (&Value::from(false), &"only for a drug of class engager".into())
    );
    assert_eq!(of("alert-card")["included"], false);
    assert_eq!(of("therapy/what")["included"], true);
    assert_eq!(of("teach-back/teach-back")["why"], "only on its own");
}
