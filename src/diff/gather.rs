//! All guides of both states: who has the same change, and where it comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::compare::{Found, compare};
use super::guides::{USUAL, guides, is_not_made, variant};
use super::pieces::{Piece, pieces};
use super::redline::{Change, Form, Guide, Kind, Redline, Refused, Side, Touched, Unread, Written};
use super::units::{Both, Index, Key, Unit, Units, literal};
use super::words::{Mark, Pair, Sentence};
use crate::base::{Diagnostics, Id, Span};
use crate::content::{Library, PartKind};
use crate::tailor::tailor;

/// Most other texts that are named as what a change comes from.
const MOST_CAUSES: usize = 6;

/// Compares two states of the content, guide by guide.
///
/// # Errors
/// What stands against tailoring a guide, and whether that is so in the old state.
pub fn redline(old: &Side<'_>, new: &Side<'_>) -> Result<Redline, Refused> {
    let units = Units::new(old, new);
    let guides = guides(old.library, new.library);
    let drawing = |library: &'_ Library, id: &Id| library.drawings.get(id.as_str()).cloned();
    let redrawn: BTreeSet<Id> = new.library.drawings.keys().cloned().collect();
    let redrawn: BTreeSet<Id> =
        redrawn.into_iter().filter(|id| drawing(old.library, id) != drawing(new.library, id)).collect();
    let run = Run { old: old.library, new: new.library, units: &units, guides: &guides, redrawn: &redrawn };
    let langs = run.langs();
    let shared = units.iter().filter(|(_, both)| both.is_changed() && is_shared(both));
    let clues = shared.map(|(key, both)| (both.lang(&langs).cloned(), key)).collect();
    let mut groups = Groups { units: &units, clues, old, new, all: vec![], at: BTreeMap::new() };

    let usual: Vec<Form> = std::iter::once(Form::default()).chain(run.sheets()).collect();
    let (mut come, mut gone, mut touched) = (vec![], vec![], BTreeSet::new());
    for (form, guide, outcome) in run.all(&usual)? {
        if form.sheet.is_none() {
            match (outcome.old, outcome.new) {
                (false, true) => come.push(guide),
                (true, false) => gone.push(guide),
                _ => {}
            }
        }
        if !outcome.found.is_empty() || outcome.old != outcome.new {
            touched.insert(guide);
        }
        outcome.found.into_iter().for_each(|found| groups.add(&guides[guide].lang, form, guide, found));
    }
    // What nobody reads in the usual form may be read in another.
    let told = groups.told();
    let untold: Vec<&Both> =
        units.iter().filter(|(key, both)| both.is_changed() && !told.contains(key)).map(|(_, both)| both).collect();
    let others = run.other_forms(&untold);
    if !others.is_empty() {
        for (form, guide, outcome) in run.all(&others)? {
            for found in outcome.found {
                groups.add_if_new(&guides[guide].lang, form, guide, found, &mut touched);
            }
        }
    }
    let told = groups.told();
    let (unread, looks) = unread(&units, &told, &redrawn, old, new, &langs);
    let langs = langs.into_iter().map(|id| {
        let of =
            |library: &Library| library.vocabulary.languages.get(id.as_str()).map(|l| (l.name.clone(), l.tag.clone()));
        let (name, tag) = of(new.library).or_else(|| of(old.library)).unwrap_or_default();
        (id.clone(), name, tag)
    });
    let langs = langs.collect();
    let changes = groups.changes();
    Ok(Redline {
        old: old.name.clone(),
        new: new.name.clone(),
        langs,
        come,
        gone,
        touched: touched.into_iter().collect(),
        changes,
        unread,
        looks,
        stale: stale(old.library, new.library),
        guides,
    })
}

/// What the comparison of one guide in one form gave.
struct Outcome {
    old: bool,
    new: bool,
    found: Vec<Found>,
}

/// A guide in a form, by its number, with what came of it.
type Job<'f> = (&'f Form, usize, Outcome);

/// What all comparisons need.
struct Run<'a> {
    old: &'a Library,
    new: &'a Library,
    units: &'a Units,
    guides: &'a [Guide],
    redrawn: &'a BTreeSet<Id>,
}

