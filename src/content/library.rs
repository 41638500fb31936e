//! Reads a content root whole and reports everything that is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::drawing::{self, Drawings, Palette};
use super::files::{
    Cancer, Clinic, Drugs, FigureWords, Figures, Glossary, Guide, GuideWords, Names, Pairs, Section, SourceList,
    Therapy, Vocabulary,
};
use super::logo::Logo;
use super::pins::meaning;
use super::plan::{Plan, Recall, Recalls};
use super::root::Root;
use super::settings::CheckSettings;
use super::strings::Strings;
use super::theme::{Edition, Theme};
use super::yaml::{Node, Value};
use super::{Head, IdMap, Review, decode, yaml};
use crate::base::{Code, Diagnostic, Diagnostics, FileId, Id, Sources, Span, Spanned, suggest};

/// Everything that was written, with places.
#[derive(Clone, Debug)]
pub struct Library {
    /// Every id.
    pub vocabulary: Vocabulary,
    /// The parts.
    pub guide: Guide,
    /// Drugs.
    pub drugs: Drugs,
    /// Pairs in trials only.
    pub pairs: Pairs,
    /// Sources.
    pub sources: SourceList,
    /// Places of labels.
    pub figures: Figures,
    /// Drawings, by figure.
    pub drawings: Drawings,
    /// What each language says.
    pub languages: BTreeMap<Id, Words>,
    /// Clinics.
    pub clinics: BTreeMap<Id, Clinic>,
    /// Logos, by clinic.
    pub logos: BTreeMap<Id, Logo>,
    /// Themes.
    pub themes: BTreeMap<Id, Theme>,
    /// Plans.
    pub plans: BTreeMap<Id, Plan>,
    /// What was recalled; a folder without the file has recalled nothing.
    pub recalls: Vec<Recall>,
    /// What `check` looks for; without the file, what the program knows itself.
    pub check: Option<CheckSettings>,
    /// What each file says of itself.
    pub files: BTreeMap<FileId, FileState>,
    /// What each file says, as YAML: units of translation are found there.
    pub(super) nodes: BTreeMap<FileId, Node>,
}

/// What one language says.
#[derive(Clone, Debug)]
pub struct Words {
    /// Furniture.
    pub strings: Strings,
    /// Names of therapies, cancers, markers.
    pub names: Names,
    /// Words of the parts.
    pub guide: GuideWords,
    /// Terms.
    pub glossary: Glossary,
    /// Words of the figures.
    pub figures: FigureWords,
    /// Sections.
    pub sections: BTreeMap<Id, Section>,
    /// Therapies that have content.
    pub therapies: BTreeMap<Id, Therapy>,
    /// Cancers that have content of their own.
    pub cancers: BTreeMap<Id, Cancer>,
}

/// What a file says of itself.
#[derive(Clone, Debug)]
pub struct FileState {
    /// Its head.
    pub head: Head,
    /// SHA-256 of its meaning: all it says but its `review` and its pins, in hexadecimal digits.
    pub meaning: String,
}

impl FileState {
    /// The signature, if there is one and the file still says what was signed.
    pub fn signature(&self) -> Option<&super::Signature> {
        match &self.head.review {
            Review::Signed(signature) if signature.sha256 == self.meaning => Some(signature),
            _ => None,
        }
    }
}

/// Reads a whole content root. Texts that were read are in `sources` also when this fails.
///
/// # Errors
/// All problems of all files.
pub fn load(root: &Root, sources: &mut Sources) -> Result<Library, Diagnostics> {
    match load_all(root, sources) {
        (Some(library), problems) if !problems.has_errors() => Ok(library),
        (_, problems) => Err(problems),
    }
}

