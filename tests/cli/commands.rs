//! What is asked: ids, pairs, outputs, and every command.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use super::{Guide, program, whole};

fn build(args: &[&str]) -> String {
    Guide::new().build(args)
}

fn json(output: &[u8]) -> Value {
    serde_json::from_slice(output).expect("JSON")
}

#[test]
fn ids_that_are_not_known() {
    assert_snapshot!(build(&["--therapy", "checkpoint-inhibitor", "--cancer", "zebra", "--lang", "eng", "--paper", "a5", "--theme", "harbour", "--edition", "pocket"]), @"
    exit 2
    error[H0401]: there is no theme `harbour`
     |
     = help: did you mean `harbor`?

    error[H0401]: there is no therapy `checkpoint-inhibitor`
     |
     = help: did you mean `checkpoint-inhibitors`?

    error[H0401]: there is no cancer `zebra`
     |
     = help: see `handout list cancers`

    error[H0401]: there is no language `eng`
     |
     = help: did you mean `en`?

    error[H0401]: there is no edition `pocket`
     |
     = help: known: standard, large-print, booklet, tri-fold, card, poster

    5 errors
    ");
}

#[test]
fn a_pair_that_is_not_used() {
    assert_snapshot!(build(&["--therapy", "car-t", "--cancer", "lung"]), @r"
    exit 2
    error[H0402]: `car-t` is not used for `lung`
     |
     = help: for `lung` there is: monoclonal-antibodies, checkpoint-inhibitors
     = help: `car-t` is used for: lymphoma, leukemia, myeloma, childhood

    1 error
    ");
}

#[test]
fn a_pair_that_is_in_studies_only() {
    assert_snapshot!(build(&["--therapy", "car-t", "--cancer", "brain"]), @r"
    exit 2
    error[H0402]: `car-t` is in studies only for `brain`
     |
     = help: for `brain` there is: monoclonal-antibodies, checkpoint-inhibitors
     = help: `car-t` is used for: lymphoma, leukemia, myeloma, childhood

    1 error
    ");
}

#[test]
fn a_therapy_without_a_cancer() {
    assert_snapshot!(build(&["--therapy", "car-t"]), @r"
    exit 2
    error[H0402]: `--therapy` is given without `--cancer`
     |
     = help: give both for a tailored brochure, or neither for the general guide

    1 error
    ");
}

#[test]
fn a_therapy_that_has_no_content_yet() {
    let guide = Guide::new();
    let guide = guide.remove("en/therapies/checkpoint-inhibitors.yaml");
    let said = guide.build(&["--therapy", "checkpoint-inhibitors", "--cancer", "lung"]);
    assert_snapshot!(said, @"
    exit 2
    error[H0403]: the therapy `checkpoint-inhibitors` has no content in `en` yet
     |
     = help: with content: cancer-vaccines, car-t, cytokines, immune-modulators, monoclonal-antibodies
     = help: write `en/therapies/checkpoint-inhibitors.yaml`

    1 error
    ");
}

#[test]
fn an_option_that_is_misspelt() {
    assert_snapshot!(build(&["--theraphy", "car-t"]), @r"
    exit 2
    error: unexpected argument '--theraphy' found

      tip: a similar argument exists: '--therapy'

    Usage: handout build --content <FOLDER> --as-of <YYYY-MM-DD> --emit <STEP> --output <FILE> --therapy <ID>

    For more information, try '--help'.
    ");
}

#[test]
fn a_day_that_is_none() {
    let said = Guide::new().run(&["check", "--as-of", "24.11.2026"]);
    assert_snapshot!(said, @r"
    exit 2
    error[H0109]: `--as-of 24.11.2026` is not a day
     |
     = help: write YYYY-MM-DD, such as 2026-10-01

    1 error
    ");
}

#[test]
fn a_folder_that_cannot_be_opened() {
    let guide = Guide::new();
    assert_snapshot!(guide.run(&["check", "--content", "contents"]), @r"
    exit 2
    error[H0001]: the folder `contents` cannot be opened: it is not there
     |
     = help: give the folder that holds vocabulary.yaml

    1 error
    ");
    assert_snapshot!(guide.run(&["check", "--content", "."]), @r"
    exit 2
    error[H0001]: the folder `.` holds no vocabulary.yaml
     |
     = help: did you mean `./content`?

    1 error
    ");
    assert_snapshot!(guide.run(&["check", "--content", "content/vocabulary.yaml"]), @r"
    exit 2
    error[H0001]: the folder `content/vocabulary.yaml` cannot be opened: it is not a folder
     |
     = help: give the folder that holds vocabulary.yaml

    1 error
    ");
}

#[test]
fn an_output_that_cannot_be_written() {
    let guide = Guide::new();
    let emit = |target: &str| guide.run(&["build", "--emit", "tailored", "-o", target]);
    assert_snapshot!(emit("no/such/folder.txt"), @r"
    exit 2
    error[H0801]: `no/such/folder.txt` is in a folder that is not there
     |
     = help: make the folder first

    1 error
    ");
    assert_snapshot!(emit("content"), @r"
    exit 2
    error[H0801]: `content` is a folder
     |
     = help: give the name of a file in it

    1 error
    ");
    #[cfg(unix)]
    assert_snapshot!(emit("/dev/null"), @r"
    exit 2
    error[H0801]: `/dev/null` is not a plain file
     |
     = help: use `-o -` for standard output

    1 error
    ");
    let left: Vec<_> = fs::read_dir(&guide.folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["content"], "nothing is left behind");
}

#[test]
fn an_output_is_written_whole_or_stays_as_it_was() {
    let guide = Guide::new().write("out.txt", "old");
    let said = guide.build(&["--paper", "a5"]);
    assert!(said.starts_with("exit 2\n"), "{said}");
    assert_eq!(fs::read(guide.path("out.txt")).unwrap(), b"old");
    let said = guide.build(&[]);
    assert_eq!(said, "exit 0\n");
    assert!(fs::read_to_string(guide.path("out.txt")).unwrap().starts_with("lang: en-US\n"));
    let mut left: Vec<_> = fs::read_dir(&guide.folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["content", "out.txt"]);
}

#[test]
fn a_guide_is_written_under_its_own_name_and_is_the_same_each_time() {
    let guide = Guide::new();
    let args = ["build", "--therapy", "car-t", "--cancer", "lymphoma", "--clinic", "riverside", "--paper", "a4"];
    let said = guide.run(&args);
    let name = "handout-riverside-car-t-lymphoma-en-standard-a4.pdf";
    assert!(said.starts_with(&format!("exit 0\nWrote {name}\n")), "{said}");
    assert!(said.contains("This is a draft: no clinician has signed "), "{said}");
    let first = fs::read(guide.path(name)).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    let again = program().args(args).args(["-o", "-"]).output().unwrap();
    assert!(again.stdout == first, "one guide, two files that differ");
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains(" pages, ") && !said.contains("Wrote"), "{said}");
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let guide = Guide::new();
    assert_eq!(guide.run(&["build", "--quiet", "-o", "guide.pdf"]), "exit 0\n");
    assert!(guide.path("guide.pdf").is_file());
}

#[test]
fn each_step_can_be_printed() {
    for step in ["tailored", "layout", "tags", "transcript"] {
        let text = program().args(["build", "--emit", step]).output().unwrap();
        assert!(text.status.success() && !text.stdout.is_empty(), "{step}");
        let data = program().args(["build", "--emit", step, "--format", "json"]).output().unwrap();
        assert!(!json(&data.stdout).is_null(), "{step}");
        assert!(json(&data.stderr).is_array(), "{step}: complaints as data");
    }
}

#[cfg(unix)]
#[test]
fn a_link_as_output_stays_a_link() {
    let guide = Guide::new().write("real.txt", "old");
    std::os::unix::fs::symlink("real.txt", guide.path("out.txt")).unwrap();
    assert_eq!(guide.build(&[]), "exit 0\n");
    assert!(fs::symlink_metadata(guide.path("out.txt")).unwrap().is_symlink());
    assert!(fs::read_to_string(guide.path("real.txt")).unwrap().starts_with("lang: en-US\n"));
}

#[test]
fn each_exit_code() {
    let code = |args: &[&str]| program().args(args).output().unwrap().status.code().unwrap();
    assert_eq!(code(&["list", "therapies"]), 0);
    assert_eq!(code(&["--help"]), 0);
    assert_eq!(code(&["--version"]), 0);
    let broken = Guide::new().replace("en/guide.yaml", "parts:", "part:");
    let content = broken.path("content").display().to_string();
    assert_eq!(code(&["check", "--content", &content]), 1);
    assert_eq!(code(&["list", "therapies", "--content", &content]), 1);
    assert_eq!(code(&["build", "--emit", "tailored", "--paper", "a5"]), 2);
    assert_eq!(code(&["bild"]), 2);
    assert_eq!(code(&[]), 2);
}

#[cfg(unix)]
#[test]
fn who_stops_reading_is_no_fault() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_handout"))
        .args(["build", "--emit", "tailored"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_day_changes_nothing_in_the_result() {
    let on = |day: &str| program().args(["build", "--emit", "tailored", "--as-of", day]).output().unwrap().stdout;
    assert_eq!(on("2026-11-24"), on("2031-01-01"));
}

#[test]
fn complaints_as_data() {
    let guide = Guide::new().replace("en/sections/when-to-call.yaml", "\n  now:\n", "\n  emergency:\n");
    let output = program()
        .current_dir(&guide.folder)
        .args(["check", "--content", "content", "--format", "json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @r#"
    [
      {
        "severity": "error",
        "code": "H0104",
        "message": "the key `emergency` stands here twice",
        "file": "content/en/sections/when-to-call.yaml",
        "line": 20,
        "column": 3,
        "end_line": 20,
        "end_column": 12,
        "hints": [
          "rename one of them, or join the two"
        ],
        "labels": [
          {
            "text": "first here",
            "file": "content/en/sections/when-to-call.yaml",
            "line": 8,
            "column": 3,
            "end_line": 8,
            "end_column": 12
          }
        ]
      }
    ]
    "#);
}

#[test]
fn a_sound_check_as_data_lists_the_notes() {
    let output = program().args(["check", "--format", "json", "--as-of", super::TODAY]).output().unwrap();
    let list = json(&output.stderr);
    assert!(list.as_array().unwrap().iter().all(|d| d["severity"] == "note"), "{list}");
}

#[test]
fn lists() {
    let text = |what: &str| String::from_utf8(program().args(["list", what]).output().unwrap().stdout).unwrap();
    assert_snapshot!(text("therapies"), @"
    ID                     NAME                      CONTENT
    monoclonal-antibodies  Monoclonal antibodies     yes
    car-t                  CAR T-cell therapy        yes
    checkpoint-inhibitors  Checkpoint inhibitors     yes
    cancer-vaccines        Cancer vaccines           yes
    cytokines              Cytokines                 yes
    immune-modulators      Immune system modulators  yes
    ");
    assert_snapshot!(text("clinics"), @"
    ID         NAME                         DEPARTMENTS             EXAMPLE
    juniper    Juniper Mesa Hospital        infusion, cell-therapy  yes
    lakeview   Lakeview Community Hospital                          yes
    riverside  Riverside Cancer Center                              yes
    ");
    assert_snapshot!(text("languages"), @"
    ID  NAME     TAG
    en  English  en-US
    es  Español  es-US
    ");
    assert_snapshot!(text("papers"), @r"
    ID      NAME
    letter  letter
    a4      a4
    ");
    assert!(text("cancers").lines().next().unwrap().starts_with("ID "));
    let data = |what: &str| json(&program().args(["list", what, "--format", "json"]).output().unwrap().stdout);
    for what in ["therapies", "cancers", "languages", "editions", "papers", "clinics", "themes"] {
        for entry in data(what).as_array().unwrap() {
            assert!(entry["id"].is_string() && entry["name"].is_string(), "{what}: {entry}");
        }
    }
    let pairs = data("pairs");
    let found = pairs.as_array().unwrap().iter().find(|p| p["therapy"] == "car-t" && p["cancer"] == "brain").unwrap();
    assert_eq!(found["state"], "trials-only");
}

#[test]
fn a_list_in_a_language_that_is_not_there() {
    assert_snapshot!(Guide::new().run(&["list", "cancers", "--lang", "de"]), @"
    exit 2
    error[H0401]: there is no language `de`
     |
     = help: known: en, es

    1 error
    ");
}

#[test]
fn init_writes_a_guide_that_is_sound() {
    let content = whole().join("content");
    program()
        .arg("check")
        .arg("--deny-warnings")
        .arg("--as-of")
        .arg(super::TODAY)
        .arg("--content")
        .arg(&content)
        .assert()
        .success();
    let again = program().arg("init").arg(whole()).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8(again.stderr).unwrap().contains("is not empty"));
}

#[test]
fn init_writes_the_same_content_as_is_inside() {
    let inside = program().args(["build", "--emit", "tailored"]).output().unwrap();
    let written =
        program().args(["build", "--emit", "tailored", "--content"]).arg(whole().join("content")).output().unwrap();
    assert_eq!(inside.stdout, written.stdout);
}

#[test]
fn the_schemas_in_the_content_are_those_of_the_program() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("schemas");
    let _ = fs::remove_dir_all(&folder);
    program().args(["schema", "-o"]).arg(&folder).assert().success();
    let names = |folder: &std::path::Path| {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let committed = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/schema");
    assert_eq!(names(&folder), names(&committed));
    for name in names(&folder) {
        let (made, kept) = (fs::read(folder.join(&name)).unwrap(), fs::read(committed.join(&name)).unwrap());
        assert!(made == kept, "{name:?} is out of date: run `handout schema -o content/schema`");
    }
    let one = program().args(["schema", "section"]).output().unwrap().stdout;
    assert_eq!(one, fs::read(folder.join("section.schema.json")).unwrap());
}

#[test]
fn a_kind_of_schema_that_is_not_known() {
    assert_snapshot!(Guide::new().run(&["schema", "sections"]), @r"
    exit 2
    error[H0401]: there is no kind of file `sections`
     |
     = help: did you mean `section`?
     = help: see `handout schema`

    1 error
    ");
    assert_snapshot!(Guide::new().run(&["schema", "zebra"]), @r"
    exit 2
    error[H0401]: there is no kind of file `zebra`
     |
     = help: see `handout schema`

    1 error
    ");
}

#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = program().args(["completions", shell]).output().unwrap().stdout;
        assert!(String::from_utf8(script).unwrap().contains("therapy"), "{shell}");
    }
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let _ = fs::remove_dir_all(&folder);
    program().args(["man", "-o"]).arg(&folder).assert().success();
    for page in ["handout.1", "handout-build.1", "handout-check.1", "handout-list.1"] {
        assert!(fs::read_to_string(folder.join(page)).unwrap().starts_with(".ie"), "{page}");
    }
}

#[test]
fn every_command_has_an_example() {
    for command in ["build", "check", "list", "init", "schema", "completions", "man"] {
        let help = String::from_utf8(program().args(["help", command]).output().unwrap().stdout).unwrap();
        assert!(help.contains(&format!("  handout {command}")), "{command}: {help}");
    }
}

#[test]
fn the_matrix_names_every_guide_and_what_it_lacks() {
    let guide = Guide::new();
    let said = guide.run(&["matrix", "--lang", "es", "--content", "content", "--format", "json", "--most-pages", "50"]);
    let rows: Vec<Value> = serde_json::from_str(said.strip_prefix("exit 0\n").unwrap()).unwrap();
    assert!(rows.len() > 100, "{}", rows.len());
    for row in &rows {
        let (pages, findings) = (row["pages"].as_u64().unwrap(), row["findings"].as_array().unwrap());
        assert_eq!(findings.iter().any(|f| f == "H0507"), pages > 50, "{row}");
        assert!(row["words"].as_u64().unwrap() > 2000 && row["grade"].as_f64().unwrap() > 60.0, "{row}");
    }
    let csv = guide.run(&["matrix", "--lang", "en", "--content", "content", "--format", "csv"]);
    assert!(csv.starts_with("exit 0\ntherapy,cancer,lang,pages,words,grade,findings,code\r\ngeneral,,en,"), "{csv}");
    // A section that only its heading is left of, and a guide that is hard to read.
    let guide = guide.replace(
        "en/sections/trials.yaml",
        "blocks:\n",
        &format!(
            "blocks:\n  new: {{ para: \"{}\" }}\n",
            "Immunosuppressive pharmacotherapy necessitates multidisciplinary reconsideration. ".repeat(90)
        ),
    );
    let said = guide.run(&["matrix", "--lang", "en", "--content", "content", "--most-pages", "400"]);
    assert!(said.contains("hard-words"), "{said}");
}
