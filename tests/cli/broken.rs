//! Mistakes that an editor really makes in the YAML, each with all that is said about it.

use insta::assert_snapshot;

use super::Guide;

const CALL: &str = "en/sections/when-to-call.yaml";

#[test]
fn a_tab_at_the_start_of_a_line() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "    title: When to call\n", "\ttitle: When to call\n").check(), @r"
    exit 1
    error[H0101]: this is not YAML: tabs disallowed within this context (block indentation)
     --> content/en/guide.yaml:8:2
      |
    8 |     title: When to call
      |     ^
      |
      = help: use spaces, not tabs, at the start of a line

    1 error
    ");
}

#[test]
fn a_quote_that_is_not_closed() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "title: When to call\n", "title: \"When to call\n").check(), @r#"
    exit 1
    error[H0101]: this is not YAML: invalid indentation in quoted scalar
     --> content/en/guide.yaml:8:12
      |
    8 |     title: "When to call
      |            ^
      |
      = help: look for a quote or bracket that is opened and not closed

    1 error
    "#);
}

#[test]
fn a_colon_that_needs_quotes() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "title: When to call\n", "title: When to call: now\n").check(), @r"
    exit 1
    error[H0101]: this is not YAML: mapping values are not allowed in this context
     --> content/en/guide.yaml:8:24
      |
    8 |     title: When to call: now
      |                        ^
      |
      = help: a text that holds `: ` must stand in quotes

    1 error
    ");
}

#[test]
fn a_line_that_is_indented_wrongly() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "    title: When to call\n", "   title: When to call\n").check(), @r"
    exit 1
    error[H0101]: this is not YAML: mapping values are not allowed in this context
     --> content/en/guide.yaml:9:12
      |
    9 |     summary: Which signs need 911, a call now, or a call today
      |            ^
      |
      = help: a text that holds `: ` must stand in quotes

    1 error
    ");
}

#[test]
fn a_misspelt_key() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "    summary: Which signs", "    sumary: Which signs").check(), @r"
    exit 1
    error[H0102]: the key `sumary` is not known here
     --> content/en/guide.yaml:9:5
      |
    9 |     sumary: Which signs need 911, a call now, or a call today
      |     ^^^^^^
      |
      = help: did you mean `summary`?

    1 error
    ");
}