/// Reads a whole content root, and gives what could be read beside all problems, so that more can be looked for.
///
/// There is a library only if what is wrong is in files that others do not name by what is inside them: sections,
/// therapies, cancers, clinics, themes. Those files are left out of it.
pub fn load_all(root: &Root, sources: &mut Sources) -> (Option<Library>, Diagnostics) {
    let mut reader = Reader::new(root, sources, None);
    let library = reader.library();
    let mut problems = reader.problems;
    if library.is_none() && !problems.has_errors() {
        problems.push(Diagnostic::error(Code::Internal, "the content could not be read"));
    }
    let leaf = |span: Span| {
        let path = sources.path(span.file);
        ["clinics/", "plans/", "themes/"].iter().any(|folder| path.starts_with(folder))
            || ["/sections/", "/therapies/", "/cancers/"].iter().any(|folder| path.contains(folder))
    };
    let only_leaves = problems.0.iter().all(|d| d.span.is_none_or(leaf));
    (library.filter(|_| only_leaves), problems)
}

/// What one guide is for, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Need<'a> {
    /// Language.
    pub lang: &'a str,
    /// Therapies.
    pub therapies: &'a [String],
    /// Cancer.
    pub cancer: Option<&'a str>,
    /// Clinic of the content.
    pub clinic: Option<&'a str>,
    /// Theme.
    pub theme: &'a str,
}

/// Reads as much of a content root as one guide is made from. What other guides are made from is not in the library, so
/// whoever has to say what there is must [`load`] the whole.
///
/// # Errors
/// All problems of the files that were read.
pub fn load_part(root: &Root, need: Need<'_>, sources: &mut Sources) -> Result<Library, Diagnostics> {
    let mut reader = Reader::new(root, sources, Some(need));
    match reader.library() {
        Some(library) if !reader.problems.has_errors() => Ok(library),
        _ => Err(reader.problems),
    }
}

/// Reads one clinic file that is given on the command line, with the logo beside it if it names one.
///
/// # Errors
/// All problems of the file.
pub fn load_clinic(
    bytes: &[u8],
    shown: &str,
    beside: impl Fn(&str) -> Result<Vec<u8>, Diagnostic>,
    sources: &mut Sources,
) -> Result<(Clinic, Option<Logo>, FileId, FileState), Diagnostics> {
    let text = to_text(bytes, shown)?;
    let file = sources.add(shown, &text).ok_or_else(Diagnostics::default)?;
    let mut problems = control_characters(&text, file);
    let node = yaml::parse(&text, file)?;
    let clinic: Option<Clinic> = decode::decode(&node, &mut problems);
    let Some(clinic) = clinic.filter(|_| !problems.has_errors()) else { return Err(problems) };
    let logo = match &clinic.logo {
        Some(name) if Logo::can_be_named(name) => match beside(name).and_then(|bytes| read_logo(name, &bytes)) {
            Ok(logo) => Some(logo),
            Err(problem) => return Err(Diagnostic { span: Some(name.span), ..problem }.into()),
        },
        Some(name) => return Err(bad_logo_name(name.span).into()),
        None => None,
    };
    let state = FileState { head: clinic.head(), meaning: meaning(&node) };
    Ok((clinic, logo, file, state))
}

/// Reads one plan that is given on the command line.
///
/// # Errors
/// All problems of the file.
pub fn load_plan(bytes: &[u8], shown: &str, sources: &mut Sources) -> Result<Plan, Diagnostics> {
    let text = to_text(bytes, shown)?;
    let file = sources.add(shown, &text).ok_or_else(Diagnostics::default)?;
    let mut problems = control_characters(&text, file);
    let node = yaml::parse(&text, file)?;
    let plan = decode::decode::<Plan>(&node, &mut problems);
    plan.filter(|_| !problems.has_errors()).ok_or(problems)
}

fn bad_logo_name(span: Span) -> Diagnostic {
    Diagnostic::error(Code::OutsideRoot, "a logo must be an SVG or PNG file beside the clinic file")
        .at(span)
        .hint("write its file name alone, such as `our-clinic.svg` or `our-clinic.png`")
}

