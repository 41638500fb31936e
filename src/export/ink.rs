//! Step 1: which ink belongs to which node, page by page.
//!
//! Consecutive things of one mark become one marked content sequence. Sequences
//! of content are numbered on each page (MCID); a leaf may have several, on
//! several pages.

use super::object::fault;
use crate::base::{Diagnostic, Diagnostics, Point, Pt, Size};
use crate::compose::{NodeId, Role, StructTree};
use crate::impose::{Part, Sheets};
use crate::paginate::{Frame, FrameItem, Mark, Segment, Shape};
use crate::typeset::{Fonts, Run};

/// Where ink is on a page: a box with its origin at the top left, y downward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The left edge.
    pub left: Pt,
    /// The upper edge.
    pub top: Pt,
    /// The right edge.
    pub right: Pt,
    /// The lower edge.
    pub bottom: Pt,
}

impl Bounds {
    /// The smallest box around both.
    fn union(self, other: Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// A box of no extent.
    fn at(point: Point) -> Bounds {
        Bounds { left: point.x, top: point.y, right: point.x, bottom: point.y }
    }

    /// The box of a run whose baseline begins at `at`.
    fn of_run(run: &Run, at: Point, fonts: &Fonts) -> Bounds {
        let face = fonts.face(run.face);
        let units = |value: i32| run.size.scale(i64::from(value), i64::from(face.units_per_em));
        Bounds {
            left: at.x,
            top: at.y - units(face.ascent),
            right: at.x + run.width,
            bottom: at.y - units(face.descent),
        }
    }

    /// The box of a rectangle whose corner is `at`.
    fn of_rect(at: Point, size: Size) -> Bounds {
        Bounds { left: at.x, top: at.y, right: at.x + size.width, bottom: at.y + size.height }
    }

    /// The box of shapes drawn at `at`; a curve counts with its controls.
    pub(super) fn of_shapes(shapes: &[Shape], at: Point) -> Option<Bounds> {
        let mut all: Option<Bounds> = None;
        for shape in shapes {
            let grow = shape.stroke.as_ref().map_or(Pt::ZERO, |s| s.width / 2);
            for segment in &shape.segments {
                let points: &[Point] = match segment {
                    Segment::Move(p) | Segment::Line(p) => &[*p],
                    Segment::Curve(a, b, c) => &[*a, *b, *c],
                    Segment::Close => &[],
                };
                for point in points {
                    let mut b = Bounds::at(*point + at);
                    b = Bounds {
                        left: b.left - grow,
                        top: b.top - grow,
                        right: b.right + grow,
                        bottom: b.bottom + grow,
                    };
                    all = Some(all.map_or(b, |a| a.union(b)));
                }
            }
        }
        all
    }
}

/// A stretch of drawing with one mark.
pub(super) struct Sequence {
    /// What it belongs to.
    pub mark: Mark,
    /// Its number on the page, if it is content.
    pub mcid: Option<usize>,
    /// The numbers of its things in the frame.
    pub items: Vec<usize>,
}

/// A link on a page.
pub(super) struct Area {
    /// The number of its thing in the frame.
    pub item: usize,
    /// The `Link` element that it belongs to.
    pub element: NodeId,
}

/// What a page holds.
#[derive(Default)]
pub(super) struct PageInk {
    /// Its sequences, in drawing order.
    pub sequences: Vec<Sequence>,
    /// The node of each MCID.
    pub owners: Vec<NodeId>,
    /// Its links.
    pub links: Vec<Area>,
}

/// All ink, by page and by node. A page of the PDF is a side of a sheet.
pub(super) struct Ink {
    /// The pages.
    pub pages: Vec<PageInk>,
    /// For each node its own sequences: page and MCID, in the order of reading.
    of_node: Vec<Vec<(usize, usize)>>,
    /// For each node the part of the sheets where its own ink begins, the page of that, and the box of the ink there.
    boxes: Vec<Option<(usize, usize, Bounds)>>,
}

impl Ink {
    /// Sorts the ink of all pages.
    ///
    /// # Errors
    /// Ink or a link that the tree has no place for.
    pub(super) fn collect(sheets: &Sheets, tree: &StructTree, fonts: &Fonts) -> Result<Ink, Diagnostics> {
        let mut reached = vec![false; tree.len()];
        for id in tree.in_order() {
            reached[id.0 as usize] = true;
        }
        let pages = sheets.sides.iter().map(|_| PageInk::default()).collect();
        let mut ink = Ink { pages, of_node: vec![vec![]; tree.len()], boxes: vec![None; tree.len()] };
        let mut complaints = Diagnostics::default();
        for (number, part) in sheets.parts.iter().enumerate() {
            let known = |id: NodeId| reached.get(id.0 as usize).copied().unwrap_or(false);
            let frame = &sheets.sides[part.side].frame;
            if let Err(more) = ink.part((number, part), frame, tree, fonts, &known) {
                complaints.append(more);
            }
        }
        if complaints.has_errors() { Err(complaints) } else { Ok(ink) }
    }

