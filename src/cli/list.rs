//! `handout list`: what can be chosen.

use serde_json::{Map, Value, json};

use super::Failure;
use super::args::{Format, List, What};
use super::opened::Opened;
use super::output::Output;
use super::report::Shown;
use super::table::table;
use crate::base::Id;
use crate::content::{Library, Text, Words};
use crate::tailor::{PairState, pair_state, unknown};

/// Prints a list as a table or as data.
pub fn run(typed: &List, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.from.content.as_deref(), shown)?;
    let library = opened.unchecked(shown)?;
    let Some(words) = library.languages.get(typed.lang.as_str()) else {
        let known: Vec<&str> = library.languages.keys().map(Id::as_str).collect();
        return Err(Failure::usage(unknown("language", &typed.lang, &known)));
    };
    let rows = rows(typed.what, &library, words);
    let text = match typed.from.format {
        Format::Json => format!("{:#}\n", Value::Array(rows.into_iter().map(Value::Object).collect())),
        Format::Text => text(&rows),
    };
    output.print(text.as_bytes())
}

/// One row: names of columns and their values.
type Row = Map<String, Value>;

fn row(entries: &[(&str, Value)]) -> Row {
    entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn name(text: Option<&Text>) -> Value {
    text.map_or(Value::Null, |t| json!(t.to_string()))
}

fn rows(what: What, library: &Library, words: &Words) -> Vec<Row> {
    let vocabulary = &library.vocabulary;
    let id = |id: &Id| json!(id.as_str());
    match what {
        What::Therapies => vocabulary
            .therapies
            .ids()
            .map(|therapy| {
                let named = words.names.therapies.get(therapy.as_str()).map(|n| &n.name);
                row(&[
                    ("id", id(therapy)),
                    ("name", name(named)),
                    ("content", json!(words.therapies.contains_key(therapy))),
                ])
            })
            .collect(),
        What::Cancers => vocabulary
            .cancers
            .iter()
            .map(|(cancer, entry)| {
                let named = words.names.cancers.get(cancer.as_str()).map(|n| &n.name);
                row(&[
                    ("id", id(cancer)),
                    ("name", name(named)),
                    ("kind-of", entry.parent.as_ref().map_or(Value::Null, |p| id(&p.value))),
                    ("content", json!(has_cancer(library, words, &cancer.value))),
                ])
            })
            .collect(),
        What::Pairs => pairs(library, words),
        What::Languages => vocabulary
            .languages
            .iter()
            .map(|(lang, entry)| row(&[("id", id(lang)), ("name", json!(entry.name)), ("tag", json!(entry.tag))]))
            .collect(),
        What::Editions => {
            vocabulary.editions.ids().map(|e| row(&[("id", id(e)), ("name", json!(e.as_str()))])).collect()
        }
        What::Papers => {
            let editions = library.themes.values().flat_map(|theme| theme.editions.values());
            let mut papers: Vec<&Id> = vec![];
            for paper in editions.flat_map(|edition| edition.papers.ids()) {
                if !papers.contains(&paper) {
                    papers.push(paper);
                }
            }
            papers.into_iter().map(|p| row(&[("id", id(p)), ("name", json!(p.as_str()))])).collect()
        }
        What::Clinics => library
            .clinics
            .iter()
            .map(|(clinic, file)| {
                let departments: Vec<&str> = file.departments.ids().map(Id::as_str).collect();
                row(&[
                    ("id", id(clinic)),
                    ("name", json!(file.name)),
                    ("departments", json!(departments.join(", "))),
                    ("example", json!(file.example)),
                ])
            })
            .collect(),
        What::Themes => library.themes.keys().map(|t| row(&[("id", id(t)), ("name", json!(t.as_str()))])).collect(),
    }
}

/// All pairs that are used in any way.
fn pairs(library: &Library, words: &Words) -> Vec<Row> {
    let mut rows = vec![];
    for therapy in library.vocabulary.therapies.ids() {
        for cancer in library.vocabulary.cancers.ids() {
            let state = pair_state(library, therapy, cancer);
            if state == PairState::NotUsed {
                continue;
            }
            let content = words.therapies.contains_key(therapy) && has_cancer(library, words, cancer);
            rows.push(row(&[
                ("therapy", json!(therapy.as_str())),
                ("cancer", json!(cancer.as_str())),
                ("state", json!(state.word())),
                ("content", json!(content && state.builds())),
            ]));
        }
    }
    rows
}

/// Whether a cancer, or the group it belongs to, has words for a part of its own.
fn has_cancer(library: &Library, words: &Words, cancer: &Id) -> bool {
    library.lineage(cancer).iter().any(|id| words.cancers.get(id).is_some_and(|c| c.title.is_some()))
}

/// Rows as a table under the names of their columns.
fn text(rows: &[Row]) -> String {
    let Some(first) = rows.first() else { return "(none)\n".to_owned() };
    let cell = |value: &Value| match value {
        Value::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Value::String(text) => text.clone(),
        _ => String::new(),
    };
    let mut lines: Vec<Vec<String>> = vec![first.keys().map(|head| head.to_uppercase()).collect()];
    lines.extend(rows.iter().map(|row| row.values().map(cell).collect()));
    table(&lines)
}
