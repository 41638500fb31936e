//! Translations and the source that they were made from.

use std::fs;

use insta::assert_snapshot;

use super::Guide;

fn pin(guide: &Guide, args: &[&str]) -> String {
    guide.run(&[&["pin"], args].concat())
}

fn read(guide: &Guide, file: &str) -> String {
    fs::read_to_string(guide.path("content").join(file)).unwrap()
}

/// The names of the texts that are said to have changed.
fn stale(said: &str) -> Vec<&str> {
    said.lines().filter_map(|line| line.split_once("[H0305]: the English text of `")?.1.split('`').next()).collect()
}

#[test]
fn one_english_word_makes_one_spanish_text_stale() {
    let guide = Guide::new().replace("en/sections/how-given.yaml", "The way depends on", "The way rests on");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0305]: the English text of `blocks.intro` has changed since it was translated
     --> content/es/sections/how-given.yaml:9:3
      |
    9 |   intro:
      |   ^^^^^
      |
     ::: content/en/sections/how-given.yaml:9:3
      |
    9 |   intro:
      |   ----- the English text
      |
      = help: compare the two texts, put the translation right, then run `handout pin content/es/sections/how-given.yaml blocks.intro`

    1 error
    ");
    assert_snapshot!(guide.build(&["--lang", "es"]), @"
    exit 0
    warning[H0305]: the English text of `blocks.intro` has changed since it was translated
     --> content/es/sections/how-given.yaml:9:3
      |
    9 |   intro:
      |   ^^^^^
      |
     ::: content/en/sections/how-given.yaml:9:3
      |
    9 |   intro:
      |   ----- the English text
      |
      = help: compare the two texts, put the translation right, then run `handout pin content/es/sections/how-given.yaml blocks.intro`

    1 warning
    ");
    // A brochure that is not made from the old text says nothing of it.
    assert_eq!(guide.build(&[]), "exit 0\n");
    assert_eq!(guide.build(&["--lang", "es", "--therapy", "car-t", "--cancer", "lymphoma"]), "exit 0\n");
}

#[test]
fn a_text_that_was_compared_is_pinned_and_nothing_else_is() {
    let guide = Guide::new().replace("en/sections/how-given.yaml", "The way depends on", "The way rests on").replace(
        "en/sections/how-given.yaml",
        "title: What are the ways",
        "title: Which are the ways",
    );
    let before = read(&guide, "es/sections/how-given.yaml");
    assert_eq!(stale(&guide.check()), ["title", "blocks.intro"]);
    assert_eq!(
        pin(&guide, &["content/es/sections/how-given.yaml", "intro"]),
        "exit 0\nPinned 1 text of content/es/sections/how-given.yaml\n"
    );
    assert_eq!(stale(&guide.check()), ["title"]);
    let after = read(&guide, "es/sections/how-given.yaml");
    let changed: Vec<&str> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).map(|(a, _)| a).collect();
    assert_eq!((changed.len(), before.len()), (1, after.len()), "{changed:?}");
    assert!(changed[0].starts_with("  blocks.intro: "), "{changed:?}");
    // From inside the folder, and by `--content`, the same file is found.
    let inside =
        super::program().current_dir(guide.path("content/es/sections")).args(["pin", "how-given.yaml"]).output();
    assert!(inside.unwrap().status.success());
    assert!(guide.check().starts_with("exit 0\n"), "{}", guide.check());
    let again = pin(&guide, &["es/sections/how-given.yaml", "--content", "content"]);
    assert_eq!(again, "exit 0\nAll is pinned already: 9 texts of content/es/sections/how-given.yaml\n");
}

#[test]
fn every_kind_of_text_is_pinned_by_itself() {
    let mut guide = Guide::new();
    let changes = [
        ("en/guide.yaml", "What is immunotherapy?", "What is an immunotherapy?", "parts.basics"),
        ("en/strings.yaml", "kicker: Your guide", "kicker: The guide", "cover.kicker"),
        ("en/names.yaml", "name: Lung cancer", "name: A lung cancer", "cancers.lung"),
        ("en/figures.yaml", "alt: ", "alt: Here, ", ""),
        ("en/glossary.yaml", "gloss: ", "gloss: well, ", ""),
        ("en/therapies/car-t.yaml", "\nsummary: ", "\nsummary: So ", "summary"),
        ("en/therapies/car-t.yaml", "\nlead: ", "\nlead: So ", "lead"),
        ("en/therapies/car-t.yaml", "\nkey: ", "\nkey: So ", "key"),
        ("en/cancers/lung.yaml", "\ntitle: ", "\ntitle: So ", "title"),
    ];
    for (file, from, to, _) in changes {
        let (from, to) = match read(&guide, file).contains(from) {
            true => (from.to_owned(), to.to_owned()),
            false => panic!("{file}: {from}"),
        };
        guide = guide.replace(file, &from, &to);
    }
    let said = guide.check();
    let found = stale(&said);
    assert_eq!(found.len(), changes.len(), "{found:?}");
    for (_, _, _, name) in changes {
        assert!(name.is_empty() || found.contains(&name), "{name} is not in {found:?}");
    }
    assert!(
        found.iter().any(|name| name.starts_with("terms.")) && found.iter().any(|name| name.starts_with("figures."))
    );
}