fn read_logo(name: &Spanned<String>, bytes: &[u8]) -> Result<Logo, Diagnostic> {
    Logo::read(name, bytes)
        .map_err(|why| Diagnostic::error(Code::BadDrawing, format!("this logo cannot be printed: {why}")).at(name.span))
}

/// The text of a file: UTF-8, without BOM, line ends as `\n`, in NFC.
pub(super) fn read_text(root: &Root, path: &str) -> Result<String, Diagnostics> {
    to_text(&root.read(path)?, path)
}

fn to_text(bytes: &[u8], path: &str) -> Result<String, Diagnostics> {
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        Diagnostic::error(Code::BadBytes, format!("`{path}` is not UTF-8: see line {line}"))
            .hint("save the file as UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    Ok(match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    })
}

/// Whether a character steers what is shown and is not seen itself, or stands for one that was lost.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || c == '\u{fffd}'
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a file has a key at its top, as far as it can be read.
pub fn has_key(bytes: &[u8], key: &str) -> bool {
    let node = to_text(bytes, "").and_then(|text| yaml::parse(&text, FileId(0)));
    matches!(node.map(|node| node.value), Ok(Value::Map(entries)) if entries.iter().any(|(k, _)| k.value == key))
}

/// The meaning of a file, as [`FileState`] has it; none where it cannot be read.
pub fn meaning_of(bytes: &[u8]) -> Option<String> {
    let text = to_text(bytes, "").ok()?;
    yaml::parse(&text, FileId(0)).ok().map(|node| meaning(&node))
}

/// Characters that no page shows and that could hide something.
fn control_characters(text: &str, file: FileId) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for (at, c) in text.char_indices() {
        if c != '\n' && c != '\t' && is_hidden(c) {
            let span = Span { file, start: at as u32, end: (at + c.len_utf8()) as u32 };
            let message = format!("a hidden character (U+{:04X}) stands here", c as u32);
            problems.push(Diagnostic::error(Code::BadBytes, message).at(span).hint("delete it"));
            if problems.0.len() >= 20 {
                break;
            }
        }
    }
    problems
}

/// Cancers with the groups that they belong to, in the order of the vocabulary.
fn with_groups<'v>(cancers: Vec<&'v Id>, vocabulary: &'v Vocabulary) -> impl Iterator<Item = &'v Id> {
    let mut all = cancers;
    let mut at = 0;
    while let Some(id) = all.get(at) {
        let group = vocabulary.cancers.get(id.as_str()).and_then(|entry| entry.parent.as_ref());
        if let Some(group) = group.filter(|group| !all.contains(&&group.value)) {
            all.push(&group.value);
        }
        at += 1;
    }
    vocabulary.cancers.ids().filter(move |id| all.contains(id))
}

struct Reader<'a> {
    root: &'a Root,
    /// The guide for which it is read; none for all of them.
    need: Option<Need<'a>>,
    sources: &'a mut Sources,
    problems: Diagnostics,
    files: BTreeMap<FileId, FileState>,
    nodes: BTreeMap<FileId, Node>,
    read: Vec<String>,
    /// Values in all files so far.
    values: usize,
    /// How many names may still be looked for that are nearly those of files: each takes as long as there are files.
    hints: usize,
}

/// Most values in all files of a root: what is read takes some hundred bytes for each.
pub const MAX_VALUES: usize = 600_000;
/// Most files for which one of nearly the same name is looked for.
const MOST_HINTS: usize = 50;

