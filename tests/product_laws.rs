//! Products of polynomials against the plainest way to multiply: every term by every term.

use std::collections::BTreeMap;

use flopform::algebra::{
    Algebra, Exponent, Indeterminate, Limits, Monomial, Polynomial, Rational, Value,
};

/// A generator of numbers that need only look random, so that very many inputs cost little.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// A coefficient of about so many bits, of either sign, or right at an edge of a machine word.
    fn coefficient(&mut self, bits: u64) -> Rational {
        let word = (self.next() << 31 | self.next()) << 2 | self.below(4);
        let number = match self.below(12) {
            0 => i64::MAX,
            1 => i64::MIN,
            2 => i64::from(i32::MIN),
            _ => i64::try_from(word >> (64 - bits)).expect("63 bits at most"),
        };
        let number = Rational::from(if bits < 62 {
            number.clamp(-(1 << bits), 1 << bits)
        } else {
            number
        });
        if self.below(2) == 0 { -&number } else { number }
    }
}

/// Exponents, and the coefficients of their terms.
type Terms = BTreeMap<Vec<Exponent>, Rational>;

fn names(count: usize) -> Vec<Indeterminate> {
    ["B", "S", "E", "H", "V", "N", "K", "L"][..count]
        .iter()
        .map(|name| Indeterminate::symbol(name))
        .collect()
}

fn polynomial(terms: &Terms, names: &[Indeterminate]) -> Polynomial {
    Polynomial::from_terms(terms.iter().map(|(exponents, coefficient)| {
        let factors = names.iter().copied().zip(exponents.iter().copied());
        (Monomial::from_factors(factors), coefficient.clone())
    }))
}

fn plain_product(left: &Terms, right: &Terms) -> Terms {
    let mut product = Terms::new();
    for (ours, mine) in left {
        for (theirs, its) in right {
            let exponents = ours
                .iter()
                .zip(theirs)
                .map(|(one, other)| one + other)
                .collect();
            let held = product.entry(exponents).or_insert(Rational::ZERO);
            *held = &*held + &(mine * its);
        }
    }
    product.retain(|_, coefficient| !coefficient.is_zero());
    product
}

/// Random terms: how many, of how many symbols, with exponents and coefficients how large.
fn terms(random: &mut Random, count: u64, symbols: usize, degree: u64, bits: u64) -> Terms {
    let term = |random: &mut Random| {
        let exponents =
            (0..symbols).map(|_| Exponent::try_from(random.below(degree + 1)).expect("short"));
        (exponents.collect(), random.coefficient(bits))
    };
    let mut terms: Terms = (0..count).map(|_| term(random)).collect();
    terms.retain(|_, coefficient| !coefficient.is_zero());
    terms
}

fn check(left: &Terms, right: &Terms, names: &[Indeterminate]) {
    let [ours, theirs] = [left, right].map(|terms| Value::from(polynomial(terms, names)));
    let product = Algebra::new()
        .multiply(&ours, &theirs)
        .expect("within the limits");
    let plain = polynomial(&plain_product(left, right), names);
    assert!(
        *product.numerator() == plain,
        "({ours}) * ({theirs})\n = {plain}\n≠ {product}"
    );
    let mut largest_first = product
        .numerator()
        .terms()
        .zip(product.numerator().terms().skip(1));
    assert!(
        largest_first.all(|((one, _), (next, _))| one > next),
        "{product}"
    );
}

#[test]
fn products_are_sums_of_all_products_of_terms() {
    let mut random = Random(20_261_126);
    for turn in 0..60_000 {
        let symbols = 1 + usize::try_from(random.below(8)).expect("small");
        let degree = [1, 2, 3, 7, 40, 5_000][usize::try_from(random.below(6)).expect("small")];
        let most = if turn % 50 == 0 { 90 } else { 14 };
        let mut factor = || {
            let width = usize::try_from(random.below(8)).expect("small");
            let bits = [3, 12, 20, 31, 32, 47, 62, 63][width];
            let count = 1 + random.below(most);
            terms(&mut random, count, symbols, degree, bits)
        };
        let (left, right) = (factor(), factor());
        check(&left, &right, &names(symbols));
    }
}

