//! What every brochure says, before any page is made: nothing meant for another reader, the same numbers in both
//! languages, short sentences and lists, something to do in each part, and in each therapy all that a patient must know.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Choice, choices, each, none, shelf};
use handout::base::{Id, Span};
use handout::content::{Block as Written, Blocks, Content, FigureUse, LevelKind, Link, Only, PartKind, Reader, Text};
use handout::grade;
use handout::tailor::{Block, Brochure, Item, Part, Rich, Stretch, brochure_json, uses_for, words};
use serde_json::Value;

/// Every brochure that differs in words: the paper changes none.
fn all() -> Vec<Choice> {
    choices().into_iter().filter(|choice| choice.paper == "letter").collect()
}

/// All texts below a value of `--emit tailored`, without ids.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Object(map) => map.iter().filter(|(key, _)| *key != "id").for_each(|(_, value)| texts(value, found)),
        _ => {}
    }
}

/// Words in small letters, long enough to mean something of their own.
fn telling(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    // A year is no marker: the facts have dates.
    let words = words.filter(|word| word.chars().count() >= 4 && word.contains(char::is_alphabetic));
    words.map(str::to_lowercase).collect()
}

// ---- Leaks ----

/// What a reader must have for a text to be meant for them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Therapy(Vec<String>),
    Cancer(Vec<String>),
    Drug(String),
    General,
}

impl Need {
    fn met(&self, therapy: &str, cancer: &str) -> bool {
        let library = &shelf().library;
        let id = Id::new(cancer).unwrap();
        match self {
            Need::Therapy(ids) => ids.iter().any(|id| id == therapy),
            Need::Cancer(ids) => library.lineage(&id).iter().any(|own| ids.iter().any(|id| id == own.as_str())),
            Need::Drug(drug) => uses_for(library, library.drugs.drugs.get(drug).unwrap(), &id).next().is_some(),
            Need::General => false,
        }
    }
}

fn needs(only: &Only) -> Vec<Need> {
    let ids = |list: &[handout::base::Spanned<Id>]| list.iter().map(|id| id.to_string()).collect::<Vec<_>>();
    let mut needs = vec![];
    if !only.therapy.is_empty() {
        needs.push(Need::Therapy(ids(&only.therapy)));
    }
    if !only.cancer.is_empty() {
        needs.push(Need::Cancer(ids(&only.cancer)));
    }
    if only.reader == Some(Reader::General) {
        needs.push(Need::General);
    }
    needs
}

/// Every telling word of a language, with the needs of each text that holds it. A word may be printed for a reader only
/// if one of those texts is for that reader.
#[derive(Default)]
struct Homes(BTreeMap<String, BTreeSet<Vec<Need>>>);

