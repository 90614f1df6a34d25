//! What formulas ask of a configuration file.

use crate::algebra::Rational;

/// A value that is worth a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyNumber {
    /// `true` or `false`, worth 1 and 0.
    Flag(bool),
    /// A number.
    Number(Rational),
}

/// A configuration file, as far as formulas ask it.
pub trait Keys: Send + Sync {
    /// The number at a path of keys; absent and `null` are `None`.
    ///
    /// # Errors
    /// What stands there instead, where it is no number.
    fn number(&self, path: &[String]) -> Result<Option<KeyNumber>, String>;

    /// The text at a path of keys, or the only text of a list there; absent and `null` are `None`.
    ///
    /// # Errors
    /// What stands there instead, where it is no text.
    fn text(&self, path: &[String]) -> Result<Option<String>, String>;

    /// How often a text stands in the list at a path, or how many items it has. A single text counts as
    /// a list of one, and the keys of an object as its items; absent and `null` are `None`.
    ///
    /// # Errors
    /// What stands there instead, where it is neither.
    fn count(&self, path: &[String], text: Option<&str>) -> Result<Option<u64>, String>;

    /// Whether a number is in the list at a path; where there is no list, none is.
    ///
    /// # Errors
    /// What stands there instead, where it is no list of numbers.
    fn holds(&self, path: &[String], number: &Rational) -> Result<bool, String>;

    /// Whether there is anything at a path, be it `null`.
    fn given(&self, path: &[String]) -> bool;

    /// What stands at a path, as it is written, without blanks.
    fn shown(&self, path: &[String]) -> String;

    /// Every path of keys in the file, dotted.
    fn paths(&self) -> Vec<String>;
}
