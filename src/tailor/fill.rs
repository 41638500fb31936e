//! Texts to stretches: placeholders filled, terms glossed at their first use.

use std::collections::BTreeSet;

use super::brochure::{Rich, Stretch, words};
use super::explain::Trace;
use super::variant::Variant;
use crate::base::{Code, Diagnostic, FileId, Id, Lang, Span};
use crate::content::{Content, Library, Link, Placeholder, Text, Words, fill};

/// Most text of a brochure, in bytes. Four hundred pages hold about a third of it; what is filled in many times over
/// ends here, before it takes memory.
pub const MAX_TEXT: usize = 4_000_000;
/// Most blocks and rows of tables of a brochure.
pub const MAX_BLOCKS: usize = 20_000;
/// Most shapes of all pictures of a brochure.
pub const MAX_SHAPES: usize = 100_000;

/// What tailoring knows and gathers while it walks through the guide.
pub(super) struct Filler<'a> {
    pub library: &'a Library,
    pub words: &'a Words,
    pub variant: &'a Variant,
    /// Terms used so far.
    pub terms: BTreeSet<Id>,
    /// Figures so far.
    pub figures: u32,
    /// Files drawn on.
    pub used: BTreeSet<FileId>,
    /// Decisions, if somebody wants to know them.
    pub trace: Option<Trace>,
    /// Bytes of text so far.
    bytes: usize,
    /// Blocks and rows so far.
    blocks: usize,
    /// Shapes so far.
    shapes: usize,
    /// What is too much, at the first place where it was.
    excess: Option<(String, Span)>,
    /// Values of the placeholders, in the order of [`Placeholder::ALL`].
    values: Vec<Rich>,
}

