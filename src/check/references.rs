//! Does each id lead somewhere, and is what is written also used.

use std::collections::BTreeSet;

use super::walk::{self, Home};
use crate::base::{Code, Diagnostic, Diagnostics, Id, Span, Spanned, suggest};
use crate::content::{Block, FigureUse, IdMap, Library, Link, Only, Panel, PartKind, RowRef, Section, SlotOf, Words};
use crate::tailor::{ANY_SOLID, target_id};

/// Most references that lead nowhere for which one that was meant is looked for.
const MOST_HINTED: usize = 100;

/// Checks all references between files.
pub fn references(library: &Library) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let vocabulary = &library.vocabulary;
    for only in library.guide.parts.values().map(|part| &part.only) {
        condition(library, only, &mut problems);
    }
    sources(library, &mut problems);
    facts(library, &mut problems);
    for (_, figure) in library.figures.figures.iter() {
        for therapy in &figure.suits {
            known("therapy", therapy, vocabulary.therapies.ids(), "vocabulary.yaml", &mut problems);
        }
    }
    for (lang, words) in &library.languages {
        texts(library, lang, words, &mut problems);
        for only in walk::conditions(words) {
            condition(library, &only, &mut problems);
        }
        figures(library, lang, words, &mut problems);
        slots(lang, words, &mut problems);
        sets(lang, words, &mut problems);
        names(library, lang, words, &mut problems);
        parts(library, lang, words, &mut problems);
    }
    panels(library, &mut problems);
    for (edition, entry) in vocabulary.editions.iter() {
        if let Some(like) = &entry.like {
            known("edition", like, vocabulary.editions.ids(), "vocabulary.yaml", &mut problems);
        }
        if let Some(part) = &entry.only {
            known("part", part, library.guide.parts.ids(), "guide.yaml", &mut problems);
        }
        if let Some(plan) = library.guide.panels.get(edition.as_str()) {
            sides(library, edition, plan, &mut problems);
        }
    }
    for (edition, _) in library.guide.panels.iter() {
        known("edition", edition, vocabulary.editions.ids(), "vocabulary.yaml", &mut problems);
    }
    problems
}

/// Reports an id that is not one of those known.
pub(super) fn known<'a>(
    what: &str,
    id: &Spanned<Id>,
    ids: impl Iterator<Item = &'a Id>,
    home: &str,
    problems: &mut Diagnostics,
) -> bool {
    let ids: Vec<&str> = ids.map(Id::as_str).collect();
    let found = ids.contains(&id.as_str());
    if !found {
        dangling(what, id.as_str(), id.span, &ids, home, problems);
    }
    found
}

fn dangling(what: &str, id: &str, span: Span, known: &[&str], home: &str, problems: &mut Diagnostics) {
    // Looking for what was meant takes a while, and is not worth it where hundreds lead nowhere.
    let near = if problems.0.len() < MOST_HINTED { known } else { &[] };
    problems.push(not_there(format!("there is no {what} `{id}`"), id, span, near, home));
}

fn not_there(message: String, id: &str, span: Span, known: &[&str], home: &str) -> Diagnostic {
    let problem = Diagnostic::error(Code::DanglingReference, message).at(span);
    problem.hint(match suggest(id, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add it to `{home}`, or remove it here"),
    })
}

pub(super) fn unused(message: String, span: Span, hint: &str) -> Diagnostic {
    Diagnostic::warning(Code::Unused, message).at(span).hint(hint)
}

fn condition(library: &Library, only: &Only, problems: &mut Diagnostics) {
    let vocabulary = &library.vocabulary;
    for id in &only.therapy {
        known("therapy", id, vocabulary.therapies.ids(), "vocabulary.yaml", problems);
    }
    for id in &only.cancer {
        known("cancer", id, vocabulary.cancers.ids(), "vocabulary.yaml", problems);
    }
    for id in &only.edition {
        known("edition", id, vocabulary.editions.ids(), "vocabulary.yaml", problems);
    }
}

fn sources(library: &Library, problems: &mut Diagnostics) {
    cited(library).for_each(|id| source(library, id, problems));
}

/// Every mention of a source.
pub(super) fn cited(library: &Library) -> impl Iterator<Item = &Spanned<Id>> {
    let heads = library.files.values().flat_map(|f| &f.head.sources);
    let drugs = library.drugs.drugs.values();
    let of_drugs = drugs.flat_map(|d| d.sources.iter().chain(d.uses.values().flat_map(|u| &u.sources)));
    heads.chain(of_drugs).chain(library.pairs.trials.iter().flat_map(|t| &t.sources))
}

