//! `handout grade`: how hard the words are.

use serde_json::{Value, json};

use super::args::{Format, Grade};
use super::opened::Opened;
use super::output::Output;
use super::report::Shown;
use super::table::{strings, table};
use super::{Failure, chosen};
use crate::base::{Code, Diagnostic, Diagnostics, Id, Span};
use crate::content::{Date, Library};
use crate::grade::{Count, LONGEST_SENTENCE, Measure, Method, Portion, Reading, Said, Score, measure};
use crate::tailor::{Brochure, ClinicChoice, Variant, every, resolved, tailor};

/// How many sentences are shown of a kind.
pub const SHOWN: usize = 5;

/// A brochure that was measured.
struct Graded {
    therapies: String,
    cancer: String,
    lang: String,
    title: String,
    reading: Reading,
}

/// Prints the measures of one guide or of all; a limit that is passed is a fault of the content.
pub fn run(typed: &Grade, today: Date, output: &mut Output<'_>, shown: &mut Shown) -> Result<(), Failure> {
    let opened = Opened::open(typed.from.content.as_deref(), shown)?;
    let (library, problems) = opened.library(today, shown)?;
    if problems.has_errors() {
        return Err(Failure::Content(problems));
    }
    let clinic = chosen::sound_clinic(&typed.at, &library, today, shown)?;
    let variants = if typed.all {
        every(&library, typed.lang.as_deref(), &typed.edition, None, clinic.as_ref()).map_err(Failure::Usage)?
    } else {
        vec![one(typed, &library, clinic)?]
    };
    let mut graded = vec![];
    for variant in &variants {
        let brochure = tailor(&library, variant).map_err(Failure::Content)?;
        let reading = measure(&brochure, &library).ok_or_else(|| unmeasured(variant))?;
        graded.push(described(variant, &brochure, reading));
    }
    let text = match (typed.from.format, typed.all) {
        (Format::Text, true) => overview(&graded, shown),
        (Format::Text, false) => graded.iter().map(|one| detail(one, shown)).collect(),
        (Format::Json, all) => {
            let data: Vec<Value> = graded.iter().map(|one| data(one, all, shown)).collect();
            format!("{:#}\n", if all { Value::Array(data) } else { data.into_iter().next().unwrap_or_default() })
        }
    };
    output.print(text.as_bytes())?;
    let problems = complaints(&graded);
    if problems.has_errors() { Err(Failure::Content(problems)) } else { Ok(()) }
}

/// The variant that was asked for.
fn one(typed: &Grade, library: &Library, clinic: Option<ClinicChoice>) -> Result<Variant, Failure> {
    let therapies = typed.therapy.iter().map(String::as_str).collect();
    let lang = typed.lang.as_deref().unwrap_or("en");
    resolved(library, therapies, typed.cancer.as_deref(), lang, &typed.edition, None, clinic).map_err(Failure::Usage)
}

/// The complaint about a language without formulas.
pub fn unmeasured(variant: &Variant) -> Failure {
    let message = format!("there is no measure for the language `{}`", variant.lang);
    Failure::usage(Diagnostic::error(Code::NoContent, message).hint("English and Spanish can be measured"))
}

fn described(variant: &Variant, brochure: &Brochure, reading: Reading) -> Graded {
    let therapies: Vec<&str> = variant.therapies.iter().map(Id::as_str).collect();
    Graded {
        therapies: if therapies.is_empty() { "general".to_owned() } else { therapies.join("+") },
        cancer: variant.cancer.as_ref().map(ToString::to_string).unwrap_or_default(),
        lang: variant.lang.to_string(),
        title: brochure.title.clone(),
        reading,
    }
}

/// What passes a limit, each sentence once.
fn complaints(graded: &[Graded]) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for one in graded {
        for problem in over_limits(&one.title, &one.lang, &one.reading).0 {
            if problem.span.is_none() || !problems.0.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    problems
}

/// What of a guide passes a limit.
pub fn over_limits(title: &str, lang: &str, reading: &Reading) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for (portion, score) in reading.over() {
        let limit = score.limit.unwrap_or_default();
        let which = if score.adjusted { "adjusted" } else { "raw" };
        let name = score.measure.name();
        let bound = if score.measure.is_ease() { "at least" } else { "at most" };
        let part = portion.id.as_ref().map(|_| format!(", “{}”", portion.title)).unwrap_or_default();
        let message =
            format!("{title} ({lang}){part}: {name}, {which}, is {:.1}; it must be {bound} {limit:.1}", score.value);
        problems.push(
            Diagnostic::error(Code::HardWords, message).hint("shorten the hardest sentences; take shorter words"),
        );
    }
    for said in reading.too_long() {
        let message =
            format!("a sentence of {} words; at most {LONGEST_SENTENCE} can be read with ease", said.raw.words);
        problems.push(Diagnostic::error(Code::HardWords, message).at(said.span).hint("make two of it"));
    }
    problems
}

