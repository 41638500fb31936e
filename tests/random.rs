//! Brochures of random blocks: each is made or refused with a reason, never lost in part.

mod common;

use std::sync::OnceLock;

use common::said::Said;
use common::{Choice, finish, pages, reading, shelf};
use handout::base::{Code, Id, Lang, Span};
use handout::content::{CalloutKind, PartKind};
use handout::export::Profile;
use handout::tailor::{Block, Brochure, Entry, Item, Part, Rich, Section, Stretch, Table, WriteLine};
use proptest::collection::vec;
use proptest::prelude::*;

/// A real brochure; only its parts are replaced.
fn frame() -> &'static Brochure {
    static FRAME: OnceLock<Brochure> = OnceLock::new();
    FRAME.get_or_init(|| Choice::general("en").at("riverside").brochure())
}

/// Every stretch gets a place of its own, so that complaints and rules can tell them apart.
fn stretch(text: String, at: u32) -> Stretch {
    Stretch { text, span: Span { start: at * 1000 + 1, end: at * 1000 + 999, ..Span::default() }, ..Stretch::default() }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-z]{1,9}",
        2 => "[A-Z][a-zéñ]{2,11}",
        1 => "[1-9][0-9]{0,3}",
        1 => Just("T\u{a0}cell".to_owned()),
        1 => Just("follow-up".to_owned()),
        1 => Just("37.5\u{a0}°C".to_owned()),
    ]
}

fn text(words: std::ops::Range<usize>) -> impl Strategy<Value = Rich> {
    (vec(word(), words), any::<u32>(), 0..8u8).prop_map(|(words, at, style)| {
        let half = words.len() / 2;
        let at = at % 1_000_000;
        let (first, mut second) = (words[..half].join(" "), words[half..].join(" "));
        second.push('.');
        if half == 0 || style > 2 {
            let space = if half > 0 { " " } else { "" };
            return vec![stretch(format!("{first}{space}{second}"), at)];
        }
        let mut one = stretch(format!("{first} "), at);
        let mut two = stretch(second, at + 1);
        match style {
            0 => one.bold = true,
            1 => {
                one.text = first;
                one.lang = Some(Lang::new("es"));
                two.text.insert(0, ' ');
            }
            _ => {
                one.text = first;
                one.uri = Some("https://example.org/more".into());
                two.text.insert(0, ' ');
            }
        }
        vec![one, two]
    })
}

fn label(word: &str) -> Rich {
    vec![Stretch { text: word.to_owned(), ..Stretch::default() }]
}

