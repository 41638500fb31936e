use handout::{base::*, content::*, tailor::*, typeset::*, export::*};
fn main() {
    let mut sources = Sources::default();
    let show = |e: Diagnostics, sources: &Sources| for d in e.sorted(sources).0 {
        let s = d.span.map(|s| format!("{}:{:?}", sources.path(s.file), sources.line_column(s))).unwrap_or_default();
        println!("{s} {} {} | {}", d.code, d.message, d.hints.join("; "));
    };
    let root = Root::open(std::path::Path::new("content")).ok().unwrap();
    let lib = match load(&root, &mut sources) { Ok(l) => l, Err(e) => { show(e, &sources); return } };
    let args: Vec<String> = std::env::args().skip(1).collect();
    let get = |k: &str| args.iter().position(|a| a == k).map(|i| args[i+1].as_str());
    let clinic = get("--clinic").map(|c| { let id = Id::new(c).unwrap(); let cl = lib.clinics[&id].clone(); let f = cl.version.span.file; ClinicChoice { logo: lib.logos.get(&id).cloned(), file: (f, lib.files[&f].clone()), id, clinic: cl } });
    let w = Wanted { therapies: get("--therapy").into_iter().collect(), cancer: get("--cancer"), lang: "en", edition: "standard", paper: get("--paper").unwrap_or("letter"), clinic };
    let v = match Variant::resolve(&lib, &w) { Ok(v) => v, Err(e) => { show(e, &sources); return } };
    let b = match tailor(&lib, &v) { Ok(b) => b, Err(e) => { show(e, &sources); return } };
    let froot = Root::open(std::path::Path::new("fonts")).ok().unwrap();
    let files = load_fonts(&froot, &mut sources).unwrap();
    let fonts = Fonts::new(files.iter().map(|f| Face::parse(f.bytes.to_vec().into(), f.style).unwrap()).collect());
    let t = std::time::Instant::now();
    match handout::batch::make(&b, &lib.themes.values().next().unwrap(), &lib.drawings, &fonts, if get("--pdf") == Some("ua2") { Profile::Ua2 } else { Profile::Ua1 }) {
        Ok(m) => {
            println!("{} pages {} bytes {:?}", m.pages.pages.len(), m.pdf.len(), t.elapsed());
            show(m.warnings, &sources);
            std::fs::write(get("-o").unwrap_or("/tmp/out.pdf"), m.pdf).unwrap();
        }
        Err(e) => show(e, &sources),
    }
}
