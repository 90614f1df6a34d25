//! The derivations of a file as they are today, and as they were kept beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::exit::Exit;
use crate::cli::paths::walk;
use crate::cli::replace::replace;
use crate::cli::session::{Session, Step, Stopped};
use crate::cost::ModuleId;
use crate::diagnostic::Diagnostic;
use crate::notation::derivation::{Derivation, read, text};

/// How the name of a snapshot ends.
const ENDING: &str = ".cost.snap";

/// A formula file and its snapshot.
pub(super) struct Beside {
    /// The loaded file.
    pub(super) module: ModuleId,
    /// Its path, as it was given.
    pub(super) name: String,
    /// Where its snapshot is.
    snapshot: PathBuf,
    /// The derivations that were kept; none where there is no snapshot yet.
    pub(super) kept: Vec<Derivation>,
    /// The derivations of today.
    pub(super) today: Vec<Derivation>,
}

/// Where the snapshot of a file is.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut snapshot = path.as_os_str().to_owned();
    snapshot.push(&ENDING[".cost".len()..]);
    PathBuf::from(snapshot)
}

/// The snapshots in the folders among some paths whose files are not there any more.
pub(super) fn left_over(paths: &[String]) -> Vec<PathBuf> {
    let folders = paths.iter().map(Path::new).filter(|path| path.is_dir());
    // A folder that cannot be read is said where its files are looked for.
    let kept = folders.flat_map(|folder| walk(folder, ENDING).unwrap_or_default());
    let mut kept: Vec<PathBuf> = kept
        .filter(|path| !path.with_extension("").exists())
        .collect();
    kept.sort();
    kept.dedup();
    kept
}

/// Derives everything in a file, and reads what was kept of it.
///
/// # Errors
/// When the file has mistakes, or its snapshot cannot be read.
pub(super) fn collect(session: &mut Session, path: &Path) -> Step<Beside> {
    let module = session.add_file(path)?;
    let today = session.engine.derivations(module);
    let today = session.need(today)?;
    let snapshot = beside(path);
    let kept = match fs::read_to_string(&snapshot) {
        Ok(text) => understood(session, &snapshot, &text)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            let headline = format!("`{}` cannot be read: {error}", snapshot.display());
            return session.refuse(headline, "make it readable, or remove it and accept anew");
        }
    };
    Ok(Beside {
        module,
        name: path.display().to_string(),
        snapshot,
        kept,
        today,
    })
}

fn understood(session: &mut Session, path: &Path, text: &str) -> Step<Vec<Derivation>> {
    read(text).map_err(|unreadable| {
        let place = format!("{}:{}", path.display(), unreadable.line);
        let headline = format!("{place} is no line of a snapshot");
        let diagnostic = Diagnostic::error(headline)
            .fact("expected", unreadable.expected)
            .help("take the file from version control, or remove it and accept anew");
        session.show(&[diagnostic], Exit::Mistake);
        Stopped
    })
}

impl Beside {
    /// Writes what is to be kept, all at once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&self, session: &mut Session, keep: &[Derivation]) -> Step {
        replace(&self.snapshot, text(keep).as_bytes()).or_else(|error| {
            let headline = format!("`{}` cannot be written: {error}", self.snapshot.display());
            session.refuse(headline, "make its folder writable")
        })
    }
}
