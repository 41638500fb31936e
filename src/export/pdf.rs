//! Step 8: the file.

use lopdf::{Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use super::content::{Content, raster_name};
use super::elements::Elements;
use super::glyphs::Glyphs;
use super::ink::Ink;
use super::object::{LEVEL, dict_mut, fault, name, packed, points, real, text};
use super::{Meta, Profile, links, outline, xmp};
use crate::base::{Diagnostics, Pt, Raster, Rect};
use crate::compose::StructTree;
use crate::impose::{Sheets, Side};
use crate::typeset::Fonts;

/// Writes a brochure as a PDF. The same input gives the same bytes, on every machine.
///
/// # Errors
/// Ink that the tree has no place for, a link that leads nowhere, a glyph that is missing.
pub fn pdf(
    sheets: &Sheets,
    tree: &StructTree,
    fonts: &Fonts,
    meta: &Meta,
    profile: Profile,
) -> Result<Vec<u8>, Diagnostics> {
    if sheets.sides.is_empty() {
        return Err(fault("a brochure without pages"));
    }
    if meta.title.trim().is_empty() {
        return Err(fault("a brochure without a title"));
    }
    let ink = Ink::collect(sheets, tree, fonts)?;
    let glyphs = Glyphs::collect(sheets, fonts)?;
    let mut doc = draw(sheets, &ink, Content::new(tree, fonts, &glyphs, profile))?;
    doc.version = if profile == Profile::Ua2 { "2.0" } else { "1.7" }.into();
    glyphs.finish(fonts, &mut doc)?;

    let page_ids: Vec<ObjectId> = doc.page_iter().collect();
    for (side, id) in sheets.sides.iter().zip(&page_ids) {
        boxes(side, dict_mut(&mut doc, *id)?);
    }
    let heights: Vec<Pt> = sheets.sides.iter().map(|side| side.frame.size.height).collect();
    let elements = Elements::number(&mut doc, tree, &ink, &page_ids, &heights, profile);
    let annotations = links::annotations(&mut doc, sheets, &elements)?;
    let root = elements.write(&mut doc, &annotations)?;
    let outlines = outline::outline(&mut doc, &elements)?;
    catalog(&mut doc, sheets, meta, profile, root, outlines)?;
    compress(&mut doc)?;
    save(doc)
}

/// Pages and fonts, through printpdf.
fn draw(sheets: &Sheets, ink: &Ink, mut content: Content<'_>) -> Result<Document, Diagnostics> {
    let mut file = PdfDocument::new("");
    content.glyphs.embed(content.fonts, &mut file.resources);
    for (side, page_ink) in sheets.sides.iter().zip(&ink.pages) {
        let ops = content.page(&side.frame, page_ink, &|node| ink.of(node).len() == 1);
        let size = side.frame.size;
        let paper = printpdf::Rect::from_wh(printpdf::Pt(points(size.width)), printpdf::Pt(points(size.height)));
        file.pages.push(PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops });
    }
    // Not `secure`: that would drop the path operators that are handed through one by one.
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings = vec![];
    let doc = file.to_lopdf_document(&options, &mut warnings);
    let doc = with_rasters(doc, &content.rasters)?;
    match warnings.iter().find(|w| matches!(w.severity, printpdf::PdfParseErrorSeverity::Error)) {
        Some(warning) => Err(fault(format!("printpdf: {}", warning.msg))),
        None => Ok(doc),
    }
}

/// The pictures of pixels, known by name to every page.
fn with_rasters(mut doc: Document, rasters: &[Raster]) -> Result<Document, Diagnostics> {
    if rasters.is_empty() {
        return Ok(doc);
    }
    let mut names = dictionary! {};
    for (number, raster) in rasters.iter().enumerate() {
        let head = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(raster.width()),
            "Height" => i64::from(raster.height()), "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8,
        };
        names.set(raster_name(number), doc.add_object(Stream::new(head, raster.rgb().to_vec())));
    }
    for page in doc.page_iter().collect::<Vec<_>>() {
        let resources = match dict_mut(&mut doc, page)?.get_mut(b"Resources") {
            Ok(Object::Dictionary(own)) => own,
            Ok(Object::Reference(id)) => {
                let id = *id;
                dict_mut(&mut doc, id)?
            }
            _ => return Err(fault("a page has no resources")),
        };
        resources.set("XObject", names.clone());
    }
    Ok(doc)
}

