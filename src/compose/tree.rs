//! The structure tree: what each thing is, in reading order, built once.

use crate::base::{Lang, Span};

/// The number of a node in a [`StructTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// What a node is (ISO 32000-1, 14.8.4: standard structure types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The whole brochure.
    Document,
    /// A numbered or unnumbered part.
    Part,
    /// A section of a part.
    Sect,
    /// A heading of level 1 to 4.
    Heading(u8),
    /// A paragraph.
    P,
    /// A list.
    L(Numbering),
    /// A list item.
    LI,
    /// The label of a list item: bullet, number, check box, term.
    Lbl,
    /// The body of a list item.
    LBody,
    /// A table, one element however many pages it takes.
    Table,
    /// The head rows of a table.
    THead,
    /// The other rows of a table.
    TBody,
    /// A row.
    TR,
    /// A head cell.
    TH(Scope),
    /// A data cell.
    TD,
    /// A picture with alternative text.
    Figure,
    /// A caption of a figure.
    Caption,
    /// A callout or key message (`Note` in PDF/UA-1, `Aside` in PDF/UA-2).
    Aside,
    /// The contents list.
    Toc,
    /// An entry of the contents list.
    Toci,
    /// The reference inside a contents entry.
    Reference,
    /// A link; its annotation hangs here.
    Link,
    /// A stretch with a language or a replacement text of its own.
    Span,
    /// A leaf: ink of its parent, with no element of its own. Only leaves and figures are drawn.
    Text,
}

/// How the items of a list are labelled (`ListNumbering`, ISO 32000-1, table 347).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numbering {
    /// No label, or a word as label.
    None,
    /// A solid disc.
    Disc,
    /// 1, 2, 3.
    Decimal,
    /// A square to tick; written as `Unordered`-like `Square`.
    Square,
}

/// What a head cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The cells below.
    Column,
    /// The cells beside.
    Row,
}

/// One node: an element of the tag tree, or a leaf of ink.
#[derive(Clone, Debug)]
pub struct StructNode {
    /// What it is.
    pub role: Role,
    /// The node it belongs to; `None` for the document only.
    pub parent: Option<NodeId>,
    /// Its parts, in reading order.
    pub children: Vec<NodeId>,
    /// Its language, where it differs from its parent's.
    pub lang: Option<Lang>,
    /// What the picture shows (figures, always).
    pub alt: Option<String>,
    /// What is read in place of the ink ("check box" for a square).
    pub actual: Option<String>,
    /// Text of a bookmark, for headings that get one.
    pub bookmark: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// The tree. Node 0 is the document.
#[derive(Clone, Debug)]
pub struct StructTree {
    nodes: Vec<StructNode>,
}

impl StructTree {
    /// The root.
    pub const ROOT: NodeId = NodeId(0);

    /// A tree with only a document in it.
    pub fn new() -> StructTree {
        StructTree {
            nodes: vec![StructNode {
                role: Role::Document,
                parent: None,
                children: vec![],
                lang: None,
                alt: None,
                actual: None,
                bookmark: None,
                span: Span::default(),
            }],
        }
    }

    /// Adds a node as the last child of `parent`.
    pub fn add(&mut self, parent: NodeId, role: Role, span: Span) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(StructNode {
            role,
            parent: Some(parent),
            children: vec![],
            lang: None,
            alt: None,
            actual: None,
            bookmark: None,
            span,
        });
        self.nodes[parent.0 as usize].children.push(id);
        id
    }

    /// The node of a number this tree gave.
    pub fn get(&self, id: NodeId) -> &StructNode {
        &self.nodes[id.0 as usize]
    }

    /// The node, to complete it.
    pub fn get_mut(&mut self, id: NodeId) -> &mut StructNode {
        &mut self.nodes[id.0 as usize]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: the document is always there.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// All nodes in reading order (depth first).
    pub fn in_order(&self) -> Vec<NodeId> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut stack = vec![Self::ROOT];
        while let Some(id) = stack.pop() {
            order.push(id);
            stack.extend(self.get(id).children.iter().rev());
        }
        order
    }
}

impl Default for StructTree {
    fn default() -> Self {
        Self::new()
    }
}
