//! The styles of type a brochure may use.

/// A style that a theme, a text and a font file agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FontStyle {
    /// Running text.
    #[default]
    Regular,
    /// A foreign word or a title inside a sentence.
    Italic,
    /// Emphasis, heads, labels.
    Bold,
    /// Italic inside bold.
    BoldItalic,
    /// Titles and large numerals.
    Display,
}

impl FontStyle {
    /// Every style, in order.
    pub const ALL: [FontStyle; 5] =
        [FontStyle::Regular, FontStyle::Italic, FontStyle::Bold, FontStyle::BoldItalic, FontStyle::Display];

    /// The style for text in this style that is also bold.
    #[must_use]
    pub fn bolder(self) -> FontStyle {
        match self {
            FontStyle::Regular => FontStyle::Bold,
            FontStyle::Italic => FontStyle::BoldItalic,
            other => other,
        }
    }

    /// The style for text in this style that is also italic.
    #[must_use]
    pub fn slanted(self) -> FontStyle {
        match self {
            FontStyle::Regular => FontStyle::Italic,
            FontStyle::Bold => FontStyle::BoldItalic,
            other => other,
        }
    }
}
