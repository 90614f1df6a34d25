//! The one table that gives flat expressions their shape.
//!
//! | level, loosest first | operators                     | groups to  |
//! |----------------------|-------------------------------|------------|
//! | sum                  | `+` `-`                       | the left   |
//! | product              | `*` `/` `//`                  | the left   |
//! | sign                 | `-x`                          |            |
//! | touch                | `4E`, `(I + 1)O`: no operator | the left   |
//! | sign of an exponent  | the `-` of `2^-1`             |            |
//! | power                | `^`, and `²` after its base   | the right  |
//!
//! So `-x^2` is `-(x^2)`, `1/2B` is `1/(2B)`, `2^3^2` is `2^(3^2)` and `2^-1x` is `(2^-1)x`. `where` and
//! comparisons are looser than all of these; the grammar says where they may stand.

use std::sync::LazyLock;

use pest::pratt_parser::{Assoc, Op, PrattParser};

use crate::syntax::grammar::Rule;

/// The table.
pub(super) static PRECEDENCE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    PrattParser::new()
        .op(Op::infix(Rule::add, Assoc::Left) | Op::infix(Rule::subtract, Assoc::Left))
        .op(Op::infix(Rule::multiply, Assoc::Left)
            | Op::infix(Rule::divide, Assoc::Left)
            | Op::infix(Rule::floor_divide, Assoc::Left))
        .op(Op::prefix(Rule::minus))
        .op(Op::infix(Rule::touch, Assoc::Left))
        .op(Op::prefix(Rule::exponent_sign))
        .op(Op::infix(Rule::power, Assoc::Right) | Op::postfix(Rule::superscript))
});
