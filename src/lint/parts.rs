//! Parts without a key message or an action, and comparisons that lean to one side.

use super::{finding, threshold};
use crate::base::{Code, Diagnostic, Span};
use crate::check::walk;
use crate::content::{Block, Blocks, Library, PartKind, RuleWords, Table, Words};
use crate::grade;

/// Looks at the parts and comparisons of a language.
pub fn parts(library: &Library, words: &Words, lists: Option<&RuleWords>, found: &mut Vec<Diagnostic>) {
    let actions: &[String] = lists.map_or(&[], |lists| &lists.actions);
    for (id, part) in library.guide.parts.iter().filter(|(_, part)| part.kind == PartKind::Sections) {
        let Some(own) = words.guide.parts.get(id.as_str()) else { continue };
        if own.key.is_none() {
            found.push(no_key(own.title.span));
        }
        let blocks = part.sections.iter().filter_map(|id| words.sections.get(&id.value)).map(|s| &s.blocks);
        if !blocks.clone().any(|blocks| acts(blocks, actions)) && !actions.is_empty() {
            found.push(no_action(own.title.span));
        }
    }
    let therapies = words.therapies.values().map(|t| (t.title.span, t.key.is_some(), &t.sections));
    let cancers = words.cancers.values().filter_map(|c| Some((c.title.as_ref()?.span, c.key.is_some(), &c.sections)));
    for (at, has_key, sections) in therapies.chain(cancers) {
        if !has_key {
            found.push(no_key(at));
        }
        if !sections.values().any(|section| acts(&section.blocks, actions)) && !actions.is_empty() {
            found.push(no_action(at));
        }
    }
    for (_, blocks) in walk::all_blocks(words) {
        walk::each_block(blocks, &mut |_, block| {
            if let Block::Table(table) = block {
                balance(library, words, table, found);
            }
        });
    }
}

fn no_key(at: Span) -> Diagnostic {
    finding(Code::NoKey, "this part does not say the one thing to remember".into(), at).hint("write `key:` for it")
}

fn no_action(at: Span) -> Diagnostic {
    finding(Code::NoAction, "this part gives the reader nothing to do".into(), at)
        .hint("end it with what to ask, to check, to write down, or whom to call")
}

/// Whether blocks give something to do: boxes to tick, steps, lines to write on, signs to call for, or a sentence that
/// starts with what to do.
fn acts(blocks: &Blocks, actions: &[String]) -> bool {
    let mut acts = false;
    walk::each_block(blocks, &mut |_, block| {
        acts |= matches!(
            block,
            Block::Checklist(_)
                | Block::Steps(_)
                | Block::WriteIn(_)
                | Block::Level(_)
                | Block::Diary(_)
                | Block::AlertCard(_)
                | Block::Slot(_)
        );
        walk::block_texts(block, &mut |text, _| {
            let said = text.to_string();
            acts |= grade::sentences(&said).into_iter().any(|sentence| {
                let first = grade::words(sentence).first().map(|word| word.to_lowercase());
                first.is_some_and(|first| actions.contains(&first))
            });
        });
    });
    acts
}

/// The words of two columns that are compared: as written, and as each therapy has it.
fn balance(library: &Library, words: &Words, table: &Table, found: &mut Vec<Diagnostic>) {
    if table.columns.len() != 2 || table.columns.iter().all(|column| column.from.is_none()) {
        return;
    }
    let most = threshold(library, Code::Unbalanced);
    let count = |text: &crate::content::Text| grade::words(&text.to_string()).len();
    let mut own: Vec<Option<&crate::base::Id>> = vec![None];
    own.extend(words.therapies.keys().map(Some));
    for therapy in own {
        let mut sums = [0usize; 2];
        for (row, cells) in table.rows.iter() {
            for (i, cell) in cells.cells.value.iter().enumerate().take(2) {
                let set = table.columns[i].from.as_ref();
                let replaced = therapy
                    .and_then(|id| words.therapies.get(id))
                    .zip(set)
                    .and_then(|(file, set)| file.cells.get(set.as_str())?.get(row.as_str()));
                sums[i] += count(replaced.unwrap_or(cell));
            }
        }
        let [a, b] = sums.map(|n| n.max(1) as f64);
        let ratio = (a / b).max(b / a);
        if ratio > most {
            let at =
                therapy.and_then(|id| words.therapies.get(id)).map_or(table.columns[0].title.span, |t| t.title.span);
            let message = format!("one side of the comparison has {} words, the other {}", sums[0], sums[1]);
            found.push(finding(Code::Unbalanced, message, at).hint("say as much of one as of the other"));
        }
    }
}
