//! Both sides have other symbols in them: an equation is solved factor by factor.

use crate::algebra::{Algebra, AlgebraError, Comparison, Sign, Value, Verdict};
use crate::analysis::solve::closed::roots_of_factor;
use crate::analysis::solve::solution::{Equation, Range, Solution, Solved};

type Result<T> = std::result::Result<T, AlgebraError>;

/// Both sides have other symbols in them: an equation is solved factor by factor.
pub(super) fn in_symbols(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
) -> Result<Solution> {
    let symbol = equation.symbol;
    let factors = algebra.factored(difference.numerator())?.factors;
    let with_symbol = factors
        .into_iter()
        .filter(|(factor, _)| factor.contains(symbol));
    let mut found = Vec::new();
    for (factor, _) in with_symbol {
        let Some(forms) = roots_of_factor(algebra, &factor, symbol)? else {
            return Ok(Solution::NotDecided(format!(
                "an equation of degree {} with other symbols in it has no closed form here; \
                 bind the other symbols",
                factor.degree_in(symbol)
            )));
        };
        for form in forms {
            let sign = algebra.sign_of_value(&form);
            if !sign.is_some_and(Sign::is_nonpositive) {
                found.push(Solved {
                    form: Some(form),
                    root: None,
                    positive: sign == Some(Sign::Positive),
                });
            }
        }
    }
    if equation.relation == Comparison::Equal {
        return Ok(Solution::at(found));
    }
    one_sided(algebra, equation, difference, &found)
}

/// An inequality with one possible end: on which side of it the claim holds is the sign of the slope.
fn one_sided(
    algebra: &Algebra,
    equation: &Equation,
    difference: &Value,
    found: &[Solved],
) -> Result<Solution> {
    let help =
        "an inequality with other symbols in it is decided where it is linear; bind the others";
    let open = || Ok(Solution::NotDecided(help.to_owned()));
    let [end] = found else {
        if found.is_empty() {
            let verdict =
                algebra.compare_values(&equation.left, equation.relation, &equation.right)?;
            return Ok(match verdict {
                Verdict::Holds => Solution::Everywhere,
                _ => Solution::NotDecided(help.to_owned()),
            });
        }
        return open();
    };
    let parts = difference.numerator().collected(equation.symbol);
    let exponents = || parts.iter().map(|(exponent, _)| *exponent);
    let (Some(least), Some(degree)) = (exponents().min(), exponents().max()) else {
        return open();
    };
    let slope = parts.iter().find(|(exponent, _)| *exponent == degree);
    let Some((_, slope)) = slope else {
        return open();
    };
    let (Some(slope), Some(below)) = (algebra.sign(slope), algebra.sign(difference.denominator()))
    else {
        return open();
    };
    if degree - least > 1 || slope.times(below) == Sign::Zero {
        return open();
    }
    let rising = slope.times(below) == Sign::Positive;
    let upward = matches!(
        equation.relation,
        Comparison::Greater | Comparison::GreaterEqual
    ) == rising;
    let end = Some((end.clone(), equation.is_closed()));
    let range = match (equation.relation, upward) {
        (Comparison::Different, _) => return open(),
        (_, true) => Range {
            from: end,
            to: None,
        },
        (_, false) => Range {
            from: None,
            to: end,
        },
    };
    Ok(Solution::Within(vec![range]))
}
