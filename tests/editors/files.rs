//! Formula files to try the grammars on.

use std::fs;
use std::path::{Path, PathBuf};

use flopform::syntax::parse_file;
use flopform::text::SourceId;

use crate::common::root;

/// A formula file.
pub(crate) struct FormulaFile {
    /// Its path in the repository.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// Whether flopform reads it without a syntax error.
    pub(crate) good: bool,
}

/// Every `.cost` file of the library and of the tests that is text.
pub(crate) fn formula_files() -> Vec<FormulaFile> {
    let mut files = Vec::new();
    for folder in ["formulas", "templates", "tests"] {
        collect(&root().join(folder), &mut files);
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let good = files.iter().filter(|file| file.good).count();
    assert!(good > 150, "only {good} files were found that can be read");
    assert!(
        files.len() - good > 10,
        "almost no files with mistakes were found"
    );
    files
}

/// Those of them without a syntax error.
pub(crate) fn good_files() -> impl Iterator<Item = FormulaFile> {
    formula_files().into_iter().filter(|file| file.good)
}

fn collect(folder: &Path, files: &mut Vec<FormulaFile>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, files);
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "cost") {
            continue;
        }
        // Some tests have files that are no text at all.
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let (_, errors) = parse_file(SourceId::LONE, &text);
        files.push(FormulaFile {
            path: path
                .strip_prefix(root())
                .expect("found below it")
                .to_owned(),
            good: errors.is_empty(),
            text,
        });
    }
}
