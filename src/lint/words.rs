//! Words that promise, that are hard, that speak about the reader, that shout; numbers that are hard to take in.

use super::{finding, threshold};
use crate::base::{Code, Diagnostic, Span};
use crate::check::walk;
use crate::content::{Library, RuleWords, Text, Words};
use crate::grade;

/// Fewest sentences of a section from which on its share of passives says something.
const SENTENCES: usize = 8;

/// Looks at every text of a language.
pub fn words(library: &Library, words: &Words, lists: Option<&RuleWords>, found: &mut Vec<Diagnostic>) {
    let default = RuleWords::default();
    let lists = lists.unwrap_or(&default);
    walk::each_text(words, &mut |text, _| {
        let said = text.to_string();
        let plain = format!(" {} ", lower(&said));
        for promise in lists.promises.iter().filter(|word| holds(&plain, word)) {
            let message = format!("`{}` promises too much", shown(promise));
            found.push(finding(Code::Promise, message, text.span).hint("say what may happen, not what will"));
        }
        for about in lists.third_person.iter().filter(|word| holds(&plain, word)) {
            let message = format!("`{}` speaks about the reader", shown(about));
            found.push(finding(Code::ThirdPerson, message, text.span).hint("speak to the reader: say \"you\""));
        }
        for hard in &lists.jargon {
            for word in hard.not.iter().filter(|word| holds(&plain, word)) {
                let message = format!("`{}` is a hard word", shown(word));
                found.push(finding(Code::Jargon, message, text.span).hint(format!("say `{}`", hard.say)));
            }
        }
        for number in &lists.number_words {
            for unit in lists.number_units.iter().filter(|unit| holds(&plain, &format!("{number} {unit}"))) {
                let message = format!("`{number} {unit}` has its number in letters");
                found.push(finding(Code::NumberStyle, message, text.span).hint("write it in digits"));
            }
        }
        numbers(&said, text.span, found);
        capitals(&said, lists, text.span, found);
    });
    passives(library, words, lists, found);
}

/// Small letters, with everything that is no letter or digit as a space.
fn lower(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or(c) } else { ' ' }).collect()
}

/// Whether a text in small letters holds a word or words; `…` stands for any ending.
fn holds(text: &str, word: &str) -> bool {
    match word.strip_suffix('…') {
        Some(start) => text.contains(&format!(" {}", lower(start))),
        None => text.contains(&format!(" {} ", lower(word))),
    }
}

fn shown(word: &str) -> &str {
    word.trim_end_matches('…')
}

/// Percentages, and decimals that are no temperature: numbers that a reader must work out.
fn numbers(text: &str, at: Span, found: &mut Vec<Diagnostic>) {
    let bytes: Vec<char> = text.chars().collect();
    for (i, c) in bytes.iter().enumerate() {
        let digit_before = i > 0 && (bytes[i - 1].is_ascii_digit() || bytes[i - 1].is_whitespace());
        if *c == '%' && digit_before {
            found.push(
                finding(Code::NumberStyle, "a percentage is hard to take in".into(), at)
                    .hint("say how many people of 100, in whole numbers"),
            );
        }
        let is_decimal =
            *c == '.' && i > 0 && bytes[i - 1].is_ascii_digit() && bytes.get(i + 1).is_some_and(char::is_ascii_digit);
        // A name such as that of a marker is no number.
        let named = bytes[..i].iter().rev().take_while(|c| !c.is_whitespace()).any(|c| c.is_alphabetic());
        let rest: String = bytes[i..].iter().skip(1).skip_while(|c| c.is_ascii_digit()).take(3).collect();
        if is_decimal && !named && !rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).starts_with('°') {
            found.push(
                finding(Code::NumberStyle, "a decimal number is hard to take in".into(), at)
                    .hint("use a whole number; only temperatures keep a decimal"),
            );
        }
    }
}

/// Words of five letters or more in capitals, that are no names.
fn capitals(text: &str, lists: &RuleWords, at: Span, found: &mut Vec<Diagnostic>) {
    for word in grade::words(text) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let loud = letters >= 5 && word.chars().all(|c| c.is_uppercase() || c == '-');
        if loud && !lists.capitals.iter().any(|known| known == word) {
            let hint = "write it in small letters; if it is a name, list it in check.yaml under `capitals:`";
            found.push(finding(Code::Capitals, format!("`{word}` is written in capitals"), at).hint(hint));
        }
    }
}

/// Sections in which too many sentences do not say who acts.
fn passives(library: &Library, words: &Words, lists: &RuleWords, found: &mut Vec<Diagnostic>) {
    let most = threshold(library, Code::Passive);
    for (title, blocks) in super::lengths::sections(words) {
        let mut sentences = 0;
        let mut passive: Vec<(String, Span)> = vec![];
        walk::each_block(blocks, &mut |_, block| {
            walk::block_texts(block, &mut |text: &Text, _| {
                for sentence in grade::sentences(&text.to_string()) {
                    sentences += 1;
                    if is_passive(sentence, lists) {
                        passive.push((sentence.to_owned(), text.span));
                    }
                }
            });
        });
        let share = 100.0 * passive.len() as f64 / sentences.max(1) as f64;
        if sentences >= SENTENCES && share > most {
            let message = format!("{} of {sentences} sentences of this section do not say who acts", passive.len());
            let mut one = finding(Code::Passive, message, title).hint("say who does it: \"your nurse checks …\"");
            for (sentence, at) in passive.into_iter().take(3) {
                one = one.label(at, format!("`{}`", sentence.trim()));
            }
            found.push(one);
        }
    }
}

/// A form of "to be" with a participle within the two words after it.
fn is_passive(sentence: &str, lists: &RuleWords) -> bool {
    let words: Vec<String> = grade::words(sentence).iter().map(|word| word.to_lowercase()).collect();
    let matches = |word: &String, list: &[String]| {
        list.iter().any(|entry| match entry.strip_prefix('…') {
            Some(end) => word.len() > end.len() + 2 && word.ends_with(end),
            None => word == entry,
        })
    };
    words.iter().enumerate().any(|(i, word)| {
        matches(word, &lists.passive_verbs)
            && words[i + 1..].iter().take(2).any(|next| matches(next, &lists.participles))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> RuleWords {
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        RuleWords {
            passive_verbs: list(&["is", "are"]), participles: list(&["…ed", "given"]), ..RuleWords::default()
        }
    }

    #[test]
    fn a_passive_has_a_form_of_to_be_and_a_participle_near_it() {
        assert!(is_passive("The drug is given by vein.", &lists()));
        assert!(is_passive("Cells are then changed in a lab.", &lists()));
        assert!(!is_passive("Your nurse gives the drug.", &lists()));
        assert!(!is_passive("It is red.", &lists()), "a short word with that ending is no participle");
    }

    #[test]
    fn words_are_found_whole_or_by_their_start() {
        let text = format!(" {} ", lower("A miraculous cure, guaranteed!"));
        assert!(holds(&text, "miracul…") && holds(&text, "guaranteed"));
        assert!(!holds(&text, "guarantee") && !holds(&text, "cur"));
    }

    #[test]
    fn only_temperatures_keep_a_decimal() {
        let count = |text: &str| {
            let mut found = vec![];
            numbers(text, Span::default(), &mut found);
            found.len()
        };
        assert_eq!(count("Call at 100.4 °F (38 °C)."), 0);
        assert_eq!(count("About 2.5 of 10."), 1);
        assert_eq!(count("About 20% or 20 %."), 2);
        assert_eq!(count("It takes 2. Then 3."), 0);
        assert_eq!(count("A marker called CLDN18.2."), 0);
    }
}
