//! The real roots of polynomials in one symbol: isolated by Sturm's theorem, narrowed by bisection.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::sturm::{Dense, at, middle, sturm_chain, variations};
use crate::algebra::rational::Rational;

/// The highest degree of a polynomial whose roots are looked for.
const MOST_DEGREE: u32 = 256;

/// A real root of a polynomial, enclosed: it is the only one with `low < root <= high`, and equal to
/// both where they are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    low: Rational,
    high: Rational,
    /// The polynomial with every root made simple, so that it changes its sign at this one.
    polynomial: Dense,
}

impl Root {
    /// A number that is less than the root, or the root.
    pub fn low(&self) -> &Rational {
        &self.low
    }

    /// A number that is not less than the root.
    pub fn high(&self) -> &Rational {
        &self.high
    }

    /// The root, where it is rational.
    pub fn exact(&self) -> Option<&Rational> {
        (self.low == self.high).then_some(&self.low)
    }

    /// The root enclosed no wider than asked.
    #[must_use]
    pub fn narrowed(mut self, width: &Rational) -> Root {
        while &(&self.high - &self.low) > width {
            self.halve();
        }
        self
    }

    /// The largest whole number that is not greater.
    pub fn floor(&self) -> Rational {
        let mut root = self.clone();
        // An irrational root is no whole number, so the ends part from it in the end.
        while root.low.floor() != root.high.floor() {
            root.halve();
        }
        root.high.floor()
    }

    /// Halves the enclosure.
    fn halve(&mut self) {
        let between = middle(&self.low, &self.high);
        let there = at(&self.polynomial, &between);
        if there.is_zero() {
            self.low = between.clone();
            self.high = between;
        } else if there.is_positive() == at(&self.polynomial, &self.high).is_positive() {
            self.high = between;
        } else {
            self.low = between;
        }
    }

    /// The root itself, if it is rational: its denominator then divides the leading coefficient, and
    /// in an enclosure narrow enough there is one such number at most.
    fn resolved(mut self) -> Root {
        if at(&self.polynomial, &self.high).is_zero() {
            self.low = self.high.clone();
            return self;
        }
        let content = self
            .polynomial
            .iter()
            .fold(Rational::ZERO, |content, next| content.gcd(next));
        let lead = self
            .polynomial
            .last()
            .and_then(|lead| lead.divided_by(&content));
        let Some(width) = lead.and_then(|lead| Rational::ONE.divided_by(&(&lead * &lead))) else {
            return self;
        };
        let mut narrow = self.clone().narrowed(&width.abs());
        // The lower end is not in the enclosure.
        while narrow.low != narrow.high && narrow.low.is_integer() {
            narrow.halve();
        }
        let candidate = simplest_between(&narrow.low, &narrow.high);
        if at(&self.polynomial, &candidate).is_zero() {
            self.low = candidate.clone();
            self.high = candidate;
        }
        self
    }
}

impl Algebra {
    /// The real roots of a polynomial that are greater than a number, rising, each once. `None` where
    /// there is another symbol in it, where it is zero everywhere, or where its degree is too high.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Rational, Value};
    /// let algebra = Algebra::new();
    /// let symbol = Indeterminate::symbol("S");
    /// let s = Value::from(symbol);
    /// // S² - 2
    /// let square = algebra.multiply(&s, &s).unwrap();
    /// let value = algebra.subtract(&square, &Value::integer(2)).unwrap();
    /// let roots = algebra.real_roots(value.numerator(), symbol, &Rational::ZERO).unwrap();
    /// let root = roots.unwrap().remove(0).narrowed(&"1e-9".parse().unwrap());
    /// assert!(root.exact().is_none() && root.low() < &"1.414213563".parse().unwrap());
    /// ```
    ///
    /// # Errors
    /// When the limits are met.
    pub fn real_roots(
        &self,
        polynomial: &Polynomial,
        symbol: Indeterminate,
        above: &Rational,
    ) -> Result<Option<Vec<Root>>, AlgebraError> {
        let degree = polynomial.degree_in(symbol);
        if polynomial.is_zero() || degree > MOST_DEGREE {
            return Ok(None);
        }
        let mut coefficients = vec![Rational::ZERO; degree as usize + 1];
        for (exponent, coefficient) in polynomial.collected(symbol) {
            let Some(number) = coefficient.as_constant() else {
                return Ok(None);
            };
            coefficients[exponent as usize] = number;
        }
        if degree == 0 {
            return Ok(Some(Vec::new()));
        }
        self.meter
            .charge(u64::from(degree).pow(3) * (polynomial.bits() / 64 + 1))?;
        let Some(chain) = sturm_chain(&coefficients) else {
            return Ok(None);
        };
        let lead = coefficients.last().expect("the degree is positive");
        let sizes = coefficients
            .iter()
            .filter_map(|number| number.divided_by(lead));
        // By Cauchy's bound, no root is farther from zero.
        let farthest = sizes.map(|size| size.abs()).fold(Rational::ZERO, Ord::max);
        let farthest = &farthest.ceil() + &Rational::ONE;
        let mut roots = Vec::new();
        let mut pending = vec![(above.clone(), farthest.max(&above.ceil() + &Rational::ONE))];
        while let Some((low, high)) = pending.pop() {
            let count = variations(&chain, &low).saturating_sub(variations(&chain, &high));
            self.meter.charge(u64::from(degree).pow(2))?;
            if count > 1 {
                let between = middle(&low, &high);
                pending.push((between.clone(), high));
                pending.push((low, between));
            } else if count == 1 {
                let polynomial = chain[0].clone();
                roots.push(
                    Root {
                        low,
                        high,
                        polynomial,
                    }
                    .resolved(),
                );
            }
        }
        Ok(Some(roots))
    }
}

/// The number with the smallest denominator in `low <= x <= high`.
fn simplest_between(low: &Rational, high: &Rational) -> Rational {
    // The continued fractions of both ends agree up to a place, and the simplest number ends there.
    let (mut low, mut high) = (low.clone(), high.clone());
    let mut whole = Vec::new();
    loop {
        let ceil = low.ceil();
        if ceil <= high {
            whole.push(ceil);
            break;
        }
        let floor = low.floor();
        let (below, above) = (&low - &floor, &high - &floor);
        whole.push(floor);
        let turned = |number: &Rational| Rational::ONE.divided_by(number).expect("not whole");
        (low, high) = (turned(&above), turned(&below));
    }
    let last = whole.pop().expect("there is at least one");
    whole.iter().rev().fold(last, |inner, next| {
        let over = Rational::ONE.divided_by(&inner);
        next + &over.expect("a continued fraction has no zero after its first place")
    })
}

#[cfg(test)]
mod tests {
    use super::simplest_between;
    use crate::algebra::rational::Rational;

    #[test]
    fn the_simplest_number_has_the_smallest_denominator() {
        let number = |text: &str| text.parse::<Rational>().expect("a number");
        let between = |low, high| simplest_between(&number(low), &number(high)).to_string();
        assert_eq!(between("3.12", "3.15"), "22/7");
        assert_eq!(between("3.1", "3.2"), "16/5");
        assert_eq!(between("3.14", "3.15"), "22/7");
        assert_eq!(between("2", "5"), "2");
        assert_eq!(between("0.2", "0.3"), "1/4");
    }
}