impl<'a> Filler<'a> {
    pub fn new(library: &'a Library, words: &'a Words, variant: &'a Variant) -> Filler<'a> {
        let mut filler = Filler {
            library,
            words,
            variant,
            terms: BTreeSet::new(),
            figures: 0,
            used: BTreeSet::new(),
            trace: None,
            bytes: 0,
            blocks: 0,
            shapes: 0,
            excess: None,
            values: vec![],
        };
        filler.values = Placeholder::ALL.iter().map(|p| filler.value(*p)).collect();
        filler
    }

    /// Counts blocks or rows; whether there is room for them.
    pub fn room_for_blocks(&mut self, more: usize, span: Span) -> bool {
        self.blocks += more;
        self.within(self.blocks, MAX_BLOCKS, "blocks and rows of tables", span)
    }

    /// Counts the shapes of a picture; whether there is room for them.
    pub fn room_for_shapes(&mut self, more: usize, span: Span) -> bool {
        self.shapes += more;
        self.within(self.shapes, MAX_SHAPES, "shapes in its pictures", span)
    }

    /// The complaint about a brochure that is too large to be made.
    pub fn excess(&self) -> Option<Diagnostic> {
        let (message, span) = self.excess.as_ref()?;
        Some(Diagnostic::error(Code::TooLarge, message).at(*span).hint("shorten it, or make two of it"))
    }

    fn within(&mut self, has: usize, most: usize, what: &str, span: Span) -> bool {
        if has > most {
            self.excess.get_or_insert_with(|| (format!("this brochure has more than {most} {what}"), span));
        }
        self.excess.is_none()
    }

    /// The language of words in a language id.
    pub fn lang_of(&self, id: &Id) -> Lang {
        self.library.vocabulary.languages.get(id.as_str()).map_or_else(|| Lang::new(id.as_str()), |l| Lang::new(&l.tag))
    }

    fn value(&self, placeholder: Placeholder) -> Rich {
        let strings = &self.words.strings;
        let clinic = self.variant.clinic.as_ref().map(|c| &c.clinic);
        let lang = self.variant.lang.as_str();
        match placeholder {
            Placeholder::ClinicName => {
                clinic.map_or_else(|| bare(&strings.no_clinic.name), |c| self.in_source(&c.name))
            }
            Placeholder::ClinicPhone => clinic
                .map_or_else(|| bare(&strings.no_clinic.phone), |c| self.phone_text(&c.phones.day_and_night.value)),
            Placeholder::ClinicOfficePhone => clinic
                .map_or_else(|| bare(&strings.no_clinic.office_phone), |c| self.phone_text(&c.phones.office.value)),
            Placeholder::ClinicHours => {
                bare(clinic.and_then(|c| c.hours.get(lang)).unwrap_or(&strings.no_clinic.hours))
            }
            Placeholder::ClinicFever => {
                bare(clinic.and_then(|c| c.fever.get(lang)).unwrap_or(&strings.no_clinic.fever))
            }
            Placeholder::TherapyName => self.therapies(|n| &n.name, &strings.general.therapy_name),
            Placeholder::TherapyText => self.therapies(|n| &n.text, &strings.general.therapy_text),
            Placeholder::CancerName => self.cancer(|n| &n.name, &strings.general.cancer_name),
            Placeholder::CancerText => self.cancer(|n| &n.text, &strings.general.cancer_text),
        }
    }

    /// Each placeholder with its value, and the file that the value comes from.
    pub fn all_values(&self) -> Vec<(String, String, Option<FileId>)> {
        let values = Placeholder::ALL.iter().zip(&self.values);
        values.map(|(slot, value)| (slot.name().to_owned(), words(value), self.source_of(*slot))).collect()
    }

    /// The file that the value of a placeholder comes from.
    fn source_of(&self, placeholder: Placeholder) -> Option<FileId> {
        let strings = self.words.strings.version.span.file;
        let clinic = self.variant.clinic.as_ref();
        let own = |stated: bool| Some(clinic.filter(|_| stated).map_or(strings, |c| c.file.0));
        let lang = self.variant.lang.as_str();
        match placeholder {
            Placeholder::ClinicName | Placeholder::ClinicPhone | Placeholder::ClinicOfficePhone => own(true),
            Placeholder::ClinicHours => own(clinic.is_some_and(|c| c.clinic.hours.contains(lang))),
            Placeholder::ClinicFever => own(clinic.is_some_and(|c| c.clinic.fever.contains(lang))),
            Placeholder::TherapyName | Placeholder::TherapyText | Placeholder::CancerName | Placeholder::CancerText => {
                let named = self.variant.cancer.is_some();
                Some(if named { self.words.names.version.span.file } else { strings })
            }
        }
    }

    /// The names of the reader's therapies, joined.
    pub fn therapies(&self, pick: fn(&crate::content::TherapyName) -> &Text, general: &Text) -> Rich {
        let names: Vec<Rich> = self
            .variant
            .therapies
            .iter()
            .filter_map(|id| self.words.names.therapies.get(id.as_str()))
            .enumerate()
            .map(|(i, name)| if i == 0 { bare(pick(name)) } else { bare(&name.text) })
            .collect();
        if names.is_empty() {
            return bare(general);
        }
        let join = &self.words.strings.join;
        let last = names.last().map(|name| words(name).to_lowercase()).unwrap_or_default();
        let other = join.and_other.as_ref().filter(|_| join.and_before.iter().any(|start| last.starts_with(start)));
        self.join(names, other.unwrap_or(&join.and))
    }

    fn cancer(&self, pick: fn(&crate::content::CancerName) -> &Text, general: &Text) -> Rich {
        let name = self.variant.cancer.as_ref().and_then(|id| self.words.names.cancers.get(id.as_str()));
        bare(name.map_or(general, pick))
    }

    /// Members joined by commas, the last by `last`.
    pub fn join(&self, members: Vec<Rich>, last: &str) -> Rich {
        let count = members.len();
        let mut joined = Rich::new();
        for (i, member) in members.into_iter().enumerate() {
            if i > 0 {
                joined.extend(plain(if i + 1 == count { last } else { &self.words.strings.join.comma }));
            }
            joined.extend(member);
        }
        joined
    }

    /// Words of the source language, which say so where the brochure speaks another: brands, names of places.
    pub fn in_source(&self, text: &str) -> Rich {
        let source = self.library.vocabulary.languages.ids().next();
        let lang = source.filter(|id| **id != self.variant.lang).map(|id| self.lang_of(id));
        vec![Stretch { text: text.to_owned(), lang, ..Stretch::default() }]
    }

    /// A template with texts in its holes.
    pub fn filled(&self, template: &str, values: &[(&str, Rich)]) -> Rich {
        let mut out = Rich::new();
        for (i, piece) in template.split('{').enumerate() {
            let (hole, rest) = piece.split_once('}').filter(|_| i > 0).unwrap_or(("", piece));
            out.extend(values.iter().filter(|(name, _)| *name == hole).flat_map(|(_, value)| value.clone()));
            out.extend(plain(rest).into_iter().filter(|s| !s.text.is_empty()));
        }
        merge(out)
    }

    fn phone_text(&self, number: &str) -> Rich {
        let phone = self.phone(number);
        vec![Stretch { text: phone.shown, uri: Some(phone.uri), ..Stretch::default() }]
    }

    /// A phone number as printed, dialled and spoken.
    pub fn phone(&self, number: &str) -> super::brochure::Phone {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let country = if digits.len() == 10 { "+1" } else { "" };
        let spoken: Vec<String> = number
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .map(|group| group.chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" "))
            .collect();
        super::brochure::Phone {
            shown: number.to_owned(),
            uri: format!("tel:{country}{digits}"),
            spoken: fill(&self.words.strings.contacts.call, &[("phone", &spoken.join(", "))]),
        }
    }

