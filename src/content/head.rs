//! The head that every content file has.

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::Date;
use super::pins::Pins;
use crate::base::{Id, Spanned};

/// Who wrote a file, from what, and who stands for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Version of the text, such as `1.0.0`.
    pub version: Spanned<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Ids of the sources it rests on.
    pub sources: Vec<Spanned<Id>>,
    /// Who signed it.
    pub review: Review,
    /// In a translated file: which source each text was made from.
    pub pins: Pins,
}

/// Whether a clinician has signed a file.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(from = "ReviewForm")]
#[schemars(with = "ReviewForm")]
pub enum Review {
    /// Nobody has.
    Draft,
    /// Somebody has.
    Signed(Box<Signature>),
}

/// How a review is written: the word `draft`, or a mapping.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ReviewWord {
    Draft,
}

/// A signature of a clinician.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Signature {
    /// Name.
    pub by: String,
    /// Credential, such as `PharmD`.
    pub credential: String,
    /// Role, such as `oncology pharmacist`.
    pub role: String,
    /// Day of the signature.
    pub on: Spanned<Date>,
    /// Day by which it must be reviewed again.
    pub due: Spanned<Date>,
    /// SHA-256 of the meaning that was signed, in hexadecimal digits.
    pub sha256: String,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)]
enum ReviewForm {
    Word(ReviewWord),
    Signature(Signature),
}

impl<'de> Deserialize<'de> for ReviewForm {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> serde::de::Visitor<'de> for Either {
            type Value = ReviewForm;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`draft` or a signature")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<ReviewForm, E> {
                match word {
                    "draft" => Ok(ReviewForm::Word(ReviewWord::Draft)),
                    other => Err(E::custom(format!("a review is `draft` or a signature, not `{other}`"))),
                }
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<ReviewForm, A::Error> {
                Signature::deserialize(serde::de::value::MapAccessDeserializer::new(map)).map(ReviewForm::Signature)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl From<ReviewForm> for Review {
    fn from(form: ReviewForm) -> Review {
        match form {
            ReviewForm::Word(ReviewWord::Draft) => Review::Draft,
            ReviewForm::Signature(signature) => Review::Signed(Box::new(signature)),
        }
    }
}

/// Declares a kind of content file: its fields and the fields of the head, in one flat mapping.
///
/// serde's `flatten` would lose the places of everything inside it, so the head's fields are written out.
/// Kinds that are translated are declared as `translated`, and may have pins.
macro_rules! file_kind {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        $crate::content::head::file_kind! { @ [$(#[$meta])*] $name [] [$crate::content::Pins::default()] $($fields)* }
    };
    ($(#[$meta:meta])* pub translated struct $name:ident { $($fields:tt)* }) => {
        $crate::content::head::file_kind! { @ [$(#[$meta])*] $name [
            /// In a translated file: which source each text was made from. Written by `handout pin`.
            #[serde(default)]
            pub pins: $crate::content::Pins,
        ] [] $($fields)* }
    };
    (@ [$($meta:tt)*] $name:ident [$($pins:tt)*] [$($none:expr)?]
        $($(#[$field_meta:meta])* pub $field:ident: $kind:ty,)*) => {
        $($meta)*
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name {
            /// Version of the text, such as `1.0.0`.
            pub version: $crate::base::Spanned<String>,
            /// Who wrote it.
            pub authors: Vec<String>,
            /// Ids of the sources it rests on (`facts/sources.yaml`).
            pub sources: Vec<$crate::base::Spanned<$crate::base::Id>>,
            /// `draft`, or the signature of a clinician.
            pub review: $crate::content::Review,
            $($(#[$field_meta])* pub $field: $kind,)*
            $($pins)*
        }

        impl $name {
            /// The head of the file.
            pub fn head(&self) -> $crate::content::Head {
                $crate::content::Head {
                    version: self.version.clone(),
                    authors: self.authors.clone(),
                    sources: self.sources.clone(),
                    review: self.review.clone(),
                    pins: $crate::content::head::file_kind!(@pins self [$($none)?]),
                }
            }
        }
    };
    (@pins $file:ident []) => { $file.pins.clone() };
    (@pins $file:ident [$none:expr]) => { $none };
}
pub(super) use file_kind;
