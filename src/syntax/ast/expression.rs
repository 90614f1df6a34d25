//! The tree of expressions, and of the parts that stand beside them.

use crate::syntax::ast::parts::Parts;
use crate::text::{Span, Spanned, Word};

/// A name as written.
pub type Name = Spanned<Word>;

/// A dotted name: `linear`, `layers.linear`, `gpt.blocks.attn`, `text_config.hidden_size`, `a.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The parts between the dots; never empty.
    pub parts: Parts,
    /// All of it.
    pub span: Span,
}

/// The assumption a dim is declared with, or that a `where` makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DimDomain {
    /// `whole`: zero too.
    Whole,
    /// `flag`: 0 or 1.
    Flag,
    /// `real`: any positive number.
    Real,
    /// `multiple of 32`: the number as written.
    MultipleOf(Name),
}

/// `let D = E/H`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Let {
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Expr,
}

/// `E` or `bias = 0` in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name before `=`.
    pub name: Option<Name>,
    /// The value.
    pub value: Expr,
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `==`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=` or `≤`
    LessEqual,
    /// `>`
    Greater,
    /// `>=` or `≥`
    GreaterEqual,
    /// `~`: the same leading term; in `expect` only.
    SameGrowth,
}

impl Relation {
    /// The relation as it is written.
    pub fn text(self) -> &'static str {
        match self {
            Relation::Equal => "==",
            Relation::Different => "!=",
            Relation::Less => "<",
            Relation::LessEqual => "<=",
            Relation::Greater => ">",
            Relation::GreaterEqual => ">=",
            Relation::SameGrowth => "~",
        }
    }
}

/// One part of a `where`: `S = 1024` substitutes, `E >= H` assumes, and so does `h multiple of 32`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// `S = 1024`
    Bind(Let),
    /// `h multiple of 32`
    Narrow {
        /// The name.
        name: Name,
        /// What it may be.
        domain: Spanned<DimDomain>,
    },
    /// `E >= H`
    Assume {
        /// The left side.
        left: Expr,
        /// The relation; never `SameGrowth`.
        relation: Spanned<Relation>,
        /// The right side.
        right: Expr,
    },
}

/// An expression and where it stands. A long sum is a deep tree, so `Clone`, `Debug`, `Eq` and `Drop`
/// are written by hand in `deep`, with care for the stack.
pub struct Expr {
    /// What it is.
    pub kind: Box<ExprKind>,
    /// All of it, brackets included.
    pub span: Span,
}

impl Expr {
    /// Whether it is one name without dots.
    pub fn is_plain_name(&self) -> bool {
        matches!(&*self.kind, ExprKind::Path(path) if path.parts.len() == 1)
    }
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// `1_000`, `1.5`, `1e9`: as written.
    Number(Word),
    /// `E`, `BSE`, `gpt.blocks.attn`; whether it is a name or a product of letters is for the resolver.
    Path(Path),
    /// `"attention"`: an argument of `count` in a `config from`.
    Text(Word),
    /// `(…)`: kept, so that the formatter prints what was written.
    Group(Expr),
    /// `name(…)`: a call, or a product when the name is a value.
    Call {
        /// The name.
        callee: Path,
        /// What is in the brackets.
        arguments: Vec<Argument>,
    },
    /// `macs[softmax(BHS, S)]`: the opaque cost of a leaf.
    Opaque(Box<LeafCost>),
    /// `-x`
    Negate(Expr),
    /// `a + b` and the other infix operators.
    Binary {
        /// Which.
        operator: Spanned<BinaryOperator>,
        /// The left side.
        left: Expr,
        /// The right side.
        right: Expr,
    },
    /// `E²`: a power written with superscript digits, kept apart from `E^2` for the formatter.
    Superscript {
        /// What is raised.
        base: Expr,
        /// The exponent in ordinary digits, perhaps with `-`: `"2"`, `"-1"`.
        exponent: Name,
    },
    /// `if c then a else b`
    If {
        /// A flag or a comparison.
        condition: Expr,
        /// The value where it holds.
        then: Expr,
        /// The value where it does not.
        otherwise: Expr,
    },
    /// `S > W` where a condition is expected, and `[S > W]`, worth 1 or 0.
    Comparison {
        /// The left side.
        left: Expr,
        /// The relation; never `SameGrowth`.
        relation: Spanned<Relation>,
        /// The right side.
        right: Expr,
        /// Whether it stood in square brackets.
        bracketed: bool,
    },
    /// `num_key_value_heads else num_attention_heads`, in a `config from`: a key that may be absent.
    KeyElse {
        /// The key.
        key: Path,
        /// What it is worth where it is absent or `null`.
        otherwise: Expr,
    },
    /// `expr where S = 1024, E >= H`
    Where {
        /// What is evaluated.
        body: Expr,
        /// What is substituted and assumed.
        clauses: Vec<Clause>,
    },
}

// Trees are made of very many of them.
const _: () = assert!(size_of::<ExprKind>() <= 88);

/// The cost of a leaf that has no rule, as it is written: `macs[softmax(BHS, S) with h = 2]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeafCost {
    /// The quantity.
    pub quantity: Path,
    /// The leaf in the brackets.
    pub layer: Path,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// The dims that were rebound.
    pub with: Vec<Let>,
}

/// An infix operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-` or `−`
    Subtract,
    /// `*`, `×` or `·`
    Multiply,
    /// Adjacent factors that touch: `4E`, `(I+1)O`.
    Touch,
    /// `/`
    Divide,
    /// `//`: the floor of the quotient.
    FloorDivide,
    /// `^` or `**`
    Power,
}
