//! Room 4, `compose`: what each thing is.
mod mark;
mod tree;

pub use mark::{Artifact, Mark, Target};
pub use tree::{NodeId, Numbering, Role, Scope, StructNode, StructTree};
