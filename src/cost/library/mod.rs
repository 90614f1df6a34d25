//! Where formula files come from: the library embedded in the program, a folder that takes its
//! place, and the disk. Nothing else in the library crate touches a file.

pub(in crate::cost) mod heads;

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use crate::cost::library::heads::heads;
use crate::syntax::MAX_SOURCE_BYTES;
use crate::text::did_you_mean;

/// A formula file of the library: its name, such as `layers.linear`, and its text.
pub type LibraryFile = (&'static str, &'static str);

/// The library: its files by name, and what they declare.
struct Library {
    files: &'static [LibraryFile],
    /// The word, the name and the file of each declaration, by name and then by file.
    declared: &'static [Declaration],
}

type Declaration = (&'static str, &'static str, &'static str);

/// The library in the program itself.
static EMBEDDED: Library = include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// What a folder that was chosen in its place holds.
static CHOSEN: OnceLock<Library> = OnceLock::new();

/// That folder.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// The library: formula files by name.
pub fn files() -> &'static [LibraryFile] {
    library().files
}

/// Whether the library is the one in the program, in which nothing is mistaken.
pub(in crate::cost) fn is_embedded() -> bool {
    CHOSEN.get().is_none()
}

fn library() -> &'static Library {
    CHOSEN.get().unwrap_or(&EMBEDDED)
}

/// Takes the `.cost` files of a folder as the library from now on, for the whole process: for those
/// who change it and do not want to build the program for each change.
///
/// # Errors
/// In words for a person: the folder or a file cannot be read, or a library is chosen already.
pub fn choose(folder: &Path) -> Result<(), String> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    if found.is_empty() {
        return Err("it holds no `.cost` file".to_owned());
    }
    found.sort_unstable();
    // The texts live as long as the process, as the embedded ones do.
    let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let files = found
        .into_iter()
        .map(|(name, text)| (leak(name), leak(text)));
    let files: &[LibraryFile] = Vec::leak(files.collect());
    let declared = files.iter().flat_map(|(file, text)| {
        let heads = heads(text);
        heads.map(move |(word, name)| (word, name, *file))
    });
    let mut declared: Vec<Declaration> = declared.collect();
    declared.sort_by_key(|(_, name, file)| (*name, *file));
    let declared = Vec::leak(declared);
    CHOSEN
        .set(Library { files, declared })
        .map_err(|_| "another library is in use already".to_owned())?;
    FOLDER.get_or_init(|| place_of(folder));
    Ok(())
}

/// Where a file of the library is on the disk, if a folder was chosen as the library.
pub fn path_of(name: &str) -> Option<PathBuf> {
    let path = FOLDER.get()?.join(name.replace('.', "/"));
    Some(path.with_extension("cost"))
}

/// The name in the library of a file of the folder that was chosen as the library.
pub fn name_of(path: &Path) -> Option<String> {
    let place = place_of(path);
    let inside = place.strip_prefix(FOLDER.get()?).ok()?;
    let parts = inside.with_extension("");
    let parts: Option<Vec<&str>> = parts.iter().map(|part| part.to_str()).collect();
    let name = parts?.join(".");
    text_of(&name).is_some().then_some(name)
}

/// The one spelling of a path: that of the system for a file that is there, and else the path without
/// `.` and `..`, below a folder that is there.
pub fn place_of(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    let folder = plain.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, plain.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => plain,
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|error| reason(&error))? {
        let path = entry.map_err(|error| reason(&error))?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{stem}."), found)?;
        } else if path.extension().is_some_and(|ending| ending == "cost") {
            let text = read_file(&path).map_err(|why| format!("{}: {why}", path.display()))?;
            found.push((format!("{prefix}{stem}"), text));
        }
    }
    Ok(())
}

/// The text of a file of the library.
pub fn text_of(name: &str) -> Option<&'static str> {
    let files = files();
    let at = files.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(files[at].1)
}

/// The files of the library that declare a name at their top level.
pub fn declaring(name: &str) -> impl Iterator<Item = &'static str> {
    let mut last = None;
    declarations_of(name)
        .map(|(.., file)| *file)
        .filter(move |file| last.replace(*file) != Some(*file))
}

/// Every declaration of a name in the library.
fn declarations_of(name: &str) -> impl Iterator<Item = &'static Declaration> {
    let declared = library().declared;
    let before = declared.partition_point(|(_, held, _)| *held < name);
    let with_it = declared[before..].partition_point(|(_, held, _)| *held == name);
    let declared = declared[before..].iter().take(with_it);
    declared.filter(|(word, ..)| *word != "from")
}

/// The files of the library that a bare name on the command line means: those that declare it. Of a dim
/// it is the file at the top of the library, which all share. A word may be that of one file in a folder;
/// a letter may not, since files in folders use letters as their sources do.
pub fn meant_by(name: &str) -> Vec<&'static str> {
    let declaring: Vec<&str> = declaring(name).collect();
    if !declaring.iter().all(|file| is_dim_of(file, name)) {
        return declaring;
    }
    let shared: Vec<&str> = declaring
        .iter()
        .copied()
        .filter(|file| !file.contains('.'))
        .collect();
    let is_word = name.chars().nth(1).is_some();
    match &declaring[..] {
        [_] if is_word => declaring,
        _ => shared,
    }
}

/// Whether a name on the command line means a dim of the library.
pub fn declares_dim(name: &str) -> bool {
    meant_by(name).iter().any(|file| is_dim_of(file, name))
}

fn is_dim_of(file: &str, name: &str) -> bool {
    declarations_of(name).any(|(word, _, held)| (*word, *held) == ("dim", file))
}

/// Every name declared at the top level of a file of the library, with the file, in the order of names.
pub fn declared_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let declared = library().declared.iter();
    let named = declared.filter(|(word, ..)| *word != "from");
    named.map(|(_, name, file)| (*name, *file))
}

/// Every layer declared in a file of the library, with the file, in the order of names.
pub fn declared_layers() -> impl Iterator<Item = (&'static str, &'static str)> {
    let declared = library().declared.iter();
    let layers = declared.filter(|(word, ..)| *word == "layer");
    layers.map(|(_, name, file)| (*name, *file))
}

/// The name declared in the library that a person most likely meant by one that is not.
pub fn nearest_name(name: &str) -> Option<String> {
    let names = declared_names().map(|(name, _)| name);
    did_you_mean(name, names).map(str::to_owned)
}

/// The files of the library that hold a `config from` for a format.
pub fn readers(format: &str) -> impl Iterator<Item = &'static str> {
    let declared = library().declared.iter();
    let readers = declared.filter(move |(word, name, _)| *word == "from" && *name == format);
    let mut last = None;
    readers
        .map(|(.., file)| *file)
        .filter(move |file| last.replace(*file) != Some(*file))
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
