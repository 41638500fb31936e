//! Terms of the glossary that some reader meets before their gloss, or without.

use std::collections::BTreeMap;

use super::finding;
use crate::base::{Code, Diagnostic, Id, Lang, Span};
use crate::content::Library;
use crate::grade::Glosses;
use crate::tailor::{every, tailor};

/// The edition that has every text.
const EDITION: &str = "standard";

/// Most text of all brochures that is looked at, in bytes; that of the content has a third of it.
const MOST_TEXT: usize = 32_000_000;

/// Looks at every brochure that can be made.
pub fn terms(library: &Library, found: &mut Vec<Diagnostic>) {
    let mut room = MOST_TEXT;
    for (lang, entry) in library.vocabulary.languages.iter() {
        let Some(words) = library.languages.get(&lang.value) else { continue };
        let Some(glosses) = Glosses::new(library, &Lang::new(&entry.tag), words) else { continue };
        // What cannot be made is told by whoever makes it.
        let Ok(variants) = every(library, Some(lang.as_str()), EDITION, None, None) else { continue };
        let mut seen: BTreeMap<(Span, Id), (String, String, usize)> = BTreeMap::new();
        for variant in &variants {
            if room == 0 {
                let message = format!("the guides have more than {MOST_TEXT} bytes, so not all terms were looked for");
                let at = library.guide.version.span;
                found.push(finding(Code::Unglossed, message, at).hint("shorten them, or check fewer at a time"));
                break;
            }
            let Ok(brochure) = tailor(library, variant) else { continue };
            for one in glosses.unglossed(&brochure, &mut room) {
                let first = || (one.words, brochure.title.clone(), 0);
                seen.entry((one.span, one.term)).or_insert_with(first).2 += 1;
            }
        }
        for ((span, term), (words, title, count)) in seen {
            let message = format!(
                "`{words}` is explained nowhere before this in {count} of {} guides, such as “{title}”",
                variants.len()
            );
            let hint = format!("link its first use: `[{words}](term:{term})`, or say it in plain words");
            found.push(finding(Code::Unglossed, message, span).hint(hint));
        }
    }
}
