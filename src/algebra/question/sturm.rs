//! Polynomials in one indeterminate: which signs they take on a range, decided exactly.

use crate::algebra::facts::Bounds;
use crate::algebra::rational::Rational;

/// Past this degree the chain of remainders costs more than the answer is worth.
pub(super) const LARGEST_DEGREE: u32 = 32;

/// Past this many bits of a coefficient or a root, too.
const LARGEST_BITS: u64 = 256;

/// A range is halved this often at most.
const DEEPEST: u32 = 600;

/// The signs that occur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) negative: bool,
    pub(super) zero: bool,
    pub(super) positive: bool,
}

impl Signs {
    fn note(&mut self, number: &Rational) {
        self.negative |= number.is_negative();
        self.zero |= number.is_zero();
        self.positive |= number.is_positive();
    }
}

/// The coefficients by rising exponent; the last is not zero.
pub(super) type Dense = Vec<Rational>;

/// The signs of the polynomial on the real numbers within the bounds, or only on the whole numbers
/// among them; `None` where that would take too long.
pub(super) fn signs(coefficients: &[Rational], bounds: &Bounds, whole: bool) -> Option<Signs> {
    let polynomial = trimmed(coefficients.to_vec());
    let large = |number: &Rational| number.bits() > LARGEST_BITS;
    if polynomial.len() > LARGEST_DEGREE as usize + 1 || polynomial.iter().any(large) {
        return None;
    }
    let mut signs = Signs::default();
    let Some(lead) = polynomial.last() else {
        signs.zero = true;
        return Some(signs);
    };
    // By Cauchy's bound, no root is farther from zero.
    let mut farthest = Rational::ZERO;
    for coefficient in &polynomial {
        farthest = farthest.max(coefficient.divided_by(lead)?.abs());
    }
    let farthest = (&farthest.ceil() + &Rational::ONE).abs();
    if large(&farthest) {
        return None;
    }
    let low = bounds.low.clone();
    let mut low = low.unwrap_or_else(|| &-&farthest - &Rational::ONE);
    let mut high = bounds.high.clone();
    if whole {
        low = low.ceil();
        high = high.map(|high| high.floor());
    }
    let past = &farthest.max(low.clone()) + &Rational::ONE;
    let high = high.unwrap_or(past);
    if high < low || large(&low) || large(&high) {
        return None;
    }
    let chain = sturm_chain(&polynomial)?;
    let at_low = at(&polynomial, &low);
    if !(at_low.is_zero() && bounds.above) {
        signs.note(&at_low);
    }
    signs.note(&at(&polynomial, &high));
    let range = Range {
        polynomial: &polynomial,
        chain: &chain,
    };
    if whole {
        range.whole(&low, &high, &mut signs, DEEPEST)?;
    } else {
        range.real(&low, &high, &mut signs, DEEPEST)?;
    }
    Some(signs)
}

struct Range<'a> {
    polynomial: &'a Dense,
    chain: &'a [Dense],
}

impl Range<'_> {
    /// How many distinct roots lie in `low < x <= high`.
    fn roots(&self, low: &Rational, high: &Rational) -> usize {
        variations(self.chain, low).saturating_sub(variations(self.chain, high))
    }

    /// Notes the signs at the whole numbers `low < x <= high`.
    fn whole(
        &self,
        low: &Rational,
        high: &Rational,
        signs: &mut Signs,
        deepest: u32,
    ) -> Option<()> {
        if low >= high {
            return Some(());
        }
        if self.roots(low, high) == 0 || &(low + &Rational::ONE) == high {
            signs.note(&at(self.polynomial, high));
            return Some(());
        }
        let deepest = deepest.checked_sub(1)?;
        let middle = middle(low, high).floor();
        self.whole(low, &middle, signs, deepest)?;
        self.whole(&middle, high, signs, deepest)
    }

    /// Notes the signs on `low < x <= high`, apart from that at `high`.
    fn real(&self, low: &Rational, high: &Rational, signs: &mut Signs, deepest: u32) -> Option<()> {
        let roots = self.roots(low, high);
        if roots == 0 {
            return Some(());
        }
        let mut deepest = deepest.checked_sub(1)?;
        let mut below = middle(low, high);
        if roots > 1 {
            self.real(low, &below, signs, deepest)?;
            self.real(&below, high, signs, deepest)?;
            signs.note(&at(self.polynomial, &below));
            return Some(());
        }
        signs.zero = true;
        // On the way up to the root the sign is that of any point between.
        while self.roots(low, &below) > 0 {
            deepest = deepest.checked_sub(1)?;
            below = middle(low, &below);
        }
        signs.note(&at(self.polynomial, &below));
        Some(())
    }
}

pub(super) fn middle(low: &Rational, high: &Rational) -> Rational {
    &(low + high) * &Rational::new(1, 2).expect("two is not zero")
}

fn trimmed(mut coefficients: Dense) -> Dense {
    while coefficients.last().is_some_and(Rational::is_zero) {
        coefficients.pop();
    }
    coefficients
}

