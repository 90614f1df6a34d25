//! Where formula files come from: the library embedded in the program, and the disk. Nothing else in
//! the library crate touches a file.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::syntax::MAX_SOURCE_BYTES;
use crate::text::did_you_mean;

/// The embedded formula files: their names, such as `layers.linear`, and their texts.
pub const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The text of an embedded file.
pub fn embedded(name: &str) -> Option<&'static str> {
    let at = EMBEDDED
        .binary_search_by_key(&name, |(name, _)| name)
        .ok()?;
    Some(EMBEDDED[at].1)
}

/// The embedded files that declare a name at their top level. Only line beginnings are looked at, so
/// that a program that needs two files does not read them all.
pub fn declaring(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    let declares =
        move |text: &'static str| text.lines().any(|line| declared_name(line) == Some(name));
    EMBEDDED
        .iter()
        .filter(move |(_, text)| declares(text))
        .map(|(file, _)| *file)
}

/// Whether an embedded file declares a dim of this name.
pub fn declares_dim(name: &str) -> bool {
    let is_dim = |line: &'static str| line.starts_with("dim ") && declared_name(line) == Some(name);
    EMBEDDED.iter().any(|(_, text)| text.lines().any(is_dim))
}

/// Every name declared at the top level of an embedded file, with the file.
pub fn declared_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().flat_map(|(file, text)| {
        text.lines()
            .filter_map(move |line| Some((declared_name(line)?, *file)))
    })
}

/// The name declared in the library that a person most likely meant by one that is not.
pub fn nearest_name(name: &str) -> Option<String> {
    let names = declared_names().map(|(name, _)| name);
    did_you_mean(name, names).map(str::to_owned)
}

/// The embedded files that hold a `config from` for a format.
pub fn readers(format: &str) -> impl Iterator<Item = &'static str> + '_ {
    let reads = move |text: &str| {
        text.lines().any(|line| {
            let mut words = line.split_whitespace();
            words.by_ref().take(2).eq(["config", "from"]) && words.next() == Some(format)
        })
    };
    EMBEDDED
        .iter()
        .filter(move |(_, text)| reads(text))
        .map(|(file, _)| *file)
}

/// The name that a line declares, if an item begins on it.
fn declared_name(line: &'static str) -> Option<&'static str> {
    let (keyword, rest) = line.split_once(' ')?;
    if !matches!(keyword, "layer" | "config" | "quantity" | "dim" | "let") {
        return None;
    }
    let rest = rest.trim_start();
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// Reads a file from disk.
///
/// # Errors
/// In words for a person: missing, a directory, not permitted, too large, not UTF-8.
pub fn read_file(path: &Path) -> Result<String, String> {
    let file = fs::File::open(path).map_err(|error| reason(&error))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err("it is a directory".to_owned());
    }
    read_text(file)
}

/// Reads a text to its end, as far as it may be read.
///
/// # Errors
/// In words for a person: too large, not UTF-8, or what the system says.
pub fn read_text(reader: impl Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    let limit = MAX_SOURCE_BYTES as u64 + 1;
    let read = reader.take(limit).read_to_end(&mut bytes);
    read.map_err(|error| reason(&error))?;
    if bytes.len() > MAX_SOURCE_BYTES {
        let megabytes = MAX_SOURCE_BYTES >> 20;
        return Err(format!(
            "it is larger than {megabytes} MiB, the most that is read"
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("it is not UTF-8 text: the byte at offset {at} belongs to no character")
    })
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}
