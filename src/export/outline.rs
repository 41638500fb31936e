//! Step 6: bookmarks, nested by heading level, in reading order.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::elements::Elements;
use super::links::go_to;
use super::object::text;
use crate::base::Diagnostics;
use crate::compose::{NodeId, Role, StructTree};

/// Writes the outline; `None` when nothing has a bookmark.
///
/// # Errors
/// A bookmark to a node that has no ink.
pub(super) fn outline(doc: &mut Document, elements: &Elements<'_>) -> Result<Option<ObjectId>, Diagnostics> {
    let tree = elements.tree;
    let marked: Vec<(NodeId, &str)> =
        tree.in_order().into_iter().filter_map(|id| Some((id, tree.get(id).bookmark.as_deref()?))).collect();
    if marked.is_empty() {
        return Ok(None);
    }
    let levels: Vec<u8> = marked.iter().map(|&(id, _)| level(tree, id).unwrap_or(1)).collect();
    let parents = parents(&levels);
    let root = doc.new_object_id();
    let ids: Vec<ObjectId> = marked.iter().map(|_| doc.new_object_id()).collect();
    let mut below: Vec<Vec<usize>> = vec![vec![]; marked.len() + 1];
    for (i, parent) in parents.iter().enumerate() {
        below[parent.map_or(0, |p| p + 1)].push(i);
    }
    for (i, &(node, title)) in marked.iter().enumerate() {
        let above = parents[i];
        let siblings = &below[above.map_or(0, |p| p + 1)];
        let mut item = dictionary! {
            "Title" => text(title), "Parent" => above.map_or(root, |p| ids[p]), "A" => go_to(elements, node)?,
        };
        if let Ok(at) = siblings.binary_search(&i) {
            if at > 0 {
                item.set("Prev", ids[siblings[at - 1]]);
            }
            if let Some(&next) = siblings.get(at + 1) {
                item.set("Next", ids[next]);
            }
        }
        let own = &below[i + 1];
        if let (Some(&first), Some(&last)) = (own.first(), own.last()) {
            item.set("First", ids[first]);
            item.set("Last", ids[last]);
            item.set("Count", descendants(&below, i) as i64);
        }
        doc.objects.insert(ids[i], item.into());
    }
    let mut outlines = dictionary! { "Type" => "Outlines", "Count" => marked.len() as i64 };
    if let (Some(&first), Some(&last)) = (below[0].first(), below[0].last()) {
        outlines.set("First", Object::from(ids[first]));
        outlines.set("Last", Object::from(ids[last]));
    }
    doc.objects.insert(root, outlines.into());
    Ok(Some(root))
}

/// The entry above each entry: the last one before it with a smaller level.
fn parents(levels: &[u8]) -> Vec<Option<usize>> {
    (0..levels.len()).map(|i| (0..i).rev().find(|&j| levels[j] < levels[i])).collect()
}

/// How many entries lie below one.
fn descendants(below: &[Vec<usize>], entry: usize) -> usize {
    below[entry + 1].iter().map(|&child| 1 + descendants(below, child)).sum()
}

/// The heading level of a node: its own, or that of the first heading in it.
fn level(tree: &StructTree, node: NodeId) -> Option<u8> {
    match tree.get(node).role {
        Role::Heading(level) => Some(level),
        _ => tree.get(node).children.iter().find_map(|&c| level(tree, c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bookmark_hangs_on_the_last_one_above_its_level() {
        assert_eq!(parents(&[1, 2, 2, 1, 3, 2]), [None, Some(0), Some(0), None, Some(3), Some(3)]);
        assert_eq!(parents(&[2, 1]), [None, None]);
    }
}
