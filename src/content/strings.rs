//! Furniture: every word that the program itself puts on a page.

use schemars::JsonSchema;
use serde::Deserialize;

use super::head::file_kind;
use super::text::Text;
use crate::base::Spanned;

/// A text with holes such as `{page}` that the program fills, with its place; plain words, no markup.
pub type Template = Spanned<String>;

file_kind! {
    /// `LANG/strings.yaml`. Every key must be there: a missing one is an error with a place, never silent English.
    pub translated struct Strings {
        /// Words of the cover.
        pub cover: CoverStrings,
        /// Head and foot of the pages.
        pub furniture: FurnitureStrings,
        /// The contents list.
        pub contents: ContentsStrings,
        /// Labels of blocks.
        pub labels: LabelStrings,
        /// Words that stand where a clinic's would, when no clinic is named.
        pub no_clinic: NoClinicStrings,
        /// Contact rows.
        pub contacts: ContactStrings,
        /// Tables made from the facts.
        pub facts: FactStrings,
        /// Who wrote and reviewed the guide.
        pub provenance: ProvenanceStrings,
        /// Words for the untailored guide.
        pub general: GeneralStrings,
        /// Dates.
        pub dates: DateStrings,
        /// Joining words.
        pub join: JoinStrings,
        /// What a screen reader hears in place of ink.
        pub spoken: SpokenStrings,
    }
}

