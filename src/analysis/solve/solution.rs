//! What is solved, and what solving comes to.

use crate::algebra::{Comparison, Indeterminate, Rational, Root, Value};

/// What is to be solved: a claim about two values, for one symbol.
#[derive(Clone, Debug)]
pub struct Equation {
    /// The left side.
    pub left: Value,
    /// The claim.
    pub relation: Comparison,
    /// The right side.
    pub right: Value,
    /// The symbol.
    pub symbol: Indeterminate,
}

/// Where a claim holds, among positive numbers.
#[derive(Clone, Debug)]
pub enum Solution {
    /// Everywhere: the symbol cancels out, or makes no difference.
    Everywhere,
    /// Nowhere.
    Nowhere,
    /// At these numbers.
    At(Vec<Solved>),
    /// On these ranges, rising.
    Within(Vec<Range>),
    /// On these whole numbers; nothing is said of those between.
    Whole {
        /// The first of them.
        from: Rational,
        /// The last of them; `None` where there is none.
        to: Option<Rational>,
    },
    /// It could not be decided, and why.
    NotDecided(String),
}

/// A number that solves an equation.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Its closed form, where there is one.
    pub form: Option<Value>,
    /// The root as a number, where no other symbol is in it.
    pub root: Option<Root>,
    /// Whether it was shown to be positive.
    pub positive: bool,
}

/// A range of numbers; an open end has no number, and `true` means that the end belongs to it.
#[derive(Clone, Debug)]
pub struct Range {
    /// Its lower end; `None` is zero.
    pub from: Option<(Solved, bool)>,
    /// Its upper end; `None` is infinity.
    pub to: Option<(Solved, bool)>,
}

impl Solution {
    /// At these numbers, if there are any.
    pub(super) fn at(found: Vec<Solved>) -> Solution {
        if found.is_empty() {
            Solution::Nowhere
        } else {
            Solution::At(found)
        }
    }
}

impl Solved {
    /// A number.
    pub(super) fn number(root: Root) -> Solved {
        Solved {
            form: root.exact().cloned().map(Value::from),
            root: Some(root),
            positive: true,
        }
    }
}

impl Equation {
    /// Whether the claim holds where the left side less the right one is this number.
    pub(super) fn holds(&self, difference: &Rational) -> bool {
        match self.relation {
            Comparison::Equal => difference.is_zero(),
            Comparison::Different => !difference.is_zero(),
            Comparison::Less => difference.is_negative(),
            Comparison::LessEqual => !difference.is_positive(),
            Comparison::Greater => difference.is_positive(),
            Comparison::GreaterEqual => !difference.is_negative(),
        }
    }

    /// Whether the claim holds where both sides are equal.
    pub(super) fn is_closed(&self) -> bool {
        self.holds(&Rational::ZERO)
    }
}
