//! A shard: the share of a plan that one of several workers makes.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::{Code, Diagnostic};

/// Share `index` of `count`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard {
    /// Which, from 1.
    pub index: usize,
    /// Of how many.
    pub count: usize,
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-of-{}", self.index, self.count)
    }
}

/// Variables that are looked at.
pub const VARIABLES: [&str; 12] = [
    "HANDOUT_SHARD_INDEX",
    "HANDOUT_SHARD_COUNT",
    "JOB_COMPLETION_INDEX",
    "AWS_BATCH_JOB_ARRAY_INDEX",
    "AWS_BATCH_JOB_ARRAY_SIZE",
    "SLURM_ARRAY_TASK_ID",
    "SLURM_ARRAY_TASK_COUNT",
    "SLURM_ARRAY_TASK_MIN",
    "SLURM_ARRAY_TASK_MAX",
    "SLURM_ARRAY_TASK_STEP",
    "CI_NODE_INDEX",
    "CI_NODE_TOTAL",
];

/// Most shards of a plan.
pub const MOST_SHARDS: usize = 100_000;

impl Shard {
    /// Every job.
    pub const WHOLE: Shard = Shard { index: 1, count: 1 };

    /// Reads `I/N`.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(typed: &str) -> Result<Shard, Diagnostic> {
        let read = typed.split_once('/').and_then(|(index, count)| {
            let digits = |text: &str| {
                (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
            };
            Some(Shard { index: digits(index)?, count: digits(count)? })
        });
        match read {
            Some(shard) if shard.is_sound() => Ok(shard),
            _ => {
                let shown: String = typed.chars().take(40).filter(|c| !c.is_control()).collect();
                Err(Diagnostic::error(Code::BadShard, format!("`{shown}` is no shard"))
                    .hint("write I/N with I from 1 to N, such as 2/7; or auto, auto/7"))
            }
        }
    }

    /// Whether there can be such a shard.
    pub fn is_sound(self) -> bool {
        (1..=self.count).contains(&self.index) && self.count <= MOST_SHARDS
    }

    /// Those of a sorted list that are its share: every `count`th, so that brochures that take long are spread.
    pub fn of<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.index - 1).step_by(self.count).collect()
    }

    /// How many of `all` jobs are its share.
    pub fn share(self, all: usize) -> usize {
        all.saturating_add(self.count - self.index) / self.count
    }

    /// What the environment says: variables by name, those that are set. `count` is the number of shards where it was
    /// given, since not every engine tells it.
    ///
    /// # Errors
    /// Nothing said, too little, or two engines that say different things; with what was seen.
    pub fn from_environment(set: &BTreeMap<String, String>, count: Option<usize>) -> Result<Shard, Diagnostic> {
        let seen: Vec<String> = set.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let refused = |why: String| {
            let seen =
                if seen.is_empty() { "no variable is set".to_owned() } else { format!("seen: {}", seen.join(", ")) };
            Diagnostic::error(Code::BadShard, format!("`--shard auto` cannot tell the shard: {why}"))
                .hint(seen)
                .hint("write the shard: `--shard I/N`")
        };
        let number = |name: &str| match set.get(name) {
            None => Ok(None),
            Some(text) => match text.trim().parse::<usize>() {
                Ok(n) => Ok(Some(n)),
                Err(_) => Err(refused(format!("{name} is no number"))),
            },
        };
        let own_count = number("HANDOUT_SHARD_COUNT")?;
        let told = match (count, own_count) {
            (Some(typed), Some(set)) if typed != set => {
                return Err(refused(format!("auto/{typed} was asked for, and HANDOUT_SHARD_COUNT is {set}")));
            }
            (typed, set) => typed.or(set),
        };
        // Each engine: its name, the index from 0, and the count where it tells one.
        let mut engines: Vec<(&str, usize, Option<usize>)> = vec![];
        if let Some(index) = number("HANDOUT_SHARD_INDEX")? {
            engines.push(("HANDOUT_SHARD_INDEX", index, None));
        }
        if let Some(index) = number("JOB_COMPLETION_INDEX")? {
            engines.push(("JOB_COMPLETION_INDEX", index, None));
        }
        if let Some(index) = number("AWS_BATCH_JOB_ARRAY_INDEX")? {
            engines.push(("AWS_BATCH_JOB_ARRAY_INDEX", index, number("AWS_BATCH_JOB_ARRAY_SIZE")?));
        }
        if let Some(id) = number("SLURM_ARRAY_TASK_ID")? {
            let first = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(0);
            let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
            let known = number("SLURM_ARRAY_TASK_COUNT")?;
            let regular = known.is_none_or(|count| {
                let last = number("SLURM_ARRAY_TASK_MAX").ok().flatten();
                last.is_none_or(|last| last >= first && (last - first) / step + 1 == count)
            });
            if id < first || !(id - first).is_multiple_of(step) || !regular {
                return Err(refused("the tasks of this array do not go from MIN to MAX by STEP".into()));
            }
            engines.push(("SLURM_ARRAY_TASK_ID", (id - first) / step, known));
        }
        if let Some(index) = number("CI_NODE_INDEX")? {
            let Some(index) = index.checked_sub(1) else { return Err(refused("CI_NODE_INDEX counts from 1".into())) };
            engines.push(("CI_NODE_INDEX", index, number("CI_NODE_TOTAL")?));
        }
        let Some(&(first, index, _)) = engines.first() else {
            return Err(refused("no engine has set an index".into()));
        };
        if let Some((other, _, _)) = engines.iter().find(|(_, other, _)| *other != index) {
            return Err(refused(format!("{first} and {other} name different shards")));
        }
        let counts: Vec<(&str, usize)> =
            engines.iter().filter_map(|(name, _, count)| Some((*name, (*count)?))).collect();
        let count = told.or(counts.first().map(|(_, count)| *count));
        let Some(count) = count else {
            return Err(refused("the number of shards is not told".into())
                .hint("give it: `--shard auto/N`, or set HANDOUT_SHARD_COUNT"));
        };
        if let Some((name, other)) = counts.iter().find(|(_, other)| *other != count) {
            return Err(refused(format!("{count} shards were asked for, and the engine of {name} has {other}")));
        }
        if index >= count {
            return Err(refused(format!("{first} is shard {} of {count}", index + 1)));
        }
        Ok(Shard { index: index + 1, count })
    }
}
