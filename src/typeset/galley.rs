//! The galley: all that was set, from top to bottom, with where a page may end.

use std::sync::Arc;

use super::set::{Figures, Set, Setter, push_art, push_frame};
use super::{Frame, Run};
use crate::base::{Code, Color, Diagnostic, Point, Pt, Rect, Size, Span};
use crate::compose::{
    Art, Body, Chapter, CoverPage, Document, DraftMark, Flex, Furniture, Keep, Panel, Piece, shorter,
};
use crate::content::{Feet, Foot, FootText, Master};

/// A brochure set in lines and boxes, not yet in pages.
pub struct Galley {
    /// The grid step.
    pub h: Pt,
    /// The cover, complete; a sheet has none.
    pub cover: Option<Frame>,
    /// The line at the head of a sheet, with its top.
    pub masthead: Option<(Pt, Set)>,
    /// Chapters.
    pub chapters: Vec<GalleyChapter>,
    /// What stands on every other page.
    pub furniture: SetFurniture,
}

/// A chapter: starts on a new page.
pub struct GalleyChapter {
    /// The master of its pages.
    pub master: Arc<Master>,
    /// Its items, from top to bottom.
    pub items: Vec<GalleyItem>,
    /// Items at the bottom of its last page.
    pub anchored: Vec<GalleyItem>,
    /// Whether it belongs on one page.
    pub one_page: bool,
    /// The panel that it must fit, if it is one.
    pub panel: Option<Panel>,
}

/// A line or a box.
#[derive(Clone, Debug)]
pub struct GalleyItem {
    /// What is drawn; its height is that of the frame.
    pub set: Set,
    /// A lower form, for a page that must be saved.
    pub low: Option<Set>,
    /// Space before; dropped at the top of a page.
    pub before: Pt,
    /// Space after.
    pub after: Pt,
    /// Space after at the top of a page.
    pub after_at_top: Option<Pt>,
    /// Whether the pen moves down to the grid before space is added.
    pub snap: bool,
    /// Whether it follows the item before it without any space: lines of one paragraph.
    pub joined: bool,
    /// Whether a page may end after it.
    pub end: End,
    /// What may be done with its space.
    pub flex: Flex,
    /// Its part in a table, by the number of the table.
    pub table: Option<(usize, TablePart)>,
    /// Where it was written.
    pub span: Span,
}

impl GalleyItem {
    /// Its height.
    pub fn height(&self) -> Pt {
        self.set.frame.size.height
    }
}

/// Head or row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablePart {
    /// The head, repeated on later pages.
    Head,
    /// A row.
    Row,
}

/// Whether a page may end after an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Yes.
    Free,
    /// Only when nothing else helps; the lower the number, the sooner.
    Keep(u8),
}

/// Kept whole if it is no trouble: a short table.
pub const KEEP_TABLE: u8 = 0;
/// Two items of a list on each side.
pub const KEEP_ITEMS: u8 = 1;
/// A short paragraph with its heading.
pub const KEEP_SHORT: u8 = 2;
/// Two lines of a paragraph on each side.
pub const KEEP_LINES: u8 = 3;
/// A heading with what follows it.
pub const KEEP_HEADING: u8 = 4;
/// The last keep there is.
pub const KEEP_MOST: u8 = KEEP_HEADING;

/// The widest page number: all figures are of one width.
const MAX_NUMBER: u32 = 888;

/// What stands on every page but the cover.
pub struct SetFurniture {
    /// Words of the foot before the page number, between it and the total, and after.
    pub foot: [Option<Run>; 3],
    /// Figures of the foot.
    pub figures: Figures,
    /// What stands where.
    pub feet: Feet,
    /// Title.
    pub title: Option<Run>,
    /// Code.
    pub code: Option<Run>,
    /// Baseline of the foot below its top.
    pub baseline: Pt,
    /// Thickness of the foot rule.
    pub rule: Pt,
    /// Lines on pages that would be empty: their distance and thickness.
    pub lines: (Pt, Pt),
    /// Ink.
    pub ink: Color,
    /// The draft mark, from its own top left corner.
    pub draft: Frame,
}

impl Setter<'_, '_> {
    /// Items of a chapter.
    pub fn chapter(&mut self, chapter: &Chapter, tables: &mut usize) -> GalleyChapter {
        let page = chapter.master.bottom - chapter.master.top;
        let mut items = vec![];
        for (i, piece) in chapter.pieces.iter().enumerate() {
            let follows_heading =
                i > 0 && matches!(chapter.pieces[i - 1].keep, Keep::Heading) && matches!(piece.keep, Keep::Lines);
            self.piece(piece, follows_heading, page, tables, &mut items);
        }
        keep_short_tables(&mut items, page);
        let mut anchored = vec![];
        for piece in &chapter.anchored {
            self.piece(piece, false, page, tables, &mut anchored);
        }
        GalleyChapter {
            master: chapter.master.clone(),
            items,
            anchored,
            one_page: chapter.one_page,
            panel: chapter.panel.clone(),
        }
    }