impl<'a> Reader<'a> {
    fn new(root: &'a Root, sources: &'a mut Sources, need: Option<Need<'a>>) -> Reader<'a> {
        Reader {
            root,
            need,
            sources,
            problems: Diagnostics::default(),
            files: BTreeMap::new(),
            nodes: BTreeMap::new(),
            read: vec![],
            values: 0,
            hints: MOST_HINTS,
        }
    }

    /// Whether something of a name is to be read.
    fn needs(&self, id: &str, named: impl Fn(&Need<'_>, &str) -> bool) -> bool {
        self.need.as_ref().is_none_or(|need| named(need, id))
    }

    /// The ids of a list that are to be read, of which some were typed, by their names or by others.
    fn needed<'v, E>(
        &self,
        list: &'v IdMap<E>,
        typed: impl Fn(&Need<'_>, &str) -> bool,
        aliases: impl Fn(&E) -> &[Spanned<Id>],
    ) -> Vec<&'v Id> {
        let is_typed = |id: &Id, entry: &E| {
            self.needs(id.as_str(), &typed) || aliases(entry).iter().any(|alias| self.needs(alias.as_str(), &typed))
        };
        list.iter().filter(|(id, entry)| is_typed(&id.value, entry)).map(|(id, _)| &id.value).collect()
    }

    fn library(&mut self) -> Option<Library> {
        let vocabulary: Vocabulary = self.vocabulary()?;
        let guide: Option<Guide> = self.file("guide.yaml", Guide::head);
        let drugs: Option<Drugs> = self.file("facts/drugs.yaml", Drugs::head);
        let pairs: Option<Pairs> = self.file("facts/pairs.yaml", Pairs::head);
        let source_list: Option<SourceList> = self.file("facts/sources.yaml", SourceList::head);
        let figures: Option<Figures> = self.file("figures/figures.yaml", Figures::head);
        let mut languages = BTreeMap::new();
        for language in vocabulary
            .languages
            .ids()
            .filter(|id| self.needs(id.as_str(), |need, id| need.lang == id))
            .collect::<Vec<_>>()
        {
            if let Some(words) = guide.as_ref().and_then(|guide| self.words(language, guide, &vocabulary)) {
                languages.insert(language.clone(), words);
            }
        }
        let drawings = figures.as_ref().map(|f| self.drawings(f)).unwrap_or_default();
        let clinics: BTreeMap<Id, Clinic> = self.folder("clinics/", Clinic::head, |need, id| need.clinic == Some(id));
        let logos = self.logos(&clinics);
        let mut themes = self.folder("themes/", Theme::head, |need, id| need.theme == id);
        let bases: Vec<Id> =
            themes.values().filter_map(|theme: &Theme| Some(theme.extends.as_ref()?.value.clone())).collect();
        if self.need.is_some() {
            themes
                .append(&mut self.folder("themes/", Theme::head, |_, id| bases.iter().any(|base| base.as_str() == id)));
        }
        self.extend(&mut themes);
        let plans = self.folder("plans/", Plan::head, |_, _| false);
        let recalls = if self.root.has("recalled.yaml") { self.file("recalled.yaml", Recalls::head) } else { None };
        let check = if self.root.has("check.yaml") { self.file("check.yaml", CheckSettings::head) } else { None };
        // An index that cannot be read names nothing: its files are no strays.
        if guide.is_some() && figures.is_some() && self.need.is_none() {
            self.strays(&clinics);
        }
        Some(Library {
            vocabulary,
            guide: guide?,
            drugs: drugs?,
            pairs: pairs?,
            sources: source_list?,
            figures: figures?,
            drawings,
            languages,
            clinics,
            logos,
            themes,
            plans,
            recalls: recalls.map(|file| file.recalled).unwrap_or_default(),
            check,
            files: std::mem::take(&mut self.files),
            nodes: std::mem::take(&mut self.nodes),
        })
    }

    /// Gives themes the editions of those they extend. A theme that extends another is no base itself: whoever reads
    /// one has two files to look into, never a chain.
    fn extend(&mut self, themes: &mut BTreeMap<Id, Theme>) {
        let bases: BTreeMap<Id, IdMap<Edition>> = themes
            .iter()
            .filter(|(_, theme)| theme.extends.is_none())
            .map(|(id, theme)| (id.clone(), theme.editions.clone()))
            .collect();
        let chained: Vec<Id> = themes.iter().filter(|(_, t)| t.extends.is_some()).map(|(id, _)| id.clone()).collect();
        for theme in themes.values_mut() {
            let Some(wanted) = theme.extends.clone() else { continue };
            match bases.get(wanted.as_str()) {
                Some(editions) => {
                    for (id, edition) in editions.iter() {
                        if !theme.editions.contains(id.as_str()) {
                            theme.editions.push(id.clone(), edition.clone());
                        }
                    }
                }
                // A base that cannot be read has been complained of.
                None if !chained.contains(&wanted.value) && self.root.has(&format!("themes/{}.yaml", wanted.value)) => {
                }
                None => {
                    let known: Vec<&str> = bases.keys().map(Id::as_str).collect();
                    let message = if chained.contains(&wanted.value) {
                        format!("the theme `{}` extends another one, and cannot be extended itself", wanted.value)
                    } else {
                        format!("there is no theme `{}` to extend", wanted.value)
                    };
                    self.problems.push(
                        Diagnostic::error(Code::DanglingReference, message)
                            .at(wanted.span)
                            .hint(format!("known: {}", known.join(", "))),
                    );
                }
            }
        }
    }

    /// The vocabulary, if it is of a schema that this program knows.
    fn vocabulary(&mut self) -> Option<Vocabulary> {
        if !self.root.has("vocabulary.yaml") {
            self.problems.push(
                Diagnostic::error(Code::MissingFile, "there is no vocabulary.yaml in this folder")
                    .hint("give the folder that holds vocabulary.yaml; `handout init` makes one"),
            );
            return None;
        }
        let node = self.node("vocabulary.yaml")?;
        if let Value::Map(entries) = &node.value
            && let Some((_, value)) = entries.iter().find(|(key, _)| key.value == "schema")
            && let Value::Scalar { text, .. } = &value.value
            && text.split('.').next() != Some("1")
        {
            self.problems.push(
                Diagnostic::error(
                    Code::SchemaVersion,
                    format!("this content is of schema {text}, and this program knows schema 1"),
                )
                .at(value.span)
                .hint("use a newer handout, or content of schema 1"),
            );
            return None;
        }
        let vocabulary = self.decoded(&node, Vocabulary::head);
        self.nodes.insert(node.span.file, node);
        vocabulary
    }

    fn words(&mut self, language: &Id, guide: &Guide, vocabulary: &Vocabulary) -> Option<Words> {
        let path = |name: &str| format!("{language}/{name}");
        let strings = self.file(&path("strings.yaml"), Strings::head);
        let names = self.file(&path("names.yaml"), Names::head);
        let guide_words = self.file(&path("guide.yaml"), GuideWords::head);
        let glossary = self.file(&path("glossary.yaml"), Glossary::head);
        let figures = self.file(&path("figures.yaml"), FigureWords::head);
        let mut sections = BTreeMap::new();
        let on_panels = guide
            .panels
            .values()
            .flat_map(|panels| panels.values())
            .flat_map(|panel| panel.sections.iter().map(|(id, _)| id));
        let mut asked = BTreeSet::new();
        for id in guide.parts.values().flat_map(|part| &part.sections).chain(on_panels) {
            if !asked.insert(&id.value) {
                continue;
            }
            let file = path(&format!("sections/{}.yaml", id.value));
            if !self.root.has(&file) {
                let near = self.nearest(&file);
                let hint = near.unwrap_or_else(|| "write the file, or take the section out of the guide".into());
                let message = format!("the section `{}` has no file `{file}`", id.value);
                self.problems.push(Diagnostic::error(Code::MissingFile, message).at(id.span).hint(hint));
            } else if let Some(section) = self.file(&file, Section::head) {
                sections.insert(id.value.clone(), section);
            }
        }
        let therapies = self.needed(
            &vocabulary.therapies,
            |need, id| need.therapies.iter().any(|typed| typed == id),
            |entry| &entry.aliases,
        );
        let therapies = self.modules(language, "therapies", therapies.into_iter(), Therapy::head);
        let cancers = self.needed(&vocabulary.cancers, |need, id| need.cancer == Some(id), |entry| &entry.aliases);
        let cancers = self.modules(language, "cancers", with_groups(cancers, vocabulary), Cancer::head);
        Some(Words {
            strings: strings?,
            names: names?,
            guide: guide_words?,
            glossary: glossary?,
            figures: figures?,
            sections,
            therapies,
            cancers,
        })
    }

    /// Files of a folder, for those ids that have one.
    fn modules<'v, T: for<'de> Deserialize<'de>>(
        &mut self,
        language: &Id,
        folder: &str,
        ids: impl Iterator<Item = &'v Id>,
        head: fn(&T) -> Head,
    ) -> BTreeMap<Id, T> {
        let mut found = BTreeMap::new();
        for id in ids {
            let path = format!("{language}/{folder}/{id}.yaml");
            if self.root.has(&path)
                && let Some(module) = self.file(&path, head)
            {
                found.insert(id.clone(), module);
            }
        }
        found
    }

