//! Every brochure that can be made, and every page of each.

mod common;

use std::collections::BTreeMap;

use common::pages::Measured;
use common::{Choice, choices, each, finish, none, shelf, told};
use handout::base::{Code, Color, Pt, Severity};
use handout::batch::Made;
use handout::compose::{Artifact, Mark, Role, Target};
use handout::export::Profile;
use handout::proof::MOST_COVER_INK;
use handout::typeset::{FrameItem, Placed, Run};

#[test]
fn every_brochure_lays_out_and_keeps_the_rules_of_the_page() {
    lay_out(&choices());
}

#[test]
fn brochures_in_other_editions_lay_out_and_keep_the_rules_of_the_page() {
    // Every reader, on each paper in turn: of the two papers of a reader, one is taken in either edition.
    let papers = |edition: usize| {
        choices().into_iter().enumerate().filter(move |(i, _)| (i / 2 + i + edition).is_multiple_of(2)).map(|(_, c)| c)
    };
    let others = common::OTHER_EDITIONS.iter().enumerate();
    let all: Vec<Choice> = others
        .flat_map(|(at, edition)| papers(at).map(|choice| choice.edition(edition)))
        .chain(common::other_editions())
        .collect();
    assert!(all.len() > 500, "only {} brochures", all.len());
    lay_out(&all);
}