impl Run<'_> {
    fn langs(&self) -> Vec<&Id> {
        let mut langs: Vec<&Id> = vec![];
        for guide in self.guides {
            if !langs.contains(&&guide.lang) {
                langs.push(&guide.lang);
            }
        }
        langs
    }

    /// Parts that are in no brochure and are printed on their own only.
    fn sheets(&self) -> Vec<Form> {
        let parts = [self.new, self.old].into_iter().flat_map(|library| library.guide.parts.iter());
        let alone = parts.filter(|(_, part)| part.alone && part.kind != PartKind::Glossary).map(|(id, _)| &id.value);
        let ids: BTreeSet<&Id> = alone.collect();
        ids.into_iter().map(|id| Form { sheet: Some(id.clone()), ..Form::default() }).collect()
    }

    /// The forms in which these may be read: clinics, other editions, and both at once.
    fn other_forms(&self, untold: &[&Both]) -> Vec<Form> {
        let clinics: BTreeSet<&Id> = self.new.clinics.keys().chain(self.old.clinics.keys()).collect();
        let own = |id: &Id| untold.iter().any(|both| both.path == format!("clinics/{id}.yaml"));
        let other = untold.iter().any(|both| !is_look(both) && !both.path.starts_with("clinics/"));
        let clinic = |id: &Id| Form { clinic: Some(id.clone()), ..Form::default() };
        let mut forms: Vec<Form> = clinics.iter().filter(|id| own(id)).map(|id| clinic(id)).collect();
        if other {
            let first = clinics.iter().find(|id| own(id)).or(clinics.first()).map(|id| (*id).clone());
            forms.extend(first.iter().filter(|id| !own(id)).map(clinic));
            for edition in self.new.vocabulary.editions.ids().filter(|id| id.as_str() != USUAL) {
                let edition = Form { edition: Some(edition.clone()), ..Form::default() };
                forms.push(edition.clone());
                forms.extend(first.clone().map(|clinic| Form { clinic: Some(clinic), ..edition.clone() }));
            }
        }
        forms
    }

    /// Every guide in each of these forms, in order; the work is shared among the cores.
    fn all<'f>(&self, forms: &'f [Form]) -> Result<Vec<Job<'f>>, Refused> {
        let jobs: Vec<(&Form, usize)> =
            forms.iter().flat_map(|form| (0..self.guides.len()).map(move |guide| (form, guide))).collect();
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(jobs.len()));
        let work = || {
            while let Some((form, guide)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                let outcome = self.one(form, &self.guides[*guide]);
                // Whoever panicked has left the list whole: nothing else is done while it is held.
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((*form, *guide, outcome));
            }
        };
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
        std::thread::scope(|scope| {
            (0..threads).for_each(|_| drop(scope.spawn(work)));
        });
        let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        done.sort_by_key(|(form, guide, _)| (forms.iter().position(|f| f == *form), *guide));
        done.into_iter().map(|(form, guide, outcome)| Ok((form, guide, outcome?))).collect()
    }

    fn one(&self, form: &Form, guide: &Guide) -> Result<Outcome, Refused> {
        let old = self
            .pieces(self.old, &self.units.old, guide, form, &BTreeSet::new())
            .map_err(|problems| Refused { is_old: true, problems })?;
        let new = self
            .pieces(self.new, &self.units.new, guide, form, self.redrawn)
            .map_err(|problems| Refused { is_old: false, problems })?;
        let found = compare(old.as_deref(), new.as_deref(), self.units);
        Ok(Outcome { old: old.is_some(), new: new.is_some(), found })
    }

    fn pieces(
        &self,
        library: &Library,
        index: &Index,
        guide: &Guide,
        form: &Form,
        redrawn: &BTreeSet<Id>,
    ) -> Result<Option<Vec<Piece>>, Diagnostics> {
        let Some(variant) = variant(library, guide, form)? else { return Ok(None) };
        match tailor(library, &variant) {
            Ok(brochure) => Ok(Some(pieces(&brochure, index, redrawn))),
            // Not every reader has something on every sheet.
            Err(problems) if (form.sheet.is_some() || form.edition.is_some()) && problems.0.iter().all(is_not_made) => {
                Ok(None)
            }
            Err(problems) => Err(problems),
        }
    }
}

/// What makes two differences the same change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// The text as written was changed at these places: names that are filled in do not matter.
    Written(Option<(Span, usize)>, Option<(Span, usize)>),
    /// The text as written is the same, and these words differ in what it became.
    Words(Vec<(Mark, String)>),
    /// It moved from here to there.
    Place(Vec<Id>, Vec<Id>),
}

