//! Greatest common divisors in one indeterminate modulo a prime.

use crate::algebra::prime::Field;

/// The monic greatest common divisor. Coefficients run from the constant to the leading one; the
/// zero polynomial is empty, and so is the result where both are zero.
pub(super) fn gcd(field: &Field, left: &[u64], right: &[u64]) -> Vec<u64> {
    let mut upper = trimmed(left);
    let mut lower = trimmed(right);
    if upper.len() < lower.len() {
        std::mem::swap(&mut upper, &mut lower);
    }
    while !lower.is_empty() {
        reduce(field, &mut upper, &mut lower);
        std::mem::swap(&mut upper, &mut lower);
    }
    make_monic(field, &mut upper);
    upper
}

fn make_monic(field: &Field, polynomial: &mut [u64]) {
    if let Some(&lead) = polynomial.last() {
        let inverse = field.inverse(lead);
        for coefficient in polynomial {
            *coefficient = field.times(*coefficient, inverse);
        }
    }
}

/// How many field operations [`gcd`] takes at most, for these degrees.
pub(super) fn work(left: u64, right: u64) -> u64 {
    (left + 1).saturating_mul(right + 1).saturating_mul(2)
}

fn trimmed(coefficients: &[u64]) -> Vec<u64> {
    let length = coefficients
        .iter()
        .rposition(|coefficient| *coefficient != 0)
        .map_or(0, |place| place + 1);
    coefficients[..length].to_vec()
}

/// Replaces the dividend by a multiple of its remainder. Where the degrees are next to each other,
/// as they nearly always are, multiplying across costs less than inverting a leading coefficient;
/// else the divisor is made monic.
fn reduce(field: &Field, dividend: &mut Vec<u64>, divisor: &mut [u64]) {
    if dividend.len() > divisor.len() + 1 {
        make_monic(field, divisor);
    }
    let (&mut lead, rest) = divisor.split_last_mut().expect("the divisor is not zero");
    while dividend.len() > rest.len() {
        let top = dividend.pop().expect("the dividend is longer");
        let shift = dividend.len() - rest.len();
        if top == 0 {
            continue;
        }
        if lead != field.one() {
            for coefficient in &mut *dividend {
                *coefficient = field.times(*coefficient, lead);
            }
        }
        for (coefficient, other) in dividend[shift..].iter_mut().zip(&*rest) {
            *coefficient = field.minus(*coefficient, field.times(*other, top));
        }
    }
    while dividend.last() == Some(&0) {
        dividend.pop();
    }
}

#[cfg(test)]
mod tests {
    use crate::algebra::gcd::univariate::gcd;
    use crate::algebra::prime::Field;

    #[test]
    fn a_common_linear_factor() {
        let field = Field::largest();
        let enter = |numbers: [u64; 3]| numbers.map(|number| field.enter(number));
        // (x + 2)(x + 3) and (x + 2)(x + 7)
        let common = gcd(&field, &enter([6, 5, 1]), &enter([14, 9, 1]));
        assert_eq!(common, [field.enter(2), field.one()]);
        assert_eq!(
            gcd(&field, &enter([6, 5, 1]), &enter([2, 0, 0])),
            [field.one()]
        );
        assert!(gcd(&field, &[], &[0]).is_empty());
    }
}