macro_rules! strings {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name { $($(#[$field_meta])* pub $field: $kind,)* }
    };
}

strings! {
    /// Words of the cover.
    CoverStrings {
        /// Line above the title.
        kicker: Text,
        /// Title of the untailored guide.
        general_title: Text,
        /// Second line of the untailored guide.
        general_second: Text,
        /// Second line: `for {cancer}`.
        for_cancer: Template,
        /// The sentence under the picture.
        lead: Text,
        /// The draft notice: first words, bold.
        draft_title: Text,
        /// The draft notice: the rest.
        draft: Text,
        /// The notice of an overdue review: first words, bold.
        overdue_title: Text,
        /// The notice of an overdue review, with the month in which it was due: `It was due in {date}.`
        overdue: Template,
        /// In place of a notice: `Reviewed by {names}.`
        reviewed: Template,
        /// The same where there are too many names for the cover.
        reviewed_many: Text,
        /// `Version {version}`.
        version: Template,
        /// `Facts as of {date}`.
        facts: Template,
        /// After the reviewers: `Next review: {date}`.
        review_by: Template,
        /// Marks an example clinic.
        example: Text,
        /// Title of the document, for the window: `{therapy} for {cancer}`.
        document: Template,
        /// Title of one part printed on its own: `{part}: {document}`.
        sheet: Template,
        /// Description of the document: `A guide to {therapy} for people with {cancer}`.
        subject: Template,
    }
}

strings! {
    /// Head and foot of the pages.
    FurnitureStrings {
        /// The draft mark.
        draft: Template,
        /// The mark of an overdue review: `Review overdue: was due in {date}`.
        overdue: Template,
        /// `Page {page} of {total}`.
        page: Template,
    }
}

strings! {
    /// The contents list.
    ContentsStrings {
        /// Its title.
        title: Text,
        /// Label of the callout.
        help_label: Text,
        /// `Go to page {page}. It tells you when to call.`
        help: Template,
        /// Words before the number.
        help_phone: Text,
    }
}

strings! {
    /// Labels of blocks.
    LabelStrings {
        /// Key message.
        key: Text,
        /// Urgent callout.
        urgent: Text,
        /// Note.
        note: Text,
        /// Tip.
        tip: Text,
        /// The frame of "when to call".
        say_first: Text,
        /// `Figure {number}.`
        figure: Template,
        /// `Part {number}:`, spoken.
        part: Template,
        /// Reference of a glossary entry: `Page {page}`.
        glossary_page: Template,
    }
}

strings! {
    /// Words that stand where a clinic's would.
    NoClinicStrings {
        /// For `{clinic.name}`.
        name: Text,
        /// For `{clinic.phone}`.
        phone: Text,
        /// For `{clinic.office-phone}`.
        office_phone: Text,
        /// For `{clinic.hours}`.
        hours: Text,
        /// For `{clinic.fever}`.
        fever: Text,
        /// Label of the line to write a number on.
        write_phone: Text,
        /// Label of the line to write the address on.
        write_address: Text,
    }
}

strings! {
    /// Contact rows.
    ContactStrings {
        /// Title of the back page.
        title: Text,
        /// Row of the emergency number.
        emergency: Text,
        /// The emergency number.
        emergency_number: Template,
        /// Line under it.
        emergency_text: Text,
        /// Row of the number for day and night.
        day_and_night: Text,
        /// Line under it.
        day_and_night_text: Text,
        /// Row of the number for office hours.
        office: Text,
        /// Row of the address.
        address: Text,
        /// Row of the web page.
        web: Text,
        /// Heading beside the square code.
        code_title: Text,
        /// Line beside the square code.
        code_text: Text,
        /// `Square code for a phone camera. It opens {address}.`
        code_alt: Template,
        /// Row on other formats.
        formats: Text,
        /// What to ask for.
        formats_text: Text,
        /// Row on the guide.
        about: Text,
        /// That it does not replace advice.
        about_text: Text,
        /// `Call {phone}`, spoken for a link.
        call: Template,
    }
}

strings! {
    /// Tables made from the facts.
    FactStrings {
        /// Column of the boxes.
        yours: Text,
        /// Column of the names.
        drug: Text,
        /// Column of the ways.
        route: Text,
        /// Column of the kinds: `{cancer} kind`.
        kind: Template,
        /// Column of the kinds when the cancer has none.
        use_column: Text,
        /// Cell of the kinds for a use that needs a marker: `{kind} with {markers}`.
        with_marker: Template,
        /// Cell of the kinds for a use that names none.
        any_kind: Text,
        /// A second way: `{first}, or {second} as {brand}`.
        second_route: Template,
        /// A second way without a brand of its own: `{first}, or {second}`.
        second_route_plain: Template,
        /// Line under the drug table: `Drug facts as of {date}.`
        as_of: Template,
        /// Column of the cancers.
        cancer: Text,
        /// Column of the types in use.
        used: Text,
        /// Column of the types that need a marker.
        used_with_marker: Text,
        /// Cell with nothing in it.
        none: Text,
        /// Cell for trials only: `{therapies} (in studies)`.
        trials: Template,
        /// Column of the markers.
        marker: Text,
        /// Column of their meaning.
        marker_meaning: Text,
        /// Column of the drugs.
        marker_drugs: Text,
    }
}

strings! {
    /// Who wrote and reviewed the guide.
    ProvenanceStrings {
        /// `Written by: {names}.`
        written: Template,
        /// `Reviewed by: {names}.`
        reviewed: Template,
        /// When nobody has.
        not_reviewed: Text,
        /// `Facts as of {date}.`
        facts: Template,
        /// `Version {version}`.
        version: Template,
        /// On money.
        funding: Text,
        /// Licence of the words and pictures.
        licence: Text,
        /// Heading of the sources.
        sources: Text,
        /// Line above the sources.
        sources_intro: Text,
    }
}

strings! {
    /// Words for the untailored guide.
    GeneralStrings {
        /// For `{therapy.name}`.
        therapy_name: Text,
        /// For `{therapy.text}`.
        therapy_text: Text,
        /// For `{cancer.name}`.
        cancer_name: Text,
        /// For `{cancer.text}`.
        cancer_text: Text,
    }
}

strings! {
    /// Dates.
    DateStrings {
        /// Twelve names.
        months: Vec<String>,
        /// `{month} {year}`.
        month: Template,
        /// `{month} {day}, {year}`.
        day: Template,
    }
}

strings! {
    /// Joining words.
    JoinStrings {
        /// Between the members of a list.
        comma: String,
        /// Between members that hold commas themselves.
        semicolon: String,
        /// Before the last of two.
        and: String,
        /// Before the last of two, where it begins with one of `and-before`: Spanish " e " before the sound of i.
        #[serde(default)]
        and_other: Option<String>,
        /// Beginnings of words before which `and-other` stands.
        #[serde(default)]
        and_before: Vec<String>,
        /// Before the last of two choices.
        or: String,
        /// A list with an explanation: `{name}: {text}`.
        named: Template,
    }
}

strings! {
    /// What a screen reader hears in place of ink.
    SpokenStrings {
        /// A box to tick.
        check_box: Text,
        /// `{label}, write here`.
        write_here: Template,
    }
}

/// Fills the holes of a template: `{name}` becomes the value of `name`.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
