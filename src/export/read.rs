//! The tag tree, read back from the bytes of a PDF. It trusts nothing that the writer remembers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId};
use serde_json::{Map, Value, json};

use super::decode::{PageText, page_text, text_string};

/// What a PDF says, and what each part of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagTree {
    /// Title of the document.
    pub title: String,
    /// Language of the document, as a BCP 47 tag.
    pub lang: String,
    /// The elements at the top.
    pub tags: Vec<Tag>,
    /// Text that belongs to no element and is no artifact; a sound file has none.
    pub stray: Vec<String>,
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its structure type, such as `H1`.
    pub role: String,
    /// Its language, where it says one.
    pub lang: Option<String>,
    /// What is read in place of a picture.
    pub alt: Option<String>,
    /// What is read in place of its ink.
    pub actual: Option<String>,
    /// What a head cell heads.
    pub scope: Option<String>,
    /// How list items are labelled.
    pub numbering: Option<String>,
    /// Its parts.
    pub kids: Vec<TagKid>,
}

/// A part of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagKid {
    /// An element.
    Tag(Tag),
    /// Text of its own; neighbors are joined.
    Text(String),
    /// The sensitive area of a link.
    Link {
        /// What is read for it.
        contents: String,
        /// The address, or `page 3`.
        target: String,
    },
}

/// How deep a tree may be; a deeper one is a broken file.
const DEEPEST: usize = 100;

/// Reads the tag tree of a PDF.
///
/// # Errors
/// A sentence that says why this is no tagged PDF, or in what its tree and its pages disagree.
pub fn read_tags(pdf: &[u8]) -> Result<TagTree, String> {
    let doc = Document::load_mem(pdf).map_err(|e| format!("not a PDF: {e}"))?;
    let catalog = doc.catalog().map_err(|e| format!("no catalog: {e}"))?;
    let root =
        catalog.get_deref(b"StructTreeRoot", &doc).and_then(Object::as_dict).map_err(|_| "the PDF has no tags")?;
    let mut reader = Reader { doc: &doc, pages: BTreeMap::new(), claimed: BTreeSet::new(), owners: BTreeMap::new() };
    let mut stray = vec![];
    for (number, id) in doc.get_pages() {
        let text = page_text(&doc, id).map_err(|e| format!("page {number}: {e}"))?;
        if !text.stray.is_empty() {
            stray.push(text.stray.clone());
        }
        reader.pages.insert(id, (number, text));
    }
    reader.read_owners(root)?;
    let mut tags = vec![];
    for kid in reader.list(root, b"K") {
        match reader.kid(kid, None, 0)? {
            Some(TagKid::Tag(tag)) => tags.push(tag),
            _ => return Err("the root of the tags holds something that is no element".into()),
        }
    }
    for (&id, (number, text)) in &reader.pages {
        if let Some(mcid) = text.sequences.keys().find(|&&m| !reader.claimed.contains(&(id, m))) {
            return Err(format!("page {number}: sequence {mcid} belongs to no element"));
        }
    }
    let lang = catalog.get(b"Lang").and_then(Object::as_str).map(text_string).unwrap_or_default();
    Ok(TagTree { title: title(&doc, catalog), lang, tags, stray })
}

/// The title, from the XMP packet.
fn title(doc: &Document, catalog: &Dictionary) -> String {
    let packet = catalog
        .get_deref(b"Metadata", doc)
        .and_then(Object::as_stream)
        .and_then(lopdf::Stream::get_plain_content)
        .unwrap_or_default();
    let packet = String::from_utf8_lossy(&packet);
    let inside = packet.split("<dc:title>").nth(1).and_then(|t| t.split("</dc:title>").next()).unwrap_or("");
    let text = inside.split("<rdf:li").nth(1).and_then(|t| t.split_once('>')).map_or("", |(_, text)| text);
    let text = text.split("</rdf:li>").next().unwrap_or("");
    ["&lt;<", "&gt;>", "&quot;\"", "&amp;&"].iter().fold(text.to_owned(), |text, pair| {
        let (entity, character) = pair.split_at(pair.len() - 1);
        text.replace(entity, character)
    })
}

/// The state of reading.
struct Reader<'a> {
    doc: &'a Document,
    /// For each page its number and its text.
    pages: BTreeMap<ObjectId, (u32, PageText)>,
    /// The sequences that some element holds.
    claimed: BTreeSet<(ObjectId, i64)>,
    /// What the parent tree says: for each page and sequence the element.
    owners: BTreeMap<(ObjectId, i64), ObjectId>,
}

