//! What is fed.

use std::collections::BTreeMap;
use std::sync::Arc;

use handout::base::{FontStyle, Lang, Sources};
use handout::batch::make;
use handout::check;
use handout::content::{
    Date, Library, Palette, Root, load, load_all, load_clinic, load_fonts, parse_inline, read_drawing,
};
use handout::export::Profile;
use handout::impose::Press;
use handout::tailor::{Variant, Wanted, tailor};
use handout::typeset::{Face, Fonts};

use crate::random::Random;

/// A reader that must neither panic nor take long, whatever it is fed.
pub trait Target {
    /// Inputs to begin with.
    fn seeds(&self) -> Vec<Vec<u8>>;
    /// Words that are put into inputs.
    fn words(&self) -> &'static [&'static str];
    /// Feeds an input; whether it was accepted.
    fn run(&mut self, input: Vec<u8>, random: &mut Random) -> bool;
}

/// The target of a name.
pub fn target(name: &str) -> Option<Box<dyn Target>> {
    Some(match name {
        "yaml" => Box::new(Yaml),
        "inline" => Box::new(Inline),
        "drawing" => Box::new(Drawing),
        "font" => Box::new(Font { fonts: fonts(), library: library() }),
        "content" => Box::new(Content { files: files(), fonts: Fonts::new(fonts()), file: String::new() }),
        _ => return None,
    })
}

const YAML: &[&str] = &[
    "- ",
    ": ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "\n  ",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "#",
    "&a ",
    "*a ",
    "!!str ",
    "<<: ",
    "---\n",
    "\\u202e",
    "\\x00",
    "\u{202e}",
    "\u{feff}",
    "e\u{301}",
    "{clinic.name}",
    "**",
    "[x](term:antibody)",
    "only:",
    "slot:",
    "para: x\n",
    "blocks:\n",
    "~",
    "null",
    "\t",
    "\r\n",
];
const INLINE: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "<!--",
    "`",
    "\\",
    "{",
    "}",
    "{{",
    "}}",
    "{clinic.phone}",
    "&#0;",
    "&#x202e;",
    "&amp;",
    "\"",
    "'",
    "--",
    "...",
    "https://a.b",
    "javascript:",
    "tel:+1",
    "term:x \"here\"",
    "lang:es",
    "\n",
    "1. ",
    "# ",
    "> ",
    "    ",
    "|",
    "\u{a0}",
    "\u{ad}",
    "e\u{301}",
];
const SVG: &[&str] = &[
    "<g>",
    "</g>",
    "<path d=\"M0 0h9v9z\"/>",
    "<use href=\"#a\"/>",
    "<marker id=\"m\">",
    " transform=\"scale(0)\"",
    " transform=\"matrix(1 2 3 4 5 6)\"",
    " stroke-dasharray=\"0 0\"",
    " stroke-width=\"0\"",
    " opacity=\".5\"",
    "M",
    "A",
    "a9 9 0 1 1 1 1",
    "z",
    "e38",
    "e-38",
    "-",
    ".",
    "NaN",
    "<!DOCTYPE a>",
    "&#0;",
    "<![CDATA[",
    " viewBox=\"0 0 0 0\"",
    " style=\"fill:red\"",
];

/// A clinic file: YAML to typed values.
struct Yaml;

impl Target for Yaml {
    fn seeds(&self) -> Vec<Vec<u8>> {
        files().into_iter().filter(|(path, _)| path.ends_with(".yaml")).map(|(_, bytes)| bytes).collect()
    }

    fn words(&self) -> &'static [&'static str] {
        YAML
    }

    fn run(&mut self, input: Vec<u8>, _: &mut Random) -> bool {
        let logo = |_: &str| Ok(b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"/>".to_vec());
        load_clinic(&input, "clinic.yaml", logo, &mut Sources::default()).is_ok()
    }
}

/// One text.
struct Inline;

impl Target for Inline {
    fn seeds(&self) -> Vec<Vec<u8>> {
        let texts = files().into_values().filter_map(|bytes| String::from_utf8(bytes).ok());
        texts.flat_map(|text| text.lines().map(|line| line.as_bytes().to_vec()).collect::<Vec<_>>()).collect()
    }

    fn words(&self) -> &'static [&'static str] {
        INLINE
    }

    fn run(&mut self, input: Vec<u8>, _: &mut Random) -> bool {
        parse_inline(&String::from_utf8_lossy(&input)).is_ok()
    }
}

/// An SVG drawing.
struct Drawing;

impl Target for Drawing {
    fn seeds(&self) -> Vec<Vec<u8>> {
        files().into_iter().filter(|(path, _)| path.ends_with(".svg")).map(|(_, bytes)| bytes).collect()
    }

