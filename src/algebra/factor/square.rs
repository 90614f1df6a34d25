//! Exact square roots of polynomials.

use crate::algebra::error::AlgebraError;
use crate::algebra::limits::Meter;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

/// The square root that leads with a positive coefficient, or `None` where there is none or it has
/// far more terms than its square.
pub(super) fn square_root(
    polynomial: &Polynomial,
    meter: &Meter,
) -> Result<Option<Polynomial>, AlgebraError> {
    let Some((monomial, coefficient)) = polynomial.leading_term() else {
        return Ok(Some(Polynomial::ZERO));
    };
    let (Some(lead), Some(number)) = (halved(monomial), coefficient.sqrt_exact()) else {
        return Ok(None);
    };
    // The other end tells most polynomials that are no squares at once.
    if let Some((last, constant)) = polynomial.terms().next_back()
        && (halved(last).is_none() || constant.sqrt_exact().is_none())
    {
        return Ok(None);
    }
    let most_terms = polynomial.len() + 16;
    let double = &number + &number;
    let mut root = Polynomial::term(lead.clone(), number);
    let mut remainder = polynomial.minus(&root.times_free(&root, meter)?);
    while let Some((monomial, coefficient)) = remainder.leading_term() {
        let Some(next) = monomial.divided_by(&lead) else {
            return Ok(None);
        };
        let number = coefficient
            .divided_by(&double)
            .expect("a leading coefficient is not zero");
        let next = Polynomial::term(next, number);
        // (r + t)² = r² + t(2r + t)
        let step = root.scaled(&Rational::from(2)).plus(&next);
        remainder = remainder.minus(&next.times_free(&step, meter)?);
        root = root.plus(&next);
        if root.len() > most_terms {
            return Ok(None);
        }
    }
    Ok(Some(root))
}

fn halved(monomial: &Monomial) -> Option<Monomial> {
    let even = monomial.factors().all(|(_, exponent)| exponent % 2 == 0);
    even.then(|| Monomial::from_sorted(monomial.factors().map(|(x, e)| (x, e / 2))))
}