/// A change with all who have it.
struct Group {
    lang: Id,
    found: Found,
    /// The difference, of several in the block.
    pair: Option<Pair>,
    /// The guide that was seen first.
    example: usize,
    /// Whether it reads the same in all.
    varied: bool,
    touched: BTreeMap<Form, BTreeSet<usize>>,
    /// Changed units that its words come from, besides the unit that it is.
    causes: BTreeSet<Key>,
}

/// The id of a group: language, unit, kind, what differs.
type Name = (Id, Key, Kind, Sign);

struct Groups<'a> {
    units: &'a Units,
    /// Changed units that are read in blocks of other files, with their languages.
    clues: Vec<(Option<Id>, Key)>,
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    all: Vec<Group>,
    at: BTreeMap<Name, usize>,
}

impl Groups<'_> {
    fn names(&self, lang: &Id, found: &Found) -> Vec<(Name, Option<Pair>)> {
        let name = |sign: Sign| (lang.clone(), found.key, found.kind, sign);
        if let Some((_, from)) = &found.from {
            return vec![(name(Sign::Place(from.clone(), found.path.clone())), None)];
        }
        found.pairs.iter().map(|pair| (name(self.sign(found, pair)), Some(pair.clone()))).collect()
    }

    fn sign(&self, found: &Found, pair: &Pair) -> Sign {
        let place = |sentence: &Option<Sentence>| sentence.as_ref().and_then(|s| Some((s.span?, s.nth)));
        let (old, new) = (place(&pair.old), place(&pair.new));
        let text = |side: &Side<'_>, place: Option<(Span, usize)>| place.map(|(span, _)| side.written(span).to_owned());
        let whole = found.kind != Kind::Words && (old.is_some() || new.is_some());
        if whole || (old.is_some() && new.is_some() && text(self.old, old) != text(self.new, new)) {
            return Sign::Written(old, new);
        }
        Sign::Words(pair.marks.iter().filter(|(mark, _)| *mark != Mark::Same).cloned().collect())
    }

    fn add(&mut self, lang: &Id, form: &Form, guide: usize, found: Found) {
        for (name, pair) in self.names(lang, &found) {
            let causes = self.causes(lang, &found, pair.as_ref());
            let at = match self.at.get(&name) {
                Some(at) => *at,
                None => {
                    let copy = Found { pairs: vec![], path: found.path.clone(), from: found.from.clone(), ..found };
                    self.all.push(Group {
                        lang: lang.clone(),
                        found: copy,
                        pair: pair.clone(),
                        example: guide,
                        varied: false,
                        touched: BTreeMap::new(),
                        causes: BTreeSet::new(),
                    });
                    self.at.insert(name, self.all.len() - 1);
                    self.all.len() - 1
                }
            };
            let group = &mut self.all[at];
            let text = |pair: &Option<Pair>| {
                let text = |s: &Option<Sentence>| s.as_ref().map(|s| s.text.clone());
                pair.as_ref().map(|pair| (text(&pair.old), text(&pair.new)))
            };
            group.varied |= text(&group.pair) != text(&pair);
            group.causes.extend(causes);
            group.touched.entry(form.clone()).or_default().insert(guide);
        }
    }

    /// Adds what the same guide does not have in a plainer form.
    fn add_if_new(&mut self, lang: &Id, form: &Form, guide: usize, found: Found, touched: &mut BTreeSet<usize>) {
        let is_known = |(name, _): &(Name, Option<Pair>)| {
            let forms = self.at.get(name).into_iter().flat_map(|at| &self.all[*at].touched);
            forms.into_iter().any(|(plainer, own)| plainer.is_plainer_than(form) && own.contains(&guide))
        };
        let pairs = self.names(lang, &found).into_iter().filter(|name| !is_known(name)).map(|(_, pair)| pair);
        let pairs: Vec<Option<Pair>> = pairs.collect();
        if !pairs.is_empty() {
            touched.insert(guide);
            self.add(lang, form, guide, Found { pairs: pairs.into_iter().flatten().collect(), ..found });
        }
    }

    /// Changed units, besides its own, that the words of a difference come from.
    fn causes(&self, lang: &Id, found: &Found, pair: Option<&Pair>) -> BTreeSet<Key> {
        let units = self.units;
        let is_changed = |key: &Key| *key != found.key && units.get(*key).is_changed();
        let own = units.get(found.key);
        let mut causes = BTreeSet::new();
        if matches!(found.kind, Kind::Gained | Kind::Lost) {
            causes.extend(self.conditions(found).filter(is_changed));
        }
        let Some(pair) = pair else { return causes };
        // A list or cell of a therapy stands in its own file.
        let place = |sentence: &Option<Sentence>| sentence.as_ref().and_then(|sentence| sentence.span);
        causes.extend(place(&pair.old).map(|span| units.old.key(span)).filter(is_changed));
        causes.extend(place(&pair.new).map(|span| units.new.key(span)).filter(is_changed));
        if found.kind == Kind::Words {
            let text = |sentence: &Option<Sentence>| sentence.as_ref().map_or("", |s| s.text.as_str()).to_lowercase();
            let (old, new) = (text(&pair.old), text(&pair.new));
            let clues =
                self.clues.iter().filter(|(of, key)| *key != found.key && of.as_ref().is_none_or(|of| of == lang));
            let clues = clues.map(|(_, key)| (*key, units.get(*key)));
            causes.extend(clues.clone().filter(|(_, both)| explains(both, &old, &new)).map(|(key, _)| key));
            if causes.is_empty() && !own.is_changed() {
                let drugs = clues.filter(|(_, both)| both.path.starts_with("facts/"));
                causes.extend(drugs.clone().filter(|(_, both)| names_drug(both, &old, &new)).map(|(key, _)| key));
                if causes.is_empty() && found.key.fixed().is_some() {
                    causes.extend(drugs.map(|(key, _)| key));
                }
            }
        }
        causes
    }

    /// What decides whether a block is in a guide: what it stands in, its file, and its part.
    fn conditions<'s>(&'s self, found: &'s Found) -> impl Iterator<Item = Key> + 's {
        let own = self.units.get(found.key);
        let above = own.name.match_indices('.').map(|(at, _)| &own.name[..at]).chain(["only"]);
        let above: Vec<Key> = above.filter_map(|name| self.units.find(&own.path, name)).collect();
        let part = found.path.first().and_then(|part| self.units.find("guide.yaml", &format!("parts.{part}")));
        let near: Vec<Key> = above.into_iter().chain(part).filter(|key| self.units.get(*key).is_changed()).collect();
        // Else it is a fact: which drugs there are, and for what.
        let facts = self.units.iter().filter(|(_, both)| both.is_changed() && both.path.starts_with("facts/"));
        let facts: Vec<Key> = if near.is_empty() { facts.map(|(key, _)| key).collect() } else { vec![] };
        near.into_iter().chain(facts)
    }

    /// Units that some change tells of.
    fn told(&self) -> BTreeSet<Key> {
        let own = self.all.iter().flat_map(|g| [Some(g.found.key), g.found.from.as_ref().map(|(key, _)| *key)]);
        own.flatten().chain(self.all.iter().flat_map(|group| group.causes.iter().copied())).collect()
    }

    /// The changes: differences of one block that touch the same guides are one, and so are the same words that come
    /// from one text into several blocks.
    fn changes(self) -> Vec<Change> {
        let Groups { units, old, new, all, .. } = self;
        let written = |key: Key, path: &[Id]| {
            let both = units.get(key);
            let place = |side: &Side<'_>, unit: &Option<Unit>| unit.as_ref().map(|unit| side.place(unit.range));
            let name = match key.fixed() {
                Some(name) => name.to_owned(),
                None if path.is_empty() => both.name.clone(),
                None => path.iter().map(Id::as_str).collect::<Vec<_>>().join("/"),
            };
            let said = |unit: &Option<Unit>| match unit.as_ref().and_then(|unit| unit.condition.clone()) {
                Some(condition) if !condition.is_empty() => condition,
                _ => "all readers".to_owned(),
            };
            let condition = both.is_for_others().then(|| (said(&both.old), said(&both.new)));
            Written { name, old: place(old, &both.old), new: place(new, &both.new), condition }
        };
        let mut changes: Vec<(Order, Change)> = vec![];
        for group in all {
            let Group { lang, found, pair, example, varied, touched, causes } = group;
            let own_changed = units.get(found.key).is_changed();
            let touched: Touched = touched.into_iter().map(|(form, own)| (form, own.into_iter().collect())).collect();
            // Where the text itself was changed, other texts are named only if it does not hold them.
            let causes: Vec<Key> =
                causes.into_iter().filter(|_| !own_changed || found.kind != Kind::Words).take(MOST_CAUSES).collect();
            let from = found.from.as_ref().map(|(_, path)| path.iter().map(Id::as_str).collect::<Vec<_>>().join("/"));
            let order = Order::of(&lang, found.key, found.kind, units, old, new);
            let mut block = written(found.key, &found.path);
            if let Some((key, _)) = &found.from {
                block.old = units.get(*key).old.as_ref().map(|unit| old.place(unit.range));
            }
            let causes: Vec<Written> = causes.into_iter().map(|key| written(key, &[])).collect();
            let twin = changes
                .iter_mut()
                .rev()
                .find(|(o, c)| *o == order && c.touched == touched && c.from == from && c.causes == causes);
            if let Some((_, change)) = twin {
                change.sentences.extend(pair);
                change.varied |= varied;
                continue;
            }
            let change = Change {
                kind: found.kind,
                lang,
                blocks: vec![block],
                from,
                with: 0,
                sentences: pair.into_iter().collect(),
                example,
                varied,
                derived: !own_changed,
                causes,
                touched,
            };
            changes.push((order, change));
        }
        changes.sort_by(|a, b| a.0.cmp(&b.0));
        let langs: Vec<Id> = {
            let ids = new.library.vocabulary.languages.ids().chain(old.library.vocabulary.languages.ids());
            ids.cloned().collect()
        };
        changes.sort_by_key(|(_, change)| langs.iter().position(|lang| *lang == change.lang));
        joined(changes.into_iter().map(|(_, change)| change).collect())
    }
}

