//! What would make a name known that nothing declares.

use crate::cost::library;
use crate::cost::resolve::expression::Resolver;
use crate::text::Span;

/// A longer word is no slip in a product of letters.
const MOST_LETTERS: usize = 12;

impl Resolver<'_> {
    /// How a value of this name could be declared, as an imperative.
    pub(super) fn how_to_declare(&self, name: &str, span: Span) -> String {
        if name.contains('.') {
            return "write `use` and the file that declares it".to_owned();
        }
        if let Some(file) = library::meant_by(name).first() {
            return format!("declare it in this file, or write `use {file}`");
        }
        let product = self.missing_letters(name, span);
        product.unwrap_or_else(|| format!("declare it in this file: `dim {name}`"))
    }

    /// What a word lacks to be a product of letters, where that is what it seems to be.
    fn missing_letters(&self, word: &str, span: Span) -> Option<String> {
        let letters: Vec<String> = word
            .chars()
            .take(MOST_LETTERS + 1)
            .map(String::from)
            .collect();
        if !(2..=MOST_LETTERS).contains(&letters.len()) {
            return None;
        }
        let known = |letter: &&String| self.scope.is_value(self.program, letter, span);
        let missing: Vec<&String> = letters.iter().filter(|letter| !known(letter)).collect();
        let quoted: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let needs = format!("as a product of letters it needs {}", quoted.join(", "));
        let mut files = missing
            .iter()
            .map(|letter| library::meant_by(letter).first().copied());
        if let Some(Some(file)) = files.next()
            && files.all(|other| other == Some(file))
        {
            return Some(format!("{needs}: write `use {file}`"));
        }
        (2 * missing.len() <= letters.len()).then(|| format!("{needs}: declare what is missing"))
    }
}
