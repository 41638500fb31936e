//! What tests of whole brochures share: the content and fonts of the program, every brochure that can be made
//! of them, and ways to read what was made.
#![allow(dead_code)]

pub mod pages;
pub mod reading;
pub mod said;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use handout::base::{Code, Diagnostics, Id, Sources};
use handout::batch::{Made, fit, make};
use handout::content::{Library, Root, Theme, load, load_fonts};
use handout::export::Profile;
use handout::impose::Press;
use handout::tailor::{Brochure, ClinicChoice, Variant, Wanted, pair_state, tailor};
use handout::typeset::{Face, Fonts};
use lopdf::{Document, Object};

/// The content and the fonts that are part of the program, read once.
pub struct Shelf {
    pub library: Library,
    pub sources: Sources,
    pub fonts: Fonts,
}

pub fn shelf() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| {
        let mut sources = Sources::default();
        let library = match load(&Root::embedded(), &mut sources) {
            Ok(library) => library,
            Err(problems) => panic!("the content cannot be read:\n{}", told(&problems, &sources)),
        };
        let fonts = load_fonts(&Root::embedded_fonts(), &mut sources).unwrap();
        let fonts = fonts.iter().map(|f| Face::parse(f.bytes.to_vec().into(), f.style).unwrap()).collect();
        Shelf { library, sources, fonts: Fonts::new(fonts) }
    })
}

impl Shelf {
    pub fn theme(&self) -> &Theme {
        self.library.themes.values().next().unwrap()
    }
}

/// Complaints, one a line, each with its place.
pub fn told(problems: &Diagnostics, sources: &Sources) -> String {
    let line = |d: &handout::base::Diagnostic| {
        let place = d.span.map(|s| format!("{}:{:?}: ", sources.path(s.file), sources.line_column(s)));
        format!("  {}{} {}", place.unwrap_or_default(), d.code, d.message)
    };
    problems.0.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Which brochure; `therapy` and `cancer` both or neither.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    pub pair: Option<(String, String)>,
    pub lang: String,
    pub edition: String,
    pub paper: String,
    pub clinic: Option<String>,
    /// The part or section that is printed on its own.
    pub only: Option<String>,
}

impl Choice {
    pub fn general(lang: &str) -> Choice {
        Choice {
            pair: None,
            lang: lang.into(),
            edition: "standard".into(),
            paper: "letter".into(),
            clinic: None,
            only: None,
        }
    }

    pub fn of(therapy: &str, cancer: &str) -> Choice {
        Choice { pair: Some((therapy.into(), cancer.into())), ..Choice::general("en") }
    }

    pub fn edition(self, edition: &str) -> Choice {
        Choice { edition: edition.into(), ..self }
    }

    pub fn on(self, paper: &str) -> Choice {
        Choice { paper: paper.into(), ..self }
    }

    pub fn at(self, clinic: &str) -> Choice {
        Choice { clinic: Some(clinic.into()), ..self }
    }

    pub fn only(self, id: &str) -> Choice {
        Choice { only: Some(id.into()), ..self }
    }

    pub fn name(&self) -> String {
        let pair = self.pair.as_ref().map_or("general".into(), |(t, c)| format!("{t}-{c}"));
        let clinic = self.clinic.as_ref().map_or(String::new(), |c| format!("-{c}"));
        let only = self.only.as_ref().map_or(String::new(), |id| format!("-only-{id}"));
        format!("{pair}-{}-{}-{}{clinic}{only}", self.lang, self.edition, self.paper)
    }

    /// The variant of the choice.
    ///
    /// # Errors
    /// What stands against it.
    pub fn variant(&self) -> Result<Variant, Diagnostics> {
        self.variant_of(&shelf().library)
    }

    /// The variant of the choice in a library of one's own.
    ///
    /// # Errors
    /// What stands against it.
    pub fn variant_of(&self, library: &Library) -> Result<Variant, Diagnostics> {
        let clinic = self.clinic.as_ref().map(|name| ClinicChoice::of(library, name)).transpose()?;
        Variant::resolve(
            library,
            &Wanted {
                therapies: self.pair.iter().map(|p| p.0.as_str()).collect(),
                cancer: self.pair.as_ref().map(|p| p.1.as_str()),
                lang: &self.lang,
                edition: &self.edition,
                paper: &self.paper,
                clinic,
                only: self.only.as_deref(),
            },
        )
    }

    /// The tailored content.
    pub fn brochure(&self) -> Brochure {
        let shelf = shelf();
        let variant = self.variant().unwrap_or_else(|e| panic!("{}:\n{}", self.name(), told(&e, &shelf.sources)));
        tailor(&shelf.library, &variant).unwrap_or_else(|e| panic!("{}:\n{}", self.name(), told(&e, &shelf.sources)))
    }

