//! The formulas of the book can be set: each block becomes mathematics, and keeps its text to be copied.

mod common;
#[path = "../book/typeset/page.rs"]
mod page;
#[path = "../book/typeset/set.rs"]
mod set;

use std::fs;

use flopform::Engine;

#[test]
fn every_formula_of_the_book_is_set() {
    let mut engine = Engine::new();
    let mut count = 0;
    for path in common::pages_of_the_book() {
        let text = fs::read_to_string(&path).expect("pages are text");
        let blocks = text.matches("\n```formula").count();
        let set = page::with_formulas_set(&text, &mut engine);
        let set = set.unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        assert_eq!(
            set.matches("data-cost=").count(),
            blocks,
            "{}",
            path.display()
        );
        assert!(!set.contains("```formula"), "{}", path.display());
        count += blocks;
    }
    assert!(count > 200, "only {count} formula blocks were found");
}

#[test]
fn a_block_is_mathematics_and_text() {
    let page =
        "Costs:\n\n```formula\nparams(block) == 12E^2 + 13E\n```\n\n```text\n```formula\n```\n";
    let set = page::with_formulas_set(page, &mut Engine::new()).expect("it can be derived");
    assert!(set.contains("<code>params(block)</code>"), "{set}");
    assert!(
        set.contains("<mn>12</mn><msup><mi>E</mi><mrow><mn>2</mn></mrow></msup>"),
        "{set}"
    );
    assert!(
        set.contains("data-cost=\"params(block) == 12E^2 + 13E\""),
        "{set}"
    );
    // What stands inside another block is left as it is.
    assert!(set.contains("```text\n```formula"), "{set}");
}

#[test]
fn what_cannot_be_derived_is_said() {
    let page = "```formula\nflops(blok) == 1\n```\n";
    let refused = page::with_formulas_set(page, &mut Engine::new());
    let why = refused.expect_err("there is no such layer");
    assert!(why.contains("`flops(blok)`"), "{why}");
}