impl Homes {
    fn of(lang: &str) -> Homes {
        let library = &shelf().library;
        let of_lang = &library.languages[lang];
        let mut homes = Homes::default();
        for (id, part) in library.guide.parts.iter() {
            let of_part = needs(&part.only);
            if let Some(opening) = of_lang.guide.parts.get(id.as_str()) {
                homes.texts([Some(&opening.title), opening.summary.as_ref(), opening.lead.as_ref()], &of_part, lang);
                homes.texts([opening.key.as_ref()], &of_part, lang);
            }
            for section in &part.sections {
                let section = &of_lang.sections[&section.value];
                let needs = [of_part.clone(), needs(&section.only)].concat();
                homes.texts([Some(&section.title)], &needs, lang);
                homes.blocks(&section.blocks, &needs, lang);
            }
        }
        for (id, therapy) in &of_lang.therapies {
            let own = vec![Need::Therapy(vec![id.to_string()])];
            homes.texts([&therapy.title, &therapy.summary, &therapy.lead, &therapy.target_label].map(Some), &own, lang);
            homes.texts([therapy.key.as_ref()], &own, lang);
            for section in therapy.sections.values() {
                let needs = [own.clone(), needs(&section.only)].concat();
                homes.texts([Some(&section.title)], &needs, lang);
                homes.blocks(&section.blocks, &needs, lang);
            }
            therapy.slots.values().for_each(|blocks| homes.blocks(blocks, &own, lang));
            homes.texts(therapy.lists.values().flatten().map(Some), &own, lang);
            homes.texts(therapy.cells.values().flat_map(|set| set.values()).map(Some), &own, lang);
        }
        for (id, cancer) in &of_lang.cancers {
            let own = vec![Need::Cancer(vec![id.to_string()])];
            let opening = [&cancer.title, &cancer.summary, &cancer.lead, &cancer.key];
            homes.texts(opening.map(Option::as_ref), &own, lang);
            for section in cancer.sections.values() {
                let needs = [own.clone(), needs(&section.only)].concat();
                homes.texts([Some(&section.title)], &needs, lang);
                homes.blocks(&section.blocks, &needs, lang);
            }
            cancer.slots.values().for_each(|blocks| homes.blocks(blocks, &own, lang));
        }
        for (id, drug) in library.drugs.drugs.iter() {
            let Some(therapy) = &drug.therapy else { continue };
            let needs = vec![Need::Therapy(vec![therapy.to_string()]), Need::Drug(id.to_string())];
            let brands = drug.brands.iter().map(|brand| brand.name.as_str());
            for text in [drug.generic.as_str()].into_iter().chain(brands).chain(drug.targets.iter().map(String::as_str))
            {
                homes.add(text, &needs);
            }
        }
        // What the program itself says, the names that tables print, and drawings that no block asks for.
        for path in ["strings.yaml", "names.yaml"] {
            homes.add(file(&format!("{lang}/{path}")), &[]);
        }
        for (id, _) in library.figures.figures.iter().filter(|(_, figure)| figure.purpose != FigureUse::Scene) {
            homes.figure(id.as_str(), &[], lang);
        }
        homes
    }

    fn add(&mut self, text: &str, needs: &[Need]) {
        for word in telling(text) {
            self.0.entry(word).or_default().insert(needs.to_vec());
        }
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = Option<&'a Text>>, needs: &[Need], lang: &str) {
        for text in texts.into_iter().flatten() {
            for piece in &text.pieces {
                if let Content::Words(words) = &piece.content {
                    self.add(words, needs);
                }
                // A term brings its gloss along.
                if let Some(Link::Term { id, .. }) = &piece.link
                    && let Some(term) = shelf().library.languages[lang].glossary.terms.get(id.as_str())
                {
                    self.add(&term.gloss.to_string(), needs);
                }
            }
            // Words that markup cuts in two: `T[-cell](…)`.
            self.add(&text.to_string(), needs);
        }
    }

    fn figure(&mut self, id: &str, needs: &[Need], lang: &str) {
        if let Some(figure) = shelf().library.languages[lang].figures.figures.get(id) {
            self.texts([Some(&figure.alt), figure.caption.as_ref()], needs, lang);
            self.texts(figure.labels.values().map(Some), needs, lang);
        }
    }

    fn blocks(&mut self, blocks: &Blocks, needs_here: &[Need], lang: &str) {
        for block in blocks.values() {
            let mut add = |texts: Vec<&Text>| self.texts(texts.into_iter().map(Some), needs_here, lang);
            match block {
                Written::Para(text)
                | Written::Heading(text)
                | Written::Subheading(text)
                | Written::Key(text)
                | Written::SayFirst(text) => add(vec![text]),
                Written::Bullets(items) | Written::Checklist(items) => add(items.iter().collect()),
                Written::Steps(steps) => {
                    add(steps.iter().flat_map(|s| [&s.title].into_iter().chain(&s.text)).collect())
                }
                Written::Table(table) => {
                    add(table.corner.iter().chain(&table.note).chain(table.columns.iter().map(|c| &c.title)).collect());
                    add(table.rows.values().flat_map(|r| [&r.head].into_iter().chain(&r.cells.value)).collect());
                }
                Written::Callout(c) => add(c.label.iter().chain([&c.title]).chain(&c.text).collect()),
                Written::Qa(list) => add(list.iter().flat_map(|qa| [&qa.q, &qa.a]).collect()),
                Written::Definitions(list) => add(list.iter().flat_map(|d| [&d.term, &d.text]).collect()),
                Written::WriteIn(lines) => add(lines.rows.iter().flatten().chain(&lines.label).collect()),
                Written::Level(level) => add([&level.title, &level.when].into_iter().chain(&level.items).collect()),
                // Which rows are whose is tested where the sheets are.
                Written::Diary(diary) => {
                    add([&diary.week, &diary.date].into_iter().chain(&diary.days).collect());
                    add(diary.rows.values().flat_map(|row| [&row.head].into_iter().chain(&row.hint)).collect());
                }
                Written::AlertCard(card) => {
                    let fields = card.fields.iter().flatten().chain(&card.staff);
                    add([&card.title, &card.text, &card.staff_title].into_iter().chain(fields).collect());
                }
                Written::Figure(figure) => self.figure(figure.id.as_str(), needs_here, lang),
                Written::Only(only) => {
                    let needs = [needs_here.to_vec(), needs(&only.condition())].concat();
                    self.blocks(&only.blocks, &needs, lang);
                }
                _ => {}
            }
        }
    }

