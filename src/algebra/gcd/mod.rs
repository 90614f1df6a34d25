//! Greatest common divisors of polynomials in any number of indeterminates.
//!
//! Most pairs are settled by their monomials, by a short division of one by the other, or by one look at a
//! random point; the others by sparse interpolation modulo primes. Nothing is returned that exact division has not proved, and what
//! interpolation cannot settle falls to the classical remainder sequence.

mod bounds;
mod common;
mod interpolation;
mod modular;
mod remainders;
mod residue;
mod univariate;
mod vandermonde;

pub use common::CommonDivisor;
pub(in crate::algebra) use common::{gcd_of, gcd_with_cofactors};

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};

    use crate::algebra::gcd::{common, remainders};
    use crate::algebra::indeterminate::Indeterminate;
    use crate::algebra::limits::Meter;
    use crate::algebra::monomial::Monomial;
    use crate::algebra::polynomial::Polynomial;
    use crate::algebra::rational::Rational;

    fn polynomials() -> impl Strategy<Value = Polynomial> {
        let terms =
            proptest::collection::vec((proptest::array::uniform3(0..3_u32), -6..7_i64), 1..5);
        terms.prop_map(|terms| {
            Polynomial::from_terms(terms.into_iter().map(|(exponents, coefficient)| {
                let names = ["B", "S", "E"].map(Indeterminate::symbol);
                let monomial = Monomial::from_factors(names.into_iter().zip(exponents));
                (monomial, Rational::from(coefficient))
            }))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2000, failure_persistence: None, ..ProptestConfig::default()
        })]

        /// The classical way shares nothing with the quick one but multiplication and division.
        #[test]
        fn interpolation_and_remainders_agree(
            f in polynomials(), g in polynomials(), h in polynomials()
        ) {
            let meter = Meter::default();
            let (left, right) = (f.times(&h, &meter).unwrap(), g.times(&h, &meter).unwrap());
            if !left.is_zero() && !right.is_zero() {
                let classical = remainders::gcd(&left, &right, &meter).unwrap();
                prop_assert_eq!(common::gcd(&left, &right, &meter).unwrap(), classical);
            }
        }
    }
}
