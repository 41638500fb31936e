//! `handout matrix`: every guide that can be made, with what an editor asks of each.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::args::{Matrix, TableFormat};
use super::opened::Opened;
use super::output::Output;
use super::report::Shown;
use super::table::{strings, table};
use super::{Failure, chosen};
use crate::base::{Code, Diagnostic, Diagnostics, Id};
use crate::batch::{Made, make};
use crate::compose::Role;
use crate::content::{Date, Library, PartKind, Theme};
use crate::export::Profile;
use crate::grade::{Measure, measure};
use crate::lint::{rule, threshold};
use crate::tailor::{Block, Brochure, PanelBody, Section, Variant, every, tailor, unknown};
use crate::typeset::Fonts;

/// A guide, looked at.
struct Row {
    therapies: String,
    cancer: String,
    lang: String,
    code: String,
    pages: usize,
    words: usize,
    /// The first score of the language, adjusted.
    score: Option<f64>,
    findings: Vec<Code>,
}

/// Makes every guide and prints a line for each.
pub fn run(typed: &Matrix, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.content.as_deref(), shown)?;
    let fonts = opened.fonts(shown).map_err(Failure::Content)?;
    let library = opened.unchecked(shown)?;
    let clinic = chosen::sound_clinic(&typed.at, &library, today, shown)?;
    let mut variants = every(&library, typed.lang.as_deref(), &typed.edition, Some(&typed.paper), clinic.as_ref())
        .map_err(Failure::Usage)?;
    narrow(typed, &library, &mut variants)?;
    let theme = library.themes.values().next().ok_or_else(|| {
        Failure::Content(
            Diagnostic::error(Code::MissingFile, "there is no theme").hint("write `themes/harbor.yaml`").into(),
        )
    })?;
    let budget = threshold(&library, Code::OverBudget);
    let most = typed.most_pages.map_or(budget as usize, |most| most as usize);
    let rows = looked_at(&library, theme, &fonts, &variants, most).map_err(Failure::Content)?;
    let text = match typed.format {
        TableFormat::Text => text(&rows),
        TableFormat::Csv => csv(&rows),
        TableFormat::Json => format!("{:#}\n", rows.iter().map(data).collect::<Value>()),
    };
    output.print(text.as_bytes())
}

/// Leaves the guides for the treatment and the cancer that were named.
fn narrow(typed: &Matrix, library: &Library, variants: &mut Vec<Variant>) -> Result<(), Failure> {
    let vocabulary = &library.vocabulary;
    let known = |what: &str, typed: &Option<String>, ids: Vec<&str>| match typed {
        Some(typed) if !ids.contains(&typed.as_str()) => Err(Failure::usage(unknown(what, typed, &ids))),
        _ => Ok(()),
    };
    known("therapy", &typed.therapy, vocabulary.therapies.ids().map(Id::as_str).collect())?;
    known("cancer", &typed.cancer, vocabulary.cancers.ids().map(Id::as_str).collect())?;
    variants.retain(|variant| {
        let therapy = typed.therapy.as_ref().is_none_or(|id| variant.therapies.iter().any(|own| own.as_str() == id));
        let cancer =
            typed.cancer.as_ref().is_none_or(|id| variant.cancer.as_ref().is_some_and(|own| own.as_str() == id));
        therapy && cancer
    });
    Ok(())
}

/// Every row, in the order of the variants, made by as many threads as the machine has.
fn looked_at(
    library: &Library,
    theme: &Theme,
    fonts: &Fonts,
    variants: &[Variant],
    most: usize,
) -> Result<Vec<Row>, Diagnostics> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Row, Diagnostics>)>> = Mutex::new(vec![]);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(variant) = variants.get(at) else { break };
                    let row = one(library, theme, fonts, variant, most);
                    // Nothing that holds the lock can fail, so nobody leaves it broken.
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, row));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    let mut problems = Diagnostics::default();
    let mut rows = vec![];
    for (_, row) in done {
        match row {
            Ok(row) => rows.push(row),
            Err(found) => problems.append(found),
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(rows) }
}

fn one(library: &Library, theme: &Theme, fonts: &Fonts, variant: &Variant, most: usize) -> Result<Row, Diagnostics> {
    let brochure = tailor(library, variant)?;
    let made = make(&brochure, theme, &library.drawings, fonts, Profile::Ua1, &crate::impose::Press::default())?;
    let reading = measure(&brochure, library);
    let score = reading.as_ref().and_then(|reading| {
        let [first, _] = Measure::all(reading.method);
        reading.whole.adjusted.score(first)
    });
    let therapies: Vec<&str> = variant.therapies.iter().map(Id::as_str).collect();
    Ok(Row {
        therapies: if therapies.is_empty() { "general".to_owned() } else { therapies.join("+") },
        cancer: variant.cancer.as_ref().map(ToString::to_string).unwrap_or_default(),
        lang: variant.lang.to_string(),
        code: brochure.code.clone(),
        pages: made.pages.pages.len(),
        words: reading.as_ref().map_or(0, |reading| reading.whole.raw.words),
        score,
        findings: findings(&brochure, &made, reading.is_some_and(|r| !r.holds()), most),
    })
}

