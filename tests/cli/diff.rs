//! `handout diff`: what reads otherwise between two states of the content, and in which guides.

use std::collections::BTreeSet;
use std::fs;

use handout::base::{Id, Sources};
use handout::content::{Library, Root, load};
use handout::tailor::{Block, Variant, Wanted, brochure_text, pair_state, tailor};
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
            let brochure = tailor(&library, &variant).unwrap();
            let text = brochure_text(&brochure);
            let read = text.lines().filter(|line| !line.starts_with("code: "));
            // What is heard at lines to write on is printed nowhere.
            let blocks = brochure.parts.iter().flat_map(|part| &part.sections).flat_map(|section| &section.blocks);
            let heard = blocks.filter_map(|item| match &item.block {
                Block::WriteIn(rows) => Some(rows.iter().flatten().map(|line| line.spoken.as_str())),
                _ => None,
            });
            let text: Vec<&str> = read.chain(heard.flatten()).collect();
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
    insta::assert_snapshot!(diff(&guide()), @"
    exit 0
    Old: old
    New: content
    Nothing that anybody reads differs.
    ");
}

#[test]
fn one_word_names_the_guides_that_hold_it() {
    let guide = guide().replace(
        "en/therapies/car-t.yaml",
        "We take T cells from your blood.",
        "We take T cells from your veins.",
    );
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 10 of 254 guides read otherwise.
    Español: 1 text is translated from words that have changed; compare them, then `handout pin`.

    English

    1. Changed: therapy/what/academy
       old old/en/therapies/car-t.yaml:22, new content/en/therapies/car-t.yaml:22
       - We take T cells from your [-blood-].
       + We take T cells from your {+veins+}.
       In English: 10 guides: car-t: all 10 cancers
    ");
    let before = all_words(&guide, "old");
    let differing = differing(&guide, &before);
    assert_eq!(named(&data(&guide)), differing);
    assert!(differing.iter().all(|name| name.starts_with("car-t/") && name.ends_with("/en")), "{differing:?}");
}

