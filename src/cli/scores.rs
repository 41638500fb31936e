//! `handout report`: a guide held against the checklists that health-literacy editors use.

use serde_json::{Value, json};

use super::args::{CheckFormat, Report};
use super::grade::{SHOWN, over_limits, place, unmeasured};
use super::opened::Opened;
use super::output::Output;
use super::page::page;
use super::report::Shown;
use super::{Failure, chosen, sarif};
use crate::base::Span;
use crate::content::{Date, Library};
use crate::diff::escape;
use crate::grade::{Answer, Check, Checklist, Reading, checklists, measure};
use crate::tailor::{Variant, tailor};

/// What every form of the report ends with.
const CAUTION: &str = "A score says that something is there, not that it is good. Ask readers.";

/// A guide held against the checklists.
struct Held {
    title: String,
    lang: String,
    reading: Reading,
    lists: [Checklist; 2],
    /// The file that the guide is mainly made from, for what has no place of its own.
    home: Span,
}

/// Prints the reading level and both checklists of a guide.
pub fn run(typed: &Report, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.content.as_deref(), shown)?;
    let library = opened.unchecked(shown)?;
    let clinic = chosen::sound_clinic(&typed.which.at, &library, today, shown)?;
    let variant = Variant::resolve(&library, &chosen::wanted(&typed.which, clinic)).map_err(Failure::Usage)?;
    let brochure = tailor(&library, &variant).map_err(chosen::refused)?;
    let reading = measure(&brochure, &library).ok_or_else(|| unmeasured(&variant))?;
    let held = Held {
        title: brochure.title.clone(),
        lang: variant.lang.to_string(),
        lists: checklists(&brochure, &reading),
        reading,
        home: home(&library, &variant),
    };
    let text = match typed.format {
        CheckFormat::Json => format!("{:#}\n", data(&held, shown)),
        CheckFormat::Sarif => format!("{:#}\n", log(&held, shown)),
        CheckFormat::Html => html(&held, shown),
        CheckFormat::Text => text(&held, shown),
    };
    output.deliver(typed.output.as_deref(), &text).map(drop)
}

/// The title of the reader's first therapy; for the general guide, the file of the guide's words.
fn home(library: &Library, variant: &Variant) -> Span {
    let words = library.languages.get(&variant.lang);
    let therapy = words.zip(variant.therapies.first()).and_then(|(words, id)| words.therapies.get(id));
    let guide = || words.map(|words| words.guide.version.span);
    therapy.map(|therapy| therapy.title.span).or_else(guide).unwrap_or_default()
}

fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Person => "person",
    }
}

/// How many items hold of those that a program can answer, and how many only a person can.
fn points(list: &Checklist) -> String {
    let (points, asked) = list.points();
    format!("{points} of the {asked} items that a program can answer; {} need a person", list.items.len() - asked)
}

/// What an answer rests on, with the place where an item does not hold.
fn why(item: &Check, shown: &Shown) -> String {
    match item.at {
        Some(at) => format!("{} ({})", item.why, place(at, shown)),
        None => item.why.clone(),
    }
}

fn text(held: &Held, shown: &Shown) -> String {
    let mut out = format!("{}\n", held.title);
    for score in held.reading.scores() {
        let which = if score.adjusted { "adjusted" } else { "raw" };
        out += &format!("{}, {which}: {:.1}\n", score.measure.name(), score.value);
    }
    for list in &held.lists {
        out += &format!("\n{}: {}\n", list.name, points(list));
        for item in &list.items {
            let why = why(item, shown);
            let why = if why.is_empty() { why } else { format!(": {why}") };
            out += &format!("{:>3}  {:<6}  {}{why}\n", item.number, word(item.answer), item.asks);
        }
    }
    format!("{out}\n{CAUTION}\n")
}

/// The look of the report: answers stand out by weight, not by color.
const STYLE: &str = "table{border-collapse:collapse;width:100%;margin:.6rem 0}caption{text-align:left;font-weight:700}\
th,td{border-top:1px solid #767676;padding:.4rem .5rem .4rem 0;text-align:left;vertical-align:top}\
th{font-weight:400}thead th{font-weight:700}td.no{font-weight:700;text-decoration:underline}\
li{margin:.4rem 0}.at{font-size:.9rem}";

