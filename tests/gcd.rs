//! Greatest common divisors: laws on random polynomials, and sizes that only interpolation settles.

use flopform::algebra::{Algebra, Exponent, Indeterminate, Monomial, Polynomial, Rational, Value};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};

const NAMES: [&str; 5] = ["B", "S", "E", "H", "V"];

/// Terms as exponents and a coefficient.
type Terms = Vec<([Exponent; 5], i64)>;

fn polynomial(terms: &Terms) -> Polynomial {
    Polynomial::from_terms(terms.iter().map(|(exponents, coefficient)| {
        let factors = NAMES.iter().zip(exponents);
        let monomial =
            Monomial::from_factors(factors.map(|(name, e)| (Indeterminate::symbol(name), *e)));
        (monomial, Rational::from(*coefficient))
    }))
}

fn polynomials(most: usize, degree: Exponent, size: i64) -> impl Strategy<Value = Polynomial> {
    let exponents = proptest::array::uniform5(0..=degree);
    proptest::collection::vec((exponents, -size..=size), 0..=most)
        .prop_map(|terms| polynomial(&terms))
}

fn times(left: &Polynomial, right: &Polynomial) -> Polynomial {
    let (left, right) = (Value::from(left.clone()), Value::from(right.clone()));
    let product = Algebra::new()
        .multiply(&left, &right)
        .expect("within the limits");
    product.numerator().clone()
}

fn gcd(left: &Polynomial, right: &Polynomial) -> Polynomial {
    let common = Algebra::new()
        .common_divisor(left, right)
        .expect("within the limits");
    assert_eq!(times(&common.divisor, &common.left), *left);
    assert_eq!(times(&common.divisor, &common.right), *right);
    common.divisor
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_planted_factor_is_found_whole(
        f in polynomials(5, 3, 9), g in polynomials(5, 3, 9), h in polynomials(4, 2, 9)
    ) {
        if f.is_zero() && g.is_zero() || h.is_zero() {
            return Ok(());
        }
        let planted = gcd(&times(&f, &h), &times(&g, &h));
        prop_assert_eq!(planted, times(&gcd(&f, &g), &h).primitive().1);
    }

    #[test]
    fn cofactors_are_coprime(f in polynomials(6, 2, 20), g in polynomials(6, 2, 20)) {
        if !f.is_zero() && !g.is_zero() {
            let common = Algebra::new().common_divisor(&f, &g).unwrap();
            prop_assert!(gcd(&common.left, &common.right).is_one());
        }
    }

    #[test]
    fn the_order_of_the_two_does_not_matter(f in polynomials(6, 3, 9), g in polynomials(6, 3, 9)) {
        prop_assert_eq!(gcd(&f, &g), gcd(&g, &f));
    }

    #[test]
    fn long_coefficients_take_more_than_one_prime(
        f in polynomials(4, 2, i64::MAX), g in polynomials(4, 2, i64::MAX),
        h in polynomials(4, 2, i64::MAX), extra in any::<i64>()
    ) {
        let h = h.plus(&Polynomial::constant(Rational::from(extra)));
        let (left, right) = (times(&f, &times(&h, &h)), times(&g, &times(&h, &h)));
        if !left.is_zero() && !right.is_zero() {
            let expected = times(&gcd(&f, &g), &times(&h, &h)).primitive().1;
            prop_assert_eq!(gcd(&left, &right), expected);
        }
    }
}

/// A fixed sequence of numbers below a bound.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % bound
    }

    fn polynomial(&mut self, terms: usize, degree: u64) -> Polynomial {
        let mut sum = Polynomial::ZERO;
        while sum.len() < terms {
            let factors = NAMES.map(|name| {
                let exponent = u32::try_from(self.below(degree + 1)).unwrap();
                (Indeterminate::symbol(name), exponent)
            });
            let number = i64::try_from(self.below(99)).unwrap() + 1;
            let number = if self.below(2) == 0 { number } else { -number };
            let monomial = Monomial::from_factors(factors);
            sum = sum.plus(&Polynomial::term(monomial, Rational::from(number)));
        }
        sum
    }
}