    fn words(&self) -> &'static [&'static str] {
        SVG
    }

    fn run(&mut self, input: Vec<u8>, _: &mut Random) -> bool {
        read_drawing(&input, (320.0, 200.0), &Palette::fixed()).is_ok()
    }
}

/// A font file, with which a page is then made.
struct Font {
    fonts: Vec<Face>,
    library: Library,
}

impl Target for Font {
    fn seeds(&self) -> Vec<Vec<u8>> {
        self.fonts.iter().map(|face| face.bytes.to_vec()).collect()
    }

    fn words(&self) -> &'static [&'static str] {
        &[]
    }

    fn run(&mut self, mut input: Vec<u8>, random: &mut Random) -> bool {
        // The head with its table of tables is where a change does most.
        for _ in 0..random.below(3) {
            let at = random.below(400.min(input.len()));
            if let Some(byte) = input.get_mut(at) {
                *byte = random.below(256) as u8;
            }
        }
        let Ok(face) = Face::parse(Arc::from(input), FontStyle::Regular) else { return false };
        for text in ["Immunotherapy", "fi ffl ñáéí “x” – 1/2", "A\u{301}"] {
            face.has('x');
            face.shape(text, &Lang::new("en"), true);
        }
        let mut faces = fonts();
        faces.retain(|known| known.style != FontStyle::Regular);
        faces.insert(0, face);
        one_page(&self.library, &Fonts::new(faces))
    }
}

/// One file of the content, which is then read, checked, tailored, laid out and written as a PDF.
struct Content {
    files: BTreeMap<String, Vec<u8>>,
    fonts: Fonts,
    file: String,
}

impl Target for Content {
    fn seeds(&self) -> Vec<Vec<u8>> {
        // The name of the file stands before it: which file is spoiled is part of the input.
        let named = |(path, bytes): (&String, &Vec<u8>)| [path.as_bytes(), b"\0", bytes].concat();
        let read = |path: &str| !path.contains("schema/") && !path.starts_with("es/");
        let mut seeds: Vec<_> = self.files.iter().filter(|(path, _)| read(path)).map(named).collect();
        // Themes are few and full of numbers.
        let theme: Vec<_> = self.files.iter().filter(|(path, _)| path.starts_with("themes/")).map(named).collect();
        for _ in 0..20 {
            seeds.extend(theme.clone());
        }
        seeds
    }

    fn words(&self) -> &'static [&'static str] {
        YAML
    }

    fn run(&mut self, input: Vec<u8>, random: &mut Random) -> bool {
        let Some(end) = input.iter().position(|b| *b == 0) else { return false };
        self.file = String::from_utf8_lossy(&input[..end]).into_owned();
        let Some(old) = self.files.get(&self.file).cloned() else { return false };
        self.files.insert(self.file.clone(), input[end + 1..].to_vec());
        let root = Root::from_files(self.files.clone());
        self.files.insert(self.file.clone(), old);
        let Ok(root) = root else { return false };
        let (library, problems) = load_all(&root, &mut Sources::default());
        let Some(library) = library else { return false };
        let today = Date::parse("2026-11-24").expect("a day");
        let complete = !problems.has_errors() && !check::check(&library, today).has_errors();
        // A whole guide takes long; mostly the section that was spoiled is enough.
        let stem = self.file.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).unwrap_or_default();
        let only = if self.file.contains("/sections/") { stem } else { "when-to-call" };
        complete && one_guide(&library, &self.fonts, (random.below(20) > 0).then_some(only))
    }
}

fn one_page(library: &Library, fonts: &Fonts) -> bool {
    one_guide(library, fonts, Some("when-to-call"))
}

/// Makes the general guide, or one part of it.
fn one_guide(library: &Library, fonts: &Fonts, only: Option<&str>) -> bool {
    let wanted = Wanted {
        therapies: vec![],
        cancer: None,
        lang: "en",
        edition: "standard",
        paper: "letter",
        clinic: None,
        only,
    };
    let Ok(variant) = Variant::resolve(library, &wanted) else { return false };
    let Ok(brochure) = tailor(library, &variant) else { return false };
    let Some(theme) = library.themes.values().next() else { return false };
    make(&brochure, theme, &library.drawings, fonts, Profile::Ua1, &Press::default()).is_ok()
}

fn files() -> BTreeMap<String, Vec<u8>> {
    let root = Root::embedded();
    root.paths().map(|path| (path.to_owned(), root.read(path).expect("its own file").into_owned())).collect()
}

fn library() -> Library {
    load(&Root::embedded(), &mut Sources::default()).expect("its own content")
}

fn fonts() -> Vec<Face> {
    let files = load_fonts(&Root::embedded_fonts(), &mut Sources::default()).expect("its own fonts");
    files.iter().map(|f| Face::parse(Arc::from(f.bytes.as_ref()), f.style).expect("its own font")).collect()
}
