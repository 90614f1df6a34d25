//! The tree of a file: items, and the lines of their bodies.

use crate::syntax::ast::expression::{
    Argument, Clause, DimDomain, Expr, Let, Name, Path, Relation,
};
use crate::text::{Span, Spanned};

/// A whole file. Items that could not be parsed are missing; the parser reports them beside the tree.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct File {
    /// The `##` block at the head, without the marks.
    pub doc: Option<Doc>,
    /// The items in order.
    pub items: Vec<Item>,
    /// Every `#` comment that is not documentation, in order, for the formatter.
    pub comments: Vec<Comment>,
}

/// A `##` block: its lines without the marks, joined by newlines.
pub type Doc = Spanned<String>;

/// A `#` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The text from `#` to the end of the line, trailing blanks removed.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One item of a file and the documentation before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The `##` lines directly before it.
    pub doc: Option<Doc>,
    /// What it is.
    pub kind: ItemKind,
    /// The item without its documentation.
    pub span: Span,
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// `use layers.linear` or `use "relative/path.cost"`
    Use(UseTarget),
    /// `dim h "image height" multiple of 32`
    Dim(Dim),
    /// `quantity flops "forward FLOPs" unit FLOP = 2macs`
    Quantity(Quantity),
    /// `let D = E/H`
    Let(Let),
    /// `layer linear(I, O, bias = 1) { … }`
    Layer(Layer),
    /// `extend linear { thop = rows*I*O }`
    Extend(Extend),
    /// `config gpt2 "GPT-2 small" = gpt(N = 12)`, `config h100 { peak = 989e12 }`,
    /// `config from huggingface "llama" = llama(…)`
    Config(Config),
    /// `expect flops(block) == 24BSE² + 4BS²E`
    Expect(Expect),
}

/// What a `use` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseTarget {
    /// `layers.linear`: a file of the library.
    Library(Path),
    /// `"relative/path.cost"`: a file beside this one.
    File(Name),
}

/// `dim B "batch size"`, `dim tensor "devices that share every matrix" else 1`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dim {
    /// Its name.
    pub name: Name,
    /// The quoted description.
    pub about: Option<Name>,
    /// `whole`, `flag`, `real` or `multiple of 32`.
    pub domain: Option<Spanned<DimDomain>>,
    /// `else 1`: the number as written.
    pub default: Option<Name>,
}

/// `quantity params "learnable parameters" unit param per weight`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its name.
    pub name: Name,
    /// The quoted description.
    pub about: Option<Name>,
    /// `unit FLOP` or `unit "FLOP/s"`.
    pub unit: Option<Name>,
    /// `as B` after the unit: the sign that prefixes are written before.
    pub sign: Option<Name>,
    /// `per weight` or `per call`.
    pub per: Option<Spanned<Per>>,
    /// `else 0`: a leaf without a rule counts zero. The span is that of the clause.
    pub else_zero: Option<Span>,
    /// `= 2macs`: derived from the target's other quantities.
    pub derived: Option<Expr>,
}

/// What the count of a child multiplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// `per call`: multiplied by the number of calls; also when nothing is said.
    Call,
    /// `per weight`: multiplied by the number of instances.
    Weight,
}

/// `layer linear(I, O, rows = B*S, bias = 1) { … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: Name,
    /// Its parameters in order.
    pub parameters: Vec<Parameter>,
    /// Its statements in order.
    pub body: Vec<Statement>,
}

/// `rows = B*S`: a parameter, perhaps with a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// What it is worth where no argument is given.
    pub default: Option<Expr>,
}

/// One line of a layer's body and the documentation before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The `##` lines directly before it.
    pub doc: Option<Doc>,
    /// What it is.
    pub kind: StatementKind,
    /// The statement without its documentation.
    pub span: Span,
}

/// What a line of a body is.
#[expect(clippy::large_enum_variant, reason = "most lines are children")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// `blocks: block(E, H) * N`
    Child(Child),
    /// `params = (I + bias)O`
    Cost(Let),
    /// `let D = E/H`
    Let(Let),
    /// `out h = (h + 2pad - k)//stride + 1`
    Out(Let),
    /// `else 0`: every quantity without a rule is zero, and that is meant.
    ElseZero,
}

/// `[aside] NAME[, NAME…]: layer(args) [* calls [of instances]] [with dim = expr, …] [for i in a..b]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// `aside`: its changes of dims are undone after it.
    pub aside: Option<Span>,
    /// The names; each is a child of its own.
    pub names: Vec<Name>,
    /// The layer called.
    pub layer: Path,
    /// Its arguments; empty where no brackets were written.
    pub arguments: Vec<Argument>,
    /// The layer with its brackets.
    pub call_span: Span,
    /// `* calls`
    pub calls: Option<Expr>,
    /// `of instances`
    pub instances: Option<Expr>,
    /// `with h = 2h, w = 2w`
    pub with: Vec<Let>,
    /// `for i in 1..n`
    pub repeat: Option<Repeat>,
}

/// `for i in 1..n`: both ends are included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The loop variable.
    pub index: Name,
    /// The first value.
    pub first: Expr,
    /// The last value.
    pub last: Expr,
}

/// `extend linear { thop = rows*I*O }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extend {
    /// The layer.
    pub layer: Path,
    /// Cost rules, `let`s and `else 0`.
    pub body: Vec<Statement>,
}

/// A named set of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How it is found.
    pub head: ConfigHead,
    /// What it stands for.
    pub body: ConfigBody,
}

/// How a config is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigHead {
    /// `gpt2 "GPT-2 small"`
    Named {
        /// Its name.
        name: Name,
        /// The quoted description.
        about: Option<Name>,
    },
    /// `from huggingface "llama"`
    From {
        /// Whose files: `huggingface`.
        format: Name,
        /// Which of them: the `model_type`. Several may be given, with commas between.
        kinds: Vec<Name>,
    },
}

/// What a config stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigBody {
    /// `= gpt(N = 12, E = 768)`
    Call {
        /// The layer, or another config.
        layer: Path,
        /// What is bound.
        arguments: Vec<Argument>,
        /// The layer with its brackets.
        span: Span,
        /// `with h = image_size`: the sizes of a file's own, in a `config from`.
        with: Vec<Let>,
        /// `where H/K whole`: what must hold of the file, in a `config from`.
        requires: Vec<Requirement>,
    },
    /// `{ peak = 989e12   bandwidth = 3.35e12 }`
    Values(Vec<Let>),
}

/// What must hold of a file that a `config from` reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What something is required of.
    pub value: Expr,
    /// What is required of it.
    pub must: Must,
    /// The whole of it.
    pub span: Span,
}

/// What is required of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Must {
    /// `H/K whole`
    Lie(Spanned<DimDomain>),
    /// `X >= top`
    Compare(Spanned<Relation>, Expr),
}

/// `expect A == B "note" where …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expect {
    /// The side that is derived.
    pub left: Expr,
    /// How they are compared.
    pub relation: Spanned<Relation>,
    /// The side that is expected.
    pub right: Expr,
    /// `within 1%` or `within 0.5`.
    pub within: Option<Tolerance>,
    /// `as E`: the symbol that grows, for `~`.
    pub growing: Option<Name>,
    /// The quoted note.
    pub note: Option<Name>,
    /// `where S >= W`
    pub clauses: Vec<Clause>,
}

/// `within 1%`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// The number.
    pub amount: Expr,
    /// Whether `%` follows it: relative to the right side.
    pub percent: bool,
}
