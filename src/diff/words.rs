//! What one place said and says, sentence by sentence, with the words marked that differ.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pieces::Line;
use crate::base::Span;
use crate::grade::sentences;

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// They stand in both.
    Same,
    /// They stood in the old text.
    Gone,
    /// They stand in the new text.
    Come,
}

/// A sentence, list item or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// Where its text was written.
    pub span: Option<Span>,
    /// Its number in that text.
    pub nth: usize,
}

/// A sentence that is gone, one that has come, or both: the old one and what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The old sentence.
    pub old: Option<Sentence>,
    /// The new sentence.
    pub new: Option<Sentence>,
    /// The words of both in order.
    pub marks: Vec<(Mark, String)>,
}

/// How alike two texts must be to stand in place of each other, in percent of their words.
const ALIKE: usize = 45;
/// Up to so many pairs of texts are compared to find those that are most alike.
const MOST_PAIRS: usize = 40_000;

/// All that differs between old and new lines.
pub fn pairs(old: &[Line], new: &[Line]) -> Vec<Pair> {
    let mut found = vec![];
    let same = |a: &Line, b: &Line| a.words == b.words && a.marked == b.marked;
    for (o, n) in aligned(old, new, same, |line| &line.words) {
        match (o.map(|at| &old[at]), n.map(|at| &new[at])) {
            (Some(o), Some(n)) if same(o, n) => {}
            (Some(o), Some(n)) if o.words == n.words => in_line(o, n, |line| &line.marked, &mut found),
            (Some(o), Some(n)) => in_line(o, n, |line| &line.words, &mut found),
            (o, n) => {
                let all = |line: Option<&Line>| line.map(|line| split(line, &line.words)).unwrap_or_default();
                found.extend(all(o).into_iter().map(|sentence| pair(Some(sentence), None)));
                found.extend(all(n).into_iter().map(|sentence| pair(None, Some(sentence))));
            }
        }
    }
    found
}

fn in_line(old: &Line, new: &Line, pick: fn(&Line) -> &str, found: &mut Vec<Pair>) {
    let (old, new) = (split(old, pick(old)), split(new, pick(new)));
    for (o, n) in aligned(&old, &new, |a, b| a.text == b.text, |sentence| &sentence.text) {
        let (o, n) = (o.map(|at| old[at].clone()), n.map(|at| new[at].clone()));
        if o.as_ref().map(|s| &s.text) != n.as_ref().map(|s| &s.text) {
            found.push(pair(o, n));
        }
    }
}

/// The sentences of a line; a row is one.
fn split(line: &Line, text: &str) -> Vec<Sentence> {
    let parts = if line.row { vec![text] } else { sentences(text) };
    let of = |(nth, text): (usize, &str)| Sentence { text: text.to_owned(), span: line.span, nth };
    parts.into_iter().enumerate().map(of).collect()
}

fn pair(old: Option<Sentence>, new: Option<Sentence>) -> Pair {
    let text = |sentence: &Option<Sentence>| sentence.as_ref().map(|s| s.text.clone()).unwrap_or_default();
    let marks = marks(&text(&old), &text(&new));
    Pair { old, new, marks }
}

/// Old and new things in order: the same ones together, then those that are most alike.
fn aligned<T>(
    old: &[T],
    new: &[T],
    same: impl Fn(&T, &T) -> bool,
    text: impl Fn(&T) -> &str,
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut out = vec![];
    let ids = ids(old, new, &same);
    for op in capture_diff_slices(Algorithm::Myers, &ids.0, &ids.1) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                out.extend((0..len).map(|i| (Some(old_index + i), Some(new_index + i))));
            }
            DiffOp::Delete { old_index, old_len, .. } => out.extend((0..old_len).map(|i| (Some(old_index + i), None))),
            DiffOp::Insert { new_index, new_len, .. } => out.extend((0..new_len).map(|i| (None, Some(new_index + i)))),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let o: Vec<&str> = old[old_index..old_index + old_len].iter().map(&text).collect();
                let n: Vec<&str> = new[new_index..new_index + new_len].iter().map(&text).collect();
                out.extend(
                    most_alike(&o, &n).into_iter().map(|(o, n)| (o.map(|i| i + old_index), n.map(|i| i + new_index))),
                );
            }
        }
    }
    out
}

