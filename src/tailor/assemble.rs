//! The whole brochure: parts in order, then what depends on all of them.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::blocks::shown_address;
use super::brochure::{
    Back, Block, Brochure, CodeBox, Contents, Cover, CoverClinic, Entry, Front, Item, Panel, PanelBody, Part, Rich,
    Section, Stretch, words,
};
use super::emit::brochure_text;
use super::explain::{Explanation, Kind, Trace};
use super::fill::{Filler, bare, plain};
use super::provenance::{add_sources, short_version};
use super::variant::Variant;
use crate::base::{Code, Color, Diagnostic, Diagnostics, Id, Lang, Spanned};
use crate::content::{self, Block as Written, ContactRow, Library, ModuleSection, PartKind, Text, Words, fill};

/// Makes the brochure of a variant.
///
/// # Errors
/// When the language has no content, or a part of the guide has no words.
pub fn tailor(library: &Library, variant: &Variant) -> Result<Brochure, Diagnostics> {
    let mut filler = filler(library, variant)?;
    let panels = filler.panels()?;
    let parts = if panels.is_empty() { filler.parts()? } else { vec![] };
    Ok(filler.brochure(parts, panels))
}

/// Whether there is anything for the reader of a variant: asked of a sheet or card, at less cost than making it.
///
/// # Errors
/// As of [`tailor`].
pub(super) fn has_something(library: &Library, variant: &Variant) -> Result<(), Diagnostics> {
    let mut filler = filler(library, variant)?;
    if filler.panels()?.is_empty() {
        filler.parts()?;
    }
    Ok(())
}

/// Tells why each block is in the brochure of a variant or not.
///
/// # Errors
/// As of [`tailor`].
pub fn explain(library: &Library, variant: &Variant) -> Result<Explanation, Diagnostics> {
    let mut filler = filler(library, variant)?;
    filler.trace = Some(Trace::default());
    if filler.panels()?.is_empty() {
        filler.parts()?;
    }
    let values = filler.all_values();
    Ok(Explanation { decisions: filler.trace.map(|t| t.decisions).unwrap_or_default(), values })
}

fn filler<'a>(library: &'a Library, variant: &'a Variant) -> Result<Filler<'a>, Diagnostics> {
    let Some(of_lang) = library.languages.get(&variant.lang) else {
        return Err(Diagnostic::error(Code::NoContent, format!("there is no content in `{}`", variant.lang)).into());
    };
    let mut filler = Filler::new(library, of_lang, variant);
    filler.used.extend([library.vocabulary.version.span.file, library.guide.version.span.file]);
    filler.used.extend([of_lang.strings.version.span.file, of_lang.names.version.span.file]);
    Ok(filler)
}

/// Moves headings up a level, in a section whose own heading is the title of the part: no level may be skipped.
fn lift(items: &mut [Item]) {
    for item in items {
        match &mut item.block {
            Block::Heading(level, _) => *level -= 1,
            Block::AlertCard(card) => card.level -= 1,
            _ => {}
        }
    }
}

/// Numbers the parts, all but tools, glossary and "about this guide".
fn number(parts: &mut [Part], words: &Words) {
    let mut next = 1;
    for part in parts {
        if !matches!(part.kind, PartKind::Tool | PartKind::Glossary | PartKind::About) {
            part.number = Some(next);
            part.spoken_number = fill(&words.strings.labels.part, &[("number", &next.to_string())]);
            next += 1;
        }
    }
}

/// The words that open a part.
struct Opening {
    title: Rich,
    summary: Option<Rich>,
    lead: Option<Rich>,
    key: Option<Rich>,
}

