//! Feeds spoiled inputs to the readers and to layout, and keeps those on which they panic or take too long.
//!
//! ```text
//! cargo run --manifest-path fuzz/Cargo.toml -- TARGET [SECONDS] [SEED]
//! ```
//!
//! Targets: yaml, inline, drawing, font, content. The same seed gives the same inputs in the same order. There is no
//! coverage feedback: inputs are the program's own content, fonts and drawings, and those of `corpus/`, changed in a few
//! places. It needs stable Rust and nothing else, so it runs wherever the program does.

mod random;
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

use random::Random;

/// An input that takes longer is a finding; without optimizations all is some ten times slower.
const SLOW: Duration = Duration::from_secs(5);

fn main() {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let seconds = args.next().map_or(60, |text| text.parse().expect("SECONDS is a number"));
    let seed = args.next().map_or(1, |text| text.parse().expect("SEED is a number"));
    let Some(mut target) = targets::target(&name) else {
        eprintln!("usage: handout-fuzz yaml|inline|drawing|font|content [SECONDS] [SEED]");
        std::process::exit(2);
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut corpus = target.seeds();
    let mut own: Vec<_> =
        std::fs::read_dir(folder.join("corpus").join(&name)).into_iter().flatten().flatten().collect();
    own.sort_by_key(std::fs::DirEntry::file_name);
    corpus.extend(own.iter().filter_map(|entry| std::fs::read(entry.path()).ok()));
    let mut random = Random::new(seed);
    let (start, mut runs, mut findings, mut accepted) = (Instant::now(), 0u64, 0u64, 0u64);
    while start.elapsed() < Duration::from_secs(seconds) {
        let mut input = corpus[random.below(corpus.len())].clone();
        for _ in 0..=random.below(4) {
            random.spoil(&mut input, &corpus, target.words());
        }
        let began = busy();
        let kept = input.clone();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| target.run(input, &mut random)));
        runs += 1;
        accepted += u64::from(matches!(result, Ok(true)));
        let took = busy().saturating_sub(began);
        if result.is_err() || took > SLOW {
            findings += 1;
            let found = folder.join("found");
            let file = found.join(format!("{name}-{seed}-{runs}"));
            std::fs::create_dir_all(&found).and_then(|()| std::fs::write(&file, kept)).expect("found/ can be written");
            eprintln!("finding {findings}: run {runs}, {took:.1?}, {}", file.display());
        }
    }
    println!("{name}: {runs} runs in {:.0?}, seed {seed}, {accepted} accepted, {findings} findings", start.elapsed());
    std::process::exit(i32::from(findings > 0));
}

/// Processor time of this thread, so that a busy machine makes no findings; by the clock where the system does not tell.
fn busy() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next().and_then(|first| first.parse().ok()));
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
