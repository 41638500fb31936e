//! The folder that brochures are written into: one run at a time, each file whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::shard::Shard;
use crate::base::{Code, Diagnostic, sha256};
use crate::content::plain;

/// Where older manifests are kept.
pub const HISTORY: &str = "history";

/// The complaint about something that cannot be written.
pub fn unwritable(shown: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Code::Unwritable, format!("`{shown}` cannot be written: {}", plain(error)))
}

/// Who works in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worker {
    /// A run or merge that is alone in it.
    Alone,
    /// One shard beside others.
    Shard(Shard),
    /// A worker that gets its jobs line by line, beside others.
    Lines(u32),
}

/// A folder that is locked. The system frees the locks when the program ends, however it ends; the empty files that
/// carry them stay, because removing one could take it away from another run.
pub struct Folder {
    path: PathBuf,
    worker: Worker,
    _locks: Vec<File>,
    /// How many files were put into it, for the names of temporary ones.
    puts: AtomicU64,
}

impl Folder {
    /// Makes the folder where it is not there, locks it, and removes what a run that was stopped left half-written.
    ///
    /// # Errors
    /// A folder that cannot be written, or in which another run is at work.
    pub fn open(path: &Path, worker: Worker) -> Result<Folder, Diagnostic> {
        let shown = path.display().to_string();
        fs::create_dir_all(path).map_err(|e| unwritable(&shown, &e))?;
        let lock = |name: &str, shared: bool| {
            let file = path.join(name);
            let file = File::options().create(true).truncate(false).write(true).open(&file);
            let file = file.map_err(|e| unwritable(&shown, &e))?;
            match if shared { file.try_lock_shared() } else { file.try_lock() } {
                Ok(()) => Ok(file),
                Err(TryLockError::WouldBlock) => {
                    Err(Diagnostic::error(Code::Busy, format!("another run is at work in the folder `{shown}`"))
                        .hint("wait until it has ended; a run that was stopped leaves no lock behind")
                        .hint("workers that share a folder each need a shard of their own: `--shard I/N`"))
                }
                Err(TryLockError::Error(e)) => Err(unwritable(&format!("{shown}/{name}"), &e)),
            }
        };
        own_files_are_plain(path)?;
        let mut locks = vec![lock(".handout.lock", worker != Worker::Alone)?];
        if let Worker::Shard(shard) = worker {
            locks.push(lock(&format!(".handout.{shard}.lock"), false)?);
        }
        let folder = Folder { path: path.to_owned(), worker, _locks: locks, puts: AtomicU64::new(0) };
        folder.sweep();
        Ok(folder)
    }

    /// Removes the temporary files of runs that were stopped: of all where nobody else is at work, else of this shard.
    fn sweep(&self) {
        let own = format!(".{}.tmp", self.tag());
        for place in [self.path.clone(), self.path.join(HISTORY)] {
            let Ok(entries) = fs::read_dir(place) else { continue };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let ours =
                    name.starts_with(".handout-") || name.starts_with(".manifest") || name.starts_with(".history-");
                let mine = match self.worker {
                    Worker::Alone => ours && name.ends_with(".tmp"),
                    Worker::Shard(_) => ours && name.ends_with(&own),
                    Worker::Lines(_) => false,
                };
                if mine {
                    // What cannot be removed is in nobody's way: its name is not that of a result.
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }

    fn tag(&self) -> String {
        match self.worker {
            Worker::Alone => "all".to_owned(),
            Worker::Shard(shard) => shard.to_string(),
            Worker::Lines(number) => number.to_string(),
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file by way of a temporary one beside it: whoever looks sees the old file or the new one, never a part.
    ///
    /// # Errors
    /// When it cannot be written; then nothing has changed.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let target = self.path.join(name);
        let failed = |e: io::Error| unwritable(&target.display().to_string(), &e);
        let mut temporary = OsString::from(".");
        temporary.push(name.replace('/', "-"));
        // One job may come twice at a time.
        let number = self.puts.fetch_add(1, Ordering::Relaxed);
        temporary.push(format!(".{number}.{}.tmp", self.tag()));
        let path = self.path.join(temporary);
        // What a run that was stopped left under this name, or a link that somebody put there, is not written into.
        let _ = fs::remove_file(&path);
        let written = File::options()
            .write(true)
            .create_new(true)
            .open(&path)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&path, &target));
        written.map_err(|e| {
            let _ = fs::remove_file(&path);
            failed(e)
        })
    }

    /// The SHA-256 of a file; none where there is no file of that name that can be read.
    pub fn sha256(&self, name: &str) -> Option<String> {
        sha256_of(&self.path.join(name))
    }
}

/// Refuses a folder in which a name of ours is a link, a pipe or a device: writing would lead elsewhere, or never end.
fn own_files_are_plain(folder: &Path) -> Result<(), Diagnostic> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = [".handout", ".journal.", "manifest."].iter().any(|start| name.starts_with(start));
        if ours && !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let message = format!("`{}` is no plain file", entry.path().display());
            return Err(Diagnostic::error(Code::Unwritable, message).hint("take it out of the folder"));
        }
    }
    Ok(())
}

/// The SHA-256 of a plain file.
pub fn sha256_of(path: &Path) -> Option<String> {
    let plain = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    if plain { fs::read(path).ok().map(|bytes| sha256(&bytes)) } else { None }
}
