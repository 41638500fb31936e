//! Characters that hide, markup that grows, and words that no page can hold.

use super::{Guide, SECTION, section};

/// Characters that steer what is shown, or are not seen.
const HIDDEN: [char; 24] = [
    '\0',
    '\u{1}',
    '\u{7}',
    '\u{8}',
    '\u{b}',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{61c}',
    '\u{180e}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{202a}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{2069}',
    '\u{206a}',
    '\u{feff}',
    '\u{fff9}',
    '\u{e0001}',
    '\u{e0041}',
];

/// Places of every kind of text, with a part of it that is replaced: file, before, after.
const PLACES: [(&str, &str, &str); 14] = [
    ("content/en/sections/when-to-call.yaml", "title: When to call", "title: \"When to call{}\""),
    (
        "content/en/sections/when-to-call.yaml",
        "- Chest pain, heavy bleeding, fainting, or a seizure",
        "- \"Chest pain{}\"",
    ),
    ("content/en/guide.yaml", "title: When to call", "title: \"When to call{}\""),
    ("content/en/glossary.yaml", "term: adjuvant treatment", "term: \"adjuvant treatment{}\""),
    ("content/en/glossary.yaml", "gloss: given after the main treatment", "gloss: \"given{}\""),
    ("content/en/figures.yaml", "caption: These shapes mean", "caption: \"These{} shapes\" #"),
    ("content/en/figures.yaml", "cancer: Cancer cell", "cancer: \"Cancer{} cell\""),
    ("content/clinics/riverside.yaml", "name: Riverside Cancer Center", "name: \"Riverside{}\""),
    ("content/clinics/riverside.yaml", "1200 Harbor Street", "\"1200 Harbor{} Street\""),
    ("content/clinics/riverside.yaml", "department: Lung Cancer Clinic", "department: \"Lung{}\""),
    ("content/clinics/riverside.yaml", "authors: [Handout editorial team]", "authors: [\"Team{}\"]"),
    ("content/clinics/riverside.yaml", "text: \"Pida ayuda", "text: \"Pida{} ayuda"),
    (
        "content/clinics/riverside.yaml",
        "web: https://riverside.example.org/guide",
        "web: \"https://riverside.example.org/{}\"",
    ),
    ("content/facts/sources.yaml", "publisher: ", "publisher: \"x{}\" #"),
];

#[test]
fn hidden_characters_as_they_are() {
    for (i, (file, from, to)) in PLACES.into_iter().enumerate() {
        // One kind a place is enough here: all are found by one function, whose own test has them all.
        let c = HIDDEN[i % HIDDEN.len()];
        let guide = Guide::new("words-raw").replace(file, from, &to.replace("{}", &c.to_string()));
        guide.fails_with(&["--clinic", "riverside"], &["error[H0", &format!("--> {file}:")]);
    }
}

#[test]
fn hidden_characters_written_as_escapes() {
    for (i, (file, from, to)) in PLACES.into_iter().enumerate() {
        let c = HIDDEN[(i * 5) % HIDDEN.len()];
        let escape = format!("\\U{:08x}", c as u32);
        let guide = Guide::new("words-escaped").replace(file, from, &to.replace("{}", &escape));
        guide.fails_with(
            &["--clinic", "riverside"],
            &["error[H0006]", &format!("(U+{:04X})", c as u32), &format!("--> {file}:")],
        );
    }
}

#[test]
fn hidden_characters_written_as_entities() {
    for c in HIDDEN {
        for entity in [format!("&#{};", c as u32), format!("&#x{:x};", c as u32)] {
            let guide = Guide::new("words-entities")
                .write(SECTION, section(&format!("  a:\n    para: \"one {entity} two\"\n")));
            guide.fails(&["error[H0", "--> content/en/sections/about.yaml:"]);
        }
    }
    for name in ["&lrm;", "&rlm;", "&ZeroWidthSpace;", "&NoBreak;"] {
        let guide = Guide::new("words-named").write(SECTION, section(&format!("  a:\n    para: \"one {name} two\"\n")));
        guide.fails(&["error[H0", "--> content/en/sections/about.yaml:"]);
    }
}

#[test]
fn emphasis_in_emphasis() {
    let deep = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    for (i, text) in [
        deep("*a ", " a*", 1_200),
        deep("**a ", " a**", 900),
        deep("*a **a ", " a** a*", 500),
        "*".repeat(7_900),
        "**a".repeat(2_600),
        "[".repeat(7_900),
        "[a](".repeat(1_900),
        "![".repeat(3_900),
        "<".repeat(7_900),
        "&".repeat(7_900),
        "`".repeat(7_900),
        "\\\\".repeat(3_900),
        "{clinic.phone}".repeat(560),
        "{{".repeat(3_900),
        "\"'".repeat(3_900),
    ]
    .into_iter()
    .enumerate()
    {
        let text = text.replace('\'', "''");
        let guide =
            Guide::new(&format!("words-markup-{i}")).write(SECTION, section(&format!("  a:\n    para: '{text}'\n")));
        guide.fails_or_builds(&["--clinic", "riverside"]);
    }
}

#[test]
fn html_and_scripts_in_every_kind_of_text() {
    for (file, from, to) in PLACES.into_iter().take(7) {
        let guide = Guide::new("words-html").replace(file, from, &to.replace("{}", " <script>alert(1)</script>"));
        guide.fails(&["error[H0", &format!("--> {file}:")]);
    }
    for link in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://a.org\\\\@b.org",
    ] {
        let guide = Guide::new("words-link").write(SECTION, section(&format!("  a:\n    para: \"[x](<{link}>)\"\n")));
        guide.fails(&["error[H0202]", "--> content/en/sections/about.yaml:"]);
    }
}

#[test]
fn words_wider_than_the_page() {
    for (i, word) in [
        "M".repeat(7_900),
        "\u{a0}M".repeat(2_600),
        "a\u{301}".repeat(2_600),
        "M-".repeat(3_900),
        "M\u{ad}".repeat(2_600),
    ]
    .into_iter()
    .enumerate()
    {
        for block in [
            "para: \"W\"",
            "heading: \"W\"",
            "bullets: [\"W\", \"W\"]",
            "key: \"W\"",
            "say-first: \"W\"",
            "steps: [{ title: \"W\" }]",
        ] {
            let guide = Guide::new(&format!("words-wide-{i}"))
                .write(SECTION, section(&format!("  a:\n    {}\n", block.replace('W', &word))));
            guide.fails_or_builds(&[]);
        }
    }
    let wide = section(&format!("  a:\n    para: {}\n", "M".repeat(7_900)));
    Guide::new("words-wide").write(SECTION, wide).fails(&["error[H0502]", "--> content/en/sections/about.yaml:"]);
}

#[test]
fn rows_taller_than_the_page() {
    let tall = "word ".repeat(1_500);
    let columns = "{ title: A }, { title: B }, { title: C }";
    let table = format!(
        "  a:\n    table:\n      columns: [{columns}]\n      rows:\n        one: {{ head: B, cells: [\"{tall}\", x, x] }}\n"
    );
    Guide::new("words-tall-row").write(SECTION, section(&table)).fails_or_builds(&[]);
}
