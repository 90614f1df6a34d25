//! `flopform regimes`: which part of a cost leads when; and laws of leading.

mod common;

use flopform::algebra::{
    Algebra, Environment, Indeterminate, Monomial, Polynomial, Rational, Value,
};
use flopform::analysis::{Lead, crossings, leads};
use proptest::prelude::*;

#[test]
fn regimes() {
    insta::assert_snapshot!(common::page(
        "regimes",
        &[],
        &[
            // The article says that attention leads for long sequences and the projections for wide
            // embeddings: the places where it turns are S = 6E in a block and S = 2E in its attention.
            &["regimes", "block", "-q", "flops", "--at", "S=E"],
            &["regimes", "block", "-q", "params", "--at", "F=E"],
            &["regimes", "mhsa", "-q", "flops"],
            &["regimes", "gpt", "-q", "params", "--over", "E"],
            &["regimes", "24BSE² + 4BS²E", "--style", "ascii"],
            &["regimes", "min(S, W)*E + S²", "--assume", "S >= W"],
            &["regimes", "min(S, W)*E + S²"],
            &["regimes", "x²*y - 3x*y²"],
            &["regimes", "max(S, E) + S"],
            &["regimes", "144S*E + 24S² + 50257S"],
            &["regimes", "1408985B² + 92952348B"],
            &["regimes", "gpt2", "-q", "params"],
            &[
                "regimes", "block", "-q", "flops", "--at", "S=E", "--format", "json"
            ],
        ],
    ));
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(common::page(
        "regimes-mistakes",
        &[],
        &[
            &["regimes"],
            &["regimes", "block"],
            &["regimes", "block", "-q", "flops", "--over", "W"],
            &["regimes", "gpt2", "-q", "params", "--over", "S"],
            &["regimes", "block", "-q", "flops", "--at", "S"],
            &["regimes", "E*S", "--at", "Q=3"],
            &["regimes", "block", "-q", "flops", "--map", "S=1..8"],
            &["regimes", "block", "-q", "flops", "--map", "S=1..8,W=1..8"],
            &["regimes", "block", "-q", "flops", "--map", "S=8..1,E=1..8"],
            &["regimes", "block", "-q", "flops", "--format", "csv"],
        ],
    ));
}

/// A term of two symbols with a positive coefficient.
fn term((coefficient, x, y): (u32, u32, u32), symbols: [Indeterminate; 2]) -> Value {
    let monomial = Monomial::from_factors(symbols.into_iter().zip([x, y]));
    Value::from(Polynomial::term(
        monomial,
        Rational::from(i64::from(coefficient)),
    ))
}

proptest! {
    /// Where the conditions of a part hold, it is at least as large as every other; and at every
    /// point one of them leads.
    #[test]
    fn the_part_that_leads_is_the_largest(
        terms in prop::collection::vec((1_u32..20, 0_u32..3, 0_u32..3), 2..5),
        at in (1_i64..60, 1_i64..60),
    ) {
        let algebra = Algebra::new();
        let symbols = [Indeterminate::symbol("x"), Indeterminate::symbol("y")];
        let parts: Vec<Value> = terms.iter().map(|part| term(*part, symbols)).collect();
        let whole = algebra.sum_of(&parts).unwrap();
        let crossings = crossings(&algebra, &parts, &whole, &symbols).unwrap();
        let leads = leads(&algebra, parts.len(), &crossings).unwrap();
        let mut environment = Environment::new();
        environment.insert("x".to_owned(), Rational::from(at.0));
        environment.insert("y".to_owned(), Rational::from(at.1));
        let number = |value: &Value| algebra.evaluate(value, &environment);
        let numbers: Vec<Rational> = parts.iter().map(|part| number(part).unwrap()).collect();
        let mut somebody = false;
        for (place, lead) in leads.iter().enumerate() {
            let holds = match lead {
                Lead::Never | Lead::Unknown(_) => false,
                Lead::Where(conditions) => conditions.iter().all(|condition| {
                    let value = Rational::from(if condition.symbol == symbols[0] { at.0 } else { at.1 });
                    // A root of a term's equation may be irrational; its square decides as well.
                    match number(&condition.value) {
                        Ok(limit) if condition.above => value >= limit,
                        Ok(limit) => value <= limit,
                        Err(_) => numbers.iter().all(|other| *other <= numbers[place]),
                    }
                }),
            };
            if holds {
                somebody = true;
                let largest = numbers.iter().all(|other| *other <= numbers[place]);
                prop_assert!(largest, "part {place} of {terms:?} at {at:?}");
            }
        }
        let known = leads.iter().all(|lead| !matches!(lead, Lead::Unknown(_)));
        prop_assert!(somebody || !known, "nobody leads of {terms:?} at {at:?}");
    }
}
