//! Findings as one page for a browser: no script, nothing loaded, readable on a phone and by a screen reader.

use super::report::{MOST_GIVEN, Shown, told};
use crate::base::{Diagnostic, Diagnostics, Severity, Span};
use crate::diff::escape;
use crate::lint::rule;

/// The look of findings: severity in words and by the weight of a rule, never by color alone.
const STYLE: &str = "li.finding{list-style:none;border-top:1px solid #767676;padding:.8rem 0}\
li.error{border-top-width:5px;border-top-color:#000}ul{padding:0}ul.hints{padding-left:1.2rem}\
pre{white-space:pre-wrap;background:#f3f3f3;padding:.5rem;margin:.4rem 0}\
mark{background:none;color:inherit;font-weight:700;text-decoration:underline}";

/// The page.
pub fn page(problems: &Diagnostics, shown: &Shown) -> String {
    let count = |severity| problems.0.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let told = told(problems, MOST_GIVEN);
    let mut out = format!("<p>Errors: {errors}. Warnings: {warnings}. Notes: {notes}.</p>\n");
    if problems.0.is_empty() {
        out += "<p>The content is sound.</p>\n";
    }
    if told.len() < problems.0.len() {
        out += &format!("<p>The first {} are shown.</p>\n", told.len());
    }
    for (severity, title) in [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")] {
        let of_kind: Vec<&Diagnostic> = told.iter().copied().filter(|d| d.severity == severity).collect();
        if of_kind.is_empty() {
            continue;
        }
        out += &format!("<h2>{title}</h2>\n<ul>\n");
        of_kind.into_iter().for_each(|finding| out += &item(finding, shown));
        out += "</ul>\n";
    }
    super::page::page("What handout check found", STYLE, &out)
}

fn item(finding: &Diagnostic, shown: &Shown) -> String {
    let mut out =
        format!("<li class=\"finding {}\">\n<h3>{}</h3>\n", finding.severity.word(), escape(&finding.message));
    if let Some(span) = finding.span {
        let at = shown.region(span);
        let path = escape(&at.path);
        out += &format!("<p>{path}, line {}, column {}</p>\n{}", at.line, at.column, source(span, shown));
    }
    if !finding.hints.is_empty() {
        out += "<p>What to do:</p>\n<ul class=\"hints\">\n";
        finding.hints.iter().for_each(|hint| out += &format!("<li>{}</li>\n", escape(hint)));
        out += "</ul>\n";
    }
    let rule = rule(finding.code);
    out + &format!(
        "<details><summary>Rule {}: {}</summary><p>{} Source: {}.</p></details>\n</li>\n",
        finding.code.text(),
        rule.name.replace('-', " "),
        escape(rule.text),
        escape(rule.standard)
    )
}

/// The line, with the words that are meant marked.
fn source(span: Span, shown: &Shown) -> String {
    let text = shown.sources.text(span.file);
    let (start, end) = (span.start as usize, span.end as usize);
    let (Some(before), Some(rest)) = (text.get(..start), text.get(start..)) else { return String::new() };
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = rest.find('\n').map_or(text.len(), |at| start + at);
    let end = end.clamp(start, line_end);
    let (Some(head), Some(marked), Some(tail)) = (text.get(from..start), text.get(start..end), text.get(end..line_end))
    else {
        return String::new();
    };
    format!("<pre>{}<mark>{}</mark>{}</pre>\n", escape(head), escape(marked), escape(tail))
}
