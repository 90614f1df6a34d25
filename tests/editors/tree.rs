//! The tree-sitter grammar: it is current, it reads what flopform reads, and it gives it the same shape.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use flopform::Engine;
use tree_sitter::{Language, Node, Parser, Tree};

use crate::common::{closed_form, root};
use crate::files::{formula_files, good_files};
use crate::keywords::{keywords, signs};

/// The language.
pub(crate) fn language() -> Language {
    tree_sitter_cost::LANGUAGE.into()
}

/// The tree of a text.
pub(crate) fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    let set = parser.set_language(&language());
    set.expect("the library reads parsers of this version");
    parser.parse(text, None).expect("nothing stops the parser")
}

/// Every node of a tree, parents first.
pub(crate) fn nodes(tree: &Tree) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let mut waiting = vec![tree.root_node()];
    while let Some(node) = waiting.pop() {
        found.push(node);
        let mut cursor = node.walk();
        let mut children: Vec<Node> = node.children(&mut cursor).collect();
        children.reverse();
        waiting.extend(children);
    }
    found
}

fn folder() -> PathBuf {
    root().join("grammar/tree-sitter-cost")
}

/// The places that were not understood.
fn mistakes(text: &str) -> Vec<String> {
    let tree = parse(text);
    let wrong = nodes(&tree).into_iter();
    let wrong = wrong.filter(|node| node.is_error() || node.is_missing());
    let shown = wrong.map(|node| {
        let place = node.start_position();
        format!("{}:{} {}", place.row + 1, place.column + 1, node.to_sexp())
    });
    shown.collect()
}

#[test]
fn every_good_file_is_read() {
    let mut wrong = Vec::new();
    for file in good_files() {
        let found = mistakes(&file.text).into_iter();
        wrong.extend(found.map(|found| format!("{}:{found}", file.path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_flopform_refuses_is_an_error_here_too() {
    // The pest grammar reads some mistakes too, and the parser refuses them in words of its own. Here they
    // are read without a word, since the language server says it.
    let lenient = LENIENT.map(PathBuf::from);
    let files = formula_files().into_iter().filter(|file| !file.good);
    let read = files.filter(|file| mistakes(&file.text).is_empty());
    let read: Vec<PathBuf> = read.map(|file| file.path).collect();
    assert_eq!(read, lenient);
}

const LENIENT: [&str; 11] = [
    "tests/diagnostics/declarations/extend_with_a_child.cost",
    "tests/diagnostics/first_hour/list_of_layers.cost",
    "tests/diagnostics/first_hour/one_equals_in_expect.cost",
    "tests/diagnostics/first_hour/shape_of_a_tensor.cost",
    "tests/diagnostics/limits/digits.cost",
    "tests/diagnostics/syntax/else_beside_an_operator.cost",
    "tests/diagnostics/syntax/single_equals.cost",
    "tests/diagnostics/syntax/too_deep.cost",
    "tests/diagnostics/syntax/where_of_a_config.cost",
    "tests/diagnostics/syntax/within_of_a_difference.cost",
    "tests/grammar/reject/carriage_return.cost",
];

#[test]
fn every_keyword_and_sign_is_a_token() {
    let language = language();
    let tokens = keywords().into_iter().chain(signs());
    let absent = tokens.filter(|token| language.id_for_node_kind(token, false) == 0);
    let absent: Vec<String> = absent.collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn factors_bind_as_in_flopform() {
    let mut engine = Engine::new();
    for expression in EXPRESSIONS {
        let text = format!("let x = {expression}");
        assert_eq!(mistakes(&text), Vec::<String>::new(), "{expression}");
        let tree = parse(&text);
        let item = tree.root_node().child(0).expect("there is an item");
        let value = item.child_by_field_name("value").expect("it has a value");
        let bracketed = bracketed(value, &text);
        assert_eq!(
            closed_form(&mut engine, &bracketed),
            closed_form(&mut engine, expression),
            "{expression} was read as {bracketed}"
        );
    }
}

const EXPRESSIONS: [&str; 31] = [
    "a - b - c",
    "a - (b - c)",
    "a/b*c",
    "a//b/c",
    "a/b//c",
    "a + b*c",
    "-x^2",
    "-x²",
    "-a*b",
    "a*-b",
    "a - -b",
    "2^3^2",
    "2^-1",
    "2^-3E",
    "2^-3^2",
    "E ^ 2",
    "2**x",
    "1/2B",
    "-2x",
    "2E^2",
    "2E^2x",
    "(I+1)O",
    "2(a+b)c",
    "(a)(b)²",
    "x²y",
    "24BSE² + 4BS²E",
    "a × b · c − d",
    "[a > b]c",
    "2 + if a > b then 2else c + 3",
    "-a^2b/c",
    "2^b(c + 1)",
];

/// An expression with the brackets that its tree stands for.
fn bracketed(node: Node, text: &str) -> String {
    let part = |name: &str| {
        let child = node.child_by_field_name(name);
        bracketed(child.expect("the field is there"), text)
    };
    let source = |node: Node| text[node.byte_range()].to_owned();
    match node.kind() {
        "binary_expression" => {
            let operator = node.child_by_field_name("operator");
            let operator = source(operator.expect("it has an operator"));
            format!("(({}) {operator} ({}))", part("left"), part("right"))
        }
        "touching_product" => format!("(({})*({}))", part("left"), part("right")),
        "power" => format!("(({})^({}))", part("base"), part("exponent")),
        // Letters in a row are split where they touch a superscript, so the base is left as it is.
        "superscript_power" => format!("({})", source(node)),
        "negation" => format!("(-({}))", part("operand")),
        "group" => format!(
            "({})",
            bracketed(node.child(1).expect("it is not empty"), text)
        ),
        "conditional" => format!(
            "(if {} then {} else {})",
            source(node.child_by_field_name("condition").expect("it has one")),
            part("consequence"),
            part("alternative")
        ),
        _ => source(node),
    }
}

#[test]
fn the_corpus_is_read_as_it_says() {
    let corpus = fs::read_dir(folder().join("test/corpus")).expect("the corpus is there");
    let mut count = 0;
    for entry in corpus {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("the corpus is text");
        let mut parts = text.split("==================\n").skip(1);
        while let (Some(title), Some(example)) = (parts.next(), parts.next()) {
            let (source, expected) = example.split_once("\n---\n").expect("a tree follows");
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let expected = words(expected).replace("( ", "(").replace(" )", ")");
            assert_eq!(parse(source).root_node().to_sexp(), expected, "{title}");
            count += 1;
        }
    }
    assert!(count >= 8, "only {count} examples were found");
}

#[test]
fn the_parser_is_current() {
    let read = |name: &str| {
        let text = fs::read_to_string(folder().join("src").join(name));
        text.expect("the generated file is there")
    };
    let grammar = read("grammar.json");
    let generated = tree_sitter_generate::generate_parser_for_grammar(&grammar, Some((0, 1, 0)));
    let (name, parser) = generated.expect("the grammar has no conflicts");
    assert_eq!(name, "cost");
    assert!(
        parser == read("parser.c"),
        "src/parser.c is not what grammar.json says; see its README"
    );
    // Reading grammar.js takes a JavaScript engine; where there is none, another machine has checked it.
    if Command::new("node").arg("--version").output().is_ok() {
        let file = folder().join("grammar.js");
        let today = tree_sitter_generate::load_grammar_file(&file, Some("node"));
        assert!(
            today.expect("the grammar is JavaScript") == grammar,
            "src/grammar.json is not what grammar.js says; see its README"
        );
    }
}
