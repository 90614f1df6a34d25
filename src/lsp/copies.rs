//! Files of the library that are in the program itself, written down so that an editor can show them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cost::library;

/// The folder for the copies: one of this version among the caches of the person.
fn folder() -> PathBuf {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let cache = set("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(set("HOME")?).join(".cache")));
    let cache = cache.or_else(|| set("LOCALAPPDATA").map(PathBuf::from));
    let cache = cache.unwrap_or_else(env::temp_dir);
    let version = concat!("formulas-", env!("CARGO_PKG_VERSION"));
    cache.join("flopform").join(version)
}

/// A copy of a file of the library on the disk; nothing where none can be written.
pub(super) fn copy_of(name: &str) -> Option<PathBuf> {
    let text = library::text_of(name)?;
    let path = folder().join(name.replace('.', "/")).with_extension("cost");
    if fs::read_to_string(&path).is_ok_and(|held| held == text) {
        return Some(path);
    }
    fs::create_dir_all(path.parent()?).ok()?;
    // An earlier copy may be kept from being written to.
    let _ = fs::remove_file(&path);
    fs::write(&path, text).ok()?;
    if let Ok(data) = fs::metadata(&path) {
        let mut permissions = data.permissions();
        permissions.set_readonly(true);
        // Where this cannot be said of a file, changing it changes nothing either.
        let _ = fs::set_permissions(&path, permissions);
    }
    Some(path)
}

/// Whether a file is such a copy: changing it changes nothing.
pub(super) fn is_copy(path: &Path) -> bool {
    path.starts_with(library::place_of(&folder()))
}
