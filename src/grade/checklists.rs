//! The checklists that health-literacy editors use, as far as a program can answer them.
//!
//! Items: CDC Clear Communication Index (2014), 1 to 20; AHRQ Patient Education Materials Assessment Tool for printable
//! materials (PEMAT-P), 1 to 26 without those for audio and video. Wordings are our own.

use super::measure::Reading;
use super::words::words;
use crate::base::Span;
use crate::tailor::{self, Block, Brochure, Item, Part, Rich};

/// Most running words without a heading.
pub const LONGEST_STRETCH: usize = 150;

/// What can be said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// Only a person can tell.
    Person,
}

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its number in the checklist.
    pub number: u8,
    /// What it asks.
    pub asks: &'static str,
    /// What the program found.
    pub answer: Answer,
    /// What that rests on; empty where a person must tell.
    pub why: String,
    /// Where it does not hold, if that has a place.
    pub at: Option<Span>,
}

/// A brochure held against a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// Its name.
    pub name: &'static str,
    /// Its name in few letters.
    pub short: &'static str,
    /// Its items, in order.
    pub items: Vec<Check>,
}

impl Checklist {
    /// Items that hold, and items that a program can answer.
    pub fn points(&self) -> (usize, usize) {
        let of = |answer: Answer| self.items.iter().filter(|item| item.answer == answer).count();
        (of(Answer::Yes), of(Answer::Yes) + of(Answer::No))
    }
}

/// What the items rest on.
struct Facts<'a> {
    parts: Vec<&'a Part>,
    items: Vec<&'a Item>,
    holds: bool,
    /// Where the hardest sentence stands.
    hardest: Option<Span>,
    /// The longest stretch of running words without a heading, and where it ends.
    stretch: (usize, Option<Span>),
    /// Tables that a text introduces, all tables, and the first that none does.
    introduced: (usize, usize, Option<Span>),
}

impl Facts<'_> {
    fn has(&self, wanted: impl Fn(&Block) -> bool) -> bool {
        self.items.iter().any(|item| wanted(&item.block))
    }

    fn count(&self, wanted: impl Fn(&Block) -> bool) -> usize {
        self.items.iter().filter(|item| wanted(&item.block)).count()
    }
}

/// Both checklists for a brochure.
pub fn checklists(brochure: &Brochure, reading: &Reading) -> [Checklist; 2] {
    // Parts with a number are those that are read from end to end.
    let parts: Vec<&Part> = brochure.parts.iter().filter(|part| part.number.is_some()).collect();
    let items = brochure.parts.iter().flat_map(|part| &part.sections).flat_map(|section| &section.blocks).collect();
    let hardest = reading.hardest(1).first().map(|said| said.span);
    let facts = Facts {
        items,
        holds: reading.holds(),
        hardest,
        stretch: longest_stretch(&parts),
        introduced: introduced_tables(&parts),
        parts,
    };
    [index(&facts), pemat(&facts)]
}

fn yes(number: u8, asks: &'static str, holds: bool, why: impl Into<String>) -> Check {
    Check { number, asks, answer: if holds { Answer::Yes } else { Answer::No }, why: why.into(), at: None }
}

fn person(number: u8, asks: &'static str) -> Check {
    Check { number, asks, answer: Answer::Person, why: String::new(), at: None }
}

impl Check {
    /// The same item with the place where it does not hold.
    fn at(self, at: Option<Span>) -> Check {
        Check { at: at.filter(|_| self.answer == Answer::No), ..self }
    }
}