/// The place of a change in the list: its file, its line, its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order(Id, String, u32, Key, Kind);

impl Order {
    fn of(lang: &Id, key: Key, kind: Kind, units: &Units, old: &Side<'_>, new: &Side<'_>) -> Order {
        let both = units.get(key);
        let (side, unit) = match (&both.new, &both.old) {
            (Some(unit), _) => (new, Some(unit)),
            (None, unit) => (old, unit.as_ref()),
        };
        let path = unit.map(|unit| side.sources.path(unit.range.file).to_owned()).unwrap_or_default();
        Order(lang.clone(), path, unit.map_or(0, |unit| unit.range.start), key, kind)
    }
}

/// Neighbors that moved together, and blocks in which the same words of another text changed, told once.
fn joined(changes: Vec<Change>) -> Vec<Change> {
    let mut out: Vec<Change> = vec![];
    for change in changes {
        let host = |name: &str| name.rsplit_once('/').map_or(String::new(), |(host, _)| host.to_owned());
        let words = |change: &Change| -> Vec<(Mark, String)> {
            let marks = change.sentences.iter().flat_map(|pair| &pair.marks);
            marks.filter(|(mark, _)| *mark != Mark::Same).cloned().collect()
        };
        let twin = out.iter_mut().find(|known| match change.kind {
            Kind::Words => {
                known.kind == Kind::Words
                    && known.lang == change.lang
                    && !change.causes.is_empty()
                    && known.causes == change.causes
                    && words(known) == words(&change)
            }
            Kind::Moved => {
                let hosts = |change: &Change| {
                    (change.from.as_deref().map(host), change.blocks.first().map(|block| host(&block.name)))
                };
                let file = |change: &Change| {
                    change.blocks.first().and_then(|block| block.new.as_ref()).map(|place| place.file.clone())
                };
                known.kind == Kind::Moved
                    && known.lang == change.lang
                    && known.touched == change.touched
                    && file(known) == file(&change)
                    && hosts(known) == hosts(&change)
            }
            _ => false,
        });
        match twin {
            Some(known) if change.kind == Kind::Moved => known.with += 1,
            Some(known) => {
                known.blocks.extend(change.blocks);
                known.varied |= change.varied || known.sentences != change.sentences;
                known.touched = union(std::mem::take(&mut known.touched), change.touched);
            }
            None => out.push(change),
        }
    }
    out
}

