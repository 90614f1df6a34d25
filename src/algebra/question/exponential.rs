//! Powers whose exponent is not whole, enclosed: square roots of square roots, multiplied.

use crate::algebra::question::interval::Interval;
use crate::algebra::rational::Rational;

/// An interval around a power of a positive number, given the power whose exponent is the floor of the
/// asked one. `None` where the precision is not enough.
pub(super) fn power_around(
    base: &Rational,
    whole: &Rational,
    exponent: &Rational,
    bits: u32,
) -> Option<Interval> {
    let mut product = Interval::around(whole, bits);
    let mut root = Interval::around(base, bits);
    let mut rest = exponent - &exponent.floor();
    // Each binary digit of the exponent behind the point stands for a root of a root.
    for _ in 0..bits {
        if rest.is_zero() {
            return Some(product);
        }
        root = root.sqrt()?;
        rest = &rest + &rest;
        if rest >= Rational::ONE {
            rest = &rest - &Rational::ONE;
            product = product.times(&root);
        }
    }
    // What is left of the exponent is less than the last digit, so its power lies between 1 and that root.
    let one = Interval::around(&Rational::ONE, bits);
    Some(product.times(&one.hull(&root)))
}

#[cfg(test)]
mod tests {
    use super::power_around;
    use crate::algebra::rational::Rational;

    /// `2^(1/3)` cubed is 2, and `2^(3/2)` squared is 8.
    #[test]
    fn powers_of_powers_enclose_whole_numbers() {
        let two = Rational::from(2);
        let tiny = "1e-30".parse::<Rational>().expect("a number");
        for (above, below, whole, times, wanted) in [(1, 3, 1, 3, 2), (3, 2, 2, 2, 8)] {
            let exponent = Rational::new(above, below).expect("not over zero");
            let around = power_around(&two, &Rational::from(whole), &exponent, 128);
            let [low, high] = around.expect("two is positive").ends();
            let power = |end: &Rational| end.power(times).expect("not zero");
            let wanted = Rational::from(wanted);
            assert!(power(&low) <= wanted && wanted <= power(&high));
            assert!(&high - &low < tiny);
        }
    }
}
