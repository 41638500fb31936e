//! `handout diff`: what reads otherwise between two states of the content, and in which guides.

use std::collections::BTreeSet;
use std::fs;

use handout::base::{Id, Sources};
use handout::content::{Library, Root, load};
use handout::tailor::{Variant, Wanted, brochure_text, pair_state, tailor};
use serde_json::Value;

use super::{Guide, copy, program};

/// A guide with a copy of its content as it was, in `old`; the new state is `content`.
fn guide() -> Guide {
    let guide = Guide::new();
    copy(&guide.path("content"), &guide.path("old"));
    guide
}

fn diff(guide: &Guide) -> String {
    guide.run(&["diff", "old", "content"])
}

fn data(guide: &Guide) -> Value {
    let said = guide.run(&["diff", "old", "content", "--format", "json"]);
    serde_json::from_str(said.strip_prefix("exit 0\n").unwrap()).unwrap()
}

/// Every guide of a state as its words, without the code, whose end is a hash of all of them.
fn all_words(guide: &Guide, folder: &str) -> Vec<(String, String)> {
    let library = library(guide, folder);
    let mut all = vec![];
    for lang in library.languages.keys() {
        let mut pairs: Vec<Option<(&Id, &Id)>> = vec![None];
        for therapy in library.vocabulary.therapies.ids() {
            let cancers = library.vocabulary.cancers.ids().filter(|c| pair_state(&library, therapy, c).builds());
            pairs.extend(cancers.map(|cancer| Some((therapy, cancer))));
        }
        for pair in pairs {
            let wanted = Wanted {
                therapies: pair.iter().map(|(therapy, _)| therapy.as_str()).collect(),
                cancer: pair.map(|(_, cancer)| cancer.as_str()),
                lang: lang.as_str(),
                edition: "standard",
                paper: "letter",
                clinic: None,
                only: None,
            };
            let variant = Variant::resolve(&library, &wanted).unwrap();
            let text = brochure_text(&tailor(&library, &variant).unwrap());
            let text: Vec<&str> = text.lines().filter(|line| !line.starts_with("code: ")).collect();
            let name = pair.map_or("general".into(), |(therapy, cancer)| format!("{therapy}/{cancer}"));
            all.push((format!("{name}/{lang}"), text.join("\n")));
        }
    }
    all
}

fn library(guide: &Guide, folder: &str) -> Library {
    load(&Root::open(&guide.path(folder)).unwrap(), &mut Sources::default()).unwrap()
}

/// The guides whose words differ, found without `diff`.
fn differing(guide: &Guide, before: &[(String, String)]) -> BTreeSet<String> {
    let after = all_words(guide, "content");
    let differs = |(name, text): &&(String, String)| {
        before.iter().find(|(known, _)| known == name).is_none_or(|(_, old)| old != text)
    };
    after.iter().filter(differs).map(|(name, _)| name.clone()).collect()
}

/// The guides that are named by any change, in their usual form.
fn named(data: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for touched in data["changes"].as_array().unwrap().iter().flat_map(|c| c["touched"].as_array().unwrap()) {
        if ["sheet", "edition", "clinic"].iter().all(|form| touched[form].is_null()) {
            all.extend(touched["guides"].as_array().unwrap().iter().map(|g| g.as_str().unwrap().to_owned()));
        }
    }
    all
}

#[test]
fn the_same_content_has_no_changes() {
    insta::assert_snapshot!(diff(&guide()), @"");
}

#[test]
fn one_word_names_the_guides_that_hold_it() {
    let guide = guide().replace(
        "en/therapies/car-t.yaml",
        "We take T cells from your blood.",
        "We take T cells from your veins.",
    );
    insta::assert_snapshot!(diff(&guide), @"");
    let before = all_words(&guide, "old");
    let differing = differing(&guide, &before);
    assert_eq!(named(&data(&guide)), differing);
    assert!(differing.iter().all(|name| name.starts_with("car-t/") && name.ends_with("/en")), "{differing:?}");
}

