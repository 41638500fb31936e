//! The same content gives the same bytes, wherever and beside whatever it is made; and the bytes tell nothing else.

mod common;

use common::{Choice, each, samples, shelf, unpacked};
use handout::base::{Lang, Sources};
use handout::compose::{TextStyle, compose};
use handout::content::{Library, Need, Root, load_part};
use handout::export::Profile;
use handout::tailor::tailor;
use lopdf::{Document, Object};

fn few() -> Vec<Choice> {
    vec![
        Choice::of("checkpoint-inhibitors", "lung").at("riverside"),
        Choice::general("en"),
        Choice::of("car-t", "lymphoma").on("a4"),
        Choice::of("checkpoint-inhibitors", "lung").at("lakeview").on("a4"),
    ]
}

/// The bytes of a brochure.
fn bytes(choice: &Choice) -> Vec<u8> {
    choice.made(Profile::Ua1).1.pdf
}

#[test]
fn twice_in_one_process_is_the_same() {
    for choice in few() {
        assert!(bytes(&choice) == bytes(&choice), "{}", choice.name());
    }
}

#[test]
fn a_brochure_after_another_is_the_same_as_alone() {
    // The first one in this order is made before any other in its process only by chance; compare all orders.
    let all = few();
    let forward: Vec<Vec<u8>> = all.iter().map(bytes).collect();
    let backward: Vec<Vec<u8>> = all.iter().rev().map(bytes).collect();
    for (i, choice) in all.iter().enumerate() {
        assert!(forward[i] == backward[all.len() - 1 - i], "{}", choice.name());
    }
    // Different brochures are different files.
    assert!(forward[0] != forward[1] && forward[0] != forward[3]);
}

#[test]
fn threads_in_any_order_give_the_same() {
    let all = few();
    let alone: Vec<Vec<u8>> = all.iter().map(bytes).collect();
    let orders: [[usize; 4]; 4] = [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]];
    std::thread::scope(|scope| {
        let threads = orders.map(|order| scope.spawn(move || order.map(|i| (i, bytes(&few()[i])))));
        for thread in threads {
            for (i, made) in thread.join().unwrap() {
                assert!(made == alone[i], "{}", all[i].name());
            }
        }
    });
}

#[test]
fn content_and_fonts_read_again_give_the_same() {
    use handout::{content, tailor, typeset};
    let mut sources = handout::base::Sources::default();
    let library = content::load(&content::Root::embedded(), &mut sources).ok().unwrap();
    let files = content::load_fonts(&content::Root::embedded_fonts(), &mut sources).unwrap();
    let faces = files.iter().map(|f| typeset::Face::parse(f.bytes.to_vec().into(), f.style).unwrap()).collect();
    let choice = Choice::of("checkpoint-inhibitors", "lung");
    let brochure = tailor::tailor(&library, &choice.variant().ok().unwrap()).unwrap();
    let theme = library.themes.values().next().unwrap();
    let fonts = typeset::Fonts::new(faces);
    let made = handout::batch::make(
        &brochure,
        theme,
        &library.drawings,
        &fonts,
        Profile::Ua1,
        &handout::impose::Press::default(),
    )
    .ok()
    .unwrap();
    assert!(made.pdf == bytes(&choice));
}

fn holds(bytes: &[u8], wanted: &str) -> bool {
    bytes.windows(wanted.len()).any(|w| w == wanted.as_bytes())
}

#[test]
fn no_clock_no_path_no_user() {
    let mut telling: Vec<String> = vec![];
    for key in ["HOME", "USER", "LOGNAME", "HOSTNAME", "TMPDIR", "PWD", "CARGO_MANIFEST_DIR"] {
        telling.extend(std::env::var(key).ok().filter(|value| value.len() > 4));
    }
    telling.extend(
        std::fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned()).filter(|n| n.len() > 4),
    );
    telling.push(env!("CARGO_MANIFEST_DIR").to_owned());
    telling.extend(["/tmp", "/home/", "/root", "/Users/", "\\Users\\", ".cargo", "rustc"].map(str::to_owned));
    let today = jiff::Timestamp::now().to_string()[..11].to_owned();
    telling.extend([today.clone(), today[..10].replace('-', ""), format!("D:{}", today[..10].replace('-', ""))]);
    telling.extend(["CreationDate", "ModDate", "CreateDate", "ModifyDate", "MetadataDate"].map(str::to_owned));
    for choice in samples() {
        let all = unpacked(&bytes(&choice));
        for word in &telling {
            assert!(!holds(&all, word), "{} holds `{word}`", choice.name());
        }
    }
}

