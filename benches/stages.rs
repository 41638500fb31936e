//! How long each room takes, and how that compares with the least any PDF writer must do: see docs/performance.md.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use handout::base::{Id, Lang, Sources};
use handout::batch::make;
use handout::compose::{TextStyle, compose};
use handout::content::{Library, Root, load, load_fonts};
use handout::export::{Profile, pdf};
use handout::impose::{Press, Sheets};
use handout::paginate::paginate;
use handout::tailor::{ClinicChoice, Variant, Wanted, tailor};
use handout::typeset::{Face, Fonts, typeset};
use lopdf::{Document, Object};

fn library() -> Library {
    load(&Root::embedded(), &mut Sources::default()).ok().unwrap()
}

fn fonts() -> Fonts {
    let files = load_fonts(&Root::embedded_fonts(), &mut Sources::default()).ok().unwrap();
    Fonts::new(files.iter().map(|f| Face::parse(f.bytes.to_vec().into(), f.style).unwrap()).collect())
}

/// Checkpoint inhibitors for lung cancer, with a clinic.
fn variant(library: &Library) -> Variant {
    let id = Id::new("riverside").unwrap();
    let clinic = library.clinics[&id].clone();
    let file = clinic.version.span.file;
    let file = (file, library.files[&file].clone());
    let clinic = Some(ClinicChoice { logo: library.logos.get(&id).cloned(), id, department: None, clinic, file });
    let (cancer, lang) = (Some("lung"), "en");
    let therapies = vec!["checkpoint-inhibitors"];
    let wanted = Wanted { therapies, cancer, lang, edition: "standard", paper: "letter", clinic, only: None };
    Variant::resolve(library, &wanted).ok().unwrap()
}

/// The streams of a file, unpacked.
fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let doc = Document::load_mem(bytes).unwrap();
    let streams = doc.objects.values().filter_map(|o| match o {
        Object::Stream(stream) => Some(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())),
        _ => None,
    });
    streams.collect()
}

fn packed(stream: &[u8], level: u32) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(vec![], Compression::new(level));
    packer.write_all(stream).unwrap();
    packer.finish().unwrap()
}

/// The least a writer must do: pack the same streams once, and write them.
fn floor(streams: &[Vec<u8>], path: &Path) -> usize {
    let mut out = vec![];
    for stream in streams {
        let mut packer = ZlibEncoder::new(&mut out, Compression::default());
        packer.write_all(stream).unwrap();
        packer.finish().unwrap();
    }
    std::fs::write(path, &out).unwrap();
    out.len()
}

fn stages(c: &mut Criterion) {
    let (library, fonts) = (library(), fonts());
    let variant = variant(&library);
    let theme = library.themes.values().next().unwrap();
    let brochure = tailor(&library, &variant).ok().unwrap();
    let widths = |words: &str, style: &TextStyle, lang: &Lang| fonts.width(words, style, lang);
    let document = compose(&brochure, theme, &library.drawings, &widths).ok().unwrap();
    let set = || typeset(&document, &fonts, &BTreeMap::new()).ok().unwrap();
    let (pages, _) = paginate(set(), &document.tree).ok().unwrap();
    let whole = || make(&brochure, theme, &library.drawings, &fonts, Profile::Ua1, &Press::default()).ok().unwrap().pdf;
    let bytes = whole();
    let streams = streams(&bytes);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.pdf");
    println!(
        "{} pages, {} bytes; {} streams of {} bytes, packed {}",
        pages.pages.len(),
        bytes.len(),
        streams.len(),
        streams.iter().map(Vec::len).sum::<usize>(),
        floor(&streams, &path)
    );
    c.bench_function("load content", |b| b.iter(self::library));
    c.bench_function("load fonts", |b| b.iter(self::fonts));
    c.bench_function("tailor", |b| b.iter(|| tailor(&library, black_box(&variant))));
    c.bench_function("compose", |b| b.iter(|| compose(black_box(&brochure), theme, &library.drawings, &widths)));
    c.bench_function("typeset", |b| b.iter(set));
    c.bench_function("paginate", |b| {
        b.iter_batched(set, |galley| paginate(galley, &document.tree), BatchSize::LargeInput)
    });
    let meta = handout::batch::meta(&brochure);
    c.bench_function("export", |b| {
        b.iter(|| pdf(black_box(&Sheets::page_by_page(&pages)), &document.tree, &fonts, &meta, Profile::Ua1))
    });
    c.bench_function("whole document", |b| {
        b.iter(|| {
            let brochure = tailor(&library, black_box(&variant)).ok().unwrap();
            let made = make(&brochure, theme, &library.drawings, &fonts, Profile::Ua1, &Press::default()).ok().unwrap();
            std::fs::write(&path, made.pdf).unwrap();
        });
    });
    c.bench_function("whole run", |b| {
        b.iter(|| {
            let (library, fonts) = (self::library(), self::fonts());
            let brochure = tailor(&library, black_box(&variant)).ok().unwrap();
            let theme = library.themes.values().next().unwrap();
            let made = make(&brochure, theme, &library.drawings, &fonts, Profile::Ua1, &Press::default()).ok().unwrap();
            std::fs::write(&path, made.pdf).unwrap();
        });
    });
    for level in [4, 6, 7, 9] {
        println!("level {level}: {} bytes", streams.iter().map(|stream| packed(stream, level).len()).sum::<usize>());
        c.bench_function(&format!("pack, level {level}"), |b| {
            b.iter(|| streams.iter().map(|stream| packed(black_box(stream), level).len()).sum::<usize>())
        });
    }
    c.bench_function("floor", |b| b.iter(|| floor(black_box(&streams), &path)));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).without_plots();
    targets = stages
}
criterion_main!(benches);
