//! Products of long polynomials, and greatest common divisors.

use flopform::algebra::{Algebra, Environment, Rational, Value};

use crate::inputs::{POINT, symbol, workbench};

/// `(1+B+S+E+H)^power`, and the same plus 1.
pub(crate) fn dense(power: i64) -> [Value; 2] {
    let algebra = workbench();
    let terms = [(1, "B", 1), (1, "S", 1), (1, "E", 1), (1, "H", 1)];
    let left = raised(&algebra, &terms, power);
    let right = algebra.add(&left, &Value::one());
    [left, right.expect("no limit is met")]
}

/// Monagan's and Pearce's polynomials with far more monomials in their product than terms in either.
pub(crate) fn sparse(power: i64) -> [Value; 2] {
    let algebra = workbench();
    let left = [
        (1, "B", 1),
        (1, "S", 1),
        (2, "E", 2),
        (3, "H", 3),
        (5, "V", 5),
    ];
    let right = [
        (1, "V", 1),
        (1, "H", 1),
        (2, "E", 2),
        (3, "S", 3),
        (5, "B", 5),
    ];
    [left, right].map(|terms| raised(&algebra, &terms, power))
}

pub(crate) fn multiply([left, right]: &[Value; 2]) -> Value {
    workbench().multiply(left, right).expect("no limit is met")
}

/// The sum of the coefficients, which is that of the one times that of the other.
pub(crate) fn sum_of_coefficients(factors: &[Value; 2]) -> Rational {
    let ones: Environment = POINT
        .iter()
        .map(|(name, _)| ((*name).to_owned(), Rational::ONE))
        .collect();
    let [left, right] = factors.each_ref().map(|factor| {
        workbench()
            .evaluate(factor, &ones)
            .expect("every symbol is 1")
    });
    &left * &right
}

fn raised(algebra: &Algebra, terms: &[(i64, &str, i64)], power: i64) -> Value {
    let base = sum(algebra, terms);
    algebra
        .power_integer(&base, power)
        .expect("no limit is met")
}

/// `1 + …`
fn sum(algebra: &Algebra, terms: &[(i64, &str, i64)]) -> Value {
    terms
        .iter()
        .fold(Value::one(), |sum, (number, name, power)| {
            let power = algebra.power_integer(&symbol(name), *power);
            let term = algebra.multiply(&Value::integer(*number), &power.expect("it is short"));
            algebra
                .add(&sum, &term.expect("it is short"))
                .expect("it is short")
        })
}
