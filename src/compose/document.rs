//! What is handed to typesetting: pieces of text with styles, roles and keeps.

use std::sync::Arc;

use super::{Mark, NodeId, StructTree, Target};
use crate::base::{Color, FontStyle, Id, Lang, Point, Pt, Raster, Shape, Size, Span};
use crate::content::{Feet, Master};

/// A composed brochure.
#[derive(Clone, Debug)]
pub struct Document {
    /// What each thing is.
    pub tree: StructTree,
    /// The page master of the cover, and of most chapters.
    pub master: Arc<Master>,
    /// The grid step.
    pub h: Pt,
    /// The cover; a sheet has none.
    pub cover: Option<CoverPage>,
    /// A line in the head zone of the first page of a sheet, with its top.
    pub masthead: Option<(Pt, TextBlock)>,
    /// Chapters, each from a new page on.
    pub chapters: Vec<Chapter>,
    /// The ids of the panels of a folded sheet, in the order of its pages, the cover among them; none where the edition has pages.
    pub panels: Vec<Id>,
    /// What stands on every page but the cover.
    pub furniture: Furniture,
    /// The page number that a reference needs while lines are broken, before pages are known.
    pub guess: Vec<(NodeId, u32)>,
    /// Words that are never split.
    pub whole_words: Arc<Vec<String>>,
    /// Language of the document.
    pub lang: Lang,
    /// Underline of a link on the web: thickness, and distance below the baseline.
    pub underline: (Pt, Pt),
}

/// A chapter: starts on a new page.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The master of its pages.
    pub master: Arc<Master>,
    /// Its pieces, from top to bottom.
    pub pieces: Vec<Piece>,
    /// Pieces that stand at the bottom of its last page.
    pub anchored: Vec<Piece>,
    /// Whether it belongs on one page, and space is to be saved for that.
    pub one_page: bool,
    /// The panel of a folded sheet that it is: it must fit, and has neither foot nor draft mark.
    pub panel: Option<Panel>,
}

/// A panel of a folded sheet.
#[derive(Clone, Debug)]
pub struct Panel {
    /// Its id.
    pub id: Id,
    /// Where it is planned.
    pub span: Span,
    /// How far space may be stretched to fill it.
    pub stretch: Stretch,
}

/// How far space may be stretched, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Most space before a heading of a section.
    pub heading: Pt,
    /// Most space between items of a list.
    pub list: Pt,
    /// Most space that is added above what stands at the foot.
    pub foot: Pt,
}

impl Chapter {
    /// A chapter of pieces that may take as many pages as they need.
    pub fn new(master: Arc<Master>, pieces: Vec<Piece>) -> Chapter {
        Chapter { master, pieces, anchored: vec![], one_page: false, panel: None }
    }
}

/// A piece of the flow.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it is.
    pub body: Body,
    /// Space before; dropped at the top of a page.
    pub before: Pt,
    /// Space after.
    pub after: Pt,
    /// Space after, if the piece stands at the top of a page.
    pub after_at_top: Option<Pt>,
    /// Whether the pen moves down to the grid before the space is added.
    pub snap: bool,
    /// How it keeps to its neighbors.
    pub keep: Keep,
    /// What may be done with its space to save or fill a page.
    pub flex: Flex,
    /// Where it was written.
    pub span: Span,
}

/// How a piece keeps to its neighbors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Lines: at least two on each side of a break.
    Lines,
    /// All of it on one page.
    Whole,
    /// All of it on one page, and the start of the next piece too.
    Heading,
    /// All of it on the page of the next piece.
    Glued,
    /// An introducing line: all of it, and the start of the next piece too.
    Intro,
    /// Item `index` of `count`: whole, two items on each side of a break.
    Item {
        /// From 0.
        index: usize,
        /// Of how many.
        count: usize,
    },
    /// Head of a table of `rows` rows: with two rows; repeated on later pages.
    TableHead {
        /// How many rows follow.
        rows: usize,
    },
    /// Head of a row that stands across the table: whole, with the row's cells.
    RowHead,
    /// Row `index` of `count`: whole, two rows on each side of a break.
    Row {
        /// From 0.
        index: usize,
        /// Of how many.
        count: usize,
        /// Whether a note follows that must stay with the last row.
        noted: bool,
    },
}

/// What may be done with the space of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flex {
    /// Nothing.
    None,
    /// Space before a heading of a section.
    Heading,
    /// Space before a callout.
    Callout,
    /// Space after it that may be less by this much.
    Gap(Pt),
    /// The strip at a part's opening, which may be lower by this much.
    Strip(Pt),
}

/// What a piece is made of.
#[derive(Clone, Debug)]
// A brochure has some hundreds of pieces, nearly all of them text: boxing the text would save nothing.
#[allow(clippy::large_enum_variant)]
pub enum Body {
    /// Lines of text.
    Text(TextBlock),
    /// Cells side by side with rules, frames and art around them.
    Box(Box<BoxBlock>),
}

