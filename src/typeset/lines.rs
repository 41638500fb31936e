//! A text block to lines: units between breaks, optimum fit, runs.

use std::sync::Arc;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use super::breaks::opportunities;
use super::hyphenate::Splitter;
use super::shape::Shaper;
use super::{FaceId, Glyph, Run};
use crate::base::{Code, Diagnostic, Pt};
use crate::compose::{Artifact, LinkTo, Mark, SpanContent, TextBlock};

/// A set line: runs from left to right, and its width without closing space.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub runs: Vec<LineRun>,
    pub width: Pt,
}

/// A run in a line.
#[derive(Clone, Debug)]
pub(super) struct LineRun {
    /// Distance from the left end of the line.
    pub x: Pt,
    pub run: Run,
    pub mark: Mark,
    pub link: Option<LinkTo>,
    /// Width without closing space.
    pub ink: Pt,
}

/// A piece of a unit: a part of one span in one face.
#[derive(Clone, Debug)]
struct Part {
    span: usize,
    face: FaceId,
    text: String,
    glyphs: Arc<[Glyph]>,
    width: Pt,
}

/// What stands between two breaks.
#[derive(Clone, Debug)]
struct Unit {
    parts: Vec<Part>,
    /// Width of the words.
    width: Pt,
    /// Width of the space after them.
    space: Pt,
    /// Whether a hyphen is set if a line ends here.
    hyphen: bool,
    /// In half-ems, for the fit.
    scale: f64,
    hyphen_width: Pt,
}

impl Fragment for Unit {
    fn width(&self) -> f64 {
        f64::from(self.width.0) * self.scale
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.space.0) * self.scale
    }
    fn penalty_width(&self) -> f64 {
        if self.hyphen { f64::from(self.hyphen_width.0) * self.scale } else { 0.0 }
    }
}

/// Sets a block in lines. `pages` gives the numbers of page references in running text.
pub(super) fn set(
    block: &TextBlock,
    shaper: &mut Shaper<'_>,
    pages: &dyn Fn(crate::compose::NodeId) -> u32,
    whole_words: &[String],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    let texts: Vec<String> = block
        .spans
        .iter()
        .map(|span| match &span.content {
            SpanContent::Words(words) => words.clone(),
            SpanContent::Page(node) => pages(*node).to_string(),
            SpanContent::PageAtEnd { .. } => String::new(),
        })
        .collect();
    let text: String = texts.concat();
    if text.is_empty() {
        return vec![];
    }
    let measure = block.width;
    let mut plain = units(block, &texts, &text, (true, None), shaper, problems);
    let mut lines = fit(&plain, measure, block.balance);
    let worst = |lines: &[std::ops::Range<usize>], units: &[Unit]| {
        lines.iter().map(|l| width_of(&units[l.clone()])).max().unwrap_or(Pt::ZERO)
    };
    let mut bind = true;
    if worst(&lines, &plain) > measure {
        bind = false;
        // Too narrow for neighbors that belong together: better parted than cut off.
        plain = units(block, &texts, &text, (false, None), shaper, &mut vec![]);
        lines = fit(&plain, measure, block.balance);
    }
    let ragged = lines.len() > 1
        && lines[..lines.len() - 1].iter().any(|l| width_of(&plain[l.clone()]) < measure.scale(55, 100));
    let mut chosen = plain;
    if block.hyphenate && (worst(&lines, &chosen) > measure || ragged) {
        let splitter = Splitter::of(&block.spans[0].lang);
        let split = units(block, &texts, &text, (bind, Some((&splitter, whole_words))), shaper, &mut vec![]);
        let other = fit(&split, measure, block.balance);
        let hyphens: Vec<bool> = other.iter().map(|l| split[l.end - 1].hyphen).collect();
        let two_running = hyphens.windows(2).any(|w| w[0] && w[1]);
        let better =
            worst(&lines, &chosen) > measure || (other.len() < lines.len() && worst(&other, &split) <= measure);
        if !two_running && better {
            (chosen, lines) = (split, other);
        }
    }
    if worst(&lines, &chosen) > measure {
        let wide = lines.iter().find(|l| width_of(&chosen[(*l).clone()]) > measure);
        if let Some(unit) = wide.map(|l| &chosen[l.start]) {
            let word: String = unit.parts.iter().map(|p| p.text.as_str()).collect();
            let span = unit.parts.first().map(|p| block.spans[p.span].span);
            let over = unit.width - measure;
            let shown: String = word.trim().chars().take(60).collect();
            let diagnostic =
                Diagnostic::error(Code::OverfullLine, format!("`{shown}` is {over} pt too wide for its line"))
                    .hint("use a shorter word, or put a space or hyphen into it");
            problems.push(match span {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            });
        }
    }
    lines.into_iter().map(|range| assemble(&chosen[range], block, shaper)).collect()
}

