//! Parts that are printed on their own: every sheet of every brochure that can be made.

mod common;

use common::reading::gate;
use common::said::Said;
use common::{Choice, each, finish, none, sheets, shelf, told};
use handout::export::Profile;
use handout::tailor::{Block, brochure_text};

/// Sheets that a person pins up, cuts out or fills in: one page each.
const ONE_PAGE: [&str; 4] = ["when-to-call", "symptom-diary", "alert-card", "notes"];

#[test]
fn every_sheet_lays_out_and_the_short_ones_are_one_page() {
    let all = sheets();
    assert!(all.len() > 1500, "only {} sheets", all.len());
    let found = each(&all, |choice| {
        let brochure = choice.brochure();
        let made = match finish(&brochure, Profile::Ua1) {
            Ok(made) => made,
            Err(problems) => return vec![format!("{}: {}", choice.name(), told(&problems, &shelf().sources))],
        };
        let (mut complaints, _) = common::pages::check(&brochure, &made);
        let (pages, id) = (made.pages.pages.len(), choice.only.as_deref().unwrap_or_default());
        if ONE_PAGE.contains(&id) && pages != 1 || pages > 2 {
            complaints.push(format!("{}: {pages} pages", choice.name()));
        }
        if brochure.front.is_some() || brochure.back.is_some() || brochure.parts.len() != 1 {
            complaints.push(format!("{}: it is more than one part", choice.name()));
        }
        complaints
    });
    none(found.concat());
}

#[test]
fn a_sheet_is_read_whole_and_names_its_clinic() {
    let all: Vec<Choice> = ["when-to-call", "symptom-diary", "alert-card", "notes", "teach-back", "diary", "contacts"]
        .iter()
        .flat_map(|id| ["en", "es"].map(|lang| (id, lang)))
        .map(|(id, lang)| Choice { lang: lang.into(), ..Choice::of("car-t", "lymphoma") }.at("riverside").only(id))
        .collect();
    let found = each(&all, |choice| {
        let (brochure, made) = choice.made(Profile::Ua1);
        let said = Said::of(&brochure);
        assert_eq!(said.words[..3], ["Riverside", "Cancer", "Center"], "{}", choice.name());
        gate(&said, Profile::Ua1, &made.pdf).err().unwrap_or_default()
    });
    none(found.concat());
}

#[test]
fn the_sheet_for_the_nurse_is_in_no_brochure() {
    for lang in ["en", "es"] {
        let brochure = Choice { lang: lang.into(), ..Choice::of("car-t", "lymphoma") }.brochure();
        assert!(brochure.parts.iter().all(|part| part.id.as_str() != "teach-back"));
        assert!(brochure.parts.iter().any(|part| part.id.as_str() == "alert-card"));
    }
}

#[test]
fn each_diary_has_the_rows_of_its_therapy() {
    let rows = |choice: Choice| {
        let brochure = choice.only("symptom-diary").brochure();
        let items = brochure.parts.into_iter().flat_map(|p| p.sections).flat_map(|s| s.blocks);
        let diaries = items.filter_map(|item| match item.block {
            Block::Diary(diary) => Some(diary.rows.len()),
            _ => None,
        });
        diaries.collect::<Vec<_>>()
    };
    assert_eq!(rows(Choice::general("en")), [9]);
    assert_eq!(rows(Choice::of("car-t", "lymphoma")), [9]);
    let text = |choice: Choice| brochure_text(&choice.only("symptom-diary").brochure());
    let (cells, pills) = (text(Choice::of("car-t", "lymphoma")), text(Choice::of("immune-modulators", "myeloma")));
    assert!(cells.contains("Wrote 1 sentence") && !cells.contains("My dose today"), "{cells}");
    assert!(pills.contains("My dose today") && !pills.contains("Wrote 1 sentence"), "{pills}");
}

#[test]
fn a_card_for_engagers_is_for_readers_with_an_engager() {
    let has_card = |therapy: &str, cancer: &str| {
        let brochure = Choice::of(therapy, cancer).brochure();
        brochure.parts.iter().any(|part| part.id.as_str() == "alert-card")
    };
    assert!(has_card("monoclonal-antibodies", "myeloma"));
    assert!(has_card("monoclonal-antibodies", "lung-small-cell"));
    assert!(!has_card("monoclonal-antibodies", "lung-non-small-cell"), "its bispecific antibody holds no T cell");
    assert!(!has_card("cytokines", "bladder"));
}