    fn piece(&mut self, piece: &Piece, follows_heading: bool, page: Pt, tables: &mut usize, out: &mut Vec<GalleyItem>) {
        let item = |set: Set| GalleyItem {
            set,
            low: None,
            before: piece.before,
            after: piece.after,
            after_at_top: piece.after_at_top,
            snap: piece.snap,
            joined: false,
            end: End::Free,
            flex: piece.flex,
            table: None,
            span: piece.span,
        };
        let first = out.len();
        match &piece.body {
            Body::Text(block) => {
                let text = self.text(block);
                let count = text.lines.len();
                let short = follows_heading && count <= 4;
                for (i, set) in text.lines.into_iter().enumerate() {
                    let mut line = item(set);
                    line.joined = i > 0;
                    if i > 0 {
                        line.before = Pt::ZERO;
                    }
                    if i + 1 < count {
                        line.after = Pt::ZERO;
                        line.end = match piece.keep {
                            Keep::Lines if short => End::Keep(KEEP_SHORT),
                            Keep::Lines if i == 0 || i + 2 == count => End::Keep(KEEP_LINES),
                            Keep::Lines => End::Free,
                            _ => End::Keep(KEEP_HEADING),
                        };
                    }
                    out.push(line);
                }
            }
            Body::Box(block) => {
                let set = self.boxed(block);
                if set.frame.size.height > page {
                    if block.may_split {
                        // The head of the table is repeated above each slice.
                        let head = match piece.keep {
                            Keep::Row { .. } => {
                                out.iter().rev().find(|i| !matches!(i.table, Some((_, TablePart::Row))))
                            }
                            _ => None,
                        };
                        let head = head.filter(|i| i.table.is_some()).map_or(Pt::ZERO, GalleyItem::height);
                        for (i, slice) in slices(&set, page - head).into_iter().enumerate() {
                            let mut part = item(slice);
                            part.joined = i > 0;
                            out.push(part);
                        }
                    } else {
                        let over = set.frame.size.height - page;
                        self.problems.push(
                            Diagnostic::error(Code::TooTall, format!("this block is {over} pt taller than a page"))
                                .at(piece.span)
                                .hint("split it into two blocks"),
                        );
                        out.push(item(set));
                    }
                } else {
                    let mut only = item(set);
                    if let Flex::Strip(less) = piece.flex {
                        let mut lower = (**block).clone();
                        lower.least -= less;
                        lower.art.iter_mut().for_each(|art: &mut Art| art.size.height -= less);
                        only.low = Some(self.boxed(&lower));
                    }
                    out.push(only);
                }
            }
        }
        self.ends(piece, tables, &mut out[first..]);
    }

    /// Where a page may end after the last item of a piece, and what table it is part of.
    fn ends(&mut self, piece: &Piece, tables: &mut usize, items: &mut [GalleyItem]) {
        let Some(last) = items.last_mut() else { return };
        let sides = |index: usize, count: usize| index == 0 || index + 2 >= count;
        match piece.keep {
            Keep::Lines | Keep::Whole => {}
            Keep::Heading | Keep::Intro => last.end = End::Keep(KEEP_HEADING),
            Keep::Glued => last.end = End::Keep(KEEP_HEADING),
            Keep::Item { index, count } => {
                if index + 1 < count && sides(index, count) {
                    last.end = End::Keep(KEEP_ITEMS);
                }
            }
            Keep::TableHead { rows } => {
                *tables += 1;
                last.table = Some((*tables, TablePart::Head));
                if rows > 0 {
                    last.end = End::Keep(KEEP_HEADING);
                }
            }
            Keep::RowHead => {
                last.end = End::Keep(KEEP_HEADING);
                items.iter_mut().for_each(|item| item.table = Some((*tables, TablePart::Row)));
            }
            Keep::Row { index, count, noted } => {
                if index + 1 < count && sides(index, count) {
                    last.end = End::Keep(KEEP_LINES);
                } else if index + 1 == count && noted {
                    last.end = End::Keep(KEEP_HEADING);
                }
                if *tables > 0 {
                    items.iter_mut().for_each(|item| item.table = Some((*tables, TablePart::Row)));
                }
            }
        }
    }