#[test]
fn five_variables_and_a_hundred_terms() {
    let mut numbers = Numbers(7);
    for (terms, degree) in [(10, 10), (10, 3), (30, 2), (50, 8), (100, 8), (100, 2)] {
        let [f, g, h] = [0; 3].map(|_| numbers.polynomial(terms, degree));
        let (left, right) = (times(&f, &h), times(&g, &h));
        let common = Algebra::new().common_divisor(&left, &right).unwrap();
        assert_eq!(common.divisor, h.primitive().1);
    }
}

#[test]
fn dense_polynomials() {
    let sum = |names: &[&str], shift: i64| {
        let start = Polynomial::constant(Rational::from(shift));
        names.iter().fold(start, |sum, name| {
            sum.plus(&Polynomial::indeterminate(Indeterminate::symbol(name)))
        })
    };
    let power = |base: &Polynomial, exponent: i64| {
        let power = Algebra::new().power_integer(&Value::from(base.clone()), exponent);
        power.unwrap().numerator().clone()
    };
    let (f, g) = (power(&sum(&NAMES, 1), 5), power(&sum(&NAMES, 2), 5));
    let h = power(&sum(&NAMES[..3], 3), 4);
    assert_eq!(gcd(&times(&f, &h), &times(&g, &h)), h);
}

#[test]
fn thirty_variables_are_no_trouble() {
    let x = |index: usize| Polynomial::indeterminate(Indeterminate::symbol(&format!("x{index}")));
    let chain = |offset: usize| {
        (0..30).fold(Polynomial::one(), |sum, index| {
            sum.plus(&times(&x(index), &x((index + offset) % 30)))
        })
    };
    let (f, g, h) = (chain(1), chain(2), chain(3));
    assert_eq!(gcd(&times(&f, &h), &times(&g, &h)), h);
    assert!(gcd(&f, &g).is_one());
}

#[test]
fn high_powers() {
    let s = Indeterminate::symbol("S");
    let minus_one = |exponent| {
        Polynomial::term(Monomial::power(s, exponent), Rational::ONE).minus(&Polynomial::one())
    };
    // gcd(Sᵃ − 1, Sᵇ − 1) is S to the gcd of a and b, minus 1.
    for (a, b, common) in [
        (1_000_000, 400_000, 200_000),
        (3001, 2001, 1),
        (1001, 143, 143),
    ] {
        assert_eq!(gcd(&minus_one(a), &minus_one(b)), minus_one(common));
    }
}

/// `(S^5 + …)` from the constant up, as coefficients of powers of S.
fn in_s(coefficients: &[(Exponent, i64)]) -> Polynomial {
    let terms = coefficients
        .iter()
        .map(|(power, number)| ([0, *power, 0, 0, 0], *number));
    polynomial(&terms.collect())
}

#[test]
fn a_division_that_ends_late_is_not_waited_for() {
    // Both ends divide and the degrees fit, but the coefficients of the quotient grow with every term.
    let long = in_s(&[(20_000, 1), (0, 1)]);
    assert_eq!(
        gcd(&long, &in_s(&[(2, 1), (1, 3), (0, 1)])),
        in_s(&[(0, 1)])
    );
    let wide = polynomial(&vec![
        ([1_000, 0, 0, 0, 0], 1),
        ([0, 1_000, 0, 0, 0], 1),
        ([0; 5], 1),
    ]);
    let short = polynomial(&vec![
        ([1, 0, 0, 0, 0], 1),
        ([0, 1, 0, 0, 0], 1),
        ([0; 5], 1),
    ]);
    assert_eq!(gcd(&wide, &short), in_s(&[(0, 1)]));
}

#[test]
fn one_divides_the_other() {
    let divisor = in_s(&[(1, -1), (0, 1)]);
    let flipped = in_s(&[(1, 1), (0, -1)]);
    // The first quotient is shorter than what is divided, the second longer.
    for multiple in [
        times(&divisor, &in_s(&[(3, 2), (1, 6), (0, -4)])),
        in_s(&[(40, 1), (0, -1)]),
    ] {
        assert_eq!(gcd(&multiple, &divisor), flipped);
        assert_eq!(gcd(&divisor, &multiple), flipped);
    }
}
