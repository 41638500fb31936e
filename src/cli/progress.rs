//! How far a batch is: a bar on a terminal, a few lines elsewhere.

use std::io::Write;
use std::time::{Duration, Instant};

/// Least time between two drawings of the bar.
const TICK: Duration = Duration::from_millis(100);
/// Width of the bar.
const WIDTH: usize = 24;
/// Lines in all where there is no terminal.
const LINES: usize = 10;

/// How far a batch is.
pub struct Progress<'a> {
    err: &'a mut dyn Write,
    /// Whether there is a terminal, which can draw over a line.
    terminal: bool,
    quiet: bool,
    start: Instant,
    drawn: Option<Instant>,
    told: usize,
}

impl<'a> Progress<'a> {
    /// Nothing is done yet.
    pub fn new(err: &'a mut dyn Write, terminal: bool, quiet: bool) -> Progress<'a> {
        Progress { err, terminal, quiet, start: Instant::now(), drawn: None, told: 0 }
    }

    /// Prints a line that stays.
    pub fn line(&mut self, text: &str) {
        self.wipe();
        // Nobody waits for these lines, so a failure is let go.
        let _ = writeln!(self.err, "{text}");
        self.drawn = None;
    }

    /// So many of so many are done, of which some failed.
    pub fn tell(&mut self, done: usize, all: usize, failed: usize) {
        if self.quiet || all == 0 {
            return;
        }
        let failures = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        if self.terminal {
            if done < all && self.drawn.is_some_and(|drawn| drawn.elapsed() < TICK) {
                return;
            }
            self.drawn = Some(Instant::now());
            let full = WIDTH * done / all;
            let left = self.start.elapsed().as_secs_f64() / done.max(1) as f64 * (all - done) as f64;
            let bar = format!("{}{}", "#".repeat(full), ".".repeat(WIDTH - full));
            let _ = write!(self.err, "\r\x1b[2K[{bar}] {done} of {all}{failures}, {left:.0} s left");
            let _ = self.err.flush();
        } else if all >= LINES * 2 && done * LINES / all > self.told && done < all {
            self.told = done * LINES / all;
            let _ = writeln!(self.err, "{done} of {all} done{failures}");
        }
    }

    /// Takes the bar away.
    pub fn wipe(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(self.err, "\r\x1b[2K");
            let _ = self.err.flush();
        }
    }
}
