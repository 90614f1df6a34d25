//! `flopform solve`: roots, ranges, whole numbers; and laws of the roots.

mod common;

use flopform::algebra::{Algebra, Comparison, Indeterminate, Polynomial, Rational, Value};
use flopform::analysis::{Equation, Solution, solve};
use proptest::prelude::*;

#[test]
fn equations() {
    insta::assert_snapshot!(common::page(
        "solve-equations",
        &[],
        &[
            &[
                "solve",
                "params(gpt) = 7e9",
                "--for",
                "E",
                "--set",
                "N=32,V=50257,P=2048"
            ],
            &["solve", "flops(mhsa.scores) = flops(mhsa.q)", "--for", "S"],
            &[
                "solve",
                "flops(mhsa.scores) + flops(mhsa.mix) = 3flops(mhsa.q) + flops(mhsa.out)",
                "--for",
                "S"
            ],
            &["solve", "2B*E^2/peak = 2E^2/bandwidth", "--for", "B"],
            &["solve", "x^2 = 2", "--for", "x", "--digits", "50"],
            &["solve", "x^3 - 6x^2 + 11x = 6", "--for", "x"],
            &["solve", "x^5 = x + 1", "--for", "x"],
            &["solve", "x^4 = a*b^4", "--for", "x"],
            &["solve", "x^2 + b*x + c = 0", "--for", "x"],
            &["solve", "x^2 = -1", "--for", "x"],
            &["solve", "x = x", "--for", "x"],
            &["solve", "x^3 = a*x + b", "--for", "x"],
            &["solve", "x^5 = x + 1", "--for", "x", "--format", "json"],
        ],
    ));
}

#[test]
fn budgets() {
    insta::assert_snapshot!(common::page(
        "solve-budgets",
        &[],
        &[
            // The largest context whose keys and values fit in 40 GB, at 2 bytes each.
            &[
                "solve",
                "2state(llama3_8b) <= 40e9",
                "--for",
                "S",
                "--set",
                "B=1"
            ],
            &["solve", "flops(gpt2) <= 1e12", "--for", "S", "--set", "B=1"],
            &["solve", "(x - 2)(x - 5) >= 0", "--for", "x"],
            &["solve", "(x - 2)^2 <= 0", "--for", "x"],
            &["solve", "1/(x - 3) > 1", "--for", "x"],
            &["solve", "a*S <= b", "--for", "S"],
            &["solve", "ceil(S/128)*128 <= 1000", "--for", "S"],
            &["solve", "ceil(S/128)*128 = 1000", "--for", "S"],
            &["solve", "min(S, W) = 5", "--for", "S", "--set", "W=10"],
            &["solve", "max(S, 100) >= 200", "--for", "S"],
            &["solve", "S*S <= 10", "--for", "S", "--format", "json"],
        ],
    ));
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(common::page(
        "solve-mistakes",
        &[],
        &[
            &["solve", "S - 3", "--for", "S"],
            &["solve", "S = 3", "--for", "W"],
            &["solve", "block = 3", "--for", "S"],
            &["solve", "= 3", "--for", "S"],
            &["solve", "min(S, W) = 5", "--for", "S"],
            &["solve", "floor(S/2) - floor(S/3) = 5", "--for", "S"],
            &["solve", "S = 3", "W = 2", "--for", "S"],
            &["solve", "S = 3", "--for", "S", "--digits", "0"],
        ],
    ));
}

fn polynomial(symbol: Indeterminate, coefficients: &[i64]) -> Polynomial {
    let terms = (0_u32..).zip(coefficients).map(|(exponent, number)| {
        let monomial = flopform::algebra::Monomial::power(symbol, exponent);
        (monomial, Rational::from(*number))
    });
    Polynomial::from_terms(terms)
}

fn at(coefficients: &[i64], place: &Rational) -> Rational {
    let coefficients = coefficients.iter().rev();
    coefficients.fold(Rational::ZERO, |sum, next| {
        &(&sum * place) + &Rational::from(*next)
    })
}

