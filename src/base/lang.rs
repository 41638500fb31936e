//! Languages by their content id and their BCP 47 tag.

use std::fmt;
use std::sync::Arc;

/// A language: the BCP 47 tag that goes into the PDF, such as `en-US`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

impl Lang {
    /// A language from its BCP 47 tag.
    pub fn new(tag: &str) -> Lang {
        Lang(tag.into())
    }

    /// The BCP 47 tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The primary subtag, such as `en` of `en-US`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
