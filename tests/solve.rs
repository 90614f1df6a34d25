//! `flopform solve`: roots, ranges, whole numbers; and laws of the roots.

mod common;

use std::cmp::Ordering;

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
            &["solve", "S*W = 3", "--for", "S", "--set", "S=3"],
            &["solve", "S*W = 3 where S = 2", "--for", "S"],
            &["solve", "S = 3", "--for", "S", "--tree"],
            &["solve", "floor(log2(S)) >= 300", "--for", "S"],
        ],
    ));
}

#[test]
fn functions() {
    insta::assert_snapshot!(common::page(
        "solve-functions",
        &[],
        &[
            // Cases of maxima and flags, each solved exactly.
            &["solve", "max(x,10) = 25/2", "--for", "x"],
            &["solve", "max(x,10) = 10", "--for", "x"],
            &["solve", "max(x^2 - 2, 0) = 0", "--for", "x"],
            &["solve", "if x > 5 then x^2 else 2x = 9", "--for", "x"],
            &[
                "solve",
                "prefill_time(llama3_8b) = 1/2",
                "--for",
                "S",
                "--set",
                "B=1",
                "--with",
                "h100"
            ],
            // Powers, roots and logarithms that go one way.
            &["solve", "2^x = 8", "--for", "x"],
            &["solve", "2^x = 1000", "--for", "x"],
            &["solve", "2^x + x = 1000", "--for", "x", "--digits", "40"],
            &["solve", "sqrt(x) = 3", "--for", "x"],
            &["solve", "log2(x) = 3", "--for", "x"],
            &["solve", "x*log2(x) <= 1e9", "--for", "x"],
            &["solve", "sqrt(x) + 1 = 0", "--for", "x"],
            &["solve", "2^x = 1000", "--for", "x", "--format", "json"],
            // Whole numbers only, and none of them.
            &[
                "solve",
                "ceil(S/128)*128 = 1000",
                "--for",
                "S",
                "--format",
                "json"
            ],
            &["solve", "min(floor(S/2), 10) <= 10", "--for", "S"],
        ],
    ));
}

#[test]
fn other_symbols() {
    insta::assert_snapshot!(common::page(
        "solve-other-symbols",
        &[],
        &[
            &["solve", "E*(S-8) = 0", "--for", "E"],
            &["solve", "a*x = b*x", "--for", "x"],
            &["solve", "a*x = b*x + c", "--for", "x"],
            &[
                "solve",
                "(a - b)(x - 3) = 0",
                "--for",
                "x",
                "--format",
                "json"
            ],
            &[
                "solve",
                "train_flops(gpt) = 6*params(gpt)*B*S",
                "--for",
                "E"
            ],
            &["solve", "flops(gpt2) <= 1e12 where B = 1", "--for", "S"],
            &["solve", "a*x = 12 where a = 5", "--for", "x"],
        ],
    ));
}

/// Where a coefficient may be 0, an inequality has no one end, and a difference may vanish.
#[test]
fn coefficients_that_may_be_zero() {
    let file = ("zero.cost", "dim u whole\ndim v whole\ndim f flag\ndim b\n");
    let solved = |claim: &'static str, symbol| ["solve", "-f", "zero.cost", claim, "--for", symbol];
    insta::assert_snapshot!(common::page(
        "solve-zero",
        &[file],
        &[
            &["solve", "(S-1)*E <= 12", "--for", "E"],
            &["solve", "(S-1)*E <= 12", "--for", "E", "--assume", "S>=2"],
            &["solve", "(S-1)*E != 0", "--for", "E"],
            &["solve", "S*E != 0", "--for", "E"],
            &solved("v*b <= 12", "b"),
            &solved("u*b = 3u", "u"),
            &solved("u^2 + u*b = 0", "u"),
            &solved("f*b = 0", "f"),
        ],
    ));
}

#[test]
fn domains() {
    insta::assert_snapshot!(common::page(
        "solve-domains",
        &[(
            "dims.cost",
            "dim h multiple of 32\ndim k whole\ndim f flag\ndim r real\n"
        )],
        &[
            &[
                "solve",
                "3h <= 1000",
                "--for",
                "h",
                "--assume",
                "h multiple of 32"
            ],
            &["solve", "3h <= 1000", "--for", "h", "-f", "dims.cost"],
            &["solve", "3h = 1000", "--for", "h", "-f", "dims.cost"],
            &[
                "solve",
                "S = h",
                "--for",
                "S",
                "--assume",
                "h multiple of 32"
            ],
            &["solve", "floor(h/48) <= 9", "--for", "h", "-f", "dims.cost"],
            &["solve", "k^2 = 3k", "--for", "k", "-f", "dims.cost"],
            &["solve", "k + 1 <= 1", "--for", "k", "-f", "dims.cost"],
            &["solve", "5f + 1 = 6", "--for", "f", "-f", "dims.cost"],
            &["solve", "f >= 0", "--for", "f", "-f", "dims.cost"],
            &["solve", "2r = 5", "--for", "r", "-f", "dims.cost"],
            &["solve", "x <= 1/2", "--for", "x"],
        ],
    ));
}

