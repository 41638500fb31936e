//! Manifests that lead elsewhere, tell of shards that cannot be, or never end.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::Guide;

fn head(shard: &str, jobs: &str) -> String {
    format!(
        "{{\"manifest\":1,\"program\":\"0.1.0\",\"plan\":\"x\",\"jobs\":{jobs},\"shard\":{shard},\"recalled\":[]}}\n"
    )
}

#[test]
fn manifests_that_are_no_files() {
    let guide = Guide::new("manifests-paths").write("folder/x", "x");
    Command::new("mkfifo").arg(guide.path("pipe")).status().unwrap();
    symlink("/dev/zero", guide.path("zero")).unwrap();
    for name in ["/dev/zero", "pipe", "zero", "folder", "nothing", "\u{1b}[31m"] {
        guide.refused(&["status", "CPI-LUNG-EN 1.0 7F3A9C", "--manifest", name], 2, &["error[H0"]);
    }
    Command::new("mkfifo").arg(guide.path("folder/manifest.1-of-2.jsonl")).status().unwrap();
    guide.refused(&["merge", "folder"], 2, &["error[H0"]);
}

#[test]
fn manifests_that_are_none() {
    let outcome = "{\"file\":\"../evil.pdf\",\"written\":{\"sha256\":\"x\",\"bytes\":1,\"pages\":1}}\n";
    for (i, text) in [
        "{".to_owned(),
        "[".repeat(200_000),
        format!("{{\"manifest\":{}", "{\"a\":".repeat(100_000)),
        head("[0,0]", "1"),
        head("[5,2]", "1"),
        head("[1,18446744073709551615]", "1"),
        head("[1,100001]", "18446744073709551615"),
        head("[1,2]", "18446744073709551615"),
        head("[1]", "1"),
        format!("{}{outcome}", head("[1,2]", "2")),
        "\0\u{1b}[31m\n".to_owned(),
        "{\"manifest\":99}\n".repeat(50_000),
    ]
    .into_iter()
    .enumerate()
    {
        let guide = Guide::new(&format!("manifests-none-{i}")).write("part/manifest.1-of-2.jsonl", &text);
        let ran = guide.run(&["merge", "part", "-o", "part"]);
        assert!(ran.code == Some(2) && ran.err.contains("error[H0"), "{i}: {}", ran.err);
        // The empty file that carries the lock of the folder is all that may be new.
        let mut files =
            fs::read_dir(guide.path("part")).unwrap().flatten().map(|e| e.file_name().into_string().unwrap());
        assert!(files.all(|name| name == ".handout.lock" || name == "manifest.1-of-2.jsonl"));
        assert_eq!(guide.read("part/manifest.1-of-2.jsonl"), text);
        guide.refused(&["status", "CPI-LUNG-EN 1.0 7F3A9C", "--manifest", "part/manifest.1-of-2.jsonl"], 2, &["error"]);
    }
}