/// Reports a source that is not in the list.
pub fn source(library: &Library, id: &Spanned<Id>, problems: &mut Diagnostics) {
    known("source", id, library.sources.list.ids(), "facts/sources.yaml", problems);
}

fn facts(library: &Library, problems: &mut Diagnostics) {
    let vocabulary = &library.vocabulary;
    for (_, drug) in library.drugs.drugs.iter() {
        if let Some(therapy) = &drug.therapy {
            known("therapy", therapy, vocabulary.therapies.ids(), "vocabulary.yaml", problems);
        }
        for (cancer, how) in drug.uses.iter() {
            if cancer.value != *ANY_SOLID {
                known("cancer", cancer, vocabulary.cancers.ids(), "vocabulary.yaml", problems);
            }
            for marker in &how.markers {
                in_all_languages(library, "marker", marker, |w| w.names.markers.ids().collect(), problems);
            }
        }
        for brand in &drug.brands {
            in_all_languages(library, "route", &brand.route, |w| w.names.routes.ids().collect(), problems);
        }
    }
    for trial in &library.pairs.trials {
        known("therapy", &trial.therapy, vocabulary.therapies.ids(), "vocabulary.yaml", problems);
        known("cancer", &trial.cancer, vocabulary.cancers.ids(), "vocabulary.yaml", problems);
    }
}

/// Reports an id of the facts that has no words in some language.
fn in_all_languages(
    library: &Library,
    what: &str,
    id: &Spanned<Id>,
    ids: fn(&Words) -> Vec<&Id>,
    problems: &mut Diagnostics,
) {
    for (lang, words) in &library.languages {
        known(what, id, ids(words).into_iter(), &format!("{lang}/names.yaml"), problems);
    }
}

/// Terms and languages that texts link to.
fn texts(library: &Library, lang: &Id, words: &Words, problems: &mut Diagnostics) {
    let terms: Vec<&str> = words.glossary.terms.ids().map(Id::as_str).collect();
    let known_terms: BTreeSet<&str> = terms.iter().copied().collect();
    let languages: Vec<&str> = library.vocabulary.languages.ids().map(Id::as_str).collect();
    walk::each_text(words, &mut |text, allowed| {
        let mut links: Vec<&Link> = vec![];
        for link in text.pieces.iter().filter_map(|p| p.link.as_ref()) {
            // Neighboring pieces of different style belong to one link.
            if !links.contains(&link) {
                links.push(link);
            }
        }
        for link in links {
            match link {
                Link::Term { id, .. } if !known_terms.contains(id.as_str()) => {
                    let home = format!("{lang}/glossary.yaml");
                    dangling("term", id.as_str(), text.span, &terms, &home, problems);
                }
                Link::Term { id, .. } if allowed == walk::Terms::Bare => problems.push(
                    Diagnostic::error(Code::BadMarkup, format!("the term `{id}` cannot be linked here"))
                        .at(text.span)
                        .hint(
                            "link it in a paragraph; titles, labels, names and the page \"when to call\" link no terms",
                        ),
                ),
                Link::Lang(id) if !languages.contains(&id.as_str()) => {
                    dangling("language", id.as_str(), text.span, &languages, "vocabulary.yaml", problems);
                }
                _ => {}
            }
        }
    });
}

/// Figures that blocks show, and the words of all figures.
fn figures(library: &Library, lang: &Id, words: &Words, problems: &mut Diagnostics) {
    let drawn = &library.figures.figures;
    for (_, blocks) in walk::all_blocks(words) {
        walk::each_block(blocks, &mut |_, block| {
            let Block::Figure(figure) = block else { return };
            let scenes = drawn.iter().filter(|(_, f)| f.purpose == FigureUse::Scene).map(|(id, _)| &id.value);
            if drawn.get(figure.id.as_str()).is_some_and(|f| f.purpose != FigureUse::Scene) {
                let message = format!("the figure `{}` is decoration, and a text cannot show it", figure.id.value);
                let scenes: Vec<&str> = scenes.map(Id::as_str).collect();
                problems.push(
                    Diagnostic::error(Code::BadValue, message)
                        .at(figure.id.span)
                        .hint(format!("choose one of: {}", scenes.join(", "))),
                );
            } else {
                known("figure", &figure.id, scenes, "figures/figures.yaml", problems);
            }
        });
    }
    let file = format!("{lang}/figures.yaml");
    for (id, figure) in drawn.iter() {
        let speaks = matches!(figure.purpose, FigureUse::Scene | FigureUse::Cover);
        let Some(text) = words.figures.figures.get(id.as_str()) else {
            if speaks {
                problems.push(missing("figure", id, &file));
            }
            continue;
        };
        if !speaks {
            let span = words.figures.figures.span(id.as_str()).unwrap_or(id.span);
            problems.push(unused(
                format!("the figure `{}` is decoration and has no words", id.value),
                span,
                "remove it",
            ));
        }
        for label in figure.labels.iter().map(|(label, _)| label).filter(|l| !text.labels.contains(l.as_str())) {
            let message = format!("the label `{}` of the figure `{}` has no word", label.value, id.value);
            problems.push(
                Diagnostic::error(Code::MissingTranslation, message)
                    .at(label.span)
                    .hint(format!("add it to `{file}`, under `labels:` of the figure")),
            );
        }
        for (label, _) in text.labels.iter() {
            known("place for the label", label, figure.labels.ids(), "figures/figures.yaml", problems);
        }
    }
    for (id, _) in words.figures.figures.iter() {
        known("figure", id, drawn.ids(), "figures/figures.yaml", problems);
    }
}