/// Every digit shown is right, and large degrees and long coefficients take no longer than short ones.
#[test]
fn digits_and_degrees() {
    insta::assert_snapshot!(common::page(
        "solve-digits",
        &[],
        &[
            &["solve", "x^2 = 2^400+1", "--for", "x"],
            &["solve", "x^3 = 2e-31", "--for", "x", "--digits", "5"],
            &["solve", "x^3 = 1e-30", "--for", "x"],
            &["solve", "x = sqrt(2)", "--for", "x"],
            &["solve", "x <= sqrt(2)*100", "--for", "x"],
            &["solve", "(x-1)^40*10^300 = 1", "--for", "x"],
            &["solve", "(x-1)^30*10^300 = 1", "--for", "x"],
            &[
                "solve",
                "x^60 - 1000x + 7 = 0",
                "--for",
                "x",
                "--digits",
                "40"
            ],
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

    /// A whole number is in the solution of a claim about maxima and minima exactly where the claim holds,
    /// so what is said to hold nowhere does not hold on any.
    #[test]
    fn cases_are_where_the_claim_holds(
        parts in prop::collection::vec((any::<bool>(), -4i64..5, -20i64..40, -4i64..5, -20i64..40), 1..4),
        right in -60i64..200,
        relation in prop::sample::select(vec![
            Comparison::Equal, Comparison::Different, Comparison::Less, Comparison::LessEqual,
            Comparison::Greater, Comparison::GreaterEqual,
        ]),
    ) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let line = |slope: i64, start: i64| Value::from(polynomial(symbol, &[start, slope]));
        let mut left = Value::zero();
        for (is_maximum, a, b, c, d) in &parts {
            let (one, other) = (line(*a, *b), line(*c, *d));
            let part = if *is_maximum { algebra.maximum(&one, &other) } else { algebra.minimum(&one, &other) };
            left = algebra.add(&left, &part.unwrap()).unwrap();
        }
        let equation = Equation { left, relation, right: Value::integer(right), symbol };
        let solution = solve(&algebra, &equation).unwrap();
        for place in 1..120_i64 {
            let sum: i64 = parts.iter().map(|(is_maximum, a, b, c, d)| {
                let (one, other) = (a * place + b, c * place + d);
                if *is_maximum { one.max(other) } else { one.min(other) }
            }).sum();
            let wanted = match relation {
                Comparison::Equal => sum == right,
                Comparison::Different => sum != right,
                Comparison::Less => sum < right,
                Comparison::LessEqual => sum <= right,
                Comparison::Greater => sum > right,
                Comparison::GreaterEqual => sum >= right,
            };
            prop_assert_eq!(is_in(&solution, &Rational::from(place)), wanted, "{:?} at {}", solution, place);
        }
    }

    /// A product of quadratics has the roots of both, and irrational ones are never taken for rational.
    #[test]
    fn square_roots_are_isolated(squares in prop::collection::btree_set(2i64..400, 1..9)) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let mut product = Value::one();
        for square in &squares {
            product = algebra.multiply(&product, &Value::from(polynomial(symbol, &[-square, 0, 1]))).unwrap();
        }
        let found = algebra.positive_roots(&[product.numerator()], symbol).unwrap().unwrap();
        prop_assert_eq!(found.len(), squares.len());
        for (root, square) in found.iter().zip(&squares) {
            let root = root.clone().narrowed(&"1e-40".parse().unwrap());
            let square = Rational::from(*square);
            let below = root.low() * root.low();
            let above = root.high() * root.high();
            prop_assert!(below <= square && square <= above);
            prop_assert_eq!(root.exact().is_some(), square.sqrt_exact().is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What goes one way changes its sign at the root that is found, however narrow the enclosure.
    #[test]
    fn powers_and_roots_change_their_sign(a in 1_i32..20, b in 0_i32..20, c in 0_i32..20, budget in 100_i32..1_000_000) {
        let symbol = Indeterminate::symbol("x");
        let algebra = Algebra::new();
        let x = Value::from(symbol);
        let times = |number: i32, value: &Value| algebra.multiply(&Value::integer(number.into()), value).unwrap();
        let power = algebra.power(&Value::integer(2), &x).unwrap();
        let root = algebra.sqrt(&x).unwrap();
        let left = algebra.add(&times(a, &power), &algebra.add(&times(b, &root), &times(c, &x)).unwrap()).unwrap();
        let right = Value::integer(budget.into());
        let equation = Equation { left, relation: Comparison::Equal, right, symbol };
        let Solution::At(found) = solve(&algebra, &equation).unwrap() else { panic!() };
        prop_assert_eq!(found.len(), 1);
        let root = found[0].root.clone().unwrap().narrowed(&"1e-30".parse().unwrap());
        // In floating point, the left side is the budget there, nearly.
        let place = root.high().to_f64();
        let [a, b, c, budget] = [a, b, c, budget].map(f64::from);
        let there = a * place.exp2() + b * place.sqrt() + c * place;
        prop_assert!((there - budget).abs() < 1e-6 * budget, "{} at {}", there, place);
        prop_assert!(root.high() - root.low() <= "1e-30".parse().unwrap());
    }
}

/// Whether a number is in a solution.
fn is_in(solution: &Solution, place: &Rational) -> bool {
    let order = |solved: &flopform::analysis::Solved| {
        let root = solved.root.as_ref().expect("no other symbols");
        if let Some(exact) = root.exact() {
            return place.cmp(exact);
        }
        // No whole number is an irrational root.
        if *place <= root.floor() {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    };
    match solution {
        Solution::Everywhere => true,
        Solution::Nowhere | Solution::NoWhole { .. } => false,
        Solution::At(found) => found.iter().any(|solved| order(solved).is_eq()),
        Solution::Within(ranges) => ranges.iter().any(|range| {
            let low = range.from.as_ref().is_none_or(|(solved, belongs)| {
                let order = order(solved);
                order.is_gt() || (*belongs && order.is_eq())
            });
            let high = range.to.as_ref().is_none_or(|(solved, belongs)| {
                let order = order(solved);
                order.is_lt() || (*belongs && order.is_eq())
            });
            low && high
        }),
        other => panic!("{other:?}"),
    }
}
