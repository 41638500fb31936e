//! A serde deserializer over YAML nodes that goes on after an error.
//!
//! Unknown keys are reported and skipped; entries of an [`IdMap`](super::IdMap) that cannot be read are
//! reported and left out; so one run shows all problems of a file. Errors made by
//! serde's derive get the place of the node they came from.

use std::cell::RefCell;
use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::yaml::{Node, Value};
use crate::base::{Code, Diagnostic, Diagnostics, FileId, Id, Span, Spanned, suggest};

/// Name under which [`Spanned`] asks for its place.
const SPANNED: &str = "$spanned";
/// Name under which an id map asks for recovery.
pub(super) const ID_MAP: &str = "$id-map";

/// Decodes a node; all problems found are added to `problems`.
/// Gives nothing when the value as a whole cannot be built.
pub fn decode<T: for<'de> Deserialize<'de>>(node: &Node, problems: &mut Diagnostics) -> Option<T> {
    let found = RefCell::new(Diagnostics::default());
    let result = T::deserialize(Decoder { node, found: &found });
    problems.append(found.into_inner());
    match result {
        Ok(value) => Some(value),
        Err(Error(None)) => None,
        Err(Error(Some(diagnostic))) => {
            problems.push(Diagnostic { span: diagnostic.span.or(Some(node.span)), ..*diagnostic });
            None
        }
    }
}

/// An error on its way up; `None` when it has been reported already.
#[derive(Debug)]
struct Error(Option<Box<Diagnostic>>);

impl Error {
    fn new(diagnostic: Diagnostic) -> Error {
        Error(Some(Box::new(diagnostic)))
    }

    fn at(self, span: Span) -> Error {
        Error(self.0.map(|mut d| {
            d.span.get_or_insert(span);
            d
        }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or("reported", |d| &d.message))
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    /// A message may carry a code and a hint: `CODE|message|hint`.
    fn custom<T: fmt::Display>(message: T) -> Error {
        let text = message.to_string();
        let mut parts = text.splitn(3, '|');
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        let code = Code::ALL.iter().copied().find(|c| Some(c.text()) == first);
        match (code, second) {
            (Some(code), Some(message)) => {
                let diagnostic = Diagnostic::error(code, message);
                Error::new(match third {
                    Some(hint) => diagnostic.hint(hint),
                    None => diagnostic,
                })
            }
            _ => Error::new(Diagnostic::error(Code::BadValue, text)),
        }
    }

    fn missing_field(field: &'static str) -> Error {
        Error::new(
            Diagnostic::error(Code::MissingKey, format!("the key `{field}` is missing here"))
                .hint(format!("add `{field}:` with its value")),
        )
    }
}

/// A message for [`de::Error::custom`] that keeps its code and hint.
pub(super) fn coded(code: Code, message: impl fmt::Display, hint: impl fmt::Display) -> String {
    format!("{}|{}|{}", code.text(), message.to_string().replace('|', "/"), hint)
}

#[derive(Clone, Copy)]
struct Decoder<'a> {
    node: &'a Node,
    found: &'a RefCell<Diagnostics>,
}

impl<'a> Decoder<'a> {
    fn child(&self, node: &'a Node) -> Decoder<'a> {
        Decoder { node, found: self.found }
    }

    fn wrong_kind(&self, wanted: &str) -> Error {
        let value = &self.node.value;
        let shown = match value {
            Value::Scalar { text, .. } if text.chars().count() <= 40 => format!("`{text}`"),
            other => other.kind().to_owned(),
        };
        let hint = match (value, wanted) {
            (Value::Null, _) => "write a value after the colon, or remove the key".to_owned(),
            (_, "a list") => "write `[one, two]`, or one `- item` a line".to_owned(),
            (_, "a mapping") => "write `key: value` lines, indented below".to_owned(),
            _ => format!("replace it by {wanted}"),
        };
        let message = format!("{wanted} is expected here, not {shown}");
        Error::new(Diagnostic::error(Code::WrongKind, message).at(self.node.span).hint(hint))
    }

    fn text(&self, wanted: &str) -> Result<&'a str, Error> {
        match &self.node.value {
            Value::Scalar { text, .. } => Ok(text),
            _ => Err(self.wrong_kind(wanted)),
        }
    }

    fn map(&self) -> Result<&'a [(Spanned<String>, Node)], Error> {
        match &self.node.value {
            Value::Map(entries) => Ok(entries),
            _ => Err(self.wrong_kind("a mapping")),
        }
    }