    /// The words that stand in no text for this reader.
    fn foreign<'a>(&self, said: &'a BTreeSet<String>, therapy: &str, cancer: &str) -> Vec<&'a str> {
        let meant = |needs: &Vec<Need>| needs.iter().all(|need| need.met(therapy, cancer));
        let home = |word: &str| self.0.get(word).is_none_or(|homes| homes.iter().any(meant));
        said.iter().map(String::as_str).filter(|word| !home(word)).collect()
    }

    /// The words that only readers of one therapy may find.
    fn markers(&self, therapy: &str) -> Vec<&str> {
        let own = |needs: &Vec<Need>| needs.iter().any(|need| *need == Need::Therapy(vec![therapy.to_owned()]));
        self.0.iter().filter(|(_, homes)| homes.iter().all(own)).map(|(word, _)| word.as_str()).collect()
    }
}

/// The text of a content file as it was read.
fn file(path: &str) -> &'static str {
    let sources = &shelf().sources;
    let id = (0..=u16::MAX).map(handout::base::FileId).find(|id| sources.path(*id) == path);
    sources.text(id.unwrap_or_else(|| panic!("`{path}` was not read")))
}

/// What a brochure prints, less the glossary, which explains words, and the last part, which lists sources by their
/// titles.
fn printed(brochure: &Brochure) -> String {
    printed_but(brochure, &["glossary", "about"], &[])
}

/// What a brochure says of the reader's own treatment: without the comparison and without lists of words with their
/// meanings, since both tell kinds of treatment apart and name those of others.
fn own(brochure: &Brochure) -> String {
    printed_but(brochure, &["glossary", "about", "compare"], &["definitions"])
}

fn printed_but(brochure: &Brochure, parts: &[&str], blocks: &[&str]) -> String {
    let data = brochure_json(brochure);
    let mut found = vec![data["cover"]["lead"].as_str().unwrap()];
    for part in data["parts"].as_array().unwrap() {
        if parts.contains(&part["id"].as_str().unwrap()) {
            continue;
        }
        for (_, value) in
            part.as_object().unwrap().iter().filter(|(key, _)| !["id", "sections"].contains(&key.as_str()))
        {
            texts(value, &mut found);
        }
        for section in part["sections"].as_array().unwrap() {
            texts(&section["title"], &mut found);
            for block in section["blocks"].as_array().unwrap() {
                let kinds = block.as_object().unwrap().iter();
                kinds
                    .filter(|(kind, _)| *kind != "id" && !blocks.contains(&kind.as_str()))
                    .for_each(|(_, v)| texts(v, &mut found));
            }
        }
    }
    found.join("\n")
}

/// A text as words in small letters, with one space before and after each, to find names of several words.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

/// Therapy and cancer of readers; empty for any.
type Readers = &'static [(&'static str, &'static str)];

