//! Functions of values that did not simplify, and the table that remembers what each stands for.

use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, RwLock};

use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// A function application that carries exponents in monomials as if it were a symbol.
///
/// Only the rules of this folder build kernels, so each is already in the shape its rules leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// The largest whole number not above its argument. `ceil` is made of it and recognised by the
    /// printer.
    Floor(Value),
    /// The largest of two or more values, sorted by their canonical text. `min` is made of it and
    /// recognised by the printer.
    Max(Vec<Value>),
    /// `[p > 0]`: 1 where it holds, else 0.
    Positive(Value),
    /// `[p >= 0]`: 1 where it holds, else 0.
    NonNegative(Value),
    /// The logarithm to base 2.
    Log2(Value),
    /// The square root; `sqrt(x)²` never occurs, it is `x`.
    Sqrt(Value),
    /// `base^exponent`: the base is a prime or −1, the exponent a product of binomial coefficients
    /// of integer variables, which a monomial without powers already is. A symbol that is a
    /// multiple of 32 stands in it divided by 32, and whole factors are powers of the kernel: `2^h`
    /// is `2^(h/32)` to the 32nd power.
    Power {
        /// A prime number, or −1.
        base: Rational,
        /// What it is raised to.
        exponent: Value,
    },
    /// `sum(i, from, to, body)`, its index renamed so that equal sums are equal.
    Sum {
        /// The bound index: a symbol that occurs nowhere else outside the body.
        index: Indeterminate,
        /// The first value.
        from: Value,
        /// The last value.
        to: Value,
        /// What is added up.
        body: Value,
    },
    /// `if condition then a else b` where `b + condition(a − b)` could meet a pole.
    If {
        /// A flag.
        condition: Value,
        /// Where it is 1.
        then: Value,
        /// Where it is 0.
        otherwise: Value,
    },
    /// A quantity nobody gave a rule for: `macs[softmax(BHS, S)]`.
    Opaque(Opaque),
}

/// `head[name(arguments) with bindings]`: equal only to what has the same parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opaque {
    /// What is asked for: `macs`.
    pub head: String,
    /// Of what: `softmax`.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Value>,
    /// What else was rebound.
    pub bindings: Vec<(String, Value)>,
}

static TABLE: LazyLock<RwLock<HashMap<Indeterminate, &'static Kernel>>> =
    LazyLock::new(RwLock::default);

impl Kernel {
    /// The indeterminate that stands for this function application.
    pub(in crate::algebra) fn intern(self) -> Indeterminate {
        let indeterminate = Indeterminate::function(&self.to_string(), self.law());
        let mut table = TABLE.write().expect("no holder panics");
        table
            .entry(indeterminate)
            .or_insert_with(|| Box::leak(Box::new(self)));
        indeterminate
    }

    /// What a function indeterminate stands for; `None` for a symbol.
    pub fn of(indeterminate: Indeterminate) -> Option<&'static Kernel> {
        if indeterminate.is_symbol() {
            return None;
        }
        let table = TABLE.read().expect("no holder panics");
        table.get(&indeterminate).copied()
    }

    fn law(&self) -> PowerLaw {
        match self {
            Kernel::Positive(_) | Kernel::NonNegative(_) => PowerLaw::Idempotent,
            Kernel::Power { base, .. } if *base == Rational::MINUS_ONE => PowerLaw::Involution,
            _ => PowerLaw::Free,
        }
    }

    /// Every value inside it.
    pub fn arguments(&self) -> Vec<&Value> {
        match self {
            Kernel::Floor(argument)
            | Kernel::Positive(argument)
            | Kernel::NonNegative(argument)
            | Kernel::Log2(argument)
            | Kernel::Sqrt(argument) => vec![argument],
            Kernel::Max(arguments) => arguments.iter().collect(),
            Kernel::Power { exponent, .. } => vec![exponent],
            Kernel::Sum { from, to, body, .. } => vec![from, to, body],
            Kernel::If {
                condition,
                then,
                otherwise,
            } => vec![condition, then, otherwise],
            Kernel::Opaque(opaque) => {
                let arguments = opaque.arguments.iter();
                arguments
                    .chain(opaque.bindings.iter().map(|(_, value)| value))
                    .collect()
            }
        }
    }
}

impl fmt::Display for Kernel {
    /// Canonical text: kernels with the same text are the same kernel.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kernel::Floor(argument) => write!(formatter, "floor({argument})"),
            Kernel::Max(arguments) => {
                formatter.write_str("max(")?;
                for (place, argument) in arguments.iter().enumerate() {
                    let comma = if place > 0 { ", " } else { "" };
                    write!(formatter, "{comma}{argument}")?;
                }
                formatter.write_str(")")
            }
            Kernel::Positive(argument) => write!(formatter, "[{argument} > 0]"),
            Kernel::NonNegative(argument) => write!(formatter, "[{argument} >= 0]"),
            Kernel::Log2(argument) => write!(formatter, "log2({argument})"),
            Kernel::Sqrt(argument) => write!(formatter, "sqrt({argument})"),
            Kernel::Power { base, exponent } => write!(formatter, "({base})^({exponent})"),
            Kernel::Sum {
                index,
                from,
                to,
                body,
            } => write!(formatter, "sum({}, {from}, {to}, {body})", index.text()),
            Kernel::If {
                condition,
                then,
                otherwise,
            } => write!(formatter, "if {condition} then {then} else {otherwise}"),
            Kernel::Opaque(opaque) => {
                write!(formatter, "{}[{}(", opaque.head, opaque.name)?;
                for value in &opaque.arguments {
                    write!(formatter, "{value},")?;
                }
                formatter.write_str(")")?;
                for (name, value) in &opaque.bindings {
                    write!(formatter, " {name}={value}")?;
                }
                formatter.write_str("]")
            }
        }
    }
}

impl From<Opaque> for Value {
    /// A cost that nobody gave a rule for, as a value like any other.
    fn from(opaque: Opaque) -> Value {
        Value::from(Kernel::Opaque(opaque).intern())
    }
}