    /// All files of a folder that is its own index: the file name is the id.
    fn folder<T: for<'de> Deserialize<'de>>(
        &mut self,
        prefix: &str,
        head: fn(&T) -> Head,
        named: impl Fn(&Need<'_>, &str) -> bool,
    ) -> BTreeMap<Id, T> {
        let id = |path: &'_ str| Some(path.strip_prefix(prefix)?.strip_suffix(".yaml")?.to_owned());
        let is_needed = |path: &&str| id(path).is_some_and(|id| self.needs(&id, &named));
        let paths: Vec<String> = self.root.paths().filter(is_needed).map(str::to_owned).collect();
        let mut found = BTreeMap::new();
        for path in paths {
            let name = &path[prefix.len()..path.len() - ".yaml".len()];
            match Id::new(name) {
                Ok(id) => {
                    if let Some(file) = self.file(&path, head) {
                        found.insert(id, file);
                    }
                }
                Err(why) => {
                    self.read.push(path.clone());
                    self.problems
                        .push(Diagnostic::error(Code::BadId, format!("`{path}`: {why}")).hint("rename the file"));
                }
            }
        }
        found
    }

    /// The drawings. Those inside the program have passed the tests, and most guides need few of them.
    fn drawings(&mut self, figures: &Figures) -> Drawings {
        let palette = Arc::new(Palette::new(figures));
        let mut drawings = Drawings::default();
        for (id, figure) in figures.figures.iter() {
            let path = format!("figures/{}.svg", id.value);
            self.read.push(path.clone());
            let problem = match self.root.read(&path) {
                Err(problem) => problem,
                Ok(bytes) if self.root.is_embedded() => {
                    drawings.insert_unread(id.value.clone(), bytes, figure.view, Arc::clone(&palette));
                    continue;
                }
                Ok(bytes) => match drawing::read(&bytes, figure.view, &palette) {
                    Ok(drawing) => {
                        drawings.insert(id.value.clone(), drawing);
                        continue;
                    }
                    Err(why) => {
                        Diagnostic::error(Code::BadDrawing, format!("the drawing `{path}` cannot be printed: {why}"))
                            .hint("use shapes and paths with flat colors only")
                    }
                },
            };
            self.problems.push(problem.at(id.span));
        }
        drawings
    }

    fn logos(&mut self, clinics: &BTreeMap<Id, Clinic>) -> BTreeMap<Id, Logo> {
        let mut logos = BTreeMap::new();
        for (id, clinic) in clinics {
            let Some(name) = &clinic.logo else { continue };
            if !Logo::can_be_named(name) {
                self.problems.push(bad_logo_name(name.span));
                self.read.extend(["svg", "png"].map(|kind| format!("clinics/{id}.{kind}")));
                continue;
            }
            let path = format!("clinics/{}", name.value);
            self.read.push(path.clone());
            let logo = self.root.read(&path).and_then(|bytes| read_logo(name, &bytes));
            match logo {
                Ok(logo) => {
                    logos.insert(id.clone(), logo);
                }
                Err(problem) => self.problems.push(problem.at(name.span)),
            }
        }
        logos
    }

    /// Files that no index names.
    fn strays(&mut self, clinics: &BTreeMap<Id, Clinic>) {
        let listed = self.root.paths().filter(|p| p.starts_with("clinics/") && p.ends_with(".yaml")).count();
        let all_clinics = clinics.len() == listed;
        let known = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            // A clinic that cannot be read does not say which logo is its own.
            let kind = path.ends_with(".svg") || path.ends_with(".png");
            let logo = !all_clinics && path.starts_with("clinics/") && kind;
            path.starts_with("schema/") || name.starts_with("LICENSE") || name == "README.md" || logo
        };
        let strays: Vec<String> =
            self.root.paths().filter(|p| !self.read.iter().any(|r| r == p) && !known(p)).map(str::to_owned).collect();
        for path in strays {
            let hint = self.nearest(&path).unwrap_or_else(|| {
                "remove the file, or name it in vocabulary.yaml, guide.yaml or figures.yaml".to_owned()
            });
            self.problems
                .push(Diagnostic::error(Code::StrayFile, format!("nothing names the file `{path}`")).hint(hint));
        }
    }