#[test]
fn a_drug_shows_as_its_rows() {
    let guide = guide().replace("facts/drugs.yaml", "name: Kymriah, ", "name: Kymriah Two, ");
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn a_pair_that_the_facts_allow_now_is_a_new_guide() {
    let guide = guide().replace("facts/drugs.yaml", "      lymphoma-large-b-cell: {}\n", "");
    let said = data(&guide);
    assert_eq!(named(&said), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn a_label_names_every_guide_of_its_language() {
    let guide = guide().replace("en/strings.yaml", "  urgent: Call us now\n", "  urgent: Call us at once\n");
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn words_that_only_a_clinic_sees_are_found_there() {
    let guide = guide().replace("clinics/riverside.yaml", "(503) 555-0142", "(503) 555-0199").replace(
        "en/strings.yaml",
        "  help-phone: \"Day and night:\"",
        "  help-phone: \"Any hour:\"",
    );
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn a_term_shows_where_it_is_explained() {
    let guide =
        guide().replace("en/glossary.yaml", "gloss: made with weakened live germs", "gloss: made with weak live germs");
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn a_new_block_is_told_with_all_its_words() {
    let guide = guide().replace(
        "en/sections/how-given.yaml",
        "  where-heading:\n",
        "  calm: { para: \"Bring a book. Bring **a friend**.\" }\n  where-heading:\n",
    );
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn a_block_that_is_taken_out_is_told_with_all_its_words() {
    let guide = guide().replace(
        "en/therapies/car-t.yaml",
        "      back:\n        para: >-\n          Then they go back into your vein. They look for cells with that badge and attack them.\n",
        "",
    );
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn a_block_that_moved_is_not_told_as_two_changes() {
    let guide = guide();
    let block = "  where-heading:\n    heading: Where do I get it?\n";
    let guide = guide.replace("en/sections/how-given.yaml", block, "").replace(
        "en/sections/how-given.yaml",
        "  home-heading:\n",
        &format!("{block}  home-heading:\n"),
    );
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn a_block_in_another_file_has_moved() {
    let block = "  home:\n    para: >-\n      Take it just as your team tells you. Keep it away from other people. Ask what to do if you miss a dose. Do not\n      stop on your own.\n";
    let guide = guide().replace("en/sections/how-given.yaml", block, "").replace(
        "en/sections/visit-day.yaml",
        "blocks:\n",
        &format!("blocks:\n{block}"),
    );
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn another_condition_is_told_with_who_gets_it_and_who_does_not() {
    let guide = guide().replace(
        "en/sections/side-effects-care.yaml",
        "    only:\n      reader: general\n",
        "    only:\n      therapy: [car-t]\n",
    );
    insta::assert_snapshot!(diff(&guide), @"");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn what_nobody_reads_is_told_apart() {
    let guide =
        guide().replace("vocabulary.yaml", "  car-t: { short: CAR-T }", "  car-t: { short: CAR-T, aliases: [car] }");
    insta::assert_snapshot!(diff(&guide), @"");
}

#[test]
fn the_page_stands_on_its_own_and_holds_no_markup_of_the_content() {
    let guide = guide()
        .replace("facts/drugs.yaml", "name: Kymriah, ", "name: \"Kymriah <script>alert(1)</script>\", ")
        .replace("en/sections/how-given.yaml", "Do not\n      stop on your own.", "Do not\n      stop & 'wait' alone.");
    let said = guide.run(&["diff", "old", "content", "--format", "html", "-o", "changes.html"]);
    assert_eq!(said, "exit 0\nWrote changes.html\n");
    let page = fs::read_to_string(guide.path("changes.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    for never in ["<script", "javascript:", " src=", " href=", "url(", "@import", "style=", " on"] {
        let tags = page.split('<').filter_map(|piece| piece.split_once('>')).map(|(tag, _)| format!("<{tag}>"));
        let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
        assert!(!tags.chain([style.to_owned()]).any(|tag| tag.contains(never)), "{never}");
    }
    let body: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("<main>")).collect();
    insta::assert_snapshot!(body.join("\n"), @"");
}

#[test]
fn a_spanish_word_is_in_spanish() {
    let guide = guide();
    let path = guide.path("content/es/sections/how-given.yaml");
    let text = fs::read_to_string(&path).unwrap().replacen("title: ", "title: \"¿Otra \" #", 1);
    fs::write(path, text).unwrap();
    let said = guide.run(&["diff", "old", "content", "--format", "html"]);
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("Otra") || line.contains("<h2")).collect();
    insta::assert_snapshot!(lines.join("\n"), @"");
}

#[test]
fn content_that_is_broken_is_told_with_its_place() {
    let guide = guide().replace("en/sections/how-given.yaml", "title:", "titel:");
    insta::assert_snapshot!(diff(&guide), @"");
    let swapped = guide.run(&["diff", "content", "old"]);
    assert!(swapped.starts_with("exit 1\n") && swapped.contains("content/en/sections/how-given.yaml:"), "{swapped}");
}

#[test]
fn wrong_use_is_told() {
    let guide = guide();
    insta::assert_snapshot!(guide.run(&["diff"]), @"");
    insta::assert_snapshot!(guide.run(&["diff", "old"]), @"");
    insta::assert_snapshot!(guide.run(&["diff", "old", "nowhere"]), @"");
}

fn git(guide: &Guide, args: &[&str]) {
    let name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let status = std::process::Command::new("git")
        .args(name)
        .args(args)
        .current_dir(&guide.folder)
        .stdout(std::process::Stdio::null())
        .status();
    assert!(status.unwrap().success(), "git {args:?}");
}

/// A repository with two commits, `v1` and `v2`.
fn repository() -> Guide {
    let guide = Guide::new();
    git(&guide, &["init", "-q"]);
    git(&guide, &["add", "."]);
    git(&guide, &["commit", "-qm", "one"]);
    git(&guide, &["tag", "v1"]);
    let guide = guide.replace(
        "en/therapies/car-t.yaml",
        "We take T cells from your blood.",
        "We take T cells from your veins.",
    );
    git(&guide, &["commit", "-qam", "two"]);
    git(&guide, &["tag", "v2"]);
    guide
}

#[test]
fn two_revisions_are_compared_without_touching_the_files() {
    let guide =
        repository().replace("en/sections/how-given.yaml", "clinic or a hospital. Some", "clinic or a center. Some");
    let before = fs::read_to_string(guide.path("content/en/sections/how-given.yaml")).unwrap();
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v1", "v2"]), @"");
    // Without a second revision, the folder as it is now.
    let now = guide.run(&["diff", "--git", "v2"]);
    assert!(now.contains("Old: v2:content\nNew: content\n") && now.contains("[-hospital-]"), "{now}");
    assert!(!now.contains("veins"), "{now}");
    assert_eq!(fs::read_to_string(guide.path("content/en/sections/how-given.yaml")).unwrap(), before);
    // Also when the folder is no longer there, or is given from inside.
    fs::rename(guide.path("content"), guide.path("elsewhere")).unwrap();
    assert!(guide.run(&["diff", "--git", "v1", "v2"]).contains("{+veins+}"));
}

#[test]
fn a_revision_that_is_none_is_refused() {
    let guide = repository();
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v3"]), @"");
    insta::assert_snapshot!(guide.run(&["diff", "--git=--output=x", "v1"]), @"");
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v1:content"]), @"");
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v1", "v2", "--content", "other"]), @"");
    assert!(!guide.path("x").exists());
}

#[test]
fn links_in_a_revision_are_refused_as_in_a_folder() {
    let guide = Guide::new();
    git(&guide, &["init", "-q"]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("vocabulary.yaml", guide.path("content/link.yaml")).unwrap();
    git(&guide, &["add", "."]);
    git(&guide, &["commit", "-qm", "one"]);
    fs::remove_file(guide.path("content/link.yaml")).unwrap();
    insta::assert_snapshot!(guide.run(&["diff", "--git", "HEAD"]), @"");
}

#[test]
fn help_tells_that_differences_are_no_fault() {
    let output = program().args(["diff", "--help"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("Exit code 0 also if there are differences"));
}

/// A word of a text that is no markup: letters alone, between spaces.
fn plain_word(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for piece in text.split(' ') {
        let is_plain = piece.len() > 3 && piece.bytes().all(|b| b.is_ascii_lowercase());
        if at > 0 && is_plain && !text[..at].ends_with(": ") {
            return Some((at, piece.len()));
        }
        at += piece.len() + 1;
    }
    None
}

#[test]
fn the_guides_named_are_those_whose_words_differ() {
    let guide = guide();
    let before = all_words(&guide, "old");
    let mut sources = Sources::default();
    let library = load(&Root::open(&guide.path("old")).unwrap(), &mut sources).unwrap();
    let mut texts = vec![];
    for file in library.files.keys() {
        let path = sources.path(*file);
        let read = ["/sections/", "/therapies/", "/cancers/", "/glossary.yaml", "/names.yaml"];
        if !read.iter().any(|part| path.contains(part)) {
            continue;
        }
        for unit in library.units(*file) {
            for (key, _, span) in unit.placed_texts() {
                let written = &sources.text(*file)[span.start as usize..span.end as usize];
                if let (false, Some((at, len))) = (key.ends_with("also"), plain_word(written)) {
                    texts.push((path.to_owned(), span.start as usize + at, len));
                }
            }
        }
    }
    assert!(texts.len() > 1_000, "{}", texts.len());
    let mut seed = 20_261_124usize;
    for _ in 0..8 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (path, at, len) = &texts[(seed >> 24) % texts.len()];
        let whole = fs::read_to_string(guide.path("old").join(path)).unwrap();
        let changed = format!("{}zebra{}", &whole[..*at], &whole[at + len..]);
        fs::write(guide.path("content").join(path), changed).unwrap();
        assert_eq!(named(&data(&guide)), differing(&guide, &before), "{path}, byte {at}");
        fs::write(guide.path("content").join(path), whole).unwrap();
    }
}