impl<'a> Reader<'a> {
    /// Reads the parent tree.
    fn read_owners(&mut self, root: &Dictionary) -> Result<(), String> {
        let tree = root
            .get_deref(b"ParentTree", self.doc)
            .and_then(Object::as_dict)
            .map_err(|e| format!("no parent tree: {e}"))?;
        let numbers = self.list(tree, b"Nums");
        let mut lists: BTreeMap<i64, Vec<ObjectId>> = BTreeMap::new();
        for pair in numbers.chunks_exact(2) {
            if let (Ok(key), Ok((_, Object::Array(owners)))) = (pair[0].as_i64(), self.doc.dereference(pair[1])) {
                lists.insert(key, owners.iter().map(|o| o.as_reference().unwrap_or((0, 0))).collect());
            }
        }
        for (&page, (number, _)) in &self.pages {
            let key = self.doc.get_dictionary(page).and_then(|d| d.get(b"StructParents")).and_then(Object::as_i64);
            let owners = key.ok().and_then(|k| lists.get(&k)).ok_or_else(|| format!("page {number} has no parents"))?;
            self.owners.extend(owners.iter().enumerate().map(|(mcid, &owner)| ((page, mcid as i64), owner)));
        }
        Ok(())
    }

    /// The things under a key, whether one or a list.
    fn list<'d>(&self, dict: &'d Dictionary, key: &[u8]) -> Vec<&'d Object>
    where
        'a: 'd,
    {
        match dict.get(key) {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(Object::Reference(id)) => match self.doc.get_object(*id) {
                Ok(Object::Array(kids)) => kids.iter().collect(),
                Ok(_) => dict.get(key).into_iter().collect(),
                Err(_) => vec![],
            },
            Ok(one) => vec![one],
            Err(_) => vec![],
        }
    }

    /// One kid of an element.
    fn kid(
        &mut self,
        kid: &'a Object,
        parent: Option<(ObjectId, Option<ObjectId>)>,
        depth: usize,
    ) -> Result<Option<TagKid>, String> {
        if depth > DEEPEST {
            return Err("the tags are too deep".into());
        }
        let (id, object) = self.doc.dereference(kid).map_err(|e| format!("a kid that is not there: {e}"))?;
        let home = parent.and_then(|p| p.1);
        let owner = parent.map(|p| p.0);
        if let Ok(mcid) = object.as_i64() {
            return self.ink(home, mcid, owner).map(Some);
        }
        let dict = object.as_dict().map_err(|_| "a kid of a tag that is no dictionary")?;
        let page = dict.get(b"Pg").and_then(Object::as_reference).ok();
        match dict.get(b"Type").and_then(Object::as_name).unwrap_or(b"StructElem") {
            b"MCR" => {
                let mcid = dict.get(b"MCID").and_then(Object::as_i64).map_err(|_| "a reference without number")?;
                self.ink(page.or(home), mcid, owner).map(Some)
            }
            b"OBJR" => {
                let link =
                    dict.get_deref(b"Obj", self.doc).and_then(Object::as_dict).map_err(|_| "a lost annotation")?;
                Ok(Some(self.link(link)))
            }
            _ => {
                let id = id.ok_or("an element that is not an object of its own")?;
                self.element(dict, id, page, depth).map(|tag| Some(TagKid::Tag(tag)))
            }
        }
    }

    /// The text of a sequence, checked against the way back.
    fn ink(&mut self, page: Option<ObjectId>, mcid: i64, owner: Option<ObjectId>) -> Result<TagKid, String> {
        let page = page.ok_or("ink without a page")?;
        let (number, text) = self.pages.get(&page).ok_or("ink on a page that is not there")?;
        let text = text.sequences.get(&mcid).ok_or_else(|| format!("page {number} has no sequence {mcid}"))?.clone();
        if self.owners.get(&(page, mcid)).copied() != owner {
            return Err(format!("page {number}: the way back from sequence {mcid} leads to another element"));
        }
        if !self.claimed.insert((page, mcid)) {
            return Err(format!("page {number}: two elements hold sequence {mcid}"));
        }
        Ok(TagKid::Text(text))
    }

    /// An element and all below it.
    fn element(
        &mut self,
        dict: &'a Dictionary,
        id: ObjectId,
        page: Option<ObjectId>,
        depth: usize,
    ) -> Result<Tag, String> {
        let string = |key: &[u8]| dict.get(key).and_then(Object::as_str).ok().map(text_string);
        let role = dict.get(b"S").and_then(Object::as_name).map_err(|_| "an element without a type")?;
        let mut tag = Tag {
            role: String::from_utf8_lossy(role).into_owned(),
            lang: string(b"Lang"),
            alt: string(b"Alt"),
            actual: string(b"ActualText"),
            ..Tag::default()
        };
        for attributes in self.list(dict, b"A") {
            let Ok((_, Object::Dictionary(attributes))) = self.doc.dereference(attributes) else { continue };
            let named = |key: &[u8]| {
                attributes.get(key).and_then(Object::as_name).ok().map(|n| String::from_utf8_lossy(n).into_owned())
            };
            tag.scope = tag.scope.or_else(|| named(b"Scope"));
            tag.numbering = tag.numbering.or_else(|| named(b"ListNumbering"));
        }
        for kid in self.list(dict, b"K") {
            let Some(kid) = self.kid(kid, Some((id, page)), depth + 1)? else { continue };
            match (tag.kids.last_mut(), kid) {
                (_, TagKid::Text(text)) if text.is_empty() => {}
                (Some(TagKid::Text(before)), TagKid::Text(text)) => before.push_str(&text),
                (_, kid) => tag.kids.push(kid),
            }
        }
        Ok(tag)
    }

    /// A link annotation.
    fn link(&self, annotation: &Dictionary) -> TagKid {
        let string = |dict: &Dictionary, key: &[u8]| dict.get(key).and_then(Object::as_str).ok().map(text_string);
        let action = annotation.get_deref(b"A", self.doc).and_then(Object::as_dict).ok();
        let page = || {
            let place = action?.get(b"D").and_then(Object::as_array).ok()?;
            let (number, _) = self.pages.get(&place.first()?.as_reference().ok()?)?;
            Some(format!("page {number}"))
        };
        let target = action.and_then(|a| string(a, b"URI")).or_else(page).unwrap_or_default();
        TagKid::Link { contents: string(annotation, b"Contents").unwrap_or_default(), target }
    }
}

