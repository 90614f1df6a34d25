//! Products of long polynomials, and greatest common divisors.

use flopform::algebra::{Algebra, Environment, Polynomial, Rational, Value};

use crate::inputs::{POINT, at_point, polynomials, symbol, workbench};
use crate::protocol::{Job, Outcome};

pub(crate) fn run(job: &Job) -> Outcome {
    if job.workload == "w5" {
        return common_divisor(job);
    }
    let (kind, power) = job.case.split_once('_').expect("KIND_POWER");
    let power: i64 = power.parse().expect("a power");
    let algebra = workbench();
    let (left, right) = if kind == "dense" {
        let base = sum(
            &algebra,
            &[(1, "B", 1), (1, "S", 1), (1, "E", 1), (1, "H", 1)],
        );
        let left = algebra
            .power_integer(&base, power)
            .expect("no limit is met");
        let right = algebra.add(&left, &Value::one()).expect("no limit is met");
        (left, right)
    } else {
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
        let raised = |terms| algebra.power_integer(&sum(&algebra, terms), power);
        (
            raised(&left).expect("no limit is met"),
            raised(&right).expect("no limit is met"),
        )
    };
    let (times, product) = job.measure(1.0, || {
        algebra.multiply(&left, &right).expect("no limit is met")
    });
    let ones: Environment = POINT
        .iter()
        .map(|(name, _)| ((*name).to_owned(), Rational::ONE))
        .collect();
    let at_ones = |value| {
        workbench()
            .evaluate(value, &ones)
            .expect("every symbol is 1")
    };
    let together = &at_ones(&left) * &at_ones(&right);
    let coefficients = product.numerator().terms();
    let coefficients = coefficients.fold(Rational::ZERO, |sum, (_, next)| &sum + next);
    assert!(
        coefficients == together,
        "a product of sums is the sum of products"
    );
    Outcome::measured(
        times,
        format!("{}:{coefficients}", product.numerator().len()),
    )
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

fn common_divisor(job: &Job) -> Outcome {
    let text = job.text(&format!("w5_{}.txt", job.case));
    let read = polynomials(&text, &["B", "S", "E", "H", "V"]);
    let [left, right, ..] = &read[..] else {
        panic!("a file holds two polynomials and their divisor");
    };
    let (times, found) = job.measure(1.0, || {
        workbench()
            .common_divisor(left, right)
            .expect("no limit is met")
    });
    let of = |polynomial: &Polynomial| at_point(&Value::from(polynomial.clone()));
    let ratio = of(&found.left).divided_by(&of(&found.right));
    Outcome::measured(times, ratio.expect("the point is no root"))
}
