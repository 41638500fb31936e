//! Whole brochures as they are read: every word once and in order, by our reader and by another program.

mod common;

use std::collections::BTreeMap;

use common::reading::{gate, order_of_tags, order_of_tree};
use common::said::{NUMBER, Said, compare, split};
use common::{Choice, each, none, outside, samples, scratch};
use handout::batch::Made;
use handout::compose::{Mark, NodeId, Role};
use handout::export::{Profile, Tag, TagKid, pdf, read_tags, transcript};
use handout::paginate::FrameItem;
use handout::tailor::Brochure;
use lopdf::{Dictionary, Document, Object, ObjectId};

#[test]
fn the_tags_say_every_word_of_the_content_once_and_in_order() {
    for profile in [Profile::Ua1, Profile::Ua2] {
        let found = each(&samples(), |choice| {
            let (brochure, made) = choice.made(profile);
            let said = Said::of(&brochure);
            assert!(said.words.len() > 2000, "{} says only {} words", choice.name(), said.words.len());
            let complaints = gate(&said, profile, &made.pdf).err().unwrap_or_default();
            complaints.into_iter().map(|c| format!("{}: {c}", choice.name())).collect::<Vec<_>>()
        });
        none(found.concat());
    }
}

#[test]
fn every_edition_says_every_word_once_and_in_order_to_both_readers() {
    let all = common::every_edition();
    assert_eq!(all.len(), 12, "six editions in two languages");
    let found = each(&all, |choice| {
        let brochure = choice.fitted();
        let said = Said::of(&brochure);
        let mut complaints = vec![];
        for profile in [Profile::Ua1, Profile::Ua2] {
            let made = common::finish(&brochure, profile).ok().unwrap();
            complaints.extend(gate(&said, profile, &made.pdf).err().unwrap_or_default());
        }
        let (_, _, path) = file(choice, "edition");
        let (passed, told) = outside("pdfinfo", "poppler-utils", &["-struct-text", "-enc", "UTF-8", &path]);
        assert!(passed, "pdfinfo: {told}");
        complaints.extend(compare(&said.paper, &split(&struct_text(&told))).err());
        complaints.into_iter().map(|c| format!("{}: {c}", choice.name())).collect::<Vec<_>>()
    });
    none(found.concat());
}

#[test]
fn the_tags_stand_in_the_order_of_the_structure_tree() {
    for profile in [Profile::Ua1, Profile::Ua2] {
        let found = each(&samples(), |choice| {
            let made = choice.made(profile).1;
            let tags = order_of_tags(&read_tags(&made.pdf).unwrap());
            compare(&order_of_tree(&made.tree, profile), &tags).err().map(|e| format!("{}: {e}", choice.name()))
        });
        none(found.into_iter().flatten().collect());
    }
}

/// A brochure in a file of its own.
fn file(choice: &Choice, name: &str) -> (Brochure, Made, String) {
    let (brochure, made) = choice.made(Profile::Ua1);
    let path = scratch(&format!("{name}-{}.pdf", choice.name()));
    std::fs::write(&path, &made.pdf).unwrap();
    (brochure, made, path.to_str().unwrap().to_owned())
}

#[test]
fn another_reader_finds_every_word_once_and_in_the_order_of_the_tags() {
    let found = each(&samples(), |choice| {
        let (brochure, _, path) = file(choice, "struct");
        let (passed, told) = outside("pdfinfo", "poppler-utils", &["-struct-text", "-enc", "UTF-8", &path]);
        assert!(passed, "pdfinfo: {told}");
        let words = split(&struct_text(&told));
        compare(&Said::of(&brochure).paper, &words).err().map(|e| format!("{}: {e}", choice.name()))
    });
    none(found.into_iter().flatten().collect());
}

