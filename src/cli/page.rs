//! A page for a browser: one file, no script, nothing loaded, readable on a phone and by a screen reader.

use crate::diff::escape;

/// The look of every page: large letters, one column, nothing told by color alone; a table that is too wide scrolls by itself.
const STYLE: &str = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem;color:#000;background:#fff;\
overflow-wrap:anywhere}h1{font-size:1.7rem}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.1rem;margin:0}p{margin:.4rem 0}";

/// A page with a title, which is its first heading too; `style` is its own look, `main` its marked up content.
pub fn page(title: &str, style: &str, main: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}{style}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n{main}</main>\n</body>\n</html>\n"
    )
}
