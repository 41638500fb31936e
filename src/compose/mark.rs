//! What ink belongs to, and where a link leads.

use super::NodeId;

/// What ink belongs to. Every drawable has one, so untagged ink cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A leaf or figure of the structure tree.
    Content(NodeId),
    /// Ink without meaning.
    Artifact(Artifact),
}

/// Kinds of artifact (ISO 32000-1, 14.8.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Artifact {
    /// Rules, frames, leaders, icons, heading marks.
    Layout,
    /// The head of the page: the draft mark.
    Header,
    /// The foot of the page.
    Footer,
    /// A table head repeated on a later page.
    Repeated,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// An https, tel or mailto address.
    Uri(String),
    /// A node of this brochure: its page, at its top.
    Node(NodeId),
}