    /// The tailored content without what a folded sheet has no room for.
    pub fn fitted(&self) -> Brochure {
        let (mut brochure, shelf) = (self.brochure(), shelf());
        if !brochure.panels.is_empty() {
            fit(&mut brochure, shelf.theme(), &shelf.library.drawings, &shelf.fonts)
                .unwrap_or_else(|e| panic!("{}:\n{}", self.name(), told(&e, &shelf.sources)));
        }
        brochure
    }

    /// The brochure, with the content it was made of.
    pub fn made(&self, profile: Profile) -> (Brochure, Made) {
        let brochure = self.brochure();
        let made = finish(&brochure, profile)
            .unwrap_or_else(|e| panic!("{} cannot be made:\n{}", self.name(), told(&e, &shelf().sources)));
        (brochure, made)
    }
}

/// A brochure from its content.
///
/// # Errors
/// What stands against it.
pub fn finish(brochure: &Brochure, profile: Profile) -> Result<Made, Diagnostics> {
    let shelf = shelf();
    make(brochure, shelf.theme(), &shelf.library.drawings, &shelf.fonts, profile, &Press::default())
}

/// Every pair that can be made in a language: used, and with content for both.
pub fn pairs(lang: &str) -> Vec<(String, String)> {
    let library = &shelf().library;
    let mut found = vec![];
    for therapy in library.vocabulary.therapies.ids() {
        for cancer in library.vocabulary.cancers.ids() {
            if !pair_state(library, therapy, cancer).builds() {
                continue;
            }
            let pair = (therapy.to_string(), cancer.to_string());
            let choice = Choice { pair: Some(pair.clone()), ..Choice::general(lang) };
            match choice.variant() {
                Ok(_) => found.push(pair),
                Err(problems) => {
                    let unwritten = problems.0.iter().all(|d| d.code == Code::NoContent);
                    assert!(unwritten, "{}:\n{}", choice.name(), told(&problems, &shelf().sources));
                }
            }
        }
    }
    found
}

/// Every brochure that can be made, without a clinic.
pub fn choices() -> Vec<Choice> {
    let mut all = vec![];
    for lang in shelf().library.languages.keys().map(Id::as_str) {
        let pairs = [None].into_iter().chain(pairs(lang).into_iter().map(Some));
        for pair in pairs {
            for paper in ["letter", "a4"] {
                all.push(Choice { pair: pair.clone(), ..Choice::general(lang) }.on(paper));
            }
        }
    }
    all
}

/// Editions that are not the usual one.
pub const OTHER_EDITIONS: [&str; 2] = ["large-print", "booklet"];

/// Brochures in the other editions: in each language the general guide and one of every therapy, on each paper in
/// turn, with a clinic and without.
pub fn other_editions() -> Vec<Choice> {
    let mut all = vec![];
    for edition in OTHER_EDITIONS {
        for lang in shelf().library.languages.keys().map(Id::as_str) {
            let mut pairs = pairs(lang);
            // The cancers of one therapy are alike: the last one of each differs most from the first of the next.
            pairs.reverse();
            pairs.dedup_by(|a, b| a.0 == b.0);
            for (i, pair) in [None].into_iter().chain(pairs.into_iter().map(Some)).enumerate() {
                let clinic = (i % 3 == 1).then(|| "riverside".to_owned());
                let paper = if i.is_multiple_of(2) { "letter" } else { "a4" };
                all.push(Choice { pair, clinic, ..Choice::general(lang) }.edition(edition).on(paper));
            }
        }
    }
    all
}

/// Every edition in every language, with a clinic and without, on each paper in turn.
pub fn every_edition() -> Vec<Choice> {
    let library = &shelf().library;
    let mut all = vec![];
    for edition in library.vocabulary.editions.ids().map(Id::as_str) {
        for lang in library.languages.keys().map(Id::as_str) {
            let choice = Choice { lang: lang.into(), ..Choice::of("car-t", "lymphoma") }.edition(edition);
            all.push(if all.len().is_multiple_of(2) { choice.at("juniper") } else { choice.on("a4") });
        }
    }
    all
}

/// Every sheet that stands on its own: of the general guide, and of each pair.
pub fn sheets() -> Vec<Choice> {
    let mut all = vec![];
    for choice in choices() {
        for id in ["when-to-call", "symptom-diary", "alert-card", "notes", "teach-back"] {
            let choice = choice.clone().only(id);
            let made = tailor(&shelf().library, &choice.variant().unwrap());
            // Not every treatment has an alert card.
            if id != "alert-card" || made.is_ok() {
                all.push(choice);
            }
        }
    }
    all
}