    /// A file of nearly the same path, as a hint.
    fn nearest(&mut self, path: &str) -> Option<String> {
        self.hints = self.hints.checked_sub(1)?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        // Names alone, without the ending: the folder, which is the same, would make all names alike.
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let stem_of = |p: &'_ str| -> Option<String> {
            let (f, n) = p.rsplit_once('/').unwrap_or(("", p));
            let (s, e) = n.rsplit_once('.')?;
            (f == folder && e == ending && p != path).then(|| s.to_owned())
        };
        let stems: Vec<String> = self.root.paths().filter_map(stem_of).collect();
        let near = suggest(stem, stems.iter().map(String::as_str))?;
        let slash = if folder.is_empty() { "" } else { "/" };
        Some(format!("is it a misspelling of `{folder}{slash}{near}.{ending}`?"))
    }

    fn file<T: for<'de> Deserialize<'de>>(&mut self, path: &str, head: fn(&T) -> Head) -> Option<T> {
        if !self.root.has(path) {
            let hint =
                self.nearest(path).unwrap_or_else(|| "write it; `handout init` makes a complete folder".to_owned());
            self.problems
                .push(Diagnostic::error(Code::MissingFile, format!("the file `{path}` is not there")).hint(hint));
            return None;
        }
        let node = self.node(path)?;
        let value = self.decoded(&node, head);
        self.nodes.insert(node.span.file, node);
        value
    }

    fn decoded<T: for<'de> Deserialize<'de>>(&mut self, node: &Node, head: fn(&T) -> Head) -> Option<T> {
        let value: T = decode::decode(node, &mut self.problems)?;
        self.files.insert(node.span.file, FileState { head: head(&value), meaning: meaning(node) });
        Some(value)
    }

    fn node(&mut self, path: &str) -> Option<Node> {
        self.read.push(path.to_owned());
        let text = match read_text(self.root, path) {
            Ok(text) => text,
            Err(problems) => {
                self.problems.append(problems);
                return None;
            }
        };
        let Some(file) = self.sources.add(path, &text) else {
            self.problems.push(Diagnostic::error(Code::TooLarge, "more files than can be numbered"));
            return None;
        };
        self.problems.append(control_characters(&text, file));
        match yaml::parse(&text, file) {
            Ok(node) => {
                self.values = self.values.saturating_add(node.count());
                if self.values <= MAX_VALUES {
                    return Some(node);
                }
                let message = format!("all files together hold more than {MAX_VALUES} values");
                self.problems.push(Diagnostic::error(Code::TooLarge, message).at(Span { file, start: 0, end: 1 }));
                None
            }
            Err(problems) => {
                self.problems.append(problems);
                None
            }
        }
    }
}