/// The longest stretch of running words without a heading, and the block in which it ends. Tables, figures, forms and
/// questions have heads of their own.
fn longest_stretch(parts: &[&Part]) -> (usize, Option<Span>) {
    let mut longest = (0, None);
    for section in parts.iter().flat_map(|part| &part.sections) {
        let mut since = 0;
        for item in &section.blocks {
            let texts: Vec<&Rich> = match &item.block {
                Block::Para(text) | Block::Key(_, text) | Block::SayFirst(_, text) => vec![text],
                Block::Bullets(items) | Block::Checklist(_, items) => items.iter().collect(),
                Block::Steps(steps) => {
                    steps.iter().flat_map(|(title, text)| std::iter::once(title).chain(text)).collect()
                }
                Block::Callout { title, text, .. } => std::iter::once(title).chain(text).collect(),
                _ => {
                    since = 0;
                    continue;
                }
            };
            since += texts.into_iter().map(|text| words(&tailor::words(text)).len()).sum::<usize>();
            if since > longest.0 {
                longest = (since, Some(item.span));
            }
        }
    }
    longest
}

/// Tables that say how to read them, in the text before or in a note below; all tables; and the first that does not.
fn introduced_tables(parts: &[&Part]) -> (usize, usize, Option<Span>) {
    let (mut with, mut all, mut first) = (0, 0, None);
    for section in parts.iter().flat_map(|part| &part.sections) {
        let mut before: Option<&Block> = None;
        for item in &section.blocks {
            let note = match &item.block {
                Block::Table(table) => Some(table.note.is_some()),
                Block::Drugs(drugs) => Some(!drugs.note.is_empty()),
                _ => None,
            };
            if let Some(note) = note {
                all += 1;
                let text = before.is_some_and(|block| matches!(block, Block::Para(_) | Block::Callout { .. }));
                if note || text {
                    with += 1;
                } else {
                    first = first.or(Some(item.span));
                }
            }
            // A text above another heading is about something else.
            before = Some(&item.block).filter(|block| !matches!(block, Block::Heading(..)));
        }
    }
    (with, all, first)
}

fn keys(facts: &Facts<'_>) -> (usize, usize) {
    let meant: Vec<&&Part> =
        facts.parts.iter().filter(|part| part.kind != crate::content::PartKind::WhenToCall).collect();
    (meant.iter().filter(|part| part.key.is_some()).count(), meant.len())
}

fn index(facts: &Facts<'_>) -> Checklist {
    let (with_key, parts) = keys(facts);
    let key = format!("{with_key} of {parts} parts have a key message");
    let lists = facts.count(|b| matches!(b, Block::Bullets(_) | Block::Steps(_) | Block::Checklist(..)));
    let actions = facts.count(acts);
    let figures = facts.count(|b| matches!(b, Block::Figure(_)));
    let (stretch, at) = facts.stretch;
    let mut items = vec![
        yes(1, "There is one main message", with_key == parts, key.clone()),
        yes(2, "It comes first", with_key == parts, "it stands at the opening of its part"),
        yes(3, "It is emphasized", with_key == parts, "it stands in the only frame of its page"),
        yes(
            4,
            "A visual supports it",
            figures > 0,
            format!("{figures} figures; whether they support it, a person tells"),
        ),
        yes(5, "There are calls to action", actions > 0, format!("{actions} lists to do, steps, boxes, lines, levels")),
        person(6, "Message and actions are in the active voice"),
        person(7, "The words are those that the readers use"),
        yes(8, "There are lists with bullets or numbers", lists > 0, format!("{lists} lists")),
        yes(9, "It is in chunks with headings", stretch <= LONGEST_STRETCH, longest(stretch)).at(at),
        yes(
            10,
            "The most important comes first",
            facts.parts.first().is_some_and(|part| part.kind == crate::content::PartKind::WhenToCall),
            "the first part says when to call",
        ),
        person(11, "It says what experts know and do not know"),
        yes(12, "It recommends a behavior", actions > 0, format!("{actions} places")),
        person(13, "It says why that matters"),
        yes(
            14,
            "It says how",
            facts.has(|b| matches!(b, Block::Steps(_))),
            format!("{} lists of steps", facts.count(|b| matches!(b, Block::Steps(_)))),
        ),
        person(15, "Numbers have the form that the readers use"),
        person(16, "It says what numbers mean"),
        person(17, "Nobody has to calculate"),
        person(18, "It says what kind of risk there is"),
        person(19, "It tells of risks and benefits"),
        person(20, "Probabilities are in words or pictures, too"),
    ];
    items.sort_by_key(|item| item.number);
    Checklist { name: "CDC Clear Communication Index", short: "CCI", items }
}

