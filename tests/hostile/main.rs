//! Inputs that are made to do harm: each ends with a message and an exit code, within bounds of memory and time, and
//! nothing is written.
//!
//! The inputs are made by the tests, so that nothing huge lies in the repository. The program runs in a process of its
//! own, whose memory and processor time the system bounds.
#![cfg(unix)]

mod clinics;
mod drawings;
mod fonts;
mod logos;
mod manifests;
mod outputs;
mod panels;
mod paths;
mod plans;
mod themes;
mod volume;
mod words;
mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The day on which all tests are run.
const TODAY: &str = "2026-11-24";
/// Most memory of the program, in kB of address space: a bound on what is asked for, so also on what is used.
const MEMORY_KB: u64 = 200 * 1024;
/// Most processor time, in seconds. A release build needs under two; the tests are built with few optimizations.
const PROCESSOR_SECONDS: u64 = 20;
/// Most time by the clock: machines that are shared may be slow.
const CLOCK: Duration = Duration::from_secs(120);
/// Most that the program may say about one input, in bytes.
const MOST_SAID: usize = 256 * 1024;

/// The program: the one built with these tests, or a release build, to measure it: `HANDOUT_BIN=target/release/handout`.
fn program() -> String {
    std::env::var("HANDOUT_BIN").map_or_else(
        |_| env!("CARGO_BIN_EXE_handout").to_owned(),
        // Tests run in folders of their own.
        |typed| fs::canonicalize(typed).unwrap().to_str().unwrap().to_owned(),
    )
}

/// Writes down how long a run took, in milliseconds, and the most memory that it had, in kB, if a file for that is named
/// by `HANDOUT_MEASURED`.
fn note(took: Duration, memory: u64, folder: &Path, args: &[&str]) {
    let Ok(file) = std::env::var("HANDOUT_MEASURED") else { return };
    let name = folder.file_name().unwrap().to_string_lossy();
    let args: String = args.join(" ").chars().take(120).collect();
    let line = format!("{}\t{memory}\t{name}\t{}\n", took.as_millis(), args.escape_debug());
    fs::OpenOptions::new().create(true).append(true).open(file).unwrap().write_all(line.as_bytes()).unwrap();
}

/// The most memory that a process has had so far, in kB, as far as the system tells.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

/// A place for the files of these tests.
fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile")
}

/// The content and fonts as `handout init` writes them, made once.
fn whole() -> &'static Path {
    static WHOLE: OnceLock<PathBuf> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let folder = scratch().join(format!("whole-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let made = Command::new(program()).arg("init").arg(&folder).output().unwrap();
        assert!(made.status.success());
        folder
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            // Links are quick; `Guide::write` parts from them.
            fs::hard_link(entry.path(), target).unwrap()
        }
    }
}

/// Every path below a folder with what it leads to and how large it is, links not followed.
fn listing(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let kind = entry.file_type().unwrap();
            found.insert(entry.path(), if kind.is_file() { entry.metadata().unwrap().len() } else { 0 });
            if kind.is_dir() {
                open.push(entry.path());
            }
        }
    }
    found
}

/// A folder with a copy of the content, which a test may spoil.
#[must_use]
struct Guide {
    folder: PathBuf,
}

