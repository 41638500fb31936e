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

/// What `textstat` 0.7.4, an implementation that is not ours, says of the texts in `tests/textstat`, and what we say.
///
/// Its numbers were written down by `tests/textstat/record.py`, so that these tests need no Python.
mod textstat {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use handout::grade::{Count, Measure, Method, sentences, syllables, words};
    use serde_json::Value;
    use sha2::{Digest, Sha256};

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/textstat")
    }

    struct Text {
        name: String,
        method: Method,
        text: String,
        said: Value,
    }

    fn texts() -> Vec<Text> {
        let recorded: Value =
            serde_json::from_str(&fs::read_to_string(folder().join("recorded.json")).unwrap()).unwrap();
        assert_eq!(recorded["textstat"], "0.7.4");
        let said: BTreeMap<String, Value> = serde_json::from_value(recorded["texts"].clone()).unwrap();
        said.into_iter()
            .map(|(name, said)| Text {
                method: if name.starts_with("en-") { Method::English } else { Method::Spanish },
                text: fs::read_to_string(folder().join(&name)).unwrap(),
                name,
                said,
            })
            .collect()
    }

    fn counted(text: &Text) -> Count {
        let mut count = Count::default();
        for sentence in sentences(&text.text) {
            count.sentences += 1;
            for word in words(sentence) {
                let own = syllables(word, text.method);
                count += Count { sentences: 0, words: 1, syllables: own, long: usize::from(own >= 3) };
            }
        }
        count
    }

    fn number(text: &Text, key: &str) -> f64 {
        text.said[key].as_f64().unwrap_or_else(|| panic!("{}: {key}", text.name))
    }

    #[test]
    fn its_numbers_are_of_these_texts() {
        let texts = texts();
        let there = fs::read_dir(folder()).unwrap().flatten().map(|e| e.path());
        assert_eq!(there.filter(|path| path.extension().is_some_and(|e| e == "txt")).count(), texts.len());
        for text in &texts {
            let hash: String = Sha256::digest(&text.text).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(text.said["sha256"], hash, "{} has changed: run record.py again", text.name);
        }
        for method in [Method::English, Method::Spanish] {
            assert!(texts.iter().filter(|text| text.method == method).count() >= 3);
        }
    }

    /// From its counts our formulas give its scores. It rounds syllables a word to one place for Flesch-Kincaid (times
    /// 11.8) and for Fernández Huerta (times 60), and words a sentence too, so these may differ by half a tenth of that.
    #[test]
    fn our_formulas_are_its_formulas() {
        for text in texts() {
            let whole = |key: &str| text.said[key].as_u64().unwrap() as usize;
            let count = Count {
                sentences: whole("sentences"),
                words: whole("words"),
                syllables: whole("syllables"),
                long: whole("long"),
            };
            let near: &[(Measure, f64)] = match text.method {
                Method::English => &[(Measure::FleschKincaid, 0.75), (Measure::Smog, 0.15)],
                Method::Spanish => &[(Measure::Inflesz, 0.15), (Measure::FernandezHuerta, 3.2)],
            };
            for (measure, near) in near {
                let (ours, its) = (count.score(*measure).unwrap(), number(&text, measure.key()));
                assert!((ours - its).abs() <= *near, "{}: {}: {ours}, not {its}", text.name, measure.name());
            }
        }
    }

    /// From the bare text we come to nearly its counts and scores.
    ///
    /// Sentences are the same (it leaves out those of one or two words, as we do) and words nearly: it counts `can't` and
    /// hyphens otherwise. It counts places where a word could be hyphenated, never after a first letter (`a-bout`,
    /// `o-ído`), so it finds up to 5 % fewer syllables. In a text of long words these are 0.2 syllables a word: 2.4
    /// grades, or 12 points of ease; and it rounds them, which is 3 points of Fernández Huerta more.
    #[test]
    fn our_counts_are_nearly_its_counts() {
        for text in texts() {
            let count = counted(&text);
            let (sentences, words, syllables) =
                (number(&text, "sentences"), number(&text, "words"), number(&text, "syllables"));
            println!("{}: {count:?}, not {}", text.name, text.said);
            assert_eq!(count.sentences as f64, sentences, "{}", text.name);
            assert!((count.words as f64 / words - 1.0).abs() <= 0.02, "{}: {} words", text.name, count.words);
            let more = count.syllables as f64 / syllables;
            assert!((0.99..=1.06).contains(&more), "{}: {} syllables, not {syllables}", text.name, count.syllables);
            let near: &[(Measure, f64)] = match text.method {
                Method::English => &[(Measure::FleschKincaid, 2.5), (Measure::Smog, 0.5)],
                Method::Spanish => &[(Measure::Inflesz, 9.0), (Measure::FernandezHuerta, 11.0)],
            };
            for (measure, near) in near {
                let (ours, its) = (count.score(*measure).unwrap(), number(&text, measure.key()));
                println!("  {}: {ours}, not {its}", measure.name());
                assert!((ours - its).abs() <= *near, "{}: {}: {ours}, not {its}", text.name, measure.name());
            }
        }
    }
}