#[test]
fn a_file_neither_acts_nor_carries_files() {
    let all = samples();
    let found = each(&all, |choice| {
        let mut complaints = vec![];
        let doc = Document::load_mem(&bytes(choice)).unwrap();
        let mut links = 0;
        for object in doc.objects.values() {
            walk(object, &mut |key, value| {
                let text = value.as_str().map(|s| String::from_utf8_lossy(s).into_owned()).unwrap_or_default();
                match key {
                    b"JS" | b"JavaScript" | b"OpenAction" | b"AA" | b"EmbeddedFiles" | b"EF" | b"Launch"
                    | b"AcroForm" | b"RichMedia" | b"Encrypt" => {
                        complaints.push(format!("{} holds {}", choice.name(), String::from_utf8_lossy(key)));
                    }
                    b"S" if value.as_name().is_ok_and(|n| {
                        [b"JavaScript".as_slice(), b"Launch", b"SubmitForm", b"ImportData", b"GoToR", b"GoToE"]
                            .contains(&n)
                    }) =>
                    {
                        complaints.push(format!("{} acts: {value:?}", choice.name()));
                    }
                    b"URI" if !text.is_empty() => {
                        links += 1;
                        if !["https://", "tel:", "mailto:"].iter().any(|scheme| text.starts_with(scheme)) {
                            complaints.push(format!("{} leads to {text}", choice.name()));
                        }
                    }
                    _ => {}
                }
            });
        }
        if links == 0 {
            complaints.push(format!("{} has no link to anything outside", choice.name()));
        }
        complaints
    });
    common::none(found.concat());
}

/// Shows every key and value of an object, however deep.
fn walk(object: &Object, show: &mut impl FnMut(&[u8], &Object)) {
    let dict = match object {
        Object::Dictionary(dict) => dict,
        Object::Stream(stream) => &stream.dict,
        Object::Array(items) => return items.iter().for_each(|item| walk(item, show)),
        _ => return,
    };
    for (key, value) in dict {
        show(key, value);
        walk(value, show);
    }
}

/// What is read for one guide gives the guide that all of the content gives.
#[test]
fn a_guide_of_its_own_files_alone_is_the_guide_of_all_files() {
    let same = |choice: &Choice| {
        let (therapy, cancer) = choice.pair.clone().unzip();
        let need = Need {
            lang: &choice.lang,
            therapies: therapy.as_slice(),
            cancer: cancer.as_deref(),
            clinic: choice.clinic.as_deref(),
            theme: "orchard",
        };
        let library = load_part(&Root::embedded(), need, &mut Sources::default()).ok().unwrap();
        assert!(library.files.len() < shelf().library.files.len() / 2);
        let of = |library: &Library| {
            let brochure = tailor(library, &choice.variant_of(library).ok().unwrap()).ok().unwrap();
            let widths = |words: &str, style: &TextStyle, lang: &Lang| shelf().fonts.width(words, style, lang);
            let document = compose(&brochure, &library.themes["orchard"], &library.drawings, &widths).ok().unwrap();
            (format!("{document:+?}"), brochure.code, brochure.files.len(), brochure.unsigned.len())
        };
        assert!(of(&library) == of(&shelf().library), "{}", choice.name());
    };
    let all = common::choices();
    // Of each pair, one language or the other, with a clinic or without.
    for (at, choice) in all.into_iter().enumerate().filter(|(at, _)| at % 3 == 0) {
        same(&if at % 2 == 0 { choice } else { choice.at("juniper") });
    }
}
