//! One choice of therapy, cancer, language, clinic, edition and paper.

use std::borrow::Cow;

use crate::base::{Code, Diagnostic, Diagnostics, FileId, Id, suggest};
use crate::content::{Clinic, Date, FileState, IdMap, Library, Logo, Master, Part, PartKind, Theme};

use super::pairs::{PairState, pair_state};

/// What to make a brochure for. Ids are those of the vocabulary; aliases have been resolved.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The reader's therapies, in the order of the vocabulary; none for the general guide.
    pub therapies: Vec<Id>,
    /// The reader's cancer; none for the general guide.
    pub cancer: Option<Id>,
    /// Language.
    pub lang: Id,
    /// Clinic.
    pub clinic: Option<ClinicChoice>,
    /// Edition.
    pub edition: Id,
    /// The edition whose pages and type it has: its own, or that of another.
    pub layout: Id,
    /// Paper.
    pub paper: Id,
    /// The part or section that is printed on its own, as a sheet.
    pub only: Option<Id>,
    /// The day on which reviews that have run out are printed as such; without it, the pages say nothing of them.
    pub overdue_on: Option<Date>,
}

/// A clinic with what was read beside it.
#[derive(Clone, Debug)]
pub struct ClinicChoice {
    /// Its id, for file names.
    pub id: Id,
    /// The department, if one was chosen.
    pub department: Option<Id>,
    /// What its file says, for that department.
    pub clinic: Clinic,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Its file and that file's state.
    pub file: (FileId, FileState),
}

impl ClinicChoice {
    /// The clinic with what differs in one of its departments.
    ///
    /// # Errors
    /// When the clinic has no such department.
    pub fn in_department(self, typed: &str) -> Result<ClinicChoice, Diagnostic> {
        let known: Vec<&str> = self.clinic.departments.ids().map(Id::as_str).collect();
        match (self.clinic.of_department(typed), Id::new(typed)) {
            (Some(clinic), Ok(department)) => Ok(ClinicChoice { clinic, department: Some(department), ..self }),
            _ if known.is_empty() => Err(Diagnostic::error(
                Code::UnknownId,
                format!("the clinic `{}` has no departments to choose from", self.id),
            )
            .hint("leave out `--department`, or list them in the clinic file under `departments:`")),
            _ => Err(unknown("department", typed, &known)),
        }
    }

    /// A clinic of the content.
    ///
    /// # Errors
    /// When the content has no such clinic.
    pub fn of(library: &Library, typed: &str) -> Result<ClinicChoice, Diagnostic> {
        let found = library.clinics.get_key_value(typed).and_then(|(id, clinic)| {
            let file = clinic.version.span.file;
            Some((id, clinic, (file, library.files.get(&file)?.clone())))
        });
        let Some((id, clinic, file)) = found else {
            let known: Vec<&str> = library.clinics.keys().map(Id::as_str).collect();
            return Err(unknown("clinic", typed, &known));
        };
        let logo = library.logos.get(id).cloned();
        Ok(ClinicChoice { id: id.clone(), department: None, clinic: clinic.clone(), logo, file })
    }
}

impl Variant {
    /// The general guide in a language.
    ///
    /// # Panics
    /// Never: the ids written here are valid.
    pub fn general(lang: Id) -> Variant {
        let id = |text: &str| Id::new(text).unwrap_or_else(|_| lang.clone());
        Variant {
            therapies: vec![],
            cancer: None,
            edition: id("standard"),
            layout: id("standard"),
            paper: id("letter"),
            clinic: None,
            only: None,
            lang,
            overdue_on: None,
        }
    }

