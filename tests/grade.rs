//! The reading level of every brochure that can be made.

mod common;

use common::{Choice, choices, each, none, shelf};
use handout::grade::{Measure, Reading, measure};
use handout::tailor::Stretch;

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

/// A sentence put into a brochure, as it is counted there: words and syllables, raw and adjusted.
fn counted(choice: &Choice, sentence: &str) -> [(usize, usize); 2] {
    let mut brochure = choice.brochure();
    brochure.front.as_mut().unwrap().cover.lead = vec![Stretch { text: sentence.to_owned(), ..Stretch::default() }];
    let reading = measure(&brochure, &shelf().library).unwrap();
    let said = reading.sentences.iter().find(|said| said.text == sentence).unwrap();
    [said.raw, said.adjusted].map(|count| (count.words, count.syllables))
}

#[test]
fn names_and_terms_that_are_explained_here_count_as_one_short_word() {
    let lung = Choice::of("checkpoint-inhibitors", "lung");
    let lymphoma = Choice::of("car-t", "lymphoma");
    let spanish = Choice { lang: "es".into(), ..lung.clone() };
    // Names count in every brochure: of drugs, therapies, cancers in the plural, markers.
    assert_eq!(counted(&lung, "You get pembrolizumab here."), [(4, 8), (4, 5)]);
    assert_eq!(counted(&lung, "A checkpoint inhibitor may help."), [(5, 9), (4, 5)]);
    assert_eq!(counted(&lung, "Small cell lung cancers grow."), [(5, 6), (2, 3)]);
    assert_eq!(counted(&spanish, "El cáncer de pulmón crece."), [(5, 8), (3, 5)]);
    // A term counts only where the glossary of that brochure explains it.
    assert_eq!(counted(&lymphoma, "Then comes leukapheresis."), [(3, 7), (3, 4)]);
    assert_eq!(counted(&lung, "Then comes leukapheresis."), [(3, 7), (3, 7)]);
    // Capitals are not the word that they look like.
    assert_eq!(counted(&lymphoma, "We call all of you."), [(5, 5), (5, 5)]);
    let plain = counted(&lung, "Do not wait for your next visit.");
    assert_eq!(plain[0], plain[1]);
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
