//! Step 5: the structure tree as PDF objects: elements, attributes, the way back from ink to element.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::Profile;
use super::ink::Ink;
use super::links::Annotation;
use super::object::{dict_mut, name, real, text};
use crate::base::{Code, Diagnostic, Diagnostics, Pt};
use crate::compose::{NodeId, Numbering, Role, Scope, StructTree};
use crate::paginate::Target;

/// The tree on its way into the PDF.
pub(super) struct Elements<'a> {
    /// The tree.
    pub tree: &'a StructTree,
    /// Its ink.
    pub ink: &'a Ink,
    /// The page objects.
    pub pages: &'a [ObjectId],
    /// Heights of the pages.
    pub heights: &'a [Pt],
    /// Which standards.
    pub profile: Profile,
    /// The object of each node that is an element.
    ids: Vec<Option<ObjectId>>,
}

impl<'a> Elements<'a> {
    /// Gives every element an object number, in reading order.
    pub(super) fn number(
        doc: &mut Document,
        tree: &'a StructTree,
        ink: &'a Ink,
        pages: &'a [ObjectId],
        heights: &'a [Pt],
        profile: Profile,
    ) -> Elements<'a> {
        let mut ids = vec![None; tree.len()];
        for id in tree.in_order() {
            if is_element(tree, id) {
                ids[id.0 as usize] = Some(doc.new_object_id());
            }
        }
        Elements { tree, ink, pages, heights, profile, ids }
    }

    /// The object of the element that a node is, or whose ink it is.
    pub(super) fn id(&self, node: NodeId) -> Option<ObjectId> {
        let mut at = Some(node);
        while let Some(id) = at {
            if let Some(object) = self.ids[id.0 as usize] {
                return Some(object);
            }
            at = self.tree.get(id).parent;
        }
        None
    }

    /// Writes all elements and the root of the tree; gives the root.
    ///
    /// # Errors
    /// A figure without a description, an entry of the contents list without a link; a page that is no dictionary.
    pub(super) fn write(&self, doc: &mut Document, annotations: &[Annotation]) -> Result<ObjectId, Diagnostics> {
        let root = doc.new_object_id();
        let namespace = (self.profile == Profile::Ua2)
            .then(|| doc.add_object(dictionary! { "Type" => "Namespace", "NS" => text("http://iso.org/pdf2/ssn") }));
        let mut named: Vec<(String, ObjectId)> = vec![];
        for node in self.tree.in_order() {
            let Some(id) = self.ids[node.0 as usize] else { continue };
            let it = self.tree.get(node);
            if it.role == Role::Figure && it.alt.as_deref().is_none_or(|alt| alt.trim().is_empty()) {
                return Err(Diagnostic::error(Code::Internal, "a figure without a description").at(it.span).into());
            }
            let parent = it.parent.and_then(|p| self.id(p)).unwrap_or(root);
            let mut element = self.element(node, parent, annotations)?;
            if let Some(namespace) = namespace
                && !matches!(it.role, Role::Toc | Role::Toci | Role::Reference)
            {
                // PDF 2.0 has no contents lists of its own; those stay in the default namespace, that of PDF 1.7.
                element.set("NS", namespace);
            }
            if it.role == Role::Aside && self.profile == Profile::Ua1 {
                // A note needs an id (PDF/UA-1, 7.9).
                let label = format!("note-{:05}", named.len() + 1);
                element.set("ID", text(&label));
                named.push((label, id));
            }
            doc.objects.insert(id, element.into());
        }
        let (parents, next) = self.parents(doc, annotations)?;
        let mut tree = dictionary! {
            "Type" => "StructTreeRoot", "ParentTree" => parents, "ParentTreeNextKey" => next,
        };
        if let Some(document) = self.ids[StructTree::ROOT.0 as usize] {
            tree.set("K", vec![document.into()]);
        }
        if let (Some(first), Some(last)) = (named.first(), named.last()) {
            let limits = vec![text(&first.0), text(&last.0)];
            let names: Vec<Object> = named.iter().flat_map(|(label, id)| [text(label), (*id).into()]).collect();
            let leaf = doc.add_object(dictionary! { "Limits" => limits, "Names" => names });
            tree.set("IDTree", dictionary! { "Kids" => vec![leaf.into()] });
        }
        if let Some(namespace) = namespace {
            tree.set("Namespaces", vec![namespace.into()]);
        }
        doc.objects.insert(root, tree.into());
        Ok(root)
    }

    /// One element.
    fn element(&self, node: NodeId, parent: ObjectId, annotations: &[Annotation]) -> Result<Dictionary, Diagnostics> {
        let it = self.tree.get(node);
        let mut element =
            // Their type may be left out, and there are thousands.
            dictionary! { "S" => name(structure_type(it.role, self.profile)), "P" => parent };
        // The kids: elements by number, ink by page and number.
        let mut kids: Vec<Object> = vec![];
        let mut home = None;
        self.add_ink(node, &mut kids, &mut home);
        for &child in &it.children {
            match self.ids[child.0 as usize] {
                Some(id) => kids.push(id.into()),
                None => self.add_ink(child, &mut kids, &mut home),
            }
        }
        for annotation in annotations.iter().filter(|a| a.element == node) {
            let page = self.pages[annotation.page];
            kids.push(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => annotation.id }.into());
        }
        if !kids.is_empty() {
            element.set("K", kids);
        }
        if let Some(page) = home {
            element.set("Pg", self.pages[page]);
        }
        if let Some(lang) = &it.lang {
            element.set("Lang", text(lang.tag()));
        }
        if let Some(alt) = &it.alt {
            element.set("Alt", text(alt));
        }
        if let Some(actual) = &it.actual {
            element.set("ActualText", text(actual));
        }
        if let Some(attributes) = self.attributes(node) {
            element.set("A", attributes);
        }
        if self.profile == Profile::Ua2 && it.role == Role::Toci {
            // An entry of the contents list says where it leads (PDF/UA-2, 8.2.5.8).
            let to = self.leads_to(node, annotations).ok_or_else(|| {
                Diagnostics::from(
                    Diagnostic::error(Code::Internal, "an entry of the contents list leads nowhere").at(it.span),
                )
            })?;
            element.set("Ref", vec![to.into()]);
        }
        Ok(element)
    }

    /// Adds the sequences of a node's own ink; `home` is the page that bare numbers mean.
    fn add_ink(&self, node: NodeId, kids: &mut Vec<Object>, home: &mut Option<usize>) {
        for &(page, mcid) in self.ink.of(node) {
            let mcid = mcid as i64;
            if *home.get_or_insert(page) == page {
                kids.push(mcid.into());
            } else {
                kids.push(dictionary! { "Type" => "MCR", "Pg" => self.pages[page], "MCID" => mcid }.into());
            }
        }
    }

    /// The attributes of an element, if it has any.
    fn attributes(&self, node: NodeId) -> Option<Dictionary> {
        match self.tree.get(node).role {
            Role::TH(scope) => {
                let scope = if scope == Scope::Column { "Column" } else { "Row" };
                Some(dictionary! { "O" => "Table", "Scope" => scope })
            }
            Role::L(numbering) => {
                let labelled = || {
                    let items = self.tree.get(node).children.iter();
                    items.flat_map(|&i| &self.tree.get(i).children).any(|&c| self.tree.get(c).role == Role::Lbl)
                };
                let numbering = match numbering {
                    // A list with words as labels; PDF/UA-2 allows no labels under `None`.
                    Numbering::None if self.profile == Profile::Ua2 && labelled() => "Description",
                    Numbering::None => "None",
                    Numbering::Disc => "Disc",
                    Numbering::Decimal => "Decimal",
                    Numbering::Square => "Square",
                };
                Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
            }
            Role::Figure => {
                let mut layout = dictionary! { "O" => "Layout", "Placement" => "Block" };
                if let Some((page, b)) = self.ink.whole(self.tree, node) {
                    let up = |y: Pt| real((self.heights[page] - y).to_f64());
                    let sides = vec![real(b.left.to_f64()), up(b.bottom), real(b.right.to_f64()), up(b.top)];
                    layout.set("BBox", sides);
                }
                Some(layout)
            }
            _ => None,
        }
    }

    /// The element that an entry of the contents list leads to; entries of lists inside it do not count.
    fn leads_to(&self, node: NodeId, annotations: &[Annotation]) -> Option<ObjectId> {
        match annotations.iter().find(|a| a.element == node).map(|a| &a.target) {
            Some(Target::Node(to)) => self.id(*to),
            _ => {
                let inside = self.tree.get(node).children.iter();
                inside.filter(|&&c| self.tree.get(c).role != Role::Toc).find_map(|&c| self.leads_to(c, annotations))
            }
        }
    }

    /// The way back: for each page the element of each MCID, for each annotation its element.
    fn parents(&self, doc: &mut Document, annotations: &[Annotation]) -> Result<(ObjectId, i64), Diagnostics> {
        let mut numbers: Vec<Object> = vec![];
        for (i, (page, ink)) in self.pages.iter().zip(&self.ink.pages).enumerate() {
            let owners: Vec<Object> =
                ink.owners.iter().map(|&o| self.id(o).map_or(Object::Null, Object::from)).collect();
            dict_mut(doc, *page)?.set("StructParents", i as i64);
            numbers.push((i as i64).into());
            numbers.push(doc.add_object(owners).into());
        }
        for annotation in annotations {
            numbers.push(annotation.key.into());
            numbers.push(self.id(annotation.element).map_or(Object::Null, Object::from));
        }
        let next = (self.pages.len() + annotations.len()) as i64;
        Ok((doc.add_object(dictionary! { "Nums" => numbers }), next))
    }
}

/// Whether a node has an element: all but plain leaves. A leaf with a language or a reading of its own is a `Span`.
pub(super) fn is_element(tree: &StructTree, node: NodeId) -> bool {
    let it = tree.get(node);
    it.role != Role::Text || it.lang.is_some() || it.alt.is_some() || it.actual.is_some()
}

/// The structure type of a role.
pub(super) fn structure_type(role: Role, profile: Profile) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Sect => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::P => "P",
        Role::L(_) => "L",
        Role::LI => "LI",
        Role::Lbl => "Lbl",
        Role::LBody => "LBody",
        Role::Table => "Table",
        Role::THead => "THead",
        Role::TBody => "TBody",
        Role::TR => "TR",
        Role::TH(_) => "TH",
        Role::TD => "TD",
        Role::Figure => "Figure",
        Role::Caption => "Caption",
        Role::Aside if profile == Profile::Ua2 => "Aside",
        Role::Aside => "Note",
        Role::Toc => "TOC",
        Role::Toci => "TOCI",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Span | Role::Text => "Span",
    }
}
