//! A redline as one HTML file that stands on its own: no script, nothing fetched, for a screen, a phone, paper, or the ear.
//!
//! Color is never the only sign: what is gone is crossed out, what has come is underlined, and both say so in words
//! that only a screen reader gets. Every text goes through [`escape`].

use std::fmt::Write;

use super::guides::named;
use super::redline::{Change, Redline, Unread};
use super::text::{about, places, summary, title, visible};
use super::words::{Mark, Pair};

const STYLE: &str = "\
:root{color-scheme:light}\
body{margin:0 auto;padding:1rem;max-width:46rem;font:1.0625rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;\
overflow-wrap:anywhere}\
h1{font-size:1.6rem}h2{font-size:1.35rem;margin-top:2.5rem;border-bottom:2px solid}h3{font-size:1.1rem;margin:2rem 0 .3rem}\
.at{font-size:.875rem;color:#4a4a4a;margin:.1rem 0}\
.was,.is{margin:.4rem 0;padding:.4rem .7rem;border-left:.3rem solid #767676;background:#f6f6f6}\
.was{border-left-style:dotted}\
del{color:#8a0f0f;background:#fdecec;text-decoration:line-through 2px}\
ins{color:#0b4a1e;background:#e6f5ea;text-decoration:underline 2px}\
.h{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
@media print{body{max-width:none;font-size:11pt}h3{break-after:avoid}.was,.is{break-inside:avoid}}";

/// The redline as a page.
pub fn html(redline: &Redline) -> String {
    let heading = format!("What changed from {} to {}", redline.old, redline.new);
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    let _ = writeln!(out, "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>", escape(&heading));
    let _ = writeln!(out, "<h1>{}</h1>", escape(&heading));
    for line in summary(redline) {
        let _ = writeln!(out, "<p>{}</p>", escape(&line));
    }
    out += "<p>Words that are gone are <del>crossed out</del>. Words that are new are <ins>underlined</ins>.</p>\n";
    let mut number = 0;
    for (lang, name, tag) in &redline.langs {
        let own: Vec<&Change> = redline.changes.iter().filter(|change| change.lang == *lang).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<section>\n<h2 lang=\"{}\">{}</h2>", escape(tag), escape(name));
        for change in own {
            number += 1;
            let _ = writeln!(out, "<h3>{number}. {}</h3>", escape(&title(change)));
            for line in about(change, redline) {
                let _ = writeln!(out, "<p class=\"at\">{}</p>", escape(&line));
            }
            change.sentences.iter().for_each(|pair| sentence(pair, tag, &mut out));
            let _ = writeln!(out, "<p><strong>Guides that this touches</strong></p>\n<ul>");
            for line in named(redline, &change.touched) {
                let _ = writeln!(out, "<li>{}</li>", escape(&line));
            }
            out += "</ul>\n";
        }
        out += "</section>\n";
    }
    if !redline.unread.is_empty() {
        out += "<section>\n<h2>In no brochure</h2>\n";
        for Unread { lang, written, sentences } in &redline.unread {
            let tag = redline.langs.iter().find(|(id, ..)| Some(id) == lang.as_ref()).map_or("en", |(_, _, tag)| tag);
            let _ =
                writeln!(out, "<h3>{}</h3>\n<p class=\"at\">{}</p>", escape(&written.name), escape(&places(written)));
            sentences.iter().for_each(|pair| sentence(pair, tag, &mut out));
        }
        out += "</section>\n";
    }
    if !redline.looks.is_empty() {
        out += "<section>\n<h2>Other looks, same words: see the pages</h2>\n<ul>\n";
        redline.looks.iter().for_each(|path| {
            let _ = writeln!(out, "<li>{}</li>", escape(path));
        });
        out += "</ul>\n</section>\n";
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

/// The sentence as it was, and as it is.
fn sentence(pair: &Pair, tag: &str, out: &mut String) {
    for (class, label, there, not) in
        [("was", "Before", pair.old.is_some(), Mark::Come), ("is", "Now", pair.new.is_some(), Mark::Gone)]
    {
        if !there {
            continue;
        }
        let _ = write!(out, "<p class=\"{class}\"><strong>{label}:</strong> <span lang=\"{}\">", escape(tag));
        for (mark, text) in pair.marks.iter().filter(|(mark, _)| *mark != not) {
            let _ = match mark {
                Mark::Same => write!(out, "{}", escape(text)),
                Mark::Gone => write!(out, "<del>{}{}{}</del>", aside("removed: "), escape(text), aside(" (end) ")),
                Mark::Come => write!(out, "<ins>{}{}{}</ins>", aside("added: "), escape(text), aside(" (end) ")),
            };
        }
        out.push_str("</span></p>\n");
    }
}

/// Words that are heard and not seen.
fn aside(words: &str) -> String {
    format!("<span class=\"h\" lang=\"en\">{words}</span>")
}

/// A text as it must be written between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_becomes_markup() {
        assert_eq!(escape("<script>\"'&\u{202e}"), "&lt;script&gt;&quot;&#39;&amp;\u{fffd}");
    }
}
