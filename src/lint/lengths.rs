//! Sentences, paragraphs and stretches without a heading that are too long.

use super::{finding, threshold};
use crate::base::{Code, Diagnostic, Span};
use crate::check::walk;
use crate::content::{Block, Blocks, Library, Text, Words};
use crate::grade;

/// Most words of a paragraph, by whatever number of sentences.
const PARAGRAPH_WORDS: usize = 70;

/// Every section of a language, shared or of a module: the place of its title, and its blocks. Slots are sections of
/// their own here, since what stands before them is known only for one reader.
pub fn sections(words: &Words) -> Vec<(Span, &Blocks)> {
    let mut all: Vec<(Span, &Blocks)> = words.sections.values().map(|s| (s.title.span, &s.blocks)).collect();
    for therapy in words.therapies.values() {
        all.extend(therapy.sections.values().map(|s| (s.title.span, &s.blocks)));
        all.extend(therapy.slots.iter().map(|(id, blocks)| (id.span, blocks)));
    }
    for cancer in words.cancers.values() {
        all.extend(cancer.sections.values().map(|s| (s.title.span, &s.blocks)));
        all.extend(cancer.slots.iter().map(|(id, blocks)| (id.span, blocks)));
    }
    all
}

/// Looks at the lengths of everything in a language.
pub fn lengths(library: &Library, words: &Words, found: &mut Vec<Diagnostic>) {
    let longest = threshold(library, Code::LongSentence) as usize;
    walk::each_text(words, &mut |text, _| {
        for sentence in grade::sentences(&text.to_string()) {
            let count = grade::words(sentence).len();
            if count > longest {
                let message = format!("a sentence of {count} words: `{}`", start(sentence));
                let hint = format!("make two of it; at most {longest} words");
                found.push(finding(Code::LongSentence, message, text.span).hint(hint));
            }
        }
    });
    let most = threshold(library, Code::LongParagraph) as usize;
    let stretch = threshold(library, Code::LongStretch) as usize;
    for (_, blocks) in sections(words) {
        let mut since = 0;
        stretches(blocks, stretch, &mut since, found);
        walk::each_block(blocks, &mut |_, block| {
            let Block::Para(text) = block else { return };
            let said = text.to_string();
            let (sentences, count) = (grade::sentences(&said).len(), grade::words(&said).len());
            if sentences > most || count > PARAGRAPH_WORDS {
                let message = format!("a paragraph of {sentences} sentences and {count} words");
                let hint = format!("make two of it; at most {most} sentences and {PARAGRAPH_WORDS} words");
                found.push(finding(Code::LongParagraph, message, text.span).hint(hint));
            }
        });
    }
}

/// Running words since the last heading, through the conditions that are in the way: a reader may get all of them.
fn stretches(blocks: &Blocks, most: usize, since: &mut usize, found: &mut Vec<Diagnostic>) {
    for (id, block) in blocks.iter() {
        let texts: Vec<&Text> = match block {
            Block::Para(text) | Block::Key(text) | Block::SayFirst(text) => vec![text],
            Block::Bullets(items) | Block::Checklist(items) => items.iter().collect(),
            Block::Steps(steps) => steps.iter().flat_map(|s| std::iter::once(&s.title).chain(&s.text)).collect(),
            Block::Callout(callout) => std::iter::once(&callout.title).chain(&callout.text).collect(),
            Block::Only(only) => {
                // Conditions that exclude each other stand side by side: each starts from what is before it.
                let mut own = *since;
                stretches(&only.blocks, most, &mut own, found);
                continue;
            }
            // Tables, figures, forms and questions have heads of their own.
            _ => {
                *since = 0;
                continue;
            }
        };
        *since += texts.into_iter().map(|text| grade::words(&text.to_string()).len()).sum::<usize>();
        if *since > most {
            let message = format!("{since} words since the last heading");
            let hint = format!("add a heading; at most {most} words without one");
            found.push(finding(Code::LongStretch, message, id.span).hint(hint));
            *since = 0;
        }
    }
}

/// The first words of a sentence.
fn start(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().take(6).collect();
    format!("{} …", words.join(" "))
}
