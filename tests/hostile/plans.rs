//! Plans, recalls and jobs that name too much, lead elsewhere, or are none.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::{Guide, TODAY};

const HEAD: &str = "version: 1.0.0\nauthors: [Nobody]\nsources: []\nreview: draft\n";

fn plan(include: &str) -> String {
    format!("{HEAD}include:\n{include}")
}

/// A plan is refused as a file of its own and as one of the content, with its place.
#[track_caller]
fn refused(name: &str, text: &str, says: &[&str]) {
    let guide = Guide::new(&format!("plans-{name}")).write("own.yaml", text);
    let [here, there] = ["--> own.yaml:", "--> content/plans/own.yaml:"].map(|file| [says, &[file]].concat());
    guide.refused(&["plan", "own.yaml", "--content", "content"], 1, &here);
    let batch = ["batch", "own.yaml", "--content", "content", "--as-of", TODAY, "-o", "out"];
    guide.refused(&batch, 1, &here);
    let guide = guide.write("content/plans/own.yaml", text);
    let check = ["check", "--content", "content", "--as-of", TODAY];
    guide.refused(&check, 1, &there);
}

#[test]
fn what_is_no_plan() {
    for (i, text) in
        ["", "~", "[]", "x", "include: [", "include: {}", "include: [{ only: [a], only: [b] }]"].into_iter().enumerate()
    {
        refused(&format!("none-{i}"), text, &["error[H0"]);
    }
    for (i, entry) in [
        "  - { therapies: [../car-t] }\n",
        "  - { cancers: ['%2e%2e'] }\n",
        "  - { clinics: [/etc/passwd] }\n",
        "  - { editions: [standard, nothing] }\n",
        "  - { papers: [CON] }\n",
        "  - { only: ['<script>'] }\n",
        "  - { patient: Jane Doe }\n",
        "  - { languages: [\"\\u202e\"] }\n",
    ]
    .into_iter()
    .enumerate()
    {
        refused(&format!("entry-{i}"), &plan(entry), &["error[H0"]);
    }
    refused("bleed", &format!("{}printing: {{ bleed: 1e309mm }}\n", plan("  - {}\n")), &["error[H0"]);
    refused("deep", &plan(&format!("  - {}", "[".repeat(50_000))), &["error[H0"]);
    refused("alias", &plan("  - &a {}\n  - *a\n"), &["error[H0107]"]);
}

#[test]
fn plans_that_name_too_much() {
    refused("many-entries", &plan(&"  - {}\n".repeat(30_000)), &["error[H0003]"]);
    // Each list multiplies what the others name, if what stands twice counts twice.
    let twice = |id: &str| format!("[{}]", vec![id; 9_000].join(", "));
    let entry = format!(
        "  - {{ therapies: {}, cancers: {}, languages: {}, editions: {}, papers: {}, only: {} }}\n",
        twice("car-t"),
        twice("lymphoma"),
        twice("en"),
        twice("standard"),
        twice("letter"),
        twice("teach-back"),
    );
    let guide = Guide::new("plans-many-times").write("own.yaml", plan(&entry));
    let ran = guide.run(&["plan", "own.yaml", "--content", "content"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 1), "{}", ran.err);
    refused("many-excluded", &format!("{}exclude:\n{}", plan("  - {}\n"), "  - {}\n".repeat(30_000)), &["error[H0"]);
}

#[test]
fn plans_that_are_no_files() {
    let guide = Guide::new("plans-paths").write("folder.yaml/x", "x");
    Command::new("mkfifo").arg(guide.path("pipe.yaml")).status().unwrap();
    symlink("/dev/zero", guide.path("zero.yaml")).unwrap();
    symlink("loop.yaml", guide.path("loop.yaml")).unwrap();
    for (name, exit) in [
        ("/dev/zero", 1),
        ("pipe.yaml", 1),
        ("zero.yaml", 1),
        ("folder.yaml", 1),
        ("loop.yaml", 2),
        ("../nothing.yaml", 2),
        ("nothing%2eyaml", 2),
        ("..", 2),
        ("", 2),
        ("\u{1b}[31m", 2),
    ] {
        guide.refused(&["plan", name, "--content", "content"], exit, &["error[H0"]);
        let batch = ["batch", name, "--content", "content", "--as-of", TODAY, "-o", "out"];
        guide.refused(&batch, exit, &["error[H0"]);
    }
    let guide = guide.write("large.yaml", plan(&"# x\n".repeat(2_600_000)));
    guide.refused(&["plan", "large.yaml", "--content", "content"], 1, &["error[H0003]"]);
}

#[test]
fn recalls_that_are_none() {
    let recalls = |list: &str| format!("{HEAD}recalled: {list}\n");
    let huge = format!("[{{ code: {}, on: 2026-11-24, why: x }}]", "A".repeat(9_000));
    for (i, list) in [
        "x",
        "{}",
        "[x]",
        "[{ code: CPI 1.0, on: 2026-02-30, why: x }]",
        "[{ code: CPI 1.0, on: 2026-11-24, why: x, patient: Jane }]",
        &huge,
        &"[".repeat(50_000),
        &format!("[{}]", "{ code: ~, on: ~, why: ~ }, ".repeat(20_000)),
    ]
    .into_iter()
    .enumerate()
    {
        let guide = Guide::new(&format!("plans-recalled-{i}")).write("content/recalled.yaml", recalls(list));
        guide.fails(&["error[H0", "--> content/recalled.yaml:"]);
    }
    let many = format!("[{}]", "{ code: CPI 1.0, on: 2026-11-24, why: x }, ".repeat(15_000));
    Guide::new("plans-recalled-many").write("content/recalled.yaml", recalls(&many)).fails_or_builds(&[]);
}

