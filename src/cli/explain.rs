//! `handout explain`: why each block is in a guide or not.

use serde_json::{Value, json};

use super::args::{Explain, Format};
use super::opened::Opened;
use super::output::Output;
use super::report::Shown;
use super::{Failure, chosen};
use crate::base::Diagnostics;
use crate::batch::fit;
use crate::content::{Date, Library};
use crate::tailor::{Brochure, Decision, Explanation, Kind, Variant, explain, tailor};
use crate::typeset::Fonts;

/// Prints every decision that makes a guide what it is.
pub fn run(typed: &Explain, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.from.content.as_deref(), shown)?;
    let library = opened.unchecked(shown)?;
    let clinic = chosen::sound_clinic(&typed.which.at, &library, today, shown)?;
    let wanted = chosen::wanted(&typed.which, clinic);
    let variant = Variant::resolve(&library, &wanted).map_err(Failure::Usage)?;
    let mut explanation = explain(&library, &variant).map_err(chosen::refused)?;
    let brochure = tailor(&library, &variant).map_err(chosen::refused)?;
    if !brochure.panels.is_empty() {
        let fonts = opened.fonts(shown).map_err(Failure::Content)?;
        no_room(&mut explanation, brochure, &library, &fonts).map_err(Failure::Content)?;
    }
    if typed.left_out {
        explanation.decisions.retain(|decision| !decision.included);
    }
    let out = match typed.from.format {
        Format::Json => format!("{:#}\n", data(&explanation, shown)),
        Format::Text => text(&explanation, typed.left_out, shown),
    };
    output.print(out.as_bytes())
}

/// Marks what a folded sheet has no room for; themes differ in color only, so any will do.
fn no_room(
    explanation: &mut Explanation,
    mut brochure: Brochure,
    library: &Library,
    fonts: &Fonts,
) -> Result<(), Diagnostics> {
    let Some(theme) = library.themes.values().next() else { return Ok(()) };
    for gone in fit(&mut brochure, theme, &library.drawings, fonts)? {
        let [panel, section, block] = &gone.path;
        let is_it = |decision: &&mut Decision| {
            let path = &decision.path;
            path.first() == Some(panel) && path.get(1) == Some(section) && path.last() == Some(block)
        };
        if let Some(decision) = explanation.decisions.iter_mut().find(is_it) {
            decision.included = false;
            decision.why = format!("no room on the panel, and of priority {}", gone.priority);
        }
    }
    Ok(())
}

fn place(decision: &Decision, shown: &Shown) -> String {
    let (line, _) = shown.sources.line_column(decision.span);
    format!("{}:{line}", shown.path(decision.span.file))
}

fn path(decision: &Decision) -> String {
    decision.path.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("/")
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Part => "part",
        Kind::Section => "section",
        Kind::Block => "block",
    }
}

fn data(explanation: &Explanation, shown: &Shown) -> Value {
    let decisions: Vec<Value> = explanation
        .decisions
        .iter()
        .map(|decision| {
            json!({
                "path": path(decision),
                "kind": kind(decision.kind),
                "included": decision.included,
                "why": decision.why,
                "place": place(decision, shown),
            })
        })
        .collect();
    let values: Vec<Value> = explanation
        .values
        .iter()
        .map(|(name, value, file)| json!({ "name": name, "value": value, "from": file.map(|f| shown.path(f)) }))
        .collect();
    json!({ "decisions": decisions, "placeholders": values })
}

/// One line a decision, indented by its depth, with the reason and the place.
fn text(explanation: &Explanation, left_out: bool, shown: &Shown) -> String {
    let mut out = String::new();
    for decision in &explanation.decisions {
        let mark = if decision.included { "+" } else { "-" };
        let name = if left_out {
            path(decision)
        } else {
            let depth = decision.path.len().saturating_sub(1);
            let own = decision.path.last().map_or("", |id| id.as_str());
            format!("{}{own}", "  ".repeat(depth))
        };
        let why = if decision.why.is_empty() { String::new() } else { format!("{}  ", decision.why) };
        out += &format!("{mark} {name:<34}  {why}[{}]\n", place(decision, shown));
    }
    if !left_out {
        out += "\nPlaceholders\n";
        for (name, value, file) in &explanation.values {
            let from = file.map(|f| shown.path(f)).unwrap_or_default();
            out += &format!("  {:<22}  {value}  [{from}]\n", format!("{{{name}}}"));
        }
    }
    out
}
