//! `config.json` files, as formulas read them.

use std::path::Path;

use serde_json::Value as Json;

use crate::algebra::Rational;
use crate::cost::duplicate_keys::refuse_duplicates;
use crate::cost::keys::{KeyNumber, Keys};
use crate::cost::library::read_file;

/// A configuration file of JSON.
#[derive(Clone, Debug)]
pub struct ConfigFile(Json);

impl ConfigFile {
    /// Reads a file from disk.
    ///
    /// # Errors
    /// In words for a person: it cannot be read, or is no JSON object.
    pub fn read(path: &Path) -> Result<ConfigFile, String> {
        ConfigFile::parse(&read_file(path)?)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// In words for a person: it is no JSON object, or has a key twice.
    pub fn parse(text: &str) -> Result<ConfigFile, String> {
        // Some editors put a byte order mark at the start.
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        match serde_json::from_str(text) {
            Ok(json @ Json::Object(_)) => refuse_duplicates(text).map(|()| ConfigFile(json)),
            Ok(_) => Err("it is JSON, but no object with keys".to_owned()),
            Err(error) => Err(format!("it is not JSON: {error}")),
        }
    }

    /// Which kind of model it is of: the key `model_type`.
    pub fn kind(&self) -> Option<String> {
        self.0.get("model_type")?.as_str().map(str::to_owned)
    }

    fn at(&self, path: &[String]) -> Option<&Json> {
        path.iter().try_fold(&self.0, |held, key| match held {
            Json::Array(list) => list.get(key.parse::<usize>().ok()?),
            other => other.get(key),
        })
    }
}

impl Keys for ConfigFile {
    fn number(&self, path: &[String]) -> Result<Option<KeyNumber>, String> {
        match self.at(path) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::Bool(flag)) => Ok(Some(KeyNumber::Flag(*flag))),
            Some(Json::Number(number)) => read_number(number).map(KeyNumber::Number).map(Some),
            Some(other) => Err(kind_of(other)),
        }
    }

    fn text(&self, path: &[String]) -> Result<Option<String>, String> {
        match self.at(path) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text.clone())),
            Some(Json::Array(list)) if let [Json::String(text)] = &list[..] => {
                Ok(Some(text.clone()))
            }
            Some(other) => Err(kind_of(other)),
        }
    }

    fn holds(&self, path: &[String], number: &Rational) -> Result<bool, String> {
        let list = match self.at(path) {
            None | Some(Json::Null) => return Ok(false),
            Some(Json::Array(list)) => list,
            Some(other) => return Err(kind_of(other)),
        };
        let mut holds = false;
        for item in list {
            let Json::Number(item) = item else {
                return Err(format!("a list with {}", kind_of(item)));
            };
            holds |= read_number(item)? == *number;
        }
        Ok(holds)
    }

    fn given(&self, path: &[String]) -> bool {
        self.at(path).is_some()
    }

    fn count(&self, path: &[String], text: Option<&str>) -> Result<Option<u64>, String> {
        let counted = |item: &&Json| text.is_none() || item.as_str() == text;
        let items = match self.at(path) {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::Array(list)) => list.iter().filter(counted).count(),
            Some(single @ Json::String(_)) => std::iter::once(single).filter(counted).count(),
            Some(Json::Object(keys)) if text.is_none() => keys.len(),
            Some(other) => return Err(kind_of(other)),
        };
        Ok(Some(items as u64))
    }

    fn shown(&self, path: &[String]) -> String {
        self.at(path).unwrap_or(&Json::Null).to_string()
    }

    fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let mut pending = vec![(String::new(), &self.0)];
        while let Some((prefix, held)) = pending.pop() {
            if let Json::Object(keys) = held {
                for (key, value) in keys {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    let path = format!("{prefix}{dot}{key}");
                    pending.push((path.clone(), value));
                    paths.push(path);
                }
            }
        }
        paths
    }
}

/// What a value is, in words.
fn kind_of(value: &Json) -> String {
    match value {
        Json::String(text) => format!("the text \"{text}\""),
        Json::Array(list) => format!("a list of {}", list.len()),
        Json::Object(_) => "an object with keys of its own".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The digits as written, so that nothing passes through a float.
fn read_number(number: &serde_json::Number) -> Result<Rational, String> {
    let text = number.to_string().to_lowercase();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.as_str()),
    };
    let read = digits.parse::<Rational>();
    let read = read.map_err(|_| format!("`{text}`"))?;
    Ok(&read * &Rational::from(sign))
}