#[test]
fn blocks_for_some_readers_lists_and_cells_are_pinned_too() {
    let therapy = "en/therapies/checkpoint-inhibitors.yaml";
    let guide = Guide::new();
    let text = read(&guide, therapy);
    // The first item of each, and the first block inside `only:` of a cancer.
    let after = |head: &str| text.split_once(head).unwrap().1.lines().nth(1).unwrap().to_owned();
    let (list, cell) = (after("\n  call-911:"), after("\n  comparison:"));
    let guide = guide
        .replace(therapy, &format!("\n  call-911:\n{list}"), &format!("\n  call-911:\n{list} at once"))
        .replace(therapy, &cell, &cell.replace(": ", ": Well, ").replace("Well, \"", "\"Well, "))
        .replace("en/cancers/anal.yaml", "            para: ", "            para: So ");
    let said = guide.check();
    let found = stale(&said);
    assert_eq!(found.len(), 3, "{said}");
    assert!(found.contains(&"lists.call-911"), "{found:?}");
    assert!(found.iter().any(|name| name.starts_with("cells.comparison.")), "{found:?}");
    assert!(found.iter().any(|name| name.matches('.').count() == 3), "{found:?}");
}

#[test]
fn other_line_breaks_and_quotes_are_no_change() {
    let guide = Guide::new()
        .replace(
            "en/sections/how-given.yaml",
            "title: What are the ways to get it?",
            "title: >-\n  What are the ways\n  to get it?",
        )
        .replace(
            "en/sections/how-given.yaml",
            "- by mouth, as a capsule or tablet",
            "- 'by mouth, as a capsule or tablet'",
        );
    assert_eq!(guide.check(), "exit 0\nThe content is sound.\n");
}

#[test]
fn a_text_that_is_not_translated() {
    let guide = Guide::new();
    let es = read(&guide, "es/sections/how-given.yaml");
    let (start, end) = (es.find("  where-heading:").unwrap(), es.find("  where:").unwrap());
    let guide = guide.write("content/es/sections/how-given.yaml", [&es[..start], &es[end..]].concat());
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0304]: `blocks.where-heading` is not translated: it is missing in `es`
      --> content/en/sections/how-given.yaml:22:3
       |
    22 |   where-heading:
       |   ^^^^^^^^^^^^^
       |
       = help: add it to content/es/sections/how-given.yaml

    1 error
    ");
    assert!(guide.build(&["--lang", "es"]).starts_with("exit 1\n"));
    assert_eq!(guide.build(&[]), "exit 0\n");
}

#[test]
fn a_part_of_a_text_that_is_not_translated() {
    let guide = Guide::new().replace(
        "en/sections/about.yaml",
        "      title: This guide is a draft",
        "      label: Draft\n      title: This guide is a draft",
    );
    let es = read(&guide, "es/sections/how-given.yaml");
    let item = es.lines().find(|line| line.starts_with("      - por la boca")).unwrap().to_owned();
    let guide = guide.replace("es/sections/how-given.yaml", &format!("{item}\n"), "");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0304]: `label:` is missing here, and the English text has it
      --> content/es/sections/about.yaml:13:5
       |
    13 |     callout:
       |     ^^^^^^^
       |
      ::: content/en/sections/about.yaml:12:3
       |
    12 |   draft:
       |   ----- the English text
       |
       = help: translate `label:` too
       = help: then run `handout pin content/es/sections/about.yaml blocks.draft`

    error[H0305]: the English text has a list of 7 here, and the translation one of 6
      --> content/es/sections/how-given.yaml:12:5
       |
    12 |     bullets:
       |     ^^^^^^^
       |
      ::: content/en/sections/how-given.yaml:11:3
       |
    11 |   ways:
       |   ---- the English text
       |
       = help: translate each item by one item
       = help: then run `handout pin content/es/sections/how-given.yaml blocks.ways`

    2 errors
    ");
}

