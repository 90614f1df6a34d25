//! What a name that a question binds reaches: dims everywhere, and parameters with defaults in the layers that
//! the question itself names. The figures are worked out by hand.

mod common;

use flopform::{Engine, Setting, Shape};

/// A layer with a default, and others that mean it as it is: in a rule, in a `let`, as a child.
const FILE: &str = "\
use dims
use quantities
layer up(E, F = 4E) { params = E*F  else 0 }
layer switched(E, bias = 1) { params = E² + bias*E  else 0 }
layer rule(E) { params = params(up(E))  else 0 }
let held = params(up(E))
layer lets(E) { params = held  else 0 }
layer child(E) { inner: up(E) }
";

/// The parameters of a target, with names bound and names kept open.
fn params(target: &str, set: &str, open: &[&str]) -> String {
    let mut engine = Engine::new();
    let module = engine
        .add_text("bindings.cost", FILE)
        .expect("it has no mistakes");
    let questions = engine.questions_of(module).into_iter();
    let mut questions = questions.filter(|question| question.label == target);
    let question = questions.next().expect("the file has the layer");
    let set: Vec<String> = set.split_whitespace().map(str::to_owned).collect();
    let setting = engine.setting(&set, &[], &[]).expect("they are bindings");
    let setting: Setting = setting.keeping_open(open.iter().map(|name| (*name).to_owned()));
    let quantity = engine
        .quantity(&question, "params")
        .expect("the file sees it");
    let answers = engine.answer(&question, &[quantity], &setting);
    let answers = answers.expect("every rule has a form");
    let form = common::form(
        &engine,
        &question,
        &answers.values[0].value,
        Shape::Expanded,
    );
    form.unicode(&engine.known_names(&question))
}

#[test]
fn a_default_gives_way_in_the_layer_that_is_asked_about() {
    assert_eq!(params("up", "", &[]), "4E²");
    assert_eq!(params("up", "F=5", &[]), "5E");
    assert_eq!(params("up", "F=2F", &[]), "2EF");
    // What is swept, drawn or solved for stays a symbol.
    assert_eq!(params("up", "", &["F"]), "EF");
    assert_eq!(params("up", "F=F", &[]), "EF");
    assert_eq!(params("switched", "bias=0", &[]), "E²");
    assert_eq!(params("switched", "", &["bias"]), "E·bias + E²");
}

#[test]
fn the_rules_of_a_file_mean_their_layers_as_they_write_them() {
    for layer in ["rule", "lets", "child"] {
        assert_eq!(params(layer, "", &[]), "4E²", "{layer}");
        // However a name is given, the answer is one.
        assert_eq!(params(layer, "F=5", &[]), "4E²", "{layer}");
        assert_eq!(params(layer, "", &["F"]), "4E²", "{layer}");
        assert_eq!(params(layer, "E=10", &[]), "400", "{layer}");
    }
}

#[test]
fn an_expression_names_its_layers_itself() {
    let mut engine = Engine::new();
    engine
        .add_text("bindings.cost", FILE)
        .expect("it has no mistakes");
    assert_eq!(
        common::closed_form(&mut engine, "params(block) where F = 3"),
        "4E² + 15E + 3"
    );
    // A dim of the file is not the parameter of another one's layer.
    let expected = "\
use dims
use quantities
use layers.attention
dim L \"layers\"
let whole = L*flops(attend(H, E/H))
expect whole == 384*B*S²*E where L = 96
expect L*flops(attend(H, E/H)) == 384*B*S²*E where L = 96
";
    let (failed, count) = common::failures("dims.cost", expected).expect("it has no mistakes");
    assert_eq!((failed, count), (Vec::new(), 2));
}

/// A bound that a real number stays above or below is never reached.
#[test]
fn a_strict_bound_is_not_reached() {
    let claims = [
        ("x > 9 where x > 9", true),
        ("x >= 9 where x > 9", true),
        ("x != 9 where x > 9", true),
        ("[x > 9] == 1 where x > 9", true),
        ("floor(x) == 0 where x < 1", true),
        ("1/x > 1 where x < 1", true),
        ("x != y where x < y", true),
        ("floor(x) != 0 where x < 1", false),
        ("[x > 9] != 1 where x > 9", false),
        ("x > 10 where x > 9", false),
    ];
    for (claim, holds) in claims {
        let text = format!("dim x real\ndim y real\nexpect {claim}\n");
        let (failed, count) = common::failures("strict", &text).expect("it loads");
        assert_eq!(count, 1);
        assert_eq!(failed.is_empty(), holds, "{claim}: {failed:?}");
    }
}