fn union(a: Touched, b: Touched) -> Touched {
    let mut all: BTreeMap<Form, BTreeSet<usize>> = BTreeMap::new();
    for (form, guides) in a.into_iter().chain(b) {
        all.entry(form).or_default().extend(guides);
    }
    all.into_iter().map(|(form, guides)| (form, guides.into_iter().collect())).collect()
}

/// Whether a unit is not read where it stands, but in blocks of other files: names, strings, terms, lists, facts.
fn is_shared(both: &Both) -> bool {
    let own = ["blocks.", "sections.", "slots."].iter().any(|start| both.name.starts_with(start));
    !own && !is_look(both)
}

fn is_look(both: &Both) -> bool {
    both.path.starts_with("themes/") || both.path == "figures/figures.yaml"
}

/// Whether words that a unit no longer says stand in the old text alone, or words that it now says in the new one alone.
/// Both texts are in small letters.
fn explains(both: &Both, old: &str, new: &str) -> bool {
    let said = |unit: &Option<Unit>| -> Vec<(String, String)> {
        unit.iter().flat_map(|unit| &unit.texts).map(|(path, text, _)| (path.clone(), text.clone())).collect()
    };
    let (before, after) = (said(&both.old), said(&both.new));
    let stands = |text: &str, within: &str| {
        let pieces = literal(text);
        !pieces.is_empty() && pieces.iter().all(|piece| within.contains(&piece.to_lowercase()))
    };
    let gone = before.iter().filter(|text| !after.contains(text));
    let come = after.iter().filter(|text| !before.contains(text));
    gone.map(|(_, text)| text).any(|text| stands(text, old) && !stands(text, new))
        || come.map(|(_, text)| text).any(|text| stands(text, new) && !stands(text, old))
}

