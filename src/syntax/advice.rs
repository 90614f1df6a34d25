//! Mistakes that many people make, each with what to write instead.

use crate::syntax::error::SyntaxErrorKind;
use crate::syntax::foreign::{foreign, is_word};
use crate::syntax::grammar::Rule;
use crate::syntax::lexeme::Lexeme;

/// What is wrong with an `else` that is no part of an `if`, and what to do about it.
pub(super) const MISPLACED_ELSE: (&str, &str) = (
    "`else` cannot stand here",
    "write `if condition then a else b`",
);

/// The advice for a token that stands where it cannot, where there is one.
pub(super) fn advice(
    text: &str,
    found: &Lexeme<'_>,
    positives: &[Rule],
) -> Option<SyntaxErrorKind> {
    let after_operand = positives.iter().any(|rule| {
        matches!(
            rule,
            Rule::operator | Rule::product_operator | Rule::loose_sum
        )
    });
    let (reason, help) = match found.text {
        "%" => (
            "`%` is no operator",
            "for the remainder of a by b write `a - b*(a//b)`",
        ),
        "&&" | "||" | "&" | "|" | "!" => (
            "conditions cannot be combined",
            "multiply flags for `and`: `[a > b]*[c > d]`",
        ),
        ";" => (
            "statements need no `;`",
            "leave it out: a statement ends where no operator goes on",
        ),
        "," if positives.contains(&Rule::close_brace) => (
            "lines need no `,` between them",
            "leave it out: a line ends where no operator goes on",
        ),
        "'" | "`" | "“" | "”" => ("this is no quote", "write texts in `\"…\"`"),
        "=" if positives.contains(&Rule::relation) => (
            "`=` does not compare",
            "write `==`; a single `=` binds a name",
        ),
        "==" if positives.contains(&Rule::assign) => (
            "`==` does not bind a name",
            "write a single `=`; comparisons stand in `expect`",
        ),
        "==" | "!=" | "<" | "<=" | ">" | ">=" | "≤" | "≥" | "≠" if after_operand => (
            "a comparison cannot stand here",
            "write `[a > b]`, which is worth 1 or 0",
        ),
        "where" if after_operand || ends_child(positives) => (
            "`where` cannot stand here",
            "write it last, after a whole `expect` or a whole expression",
        ),
        "else" if after_operand => MISPLACED_ELSE,
        "*" | "of" | "with" | "for" if ends_child(positives) => (
            "the parts of a child are out of order",
            "write `name: layer(…) * calls of instances with dim = value for i in a..b`",
        ),
        _ => match foreign(text, found, positives) {
            Some(words) => words,
            None if positives.contains(&Rule::colon) && is_word(found.text) => (
                "the `:` of the child is missing",
                "write `name: layer(…)`, or an operator where the formula before it goes on",
            ),
            None => return None,
        },
    };
    Some(SyntaxErrorKind::BadClause {
        reason: reason.to_owned(),
        help: help.to_owned(),
    })
}

/// Whether the next line of a body could have begun here.
fn ends_child(positives: &[Rule]) -> bool {
    positives.contains(&Rule::name) && positives.contains(&Rule::close_brace)
}
