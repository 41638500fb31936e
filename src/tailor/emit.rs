//! A brochure as text and as data: all that it says, in order, without style.
//!
//! The text is also what the hash in the document code is made of, so it holds the meaning of the brochure
//! and nothing of the program or the theme.

use std::fmt::Write;

use serde_json::{Value, json};

use super::brochure::{
    Back, Block, Brochure, CardNumber, Contact, Cover, DrugRow, Number, Panel, PanelBody, Rich, Section, Table,
    WriteLine, words,
};

/// The brochure as indented text, one block a line.
pub fn brochure_text(brochure: &Brochure) -> String {
    let mut out = String::new();
    print(&brochure_json(brochure), 0, &mut out);
    out
}

/// Prints data as indented `key: value` lines.
fn print(value: &Value, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) => {
                        let _ = writeln!(out, "{pad}{key}: {text}");
                    }
                    Value::Number(number) => {
                        let _ = writeln!(out, "{pad}{key}: {number}");
                    }
                    Value::Null => {}
                    other => {
                        {
                            let _ = writeln!(out, "{pad}{key}:");
                        }
                        print(other, depth + 1, out);
                    }
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                match item {
                    Value::String(text) => {
                        let _ = writeln!(out, "{pad}- {text}");
                    }
                    other => {
                        {
                            let _ = writeln!(out, "{pad}-");
                        }
                        print(other, depth + 1, out);
                    }
                }
            }
        }
        other => {
            let _ = writeln!(out, "{pad}{other}");
        }
    }
}

/// The words of a text, with the language of stretches in another one and the address of links.
fn text(rich: &Rich) -> Value {
    let mut out = String::new();
    for stretch in rich {
        match (&stretch.lang, &stretch.uri) {
            (Some(lang), _) => {
                let _ = write!(out, "[{}]({})", stretch.text, lang.tag());
            }
            (None, Some(uri)) => {
                let _ = write!(out, "[{}]({uri})", stretch.text);
            }
            (None, None) => out.push_str(&stretch.text),
        }
    }
    Value::String(out)
}

fn maybe(rich: Option<&Rich>) -> Value {
    rich.map_or(Value::Null, text)
}

fn texts<'a>(list: impl IntoIterator<Item = &'a Rich>) -> Value {
    list.into_iter().map(text).collect()
}

fn number(number: &Number) -> Value {
    match number {
        Number::None => Value::Null,
        Number::Phone(phone) => json!(phone.shown),
        Number::Blank(line) => json!(format!("{}: ____", words(&line.label))),
    }
}

fn contacts(rows: &[Contact]) -> Value {
    rows.iter()
        .map(|c| json!({ "label": text(&c.label), "number": number(&c.number), "lines": texts(&c.lines) }))
        .collect()
}

fn drug_row(row: &DrugRow) -> Value {
    let names = [Some(&row.generic), Some(&row.brand), row.class.as_ref()];
    texts(names.into_iter().flatten().chain([&row.route, &row.kind, &row.target]))
}

fn table(table: &Table) -> Value {
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|(title, note)| json!({ "title": text(title), "note": maybe(note.as_ref()) }))
        .collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|(head, cells)| json!({ "head": text(head), "cells": cells.iter().map(texts).collect::<Vec<_>>() }))
        .collect();
    json!({ "corner": maybe(table.corner.as_ref()), "columns": columns, "rows": rows, "note": maybe(table.note.as_ref()) })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Para(t) => json!({ "para": text(t) }),
        Block::Heading(2 | 3, t) => json!({ "heading": text(t) }),
        Block::Heading(_, t) => json!({ "subheading": text(t) }),
        Block::Bullets(items) => json!({ "bullets": texts(items) }),
        Block::Steps(steps) => json!({
            "steps": steps.iter().map(|(title, more)| json!({ "title": text(title), "text": maybe(more.as_ref()) })).collect::<Vec<_>>()
        }),
        Block::Checklist(_, items) => json!({ "checklist": texts(items) }),
        Block::Table(t) => json!({ "table": table(t) }),
        Block::Row(head, cell) => json!({ "row": { "head": text(head), "cell": texts(cell) } }),
        Block::Callout { label, title, text: more, .. } => {
            json!({ "callout": { "label": text(label), "title": text(title), "text": maybe(more.as_ref()) } })
        }
        Block::Key(label, t) => json!({ "key": { "label": text(label), "text": text(t) } }),
        Block::Qa(list) => {
            json!({ "qa": list.iter().map(|(q, a)| json!({ "q": text(q), "a": text(a) })).collect::<Vec<_>>() })
        }
        Block::Definitions(list) => json!({
            "definitions": list.iter().map(|e| json!({ "term": text(&e.term), "text": text(&e.text) })).collect::<Vec<_>>()
        }),
        Block::Figure(figure) => json!({ "figure": {
            "id": figure.picture.id.as_str(),
            "alt": figure.picture.alt,
            "label": figure.label,
            "caption": text(&figure.caption),
            "labels": texts(figure.labels.iter().map(|l| &l.text)),
        } }),
        Block::WriteIn(rows) => {
            let rows: Vec<Value> = rows.iter().map(|row| texts(row.iter().map(|line| &line.label))).collect();
            json!({ "write-in": rows })
        }
        Block::Lines(count) => json!({ "lines": count }),
        Block::Diary(diary) => {
            let row = |(head, hint): &(Rich, Option<Rich>)| json!({ "head": text(head), "hint": maybe(hint.as_ref()) });
            json!({ "diary": {
                "week": text(&diary.week.label),
                "days": texts(&diary.days),
                "date": text(&diary.date),
                "rows": diary.rows.iter().map(row).collect::<Vec<_>>(),
            } })
        }
        Block::AlertCard(card) => {
            json!({ "alert-card": {
                "title": text(&card.title),
                "text": text(&card.text),
                "fields": fields(&card.fields),
                "staff-title": text(&card.staff_title),
                "staff": texts(&card.staff),
            } })
        }
        Block::Contacts(rows) => json!({ "contacts": contacts(rows) }),
        Block::Drugs(drugs) => json!({ "drugs": {
            "heads": texts(&drugs.heads),
            "rows": drugs.rows.iter().map(drug_row).collect::<Vec<_>>(),
            "note": text(&drugs.note),
        } }),
        Block::Level { title, number: phone, when, items, .. } => json!({ "level": {
            "title": text(title), "number": number(phone), "when": text(when), "items": texts(items),
        } }),
        Block::SayFirst(label, t) => json!({ "say-first": { "label": text(label), "text": text(t) } }),
    }
}