/// Width of the words of a line, without closing space.
fn width_of(units: &[Unit]) -> Pt {
    let Some(last) = units.last() else { return Pt::ZERO };
    let inner: Pt = units[..units.len() - 1].iter().map(|u| u.width + u.space).sum();
    inner + last.width + if last.hyphen { last.hyphen_width } else { Pt::ZERO }
}

fn units(
    block: &TextBlock,
    texts: &[String],
    text: &str,
    (bind, split): (bool, Option<(&Splitter, &[String])>),
    shaper: &mut Shaper<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Unit> {
    let mut stretches: Vec<(usize, FaceId, std::ops::Range<usize>)> = vec![];
    let mut at = 0;
    for (i, words) in texts.iter().enumerate() {
        let mut inner = at;
        for (face, piece) in
            shaper.coverage.cut(shaper.fonts, block.spans[i].style, words, block.spans[i].span, problems)
        {
            stretches.push((i, face, inner..inner + piece.len()));
            inner += piece.len();
        }
        at += words.len();
    }
    let style = &block.style;
    let letter = style.size / 2;
    let whole = |word: &str| letter * word.chars().count() as i32 <= block.width;
    let mut ends: Vec<(usize, bool)> = opportunities(text, bind, whole).into_iter().map(|at| (at, false)).collect();
    if let Some((splitter, words)) = split {
        let mut more = vec![];
        let mut start = 0;
        for (end, _) in &ends {
            for word_start in word_starts(&text[start..*end]) {
                let from = start + word_start;
                let word = text[from..*end].split(char::is_whitespace).next().unwrap_or("");
                more.extend(splitter.points(word, words).into_iter().map(|p| (from + p, true)));
            }
            start = *end;
        }
        ends.extend(more);
        ends.sort_unstable();
    }
    let hyphen_face = stretches.first().map(|s| s.1);
    let hyphen_width = hyphen_face.map_or(Pt::ZERO, |face| {
        let shaped = shaper.shape(face, "-", &block.spans[0].lang, false);
        shaper.length(face, shaped.units, style.size, style.spacing, 1)
    });
    let scale = 2.0 / f64::from(style.size.0.max(1));
    let mut out = vec![];
    let mut start = 0;
    for (end, hyphen) in ends {
        let mut unit = Unit { parts: vec![], width: Pt::ZERO, space: Pt::ZERO, hyphen, scale, hyphen_width };
        let words_end = start + text[start..end].trim_end().len();
        for (span, face, range) in &stretches {
            // Words and closing space apart, so that the space can be left out of the line's width.
            for (from, to, closing) in [(start, words_end, false), (words_end, end, true)] {
                let (from, to) = (from.max(range.start), to.min(range.end));
                if from >= to {
                    continue;
                }
                let piece = &text[from..to];
                let shaped = shaper.shape(*face, piece, &block.spans[*span].lang, style.tabular);
                let width = shaper.length(*face, shaped.units, style.size, style.spacing, shaped.glyphs.len());
                unit.parts.push(Part {
                    span: *span,
                    face: *face,
                    text: piece.to_owned(),
                    glyphs: shaped.glyphs,
                    width,
                });
                if closing {
                    unit.space += width;
                } else {
                    unit.width += width;
                }
            }
        }
        start = end;
        out.push(unit);
    }
    out
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8()));
    starts.retain(|&at| at < text.len());
    starts
}

