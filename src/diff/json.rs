//! A redline as data.

use serde_json::{Map, Value, json};

use super::guides::{named, path};
use super::redline::{Change, Form, Place, Redline, Unread, Written};
use super::words::{Mark, Pair};

/// The redline for other programs.
pub fn json(redline: &Redline) -> Value {
    let ids = |guides: &[usize]| -> Vec<String> {
        guides.iter().filter_map(|at| redline.guides.get(*at)).map(path).collect()
    };
    let stale: Map<String, Value> = redline.stale.iter().map(|(lang, n)| (lang.to_string(), json!(n))).collect();
    let unread: Vec<Value> = redline
        .unread
        .iter()
        .map(|Unread { lang, written: text, sentences }| {
            let lang = lang.as_ref().map(|lang| lang.as_str());
            json!({ "text": written(text), "lang": lang, "sentences": sentences.iter().map(pair).collect::<Vec<_>>() })
        })
        .collect();
    json!({
        "old": redline.old,
        "new": redline.new,
        "guides": redline.guides.len(),
        "touched": ids(&redline.touched),
        "new-guides": ids(&redline.come),
        "removed-guides": ids(&redline.gone),
        "stale-translations": stale,
        "changes": redline.changes.iter().map(|c| change(c, redline, &ids)).collect::<Vec<_>>(),
        "in-no-brochure": unread,
        "other-looks": redline.looks,
    })
}

fn change(change: &Change, redline: &Redline, ids: &dyn Fn(&[usize]) -> Vec<String>) -> Value {
    let form = |(form, guides): &(Form, Vec<usize>)| {
        let id = |id: &Option<crate::base::Id>| id.as_ref().map(|id| id.as_str().to_owned());
        json!({
            "sheet": id(&form.sheet),
            "edition": id(&form.edition),
            "clinic": id(&form.clinic),
            "guides": ids(guides),
        })
    };
    json!({
        "kind": change.kind.word(),
        "lang": change.lang.as_str(),
        "blocks": change.blocks.iter().map(written).collect::<Vec<_>>(),
        "from": change.from,
        "moved-with": change.with,
        "sentences": change.sentences.iter().map(pair).collect::<Vec<_>>(),
        "example": redline.guides.get(change.example).map(path),
        "varied": change.varied,
        "comes-from": change.causes.iter().map(written).collect::<Vec<_>>(),
        "summary": named(redline, &change.touched),
        "touched": change.touched.iter().map(form).collect::<Vec<_>>(),
    })
}

fn written(written: &Written) -> Value {
    let place = |place: &Option<Place>| place.as_ref().map(|p| json!({ "file": p.file, "line": p.line }));
    let condition = written.condition.as_ref().map(|(old, new)| json!({ "old": old, "new": new }));
    json!({
        "name": written.name,
        "old": place(&written.old),
        "new": place(&written.new),
        "only": condition,
    })
}

fn pair(pair: &Pair) -> Value {
    let marks: Vec<Value> = pair
        .marks
        .iter()
        .map(|(mark, text)| match mark {
            Mark::Same => json!({ "same": text }),
            Mark::Gone => json!({ "removed": text }),
            Mark::Come => json!({ "added": text }),
        })
        .collect();
    json!({
        "old": pair.old.as_ref().map(|s| s.text.as_str()),
        "new": pair.new.as_ref().map(|s| s.text.as_str()),
        "marks": marks,
    })
}
