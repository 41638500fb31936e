//! What a brochure says, block by block, as hashes: two brochures can be compared when only these are left of one.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::base::sha256;
use crate::tailor::{Brochure, brochure_json};

/// Hexadecimal digits of a block's hash.
const DIGITS: usize = 8;

/// Hashes of blocks, by id.
pub type Blocks = IndexMap<String, String>;

/// A brochure as hashes.
pub struct Digest {
    /// Sections by `PART/SECTION`; what no section holds stands under its part, or under `guide`.
    pub sections: IndexMap<String, Blocks>,
    /// Words of all texts.
    pub words: usize,
}

/// Takes the hashes of a brochure. They are of the very data that the hash in its document code is of, so where two
/// codes differ, some block does.
pub fn digest(brochure: &Brochure) -> Digest {
    let mut digest = Digest { sections: IndexMap::new(), words: 0 };
    let Value::Object(mut whole) = brochure_json(brochure) else { return digest };
    let parts = whole.remove("parts");
    // The code is made of the rest; it says nothing of its own.
    whole.remove("code");
    digest.put("guide", whole);
    for mut part in objects(parts) {
        let id = id_of(&part);
        let sections = part.remove("sections");
        digest.put(&id, part);
        for mut section in objects(sections) {
            let name = format!("{id}/{}", id_of(&section));
            let blocks = objects(section.remove("blocks"));
            digest.put(&name, section);
            for block in blocks {
                digest.add(&name, &id_of(&block), Value::Object(block));
            }
        }
    }
    digest
}

/// The hash of the blocks of a section.
pub fn section_hash(blocks: &Blocks) -> String {
    let lines: Vec<String> = blocks.iter().map(|(id, hash)| format!("{id} {hash}\n")).collect();
    let mut hash = sha256(lines.concat().as_bytes());
    hash.truncate(DIGITS * 2);
    hash
}

fn objects(list: Option<Value>) -> Vec<Map<String, Value>> {
    let Some(Value::Array(items)) = list else { return vec![] };
    items.into_iter().filter_map(|item| if let Value::Object(map) = item { Some(map) } else { None }).collect()
}

fn id_of(map: &Map<String, Value>) -> String {
    map.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

impl Digest {
    /// Adds what a thing says of itself, each as a block.
    fn put(&mut self, section: &str, fields: Map<String, Value>) {
        for (key, value) in fields {
            if key != "id" && !value.is_null() {
                self.add(section, &key, value);
            }
        }
    }

    fn add(&mut self, section: &str, block: &str, value: Value) {
        if !matches!(block, "lang" | "edition") {
            self.words += words(&value);
        }
        let blocks = self.sections.entry(section.to_owned()).or_default();
        // Two things of one id, such as a block and what was made beside it, are told of together.
        let before = blocks.get(block).cloned().unwrap_or_default();
        let mut hash = sha256(format!("{before}{value}").as_bytes());
        hash.truncate(DIGITS);
        blocks.insert(block.to_owned(), hash);
    }
}

/// Words of the texts in a value: ids stand under `id` and are none.
fn words(value: &Value) -> usize {
    match value {
        Value::String(text) => text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count(),
        Value::Array(items) => items.iter().map(words).sum(),
        Value::Object(map) => map.iter().filter(|(key, _)| *key != "id").map(|(_, value)| words(value)).sum(),
        _ => 0,
    }
}

/// What differs between two brochures: names of blocks, such as `side-effects/side-effects-care/table`.
pub fn changed(old: &IndexMap<String, Blocks>, new: &IndexMap<String, Blocks>) -> Vec<String> {
    let none = Blocks::new();
    let mut names = vec![];
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    for section in new.keys().chain(gone) {
        let (was, is) = (old.get(section).unwrap_or(&none), new.get(section).unwrap_or(&none));
        let gone = was.keys().filter(|id| !is.contains_key(*id));
        for id in is.keys().chain(gone).filter(|id| was.get(*id) != is.get(*id)) {
            let how = match (was.contains_key(id), is.contains_key(id)) {
                (true, true) => "",
                (false, _) => " (new)",
                (_, false) => " (gone)",
            };
            names.push(format!("{section}/{id}{how}"));
        }
    }
    names
}
