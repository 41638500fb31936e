//! Findings as SARIF, which code reviews show beside the lines.
//!
//! SARIF 2.1.0, OASIS Standard, 2020: one run, its rules, and a result for each finding with its region.

use serde_json::{Value, json};

use super::report::Shown;
use crate::base::{Code, Diagnostic, Diagnostics, Severity, Span};
use crate::lint::rule;

/// All findings as one SARIF log.
pub fn sarif(problems: &Diagnostics, shown: &Shown) -> Value {
    let mut codes: Vec<Code> = problems.0.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| described(*code)).collect();
    let results: Vec<Value> = problems.0.iter().map(|d| result(d, &codes, shown)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "handout",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}

fn described(code: Code) -> Value {
    let rule = rule(code);
    json!({
        "id": code.text(),
        "name": rule.name,
        "shortDescription": { "text": rule.name.replace('-', " ") },
        "fullDescription": { "text": rule.text },
        "help": { "text": format!("{} Source: {}.", rule.text, rule.standard) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(diagnostic: &Diagnostic, codes: &[Code], shown: &Shown) -> Value {
    let mut text = diagnostic.message.clone();
    for hint in &diagnostic.hints {
        text += &format!("\n{hint}");
    }
    let mut result = json!({
        "ruleId": diagnostic.code.text(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": diagnostic.span.iter().map(|span| location(*span, None, shown)).collect::<Vec<_>>(),
    });
    if !diagnostic.labels.is_empty() {
        let related: Vec<Value> =
            diagnostic.labels.iter().map(|(span, label)| location(*span, Some(label), shown)).collect();
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn location(span: Span, label: Option<&String>, shown: &Shown) -> Value {
    let (line, column) = shown.sources.line_column(span);
    let (end_line, end_column) = shown.sources.line_column(Span { start: span.end, ..span });
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&shown.path(span.file)) },
            "region": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
        },
    });
    if let Some(label) = label {
        location["message"] = json!({ "text": label });
    }
    location
}

/// A path as a relative reference: what is no letter, digit or mark of a path is written by its bytes.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}
