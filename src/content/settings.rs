//! `check.yaml`: what `check` looks for, and what it passes over, with reasons.

use schemars::JsonSchema;
use serde::Deserialize;

use super::IdMap;
use super::head::file_kind;
use crate::base::Spanned;

file_kind! {
    /// `check.yaml`.
    pub struct CheckSettings {
        /// By name of a rule (`handout check --explain` lists them).
        #[serde(default)]
        pub rules: IdMap<RuleSetting>,
        /// By language: the words that rules look for.
        #[serde(default)]
        pub words: IdMap<RuleWords>,
        /// Findings that are right as they are.
        #[serde(default)]
        pub allow: Vec<Allowed>,
    }
}

/// How a rule is applied.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// How bad a finding is.
    pub severity: Option<RuleSeverity>,
    /// The number from which on something is a finding, for rules that have one.
    pub threshold: Option<f64>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleSeverity {
    /// It is not told.
    Off,
    /// It is told, and changes nothing.
    Note,
    /// It is told; `--deny-warnings` counts it as an error.
    Warning,
    /// It is an error.
    Error,
}

/// The words that rules look for in a language. All are compared in small letters; `…` at the end stands for any ending.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleWords {
    /// Words that promise too much.
    #[serde(default)]
    pub promises: Vec<String>,
    /// Words that speak about the reader, not to them.
    #[serde(default)]
    pub third_person: Vec<String>,
    /// Hard words with plainer ones.
    #[serde(default)]
    pub jargon: Vec<Jargon>,
    /// Numbers that should be digits before a unit.
    #[serde(default)]
    pub number_words: Vec<String>,
    /// Units before which a number is in digits.
    #[serde(default)]
    pub number_units: Vec<String>,
    /// Words written in capitals that are no shouting.
    #[serde(default)]
    pub capitals: Vec<String>,
    /// Forms of "to be" that begin a passive.
    #[serde(default)]
    pub passive_verbs: Vec<String>,
    /// Participles that end a passive.
    #[serde(default)]
    pub participles: Vec<String>,
    /// Words that begin an action.
    #[serde(default)]
    pub actions: Vec<String>,
}

/// Hard words, with a plainer one.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Jargon {
    /// The hard words.
    pub not: Vec<String>,
    /// What to say.
    pub say: String,
}

/// A finding that is right as it is.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allowed {
    /// Name of the rule.
    pub rule: Spanned<String>,
    /// The file, below the content root; `*` stands for any language: `*/sections/teach-back.yaml`.
    pub file: Spanned<String>,
    /// The block, such as `blocks.intro`; without it, the whole file.
    pub block: Option<Spanned<String>>,
    /// Why it is right.
    pub reason: String,
}
