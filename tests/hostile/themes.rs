//! Themes with numbers that no page can have.

use super::Guide;

const THEME: &str = "content/themes/harbor.yaml";

#[test]
fn lengths_that_are_none() {
    for number in ["NaN", "inf", "-inf", "1e309", "1e9", "x", "''", "~"] {
        let guide = Guide::new("themes-none");
        let text = guide.read(THEME);
        let line = text.lines().find(|line| line.trim_start().starts_with("leading:")).unwrap().to_owned();
        guide
            .replace(THEME, &line, &format!("{}{number}", &line[..=line.find(':').unwrap() + 1]))
            .fails(&["error[H0", "--> content/themes/harbor.yaml:"]);
    }
}

#[test]
fn pages_without_room() {
    let guide = Guide::new("themes-room");
    let text = guide.read(THEME);
    let value = |key: &str| {
        let line = text.lines().find(|line| line.contains(&format!("{key}:"))).unwrap();
        let rest = &line[line.find(&format!("{key}:")).unwrap()..];
        rest.split([',', '}', '#']).next().unwrap().trim_end().to_owned()
    };
    for key in [
        "leading",
        "width",
        "height",
        "measure",
        "top",
        "bottom",
        "leader-pitch",
        "write-in-pitch",
        "write-in-columns",
        "meaning-width",
        "size",
    ] {
        for number in ["0", "-1", "-5000"] {
            let guide = Guide::new("themes-room-of").replace(THEME, &value(key), &format!("{key}: {number}"));
            guide.fails_or_builds(&[]);
        }
    }
    for key in ["leading", "width", "height", "measure", "bottom"] {
        let guide = Guide::new("themes-room-none").replace(THEME, &value(key), &format!("{key}: 0"));
        guide.fails(&["error[H0"]);
    }
}
