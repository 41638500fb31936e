//! Drawings that reach outside, grow, or hold numbers that are none.

use super::Guide;

const HEAD: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 64 64\">";

fn svg(inner: &str) -> String {
    format!("{HEAD}{inner}</svg>")
}

/// A drawing is refused as figure, as logo of the content, and as logo of a clinic file.
#[track_caller]
fn refused(name: &str, drawing: &[u8]) {
    let guide = Guide::new(&format!("drawings-{name}")).write("content/figures/icon-tip.svg", drawing);
    guide.fails(&["error[H0", "--> content/figures/figures.yaml:"]);
    let guide = Guide::new(&format!("drawings-{name}-logo"));
    let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", "own.svg", 1);
    let guide = guide.write("own.yaml", clinic).write("own.svg", drawing);
    guide.fails_with(&["--clinic", "own.yaml"], &["error[H0", "--> own.yaml:15:7"]);
}

/// A drawing that may be printed or not, but does no harm.
#[track_caller]
fn harmless(name: &str, drawing: &str) {
    let guide = Guide::new(&format!("drawings-{name}"));
    let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", "own.svg", 1);
    let guide = guide.write("own.yaml", clinic).write("own.svg", drawing);
    guide.fails_or_builds(&["--clinic", "own.yaml", "--only", "when-to-call"]);
    guide.fails_or_builds(&["--clinic", "own.yaml"]);
}

#[test]
fn what_reaches_outside() {
    for (i, inner) in [
        "<image href=\"file:///etc/passwd\"/>",
        "<image xlink:href=\"https://example.org/x.png\"/>",
        "<s:image xmlns:s=\"http://www.w3.org/2000/svg\" href=\"/etc/passwd\"/>",
        "<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>",
        "<use href=\"/etc/passwd#a\"/>",
        "<s:use xmlns:s=\"http://www.w3.org/2000/svg\" href=\"other.svg#a\"/>",
        "<a href=\"javascript:alert(1)\"><path d=\"M0 0h9v9z\"/></a>",
        "<script>alert(1)</script>",
        "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">alert(1)</s:script>",
        "<path d=\"M0 0h9v9z\" onclick=\"alert(1)\"/>",
        "<foreignObject><p>x</p></foreignObject>",
        "<style>@import url(https://example.org/x.css);</style>",
        "<s:style xmlns:s=\"http://www.w3.org/2000/svg\">path { fill: url(/etc/passwd) }</s:style>",
        "<path d=\"M0 0h9v9z\" style=\"fill: url(file:///etc/passwd#a)\"/>",
        "<path d=\"M0 0h9v9z\" fill=\"url(https://example.org/#a)\"/>",
        "<text>words that no reader hears</text>",
        "<s:text xmlns:s=\"http://www.w3.org/2000/svg\">words</s:text>",
        "<animate attributeName=\"x\"/>",
        "<set attributeName=\"href\" to=\"javascript:x\"/>",
        "<filter id=\"f\"><feImage href=\"/etc/passwd\"/></filter><path d=\"M0 0h9v9z\" filter=\"url(#f)\"/>",
    ]
    .into_iter()
    .enumerate()
    {
        refused(&format!("outside-{i}"), svg(inner).as_bytes());
    }
}

#[test]
fn documents_with_entities() {
    let mut bomb = "<!DOCTYPE svg [<!ENTITY a0 \"lol\">".to_owned();
    for level in 1..12 {
        bomb += &format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10));
    }
    bomb += &format!("]>{}", svg("<desc>&a11;</desc>"));
    refused("entity-bomb", bomb.as_bytes());
    for (i, doctype) in [
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE svg SYSTEM \"https://example.org/x.dtd\">",
        "<!DOCTYPE\nsvg>",
        "<!doctype svg>",
        "<?xml-stylesheet href=\"https://example.org/x.css\"?><!DOCTYPE svg [<!ENTITY % x SYSTEM \"/etc/passwd\"> %x;]>",
    ]
    .into_iter()
    .enumerate()
    {
        refused(&format!("entity-{i}"), format!("{doctype}{}", svg("<desc>&x;</desc>")).as_bytes());
    }
}

#[test]
fn what_grows_by_reference() {
    for (i, prefix) in ["", "s:"].into_iter().enumerate() {
        let mut uses = format!("<{prefix}g id=\"a0\"><path d=\"M0 0h9v9z\"/></{prefix}g>");
        for level in 1..10 {
            let inner = format!("<{prefix}use href=\"#a{}\"/>", level - 1).repeat(10);
            uses += &format!("<{prefix}g id=\"a{level}\">{inner}</{prefix}g>");
        }
        let drawing = svg(&uses).replace("<svg ", "<svg xmlns:s=\"http://www.w3.org/2000/svg\" ");
        refused(&format!("use-{i}"), drawing.as_bytes());
    }
    let points = "1 1 ".repeat(30_000);
    let shapes = "<path d=\"M0 0h9v9z\"/>".repeat(2_000);
    refused(
        "markers",
        svg(&format!("<marker id=\"m\">{shapes}</marker><polyline points=\"{points}\" marker-mid=\"url(#m)\"/>"))
            .as_bytes(),
    );
    refused(
        "markers-styled",
        svg(&format!("<marker id=\"m\">{shapes}</marker><polyline points=\"{points}\" style=\"marker:url(#m)\"/>"))
            .as_bytes(),
    );
    let mut patterns = String::new();
    for level in 0..200 {
        patterns += &format!(
            "<pattern id=\"p{level}\"><path fill=\"url(#p{})\" d=\"M0 0h9v9z\"/></pattern>",
            (level + 1) % 200
        );
    }
    refused("patterns", svg(&format!("{patterns}<path fill=\"url(#p0)\" d=\"M0 0h9v9z\"/>")).as_bytes());
    let mut clips = String::new();
    for level in 0..200 {
        clips += &format!(
            "<clipPath id=\"c{level}\" clip-path=\"url(#c{})\"><path d=\"M0 0h9v9z\"/></clipPath>",
            (level + 1) % 200
        );
    }
    refused("clips", svg(&format!("{clips}<path clip-path=\"url(#c0)\" d=\"M0 0h9v9z\"/>")).as_bytes());
    refused(
        "masks",
        svg("<mask id=\"m\" mask=\"url(#m)\"><path d=\"M0 0h9v9z\"/></mask><path mask=\"url(#m)\" d=\"M0 0h9v9z\"/>")
            .as_bytes(),
    );
}

