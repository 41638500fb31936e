//! Every guide that either state makes, and how many of them are named in few words.

use super::redline::{Form, Guide, Redline, Touched};
use crate::base::{Code, Diagnostics, Id};
use crate::content::Library;
use crate::tailor::{ClinicChoice, Variant, Wanted, pair_state};

/// The edition that is meant when none is named.
pub const USUAL: &str = "standard";

/// Every guide that one of the states may make: the general one first, then by therapy and cancer as the new state
/// has them.
pub fn guides(old: &Library, new: &Library) -> Vec<Guide> {
    let both = |pick: fn(&Library) -> Vec<Id>| -> Vec<Id> {
        let mut all = pick(new);
        for id in pick(old) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        all
    };
    let langs = both(|l| l.vocabulary.languages.ids().filter(|id| l.languages.contains_key(*id)).cloned().collect());
    let therapies = both(|l| l.vocabulary.therapies.ids().cloned().collect());
    let cancers = both(|l| l.vocabulary.cancers.ids().cloned().collect());
    let mut all = vec![];
    for lang in langs {
        all.push(Guide { lang: lang.clone(), pair: None });
        for therapy in &therapies {
            for cancer in &cancers {
                if [old, new].into_iter().any(|library| pair_state(library, therapy, cancer).builds()) {
                    all.push(Guide { lang: lang.clone(), pair: Some((therapy.clone(), cancer.clone())) });
                }
            }
        }
    }
    all
}

/// The variant of a guide in a form; none if this state does not make it.
///
/// # Errors
/// What else stands against it.
pub fn variant(library: &Library, guide: &Guide, form: &Form) -> Result<Option<Variant>, Diagnostics> {
    let edition = form.edition.as_ref().map_or(USUAL, Id::as_str);
    // The paper changes no word, so any that the edition has will do.
    let Some(paper) = library.papers_of(edition).and_then(|papers| papers.ids().next()) else { return Ok(None) };
    let clinic = match &form.clinic {
        None => None,
        Some(id) => match ClinicChoice::of(library, id.as_str()).ok() {
            None => return Ok(None),
            found => found,
        },
    };
    let wanted = Wanted {
        therapies: guide.pair.iter().map(|(therapy, _)| therapy.as_str()).collect(),
        cancer: guide.pair.as_ref().map(|(_, cancer)| cancer.as_str()),
        lang: guide.lang.as_str(),
        edition,
        paper: paper.as_str(),
        clinic,
        only: form.sheet.as_ref().map(Id::as_str),
    };
    match Variant::resolve(library, &wanted) {
        Ok(variant) => Ok(Some(variant)),
        Err(problems) if problems.0.iter().all(is_not_made) => Ok(None),
        Err(problems) => Err(problems),
    }
}

/// Whether a complaint says that there is no such guide, and not that something is wrong with it.
pub fn is_not_made(problem: &crate::base::Diagnostic) -> bool {
    matches!(problem.code, Code::UnknownId | Code::ImpossiblePair | Code::NoContent)
}

/// Many guides in few words, a line for each language and form.
pub fn named(redline: &Redline, touched: &Touched) -> Vec<String> {
    let mut lines = vec![];
    for (form, guides) in touched {
        for (lang, name, _) in &redline.langs {
            let own: Vec<&Guide> = guides.iter().map(|at| &redline.guides[*at]).filter(|g| g.lang == *lang).collect();
            if !own.is_empty() {
                lines.push(format!("{name}{}: {}", in_form(form), few_words(&own, &redline.guides)));
            }
        }
    }
    lines
}

fn in_form(form: &Form) -> String {
    let sheet = form.sheet.as_ref().map(|id| format!(", on the sheet {id}"));
    let edition = form.edition.as_ref().map(|id| format!(", only in the edition {id}"));
    let clinic = form.clinic.as_ref().map(|id| format!(", only with a clinic ({id})"));
    [sheet, edition, clinic].into_iter().flatten().collect()
}

