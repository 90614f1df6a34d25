//! What people write who come from other languages, and what is written here instead.

use crate::syntax::grammar::Rule;
use crate::syntax::lexeme::Lexeme;

/// What is wrong, and what to do about it.
type Words = (&'static str, &'static str);

const CONDITIONS: Words = (
    "conditions cannot be combined",
    "multiply flags for `and`, `[a > b]*[c > d]`, and take their `max(…)` for `or`",
);

/// A token where it cannot stand, and what is around it.
struct Place<'t> {
    found: &'t str,
    /// Up to the token, without the blanks before it.
    before: &'t str,
    /// The blanks before it.
    blank: &'t str,
    /// From the end of the token on.
    after: &'t str,
    /// What could have stood there.
    positives: &'t [Rule],
}

/// The words for a token that some other language would have understood.
pub(super) fn foreign(
    text: &str,
    found: &Lexeme<'_>,
    positives: &[Rule],
) -> Option<(&'static str, &'static str)> {
    let place = Place {
        found: found.text,
        before: text[..found.start].trim_end(),
        blank: &text[text[..found.start].trim_end().len()..found.start],
        after: &text[found.end..],
        positives,
    };
    let comment = place.comment();
    comment
        .or_else(|| place.between_items())
        .or_else(|| place.in_a_range())
        .or_else(|| place.in_a_head())
        .or_else(|| place.in_a_body())
        .or_else(|| place.after_a_formula())
        .or_else(|| place.before_a_formula())
}