fn table(rows: std::ops::Range<usize>, cell: std::ops::Range<usize>) -> impl Strategy<Value = Block> {
    let row = (text(1..3), vec(vec(text(cell), 1..3), 2));
    (any::<bool>(), vec((text(1..3), proptest::option::of(text(1..3))), 2), vec(row, rows), any::<bool>()).prop_map(
        |(corner, columns, rows, note)| {
            let corner = corner.then(|| label("Sign"));
            let note = note.then(|| label("This table is not complete."));
            Block::Table(Table { corner, columns, rows, note })
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        5 => text(1..90).prop_map(Block::Para),
        1 => (3..5u8, text(1..8)).prop_map(|(_, t)| Block::Heading(3, t)),
        3 => vec(text(1..25), 1..9).prop_map(Block::Bullets),
        2 => vec((text(1..8), proptest::option::of(text(1..40))), 1..6).prop_map(Block::Steps),
        2 => vec(text(1..14), 1..8).prop_map(|items| Block::Checklist("check box".into(), items)),
        2 => table(1..9, 1..20),
        1 => table(1..3, 300..900),
        2 => (text(1..9), proptest::option::of(text(1..40))).prop_map(|(title, text)| {
            Block::Callout { kind: CalloutKind::Tip, label: label("Tip"), title, text }
        }),
        1 => text(1..20).prop_map(|t| Block::Key(label("Key message"), t)),
        2 => vec((text(1..9), text(1..50)), 1..5).prop_map(Block::Qa),
        1 => vec((text(1..3), text(1..30)), 3..9).prop_map(|list| {
            Block::Definitions(list.into_iter().map(|(term, text)| Entry { term, text, page: None }).collect())
        }),
        1 => vec(text(1..4), 1..6).prop_map(|labels| {
            let line = |label: Rich| vec![WriteLine { spoken: format!("{}, write here", handout::tailor::words(&label)), label }];
            Block::WriteIn(labels.into_iter().map(line).collect())
        }),
    ]
}

fn part() -> impl Strategy<Value = Vec<Section>> {
    vec((proptest::option::of(text(1..9)), vec(block(), 1..8)), 1..5).prop_map(|sections| {
        let id = || Id::new("some").unwrap();
        sections
            .into_iter()
            .map(|(title, blocks)| {
                // A section without a heading of its own has none of a lower level either.
                let mut blocks: Vec<Block> =
                    blocks.into_iter().filter(|b| title.is_some() || !matches!(b, Block::Heading(..))).collect();
                if matches!(blocks.last(), None | Some(Block::Heading(..))) {
                    blocks.push(Block::Para(label("Nothing more.")));
                }
                let items = blocks.into_iter().map(|block| Item { id: id(), span: Span::default(), block }).collect();
                Section { id: id(), title, blocks: items }
            })
            .collect()
    })
}

fn brochure(parts: Vec<(Rich, Vec<Section>)>, paper: &str) -> Brochure {
    let mut brochure = frame().clone();
    brochure.paper = Id::new(paper).unwrap();
    brochure.parts.retain(|p| p.kind == PartKind::WhenToCall);
    for (i, (title, sections)) in parts.into_iter().enumerate() {
        let number = i as u32 + 2;
        brochure.parts.push(Part {
            id: Id::new("some").unwrap(),
            kind: PartKind::Sections,
            number: Some(number),
            spoken_number: format!("Part {number}:"),
            title,
            summary: None,
            lead: None,
            key: None,
            sections,
        });
    }
    brochure
}

/// Few cases; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let usual = ProptestConfig { max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() };
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig { cases: if asked { usual.cases } else { 40 }, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_brochures_are_whole_or_refused(
        parts in vec((text(1..7), part()), 1..4),
        paper in prop_oneof![Just("letter"), Just("a4")],
    ) {
        let brochure = brochure(parts, paper);
        match finish(&brochure, Profile::Ua1) {
            Err(problems) => {
                // A reason that is a matter of the content; anything else is a fault.
                let fair = [Code::OverfullLine, Code::TooTall, Code::TooManyPages];
                prop_assert!(!problems.0.is_empty());
                for problem in &problems.0 {
                    prop_assert!(fair.contains(&problem.code), "{}", common::told(&problems, &shelf().sources));
                }
            }
            Ok(made) => {
                let said = Said::of(&brochure);
                prop_assert_eq!(reading::gate(&said, Profile::Ua1, &made.pdf), Ok(()));
                let relaxed = made.warnings.0.iter().any(|d| d.code == Code::RelaxedKeep);
                let (mut complaints, _) = pages::check(&brochure, &made);
                // Random blocks may frame two things on one page, or leave no page where a heading can stay.
                let fair = |c: &String| c.contains("closed frames") || (relaxed && c.contains("is parted"));
                complaints.retain(|c| !fair(c));
                prop_assert_eq!(complaints, Vec::<String>::new());
            }
        }
    }
}

#[test]
fn a_row_taller_than_a_page_is_broken_between_lines() {
    let words = (0..900).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" ");
    let cell = |text: &str| vec![vec![stretch(text.to_owned(), 7)]];
    let table = Table {
        corner: None,
        columns: vec![(label("One"), None), (label("Two"), None)],
        rows: vec![(label("Row"), vec![cell(&words), cell("short")])],
        note: None,
    };
    let item = Item { id: Id::new("some").unwrap(), span: Span::default(), block: Block::Table(table) };
    let section = Section { id: Id::new("some").unwrap(), title: Some(label("A heading")), blocks: vec![item] };
    let brochure = brochure(vec![(label("A part"), vec![section])], "letter");
    let made = finish(&brochure, Profile::Ua1).unwrap_or_else(|e| panic!("{}", common::told(&e, &shelf().sources)));
    assert_eq!(reading::gate(&Said::of(&brochure), Profile::Ua1, &made.pdf), Ok(()));
    let (complaints, _) = pages::check(&brochure, &made);
    assert_eq!(complaints, Vec::<String>::new());
}