fn missing(what: &str, id: &Spanned<Id>, file: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingTranslation, format!("the {what} `{}` has no words in `{file}`", id.value))
        .at(id.span)
        .hint("add it there")
}

/// Slots that sections ask for, and slots that files state.
fn slots(lang: &Id, words: &Words, problems: &mut Diagnostics) {
    let (mut of_therapy, mut of_cancer) = (BTreeSet::new(), BTreeSet::new());
    for (home, blocks) in walk::all_blocks(words) {
        walk::each_block(blocks, &mut |id, block| {
            let Block::Slot(slot) = block else { return };
            if let Home::Slot(outer) = home {
                let message = format!("a slot cannot stand inside the slot `{outer}`");
                problems.push(
                    Diagnostic::error(Code::BadValue, message)
                        .at(id.span)
                        .hint("write the blocks out, or use a section"),
                );
                return;
            }
            let name = slot.name.as_str();
            match slot.of {
                SlotOf::Therapy => {
                    of_therapy.insert(name);
                    for (therapy, file) in &words.therapies {
                        if !slot.optional && !file.slots.contains(name) {
                            problems.push(
                                Diagnostic::error(
                                    Code::DanglingReference,
                                    format!("the therapy `{therapy}` has no slot `{name}`"),
                                )
                                .at(slot.name.span)
                                .label(file.title.span, "in this file")
                                .hint(
                                    match suggest(name, file.slots.ids().map(Id::as_str)) {
                                        Some(near) => format!("did you mean `{near}`?"),
                                        None => format!(
                                            "add `{name}:` under `slots:` of `{lang}/therapies/{therapy}.yaml`, \
                                         or write `optional: true` here"
                                        ),
                                    },
                                ),
                            );
                        }
                    }
                }
                SlotOf::Cancer => {
                    of_cancer.insert(name);
                    let stated: Vec<&str> =
                        words.cancers.values().flat_map(|c| c.slots.ids()).map(Id::as_str).collect();
                    if !slot.optional && !stated.contains(&name) {
                        let home = format!("{lang}/cancers/");
                        problems.push(not_there(
                            format!("no cancer has a slot `{name}`"),
                            name,
                            slot.name.span,
                            &stated,
                            &home,
                        ));
                    }
                }
            }
        });
    }
    let stated = words.therapies.values().flat_map(|t| t.slots.iter().map(|(name, _)| (name, &of_therapy)));
    let stated = stated.chain(words.cancers.values().flat_map(|c| c.slots.iter().map(|(name, _)| (name, &of_cancer))));
    for (name, asked) in stated {
        if !asked.contains(name.as_str()) {
            let message = format!("no section asks for the slot `{}`", name.value);
            problems.push(unused(message, name.span, &nearest(name.as_str(), asked)));
        }
    }
}

/// What to do about something that nothing asks for.
fn nearest(name: &str, asked: &BTreeSet<&str>) -> String {
    match suggest(name, asked.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "remove it, or ask for it in a section".to_owned(),
    }
}