    /// The cover. The title is set in the largest size in which it has few enough lines, none too wide.
    pub fn cover(&mut self, cover: &CoverPage, master: &Master) -> Frame {
        let mut set = Set::default();
        set.frame.size = Size::new(master.width, master.height);
        for (rect, color) in &cover.bars {
            set.frame.rule(*rect, *color);
        }
        for art in &cover.art {
            push_art(&mut set.frame, art);
        }
        if let Some(notice) = &cover.notice {
            let text = self.text(&notice.text);
            let height = text.leading * text.lines.len() as i32 + notice.padding;
            let top = notice.bottom - height;
            if let Some(frame) = &notice.frame {
                push_frame(&mut set.frame, Rect::new(frame.x, top, frame.width, height), frame);
            }
            for (i, line) in text.lines.iter().enumerate() {
                set.place(Point::new(Pt::ZERO, top + notice.padding / 2 + text.leading * i as i32), line);
            }
        }
        let mut extra = Pt::ZERO;
        for (i, blocks) in cover.titles.iter().enumerate() {
            let mut tried = vec![];
            let texts: Vec<_> = {
                let mut setter = Setter {
                    shaper: &mut *self.shaper,
                    pages: self.pages,
                    whole_words: self.whole_words,
                    problems: &mut tried,
                    underline: self.underline,
                };
                blocks.iter().map(|block| setter.text(block)).collect()
            };
            let lines: usize = texts.iter().map(|t| t.lines.len()).sum();
            let last = i + 1 == cover.titles.len();
            if (lines > cover.title_lines || !tried.is_empty()) && !last {
                continue;
            }
            self.problems.append(&mut tried);
            let mut y = master.cover.title;
            for text in &texts {
                for line in &text.lines {
                    set.place(Point::new(Pt::ZERO, y), line);
                    y += text.leading;
                }
            }
            let usual = blocks.first().map_or(Pt::ZERO, |b| b.style.leading) * cover.title_lines_usual as i32;
            extra = (y - master.cover.title - usual).max(Pt::ZERO);
            break;
        }
        if let Some(picture) = &cover.picture {
            let mut art = picture.clone();
            art.at.y += extra;
            art.size.height -= extra;
            push_art(&mut set.frame, &art);
        }
        for (top, block) in &cover.texts {
            let text = self.text(block);
            let mut y = *top;
            for line in &text.lines {
                set.place(Point::new(Pt::ZERO, y), line);
                y += text.leading;
            }
        }
        // Without a foot, there is nothing to divide from the cover.
        if !cover.foot.is_empty() {
            let rule = Rect::new(master.left, master.foot_rule - Pt(750), master.full(), Pt(750));
            set.frame.rule(rule, Color::INK);
        }
        for (top, block) in &cover.foot {
            let text = self.text(block);
            for (i, line) in text.lines.iter().enumerate() {
                set.place(Point::new(Pt::ZERO, *top + text.leading * i as i32), line);
            }
        }
        in_reading_order(&mut set.frame);
        set.frame
    }

    /// The furniture of all other pages.
    pub fn set_furniture(&mut self, furniture: &Furniture, document: &Document) -> SetFurniture {
        let style = &furniture.foot_style;
        let lang = &document.lang;
        let bold = crate::compose::TextStyle { style: style.style.bolder(), ..style.clone() };
        let (before, rest) = furniture.page.split_once("{page}").unwrap_or((&furniture.page, ""));
        let (between, after) = rest.split_once("{total}").unwrap_or((rest, ""));
        let foot = [before, between, after].map(|words| self.furniture(words, &bold, lang));
        let face = self.shaper.fonts.face(self.shaper.fonts.of_style(style.style).next().unwrap_or(super::FaceId(0)));
        let em = i64::from(face.units_per_em);
        let height = style.size.scale(i64::from(face.ascent - face.descent), em);
        let baseline = (style.leading - height) / 2 + style.size.scale(i64::from(face.ascent), em);
        let code = self.furniture(&furniture.code, style, lang);
        let master = &document.master;
        let figures = self.figures(&bold, bold.style, Span::default());
        // The widest page words: three figures each.
        let words: Pt = foot.iter().flatten().map(|run| run.width).sum();
        let widest = words + figures.number(MAX_NUMBER).width * 2;
        let feet = std::iter::once(&furniture.feet.recto).chain(&furniture.feet.verso);
        let room = feet
            .filter(|foot| [foot.start, foot.column, foot.end].contains(&Some(FootText::Title)))
            .map(|foot| title_room(foot, master, widest, code.as_ref().map_or(Pt::ZERO, |c| c.width)) - style.size)
            .min();
        let title = room.and_then(|room| self.shortened(&furniture.title, style, lang, room));
        SetFurniture {
            figures,
            feet: furniture.feet.clone(),
            title,
            code,
            baseline,
            rule: furniture.rule,
            lines: furniture.lines,
            ink: furniture.ink,
            draft: furniture.draft.as_ref().map(|mark| self.draft(mark, document, baseline)).unwrap_or_default(),
            foot,
        }
    }