#[test]
fn single_terms_are_multiplied_in_place() {
    let mut random = Random(26_112_026);
    let limits = Limits {
        bits: 200,
        exponent: 70_000,
        ..Limits::default()
    };
    let algebra = Algebra::with_limits(limits);
    let mut refused = 0;
    for _ in 0..60_000 {
        let symbols = 1 + usize::try_from(random.below(8)).expect("small");
        let degree = [1, 2, 7, 5_000, 60_000][usize::try_from(random.below(5)).expect("small")];
        let bits = [3, 20, 31, 32, 62, 63][usize::try_from(random.below(6)).expect("small")];
        let names = names(symbols);
        let mut plain = Terms::from([(vec![0; symbols], Rational::ONE)]);
        let mut product = Value::one();
        for _ in 0..=random.below(9) {
            let count = 1 + random.below(8) / 7;
            let factor = terms(&mut random, count, symbols, degree, bits);
            let value = Value::from(polynomial(&factor, &names));
            let before = product.clone();
            if algebra.multiply_by(&mut product, &value).is_err() {
                // What is refused in place is refused elsewhere, and nothing is lost.
                assert!(algebra.multiply(&before, &value).is_err());
                assert_eq!(product, before);
                refused += 1;
                break;
            }
            plain = plain_product(&plain, &factor);
            assert_eq!(*product.numerator(), polynomial(&plain, &names));
        }
    }
    assert!(refused > 100, "limits are met: {refused}");
}

#[test]
fn dense_products_with_the_longest_sums() {
    let mut random = Random(4_711);
    for bits in [10, 26, 31, 40, 56, 61, 62, 63] {
        for (symbols, degree) in [(1, 200), (2, 16), (3, 6), (4, 3)] {
            let left = terms(&mut random, 400, symbols, degree, bits);
            let right = terms(&mut random, 400, symbols, degree, bits);
            check(&left, &right, &names(symbols));
            // All of one sign, so that nothing cancels and every sum is as long as it can be.
            let positive = |terms: &Terms| -> Terms {
                terms
                    .iter()
                    .map(|(exponents, number)| (exponents.clone(), number.abs()))
                    .collect()
            };
            check(&positive(&left), &positive(&right), &names(symbols));
            // Long coefficients beside short ones, whose sums are short.
            let short = terms(&mut random, 400, symbols, degree, 12);
            check(&left, &short, &names(symbols));
            check(&short, &left, &names(symbols));
        }
    }
}

#[test]
fn the_least_narrow_coefficients() {
    let least = Rational::from(i64::from(i32::MIN));
    let names = names(2);
    for other in [1, -1, 1 << 20, -(1 << 20), i64::from(i32::MIN)] {
        let grid = |number: &Rational| -> Terms {
            let places = (0..20).flat_map(|above| (0..20).map(move |beside| vec![above, beside]));
            places.map(|place| (place, number.clone())).collect()
        };
        check(&grid(&least), &grid(&Rational::from(other)), &names);
        check(&grid(&Rational::from(other)), &grid(&least), &names);
    }
}

#[test]
fn sums_past_two_words_carry_in_both_directions() {
    // Each sum has a thousand addends of 2¹²⁶, all of one sign.
    for sign in [1, -1] {
        let all = |number: i64| -> Terms {
            (0..1_000)
                .map(|exponent| (vec![exponent], Rational::from(number)))
                .collect()
        };
        check(&all(i64::MIN), &all(sign * (i64::MAX - 1)), &names(1));
    }
}

#[test]
fn powers_are_repeated_products() {
    let mut random = Random(8_128);
    for _ in 0..300 {
        let symbols = 1 + usize::try_from(random.below(3)).expect("small");
        let base = terms(&mut random, 4, symbols, 3, 20);
        let names = names(symbols);
        let mut product = Terms::from([(vec![0; symbols], Rational::ONE)]);
        for exponent in 0..6 {
            let power = Algebra::new().power_integer(&polynomial(&base, &names).into(), exponent);
            assert_eq!(
                *power.expect("within the limits").numerator(),
                polynomial(&product, &names)
            );
            product = plain_product(&product, &base);
        }
    }
}

#[test]
fn limits_hold_before_the_work() {
    let limits = Limits {
        products: 1_000,
        ..Limits::default()
    };
    let algebra = Algebra::with_limits(limits);
    let mut random = Random(1);
    let long = Value::from(polynomial(&terms(&mut random, 100, 2, 30, 10), &names(2)));
    let refused = algebra
        .multiply(&long, &long)
        .expect_err("10,000 products are too many");
    assert!(
        refused.to_string().contains("products of terms"),
        "{refused}"
    );
}