/// Many brochures for the validator: all of [`samples`], and the first and last cancer of each therapy and language.
pub fn many() -> Vec<Choice> {
    let mut all = samples();
    for lang in shelf().library.languages.keys().map(Id::as_str) {
        let pairs = pairs(lang);
        for therapy in shelf().library.vocabulary.therapies.ids() {
            let own: Vec<_> = pairs.iter().filter(|(t, _)| t == therapy.as_str()).collect();
            for (pair, paper) in [(own.first(), "letter"), (own.last(), "a4")] {
                let choice =
                    Choice { pair: pair.map(|p| (*p).clone()), ..Choice::general(lang) }.on(paper).at("lakeview");
                if !all.contains(&choice) {
                    all.push(choice);
                }
            }
        }
        for id in ["when-to-call", "symptom-diary", "alert-card", "notes", "teach-back"] {
            let pair = Some(("car-t".to_owned(), "lymphoma".to_owned()));
            all.push(Choice { pair, ..Choice::general(lang) }.at("riverside").only(id));
        }
    }
    all
}

/// A few brochures that differ as much as they can: both readers, therapies, papers, clinics and languages.
pub fn samples() -> Vec<Choice> {
    let mut all = vec![
        Choice::of("checkpoint-inhibitors", "lung").at("riverside"),
        Choice::of("checkpoint-inhibitors", "lung").at("lakeview").on("a4"),
        Choice::of("car-t", "lymphoma").at("riverside"),
        Choice::of("car-t", "lymphoma").on("a4"),
        Choice::of("car-t", "leukemia").at("juniper"),
        Choice::of("checkpoint-inhibitors", "lung-small-cell"),
        Choice::of("checkpoint-inhibitors", "lymphoma-hodgkin").at("lakeview"),
    ];
    for edition in OTHER_EDITIONS {
        // Among the first: some tests take only a few.
        all.insert(1, Choice::of("checkpoint-inhibitors", "lung").edition(edition).at("riverside"));
        all.push(Choice { lang: "es".into(), ..Choice::of("car-t", "lymphoma") }.edition(edition).on("a4"));
    }
    for lang in shelf().library.languages.keys().map(Id::as_str) {
        all.push(Choice::general(lang));
        all.push(Choice::general(lang).on("a4").at("riverside"));
        if lang != "en" {
            // The first and the last pair of every other language.
            let pairs = pairs(lang);
            for pair in [pairs.first(), pairs.last()].into_iter().flatten() {
                let pair = Some(pair.clone());
                all.push(Choice { pair, ..Choice::general(lang) }.at("riverside"));
            }
        }
    }
    all
}

/// Does something for each of many on both cores; what was said comes back in order.
pub fn each<T: Sync, R: Send>(things: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(2, |n| n.get().min(8));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(things.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(thing) = things.get(i) else { break };
                    let result = act(thing);
                    done.lock().unwrap().push((i, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Fails with all complaints of many brochures; one that comes on many pages is shown once.
#[track_caller]
pub fn none(complaints: Vec<String>) {
    let mut kinds = std::collections::BTreeMap::<&str, (usize, &str)>::new();
    for complaint in &complaints {
        let kind = complaint.split_once(": ").map_or(&complaint[..], |(_, what)| what);
        kinds.entry(kind).or_insert((0, complaint)).0 += 1;
    }
    let shown: Vec<String> = kinds.values().take(40).map(|(n, first)| format!("{first} ({n} times)")).collect();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), shown.join("\n"));
}

/// A place for a file that another program reads.
pub fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Runs a program that must be installed; gives what it writes, and whether it was content.
pub fn outside(program: &str, package: &str, args: &[&str]) -> (bool, String) {
    let out = Command::new(program).args(args).output().unwrap_or_else(|e| {
        panic!("`{program}` is needed for this test and cannot be run ({e}); install {package}, or run tests/run")
    });
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    (out.status.success(), said)
}

/// All that a file holds: its bytes, and those of its streams unpacked. Text strings may be in UTF-16.
pub fn unpacked(pdf: &[u8]) -> Vec<u8> {
    let mut all = pdf.to_vec();
    for object in Document::load_mem(pdf).unwrap().objects.values() {
        match object {
            Object::Stream(stream) => all.extend(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())),
            other => all.extend(format!("{other:?}\n").bytes()),
        }
        all.push(b'\n');
    }
    all
}