    /// A line of words, cut at a word so that it fits.
    fn shortened(
        &mut self,
        words: &str,
        style: &crate::compose::TextStyle,
        lang: &crate::base::Lang,
        room: Pt,
    ) -> Option<Run> {
        let mut words = words.to_owned();
        loop {
            let run = self.furniture(&words, style, lang)?;
            if run.width <= room {
                return Some(run);
            }
            words = shorter(&words)?;
        }
    }

    fn draft(&mut self, mark: &DraftMark, document: &Document, baseline: Pt) -> Frame {
        let mut frame = Frame::default();
        let Some(run) = self.furniture(&mark.text, &mark.style, &document.lang) else { return frame };
        let (sides, above) = mark.padding;
        let (line, on, off) = mark.frame;
        let width = run.width + sides * 2;
        let rect = Rect::new(Pt::ZERO, Pt::ZERO, width, mark.style.leading + above * 2);
        frame.size = rect.size;
        let outline =
            crate::compose::FrameLine { x: rect.origin.x, width, line, color: mark.style.color, dash: vec![on, off] };
        push_frame(&mut frame, rect, &outline);
        let at = Point::new(rect.origin.x + sides, rect.origin.y + above + baseline);
        frame.push(at, crate::compose::Mark::Artifact(crate::compose::Artifact::Header), super::FrameItem::Run(run));
        for item in &mut frame.items {
            item.mark = crate::compose::Mark::Artifact(crate::compose::Artifact::Header);
        }
        frame
    }
}

/// The room of the title in a foot.
fn title_room(foot: &Foot, master: &Master, page: Pt, code: Pt) -> Pt {
    let width = |text: Option<FootText>| match text {
        Some(FootText::Page) => page,
        Some(FootText::Code) => code,
        Some(FootText::Title) | None => Pt::ZERO,
    };
    if foot.column == Some(FootText::Title) {
        // The page number has the side column.
        master.right() - master.main() - width(foot.end)
    } else {
        master.full() - width(foot.start) - width(foot.end)
    }
}

/// Things of the cover in the order of their nodes, artifacts first: the order in which they are read.
fn in_reading_order(frame: &mut Frame) {
    frame.items.sort_by_key(|item| match item.mark {
        crate::compose::Mark::Artifact(_) => None,
        crate::compose::Mark::Content(node) => Some(node),
    });
}

/// A table of up to 60 % of the page is kept whole, if that is no trouble.
fn keep_short_tables(items: &mut [GalleyItem], page: Pt) {
    let mut start = 0;
    while start < items.len() {
        let Some((table, _)) = items[start].table else {
            start += 1;
            continue;
        };
        let end = start + items[start..].iter().take_while(|i| i.table.is_some_and(|(t, _)| t == table)).count();
        let height: Pt = items[start..end].iter().map(GalleyItem::height).sum();
        if height <= page.scale(60, 100) {
            for item in &mut items[start..end - 1] {
                item.end = item.end.max(End::Keep(KEEP_TABLE));
            }
        }
        start = end;
    }
}

/// A box taller than a page in slices, cut between lines; things keep their marks, so a cell stays one cell.
fn slices(set: &Set, page: Pt) -> Vec<Set> {
    let height = set.frame.size.height;
    let baselines: Vec<Pt> = {
        let mut all: Vec<Pt> =
            set.frame.items.iter().filter(|i| matches!(i.item, super::FrameItem::Run(_))).map(|i| i.at.y).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    // Between two lines: below the descenders of the upper one.
    let between: Vec<Pt> = baselines.windows(2).map(|pair| pair[0] + (pair[1] - pair[0]).scale(3, 10)).collect();
    let mut cuts = vec![Pt::ZERO];
    let mut last = Pt::ZERO;
    for (i, &cut) in between.iter().enumerate() {
        let next = between.get(i + 1).copied().unwrap_or(height);
        if next - last > page {
            cuts.push(cut);
            last = cut;
        }
    }
    cuts.push(height);
    cuts.windows(2)
        .map(|cut| {
            let inside = |y: Pt| y >= cut[0] && (y < cut[1] || cut[1] == height);
            let mut slice = Set::default();
            slice.frame.size = Size::new(set.frame.size.width, cut[1] - cut[0]);
            let by = |at: Point| Point::new(at.x, at.y - cut[0]);
            let items = set.frame.items.iter().filter(|i| inside(i.at.y));
            slice.frame.items = items.map(|i| super::Placed { at: by(i.at), ..i.clone() }).collect();
            slice.late =
                set.late.iter().filter(|l| inside(l.at.y)).map(|l| super::Late { at: by(l.at), ..l.clone() }).collect();
            slice
        })
        .collect()
}
