//! The elements of a list inside a JSON object, one at a time: a file is never held as a whole.

use std::{fmt, io::Read};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::ImportError;

/// Hands each element of the list under one of `keys` to `take`, with the key and its number from 1 on.
pub fn each(
    file: impl Read,
    keys: &'static [&'static str],
    mut take: impl FnMut(&'static str, u64, Value),
) -> Result<(), ImportError> {
    let mut json = serde_json::Deserializer::from_reader(std::io::BufReader::new(file));
    json.deserialize_map(Object { keys, take: &mut take }).and_then(|()| json.end()).map_err(located)
}

fn located(error: serde_json::Error) -> ImportError {
    let (line, column) = (error.line(), error.column());
    if error.is_io() {
        return ImportError::Read(error.into());
    }
    // serde_json ends its messages with the place, which the error tells already.
    let text = error.to_string();
    let detail = text.split(" at line ").next().unwrap_or(&text).to_owned();
    ImportError::Json { line, column, detail }
}

struct Object<'a, F> {
    keys: &'static [&'static str],
    take: &'a mut F,
}

impl<'de, F: FnMut(&'static str, u64, Value)> Visitor<'de> for Object<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with a list `{}`", self.keys.join("` or `"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut found = false;
        while let Some(name) = map.next_key::<String>()? {
            match self.keys.iter().find(|key| **key == name) {
                Some(key) => {
                    map.next_value_seed(List { key, take: &mut *self.take })?;
                    found = true;
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let missing = || A::Error::custom(format_args!("there is no list `{}`", self.keys.join("` or `")));
        found.then_some(()).ok_or_else(missing)
    }
}

struct List<'a, F> {
    key: &'static str,
    take: &'a mut F,
}

impl<'de, F: FnMut(&'static str, u64, Value)> DeserializeSeed<'de> for List<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&'static str, u64, Value)> Visitor<'de> for List<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` to be a list", self.key)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(element) = list.next_element()? {
            number += 1;
            (self.take)(self.key, number, element);
        }
        Ok(())
    }
}
