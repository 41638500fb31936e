//! Tables made from the facts: drugs of a pair, types by cancer, drugs by marker.

use std::collections::BTreeSet;

use super::brochure::{Block, DrugRow, DrugTable, Rich, Table, words};
use super::fill::{Filler, bare, plain};
use super::pairs::{ANY_SOLID, PairState, drugs_of, pair_state, uses_for};
use crate::base::Id;
use crate::content::{Date, Drug, Month, Use, fill};

impl Filler<'_> {
    /// A month in words.
    pub fn month(&self, month: Month) -> String {
        let dates = &self.words.strings.dates;
        let name = dates.months.get(usize::from(month.month).saturating_sub(1)).map_or("", String::as_str);
        fill(&dates.month, &[("month", name), ("year", &month.year.to_string())])
    }

    /// A day in words.
    pub fn day(&self, day: Date) -> String {
        let dates = &self.words.strings.dates;
        let Month { year, month } = day.month();
        let name = dates.months.get(usize::from(month).saturating_sub(1)).map_or("", String::as_str);
        let (number, year) = (day.day().to_string(), year.to_string());
        fill(&dates.day, &[("day", &number), ("month", name), ("year", &year)])
    }

    /// The month in which the oldest of the facts used was checked.
    pub fn facts_month(&self) -> Option<Month> {
        let of = |therapy: &Id| drugs_of(self.library, therapy).map(|(_, d)| d.as_of.value).collect::<Vec<_>>();
        let months: Vec<Month> = if self.variant.therapies.is_empty() {
            self.library.vocabulary.therapies.ids().flat_map(of).collect()
        } else {
            self.variant.therapies.iter().flat_map(of).collect()
        };
        months.into_iter().min()
    }

    /// The drug table of a therapy for the reader's cancer; none when there is no drug to show.
    pub fn drug_table(&mut self, therapy: &Id) -> Option<Block> {
        let cancer = self.variant.cancer.clone()?;
        let (library, words_of) = (self.library, self.words);
        let strings = &words_of.strings.facts;
        self.used.insert(library.drugs.version.span.file);
        self.used.insert(words_of.names.version.span.file);
        let mut rows = vec![];
        let mut as_of: Option<Month> = None;
        let mut classes = BTreeSet::new();
        for (id, drug) in drugs_of(library, therapy) {
            let uses: Vec<(&Id, &Use, bool)> = uses_for(library, drug, &cancer).collect();
            if uses.is_empty() {
                continue;
            }
            as_of = Some(as_of.map_or(drug.as_of.value, |m| m.min(drug.as_of.value)));
            rows.push(DrugRow {
                generic: self.generic(id, drug),
                brand: self.brands(drug),
                class: words_of.names.classes.get(drug.class.id()).map(bare),
                route: self.routes(drug),
                kind: plain(&self.kinds(&uses, &cancer)),
                target: self.targets(drug),
            });
            classes.insert(drug.class.id());
        }
        // What all have in common need not be said of each.
        if classes.len() < 2 {
            rows.iter_mut().for_each(|row| row.class = None);
        }
        let as_of = self.month(as_of?);
        let has_kinds =
            library.vocabulary.cancers.values().any(|c| c.parent.as_ref().is_some_and(|p| p.value == cancer));
        let group = words_of.names.cancers.get(cancer.as_str()).map(|n| words(&bare(&n.name))).unwrap_or_default();
        let kind =
            if has_kinds { plain(&fill(&strings.kind, &[("cancer", &group)])) } else { bare(&strings.use_column) };
        let target = words_of.therapies.get(therapy).map(|t| bare(&t.target_label)).unwrap_or_default();
        Some(Block::Drugs(DrugTable {
            heads: [bare(&strings.yours), bare(&strings.drug), bare(&strings.route), kind, target],
            rows,
            note: plain(&fill(&strings.as_of, &[("date", &as_of)])),
            check_box: words(&bare(&words_of.strings.spoken.check_box)),
        }))
    }

    /// The name of a drug in the language of the brochure.
    fn generic(&self, id: &Id, drug: &Drug) -> Rich {
        self.words.names.drugs.get(id.as_str()).map_or_else(|| plain(&drug.generic), bare)
    }

    /// What a drug finds or blocks.
    fn targets(&self, drug: &Drug) -> Rich {
        let names = &self.words.names.targets;
        let named = |target: &String| {
            let own = target_id(target).and_then(|id| names.get(id.as_str()));
            own.map_or_else(|| plain(target), bare)
        };
        self.listed(drug.targets.iter().map(named).collect())
    }

    /// Members of a list with commas between them.
    fn listed(&self, members: Vec<Rich>) -> Rich {
        self.join(members, &self.words.strings.join.comma)
    }

    /// The first brand; others stand with their way of giving.
    fn brands(&self, drug: &Drug) -> Rich {
        let first = drug.brands.first();
        let same = drug
            .brands
            .iter()
            .filter(|b| Some(&b.route.value) == first.map(|f| &f.route.value) && !b.name.is_empty())
            .map(|b| self.in_source(&b.name))
            .collect();
        self.listed(same)
    }

    fn routes(&self, drug: &Drug) -> Rich {
        let name = |id: &Id| self.words.names.routes.get(id.as_str()).map(|t| words(&bare(t))).unwrap_or_default();
        let Some(first) = drug.brands.first() else { return Rich::new() };
        let start = plain(&name(&first.route.value));
        let Some(other) = drug.brands.iter().find(|b| b.route.value != first.route.value) else { return start };
        let second = plain(&lower_first(&name(&other.route.value)));
        let facts = &self.words.strings.facts;
        let template = if other.name.is_empty() { &facts.second_route_plain } else { &facts.second_route };
        self.filled(template, &[("first", start), ("second", second), ("brand", self.in_source(&other.name))])
    }

    /// The kinds of the reader's cancer that a drug is used for.
    fn kinds(&self, uses: &[(&Id, &Use, bool)], cancer: &Id) -> String {
        let strings = &self.words.strings;
        let cancers = &self.words.names.cancers;
        let is_group =
            self.library.vocabulary.cancers.values().any(|c| c.parent.as_ref().is_some_and(|p| p.value == *cancer));
        // A use that the use for any solid tumor covers is not said twice.
        let covered = |how: &Use| {
            let any = uses.iter().find(|(_, _, named)| !named).map(|(_, any, _)| &any.markers);
            !how.markers.is_empty()
                && any.is_some_and(|any| how.markers.iter().all(|m| any.iter().any(|a| a.value == m.value)))
        };
        let own_name = || cancers.get(cancer.as_str()).map(|names| words(&bare(&names.name))).unwrap_or_default();
        let kinds: Vec<String> = uses
            .iter()
            .filter(|(_, how, named)| !named || is_group || !covered(how))
            .map(|(id, how, named)| {
                let listed: Vec<String> = how
                    .named
                    .iter()
                    .filter_map(|id| cancers.get(id.as_str()))
                    .map(|names| words(&bare(&names.name)))
                    .collect();
                let kind = match cancers.get(id.as_str()) {
                    _ if !listed.is_empty() => listed.join(&strings.join.comma),
                    Some(names) if *named && *id != cancer => words(&bare(names.kind.as_ref().unwrap_or(&names.name))),
                    // A cancer without kinds is named itself.
                    Some(names) if *named && !is_group => words(&bare(names.kind.as_ref().unwrap_or(&names.name))),
                    _ if !is_group => own_name(),
                    _ => words(&bare(&strings.facts.any_kind)),
                };
                if how.markers.is_empty() {
                    return kind;
                }
                let markers: Vec<String> = how.markers.iter().map(|m| lower_first(&self.marker(&m.value))).collect();
                let markers = markers.join(&strings.join.or);
                fill(&strings.facts.with_marker, &[("kind", &kind), ("markers", &markers)])
            })
            .collect();
        kinds
            .iter()
            .enumerate()
            .map(|(i, kind)| if i == 0 { kind.clone() } else { lower_first(kind) })
            .collect::<Vec<_>>()
            .join(&strings.join.semicolon)
    }

    fn marker(&self, id: &Id) -> String {
        self.words.names.markers.get(id.as_str()).map_or_else(|| id.to_string(), |m| words(&bare(&m.name)))
    }

    /// Which types are used for which cancer.
    pub fn cancer_table(&mut self) -> Block {
        let (library, words_of) = (self.library, self.words);
        let strings = &words_of.strings.facts;
        self.used.extend([
            library.drugs.version.span.file,
            words_of.names.version.span.file,
            library.pairs.version.span.file,
        ]);
        let named = |state: PairState, cancer: &Id| -> Vec<String> {
            library
                .vocabulary
                .therapies
                .ids()
                .filter(|therapy| pair_state(library, therapy, cancer) == state)
                .filter_map(|therapy| words_of.names.therapies.get(therapy.as_str()))
                .map(|names| words(&bare(&names.short)))
                .collect()
        };
        let cell = |names: Vec<String>| -> Vec<Rich> {
            let listed = names
                .iter()
                .enumerate()
                .map(|(i, n)| if i == 0 { upper_first(n) } else { n.clone() })
                .collect::<Vec<_>>()
                .join(&words_of.strings.join.comma);
            vec![if listed.is_empty() { bare(&strings.none) } else { plain(&listed) }]
        };
        let rows = library
            .vocabulary
            .cancers
            .iter()
            .filter(|(_, entry)| entry.parent.is_none())
            .filter_map(|(cancer, _)| {
                let names = words_of.names.cancers.get(cancer.as_str())?;
                let mut used = named(PairState::Used, &cancer.value);
                let marked = named(PairState::WithMarker, &cancer.value);
                let trials = named(PairState::TrialsOnly, &cancer.value);
                if used.is_empty() && marked.is_empty() && trials.is_empty() {
                    return None;
                }
                if used.is_empty() && marked.is_empty() {
                    used.push(fill(&strings.trials, &[("therapies", &trials.join(&words_of.strings.join.comma))]));
                }
                Some((bare(&names.name), vec![cell(used), cell(marked)]))
            })
            .collect();
        Block::Table(Table {
            corner: Some(bare(&strings.cancer)),
            columns: vec![(bare(&strings.used), None), (bare(&strings.used_with_marker), None)],
            rows,
            note: None,
        })
    }

    /// Drugs for any solid tumor, by marker.
    pub fn marker_table(&mut self) -> Block {
        let (library, words_of) = (self.library, self.words);
        let strings = &words_of.strings.facts;
        self.used.extend([library.drugs.version.span.file, words_of.names.version.span.file]);
        let drugs = |marker: &Id| -> Vec<Rich> {
            library
                .vocabulary
                .therapies
                .ids()
                .flat_map(|therapy| drugs_of(library, therapy))
                .filter(|(_, drug)| {
                    drug.uses.get(ANY_SOLID).is_some_and(|how| how.markers.iter().any(|m| m.value == *marker))
                })
                .map(|(id, drug)| {
                    let mut named = self.generic(id, drug);
                    named.extend(plain(" ("));
                    named.extend(self.brands(drug));
                    named.extend(plain(")"));
                    named
                })
                .collect()
        };
        let rows = words_of
            .names
            .markers
            .iter()
            .filter_map(|(id, names)| {
                let drugs = drugs(&id.value);
                let row = vec![vec![bare(&names.meaning)], drugs];
                (!row[1].is_empty()).then(|| (bare(&names.name), row))
            })
            .collect();
        Block::Table(Table {
            corner: Some(bare(&strings.marker)),
            columns: vec![(bare(&strings.marker_meaning), None), (bare(&strings.marker_drugs), None)],
            rows,
            note: None,
        })
    }
}

/// The id under which `names.yaml` may name a target of the facts: its words with hyphens.
pub fn target_id(target: &str) -> Option<Id> {
    Id::new(&target.to_lowercase().replace(' ', "-")).ok()
}

/// A word that starts a cell, made to stand inside a list; abbreviations stay.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// A word made to start a cell.
fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
