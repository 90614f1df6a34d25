//! A polynomial looked at for each value of the flags in it.

use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::polynomial::Polynomial;

/// The indeterminates of the polynomial that are worth 0 or 1.
pub(in crate::algebra::function) fn flags_in(polynomial: &Polynomial) -> Vec<Indeterminate> {
    let mut indeterminates = polynomial.indeterminates();
    indeterminates.retain(|one| one.law() == PowerLaw::Idempotent);
    indeterminates
}

/// The polynomial where the flag is 0, and where it is 1.
pub(in crate::algebra::function) fn split_by_flag(
    polynomial: &Polynomial,
    flag: Indeterminate,
) -> (Polynomial, Polynomial) {
    let mut off = Polynomial::ZERO;
    let mut on = Polynomial::ZERO;
    for (exponent, part) in polynomial.collected(flag) {
        if exponent == 0 {
            off = off.plus(&part);
        }
        on = on.plus(&part);
    }
    (off, on)
}
