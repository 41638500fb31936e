//! How many brochures a second: a slice of the real matrix, on one thread and on two; see docs/performance.md.

use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use handout::base::{Diagnostics, Sources};
use handout::batch::{Folder, Job, Shard, Shop, Worker, expand, keyed, run_plan};
use handout::content::{Date, Root, load, load_fonts};
use handout::typeset::{Face, Fonts};

/// Of the sorted jobs of the plan `all`, every so many-th: all therapies, languages, editions and papers are among them.
const EVERY: usize = 41;

fn batch(c: &mut Criterion) {
    let mut sources = Sources::default();
    let library = load(&Root::embedded(), &mut sources).ok().unwrap();
    let files = load_fonts(&Root::embedded_fonts(), &mut sources).ok().unwrap();
    let fonts = Fonts::new(files.iter().map(|f| Face::parse(f.bytes.to_vec().into(), f.style).unwrap()).collect());
    let plan = library.plans.get("all").unwrap();
    let (all, _) = expand(plan, &library).ok().unwrap();
    let jobs: Vec<Job> = all.iter().step_by(EVERY).cloned().collect();
    println!("{} of {} brochures", jobs.len(), all.len());
    let today = Date::parse("2026-11-24").unwrap();
    let shop = Shop::new(&library, &sources, &fonts, Diagnostics::default(), today, false);
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-batch");
    let run = |threads: usize| {
        let folder = Folder::open(&place, Worker::Alone).unwrap();
        let summary = run_plan(&shop, &folder, jobs.clone(), Shard::WHOLE, threads, false, |_, _, _, _| {}).unwrap();
        assert!(summary.failed.is_empty());
    };
    let clean = || drop(std::fs::remove_dir_all(&place));
    let mut group = c.benchmark_group("batch");
    group.throughput(Throughput::Elements(jobs.len() as u64)).sample_size(10);
    for threads in [1, 2] {
        group.bench_function(format!("made, {threads} threads"), |b| {
            b.iter_batched(clean, |()| run(threads), BatchSize::PerIteration);
        });
    }
    run(2);
    for threads in [1, 2] {
        group.bench_function(format!("kept, {threads} threads"), |b| b.iter(|| run(threads)));
    }
    group.bench_function("keys, 1 thread", |b| {
        b.iter_batched(|| jobs.clone(), |jobs| keyed(&shop, jobs, 1), BatchSize::PerIteration);
    });
    group.finish();
    clean();
}

criterion_group!(benches, batch);
criterion_main!(benches);
