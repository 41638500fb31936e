//! Are lists, tables, lines to write on, templates and themes of the form that a page can hold.

use super::contrast;
use super::walk;
use crate::base::{Code, Color, Diagnostic, Diagnostics, Id, Span};
use crate::content::{Block, Diary, DrugStatus, Library, Strings, Table, Text, Token, Words, WriteIn};
use crate::tailor::DIARY_ROWS;

/// Most items of a list.
const ITEMS: usize = 7;
/// Most steps.
const STEPS: usize = 9;
/// Most columns of a table besides that of the row heads.
const COLUMNS: usize = 3;
/// Days of a diary.
const DAYS: usize = 7;
/// Most plain lines to write on.
const PLAIN_LINES: u8 = 30;
/// Most numbered lines to write on.
const LINES: u8 = 9;

/// Checks the form of everything.
pub fn shape(library: &Library) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for (id, drug) in library.drugs.drugs.iter() {
        // Only current drugs are printed; one that is not confirmed may have no name yet.
        if drug.brands.is_empty() && drug.status == DrugStatus::Current {
            let message = format!("the drug `{}` has no brand", id.value);
            let hint = "write `brands: [{ name: \"\", route: vein }]` until the name is known";
            problems.push(wrong(message, id.span, hint));
        }
    }
    for words in library.languages.values() {
        for (_, blocks) in walk::all_blocks(words) {
            walk::each_block(blocks, &mut |id, block| self::block(block, id.span, &mut problems));
        }
        for (name, list) in words.therapies.values().flat_map(|t| t.lists.iter()) {
            count("list", list.len(), ITEMS, name.span, &mut problems);
        }
        for list in words.therapies.values().map(|t| &t.diary).filter(|list| list.len() > DIARY_ROWS) {
            diary_rows(list.len(), list[0].span, &mut problems);
        }
        strings(&words.strings, &mut problems);
        alt_texts(words, &mut problems);
    }
    palette(library, &mut problems);
    themes(library, &mut problems);
    problems
}

fn wrong(message: String, span: Span, hint: &str) -> Diagnostic {
    Diagnostic::error(Code::BadValue, message).at(span).hint(hint)
}

fn count(what: &str, has: usize, most: usize, span: Span, problems: &mut Diagnostics) {
    if has == 0 {
        problems.push(wrong(format!("this {what} is empty"), span, "write its items, or remove it"));
    } else if has > most {
        let message = format!("this {what} has {has} items, and more than {most} are hard to keep in mind");
        problems.push(wrong(message, span, "make two lists of it, each with a line that says what it is"));
    }
}

fn block(block: &Block, span: Span, problems: &mut Diagnostics) {
    match block {
        Block::Bullets(items) | Block::Checklist(items) => count("list", items.len(), ITEMS, span, problems),
        Block::Level(level) => count("list", level.items.len(), ITEMS, span, problems),
        Block::Steps(steps) => count("list of steps", steps.len(), STEPS, span, problems),
        Block::Qa(list) => count("list of questions", list.len(), usize::MAX, span, problems),
        Block::Definitions(list) => count("list of words", list.len(), usize::MAX, span, problems),
        Block::Contacts(contacts) => count("list of contacts", contacts.rows.len(), usize::MAX, span, problems),
        Block::Only(only) => count("condition", only.blocks.len(), usize::MAX, span, problems),
        Block::Table(table) => self::table(table, span, problems),
        Block::WriteIn(write_in) => lines(write_in, span, problems),
        Block::Diary(diary) => self::diary(diary, span, problems),
        Block::AlertCard(card) => {
            count("list", card.staff.len(), ITEMS, span, problems);
            rows(&card.fields, span, problems);
        }
        _ => {}
    }
}

fn table(table: &Table, span: Span, problems: &mut Diagnostics) {
    let columns = table.columns.len();
    if columns == 0 || columns > COLUMNS {
        let message = format!("this table has {columns} columns, and a page holds 1 to {COLUMNS} beside the row heads");
        problems.push(wrong(message, span, "make two tables of it"));
    }
    if table.rows.is_empty() {
        problems.push(wrong("this table has no rows".into(), span, "write its rows, or remove it"));
    }
    for (row, cells) in table.rows.iter().map(|(id, row)| (id, &row.cells)) {
        if cells.value.len() != columns {
            let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
            let (has, wants) = (plural(cells.value.len(), "cell"), plural(columns, "column"));
            let message = format!("the row `{}` has {has}, and the table has {wants}", row.value);
            problems.push(wrong(message, cells.span, "a comma inside a cell needs quotes around the cell"));
        }
    }
}

