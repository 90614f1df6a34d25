//! The functions of the language: one table, one row a function.

use crate::algebra::{Algebra, AlgebraError, Value};

/// A function of the language, as a row of the table in this file.
#[derive(Clone, Copy, Debug)]
pub struct Builtin(&'static Row);

impl PartialEq for Builtin {
    fn eq(&self, other: &Builtin) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Builtin {}

/// How a builtin is called, what it says, and what computes it.
#[derive(Debug)]
struct Row {
    name: &'static str,
    parameters: &'static str,
    about: &'static str,
    body: Body,
}

type Unary = fn(&Algebra, &Value) -> Result<Value, AlgebraError>;
type Binary = fn(&Algebra, &Value, &Value) -> Result<Value, AlgebraError>;

/// What computes a builtin, by the shape of its arguments.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// One argument.
    Unary(Unary),
    /// Two or more arguments, taken two at a time.
    Folded(Binary),
    /// `sum(i, a, b, expr)`: the first argument names the index.
    Series,
    /// `leading(expr, X)`: the second argument names a symbol.
    Leading,
    /// `derivative(expr, X)`: the second argument names a symbol.
    Derivative,
    /// `count(list, "value")`, of a configuration file.
    CountKey,
    /// `choose(key, "text", value, …)`, of a configuration file.
    ChooseKey,
    /// `holds(list, x)`, of a configuration file.
    HoldsKey,
    /// `given(key)`, of a configuration file.
    GivenKey,
}

#[rustfmt::skip]
const BUILTINS: &[Row] = &[
    Row { name: "floor",      parameters: "x",             about: "the largest whole number not above x",               body: Body::Unary(Algebra::floor) },
    Row { name: "ceil",       parameters: "x",             about: "the smallest whole number not below x",              body: Body::Unary(Algebra::ceil) },
    Row { name: "min",        parameters: "a, b, …",       about: "the smallest of its arguments",                      body: Body::Folded(Algebra::minimum) },
    Row { name: "max",        parameters: "a, b, …",       about: "the largest of its arguments",                       body: Body::Folded(Algebra::maximum) },
    Row { name: "log2",       parameters: "x",             about: "the logarithm to base 2",                            body: Body::Unary(Algebra::log2) },
    Row { name: "sqrt",       parameters: "x",             about: "the square root",                                    body: Body::Unary(Algebra::sqrt) },
    Row { name: "sum",        parameters: "i, a, b, expr", about: "expr added up for i from a to b, both included",     body: Body::Series },
    Row { name: "leading",    parameters: "expr, X",       about: "the leading term of expr as X grows",                body: Body::Leading },
    Row { name: "derivative", parameters: "expr, X",       about: "the derivative of expr in X",                        body: Body::Derivative },
    Row { name: "count",      parameters: "list, \"text\", otherwise", about: "in a `config from`: how often text stands in list, or how many items it has; otherwise, where there is no list", body: Body::CountKey },
    Row { name: "choose",     parameters: "key, \"text\", value, …, otherwise", about: "in a `config from`: the value after the text that stands at key, and an error for any other text; otherwise, where there is none", body: Body::ChooseKey },
    Row { name: "holds",      parameters: "list, x",       about: "in a `config from`: 1 where the number x is in list, else 0, also where there is no list", body: Body::HoldsKey },
    Row { name: "given",      parameters: "key",           about: "in a `config from`: 1 where the file has the key, be it as `null`, and 0 where it has not", body: Body::GivenKey },
];

impl Builtin {
    /// The function of this name.
    pub fn named(name: &str) -> Option<Builtin> {
        BUILTINS.iter().find(|row| row.name == name).map(Builtin)
    }

    /// Every function.
    pub fn all() -> impl Iterator<Item = Builtin> {
        BUILTINS.iter().map(Builtin)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Its parameters as the book writes them.
    pub fn parameters(self) -> &'static str {
        self.0.parameters
    }

    /// What it is worth, in a line.
    pub fn about(self) -> &'static str {
        self.0.about
    }

    /// What computes it.
    pub fn body(self) -> Body {
        self.0.body
    }

    /// How many arguments it takes: at least, and at most.
    pub fn arity(self) -> (usize, usize) {
        match self.0.body {
            Body::Unary(_) | Body::GivenKey => (1, 1),
            Body::Folded(_) => (2, usize::MAX),
            Body::Series => (4, 4),
            Body::Leading | Body::Derivative | Body::HoldsKey => (2, 2),
            Body::CountKey => (1, 3),
            Body::ChooseKey => (3, usize::MAX),
        }
    }
}