/// Lists of levels and cells of tables that therapy files replace.
fn sets(lang: &Id, words: &Words, problems: &mut Diagnostics) {
    let (mut lists, mut columns) = (BTreeSet::new(), BTreeSet::new());
    let mut rows: BTreeSet<(&str, &str)> = BTreeSet::new();
    let home = format!("{lang}/therapies/");
    let stated_lists: Vec<&str> = words.therapies.values().flat_map(|t| t.lists.ids()).map(Id::as_str).collect();
    let stated_cells: Vec<&str> = words.therapies.values().flat_map(|t| t.cells.ids()).map(Id::as_str).collect();
    for (_, blocks) in walk::all_blocks(words) {
        walk::each_block(blocks, &mut |_, block| match block {
            Block::Level(level) => {
                if let Some(from) = &level.from {
                    lists.insert(from.as_str());
                    if !stated_lists.contains(&from.as_str()) {
                        problems.push(not_there(
                            format!("no therapy has a list `{}`", from.value),
                            from.as_str(),
                            from.span,
                            &stated_lists,
                            &home,
                        ));
                    }
                }
            }
            Block::Table(table) => {
                for row in &table.short {
                    known("row", row, table.rows.ids(), "the table", problems);
                }
                for from in table.columns.iter().filter_map(|c| c.from.as_ref()) {
                    columns.insert(from.as_str());
                    rows.extend(table.rows.ids().map(|row| (from.as_str(), row.as_str())));
                    if !stated_cells.contains(&from.as_str()) {
                        problems.push(not_there(
                            format!("no therapy has cells `{}`", from.value),
                            from.as_str(),
                            from.span,
                            &stated_cells,
                            &home,
                        ));
                    }
                }
            }
            Block::Diary(diary) => {
                for id in diary.usual.iter().chain(words.therapies.values().flat_map(|t| &t.diary)) {
                    known("row", id, diary.rows.ids(), "the diary", problems);
                }
                let asked: BTreeSet<&str> = diary.usual.iter().map(|id| id.as_str()).collect();
                let asked: BTreeSet<&str> =
                    words.therapies.values().flat_map(|t| &t.diary).map(|id| id.as_str()).chain(asked).collect();
                for (row, _) in diary.rows.iter().filter(|(row, _)| !asked.contains(row.as_str())) {
                    let message = format!("no reader gets the row `{}` of the diary", row.value);
                    problems.push(unused(message, row.span, "remove it, or list it in a therapy file"));
                }
            }
            _ => {}
        });
    }
    for therapy in words.therapies.values() {
        for (name, _) in therapy.lists.iter().filter(|(name, _)| !lists.contains(name.as_str())) {
            let message = format!("no level asks for the list `{}`", name.value);
            problems.push(unused(message, name.span, &nearest(name.as_str(), &lists)));
        }
        for (set, cells) in therapy.cells.iter() {
            if !columns.contains(set.as_str()) {
                let message = format!("no table asks for the cells `{}`", set.value);
                problems.push(unused(message, set.span, &nearest(set.as_str(), &columns)));
                continue;
            }
            let of_set: BTreeSet<&str> = rows.iter().filter(|(s, _)| *s == set.as_str()).map(|(_, row)| *row).collect();
            for (row, _) in cells.iter().filter(|(row, _)| !of_set.contains(row.as_str())) {
                let message = format!("no table with the cells `{}` has a row `{}`", set.value, row.value);
                problems.push(unused(message, row.span, &nearest(row.as_str(), &of_set)));
            }
        }
    }
}

/// Names of therapies and cancers, both ways.
fn names(library: &Library, lang: &Id, words: &Words, problems: &mut Diagnostics) {
    let vocabulary = &library.vocabulary;
    let file = format!("{lang}/names.yaml");
    for (id, _) in vocabulary.therapies.iter().filter(|(id, _)| !words.names.therapies.contains(id.as_str())) {
        problems.push(missing("therapy", id, &file));
    }
    for (id, _) in vocabulary.cancers.iter().filter(|(id, _)| !words.names.cancers.contains(id.as_str())) {
        problems.push(missing("cancer", id, &file));
    }
    for (id, _) in words.names.therapies.iter() {
        known("therapy", id, vocabulary.therapies.ids(), "vocabulary.yaml", problems);
    }
    for (id, _) in words.names.drugs.iter() {
        known("drug", id, library.drugs.drugs.ids(), "facts/drugs.yaml", problems);
    }
    let targets: Vec<Id> = library.drugs.drugs.values().flat_map(|d| &d.targets).filter_map(|t| target_id(t)).collect();
    for (id, _) in words.names.targets.iter() {
        known("target", id, targets.iter(), "facts/drugs.yaml", problems);
    }
    for (id, _) in words.names.cancers.iter() {
        known("cancer", id, vocabulary.cancers.ids(), "vocabulary.yaml", problems);
    }
}

