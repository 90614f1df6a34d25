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

use crate::syntax::ast::BinaryOperator;

/// How tightly an operator binds; what is further down binds tighter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Where anything may stand.
    Loosest,
    Sum,
    Product,
    Sign,
    Touch,
    ExponentSign,
    Power,
}

/// The level of an operator between two operands.
pub(super) fn level(operator: BinaryOperator) -> Level {
    match operator {
        BinaryOperator::Add | BinaryOperator::Subtract => Level::Sum,
        BinaryOperator::Multiply | BinaryOperator::Divide | BinaryOperator::FloorDivide => {
            Level::Product
        }
        BinaryOperator::Touch => Level::Touch,
        BinaryOperator::Power => Level::Power,
    }
}

impl Level {
    /// Whether an operator of this level takes what stands before it away from one of the level `left`
    /// further left: `^` groups to the right, everything else to the left.
    pub(super) fn takes_from(self, left: Level) -> bool {
        self > left || (self == Level::Power && left == Level::Power)
    }
}