fn pemat(facts: &Facts<'_>) -> Checklist {
    let (with_key, parts) = keys(facts);
    let actions = facts.count(acts);
    let figures = facts.count(|b| matches!(b, Block::Figure(_)));
    let captioned = facts.count(|b| matches!(b, Block::Figure(figure) if !figure.caption.is_empty()));
    let tables = facts.count(|b| matches!(b, Block::Table(_)));
    let heads =
        facts.count(|b| matches!(b, Block::Table(table) if table.rows.iter().all(|(head, _)| !head.is_empty())));
    let (stretch, long_at) = facts.stretch;
    let (introduced, of_tables, bare_at) = facts.introduced;
    let tools = facts.count(|b| {
        matches!(b, Block::Checklist(..) | Block::WriteIn(_) | Block::Diary(_) | Block::AlertCard(_) | Block::Lines(_))
    });
    let items = vec![
        person(1, "Its purpose is evident"),
        person(2, "Nothing distracts from it"),
        yes(3, "It uses everyday words", facts.holds, "measured by the limits of the reading level").at(facts.hardest),
        person(4, "Medical terms are used to teach, and are explained"),
        person(5, "It uses the active voice"),
        person(6, "Numbers are clear"),
        person(7, "Nobody has to calculate"),
        yes(8, "It is in short sections", stretch <= LONGEST_STRETCH, longest(stretch)).at(long_at),
        yes(
            9,
            "Sections have informative headers",
            facts.parts.iter().all(|part| !part.title.is_empty()),
            "each part and section has a heading; whether it informs, a person tells",
        ),
        person(10, "Its order makes sense"),
        yes(11, "It has a summary", with_key == parts, format!("{with_key} of {parts} parts have a key message")),
        yes(12, "Visual cues draw attention", with_key > 0, "frames, icons and rules by urgency"),
        person(15, "It uses visual aids where they would help"),
        person(16, "They reinforce the words"),
        yes(17, "They have titles or captions", captioned == figures, format!("{captioned} of {figures} figures")),
        person(18, "They are clear and uncluttered"),
        yes(19, "Tables are simple, with clear heads", heads == tables, format!("{heads} of {tables} tables")),
        yes(20, "It names an action", actions > 0, format!("{actions} places")),
        person(21, "It speaks to the reader"),
        yes(22, "Actions are in explicit steps", facts.has(|b| matches!(b, Block::Steps(_))), "numbered steps"),
        yes(23, "It has a tool to act with", tools > 0, format!("{tools} check lists, diaries, cards, lines")),
        person(24, "It helps with calculations"),
        yes(
            25,
            "It says how to use tables and charts",
            introduced == of_tables,
            format!("{introduced} of {of_tables} tables have a text before or a note below; whether it helps, a person tells"),
        )
        .at(bare_at),
        person(26, "Visual aids make it easier to act"),
    ];
    Checklist { name: "PEMAT-P", short: "PEMAT", items }
}

/// Whether a block gives the reader something to do.
fn acts(block: &Block) -> bool {
    matches!(
        block,
        Block::Steps(_)
            | Block::Checklist(..)
            | Block::WriteIn(_)
            | Block::Lines(_)
            | Block::Diary(_)
            | Block::AlertCard(_)
            | Block::Level { .. }
    )
}

/// How long the longest stretch is, in words.
fn longest(stretch: usize) -> String {
    format!("the longest stretch without a heading has {stretch} words; at most {LONGEST_STRETCH}")
}