/// Numbers in place of things: the same for the same.
fn ids<'t, T>(old: &'t [T], new: &'t [T], same: impl Fn(&T, &T) -> bool) -> (Vec<usize>, Vec<usize>) {
    let mut kinds: Vec<&'t T> = vec![];
    let mut number = |thing: &'t T| {
        kinds.iter().position(|known| same(known, thing)).unwrap_or_else(|| {
            kinds.push(thing);
            kinds.len() - 1
        })
    };
    let old = old.iter().map(&mut number).collect();
    (old, new.iter().map(&mut number).collect())
}

/// The pairs, in order, that have most words in common; what has no like stands alone.
fn most_alike(old: &[&str], new: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let (rows, columns) = (old.len(), new.len());
    if rows * columns > MOST_PAIRS {
        return (0..rows.max(columns)).map(|i| ((i < rows).then_some(i), (i < columns).then_some(i))).collect();
    }
    let bags: (Vec<_>, Vec<_>) = (old.iter().map(|t| bag(t)).collect(), new.iter().map(|t| bag(t)).collect());
    // best[i][j]: most that can be had from old[i..] and new[j..].
    let mut best = vec![vec![0usize; columns + 1]; rows + 1];
    let alike = |i: usize, j: usize| {
        let share = likeness(&bags.0[i], &bags.1[j]);
        // One for one is a change, whatever the words.
        if share >= ALIKE || (rows == 1 && columns == 1) { share.max(1) } else { 0 }
    };
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let together = match alike(i, j) {
                0 => 0,
                share => share + best[i + 1][j + 1],
            };
            best[i][j] = together.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, vec![]);
    while i < rows || j < columns {
        let share = if i < rows && j < columns { alike(i, j) } else { 0 };
        if share > 0 && best[i][j] == share + best[i + 1][j + 1] {
            out.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < rows && (j == columns || best[i][j] == best[i + 1][j]) {
            out.push((Some(i), None));
            i += 1;
        } else {
            out.push((None, Some(j)));
            j += 1;
        }
    }
    out
}

fn bag(text: &str) -> BTreeMap<&str, usize> {
    let mut bag = BTreeMap::new();
    for token in tokens(text).into_iter().filter(|token| !token.trim().is_empty()) {
        *bag.entry(token).or_default() += 1;
    }
    bag
}

/// The share of words that two texts have in common, in percent.
fn likeness(a: &BTreeMap<&str, usize>, b: &BTreeMap<&str, usize>) -> usize {
    let common: usize = a.iter().map(|(word, n)| b.get(word).map_or(0, |m| *n.min(m))).sum();
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    (200 * common).checked_div(all).unwrap_or(0)
}

/// Words, spaces and marks of punctuation, each on its own.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_whitespace() => 0,
        c if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '°') => 1,
        _ => 2,
    };
    let mut found = vec![];
    let mut start = 0;
    let mut last = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        // `100.4` is one word.
        let digit = |c: char| c.is_ascii_digit();
        let inside = matches!(c, '.' | ',')
            && text[..at].ends_with(digit)
            && letters.peek().is_some_and(|(_, next)| digit(*next));
        let own = if inside { 1 } else { kind(c) };
        if last.is_some_and(|last| last != own || own == 2) {
            found.push(&text[start..at]);
            start = at;
        }
        last = Some(own);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// The words of two texts, marked. Changes with nothing but a space between them are one.
