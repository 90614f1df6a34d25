//! Files to start from. Their texts are in `templates/`, where they are formula files like any other.

use std::fs;
use std::path::Path;

use crate::cli::args::Kind;
use crate::cli::replace::replace;
use crate::cli::session::{Session, Step};
use crate::syntax::{format_file, parse_file};
use crate::text::SourceId;

/// A file of a project: its place in the repository, and its text.
pub(super) type ProjectFile = (&'static str, &'static str);

/// The files that a repository with formulas begins with; one that uses another stands behind it.
pub(super) const PROJECT: [ProjectFile; 3] = [
    (
        "formulas/my_block.cost",
        include_str!("../../templates/project/formulas/my_block.cost"),
    ),
    (
        "formulas/my_model.cost",
        include_str!("../../templates/project/formulas/my_model.cost"),
    ),
    (
        ".github/workflows/formulas.yml",
        include_str!("../../templates/project/.github/workflows/formulas.yml"),
    ),
];

/// The name that a kind of file has in its template.
pub(super) fn placeholder(kind: Kind) -> &'static str {
    match kind {
        Kind::Layer => "my_layer",
        Kind::Model => "my_model",
    }
}

/// What a kind of file begins as, with a name in the place of its template's.
pub(super) fn filled(kind: Kind, name: &str) -> String {
    let template = match kind {
        Kind::Layer => include_str!("../../templates/layer.cost"),
        Kind::Model => include_str!("../../templates/model.cost"),
    };
    let text = template.replace(placeholder(kind), name);
    // Columns are as wide as the names in them.
    let (tree, errors) = parse_file(SourceId::LONE, &text);
    if errors.is_empty() {
        format_file(&tree, &text)
    } else {
        text
    }
}

/// Whether there is something at a place, even if it is a link that leads nowhere.
pub(super) fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Writes a file that is not there yet, and the folders that lead to it.
///
/// # Errors
/// When it cannot be written.
pub(super) fn put(session: &mut Session, path: &Path, text: &str) -> Step {
    let folder = path.parent().unwrap_or(Path::new(""));
    // A file in the folder where one is has no folder in its path.
    let made = if folder.as_os_str().is_empty() {
        Ok(())
    } else {
        fs::create_dir_all(folder)
    };
    let written = made.and_then(|()| replace(path, text.as_bytes()));
    written.or_else(|error| {
        let file = path.display();
        let above = path.ancestors().skip(1).find(|above| above.is_file());
        let headline = match above {
            Some(above) => {
                let above = above.display();
                format!("`{file}` cannot be written: `{above}` is a file and no folder")
            }
            None => format!("`{file}` cannot be written: {error}"),
        };
        session.refuse(headline, "it takes a folder that you may write to")
    })
}
