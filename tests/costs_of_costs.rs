//! Costs inside formulas: the cost of a leaf without a rule is one thing however it is written, costs that
//! end are followed to their end, and a config may be asked for above its line.

mod common;

use common::failures;

/// Asserts that a text has so many expectations and all hold.
#[track_caller]
fn assert_all_hold(count: usize, text: &str) {
    let found = failures("test", text).expect("it loads");
    assert_eq!(found, (Vec::new(), count));
}

const LEAF: &str = "
use quantities
use dims
layer soft(r, n, k = 2n) { params = 0 }
layer wrap(r, n) {
  named: soft(n = n, r = r)
  plain: soft(r, n)
  full: soft(r, n, 2n)
  other: soft(r, n, k = 3)
  rebound: soft(r, n) with H = 2H, E = 5
}
";

#[test]
fn a_leaf_is_the_same_however_its_call_is_written() {
    let expectations = "
expect macs[soft(r = B, n = S)] == macs[soft(B, S)]
expect macs[soft(n = S, r = B)] == macs[soft(B, S, 2S)]
expect macs[soft(B, S) with H = 2, E = 5] == macs[soft(B, S) with E = 5, H = 2]
expect macs[soft(B, S, 3)] != macs[soft(B, S)]
expect macs[soft(B, S) with H = 2] != macs[soft(B, S)]
";
    assert_all_hold(5, &(LEAF.to_owned() + expectations));
}

#[test]
fn a_leaf_that_is_written_is_the_one_that_is_derived() {
    let form = "3macs[soft(B, S)] + macs[soft(B, S, 3)] + macs[soft(B, S) with E = 5, H = 2H]";
    // What a dim is anyway binds nothing: itself, and its default.
    let given = ["S = 4", "H = 7", "E = 5", "E = E", "extra = 1", "extra = 2"];
    let claims = given.map(|given| format!("expect macs(wrap(B, S)) == {form} where {given}\n"));
    let text = format!("{LEAF}dim extra else 1\n{}", claims.concat());
    assert_all_hold(given.len(), &text);
}

#[test]
fn costs_that_end_are_followed_to_their_end() {
    assert_all_hold(
        4,
        "
use quantities
layer steps(n) { params = 0   macs = if n > 0 then n + macs(steps(n - 1)) else 0 }
layer turns(x) { params = if x > 2 then params(turns(1)) else x   macs = params(turns(3)) }
expect macs(steps(100)) == 5050
expect macs(steps(2000)) == 2001000
expect macs(turns(7)) == 1
expect params(turns(3)) == 1
",
    );
}

#[test]
fn a_config_may_be_asked_for_above_its_line() {
    assert_all_hold(
        4,
        "
use quantities
let cost = macs(large)
layer twice(x = macs(large)) { params = x   macs = macs(large) }
config sum = plain(x = 1 + macs(large))
config large = small(x = 4)
config small = plain(x = 3)
layer plain(x) { params = x   macs = x }
expect cost == 4
expect params(twice) == 4
expect macs(twice) == 4
expect macs(sum) == 5
",
    );
}

#[test]
fn what_a_broken_config_costs_is_no_second_mistake() {
    let text = "use quantities\nconfig g = nothing(x = 3)\nlet z = macs(g)\n";
    let errors = failures("test", text).expect_err("`nothing` is no layer");
    assert_eq!(errors.len(), 1);
}
