//! `--shard`: as typed, or as the engine that runs the workers says in the environment.

use std::collections::BTreeMap;

use super::Failure;
use crate::batch::{Shard, VARIABLES};

/// The shard that is meant; all of the plan if none was typed.
pub fn shard(typed: Option<&str>) -> Result<Shard, Failure> {
    let Some(typed) = typed else { return Ok(Shard::WHOLE) };
    let count = match typed.split_once('/') {
        None if typed == "auto" => None,
        Some(("auto", count)) => {
            // Read as a shard, so that a bad number is told in the same words.
            Some(Shard::parse(&format!("1/{count}")).map_err(Failure::usage)?.count)
        }
        _ => return Shard::parse(typed).map_err(Failure::usage),
    };
    let set: BTreeMap<String, String> = VARIABLES
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok().filter(|value| !value.is_empty())?)))
        .collect();
    Shard::from_environment(&set, count).map_err(Failure::usage)
}
