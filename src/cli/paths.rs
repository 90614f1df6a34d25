//! Formula files named on the command line: files, folders that are walked, and standard input.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::session::{Session, Step};
use crate::cost::library::{read_file, read_text};

/// A formula file to work on.
pub(super) struct Input {
    /// Its path; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// What it is called in messages.
    pub(super) name: String,
}

impl Input {
    /// Its text.
    ///
    /// # Errors
    /// In words for a person.
    pub(super) fn read(&self) -> Result<String, String> {
        match &self.path {
            Some(path) => read_file(path),
            None => read_text(io::stdin().lock()),
        }
    }
}

/// The files that the arguments name; folders are walked for `.cost` files.
///
/// # Errors
/// When a folder cannot be read or holds none.
pub(super) fn inputs(session: &mut Session, arguments: &[String]) -> Step<Vec<Input>> {
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument == "-" {
            inputs.push(Input {
                path: None,
                name: "<stdin>".to_owned(),
            });
            continue;
        }
        let path = Path::new(argument);
        if !path.is_dir() {
            inputs.push(Input {
                path: Some(path.to_owned()),
                name: argument.clone(),
            });
            continue;
        }
        let mut found = match walk(path, ".cost") {
            Ok(found) => found,
            Err(error) => {
                let headline = format!("the folder `{argument}` cannot be read: {error}");
                return session.refuse(headline, "name a folder that may be read");
            }
        };
        if found.is_empty() {
            let headline = format!("the folder `{argument}` holds no `.cost` file");
            return session.refuse(
                headline,
                "name a file, or a folder with formula files in it",
            );
        }
        found.sort();
        inputs.extend(found.into_iter().map(|path| Input {
            name: path.display().to_string(),
            path: Some(path),
        }));
    }
    Ok(inputs)
}

/// The files of a folder, and of those in it, whose names end so.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn walk(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            // Hidden folders are not for people.
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            // Links to folders are not followed, since they may lead in circles.
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if entry
                .file_name()
                .as_encoded_bytes()
                .ends_with(ending.as_bytes())
            {
                found.push(path);
            }
        }
    }
    Ok(found)
}