/// Words of one therapy or cancer, by hand, with the readers who may find them: an author who puts such a text under
/// the wrong condition deceives the derived markers, but not this list.
const BY_HAND: [(&str, &str, Readers); 14] = [
    // The vaccine for prostate cancer is made of cells that are collected in the same way.
    ("en", "leukapheresis", &[("car-t", ""), ("cancer-vaccines", "prostate")]),
    ("es", "leucoaféresis", &[("car-t", ""), ("cancer-vaccines", "prostate")]),
    ("en", "bcg", &[("cancer-vaccines", "bladder"), ("cytokines", "bladder")]),
    ("es", "bcg", &[("cancer-vaccines", "bladder"), ("cytokines", "bladder")]),
    ("en", "thalidomide", &[("immune-modulators", "")]),
    ("es", "talidomida", &[("immune-modulators", "")]),
    ("en", "lenalidomide", &[("immune-modulators", "")]),
    ("en", "imiquimod", &[("immune-modulators", "skin")]),
    ("en", "pembrolizumab", &[("checkpoint-inhibitors", "")]),
    ("en", "aldesleukin", &[("cytokines", "")]),
    ("en", "rituximab", &[("monoclonal-antibodies", "")]),
    ("en", "small cell lung cancer", &[("", "lung")]),
    ("es", "vejiga", &[("", "bladder")]),
    ("en", "t vec", &[("cancer-vaccines", "melanoma")]),
];

#[test]
fn no_brochure_holds_words_for_another_reader() {
    let homes: BTreeMap<String, Homes> =
        shelf().library.languages.keys().map(|lang| (lang.to_string(), Homes::of(lang.as_str()))).collect();
    for (lang, homes) in &homes {
        for therapy in shelf().library.vocabulary.therapies.ids() {
            let markers = homes.markers(therapy.as_str());
            assert!(markers.len() >= 20, "{lang}: only {} words tell {therapy} apart", markers.len());
        }
    }
    let library = &shelf().library;
    let all: Vec<Choice> = all().into_iter().filter(|choice| choice.pair.is_some()).collect();
    let found = each(&all, |choice| {
        let (therapy, cancer) = choice.pair.as_ref().unwrap();
        let said = telling(&printed(&choice.brochure()));
        let own = spaced(&own(&choice.brochure()));
        let mut wrong: Vec<String> = homes[&choice.lang]
            .foreign(&said, therapy, cancer)
            .into_iter()
            .map(|word| format!("{}: `{word}` is for other readers", choice.name()))
            .collect();
        let lineage = library.lineage(&Id::new(cancer).unwrap());
        for (lang, word, readers) in BY_HAND {
            let may = readers.iter().any(|(of_therapy, of_cancer)| {
                (of_therapy.is_empty() || therapy == of_therapy)
                    && (of_cancer.is_empty() || lineage.iter().any(|own| own.as_str() == *of_cancer))
            });
            if lang == choice.lang && own.contains(&format!(" {word} ")) && !may {
                wrong.push(format!("{}: `{word}` is for other readers, by hand", choice.name()));
            }
        }
        wrong
    });
    none(found.concat());
    let said: Vec<(&str, String)> = all.iter().map(|c| (c.lang.as_str(), spaced(&own(&c.brochure())))).collect();
    for (lang, word, _) in BY_HAND {
        let somewhere = said.iter().any(|(of, text)| *of == lang && text.contains(&format!(" {word} ")));
        assert!(somewhere, "`{word}` is printed nowhere, so it proves nothing");
    }
}

#[test]
fn words_for_another_reader_are_seen() {
    let homes = Homes::of("en");
    let said = telling(&printed(&Choice::of("car-t", "lymphoma").brochure()));
    assert!(homes.foreign(&said, "car-t", "lymphoma").is_empty());
    // The same words in the hands of others.
    for (therapy, cancer, word) in [
        ("checkpoint-inhibitors", "lymphoma", "leukapheresis"),
        ("car-t", "myeloma", "kymriah"),
        ("checkpoint-inhibitors", "lung", "lymphodepletion"),
    ] {
        let foreign = homes.foreign(&said, therapy, cancer);
        assert!(foreign.contains(&word), "{therapy} for {cancer}: {foreign:?}");
    }
    assert!(homes.markers("car-t").contains(&"leukapheresis") || homes.markers("car-t").contains(&"lymphodepletion"));
}

