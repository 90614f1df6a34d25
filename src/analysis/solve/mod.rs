//! Equations and inequalities solved for one symbol.

mod closed;
mod monotone;
mod pieces;
mod solution;
mod symbols;
mod whole;

pub use solution::{Equation, Range, Solution, Solved};

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Polynomial, Rational, Root, Substitution, Value, Verdict,
};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Solves a claim for its symbol, among positive numbers and zero where the symbol may be zero.
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
    let is_inside = |polynomial: &Polynomial| {
        let held = polynomial.indeterminates().into_iter();
        let mut others = held.filter(|held| *held != symbol);
        others.any(|held| Value::from(held).depends_on(symbol))
    };
    let inside = is_inside(difference.numerator()) || is_inside(difference.denominator());
    if difference.free_symbols().iter().any(|open| *open != symbol) {
        if inside {
            let reason = "the symbol is inside a function, and other symbols are too; bind them, or \
                          assume what settles it, as `S multiple of 256` does with `ceil(S/256)`";
            return Ok(Solution::NotDecided(reason.to_owned()));
        }
        return symbols::in_symbols(algebra, equation, &difference);
    }
    if symbol.domain().is_flag() {
        return flags(algebra, equation, &difference);
    }
    let among_positive = in_numbers(algebra, equation, &difference, inside)?;
    if symbol.domain().contains(&Rational::ZERO) {
        let zero = holds_at(algebra, equation, &difference, &Rational::ZERO)?;
        return Ok(with_zero(among_positive, equation.relation, zero));
    }
    Ok(among_positive)
}

/// No symbol but the one solved for is in the difference of the two sides.
fn in_numbers(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
    inside: bool,
) -> Result<Solution> {
    if let Some(solution) = pieces::in_pieces(algebra, equation, difference)? {
        return Ok(solution);
    }
    if !inside && difference.indeterminates().len() > 1 {
        // Its coefficients are irrational.
        let solution = symbols::in_symbols(algebra, equation, difference)?;
        if !matches!(solution, Solution::NotDecided(_)) {
            return Ok(solution);
        }
    }
    if let Some(solution) = monotone::in_one_way(algebra, equation, difference)? {
        return Ok(solution);
    }
    if inside {
        return whole::in_functions(algebra, equation, difference);
    }
    let reason = "the degree is too high, or the coefficients are too long, for the roots to be \
                  told apart";
    Ok(Solution::NotDecided(reason.to_owned()))
}

/// The symbol is not in the difference of the two sides.
fn constant(algebra: &Algebra, difference: &Value, relation: Comparison) -> Result<Solution> {
    let verdict = algebra.compare_values(difference, relation, &Value::zero())?;
    Ok(match verdict {
        Verdict::Holds => Solution::Everywhere,
        Verdict::Fails(_) if difference.as_constant().is_some() => Solution::Nowhere,
        Verdict::Fails(_) if relation == Comparison::Equal => Solution::Unless {
            solution: Box::new(Solution::Nowhere),
            everywhere: vec![difference.numerator().clone()],
            nonzero: Vec::new(),
        },
        Verdict::Fails(_) => Solution::NotDecided(
            "the symbol cancels out, and whether the claim holds depends on the others".to_owned(),
        ),
        Verdict::NotDecided { reason } => Solution::NotDecided(reason),
    })
}

/// The symbol is 0 or 1, so both are tried.
fn flags(algebra: &Algebra, equation: &Equation, difference: &Value) -> Result<Solution> {
    let mut found = Vec::new();
    for number in [Rational::ZERO, Rational::ONE] {
        match holds_at(algebra, equation, difference, &number)? {
            Some(true) => found.push(Solved::number(Root::of_number(number))),
            Some(false) => {}
            None => {
                let reason = "the two sides are too close to each other to tell";
                return Ok(Solution::NotDecided(reason.to_owned()));
            }
        }
    }
    Ok(if found.len() == 2 {
        Solution::Everywhere
    } else {
        Solution::at(found)
    })
}

/// Whether a claim holds where the symbol is a number, and is not past a pole; `None` where that is not
/// seen.
fn holds_at(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
    number: &Rational,
) -> Result<Option<bool>> {
    let put = Substitution::from_iter([(equation.symbol, Value::from(number.clone()))]);
    let there = match algebra.substitute(difference, &put) {
        Ok(there) => there,
        Err(AlgebraError::DivisionByZero | AlgebraError::Undefined { .. }) => {
            return Ok(Some(false));
        }
        Err(other) => return Err(other),
    };
    let sign = algebra.sign_at(&there, equation.symbol, number)?;
    Ok(sign.map(|sign| equation.holds_for(sign)))
}

/// What is known among positive numbers, and at zero.
fn with_zero(solution: Solution, relation: Comparison, zero: Option<bool>) -> Solution {
    let at_zero = || Solved::number(Root::of_number(Rational::ZERO));
    let end = |belongs: bool| Some((at_zero(), belongs));
    match (solution, zero) {
        (Solution::NotDecided(reason), _) => Solution::NotDecided(reason),
        (_, None) => {
            let reason = "at zero the two sides are too close to each other to tell";
            Solution::NotDecided(reason.to_owned())
        }
        (Solution::At(mut found), Some(holds)) => {
            if holds {
                found.insert(0, at_zero());
            }
            Solution::At(found)
        }
        (Solution::Nowhere | Solution::NoWhole { .. }, Some(true))
            if relation == Comparison::Equal =>
        {
            Solution::At(vec![at_zero()])
        }
        (Solution::Nowhere | Solution::NoWhole { .. }, Some(true)) => {
            Solution::Within(vec![Range {
                from: end(true),
                to: end(true),
            }])
        }
        (Solution::Everywhere, Some(false)) => Solution::Within(vec![Range {
            from: end(false),
            to: None,
        }]),
        (Solution::Within(mut ranges), Some(holds)) => {
            match ranges.first_mut() {
                Some(first) if first.from.is_none() => first.from = end(holds),
                _ if holds => ranges.insert(
                    0,
                    Range {
                        from: end(true),
                        to: end(true),
                    },
                ),
                _ => {}
            }
            Solution::Within(ranges)
        }
        (Solution::Whole { from, to }, Some(true)) if from.is_one() => Solution::Whole {
            from: Rational::ZERO,
            to,
        },
        (Solution::Whole { .. }, Some(true)) => {
            let reason = "the claim holds at zero, and again on other whole numbers";
            Solution::NotDecided(reason.to_owned())
        }
        (other, _) => other,
    }
}
