//! The program as a whole: what an editor types, what comes out, and the exit code.

mod broken;
mod clinics;
mod commands;
mod diff;
mod fixtures;
mod grade;
mod lint;
mod pins;
mod proof;
mod report;
mod rules;
mod sheets;
mod signing;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;

/// The day on which all tests are run.
const TODAY: &str = "2026-11-24";

/// A copy of the content that a test may break, in a folder of its own.
#[must_use]
struct Guide {
    folder: PathBuf,
}

/// The content and fonts as `handout init` writes them, made once.
fn whole() -> &'static Path {
    static WHOLE: OnceLock<PathBuf> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("whole-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        program().arg("init").arg(&folder).assert().success();
        folder
    })
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handout"));
    command.env("NO_COLOR", "1").env("COLUMNS", "100");
    command
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).map(drop).unwrap()
        }
    }
}

impl Guide {
    /// The content alone; fonts are those inside the program.
    fn new() -> Guide {
        let name = std::thread::current().name().unwrap_or("main").replace("::", "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guides").join(name);
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

    /// Replaces the first `from` of a file below the content folder.
    fn replace(self, file: &str, from: &str, to: &str) -> Guide {
        let path = self.path("content").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not hold {from:?}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        self
    }

    fn write(self, file: &str, bytes: impl AsRef<[u8]>) -> Guide {
        fs::write(self.path(file), bytes).unwrap();
        self
    }

    fn remove(self, file: &str) -> Guide {
        fs::remove_file(self.path("content").join(file)).unwrap();
        self
    }

    /// Runs the program in the folder of the guide.
    fn run(&self, args: &[&str]) -> String {
        let output = program().current_dir(&self.folder).args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        // The notes on drafts, and on facts that are still open, count what grows.
        let counts = |part: &&str| part.starts_with("note[H0701]") || part.starts_with("note[H0705]");
        let err: Vec<&str> = err.split("\n\n").filter(|part| !counts(part)).collect();
        format!("exit {}\n{out}{}", output.status.code().unwrap(), err.join("\n\n"))
    }

    fn check(&self) -> String {
        self.run(&["check", "--content", "content", "--as-of", TODAY])
    }

    fn build(&self, more: &[&str]) -> String {
        let mut args = vec!["build", "--content", "content", "--as-of", TODAY, "--emit", "tailored", "-o", "out.txt"];
        args.extend(more);
        self.run(&args)
    }
}
