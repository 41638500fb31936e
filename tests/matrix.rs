//! Every brochure that can be made, and every page of each.

mod common;

use std::collections::BTreeMap;

use common::pages::Measured;
use common::{Choice, choices, each, finish, none, shelf, told};
use handout::base::{Code, Severity};
use handout::export::Profile;

#[test]
fn every_brochure_lays_out_and_keeps_the_rules_of_the_page() {
    let all = choices();
    let made = each(&all, |choice: &Choice| {
        let brochure = choice.brochure();
        let made = match finish(&brochure, Profile::Ua1) {
            Ok(made) => made,
            Err(problems) => {
                return (
                    vec![format!("{}: {}", choice.name(), told(&problems, &shelf().sources))],
                    Measured::default(),
                );
            }
        };
        let (mut complaints, measured) = common::pages::check(&brochure, &made);
        let bad = made.warnings.0.iter().filter(|d| d.code == Code::RelaxedKeep || d.severity == Severity::Error);
        let bad = handout::base::Diagnostics(bad.cloned().collect());
        if !bad.0.is_empty() {
            complaints.push(format!("{}: {}", choice.name(), told(&bad, &shelf().sources)));
        }
        (complaints, measured)
    });
    let mut complaints = vec![];
    let (mut pages, mut lengths, mut warnings) = (0, vec![], BTreeMap::new());
    for (choice, (found, measured)) in all.iter().zip(made) {
        complaints.extend(found);
        pages += measured.pages;
        for (code, count) in measured.warnings {
            *warnings.entry(code).or_insert(0) += count;
        }
        let median = median(&measured.full_lines);
        if measured.pages > 0 && !(55..=70).contains(&median) {
            complaints.push(format!("{}: half of the full lines have at most {median} characters", choice.name()));
        }
        lengths.extend(measured.full_lines);
    }
    let count = all.len();
    let (short, long) = (lengths.iter().min(), lengths.iter().max());
    println!(
        "{count} brochures, {pages} pages; {} full lines of {short:?} to {long:?}, median {}",
        lengths.len(),
        median(&lengths)
    );
    println!("warnings: {warnings:?}");
    none(complaints);
    assert!(count >= 20, "only {count} brochures can be made");
}

fn median(lengths: &[usize]) -> usize {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

#[test]
fn a_clinic_changes_no_rule() {
    let pairs = common::pairs("en");
    let some = [pairs.first(), pairs.last()].into_iter().flatten();
    let mut all = vec![];
    for clinic in ["riverside", "lakeview"] {
        for paper in ["letter", "a4"] {
            all.push(Choice::general("en").on(paper).at(clinic));
            all.extend(some.clone().map(|(t, c)| Choice::of(t, c).on(paper).at(clinic)));
        }
    }
    let found = each(&all, |choice| {
        let (brochure, made) = choice.made(Profile::Ua2);
        common::pages::check(&brochure, &made).0
    });
    none(found.concat());
}