    /// A variant from ids as typed.
    ///
    /// # Errors
    /// All unknown ids, and a pair that is not possible, each with what is.
    pub fn resolve(library: &Library, wanted: &Wanted<'_>) -> Result<Variant, Diagnostics> {
        let mut problems = Diagnostics::default();
        let vocabulary = &library.vocabulary;
        let mut therapies: Vec<Id> = wanted
            .therapies
            .iter()
            .filter_map(|typed| {
                let known = vocabulary
                    .therapies
                    .iter()
                    .map(|(id, t)| (&id.value, t.aliases.iter().map(|a| &a.value).collect()));
                found("therapy", typed, known, &mut problems)
            })
            .collect();
        let place = |id: &Id| vocabulary.therapies.ids().position(|known| known == id);
        therapies.sort_by_key(place);
        therapies.dedup();
        let cancer = wanted.cancer.and_then(|typed| {
            let known =
                vocabulary.cancers.iter().map(|(id, c)| (&id.value, c.aliases.iter().map(|a| &a.value).collect()));
            found("cancer", typed, known, &mut problems)
        });
        let lang = found("language", wanted.lang, vocabulary.languages.ids().map(|id| (id, vec![])), &mut problems);
        let edition = found("edition", wanted.edition, vocabulary.editions.ids().map(|id| (id, vec![])), &mut problems);
        let entry = edition.as_ref().and_then(|edition| vocabulary.editions.get(edition.as_str()));
        let like = entry.and_then(|entry| entry.like.as_ref()).map(|like| like.value.clone());
        let layout = like.or_else(|| edition.clone());
        let papers = edition.as_ref().and_then(|edition| library.papers_of(edition.as_str()));
        let paper = match papers {
            Some(papers) => found("paper", wanted.paper, papers.ids().map(|id| (id, vec![])), &mut problems),
            None => None,
        };
        let own_part = entry.and_then(|entry| entry.only.as_ref()).map(|part| part.value.clone());
        let only = match (wanted.only, &edition) {
            (Some(typed), Some(edition)) if own_part.is_some() || library.guide.panels.contains(edition.as_str()) => {
                let shown: String = typed.chars().take(80).filter(|c| !c.is_control()).collect();
                problems.push(
                    Diagnostic::error(
                        Code::BadValue,
                        format!("the edition `{edition}` has no parts to print on their own, so `--only {shown}` says nothing"),
                    )
                    .hint("leave out `--only`, or choose another edition"),
                );
                None
            }
            (Some(typed), _) => sheet(library, typed, &mut problems),
            (None, _) => own_part,
        };
        if wanted.therapies.is_empty() != wanted.cancer.is_none() {
            let (given, lacking) =
                if wanted.cancer.is_none() { ("--therapy", "--cancer") } else { ("--cancer", "--therapy") };
            problems.push(
                Diagnostic::error(Code::ImpossiblePair, format!("`{given}` is given without `{lacking}`"))
                    .hint("give both for a tailored brochure, or neither for the general guide"),
            );
        }
        if let (Some(lang), Some(cancer)) = (&lang, &cancer) {
            for therapy in &therapies {
                if let Err(problem) = possible(library, therapy, cancer, lang) {
                    problems.push(problem);
                }
            }
        }
        match (lang, edition.zip(layout), paper) {
            (Some(lang), Some((edition, layout)), Some(paper)) if !problems.has_errors() => {
                let clinic = wanted.clinic.clone();
                Ok(Variant { therapies, cancer, lang, clinic, edition, layout, paper, only, overdue_on: None })
            }
            _ => Err(problems),
        }
    }

    /// The part or section that was asked for on its own; none of an edition that is one part anyway.
    pub fn chosen_part(&self) -> Option<&Id> {
        self.only.as_ref().filter(|_| self.edition == self.layout)
    }

    /// The file name, made from ids only:
    /// `handout[-CLINIC[-DEPARTMENT]]-THERAPY[+THERAPY]-CANCER-LANG-EDITION-PAPER[-only-ID]SUFFIX.pdf`; the suffix says how it is printed.
    pub fn file_name(&self, suffix: &str) -> String {
        let mut name = String::from("handout");
        if let Some(clinic) = &self.clinic {
            name += &format!("-{}", clinic.id);
            name += &clinic.department.as_ref().map_or(String::new(), |id| format!("-{id}"));
        }
        match &self.cancer {
            Some(cancer) => {
                let therapies: Vec<&str> = self.therapies.iter().map(Id::as_str).collect();
                name += &format!("-{}-{cancer}", therapies.join("+"));
            }
            None => name += "-general",
        }
        name += &format!("-{}-{}-{}", self.lang, self.edition, self.paper);
        // An edition that is one part says so by its own name.
        if let Some(only) = self.chosen_part() {
            name += &format!("-only-{only}");
        }
        name + suffix + ".pdf"
    }
}

impl Library {
    /// The theme that was asked for, in its colors or without color.
    ///
    /// # Errors
    /// When there is no such theme.
    pub fn theme(&self, typed: &str, gray: bool) -> Result<Cow<'_, Theme>, Diagnostic> {
        let Some(theme) = self.themes.get(typed) else {
            let known: Vec<&str> = self.themes.keys().map(Id::as_str).collect();
            return Err(unknown("theme", typed, &known));
        };
        Ok(if gray {
            Cow::Owned(Theme { colors: theme.colors.in_gray(&self.figures), ..theme.clone() })
        } else {
            Cow::Borrowed(theme)
        })
    }

    /// The papers of an edition, with their masters; none if there is no such edition.
    pub fn papers_of(&self, edition: &str) -> Option<&IdMap<Master>> {
        let entry = self.vocabulary.editions.get(edition);
        let layout = entry.and_then(|entry| entry.like.as_ref()).map_or(edition, |like| like.as_str());
        // All themes have the same.
        Some(&self.themes.values().next()?.editions.get(layout)?.papers)
    }
}

