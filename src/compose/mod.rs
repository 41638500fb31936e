//! Room 4, `compose`: what each thing is.
mod tree;

pub use tree::{NodeId, Numbering, Role, Scope, StructNode, StructTree};
