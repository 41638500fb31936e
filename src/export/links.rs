//! Step 4: links as annotations, and the places they lead to.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::Profile;
use super::elements::Elements;
use super::object::{dict_mut, fault, name, real, text};
use crate::base::{Code, Diagnostic, Diagnostics, Pt};
use crate::compose::NodeId;
use crate::impose::Sheets;
use crate::paginate::{FrameItem, Target};

/// A link annotation.
pub(super) struct Annotation {
    /// Its object.
    pub id: ObjectId,
    /// Its page, from 0.
    pub page: usize,
    /// The `Link` element it hangs on.
    pub element: NodeId,
    /// Where it leads.
    pub target: Target,
    /// Its key in the parent tree.
    pub key: i64,
}

/// How far above the ink of a target the window begins.
const AIR: Pt = Pt(6000);

/// Writes the annotations of all pages.
///
/// # Errors
/// A link to a node that has no ink, or one that has no contents.
pub(super) fn annotations(
    doc: &mut Document,
    sheets: &Sheets,
    elements: &Elements<'_>,
) -> Result<Vec<Annotation>, Diagnostics> {
    let mut found: Vec<Annotation> = vec![];
    for (number, (side, ink)) in sheets.sides.iter().zip(&elements.ink.pages).enumerate() {
        let mut on_page: Vec<Object> = vec![];
        for area in &ink.links {
            let placed = &side.frame.items[area.item];
            let FrameItem::Link { size, target, contents } = &placed.item else { continue };
            if contents.trim().is_empty() {
                let span = elements.tree.get(area.element).span;
                let message = format!("a link on side {} has nothing to read for it", number + 1);
                return Err(Diagnostic::error(Code::Internal, message).at(span).into());
            }
            let up = |y: Pt| real((side.frame.size.height - y).to_f64());
            let (left, right) = (placed.at.x, placed.at.x + size.width);
            let (top, bottom) = (placed.at.y, placed.at.y + size.height);
            let key = (sheets.sides.len() + found.len()) as i64;
            let action = match target {
                Target::Uri(address) => dictionary! { "S" => "URI", "URI" => Object::string_literal(ascii(address)) },
                Target::Node(node) => go_to(elements, *node)?,
            };
            let id = doc.add_object(dictionary! {
                "Type" => "Annot", "Subtype" => "Link", "F" => 4, "P" => elements.pages[number],
                "Rect" => vec![real(left.to_f64()), up(bottom), real(right.to_f64()), up(top)],
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "Contents" => text(contents), "StructParent" => key, "A" => action,
            });
            on_page.push(id.into());
            found.push(Annotation { id, page: number, element: area.element, target: target.clone(), key });
        }
        let dict = dict_mut(doc, elements.pages[number])?;
        dict.set("Tabs", name("S"));
        if on_page.is_empty() {
            dict.remove(b"Annots");
        } else {
            dict.set("Annots", on_page);
        }
    }
    Ok(found)
}

/// The action that shows a node.
///
/// # Errors
/// A node without ink.
pub(super) fn go_to(elements: &Elements<'_>, node: NodeId) -> Result<Dictionary, Diagnostics> {
    let Some((page, bounds)) = elements.ink.first(elements.tree, node) else {
        let message = format!("a link or bookmark leads to node {}, which has no ink", node.0);
        return Err(Diagnostic::error(Code::Internal, message).at(elements.tree.get(node).span).into());
    };
    let height = elements.heights[page];
    let top = (height - bounds.top + AIR).min(height);
    let place = |first: ObjectId| -> Vec<Object> {
        vec![first.into(), name("XYZ"), real(bounds.left.to_f64()), real(top.to_f64()), Object::Null]
    };
    let mut action = dictionary! { "S" => "GoTo", "D" => place(elements.pages[page]) };
    if elements.profile == Profile::Ua2 {
        let element = elements.id(node).ok_or_else(|| fault("a link leads to a node outside the tree"))?;
        action.set("SD", place(element));
    }
    Ok(action)
}

/// An address in ASCII: other characters are percent-encoded.
fn ascii(address: &str) -> String {
    address
        .bytes()
        .map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(ascii("https://a.org/ñ b"), "https://a.org/%C3%B1%20b");
    }
}