#[test]
fn blocks_in_another_order() {
    let guide = Guide::new();
    let es = read(&guide, "es/sections/how-given.yaml");
    let places = ["  where-heading:", "  home-heading:", "# The source text"].map(|start| es.find(start).unwrap());
    let (head, tail) = (&es[..places[0]], &es[places[2]..]);
    let turned = [head, &es[places[1]..places[2]], &es[places[0]..places[1]], tail].concat();
    let guide = guide.write("content/es/sections/how-given.yaml", turned);
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0305]: `blocks.home-heading` stands here, where the English texts have `blocks.where-heading`
      --> content/es/sections/how-given.yaml:22:3
       |
    22 |   home-heading:
       |   ^^^^^^^^^^^^
       |
      ::: content/en/sections/how-given.yaml:22:3
       |
    22 |   where-heading:
       |   ------------- the English text
       |
       = help: put the texts into the same order

    1 error
    ");
}

#[test]
fn a_file_that_is_not_translated() {
    let guide = Guide::new().remove("es/cancers/lung-small-cell.yaml");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0304]: the file `es/cancers/lung-small-cell.yaml` is not there, and the English one is
     --> content/en/cancers/lung-small-cell.yaml:2:10
      |
    2 | version: 1.0.0
      |          ^^^^^
      |
      = help: translate this file, and write it as `es/cancers/lung-small-cell.yaml`

    1 error
    ");
    let small_cell = ["--therapy", "checkpoint-inhibitors", "--cancer", "lung-small-cell"];
    assert_snapshot!(guide.build(&[&small_cell[..], &["--lang", "es"]].concat()), @"
    exit 1
    error[H0304]: the file `es/cancers/lung-small-cell.yaml` is not there, and the English one is
     --> content/en/cancers/lung-small-cell.yaml:2:10
      |
    2 | version: 1.0.0
      |          ^^^^^
      |
      = help: translate this file, and write it as `es/cancers/lung-small-cell.yaml`

    1 error
    ");
    assert_eq!(guide.build(&small_cell), "exit 0\n");
    assert_eq!(guide.build(&["--lang", "es"]), "exit 0\n");
}

#[test]
fn texts_that_english_does_not_have() {
    let guide = Guide::new().remove("en/cancers/lung-small-cell.yaml").replace(
        "es/sections/how-given.yaml",
        "blocks:\n",
        "blocks:\n  more: { para: Algo más. }\n",
    );
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0305]: this file is translated from nothing: there is no English `en/cancers/lung-small-cell.yaml`
     --> content/es/cancers/lung-small-cell.yaml:2:10
      |
    2 | version: 1.0.0
      |          ^^^^^
      |
      = help: write the English file, or remove this one

    error[H0305]: `blocks.more` has no English text that it could be made from
     --> content/es/sections/how-given.yaml:9:3
      |
    9 |   more: { para: Algo más. }
      |   ^^^^
      |
      = help: write it in English first, or remove it here

    2 errors
    ");
    assert!(guide.build(&["--lang", "es"]).starts_with("exit 0\nwarning[H0305]: `blocks.more` has no English text"));
}

