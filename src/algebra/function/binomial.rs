//! Integer-valued polynomials in the basis that shows them: products of binomial coefficients.
//!
//! A polynomial in integer variables has whole values exactly if it is a sum of whole multiples of
//! products `C(x, j)·C(y, k)·…`; `n²/2 + n/2` is `C(n, 2) + C(n, 1)`. The largest number that divides
//! all its values is the greatest common divisor of those multiples. A symbol that is a multiple of
//! 32 is read as 32 times its own integer variable.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// Past this degree in one variable a polynomial is not rewritten: nobody writes such exponents,
/// and the numbers grow with the factorial.
const LARGEST_DEGREE: Exponent = 24;

/// Past so many terms a polynomial is not rewritten.
const MOST_TERMS: usize = 1 << 12;

/// Past so many bits in the step of a monomial it is read as having none.
const LARGEST_STEP: u64 = 1 << 12;

impl Algebra {
    /// The number whose whole multiples the integer variable of an indeterminate counts: 32 for a
    /// symbol that is a multiple of 32, 1 for any other symbol or function with whole values, `None`
    /// for what may lie between whole numbers.
    pub(in crate::algebra::function) fn step_of(
        &self,
        indeterminate: Indeterminate,
    ) -> Option<Rational> {
        let whole = if indeterminate.is_symbol() {
            indeterminate.domain().is_integer()
        } else {
            self.is_integer_valued(&Value::from(indeterminate))
        };
        whole.then(|| Rational::from(indeterminate.domain().step().max(1)))
    }

    /// A number of which all values of the monomial are whole multiples; `None` where a factor may
    /// lie between whole numbers.
    pub(in crate::algebra::function) fn step_of_monomial(
        &self,
        monomial: &Monomial,
    ) -> Option<Rational> {
        let mut product = Rational::ONE;
        for (indeterminate, exponent) in monomial.factors() {
            let step = self.step_of(indeterminate)?;
            let bits = step.bits().saturating_mul(u64::from(exponent));
            if !step.is_one() && product.bits().saturating_add(bits) <= LARGEST_STEP {
                let power = step.power(i64::from(exponent));
                product = &product * &power.expect("a step is not zero");
            }
        }
        Some(product)
    }

    /// The polynomial in the binomial basis: in what is returned `x^k` stands for `C(x/step, k)`.
    /// `None` where an indeterminate may lie between whole numbers, or degrees are too large.
    pub(in crate::algebra::function) fn binomial_coordinates(
        &self,
        polynomial: &Polynomial,
    ) -> Result<Option<Polynomial>, AlgebraError> {
        let mut coordinates: Vec<Term> = Vec::new();
        for (monomial, coefficient) in polynomial.terms() {
            let mut products = vec![(Monomial::ONE, coefficient.clone())];
            for (indeterminate, exponent) in monomial.factors() {
                let Some(step) = self.step_of(indeterminate) else {
                    return Ok(None);
                };
                if exponent > LARGEST_DEGREE
                    || products.len() * exponent as usize > MOST_TERMS
                    || step.bits() * u64::from(exponent) > LARGEST_STEP
                {
                    return Ok(None);
                }
                let power = step.power(i64::from(exponent)).expect("a step is not zero");
                let row = power_in_binomials(exponent);
                self.meter.charge((products.len() * row.len()) as u64)?;
                products = products
                    .iter()
                    .flat_map(|(product, number)| {
                        let scale = number * &power;
                        let extend = move |(order, multiple): &(Exponent, Rational)| {
                            let factor = Monomial::power(indeterminate, *order);
                            (product.times_free(&factor), &scale * multiple)
                        };
                        row.iter().map(extend).collect::<Vec<Term>>()
                    })
                    .collect();
            }
            coordinates.extend(products);
            if coordinates.len() > MOST_TERMS {
                return Ok(None);
            }
        }
        Ok(Some(Polynomial::from_terms(coordinates)))
    }

    /// The largest number of which all values of the polynomial are whole multiples; `None` where
    /// it is zero or there is none.
    pub(in crate::algebra::function) fn integer_content(
        &self,
        polynomial: &Polynomial,
    ) -> Result<Option<Rational>, AlgebraError> {
        let coordinates = self.binomial_coordinates(polynomial)?;
        Ok(coordinates
            .filter(|coordinates| !coordinates.is_zero())
            .map(|coordinates| coordinates.content()))
    }

    /// The product of binomial coefficients that a monomial of coordinates stands for.
    pub(in crate::algebra::function) fn binomial_product(
        &self,
        orders: &Monomial,
    ) -> Result<Polynomial, AlgebraError> {
        let mut product = Polynomial::one();
        for (indeterminate, order) in orders.factors() {
            let step = self.step_of(indeterminate).unwrap_or(Rational::ONE);
            let inverse = Rational::ONE.divided_by(&step).expect("a step is not zero");
            let variable = Polynomial::indeterminate(indeterminate).scaled(&inverse);
            for below in 0..order {
                let factor = variable.minus(&Polynomial::constant(Rational::from(below)));
                let share = Rational::new(1, i64::from(below) + 1).expect("not zero");
                product = product.times(&factor.scaled(&share), &self.meter)?;
            }
        }
        Ok(product)
    }
}

/// `x^exponent` as multiples of `C(x, k)`: the Stirling number of the second kind times `k!`, which
/// counts the ways to map so many things onto `k`.
fn power_in_binomials(exponent: Exponent) -> Vec<(Exponent, Rational)> {
    let mut onto = vec![Rational::ONE];
    for _ in 0..exponent {
        let mut next = vec![Rational::ZERO];
        for order in 1..=onto.len() {
            let kept = onto.get(order).cloned().unwrap_or(Rational::ZERO);
            let factor = Rational::from(order as u64);
            next.push(&factor * &(&kept + &onto[order - 1]));
        }
        onto = next;
    }
    let orders = (0..).zip(onto);
    orders.filter(|(_, multiple)| !multiple.is_zero()).collect()
}

#[cfg(test)]
mod tests {
    use super::power_in_binomials;
    use crate::algebra::rational::Rational;

    #[test]
    fn powers_are_sums_of_binomial_coefficients() {
        // x³ = C(x, 1) + 6 C(x, 2) + 6 C(x, 3)
        let row = [(1, 1), (2, 6), (3, 6)];
        let row = row.map(|(order, multiple)| (order, Rational::from(multiple)));
        assert_eq!(power_in_binomials(3), row);
        assert_eq!(power_in_binomials(0), [(0, Rational::ONE)]);
    }
}