impl Filler<'_> {
    /// The parts that this reader gets, in order.
    fn parts(&mut self) -> Result<Vec<Part>, Diagnostics> {
        let library = self.library;
        let mut parts = vec![];
        let mut problems = Diagnostics::default();
        for (id, part) in library.guide.parts.iter() {
            if !self.is_wanted(id, part) {
                let asked = self.variant.only.is_some();
                self.leave_out_part(id, part, if asked { "not asked for" } else { "only on its own" });
                continue;
            }
            if !self.is_for(&part.only) {
                let why = self.condition(&part.only);
                self.leave_out_part(id, part, &why);
                continue;
            }
            let at = self.trace.as_ref().map(|trace| trace.decisions.len());
            self.decide(id, Kind::Part, true, |filler| filler.condition(&part.only));
            self.enter(&id.value);
            let made = self.part(id, part);
            self.leave();
            match made {
                Ok(Some(part)) => parts.push(part),
                Ok(None) => {
                    // Known only now, and told where the part stands in the list.
                    if let (Some(at), Some(trace)) = (at, &mut self.trace) {
                        trace.decisions[at].included = false;
                        trace.decisions[at].why = "nothing in it is for this reader".into();
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(only) = &self.variant.only
            && parts.is_empty()
        {
            problems.push(
                Diagnostic::error(Code::NoContent, format!("there is nothing under `{only}` for this reader"))
                    .hint("choose another treatment or cancer, or another part"),
            );
        }
        problems.0.extend(self.excess());
        if problems.has_errors() {
            return Err(problems);
        }
        if self.variant.only.is_none() {
            number(&mut parts, self.words);
        }
        Ok(parts)
    }

    /// Whether a part is asked for: in a brochure all but those that stand alone, on a sheet the one that was named,
    /// or the one that has the section that was named.
    fn is_wanted(&self, id: &Spanned<Id>, part: &content::Part) -> bool {
        match &self.variant.only {
            None => !part.alone,
            Some(only) => id.value == *only || part.sections.iter().any(|section| section.value == *only),
        }
    }

    fn part(&mut self, id: &Spanned<Id>, part: &content::Part) -> Result<Option<Part>, Diagnostic> {
        let (opening, sections) = match part.kind {
            PartKind::Therapy => match self.therapy_part() {
                Some(found) => found,
                None => return Ok(None),
            },
            PartKind::Cancer => match self.cancer_part() {
                Some(found) => found,
                None => return Ok(None),
            },
            PartKind::Glossary => {
                let opening = self.opening(id)?;
                (opening, vec![self.glossary(id)])
            }
            PartKind::Sections | PartKind::WhenToCall | PartKind::Tool | PartKind::About => {
                if let Some(only) = self.variant.only.clone().filter(|only| *only != id.value) {
                    return Ok(self.section_alone(&only));
                }
                let opening = self.opening(id)?;
                let sections = self.shared_sections(&part.sections, &words(&opening.title));
                (opening, sections)
            }
        };
        if sections.iter().all(|s| s.blocks.is_empty()) {
            return Ok(None);
        }
        let label = bare(&self.words.strings.labels.key);
        Ok(Some(Part {
            id: id.value.clone(),
            kind: part.kind,
            number: None,
            spoken_number: String::new(),
            title: opening.title,
            summary: opening.summary,
            lead: opening.lead,
            key: opening.key.map(|text| (label, text)),
            sections,
        }))
    }

    /// A section as a part of its own: its heading is the title.
    fn section_alone(&mut self, id: &Id) -> Option<Part> {
        let section = self.words.sections.get(id)?;
        let at = Spanned { value: id.clone(), span: section.title.span };
        let mut section = self.section(&at, &section.title, &section.only, &section.blocks, "")?;
        lift(&mut section.blocks);
        Some(Part {
            id: id.clone(),
            kind: PartKind::Tool,
            number: None,
            spoken_number: String::new(),
            title: section.title.take().unwrap_or_default(),
            summary: None,
            lead: None,
            key: None,
            sections: vec![section],
        })
    }

    fn opening(&mut self, id: &Spanned<Id>) -> Result<Opening, Diagnostic> {
        let words_of = self.words;
        let Some(opening) = words_of.guide.parts.get(id.as_str()) else {
            return Err(Diagnostic::error(
                Code::MissingTranslation,
                format!("the part `{}` has no title in `{}`", id.value, self.variant.lang),
            )
            .at(id.span)
            .hint(format!("add it to `{}/guide.yaml`", self.variant.lang)));
        };
        Ok(Opening {
            title: self.rich(&opening.title),
            summary: opening.summary.as_ref().map(|t| self.rich(t)),
            lead: opening.lead.as_ref().map(|t| self.rich(t)),
            key: opening.key.as_ref().map(|t| self.rich(t)),
        })
    }

    fn shared_sections(&mut self, ids: &[Spanned<Id>], part_title: &str) -> Vec<Section> {
        let words_of = self.words;
        let mut sections = vec![];
        for id in ids {
            let Some(section) = words_of.sections.get(&id.value) else { continue };
            sections.extend(self.section(id, &section.title, &section.only, &section.blocks, part_title));
        }
        sections
    }

    /// A section; its title is left out where the part's title says the same. Nothing when no block is for this reader.
    pub fn section(
        &mut self,
        id: &Spanned<Id>,
        title: &Text,
        only: &content::Only,
        blocks: &content::Blocks,
        part_title: &str,
    ) -> Option<Section> {
        if !self.is_for(only) {
            let why = self.condition(only);
            self.leave_out_section(id, blocks, &why);
            return None;
        }
        if self.lacks_essential(blocks) {
            self.leave_out_section(id, blocks, "a slot that it cannot do without is empty");
            return None;
        }
        self.decide(id, Kind::Section, true, |filler| filler.condition(only));
        self.enter(&id.value);
        let section = self.section_blocks(id, title, blocks, part_title);
        self.leave();
        section
    }

    fn section_blocks(
        &mut self,
        id: &Spanned<Id>,
        title: &Text,
        blocks: &content::Blocks,
        part_title: &str,
    ) -> Option<Section> {
        let heading = self.rich(title);
        let mut items = vec![];
        self.blocks(blocks, &mut items);
        // Placed with an empty block now; filled when all files used are known.
        if let Some((key, _)) = blocks.iter().find(|(_, b)| matches!(b, Written::Provenance(_))) {
            items.push(Item { id: key.value.clone(), span: key.span, block: Block::Bullets(vec![]) });
        }
        if items.is_empty() {
            return None;
        }
        let title = (words(&heading) != part_title).then_some(heading);
        if title.is_none() {
            lift(&mut items);
        }
        Some(Section { id: id.value.clone(), title, blocks: items })
    }

    fn therapy_part(&mut self) -> Option<(Opening, Vec<Section>)> {
        let words_of = self.words;
        let therapies: Vec<&content::Therapy> =
            self.variant.therapies.iter().filter_map(|t| words_of.therapies.get(t)).collect();
        let first = therapies.first()?;
        let several = therapies.len() > 1;
        let title = if several {
            self.therapies(|n| &n.name, &words_of.strings.general.therapy_name)
        } else {
            self.rich(&first.title)
        };
        let opening = Opening {
            summary: Some(self.rich(&first.summary)),
            lead: Some(self.rich(&first.lead)),
            key: first.key.as_ref().map(|k| self.rich(k)),
            title,
        };
        let part_title = words(&opening.title);
        let mut sections = vec![];
        for (i, therapy) in therapies.into_iter().enumerate() {
            if several && i > 0 {
                // The second therapy opens with its own words, since the part's opening is the first's.
                let heading = self.rich(&therapy.title);
                let lead = self.rich(&therapy.lead);
                let span = therapy.title.span;
                let id = self.variant.therapies[i].clone();
                let blocks = vec![Item { id: id.clone(), span, block: Block::Para(lead) }];
                sections.push(Section { id, title: Some(heading), blocks });
            }
            sections.extend(self.module_sections(therapy.sections.iter(), &part_title));
        }
        Some((opening, sections))
    }

    fn cancer_part(&mut self) -> Option<(Opening, Vec<Section>)> {
        let words_of = self.words;
        let line = self.library.lineage(self.variant.cancer.as_ref()?);
        let files: Vec<&content::Cancer> = line.iter().filter_map(|id| words_of.cancers.get(id)).collect();
        let nearest = |pick: fn(&content::Cancer) -> &Option<Text>| files.iter().find_map(|c| pick(c).as_ref());
        let (title, summary, lead, key) =
            (nearest(|c| &c.title), nearest(|c| &c.summary), nearest(|c| &c.lead), nearest(|c| &c.key));
        let opening = Opening {
            title: self.rich(title?),
            summary: summary.map(|t| self.rich(t)),
            lead: lead.map(|t| self.rich(t)),
            key: key.map(|t| self.rich(t)),
        };
        let part_title = words(&opening.title);
        // From the group down to the kind: a kind's section takes the place of its group's of the same id.
        let mut merged: Vec<(&Spanned<Id>, &ModuleSection)> = vec![];
        for file in files.iter().rev() {
            for (id, section) in file.sections.iter() {
                match merged.iter_mut().find(|(known, _)| known.value == id.value) {
                    Some(entry) => *entry = (id, section),
                    None => merged.push((id, section)),
                }
            }
        }
        let sections = self.module_sections(merged.into_iter(), &part_title);
        Some((opening, sections))
    }

    fn module_sections<'m>(
        &mut self,
        sections: impl Iterator<Item = (&'m Spanned<Id>, &'m ModuleSection)>,
        part_title: &str,
    ) -> Vec<Section> {
        let mut out = vec![];
        for (id, section) in sections {
            out.extend(self.section(id, &section.title, &section.only, &section.blocks, part_title));
        }
        out
    }

    /// The terms that this brochure uses, in the order of the language.
    fn glossary(&mut self, id: &Spanned<Id>) -> Section {
        let words_of = self.words;
        let page = &words_of.strings.labels.glossary_page;
        let (before, after) = page.split_once("{page}").unwrap_or((page, ""));
        let mut entries: Vec<(String, Entry)> = vec![];
        for term in self.terms.clone() {
            let Some(entry) = words_of.glossary.terms.get(term.as_str()) else { continue };
            self.used.insert(entry.term.span.file);
            let (name, text) = (bare(&entry.term), bare(&entry.meaning));
            let key = words(&name);
            entries.push((key, Entry { term: name, text, page: Some((term, before.to_owned(), after.to_owned())) }));
        }
        let order = Collation::of(&self.lang_of(&self.variant.lang));
        entries.sort_by(|a, b| order.compare(&a.0, &b.0));
        let block = Block::Definitions(entries.into_iter().map(|(_, entry)| entry).collect());
        Section { id: id.value.clone(), title: None, blocks: vec![Item { id: id.value.clone(), span: id.span, block }] }
    }

    fn brochure(mut self, mut parts: Vec<Part>, mut panels: Vec<Panel>) -> Brochure {
        let (library, words_of, variant) = (self.library, self.words, self.variant);
        let strings = &words_of.strings;
        let cover_title = self.therapies(|n| &n.name, &strings.cover.general_title);
        let second = match variant.cancer.as_ref().and_then(|c| words_of.names.cancers.get(c.as_str())) {
            Some(names) => plain(&fill(&strings.cover.for_cancer, &[("cancer", &words(&bare(&names.text)))])),
            None => bare(&strings.cover.general_second),
        };
        let title = match &variant.cancer {
            Some(_) => {
                let cancer = words(&self.rich(&slot(content::Placeholder::CancerText)));
                fill(&strings.cover.document, &[("therapy", &words(&cover_title)), ("cancer", &cancer)])
            }
            None => format!("{} {}", words(&cover_title), words(&second)),
        };
        let subject = fill(
            &strings.cover.subject,
            &[
                ("therapy", &words(&self.rich(&slot(content::Placeholder::TherapyText)))),
                ("cancer", &words(&self.rich(&slot(content::Placeholder::CancerText)))),
            ],
        );
        let sheet = variant.only.is_some();
        // A sheet has no cover, contents or back page, and does not draw on what they say; of panels, some are these.
        let has = |kind: fn(&PanelBody) -> bool| panels.iter().any(|panel| kind(&panel.body));
        let (has_cover, has_back) = match panels.is_empty() {
            true => (!sheet, !sheet),
            false => (has(|body| matches!(body, PanelBody::Cover)), has(|body| matches!(body, PanelBody::Back))),
        };
        let front = has_cover.then(|| (self.picture_for_cover(), self.rich(&strings.cover.lead)));
        let back = has_back.then(|| self.back());
        // From here on no file is added to those used.
        let state = self.provenance();
        let lang = self.lang_of(&variant.lang);
        for item in parts.iter_mut().flat_map(|p| &mut p.sections).flat_map(|s| &mut s.blocks) {
            if matches!(&item.block, Block::Bullets(items) if items.is_empty()) {
                item.block = Block::Bullets(state.lines.clone());
            }
        }
        for section in parts.iter_mut().flat_map(|p| &mut p.sections) {
            add_sources(section, &state, words_of, &lang);
        }
        // A small edition says who reviewed it and how old its facts are; a larger one names its writers and version too.
        let (from, to) = if self.is_small() { (1, 3) } else { (0, 4) };
        let lines = state.lines.get(from..to.min(state.lines.len())).unwrap_or_default();
        let about = lines.iter().map(|l| words(l)).collect::<Vec<_>>().join(" ");
        let back = back.map(|mut back| {
            back.about.1 = vec![plain(&about), bare(&strings.contacts.about_text)];
            back
        });
        let facts = self.facts_month().map(|m| fill(&strings.cover.facts, &[("date", &self.month(m))]));
        let version = short_version(&library.guide.version);
        let overdue = state.overdue.map(|month| self.month(month));
        let (notice, draft_mark) = self.notices(!state.unsigned.is_empty(), overdue.as_deref());
        let reviewed = notice.is_none().then(|| self.reviewed(&state));
        let front = front.map(|(picture, lead)| {
            let (help_before, help_after) = cut(&strings.contents.help);
            let cover = Cover {
                clinic: self.cover_clinic(),
                kicker: bare(&strings.cover.kicker),
                title: cover_title,
                second,
                picture,
                lead,
                draft: notice,
                reviewed,
                version: fill(&strings.cover.version, &[("version", &version)]),
                dates: facts.unwrap_or_default(),
            };
            let contents = Contents {
                title: bare(&strings.contents.title),
                help_label: bare(&strings.contents.help_label),
                help: (help_before, help_after),
                phone: variant.clinic.as_ref().map(|choice| {
                    let mut line = bare(&strings.contents.help_phone);
                    line.extend(plain(" "));
                    let phone = self.phone(&choice.clinic.phones.day_and_night.value);
                    line.push(Stretch { text: phone.shown, bold: true, uri: Some(phone.uri), ..Stretch::default() });
                    line
                }),
            };
            Front { cover, contents: panels.is_empty().then_some(contents) }
        });
        for panel in &mut panels {
            if let PanelBody::CardStaff(staff) = &mut panel.body {
                staff.draft = draft_mark.as_ref().map(|mark| plain(mark));
            }
        }
        let masthead = variant.clinic.as_ref().filter(|_| sheet).map(|choice| {
            let mut line = self.in_source(&choice.clinic.name);
            line.iter_mut().for_each(|s| s.bold = true);
            line
        });
        let code = self.code(&version);
        let short_title = title.clone();
        let title = match parts.first().filter(|_| sheet) {
            Some(part) => fill(&strings.cover.sheet, &[("part", &words(&part.title)), ("document", &title)]),
            None => title,
        };
        let mut brochure = Brochure {
            edition: variant.layout.clone(),
            paper: variant.paper.clone(),
            short_title,
            subject,
            authors: state.authors.clone(),
            version: version.clone(),
            code,
            colors: self.colors(),
            front,
            masthead,
            page_words: strings.furniture.page.value.clone(),
            draft_mark,
            unsigned: state.unsigned.clone(),
            files: state.files.clone(),
            due: state.signed.clone(),
            overdue: state.overdue,
            parts,
            panels,
            back,
            whole_words: whole_words(library, words_of),
            title,
            lang,
        };
        let hash = Sha256::digest(brochure_text(&brochure).as_bytes());
        brochure.code = format!("{} {:02X}{:02X}{:02X}", brochure.code, hash[0], hash[1], hash[2]);
        brochure
    }

    fn picture_for_cover(&mut self) -> Option<super::brochure::Picture> {
        let figures = &self.library.figures.figures;
        let (id, _) = figures.iter().find(|(_, f)| f.purpose == content::FigureUse::Cover)?;
        self.picture(&id.value)
    }

    /// `CPI-LUNG-EN 1.0`: short ids of the vocabulary, and the version.
    fn code(&self, version: &str) -> String {
        let vocabulary = &self.library.vocabulary;
        let mut pieces: Vec<String> = self
            .variant
            .therapies
            .iter()
            .filter_map(|t| vocabulary.therapies.get(t.as_str()))
            .map(|t| t.short.value.clone())
            .collect();
        match self.variant.cancer.as_ref().and_then(|c| vocabulary.cancers.get(c.as_str())) {
            Some(cancer) => pieces.push(cancer.short.value.clone()),
            None => pieces.push("GEN".into()),
        }
        pieces.push(self.variant.lang.as_str().to_uppercase());
        let edition = vocabulary.editions.get(self.variant.edition.as_str()).map_or("", |e| &e.short);
        if !edition.is_empty() {
            pieces.push(edition.to_owned());
        }
        format!("{} {version}", pieces.join("-"))
    }

    fn colors(&self) -> Option<(Color, Color)> {
        let colors = self.variant.clinic.as_ref()?.clinic.colors.as_ref()?;
        Some((Color::parse(&colors.brand)?, Color::parse(&colors.accent)?))
    }

    fn cover_clinic(&self) -> Option<CoverClinic> {
        let choice = self.variant.clinic.as_ref()?;
        let mut lines: Vec<String> = choice.clinic.department.iter().cloned().collect();
        if choice.clinic.example {
            lines.insert(0, words(&bare(&self.words.strings.cover.example)));
        }
        Some(CoverClinic {
            name: choice.clinic.name.clone(),
            lines: vec![lines.join(". ")].into_iter().filter(|l| !l.is_empty()).collect(),
            phone_label: bare(&self.words.strings.contacts.day_and_night),
            phone: self.phone(&choice.clinic.phones.day_and_night.value),
            logo: choice.logo.clone(),
        })
    }

    fn back(&mut self) -> Back {
        let words_of = self.words;
        let strings = &words_of.strings.contacts;
        let rows = [ContactRow::Emergency, ContactRow::DayAndNight, ContactRow::OfficeHours, ContactRow::Address];
        let contacts = self.contacts(&rows);
        let small = self.is_small();
        let label = |text: &Text| if small { vec![] } else { bare(text) };
        let clinic = self.variant.clinic.as_ref().map(|c| &c.clinic);
        let code = clinic.and_then(|c| c.code.as_ref().or(c.web.as_ref())).map(|web| CodeBox {
            url: web.value.clone(),
            title: bare(&strings.code_title),
            // The address itself says what to do, where there is no room for a sentence.
            text: if small { vec![] } else { bare(&strings.code_text) },
            shown: shown_address(&web.value),
            alt: fill(&strings.code_alt, &[("address", &shown_address(&web.value))]),
        });
        // A small edition offers no help in the language that its reader reads.
        let own = self.variant.lang.as_str();
        let help = clinic.into_iter().flat_map(|c| &c.languages).filter(|help| !small || help.lang != own);
        let help = help.map(|help| {
            let lang = Some(Lang::new(&help.lang));
            let mut line = vec![Stretch {
                text: format!("{}: ", help.name),
                bold: true,
                lang: lang.clone(),
                ..Stretch::default()
            }];
            line.extend(bare(&help.text).into_iter().map(|s| Stretch { lang: lang.clone(), ..s }));
            line
        });
        let formats = (label(&strings.formats), bare(&strings.formats_text), help.collect());
        Back { title: bare(&strings.title), contacts, code, formats, about: (label(&strings.about), vec![]) }
    }
}

/// A template cut at `{page}`.
fn cut(template: &str) -> (String, String) {
    let (before, after) = template.split_once("{page}").unwrap_or((template, ""));
    (before.to_owned(), after.to_owned())
}

/// A text that is one placeholder.
fn slot(placeholder: content::Placeholder) -> Text {
    let piece = content::Piece { content: content::Content::Slot(placeholder), bold: false, italic: false, link: None };
    Text { pieces: vec![piece], span: crate::base::Span::default() }
}

/// Drug names and glossary terms: words that hyphenation never touches.
fn whole_words(library: &Library, words_of: &Words) -> Vec<String> {
    let drugs = library
        .drugs
        .drugs
        .values()
        .flat_map(|d| std::iter::once(d.generic.clone()).chain(d.brands.iter().map(|b| b.name.clone())));
    let terms = words_of.glossary.terms.values().map(|t| &t.term).chain(words_of.names.drugs.values());
    let terms = terms.map(|text| words(&bare(text)));
    let mut all: BTreeSet<String> = BTreeSet::new();
    for text in drugs.chain(terms) {
        all.extend(text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()));
    }
    all.into_iter().filter(|w| w.chars().count() > 4).collect()
}

/// The order of words in a language.
struct Collation(Option<icu_collator::CollatorBorrowed<'static>>);

impl Collation {
    fn of(lang: &Lang) -> Collation {
        let locale: Option<icu_locale_core::Locale> = lang.tag().parse().ok();
        let options = icu_collator::options::CollatorOptions::default();
        Collation(locale.and_then(|l| icu_collator::CollatorBorrowed::try_new(l.into(), options).ok()))
    }

    fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        match &self.0 {
            Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
            None => a.to_lowercase().cmp(&b.to_lowercase()).then_with(|| a.cmp(b)),
        }
    }
}
