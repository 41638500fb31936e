//! Names and files that lead out of the content folder, or are no files.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::{Guide, TODAY};

/// Names that lead elsewhere, or that some system reads as something else.
fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "../secret.svg",
        "../../../../etc/passwd",
        "/etc/passwd",
        "/dev/zero",
        "./logo.svg",
        "a/../logo.svg",
        "%2e%2e/secret.svg",
        "%2e%2e%2fsecret.svg",
        "..%2fsecret.svg",
        "..\\secret.svg",
        "C:\\secret.svg",
        "\\\\server\\share\\secret.svg",
        "file:///etc/passwd",
        "https://example.org/logo.svg",
        "CON.svg",
        "con.svg",
        "aux.svg",
        "LOGO.svg",
        "logo.svg.",
        "logo.svg ",
        "logo.png",
        ".svg",
        "~/logo.svg",
        "$HOME/logo.svg",
        "-o",
        "lógo.svg",
    ]
    .map(str::to_owned)
    .into();
    names.push(format!("{}.svg", "a".repeat(5_000)));
    names.push("../".repeat(2_000));
    names
}

/// A single-quoted YAML text.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[test]
fn logos() {
    let guide = Guide::new("paths-logos").write("secret.svg", "<svg/>").write("content/secret.svg", "<svg/>");
    for name in names() {
        let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", &quoted(&name), 1);
        // The same of a clinic of the content, and of a clinic file.
        let apart = Guide::new("paths-logos-apart").write("content/clinics/riverside.yaml", &clinic);
        apart.fails_with(&["--clinic", "riverside"], &["error[H0", "--> content/clinics/riverside.yaml:15:7"]);
        let own = Guide::new("paths-logos-own").write("own.yaml", &clinic).write("secret.svg", "<svg/>");
        own.fails_with(&["--clinic", "own.yaml"], &["error[H0", "--> own.yaml:15:7"]);
    }
}

#[test]
fn figures() {
    for name in names() {
        let guide = Guide::new("paths-figures").replace(
            "content/figures/figures.yaml",
            "  picture-key:",
            &format!("  {}: {{ view: [1, 1], use: strip }}\n  picture-key:", quoted(&name)),
        );
        guide.fails(&["error[H01", "--> content/figures/figures.yaml:"]);
    }
}

#[test]
fn fonts() {
    let first = "AtkinsonHyperlegibleNext-Regular.ttf";
    for name in names() {
        let guide = Guide::new("paths-fonts").with_fonts().write("fonts/secret.svg", "x").write("secret.svg", "x");
        let guide = guide.replace("fonts/fonts.yaml", first, &quoted(&name));
        guide.fails(&["error[H0007]", "--> fonts/fonts.yaml:"]);
        let guide = Guide::new("paths-families").with_fonts().write("fonts/secret.svg", "x");
        let family = quoted(&name);
        guide
            .replace("fonts/fonts.yaml", "  noto-sans:\n", &format!("  {family}:\n"))
            .fails(&["error[H01", "--> fonts/fonts.yaml:"]);
    }
}

#[test]
fn sections_and_other_ids() {
    for name in names() {
        let guide = Guide::new("paths-sections");
        let guide = guide.replace("content/guide.yaml", "when-to-call", &quoted(&name));
        guide.fails(&["error[H01", "--> content/guide.yaml:"]);
    }
}

#[test]
fn ids_on_the_command_line() {
    let guide = Guide::new("paths-ids");
    let options = ["--therapy", "--cancer", "--lang", "--edition", "--paper", "--theme", "--only"];
    for (i, name) in names().iter().filter(|name| !name.starts_with('-')).enumerate() {
        for option in [options[i % options.len()], options[(i + 3) % options.len()]] {
            guide.refused(&["build", "--content", "content", "--as-of", TODAY, option, name], 2, &["error[H0"]);
        }
    }
    for name in ["\u{1b}[31m", "\u{202e}", "a\nb", ""] {
        guide.refused(&["build", "--content", "content", "--as-of", TODAY, "--lang", name], 2, &["error[H0401]"]);
    }
}

