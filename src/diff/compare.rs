//! One guide in both states: what differs for its reader.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pieces::Piece;
use super::redline::Kind;
use super::units::{Key, Units};
use super::words::{Pair, pairs};
use crate::base::Id;

/// One difference for one reader.
#[derive(Debug)]
pub struct Found {
    /// What kind.
    pub kind: Kind,
    /// The unit that its words stand in.
    pub key: Key,
    /// The part, section and block.
    pub path: Vec<Id>,
    /// Where it stood, if it moved or has another id.
    pub from: Option<(Key, Vec<Id>)>,
    /// What differs.
    pub pairs: Vec<Pair>,
}

/// All that differs; of a guide that only one state makes, the blocks that only that state has.
pub fn compare(old: Option<&[Piece]>, new: Option<&[Piece]>, units: &Units) -> Vec<Found> {
    let (was, is) = (old.unwrap_or_default(), new.unwrap_or_default());
    let whole = old.is_some() && new.is_some();
    let by_key = |pieces: &'_ [Piece]| -> BTreeMap<Key, usize> {
        pieces.iter().enumerate().map(|(at, piece)| (piece.key, at)).collect()
    };
    let (at_old, at_new) = (by_key(was), by_key(is));
    let mut gone: Vec<&Piece> = was.iter().filter(|piece| !at_new.contains_key(&piece.key)).collect();
    let moved = if whole { moved(was, is, &at_old, &at_new, units) } else { vec![] };
    let mut found = vec![];
    for piece in is {
        let Some(before) = at_old.get(&piece.key).map(|at| &was[*at]) else {
            let twin = gone.iter().position(|other| other.key.fixed().is_none() && other.lines_are(piece));
            if let Some(twin) = twin {
                let other = gone.remove(twin);
                let kind = if other.host() == piece.host() { Kind::Renamed } else { Kind::Moved };
                let from = Some((other.key, other.path.clone()));
                found.push(Found { kind, key: piece.key, path: piece.path.clone(), from, pairs: vec![] });
            } else {
                let kind = if units.get(piece.key).old.is_none() { Kind::Added } else { Kind::Gained };
                if whole || kind == Kind::Added {
                    found.push(of(kind, piece, pairs(&[], &piece.lines)));
                }
            }
            continue;
        };
        if moved.contains(&piece.key) {
            let from = Some((piece.key, before.path.clone()));
            found.push(Found { from, ..of(Kind::Moved, piece, vec![]) });
        }
        if !before.lines_are(piece) {
            found.push(of(Kind::Words, piece, pairs(&before.lines, &piece.lines)));
        }
    }
    for piece in gone {
        let kind = if units.get(piece.key).new.is_none() { Kind::Removed } else { Kind::Lost };
        if whole || kind == Kind::Removed {
            found.push(of(kind, piece, pairs(&piece.lines, &[])));
        }
    }
    found
}

fn of(kind: Kind, piece: &Piece, pairs: Vec<Pair>) -> Found {
    Found { kind, key: piece.key, path: piece.path.clone(), from: None, pairs }
}

impl Piece {
    fn lines_are(&self, other: &Piece) -> bool {
        let same = |(a, b): (&super::pieces::Line, &super::pieces::Line)| a.words == b.words && a.marked == b.marked;
        self.lines.len() == other.lines.len() && self.lines.iter().zip(&other.lines).all(same)
    }

    /// The part and section it stands in.
    fn host(&self) -> &[Id] {
        self.path.split_last().map_or(&[], |(_, host)| host)
    }
}

/// What stands in another part or section, or before what it stood behind.
fn moved(
    was: &[Piece],
    is: &[Piece],
    at_old: &BTreeMap<Key, usize>,
    at_new: &BTreeMap<Key, usize>,
    units: &Units,
) -> Vec<Key> {
    // Terms stand in the order of the alphabet.
    let placed = |piece: &&Piece| piece.key.fixed().is_none() && !units.get(piece.key).path.ends_with("/glossary.yaml");
    let keys = |pieces: &'_ [Piece], other: &BTreeMap<Key, usize>| -> Vec<Key> {
        pieces.iter().filter(placed).map(|piece| piece.key).filter(|key| other.contains_key(key)).collect()
    };
    let (before, after) = (keys(was, at_new), keys(is, at_old));
    let elsewhere = |key: &Key| was[at_old[key]].host() != is[at_new[key]].host();
    let mut moved: Vec<Key> = after.iter().copied().filter(elsewhere).collect();
    if before != after {
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            if !matches!(op, DiffOp::Equal { .. }) {
                moved.extend(&after[op.new_range()]);
            }
        }
    }
    moved
}
