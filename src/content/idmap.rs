//! Mappings from ids to values, in the order written.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::decode::ID_MAP;
use crate::base::{Id, Span, Spanned};

/// A mapping from ids to values, in the order written, each id with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct IdMap<T>(Vec<(Spanned<Id>, T)>);

impl<T> IdMap<T> {
    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key.as_str() == id).map(|(_, value)| value)
    }

    /// Where an id stands as a key.
    pub fn span(&self, id: &str) -> Option<Span> {
        self.0.iter().find(|(key, _)| key.as_str() == id).map(|(key, _)| key.span)
    }

    /// Whether it has an id.
    pub fn contains(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// All entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Spanned<Id>, &T)> + DoubleEndedIterator {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.0.iter().map(|(key, _)| &key.value)
    }

    /// All values, in order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, key: Spanned<Id>, value: T) {
        self.0.push((key, value));
    }
}

impl<T> Default for IdMap<T> {
    fn default() -> Self {
        IdMap(vec![])
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for IdMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = IdMap<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping from ids")
            }
            /// Entries that cannot be read have been reported by the decoder; they are left out here,
            /// and the run ends with the report.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<IdMap<T>, A::Error> {
                let mut entries = vec![];
                loop {
                    match map.next_key::<Spanned<Id>>() {
                        Ok(None) => return Ok(IdMap(entries)),
                        Ok(Some(key)) => {
                            if let Ok(value) = map.next_value::<T>() {
                                entries.push((key, value));
                            }
                        }
                        Err(_) => {}
                    }
                }
            }
        }
        deserializer.deserialize_struct(ID_MAP, &[], Entries(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for IdMap<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Map_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64 },
            "additionalProperties": value,
        })
    }
}

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64 })
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