/// What the program did.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Guide {
    /// The content alone; fonts are those inside the program.
    fn new(name: &str) -> Guide {
        let folder = scratch().join(name);
        let _ = fs::remove_dir_all(&folder);
        copy(&whole().join("content"), &folder.join("content"));
        Guide { folder }
    }

    /// The same with fonts beside it.
    fn with_fonts(self) -> Guide {
        copy(&whole().join("fonts"), &self.folder.join("fonts"));
        self
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    fn write(self, file: &str, bytes: impl AsRef<[u8]>) -> Guide {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        fs::write(path, bytes).unwrap();
        self
    }

    fn remove(self, file: &str) -> Guide {
        fs::remove_file(self.path(file)).unwrap();
        self
    }

    /// Replaces the first `from` of a file.
    fn replace(self, file: &str, from: &str, to: &str) -> Guide {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not hold {from:?}");
        self.write(file, text.replacen(from, to, 1))
    }

    /// Runs the program in the folder of the guide, within bounds.
    fn run(&self, args: &[&str]) -> Ran {
        self.run_fed(args, b"")
    }

    /// The same with something on standard input.
    fn run_fed(&self, args: &[&str], input: &[u8]) -> Ran {
        let said = |name: &str| self.folder.with_extension(name);
        let (out, err, fed) = (said("out"), said("err"), said("in"));
        fs::write(&fed, input).unwrap();
        let bounds = format!("ulimit -v {MEMORY_KB}; ulimit -t {PROCESSOR_SECONDS}; exec \"$0\" \"$@\"");
        let started = Instant::now();
        let mut child = Command::new("sh")
            .args(["-c", &bounds, &program()])
            .args(args)
            .current_dir(&self.folder)
            .env("NO_COLOR", "1")
            .stdin(Stdio::from(fs::File::open(&fed).unwrap()))
            .stdout(fs::File::create(&out).unwrap())
            .stderr(fs::File::create(&err).unwrap())
            .spawn()
            .unwrap();
        let mut memory = 0;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            memory = peak(child.id()).unwrap_or(memory);
            if started.elapsed() > CLOCK {
                child.kill().unwrap();
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        note(started.elapsed(), memory, &self.folder, args);
        let text = |path: &Path| String::from_utf8(fs::read(path).unwrap()).unwrap();
        let ran = Ran { code: status.code(), out: text(&out), err: text(&err) };
        let shown: String = ran.err.chars().take(4_000).collect();
        assert!(ran.code.is_some(), "it did not end by itself but by {status}:\n{shown}");
        assert!(!ran.err.contains("panicked"), "{shown}");
        assert!(ran.err.len() + ran.out.len() <= MOST_SAID, "it says {} bytes", ran.err.len() + ran.out.len());
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(!ran.err.contains(steers), "a message steers the terminal: {shown:?}");
        ran
    }

    /// Runs the program, which must refuse, say why, and write nothing.
    #[track_caller]
    fn refused(&self, args: &[&str], exit: i32, says: &[&str]) {
        let before = listing(&self.folder);
        let ran = self.run(args);
        let shown: String = ran.err.chars().take(4_000).collect();
        assert_eq!(ran.code, Some(exit), "{shown}");
        for words in says {
            assert!(ran.err.contains(words), "it does not say {words:?}:\n{shown}");
        }
        assert_eq!(ran.out, "", "something was printed");
        assert!(listing(&self.folder) == before, "something was written or removed");
    }

    /// Builds a guide, which must fail for a reason that is in the content.
    #[track_caller]
    fn fails(&self, says: &[&str]) {
        self.fails_with(&[], says);
    }

    #[track_caller]
    fn fails_with(&self, more: &[&str], says: &[&str]) {
        let mut args = vec!["build", "--content", "content", "--as-of", TODAY, "-o", "out.pdf"];
        args.extend(more);
        self.refused(&args, 1, says);
    }

    /// Builds a guide, which must either fail for a reason that is in the content or be made whole.
    #[track_caller]
    fn fails_or_builds(&self, more: &[&str]) -> Ran {
        let mut args = vec!["build", "--content", "content", "--as-of", TODAY, "-o", "out.pdf"];
        args.extend(more);
        let before = listing(&self.folder);
        let ran = self.run(&args);
        let shown: String = ran.err.chars().take(4_000).collect();
        let mut after = listing(&self.folder);
        if ran.code == Some(0) {
            let pdf = fs::read(self.path("out.pdf")).unwrap();
            assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "half a file");
            after.remove(&self.path("out.pdf"));
            fs::remove_file(self.path("out.pdf")).unwrap();
        } else {
            assert_eq!(ran.code, Some(1), "{shown}");
            assert!(ran.err.contains("error[H"), "{shown}");
        }
        assert!(after == before, "something else was written or removed");
        ran
    }
}

/// A file like one of the content, with other blocks.
fn section(blocks: &str) -> String {
    format!("version: 1.0.0\nauthors: [Nobody]\nsources: []\nreview: draft\ntitle: Hostile\nblocks:\n{blocks}")
}

/// A section that every guide has.
const SECTION: &str = "content/en/sections/about.yaml";
