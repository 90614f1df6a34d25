//! Texts that are read in place of files: what an editor holds and has not saved.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cost::library;

/// Texts that take the place of files on the disk. A file that is not on the disk may have one too.
///
/// ```
/// use std::path::Path;
/// use flopform::cost::Overlay;
///
/// let mut overlay = Overlay::default();
/// overlay.put(Path::new("/nowhere/mine.cost"), "dim B\n");
/// assert_eq!(&**overlay.text(Path::new("/nowhere/./mine.cost")).unwrap(), "dim B\n");
/// overlay.remove(Path::new("/nowhere/mine.cost"));
/// assert!(overlay.text(Path::new("/nowhere/mine.cost")).is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    texts: HashMap<PathBuf, Arc<str>>,
}

impl Overlay {
    /// Puts a text in the place of a file, or of an earlier text.
    pub fn put(&mut self, path: &Path, text: impl Into<Arc<str>>) {
        self.texts.insert(library::place_of(path), text.into());
    }

    /// The file counts again as it is on the disk.
    pub fn remove(&mut self, path: &Path) {
        self.texts.remove(&library::place_of(path));
    }

    /// The text that stands in the place of a file, however its path is spelled.
    pub fn text(&self, path: &Path) -> Option<&Arc<str>> {
        self.texts.get(&library::place_of(path))
    }
}
