//! Room 3, `tailor`: what this reader gets.
//!
//! Takes a [`Library`](crate::content::Library) and a [`Variant`] and gives a [`Brochure`] in which nothing is left to decide: no condition,
//! no placeholder, no second language but in stretches that say so.

mod assemble;
mod audience;
mod blocks;
mod brochure;
mod emit;
mod every;
mod explain;
mod facts;
mod fill;
mod pairs;
mod panels;
mod provenance;
mod variant;

pub use assemble::{explain, tailor};
pub use audience::Audience;
pub use blocks::{DIARY_ROWS, link_to};
pub use brochure::*;
pub use emit::{brochure_json, brochure_text};
pub use every::{every, possible, resolved};
pub use explain::{Decision, Explanation, Kind};
pub use facts::target_id;
pub use pairs::{ANY_SOLID, PairState, drugs_of, pair_state, uses_for};
pub use variant::{ClinicChoice, Variant, Wanted, unknown};