/// `content/en/guide.yaml:12`.
pub fn place(span: Span, shown: &Shown) -> String {
    let at = shown.region(span);
    format!("{}:{}", at.path, at.line)
}

fn shown_value(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.1}")).unwrap_or_default()
}

/// All about one guide.
fn detail(one: &Graded, shown: &Shown) -> String {
    let reading = &one.reading;
    let count = reading.whole.raw;
    let mut out = format!(
        "{}\n{} words in {} sentences; the longest has {} words (limit {LONGEST_SENTENCE}).\n\n",
        one.title,
        count.words,
        count.sentences,
        reading.longest()
    );
    let mut rows = vec![strings(["SCORE", "RAW", "LIMIT", "ADJUSTED", "LIMIT", ""])];
    for measure in Measure::all(reading.method) {
        let Some([raw, adjusted]) = reading.whole.scores(measure) else { continue };
        let over = if raw.holds() && adjusted.holds() { "" } else { "over the limit" };
        rows.push(vec![
            measure.name().to_owned(),
            shown_value(Some(raw.value)),
            shown_value(raw.limit),
            shown_value(Some(adjusted.value)),
            shown_value(adjusted.limit),
            over.to_owned(),
        ]);
    }
    out += &table(&rows);
    let [first, second] = Measure::all(reading.method);
    let mut rows = vec![strings(["PART", "WORDS", "SENTENCES"])];
    rows[0].extend([first.short().to_owned(), "ADJUSTED".to_owned(), second.short().to_owned(), "ADJUSTED".to_owned()]);
    let over = reading.over();
    for part in reading.parts.iter().filter(|part| part.raw.sentences > 0) {
        let mut row = portion_row(part, [first, second]);
        let is_over = over.iter().any(|(portion, _)| portion.id == part.id);
        row.push(if is_over { "over the limit" } else { "" }.to_owned());
        rows.push(row);
    }
    out += "\n";
    out += &table(&rows);
    out += "\nThe hardest sentences (score, adjusted):\n";
    out += &listed(&reading.hardest(SHOWN), |said| shown_value(said.adjusted.score(first)), shown);
    out += "\nThe longest sentences (words):\n";
    out += &listed(&reading.longest_sentences(SHOWN), |said| said.raw.words.to_string(), shown);
    out
}

fn portion_row(portion: &Portion, measures: [Measure; 2]) -> Vec<String> {
    let mut row = vec![portion.title.clone(), portion.raw.words.to_string(), portion.raw.sentences.to_string()];
    for measure in measures {
        row.extend([shown_value(portion.raw.score(measure)), shown_value(portion.adjusted.score(measure))]);
    }
    row
}

/// Sentences with a number before each.
fn listed(list: &[&Said], number: impl Fn(&Said) -> String, shown: &Shown) -> String {
    list.iter()
        .map(|said| format!("{:>5}  {}\n       {}\n", number(said), place(said.span, shown), said.text))
        .collect()
}

/// One line for each guide, then the worst.
fn overview(graded: &[Graded], shown: &Shown) -> String {
    let mut out = String::new();
    for method in [Method::English, Method::Spanish] {
        let of: Vec<&Graded> = graded.iter().filter(|one| one.reading.method == method).collect();
        if of.is_empty() {
            continue;
        }
        let measures = Measure::all(method);
        let [first, second] = measures.map(Measure::short);
        let mut rows =
            vec![strings(["THERAPY", "CANCER", "LANG", "WORDS", "LONGEST", first, "ADJUSTED", second, "ADJUSTED", ""])];
        for one in &of {
            let whole = &one.reading.whole;
            let mut row = vec![one.therapies.clone(), one.cancer.clone(), one.lang.clone()];
            row.extend([whole.raw.words.to_string(), one.reading.longest().to_string()]);
            for measure in measures {
                row.extend([shown_value(whole.raw.score(measure)), shown_value(whole.adjusted.score(measure))]);
            }
            row.push(if one.reading.holds() { String::new() } else { "over the limit".to_owned() });
            rows.push(row);
        }
        out += &table(&rows);
        out.push('\n');
        out += &worst(&of, measures);
        out += "\nThe hardest sentences (score, adjusted):\n";
        let mut hardest: Vec<&Said> = vec![];
        for said in of.iter().flat_map(|one| one.reading.hardest(SHOWN)) {
            if !hardest.iter().any(|known| known.text == said.text) {
                hardest.push(said);
            }
        }
        let score = |said: &Said| said.adjusted.score(measures[0]).unwrap_or_default();
        hardest.sort_by(|a, b| {
            let order = score(b).total_cmp(&score(a));
            if measures[0].is_ease() { order.reverse() } else { order }
        });
        hardest.truncate(SHOWN * 2);
        out += &listed(&hardest, |said| shown_value(said.adjusted.score(measures[0])), shown);
        out.push('\n');
    }
    let over = graded.iter().filter(|one| !one.reading.holds()).count();
    out += &match over {
        0 => format!("All {} guides keep every limit.\n", graded.len()),
        n => format!("{n} of {} guides pass a limit.\n", graded.len()),
    };
    out
}