#[test]
fn every_drug_named_is_one_of_the_reader() {
    let library = &shelf().library;
    let all: Vec<Choice> = all().into_iter().filter(|choice| choice.pair.is_some()).collect();
    let found = each(&all, |choice| {
        let (therapy, cancer) = choice.pair.as_ref().unwrap();
        let cancer = Id::new(cancer).unwrap();
        let mut printed = spaced(&printed(&choice.brochure()));
        let (mut own, mut foreign) = (vec![], vec![]);
        let local = &library.languages[choice.lang.as_str()].names.drugs;
        for (id, drug) in library.drugs.drugs.iter() {
            let is_own = drug.therapy.as_ref().is_some_and(|t| t.as_str() == therapy)
                && uses_for(library, drug, &cancer).next().is_some();
            let named = local.get(id.as_str()).map(ToString::to_string);
            let names = drug.brands.iter().map(|brand| brand.name.clone()).chain(named).chain([drug.generic.clone()]);
            let names = names.filter(|name| !name.is_empty()).map(|name| spaced(&name));
            if is_own { own.extend(names) } else { foreign.extend(names) }
        }
        // One name can be the end of another: `fam-trastuzumab deruxtecan`.
        own.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for name in own {
            printed = printed.replace(&name, " ... ");
        }
        let mut wrong = vec![];
        for name in foreign.iter().filter(|name| printed.contains(name.as_str())) {
            wrong.push(format!("{}: names {}", choice.name(), name.trim()));
        }
        wrong
    });
    none(found.concat());
}

// ---- The same numbers in both languages ----

/// The numbers of a text, in order of size: runs of digits with what joins them.
fn numbers(value: &Value) -> Vec<String> {
    let mut found = vec![];
    texts(value, &mut found);
    let mut numbers: Vec<String> = vec![];
    for text in found {
        // Addresses are data, not words.
        for token in text.split_whitespace().filter(|token| !token.contains("https:")) {
            let pieces = token.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ':'));
            let pieces = pieces.map(|piece| piece.trim_matches(['.', ',', ':']));
            numbers.extend(pieces.filter(|piece| !piece.is_empty()).map(str::to_owned));
        }
    }
    numbers.sort();
    numbers
}

/// The blocks of a brochure and the words that open its parts, by place.
fn places(brochure: &Brochure) -> BTreeMap<String, Value> {
    let data = brochure_json(brochure);
    let mut found = BTreeMap::new();
    for part in data["parts"].as_array().unwrap() {
        let part_id = part["id"].as_str().unwrap();
        let mut opening = part.clone();
        opening.as_object_mut().unwrap().remove("sections");
        opening.as_object_mut().unwrap().remove("number");
        found.insert(format!("{part_id}: opening"), opening);
        for section in part["sections"].as_array().unwrap() {
            let section_id = section["id"].as_str().unwrap();
            for block in section["blocks"].as_array().unwrap() {
                let place = format!("{part_id}: {section_id}: {}", block["id"].as_str().unwrap());
                // Sources stand in one block of many lines.
                let nth = (0..).find(|n| !found.contains_key(&format!("{place} {n}"))).unwrap();
                found.insert(format!("{place} {nth}"), block.clone());
            }
        }
    }
    found.insert("back".into(), data["back"].clone());
    found
}

/// Where two brochures differ in their blocks or in the numbers of a block.
fn differences(english: &Brochure, spanish: &Brochure) -> Vec<String> {
    let (ours, theirs) = (places(english), places(spanish));
    let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let mut wrong = vec![];
    for key in keys {
        let (Some(en), Some(es)) = (ours.get(key), theirs.get(key)) else {
            wrong.push(format!("{key} stands in one language only"));
            continue;
        };
        let (en, es) = (numbers(en), numbers(es));
        if en != es {
            wrong.push(format!("{key} says {en:?} in English, {es:?} in Spanish"));
        }
    }
    wrong
}

#[test]
fn both_languages_say_the_same_numbers() {
    let mut english: Vec<Choice> = all().into_iter().filter(|choice| choice.lang == "en").collect();
    // With the phone numbers and the fever limit of a clinic.
    english.extend(english.clone().into_iter().step_by(7).map(|choice| choice.at("riverside")));
    let found = each(&english, |choice| {
        let other = Choice { lang: "es".into(), ..choice.clone() };
        let wrong = differences(&choice.brochure(), &other.brochure());
        wrong.into_iter().map(|what| format!("{}: {what}", choice.name())).collect::<Vec<_>>()
    });
    none(found.concat());
}

