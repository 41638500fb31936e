//! Numbers, hours, addresses and colors of clinics.

use super::contrast::{ACCENT, BRAND, nearest, passes};
use super::shape::color_value;
use crate::base::{Code, Diagnostic, Diagnostics, Id, Span, Spanned, suggest};
use crate::content::{Clinic, IdMap, Library, Text};

/// Longest name or department, and longest line of an address, in characters.
const NAME: usize = 120;
/// Longest hours, fever limit, or line about another language, in characters.
const LINE: usize = 300;
/// Longest address in a square code, in characters: its squares are then at least half a millimeter wide.
const IN_CODE: usize = 120;
/// Longest address of a page, in characters.
const WEB: usize = 200;
/// Longest phone number as written, in characters.
const PHONE: usize = 32;
/// Most departments of a clinic.
const DEPARTMENTS: usize = 40;
/// Most lines of an address.
const ADDRESS_LINES: usize = 6;
/// Most languages in which help is offered.
const LANGUAGES: usize = 16;

/// Checks what a clinic file says.
pub fn clinic(clinic: &Clinic, library: &Library) -> Diagnostics {
    let mut problems = lengths(clinic);
    let departments = || clinic.departments.values();
    for phones in std::iter::once(&clinic.phones).chain(departments().filter_map(|d| d.phones.as_ref())) {
        for number in [&phones.day_and_night, &phones.office] {
            problems.0.extend(phone(number, clinic.example));
        }
    }
    for page in [&clinic.web, &clinic.code].into_iter().flatten() {
        problems.0.extend(address(page, clinic.example));
    }
    problems.0.extend(clinic.code.as_ref().and_then(code));
    languages(clinic, library, &mut problems);
    if let Some(colors) = &clinic.colors {
        for (what, color, least) in [("brand", &colors.brand, BRAND), ("accent", &colors.accent, ACCENT)] {
            problems.0.extend(contrast(what, color, least));
        }
    }
    problems
}

/// Is all of it short enough to stand on a cover, and to be put into every place that names the clinic?
fn lengths(clinic: &Clinic) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let at = clinic.version.span;
    let mut text = |what: &str, text: &str, most: usize, span: Span| {
        let long = text.chars().count();
        if long > most {
            let message = format!("the {what} of this clinic has {long} characters, more than {most}");
            problems.push(Diagnostic::error(Code::TooLarge, message).at(span).hint("shorten it"));
        }
    };
    text("name", &clinic.name, NAME, at);
    let departments = || clinic.departments.values();
    let named = departments().map(|department| department.name.as_str());
    for department in clinic.department.as_deref().into_iter().chain(named) {
        text("department", department, NAME, at);
    }
    for line in clinic.address.iter().chain(departments().flat_map(|department| &department.address)) {
        text("address", line, NAME, at);
    }
    let hours = clinic.hours.iter().chain(departments().flat_map(|department| department.hours.iter()));
    for (_, line) in hours.chain(clinic.fever.iter()) {
        text("hours or fever", &line.to_string(), LINE, line.span);
    }
    for help in &clinic.languages {
        text("help in other languages", &help.name, NAME, at);
        text("help in other languages", &help.text.to_string(), LINE, at);
    }
    if let Some(web) = &clinic.web {
        text("web page", web, WEB, web.span);
    }
    let mut count = |what: &str, has: usize, most: usize| {
        if has > most {
            let message = format!("this clinic has {has} {what}, more than {most}");
            problems.push(Diagnostic::error(Code::TooLarge, message).at(at).hint("keep those that matter most"));
        }
    };
    count("departments", clinic.departments.len(), DEPARTMENTS);
    for address in std::iter::once(&clinic.address).chain(departments().map(|department| &department.address)) {
        count("lines of address", address.len(), ADDRESS_LINES);
    }
    count("languages", clinic.languages.len(), LANGUAGES);
    problems
}

fn wrong(message: String, number: &Spanned<String>, hint: &str) -> Option<Diagnostic> {
    Some(Diagnostic::error(Code::BadValue, message).at(number.span).hint(hint))
}

/// Ten digits, eleven with the country's 1, or a short code of three to six.
fn phone(number: &Spanned<String>, example: bool) -> Option<Diagnostic> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let written = number.chars().all(|c| c.is_ascii_digit() || " ()-/+".contains(c));
    let complete = match digits.len() {
        10 => true,
        11 => digits.starts_with('1'),
        3..=6 => digits.len() == number.len(),
        _ => false,
    };
    let shown = &number.value;
    if !written || !complete || number.chars().count() > PHONE {
        return wrong(format!("`{shown}` is not a phone number"), number, "write it like (503) 555-0142");
    }
    let last = digits.get(digits.len().saturating_sub(7)..).unwrap_or("");
    if example && !last.starts_with("55501") {
        let message = format!("`{shown}` may be the number of a real person, and this clinic is an example");
        return wrong(message, number, "use 555-0100 to 555-0199, which nobody has");
    }
    None
}

