//! Products of numbers and powers of symbols, which is what most of a written formula is: one term, made at
//! once instead of factor by factor.

use crate::algebra::{
    Domain, Exponent, Indeterminate, Limits, Monomial, Polynomial, Rational, Value,
};
use crate::cost::derive::frame::Frame;
use crate::cost::formula::{Formula, FormulaKind, Joint};

/// Past so many factors, or such an exponent, a product is left to the algebra, which knows its limits.
const MOST_FACTORS: usize = 64;
const MOST_BITS: u64 = 64;
const LARGEST_EXPONENT: i64 = 64;

/// The term that the first factors of a product make, and how many of them that are.
pub(super) fn leading_term(
    factors: &[(Joint, Formula)],
    frame: &Frame,
    limits: &Limits,
) -> Option<(Value, usize)> {
    let largest = u64::try_from(LARGEST_EXPONENT).ok()? * MOST_FACTORS as u64;
    if limits.bits < MOST_BITS || limits.exponent < largest || limits.terms == 0 {
        return None;
    }
    let mut coefficient = Rational::ONE;
    let mut monomial = Monomial::ONE;
    let mut taken = 0;
    for (joint, factor) in factors.iter().take(MOST_FACTORS) {
        if *joint != Joint::Times {
            break;
        }
        if let FormulaKind::Number(number) = &factor.kind {
            let product = &coefficient * number;
            if number.is_zero() || product.bits() > MOST_BITS {
                break;
            }
            coefficient = product;
        } else if let Some((symbol, exponent)) = power(&factor.kind, frame) {
            monomial = monomial.times(&Monomial::power(symbol, exponent));
        } else {
            break;
        }
        taken += 1;
    }
    if taken < 2 {
        return None;
    }
    Some((Value::from(Polynomial::term(monomial, coefficient)), taken))
}

/// A symbol, or a small power of one. What has laws of its own for powers, such as a flag, is left to the
/// algebra.
fn power(factor: &FormulaKind, frame: &Frame) -> Option<(Indeterminate, Exponent)> {
    match factor {
        FormulaKind::Local(slot) => {
            let symbol = frame.slots[*slot].as_ref()?.as_indeterminate()?;
            let plain = symbol.is_symbol() && symbol.domain() != Domain::Flag;
            plain.then_some((symbol, 1))
        }
        FormulaKind::Power(parts) => {
            let [base, exponent] = &**parts;
            let FormulaKind::Number(exponent) = &exponent.kind else {
                return None;
            };
            let exponent = exponent.to_i64()?;
            let (FormulaKind::Local(_), 1..=LARGEST_EXPONENT) = (&base.kind, exponent) else {
                return None;
            };
            let (symbol, _) = power(&base.kind, frame)?;
            Some((symbol, Exponent::try_from(exponent).ok()?))
        }
        _ => None,
    }
}