#[test]
fn a_number_that_differs_is_seen() {
    let choice = Choice::of("checkpoint-inhibitors", "lung").at("riverside");
    let english = choice.brochure();
    let mut spanish = Choice { lang: "es".into(), ..choice }.brochure();
    assert_eq!(differences(&english, &spanish), Vec::<String>::new());
    let fever = spanish.parts.iter_mut().flat_map(|p| &mut p.sections).flat_map(|s| &mut s.blocks).find_map(|item| {
        let Block::Level { items, .. } = &mut item.block else { return None };
        items.iter_mut().flatten().find(|stretch| stretch.text.contains("38"))
    });
    let fever = fever.unwrap();
    fever.text = fever.text.replace("38", "39");
    let wrong = differences(&english, &spanish);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].starts_with("when-to-call"), "{wrong:?}");
    spanish.parts[2].sections.remove(0);
    assert!(differences(&english, &spanish).iter().any(|what| what.contains("one language only")));
}

// ---- Short sentences, short lists, something to do ----

/// Most words between two headings.
const BETWEEN_HEADINGS: usize = 150;

/// Most entries of a list.
const ENTRIES: usize = 7;

/// First words of a sentence that asks the reader to do something.
const ACTIONS: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "ask", "bring", "call", "check", "choose", "drink", "fill", "find", "keep", "know", "move", "name", "plan",
            "put", "read", "rest", "say", "show", "take", "talk", "tell", "use", "wash", "watch", "write",
        ],
    ),
    (
        "es",
        &[
            "pregunte",
            "traiga",
            "lleve",
            "llame",
            "llámenos",
            "marque",
            "elija",
            "beba",
            "tome",
            "llene",
            "busque",
            "guarde",
            "sepa",
            "nombre",
            "ponga",
            "lea",
            "descanse",
            "diga",
            "cuente",
            "muestre",
            "hable",
            "use",
            "lave",
            "vigile",
            "escriba",
            "haga",
            "avise",
            "pida",
        ],
    ),
];