/// Text that is set in lines.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// Its stretches.
    pub spans: Vec<TextSpan>,
    /// Size, leading and the rest.
    pub style: TextStyle,
    /// Left edge, from the left of the page.
    pub x: Pt,
    /// Measure.
    pub width: Pt,
    /// Which edge is straight.
    pub align: Align,
    /// Whether lines are made of about one length.
    pub balance: bool,
    /// Whether long words may be split.
    pub hyphenate: bool,
    /// What stands before the first line.
    pub marker: Option<Marker>,
    /// A leader from the end of the text to the page number that closes the line.
    pub leader: Option<Leader>,
    /// A line to write on, from the end of the text to the end of the measure.
    pub blank: Option<Blank>,
}

/// A line to write on after a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Space between the label and the line.
    pub gap: Pt,
    /// The line's upper edge below the baseline.
    pub drop: Pt,
    /// Thickness.
    pub line: Pt,
    /// Ink.
    pub color: Color,
}

/// Which edge of a text is straight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The left.
    Left,
    /// The right.
    Right,
    /// Neither; lines stand around the middle of the measure.
    Center,
}

/// A stretch of one style.
#[derive(Clone, Debug)]
pub struct TextSpan {
    /// Words, or a page number to come.
    pub content: SpanContent,
    /// Style of type.
    pub style: FontStyle,
    /// Language.
    pub lang: Lang,
    /// What it belongs to.
    pub mark: Mark,
    /// Where it leads.
    pub link: Option<LinkTo>,
    /// Where it was written.
    pub span: Span,
}

/// Words, or a page number to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanContent {
    /// Words.
    Words(String),
    /// The page number of a node, in the running text.
    Page(NodeId),
    /// The page number of a node, right-aligned at the end of the measure, with words before and after it.
    PageAtEnd {
        /// Whose page.
        of: NodeId,
        /// Words before the number.
        before: String,
        /// Words after it.
        after: String,
    },
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTo {
    /// Where it leads.
    pub target: Target,
    /// What is read for it.
    pub contents: String,
}

/// Size, leading and the rest of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Size.
    pub size: Pt,
    /// Distance between baselines.
    pub leading: Pt,
    /// Style of type.
    pub style: FontStyle,
    /// Ink.
    pub color: Color,
    /// Figures of one width.
    pub tabular: bool,
    /// Extra space after each letter.
    pub spacing: Pt,
}

/// What stands before the first line of an item.
#[derive(Clone, Debug)]
pub enum Marker {
    /// A disc.
    Disc {
        /// Diameter.
        size: Pt,
        /// Left edge, from the left of the page.
        x: Pt,
        /// What it belongs to.
        mark: Mark,
    },
    /// A square to tick.
    Square {
        /// Side.
        size: Pt,
        /// Thickness of its line.
        line: Pt,
        /// Top, below the top of the line box.
        top: Pt,
        /// Left edge, from the left of the page.
        x: Pt,
        /// What it belongs to.
        mark: Mark,
    },
    /// A numeral, right-aligned at `right`.
    Number {
        /// The numeral.
        text: TextSpan,
        /// Its style.
        style: TextStyle,
        /// Right edge, from the left of the page.
        right: Pt,
    },
}

/// A row of dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leader {
    /// Diameter of a dot.
    pub dot: Pt,
    /// Distance between dots, counted from the right edge.
    pub pitch: Pt,
    /// Space at both ends.
    pub clear: Pt,
    /// Height of the dots' middle above the baseline.
    pub rise: Pt,
}

/// Cells side by side.
#[derive(Clone, Debug, Default)]
pub struct BoxBlock {
    /// The cells; the first one is the one whose first baseline others may share.
    pub cells: Vec<Cell>,
    /// Space above the cells.
    pub above: Pt,
    /// Space below them.
    pub below: Pt,
    /// The least height.
    pub least: Pt,
    /// Whether it may be cut between lines when it is taller than a page.
    pub may_split: bool,
    /// Rules.
    pub rules: Vec<Rule>,
    /// A closed frame around it.
    pub frame: Option<FrameLine>,
    /// Drawings.
    pub art: Vec<Art>,
}

/// A stack of texts.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Texts from top to bottom, each with the space before it.
    pub stack: Vec<(Pt, TextBlock)>,
    /// Space above the stack.
    pub top: Pt,
    /// Whether its first baseline is that of the first cell.
    pub shares_baseline: bool,
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Left edge, from the left of the page.
    pub x: Pt,
    /// Length.
    pub width: Pt,
    /// Thickness.
    pub thickness: Pt,
    /// Ink.
    pub color: Color,
    /// Where it stands.
    pub place: RulePlace,
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePlace {
    /// At the top of the box: lower edge 1 pt below it, growing upward.
    Top,
    /// At the bottom of the box: lower edge 1 pt below it, growing upward.
    Bottom,
    /// At the bottom, centered on it: hairlines.
    BottomHairline,
    /// At the top, centered on it.
    TopHairline,
    /// This far below the top: its upper edge.
    Below(Pt),
    /// From top to bottom: its width is the thickness.
    Upright,
}