fn lay_out(all: &[Choice]) {
    let made = each(all, |choice: &Choice| {
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
        let usual = if choice.edition == "standard" { 55..=70 } else { 50..=70 };
        if measured.pages > 0 && !usual.contains(&median) {
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

#[test]
fn every_cover_prints_with_little_ink() {
    let shelf = shelf();
    let mut gray = shelf.theme().clone();
    gray.colors = gray.colors.in_gray(&shelf.library.figures);
    let themes: Vec<_> = shelf.library.themes.values().chain([&gray]).collect();
    let mut all = vec![];
    for edition in ["standard", "large-print", "booklet", "tri-fold"] {
        for lang in ["en", "es"] {
            for paper in ["letter", "a4"] {
                // A title of usual length, and the blackest one, with a clinic's logo.
                for (therapy, cancer) in [("checkpoint-inhibitors", "lung"), ("immune-modulators", "myeloma")] {
                    let choice = Choice { lang: lang.into(), ..Choice::of(therapy, cancer) };
                    all.push(choice.edition(edition).on(paper).at("riverside"));
                }
            }
        }
    }
    let press = handout::impose::Press { reader: true, ..Default::default() };
    let found = each(&all, |choice| {
        let brochure = choice.brochure();
        let ink = themes.iter().map(|theme| {
            let made =
                handout::batch::make(&brochure, theme, &shelf.library.drawings, &shelf.fonts, Profile::Ua1, &press);
            handout::proof::draw_first(&made.ok().unwrap().pdf, 200, 1).unwrap()[0].ink
        });
        let most = ink.fold(0.0, f64::max);
        assert!(most > 0.05, "{}: the cover is empty", choice.name());
        (most > MOST_COVER_INK).then(|| format!("{}: {:.1} % of the cover is ink", choice.name(), most * 100.0))
    });
    none(found.into_iter().flatten().collect());
}

#[test]
fn themes_differ_in_color_only() {
    let library = &shelf().library;
    let dump = |theme: &str, brochure: &handout::tailor::Brochure| {
        let theme = &library.themes[theme];
        let press = handout::impose::Press::default();
        let made = handout::batch::make(brochure, theme, &library.drawings, &shelf().fonts, Profile::Ua1, &press);
        handout::export::layout_dump(&made.ok().unwrap().pages, &shelf().fonts)
    };
    for edition in ["standard", "booklet"] {
        let brochure = Choice::of("car-t", "lymphoma").edition(edition).brochure();
        let harbor = dump("harbor", &brochure);
        for theme in ["orchard", "plum"] {
            let brand = |theme: &str| library.themes[theme].colors.brand.to_string();
            let other = dump(theme, &brochure);
            assert!(
                harbor.contains(&brand("harbor")) && !other.contains(&brand("harbor")),
                "{theme} is no other theme"
            );
            assert_eq!(other.replace(&brand(theme), &brand("harbor")), harbor, "{theme}, {edition}");
        }
    }
}

#[test]
fn without_color_all_ink_is_gray_and_keeps_its_contrast() {
    let library = &shelf().library;
    let mut theme = shelf().theme().clone();
    theme.colors = theme.colors.in_gray(&library.figures);
    for choice in [Choice::of("checkpoint-inhibitors", "lung").at("riverside"), Choice::general("en").at("riverside")] {
        let brochure = choice.brochure();
        let clinic = brochure.front.as_ref().and_then(|front| front.cover.clinic.as_ref());
        assert!(clinic.is_some_and(|c| c.logo.is_some()) || brochure.colors.is_some(), "a clinic without color");
        let made = handout::batch::make(
            &brochure,
            &theme,
            &library.drawings,
            &shelf().fonts,
            Profile::Ua1,
            &handout::impose::Press::default(),
        );
        let made = made.ok().unwrap();
        for placed in made.pages.pages.iter().flat_map(|page| &page.frame.items) {
            let colors: Vec<Color> = match &placed.item {
                FrameItem::Run(run) => {
                    assert!(run.color.contrast(Color::PAPER) >= 7.0, "{:?} is pale", run.text);
                    vec![run.color]
                }
                FrameItem::Shapes(shapes) | FrameItem::Cropped(_, shapes) => {
                    shapes.iter().flat_map(|s| s.fill.into_iter().chain(s.stroke.as_ref().map(|k| k.color))).collect()
                }
                FrameItem::Link { .. } | FrameItem::Raster(..) => vec![],
            };
            assert!(colors.iter().all(|c| c.r == c.g && c.g == c.b), "{colors:?} at {:?}", placed.at);
        }
    }
}

/// What the rules say of the lung brochure after its pages were spoiled.
fn spoiled(spoil: impl Fn(&mut Made)) -> String {
    let (brochure, mut made) = Choice::of("checkpoint-inhibitors", "lung").made(Profile::Ua1);
    assert_eq!(common::pages::check(&brochure, &made).0, Vec::<String>::new());
    spoil(&mut made);
    common::pages::check(&brochure, &made).0.join("\n")
}

/// The nth text in the text column of a page.
fn text(made: &mut Made, page: usize, nth: usize) -> &mut Placed {
    let main = Pt(180_000);
    let texts = made.pages.pages[page - 1].frame.items.iter_mut();
    let mut texts =
        texts.filter(|p| p.at.x == main && matches!((p.mark, &p.item), (Mark::Content(_), FrameItem::Run(_))));
    texts.nth(nth).unwrap()
}

fn run(placed: &mut Placed) -> &mut Run {
    match &mut placed.item {
        FrameItem::Run(run) => run,
        _ => unreachable!(),
    }
}

#[test]
fn each_rule_sees_what_breaks_it() {
    let sees = |what: &str, spoil: &dyn Fn(&mut Made)| {
        let said = spoiled(spoil);
        assert!(said.contains(what), "no rule says `{what}`: {said}");
    };
    sees("is set in 11.0 pt", &|m| run(text(m, 5, 2)).size = Pt(11_000));
    sees("stands on", &|m| {
        let y = text(m, 5, 1).at.y;
        text(m, 5, 2).at.y = y;
    });
    sees("begins at 187.0", &|m| text(m, 5, 2).at.x = Pt(187_000));
    sees("stands in the margin", &|m| text(m, 5, 2).at.x = Pt(480_000));
    sees("is too near to the edge", &|m| text(m, 5, 2).at.y = Pt(20_000));
    sees("is over the text area", &|m| text(m, 5, 2).at.y = Pt(722_000));
    sees("off the grid", &|m| {
        for page in 4..12 {
            for placed in &mut m.pages.pages[page].frame.items {
                placed.at.y += Pt(4_125);
            }
        }
    });
    sees("the feet stand on", &|m| {
        let foot = |p: &&mut Placed| matches!((p.mark, &p.item), (Mark::Artifact(Artifact::Footer), FrameItem::Run(_)));
        m.pages.pages[6].frame.items.iter_mut().find(foot).unwrap().at.y -= Pt(1_000);
    });
    sees("has a wrong number", &|m| m.pages.pages.swap(8, 9));
    sees("the foot says", &|m| {
        let foot = |p: &&mut Placed| matches!((p.mark, &p.item), (Mark::Artifact(Artifact::Footer), FrameItem::Run(_)));
        run(m.pages.pages[6].frame.items.iter_mut().filter(foot).nth(1).unwrap()).text = "99".into();
    });
    sees("closed frames", &|m| {
        let is_frame = |p: &&Placed| matches!(&p.item, FrameItem::Shapes(s) if s.len() == 1 && s[0].fill.is_none() && s[0].stroke.as_ref().is_some_and(|k| k.width == Pt(1_500)));
        let page = m.pages.pages.iter_mut().find(|p| p.frame.items.iter().any(|i| is_frame(&i))).unwrap();
        let frame = page.frame.items.iter().find(is_frame).unwrap().clone();
        page.frame.items.push(frame);
    });
    sees("almost empty", &|m| m.pages.pages[4].fill.1 = Pt(100_000));
    sees("leads nowhere", &|m| {
        let links = m.pages.pages.iter_mut().flat_map(|p| &mut p.frame.items);
        let link = links.filter(|p| matches!(p.item, FrameItem::Link { .. })).last().unwrap();
        if let FrameItem::Link { target, .. } = &mut link.item {
            *target = Target::Uri("http://example.org".into());
        }
    });
    sees("when to call stands on", &|m| {
        let items = &mut m.pages.pages[2].frame.items;
        let last = items.iter().rposition(|p| matches!(p.mark, Mark::Content(_))).unwrap();
        let moved = items.remove(last);
        m.pages.pages[3].frame.items.push(moved);
    });
    sees("the contents say", &|m| {
        let entry = m.pages.pages[1].frame.items.iter_mut().rfind(|p| {
            matches!((p.mark, &p.item), (Mark::Content(_), FrameItem::Run(r)) if r.text.bytes().all(|b| b.is_ascii_digit()) && p.at.x > Pt(400_000))
        });
        run(entry.unwrap()).text = "99".into();
    });
    sees("is parted from what follows", &|m| {
        // A heading alone goes to the page before.
        let tree = &m.tree;
        let is_heading = |p: &Placed| match p.mark {
            Mark::Content(n) => tree.get(n).parent.is_some_and(|h| matches!(tree.get(h).role, Role::Heading(3))),
            Mark::Artifact(_) => false,
        };
        let at = m.pages.pages.iter().position(|p| p.number > 6 && p.frame.items.iter().any(is_heading)).unwrap();
        let heading = m.pages.pages[at].frame.items.iter().position(is_heading).unwrap();
        let heading = m.pages.pages[at].frame.items.remove(heading);
        m.pages.pages[at - 1].frame.items.push(heading);
    });
}
