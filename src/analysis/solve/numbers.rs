//! Both sides are numbers but for the symbol: the roots are isolated, and between them one place
//! speaks for all.

use crate::algebra::{Algebra, AlgebraError, Comparison, Environment, Rational, Root, Value};
use crate::analysis::solve::closed::quadratic_form;
use crate::analysis::solve::solution::{Equation, Range, Solution, Solved};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Both sides are quotients of polynomials in nothing but the symbol.
pub(super) fn in_numbers(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
) -> Result<Solution> {
    let symbol = equation.symbol;
    let zero = Rational::ZERO;
    let roots = |polynomial| algebra.real_roots(polynomial, symbol, &zero);
    let (Some(zeros), Some(poles)) = (
        roots(difference.numerator())?,
        roots(difference.denominator())?,
    ) else {
        return Ok(Solution::NotDecided("the degree is too high".to_owned()));
    };
    if equation.relation == Comparison::Equal {
        let mut found: Vec<Solved> = zeros.into_iter().map(Solved::number).collect();
        for solved in found.iter_mut().filter(|solved| solved.form.is_none()) {
            solved.form = quadratic_form(algebra, difference.numerator(), symbol, solved)?;
        }
        return Ok(Solution::at(found));
    }
    // Between two neighbouring roots or poles the sign is that of any number there.
    let mut ends: Vec<(Root, bool)> = zeros.into_iter().map(|root| (root, true)).collect();
    ends.extend(poles.into_iter().map(|root| (root, false)));
    let mut width = Rational::ONE;
    while ends.iter().any(|(one, _)| {
        let apart = |other: &Root| one.high() < other.low() || other.high() < one.low();
        ends.iter().any(|(other, _)| one != other && !apart(other))
    }) {
        width = &width * &Rational::new(1, 16).expect("sixteen is not zero");
        ends = ends
            .into_iter()
            .map(|(root, zero)| (root.narrowed(&width), zero))
            .collect();
    }
    ends.sort_by(|(one, _), (other, _)| one.high().cmp(other.high()));
    let mut held: Vec<bool> = Vec::new();
    for place in 0..=ends.len() {
        let low = if place == 0 {
            zero.clone()
        } else {
            ends[place - 1].0.high().clone()
        };
        let high = ends.get(place).map(|(root, _)| root.low().clone());
        let high = high.unwrap_or_else(|| &low + &Rational::from(2));
        let between = &(&low + &high) * &Rational::new(1, 2).expect("two is not zero");
        held.push(holds_at(algebra, equation, difference, between)?);
    }
    Ok(ranges(&ends, &held, equation.is_closed()))
}

fn holds_at(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
    place: Rational,
) -> Result<bool> {
    let put = [(equation.symbol, Value::from(place))]
        .into_iter()
        .collect();
    let there = algebra.substitute(difference, &put)?;
    let number = algebra.evaluate(&there, &Environment::new())?;
    Ok(equation.holds(&number))
}

/// Joins the pieces between ends on which the claim holds. An end is a root, which belongs to it if
/// equal sides are allowed, or a pole, which never does.
fn ranges(ends: &[(Root, bool)], held: &[bool], closed: bool) -> Solution {
    let end = |place: usize| {
        let (root, zero) = &ends[place];
        (Solved::number(root.clone()), closed && *zero)
    };
    let mut pieces: Vec<Range> = Vec::new();
    let mut open: Option<Option<(Solved, bool)>> = held[0].then_some(None);
    for place in 0..ends.len() {
        let belongs = closed && ends[place].1;
        let (before, after) = (held[place], held[place + 1]);
        if before && after && belongs {
            continue;
        }
        if let Some(from) = open.take() {
            pieces.push(Range {
                from,
                to: Some(end(place)),
            });
        } else if belongs && !after {
            // It holds at the root alone.
            pieces.push(Range {
                from: Some(end(place)),
                to: Some(end(place)),
            });
        }
        if after {
            open = Some(Some(end(place)));
        }
    }
    if let Some(from) = open {
        pieces.push(Range { from, to: None });
    }
    match &pieces[..] {
        [] => Solution::Nowhere,
        [
            Range {
                from: None,
                to: None,
            },
        ] => Solution::Everywhere,
        _ => Solution::Within(pieces),
    }
}
