//! Stretches of tailored text to stretches with style and place in the tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{Align, LinkTo, SpanContent, TextBlock, TextSpan, TextStyle};
use super::style::Palette;
use super::{Mark, NodeId, Role, StructTree, Target, Widths};
use crate::base::{Id, Lang, Pt, Span};
use crate::content::{Drawings, Edition, Master};
use crate::tailor::{Brochure, Phone, Rich, Stretch, words};

/// What composing knows and builds.
pub(super) struct Composer<'a> {
    pub brochure: &'a Brochure,
    pub edition: &'a Edition,
    /// The master of the pages that are composed now.
    pub master: Arc<Master>,
    /// The master of pages that lie on their side.
    pub landscape: Option<Arc<Master>>,
    pub palette: Palette,
    pub tree: StructTree,
    /// Where each glossary term is used first.
    pub terms: BTreeMap<Id, NodeId>,
    /// Icons by id.
    pub icons: &'a Drawings,
    /// Measures words.
    pub widths: &'a Widths<'a>,
}

impl Composer<'_> {
    /// A node with the text of `rich` in it, as stretches.
    pub fn rich(&mut self, node: NodeId, rich: &Rich, style: &TextStyle) -> Vec<TextSpan> {
        let mut spans = vec![];
        let mut open: Option<(String, NodeId, LinkTo)> = None;
        for stretch in rich.iter().filter(|s| !s.text.is_empty()) {
            let (owner, link) = match &stretch.uri {
                Some(uri) => {
                    // Neighboring stretches of one address are one link.
                    let same = open.take().filter(|(known, ..)| known == uri);
                    let (uri, link_node, link) = same.unwrap_or_else(|| {
                        let link_node = self.tree.add(node, Role::Link, stretch.span);
                        let contents = self.spoken(uri, rich);
                        (uri.clone(), link_node, LinkTo { target: Target::Uri(uri.clone()), contents })
                    });
                    open = Some((uri, link_node, link.clone()));
                    (link_node, Some(link))
                }
                None => {
                    open = None;
                    (node, None)
                }
            };
            let owner = match &stretch.lang {
                Some(lang) => {
                    let span_node = self.tree.add(owner, Role::Span, stretch.span);
                    self.tree.get_mut(span_node).lang = Some(lang.clone());
                    span_node
                }
                None => owner,
            };
            let leaf = self.tree.add(owner, Role::Text, stretch.span);
            if let Some(term) = &stretch.first_use {
                self.terms.entry(term.clone()).or_insert(leaf);
            }
            spans.push(self.stretch(stretch, style, leaf, link));
        }
        spans
    }

    fn stretch(&self, stretch: &Stretch, style: &TextStyle, leaf: NodeId, link: Option<LinkTo>) -> TextSpan {
        let mut font = style.style;
        if stretch.bold {
            font = font.bolder();
        }
        if stretch.italic {
            font = if self.edition.italics { font.slanted() } else { font.bolder() };
        }
        TextSpan {
            content: SpanContent::Words(stretch.text.clone()),
            style: font,
            lang: stretch.lang.clone().unwrap_or_else(|| self.brochure.lang.clone()),
            mark: Mark::Content(leaf),
            link,
            span: stretch.span,
        }
    }

    /// What is read for a link: a phone number digit by digit, otherwise its own words.
    fn spoken(&self, uri: &str, rich: &Rich) -> String {
        let own: String = rich.iter().filter(|s| s.uri.as_deref() == Some(uri)).map(|s| s.text.as_str()).collect();
        match uri.strip_prefix("tel:") {
            Some(_) => own
                .split(|c: char| !c.is_alphanumeric())
                .filter(|g| !g.is_empty())
                .map(spell)
                .collect::<Vec<_>>()
                .join(", "),
            None => own,
        }
    }

    /// Plain words as one leaf of a node.
    pub fn plain(&mut self, node: NodeId, text: &str, style: &TextStyle, span: Span) -> Vec<TextSpan> {
        let rich = vec![Stretch { text: text.to_owned(), span, ..Stretch::default() }];
        self.rich(node, &rich, style)
    }

    /// A phone number as a link.
    pub fn phone(&mut self, node: NodeId, phone: &Phone, style: &TextStyle, span: Span) -> Vec<TextSpan> {
        let link_node = self.tree.add(node, Role::Link, span);
        let leaf = self.tree.add(link_node, Role::Text, span);
        let link = LinkTo { target: Target::Uri(phone.uri.clone()), contents: phone.spoken.clone() };
        let stretch = Stretch { text: phone.shown.clone(), span, ..Stretch::default() };
        vec![self.stretch(&stretch, style, leaf, Some(link))]
    }

    /// A text block in the text column.
    pub fn block(&self, spans: Vec<TextSpan>, style: TextStyle) -> TextBlock {
        self.block_at(spans, style, self.master.main(), self.master.measure)
    }

    /// A text block at a place.
    pub fn block_at(&self, spans: Vec<TextSpan>, style: TextStyle, x: Pt, width: Pt) -> TextBlock {
        TextBlock {
            spans,
            style,
            x,
            width,
            align: Align::Left,
            balance: false,
            hyphenate: false,
            marker: None,
            leader: None,
            blank: None,
        }
    }

    /// A paragraph node below `parent` with its text, in the text column.
    pub fn paragraph(&mut self, parent: NodeId, role: Role, rich: &Rich, style: &TextStyle) -> TextBlock {
        let span = rich.first().map_or_else(Span::default, |s| s.span);
        let node = self.tree.add(parent, role, span);
        if let Role::Heading(level) = role
            && level <= 2
        {
            self.tree.get_mut(node).bookmark = Some(words(rich));
        }
        let spans = self.rich(node, rich, style);
        self.block(spans, style.clone())
    }

    /// Language of the document.
    pub fn lang(&self) -> Lang {
        self.brochure.lang.clone()
    }
}

/// Letters and digits apart, so that they are read one by one; words stay.
fn spell(group: &str) -> String {
    if group.chars().all(|c| c.is_ascii_digit()) {
        group.chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
    } else {
        group.to_owned()
    }
}
