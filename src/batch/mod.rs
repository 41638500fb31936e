//! Room 9, `batch`: brochures made, one or many.
//!
//! One: `one`. Many: `plan` (a plan made into jobs) → `job` (one line each) → `shop` (what jobs share; a job
//! tailored, its key; its bytes) → `run` (on many threads, into a `folder`) → `outcome` (one line each) →
//! `manifest` → `merge` (shards joined) → `status` (what became of the paper with a code). Beside them `shard`
//! (a worker's share), `digest` (what a brochure says, as hashes) and `hash`.

mod digest;
mod fit;
mod folder;
mod hash;
mod job;
mod manifest;
mod merge;
mod one;
mod outcome;
mod plan;
mod run;
mod shard;
mod shop;
mod status;

pub use digest::{Blocks, Digest, changed, digest};
pub use fit::{LeftOut, fit};
pub use folder::{Folder, Worker, unwritable};
pub use job::{Job, Printing, suffix};
pub use manifest::{Head, MANIFEST, Manifest, Recalled, Sections, history, manifests};
pub use merge::{Merged, merge};
pub use one::{Made, composed, finish, make, meta};
pub use outcome::{Done, Finding, Outcome, ReviewState, Section, Written};
pub use plan::expand;
pub use run::{Fate, Summary, keyed, run_lines, run_plan};
pub use shard::{Shard, VARIABLES};
pub use shop::{Prepared, Shop};
pub use status::{Standing, status};
