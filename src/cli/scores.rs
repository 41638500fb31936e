//! `handout report`: a guide held against the checklists that health-literacy editors use.

use serde_json::{Value, json};

use super::args::{Format, Report};
use super::opened::Opened;
use super::output::Output;
use super::report::Shown;
use super::{Failure, chosen};
use crate::base::{Code, Diagnostic};
use crate::content::Date;
use crate::grade::{Answer, Check, Checklist, Reading, checklists, measure};
use crate::tailor::{Variant, tailor};

/// Prints the reading level and both checklists of a guide.
pub fn run(typed: &Report, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.from.content.as_deref(), shown)?;
    let library = opened.unchecked(shown)?;
    let clinic =
        chosen::sound_clinic(typed.which.clinic.as_deref(), typed.which.department.as_deref(), &library, today, shown)?;
    let variant = Variant::resolve(&library, &chosen::wanted(&typed.which, clinic)).map_err(Failure::Usage)?;
    let brochure = tailor(&library, &variant).map_err(chosen::refused)?;
    let Some(reading) = measure(&brochure, &library) else {
        let message = format!("there is no measure for the language `{}`", variant.lang);
        return Err(Failure::usage(
            Diagnostic::error(Code::NoContent, message).hint("English and Spanish can be measured"),
        ));
    };
    let lists = checklists(&brochure, &reading);
    let text = match typed.from.format {
        Format::Json => format!("{:#}\n", data(&brochure.title, &reading, &lists)),
        Format::Text => text(&brochure.title, &reading, &lists),
    };
    output.print(text.as_bytes())
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Person => "person",
    }
}

fn text(title: &str, reading: &Reading, lists: &[Checklist]) -> String {
    let mut out = format!("{title}\n");
    for score in reading.scores() {
        let which = if score.adjusted { "adjusted" } else { "raw" };
        out += &format!("{}, {which}: {:.1}\n", score.measure.name(), score.value);
    }
    for list in lists {
        let (points, asked) = list.points();
        let open = list.items.len() - asked;
        out += &format!(
            "\n{}: {points} of the {asked} items that a program can answer; {open} need a person\n",
            list.name
        );
        list.items.iter().for_each(|item| out += &line(item));
    }
    out + "\nA score says that something is there, not that it is good. Ask readers.\n"
}

fn line(item: &Check) -> String {
    let why = if item.why.is_empty() { String::new() } else { format!(": {}", item.why) };
    format!("{:>3}  {:<6}  {}{why}\n", item.number, word(item.answer), item.asks)
}

fn data(title: &str, reading: &Reading, lists: &[Checklist]) -> Value {
    let item = |item: &Check| json!({ "number": item.number, "asks": item.asks, "answer": word(item.answer), "why": item.why });
    let list = |list: &Checklist| {
        let (points, asked) = list.points();
        let items: Vec<Value> = list.items.iter().map(item).collect();
        json!({ "name": list.name, "points": points, "answered": asked, "items": items })
    };
    let scores: Vec<Value> = reading
        .scores()
        .into_iter()
        .map(
            |s| json!({ "measure": s.measure.key(), "adjusted": s.adjusted, "value": (s.value * 10.0).round() / 10.0 }),
        )
        .collect();
    json!({ "title": title, "scores": scores, "checklists": lists.iter().map(list).collect::<Vec<_>>() })
}
