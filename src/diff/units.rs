//! What was written otherwise: the units of all files of both states, under keys that both share.

use std::collections::BTreeMap;

use super::redline::Side;
use crate::base::{FileId, Id, Span};
use crate::content::{Content, parse_inline};

/// A unit in either state, or a fixed place of a brochure that no single unit fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

impl Key {
    /// Title, code, marks of every page.
    pub const FURNITURE: Key = Key(0);
    /// The cover.
    pub const COVER: Key = Key(1);
    /// The contents list.
    pub const CONTENTS: Key = Key(2);
    /// The back page.
    pub const BACK: Key = Key(3);
    /// Words that no place is known of.
    pub const OTHER: Key = Key(4);
    const FIXED: [&'static str; 5] = ["every-page", "cover", "contents", "back", "other"];

    /// The name of a fixed place.
    pub fn fixed(self) -> Option<&'static str> {
        Self::FIXED.get(self.0 as usize).copied()
    }
}

/// One unit of one state.
#[derive(Clone, Debug)]
pub struct Unit {
    /// From its key to its end.
    pub range: Span,
    /// Hash of what it says.
    pub pin: String,
    /// For whom it is, if it says so.
    pub condition: Option<String>,
    /// Its texts: the keys down to each, and the text.
    pub texts: Vec<(String, String, Span)>,
}

/// A unit with both states.
#[derive(Clone, Debug, Default)]
pub struct Both {
    /// The path of its file below the content folder.
    pub path: String,
    /// Its name in the file.
    pub name: String,
    /// In the old state.
    pub old: Option<Unit>,
    /// In the new state.
    pub new: Option<Unit>,
}

impl Both {
    /// Whether it is not the same in both.
    pub fn is_changed(&self) -> bool {
        self.old.as_ref().map(|unit| &unit.pin) != self.new.as_ref().map(|unit| &unit.pin)
    }

    /// Whether it is there in both, for other readers.
    pub fn is_for_others(&self) -> bool {
        let condition = |unit: &Unit| unit.condition.clone().unwrap_or_default();
        self.old.as_ref().zip(self.new.as_ref()).is_some_and(|(old, new)| condition(old) != condition(new))
    }

    /// The language whose folder the file is in, if it is one of these.
    pub fn lang<'a>(&self, langs: &[&'a Id]) -> Option<&'a Id> {
        let (first, _) = self.path.split_once('/')?;
        langs.iter().find(|lang| lang.as_str() == first).copied()
    }
}

/// The words of a text as written, cut where something is filled in.
pub fn literal(text: &str) -> Vec<String> {
    let pieces: Vec<String> = match parse_inline(text) {
        Ok(pieces) => pieces
            .into_iter()
            .filter_map(|piece| match piece.content {
                Content::Words(words) => Some(words),
                Content::Slot(_) => None,
            })
            .collect(),
        // Templates have holes of their own.
        Err(_) => {
            text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest).to_owned()).collect()
        }
    };
    pieces.into_iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// All units of both states.
#[derive(Debug)]
pub struct Units {
    all: Vec<Both>,
    /// Places of the old state.
    pub old: Index,
    /// Places of the new state.
    pub new: Index,
}

/// From a place to the unit that it is in.
#[derive(Debug, Default)]
pub struct Index(BTreeMap<FileId, Vec<(Span, Key)>>);

impl Index {
    /// The innermost unit at a place.
    pub fn key(&self, place: Span) -> Key {
        let Some(units) = self.0.get(&place.file) else { return Key::OTHER };
        // Units stand in the order of their first letters, those inside others after them.
        let after = units.partition_point(|(range, _)| range.start <= place.start);
        let inside = units[..after].iter().rev().find(|(range, _)| place.start < range.end);
        inside.map_or(Key::OTHER, |(_, key)| *key)
    }
}

impl Units {
    /// The units of both states.
    pub fn new(old: &Side<'_>, new: &Side<'_>) -> Units {
        let mut all: Vec<Both> =
            Key::FIXED.iter().map(|name| Both { name: (*name).into(), ..Both::default() }).collect();
        let mut known = BTreeMap::new();
        let old = index(old, &mut all, &mut known, |both| &mut both.old);
        let new = index(new, &mut all, &mut known, |both| &mut both.new);
        Units { all, old, new }
    }

    /// A unit by its key.
    pub fn get(&self, key: Key) -> &Both {
        // Keys are given out by `new`, one for each entry.
        &self.all[key.0 as usize]
    }

    /// The unit of a file by its name.
    pub fn find(&self, path: &str, name: &str) -> Option<Key> {
        self.iter().find(|(_, both)| both.path == path && both.name == name).map(|(key, _)| key)
    }

    /// All units with their keys, in the order of the files of the old state, then new ones.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Both)> {
        self.all.iter().enumerate().map(|(at, both)| (Key(at as u32), both)).skip(Key::FIXED.len())
    }
}

fn index(
    side: &Side<'_>,
    all: &mut Vec<Both>,
    known: &mut BTreeMap<(String, String), Key>,
    state: fn(&mut Both) -> &mut Option<Unit>,
) -> Index {
    let mut index = Index::default();
    for file in side.library.files.keys() {
        let path = side.sources.path(*file);
        let mut places = vec![];
        for unit in side.library.units(*file) {
            let name = (path.to_owned(), unit.name.clone());
            let key = *known.entry(name).or_insert_with(|| {
                all.push(Both { path: path.to_owned(), name: unit.name.clone(), ..Both::default() });
                Key(all.len() as u32 - 1)
            });
            let range = unit.range();
            places.push((range, key));
            let texts = unit.placed_texts().into_iter().map(|(path, text, at)| (path, text.to_owned(), at)).collect();
            *state(&mut all[key.0 as usize]) =
                Some(Unit { range, pin: unit.pin(), condition: unit.condition(), texts });
        }
        places.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        index.0.insert(*file, places);
    }
    index
}