    fn number<T: std::str::FromStr>(&self, wanted: &str) -> Result<T, Error> {
        self.text(wanted)?.parse().map_err(|_| self.wrong_kind(wanted))
    }

    fn report(&self, error: Error) {
        if let Some(diagnostic) = error.0 {
            self.found.borrow_mut().push(*diagnostic);
        }
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $wanted:literal;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.number($wanted)?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for Decoder<'de> {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i8 "a whole number";
        deserialize_i16 visit_i16 "a whole number";
        deserialize_i32 visit_i32 "a whole number";
        deserialize_i64 visit_i64 "a whole number";
        deserialize_u8 visit_u8 "a whole number";
        deserialize_u16 visit_u16 "a whole number";
        deserialize_u32 visit_u32 "a whole number";
        deserialize_u64 visit_u64 "a whole number";
        deserialize_f32 visit_f32 "a number";
        deserialize_f64 visit_f64 "a number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Scalar { text, .. } => visitor.visit_str(text),
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
        }
        .map_err(|e| e.at(self.node.span))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.text("`true` or `false`")? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(self.wrong_kind("`true` or `false`")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.text("a text")?).map_err(|e: Error| e.at(self.node.span))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self).map_err(|e| e.at(self.node.span))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::List(items) => visitor.visit_seq(Items { of: self, items: items.iter() }),
            _ => Err(self.wrong_kind("a list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::List(items) if items.len() == len => {
                visitor.visit_seq(Items { of: self, items: items.iter() }).map_err(|e| e.at(self.node.span))
            }
            _ => Err(self.wrong_kind(&format!("a list of {len}"))),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            SPANNED => visitor.visit_seq(Place { of: self, step: 0 }),
            _ => self.deserialize_tuple(len, visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Entries { of: self, entries: self.map()?.iter(), value: None, recover: false })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let entries = self.map()?;
        if name == ID_MAP {
            return visitor.visit_map(Entries { of: self, entries: entries.iter(), value: None, recover: true });
        }
        let mut known = Vec::with_capacity(entries.len());
        for entry in entries {
            if fields.contains(&entry.0.as_str()) {
                known.push(entry);
            } else {
                self.found.borrow_mut().push(unknown_key(&entry.0, fields, "key"));
            }
        }
        let access = Fields { of: self, entries: known.into_iter(), value: None };
        visitor.visit_map(access).map_err(|e| e.at(first_line(self.node)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Scalar { text, .. } => {
                let key = Spanned { value: text.clone(), span: self.node.span };
                if !variants.contains(&text.as_str()) {
                    return Err(Error::new(unknown_key(&key, variants, "word")));
                }
                visitor.visit_enum(Variant { of: self, name: text, value: None })
            }
            Value::Map(entries) => match &entries[..] {
                [(key, _)] if !variants.contains(&key.as_str()) => Err(Error::new(unknown_key(key, variants, "kind"))),
                [(key, value)] => visitor
                    .visit_enum(Variant { of: self, name: key, value: Some(value) })
                    .map_err(|e| e.at(value.span)),
                [] => Err(self.wrong_kind("a kind")),
                [_, (second, _), ..] => Err(Error::new(
                    Diagnostic::error(
                        Code::WrongKind,
                        format!("only one kind may stand here, and `{}` is a second", second.value),
                    )
                    .at(second.span)
                    .hint("give each block an id of its own"),
                )),
            },
            _ => Err(self.wrong_kind("a mapping")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

/// The first line of a mapping: where a missing key is missed.
fn first_line(node: &Node) -> Span {
    match &node.value {
        Value::Map(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}

fn unknown_key(key: &Spanned<String>, known: &[&str], what: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(Code::UnknownKey, format!("the {what} `{}` is not known here", key.value)).at(key.span);
    match suggest(&key.value, known.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic.hint(format!("known here: {}", known.join(", "))),
    }
}

struct Items<'de> {
    of: Decoder<'de>,
    items: std::slice::Iter<'de, Node>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(node) = self.items.next() else { return Ok(None) };
        seed.deserialize(self.of.child(node)).map(Some).map_err(|e| e.at(node.span))
    }
}

/// Gives file, start, end and value of a spanned node.
struct Place<'de> {
    of: Decoder<'de>,
    step: u8,
}

impl<'de> SeqAccess<'de> for Place<'de> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        use de::IntoDeserializer;
        let Span { file, start, end } = self.of.node.span;
        self.step += 1;
        match self.step {
            1 => seed.deserialize(file.0.into_deserializer()).map(Some),
            2 => seed.deserialize(start.into_deserializer()).map(Some),
            3 => seed.deserialize(end.into_deserializer()).map(Some),
            4 => seed.deserialize(self.of).map(Some).map_err(|e| e.at(self.of.node.span)),
            _ => Ok(None),
        }
    }
}

struct Fields<'de> {
    of: Decoder<'de>,
    entries: std::vec::IntoIter<&'de (Spanned<String>, Node)>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        use de::IntoDeserializer;
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(key.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let node = self.value.take().unwrap_or(self.of.node);
        let result = seed.deserialize(self.of.child(node)).map_err(|e| e.at(node.span));
        if let Err(error) = result {
            // What follows in this mapping is not read; report now, so that the entries around it still are.
            self.of.report(error);
            return Err(Error(None));
        }
        result
    }
}

