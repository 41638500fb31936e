//! One job, from its line to its bytes: all that jobs share is read once and kept here.

use std::collections::BTreeMap;

use super::digest::{Digest, digest};
use super::hash::Hash;
use super::job::{Job, suffix};
use super::one::{Made, composed, finish, meta};
use super::outcome::ReviewState;
use crate::base::{Code, Diagnostic, Diagnostics, FileId, Severity, Sources, sha256};
use crate::compose::Document;
use crate::content::{Date, Library};
use crate::export::{Meta, Profile};
use crate::impose::Press;
use crate::tailor::{ClinicChoice, Variant, Wanted, tailor};
use crate::typeset::Fonts;

/// What all jobs share.
pub struct Shop<'a> {
    library: &'a Library,
    sources: &'a Sources,
    fonts: &'a Fonts,
    /// What is wrong with the review of files on the day of the run.
    reviews: Diagnostics,
    today: Date,
    allow_overdue: bool,
    /// Hash of the program and the fonts, which are in every key.
    base: String,
}

/// A job that is tailored and composed: all is known of it but its bytes.
pub struct Prepared {
    /// The job, with its file and its key.
    pub job: Job,
    /// The code in its foot.
    pub code: String,
    /// Version of its content.
    pub content: String,
    /// Whether it is signed.
    pub review: ReviewState,
    /// What it says, as hashes.
    pub digest: Digest,
    document: Document,
    meta: Meta,
    profile: Profile,
    press: Press,
}

impl<'a> Shop<'a> {
    /// A shop of a library that is sound. `reviews` are the complaints about reviews on the day `today`; with
    /// `allow_overdue` a brochure whose review is overdue is made, and says so.
    pub fn new(
        library: &'a Library,
        sources: &'a Sources,
        fonts: &'a Fonts,
        reviews: Diagnostics,
        today: Date,
        allow_overdue: bool,
    ) -> Shop<'a> {
        let faces: Vec<String> =
            fonts.faces().iter().map(|face| format!("{:?} {}", face.style, sha256(&face.bytes))).collect();
        let base = sha256(format!("handout {}\n{}", env!("CARGO_PKG_VERSION"), faces.join("\n")).as_bytes());
        Shop { library, sources, fonts, reviews, today, allow_overdue, base }
    }

    /// The content.
    pub fn library(&self) -> &'a Library {
        self.library
    }

    /// The texts that were read.
    pub fn sources(&self) -> &'a Sources {
        self.sources
    }

    /// Hash of all that the jobs of a plan could depend on, and of the jobs: workers with one hash make one plan.
    pub fn plan_hash(&self, jobs: &[Job]) -> String {
        let mut hash = Hash::default();
        hash.add(&(&self.base, self.allow_overdue));
        let said: BTreeMap<&str, _> = self
            .library
            .files
            .iter()
            .map(|(file, state)| (self.sources.path(*file), (&state.meaning, &state.head.review)))
            // Another plan beside this one changes nothing here.
            .filter(|(path, _)| !path.starts_with("plans/"))
            .collect();
        hash.add(&(said, &self.library.drawings, &self.library.logos));
        hash.add(&jobs);
        hash.hex()
    }

    /// Tailors and composes a job.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn prepare(&self, job: &Job) -> Result<Prepared, Diagnostics> {
        let library = self.library;
        let (profile, press) = (job.profile(), job.press()?);
        let clinic = self.clinic(job)?;
        let theme = library.theme(&job.theme, job.printing.gray)?;
        let mut variant = Variant::resolve(
            library,
            &Wanted {
                therapies: job.therapies.iter().map(String::as_str).collect(),
                cancer: job.cancer.as_deref(),
                lang: &job.lang,
                edition: &job.edition,
                paper: &job.paper,
                clinic,
                only: job.only.as_deref(),
            },
        )?;
        let file = variant.file_name(&suffix(&press, job.printing.gray, profile));
        // A name of one's own could lead anywhere.
        if !job.file.is_empty() && job.file != file {
            let message = format!("the file of this job is `{file}`, not the one that it names");
            return Err(Diagnostic::error(Code::BadJob, message).hint("leave `file` out").into());
        }
        let mut brochure = tailor(library, &variant)?;
        self.overdue(&brochure.files)?;
        if self.allow_overdue && brochure.due.iter().any(|(_, due)| *due < self.today) {
            variant.overdue_on = Some(self.today);
            brochure = tailor(library, &variant)?;
        }
        if let Some(recall) = library.recalls.iter().find(|recall| recall.holds(&brochure.code)) {
            let message = format!("the guide `{}` was recalled on {}: {}", brochure.code, recall.on.value, recall.why);
            return Err(Diagnostic::error(Code::Recalled, message)
                .at(recall.code.span)
                .hint("put the content right: it then gets another code")
                .into());
        }
        let document = composed(&brochure, &theme, &library.drawings, self.fonts)?;
        let meta = meta(&brochure);
        let mut hash = Hash::default();
        hash.add(&(&self.base, &document, &meta, profile, press));
        let key = hash.hex();
        if let Some(planned) = job.key.as_ref().filter(|planned| **planned != key) {
            let message =
                format!("this job was planned for other content, fonts or program: its key is {key}, not {planned}");
            return Err(Diagnostic::error(Code::BadJob, message)
                .hint("plan it again with this content and this program")
                .into());
        }
        let review = ReviewState {
            state: if brochure.unsigned.is_empty() { "reviewed" } else { "draft" }.to_owned(),
            unsigned: brochure.unsigned.len(),
            due: brochure.due.iter().map(|(_, due)| *due).min().map(|day| day.to_string()),
            overdue: brochure.overdue.map(|month| month.to_string()),
        };
        // Ids as the vocabulary has them, where an alias was typed.
        let text = |id: &crate::base::Id| id.as_str().to_owned();
        let job = Job {
            file,
            key: Some(key),
            therapies: variant.therapies.iter().map(text).collect(),
            cancer: variant.cancer.as_ref().map(text),
            ..job.clone()
        };
        Ok(Prepared {
            job,
            code: brochure.code.clone(),
            content: brochure.version.clone(),
            review,
            digest: digest(&brochure),
            document,
            meta,
            profile,
            press,
        })
    }

    /// The clinic of a job, in its department.
    fn clinic(&self, job: &Job) -> Result<Option<ClinicChoice>, Diagnostic> {
        let clinic = job.clinic.as_ref().map(|typed| ClinicChoice::of(self.library, typed));
        match (clinic.transpose()?, &job.department) {
            (Some(clinic), Some(department)) => clinic.in_department(department).map(Some),
            (None, Some(_)) => Err(Diagnostic::error(Code::BadJob, "this job has a department and no clinic")
                .hint("say which clinic it is a department of: `\"clinic\": \"ID\"`")),
            (clinic, None) => Ok(clinic),
        }
    }

    /// Stops at reviews that are overdue, of the files of one brochure.
    fn overdue(&self, files: &[FileId]) -> Result<(), Diagnostics> {
        let late =
            |d: &&Diagnostic| d.severity == Severity::Error && d.span.is_some_and(|span| files.contains(&span.file));
        let late: Vec<Diagnostic> = self.reviews.0.iter().filter(late).cloned().collect();
        if late.is_empty() || self.allow_overdue { Ok(()) } else { Err(Diagnostics(late)) }
    }

    /// Makes the bytes of a job.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn finish(&self, prepared: Prepared) -> Result<Made, Diagnostics> {
        let Prepared { document, meta, profile, press, .. } = prepared;
        finish(document, &meta, self.fonts, profile, &press)
    }
}
