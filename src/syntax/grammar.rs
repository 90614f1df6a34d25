//! The grammar, compiled by pest. `Rule` stays in this folder.

// The derive writes `pub` items; the module that holds them is private, which the lint cannot see.
#![allow(unreachable_pub, missing_docs)]

use pest::Parser;
use pest::error::Error;
use pest::iterators::{Pair, Pairs};

/// The parser that pest derives from the three files, joined in this order.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/tokens.pest"]
#[grammar = "grammar/expr.pest"]
#[grammar = "grammar/file.pest"]
struct CostGrammar;

/// A piece of text that matched a rule.
pub(super) type Node<'t> = Pair<'t, Rule>;

/// Matches the beginning of `text` with a rule.
pub(super) fn read(rule: Rule, text: &str) -> Result<Pairs<'_, Rule>, Box<Error<Rule>>> {
    CostGrammar::parse(rule, text).map_err(Box::new)
}
