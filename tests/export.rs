//! The PDF writer against files it has written, and against other programs.

#[path = "export/sample.rs"]
mod sample;

use std::path::{Path, PathBuf};
use std::process::Command;

use handout::base::{Code, Diagnostics, Lang, Point, Pt, Size, Span};
use handout::compose::{NodeId, Role, StructTree};
use handout::export::{
    Profile, TagKid, TagTree, layout_dump, layout_json, pdf, read_tags, transcript, transcript_json,
};
use handout::impose::Sheets;
use handout::paginate::{Artifact, FrameItem, Mark, Target};
use lopdf::{Document, Object};
use proptest::prelude::*;
use sample::{NOTO, REGULAR, Sample, brochure, meta, nested};

const PROFILES: [(Profile, &str); 2] = [(Profile::Ua1, "ua1"), (Profile::Ua2, "ua2")];

/// Writes the sample for other programs to look at.
fn written(profile: Profile, name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, brochure().write(profile)).unwrap();
    path
}

/// Runs a program that must be installed; gives what it says.
fn run(program: &str, args: &[&str], path: &Path) -> String {
    let out = Command::new(program)
        .args(args)
        .arg(path)
        .output()
        .unwrap_or_else(|e| panic!("`{program}` must be installed to run this test: {e}"));
    let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{program}: {said}");
    said
}

fn tags(sample: &Sample, profile: Profile) -> TagTree {
    read_tags(&sample.write(profile)).unwrap()
}

fn refused(sample: &Sample) -> Diagnostics {
    pdf(&Sheets::page_by_page(&sample.pages), &sample.tree, &sample.fonts, &meta(), Profile::Ua1).unwrap_err()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = brochure().write(Profile::Ua1);
    // Another file in between: nothing may depend on what the process wrote before.
    let second = brochure().write(Profile::Ua2);
    assert_eq!(brochure().write(Profile::Ua1), first);
    assert_eq!(brochure().write(Profile::Ua2), second);
}

#[test]
fn other_content_gives_another_identifier() {
    let id = |sample: &Sample| {
        let doc = Document::load_mem(&sample.write(Profile::Ua1)).unwrap();
        doc.trailer.get(b"ID").unwrap().clone()
    };
    let plain = brochure();
    let mut other = brochure();
    let figure = find(&other, |r| r == Role::Figure);
    other.tree.get_mut(figure).alt = Some("A lamp beside an open door.".into());
    assert_ne!(id(&plain), id(&other));
}

#[test]
fn qpdf_finds_nothing_wrong() {
    for (profile, name) in PROFILES {
        let said = run("qpdf", &["--check"], &written(profile, &format!("qpdf-{name}.pdf")));
        assert!(!said.contains("WARNING"), "{said}");
    }
}

