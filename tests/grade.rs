//! The reading level of every brochure that can be made.

mod common;

use common::{Choice, choices, each, none, shelf};
use handout::grade::{Measure, Reading, measure};

fn read(choice: &Choice) -> Reading {
    measure(&choice.brochure(), &shelf().library).unwrap()
}

#[test]
fn every_brochure_keeps_the_reading_level() {
    let mut all: Vec<Choice> = choices().into_iter().filter(|choice| choice.paper == "letter").collect();
    // A clinic puts other words in: its name, hours, fever limit.
    let clinics = shelf().library.clinics.keys();
    let named: Vec<Choice> = clinics.flat_map(|clinic| all.iter().map(|c| c.clone().at(clinic.as_str()))).collect();
    all.extend(named);
    let readings = each(&all, read);
    let mut wrong = vec![];
    for (choice, reading) in all.iter().zip(&readings) {
        for (portion, score) in reading.over() {
            let kind = if score.adjusted { "adjusted" } else { "raw" };
            let place = format!("{}: {}", choice.name(), portion.title);
            wrong.push(format!("{place}: {} ({kind}) is {}", score.measure.name(), score.value));
        }
        wrong.extend(
            reading.too_long().map(|said| format!("{}: {} words: {}", choice.name(), said.raw.words, said.text)),
        );
        // Enough to judge by: SMOG asks for 30 sentences.
        if reading.whole.raw.sentences < 300 {
            wrong.push(format!("{}: only {} sentences counted", choice.name(), reading.whole.raw.sentences));
        }
    }
    for kind in [Measure::FleschKincaid, Measure::Smog, Measure::Inflesz, Measure::FernandezHuerta] {
        for adjusted in [0, 1] {
            let scores = readings.iter().filter(|r| Measure::all(r.method).contains(&kind));
            let values: Vec<f64> = scores.filter_map(|r| Some(r.whole.scores(kind)?[adjusted].value)).collect();
            let (low, high) =
                (values.iter().fold(f64::MAX, |a, b| a.min(*b)), values.iter().fold(0.0, |a, b| b.max(a)));
            println!("{} {}: {low} to {high}", kind.name(), ["raw", "adjusted"][adjusted]);
            let parts = readings.iter().filter(|r| Measure::all(r.method).contains(&kind)).flat_map(|r| &r.parts);
            let long = parts.filter(|part| part.raw.sentences >= 30);
            let values: Vec<f64> = long.filter_map(|part| Some(part.scores(kind)?[adjusted].value)).collect();
            let (low, high) =
                (values.iter().fold(f64::MAX, |a, b| a.min(*b)), values.iter().fold(0.0, |a, b| b.max(a)));
            println!("  parts: {low} to {high}");
        }
    }
    none(wrong);
}

#[test]
fn names_and_explained_terms_make_the_adjusted_score_easier_and_nothing_else_does() {
    let reading = read(&Choice::of("checkpoint-inhibitors", "lung"));
    let said = |start: &str| reading.sentences.iter().find(|said| said.text.starts_with(start)).unwrap();
    // `checkpoint inhibitor` and `tumor` would be names; here there is none but the explained term `T cells`.
    let named = reading.sentences.iter().find(|said| said.text.contains("checkpoint inhibitor")).unwrap();
    assert!(named.adjusted.words < named.raw.words, "{named:?}");
    let plain = said("Do not wait for your next visit");
    assert_eq!(plain.adjusted, plain.raw);
    // A term that this brochure does not explain stays as hard as it is.
    let cart = "leukapheresis";
    assert!(!reading.sentences.iter().any(|said| said.text.contains(cart)));
    for said in &reading.sentences {
        assert!(said.adjusted.words <= said.raw.words, "{said:?}");
    }
}

#[test]
fn hard_words_are_seen() {
    let mut brochure = Choice::of("checkpoint-inhibitors", "lung").brochure();
    let library = &shelf().library;
    for part in &mut brochure.parts {
        for lead in part.lead.iter_mut().flatten() {
            lead.text = "Individualized immunotherapeutic administration necessitates continuous multidisciplinary \
                evaluation of physiological abnormalities, because unanticipated inflammatory manifestations can \
                occasionally necessitate immediate hospitalization and considerable modification of everything. "
                .repeat(20);
        }
    }
    let reading = measure(&brochure, library).unwrap();
    assert!(!reading.holds());
    assert!(reading.scores().iter().filter(|score| !score.holds()).count() >= 2, "{:?}", reading.scores());
}
