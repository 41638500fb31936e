//! Side room of `tailor` and `grade`, `diff`: what reads otherwise between two states of the content, and for whom.
//!
//! Takes two [`Side`]s (a library each, with its texts) and gives a [`Redline`]: changes by block, each with its words
//! marked, its places in both states, and the guides that it touches. Steps, in order: `guides` (every guide that either
//! state makes) → `units` (what was written otherwise) → `pieces` (a brochure, block by block) → `words` (sentences
//! paired and marked) → `compare` (one guide) → `gather` (all guides: who has the same change, and where it comes from)
//! → `text`, `html`, `json`.
//!
//! Guides are tailored and compared word by word, so a change names exactly the guides that hold it, whatever it comes
//! from: a block, a name, a string, an explanation, a fact or a condition. What a change comes from is found afterwards,
//! from the words; that is a help to the reader and never decides who is named.

mod compare;
mod gather;
mod guides;
mod html;
mod json;
mod pieces;
mod redline;
mod text;
mod units;
mod words;

pub use gather::redline;
pub use guides::{named, path};
pub use html::{escape, html};
pub use json::json;
pub use redline::{Change, Form, Guide, Kind, Marked, Place, Redline, Refused, Side, Touched, Unread, Written};
pub use text::text;
pub use words::{Mark, Pair, Sentence};