/// Whether a drug of the facts is named in a text.
fn names_drug(both: &Both, old: &str, new: &str) -> bool {
    let texts = [&both.old, &both.new].into_iter().flatten().flat_map(|unit| &unit.texts);
    let names = texts.filter(|(path, ..)| matches!(path.as_str(), "generic" | "brands.name"));
    names.filter(|(_, name, _)| !name.is_empty()).any(|(_, name, _)| {
        let name = name.to_lowercase();
        old.contains(&name) || new.contains(&name)
    })
}

/// Units that no guide reads, with their texts, and files that say no words.
fn unread(
    units: &Units,
    told: &BTreeSet<Key>,
    redrawn: &BTreeSet<Id>,
    old: &Side<'_>,
    new: &Side<'_>,
    langs: &[&Id],
) -> (Vec<Unread>, Vec<String>) {
    let mut looks: BTreeSet<String> = redrawn.iter().map(|id| format!("figures/{id}.svg")).collect();
    let mut all = vec![];
    for (_, both) in units.iter().filter(|(key, both)| both.is_changed() && !told.contains(key)) {
        if is_look(both) {
            looks.insert(both.path.clone());
            continue;
        }
        let said = |unit: &Option<Unit>| -> Vec<String> {
            let texts = unit.iter().flat_map(|unit| &unit.texts);
            let line = |(path, text, _): &(String, String, Span)| {
                if path.is_empty() { text.clone() } else { format!("{path}: {text}") }
            };
            texts.map(line).collect()
        };
        let lines = |unit: &Option<Unit>| -> Vec<super::pieces::Line> {
            let line = |text: String| super::pieces::Line { marked: text.clone(), words: text, row: true, span: None };
            said(unit).into_iter().map(line).collect()
        };
        let place = |side: &Side<'_>, unit: &Option<Unit>| unit.as_ref().map(|unit| side.place(unit.range));
        let written = Written {
            name: both.name.clone(),
            old: place(old, &both.old),
            new: place(new, &both.new),
            condition: None,
        };
        let sentences = super::words::pairs(&lines(&both.old), &lines(&both.new));
        all.push(Unread { lang: both.lang(langs).cloned(), written, sentences });
    }
    (all, looks.into_iter().collect())
}

/// Translations that were made from the source as it was, and are old now.
fn stale(old: &Library, new: &Library) -> Vec<(Id, usize)> {
    let behind = |library: &Library| -> BTreeSet<(Id, String, String)> {
        let mut found = BTreeSet::new();
        for file in library.translations() {
            let (Some(source), Some(own)) = (file.source, file.own) else { continue };
            let Some(state) = library.files.get(&own) else { continue };
            let sources = library.units(source);
            for (name, pin) in state.head.pins.iter() {
                let unit = sources.iter().find(|unit| unit.name == name.value);
                if unit.is_some_and(|unit| unit.pin() != pin.value) {
                    found.insert((file.lang.clone(), file.path.clone(), name.value.clone()));
                }
            }
        }
        found
    };
    let before = behind(old);
    let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
    for (lang, ..) in behind(new).difference(&before) {
        *counts.entry(lang.clone()).or_default() += 1;
    }
    counts.into_iter().collect()
}