/// The ink of a file in the order of its tags, from the listing of `pdfinfo -struct-text`.
fn struct_text(listing: &str) -> String {
    let mut text = String::new();
    let mut open = false;
    let mut before = ["", ""];
    for line in listing.lines() {
        let inner = line.trim_start();
        // The number of a part stands in a span of its own, at the beginning of the title.
        let is_number = before[0].starts_with("H1") && before[1].starts_with("Span");
        before = [before[1], inner];
        if open {
            text.push(' ');
        } else if !inner.starts_with('"') {
            // Words do not run on from one block to the next; they do over the end of a span or link.
            if !["Span", "Link", "Object"].iter().any(|inline| inner.starts_with(inline)) {
                text.push(' ');
            }
            continue;
        }
        let inner = if open { line } else { &inner[1..] };
        open = !inner.ends_with('"');
        text.push_str(inner.strip_suffix('"').unwrap_or(inner));
        if is_number {
            text.push(' ');
        }
    }
    text
}

#[test]
fn copied_text_has_every_word_once_beside_the_furniture() {
    let found = each(&samples(), |choice| {
        let (brochure, made, path) = file(choice, "copied");
        let (passed, copied) = outside("pdftotext", "poppler-utils", &["-enc", "UTF-8", "-raw", &path, "-"]);
        assert!(passed, "pdftotext: {copied}");
        let Said { mut paper, numbers, .. } = Said::of(&brochure);
        // The numbers of parts are copied as they are read: "Part 3:".
        for (ink, read) in numbers {
            for ink in split(&ink) {
                paper.swap_remove(paper.iter().position(|word| *word == ink).unwrap());
            }
            paper.extend(split(&read));
        }
        for page in &made.pages.pages {
            let mut at = None;
            let mut line = String::new();
            for placed in &page.frame.items {
                // Feet, draft marks and repeated heads of tables are printed, but not tagged.
                if let (Mark::Artifact(_), FrameItem::Run(run)) = (placed.mark, &placed.item) {
                    if at.is_some_and(|at| at != placed.at) {
                        line.push(' ');
                    }
                    line.push_str(&run.text);
                    let end = handout::base::Point::new(placed.at.x + run.width, placed.at.y);
                    at = Some(end);
                }
            }
            paper.extend(split(&line));
        }
        let wanted = counted(&paper);
        let found = counted(&split(&joined(&copied, &wanted)));
        let differ = |a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>| -> Vec<String> {
            a.iter().filter(|(word, n)| b.get(*word).unwrap_or(&0) < n).map(|(word, _)| word.clone()).collect()
        };
        let (lost, more) = (differ(&wanted, &found), differ(&found, &wanted));
        (!lost.is_empty() || !more.is_empty()).then(|| format!("{}: lost {lost:?}, too many {more:?}", choice.name()))
    });
    none(found.into_iter().flatten().collect());
}

/// Copied text in which words that were split at the end of a line are whole again, with the hyphen beside them:
/// it is ink without meaning.
fn joined(copied: &str, known: &BTreeMap<String, usize>) -> String {
    let mut out = String::new();
    for line in copied.lines() {
        let head = out.strip_suffix("-\n").and_then(|text| text.rsplit(char::is_whitespace).next()).map(str::to_owned);
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match head.map(|head| head + first).filter(|whole| known.contains_key(whole)) {
            Some(whole) => {
                let start = out.len() - "-\n".len() - (whole.len() - first.len());
                out.truncate(start);
                out += &format!("{whole} - {rest}\n");
            }
            None => out += &format!("{line}\n"),
        }
    }
    out
}

/// How often each word stands there; figures count as one another, since content knows no page numbers.
fn counted(words: &[String]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    // A line may end after a hyphen of the word itself.
    for word in words.iter().flat_map(|word| word.split_inclusive('-')) {
        let mut shape = String::new();
        for c in word.chars() {
            match c {
                '0'..='9' if shape.ends_with(NUMBER) => {}
                '0'..='9' => shape.push(NUMBER),
                other => shape.push(other),
            }
        }
        *counts.entry(shape).or_insert(0) += 1;
    }
    counts
}

#[test]
fn lung_for_a_clinic_as_it_is_heard() {
    let made = Choice::of("checkpoint-inhibitors", "lung").at("riverside").made(Profile::Ua1).1;
    insta::assert_snapshot!(transcript(&made.pdf).unwrap());
}