#[test]
fn clinic_files() {
    let guide = Guide::new("paths-clinics");
    Command::new("mkfifo").arg(guide.path("pipe.yaml")).status().unwrap();
    symlink("/dev/zero", guide.path("zero.yaml")).unwrap();
    symlink("loop.yaml", guide.path("loop.yaml")).unwrap();
    let long = format!("{}.yaml", "a".repeat(5_000));
    let deep = format!("{}own.yaml", "./".repeat(3_000));
    for name in [
        "/dev/zero",
        "/dev/null",
        "pipe.yaml",
        "zero.yaml",
        "loop.yaml",
        "content",
        "../nothing.yaml",
        "nothing%2eyaml",
        &long,
        &deep,
        "./",
    ] {
        guide.refused(
            &["build", "--content", "content", "--as-of", TODAY, "--clinic", name, "-o", "out.pdf"],
            2,
            &["error[H0"],
        );
        guide.refused(&["check", "--content", "content", "--as-of", TODAY, "--clinic", name], 2, &["error[H0"]);
    }
    // A name that is no id would become part of a file name.
    let text = guide.read("content/clinics/riverside.yaml");
    for name in ["CON.yaml", "con.yaml", "a b.yaml", "Own.yaml", "a--b.yaml", "\u{202e}a.yaml", "a\u{1b}[31m.yaml"] {
        let guide = Guide::new("paths-clinic-names").write(name, &text);
        guide.refused(
            &["build", "--content", "content", "--as-of", TODAY, "--clinic", name, "-o", "out.pdf"],
            2,
            &["error[H0106]"],
        );
    }
}

#[test]
fn logos_beside_a_clinic_file_that_are_no_files() {
    let make = |name: &str| {
        let guide = Guide::new(name);
        let clinic = guide.read("content/clinics/riverside.yaml").replacen("riverside.svg", "own.svg", 1);
        guide.write("own.yaml", clinic).write("secret.svg", "<svg/>")
    };
    let says = ["error[H0002]", "--> own.yaml:15:7"];
    let guide = make("paths-logo-link");
    symlink("secret.svg", guide.path("own.svg")).unwrap();
    guide.fails_with(&["--clinic", "own.yaml"], &says);
    let guide = make("paths-logo-device");
    symlink("/dev/zero", guide.path("own.svg")).unwrap();
    guide.fails_with(&["--clinic", "own.yaml"], &says);
    let guide = make("paths-logo-pipe");
    Command::new("mkfifo").arg(guide.path("own.svg")).status().unwrap();
    guide.fails_with(&["--clinic", "own.yaml"], &says);
    let guide = make("paths-logo-folder").write("own.svg/x", "x");
    guide.fails_with(&["--clinic", "own.yaml"], &says);
}

#[test]
fn content_folders() {
    let guide = Guide::new("paths-roots");
    symlink("loop", guide.path("loop")).unwrap();
    Command::new("mkfifo").arg(guide.path("pipe")).status().unwrap();
    let long = "a".repeat(5_000);
    for root in [
        "/dev/zero",
        "/dev/null",
        "/dev",
        "pipe",
        "loop",
        "nothing",
        "content%2f",
        "",
        &long,
        "content/guide.yaml",
        "/proc/self/fd",
    ] {
        guide.refused(&["build", "--content", root, "--as-of", TODAY, "-o", "out.pdf"], 2, &["error"]);
    }
}