#[test]
#[ignore = "needs Java and, the first time, Maven"]
fn verapdf_passes_every_profile() {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/verapdf");
    let tool = tool.to_str().unwrap();
    for profile in ["ua1", "2a"] {
        run(tool, &[profile], &written(Profile::Ua1, &format!("verapdf-{profile}.pdf")));
    }
    for profile in ["ua2", "4", "wt1a", "wt1r"] {
        run(tool, &[profile], &written(Profile::Ua2, &format!("verapdf-{profile}.pdf")));
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nested.pdf");
    for (profile, standards) in [(Profile::Ua1, &["ua1", "2a"][..]), (Profile::Ua2, &["ua2", "4", "wt1a", "wt1r"])] {
        std::fs::write(&path, nested().write(profile)).unwrap();
        standards.iter().for_each(|standard| drop(run(tool, &[standard], &path)));
    }
}

#[test]
fn tags_read_back_are_the_tree() {
    insta::assert_snapshot!(tags(&brochure(), Profile::Ua1).to_text());
}

#[test]
fn the_transcript_is_what_a_screen_reader_says() {
    insta::assert_snapshot!(transcript(&brochure().write(Profile::Ua1)).unwrap());
}

#[test]
fn placement_is_dumped_to_a_tenth_of_a_point() {
    let sample = brochure();
    insta::assert_snapshot!(layout_dump(&sample.pages, &sample.fonts));
}

#[test]
fn json_says_the_same_as_text() {
    let sample = brochure();
    let bytes = sample.write(Profile::Ua1);
    let lines = transcript_json(&bytes).unwrap();
    let lines: Vec<&str> = lines.as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    assert_eq!(lines.join("\n") + "\n", transcript(&bytes).unwrap());
    let tree = read_tags(&bytes).unwrap().to_json();
    assert_eq!(tree["title"], meta().title);
    assert_eq!(tree["tags"][0]["kids"][0]["kids"][0]["role"], "H1");
    let layout = layout_json(&sample.pages, &sample.fonts);
    assert_eq!(layout[1]["things"][1]["text"], "3");
    assert_eq!(layout[1]["things"][1]["y"], 72.0);
}

#[test]
fn the_second_profile_differs_only_where_its_standard_does() {
    let (first, second) = (tags(&brochure(), Profile::Ua1).to_text(), tags(&brochure(), Profile::Ua2).to_text());
    let second = second.replace("Aside", "Note").replace("numbering=\"Description\"", "numbering=\"None\"");
    assert_eq!(first, second);
}

#[test]
fn swapped_parts_are_heard() {
    let sample = brochure();
    let mut swapped = brochure();
    let list = find(&swapped, |r| matches!(r, Role::L(_)));
    swapped.tree.get_mut(list).children.reverse();
    let (before, after) = (transcript(&sample.write(Profile::Ua1)), transcript(&swapped.write(Profile::Ua1)));
    let (before, after) = (before.unwrap(), after.unwrap());
    assert_ne!(before, after);
    let place = |text: &str, words: &str| text.find(words).unwrap();
    assert!(place(&before, "Write down") < place(&before, "Bring your list"));
    assert!(place(&after, "Write down") > place(&after, "Bring your list"));
}

#[test]
fn a_lost_language_is_heard() {
    let mut sample = brochure();
    let spanish = (0..sample.tree.len()).map(|i| NodeId(i as u32)).find(|&n| sample.tree.get(n).lang.is_some());
    sample.tree.get_mut(spanish.unwrap()).lang = None;
    let said = transcript(&sample.write(Profile::Ua1)).unwrap();
    assert!(!said.contains("[Spanish]"), "{said}");
}

#[test]
fn bookmarks_are_nested_in_reading_order() {
    for (profile, _) in PROFILES {
        let doc = Document::load_mem(&brochure().write(profile)).unwrap();
        let root = doc.catalog().unwrap().get_deref(b"Outlines", &doc).unwrap().as_dict().unwrap();
        let mut found = vec![];
        walk_outline(&doc, root, 0, &mut found);
        let expected = [
            (0, "Your treatment", 1),
            (1, "What is in this guide", 1),
            (0, "Part 3: How will I get it?", 2),
            (1, "Before you come", 2),
            (1, "Side effects", 2),
            (2, "Words to know", 3),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(d, t, p)| (d, t.to_owned(), p)).collect();
        assert_eq!(found, expected);
    }
}

/// Adds depth, title and page of the entries below one, following `First` and `Next`.
fn walk_outline(doc: &Document, above: &lopdf::Dictionary, depth: usize, found: &mut Vec<(usize, String, u32)>) {
    let mut at = above.get(b"First").ok().cloned();
    while let Some(item) = at {
        let item = doc.dereference(&item).unwrap().1.as_dict().unwrap();
        let title = String::from_utf8(item.get(b"Title").unwrap().as_str().unwrap().to_vec()).unwrap();
        let action = item.get(b"A").unwrap().as_dict().unwrap();
        let page = action.get(b"D").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        let page = doc.get_pages().into_iter().find(|(_, id)| *id == page).unwrap().0;
        found.push((depth, title, page));
        walk_outline(doc, item, depth + 1, found);
        at = item.get(b"Next").ok().cloned();
    }
}

#[test]
fn links_hang_on_their_elements_and_lead_to_headings() {
    let doc = Document::load_mem(&brochure().write(Profile::Ua2)).unwrap();
    let mut links = 0;
    for page in doc.page_iter() {
        for annotation in doc.get_page_annotations(page).unwrap() {
            links += 1;
            assert_eq!(annotation.get(b"F").unwrap().as_i64().unwrap(), 4);
            assert!(!annotation.get(b"Contents").unwrap().as_str().unwrap().is_empty());
            assert_eq!(annotation.get(b"P").unwrap().as_reference().unwrap(), page);
            let rect = annotation.get(b"Rect").unwrap().as_array().unwrap();
            let side = |i: usize| rect[i].as_float().unwrap();
            assert!(side(0) < side(2) && side(1) < side(3), "{rect:?}");
            let action = annotation.get(b"A").unwrap().as_dict().unwrap();
            if let Ok(place) = action.get(b"SD") {
                let element = place.as_array().unwrap()[0].as_reference().unwrap();
                let role = doc.get_dictionary(element).unwrap().get(b"S").unwrap().as_name().unwrap();
                assert!([b"Part".as_slice(), b"H2"].contains(&role), "{role:?}");
            }
        }
    }
    assert_eq!(links, 5);
}

#[test]
fn the_file_holds_nothing_that_acts_or_tells_time() {
    for (profile, _) in PROFILES {
        let bytes = brochure().write(profile);
        let doc = Document::load_mem(&bytes).unwrap();
        let catalog = doc.catalog().unwrap();
        for key in ["OpenAction", "AA", "Names", "AcroForm", "Collection", "AF"] {
            assert!(!catalog.has(key.as_bytes()), "{key}");
        }
        for object in doc.objects.values() {
            let dict = match object {
                Object::Dictionary(dict) => dict,
                Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            for key in ["JS", "EF", "CreationDate", "ModDate", "Launch"] {
                assert!(!dict.has(key.as_bytes()), "{key}");
            }
        }
        let page = doc.get_dictionary(doc.page_iter().next().unwrap()).unwrap();
        for key in ["MediaBox", "CropBox", "TrimBox"] {
            let sides = page.get(key.as_bytes()).unwrap().as_array().unwrap();
            let sides: Vec<f32> = sides.iter().map(|s| s.as_float().unwrap()).collect();
            assert_eq!(sides, [0.0, 0.0, 612.0, 792.0], "{key}");
        }
    }
}

#[test]
fn copied_text_has_its_words_whole_and_apart() {
    let text = run("pdftotext", &["-enc", "UTF-8"], &written(Profile::Ua1, "words.pdf"));
    assert!(text.is_empty());
    let text = std::fs::read_to_string(Path::new(env!("CARGO_TARGET_TMPDIR")).join("words.txt")).unwrap();
    for words in ["AVATAR To office, difficult flow: give every", "37.5 °C", "¿Qué pasará mañana?"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("give every three weeks. Call the infusion center day or night."), "{flat}");
    assert!(flat.contains("This is immunotherapy"), "{flat}");
    assert!(flat.contains("Part 3: How will I get it?"), "{flat}");
}

#[test]
fn another_reader_finds_every_word_where_layout_put_it() {
    let mut sample = Sample::new();
    let p = sample.node(StructTree::ROOT, Role::P);
    let leaf = sample.node(p, Role::Text);
    let text = "AVATAR To WAVE difficult Types flow";
    let run_of = sample.run(REGULAR, 24, text);
    sample.frame().push(Point::new(Pt(50_250), Pt(100_000)), Mark::Content(leaf), FrameItem::Run(run_of.clone()));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("places.pdf");
    std::fs::write(&path, sample.write(Profile::Ua1)).unwrap();
    run("pdftotext", &["-bbox"], &path);
    let found = std::fs::read_to_string(path.with_extension("html")).unwrap();
    let mut at = 0;
    for word in text.split(' ') {
        let before = run_of.glyphs.iter().take_while(|g| (g.cluster as usize) < at);
        let wanted = 50.25 + before.map(|g| f64::from(g.advance)).sum::<f64>() * 24.0 / 1000.0;
        let line =
            found.lines().find(|l| l.contains(&format!(">{word}<"))).unwrap_or_else(|| panic!("{word}: {found}"));
        let x: f64 = line.split("xMin=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        assert!((x - wanted).abs() < 0.03, "{word}: {x} against {wanted}");
        at += word.len() + 1;
    }
}

#[test]
fn glyphs_land_where_layout_put_them() {
    let mut sample = Sample::new();
    let p = sample.node(StructTree::ROOT, Role::P);
    let leaf = sample.node(p, Role::Text);
    let mut spaced = sample.run(REGULAR, 31, "AVATAR To: Ty, LT. WAVE");
    spaced.spacing = Pt(333);
    spaced.width += Pt(333) * spaced.glyphs.len() as i32;
    let width = spaced.width.to_f64();
    sample.frame().push(Point::new(Pt(50_000), Pt(100_000)), Mark::Content(leaf), FrameItem::Run(spaced.clone()));
    let doc = Document::load_mem(&sample.write(Profile::Ua1)).unwrap();
    let page = doc.page_iter().next().unwrap();
    let content = doc.get_and_decode_page_content(page).unwrap();
    let shown = content.operations.iter().rfind(|o| o.operator == "TJ").unwrap();
    let widths = written_widths(&doc, page);
    let mut pen = 0.0;
    for part in shown.operands[0].as_array().unwrap() {
        match part {
            Object::String(codes, _) => {
                pen += codes.chunks(2).map(|code| widths[&u16::from_be_bytes([code[0], code[1]])]).sum::<f64>();
            }
            number => {
                let number = f64::from(number.as_float().unwrap());
                assert_eq!(number, number.round(), "adjustments are integers, as widths are");
                pen -= number;
            }
        }
    }
    // After the last glyph no spacing is written.
    let end = pen / 1000.0 * 31.0 + 0.333;
    assert!((end - width).abs() < 0.04, "{end} against {width}");
}

/// The widths that the first font of a page declares.
fn written_widths(doc: &Document, page: lopdf::ObjectId) -> std::collections::BTreeMap<u16, f64> {
    let fonts = doc.get_page_fonts(page).unwrap();
    let below = fonts.values().next().unwrap().get(b"DescendantFonts").unwrap().as_array().unwrap();
    let mut widths = std::collections::BTreeMap::new();
    let list = below[0].as_dict().unwrap().get(b"W").unwrap().as_array().unwrap();
    for pair in list.chunks_exact(2) {
        let first = pair[0].as_i64().unwrap() as u16;
        for (i, width) in pair[1].as_array().unwrap().iter().enumerate() {
            widths.insert(first + i as u16, f64::from(width.as_float().unwrap()));
        }
    }
    widths
}

/// The operators of a page, with their numbers.
fn operators(sample: &Sample, page: usize) -> Vec<String> {
    let doc = Document::load_mem(&sample.write(Profile::Ua1)).unwrap();
    let page = doc.page_iter().nth(page).unwrap();
    let line = |o: &lopdf::content::Operation| {
        let numbers = o.operands.iter().map(|n| match n {
            Object::Array(parts) => {
                format!("{:?}", parts.iter().map(|p| p.as_float().unwrap_or(0.0)).collect::<Vec<_>>())
            }
            other => other.as_float().map_or_else(|_| "_".into(), |n| n.to_string()),
        });
        numbers.chain([o.operator.clone()]).collect::<Vec<_>>().join(" ")
    };
    doc.get_and_decode_page_content(page).unwrap().operations.iter().map(line).collect()
}

#[test]
fn a_path_is_filled_and_stroked_at_once_with_its_pen() {
    let mut sample = Sample::new();
    sample.y = Pt(100_000);
    sample.square(Mark::Artifact(Artifact::Layout), Pt(50_000), 20_000, Some(handout::base::Color::INK));
    let drawn = operators(&sample, 0);
    let from = drawn.iter().position(|o| o == "q").unwrap();
    let expected = [
        "q",
        "0 0 0 RG",
        "0.75 w",
        "1 J",
        "1 j",
        "[2.0, 1.0] 0 d",
        "50 712 m",
        "70 712 l",
        "70 702 60 692 70 692 c",
        "50 692 l",
        "h",
        "B",
        "Q",
    ];
    assert_eq!(drawn[from..from + expected.len()], expected);
}

#[test]
fn a_raised_mark_is_raised_and_the_line_comes_back_down() {
    let mut sample = Sample::new();
    let p = sample.node(StructTree::ROOT, Role::P);
    let leaf = sample.node(p, Role::Text);
    sample.ink(leaf, NOTO, "X\u{301}\u{323} a");
    let rises: Vec<String> = operators(&sample, 0).into_iter().filter(|o| o.ends_with("Ts")).collect();
    assert!(rises.len() >= 2, "{rises:?}");
    assert_ne!(rises[0], "0 Ts");
    assert_eq!(rises.last().unwrap(), "0 Ts");
}

#[test]
fn pages_keep_their_own_sizes_and_numbers() {
    let mut sample = Sample::new();
    sample.page();
    sample.frame().size = Size::new(Pt(252_000), Pt(144_500));
    sample.pages.pages[1].number = 5;
    let p = sample.node(StructTree::ROOT, Role::P);
    sample.y = Pt(44_500);
    sample.text(p, "x");
    let doc = Document::load_mem(&sample.write(Profile::Ua1)).unwrap();
    let page = doc.get_dictionary(doc.page_iter().nth(1).unwrap()).unwrap();
    assert_eq!(page.get(b"MediaBox").unwrap().as_array().unwrap()[3].as_float().unwrap(), 144.5);
    let labels = doc.catalog().unwrap().get(b"PageLabels").unwrap().as_dict().unwrap();
    let labels = labels.get(b"Nums").unwrap().as_array().unwrap();
    assert_eq!(labels[2].as_i64().unwrap(), 1);
    assert_eq!(labels[3].as_dict().unwrap().get(b"St").unwrap().as_i64().unwrap(), 5);
    assert!(operators(&sample, 1).contains(&"64 100 Td".to_owned()));
}

#[test]
fn an_entry_of_the_contents_that_leads_nowhere_is_refused_where_the_standard_asks() {
    let mut sample = Sample::new();
    let toc = sample.node(StructTree::ROOT, Role::Toc);
    let entry = sample.node(toc, Role::Toci);
    let reference = sample.node(entry, Role::Reference);
    sample.text(reference, "x");
    let said =
        pdf(&Sheets::page_by_page(&sample.pages), &sample.tree, &sample.fonts, &meta(), Profile::Ua2).unwrap_err();
    assert!(said.0[0].message.contains("leads nowhere"));
    assert!(pdf(&Sheets::page_by_page(&sample.pages), &sample.tree, &sample.fonts, &meta(), Profile::Ua1).is_ok());
}

#[test]
fn a_leaf_may_run_over_pages_and_past_artifacts() {
    let mut sample = Sample::new();
    let p = sample.node(StructTree::ROOT, Role::P);
    let leaf = sample.node(p, Role::Text);
    sample.ink(leaf, REGULAR, "One ");
    sample.square(Mark::Artifact(Artifact::Layout), Pt(100_000), 5000, None);
    sample.ink(leaf, REGULAR, "two ");
    sample.page();
    sample.ink(leaf, REGULAR, "three");
    for (profile, _) in PROFILES {
        assert_eq!(tags(&sample, profile).all("P")[0].text(), "One two three");
    }
}

#[test]
fn a_glyph_that_stands_for_two_things_is_read_as_each() {
    let mut sample = Sample::new();
    // One glyph for two characters, one for three, and two for one: the same outlines, other texts.
    let texts = [("a-b", "a-b"), ("a-b", "a_b"), ("xyz", "ffi"), ("e'", "q")];
    for (drawn, said) in texts {
        let p = sample.node(StructTree::ROOT, Role::P);
        let leaf = sample.node(p, Role::Text);
        let mut run = sample.run(REGULAR, 12, drawn);
        run.text = said.into();
        let mut glyphs = run.glyphs.to_vec();
        if said == "ffi" {
            glyphs.truncate(1);
        } else if said == "q" {
            glyphs.iter_mut().for_each(|g| g.cluster = 0);
        }
        run.glyphs = glyphs.into();
        sample.line();
        let at = Point::new(sample.x, sample.y);
        sample.frame().push(at, Mark::Content(leaf), FrameItem::Run(run));
    }
    let tree = tags(&sample, Profile::Ua1);
    let found: Vec<String> = tree.all("P").iter().map(|p| p.text()).collect();
    assert_eq!(found, texts.map(|t| t.1.to_owned()));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readings.pdf");
    std::fs::write(&path, sample.write(Profile::Ua1)).unwrap();
    run("pdftotext", &["-enc", "UTF-8"], &path);
    let copied = std::fs::read_to_string(path.with_extension("txt")).unwrap();
    assert_eq!(copied.split_whitespace().take(4).collect::<Vec<_>>(), texts.map(|t| t.1));
}

#[test]
fn an_element_without_ink_is_still_there() {
    let mut sample = Sample::new();
    let table = sample.node(StructTree::ROOT, Role::Table);
    let row = sample.node(table, Role::TR);
    sample.node(row, Role::TD);
    let cell = sample.node(row, Role::TD);
    sample.text(cell, "b");
    assert_eq!(tags(&sample, Profile::Ua1).all("TD").len(), 2);
}

#[test]
fn a_leaf_with_a_language_becomes_a_span() {
    let mut sample = Sample::new();
    let p = sample.node(StructTree::ROOT, Role::P);
    let leaf = sample.text(p, "Llame");
    sample.tree.get_mut(leaf).lang = Some(Lang::new("es"));
    let tree = tags(&sample, Profile::Ua1);
    let span = tree.all("Span")[0];
    assert_eq!((span.lang.as_deref(), span.text().as_str()), (Some("es"), "Llame"));
}

#[test]
fn what_the_tree_has_no_place_for_is_refused() {
    let link = |target| FrameItem::Link { size: Size::new(Pt(9), Pt(9)), target, contents: "x".into() };
    let uri = move || link(Target::Uri("https://example.org".into()));
    type Spoil = Box<dyn Fn(&mut Sample, NodeId, NodeId)>;
    let cases: Vec<(&str, Spoil)> = vec![
        ("which is no leaf", Box::new(|s, p, _| s.ink(p, REGULAR, "x"))),
        ("which no element holds", Box::new(|s, _, _| s.ink(NodeId(99), REGULAR, "x"))),
        ("which no element holds", Box::new(|s, p, leaf| s.tree.get_mut(p).children.retain(|&c| c != leaf))),
        (
            "in no Link element",
            Box::new(move |s, _, leaf| s.frame().push(Point::default(), Mark::Content(leaf), uri())),
        ),
        (
            "marked as an artifact",
            Box::new(move |s, _, _| {
                s.frame().push(Point::default(), Mark::Artifact(Artifact::Layout), uri());
            }),
        ),
        (
            "which has no ink",
            Box::new(move |s, p, _| {
                let empty = s.node(StructTree::ROOT, Role::Sect);
                let element = s.node(p, Role::Link);
                let leaf = s.text(element, "x");
                s.frame().push(Point::default(), Mark::Content(leaf), link(Target::Node(empty)));
            }),
        ),
        (
            "which has no ink",
            Box::new(|s, _, _| {
                let empty = s.node(StructTree::ROOT, Role::Heading(1));
                s.tree.get_mut(empty).bookmark = Some("x".into());
            }),
        ),
        (
            "figure without a description",
            Box::new(|s, p, _| {
                s.node(p, Role::Figure);
            }),
        ),
    ];
    for (expected, spoil) in cases {
        let mut sample = Sample::new();
        let p = sample.node(StructTree::ROOT, Role::P);
        let leaf = sample.text(p, "x");
        spoil(&mut sample, p, leaf);
        let complaint = refused(&sample).0.remove(0);
        assert_eq!(complaint.code, Code::Internal);
        assert!(complaint.message.contains(expected), "{expected}: {}", complaint.message);
    }
}

#[test]
fn a_missing_glyph_is_refused_at_its_place() {
    let mut sample = Sample::new();
    let p = sample.node(StructTree::ROOT, Role::P);
    sample.text(p, "a 漢 b");
    let place = Span { start: 3, end: 4, ..Span::default() };
    if let FrameItem::Run(run) = &mut sample.frame().items.last_mut().unwrap().item {
        run.span = place;
    }
    let complaint = refused(&sample).0.remove(0);
    assert_eq!(complaint.code, Code::MissingGlyph);
    assert_eq!(complaint.message, "`漢` (\\u{6f22}) has no glyph in AtkinsonHyperlegibleNext-Regular");
    assert_eq!(complaint.span, Some(place));
}

#[test]
fn a_file_whose_tags_and_pages_disagree_is_refused() {
    let whole = brochure().write(Profile::Ua1);
    let spoiled = |spoil: &dyn Fn(&mut Document)| {
        let mut doc = Document::load_mem(&whole).unwrap();
        spoil(&mut doc);
        let mut bytes = vec![];
        doc.save_to(&mut bytes).unwrap();
        read_tags(&bytes)
    };
    assert!(spoiled(&|_| {}).is_ok());
    // Two sequences of a page change their places in the parent tree only.
    let parents = spoiled(&|doc| {
        let root = doc.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        let tree = doc.get_dictionary(root).unwrap().get(b"ParentTree").unwrap().as_reference().unwrap();
        let first = doc.get_dictionary(tree).unwrap().get(b"Nums").unwrap().as_array().unwrap()[1].clone();
        let owners = doc.get_object_mut(first.as_reference().unwrap()).unwrap().as_array_mut().unwrap();
        owners.swap(0, 1);
    });
    assert!(parents.unwrap_err().contains("leads to another element"));
    // An element loses its kids.
    let lost = spoiled(&|doc| {
        let heading = doc.objects.values_mut().find_map(|o| {
            let dict = o.as_dict_mut().ok()?;
            (dict.get(b"S").and_then(Object::as_name).ok()? == b"H1").then_some(dict)
        });
        heading.unwrap().remove(b"K");
    });
    assert!(lost.unwrap_err().contains("belongs to no element"));
    assert_eq!(read_tags(b"no pdf").unwrap_err().split(':').next(), Some("not a PDF"));
}

/// The first node of a role.
fn find(sample: &Sample, wanted: impl Fn(Role) -> bool) -> NodeId {
    sample.tree.in_order().into_iter().find(|&n| wanted(sample.tree.get(n).role)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever letters stand together, they are read back as they were written.
    #[test]
    fn every_text_is_read_back(words in proptest::collection::vec("[a-zA-Zéñüß0-9.,ffi\u{301}\u{323}\u{ad}\u{a0} -]{1,24}", 1..6)) {
        let mut sample = Sample::new();
        let said = |text: &str| text.replace('\u{ad}', "").replace('\u{a0}', " ");
        for text in &words {
            let p = sample.node(StructTree::ROOT, Role::P);
            let leaf = sample.node(p, Role::Text);
            sample.ink(leaf, NOTO, text);
            sample.line();
        }
        let tree = tags(&sample, Profile::Ua1);
        let found: Vec<String> = tree.all("P").iter().map(|p| p.text()).collect();
        let wanted: Vec<String> = words.iter().map(|w| said(w)).collect();
        prop_assert_eq!(found, wanted);
        prop_assert!(tree.stray.is_empty());
    }

    /// Descriptions and replacement texts may hold any character.
    #[test]
    fn every_string_is_read_back(alt in "x\\PC{0,20}", actual in any::<String>(), contents in "x[ -~\\\\()<>&]{0,12}") {
        let mut sample = Sample::new();
        let p = sample.node(StructTree::ROOT, Role::P);
        let span = sample.node(p, Role::Span);
        sample.tree.get_mut(span).actual = Some(actual.clone());
        sample.text(span, "x");
        let link = sample.node(p, Role::Link);
        let figure = sample.node(link, Role::Figure);
        sample.tree.get_mut(figure).alt = Some(alt.clone());
        sample.square(Mark::Content(figure), Pt(9000), 9000, None);
        sample.area(figure, Pt(9000), Target::Uri("https://example.org/?a=(b)".into()), &contents);
        let tree = tags(&sample, Profile::Ua2);
        prop_assert_eq!(tree.all("Span")[0].actual.as_deref(), Some(actual.as_str()));
        prop_assert_eq!(tree.all("Figure")[0].alt.as_deref(), Some(alt.as_str()));
        let expected = TagKid::Link { contents, target: "https://example.org/?a=(b)".into() };
        prop_assert_eq!(tree.all("Link")[0].kids.last(), Some(&expected));
    }
}
