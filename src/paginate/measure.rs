//! How high a stretch of the galley is on a page, and where its items come to stand.

use crate::base::Pt;
use crate::compose::Flex;
use crate::typeset::{Galley, GalleyItem, TablePart};

/// What is done with space to save a page, in the order in which it is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Saving {
    /// Nothing.
    #[default]
    None,
    /// One step less before headings of sections.
    Headings,
    /// And a lower strip at the part's opening.
    Strip,
    /// And no space between items of lists.
    Lists,
}

impl Saving {
    pub const ALL: [Saving; 4] = [Saving::None, Saving::Headings, Saving::Strip, Saving::Lists];
}

/// Lays items on one page after another.
pub(super) struct Measure<'a> {
    pub items: &'a [GalleyItem],
    pub h: Pt,
    pub saving: Saving,
    /// For each item of a table, the index of the table's head.
    heads: Vec<Option<usize>>,
}

/// The pen on a page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pen {
    /// Bottom of the last item.
    pub bottom: Pt,
    /// Space after the last item.
    after: Pt,
    /// Whether nothing stands above.
    fresh: bool,
    /// Whether the last item is a heading: it has half a step before it.
    heading: bool,
}

impl<'a> Measure<'a> {
    pub fn new(items: &'a [GalleyItem], galley: &Galley, saving: Saving) -> Measure<'a> {
        let mut heads = Vec::with_capacity(items.len());
        let mut head = None;
        for (i, item) in items.iter().enumerate() {
            match item.table {
                Some((_, TablePart::Head)) => head = Some(i),
                Some((_, TablePart::Row)) => {}
                None => head = None,
            }
            heads.push(head);
        }
        Measure { items, h: galley.h, saving, heads }
    }

    #[cfg(test)]
    pub fn plain(items: &'a [GalleyItem], h: Pt) -> Measure<'a> {
        Measure { items, h, saving: Saving::None, heads: vec![None; items.len()] }
    }

    pub fn height(&self, i: usize) -> Pt {
        match (&self.items[i].low, self.saving) {
            (Some(low), Saving::Strip | Saving::Lists) => low.frame.size.height,
            _ => self.items[i].height(),
        }
    }

    /// The head that is repeated when a page begins with item `i`.
    pub fn repeated(&self, i: usize) -> Option<usize> {
        match self.items[i].table {
            Some((table, TablePart::Row)) => {
                self.heads[i].filter(|&head| head < i && self.items[head].table == Some((table, TablePart::Head)))
            }
            _ => None,
        }
    }

    /// The pen at the top of a page that begins with item `i`.
    pub fn top(&self, i: usize) -> Pen {
        let bottom = self.repeated(i).map_or(Pt::ZERO, |head| self.items[head].height());
        Pen { bottom, after: Pt::ZERO, fresh: true, heading: false }
    }

    /// Puts item `i` below the pen with `extra` space before it; gives its top and the new pen.
    pub fn put(&self, i: usize, pen: Pen, extra: Pt) -> (Pt, Pen) {
        let item = &self.items[i];
        let after = match item.flex {
            Flex::Gap(less) if self.saving == Saving::Lists => item.after - less,
            _ => item.after,
        };
        let heading = item.before.snap_up(self.h) != item.before;
        if pen.fresh {
            let after = item.after_at_top.unwrap_or(after);
            return (pen.bottom, Pen { bottom: pen.bottom + self.height(i), after, fresh: false, heading });
        }
        let y = if item.joined {
            pen.bottom
        } else {
            let less = item.flex == Flex::Heading && self.saving >= Saving::Headings;
            let before = if less { item.before - self.h } else { item.before };
            let gap = before.max(pen.after);
            if item.snap && pen.heading && !heading {
                // Half steps before and after a heading make whole ones: what follows stands on the grid.
                (pen.bottom + gap).snap_up(self.h) + extra
            } else {
                (if item.snap { pen.bottom.snap_up(self.h) } else { pen.bottom }) + gap + extra
            }
        };
        // The lines of a heading are one heading.
        let heading = heading || (item.joined && pen.heading);
        (y, Pen { bottom: y + self.height(i), after, fresh: false, heading })
    }
}