/// Guides of one language: all, or by therapy, or by cancer, whichever is shorter.
fn few_words(own: &[&Guide], guides: &[Guide]) -> String {
    let Some(first) = own.first() else { return String::new() };
    let all: Vec<&Guide> = guides.iter().filter(|guide| guide.lang == first.lang).collect();
    let tailored = |list: &[&Guide]| list.iter().filter(|guide| guide.pair.is_some()).count();
    if own.len() == all.len() {
        return format!("all {} guides", all.len());
    }
    let general = own.iter().any(|guide| guide.pair.is_none());
    if tailored(own) == tailored(&all) {
        return format!("all {} tailored guides", own.len());
    }
    let by = |first: fn(&(Id, Id)) -> &Id, second: fn(&(Id, Id)) -> &Id, what: &str| {
        let pairs = |list: &[&Guide]| list.iter().filter_map(|guide| guide.pair.clone()).collect::<Vec<_>>();
        let (mine, whole) = (pairs(own), pairs(&all));
        let mut heads: Vec<&Id> = vec![];
        for pair in &mine {
            if !heads.contains(&first(pair)) {
                heads.push(first(pair));
            }
        }
        let of = |list: &'_ [(Id, Id)], head: &Id| -> Vec<Id> {
            list.iter().filter(|pair| first(pair) == head).map(|pair| second(pair).clone()).collect()
        };
        let named: Vec<String> = heads
            .into_iter()
            .map(|head| {
                let (some, every) = (of(&mine, head), of(&whole, head));
                if some.len() == every.len() && some.len() > 1 {
                    format!("{head}: all {} {what}", every.len())
                } else {
                    format!("{head}: {}", some.iter().map(Id::as_str).collect::<Vec<_>>().join(", "))
                }
            })
            .collect();
        named.join("; ")
    };
    let therapies = by(|pair| &pair.0, |pair| &pair.1, "cancers");
    let cancers = by(|pair| &pair.1, |pair| &pair.0, "treatments");
    // Fewer heads first: one cancer with all its treatments says more than a list of treatments.
    let length = |text: &str| (text.matches("; ").count(), text.len());
    let pairs = if length(&cancers) < length(&therapies) { cancers } else { therapies };
    let general = if general { "the general guide" } else { "" };
    let count = if own.len() > 1 { format!("{} guides: ", own.len()) } else { String::new() };
    count + &[general, &pairs].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The name of a guide for other programs, such as `car-t/lymphoma/en`.
pub fn path(guide: &Guide) -> String {
    match &guide.pair {
        Some((therapy, cancer)) => format!("{therapy}/{cancer}/{}", guide.lang),
        None => format!("general/{}", guide.lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guide(pair: Option<(&str, &str)>) -> Guide {
        let id = |text: &str| Id::new(text).unwrap();
        Guide { lang: id("en"), pair: pair.map(|(t, c)| (id(t), id(c))) }
    }

    fn all() -> Vec<Guide> {
        let pairs =
            [("car-t", "lymphoma"), ("car-t", "myeloma"), ("cpi", "lung"), ("cpi", "lymphoma"), ("mab", "lung")];
        [None].into_iter().chain(pairs.into_iter().map(Some)).map(guide).collect()
    }

    fn said(which: &[usize]) -> String {
        let all = all();
        few_words(&which.iter().map(|at| &all[*at]).collect::<Vec<_>>(), &all)
    }

    #[test]
    fn many_guides_are_named_in_few_words() {
        assert_eq!(said(&[0, 1, 2, 3, 4, 5]), "all 6 guides");
        assert_eq!(said(&[1, 2, 3, 4, 5]), "all 5 tailored guides");
        assert_eq!(said(&[0]), "the general guide");
        assert_eq!(said(&[1, 2]), "2 guides: car-t: all 2 cancers");
        assert_eq!(said(&[3, 5]), "2 guides: lung: all 2 treatments");
        assert_eq!(said(&[0, 1]), "2 guides: the general guide; car-t: lymphoma");
    }
}