/// The boxes of a page (ISO 32000-1, 14.11.2), and which way up it is printed.
fn boxes(side: &Side, page: &mut lopdf::Dictionary) {
    let height = side.frame.size.height;
    let corners = |rect: Rect| -> Vec<Object> {
        let (left, right) = (rect.origin.x, rect.right());
        let (bottom, top) = (height - rect.bottom(), height - rect.origin.y);
        [left, bottom, right, top].map(|length| real(length.to_f64())).into()
    };
    page.set("TrimBox", corners(side.trim));
    if side.bleed != side.trim {
        page.set("BleedBox", corners(side.bleed));
    }
    if side.turned {
        page.set("Rotate", 180);
    }
}

/// Everything that the document as a whole says about itself.
fn catalog(
    doc: &mut Document,
    sheets: &Sheets,
    meta: &Meta,
    profile: Profile,
    tree: ObjectId,
    outlines: Option<ObjectId>,
) -> Result<(), Diagnostics> {
    let packet = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = doc.add_object(Stream::new(packet, xmp::packet(meta, profile)).with_compression(false));
    let icc = doc.add_object(Stream::new(dictionary! { "N" => 3 }, include_bytes!("sRGB-v4.icc").to_vec()));
    let info = doc.trailer.remove(b"Info").and_then(|i| i.as_reference().ok());
    if let Some(info) = info {
        // PDF/A-4 knows no document information dictionary.
        if profile == Profile::Ua1 {
            doc.objects.insert(info, xmp::info(meta).into());
            doc.trailer.set("Info", info);
        } else {
            doc.objects.remove(&info);
        }
    }
    let labels = page_labels(sheets);
    let id = doc
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(|e| fault(format!("the PDF has no catalog: {e}")))?;
    let catalog = dict_mut(doc, id)?;
    catalog.set("Metadata", packet);
    catalog.set("StructTreeRoot", tree);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Lang", text(meta.lang.tag()));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLabels", labels);
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", name("UseOutlines"));
    }
    let intent = dictionary! {
        "Type" => "OutputIntent", "S" => "GTS_PDFA1", "OutputConditionIdentifier" => text("sRGB IEC61966-2.1"),
        "Info" => text("sRGB IEC61966-2.1"), "DestOutputProfile" => icc,
    };
    catalog.set("OutputIntents", vec![intent.into()]);
    Ok(())
}

/// The labels of pages: the numbers printed on them; of two pages on one side both, such as `8, 1`.
fn page_labels(sheets: &Sheets) -> lopdf::Dictionary {
    let mut numbers: Vec<Object> = vec![];
    let mut expected = None;
    for (i, side) in sheets.sides.iter().enumerate() {
        let label = match side.pages[..] {
            [number] if expected == Some(number) => None,
            [number] => Some(dictionary! { "S" => "D", "St" => i64::from(number) }),
            _ => {
                let both: Vec<String> = side.pages.iter().map(u32::to_string).collect();
                Some(dictionary! { "P" => text(&both.join(", ")) })
            }
        };
        if let Some(label) = label {
            numbers.push((i as i64).into());
            numbers.push(label.into());
        }
        expected = if let [number] = side.pages[..] { Some(number + 1) } else { None };
    }
    dictionary! { "Nums" => numbers }
}

/// Compresses every stream that is not yet. lopdf's own way takes the slowest level, which hardly pays.
fn compress(doc: &mut Document) -> Result<(), Diagnostics> {
    for object in doc.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            continue;
        }
        let packed = packed(&stream.content)?;
        stream.dict.set("Filter", name("FlateDecode"));
        stream.set_content(packed);
    }
    Ok(())
}

/// Writes the document; its identifier is the digest of all its bytes.
fn save(mut doc: Document) -> Result<Vec<u8>, Diagnostics> {
    const BLANK: [u8; 32] = [b'0'; 32];
    let blank = Object::String(vec![0; 16], StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![blank.clone(), blank]);
    // The builder's own level is 0, no compression at all.
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(250)
        .compression_level(LEVEL)
        .build();
    let mut out = Vec::with_capacity(64 * 1024);
    doc.save_with_options(&mut out, options).map_err(|e| fault(format!("the PDF cannot be written: {e}")))?;
    let digest = Sha256::digest(&out);
    let id: String = digest.iter().take(16).map(|byte| format!("{byte:02X}")).collect();
    // The trailer comes last, so the last two blanks are its own.
    for _ in 0..2 {
        let at = out
            .windows(BLANK.len())
            .rposition(|window| window == BLANK)
            .ok_or_else(|| fault("the PDF has lost its identifier"))?;
        out[at..at + BLANK.len()].copy_from_slice(id.as_bytes());
    }
    Ok(out)
}
