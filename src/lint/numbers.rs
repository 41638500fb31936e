//! The same numbers in a text and in its translation.

use super::finding;
use crate::base::{Code, Diagnostic};
use crate::content::Library;

/// Compares each text with its source.
pub fn numbers(library: &Library, found: &mut Vec<Diagnostic>) {
    for file in library.translations() {
        let (Some(source), Some(own)) = (file.source, file.own) else { continue };
        let from = library.units(source);
        for unit in library.units(own) {
            let Some(source) = from.iter().find(|other| other.name == unit.name) else { continue };
            let (wanted, has) = (digits(&source.texts()), digits(&unit.texts()));
            if wanted != has {
                let list = |numbers: &[String]| if numbers.is_empty() { "none".into() } else { numbers.join(", ") };
                let message =
                    format!("the numbers of this text are {}, and those of its source {}", list(&has), list(&wanted));
                found.push(
                    finding(Code::NumbersDiffer, message, unit.span)
                        .label(source.span, "the source")
                        .hint("put right whichever is wrong"),
                );
            }
        }
    }
}

/// The numbers of texts, sorted: runs of digits, with a point or comma between them.
fn digits(texts: &[&str]) -> Vec<String> {
    let mut all = vec![];
    for text in texts {
        let mut number = String::new();
        for c in text.chars().chain([' ']) {
            if c.is_ascii_digit() || (!number.is_empty() && matches!(c, '.' | ',')) {
                number.push(c);
            } else if !number.is_empty() {
                all.push(number.trim_end_matches(['.', ',']).to_owned());
                number.clear();
            }
        }
    }
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_runs_of_digits() {
        assert_eq!(digits(&["Call at 100.4 °F (38 °C).", "In 2, 3."]), ["100.4", "2", "3", "38"]);
        assert!(digits(&["none"]).is_empty());
    }
}
