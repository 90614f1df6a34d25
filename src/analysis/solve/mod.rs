//! Equations and inequalities solved for one symbol.

mod closed;
mod numbers;
mod solution;
mod symbols;
mod whole;

pub use solution::{Equation, Range, Solution, Solved};

use crate::algebra::{Algebra, AlgebraError, Comparison, Polynomial, Value, Verdict};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Solves a claim for its symbol among positive numbers.
///
/// ```
/// use flopform::algebra::{Algebra, Comparison, Indeterminate, Value};
/// use flopform::analysis::{Equation, Solution, solve};
/// let algebra = Algebra::new();
/// let symbol = Indeterminate::symbol("S");
/// let s = Value::from(symbol);
/// let left = algebra.multiply(&s, &s).unwrap();
/// let right = algebra.multiply(&Value::integer(3), &s).unwrap();
/// let equation = Equation { left, relation: Comparison::Equal, right, symbol };
/// let Solution::At(found) = solve(&algebra, &equation).unwrap() else { panic!() };
/// assert_eq!(found[0].form, Some(Value::integer(3)));
/// ```
///
/// # Errors
/// When the limits are met.
pub fn solve(algebra: &Algebra, equation: &Equation) -> Result<Solution> {
    let difference = algebra.subtract(&equation.left, &equation.right)?;
    let symbol = equation.symbol;
    if !difference.depends_on(symbol) {
        return constant(algebra, &difference, equation.relation);
    }
    let inside = |polynomial: &Polynomial| {
        let mut others = polynomial
            .indeterminates()
            .into_iter()
            .filter(|held| *held != symbol);
        others.any(|held| Value::from(held).depends_on(symbol))
    };
    if inside(difference.numerator()) || inside(difference.denominator()) {
        return whole::in_functions(algebra, equation, &difference);
    }
    let numeric = |polynomial: &Polynomial| {
        polynomial
            .indeterminates()
            .iter()
            .all(|held| *held == symbol)
    };
    if numeric(difference.numerator()) && numeric(difference.denominator()) {
        return numbers::in_numbers(algebra, equation, &difference);
    }
    symbols::in_symbols(algebra, equation, &difference)
}

/// The symbol is not in the difference of the two sides.
fn constant(algebra: &Algebra, difference: &Value, relation: Comparison) -> Result<Solution> {
    let verdict = algebra.compare_values(difference, relation, &Value::zero())?;
    Ok(match verdict {
        Verdict::Holds => Solution::Everywhere,
        Verdict::Fails(_) if difference.as_constant().is_some() => Solution::Nowhere,
        Verdict::Fails(_) => Solution::NotDecided(
            "the symbol cancels out, and whether the claim holds depends on the others".to_owned(),
        ),
        Verdict::NotDecided { reason } => Solution::NotDecided(reason),
    })
}
