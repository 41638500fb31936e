//! The gate between what a brochure must say and what its written file says.

use handout::compose::{NodeId, Role, Scope, StructTree};
use handout::export::{Profile, Tag, TagKid, TagTree, read_tags};

use super::said::{Said, compare, split};

/// Elements that stand in a line of text; all others part words.
const INLINE: [&str; 3] = ["Span", "Link", "Reference"];

/// What a written file says, read from its tags.
#[derive(Default)]
struct Heard {
    text: String,
    alts: Vec<String>,
    foreign: Vec<(String, String)>,
    lists: Vec<(String, usize)>,
    tables: Vec<(usize, usize, usize)>,
    uris: Vec<String>,
    complaints: Vec<String>,
    level: usize,
}

impl Heard {
    fn hear(&mut self, tag: &Tag) {
        let inline = INLINE.contains(&tag.role.as_str());
        if !inline {
            self.text.push(' ');
        }
        if let Some(lang) = &tag.lang {
            self.foreign.push((lang.clone(), split(&tag.text()).join(" ")));
        }
        let kids = || tag.kids.iter().filter_map(|k| if let TagKid::Tag(t) = k { Some(t) } else { None });
        match tag.role.as_str() {
            "Figure" => match &tag.alt {
                Some(alt) => self.alts.push(alt.clone()),
                None => self.complaints.push("a figure without description".into()),
            },
            "L" => {
                let items = kids().filter(|k| k.role == "LI").count();
                self.lists.push((tag.numbering.clone().unwrap_or_default(), items));
            }
            "Table" => {
                let mut cells = vec![];
                find(tag, &["TH", "TD"], &mut cells);
                let heads = |scope: &str| cells.iter().filter(|c| c.scope.as_deref() == Some(scope)).count();
                let data = cells.iter().filter(|c| c.role == "TD").count();
                let counts = (heads("Column"), heads("Row"), data);
                if counts.0 + counts.1 + counts.2 != cells.len() {
                    self.complaints.push("a head cell of a table does not say what it heads".into());
                }
                self.tables.push(counts);
            }
            "Link" => {
                let target = tag.kids.iter().find_map(|k| match k {
                    TagKid::Link { target, .. } => Some(target),
                    _ => None,
                });
                match target {
                    None => self.complaints.push(format!("a link without a place to press: {:?}", tag.text())),
                    Some(target) if target.is_empty() => {
                        self.complaints.push(format!("a link that leads nowhere: {:?}", tag.text()));
                    }
                    Some(target) if target.starts_with("page ") => {}
                    Some(target) => self.uris.push(target.clone()),
                }
            }
            role if role.len() == 2 && role.starts_with('H') => {
                let level = usize::from(role.as_bytes()[1] - b'0');
                if level > self.level + 1 {
                    self.complaints.push(format!("a heading skips a level: {:?}", tag.text()));
                }
                self.level = level;
            }
            _ => {}
        }
        match &tag.actual {
            Some(actual) => self.text.push_str(actual),
            None => {
                for kid in &tag.kids {
                    match kid {
                        TagKid::Tag(tag) => self.hear(tag),
                        TagKid::Text(text) => self.text.push_str(text),
                        TagKid::Link { .. } => {}
                    }
                }
            }
        }
        if !inline {
            self.text.push(' ');
        }
    }
}

/// All elements of some roles below one, in order.
fn find<'t>(tag: &'t Tag, roles: &[&str], found: &mut Vec<&'t Tag>) {
    for kid in &tag.kids {
        if let TagKid::Tag(kid) = kid {
            if roles.contains(&kid.role.as_str()) {
                found.push(kid);
            }
            find(kid, roles, found);
        }
    }
}

/// Compares a written file with what it must say.
///
/// # Errors
/// Everything in which they differ.
pub fn gate(said: &Said, profile: Profile, pdf: &[u8]) -> Result<(), Vec<String>> {
    let tree = read_tags(pdf).map_err(|e| vec![e])?;
    let mut heard = Heard::default();
    tree.tags.iter().for_each(|tag| heard.hear(tag));
    let mut complaints = std::mem::take(&mut heard.complaints);
    complaints.extend(tree.stray.iter().map(|text| format!("text outside of all tags: {text:?}")));
    complaints.extend(compare(&said.words, &split(&heard.text)).err());
    let mut differ = |what: &str, wanted: String, found: String| {
        if wanted != found {
            complaints.push(format!("{what}: wanted {wanted}, found {found}"));
        }
    };
    differ("pictures", format!("{:?}", said.alts), format!("{:?}", heard.alts));
    differ("stretches in another language", format!("{:?}", said.foreign), format!("{:?}", heard.foreign));
    differ("tables", format!("{:?}", said.tables), format!("{:?}", heard.tables));
    differ("links", format!("{:?}", said.uris), format!("{:?}", heard.uris));
    // PDF/UA-2 has a name of its own for lists that words label.
    let plain = |kind: &str| if profile == Profile::Ua2 && kind == "Description" { "None" } else { kind }.to_owned();
    let found: Vec<(String, usize)> = heard.lists.iter().map(|(kind, n)| (plain(kind), *n)).collect();
    differ("lists", format!("{:?}", said.lists), format!("{found:?}"));
    if complaints.is_empty() { Ok(()) } else { Err(complaints) }
}

/// The elements of a structure tree in order, each with its depth.
pub fn order_of_tree(tree: &StructTree, profile: Profile) -> Vec<String> {
    fn walk(tree: &StructTree, node: NodeId, depth: usize, profile: Profile, out: &mut Vec<String>) {
        let it = tree.get(node);
        // A leaf is ink of the element around it, unless it says something of its own.
        if it.role == Role::Text && it.lang.is_none() && it.alt.is_none() && it.actual.is_none() {
            return;
        }
        out.push(format!("{depth} {}", name(it.role, profile)));
        it.children.iter().for_each(|&child| walk(tree, child, depth + 1, profile, out));
    }
    let mut out = vec![];
    walk(tree, StructTree::ROOT, 0, profile, &mut out);
    out
}

/// The elements of a written file in order, each with its depth.
pub fn order_of_tags(tree: &TagTree) -> Vec<String> {
    fn walk(tag: &Tag, depth: usize, out: &mut Vec<String>) {
        let scope = tag.scope.as_ref().map_or(String::new(), |s| format!(" {s}"));
        out.push(format!("{depth} {}{scope}", tag.role));
        for kid in &tag.kids {
            if let TagKid::Tag(kid) = kid {
                walk(kid, depth + 1, out);
            }
        }
    }
    let mut out = vec![];
    tree.tags.iter().for_each(|tag| walk(tag, 0, &mut out));
    out
}

/// The name of a role in a file.
fn name(role: Role, profile: Profile) -> String {
    match role {
        Role::Heading(level) => format!("H{level}"),
        Role::L(_) => "L".into(),
        Role::TH(Scope::Column) => "TH Column".into(),
        Role::TH(Scope::Row) => "TH Row".into(),
        Role::Toc => "TOC".into(),
        Role::Toci => "TOCI".into(),
        Role::Aside if profile == Profile::Ua1 => "Note".into(),
        Role::Text => "Span".into(),
        other => format!("{other:?}"),
    }
}
