//! Clinic files full of markup, links, and things that no brochure may say.

use super::Guide;

const PLACE: &str = "--> own.yaml:";

/// The example clinic with one line changed.
fn clinic(name: &str, from: &str, to: &str) -> Guide {
    let guide = Guide::new(name);
    let text = guide.read("content/clinics/riverside.yaml").replacen("logo: riverside.svg\n", "", 1);
    assert!(text.contains(from), "{from}");
    guide.write("own.yaml", text.replacen(from, to, 1))
}

const NAME: &str = "name: Riverside Cancer Center";
const WEB: &str = "web: https://riverside.example.org/guide";
const DAY: &str = "day-and-night: (503) 555-0142";

#[test]
fn phone_numbers_with_more_than_a_number() {
    for number in [
        "\"<b>(503) 555-0142</b>\"",
        "\"**(503) 555-0142**\"",
        "\"[call](javascript:alert(1))\"",
        "\"tel:+15035550142\"",
        "\"(503) 555-0142;phone-context=evil\"",
        "\"(503) 555-0142,,,9\"",
        "\"*#06#\"",
        "\"(503) 555-0142\\u202e\"",
        "\"(503)\\n555-0142\"",
        "\"(503) 555-0142 or {clinic.phone}\"",
        "\"٥٠٣ ٥٥٥ ٠١٤٢\"",
        "\"5\\u200b035550142\"",
        "[503, 555, 0142]",
        "{ tel: 5035550142 }",
        "~",
    ] {
        clinic("clinics-phone", DAY, &format!("day-and-night: {number}"))
            .fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
    }
    let long = format!("day-and-night: \"{}\"", "5".repeat(7_000));
    clinic("clinics-phone", DAY, &long).fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
    let spaces = format!("day-and-night: \"(503){}555-0142\"", " -".repeat(3_000));
    clinic("clinics-phone", DAY, &spaces).fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
}

#[test]
fn addresses_that_lead_elsewhere() {
    for address in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "http://riverside.example.org",
        "ftp://riverside.example.org",
        "//riverside.example.org",
        "https://user:word@riverside.example.org",
        "https://riverside.example.org@evil.example",
        "https://riverside.example.org\\\\@evil.example",
        "https://riverside.example.org/<script>",
        "https://riverside.example.org/\\\"onmouseover=x",
        "https://rivers\\u0456de.example.org",
        "https://riverside.example.org/\\u202egpj.exe",
        "https://evil.example?x=.example.org",
        "https://evil.example#.example.org",
        "https://",
        "https://.",
        "https://localhost",
        " https://riverside.example.org",
    ] {
        clinic("clinics-web", WEB, &format!("web: \"{address}\""))
            .fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
    }
    let long = format!("web: https://riverside.example.org/{}", "a".repeat(7_000));
    clinic("clinics-web", WEB, &long).fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
}

#[test]
fn markup_in_names_is_words_or_refused() {
    for name in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\\\"><svg onload=alert(1)>",
        "<!-- x -->",
        "[Riverside](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "{clinic.phone}",
        "{{constructor}}",
        "${jndi:ldap://example.org/x}",
        "$(touch x)",
        "`touch x`",
        "=cmd|' /C calc'!A0",
        "%s%s%s%n",
        "(/URI (javascript:x)) >> endobj",
        "\\\\input{/etc/passwd}",
    ] {
        let guide = clinic("clinics-names", NAME, &format!("name: \"{name}\""));
        let ran = guide.fails_or_builds(&["--clinic", "own.yaml"]);
        if ran.code == Some(1) {
            assert!(ran.err.contains(PLACE), "{}", ran.err);
        }
    }
}

#[test]
fn names_that_no_cover_can_hold() {
    for long in ["Riverside ".repeat(780), "R".repeat(7_900), "R-".repeat(3_900)] {
        let guide = clinic("clinics-long", NAME, &format!("name: {long}"));
        guide.fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
        let guide = clinic("clinics-long", "[1200 Harbor Street, \"Portland, OR 97201\"]", &format!("[{long}]"));
        guide.fails_with(&["--clinic", "own.yaml"], &["error[H0"]);
    }
    let lines = "x, ".repeat(20_000);
    let guide = clinic("clinics-lines", "[1200 Harbor Street, \"Portland, OR 97201\"]", &format!("[{lines}]"));
    guide.fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
    let others = "{ lang: es, name: Español, text: x }, ".repeat(5_000);
    let guide = clinic("clinics-languages", "[{ lang: es,", &format!("[{others}{{ lang: es,"));
    guide.fails_with(&["--clinic", "own.yaml"], &["error[H0"]);
}

#[test]
fn patient_data_has_no_place() {
    for key in ["patient: Jane Doe", "mrn: 12345", "dob: 1970-01-01", "email: jane@example.org", "ssn: 000-00-0000"] {
        clinic("clinics-patient", NAME, &format!("{NAME}\n{key}"))
            .fails_with(&["--clinic", "own.yaml"], &["error[H0102]", PLACE]);
    }
}

#[test]
fn a_clinic_file_of_ten_megabytes() {
    let guide = clinic("clinics-large", NAME, NAME);
    let text = format!("{}{}", guide.read("own.yaml"), "# x\n".repeat(2_600_000));
    guide.write("own.yaml", text).fails_with(&["--clinic", "own.yaml"], &["error[H0003]", "is larger than 1024 kB"]);
}

#[test]
fn what_is_no_clinic() {
    for text in ["", "~", "[]", "x", "{}", "- a\n- b\n", "\u{feff}", "---\n...\n"] {
        Guide::new("clinics-none").write("own.yaml", text).fails_with(&["--clinic", "own.yaml"], &["error[H0", PLACE]);
    }
}

#[test]
fn colors_that_are_none() {
    for color in ["red", "#12345", "#GGGGGG", "url(x)", "rgb(0,0,0)", "#0B4F6C; x", "", "#\u{ff10}\u{ff11}"] {
        clinic("clinics-colors", "brand: \"#0B4F6C\"", &format!("brand: \"{color}\""))
            .fails_with(&["--clinic", "own.yaml"], &["error[H0109]", PLACE]);
    }
}