/// What was asked for, as typed.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Therapies.
    pub therapies: Vec<&'a str>,
    /// Cancer.
    pub cancer: Option<&'a str>,
    /// Language.
    pub lang: &'a str,
    /// Edition.
    pub edition: &'a str,
    /// Paper.
    pub paper: &'a str,
    /// Clinic, read already.
    pub clinic: Option<ClinicChoice>,
    /// The part or section that is printed on its own.
    pub only: Option<&'a str>,
}

/// The part, or section of a part, that was typed for a sheet.
fn sheet(library: &Library, typed: &str, problems: &mut Diagnostics) -> Option<Id> {
    let own = |part: &Part| !matches!(part.kind, PartKind::Glossary | PartKind::About);
    let parts = library.guide.parts.iter().filter(|(_, part)| own(part));
    let ids = parts.flat_map(|(id, part)| std::iter::once(id).chain(&part.sections)).map(|id| &id.value);
    let mut known: Vec<&Id> = vec![];
    for id in ids {
        if !known.contains(&id) {
            known.push(id);
        }
    }
    if let Some(id) = known.iter().find(|id| id.as_str() == typed) {
        return Some((*id).clone());
    }
    let known: Vec<&str> = known.into_iter().map(Id::as_str).collect();
    let shown: String = typed.chars().take(80).filter(|c| !c.is_control()).collect();
    let problem = Diagnostic::error(Code::UnknownId, format!("there is no part or section `{shown}`"));
    problems.push(match suggest(typed, known.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!("known: {}", known.join(", "))),
    });
    None
}

/// The id that was typed, by its own name or an alias.
fn found<'a>(
    what: &str,
    typed: &str,
    known: impl Iterator<Item = (&'a Id, Vec<&'a Id>)>,
    problems: &mut Diagnostics,
) -> Option<Id> {
    let known: Vec<(&Id, Vec<&Id>)> = known.collect();
    let hit = known.iter().find(|(id, aliases)| id.as_str() == typed || aliases.iter().any(|a| a.as_str() == typed));
    if let Some((id, _)) = hit {
        return Some((*id).clone());
    }
    let ids: Vec<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
    problems.push(unknown(what, typed, &ids));
    None
}

/// The complaint about an id that is not known.
pub fn unknown(what: &str, typed: &str, known: &[&str]) -> Diagnostic {
    let shown: String = typed.chars().take(80).filter(|c| !c.is_control()).collect();
    let diagnostic = Diagnostic::error(Code::UnknownId, format!("there is no {what} `{shown}`"));
    let plural = match what {
        "therapy" => "therapies".to_owned(),
        other => format!("{other}s"),
    };
    let list =
        if known.len() > 12 { format!("see `handout list {plural}`") } else { format!("known: {}", known.join(", ")) };
    match suggest(typed, known.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic.hint(list),
    }
}

/// Checks that a pair can be built: its state allows it, and both have content in that language.
fn possible(library: &Library, therapy: &Id, cancer: &Id, lang: &Id) -> Result<(), Diagnostic> {
    let state = pair_state(library, therapy, cancer);
    if !state.builds() {
        let others: Vec<&str> = library
            .vocabulary
            .therapies
            .ids()
            .filter(|t| pair_state(library, t, cancer).builds())
            .map(Id::as_str)
            .collect();
        let cancers: Vec<&str> = library
            .vocabulary
            .cancers
            .iter()
            .filter(|(c, entry)| entry.parent.is_none() && pair_state(library, therapy, c).builds())
            .map(|(c, _)| c.as_str())
            .collect();
        let why = match state {
            PairState::TrialsOnly => "is in studies only",
            _ => "is not used",
        };
        let list = |ids: &[&str]| if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
        return Err(Diagnostic::error(Code::ImpossiblePair, format!("`{therapy}` {why} for `{cancer}`"))
            .hint(format!("for `{cancer}` there is: {}", list(&others)))
            .hint(format!("`{therapy}` is used for: {}", list(&cancers))));
    }
    let Some(words) = library.languages.get(lang) else { return Ok(()) };
    let no_content = |what: &str, id: &Id, with: Vec<&str>| {
        Diagnostic::error(Code::NoContent, format!("the {what} `{id}` has no content in `{lang}` yet"))
            .hint(format!("with content: {}", with.join(", ")))
            .hint(format!("write `{lang}/{}/{id}.yaml`", if what == "therapy" { "therapies" } else { "cancers" }))
    };
    if !words.therapies.contains_key(therapy) {
        return Err(no_content("therapy", therapy, words.therapies.keys().map(Id::as_str).collect()));
    }
    if !library.lineage(cancer).iter().any(|id| words.cancers.get(id).is_some_and(|c| c.title.is_some())) {
        return Err(no_content("cancer", cancer, words.cancers.keys().map(Id::as_str).collect()));
    }
    Ok(())
}