#[test]
fn what_is_too_much() {
    refused("paths", svg(&"<path d=\"M0 0h9v9z\"/>".repeat(100_000)).as_bytes());
    refused(
        "groups",
        svg(&format!("{}<path d=\"M0 0h9v9z\"/>{}", "<g>".repeat(30_000), "</g>".repeat(30_000))).as_bytes(),
    );
    refused("large", svg(&format!("<path d=\"M0 0{}\"/>", "h1".repeat(500_000))).as_bytes());
    refused("bytes", &[0xff; 1_000]);
    refused("none", b"");
    refused("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03");
    refused("png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\x00\x00\x00");
    refused("half", &svg("<path d=\"M0 0h9v9z\"/>").as_bytes()[..100]);
}

#[test]
fn one_path_of_many_points() {
    harmless(
        "attributes",
        &svg(&format!("<path d=\"M0 0h9v9z\" {}/>", (0..20_000).map(|i| format!("a{i}=\"\" ")).collect::<String>())),
    );
    harmless("lines", &svg(&"<path d=\"M0 0h9\"/>".repeat(13_000)));
    refused("huge-arcs", svg(&format!("<path d=\"M0 0{}\"/>", "a1e38 1e38 0 1 1 1 1".repeat(9_000))).as_bytes());
    harmless("points", &svg(&format!("<path d=\"M0 0{}\" fill=\"#000000\"/>", "h1".repeat(120_000))));
    harmless("arcs", &svg(&format!("<path d=\"M0 0{}\" fill=\"#000000\"/>", "a9 9 0 1 1 1 1".repeat(17_000))));
}

#[test]
fn numbers_that_are_none() {
    for (i, number) in [
        "NaN",
        "inf",
        "-inf",
        "1e39",
        "-1e39",
        "1e-39",
        "3e38",
        "1e308",
        "1e999",
        "0",
        "-1",
        "999999999999",
        "0x10",
        "1e38",
    ]
    .into_iter()
    .enumerate()
    {
        for (j, drawing) in [
            svg("<path d=\"MN NLN 1L1 1z\" fill=\"#000000\" stroke=\"#000000\"/>"),
            svg("<rect width=\"N\" height=\"N\" x=\"1\" y=\"N\" rx=\"N\"/>"),
            svg("<circle r=\"N\" cx=\"N\" cy=\"1\"/>"),
            svg("<g transform=\"scale(N)\"><path d=\"M0 0h9v9z\" transform=\"matrix(N N 1 N 0 N)\"/></g>"),
            svg("<path d=\"M0 0h9v9z\" stroke=\"#000000\" stroke-width=\"N\" stroke-dasharray=\"N 1\"/>"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 N N N\"><path d=\"M0 0h9v9z\"/></svg>".to_owned(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"N\" height=\"1\"><path d=\"M0 0h9v9z\"/></svg>"
                .to_owned(),
        ]
        .into_iter()
        .enumerate()
        {
            let guide = Guide::new(&format!("drawings-numbers-{i}-{j}"));
            let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", "own.svg", 1);
            let guide = guide.write("own.yaml", clinic).write("own.svg", drawing.replace('N', number));
            guide.fails_or_builds(&["--clinic", "own.yaml", "--only", "when-to-call"]);
            std::fs::remove_dir_all(&guide.folder).unwrap();
        }
    }
}

#[test]
fn views_and_places_of_labels_that_are_none() {
    for number in ["NaN", "inf", "-inf", "1e309", "0", "-1", "1e300", "1e-300", "x"] {
        let figures = "content/figures/figures.yaml";
        let guide = Guide::new("drawings-view").replace(figures, "view: [320, 200]", &format!("view: [{number}, 200]"));
        guide.fails(&["error[H0", "--> content/figures/figures.yaml:"]);
        let guide = Guide::new("drawings-view").replace(figures, "view: [320, 200]", &format!("view: [320, {number}]"));
        guide.fails(&["error[H0", "--> content/figures/figures.yaml:"]);
    }
    for number in ["NaN", "inf", "1e309", "1e300", "-1e6", "x"] {
        let figures = "content/figures/figures.yaml";
        let guide =
            Guide::new("drawings-labels").replace(figures, "{ x: 54, y: 88,", &format!("{{ x: {number}, y: 88,"));
        guide.fails(&["error[H0", "--> content/figures/figures.yaml:"]);
        let guide =
            Guide::new("drawings-labels").replace(figures, "{ x: 54, y: 88,", &format!("{{ x: 54, y: {number},"));
        guide.fails(&["error[H0", "--> content/figures/figures.yaml:"]);
    }
}
