//! A JSON Schema for every kind of file, so that editors complete and check while typing.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use super::files::{
    Cancer, Clinic, Drugs, FigureWords, Figures, Glossary, Guide, GuideWords, Names, Pairs, Section, SourceList,
    Therapy, Vocabulary,
};
use super::settings::CheckSettings;
use super::{FontList, Plan, Recalls, Strings, Theme};

/// The kinds of file, in the order of the content folder, with what each is.
pub const SCHEMAS: &[(&str, &str)] = &[
    ("vocabulary", "vocabulary.yaml: every id"),
    ("guide", "guide.yaml: the parts"),
    ("drugs", "facts/drugs.yaml"),
    ("pairs", "facts/pairs.yaml"),
    ("sources", "facts/sources.yaml"),
    ("figures", "figures/figures.yaml"),
    ("strings", "LANG/strings.yaml"),
    ("names", "LANG/names.yaml"),
    ("lang-guide", "LANG/guide.yaml"),
    ("glossary", "LANG/glossary.yaml"),
    ("lang-figures", "LANG/figures.yaml"),
    ("section", "LANG/sections/ID.yaml"),
    ("therapy", "LANG/therapies/ID.yaml"),
    ("cancer", "LANG/cancers/ID.yaml"),
    ("clinic", "clinics/ID.yaml"),
    ("theme", "themes/ID.yaml"),
    ("plan", "plans/ID.yaml"),
    ("recalled", "recalled.yaml"),
    ("check", "check.yaml: what `check` looks for"),
    ("fonts", "fonts/fonts.yaml"),
];

/// The schema of a kind of file; `None` for a kind that is not in [`SCHEMAS`].
pub fn schema(kind: &str) -> Option<Value> {
    fn of<T: JsonSchema>(kind: &str) -> Value {
        let generator: SchemaGenerator = SchemaSettings::draft07().into_generator();
        let mut schema = generator.into_root_schema_for::<T>();
        schema.insert("title".into(), Value::String(kind.to_owned()));
        schema.to_value()
    }
    Some(match kind {
        "vocabulary" => of::<Vocabulary>(kind),
        "guide" => of::<Guide>(kind),
        "drugs" => of::<Drugs>(kind),
        "pairs" => of::<Pairs>(kind),
        "sources" => of::<SourceList>(kind),
        "figures" => of::<Figures>(kind),
        "strings" => of::<Strings>(kind),
        "names" => of::<Names>(kind),
        "lang-guide" => of::<GuideWords>(kind),
        "glossary" => of::<Glossary>(kind),
        "lang-figures" => of::<FigureWords>(kind),
        "section" => of::<Section>(kind),
        "therapy" => of::<Therapy>(kind),
        "cancer" => of::<Cancer>(kind),
        "clinic" => of::<Clinic>(kind),
        "theme" => of::<Theme>(kind),
        "plan" => of::<Plan>(kind),
        "recalled" => of::<Recalls>(kind),
        "check" => of::<CheckSettings>(kind),
        "fonts" => of::<FontList>(kind),
        _ => return None,
    })
}
