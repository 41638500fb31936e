//! Findings as SARIF, which code reviews show beside the lines.
//!
//! SARIF 2.1.0, OASIS Standard, 2020: one run, its rules, and a result for each finding with its region.

use serde_json::{Value, json};

use super::report::{MOST_GIVEN, Shown, told};
use crate::base::{Code, Diagnostic, Diagnostics, Severity, Span};
use crate::lint::rule;

/// All findings as one SARIF log.
pub fn sarif(problems: &Diagnostics, shown: &Shown) -> Value {
    let (rules, results) = findings(problems, shown);
    log(rules, results)
}

/// A log of rules and results; a result names its rule by its number.
pub fn log(rules: Vec<Value>, results: Vec<Value>) -> Value {
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

/// The rules of findings, and a result for each, as far as anybody reads them.
pub fn findings(problems: &Diagnostics, shown: &Shown) -> (Vec<Value>, Vec<Value>) {
    let told = told(problems, MOST_GIVEN);
    let mut codes: Vec<Code> = told.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules = codes.iter().map(|code| described(*code)).collect();
    (rules, told.into_iter().map(|d| result(d, &codes, shown)).collect())
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

/// A place, with what it is.
pub fn location(span: Span, label: Option<&String>, shown: &Shown) -> Value {
    let at = shown.region(span);
    let region = json!({
        "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column,
    });
    let mut location = json!({
        "physicalLocation": { "artifactLocation": { "uri": uri(&at.path) }, "region": region },
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
