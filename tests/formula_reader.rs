//! Many formulas over the same symbols: each as if it were asked alone.

use flopform::algebra::Value;
use flopform::diagnostic::{Style, diagnose_all, render_all};
use flopform::{Engine, FormulaReader, Setting};
use proptest::prelude::*;

const SYMBOLS: [&str; 5] = ["B", "S", "E", "H", "width"];

/// The value of a formula that is asked alone, as on the command line.
fn alone(text: &str) -> Value {
    let mut engine = Engine::new();
    let question = engine.questions(text).expect("it can be read").remove(0);
    let answers = engine.answer(&question, &[], &Setting::default());
    let mut values = answers.expect("it has a value").values;
    values.remove(0).value
}

fn refused(reader: &mut FormulaReader<'_>, text: &str) -> String {
    let errors = reader.read(text).expect_err("it is refused");
    render_all(&diagnose_all(&errors), &reader.sources(), Style::Plain)
}

#[test]
fn a_formula_is_worth_what_it_is_alone() {
    let mut engine = Engine::new();
    let mut reader = engine.formula_reader(&SYMBOLS).expect("these are names");
    for text in [
        "24BSE² + 4BS²E",
        "2*B*H*S^2*E/H + 0*B",
        "B*S*B^3*2^10*E**2 // 3",
        "-B^2 - -3*S",
        "3.5*width*width + 1e3*B^70*B^70",
        "10000000000*10000000000*10000000000*S",
        "floor(S/2) + max(S, E)",
        "sum(i, 1, S, i*B) + sum(i, 1, 4, i*B)",
        "sum(i, 1, S, floor(i/E))",
        "[S > E] * (if S > E then 2 else 3)",
        "B*S where S = 2E",
        "leading(B^2 + B, B) + derivative(B^3, B)",
        "1 / (B - S) * (B - S)",
    ] {
        assert_eq!(reader.read(text).as_ref(), Ok(&alone(text)), "{text}");
    }
}

#[test]
fn mistakes_are_shown_and_leave_nothing_behind() {
    let mut engine = Engine::new();
    let mut reader = engine.formula_reader(&SYMBOLS).expect("these are names");
    let messages = [
        "24*B*Z",
        "24BSF²",
        "2 * (B + S",
        "sum(i, 1, S, i*K)",
        "i",
        "widht + 1",
        "flops(block)",
        "B / (S - S)",
    ]
    .map(|text| format!("> {text}\n{}", refused(&mut reader, text)));
    insta::assert_snapshot!(messages.join("\n"));
    assert_eq!(reader.read("B + B"), Ok(alone("2B")));
    assert_eq!(reader.conditions(), []);
}

#[test]
fn what_was_cancelled_is_known_of_the_last_formula() {
    let mut engine = Engine::new();
    let mut reader = engine.formula_reader(&SYMBOLS).expect("these are names");
    reader.read("(B^2 - S^2)/(B - S)").expect("it has a value");
    assert_eq!(reader.conditions().len(), 1);
    reader.read("B").expect("it has a value");
    assert_eq!(reader.conditions().len(), 0);
}

#[test]
fn a_symbol_is_one_name() {
    let mut engine = Engine::new();
    for symbol in [
        "", " ", "2", "if", "a.b", "a b", "a ", "(a)", "B*S", "#", "²",
    ] {
        let errors = engine.formula_reader(&["B", symbol]).err();
        assert_eq!(errors.map(|errors| errors.len()), Some(1), "{symbol:?}");
    }
    let mut reader = engine
        .formula_reader(&["β", "hidden_size", "min"])
        .expect("these are names");
    assert!(reader.read("3β*hidden_size + min(2)").is_ok());
}

#[test]
fn what_added_files_declare_is_seen() {
    let mut engine = Engine::new();
    let text = "dim h \"height\" multiple of 4\nlet area = h*h\n";
    engine
        .add_text("sizes.cost", text)
        .expect("it has no mistakes");
    let mut reader = engine.formula_reader(&["h"]).expect("it is a name");
    assert_eq!(reader.read("area"), reader.read("h^2"));
    assert_eq!(reader.read("floor(h/4) * 4"), reader.read("h"));
}

proptest! {
    /// Products are made at once where that is possible; they are worth what the algebra makes of them.
    #[test]
    fn products_are_those_of_the_algebra(
        factors in prop::collection::vec((0..7_usize, 0..70_i64, prop::bool::ANY), 1..12)
    ) {
        let mut engine = Engine::new();
        let mut reader = engine.formula_reader(&SYMBOLS).expect("these are names");
        let mut text = String::from("1");
        let mut bracketed = String::from("1");
        for (which, number, divided) in factors {
            let factor = match SYMBOLS.get(which) {
                Some(symbol) => format!("{symbol}^{number}"),
                None => format!("{}", (number + 1) << (which * 5)),
            };
            let operator = if divided { '/' } else { '*' };
            text += &format!("{operator}{factor}");
            bracketed = format!("({bracketed}){operator}({factor} + 0)");
        }
        prop_assert_eq!(reader.read(&text), reader.read(&bracketed));
    }
}