#[test]
fn things_below_a_content_folder_that_are_no_files() {
    let section = "content/en/sections/about.yaml";
    let guide = Guide::new("paths-below-link").remove(section);
    symlink("/etc/passwd", guide.path(section)).unwrap();
    guide.fails(&["error[H0002]", "`en/sections/about.yaml` is a link"]);
    let guide = Guide::new("paths-below-inner-link");
    symlink("about.yaml", guide.path("content/en/sections/other.yaml")).unwrap();
    guide.fails(&["error[H0002]", "`en/sections/other.yaml` is a link"]);
    let guide = Guide::new("paths-below-folder-link");
    symlink("/", guide.path("content/root")).unwrap();
    guide.fails(&["error[H0002]", "`root` is a link"]);
    let guide = Guide::new("paths-below-loop");
    symlink("..", guide.path("content/en/up")).unwrap();
    guide.fails(&["error[H0002]", "`en/up` is a link"]);
    let guide = Guide::new("paths-below-device").remove(section);
    symlink("/dev/zero", guide.path(section)).unwrap();
    guide.fails(&["error[H0002]"]);
    let guide = Guide::new("paths-below-pipe").remove(section);
    Command::new("mkfifo").arg(guide.path(section)).status().unwrap();
    guide.fails(&["error[H0002]", "not a plain file"]);
    let guide = Guide::new("paths-below-vocabulary").remove("content/vocabulary.yaml");
    symlink("/dev/zero", guide.path("content/vocabulary.yaml")).unwrap();
    guide.fails(&["error[H0002]"]);
}

#[test]
fn fonts_that_are_no_files() {
    let guide = Guide::new("paths-fonts-link");
    super::copy(&super::whole().join("fonts"), &guide.path("elsewhere/fonts"));
    symlink("elsewhere/fonts", guide.path("fonts")).unwrap();
    guide.fails(&["error[H0002]", "is a link"]);
    let list = "fonts/fonts.yaml";
    let guide = Guide::new("paths-fonts-list").with_fonts().remove(list);
    symlink("/dev/zero", guide.path(list)).unwrap();
    guide.fails(&["error[H0002]"]);
    let guide = Guide::new("paths-fonts-gone").with_fonts().remove(list);
    symlink("/nothing", guide.path(list)).unwrap();
    guide.fails(&["error[H0002]"]);
    let guide = Guide::new("paths-fonts-pipe").with_fonts().remove(list);
    Command::new("mkfifo").arg(guide.path(list)).status().unwrap();
    guide.fails(&["error[H0002]"]);
    let face = "fonts/noto-sans/NotoSans-Bold.ttf";
    let guide = Guide::new("paths-fonts-face").with_fonts().remove(face);
    symlink("/etc/passwd", guide.path(face)).unwrap();
    guide.fails(&["error[H0002]"]);
}

#[test]
fn names_that_differ_in_case_or_steer_a_terminal() {
    let text = section_text();
    for name in [
        "content/en/sections/About.yaml",
        "content/en/sections/ABOUT.yaml",
        "content/clinics/Riverside.yaml",
        "content/clinics/con.yaml",
        "content/themes/CON.yaml",
        "content/en/sections/\u{1b}[2J\u{1b}[31m.yaml",
        "content/en/sections/\u{202e}lmay.tuoba",
        "content/clinics/\u{1b}[31m.yaml",
        "content/clinics/a\nb.yaml",
        "content/en/sections/%2e%2e.yaml",
    ] {
        Guide::new("paths-names").write(name, &text).fails(&["error[H0"]);
    }
}

fn section_text() -> String {
    super::section("  a:\n    para: x\n")
}

#[test]
fn pins_and_signatures_reach_no_other_file() {
    let guide = Guide::new("paths-sign").write("other.yaml", section_text());
    symlink("../../../other.yaml", guide.path("content/en/sections/link.yaml")).unwrap();
    let sign = ["--by", "A", "--credential", "B", "--role", "C", "--on", "2026-11-24", "--due", "2027-11-24"];
    for file in ["other.yaml", "content/en/sections/link.yaml", "content/../other.yaml", "/etc/passwd", "/dev/zero"] {
        let mut args = vec!["sign", file, "--content", "content"];
        args.extend(sign);
        guide.refused(&args, 2, &["error[H0"]);
        guide.refused(&["pin", file, "--content", "content"], 2, &["error[H0"]);
    }
}
