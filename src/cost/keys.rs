//! What formulas ask of a configuration file.

use crate::algebra::Rational;

/// A configuration file, as far as formulas ask it.
pub trait Keys: Send + Sync {
    /// The number at a path of keys; true and false are 1 and 0, absent and `null` are `None`.
    ///
    /// # Errors
    /// What stands there instead, where it is no number.
    fn number(&self, path: &[String]) -> Result<Option<Rational>, String>;

    /// How often a text stands in the list at a path, or how many items it has. A single text counts as
    /// a list of one, and the keys of an object as its items; absent and `null` are `None`.
    ///
    /// # Errors
    /// What stands there instead, where it is neither.
    fn count(&self, path: &[String], text: Option<&str>) -> Result<Option<u64>, String>;

    /// Every path of keys in the file, dotted.
    fn paths(&self) -> Vec<String>;
}