fn cover(cover: &Cover) -> Value {
    json!({
        "clinic": cover.clinic.as_ref().map(|c| json!({ "name": c.name, "lines": c.lines, "phone": c.phone.shown })),
        "kicker": text(&cover.kicker),
        "title": text(&cover.title),
        "second": text(&cover.second),
        "picture": cover.picture.as_ref().map(|p| p.alt.as_str()),
        "lead": text(&cover.lead),
        "draft": maybe(cover.draft.as_ref()),
        "reviewed": maybe(cover.reviewed.as_ref()),
        "version": cover.version,
        "dates": cover.dates,
    })
}

fn back(back: &Back) -> Value {
    json!({
        "title": text(&back.title),
        "contacts": contacts(&back.contacts),
        "code": back.code.as_ref().map(|c| c.url.as_str()),
        "formats": texts([&back.formats.1].into_iter().chain(&back.formats.2)),
        "about": texts(&back.about.1),
    })
}

/// The brochure as data.
pub fn brochure_json(brochure: &Brochure) -> Value {
    let parts: Vec<Value> = brochure
        .parts
        .iter()
        .map(|part| {
            let sections: Vec<Value> = part.sections.iter().map(section).collect();
            json!({
                "id": part.id.as_str(),
                "number": part.number,
                "title": text(&part.title),
                "summary": maybe(part.summary.as_ref()),
                "lead": maybe(part.lead.as_ref()),
                "key": maybe(part.key.as_ref().map(|(_, key)| key)),
                "sections": sections,
            })
        })
        .collect();
    let mut data = json!({
        "lang": brochure.lang.tag(),
        "edition": brochure.edition.as_str(),
        "title": brochure.title,
        "version": brochure.version,
        "code": brochure.code,
        "authors": brochure.authors,
        "draft": brochure.draft_mark,
        "cover": brochure.front.as_ref().map(|front| cover(&front.cover)),
        "masthead": maybe(brochure.masthead.as_ref()),
        "parts": parts,
        "back": brochure.back.as_ref().map(back),
    });
    if let Value::Object(map) = &mut data
        && !brochure.panels.is_empty()
    {
        map.insert("panels".into(), brochure.panels.iter().map(panel).collect());
    }
    data
}

fn section(section: &Section) -> Value {
    let blocks: Vec<Value> = section
        .blocks
        .iter()
        .map(|item| {
            let mut data = json!({ "id": item.id.as_str() });
            if let (Value::Object(to), Value::Object(from)) = (&mut data, block(&item.block)) {
                to.extend(from);
            }
            data
        })
        .collect();
    json!({ "id": section.id.as_str(), "title": maybe(section.title.as_ref()), "blocks": blocks })
}

/// A panel; cover and back stand elsewhere in the data.
fn panel(panel: &Panel) -> Value {
    let at_foot = |foot: &CardNumber| json!({ "label": text(&foot.label), "number": number(&foot.number) });
    let own = match &panel.body {
        PanelBody::Cover | PanelBody::Back => json!({}),
        PanelBody::Sections(sections) => {
            json!({ "sections": sections.iter().map(|part| section(&part.section)).collect::<Vec<_>>() })
        }
        PanelBody::CardFront(front) => json!({
            "title": text(&front.title),
            "text": text(&front.text),
            "fields": fields(&front.fields),
            "clinic": maybe(front.clinic.as_ref()),
            "foot": at_foot(&front.number),
        }),
        PanelBody::CardLevel(level) => json!({
            "title": text(&level.title),
            "items": texts(&level.items),
            "when": maybe(level.when.as_ref()),
            "foot": level.number.as_ref().map(at_foot),
        }),
        PanelBody::CardStaff(staff) => {
            json!({ "title": text(&staff.title), "text": text(&staff.text), "staff": texts(&staff.staff) })
        }
    };
    let mut data = json!({ "id": panel.id.as_str() });
    if let (Value::Object(to), Value::Object(from)) = (&mut data, own) {
        to.extend(from);
    }
    data
}

/// The labels of lines to write on, row by row.
fn fields(rows: &[Vec<WriteLine>]) -> Value {
    rows.iter().map(|row| texts(row.iter().map(|line| &line.label))).collect()
}
