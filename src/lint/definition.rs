//! What a lint is.

use crate::lint::checked::Checked;
use crate::lint::finding::Finding;

/// How grave what a lint finds is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// It is wrong.
    Error,
    /// It may be meant, and deserves a look.
    Warning,
}

impl Level {
    /// The level as it is written: `error` or `warning`.
    pub fn text(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// Something that formula files are looked through for.
///
/// ```
/// let lint = flopform::lint::named("unused-parameter").unwrap();
/// assert_eq!(lint.summary, "a parameter that its layer never reads");
/// ```
#[derive(Debug)]
pub struct Lint {
    /// Its name, in words joined by hyphens, as an allow comment has it.
    pub name: &'static str,
    /// How grave what it finds is.
    pub level: Level,
    /// What it finds, in half a line.
    pub summary: &'static str,
    /// Why that is worth a look, an example that it finds and what to write instead; in Markdown, the
    /// first two blocks of `cost` being the example and its repair.
    pub explanation: &'static str,
    /// Finds it; `None` for what only shows once all others have looked.
    pub(in crate::lint) find: Option<fn(&Checked<'_>) -> Vec<Finding>>,
}
