//! Expressions whose names are resolved: what the deriver computes with.

use std::hash::Hash;

use indexmap::IndexSet;

use crate::algebra::{Comparison, Domain, Rational};
use crate::cost::builtin::Builtin;
use crate::cost::ids::{ConfigId, LayerId, LetId, QuantityId};
use crate::text::Span;

/// Where a lexical name (a parameter, a `let`, a loop variable) is kept while a body is read.
pub type Slot = usize;

/// An expression and where it was written.
#[derive(Clone, Debug)]
pub struct Formula {
    /// What it is.
    pub kind: FormulaKind,
    /// Where it stands.
    pub span: Span,
}

/// What a formula is. Long sums and products are flat, so that no formula is deeper than its
/// brackets.
#[derive(Clone, Debug)]
pub enum FormulaKind {
    /// `1.5`
    Number(Rational),
    /// A parameter, a `let` of the body, or a loop variable.
    Local(Slot),
    /// A `let` of a file.
    FileLet(LetId),
    /// A dim, or a name that stands for itself: looked up in the dims as they are at this line.
    Dim(String),
    /// A dim with a default: what it is where nothing binds it.
    DimElse(String, Rational),
    /// A symbol that stands for itself, in a `where` that narrows what it may be.
    Symbol(String, Domain),
    /// In a derived quantity: the target's total of another quantity.
    Total(QuantityId),
    /// `a + b - c`: whether each addend is subtracted, and the addend.
    Sum(Vec<(bool, Formula)>),
    /// `a*b/c`: how each factor joins the ones before it.
    Product(Vec<(Joint, Formula)>),
    /// `a^b`
    Power(Box<Formula>, Box<Formula>),
    /// A builtin function.
    Call(Builtin, Vec<Formula>),
    /// `sum(i, a, b, body)`
    Series {
        /// The index.
        index: Slot,
        /// The first value.
        from: Box<Formula>,
        /// The last value.
        to: Box<Formula>,
        /// What is added up.
        body: Box<Formula>,
    },
    /// `leading(body, X)` and `derivative(body, X)`
    InSymbol {
        /// Which of the two.
        function: SymbolFunction,
        /// What is asked of.
        body: Box<Formula>,
        /// The symbol's name.
        symbol: String,
    },
    /// `if c then a else b`
    If(Box<[Formula; 3]>),
    /// `a > b`
    Compare(Comparison, Box<[Formula; 2]>),
    /// `flops(block)`
    Cost(QuantityId, Box<Target>),
    /// `macs[softmax(BHS, S) with h = 2]`
    Opaque {
        /// The quantity.
        quantity: String,
        /// The layer.
        layer: String,
        /// Its arguments.
        arguments: Vec<(Option<String>, Formula)>,
        /// The rebound dims.
        with: Vec<(String, Formula)>,
    },
    /// In a `config from`: a key of the file that is read.
    Key(Vec<String>),
    /// In a `config from`: a key that may be absent.
    KeyElse(Vec<String>, Box<Formula>),
    /// In a `config from`: how often a text stands in a list, or how many items it has; and what that
    /// is where there is no list.
    CountKey(Vec<String>, Option<String>, Option<Box<Formula>>),
    /// `body where …`
    Where(Box<Formula>, Vec<Fact>),
}

/// How a factor joins a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// `*`
    Times,
    /// `/`
    Over,
    /// `//`
    FloorOver,
}

/// The functions whose second argument is the name of a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolFunction {
    /// `leading`
    Leading,
    /// `derivative`
    Derivative,
}

/// One part of a `where`.
#[derive(Clone, Debug)]
pub enum Fact {
    /// `S = 1024`, of a dim or a name that stands for itself.
    Bind(String, Formula),
    /// `E = 768`, of a lexical name.
    BindLocal(Slot, Formula),
    /// `S >= W`
    Assume(Comparison, Formula, Formula),
}