fn address(web: &Spanned<String>, example: bool) -> Option<Diagnostic> {
    let shown = &web.value;
    let host = shown.strip_prefix("https://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or(rest));
    let plain = shown.is_ascii() && !shown.bytes().any(|b| b <= b' ' || b"\"<>\\^`{|}".contains(&b));
    match host {
        Some(host) if plain && host.contains('.') && !host.contains('@') => {
            let reserved = host == "example.org" || host.ends_with(".example.org");
            if example && !reserved {
                let message = format!("`{shown}` may be the page of a real clinic, and this one is an example");
                return wrong(message, web, "use a page under example.org, such as https://riverside.example.org");
            }
            None
        }
        _ => wrong(format!("`{shown}` is not a safe address"), web, "start with https:// and the name of the site"),
    }
}

/// An address that is too long makes a square code of squares too small to be read.
fn code(code: &Spanned<String>) -> Option<Diagnostic> {
    let most = IN_CODE;
    let message = || format!("this address has {} characters, too many for a square code", code.len());
    (code.len() > most).then(|| {
        Diagnostic::error(Code::BadValue, message())
            .at(code.span)
            .hint(format!("use an address of at most {most} characters"))
    })
}

/// Office hours in every language, and no texts in languages that are not there.
fn languages(clinic: &Clinic, library: &Library, problems: &mut Diagnostics) {
    let known: Vec<&str> = library.vocabulary.languages.ids().map(Id::as_str).collect();
    // A department that has no hours of its own has those of the clinic.
    let own = clinic.departments.values().map(|d| &d.hours).filter(|hours| hours.iter().next().is_some());
    let all_hours: Vec<&IdMap<Text>> = std::iter::once(&clinic.hours).chain(own).collect();
    for hours in &all_hours {
        for lang in known.iter().filter(|lang| !hours.contains(lang)) {
            let at = hours.iter().next().map_or(clinic.version.span, |(id, _)| id.span);
            problems.push(
                Diagnostic::error(Code::MissingTranslation, format!("the office hours are missing in `{lang}`"))
                    .at(at)
                    .hint(format!("add `{lang}:` under `hours:`")),
            );
        }
    }
    for (id, _) in all_hours.into_iter().chain([&clinic.fever]).flat_map(IdMap::iter) {
        if !known.contains(&id.as_str()) {
            let message = format!("there is no language `{}`", id.value);
            problems.push(Diagnostic::error(Code::DanglingReference, message).at(id.span).hint(
                match suggest(id.as_str(), known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known: {}", known.join(", ")),
                },
            ));
        }
    }
}

fn contrast(what: &str, text: &Spanned<String>, least: f64) -> Option<Diagnostic> {
    let color = match color_value(text) {
        Ok(color) => color,
        Err(problem) => return Some(problem),
    };
    if passes(color, least) {
        return None;
    }
    let white = crate::base::Color::PAPER;
    // Rounded down, so that a color that fails never seems to reach the limit.
    let floor = |ratio: f64| (ratio * 100.0).floor() / 100.0;
    let (in_color, in_gray) = (floor(color.contrast(white)), floor(color.to_gray().contrast(white)));
    let message =
        format!("the {what} color {color} has a contrast of {in_color:.2} on white, and {in_gray:.2} printed in gray");
    let near = nearest(color, least);
    Some(
        Diagnostic::error(Code::Contrast, message)
            .at(text.span)
            .hint(format!("both must be at least {least:.1}; the nearest color that passes is \"{near}\"")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    fn spanned(text: &str) -> Spanned<String> {
        Spanned { value: text.to_owned(), span: Span::default() }
    }

    #[test]
    fn phone_numbers() {
        for good in ["(503) 555-0142", "503-555-0142", "+1 503 555 0142", "1-503-555-0142", "911", "62572"] {
            assert_eq!(phone(&spanned(good), false), None, "{good}");
        }
        for bad in ["", "555-0142", "503.555.0142", "(503) 555-O142", "+44 20 7946 0958", "2 503 555 0142", "9 1 1"] {
            assert!(phone(&spanned(bad), false).is_some(), "{bad}");
        }
    }

    #[test]
    fn an_example_uses_numbers_that_nobody_has() {
        assert_eq!(phone(&spanned("(503) 555-0199"), true), None);
        for bad in ["(503) 555-0200", "(503) 555-0042", "(503) 554-0142", "911"] {
            assert!(phone(&spanned(bad), true).is_some(), "{bad}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(address(&spanned("https://a.example.org/x"), true), None);
        assert_eq!(address(&spanned("https://clinic.com"), false), None);
        for bad in ["http://clinic.com", "clinic.com", "https://localhost", "https://a@b.com", "https://a.com/ x"] {
            assert!(address(&spanned(bad), false).is_some(), "{bad}");
        }
        for bad in ["https://clinic.com", "https://example.org.clinic.com", "https://notexample.org"] {
            assert!(address(&spanned(bad), true).is_some(), "{bad}");
        }
    }
}