/// What is to be said of a guide as a whole; a code as often as it holds.
fn findings(brochure: &Brochure, made: &Made, hard: bool, most: usize) -> Vec<Code> {
    let mut found = vec![];
    let levels = |sections: &mut dyn Iterator<Item = &Section>| {
        sections.flat_map(|section| &section.blocks).filter(|item| matches!(item.block, Block::Level { .. })).count()
    };
    let on_panels = brochure.panels.iter().map(|panel| match &panel.body {
        PanelBody::Sections(parts) => levels(&mut parts.iter().map(|part| &part.section)),
        PanelBody::CardLevel(_) => 1,
        _ => 0,
    });
    let call_parts = brochure.parts.iter().filter(|part| part.kind == PartKind::WhenToCall);
    let in_parts = call_parts.map(|part| levels(&mut part.sections.iter())).max().unwrap_or(0);
    if in_parts + on_panels.sum::<usize>() < 2 {
        found.push(Code::NoCallPage);
    }
    // What has no block at all was left out while tailoring, with its heading.
    let heads = |section: &&Section| section.blocks.iter().all(|item| matches!(item.block, Block::Heading(..)));
    let sections = brochure.parts.iter().flat_map(|part| &part.sections);
    found.extend(sections.filter(heads).map(|_| Code::EmptySection));
    if made.pages.pages.len() > most {
        found.push(Code::OverBudget);
    }
    let items = brochure.parts.iter().flat_map(|part| &part.sections).flat_map(|section| &section.blocks);
    let tables = items.filter(|item| matches!(item.block, Block::Table(_) | Block::Drugs(_))).count();
    let nodes = made.tree.in_order();
    let set = nodes.into_iter().filter(|&node| made.tree.get(node).role == Role::Table).count();
    found.extend(std::iter::repeat_n(Code::StackedTable, tables.saturating_sub(set)));
    if hard {
        found.push(Code::HardWords);
    }
    found.extend(made.warnings.0.iter().map(|warning| warning.code));
    found
}

/// Findings by name, each once, with how often it holds.
fn named(findings: &[Code]) -> Vec<String> {
    let mut codes = findings.to_vec();
    codes.sort_unstable();
    codes.dedup();
    let count = |code: Code| findings.iter().filter(|found| **found == code).count();
    let name = |code: Code| match count(code) {
        1 => rule(code).name.to_owned(),
        n => format!("{} × {n}", rule(code).name),
    };
    codes.into_iter().map(name).collect()
}

fn cells(row: &Row) -> Vec<String> {
    vec![
        row.therapies.clone(),
        row.cancer.clone(),
        row.lang.clone(),
        row.pages.to_string(),
        row.words.to_string(),
        row.score.map(|score| format!("{score:.1}")).unwrap_or_default(),
        named(&row.findings).join(", "),
        row.code.clone(),
    ]
}

fn text(rows: &[Row]) -> String {
    let mut lines = vec![strings(["THERAPY", "CANCER", "LANG", "PAGES", "WORDS", "GRADE", "FINDINGS", "CODE"])];
    lines.extend(rows.iter().map(cells));
    let found = rows.iter().filter(|row| !row.findings.is_empty()).count();
    format!(
        "{}\n{} guides, {found} with findings. GRADE is Flesch-Kincaid in English and INFLESZ in Spanish, adjusted.\n",
        table(&lines),
        rows.len()
    )
}

fn csv(rows: &[Row]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let line = |cells: &[String]| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n";
    let mut out = line(&strings(["therapy", "cancer", "lang", "pages", "words", "grade", "findings", "code"]));
    rows.iter().for_each(|row| out += &line(&cells(row)));
    out
}

fn data(row: &Row) -> Value {
    json!({
        "therapy": row.therapies,
        "cancer": row.cancer,
        "lang": row.lang,
        "code": row.code,
        "pages": row.pages,
        "words": row.words,
        "grade": row.score.map(|score| (score * 10.0).round() / 10.0),
        "findings": row.findings.iter().map(|code| code.text()).collect::<Vec<_>>(),
    })
}