/// Something that has a cost: a layer or a config, perhaps with arguments, perhaps one of its
/// children.
#[derive(Clone, Debug)]
pub struct Target {
    /// What is called.
    pub base: TargetBase,
    /// Parameters that are given, by place.
    pub arguments: Vec<(usize, Formula)>,
    /// The names of the children on the way down; empty for the whole.
    pub path: Vec<(String, Span)>,
    /// Where it was written.
    pub span: Span,
}

/// What a target names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetBase {
    /// A layer.
    Layer(LayerId),
    /// A config that calls a layer.
    Config(ConfigId),
}

impl Fact {
    /// The formulas in it.
    pub(in crate::cost) fn formulas(&self) -> Vec<&Formula> {
        match self {
            Fact::Bind(_, value) | Fact::BindLocal(_, value) => vec![value],
            Fact::Assume(_, left, right) => vec![left, right],
        }
    }
}

impl Formula {
    /// The formulas directly inside this one.
    fn parts(&self) -> Vec<&Formula> {
        match &self.kind {
            FormulaKind::Number(_)
            | FormulaKind::Local(_)
            | FormulaKind::FileLet(_)
            | FormulaKind::Dim(_)
            | FormulaKind::DimElse(..)
            | FormulaKind::Symbol(..)
            | FormulaKind::Total(_)
            | FormulaKind::Key(_) => Vec::new(),
            FormulaKind::CountKey(_, _, otherwise) => {
                otherwise.iter().map(|value| &**value).collect()
            }
            FormulaKind::Sum(addends) => addends.iter().map(|(_, addend)| addend).collect(),
            FormulaKind::Product(factors) => factors.iter().map(|(_, factor)| factor).collect(),
            FormulaKind::Power(base, exponent) => vec![base, exponent],
            FormulaKind::Call(_, arguments) => arguments.iter().collect(),
            FormulaKind::Series { from, to, body, .. } => vec![from, to, body],
            FormulaKind::InSymbol { body, .. } | FormulaKind::KeyElse(_, body) => vec![body],
            FormulaKind::If(parts) => parts.iter().collect(),
            FormulaKind::Compare(_, sides) => sides.iter().collect(),
            FormulaKind::Cost(_, target) => {
                let arguments = target.arguments.iter();
                arguments.map(|(_, argument)| argument).collect()
            }
            FormulaKind::Opaque {
                arguments, with, ..
            } => {
                let arguments = arguments.iter().map(|(_, argument)| argument);
                arguments
                    .chain(with.iter().map(|(_, value)| value))
                    .collect()
            }
            FormulaKind::Where(body, facts) => {
                let mut parts = vec![&**body];
                parts.extend(facts.iter().flat_map(Fact::formulas));
                parts
            }
        }
    }

    /// Shows the formula and everything inside it, outer before inner, first before last.
    fn walk(&self, mut visit: impl FnMut(&FormulaKind)) {
        let mut pending = vec![self];
        while let Some(formula) = pending.pop() {
            visit(&formula.kind);
            pending.extend(formula.parts().into_iter().rev());
        }
    }

    /// What the formula and everything inside it uses, as far as `select` picks it out; the first
    /// use of a thing comes first, and no thing comes twice.
    pub(in crate::cost) fn uses<T: Eq + Hash>(
        &self,
        select: impl Fn(&FormulaKind) -> Option<T>,
    ) -> Vec<T> {
        let mut found = IndexSet::new();
        self.walk(|kind| found.extend(select(kind)));
        found.into_iter().collect()
    }

    /// How many lexical places its evaluation needs.
    pub(in crate::cost) fn slots_needed(&self) -> usize {
        let mut needed = 0;
        self.walk(|kind| {
            if let FormulaKind::Local(slot) | FormulaKind::Series { index: slot, .. } = kind {
                needed = needed.max(slot + 1);
            }
        });
        needed
    }
}