impl TagTree {
    /// The tree as indented lines, one element a line.
    pub fn to_text(&self) -> String {
        // Writing to a string cannot fail.
        let mut out = String::new();
        let _ = writeln!(out, "{:?} lang={}", self.title, self.lang);
        self.tags.iter().for_each(|tag| tag.dump(1, &mut out));
        for stray in &self.stray {
            let _ = writeln!(out, "untagged {stray:?}");
        }
        out
    }

    /// The tree as JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "title": self.title, "lang": self.lang, "tags": self.tags.iter().map(Tag::to_json).collect::<Vec<_>>(),
            "untagged": self.stray,
        })
    }

    /// All elements of a role, in reading order.
    pub fn all(&self, role: &str) -> Vec<&Tag> {
        let mut found = vec![];
        self.tags.iter().for_each(|tag| tag.gather(role, &mut found));
        found
    }
}

impl Tag {
    /// What the element says: its replacement text, or the text of all its parts.
    pub fn text(&self) -> String {
        let part = |kid: &TagKid| match kid {
            TagKid::Tag(tag) => tag.text(),
            TagKid::Text(text) => text.clone(),
            TagKid::Link { .. } => String::new(),
        };
        self.actual.clone().unwrap_or_else(|| self.kids.iter().map(part).collect())
    }

    /// Adds the elements of a role.
    fn gather<'t>(&'t self, role: &str, found: &mut Vec<&'t Tag>) {
        if self.role == role {
            found.push(self);
        }
        for kid in &self.kids {
            if let TagKid::Tag(tag) = kid {
                tag.gather(role, found);
            }
        }
    }

    /// The attributes that are there, by name.
    fn attributes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("lang", &self.lang),
            ("scope", &self.scope),
            ("numbering", &self.numbering),
            ("alt", &self.alt),
            ("actual", &self.actual),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    /// Writes the element and its parts; text alone stays on the element's line.
    fn dump(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        // Writing to a string cannot fail.
        let _ = write!(out, "{}{}", "  ".repeat(depth - 1), self.role);
        for (name, value) in self.attributes() {
            let _ = write!(out, " {name}={value:?}");
        }
        if let [TagKid::Text(text)] = &self.kids[..] {
            let _ = writeln!(out, " {text:?}");
            return;
        }
        out.push('\n');
        for kid in &self.kids {
            let _ = match kid {
                TagKid::Tag(tag) => {
                    tag.dump(depth + 1, out);
                    Ok(())
                }
                TagKid::Text(text) => writeln!(out, "{indent}{text:?}"),
                TagKid::Link { contents, target } => writeln!(out, "{indent}-> {target} {contents:?}"),
            };
        }
    }

    /// The element as JSON.
    fn to_json(&self) -> Value {
        let mut map = Map::from_iter([("role".to_owned(), json!(self.role))]);
        map.extend(self.attributes().map(|(name, value)| (name.to_owned(), json!(value))));
        let kid = |kid: &TagKid| match kid {
            TagKid::Tag(tag) => tag.to_json(),
            TagKid::Text(text) => json!(text),
            TagKid::Link { contents, target } => json!({ "link": target, "contents": contents }),
        };
        if !self.kids.is_empty() {
            map.insert("kids".to_owned(), self.kids.iter().map(kid).collect());
        }
        Value::Object(map)
    }
}