/// A closed frame: its outer edge is the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameLine {
    /// Left edge, from the left of the page.
    pub x: Pt,
    /// Width.
    pub width: Pt,
    /// Thickness.
    pub line: Pt,
    /// Ink.
    pub color: Color,
    /// On and off; empty for a solid line.
    pub dash: Vec<Pt>,
}

/// A drawing at a place in a box.
#[derive(Clone, Debug)]
pub struct Art {
    /// Left edge from the left of the page, top from the top of the box.
    pub at: Point,
    /// Extent on the page.
    pub size: Size,
    /// Extent of the drawing's own units.
    pub view: Size,
    /// The drawing, in its own units.
    pub shapes: Arc<Vec<Shape>>,
    /// Pixels in place of a drawing; they fill the extent.
    pub raster: Option<Raster>,
    /// Whether the drawing fills its extent and is cut off there, or fits into its width.
    pub crop: bool,
    /// What it belongs to.
    pub mark: Mark,
    /// A link over it.
    pub link: Option<LinkTo>,
}

/// The cover: things at fixed places, and a title that is set in the largest size that fits.
#[derive(Clone, Debug)]
pub struct CoverPage {
    /// Texts with the top of their first line box.
    pub texts: Vec<(Pt, TextBlock)>,
    /// Alternatives for the title, largest first: texts below one another.
    pub titles: Vec<Vec<TextBlock>>,
    /// Most lines of the title.
    pub title_lines: usize,
    /// Lines for which the places are made; each line more moves the picture down and makes it lower.
    pub title_lines_usual: usize,
    /// The picture; it is cut to its height, not scaled.
    pub picture: Option<Art>,
    /// Other drawings: logo.
    pub art: Vec<Art>,
    /// Filled rectangles: the bar.
    pub bars: Vec<(crate::base::Rect, Color)>,
    /// The notice of a draft or of an overdue review, or who reviewed it.
    pub notice: Option<Notice>,
    /// Foot of the cover, each with the top of its first line box.
    pub foot: Vec<(Pt, TextBlock)>,
}

/// A text that hangs over a fixed bottom: the more lines, the higher it begins.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its text.
    pub text: TextBlock,
    /// Its frame.
    pub frame: Option<FrameLine>,
    /// Bottom of the frame, from the top of the page.
    pub bottom: Pt,
    /// Space above and below the text, together.
    pub padding: Pt,
}

/// What stands on every page but the cover.
#[derive(Clone, Debug)]
pub struct Furniture {
    /// Style of the foot.
    pub foot_style: TextStyle,
    /// `Page {page} of {total}`.
    pub page: String,
    /// What stands where, on right-hand and left-hand pages.
    pub feet: Feet,
    /// Title.
    pub title: String,
    /// Document code.
    pub code: String,
    /// Thickness of the foot rule.
    pub rule: Pt,
    /// Lines to write on, on pages that would be empty: their distance and thickness.
    pub lines: (Pt, Pt),
    /// Ink of rules and text.
    pub ink: Color,
    /// The draft mark, with its frame and padding (sides, above and below).
    pub draft: Option<DraftMark>,
}

/// The draft mark.
#[derive(Clone, Debug)]
pub struct DraftMark {
    /// Its words.
    pub text: String,
    /// Its style.
    pub style: TextStyle,
    /// Line of its frame: thickness, on, off.
    pub frame: (Pt, Pt, Pt),
    /// Padding: sides, above and below.
    pub padding: (Pt, Pt),
}

/// A title without its last word, and with a sign that there is more; `None` when there is only one. It does not end on a
/// short word that wants another one, such as "for" or "de".
pub fn shorter(title: &str) -> Option<String> {
    let (mut head, _) = title.trim_end_matches('…').trim_end().rsplit_once(' ')?;
    let waits = |word: &str| word.chars().count() < 5 && word.chars().all(char::is_lowercase);
    while let Some((rest, _)) = head.rsplit_once(' ').filter(|(_, last)| waits(last)) {
        head = rest;
    }
    Some(format!("{head}…"))
}

#[cfg(test)]
mod tests {
    use super::shorter;

    #[test]
    fn a_title_is_not_cut_after_a_word_that_wants_another() {
        let title = shorter("Terapia de células T con CAR para linfoma").unwrap();
        assert_eq!(title, "Terapia de células T con CAR…");
        assert_eq!(shorter(&title).unwrap(), "Terapia de células T…");
        assert_eq!(shorter("Terapia…"), None);
    }
}
