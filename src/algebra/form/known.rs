//! The words a printed form must not spell by accident.

use std::collections::BTreeSet;

use crate::algebra::form::tree::Function;

/// Names with a meaning of their own where a form will be read back.
///
/// The functions of the language and its keywords are always known, and so are the names in the
/// form itself; a caller adds what its files declare.
///
/// ```
/// use flopform::algebra::{Form, KnownNames};
/// let product = Form::Product(vec![Form::name("B"), Form::name("S")]);
/// assert_eq!(product.unicode(&KnownNames::default()), "BS");
/// let known = KnownNames::default().with_symbols(["BS"]);
/// assert_eq!(product.unicode(&known), "B·S");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownNames {
    symbols: BTreeSet<String>,
    callables: BTreeSet<String>,
    undeclared: BTreeSet<String>,
}

/// Words that could not be read as a product of letters everywhere, or should not be.
const KEYWORDS: &[&str] = &[
    "as",
    "aside",
    "builtin",
    "call",
    "config",
    "count",
    "derivative",
    "dim",
    "else",
    "expect",
    "extend",
    "flag",
    "for",
    "from",
    "if",
    "in",
    "layer",
    "leading",
    "let",
    "multiple",
    "of",
    "out",
    "per",
    "quantity",
    "real",
    "then",
    "unit",
    "use",
    "weight",
    "where",
    "whole",
    "with",
    "within",
];

const FUNCTIONS: [Function; 7] = [
    Function::Floor,
    Function::Ceil,
    Function::Max,
    Function::Min,
    Function::Log2,
    Function::Sqrt,
    Function::Sum,
];

impl KnownNames {
    /// Adds names that stand for values: dims, parameters, `let`s. In `name(…)` they win over
    /// everything else, so that it is a product.
    #[must_use]
    pub fn with_symbols<N: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = N>,
    ) -> KnownNames {
        self.symbols.extend(names.into_iter().map(Into::into));
        self
    }

    /// Adds names that `name(…)` would call or ask for: quantities, layers, configs.
    #[must_use]
    pub fn with_callables<N: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = N>,
    ) -> KnownNames {
        self.callables.extend(names.into_iter().map(Into::into));
        self
    }

    /// Adds letters that nothing declares where the form will be read back, as on a command line.
    /// There a word of such letters is one name unless it touches something, so they are kept apart.
    #[must_use]
    pub fn with_undeclared<N: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = N>,
    ) -> KnownNames {
        self.undeclared.extend(names.into_iter().map(Into::into));
        self
    }

    /// Whether nothing declares the letter where the form will be read back.
    pub fn is_undeclared(&self, letter: char) -> bool {
        let mut bytes = [0; 4];
        self.undeclared.contains(&*letter.encode_utf8(&mut bytes))
    }

    /// Whether the word is a name that nothing declares where the form will be read back, and would be
    /// read as a product of its letters as soon as something touches it.
    pub fn would_fall_apart(&self, word: &str) -> bool {
        let mut letters = word.chars();
        self.undeclared.contains(word)
            && letters.next().is_some()
            && letters.next().is_some()
            && word.chars().all(char::is_alphabetic)
    }

    /// Whether the word has a meaning of its own.
    pub fn contains(&self, word: &str) -> bool {
        self.symbols.contains(word) || self.callables.contains(word) || is_reserved(word)
    }

    /// Whether the word is declared to stand for a value.
    pub fn is_symbol(&self, word: &str) -> bool {
        self.symbols.contains(word)
    }

    /// Whether `word(…)` would be read as a call.
    pub fn is_called(&self, word: &str) -> bool {
        !self.symbols.contains(word) && (self.callables.contains(word) || is_function(word))
    }
}

/// Whether the language itself gives the word a meaning: all of its words are in small letters.
fn is_reserved(word: &str) -> bool {
    is_small(word) && (KEYWORDS.contains(&word) || is_function(word))
}

/// Whether a word is in small letters and digits.
const fn is_small(word: &str) -> bool {
    let letters = word.as_bytes();
    let mut place = 0;
    while place < letters.len() {
        if !letters[place].is_ascii_lowercase() && !letters[place].is_ascii_digit() {
            return false;
        }
        place += 1;
    }
    true
}

const _: () = {
    let mut place = 0;
    while place < KEYWORDS.len() {
        assert!(is_small(KEYWORDS[place]));
        place += 1;
    }
    let mut place = 0;
    while place < FUNCTIONS.len() {
        assert!(is_small(FUNCTIONS[place].name()));
        place += 1;
    }
};

fn is_function(word: &str) -> bool {
    FUNCTIONS.iter().any(|function| function.name() == word)
}