#[test]
fn a_text_in_place_of_a_list() {
    assert_snapshot!(Guide::new().replace("clinics/riverside.yaml", "[1200 Harbor Street, \"Portland, OR 97201\"]", "1200 Harbor Street").check(), @r"
    exit 1
    error[H0103]: a list is expected here, not `1200 Harbor Street`
      --> content/clinics/riverside.yaml:11:10
       |
    11 | address: 1200 Harbor Street
       |          ^^^^^^^^^^^^^^^^^^
       |
       = help: write `[one, two]`, or one `- item` a line

    1 error
    ");
}

#[test]
fn an_id_that_stands_twice() {
    assert_snapshot!(Guide::new().replace(CALL, "\n  now:\n", "\n  emergency:\n").check(), @r"
    exit 1
    error[H0104]: the key `emergency` stands here twice
      --> content/en/sections/when-to-call.yaml:20:3
       |
     8 |   emergency:
       |   --------- first here
    ...
    20 |   emergency:
       |   ^^^^^^^^^
       |
       = help: rename one of them, or join the two

    1 error
    ");
}

#[test]
fn a_misspelt_kind_of_block() {
    assert_snapshot!(Guide::new().replace(CALL, "  now:\n    level:", "  now:\n    levle:").check(), @r"
    exit 1
    error[H0102]: the kind `levle` is not known here
      --> content/en/sections/when-to-call.yaml:21:5
       |
    21 |     levle:
       |     ^^^^^
       |
       = help: did you mean `level`?

    1 error
    ");
}

#[test]
fn two_kinds_in_one_block() {
    assert_snapshot!(Guide::new().replace(CALL, "  say:\n", "  say:\n    para: Take this page with you.\n").check(), @r"
    exit 1
    error[H0103]: only one kind may stand here, and `say-first` is a second
      --> content/en/sections/when-to-call.yaml:44:5
       |
    44 |     say-first: “I have {cancer.text} and I get {therapy.text}.”
       |     ^^^^^^^^^
       |
       = help: give each block an id of its own

    1 error
    ");
}

#[test]
fn a_key_that_is_missing() {
    assert_snapshot!(Guide::new().replace(CALL, "\ntitle: When to call\n", "\n").check(), @r"
    exit 1
    error[H0105]: the key `title` is missing here
     --> content/en/sections/when-to-call.yaml:2:1
      |
    2 | version: 1.0.0
      | ^^^^^^^
      |
      = help: add `title:` with its value

    1 error
    ");
}

#[test]
fn an_id_with_capital_letters() {
    assert_snapshot!(Guide::new().replace(CALL, "\n  now:\n", "\n  Call_Now:\n").check(), @r"
    exit 1
    error[H0106]: `Call_Now` is not an id: use small letters a to z, digits, and single hyphens between them
      --> content/en/sections/when-to-call.yaml:20:3
       |
    20 |   Call_Now:
       |   ^^^^^^^^
       |
       = help: choose another name

    1 error
    ");
}

#[test]
fn an_anchor_and_an_alias() {
    let guide = Guide::new().replace(CALL, "title: Call 911", "title: &call Call 911");
    assert_snapshot!(guide.replace(CALL, "title: Call us now", "title: *call").check(), @r"
    exit 1
    error[H0107]: an anchor (`&name`) is not allowed in content
      --> content/en/sections/when-to-call.yaml:11:14
       |
    11 |       title: &call Call 911
       |              ^^^^^^^^^^^^^^
       |
       = help: write the value out where it is needed

    error[H0107]: an alias (`*name`) is not allowed in content
      --> content/en/sections/when-to-call.yaml:23:14
       |
    23 |       title: *call
       |              ^^^^^
       |
       = help: write the value out

    2 errors
    ");
}

#[test]
fn a_tag() {
    assert_snapshot!(Guide::new().replace(CALL, "title: Call 911", "title: !!str Call 911").check(), @r"
    exit 1
    error[H0107]: a tag (`!name`) is not allowed in content
      --> content/en/sections/when-to-call.yaml:11:14
       |
    11 |       title: !!str Call 911
       |              ^^^^^^^^^^^^^^
       |
       = help: remove the tag; the schema knows the kind

    1 error
    ");
}

#[test]
fn a_merge_key() {
    assert_snapshot!(Guide::new().replace(CALL, "      kind: now\n", "      <<: { kind: now }\n").check(), @r"
    exit 1
    error[H0107]: a merge key (`<<`) is not allowed in content
      --> content/en/sections/when-to-call.yaml:22:7
       |
    22 |       <<: { kind: now }
       |       ^^
       |
       = help: write the values out

    1 error
    ");
}

#[test]
fn a_second_document() {
    assert_snapshot!(Guide::new().replace(CALL, "\nblocks:", "\n---\nblocks:").check(), @r"
    exit 1
    error[H0107]: a second document (`---`) is not allowed in content
     --> content/en/sections/when-to-call.yaml:7:1
      |
    7 | ---
      | ^^^
      |
      = help: keep one document in a file

    1 error
    ");
}

#[test]
fn content_for_a_newer_program() {
    assert_snapshot!(Guide::new().replace("vocabulary.yaml", "schema: 1\n", "schema: 2\n").check(), @r"
    exit 1
    error[H0108]: this content is of schema 2, and this program knows schema 1
     --> content/vocabulary.yaml:2:9
      |
    2 | schema: 2
      |         ^
      |
      = help: use a newer handout, or content of schema 1

    1 error
    ");
}

#[test]
fn a_placeholder_that_nobody_fills() {
    assert_snapshot!(Guide::new().replace(CALL, "{clinic.fever}", "{clinic.feber}").check(), @r"
    exit 1
    error[H0203]: nothing fills `{clinic.feber}`
      --> content/en/sections/when-to-call.yaml:26:11
       |
    26 |         - A fever of {clinic.feber} or more, or shaking chills
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `{clinic.fever}`?

    1 error
    ");
}

#[test]
fn an_address_that_is_not_safe() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "Call early.", "Call [us](http://example.org) early.").check(), @r"
    exit 1
    error[H0202]: `http://example.org` is not an address that a brochure may lead to
      --> content/en/guide.yaml:10:11
       |
    10 |     lead: Do not wait for your next visit. Call [us](http://example.org) early.
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: use https://, tel: with digits, mailto:, term: or lang:

    1 error
    ");
}

#[test]
fn html() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "Call early.", "Call <b>early</b>.").check(), @r"
    exit 1
    error[H0201]: `<b>` looks like HTML
      --> content/en/guide.yaml:10:11
       |
    10 |     lead: Do not wait for your next visit. Call <b>early</b>.
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: use **bold**, *italic* or [words](address)

    1 error
    ");
}

#[test]
fn a_brace_that_is_not_closed() {
    assert_snapshot!(Guide::new().replace(CALL, "{clinic.fever}", "{clinic.fever").check(), @r"
    exit 1
    error[H0201]: a `{` without its partner
      --> content/en/sections/when-to-call.yaml:26:11
       |
    26 |         - A fever of {clinic.fever or more, or shaking chills
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write `{{` for a brace in the text

    1 error
    ");
}

#[test]
fn stars_that_are_not_closed() {
    assert_snapshot!(Guide::new().replace("en/guide.yaml", "Call early.", "** Call early.").check(), @r"
    exit 1
    error[H0201]: a `**` or a bracket that has no partner
      --> content/en/guide.yaml:10:11
       |
    10 |     lead: Do not wait for your next visit. ** Call early.
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write **bold** with no space inside the stars, and [words](address) with no space between the brackets

    1 error
    ");
}

#[test]
fn an_empty_text() {
    assert_snapshot!(Guide::new().replace(CALL, "title: Call 911", "title: \"\"").check(), @r#"
    exit 1
    error[H0201]: an empty text
      --> content/en/sections/when-to-call.yaml:11:14
       |
    11 |       title: ""
       |              ^^
       |
       = help: write some words, or remove the key

    1 error
    "#);
}

#[test]
fn a_file_that_nothing_names() {
    let guide = Guide::new().write("content/en/sections/when-to-cal.yaml", "title: x\n");
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0004]: nothing names the file `en/sections/when-to-cal.yaml`
     |
     = help: is it a misspelling of `en/sections/when-to-call.yaml`?

    1 error
    ");
}

#[test]
fn a_section_without_its_file() {
    assert_snapshot!(Guide::new().remove(CALL).check(), @r"
    exit 1
    error[H0005]: the section `when-to-call` has no file `en/sections/when-to-call.yaml`
     --> content/guide.yaml:7:50
      |
    7 |   when-to-call: { kind: when-to-call, sections: [when-to-call] }
      |                                                  ^^^^^^^^^^^^
      |
      = help: write the file, or take the section out of the guide

    1 error
    ");
}

#[test]
fn a_day_that_is_not_in_the_calendar() {
    let review = "review: { by: Ana Cruz, credential: PharmD, role: oncology pharmacist, on: 2026-02-30, due: 2027-02-28, sha256: 0 }\n";
    assert_snapshot!(Guide::new().replace(CALL, "review: draft\n", review).check(), @r"
    exit 1
    error[H0109]: `2026-02-30` is not a day
     --> content/en/sections/when-to-call.yaml:5:76
      |
    5 | review: { by: Ana Cruz, credential: PharmD, role: oncology pharmacist, on: 2026-02-30, due: 2027-02-28, sha256: 0 }
      |                                                                            ^^^^^^^^^^
      |
      = help: write YYYY-MM-DD, such as 2026-10-01

    1 error
    ");
}

#[test]
fn a_color_that_is_none() {
    assert_snapshot!(Guide::new().replace("themes/harbor.yaml", "rule: \"#767676\"", "rule: gray").check(), @r##"
    exit 1
    error[H0109]: `gray` is not a color
     --> content/themes/harbor.yaml:8:122
      |
    8 | colors: { brand: "#0B4F6C", accent: "#A85A00", line: "#5B8CA1", pale: "#E3EEF2", ink: "#000000", paper: "#FFFFFF", rule: gray }
      |                                                                                                                          ^^^^
      |
      = help: write "#RRGGBB", such as "#0B4F6C"

    1 error
    "##);
}

#[test]
fn a_color_without_quotes_is_a_comment() {
    assert_snapshot!(Guide::new().replace("clinics/lakeview.yaml", "{ brand: \"#1D5B3F\", accent: \"#9C4A12\" }", "\n  brand: #1D5B3F\n  accent: \"#9C4A12\"").check(), @r"
    exit 1
    error[H0103]: a text is expected here, not nothing
      --> content/clinics/lakeview.yaml:15:8
       |
    15 |   brand: #1D5B3F
       |        ^
       |
       = help: write a value after the colon, or remove the key

    1 error
    ");
}

#[cfg(unix)]
#[test]
fn a_link_to_another_folder() {
    let guide = Guide::new().remove(CALL);
    std::os::unix::fs::symlink("/etc/hostname", guide.path("content").join(CALL)).unwrap();
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0002]: `en/sections/when-to-call.yaml` is a link, and links could lead out of the content folder
     |
     = help: put the file itself there

    1 error
    ");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file() {
    let guide = Guide::new().remove(CALL);
    let made = std::process::Command::new("mkfifo").arg(guide.path("content").join(CALL)).status().unwrap();
    assert!(made.success());
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0002]: `en/sections/when-to-call.yaml` is not a plain file
     |
     = help: remove it

    1 error
    ");
}

#[test]
fn a_file_that_is_not_utf_8() {
    let guide = Guide::new().write(&format!("content/{CALL}"), b"version: 1.0.0\ntitle: Wann anrufen \xfc\n");
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0006]: `en/sections/when-to-call.yaml` is not UTF-8: see line 2
     |
     = help: save the file as UTF-8

    1 error
    ");
}

#[test]
fn a_character_that_nobody_sees() {
    assert_snapshot!(Guide::new().replace(CALL, "title: Call 911", "title: Call\u{202e} 911").check(), @"
    exit 1
    error[H0006]: a hidden character (U+202E) stands here
      --> content/en/sections/when-to-call.yaml:11:18
       |
    11 |       title: Call� 911
       |                  ^
       |
       = help: delete it

    1 error
    ");
}

#[test]
fn a_file_that_is_too_large() {
    let guide = Guide::new().write(&format!("content/{CALL}"), vec![b'#'; 1_048_577]);
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0003]: `en/sections/when-to-call.yaml` is larger than 1024 kB
     |
     = help: split it, or make it smaller

    1 error
    ");
}

#[test]
fn a_font_that_is_not_the_one_listed() {
    let guide = Guide::new().with_fonts();
    let guide = guide.write("fonts/noto-sans/NotoSans-Bold.ttf", b"no font");
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0007]: the font file `noto-sans/NotoSans-Bold.ttf` is not the one that was checked: its sha256 is a14d13fd36a9cc68d37cfcf9f78742f25f45c9048e3663fefccf7372cce73bbc
      --> fonts/fonts.yaml:33:15
       |
    33 |         file: NotoSans-Bold.ttf
       |               ^^^^^^^^^^^^^^^^^
       |
       = help: put the right file back, or look at the new one and change `sha256`

    1 error
    ");
}

#[test]
fn a_drawing_with_a_picture_in_it() {
    let guide = Guide::new().replace("figures/icon-tip.svg", "</svg>", "<image href=\"a.png\"/></svg>");
    assert_snapshot!(guide.check(), @"
    exit 1
    error[H0008]: the drawing `figures/icon-tip.svg` cannot be printed: it holds a picture
       --> content/figures/figures.yaml:279:3
        |
    279 |   icon-tip: { view: [64, 64], use: icon }
        |   ^^^^^^^^
        |
        = help: use shapes and paths with flat colors only

    1 error
    ");
}

#[test]
fn windows_line_ends_and_a_mark_at_the_start_are_no_mistake() {
    let guide = Guide::new();
    let text = std::fs::read_to_string(guide.path("content").join(CALL)).unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_snapshot!(guide.write(&format!("content/{CALL}"), windows).check(), @r"
    exit 0
    The content is sound.
    ");
}

#[test]
fn four_mistakes_in_three_files_are_told_at_once() {
    let guide = Guide::new()
        .replace(CALL, "title: Call 911", "titel: Call 911")
        .replace(CALL, "kind: office", "kind: ofice")
        .replace("en/guide.yaml", "    summary: Which signs", "    sumary: Which signs")
        .replace("clinics/riverside.yaml", "name: Riverside Cancer Center\n", "");
    assert_snapshot!(guide.check(), @r"
    exit 1
    error[H0105]: the key `name` is missing here
     --> content/clinics/riverside.yaml:2:1
      |
    2 | version: 1.0.0
      | ^^^^^^^
      |
      = help: add `name:` with its value

    error[H0102]: the key `sumary` is not known here
     --> content/en/guide.yaml:9:5
      |
    9 |     sumary: Which signs need 911, a call now, or a call today
      |     ^^^^^^
      |
      = help: did you mean `summary`?

    error[H0105]: the key `title` is missing here
      --> content/en/sections/when-to-call.yaml:10:7
       |
    10 |       kind: emergency
       |       ^^^^
       |
       = help: add `title:` with its value

    error[H0102]: the key `titel` is not known here
      --> content/en/sections/when-to-call.yaml:11:7
       |
    11 |       titel: Call 911
       |       ^^^^^
       |
       = help: did you mean `title`?

    error[H0102]: the word `ofice` is not known here
      --> content/en/sections/when-to-call.yaml:35:13
       |
    35 |       kind: ofice
       |             ^^^^^
       |
       = help: did you mean `office`?

    5 errors
    ");
}

#[test]
fn an_index_that_cannot_be_read_is_the_only_mistake() {
    assert_snapshot!(Guide::new().replace("guide.yaml", "parts:", "prats:").check(), @r"
    exit 1
    error[H0105]: the key `parts` is missing here
     --> content/guide.yaml:2:1
      |
    2 | version: 1.0.0
      | ^^^^^^^
      |
      = help: add `parts:` with its value

    error[H0102]: the key `prats` is not known here
     --> content/guide.yaml:6:1
      |
    6 | prats:
      | ^^^^^
      |
      = help: did you mean `parts`?

    2 errors
    ");
}