fn sentences_of(part: &Part, brochure: &Brochure) -> Vec<String> {
    let at = brochure.parts.iter().position(|p| p.id == part.id);
    let passages = grade::passages(brochure).into_iter().filter(|passage| passage.part == at);
    passages.flat_map(|p| grade::sentences(&p.text).into_iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether a part gives the reader something to do: boxes to tick, steps, lines to write on, a level of "when to call",
/// or a sentence that starts with what to do.
fn has_action(part: &Part, brochure: &Brochure) -> bool {
    let blocks = part.sections.iter().flat_map(|section| &section.blocks);
    let tool = |block: &Block| {
        matches!(block, Block::Checklist(..) | Block::Steps(_) | Block::WriteIn(_) | Block::Level { .. })
            || matches!(block, Block::Lines(_) | Block::Diary(_) | Block::AlertCard(_))
    };
    let firsts =
        ACTIONS.iter().find(|(lang, _)| *lang == brochure.lang.primary()).map_or(&[][..], |(_, firsts)| firsts);
    let asks = |sentence: &String| {
        let first = grade::words(sentence).first().map(|word| word.to_lowercase());
        first.is_some_and(|first| firsts.contains(&first.as_str()))
    };
    blocks.clone().any(|item| tool(&item.block)) || sentences_of(part, brochure).iter().any(asks)
}

/// The running words of a block, to be read between two headings. A table, a list of words with their meanings, a
/// figure and a form have heads of their own in each row, so they count nothing and end the stretch before them.
fn running(item: &Item) -> Option<Vec<&Rich>> {
    Some(match &item.block {
        Block::Para(text) | Block::Key(_, text) | Block::SayFirst(_, text) => vec![text],
        Block::Bullets(items) | Block::Checklist(_, items) => items.iter().collect(),
        Block::Steps(steps) => steps.iter().flat_map(|(title, text)| [title].into_iter().chain(text)).collect(),
        Block::Callout { title, text, .. } => [title].into_iter().chain(text).collect(),
        Block::Qa(list) => list.iter().flat_map(|(q, a)| [q, a]).collect(),
        _ => return None,
    })
}

/// Every rule that a brochure breaks.
fn faults(brochure: &Brochure) -> Vec<String> {
    let mut wrong = vec![];
    let count = |rich: &Rich| grade::words(&words(rich)).len();
    for part in &brochure.parts {
        let id = part.id.as_str();
        let mut keys = usize::from(part.key.is_some());
        let mut since = 0;
        for section in &part.sections {
            if section.title.is_some() {
                since = 0;
            }
            for item in &section.blocks {
                let place = format!("{id}: {}: {}", section.id, item.id);
                keys += usize::from(matches!(item.block, Block::Key(..)));
                let entries = match &item.block {
                    Block::Bullets(items) | Block::Checklist(_, items) | Block::Level { items, .. } => items.len(),
                    Block::Steps(steps) => steps.len(),
                    Block::AlertCard(card) => card.staff.len(),
                    _ => 0,
                };
                // The sources of a brochure are as many as they are.
                if entries > ENTRIES && part.kind != PartKind::About {
                    wrong.push(format!("{place} has {entries} entries"));
                }
                match (&item.block, running(item)) {
                    (Block::Heading(..), _) | (_, None) => since = 0,
                    (_, Some(texts)) if part.kind != PartKind::About => {
                        since += texts.into_iter().map(count).sum::<usize>();
                        if since > BETWEEN_HEADINGS {
                            wrong.push(format!("{place}: {since} words since the last heading"));
                            since = 0;
                        }
                    }
                    _ => {}
                }
            }
        }
        if keys > 1 {
            wrong.push(format!("{id} has {keys} key messages"));
        }
        let plain = matches!(part.kind, PartKind::WhenToCall | PartKind::Tool | PartKind::Glossary | PartKind::About);
        if keys == 0 && !plain {
            wrong.push(format!("{id} has no key message"));
        }
        // Who wrote the guide is nothing to act on.
        if !has_action(part, brochure) && part.kind != PartKind::About {
            wrong.push(format!("{id} asks nothing of the reader"));
        }
    }
    for passage in grade::passages(brochure) {
        for sentence in grade::sentences(&passage.text) {
            let count = grade::words(sentence).len();
            if count > grade::LONGEST_SENTENCE {
                wrong.push(format!("{count} words in “{sentence}”"));
            }
        }
    }
    wrong
}

#[test]
fn parts_are_short_and_ask_for_one_thing() {
    let found = each(&all(), |choice| {
        let brochure = choice.brochure();
        faults(&brochure).into_iter().map(|fault| format!("{}: {fault}", choice.name())).collect::<Vec<_>>()
    });
    none(found.concat());
}

#[test]
fn each_rule_sees_what_breaks_it() {
    let sees = |what: &str, spoil: &dyn Fn(&mut Brochure)| {
        let mut brochure = Choice::of("checkpoint-inhibitors", "lung").brochure();
        assert_eq!(faults(&brochure), Vec::<String>::new());
        spoil(&mut brochure);
        let said = faults(&brochure).join("\n");
        assert!(said.contains(what), "no rule says `{what}`: {said}");
    };
    let plain = |text: &str| vec![Stretch { text: text.to_owned(), ..Stretch::default() }];
    let para =
        |text: &str| Item { id: Id::new("new").unwrap(), span: Span::default(), block: Block::Para(plain(text)) };
    sees("therapy has no key message", &|b| {
        b.parts.iter_mut().find(|p| p.kind == PartKind::Therapy).unwrap().key = None
    });
    sees("has 2 key messages", &|b| {
        let key = Block::Key(vec![], plain("Call us."));
        b.parts[2].sections[0].blocks.push(Item { block: key, ..para("") });
    });
    sees("has 8 entries", &|b| {
        let list = Block::Bullets(vec![plain("one"); 8]);
        b.parts[2].sections[0].blocks.push(Item { block: list, ..para("") });
    });
    sees("words since the last heading", &|b| {
        b.parts[2].sections[0].blocks.extend(vec![para("It is so. It is not so. It may be so."); 20]);
    });
    sees("26 words in", &|b| b.parts[2].sections[0].blocks.push(para(&["word"; 26].join(" "))));
    sees("basics asks nothing", &|b| {
        let part = &mut b.parts[1];
        (part.lead, part.key) = (None, Some((vec![], plain("It is so."))));
        part.sections.iter_mut().for_each(|section| section.blocks = vec![para("It is so.")]);
    });
}

#[test]
fn the_comparison_is_fair_in_length() {
    let found = each(&all(), |choice| {
        let brochure = choice.brochure();
        let part = brochure.parts.iter().find(|part| part.id.as_str() == "compare").unwrap();
        let tables = part.sections.iter().flat_map(|section| &section.blocks).filter_map(|item| match &item.block {
            Block::Table(table) if table.columns.len() == 2 => Some(table),
            _ => None,
        });
        let mut lengths = [0usize; 2];
        for (_, cells) in tables.flat_map(|table| &table.rows) {
            for (length, cell) in lengths.iter_mut().zip(cells) {
                *length += cell.iter().map(|text| grade::words(&words(text)).len()).sum::<usize>();
            }
        }
        let [chemotherapy, own] = lengths;
        let ratio = own as f64 / chemotherapy as f64;
        (
            ratio,
            (!(0.8..=1.25).contains(&ratio)).then(|| format!("{}: {own} words against {chemotherapy}", choice.name())),
        )
    });
    let ratios = || found.iter().map(|(ratio, _)| *ratio);
    println!("ratios {:.2} to {:.2}", ratios().fold(f64::MAX, f64::min), ratios().fold(0.0, f64::max));
    none(found.iter().filter_map(|(_, fault)| fault.clone()).collect());
}

// ---- What each therapy must tell ----

/// What a reader of any therapy must be told, and where its file says it: ids of sections, slots and lists.
const MUST_TELL: [(&str, &[&str]); 12] = [
    ("what it is and how it works", &["sections what"]),
    ("how it is given", &["sections how-given"]),
    ("how long, and how one sees that it works", &["sections working"]),
    ("tests before", &["sections before"]),
    ("what to tell the team", &["sections tell"]),
    ("common effects", &["slots common-effects"]),
    ("serious effects", &["slots serious-effects"]),
    ("how effects are treated", &["slots effects-care"]),
    ("daily life", &["slots daily-life"]),
    ("tests during treatment", &["slots tests"]),
    ("questions", &["slots questions"]),
    ("when to call", &["lists call-911", "lists call-now", "lists call-office"]),
];

#[test]
fn every_therapy_tells_all_that_a_patient_must_know() {
    let mut wrong = vec![];
    for (lang, of_lang) in &shelf().library.languages {
        for (id, therapy) in &of_lang.therapies {
            let filled = |place: &str| match place.split_once(' ').unwrap() {
                ("sections", name) => therapy.sections.get(name).is_some_and(|s| s.blocks.values().next().is_some()),
                ("slots", name) => therapy.slots.get(name).is_some_and(|blocks| blocks.values().next().is_some()),
                (_, name) => therapy.lists.get(name).is_some_and(|list| !list.is_empty()),
            };
            for (what, places) in MUST_TELL {
                for place in places.iter().filter(|place| !filled(place)) {
                    wrong.push(format!("{lang}/{id}: {what}: no {place}"));
                }
            }
        }
    }
    // And it reaches the page: a drug table, three levels with signs, questions to tick.
    let pairs: Vec<Choice> = all().into_iter().filter(|choice| choice.pair.is_some()).collect();
    let found = each(&pairs, |choice| {
        let brochure = choice.brochure();
        let mut wrong = vec![];
        let blocks = || brochure.parts.iter().flat_map(|p| &p.sections).flat_map(|s| &s.blocks);
        let rows = |item: &Item| matches!(&item.block, Block::Drugs(drugs) if !drugs.rows.is_empty());
        if !blocks().any(rows) {
            wrong.push(format!("{}: no drug table", choice.name()));
        }
        for wanted in [LevelKind::Emergency, LevelKind::Now, LevelKind::Office] {
            let signs = |item: &Item| matches!(&item.block, Block::Level { kind, items, .. } if *kind == wanted && items.len() >= 2);
            if blocks().filter(|item| signs(item)).count() != 1 {
                wrong.push(format!("{}: {wanted:?} has no list of signs", choice.name()));
            }
        }
        wrong
    });
    wrong.extend(found.concat());
    none(wrong);
}
