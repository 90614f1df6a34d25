//! `flopform init`: a folder of formulas in a repository, and what its CI runs.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::cli::args::{Format, Init};
use crate::cli::quoted::quoted;
use crate::cli::session::{Session, Step};
use crate::cli::snapshot;
use crate::cli::template::{PROJECT, is_taken, put};

/// What is run to check the formulas, in the repository's folder; the workflow runs the same.
const CHECK: &str =
    "flopform test formulas && flopform fmt --check formulas && flopform snapshot --check formulas";

/// Writes what is not there yet, and says what was.
///
/// # Errors
/// When something cannot be written, or a formula that was there has mistakes.
pub(super) fn run(session: &mut Session, arguments: &Init) -> Step {
    if !matches!(arguments.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`init` writes text or JSON".to_owned(), help);
    }
    let mut report = Report {
        is_text: arguments.format == Format::Text,
        files: Vec::new(),
    };
    let mut formulas = Vec::new();
    for (file, text) in PROJECT {
        // A path that begins with `./` is longer, and says no more.
        let path = arguments
            .folder
            .strip_prefix(".")
            .unwrap_or(&arguments.folder);
        let path = path.join(file);
        let is_new = !is_taken(&path);
        if is_new {
            put(session, &path, text)?;
        }
        report.file(session, &path, is_new)?;
        // A formula that was there is somebody's own, and so is its snapshot.
        if is_new && path.extension().is_some_and(|ending| ending == "cost") {
            formulas.push(path);
        }
    }
    for path in &formulas {
        let (snapshot, is_new) = snapshot::begin(session, path)?;
        report.file(session, &snapshot, is_new)?;
    }
    report.end(session, &arguments.folder)
}

/// What is said of what was done: text at once, JSON at the end.
struct Report {
    is_text: bool,
    files: Vec<(PathBuf, bool)>,
}

impl Report {
    fn file(&mut self, session: &mut Session, path: &Path, is_new: bool) -> Step {
        self.files.push((path.to_owned(), is_new));
        match (self.is_text, is_new) {
            (false, _) => Ok(()),
            (true, true) => session.print(&format!("wrote {}\n", path.display())),
            (true, false) => session.print(&format!("kept  {}, which was there\n", path.display())),
        }
    }

    fn end(self, session: &mut Session, folder: &Path) -> Step {
        if self.is_text {
            let change = match folder.to_string_lossy() {
                here if here == "." => String::new(),
                there => format!("cd {} && ", quoted(&there)),
            };
            return session.print(&format!(
                "\nTo check them, here or in any CI:\n  {change}{CHECK}\n"
            ));
        }
        let files = self.files.iter().map(|(path, is_new)| {
            let done = if *is_new { "written" } else { "kept" };
            json!({ "file": path.display().to_string(), "done": done })
        });
        let report = json!({ "files": files.collect::<Json>(), "check": CHECK });
        session.print_as_it_is(&format!("{report:#}\n"))
    }
}
