//! What `measured.json` leaves out: variants of its models, odd sizes, configurations of random sizes,
//! layers in one and three dimensions, and models of which a part is frozen.
//!
//! `variants.json` has for each case what is asked, and what each tool says under the name of the quantity
//! that should equal it.

use serde_json::Value as Json;

use crate::exceptions::VARIANTS;
use crate::{Difference, covers, derive, read, table};

#[test]
fn variants_are_equal_or_say_why_not() {
    let measured = read("variants.json");
    let cases = measured["cases"].as_array().expect("a list of cases");
    assert!(cases.len() >= 300, "only {} cases were found", cases.len());
    let (mut equal, mut different) = (0, Vec::new());
    for case in cases {
        let name = case["case"].as_str().expect("a case has a name");
        let figures = case["figures"].as_object().expect("an object of figures");
        let quantities: Vec<&str> = figures.keys().map(String::as_str).collect();
        let derived = derive(name, case, &quantities);
        for ((quantity, measured), derived) in figures.iter().zip(derived) {
            let measured = measured.to_string();
            if measured == derived {
                equal += 1;
            } else {
                let name = name.to_owned();
                different.push((name, quantity.clone(), measured, derived));
            }
        }
    }
    let excepted = |difference: &Difference| VARIANTS.iter().any(|one| covers(one, difference));
    let surprising: Vec<_> = different.iter().filter(|one| !excepted(one)).collect();
    assert!(surprising.is_empty(), "{}", table(&surprising));
    let stale: Vec<_> = VARIANTS
        .iter()
        .filter(|exception| !different.iter().any(|one| covers(exception, one)))
        .collect();
    assert!(stale.is_empty(), "these are equal by now: {stale:#?}");
    println!("{equal} of {} figures are equal", equal + different.len());
}

/// Nothing was left out because a tool said nothing: whatever failed is named with its message.
#[test]
fn every_case_has_figures() {
    let measured = read("variants.json");
    for case in measured["cases"].as_array().expect("a list of cases") {
        let figures = case["figures"].as_object().map_or(0, serde_json::Map::len);
        assert!(figures > 0, "{case}");
        assert!(matches!(case["set"], Json::String(_)), "{case}");
    }
}
