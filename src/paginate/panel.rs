//! Panels of a folded sheet: all of a chapter on one panel, with its space stretched to fill it.

use super::finish::{Draft, lay_anchored, stack_height};
use super::measure::{Measure, Saving};
use crate::base::{Code, Diagnostic, Diagnostics, Id, Point, Pt, Span};
use crate::compose::Flex;
use crate::typeset::{Galley, GalleyChapter, Panel, Set};

/// Least part of a panel that is filled, in percent.
const LEAST_FILL: i32 = 75;

/// A panel whose text does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Over {
    /// The panel.
    pub panel: Id,
    /// How much higher its text is than the panel, in points.
    pub by: Pt,
    /// The first thing that does not fit, or the panel's place in the plan.
    pub span: Span,
}

/// The panels whose text does not fit.
pub fn overfull(galley: &Galley) -> Vec<Over> {
    let panels = galley.chapters.iter().filter_map(|chapter| Some((chapter, chapter.panel.as_ref()?)));
    panels.filter_map(|(chapter, panel)| Stack::new(chapter, galley).over(panel)).collect()
}

/// What stands on a panel, from the top and at the foot.
struct Stack<'a> {
    items: Measure<'a>,
    foot: Measure<'a>,
    /// Height of the text area.
    room: Pt,
    /// Height of what stands at the foot, with the least space above it.
    tail: Pt,
}

impl<'a> Stack<'a> {
    fn new(chapter: &'a GalleyChapter, galley: &'a Galley) -> Stack<'a> {
        let items = Measure::new(&chapter.items, galley, Saving::None);
        let foot = Measure::new(&chapter.anchored, galley, Saving::None);
        let room = chapter.master.bottom - chapter.master.top;
        let height = stack_height(&foot);
        // Where there is room to stretch, what stands at the foot is seen to stand apart.
        let stretches = chapter.panel.as_ref().is_some_and(|panel| panel.stretch.foot > Pt::ZERO);
        let least = if stretches { galley.h * 3 / 2 } else { galley.h / 2 };
        let tail = if height > Pt::ZERO { height + least } else { Pt::ZERO };
        Stack { items, foot, room, tail }
    }

    fn natural(&self) -> Pt {
        stack_height(&self.items)
    }

    fn over(&self, panel: &Panel) -> Option<Over> {
        let by = self.natural() + self.tail - self.room;
        if by <= Pt::ZERO {
            return None;
        }
        let mut pen = self.items.top(0);
        let mut first = None;
        for (i, item) in self.items.items.iter().enumerate() {
            pen = self.items.put(i, pen, Pt::ZERO).1;
            if pen.bottom + self.tail > self.room {
                first = Some(item.span);
                break;
            }
        }
        let written = first.filter(|span| *span != Span::default());
        Some(Over { panel: panel.id.clone(), by, span: written.unwrap_or(panel.span) })
    }
}

/// Lays a panel.
///
/// # Errors
/// When its text does not fit.
pub(super) fn lay_panel(
    chapter: &GalleyChapter,
    panel: &Panel,
    galley: &Galley,
    warnings: &mut Diagnostics,
) -> Result<Draft, Diagnostic> {
    let stack = Stack::new(chapter, galley);
    if let Some(over) = stack.over(panel) {
        let leading = galley.h * 2;
        let lines = (over.by.0 + leading.0 - 1) / leading.0;
        let plural = if lines == 1 { "" } else { "s" };
        let message = format!("the text of the panel `{}` is {lines} line{plural} too long from here on", panel.id);
        let hint = "shorten what stands on it, or let more of its blocks be left out (`panels:` in guide.yaml)";
        return Err(Diagnostic::error(Code::PanelFull, message).at(over.span).hint(hint));
    }
    let spare = stack.room - stack.natural() - stack.tail;
    let extra = stretched(&stack, panel, galley.h, spare);
    let mut set = Set::default();
    let mut pen = stack.items.top(0);
    for (i, item) in stack.items.items.iter().enumerate() {
        let (y, next) = stack.items.put(i, pen, extra[i]);
        pen = next;
        set.place(Point::new(Pt::ZERO, chapter.master.top + y), &item.set);
    }
    lay_anchored(&stack.foot, &chapter.master, &mut set);
    // The space above the foot counts as far as it may be stretched.
    let foot = if stack.foot.items.is_empty() { Pt::ZERO } else { panel.stretch.foot };
    let used = (pen.bottom + stack.tail + foot).min(stack.room);
    let can_fill = panel.stretch != crate::compose::Stretch::default();
    if can_fill && used.0 < stack.room.scale(i64::from(LEAST_FILL), 100).0 {
        let message = format!("the panel `{}` is less than three quarters full", panel.id);
        warnings.push(Diagnostic::warning(Code::ShortPage, message).at(panel.span).hint("let more blocks stand on it"));
    }
    Ok(Draft { set, used })
}

/// Space that is added before each item: first headings come apart step by step, then items of lists.
fn stretched(stack: &Stack<'_>, panel: &Panel, h: Pt, spare: Pt) -> Vec<Pt> {
    let items = stack.items.items;
    let mut extra = vec![Pt::ZERO; items.len()];
    let mut left = spare;
    let headings: Vec<usize> =
        (1..items.len()).filter(|&i| items[i].flex == Flex::Heading && !items[i].joined).collect();
    let most = headings.iter().map(|&i| panel.stretch.heading - items[i].before).min().unwrap_or(Pt::ZERO);
    let step = h / 2;
    while let Some(&first) = headings.first()
        && extra[first] + step <= most
        && step * headings.len() as i32 <= left
    {
        headings.iter().for_each(|&i| extra[i] += step);
        left -= step * headings.len() as i32;
    }
    let gaps: Vec<usize> = (1..items.len())
        .filter(|&i| {
            let before = &items[i - 1];
            matches!(before.flex, Flex::Gap(_)) && !items[i].joined && before.after < panel.stretch.list
        })
        .collect();
    let wanted: Pt = gaps.iter().map(|&i| panel.stretch.list - items[i - 1].after).sum();
    // All lists of a panel alike: some with more space and some with less would look like a mistake.
    if wanted > Pt::ZERO && wanted <= left {
        gaps.iter().for_each(|&i| extra[i] += panel.stretch.list - items[i - 1].after);
    }
    extra
}