fn lines(write_in: &WriteIn, span: Span, problems: &mut Diagnostics) {
    let kinds = [!write_in.rows.is_empty(), write_in.numbered.is_some(), write_in.lines.is_some()];
    if kinds.into_iter().filter(|given| *given).count() != 1 {
        let message = "lines to write on have `rows:`, `numbered:` or `lines:`, and one of them".to_owned();
        problems.push(wrong(message, span, "keep one"));
    }
    if let Some(number) = &write_in.numbered
        && !(1..=LINES).contains(&number.value)
    {
        problems.push(wrong(format!("{} is no number of lines", number.value), number.span, "write 1 to 9"));
    }
    if let Some(lines) = &write_in.lines
        && !(1..=PLAIN_LINES).contains(&lines.value)
    {
        let hint = "write 1 to 30; about 17 fill a page";
        problems.push(wrong(format!("{} is no number of lines", lines.value), lines.span, hint));
    }
    rows(&write_in.rows, span, problems);
}

fn rows(rows: &[Vec<Text>], span: Span, problems: &mut Diagnostics) {
    for row in rows {
        if row.is_empty() || row.len() > 2 {
            let at = row.first().map_or(span, |text| text.span);
            let message = format!("this row has {} labels, and the page holds 1 or 2", row.len());
            problems.push(wrong(message, at, "make two rows of it"));
        }
    }
}

fn diary(diary: &Diary, span: Span, problems: &mut Diagnostics) {
    if diary.days.len() != DAYS {
        let message = format!("this diary has {} days, and a week has {DAYS}", diary.days.len());
        problems.push(wrong(message, span, "name seven days, short enough for narrow columns"));
    }
    if diary.usual.is_empty() || diary.usual.len() > DIARY_ROWS {
        diary_rows(diary.usual.len(), diary.usual.first().map_or(span, |id| id.span), problems);
    }
}

fn diary_rows(has: usize, span: Span, problems: &mut Diagnostics) {
    let message = format!("this diary has {has} rows, and a page holds 1 to {DIARY_ROWS}");
    problems.push(wrong(message, span, "keep the rows that matter most"));
}

/// Templates with exactly their holes, and twelve months.
fn strings(strings: &Strings, problems: &mut Diagnostics) {
    let s = strings;
    let templates: [(&crate::content::Template, &[&str]); 33] = [
        (&s.cover.for_cancer, &["cancer"]),
        (&s.cover.overdue, &["date"]),
        (&s.cover.reviewed, &["names"]),
        (&s.cover.version, &["version"]),
        (&s.cover.facts, &["date"]),
        (&s.cover.review_by, &["date"]),
        (&s.cover.document, &["therapy", "cancer"]),
        (&s.cover.sheet, &["part", "document"]),
        (&s.cover.subject, &["therapy", "cancer"]),
        (&s.furniture.overdue, &["date"]),
        (&s.furniture.page, &["page", "total"]),
        (&s.contents.help, &["page"]),
        (&s.labels.figure, &["number"]),
        (&s.labels.part, &["number"]),
        (&s.labels.glossary_page, &["page"]),
        (&s.contacts.code_alt, &["address"]),
        (&s.contacts.call, &["phone"]),
        (&s.facts.kind, &["cancer"]),
        (&s.facts.with_marker, &["kind", "markers"]),
        (&s.facts.second_route, &["first", "second", "brand"]),
        (&s.facts.second_route_plain, &["first", "second"]),
        (&s.facts.as_of, &["date"]),
        (&s.facts.trials, &["therapies"]),
        (&s.provenance.written, &["names"]),
        (&s.provenance.reviewed, &["names"]),
        (&s.provenance.facts, &["date"]),
        (&s.provenance.version, &["version"]),
        (&s.dates.month, &["month", "year"]),
        (&s.dates.day, &["day", "month", "year"]),
        (&s.join.named, &["name", "text"]),
        (&s.spoken.write_here, &["label"]),
        // Words that are printed as they are.
        (&s.furniture.draft, &[]),
        (&s.contacts.emergency_number, &[]),
    ];
    for (template, wanted) in templates {
        let found = holes(template);
        for hole in wanted.iter().filter(|hole| !found.contains(hole)) {
            let message = format!("the hole `{{{hole}}}` is missing here");
            problems.push(
                Diagnostic::error(Code::UnknownPlaceholder, message)
                    .at(template.span)
                    .hint(format!("write `{{{hole}}}` where its value belongs")),
            );
        }
        for hole in found.iter().filter(|hole| !wanted.contains(hole)) {
            let known: Vec<String> = wanted.iter().map(|w| format!("`{{{w}}}`")).collect();
            problems.push(
                Diagnostic::error(Code::UnknownPlaceholder, format!("nothing fills `{{{hole}}}`"))
                    .at(template.span)
                    .hint(if known.is_empty() {
                        "write plain words".into()
                    } else {
                        format!("known here: {}", known.join(", "))
                    }),
            );
        }
    }
    let months = s.dates.months.len();
    if months != 12 {
        problems.push(wrong(
            format!("{months} months are named here"),
            s.dates.month.span,
            "name twelve, above this line",
        ));
    }
}

