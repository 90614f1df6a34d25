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
    Power(Box<[Formula; 2]>),
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
    Opaque(Box<OpaqueCost>),
    /// In a `config from`: what is asked of the file that is read.
    Key(Box<KeyQuery>),
    /// `body where …`
    Where(Box<Formula>, Vec<Fact>),
}

// A file is read into very many of them.
const _: () = assert!(size_of::<FormulaKind>() <= 48);

/// The cost of a leaf that nothing gives a formula.
#[derive(Clone, Debug)]
pub struct OpaqueCost {
    /// The quantity.
    pub quantity: Mention<QuantityId>,
    /// The layer. If it is declared, its arguments are those of a call: what is left out is a default.
    pub layer: Mention<LayerId>,
    /// Its arguments, by place.
    pub arguments: Vec<(usize, Formula)>,
    /// The rebound dims.
    pub with: Vec<(String, Formula)>,
}

/// What a name stands for, as far as that is known.
#[derive(Clone, Debug)]
pub enum Mention<T> {
    /// What is declared.
    Declared(T),
    /// No more than the name.
    Named(String),
}

/// What a `config from` asks of the file that is read.
#[derive(Clone, Debug)]
pub struct KeyQuery {
    /// The key, and the keys and indexes inside it.
    pub path: Vec<String>,
    /// What is asked about it.
    pub ask: KeyAsk,
    /// What it is worth where the key is absent or `null`.
    pub otherwise: Option<Formula>,
    /// Whether it is worth that where the key is `null`, or only where it is absent.
    pub covers_null: bool,
}

/// What is asked about a key.
#[derive(Clone, Debug)]
pub enum KeyAsk {
    /// Its number, which must be one of these.
    Number(Domain),
    /// `count(list, "text")`: how often a text stands in a list; without a text, how many items it has.
    Count(Option<String>),
    /// `choose(key, "text", value, …)`: the value of the text that stands there.
    Choose(Vec<(String, Formula)>),
    /// `holds(list, x)`: whether a number is among those of a list.
    Holds(Formula),
    /// `given(key)`: whether the key is there, be it as `null`.
    Given,
}

/// What must hold of the values that a `config from` has read.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// The value that something is required of.
    pub value: Formula,
    /// What is required of it.
    pub must: Must,
    /// Where it stands.
    pub span: Span,
}

/// What is required of a value.
#[derive(Clone, Debug)]
pub enum Must {
    /// `H/K whole`
    Lie(Domain),
    /// `X >= top`
    Compare(Comparison, Formula),
}

impl Must {
    /// The formula that a value is compared with.
    pub(in crate::cost) fn formula(&self) -> Option<&Formula> {
        match self {
            Must::Lie(_) => None,
            Must::Compare(_, right) => Some(right),
        }
    }
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
    pub fn formulas(&self) -> Vec<&Formula> {
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
            | FormulaKind::Total(_) => Vec::new(),
            FormulaKind::Key(query) => {
                let mut parts: Vec<&Formula> = query.otherwise.iter().collect();
                match &query.ask {
                    KeyAsk::Choose(choices) => {
                        parts.extend(choices.iter().map(|(_, value)| value));
                    }
                    KeyAsk::Holds(number) => parts.push(number),
                    KeyAsk::Number(_) | KeyAsk::Count(_) | KeyAsk::Given => {}
                }
                parts
            }
            FormulaKind::Sum(addends) => addends.iter().map(|(_, addend)| addend).collect(),
            FormulaKind::Product(factors) => factors.iter().map(|(_, factor)| factor).collect(),
            FormulaKind::Power(parts) => parts.iter().collect(),
            FormulaKind::Call(_, arguments) => arguments.iter().collect(),
            FormulaKind::Series { from, to, body, .. } => vec![from, to, body],
            FormulaKind::InSymbol { body, .. } => vec![body],
            FormulaKind::If(parts) => parts.iter().collect(),
            FormulaKind::Compare(_, sides) => sides.iter().collect(),
            FormulaKind::Cost(_, target) => {
                let arguments = target.arguments.iter();
                arguments.map(|(_, argument)| argument).collect()
            }
            FormulaKind::Opaque(cost) => {
                let arguments = cost.arguments.iter().map(|(_, argument)| argument);
                arguments
                    .chain(cost.with.iter().map(|(_, value)| value))
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
    pub fn walk(&self, mut visit: impl FnMut(&FormulaKind)) {
        let mut pending = vec![self];
        while let Some(formula) = pending.pop() {
            visit(&formula.kind);
            pending.extend(formula.parts().into_iter().rev());
        }
    }

    /// What the formula and everything inside it uses, as far as `select` picks it out; the first
    /// use of a thing comes first, and no thing comes twice.
    pub fn uses<T: Eq + Hash>(&self, select: impl Fn(&FormulaKind) -> Option<T>) -> Vec<T> {
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