pub fn marks(old: &str, new: &str) -> Vec<(Mark, String)> {
    let (o, n) = (tokens(old), tokens(new));
    if old.is_empty() || new.is_empty() || likeness(&bag(old), &bag(new)) < ALIKE {
        return [(Mark::Gone, old), (Mark::Come, new)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(mark, text)| (mark, text.to_owned()))
            .collect();
    }
    // Runs: what is the same, or what is gone with what has come.
    let mut runs: Vec<(bool, String, String)> = vec![];
    let mut add = |same: bool, gone: String, come: String| match runs.last_mut() {
        Some(last) if last.0 == same => {
            last.1 += &gone;
            last.2 += &come;
        }
        _ => runs.push((same, gone, come)),
    };
    for op in capture_diff_slices(Algorithm::Myers, &o, &n) {
        let (gone, come) = (o[op.old_range()].concat(), n[op.new_range()].concat());
        let same = matches!(op, DiffOp::Equal { .. });
        // A space alone between two changes belongs to them; the first and last are none between.
        let alone = same && gone.trim().is_empty() && op.old_range().start > 0 && op.old_range().end < o.len();
        add(same && !alone, gone, come);
    }
    let mut marks = vec![];
    for (same, gone, come) in runs {
        // Spaces at the ends of a change that both have are the same.
        let lead = |text: &str| text.len() - text.trim_start().len();
        let (before, after) = if same {
            (0, 0)
        } else {
            let before = if gone[..lead(&gone)] == come[..lead(&come)] { lead(&gone) } else { 0 };
            let tail = |text: &str| text.trim_end().len();
            let whole = gone.trim().is_empty() || come.trim().is_empty();
            let after = if !whole && gone[tail(&gone)..] == come[tail(&come)..] { gone.len() - tail(&gone) } else { 0 };
            (if whole { 0 } else { before }, after)
        };
        let mut push = |mark: Mark, text: &str| {
            if !text.is_empty() {
                match marks.last_mut() {
                    Some((last, known)) if *last == mark => String::push_str(known, text),
                    _ => marks.push((mark, text.to_owned())),
                }
            }
        };
        if same {
            push(Mark::Same, &gone);
        } else {
            push(Mark::Same, &gone[..before]);
            push(Mark::Gone, &gone[before..gone.len() - after]);
            push(Mark::Come, &come[before..come.len() - after]);
            push(Mark::Same, &gone[gone.len() - after..]);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(marks: &[(Mark, String)]) -> String {
        marks
            .iter()
            .map(|(mark, text)| match mark {
                Mark::Same => text.clone(),
                Mark::Gone => format!("[-{text}-]"),
                Mark::Come => format!("{{+{text}+}}"),
            })
            .collect()
    }

    fn marked(old: &str, new: &str) -> String {
        shown(&marks(old, new))
    }

    fn line(text: &str) -> Line {
        Line { words: text.into(), marked: text.into(), ..Line::default() }
    }

    #[test]
    fn words_are_marked_and_not_their_letters() {
        assert_eq!(marked("Go to a hospital.", "Go to a clinic."), "Go to a [-hospital-]{+clinic+}.");
        assert_eq!(
            marked("Call if you have a fever of 100.4 °F.", "Call if you have a fever of 101.5 °F."),
            "Call if you have a fever of [-100.4-]{+101.5+} °F."
        );
        assert_eq!(
            marked("You rest a few days at home.", "You rest two weeks at home."),
            "You rest [-a few days-]{+two weeks+} at home."
        );
        assert_eq!(marked("Take it.", "Take it now."), "Take it{+ now+}.");
        assert_eq!(marked("Une ya.", "Otra cosa muy distinta"), "[-Une ya.-]{+Otra cosa muy distinta+}");
    }

    #[test]
    fn old_and_new_can_be_read_off_the_marks() {
        for (old, new) in [
            ("Go to a hospital.", "Go to a  clinic ."),
            ("a b c d e", "a x c y e"),
            ("", "new"),
            ("one two", "one, two!"),
            ("¿Tiene fiebre?", "¿Tiene usted fiebre?"),
        ] {
            let marks = marks(old, new);
            let of = |not: Mark| marks.iter().filter(|(m, _)| *m != not).map(|(_, t)| t.as_str()).collect::<String>();
            assert_eq!((of(Mark::Come).as_str(), of(Mark::Gone).as_str()), (old, new));
        }
    }

    #[test]
    fn only_the_sentence_that_changed_is_told() {
        let old = [line("First one here. Stay close to the clinic. Last one."), line("The same.")];
        let new = [line("First one here. Stay near the clinic. Last one."), line("The same."), line("It is new.")];
        let told: Vec<String> = pairs(&old, &new).iter().map(|pair| shown(&pair.marks)).collect();
        assert_eq!(told, ["Stay [-close to-]{+near+} the clinic.", "{+It is new.+}"]);
    }

    #[test]
    fn bold_alone_is_a_change() {
        let bold = Line { marked: "Call **now**.".into(), ..line("Call now.") };
        let told = pairs(&[line("Call now.")], &[bold]);
        assert_eq!(shown(&told[0].marks), "Call {+**+}now{+**+}.");
        assert!(pairs(&[line("Call now.")], &[line("Call now.")]).is_empty());
    }

    #[test]
    fn of_several_texts_those_that_are_alike_stand_together() {
        let old = [line("We take blood from your arm."), line("You sleep here.")];
        let new = [line("A totally other thing."), line("We take blood from your vein.")];
        let told: Vec<String> = pairs(&old, &new).iter().map(|pair| shown(&pair.marks)).collect();
        assert_eq!(
            told,
            ["{+A totally other thing.+}", "We take blood from your [-arm-]{+vein+}.", "[-You sleep here.-]"]
        );
    }
}
