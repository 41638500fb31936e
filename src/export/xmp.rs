//! Step 7: metadata as XMP, and the same in the document information dictionary.

use std::fmt::Write;

use lopdf::{Dictionary, dictionary};

use super::object::text;
use super::{Meta, Profile};

/// What wrote the file.
pub(super) const PRODUCER: &str = concat!("handout ", env!("CARGO_PKG_VERSION"));

/// The packet of a file.
pub(super) fn packet(meta: &Meta, profile: Profile) -> Vec<u8> {
    let mut out = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n<dc:format>application/pdf</dc:format>\n",
    );
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<dc:title>{}</dc:title>", alt(&meta.title));
    if !meta.authors.is_empty() {
        let names: String = meta.authors.iter().map(|a| format!("<rdf:li>{}</rdf:li>", escape(a))).collect();
        let _ = writeln!(out, "<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>");
    }
    let _ = writeln!(out, "<dc:description>{}</dc:description>", alt(&meta.subject));
    let lang = escape(meta.lang.tag());
    let _ = writeln!(out, "<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>");
    let _ = writeln!(out, "<pdf:Producer>{PRODUCER}</pdf:Producer>");
    let _ = writeln!(out, "<pdf:Keywords>{}</pdf:Keywords>", escape(&keywords(meta)));
    out.push_str(match profile {
        Profile::Ua1 => {
            "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
        }
        Profile::Ua2 => {
            "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfuaid:part>2</pdfuaid:part>\
             <pdfuaid:rev>2024</pdfuaid:rev>\n"
        }
    });
    out.push_str("</rdf:Description>\n");
    out.push_str(match profile {
        Profile::Ua1 => EXTENSION,
        Profile::Ua2 => DECLARATIONS,
    });
    out.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out.into_bytes()
}

/// The document information dictionary, saying what the packet says. No dates: the file depends on its content only.
pub(super) fn info(meta: &Meta) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text(&meta.title), "Subject" => text(&meta.subject), "Keywords" => text(&keywords(meta)),
        "Producer" => text(PRODUCER),
    };
    if !meta.authors.is_empty() {
        info.set("Author", text(&meta.authors.join("; ")));
    }
    info
}

/// Which brochure this is: its code and the version of its content.
fn keywords(meta: &Meta) -> String {
    format!("{}, {}", meta.code, meta.version)
}

/// A text in the default language of the packet.
fn alt(text: &str) -> String {
    format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escape(text))
}

/// A text inside XML; characters that XML cannot hold fall out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => out.push(other),
        }
    }
    out
}

/// PDF/A-2 wants every schema described that it does not know.
const EXTENSION: &str = "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n";

/// PDF Declarations: Well-Tagged PDF 1.0, for accessibility and for reuse.
const DECLARATIONS: &str = "<rdf:Description rdf:about=\"\" xmlns:pdfd=\"http://pdfa.org/declarations/\">\n\
<pdfd:declarations><rdf:Bag>\
<rdf:li rdf:parseType=\"Resource\">\
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>\
<rdf:li rdf:parseType=\"Resource\">\
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>\
</rdf:Bag></pdfd:declarations>\n</rdf:Description>\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;

    #[test]
    fn text_cannot_break_the_packet() {
        let meta = Meta {
            title: "A < B & \"C\"\u{1}</rdf:RDF>".into(),
            subject: String::new(),
            authors: vec!["O'Neil & Sons".into()],
            lang: Lang::new("en-US"),
            version: "1.0.0".into(),
            code: "CPI-LUNG".into(),
        };
        let xml = String::from_utf8(packet(&meta, Profile::Ua1)).unwrap();
        assert!(xml.contains("A &lt; B &amp; &quot;C&quot;&lt;/rdf:RDF&gt;"), "{xml}");
        assert_eq!(xml.matches("</rdf:RDF>").count(), 1);
    }
}
