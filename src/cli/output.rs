//! The two streams, and what goes to which.

use std::io::Write;
use std::path::Path;

use super::Failure;
use super::args::Format;
use super::report::{self, Shown};
use super::write::{replace, unwritable};
use crate::base::Diagnostics;

/// Where results and complaints go.
pub struct Output<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Complaints.
    pub err: &'a mut dyn Write,
    /// Whether complaints are in color.
    pub color: bool,
    /// How both are printed.
    pub format: Format,
}

impl Output<'_> {
    /// Prints a result.
    pub fn print(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.out.write_all(bytes).and_then(|()| self.out.flush()).map_err(|e| match e.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Gone,
            _ => Failure::usage(unwritable("standard output", &e)),
        })
    }

    /// Writes a result to a file; without one, or for `-`, prints it. Whether it went to a file.
    pub fn deliver(&mut self, file: Option<&Path>, text: &str) -> Result<bool, Failure> {
        match file.filter(|file| *file != Path::new("-")) {
            Some(file) => replace(file, text.as_bytes()).map_err(Failure::usage).map(|()| true),
            None => self.print(text.as_bytes()).map(|()| false),
        }
    }

    /// Prints lines for a person on the stream of complaints; nobody waits for them, so a failure is let go.
    pub fn tell(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Prints what does not stop a run; data is printed in any case, so that a reader finds a list.
    pub fn complain_of_warnings(&mut self, problems: Diagnostics, quiet: bool, shown: &Shown) {
        if self.format == Format::Json || !quiet {
            self.complain(problems, shown);
        }
    }

    /// Prints all complaints, by place.
    pub fn complain(&mut self, problems: Diagnostics, shown: &Shown) {
        let sorted = problems.sorted(&shown.sources);
        let text = match self.format {
            Format::Json => format!("{:#}\n", report::data(&sorted, shown)),
            Format::Text if sorted.0.is_empty() => return,
            Format::Text => report::text(&sorted, shown, self.color),
        };
        self.tell(&text);
    }
}
