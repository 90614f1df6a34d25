//! Both sides have other symbols in them: an equation is solved factor by factor.

use crate::algebra::{
    Algebra, AlgebraError, Comparison, Indeterminate, Polynomial, Rational, Root, Sign, Value,
    Verdict,
};
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
    let factorization = algebra.factored(difference.numerator())?;
    let mut found = Vec::new();
    let (mut everywhere, mut nonzero) = (Vec::new(), Vec::new());
    // A symbol that divides every term is a factor too.
    let single = factorization.monomial.factors();
    let single = single.map(|(factor, _)| Polynomial::indeterminate(factor));
    let factors = factorization.factors.into_iter().map(|(factor, _)| factor);
    for factor in single.chain(factors) {
        if !factor.contains(symbol) {
            if !algebra.is_nonzero(&factor) {
                everywhere.push(factor);
            }
            continue;
        }
        let Some(forms) = roots_of_factor(algebra, &factor, symbol)? else {
            return Ok(Solution::NotDecided(format!(
                "an equation of degree {} with other symbols in it has no closed form here; \
                 bind the other symbols",
                factor.degree_in(symbol)
            )));
        };
        if let Some((_, lead)) = factor.collected(symbol).into_iter().next()
            && !algebra.is_nonzero(&lead)
        {
            nonzero.push(lead);
        }
        for form in forms {
            let sign = algebra.sign_of_value(&form);
            let may_be_zero = symbol.domain().contains(&Rational::ZERO);
            let is_zero = sign == Some(Sign::Zero) && may_be_zero;
            if is_zero || !sign.is_some_and(Sign::is_nonpositive) {
                found.push(Solved {
                    root: root_of_form(algebra, &form, symbol)?,
                    form: Some(form),
                    positive: is_zero || sign == Some(Sign::Positive),
                });
            }
        }
    }
    if equation.relation != Comparison::Equal {
        return one_sided(algebra, equation, difference, &found);
    }
    let solution = Solution::at(found);
    if everywhere.is_empty() && nonzero.is_empty() {
        return Ok(solution);
    }
    Ok(Solution::Unless {
        solution: Box::new(solution),
        everywhere,
        nonzero,
    })
}

/// The number that a form without symbols is.
fn root_of_form(algebra: &Algebra, form: &Value, symbol: Indeterminate) -> Result<Option<Root>> {
    if !form.free_symbols().is_empty() {
        return Ok(None);
    }
    let Some([low, high]) = algebra.enclosure(form)? else {
        return Ok(None);
    };
    if low == high {
        return Ok(Some(Root::of_number(low)));
    }
    let curve = algebra.subtract(&Value::from(symbol), form)?;
    Ok(algebra.root_between(&curve, symbol, [low, high]))
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
        if found.is_empty() && equation.relation == Comparison::Different {
            // The forms differ; whether their values always do is another question.
            return Ok(if algebra.is_nonzero(difference.numerator()) {
                Solution::Everywhere
            } else {
                Solution::NotDecided(help.to_owned())
            });
        }
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
    if degree - least > 1 {
        return open();
    }
    let rising = match slope.times(below) {
        Sign::Positive => true,
        Sign::Negative => false,
        _ => {
            let help = "where its coefficient is 0 there is no end; bind the other symbols, or assume \
                        more of them, as in `--assume 'S >= 2'`";
            return Ok(Solution::NotDecided(help.to_owned()));
        }
    };
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