    /// A text of a file that the brochure draws on.
    pub fn rich(&mut self, text: &Text) -> Rich {
        self.used.insert(text.span.file);
        let mut rich = Rich::new();
        for piece in &text.pieces {
            if self.excess.is_some() {
                break;
            }
            let mut stretches = match &piece.content {
                Content::Words(words) => vec![Stretch { text: words.clone(), ..Stretch::default() }],
                Content::Slot(slot) => {
                    let index = Placeholder::ALL.iter().position(|p| p == slot).unwrap_or_default();
                    self.values.get(index).cloned().unwrap_or_default()
                }
            };
            let mut gloss = None;
            for stretch in &mut stretches {
                stretch.bold |= piece.bold;
                stretch.italic |= piece.italic;
                stretch.span = text.span;
                match &piece.link {
                    None => {}
                    Some(Link::Uri(uri)) => stretch.uri = Some(uri.clone()),
                    Some(Link::Lang(lang)) => stretch.lang = Some(self.lang_of(lang)),
                    Some(Link::Term { id, here }) => {
                        let first = self.terms.insert(id.clone());
                        if first {
                            stretch.first_use = Some(id.clone());
                            gloss =
                                if *here { None } else { self.words.glossary.terms.get(id.as_str()).map(|t| &t.gloss) };
                        }
                    }
                }
            }
            self.bytes += stretches.iter().map(|s| s.text.len()).sum::<usize>();
            self.within(self.bytes, MAX_TEXT, "bytes of text", text.span);
            rich.extend(stretches);
            if let Some(gloss) = gloss {
                self.used.insert(gloss.span.file);
                let words = format!(" ({})", words(&bare(gloss)));
                rich.push(Stretch {
                    text: words,
                    bold: piece.bold,
                    italic: piece.italic,
                    span: text.span,
                    ..Stretch::default()
                });
            }
        }
        merge(rich)
    }

    /// The words of a text alone.
    pub fn text(&mut self, text: &Text) -> String {
        words(&self.rich(text))
    }
}

/// A text without placeholders, terms or glosses: names and furniture.
pub(super) fn bare(text: &Text) -> Rich {
    text.pieces
        .iter()
        .filter_map(|piece| match &piece.content {
            Content::Words(words) => Some(Stretch {
                text: words.clone(),
                bold: piece.bold,
                italic: piece.italic,
                span: text.span,
                ..Stretch::default()
            }),
            Content::Slot(_) => None,
        })
        .collect()
}

/// Words without style or place.
pub(super) fn plain(text: &str) -> Rich {
    vec![Stretch { text: text.to_owned(), span: Span::default(), ..Stretch::default() }]
}

/// Neighbors of one style joined, so that a word is never cut into runs without need.
fn merge(rich: Rich) -> Rich {
    let mut merged: Rich = Vec::with_capacity(rich.len());
    for stretch in rich {
        match merged.last_mut() {
            Some(last)
                if last.bold == stretch.bold
                    && last.italic == stretch.italic
                    && last.lang == stretch.lang
                    && last.uri.is_none()
                    && stretch.uri.is_none()
                    && last.first_use.is_none()
                    && stretch.first_use.is_none() =>
            {
                last.text.push_str(&stretch.text);
            }
            _ => merged.push(stretch),
        }
    }
    merged
}
