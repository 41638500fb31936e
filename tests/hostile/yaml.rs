//! YAML that grows, nests, repeats or hides.

use super::{Guide, SECTION, section};

const TOO_LARGE: &str = "error[H0003]";
const FORBIDDEN: &str = "error[H0107]";
const PLACE: &str = "--> content/en/sections/about.yaml:";

/// A section file of these bytes fails with a code and a place.
#[track_caller]
fn fails(name: &str, bytes: impl AsRef<[u8]>, says: &[&str]) {
    Guide::new(name).write(SECTION, bytes).fails(says);
}

#[test]
fn a_bomb_of_aliases_is_refused_at_its_first_anchor() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..10 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("a{level}: &a{level} [{inner}]\n");
    }
    fails("yaml-aliases", bomb, &[FORBIDDEN, "an anchor", "about.yaml:1:"]);
}

#[test]
fn an_anchor_that_holds_itself() {
    fails("yaml-cycle", "a: &a [*a, *a]\n", &[FORBIDDEN, PLACE]);
}

#[test]
fn many_anchors_and_aliases_are_told_of_in_few_words() {
    fails("yaml-many-aliases", "- &a x\n".repeat(50_000), &[FORBIDDEN, PLACE]);
}

#[test]
fn deep_nesting_of_every_kind() {
    for (i, (open, close)) in
        [("[", ""), ("[", "]"), ("{a: ", "}"), ("{", ""), ("- ", ""), ("? ", ""), ("{? ", ""), ("[? ", "")]
            .into_iter()
            .enumerate()
    {
        let text = format!("title: x\nblocks: {}x{}", open.repeat(100_000), close.repeat(100_000));
        fails(&format!("yaml-deep-{i}"), text, &["error[H0", PLACE]);
    }
}

#[test]
fn nesting_by_indentation() {
    let mut text = String::new();
    for depth in 0..1_400 {
        text += &format!("{}a:\n", " ".repeat(depth));
    }
    fails("yaml-indent", text, &["nested more than 32 deep", PLACE]);
}

#[test]
fn a_scalar_of_a_hundred_megabytes_is_not_read() {
    let mut text = section("  a:\n    para: ");
    text.push_str(&"word ".repeat(20_000_000));
    fails("yaml-huge", text, &[TOO_LARGE, "is larger than 1024 kB"]);
}

#[test]
fn long_scalars_of_every_kind() {
    let long = "word ".repeat(200_000);
    for (i, text) in [
        format!("  a:\n    para: {long}\n"),
        format!("  a:\n    para: '{long}'\n"),
        format!("  a:\n    para: \"{long}\"\n"),
        format!("  a:\n    para: |\n      {long}\n"),
        format!("  a:\n    para: >-\n{}", "      word\n".repeat(90_000)),
        format!("  a:\n    para: >-\n{}", "\n".repeat(900_000)),
        format!("  ? {long}\n  : x\n"),
        format!("  \"{long}\": x\n"),
    ]
    .into_iter()
    .enumerate()
    {
        fails(&format!("yaml-long-{i}"), section(&text), &["error[H0", PLACE]);
    }
}

#[test]
fn many_values() {
    for (i, unit) in ["[],", "{},", "a,", "~,", "{a: b},", "'',"].into_iter().enumerate() {
        let text = format!("title: [{}]\n", unit.repeat(1_000_000 / unit.len()));
        fails(&format!("yaml-many-{i}"), text, &[TOO_LARGE, "more than 100000 values", PLACE]);
    }
}

#[test]
fn one_key_many_times_and_many_unknown_keys() {
    let twice = "title: x\n".repeat(45_000);
    fails("yaml-twice", twice, &["error[H0104]", PLACE]);
    let unknown: String = (0..45_000).map(|i| format!("key-{i}: x\n")).collect();
    fails("yaml-unknown", unknown, &["error[H0102]", PLACE]);
    let blocks: String = (0..15_000).map(|i| format!("  Bad_{i}:\n    para: x\n")).collect();
    fails("yaml-bad-ids", section(&blocks), &["error[H0106]", PLACE]);
}

#[test]
fn tags_merge_keys_and_directives() {
    for (i, text) in [
        "title: !!python/object/apply:os.system ['true']\n".to_owned(),
        "title: !<tag:yaml.org,2002:binary> AAAA\n".to_owned(),
        "<<: {title: x}\n".to_owned(),
        "\"<<\": {title: x}\n".to_owned(),
        "%YAML 9.9\n---\ntitle: !x x\n".to_owned(),
        format!(
            "{}---\ntitle: !e0!x x\n",
            (0..20_000).map(|i| format!("%TAG !e{i}! tag:x,{i}:\n")).collect::<String>()
        ),
        "a: b\n---\na: b\n".to_owned(),
        "---\n".repeat(100_000),
        "...\n".repeat(100_000),
    ]
    .into_iter()
    .enumerate()
    {
        fails(&format!("yaml-tags-{i}"), text, &["error[H0"]);
    }
}

#[test]
fn text_on_which_readers_are_slow() {
    for (i, text) in [
        "a: ".repeat(300_000),
        "a,".repeat(500_000),
        "? a\n".repeat(250_000),
        "#".repeat(1_000_000),
        "# x\n".repeat(250_000),
        " ".repeat(1_000_000),
        "\n".repeat(1_000_000),
        "\"\\\n".repeat(300_000),
        "'".repeat(1_000_000),
        "''".repeat(499_999),
        "*".repeat(1_000_000),
        "&".repeat(1_000_000),
        "!".repeat(1_000_000),
        "!a".repeat(500_000),
        "%".repeat(1_000_000),
        "|".repeat(1_000_000),
        "|9\n".repeat(300_000),
        "- |\n".repeat(250_000),
        "-\n".repeat(500_000),
        ": ".repeat(500_000),
        "a:\n".repeat(300_000),
        "[a: ".repeat(250_000),
        "[[a]: ".repeat(160_000),
        "{a: [".repeat(200_000),
        "\"a\":".repeat(250_000),
        "{\"a\":".repeat(160_000),
        "a\n ".repeat(300_000),
        "\u{e9}".repeat(500_000),
        "e\u{301}".repeat(300_000),
        format!("title: e{}", "\u{301}\u{327}".repeat(240_000)),
        "\u{1d160}".repeat(250_000),
    ]
    .into_iter()
    .enumerate()
    {
        fails(&format!("yaml-slow-{i}"), text, &["error[H0"]);
    }
}

#[test]
fn bytes_that_are_no_text() {
    for (i, bytes) in [
        &b"\x00\x00\x00\x00"[..],
        b"\xff\xfe\x74\x00",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"title: \xc0\xaf",
        b"\x1f\x8b\x08",
    ]
    .into_iter()
    .enumerate()
    {
        fails(&format!("yaml-bytes-{i}"), bytes, &["error[H0"]);
    }
}
