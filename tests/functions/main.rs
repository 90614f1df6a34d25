//! The rules of functions, one by one: what each leaves is derived by hand.

mod conditionals;
mod extrema;
mod flags;
mod floors;
mod logarithms;
mod powers;
mod roots;
mod sums;

use flopform::algebra::{
    Algebra, AlgebraError, Comparison, Domain, Environment, Indeterminate, Kernel, Limits,
    Rational, Substitution, Value,
};

/// Short names for building values; every operation in these tests stays within the limits.
struct Bench {
    algebra: Algebra,
}

impl Bench {
    fn new() -> Bench {
        Bench {
            algebra: Algebra::new(),
        }
    }

    fn add(&self, left: &Value, right: &Value) -> Value {
        self.algebra.add(left, right).expect("a sum")
    }

    fn subtract(&self, left: &Value, right: &Value) -> Value {
        self.algebra.subtract(left, right).expect("a difference")
    }

    fn multiply(&self, left: &Value, right: &Value) -> Value {
        self.algebra.multiply(left, right).expect("a product")
    }

    fn divide(&self, left: &Value, right: &Value) -> Value {
        self.algebra.divide(left, right).expect("a quotient")
    }

    fn floor(&self, value: &Value) -> Value {
        self.algebra.floor(value).expect("a floor")
    }

    fn ceil(&self, value: &Value) -> Value {
        self.algebra.ceil(value).expect("a ceil")
    }

    fn max(&self, left: &Value, right: &Value) -> Value {
        self.algebra.maximum(left, right).expect("a maximum")
    }

    fn min(&self, left: &Value, right: &Value) -> Value {
        self.algebra.minimum(left, right).expect("a minimum")
    }

    fn power(&self, base: &Value, exponent: &Value) -> Value {
        self.algebra.power(base, exponent).expect("a power")
    }

    fn sqrt(&self, value: &Value) -> Value {
        self.algebra.sqrt(value).expect("a root")
    }

    fn log2(&self, value: &Value) -> Value {
        self.algebra.log2(value).expect("a logarithm")
    }

    fn flag(&self, left: &Value, comparison: Comparison, right: &Value) -> Value {
        self.algebra
            .compare(left, comparison, right)
            .expect("a comparison")
    }

    fn select(&self, condition: &Value, then: &Value, otherwise: &Value) -> Value {
        self.algebra
            .conditional(condition, then, otherwise)
            .expect("a conditional")
    }

    fn sum(&self, index: Indeterminate, from: &Value, to: &Value, body: &Value) -> Value {
        self.algebra.sum(index, from, to, body).expect("a sum")
    }

    /// `a·x + b`, with `a` and `b` over a common denominator.
    fn line(&self, slope: i64, variable: &Value, offset: i64, below: i64) -> Value {
        let scaled = self.multiply(&Value::integer(slope), variable);
        let shifted = self.add(&scaled, &Value::integer(offset));
        self.divide(&shifted, &Value::integer(below))
    }
}

fn symbol(name: &str) -> Value {
    Value::from(Indeterminate::symbol(name))
}

fn symbol_in(name: &str, domain: Domain) -> Value {
    Value::from(Indeterminate::symbol_in(name, domain))
}

fn index(name: &str) -> Indeterminate {
    Indeterminate::symbol_in(name, Domain::Integer)
}

fn number(integer: i64) -> Value {
    Value::integer(integer)
}

fn fraction(numerator: i64, denominator: i64) -> Value {
    Value::from(Rational::new(numerator, denominator).expect("a fraction"))
}

/// Whether the value is a single function to the first power.
fn is_kernel(value: &Value) -> bool {
    value
        .as_indeterminate()
        .is_some_and(|one| Kernel::of(one).is_some())
}
