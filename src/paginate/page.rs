//! Finished pages: things at fixed places, each tied to its node or marked as furniture.

use std::collections::BTreeMap;

use crate::base::Pt;
use crate::compose::NodeId;
use crate::typeset::Frame;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its number, from 1; also its label.
    pub number: u32,
    /// What is on it.
    pub frame: Frame,
    /// Height of the text area, and how much of it is used; for reports.
    pub fill: (Pt, Pt),
}

/// All pages of a brochure, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The pages.
    pub pages: Vec<Page>,
    /// The first page on which each node stands.
    pub numbers: BTreeMap<NodeId, u32>,
}