#[test]
fn the_general_guide_as_it_is_heard() {
    let made = Choice::general("en").made(Profile::Ua1).1;
    insta::assert_snapshot!(transcript(&made.pdf).unwrap());
}

#[test]
fn the_tags_of_when_to_call() {
    let (_, made) = Choice::of("checkpoint-inhibitors", "lung").at("riverside").made(Profile::Ua1);
    let mut tree = read_tags(&made.pdf).unwrap();
    let part = tree.all("Part")[0].clone();
    tree.tags = vec![part];
    insta::assert_snapshot!(tree.to_text());
}

// Spoiled files: the gate must see each of these, or it proves nothing.

/// What the gate says about the lung brochure after its objects were spoiled.
fn spoiled(spoil: impl Fn(&mut Document)) -> Vec<String> {
    let (brochure, made) = Choice::of("checkpoint-inhibitors", "lung").at("riverside").made(Profile::Ua1);
    let said = Said::of(&brochure);
    assert_eq!(gate(&said, Profile::Ua1, &made.pdf), Ok(()));
    let mut doc = Document::load_mem(&made.pdf).unwrap();
    spoil(&mut doc);
    let mut bytes = vec![];
    doc.save_to(&mut bytes).unwrap();
    gate(&said, Profile::Ua1, &bytes).expect_err("the gate lets a spoiled file pass")
}

/// The elements of a role, in the order of the file.
fn elements(doc: &Document, role: &str) -> Vec<ObjectId> {
    let is = |o: &Object| {
        let dict = o.as_dict().ok()?;
        // Of what has an `S`, elements alone have a parent under `P`.
        (dict.has(b"P") && dict.get(b"S").and_then(Object::as_name).ok()? == role.as_bytes()).then_some(())
    };
    doc.objects.iter().filter(|(_, o)| is(o).is_some()).map(|(id, _)| *id).collect()
}

fn element<'d>(doc: &'d mut Document, role: &str, nth: usize) -> &'d mut Dictionary {
    let id = elements(doc, role)[nth];
    doc.get_object_mut(id).unwrap().as_dict_mut().unwrap()
}

#[test]
fn the_gate_sees_a_lost_description() {
    let said = spoiled(|doc| drop(element(doc, "Figure", 1).remove(b"Alt")));
    assert!(said.iter().any(|c| c.contains("without description")), "{said:?}");
}

#[test]
fn the_gate_sees_a_lost_scope() {
    let said = spoiled(|doc| drop(element(doc, "TH", 3).remove(b"A")));
    assert!(said.iter().any(|c| c.contains("does not say what it heads")), "{said:?}");
}

#[test]
fn the_gate_sees_two_blocks_that_changed_places() {
    let said = spoiled(|doc| {
        // The first two paragraphs of one section: both stay tagged, only their order is wrong.
        let paragraphs = elements(doc, "P");
        for section in elements(doc, "Sect").into_iter().skip(3) {
            let kids = doc.get_object_mut(section).unwrap().as_dict_mut().unwrap();
            let kids = kids.get_mut(b"K").unwrap().as_array_mut().unwrap();
            let is_paragraph = |kid: &Object| kid.as_reference().is_ok_and(|id| paragraphs.contains(&id));
            if let Some(at) = kids.windows(2).position(|pair| pair.iter().all(is_paragraph)) {
                kids.swap(at, at + 1);
                return;
            }
        }
        panic!("no section has two paragraphs");
    });
    assert!(said.iter().any(|c| c.starts_with("word ")), "{said:?}");
}