#[test]
fn texts_without_a_pin() {
    let guide = Guide::new();
    let es = read(&guide, "es/sections/about.yaml");
    let line =
        read(&guide, "es/sections/how-given.yaml").lines().find(|l| l.starts_with("  title: \"")).unwrap().to_owned();
    let guide = guide
        .write("content/es/sections/about.yaml", es.split_once("# The source text").unwrap().0)
        .replace("es/sections/how-given.yaml", &format!("{line}\n"), "  titel: \"00000000\"\n")
        .replace("en/sections/about.yaml", "review: draft\n", "review: draft\npins: { title: \"00000000\" }\n");
    assert_snapshot!(guide.check(), @r#"
    exit 1
    warning[H0303]: this file is English, and English texts are translated from nothing
     --> content/en/sections/about.yaml:6:9
      |
    6 | pins: { title: "00000000" }
      |         ^^^^^
      |
      = help: remove `pins:` and what stands under it

    error[H0305]: none of the 11 texts of this file says which English text it was made from
     --> content/es/sections/about.yaml:6:1
      |
    6 | title: ¿Cómo se hizo esta guía?
      | ^^^^^
      |
      = help: compare the two files, put the translation right, then run `handout pin content/es/sections/about.yaml`

    error[H0305]: `title` does not say which English text it was made from
     --> content/es/sections/how-given.yaml:7:1
      |
    7 | title: ¿Cuáles son las formas de recibirla?
      | ^^^^^
      |
     ::: content/en/sections/how-given.yaml:7:1
      |
    7 | title: What are the ways to get it?
      | ----- the English text
      |
      = help: compare the two texts, put the translation right, then run `handout pin content/es/sections/how-given.yaml title`

    warning[H0303]: there is no text `titel` in this file
      --> content/es/sections/how-given.yaml:38:3
       |
    38 |   titel: "00000000"
       |   ^^^^^
       |
       = help: remove this line, or run `handout pin content/es/sections/how-given.yaml`

    2 errors, 2 warnings
    "#);
    assert!(guide.build(&["--lang", "es"]).starts_with("exit 0\nwarning"));
    for file in ["content/es/sections/about.yaml", "content/es/sections/how-given.yaml"] {
        assert!(pin(&guide, &[file]).starts_with("exit 0\n"));
    }
    // The file as it was, to the byte.
    assert_eq!(read(&guide, "es/sections/about.yaml"), es);
    assert!(read(&guide, "es/sections/how-given.yaml").contains(&line));
}

#[test]
fn a_text_with_an_error_is_not_yet_what_is_translated() {
    let guide = Guide::new().replace("en/sections/how-given.yaml", "term:infusion", "term:infusoin");
    let said = guide.check();
    assert!(said.contains("there is no term `infusoin`") && !said.contains("H0305"), "{said}");
}

#[test]
fn pinning_keeps_every_other_byte() {
    let guide = Guide::new().replace("en/sections/how-given.yaml", "title: What are", "title: Which are");
    let es = read(&guide, "es/sections/how-given.yaml");
    let spoiled = format!("\u{feff}{}", es.trim_end().replace("title:  ", "title:   ").replace('\n', " # x\r\n"));
    let spoiled = spoiled.replace(">- # x", ">-").lines().collect::<Vec<_>>().join("\r\n");
    let guide = guide.write("content/es/sections/how-given.yaml", &spoiled);
    assert!(pin(&guide, &["content/es/sections/how-given.yaml", "title"]).starts_with("exit 0\n"));
    let after = read(&guide, "es/sections/how-given.yaml");
    let head = |text: &str| text.split_once("pins:").unwrap().0.to_owned();
    assert_eq!(head(&after), head(&spoiled));
    assert!(!after.ends_with('\n') && !after.replace("\r\n", "").contains('\n'), "{after:?}");
}

#[test]
fn files_and_texts_that_cannot_be_pinned() {
    let guide = Guide::new()
        .replace("es/sections/about.yaml", "review: draft\n", "review: draft\ncolour: red\n")
        .replace("es/sections/how-given.yaml", "blocks:\n", "blocks:\n  more: { para: Algo más. }\n")
        .write("note.yaml", "title: x\n");
    for (args, code) in [
        (&["content/en/sections/how-given.yaml"][..], 2),
        (&["content/es/nothing.yaml"], 2),
        (&["note.yaml"], 2),
        (&["content/es/sections/how-given.yaml", "blocks.intor"], 2),
        (&["content/es/sections/how-given.yaml", "more"], 2),
        (&["content/es/sections/about.yaml"], 1),
    ] {
        assert!(pin(&guide, args).starts_with(&format!("exit {code}\nerror")), "{}", pin(&guide, args));
    }
    assert_snapshot!(pin(&guide, &["content/en/sections/how-given.yaml"]), @"
    exit 2
    error[H0109]: `content/en/sections/how-given.yaml` is not a translated file
     |
     = help: only files in the folder of a language other than `en` have pins

    1 error
    ");
    assert_snapshot!(pin(&guide, &["note.yaml"]), @"
    exit 2
    error[H0002]: `note.yaml` is not below a content folder
     |
     = help: a content folder holds vocabulary.yaml; give it with `--content FOLDER`

    1 error
    ");
    assert_snapshot!(pin(&guide, &["content/es/sections/how-given.yaml", "blocks.intor"]), @"
    exit 2
    error[H0401]: there is no text `blocks.intor` in `content/es/sections/how-given.yaml`
     |
     = help: did you mean `blocks.intro`?

    1 error
    ");
    assert_snapshot!(pin(&guide, &["content/es/therapies/car-t.yaml", "intro"]), @"
    exit 2
    error[H0401]: several texts of `content/es/therapies/car-t.yaml` are called `intro`
     |
     = help: write one of: sections.how-given.intro, sections.first-weeks.intro, sections.before.intro, sections.tell.intro

    1 error
    ");
    assert_snapshot!(pin(&guide, &["content/es/sections/about.yaml"]), @"
    exit 1
    error[H0102]: the key `colour` is not known here
     --> content/es/sections/about.yaml:6:1
      |
    6 | colour: red
      | ^^^^^^
      |
      = help: known here: version, authors, sources, review, title, only, blocks, pins

    1 error
    ");
}
