//! `flopform diff`: equal, different and undecided forms, and where a difference comes from.

mod common;

use flopform::algebra::{Algebra, Indeterminate, Value, Verdict};
use flopform::analysis::{difference, term_pairs};
use proptest::prelude::*;

/// Narayanan et al. 2021, equation 3, and Korthikanti et al. 2022, equation 7.
const FULL_RECOMPUTE: &str = "96*B*L*s*h**2*(1 + s/(6*h) + v/(16*L*h))";
const NO_RECOMPUTE: &str = "72*B*L*s*h**2*(1 + s/(6*h) + v/(12*L*h))";

#[test]
fn formulas() {
    insta::assert_snapshot!(common::page(
        "diff-formulas",
        &[],
        &[
            &["diff", "flops(block)", "24*B*S*E**2 + 4*B*S**2*E"],
            &["diff", FULL_RECOMPUTE, NO_RECOMPUTE],
            &["diff", "12E² + 13E", "12E² + 9E"],
            &["diff", "min(S, W)", "W", "--assume", "S >= W"],
            &["diff", "floor(sqrt(S))*floor(sqrt(S))", "S"],
            &["diff", "thop(block)", "fvcore(block)", "--format", "json"],
        ],
    ));
}

/// Functions that turn far out are told apart at the number at which they turn.
#[test]
fn turns() {
    insta::assert_snapshot!(common::page(
        "diff-turns",
        &[],
        &[
            &["diff", "min(S,10^9)", "S"],
            &["diff", "floor(S/1000000)", "0"],
            &["diff", "if S > 5000 then 1 else 0", "0", "--format", "json"],
            &["diff", "floor((S+1)/2) + floor(S/2)", "S"],
            &["diff", "12345S", "12344S", "--format", "json"],
            &["diff", "S", "W", "--tree"],
        ],
    ));
}

#[test]
fn layers_and_configs() {
    insta::assert_snapshot!(common::page(
        "diff-layers",
        &[(
            "wide.cost",
            "use dims\nuse quantities\nuse layers.transformer\n\
             layer wide(E, H) { body: block(E, H, F = 8E) }\n",
        )],
        &[
            &["diff", "block", "mhsa", "-q", "params,flops"],
            &["diff", "gpt2_medium", "gpt2", "-q", "params"],
            &["diff", "wide.cost:wide", "block", "-q", "flops"],
            &["diff", "block", "block", "-q", "flops", "--format", "json"],
        ],
    ));
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(common::page(
        "diff-mistakes",
        &[],
        &[
            &["diff", "block"],
            &["diff", "block", "mhsa", "ffn"],
            &["diff", "block", "12E²"],
            &["diff", "block", "mhsa", "--format", "csv"],
            &["diff", "block", "blok"],
        ],
    ));
}

proptest! {
    /// What is added is the difference, and a value differs from no equal one.
    #[test]
    fn a_difference_is_what_was_added(a in -50i64..50, b in 1i64..50, added in 1i64..50) {
        let algebra = Algebra::new();
        let symbol = |name: &str| Value::from(Indeterminate::symbol(name));
        let times = |number: i64, name: &str| {
            algebra.multiply(&Value::integer(number), &symbol(name)).unwrap()
        };
        let right = algebra.add(&times(a, "S"), &times(b, "E")).unwrap();
        let left = algebra.add(&right, &times(added, "B")).unwrap();
        let compared = difference(&algebra, &left, &right).unwrap();
        prop_assert_eq!(compared.difference, times(added, "B"));
        prop_assert!(matches!(compared.verdict, Verdict::Fails(_)));
        let same = difference(&algebra, &right, &right).unwrap();
        prop_assert_eq!(same.verdict, Verdict::Holds);
        let pairs = term_pairs(&algebra, &left, &right).unwrap().unwrap();
        let differing = pairs.iter().filter(|pair| pair.left != pair.right).count();
        prop_assert_eq!(differing, 1);
    }
}
