//! Files of a git revision, read without touching the work tree.
//!
//! `git` is run with fixed arguments and no shell. What was typed reaches it in two places only: the revision, which may
//! not start with `-`, and the folder, as the directory to run in. Nothing is downloaded and no hook or filter is run.

use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use super::Failure;
use crate::base::{Code, Diagnostic, Diagnostics};
use crate::content::{MAX_FILE, MAX_FILES, is_hidden};

/// Longest revision that is looked up, in bytes.
const MAX_REVISION: usize = 250;

/// The files of a folder as they are in a revision, by their paths below it.
pub fn files(revision: &str, folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let shown: String = revision.chars().take(80).filter(|c| !is_hidden(*c)).collect();
    let plain = |c: char| !c.is_whitespace() && !is_hidden(c) && c != ':';
    if revision.is_empty() || revision.starts_with('-') || !revision.chars().all(plain) || revision.len() > MAX_REVISION
    {
        return Err(Failure::usage(
            Diagnostic::error(Code::BadValue, format!("`{shown}` is no name of a git revision"))
                .hint("give a branch, a tag or the start of a commit's number, such as `main`, `v1.0` or `HEAD~3`"),
        ));
    }
    let (there, below) = existing(folder);
    if !there.is_dir() || git(&there, &["rev-parse", "--show-toplevel"], None)?.is_none() {
        let message = format!("the folder `{}` is in no git repository", folder.display());
        return Err(Failure::usage(
            Diagnostic::error(Code::Unreadable, message)
                .hint("give a content folder inside one: `--content FOLDER`")
                .hint("or compare two folders: `handout diff OLD NEW`"),
        ));
    }
    let commit = git(&there, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")], None)?;
    let commit = commit.and_then(|out| String::from_utf8(out).ok()).map(|text| text.trim().to_owned());
    let is_number = |text: &String| text.len() >= 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let Some(commit) = commit.filter(is_number) else {
        return Err(Failure::usage(
            Diagnostic::error(Code::UnknownId, format!("there is no git revision `{shown}`"))
                .hint("`git branch`, `git tag` and `git log --oneline` show what there is"),
        ));
    };
    // In a folder, `ls-tree` lists what is below it, with paths from there.
    let listed = git(&there, &["ls-tree", "-r", "-l", "-z", &commit], None)?.unwrap_or_default();
    let entries = entries(&listed, &below).map_err(Failure::Content)?;
    if entries.is_empty() {
        let message = format!("the folder `{}` is not in the revision `{shown}`", folder.display());
        return Err(Failure::usage(
            Diagnostic::error(Code::Unreadable, message).hint("give the folder that holds vocabulary.yaml there"),
        ));
    }
    let asked: String = entries.iter().map(|(_, blob)| format!("{blob}\n")).collect();
    let bytes = git(&there, &["cat-file", "--batch"], Some(asked))?.unwrap_or_default();
    let broken = || Failure::usage(Diagnostic::error(Code::Unreadable, "git gave other files than were asked for"));
    let mut rest = bytes.as_slice();
    let mut files = vec![];
    for (path, blob) in entries {
        // `NUMBER blob LENGTH`, a line feed, the bytes, a line feed.
        let end = rest.iter().position(|b| *b == b'\n').ok_or_else(broken)?;
        let head = std::str::from_utf8(&rest[..end]).ok().and_then(|head| head.strip_prefix(&format!("{blob} blob ")));
        let length: usize = head.and_then(|length| length.parse().ok()).ok_or_else(broken)?;
        let file = rest.get(end + 1..end + 1 + length).ok_or_else(broken)?;
        rest = rest.get(end + 2 + length..).ok_or_else(broken)?;
        files.push((path, file.to_vec()));
    }
    Ok(files)
}

/// The nearest folder that is there, and the way from it to the one that was asked for: a folder may be in a revision
/// and in the work tree no longer.
fn existing(folder: &Path) -> (PathBuf, String) {
    let mut there = folder.to_owned();
    let mut below = vec![];
    while !there.is_dir() {
        match there.components().next_back() {
            Some(Component::Normal(name)) => below.insert(0, name.to_string_lossy().into_owned()),
            _ => break,
        }
        there.pop();
        if there.as_os_str().is_empty() {
            there.push(".");
        }
    }
    below.push(String::new());
    (there, below.join("/"))
}

/// Plain files of a listing below a folder: their paths from there, and the numbers of their bytes.
fn entries(listed: &[u8], below: &str) -> Result<Vec<(String, String)>, Diagnostics> {
    let mut found = vec![];
    let mut problems = Diagnostics::default();
    for entry in listed.split(|b| *b == 0).filter(|entry| !entry.is_empty()) {
        // `MODE KIND NUMBER LENGTH`, a tab, the path.
        let Some(tab) = entry.iter().position(|b| *b == b'\t') else { continue };
        let head = String::from_utf8_lossy(&entry[..tab]);
        let Some(path) = std::str::from_utf8(&entry[tab + 1..]).ok() else {
            let problem = Diagnostic::error(Code::BadBytes, "a file name of the revision is not UTF-8");
            problems.push(problem.hint("rename the file"));
            continue;
        };
        let Some(path) = path.strip_prefix(below) else { continue };
        // As in a folder, what starts with a dot is not content.
        if path.split('/').any(|name| name.starts_with('.')) {
            continue;
        }
        let mut words = head.split_whitespace();
        let (mode, number) = (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
        let length: u64 = words.next().and_then(|length| length.parse().ok()).unwrap_or(0);
        if !matches!(mode, "100644" | "100755" | "100664") {
            let message = format!("`{path}` is no plain file in the revision");
            problems.push(Diagnostic::error(Code::OutsideRoot, message).hint("put the file itself there"));
        } else if length > MAX_FILE || found.len() >= MAX_FILES {
            let message = format!("`{path}` is one file too many, or larger than {} kB", MAX_FILE / 1024);
            problems
                .push(Diagnostic::error(Code::TooLarge, message).hint("give the folder that holds vocabulary.yaml"));
            break;
        } else {
            found.push((path.to_owned(), number.to_owned()));
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(found) }
}

/// What `git` writes; none if it says no.
fn git(folder: &Path, args: &[&str], input: Option<String>) -> Result<Option<Vec<u8>>, Failure> {
    let failed = |why: &std::io::Error| {
        let hint = match why.kind() {
            std::io::ErrorKind::NotFound => "install git, or compare two folders: `handout diff OLD NEW`",
            _ => "compare two folders instead: `handout diff OLD NEW`",
        };
        let message = format!("git cannot be run: {}", crate::content::plain(why));
        Failure::usage(Diagnostic::error(Code::Unreadable, message).hint(hint))
    };
    let mut command = Command::new("git");
    // A program that git's settings name for watching files or for missing objects is not run either.
    command.args(["--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false"]);
    command.args(args).current_dir(folder);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|e| failed(&e))?;
    // Written beside reading: git answers while it is still asked.
    let writer = child.stdin.take().zip(input).map(|(mut stdin, input)| {
        std::thread::spawn(move || {
            // A git that has gone away is seen by what it wrote.
            let _ = stdin.write_all(input.as_bytes());
        })
    });
    let output = child.wait_with_output().map_err(|e| failed(&e))?;
    if let Some(writer) = writer {
        let _ = writer.join();
    }
    Ok(output.status.success().then_some(output.stdout))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_below_the_folder_are_listed() {
        let listed =
            b"100644 blob aa 12\tcontent/a.yaml\x00100644 blob bb 3\tREADME.md\x00100644 blob cc 3\tcontent/.x/y\0";
        assert_eq!(entries(listed, "content/").unwrap(), [("a.yaml".to_owned(), "aa".to_owned())]);
        let link = b"120000 blob aa 12\ta.yaml\0";
        assert_eq!(entries(link, "").unwrap_err().0[0].code, Code::OutsideRoot);
        let large = b"100644 blob aa 9999999\ta.yaml\0";
        assert_eq!(entries(large, "").unwrap_err().0[0].code, Code::TooLarge);
    }
}