/// Runs jobs from standard input; each fails, which is told line by line, and nothing is made.
#[track_caller]
fn jobs_fail(name: &str, lines: &[u8], count: usize) {
    let guide = Guide::new(&format!("plans-jobs-{name}"));
    let ran = guide.run_fed(&["batch", "--stdin", "--content", "content", "--as-of", TODAY, "-o", "out"], lines);
    let shown: String = ran.err.chars().take(2_000).collect();
    assert_eq!(ran.code, Some(1), "{name}: {shown}{}", ran.out);
    assert_eq!(ran.out.lines().count(), count, "{shown}");
    for line in ran.out.lines() {
        assert!(line.contains("\"code\":\"H0") && !line.contains('\u{1b}'), "{line}");
    }
    let made = fs::read_dir(guide.path("out")).unwrap().flatten().map(|e| e.file_name().into_string().unwrap());
    let made: Vec<String> = made.filter(|name| !name.starts_with(".handout")).collect();
    assert!(made.is_empty(), "{made:?}");
    assert!(guide.path("content").exists() && !guide.path("evil.pdf").exists());
}

#[test]
fn jobs_that_are_none() {
    for (i, line) in [
        "{",
        "[]",
        "null",
        "1e999",
        "\"x\"",
        "{\"therapies\": \"car-t\"}",
        "{\"therapies\": [\"../car-t\"], \"cancer\": \"lymphoma\"}",
        "{\"lang\": \"\\u001b[31m\"}",
        "{\"lang\": \"\\ud800\"}",
        "{\"file\": \"../evil.pdf\"}",
        "{\"file\": \"/tmp/evil.pdf\"}",
        "{\"clinic\": \"../../own.yaml\"}",
        "{\"theme\": \"%2e%2e\"}",
        "{\"patient\": \"Jane Doe\"}",
        "{\"lang\": \"en\", \"lang\": \"es\"}",
        "{\"printing\": {\"bleed\": \"1e309mm\"}}",
        "{\"key\": \"x\"}",
        "\u{feff}{}",
    ]
    .into_iter()
    .enumerate()
    {
        jobs_fail(&format!("none-{i}"), format!("{line}\n").as_bytes(), 1);
    }
    jobs_fail("bytes", b"\xff\xfe\n{\"lang\": \"\xc0\xaf\"}\n\0\n", 3);
}

#[test]
fn jobs_that_are_too_much() {
    jobs_fail("deep-list", "[".repeat(60_000).as_bytes(), 1);
    jobs_fail("deep-object", format!("{{\"therapies\": {}", "[".repeat(60_000)).as_bytes(), 1);
    let many = format!("{{\"therapies\": [{}\"x\"]}}\n", "\"car-t\", ".repeat(6_000));
    jobs_fail("many-therapies", many.as_bytes(), 1);
    // One line of a hundred megabytes, with and without an end, and another after it.
    let mut huge = vec![b'a'; 100_000_000];
    jobs_fail("huge", &huge, 1);
    huge.extend(b"\n{\n");
    jobs_fail("huge-and-more", &huge, 2);
    jobs_fail("many-lines", "{}x\n".repeat(500).as_bytes(), 500);
}

#[test]
fn folders_that_take_no_file() {
    let guide = Guide::new("plans-outputs").write("plain", "x").write("victim/kept", "x");
    symlink("/dev/full", guide.path("device")).unwrap();
    symlink("loop", guide.path("loop")).unwrap();
    Command::new("mkfifo").arg(guide.path("pipe")).status().unwrap();
    let long = "a".repeat(5_000);
    for name in ["plain", "device", "loop", "pipe", "/dev/null", "/proc/self", "plain/below", &long, ""] {
        let batch = ["batch", "smoke", "--content", "content", "--as-of", TODAY, "-o", name];
        guide.refused(&batch, 2, &["error"]);
    }
    // A name of ours that is none of our files: writing would lead elsewhere, or wait for ever.
    for name in [".handout.lock", ".journal.all.jsonl", "manifest.jsonl"] {
        let guide = Guide::new("plans-outputs-link").write("victim", "as it was").write("out/x", "x");
        symlink("../victim", guide.path("out").join(name)).unwrap();
        let batch = ["batch", "smoke", "--content", "content", "--as-of", TODAY, "-o", "out"];
        guide.refused(&batch, 2, &["error[H0801]", name]);
        assert_eq!(guide.read("victim"), "as it was");
        fs::remove_file(guide.path("out").join(name)).unwrap();
        Command::new("mkfifo").arg(guide.path("out").join(name)).status().unwrap();
        guide.refused(&batch, 2, &["error[H0801]", name]);
    }
}
