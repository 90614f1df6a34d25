//! What is printed reads back: every closed form, in Unicode and in ASCII, multiplied out, factored
//! and collected, is an expression of the language with the same value.

mod common;

use flopform::algebra::{Algebra, Value, Verdict};
use flopform::{Engine, Shape};
use proptest::prelude::*;

/// Texts of expressions over a few symbols; `depth` bounds how deep they nest.
fn canonical(depth: u32) -> impl Strategy<Value = String> + Clone {
    let leaf = prop_oneof![
        (0_u32..40).prop_map(|number| number.to_string()),
        prop::sample::select(vec!["B", "S", "E", "H", "n", "d_model", "x1"])
            .prop_map(str::to_owned),
        (1_u32..9, 1_u32..9).prop_map(|(top, bottom)| format!("({top}/{bottom})")),
    ];
    leaf.prop_recursive(depth, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} + {right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("({left} - {right})")),
            (inner.clone(), inner.clone()).prop_map(|(left, right)| format!("{left}*{right}")),
            (inner.clone(), inner.clone())
                .prop_map(|(left, right)| format!("{left}/({right} + 1)")),
            (inner, 2_u32..4).prop_map(|(base, exponent)| format!("({base})^{exponent}")),
        ]
    })
}

/// Texts with functions that may not simplify.
fn with_functions() -> impl Strategy<Value = String> + Clone {
    let part = canonical(2);
    (part.clone(), part.clone(), part, 2_u32..7, 0_usize..9).prop_map(|(a, b, c, n, which)| {
        match which {
            0 => format!("floor(({a})/{n}) + {b}"),
            1 => format!("{c}*ceil(({a})/{n})"),
            2 => format!("max({a}, {b})*{c}"),
            3 => format!("min({a}, {b}) + {c}"),
            4 => format!("if {a} > {b} then {c} else {n}"),
            5 => format!("[{a} >= {b}]*({c})"),
            6 => format!("2^(n + {n})*({a})"),
            7 => format!("sqrt({n}*E)*({a}) + log2(8S)"),
            _ => format!("({a})//{n} - ({b})//{n}"),
        }
    })
}

/// Every way a value is printed, read back.
fn read_back(engine: &mut Engine, text: &str) -> Option<(Value, Vec<(String, Value)>)> {
    // Divisions by zero and powers past the limits are refused, which is another test's business.
    let (question, value) = common::value(engine, text).ok()?;
    let shapes = [
        Shape::Expanded,
        Shape::Factored,
        Shape::Collected("E".to_owned()),
    ];
    let mut readings = Vec::new();
    for shape in shapes {
        let form = common::form(engine, &question, &value, shape);
        let known = engine.known_names(&question);
        for printed in [form.unicode(&known), form.ascii(&known)] {
            // A lone word on the command line is taken for a slip, so it gets a bracket.
            let again = common::value(engine, &format!("({printed})"));
            let (_, again) = again.unwrap_or_else(|errors| {
                panic!("`{text}` was printed as `{printed}`, which does not read: {errors:?}")
            });
            readings.push((printed, again));
        }
    }
    Some((value, readings))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn canonical_forms_read_back_as_themselves(text in canonical(4)) {
        let mut engine = Engine::new();
        if let Some((value, readings)) = read_back(&mut engine, &text) {
            for (printed, again) in readings {
                prop_assert_eq!(&again, &value, "`{}` was printed as `{}`", text, printed);
            }
        }
    }

    #[test]
    fn forms_with_functions_read_back_with_the_same_value(text in with_functions()) {
        let mut engine = Engine::new();
        if let Some((value, readings)) = read_back(&mut engine, &text) {
            for (printed, again) in readings {
                let verdict = Algebra::new().equal(&again, &value);
                let differs = matches!(verdict, Ok(Verdict::Fails(_)));
                prop_assert!(!differs, "`{}` was printed as `{}`: {:?}", text, printed, verdict);
            }
        }
    }
}

#[test]
fn letters_that_would_spell_a_known_name_are_kept_apart() {
    let mut engine = Engine::new();
    engine
        .add_text("names.cost", "dim B\ndim S\ndim BS \"both\"")
        .expect("no mistakes");
    assert_eq!(common::closed_form(&mut engine, "B*S + BS"), "B·S + BS");
    assert_eq!(
        common::closed_form(&mut engine, "m*a*x + i*f"),
        "m·a·x + i·f"
    );
    // What is left of a word touches nothing any more, and is no name of its own.
    assert_eq!(common::closed_form(&mut engine, "c*e*i*l^2"), "c·e·i·l²");
    // A word that nobody declared is one name, until something touches it.
    let square = "(Ez - 1)*(Ez + 1) + 2B*(Ez)^3";
    let printed = common::closed_form(&mut engine, square);
    assert_eq!(printed, "2·(Ez)³·B + (Ez)² - 1");
    assert_eq!(common::closed_form(&mut engine, &printed), printed);
}
