//! Files that are written all at once or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Puts a content in the place of a file all at once, so that no half of it is ever there. A file that is
/// not there yet is made.
///
/// # Errors
/// When the file is read-only, or its folder cannot be written to.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = match path.canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    let permissions = match fs::metadata(&path) {
        Ok(data) if data.permissions().readonly() => {
            return Err(io::Error::other("it is read-only"));
        }
        Ok(data) if data.is_file() => Some(data.permissions()),
        // A device or a pipe takes what is written to it, and is no file to be replaced.
        Ok(data) if !data.is_dir() => return fs::write(&path, content),
        Ok(_) => return Err(io::Error::other("it is a folder")),
        Err(_) => None,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let write = || {
        let mut file = fs::File::create(&beside)?;
        file.write_all(content)?;
        file.sync_all()?;
        if let Some(permissions) = permissions {
            fs::set_permissions(&beside, permissions)?;
        }
        fs::rename(&beside, &path)
    };
    let written = write();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