/// The names between braces.
fn holes(template: &str) -> Vec<&str> {
    template.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest)).collect()
}

/// Alternative texts that say what a picture shows.
fn alt_texts(words: &Words, problems: &mut Diagnostics) {
    for (id, figure) in words.figures.figures.iter() {
        let alt = figure.alt.to_string();
        let file = alt == id.as_str() || [".svg", ".png", ".jpg", ".pdf"].iter().any(|end| alt.ends_with(end));
        let caption = figure.caption.as_ref().is_some_and(|c| c.to_string() == alt);
        if file {
            let message = format!("`{alt}` is the name of a file, not what the picture shows");
            problems.push(wrong(message, figure.alt.span, "write what the picture teaches, for who cannot see it"));
        } else if caption {
            let message = "the alt text is the same as the caption, so a screen reader says it twice".to_owned();
            problems.push(wrong(
                message,
                figure.alt.span,
                "write what the picture shows; the caption says what it means",
            ));
        }
    }
}

fn palette(library: &Library, problems: &mut Diagnostics) {
    let palette = &library.figures.palette;
    const TOKENS: [&str; 6] = ["brand", "accent", "line", "pale", "ink", "paper"];
    for (id, ink) in palette.iter() {
        if Token::named(id.as_str()).is_none() {
            let message = format!("`{}` is no color of the drawings", id.value);
            problems.push(
                Diagnostic::error(Code::UnknownKey, message)
                    .at(id.span)
                    .hint(format!("known here: {}", TOKENS.join(", "))),
            );
        }
        for color in [&ink.print, &ink.gray] {
            problems.0.extend(color_value(color).err());
        }
    }
    for token in TOKENS.iter().filter(|token| !palette.contains(token)) {
        problems.push(
            Diagnostic::error(Code::MissingKey, format!("the color `{token}` of the drawings is missing"))
                .at(library.figures.version.span)
                .hint("add it under `palette:`"),
        );
    }
}

/// Reads a color, or says why it is none.
pub fn color_value(text: &crate::base::Spanned<String>) -> Result<Color, Diagnostic> {
    Color::parse(text).ok_or_else(|| {
        wrong(format!("`{}` is not a color", text.value), text.span, "write \"#RRGGBB\", such as \"#0B4F6C\"")
    })
}

fn themes(library: &Library, problems: &mut Diagnostics) {
    for (id, theme) in &library.themes {
        // The colors that a clinic may choose are held to the same limits.
        for (what, color, least) in [("brand", theme.colors.brand, 7.0), ("accent", theme.colors.accent, 4.5)] {
            if !contrast::passes(color, least) {
                let near = contrast::nearest(color, least);
                let message = format!("the {what} color {color} of the theme `{id}` is too light on white, or in gray");
                problems.push(Diagnostic::error(Code::Contrast, message).at(theme.version.span).hint(format!(
                    "its contrast must be at least {least:.1}; the nearest color that passes is \"{near}\""
                )));
            }
        }
        for edition in library.vocabulary.editions.ids() {
            let Some(found) = theme.editions.get(edition.as_str()) else {
                // What a theme lacks, the one that it extends lacks.
                if theme.extends.is_some() {
                    continue;
                }
                let message = format!("the theme `{id}` has no edition `{edition}`");
                problems.push(missing(message, theme.version.span, "add it under `editions:`"));
                continue;
            };
            let span = theme.editions.span(edition.as_str()).unwrap_or(theme.version.span);
            if span.file != theme.version.span.file {
                // Taken from another theme, where it is looked at.
                continue;
            }
            for paper in ["letter", "a4"].into_iter().filter(|paper| !found.papers.contains(paper)) {
                let message = format!("the edition `{edition}` of the theme `{id}` has no paper `{paper}`");
                problems.push(missing(message, span, "add it under `papers:`"));
            }
        }
        for (edition, _) in theme.editions.iter() {
            let known: Vec<&str> = library.vocabulary.editions.ids().map(Id::as_str).collect();
            if !known.contains(&edition.as_str()) {
                let message = format!("there is no edition `{}`", edition.value);
                problems.push(
                    Diagnostic::error(Code::DanglingReference, message)
                        .at(edition.span)
                        .hint(format!("known: {}", known.join(", "))),
                );
            }
        }
    }
}

fn missing(message: String, span: Span, hint: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingKey, message).at(span).hint(hint)
}
