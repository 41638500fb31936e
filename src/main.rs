//! The `handout` program: its arguments, its streams and its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    let (out, err) = (std::io::stdout(), std::io::stderr());
    ExitCode::from(handout::cli::run(std::env::args_os(), &mut out.lock(), &mut err.lock()))
}