/// Words of the parts, both ways.
fn parts(library: &Library, lang: &Id, words: &Words, problems: &mut Diagnostics) {
    let file = format!("{lang}/guide.yaml");
    let own = |kind: PartKind| matches!(kind, PartKind::Therapy | PartKind::Cancer);
    for (id, part) in library.guide.parts.iter() {
        match words.guide.parts.span(id.as_str()) {
            None if !own(part.kind) => problems.push(missing("part", id, &file)),
            Some(span) if own(part.kind) => problems.push(unused(
                format!("the part `{}` takes its words from the therapy or cancer file", id.value),
                span,
                "remove it here",
            )),
            _ => {}
        }
    }
    for (id, _) in words.guide.parts.iter() {
        known("part", id, library.guide.parts.ids(), "guide.yaml", problems);
    }
}

/// The panels of an edition stand on the sheets of every theme.
fn sides(library: &Library, edition: &Id, plan: &IdMap<Panel>, problems: &mut Diagnostics) {
    for (theme, found) in &library.themes {
        let Some(own) = found.editions.get(edition.as_str()) else { continue };
        for (paper, master) in own.papers.iter() {
            let Some(sheet) = &master.panels else {
                let message =
                    format!("the edition `{edition}` of the theme `{theme}` has no sheet on `{}`", paper.value);
                problems.push(
                    Diagnostic::error(Code::MissingKey, message)
                        .at(paper.span)
                        .hint("add `panels:`, with the panels of guide.yaml and their widths"),
                );
                continue;
            };
            for (id, _) in plan.iter().filter(|(id, _)| sheet.width_of(id.as_str()).is_none()) {
                let message =
                    format!("the theme `{theme}` has no place for the panel `{}` on `{}`", id.value, paper.value);
                problems.push(
                    Diagnostic::error(Code::DanglingReference, message)
                        .at(id.span)
                        .hint(format!("add it to `sides:` of `{edition}` in `themes/{theme}.yaml`")),
                );
            }
        }
    }
}

/// Blocks that panels take, and rows that stand for a table. What one language has the others must have too, or it is
/// missing there; so each is looked for in all of them, and a file that cannot be read takes nothing with it.
fn panels(library: &Library, problems: &mut Diagnostics) {
    let all = || library.languages.values();
    let mut in_slots: BTreeSet<&Id> = BTreeSet::new();
    let slots = all().flat_map(|words| {
        let therapies = words.therapies.values().flat_map(|t| t.slots.values());
        therapies.chain(words.cancers.values().flat_map(|c| c.slots.values()))
    });
    for blocks in slots {
        walk::each_block(blocks, &mut |id, _| in_slots.extend([&id.value]));
    }
    for panel in library.guide.panels.values().flat_map(|plan| plan.values()) {
        for (section, plan) in panel.sections.iter() {
            let mut own: BTreeSet<&Id> = BTreeSet::new();
            let found: Vec<&Section> = all().filter_map(|words| words.sections.get(&section.value)).collect();
            if found.is_empty() {
                continue;
            }
            for section in found {
                walk::each_block(&section.blocks, &mut |id, _| own.extend([&id.value]));
            }
            let named = plan.blocks.iter().chain(&plan.foot).chain(plan.priority.iter().map(|(id, _)| id));
            for id in named.filter(|id| !in_slots.contains(&id.value)) {
                let home = format!("sections/{}.yaml", section.value);
                known("block", id, own.iter().copied(), &home, problems);
            }
        }
    }
    for (_, blocks) in all().flat_map(walk::all_blocks) {
        walk::each_block(blocks, &mut |_, block| {
            if let Block::Row(row) = block {
                row_of_table(library, row, problems);
            }
        });
    }
}

/// A row that stands for one of a table.
fn row_of_table(library: &Library, row: &RowRef, problems: &mut Diagnostics) {
    let sections = library.guide.parts.values().flat_map(|part| &part.sections).map(|id| &id.value);
    if !known("section", &row.section, sections, "guide.yaml", problems) {
        return;
    }
    let mut found = library.languages.values().filter_map(|words| words.sections.get(&row.section.value)).peekable();
    if found.peek().is_none() {
        return;
    }
    let home = format!("sections/{}.yaml", row.section.value);
    let table = found.find_map(|section| match section.blocks.get(row.table.as_str()) {
        Some(Block::Table(table)) => Some(table),
        _ => None,
    });
    match table {
        Some(table) => known("row", &row.row, table.rows.ids(), &home, problems),
        None => known("table", &row.table, std::iter::empty(), &home, problems),
    };
}