/// Lines as ranges of units: optimum fit; with `balance`, in the narrowest measure that takes no more lines.
fn fit(units: &[Unit], measure: Pt, balance: bool) -> Vec<std::ops::Range<usize>> {
    let lines = optimum(units, measure);
    if !balance || lines.len() < 2 {
        return lines;
    }
    let (mut low, mut high) = (measure / 3, measure);
    while high - low > Pt(1000) {
        let middle = low + (high - low) / 2;
        let tried = optimum(units, middle);
        let fits = tried.len() <= lines.len() && tried.iter().all(|l| width_of(&units[l.clone()]) <= middle);
        if fits {
            high = middle;
        } else {
            low = middle;
        }
    }
    optimum(units, high)
}

/// Penalties in half-ems: overflow never pays, a new line costs what 7 half-ems of white do.
/// The usual ones are for letters of one width, and let a line run over where a greedy fit would not.
fn optimum(units: &[Unit], measure: Pt) -> Vec<std::ops::Range<usize>> {
    let Some(first) = units.first() else { return vec![] };
    let penalties = Penalties {
        nline_penalty: 50,
        overflow_penalty: 1_000_000_000,
        short_last_line_fraction: 4,
        short_last_line_penalty: 200,
        hyphen_penalty: 200,
    };
    let width = f64::from(measure.0) * first.scale;
    let mut at = 0;
    match wrap_optimal_fit(units, &[width], &penalties) {
        Ok(lines) => lines
            .into_iter()
            .map(|line| {
                let range = at..at + line.len();
                at = range.end;
                range
            })
            .collect(),
        // Only numbers beyond f64 bring us here; one unit a line is still a correct setting.
        Err(_) => (0..units.len()).map(|i| i..i + 1).collect(),
    }
}

/// Joins the parts of a line into runs of one span and face.
fn assemble(units: &[Unit], block: &TextBlock, shaper: &mut Shaper<'_>) -> Line {
    struct Open {
        span: usize,
        face: FaceId,
        text: String,
        glyphs: Vec<Glyph>,
        x: Pt,
        width: Pt,
    }
    let style = &block.style;
    let mut runs: Vec<Open> = vec![];
    let mut x = Pt::ZERO;
    for part in units.iter().flat_map(|u| &u.parts) {
        let joins = runs.last().is_some_and(|r| r.span == part.span && r.face == part.face);
        if !joins {
            runs.push(Open {
                span: part.span,
                face: part.face,
                text: String::new(),
                glyphs: vec![],
                x,
                width: Pt::ZERO,
            });
        }
        if let Some(run) = runs.last_mut() {
            let base = run.text.len() as u32;
            run.text.push_str(&part.text);
            run.glyphs.extend(part.glyphs.iter().map(|g| Glyph { cluster: g.cluster + base, ..*g }));
            run.width += part.width;
        }
        x += part.width;
    }
    let width = width_of(units);
    let closing = units.last().map_or(Pt::ZERO, |u| u.space);
    let count = runs.len();
    let mut out: Vec<LineRun> = runs
        .into_iter()
        .enumerate()
        .map(|(i, open)| {
            let span = &block.spans[open.span];
            let ink = if i + 1 == count { open.width - closing } else { open.width };
            LineRun {
                x: open.x,
                mark: span.mark,
                link: span.link.clone(),
                ink,
                run: Run {
                    face: open.face,
                    size: style.size,
                    color: style.color,
                    spacing: style.spacing,
                    text: open.text.into(),
                    glyphs: open.glyphs.into(),
                    width: open.width,
                    span: span.span,
                },
            }
        })
        .collect();
    if let Some(last) = units.last().filter(|u| u.hyphen)
        && let Some(part) = last.parts.last()
    {
        // The hyphen is no part of the word: whoever copies or listens gets the word whole.
        let shaped = shaper.shape(part.face, "-", &block.spans[part.span].lang, false);
        out.push(LineRun {
            x: width - last.hyphen_width,
            mark: Mark::Artifact(Artifact::Layout),
            link: None,
            ink: last.hyphen_width,
            run: Run {
                face: part.face,
                size: style.size,
                color: style.color,
                spacing: style.spacing,
                text: "-".into(),
                glyphs: shaped.glyphs,
                width: last.hyphen_width,
                span: block.spans[part.span].span,
            },
        });
    }
    Line { runs: out, width }
}
