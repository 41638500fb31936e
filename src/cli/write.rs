//! Files written whole or not at all.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::base::{Code, Diagnostic};
pub use crate::batch::unwritable;

/// A file beside the target that is removed unless it becomes the target.
struct Beside(Option<PathBuf>);

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

/// Writes a file by way of a temporary one beside it: whoever looks sees the old file or the new one, never a part.
///
/// # Errors
/// When the target is a folder or no plain file, or its folder cannot be written.
pub fn replace(target: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let shown = target.display().to_string();
    let target = match fs::metadata(target) {
        Ok(found) if found.is_dir() => {
            return Err(refused(&shown, "is a folder").hint("give the name of a file in it"));
        }
        Ok(found) if !found.is_file() => {
            return Err(refused(&shown, "is not a plain file").hint("use `-o -` for standard output"));
        }
        // A link stays what it is; the file behind it is replaced.
        Ok(_) => target.canonicalize().map_err(|e| unwritable(&shown, &e))?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => target.to_owned(),
        Err(e) => return Err(unwritable(&shown, &e)),
    };
    let Some(name) = target.file_name() else { return Err(refused(&shown, "names no file")) };
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{}.tmp", std::process::id()));
    let path = target.with_file_name(temporary);
    let failed = |e: io::Error| {
        if e.kind() == io::ErrorKind::NotFound {
            return refused(&shown, "is in a folder that is not there").hint("make the folder first");
        }
        unwritable(&shown, &e)
    };
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    let mut beside = Beside(Some(path.clone()));
    // Who may read and write the old file may read and write the new one.
    if let Ok(old) = fs::metadata(&target) {
        let _ = fs::set_permissions(&path, old.permissions());
    }
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    drop(file);
    fs::rename(&path, &target).map_err(failed)?;
    beside.0 = None;
    Ok(())
}

fn refused(shown: &str, what: &str) -> Diagnostic {
    Diagnostic::error(Code::Unwritable, format!("`{shown}` {what}"))
}