proptest! {
    /// A product of linear factors has exactly their roots, and they come out exact.
    #[test]
    fn rational_roots_are_exact(roots in prop::collection::btree_set((1i64..40, 1i64..9), 1..5)) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let mut wanted: Vec<Rational> = roots.iter().map(|(p, q)| Rational::new(*p, *q).unwrap()).collect();
        wanted.sort();
        wanted.dedup();
        let mut product = Value::one();
        for (p, q) in &roots {
            let factor = Value::from(polynomial(symbol, &[-p, *q]));
            product = algebra.multiply(&product, &factor).unwrap();
        }
        let found = algebra.positive_roots(&[product.numerator()], symbol).unwrap().unwrap();
        let found: Vec<Rational> = found.iter().filter_map(|root| root.exact().cloned()).collect();
        prop_assert_eq!(found, wanted);
    }

    /// Around every root that is not exact the polynomial changes its sign, however narrow the enclosure.
    #[test]
    fn enclosures_hold_a_change_of_sign(coefficients in prop::collection::vec(-30i64..30, 3..7)) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let roots = algebra.positive_roots(&[&polynomial(symbol, &coefficients)], symbol).unwrap();
        let width = "1e-20".parse::<Rational>().unwrap();
        for root in roots.unwrap_or_default() {
            let root = root.narrowed(&width);
            if let Some(exact) = root.exact() {
                prop_assert!(at(&coefficients, exact).is_zero());
                continue;
            }
            prop_assert!(root.high() - root.low() <= width);
            prop_assert!(!at(&coefficients, root.low()).is_zero());
        }
    }

    /// A whole number is in the solution of an inequality exactly where the inequality holds.
    #[test]
    fn ranges_are_where_the_claim_holds(
        coefficients in prop::collection::vec(-20i64..20, 2..5),
        place in 1i64..30,
        strict in any::<bool>(),
    ) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let left = Value::from(polynomial(symbol, &coefficients));
        let relation = if strict { Comparison::Less } else { Comparison::LessEqual };
        let equation = Equation { left, relation, right: Value::zero(), symbol };
        let place = Rational::from(place);
        let number = at(&coefficients, &place);
        let wanted = if strict { number.is_negative() } else { !number.is_positive() };
        let found = match solve(&algebra, &equation).unwrap() {
            Solution::Everywhere => true,
            Solution::Nowhere => false,
            Solution::Within(ranges) => ranges.iter().any(|range| {
                let past = |end: &Option<(flopform::analysis::Solved, bool)>, low: bool| {
                    let Some((solved, belongs)) = end else { return true };
                    let root = solved.root.as_ref().unwrap();
                    match root.exact() {
                        Some(exact) if *exact == place => *belongs,
                        Some(exact) => (*exact < place) == low,
                        None => {
                            let narrow = root.clone().narrowed(&"1e-9".parse().unwrap());
                            (*narrow.high() < place) == low
                        }
                    }
                };
                past(&range.from, true) && past(&range.to, false)
            }),
            other => panic!("{other:?}"),
        };
        prop_assert_eq!(found, wanted);
    }

    /// The last whole number of a step function's budget fits, and the next does not.
    #[test]
    fn budgets_with_steps_are_tight(step in 1i64..200, budget in 200i64..100_000) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let quotient = algebra.divide(&Value::from(symbol), &Value::integer(step)).unwrap();
        let steps = algebra.ceil(&quotient).unwrap();
        let left = algebra.multiply(&steps, &Value::integer(step)).unwrap();
        let right = Value::integer(budget);
        let equation = Equation { left, relation: Comparison::LessEqual, right, symbol };
        let last = budget / step * step;
        match solve(&algebra, &equation).unwrap() {
            Solution::Whole { to: Some(to), .. } => prop_assert_eq!(to, Rational::from(last)),
            // A step of one is no function at all.
            Solution::Within(_) => prop_assert_eq!(step, 1),
            other => panic!("{other:?}"),
        }
    }
}