fn html(held: &Held, shown: &Shown) -> String {
    let mut out = String::from("<p>What a program can say of this guide, and what only a person can.</p>\n");
    out += "<h2>Reading level</h2>\n<table>\n<thead><tr><th scope=\"col\">Score</th><th scope=\"col\">Words as they are or \
            adjusted</th><th scope=\"col\">Value</th><th scope=\"col\">Limit</th></tr></thead>\n<tbody>\n";
    for score in held.reading.scores() {
        let which = if score.adjusted { "adjusted" } else { "as they are" };
        let limit = score.limit.map_or_else(|| "none".to_owned(), |limit| format!("{limit:.1}"));
        let over = if score.holds() { "" } else { ", over the limit" };
        out += &format!(
            "<tr><th scope=\"row\">{}</th><td>{which}</td><td>{:.1}{over}</td><td>{limit}</td></tr>\n",
            escape(score.measure.name()),
            score.value
        );
    }
    out += "</tbody>\n</table>\n<p>Adjusted: names, and terms that this guide explains, count as one short word each.</p>\n";
    for list in &held.lists {
        out += &format!("<h2>{}</h2>\n<p>{}.</p>\n", escape(list.name), points(list));
        out += "<table>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\">What it asks</th><th scope=\"col\">\
                Answer</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n";
        list.items.iter().for_each(|item| out += &row(item, shown));
        out += "</tbody>\n</table>\n";
    }
    out += "<h2>The hardest sentences</h2>\n<ol>\n";
    for said in held.reading.hardest(SHOWN) {
        let at = escape(&place(said.span, shown));
        let lang = escape(&held.lang);
        out +=
            &format!("<li><span lang=\"{lang}\">{}</span> <span class=\"at\">{at}</span></li>\n", escape(&said.text));
    }
    out += &format!("</ol>\n<p>{CAUTION}</p>\n");
    page(&format!("Report: {}", held.title), STYLE, &out)
}

fn row(item: &Check, shown: &Shown) -> String {
    let answer = match item.answer {
        Answer::Person => "a person must tell",
        other => word(other),
    };
    format!(
        "<tr><td>{}</td><th scope=\"row\">{}</th><td class=\"{}\">{answer}</td><td>{}</td></tr>\n",
        item.number,
        escape(item.asks),
        word(item.answer),
        escape(&why(item, shown))
    )
}

/// What passes a limit, then an item a result: one that holds, one that does not, or one that is left to a person.
fn log(held: &Held, shown: &Shown) -> Value {
    let over = over_limits(&held.title, &held.lang, &held.reading).sorted(&shown.sources);
    let (mut rules, mut results) = sarif::findings(&over, shown);
    for list in &held.lists {
        for item in &list.items {
            let id = format!("{}-{}", list.short, item.number);
            let (kind, level) = match item.answer {
                Answer::Yes => ("pass", "none"),
                Answer::No => ("fail", "warning"),
                Answer::Person => ("review", "none"),
            };
            let text = if item.why.is_empty() { item.asks.to_owned() } else { format!("{}: {}", item.asks, item.why) };
            results.push(json!({
                "ruleId": id,
                "ruleIndex": rules.len(),
                "kind": kind,
                "level": level,
                "message": { "text": format!("{}: {text}", held.title) },
                "locations": [sarif::location(item.at.unwrap_or(held.home), None, shown)],
            }));
            rules.push(json!({
                "id": id,
                "shortDescription": { "text": item.asks },
                "fullDescription": { "text": format!("{}, item {}: {}.", list.name, item.number, item.asks) },
                "defaultConfiguration": { "level": "warning" },
            }));
        }
    }
    sarif::log(rules, results)
}

fn data(held: &Held, shown: &Shown) -> Value {
    let item = |item: &Check| {
        json!({
            "number": item.number, "asks": item.asks, "answer": word(item.answer), "why": item.why,
            "at": item.at.map(|at| place(at, shown)),
        })
    };
    let list = |list: &Checklist| {
        let (points, asked) = list.points();
        let items: Vec<Value> = list.items.iter().map(item).collect();
        json!({ "name": list.name, "points": points, "answered": asked, "items": items })
    };
    let scores: Vec<Value> = held
        .reading
        .scores()
        .into_iter()
        .map(
            |s| json!({ "measure": s.measure.key(), "adjusted": s.adjusted, "value": (s.value * 10.0).round() / 10.0 }),
        )
        .collect();
    json!({ "title": held.title, "scores": scores, "checklists": held.lists.iter().map(list).collect::<Vec<_>>() })
}