#[test]
fn the_gate_sees_a_wrong_replacement_and_a_lost_language_item_or_link() {
    let said = spoiled(|doc| {
        // What is read for a line to write on.
        let mut lines = elements(doc, "P").into_iter();
        let says = |id: &ObjectId| doc.get_dictionary(*id).unwrap().get(b"ActualText").is_ok();
        let line = lines.find(says).expect("no line to write on");
        let line = doc.get_object_mut(line).unwrap().as_dict_mut().unwrap();
        line.set("ActualText", Object::string_literal("Name"));
    });
    assert!(said.iter().any(|c| c.starts_with("word ")), "{said:?}");
    let said = spoiled(|doc| {
        let spans = elements(doc, "Span").into_iter();
        let foreign: Vec<ObjectId> = spans.filter(|id| doc.get_dictionary(*id).unwrap().has(b"Lang")).collect();
        let first = foreign.first().expect("no stretch in another language");
        doc.get_object_mut(*first).unwrap().as_dict_mut().unwrap().remove(b"Lang");
    });
    assert!(said.iter().any(|c| c.contains("another language")), "{said:?}");
    let said = spoiled(|doc| element(doc, "LI", 5).set("S", "P"));
    assert!(!said.is_empty());
    let said = spoiled(|doc| {
        let link = element(doc, "Link", 20).get_mut(b"K").unwrap().as_array_mut().unwrap();
        link.retain(|kid| kid.as_dict().map_or(true, |d| d.get(b"Obj").is_err()));
    });
    assert!(said.iter().any(|c| c.contains("link")), "{said:?}");
}

#[test]
fn the_gate_sees_ink_under_the_wrong_heading_or_none() {
    let (brochure, mut made) = Choice::of("checkpoint-inhibitors", "lung").made(Profile::Ua1);
    let said = Said::of(&brochure);
    let shelf = common::shelf();
    let meta = handout::batch::meta(&brochure);
    // One line of a paragraph becomes furniture, as if it had no meaning.
    let is_paragraph = |node: NodeId| made.tree.get(node).parent.is_some_and(|p| made.tree.get(p).role == Role::P);
    let line = made.pages.pages.iter_mut().skip(4).flat_map(|page| &mut page.frame.items).find(|placed| {
        matches!((placed.mark, &placed.item), (Mark::Content(node), FrameItem::Run(run)) if is_paragraph(node) && run.text.len() > 40)
    });
    line.unwrap().mark = Mark::Artifact(handout::compose::Artifact::Layout);
    let bytes = pdf(&handout::impose::Sheets::page_by_page(&made.pages), &made.tree, &shelf.fonts, &meta, Profile::Ua1)
        .unwrap();
    let complaints = gate(&said, Profile::Ua1, &bytes).unwrap_err();
    assert!(complaints[0].starts_with("word "), "{complaints:?}");
}

#[test]
fn an_order_that_differs_is_seen() {
    let made = Choice::of("checkpoint-inhibitors", "lung").made(Profile::Ua1).1;
    let mut tree = made.tree.clone();
    let list = tree.in_order().into_iter().find(|&n| matches!(tree.get(n).role, Role::L(_))).unwrap();
    let item = tree.get(list).children[0];
    tree.get_mut(item).children.reverse();
    let tags = order_of_tags(&read_tags(&made.pdf).unwrap());
    assert!(compare(&order_of_tree(&tree, Profile::Ua1), &tags).is_err());
}

/// The first element of a role with a text in it, anywhere below.
fn first<'t>(tag: &'t Tag, role: &str, text: &str) -> Option<&'t Tag> {
    let kids = tag.kids.iter().filter_map(|k| if let TagKid::Tag(t) = k { Some(t) } else { None });
    let own = (tag.role == role && tag.text().contains(text)).then_some(tag);
    own.or_else(|| kids.into_iter().find_map(|kid| first(kid, role, text)))
}

#[test]
fn a_table_over_two_pages_is_one_table() {
    let (brochure, made) = Choice::general("en").made(Profile::Ua1);
    let tables = Said::of(&brochure).tables.len();
    let tree = read_tags(&made.pdf).unwrap();
    assert_eq!(tree.all("Table").len(), tables);
    // At least one of them has its head repeated, as an artifact.
    let repeated = made
        .pages
        .pages
        .iter()
        .flat_map(|p| &p.frame.items)
        .filter(|placed| placed.mark == Mark::Artifact(handout::compose::Artifact::Repeated));
    assert!(repeated.count() > 0, "no table is broken, so this proves nothing");
    assert!(tree.tags.iter().any(|t| first(t, "TH", "").is_some()));
}
