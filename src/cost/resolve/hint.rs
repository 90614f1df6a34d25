//! What would make a name known that nothing declares.

use crate::cost::builtin::Builtin;
use crate::cost::library;
use crate::cost::resolve::expression::Resolver;
use crate::cost::scope::Undeclared;
use crate::text::Span;

/// A longer word is no slip in a product of letters.
const MOST_LETTERS: usize = 12;

/// What a function of another language is called here, by the last part of its name.
pub(super) fn instead_of(function: &str) -> Option<String> {
    let last = function.rsplit('.').next().unwrap_or(function);
    Some(match last {
        _ if last != function && Builtin::all().any(|known| known.name() == last) => {
            format!("functions stand alone: write `{last}(…)`")
        }
        "int" | "trunc" => "write `floor(…)`, or `a//b` for a whole quotient".to_owned(),
        "round" => "write `floor(x + 1/2)`".to_owned(),
        "ceildiv" | "cdiv" => "write `ceil(a/b)`".to_owned(),
        "abs" => "write `max(x, -x)`".to_owned(),
        "log" | "ln" => {
            "there is `log2(…)`; `log2(x)/log2(b)` is the logarithm to base b".to_owned()
        }
        "exp" | "pow" => "write a power as `a^b`".to_owned(),
        "prod" => "write the factors with `*` between them".to_owned(),
        "len" | "range" | "numel" | "size" | "shape" => {
            "there are no tensors and no lists: a size is a name, as in `dim S`".to_owned()
        }
        _ => return None,
    })
}

impl Resolver<'_> {
    /// How a value of this name could be declared, as an imperative.
    pub(super) fn how_to_declare(&self, name: &str, span: Span) -> String {
        match name {
            "True" | "true" => return "a flag is a number: write `1`".to_owned(),
            "False" | "false" | "None" | "none" | "null" => {
                return "what is absent is zero: write `0`".to_owned();
            }
            _ => {}
        }
        if name.contains('.') {
            let help = "write `use` and the file that declares it; a size of a tensor is a name of its \
                        own, as in `dim S`";
            return help.to_owned();
        }
        if self.scope.undeclared == Undeclared::NotGiven {
            return self
                .missing_letters(name, span)
                .unwrap_or_else(|| format!("give `{name}` to the reader as one of its symbols"));
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