pub(super) fn at(polynomial: &Dense, place: &Rational) -> Rational {
    let coefficients = polynomial.iter().rev();
    coefficients.fold(Rational::ZERO, |sum, next| &(&sum * place) + next)
}

fn derivative(polynomial: &Dense) -> Dense {
    let powers = polynomial.iter().zip(0_u32..).skip(1);
    powers
        .map(|(coefficient, power)| coefficient * &Rational::from(power))
        .collect()
}

/// The quotient and the remainder; the divisor is not zero.
fn divided(dividend: &Dense, divisor: &Dense) -> Option<(Dense, Dense)> {
    let lead = divisor.last()?;
    let mut remainder = dividend.clone();
    let mut quotient = vec![Rational::ZERO; dividend.len().saturating_sub(divisor.len() - 1)];
    while remainder.len() >= divisor.len() {
        let shift = remainder.len() - divisor.len();
        let factor = remainder.last()?.divided_by(lead)?;
        for (place, coefficient) in divisor.iter().enumerate() {
            remainder[place + shift] = &remainder[place + shift] - &(coefficient * &factor);
        }
        quotient[shift] = factor;
        remainder.pop();
        remainder = trimmed(remainder);
    }
    Some((trimmed(quotient), remainder))
}

/// Divides by the positive content, so that coefficients stay small.
fn reduced(polynomial: Dense) -> Dense {
    let parts = polynomial.iter();
    let content = parts.fold(Rational::ZERO, |content, next| content.gcd(next));
    polynomial
        .iter()
        .map(|coefficient| coefficient.divided_by(&content))
        .collect::<Option<Dense>>()
        .unwrap_or(polynomial)
}

/// Sturm's chain of the polynomial with every root made simple.
pub(super) fn sturm_chain(polynomial: &Dense) -> Option<Vec<Dense>> {
    let chain = remainders(polynomial)?;
    let common = chain.last()?;
    if common.len() == 1 {
        return Some(chain);
    }
    remainders(&divided(polynomial, common)?.0)
}

fn remainders(polynomial: &Dense) -> Option<Vec<Dense>> {
    let mut chain = vec![reduced(polynomial.clone())];
    let mut next = reduced(derivative(polynomial));
    while let Some(last) = chain.last()
        && !next.is_empty()
    {
        let (_, remainder) = divided(last, &next)?;
        let negated = remainder.iter().map(|coefficient| -coefficient).collect();
        chain.push(next);
        next = reduced(negated);
    }
    Some(chain)
}

/// How often the sign changes along the chain, zeros left out.
pub(super) fn variations(chain: &[Dense], place: &Rational) -> usize {
    let signs = chain.iter().map(|polynomial| at(polynomial, place));
    let signs: Vec<bool> = signs
        .filter(|number| !number.is_zero())
        .map(|number| number.is_positive())
        .collect();
    signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

#[cfg(test)]
mod tests {
    use super::{Signs, signs};
    use crate::algebra::facts::Bounds;
    use crate::algebra::rational::Rational;

    fn of(coefficients: &[i64], low: i64, whole: bool) -> Option<Signs> {
        let coefficients: Vec<Rational> = coefficients.iter().map(|n| Rational::from(*n)).collect();
        signs(&coefficients, &Bounds::from(Rational::from(low)), whole)
    }

    fn found(negative: bool, zero: bool, positive: bool) -> Signs {
        Signs {
            negative,
            zero,
            positive,
        }
    }

    #[test]
    fn between_two_neighbouring_roots_no_whole_number_is_negative() {
        // (x − 1)(x − 2)
        assert_eq!(of(&[2, -3, 1], 1, true), Some(found(false, true, true)));
        assert_eq!(of(&[2, -3, 1], 1, false), Some(found(true, true, true)));
        assert_eq!(of(&[2, -3, 1], 3, true), Some(found(false, false, true)));
    }

    #[test]
    fn a_double_root_touches_zero() {
        // (x − 3)²
        assert_eq!(of(&[9, -6, 1], 0, false), Some(found(false, true, true)));
        // (2x − 5)², whose root is not whole
        assert_eq!(of(&[25, -20, 4], 0, true), Some(found(false, false, true)));
    }

    #[test]
    fn a_root_at_the_end_of_the_range_counts() {
        // 4 − x from 4 on
        assert_eq!(of(&[4, -1], 4, true), Some(found(true, true, false)));
        assert_eq!(of(&[4, -1], 4, false), Some(found(true, true, false)));
        // x(x − 1)(x − 4) is negative between 1 and 4 only
        assert_eq!(of(&[0, 4, -5, 1], 2, true), Some(found(true, true, true)));
        assert_eq!(of(&[0, 4, -5, 1], 5, true), Some(found(false, false, true)));
    }

    #[test]
    fn roots_far_out_are_found() {
        // (x − 1000000)(x − 1000001): never negative at a whole number
        let coefficients = [1_000_001_000_000, -2_000_001, 1];
        assert_eq!(of(&coefficients, 1, true), Some(found(false, true, true)));
        assert_eq!(of(&coefficients, 1, false), Some(found(true, true, true)));
    }
}