    /// Sorts the ink of one part of the sheets.
    fn part(
        &mut self,
        (number, part): (usize, &Part),
        frame: &Frame,
        tree: &StructTree,
        fonts: &Fonts,
        known: &dyn Fn(NodeId) -> bool,
    ) -> Result<(), Diagnostics> {
        let found = &mut self.pages[part.side];
        for item in part.items.clone() {
            let placed = &frame.items[item];
            let place = || format!("on side {} at {}, {}", part.side + 1, placed.at.x, placed.at.y);
            if let Mark::Content(node) = placed.mark
                && !known(node)
            {
                return Err(fault(format!("ink {} belongs to node {}, which no element holds", place(), node.0)));
            }
            let bounds = match (&placed.item, placed.mark) {
                (FrameItem::Link { .. }, Mark::Artifact(_)) => {
                    return Err(fault(format!("a link {} is marked as an artifact", place())));
                }
                (FrameItem::Link { .. }, Mark::Content(node)) => {
                    let element = link_of(tree, node).ok_or_else(|| {
                        Diagnostics::from(
                            Diagnostic::error(
                                crate::base::Code::Internal,
                                format!("a link {} is in no Link element", place()),
                            )
                            .at(tree.get(node).span),
                        )
                    })?;
                    found.links.push(Area { item, element });
                    continue;
                }
                (FrameItem::Run(run), _) => Some(Bounds::of_run(run, placed.at, fonts)),
                (FrameItem::Shapes(shapes), _) => Bounds::of_shapes(shapes, placed.at),
                (FrameItem::Cropped(size, _) | FrameItem::Raster(size, _), _) => {
                    Some(Bounds::of_rect(placed.at, *size))
                }
            };
            if let Some(last) = found.sequences.last_mut()
                && last.mark == placed.mark
            {
                last.items.push(item);
            } else {
                let mcid = match placed.mark {
                    Mark::Content(node) => {
                        if !matches!(tree.get(node).role, Role::Text | Role::Figure) {
                            let role = tree.get(node).role;
                            return Err(fault(format!("ink {} belongs to {role:?}, which is no leaf", place())));
                        }
                        let mcid = found.owners.len();
                        found.owners.push(node);
                        self.of_node[node.0 as usize].push((part.side, mcid));
                        Some(mcid)
                    }
                    Mark::Artifact(_) => None,
                };
                found.sequences.push(Sequence { mark: placed.mark, mcid, items: vec![item] });
            }
            if let (Mark::Content(node), Some(bounds)) = (placed.mark, bounds) {
                match &mut self.boxes[node.0 as usize] {
                    Some((part, _, all)) if *part == number => *all = all.union(bounds),
                    Some(_) => {}
                    none => *none = Some((number, part.side, bounds)),
                }
            }
        }
        Ok(())
    }

    /// The sequences of a node's own ink: page and MCID, in the order of reading.
    pub(super) fn of(&self, node: NodeId) -> &[(usize, usize)] {
        &self.of_node[node.0 as usize]
    }

    /// Where a node's ink begins in reading order: the page and the box of that leaf's ink there.
    pub(super) fn first(&self, tree: &StructTree, node: NodeId) -> Option<(usize, Bounds)> {
        self.begins(tree, node).map(|(_, page, bounds)| (page, bounds))
    }

    /// Where a node's ink begins: the part of the sheets, the page, and the box of that leaf's ink there.
    fn begins(&self, tree: &StructTree, node: NodeId) -> Option<(usize, usize, Bounds)> {
        self.boxes[node.0 as usize].or_else(|| tree.get(node).children.iter().find_map(|&c| self.begins(tree, c)))
    }

    /// The box around all ink of a node and its parts, on the page where the node begins.
    pub(super) fn whole(&self, tree: &StructTree, node: NodeId) -> Option<(usize, Bounds)> {
        let (part, page, mut all) = self.begins(tree, node)?;
        let mut stack = vec![node];
        while let Some(id) = stack.pop() {
            if let Some((p, _, bounds)) = self.boxes[id.0 as usize]
                && p == part
            {
                all = all.union(bounds);
            }
            stack.extend(&tree.get(id).children);
        }
        Some((page, all))
    }
}

/// The `Link` that a node is or lies in.
fn link_of(tree: &StructTree, node: NodeId) -> Option<NodeId> {
    let mut at = Some(node);
    while let Some(id) = at {
        if tree.get(id).role == Role::Link {
            return Some(id);
        }
        at = tree.get(id).parent;
    }
    None
}