struct Entries<'de> {
    of: Decoder<'de>,
    entries: std::slice::Iter<'de, (Spanned<String>, Node)>,
    value: Option<&'de Node>,
    recover: bool,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let node = Node { value: Value::Scalar { text: key.value.clone(), plain: true }, span: key.span };
        match decode_key(seed, &node, self.of.found) {
            Ok(key) => Ok(Some(key)),
            Err(error) if self.recover => {
                // The seed is spent; whoever reads this mapping asks again for the next key.
                self.of.report(error.at(key.span));
                Err(Error(None))
            }
            Err(error) => Err(error.at(key.span)),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let node = self.value.take().unwrap_or(self.of.node);
        let result = seed.deserialize(self.of.child(node)).map_err(|e| e.at(node.span));
        match result {
            Err(error) if self.recover => {
                self.of.report(error);
                Err(Error(None))
            }
            other => other,
        }
    }
}

/// Keys are decoded from a node of their own, which lives only as long as the call.
fn decode_key<'de, K: DeserializeSeed<'de>>(
    seed: K,
    node: &Node,
    _found: &RefCell<Diagnostics>,
) -> Result<K::Value, Error> {
    seed.deserialize(KeyDecoder { node })
}

struct KeyDecoder<'a> {
    node: &'a Node,
}

impl<'de> de::Deserializer<'de> for KeyDecoder<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Scalar { text, .. } => visitor.visit_str(text).map_err(|e: Error| e.at(self.node.span)),
            _ => visitor.visit_unit(),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            SPANNED => visitor.visit_seq(KeyPlace { node: self.node, step: 0 }),
            _ => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple map struct enum identifier ignored_any
    }
}

struct KeyPlace<'a> {
    node: &'a Node,
    step: u8,
}

impl<'de> SeqAccess<'de> for KeyPlace<'_> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        use de::IntoDeserializer;
        let Span { file, start, end } = self.node.span;
        self.step += 1;
        match self.step {
            1 => seed.deserialize(file.0.into_deserializer()).map(Some),
            2 => seed.deserialize(start.into_deserializer()).map(Some),
            3 => seed.deserialize(end.into_deserializer()).map(Some),
            4 => seed.deserialize(KeyDecoder { node: self.node }).map(Some),
            _ => Ok(None),
        }
    }
}

struct Variant<'de> {
    of: Decoder<'de>,
    name: &'de str,
    value: Option<&'de Node>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Error;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        use de::IntoDeserializer;
        Ok((seed.deserialize(self.name.into_deserializer())?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        match self.value {
            Some(node) => seed.deserialize(self.of.child(node)),
            None => Err(self.of.wrong_kind("a mapping")),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Some(node) => de::Deserializer::deserialize_tuple(self.of.child(node), len, visitor),
            None => Err(self.of.wrong_kind("a list")),
        }
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Some(node) => de::Deserializer::deserialize_struct(self.of.child(node), "", fields, visitor),
            None => Err(self.of.wrong_kind("a mapping")),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
            type Value = Spanned<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spanned<T>, A::Error> {
                let mut number = || seq.next_element::<u32>().map(Option::unwrap_or_default);
                let (file, start, end) = (number()?, number()?, number()?);
                let value = seq.next_element()?.ok_or_else(|| de::Error::custom("no value"))?;
                Ok(Spanned { value, span: Span { file: FileId(file as u16), start, end } })
            }
        }
        deserializer.deserialize_tuple_struct(SPANNED, 4, Parts(std::marker::PhantomData))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        let text = String::deserialize(deserializer)?;
        Id::new(&text).map_err(|e| de::Error::custom(coded(Code::BadId, e, "choose another name")))
    }
}