impl Place<'_> {
    fn expects(&self, rule: Rule) -> bool {
        self.positives.contains(&rule)
    }

    /// Whether a formula could have gone on, or another begun after it.
    fn is_after_operand(&self) -> bool {
        self.expects(Rule::operator) || self.expects(Rule::product_operator)
    }

    /// Whether a line of a body could have begun.
    fn is_in_a_body(&self) -> bool {
        const LINES: [Rule; 6] = [
            Rule::name,
            Rule::statement,
            Rule::let_statement,
            Rule::out_statement,
            Rule::child,
            Rule::cost,
        ];
        let line = LINES.iter().any(|line| self.expects(*line));
        self.expects(Rule::close_brace) && line
            || self.expects(Rule::colon) && self.expects(Rule::assign)
    }

    /// Whether an item could have begun.
    fn is_between_items(&self) -> bool {
        let words = [
            Rule::item_word,
            Rule::plain_item,
            Rule::layer_head,
            Rule::layer_word,
        ];
        words.iter().any(|word| self.expects(*word))
    }

    /// What stands before the token on its line; nothing where that ends in a comment.
    fn line(&self) -> &str {
        let line = self.before.rsplit('\n').next().unwrap_or_default();
        let begins = self.blank.contains('\n') || line.contains('#');
        if begins { "" } else { line.trim_start() }
    }

    /// Whether the token stands behind a rule or a `let` on the same line.
    fn is_behind_a_formula(&self) -> bool {
        self.line().contains('=')
    }

    /// The word directly before the token, on its line.
    fn last_word(&self) -> &str {
        if self.line().is_empty() {
            return "";
        }
        let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let start = self.before.trim_end_matches(letter).len();
        &self.before[start..]
    }

    fn comment(&self) -> Option<Words> {
        const COMMENT: &str = "comments begin with `#`, documentation with `##`";
        let begins = self.is_in_a_body() || self.is_between_items();
        match self.found {
            "//" | "\"\"" if begins => Some(("this is no comment", COMMENT)),
            "/" if self.after.starts_with('*') => Some(("this is no comment", COMMENT)),
            _ => None,
        }
    }

    fn between_items(&self) -> Option<Words> {
        if !self.is_between_items() {
            return None;
        }
        let next = self.after.trim_start();
        Some(match self.found {
            "def" | "class" | "fn" | "func" | "function" | "struct" => (
                "a layer is declared with `layer`",
                "write `layer name(E) { … }`, with a line for each child and each rule",
            ),
            "import" | "from" | "include" | "require" => (
                "the names of another file come with `use`",
                "write `use folder.file` for one of the library, `use \"folder/file.cost\"` for one of yours",
            ),
            "assert" | "check" | "test" => {
                ("a claim is made with `expect`", "write `expect a == b`")
            }
            "print" | "return" | "show" | "solve" => (
                "a file declares, and asks nothing",
                "ask on the command line, as in `flopform derive FILE:name`",
            ),
            "const" | "var" | "val" | "symbol" | "symbols" => (
                "a symbol is declared with `dim`, a formula is named with `let`",
                "write `dim name`, or `let name = …`",
            ),
            "end" | "}" => (
                "there is nothing to end here",
                "a body stands between one `{` and one `}`",
            ),
            word if is_word(word) && (next.starts_with(',') || next.starts_with('=')) => (
                "a name is declared with a word before it",
                "write `dim name` for a size that stays open, or `let name = …` for a formula",
            ),
            _ => return None,
        })
    }

    /// After `for i in …`.
    fn in_a_range(&self) -> Option<Words> {
        self.expects(Rule::range).then_some((
            "a range has two ends",
            "write `for i in 1..n`: both ends are counted",
        ))
    }

    /// In the first line of a layer or of a config.
    fn in_a_head(&self) -> Option<Words> {
        let braces = self.expects(Rule::open_brace);
        Some(match self.found {
            "<" | "[" if braces && self.expects(Rule::open_paren) => (
                "parameters stand in round brackets",
                "write `layer name(E) { … }`",
            ),
            ":" if braces => (
                "a body stands in braces",
                "write `{` here, and `}` where the body ends",
            ),
            found if is_word(found) && self.positives == [Rule::open_brace] => (
                "the body of this layer has no brace",
                "write `{` before it, and `}` where it ends",
            ),
            ":" if self.expects(Rule::close_paren) && self.is_after_operand() => {
                ("an argument is given with `=`", "write `name = value`")
            }
            ":" if self.expects(Rule::close_paren) => (
                "parameters have no types",
                "leave the type out: a parameter stands for any formula",
            ),
            "{" if self.before.ends_with('=') => (
                "this is no layer",
                "write `config name = layer(E = 768)`, or `config name { E = 768 }` without the `=`",
            ),
            _ => return None,
        })
    }

    fn in_a_body(&self) -> Option<Words> {
        if !self.is_in_a_body() {
            let formula = self
                .found
                .starts_with(|letter: char| letter.is_ascii_digit() || letter == '(');
            let rule = self.before.ends_with(':') && self.positives == [Rule::name] && formula;
            return rule.then_some((
                "a rule is written with `=`",
                "write `quantity = …`; a `:` stands before the layer that a child is",
            ));
        }
        Some(match (self.last_word(), self.found) {
            (_, "if" | "for") if self.is_behind_a_formula() => return None,
            (_, "for") => (
                "a layer has no loops",
                "write `name: layer(…) * N` for N copies, or `name: layer(…) for i in 1..N` where they differ",
            ),
            (_, "if") => (
                "which children a layer has is no question",
                "multiply a child by what is 1 or 0: `name: layer(…) * [a > b]`",
            ),
            ("return", _) => (
                "a layer returns nothing",
                "give each quantity a line: `quantity = …`",
            ),
            ("self" | "this", ".") => (
                "a child is called by its name alone",
                "leave out what is before the point: `name: layer(…)`",
            ),
            ("def" | "class" | "layer", _) => (
                "a layer is not declared in another",
                "close the braces of the one before, and write it as an item of its own",
            ),
            ("x" | "X", _) if self.is_behind_a_formula() => {
                ("`x` is a name", "write `*` for times")
            }
            ("and" | "or" | "not", _) if self.is_behind_a_formula() => CONDITIONS,
            (_, found) if is_word(found) && self.is_behind_a_formula() => (
                "letters with blanks between them are no product",
                "write `B*S*E`, or `BSE`",
            ),
            (_, "+" | "-" | "*" | "/") if self.after.starts_with('=') => (
                "a rule is written once, and whole",
                "write `=` and all of it; `extend` gives a layer of another file more rules",
            ),
            _ => return None,
        })
    }

    fn after_a_formula(&self) -> Option<Words> {
        if !self.is_after_operand() {
            return None;
        }
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let brackets = [Rule::close_paren, Rule::close_square];
        Some(match self.found {
            "and" | "or" | "not" => CONDITIONS,
            "if" => (
                "`if` stands before what it chooses",
                "write `if condition then a else b`",
            ),
            "for" if brackets.iter().any(|bracket| self.expects(*bracket)) => (
                "a sum over an index has four arguments",
                "write `sum(i, 1, N, …)`: the index, where it begins and ends, and what is added",
            ),
            "," if digit(self.before.chars().next_back()) && digit(self.after.chars().next()) => (
                "digits are not grouped by commas",
                "write `_` between groups of digits, or nothing",
            ),
            "," if brackets.iter().any(|bracket| self.expects(*bracket)) => (
                "a list is no number",
                "write one formula: `max(a, b)`, a sum, or a rule for each",
            ),
            _ if self.last_word() == "lambda" => (
                "formulas have no arguments",
                "write it with symbols: `let name = 8E^2`, or declare a `layer name(E)`",
            ),
            _ => return None,
        })
    }

    fn before_a_formula(&self) -> Option<Words> {
        if !self.expects(Rule::number) {
            return None;
        }
        Some(match self.found {
            ">" if self.before.ends_with('<') => ("`<>` does not compare", "write `!=`"),
            text if text.starts_with('"') => ("a formula stands without quotes", "leave them out"),
            _ => return None,
        })
    }
}

/// Whether a token begins as a name does.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}
