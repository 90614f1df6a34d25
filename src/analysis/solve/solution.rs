//! What is solved, and what solving comes to.

use std::cmp::Ordering;

use crate::algebra::{Comparison, Indeterminate, Polynomial, Rational, Root, Value};

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
    /// On no whole number that the symbol may be; and two such numbers next to each other between which the
    /// two sides pass each other, where there are.
    NoWhole {
        /// The two.
        between: Option<[Rational; 2]>,
    },
    /// As another solution says, as far as other symbols allow.
    Unless {
        /// The solution.
        solution: Box<Solution>,
        /// Where one of these is zero, the claim holds whatever the symbol is.
        everywhere: Vec<Polynomial>,
        /// The solution is that only where none of these is zero.
        nonzero: Vec<Polynomial>,
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
    /// Whether it was shown to be positive, or zero where the symbol may be that.
    pub positive: bool,
}

/// A range of numbers; an open end has no number, and `true` means that the end belongs to it.
#[derive(Clone, Debug)]
pub struct Range {
    /// Its lower end; `None` is zero, which is not in it.
    pub from: Option<(Solved, bool)>,
    /// Its upper end; `None` is infinity.
    pub to: Option<(Solved, bool)>,
}

impl Solution {
    /// The numbers that solve it, as far as other symbols allow; none where they are not single ones.
    pub(in crate::analysis) fn numbers(self) -> Vec<Solved> {
        match self {
            Solution::At(found) => found,
            Solution::Unless { solution, .. } => solution.numbers(),
            _ => Vec::new(),
        }
    }

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
    /// Whether the claim holds where the left side less the right one has this sign.
    pub(super) fn holds_for(&self, sign: Ordering) -> bool {
        match self.relation {
            Comparison::Equal => sign.is_eq(),
            Comparison::Different => sign.is_ne(),
            Comparison::Less => sign.is_lt(),
            Comparison::LessEqual => sign.is_le(),
            Comparison::Greater => sign.is_gt(),
            Comparison::GreaterEqual => sign.is_ge(),
        }
    }

    /// Whether the claim holds where both sides are equal.
    pub(super) fn is_closed(&self) -> bool {
        self.holds_for(Ordering::Equal)
    }
}