#[test]
fn a_drug_shows_as_its_rows() {
    let guide = guide().replace("facts/drugs.yaml", "name: Kymriah, ", "name: Kymriah Two, ");
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    2 changes; 12 of 254 guides read otherwise.

    English

    1. Changed: cancer/drugs/table and 5 more
       old old/en/cancers/childhood.yaml:59, new content/en/cancers/childhood.yaml:59
       Comes from drugs.tisagenlecleucel: old old/facts/drugs.yaml:502, new content/facts/drugs.yaml:502
       The same in: cancer/drugs/table (of 5 files)
       As it reads for car-t and childhood; others have other names or explanations in it
       - tisagenlecleucel | Kymriah | Vein | Acute lymphoblastic leukemia (ALL) | CD19
       + tisagenlecleucel | Kymriah {+Two +}| Vein | Acute lymphoblastic leukemia (ALL) | CD19
       In English: 6 guides: car-t: lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, childhood

    Español

    2. Changed: cancer/drugs/table and 5 more
       old old/es/cancers/childhood.yaml:61, new content/es/cancers/childhood.yaml:61
       Comes from drugs.tisagenlecleucel: old old/facts/drugs.yaml:502, new content/facts/drugs.yaml:502
       The same in: cancer/drugs/table (of 5 files)
       As it reads for car-t and childhood; others have other names or explanations in it
       - tisagenlecleucel | Kymriah | En una vena | Leucemia linfoblástica aguda (LLA) | CD19
       + tisagenlecleucel | Kymriah {+Two +}| En una vena | Leucemia linfoblástica aguda (LLA) | CD19
       In Español: 6 guides: car-t: lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, childhood
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
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
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 74 of 254 guides read otherwise.
    Español: 1 text is translated from words that have changed; compare them, then `handout pin`.

    English

    1. Changed: cancer/together/bladder-call and 7 more
       old old/en/cancers/bladder.yaml:196, new content/en/cancers/bladder.yaml:196
       Comes from labels.urgent: old old/en/strings.yaml:37, new content/en/strings.yaml:37
       The same in: cancer/together/leak-call, cancer/together/clot-call, therapy/first-weeks/fever, therapy/when/call, therapy/rules/pregnant, therapy/clots/act, therapy/first-doses/fever
       - Call us [-now-]
       + Call us {+at once+}
       In English: 74 guides: monoclonal-antibodies: lung, lung-small-cell, lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, myeloma, melanoma, melanoma-eye, childhood; car-t: all 10 cancers; checkpoint-inhibitors: all 42 cancers; cancer-vaccines: bladder; cytokines: bladder, kidney; immune-modulators: lymphoma, lymphoma-follicular, lymphoma-mantle-cell, lymphoma-marginal-zone, myeloma, mds, sarcoma, sarcoma-kaposi
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn words_that_only_a_clinic_sees_are_found_there() {
    let guide = guide().replace("clinics/riverside.yaml", "(503) 555-0142", "(503) 555-0199").replace(
        "en/strings.yaml",
        "  help-phone: \"Day and night:\"",
        "  help-phone: \"Any hour:\"",
    );
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    3 changes; 254 of 254 guides read otherwise.
    Español: 1 text is translated from words that have changed; compare them, then `handout pin`.

    English

    1. Changed: cover and 68 more
       Comes from phones.day-and-night: old old/clinics/riverside.yaml:9, new content/clinics/riverside.yaml:9
       The same in: back, cancer/together/effects (of 38 files), cancer/drugs/heart (of 3 files), cancer/together/bladder-call, cancer/together/heart (of 2 files), cancer/growing-up/call, cancer/together/leak-call, cancer/drugs/signs, cancer/together/after, cancer/together/clot-call, about/about/advice, front, team/contacts/numbers, side-effects/side-effects-serious/organs-intro, side-effects/side-effects-serious/act, diary/symptom-diary/intro, when-to-call/when-to-call/now, side-effects/side-effects-serious/se-intro (of 5 files), therapy/first-weeks/fever, therapy/when/call, side-effects/side-effects-serious/se-read, therapy/rules/pregnant, therapy/clots/act, therapy/first-doses/fever
       As it reads for the general guide; others have other names or explanations in it
       - (503) [-555-0142-]
       + (503) {+555-0199+}
       In English, only with a clinic (riverside): all 127 guides
       In English, only in the edition card, only with a clinic (riverside): 63 guides: monoclonal-antibodies: lung, lung-small-cell, lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, myeloma, melanoma, melanoma-eye, childhood; car-t: all 10 cancers; checkpoint-inhibitors: all 42 cancers

    2. Changed: contents
       Comes from contents.help-phone: old old/en/strings.yaml:34, new content/en/strings.yaml:34
       Comes from phones.day-and-night: old old/clinics/riverside.yaml:9, new content/clinics/riverside.yaml:9
       - [-Day and night-]: (503) [-555-0142-]
       + {+Any hour+}: (503) {+555-0199+}
       In English, only with a clinic (riverside): all 127 guides

    Español

    3. Changed: cover and 69 more
       Comes from phones.day-and-night: old old/clinics/riverside.yaml:9, new content/clinics/riverside.yaml:9
       The same in: contents, back, cancer/together/effects (of 38 files), cancer/drugs/heart (of 3 files), cancer/together/bladder-call, cancer/together/heart (of 2 files), cancer/growing-up/call, cancer/together/leak-call, cancer/drugs/signs, cancer/together/after, cancer/together/clot-call, about/about/advice, front, team/contacts/numbers, side-effects/side-effects-serious/organs-intro, side-effects/side-effects-serious/act, diary/symptom-diary/intro, when-to-call/when-to-call/now, side-effects/side-effects-serious/se-intro (of 5 files), therapy/first-weeks/fever, therapy/when/call, side-effects/side-effects-serious/se-read, therapy/rules/pregnant, therapy/clots/act, therapy/first-doses/fever
       As it reads for the general guide; others have other names or explanations in it
       - (503) [-555-0142-]
       + (503) {+555-0199+}
       In Español, only with a clinic (riverside): all 127 guides
       In Español, only in the edition card, only with a clinic (riverside): 63 guides: monoclonal-antibodies: lung, lung-small-cell, lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, myeloma, melanoma, melanoma-eye, childhood; car-t: all 10 cancers; checkpoint-inhibitors: all 42 cancers
    ");
}

#[test]
fn a_term_shows_where_it_is_explained() {
    let guide =
        guide().replace("en/glossary.yaml", "gloss: made with weakened live germs", "gloss: made with weak live germs");
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 127 of 254 guides read otherwise.
    Español: 1 text is translated from words that have changed; compare them, then `handout pin`.

    English

    1. Changed: living/daily-life/vaccines
       old old/en/sections/daily-life.yaml:20, new content/en/sections/daily-life.yaml:20
       Comes from terms.live-vaccine: old old/en/glossary.yaml:227, new content/en/glossary.yaml:227
       - A live vaccine (made with [-weakened-] live germs) may not be safe for you.
       + A live vaccine (made with {+weak+} live germs) may not be safe for you.
       In English: all 127 guides
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn a_new_block_is_told_with_all_its_words() {
    let guide = guide().replace(
        "en/sections/how-given.yaml",
        "  where-heading:\n",
        "  calm: { para: \"Bring a book. Bring **a friend**.\" }\n  where-heading:\n",
    );
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 1 of 254 guides read otherwise.

    English

    1. New: how-given/how-given/calm
       new content/en/sections/how-given.yaml:22
       + Bring a book.
       + Bring a friend.
       In English: the general guide
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn a_block_that_is_taken_out_is_told_with_all_its_words() {
    let guide = guide().replace(
        "en/therapies/car-t.yaml",
        "      back:\n        para: >-\n          Then they go back into your vein. They look for cells with that badge and attack them.\n",
        "",
    );
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 10 of 254 guides read otherwise.

    English

    1. Taken out: therapy/what/back
       old old/en/therapies/car-t.yaml:26
       - Then they go back into your vein.
       - They look for cells with that badge and attack them.
       In English: 10 guides: car-t: all 10 cancers
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
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
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 1 of 254 guides read otherwise.

    English

    1. Moved: how-given/how-given/where within its section
       old old/en/sections/how-given.yaml:24, new content/en/sections/how-given.yaml:22
       In English: the general guide
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn a_block_in_another_file_has_moved() {
    let block = "  home:\n    para: >-\n      Take it just as your team tells you. Keep it away from other people. Ask what to do if you miss a dose. Do not\n      stop on your own.\n";
    let guide = guide().replace("en/sections/how-given.yaml", block, "").replace(
        "en/sections/visit-day.yaml",
        "blocks:\n",
        &format!("blocks:\n{block}"),
    );
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    1 change; 1 of 254 guides read otherwise.

    English

    1. Moved: how-given/visit-day/home, before: how-given/how-given/home
       old old/en/sections/how-given.yaml:30, new content/en/sections/visit-day.yaml:9
       In English: the general guide
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn another_condition_is_told_with_who_gets_it_and_who_does_not() {
    let guide = guide().replace(
        "en/sections/side-effects-care.yaml",
        "    only:\n      reader: general\n",
        "    only:\n      therapy: [car-t]\n",
    );
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    8 changes; 11 of 254 guides read otherwise.
    Español: 1 text is translated from words that have changed; compare them, then `handout pin`.

    English

    1. Now also in these guides: side-effects/side-effects-care/care-intro
       old old/en/sections/side-effects-care.yaml:15, new content/en/sections/side-effects-care.yaml:15
       Comes from blocks.general-care, for whom: before, the general guide; now, therapy car-t: old old/en/sections/side-effects-care.yaml:11, new content/en/sections/side-effects-care.yaml:11
       + Your team may:
       In English: 10 guides: car-t: all 10 cancers

    2. No longer in these guides: side-effects/side-effects-care/care-intro
       old old/en/sections/side-effects-care.yaml:15, new content/en/sections/side-effects-care.yaml:15
       Comes from blocks.general-care, for whom: before, the general guide; now, therapy car-t: old old/en/sections/side-effects-care.yaml:11, new content/en/sections/side-effects-care.yaml:11
       - Your team may:
       In English: the general guide

    3. Now also in these guides: side-effects/side-effects-care/care
       old old/en/sections/side-effects-care.yaml:17, new content/en/sections/side-effects-care.yaml:17
       Comes from blocks.general-care, for whom: before, the general guide; now, therapy car-t: old old/en/sections/side-effects-care.yaml:11, new content/en/sections/side-effects-care.yaml:11
       + pause the treatment, or stop it
       + give you steroids (a kind of drug that calms inflammation)
       + give you other drugs that calm the immune system
       + give you drugs for an infection
       + give you hormones if a gland no longer makes enough
       + keep you in the hospital for a time
       In English: 10 guides: car-t: all 10 cancers

    4. No longer in these guides: side-effects/side-effects-care/care
       old old/en/sections/side-effects-care.yaml:17, new content/en/sections/side-effects-care.yaml:17
       Comes from blocks.general-care, for whom: before, the general guide; now, therapy car-t: old old/en/sections/side-effects-care.yaml:11, new content/en/sections/side-effects-care.yaml:11
       - pause the treatment, or stop it
       - give you steroids (a kind of drug that calms inflammation)
       - give you other drugs that calm the immune system
       - give you drugs for an infection
       - give you hormones if a gland no longer makes enough
       - keep you in the hospital for a time
       In English: the general guide

    5. Now also in these guides: side-effects/side-effects-care/pause
       old old/en/sections/side-effects-care.yaml:25, new content/en/sections/side-effects-care.yaml:25
       Comes from blocks.general-care, for whom: before, the general guide; now, therapy car-t: old old/en/sections/side-effects-care.yaml:11, new content/en/sections/side-effects-care.yaml:11
       + A pause does not mean that the treatment has failed.
       + In some people it goes on working.
       + Ask your team what comes next.
       In English: 10 guides: car-t: all 10 cancers

    6. No longer in these guides: side-effects/side-effects-care/pause
       old old/en/sections/side-effects-care.yaml:25, new content/en/sections/side-effects-care.yaml:25
       Comes from blocks.general-care, for whom: before, the general guide; now, therapy car-t: old old/en/sections/side-effects-care.yaml:11, new content/en/sections/side-effects-care.yaml:11
       - A pause does not mean that the treatment has failed.
       - In some people it goes on working.
       - Ask your team what comes next.
       In English: the general guide

    7. Changed: side-effects/side-effects-care/self
       old old/en/sections/side-effects-care.yaml:33, new content/en/sections/side-effects-care.yaml:33
       Written as before: a word is explained where a guide first uses it, or a name or fact differs
       - Do not start steroids, antibiotics, pills for diarrhea, or supplements on your own.
       + Do not start steroids{+ (a kind of drug that calms inflammation)+}, antibiotics, pills for diarrhea, or supplements on your own.
       In English: the general guide

    8. Changed: side-effects/side-effects-care/ec-list
       old old/en/therapies/car-t.yaml:215, new content/en/therapies/car-t.yaml:215
       Written as before: a word is explained where a guide first uses it, or a name or fact differs
       - give you steroids [-(a kind of drug that calms inflammation) -]to calm the immune system
       + give you steroids to calm the immune system
       In English: 10 guides: car-t: all 10 cancers
    ");
    assert_eq!(named(&data(&guide)), differing(&guide, &all_words(&guide, "old")));
}

#[test]
fn what_nobody_reads_is_told_apart() {
    let guide =
        guide().replace("vocabulary.yaml", "  car-t: { short: CAR-T }", "  car-t: { short: CAR-T, aliases: [car] }");
    insta::assert_snapshot!(diff(&guide), @"
    exit 0
    Old: old
    New: content
    0 changes; 0 of 254 guides read otherwise.
    1 changed text in no brochure.

    In no brochure

       therapies.car-t  old old/vocabulary.yaml:12, new content/vocabulary.yaml:12
       + aliases: car
    ");
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
    insta::assert_snapshot!(body.join("\n"), @r#"
    <main>
    <h1>What changed from old to content</h1>
    <p>3 changes; 13 of 254 guides read otherwise.</p>
    <p>Español: 1 text is translated from words that have changed; compare them, then `handout pin`.</p>
    <p>Words that are gone are <del>crossed out</del>. Words that are new are <ins>underlined</ins>.</p>
    <section>
    <h2 lang="en-US">English</h2>
    <h3>1. Changed: cancer/drugs/table and 5 more</h3>
    <p class="at">old old/en/cancers/childhood.yaml:59, new content/en/cancers/childhood.yaml:59</p>
    <p class="at">Comes from drugs.tisagenlecleucel: old old/facts/drugs.yaml:502, new content/facts/drugs.yaml:502</p>
    <p class="at">The same in: cancer/drugs/table (of 5 files)</p>
    <p class="at">As it reads for car-t and childhood; others have other names or explanations in it</p>
    <p class="was"><strong>Before:</strong> <span lang="en-US">tisagenlecleucel | Kymriah | Vein | Acute lymphoblastic leukemia (ALL) | CD19</span></p>
    <p class="is"><strong>Now:</strong> <span lang="en-US">tisagenlecleucel | Kymriah <ins><span class="h" lang="en">added: </span>&lt;script&gt;alert(1)&lt;/script&gt; <span class="h" lang="en"> (end) </span></ins>| Vein | Acute lymphoblastic leukemia (ALL) | CD19</span></p>
    <p><strong>Guides that this touches</strong></p>
    <ul>
    <li>English: 6 guides: car-t: lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, childhood</li>
    </ul>
    <h3>2. Changed: how-given/how-given/home</h3>
    <p class="at">old old/en/sections/how-given.yaml:30, new content/en/sections/how-given.yaml:30</p>
    <p class="was"><strong>Before:</strong> <span lang="en-US">Do not stop <del><span class="h" lang="en">removed: </span>on your own<span class="h" lang="en"> (end) </span></del>.</span></p>
    <p class="is"><strong>Now:</strong> <span lang="en-US">Do not stop <ins><span class="h" lang="en">added: </span>&amp; ‘wait’ alone<span class="h" lang="en"> (end) </span></ins>.</span></p>
    <p><strong>Guides that this touches</strong></p>
    <ul>
    <li>English: the general guide</li>
    </ul>
    </section>
    <section>
    <h2 lang="es-US">Español</h2>
    <h3>3. Changed: cancer/drugs/table and 5 more</h3>
    <p class="at">old old/es/cancers/childhood.yaml:61, new content/es/cancers/childhood.yaml:61</p>
    <p class="at">Comes from drugs.tisagenlecleucel: old old/facts/drugs.yaml:502, new content/facts/drugs.yaml:502</p>
    <p class="at">The same in: cancer/drugs/table (of 5 files)</p>
    <p class="at">As it reads for car-t and childhood; others have other names or explanations in it</p>
    <p class="was"><strong>Before:</strong> <span lang="es-US">tisagenlecleucel | Kymriah | En una vena | Leucemia linfoblástica aguda (LLA) | CD19</span></p>
    <p class="is"><strong>Now:</strong> <span lang="es-US">tisagenlecleucel | Kymriah <ins><span class="h" lang="en">added: </span>&lt;script&gt;alert(1)&lt;/script&gt; <span class="h" lang="en"> (end) </span></ins>| En una vena | Leucemia linfoblástica aguda (LLA) | CD19</span></p>
    <p><strong>Guides that this touches</strong></p>
    <ul>
    <li>Español: 6 guides: car-t: lymphoma, lymphoma-large-b-cell, lymphoma-follicular, leukemia, leukemia-all, childhood</li>
    </ul>
    </section>
    </main>
    </body>
    </html>
    "#);
}

#[test]
fn a_spanish_word_is_in_spanish() {
    let guide = guide();
    let path = guide.path("content/es/sections/how-given.yaml");
    let text = fs::read_to_string(&path).unwrap().replacen("title: ", "title: \"¿Otra \" #", 1);
    fs::write(path, text).unwrap();
    let said = guide.run(&["diff", "old", "content", "--format", "html"]);
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("Otra") || line.contains("<h2")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    <h2 lang="es-US">Español</h2>
    <p class="is"><strong>Now:</strong> <span lang="es-US"><ins><span class="h" lang="en">added: </span>¿Otra<span class="h" lang="en"> (end) </span></ins></span></p>
    "#);
}

#[test]
fn content_that_is_broken_is_told_with_its_place() {
    let guide = guide().replace("en/sections/how-given.yaml", "title:", "titel:");
    insta::assert_snapshot!(diff(&guide), @"
    exit 1
    error[H0105]: the key `title` is missing here
     --> content/en/sections/how-given.yaml:2:1
      |
    2 | version: 1.0.0
      | ^^^^^^^
      |
      = help: add `title:` with its value

    error[H0102]: the key `titel` is not known here
     --> content/en/sections/how-given.yaml:7:1
      |
    7 | titel: What are the ways to get it?
      | ^^^^^
      |
      = help: did you mean `title`?

    2 errors
    ");
    let swapped = guide.run(&["diff", "content", "old"]);
    assert!(swapped.starts_with("exit 1\n") && swapped.contains("content/en/sections/how-given.yaml:"), "{swapped}");
}

#[test]
fn wrong_use_is_told() {
    let guide = guide();
    insta::assert_snapshot!(guide.run(&["diff"]), @"
    exit 2
    error[H0109]: there are no two states to compare
     |
     = help: give two content folders: `handout diff OLD NEW`
     = help: or a git revision: `handout diff --git HEAD --content our-guide/content`

    1 error
    ");
    insta::assert_snapshot!(guide.run(&["diff", "old"]), @"
    exit 2
    error: 2 values required for '[OLD] [NEW]...' but 1 was provided

    Usage: handout diff [OPTIONS] [OLD] [NEW]...

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(guide.run(&["diff", "old", "nowhere"]), @"
    exit 2
    error[H0001]: the folder `nowhere` cannot be opened: it is not there
     |
     = help: give the folder that holds vocabulary.yaml

    1 error
    ");
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
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v1", "v2"]), @"
    exit 0
    Old: v1:content
    New: v2:content
    1 change; 10 of 254 guides read otherwise.
    Español: 1 text is translated from words that have changed; compare them, then `handout pin`.

    English

    1. Changed: therapy/what/academy
       old v1:content/en/therapies/car-t.yaml:22, new v2:content/en/therapies/car-t.yaml:22
       - We take T cells from your [-blood-].
       + We take T cells from your {+veins+}.
       In English: 10 guides: car-t: all 10 cancers
    ");
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
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v3"]), @"
    exit 2
    error[H0401]: there is no git revision `v3`
     |
     = help: `git branch`, `git tag` and `git log --oneline` show what there is

    1 error
    ");
    insta::assert_snapshot!(guide.run(&["diff", "--git=--output=x"]), @"
    exit 2
    error[H0109]: `--output=x` is no name of a git revision
     |
     = help: give a branch, a tag or the start of a commit's number, such as `main`, `v1.0` or `HEAD~3`

    1 error
    ");
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v1:content"]), @"
    exit 2
    error[H0109]: `v1:content` is no name of a git revision
     |
     = help: give a branch, a tag or the start of a commit's number, such as `main`, `v1.0` or `HEAD~3`

    1 error
    ");
    insta::assert_snapshot!(guide.run(&["diff", "--git", "v1", "v2", "--content", "other"]), @"
    exit 2
    error[H0001]: the folder `other` is not in the revision `v1`
     |
     = help: give the folder that holds vocabulary.yaml there

    1 error
    ");
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
    insta::assert_snapshot!(guide.run(&["diff", "--git", "HEAD"]), @"
    exit 1
    error[H0002]: `link.yaml` is no plain file in the revision
     |
     = help: put the file itself there

    1 error
    ");
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
