//! What a PDF says about itself. No clock, no user, no path.

use crate::base::Lang;

/// Metadata of a brochure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Title, shown in the window's title bar.
    pub title: String,
    /// One sentence on what it is.
    pub subject: String,
    /// Authors, from the heads of the files used.
    pub authors: Vec<String>,
    /// Language of the document.
    pub lang: Lang,
    /// Version of the content, such as `1.0.0`.
    pub version: String,
    /// The document code printed in the foot.
    pub code: String,
}

/// Which standards the file keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// PDF/UA-1 and PDF/A-2a, PDF 1.7.
    #[default]
    Ua1,
    /// PDF/UA-2, PDF/A-4 and Well-Tagged PDF 1.0, PDF 2.0.
    Ua2,
}
