//! Plans of folded sheets with panels without number, without place, or of what is not there.

use super::{Guide, TODAY};

const PLAN: &str = "content/guide.yaml";
const THEME: &str = "content/themes/harbor.yaml";

/// Both editions of one folded sheet fail with a code and the place.
#[track_caller]
fn fails(guide: &Guide, file: &str) {
    for edition in ["card", "tri-fold"] {
        guide.fails_with(&["--edition", edition], &["error[H0", &format!("--> {file}:")]);
    }
}

#[test]
fn thousands_of_panels() {
    let many: String = (0..20_000).map(|i| format!("    p{i}: {{ kind: cover }}\n")).collect();
    fails(&Guide::new("panels-many").replace(PLAN, "  tri-fold:\n", &format!("  tri-fold:\n{many}")), PLAN);
    let sections: String = (0..20_000).map(|i| format!("s{i}: {{}}, ")).collect();
    let guide = Guide::new("panels-sections").replace(PLAN, "fold-what: {", &format!("{sections}fold-what: {{"));
    guide.refused(&["check", "--content", "content", "--as-of", TODAY], 1, &["error[H0", "--> content/guide.yaml:"]);
    let blocks = "papers, ".repeat(20_000);
    let guide = Guide::new("panels-blocks").replace(PLAN, "blocks: [papers]", &format!("blocks: [{blocks}papers]"));
    guide.fails_or_builds(&["--edition", "tri-fold"]);
}

#[test]
fn panels_of_what_is_not_there() {
    for (i, (from, to)) in [
        ("fold-what: {", "fold-nothing: {"),
        ("blocks: [papers]", "blocks: [nothing]"),
        ("blocks: [emergency]", "blocks: ['../emergency']"),
        ("kind: card-front", "kind: <script>"),
        ("priority: { effects: 1, own: 2 }", "priority: { effects: 99999999999, own: -1 }"),
        ("priority: { hair: 1,", "priority: { hair: NaN,"),
        ("  card:\n", "  cards:\n"),
        ("alert-card: {} } }\n    call-911", "about: {} } }\n    call-911"),
    ]
    .into_iter()
    .enumerate()
    {
        let guide = Guide::new(&format!("panels-none-{i}")).replace(PLAN, from, to);
        let ran = guide.run(&["check", "--content", "content", "--as-of", TODAY]);
        if ran.code == Some(0) {
            // What is sound by itself may still hold nothing for a reader.
            let card = ["--content", "content", "--as-of", TODAY, "-o", "out.pdf", "--edition", "card"];
            let ran = guide.run(&[&["build"], &card[..]].concat());
            assert!(ran.code == Some(0) || ran.err.contains("error[H0"), "{}", ran.err);
        } else {
            assert_eq!(ran.code, Some(1), "{}", ran.err);
            assert!(ran.err.contains("error[H0"), "{}", ran.err);
        }
    }
}

#[test]
fn themes_without_a_place_for_panels() {
    let guide = Guide::new("panels-theme");
    let text = guide.read(THEME);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("panels:")).collect();
    assert!(!lines.is_empty());
    for (i, line) in lines.into_iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let other = format!("{}{}", &line[..indent], line.trim_start().replacen("panels:", "panles:", 1));
        let guide = Guide::new(&format!("panels-theme-{i}")).replace(THEME, line, &other);
        guide.refused(&["check", "--content", "content", "--as-of", TODAY], 1, &["error[H0", THEME]);
        guide.fails_with(&["--edition", "card"], &["error[H0", THEME]);
    }
}

#[test]
fn panels_too_full_for_their_text() {
    let text = "Some words about the treatment of cancer. ".repeat(150);
    let blocks: String = (0..120).map(|i| format!("  b{i}:\n    para: {text}\n")).collect();
    let guide = Guide::new("panels-full").write("content/en/sections/fold-what.yaml", super::section(&blocks));
    guide.fails_with(&["--edition", "tri-fold"], &["error[H0"]);
    let word = "M".repeat(7_900);
    let guide = Guide::new("panels-wide")
        .write("content/en/sections/fold-what.yaml", super::section(&format!("  a:\n    para: {word}\n")));
    guide.fails_with(&["--edition", "tri-fold"], &["error[H0"]);
}
