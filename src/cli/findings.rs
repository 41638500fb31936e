//! Findings as one page for a browser: no script, nothing loaded, readable on a phone and by a screen reader.

use super::report::Shown;
use crate::base::{Diagnostic, Diagnostics, Severity, Span};
use crate::lint::rule;

/// Letters that would be markup, as references.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c if c.is_control() && c != '\n' => out.push('\u{fffd}'),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The look of the page: large letters, one column, severity in words and by the weight of a rule, never by color alone.
const STYLE: &str = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#000;background:#fff}\
h1{font-size:1.7rem}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.1rem;margin:0}\
li.finding{list-style:none;border-top:1px solid #767676;padding:.8rem 0}li.error{border-top-width:5px;border-top-color:#000}\
ul{padding:0}ul.hints{padding-left:1.2rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;padding:.5rem;margin:.4rem 0}\
mark{background:none;color:inherit;font-weight:700;text-decoration:underline}p{margin:.4rem 0}.place{overflow-wrap:anywhere}";

/// The page.
pub fn page(problems: &Diagnostics, shown: &Shown) -> String {
    let count = |severity| problems.0.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>What handout check found</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>What handout check found</h1>\n<p>Errors: {errors}. Warnings: {warnings}. Notes: {notes}.</p>\n"
    );
    if problems.0.is_empty() {
        out += "<p>The content is sound.</p>\n";
    }
    for (severity, title) in [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")] {
        let of_kind: Vec<&Diagnostic> = problems.0.iter().filter(|d| d.severity == severity).collect();
        if of_kind.is_empty() {
            continue;
        }
        out += &format!("<h2>{title}</h2>\n<ul>\n");
        of_kind.into_iter().for_each(|finding| out += &item(finding, shown));
        out += "</ul>\n";
    }
    out + "</main>\n</body>\n</html>\n"
}

fn item(finding: &Diagnostic, shown: &Shown) -> String {
    let mut out =
        format!("<li class=\"finding {}\">\n<h3>{}</h3>\n", finding.severity.word(), escaped(&finding.message));
    if let Some(span) = finding.span {
        let (line, column) = shown.sources.line_column(span);
        let path = escaped(&shown.path(span.file));
        out += &format!("<p class=\"place\">{path}, line {line}, column {column}</p>\n{}", source(span, shown));
    }
    if !finding.hints.is_empty() {
        out += "<p>What to do:</p>\n<ul class=\"hints\">\n";
        finding.hints.iter().for_each(|hint| out += &format!("<li>{}</li>\n", escaped(hint)));
        out += "</ul>\n";
    }
    let rule = rule(finding.code);
    out + &format!(
        "<details><summary>Rule {}: {}</summary><p>{} Source: {}.</p></details>\n</li>\n",
        finding.code.text(),
        rule.name.replace('-', " "),
        escaped(rule.text),
        escaped(rule.standard)
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
    format!("<pre>{}<mark>{}</mark>{}</pre>\n", escaped(head), escaped(marked), escaped(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        let text = escaped("<script>alert(\"x\")</script> & ' \u{202e}");
        assert_eq!(text, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39; \u{fffd}");
    }
}