/// The worst score of each kind, and the guide that has it.
fn worst(graded: &[&Graded], measures: [Measure; 2]) -> String {
    let mut rows = vec![strings(["WORST", "", "SCORE", "LIMIT", "GUIDE"])];
    for measure in measures {
        for adjusted in [false, true] {
            let scores =
                graded.iter().filter_map(|one| Some((*one, one.reading.whole.scores(measure)?[usize::from(adjusted)])));
            let sign = if measure.is_ease() { -1.0 } else { 1.0 };
            let worst =
                scores.reduce(|worst, next| if sign * next.1.value > sign * worst.1.value { next } else { worst });
            let Some((one, score)) = worst else { continue };
            rows.push(vec![
                measure.name().to_owned(),
                if adjusted { "adjusted" } else { "raw" }.to_owned(),
                shown_value(Some(score.value)),
                shown_value(score.limit),
                one.title.clone(),
            ]);
        }
    }
    table(&rows)
}

fn count_data(count: Count, method: Method) -> Value {
    let mut data = json!({
        "words": count.words, "sentences": count.sentences, "syllables": count.syllables, "long_words": count.long,
    });
    if let Value::Object(map) = &mut data {
        map.extend(Measure::all(method).map(|measure| (measure.key().to_owned(), json!(count.score(measure)))));
    }
    data
}

fn portion_data(portion: &Portion, method: Method) -> Value {
    let inside: Vec<Value> = portion.inside.iter().map(|p| portion_data(p, method)).collect();
    json!({
        "id": portion.id.as_ref().map(Id::as_str),
        "title": portion.title,
        "raw": count_data(portion.raw, method),
        "adjusted": count_data(portion.adjusted, method),
        "sections": inside,
    })
}

fn sentence_data(said: &Said, method: Method, shown: &Shown) -> Value {
    json!({
        "file": shown.path(said.span.file),
        "line": shown.sources.line_column(said.span).0,
        "text": said.text,
        "words": said.raw.words,
        "score": said.adjusted.score(Measure::all(method)[0]),
    })
}

/// A guide as data; in a list of all, without its parts.
fn data(one: &Graded, short: bool, shown: &Shown) -> Value {
    let reading = &one.reading;
    let method = reading.method;
    let limits: Vec<Value> =
        reading.scores().into_iter().filter(|score| score.limit.is_some()).map(limit_data).collect();
    let mut data = json!({
        "therapy": one.therapies,
        "cancer": one.cancer,
        "lang": one.lang,
        "title": one.title,
        "holds": reading.holds(),
        "raw": count_data(reading.whole.raw, method),
        "adjusted": count_data(reading.whole.adjusted, method),
        "longest_sentence": reading.longest(),
        "limits": limits,
    });
    if let (Value::Object(map), false) = (&mut data, short) {
        let list =
            |list: Vec<&Said>| -> Value { list.into_iter().map(|said| sentence_data(said, method, shown)).collect() };
        map.insert("parts".into(), reading.parts.iter().map(|part| portion_data(part, method)).collect());
        map.insert("hardest".into(), list(reading.hardest(SHOWN)));
        map.insert("longest".into(), list(reading.longest_sentences(SHOWN)));
    }
    data
}

fn limit_data(score: Score) -> Value {
    json!({
        "score": score.measure.key(),
        "adjusted": score.adjusted,
        "value": score.value,
        "limit": score.limit,
        "holds": score.holds(),
    })
}
