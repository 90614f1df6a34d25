//! The formatter: what it prints, that it changes no meaning, and that it is done after once.

use std::fs;

use flopform::syntax::ast::File;
use flopform::syntax::{format_expression, format_file, parse_expression, parse_file};
use flopform::text::SourceId;
use proptest::prelude::*;

#[track_caller]
fn read(text: &str) -> File {
    let (file, errors) = parse_file(SourceId::LONE, text);
    assert_eq!(errors, [], "{text}");
    file
}

/// How many random files are formatted.
const CASES: u32 = 400;

/// A tree in words, without its places.
fn without_spans(file: &File) -> String {
    let mut plain = file.clone();
    plain.comments.clear();
    let words = format!("{plain:?}");
    let mut kept = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some(start) = rest.find("Span { source") {
        kept.push_str(&rest[..start]);
        let end = start + rest[start..].find('}').expect("a span is closed") + 1;
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// The words of all comments; a `##` that moves loses one `#`.
fn comments(file: &File) -> Vec<String> {
    let mut words: Vec<String> = file
        .comments
        .iter()
        .map(|comment| comment.text.trim_start_matches('#').to_owned())
        .collect();
    words.sort();
    words
}

#[track_caller]
fn check_round_trip(text: &str) -> String {
    let before = read(text);
    let once = format_file(&before, text);
    let after = read(&once);
    assert_eq!(
        without_spans(&before),
        without_spans(&after),
        "meaning changed\n{text}\n----\n{once}"
    );
    assert_eq!(comments(&before), comments(&after), "{text}\n----\n{once}");
    let twice = format_file(&after, &once);
    assert_eq!(once, twice, "not done after once\n{text}");
    assert!(!once.contains('\r') && !once.contains(" \n") && !once.contains("\n\n\n"));
    assert!(once.is_empty() || once.ends_with('\n') && !once.ends_with("\n\n"));
    once
}

#[test]
fn accepted_files() {
    let mut files: Vec<_> = fs::read_dir("tests/grammar/accept")
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    assert!(files.len() >= 6, "only {} files", files.len());
    for path in files {
        let text = fs::read_to_string(&path).expect("the file is text");
        let formatted = check_round_trip(&text);
        let name = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("format_{name}"), formatted);
        });
    }
}

#[test]
fn small_texts() {
    let table = [
        ("", ""),
        ("\n\n  \n", ""),
        ("# only", "# only\n"),
        ("## only", "## only\n"),
        ("## a\n## b\n\n\n\n# c\n\n\n", "## a\n## b\n\n# c\n"),
        ("dim   B\n\n\n\ndim S", "dim B\n\ndim S\n"),
        ("dim B dim S", "dim B\ndim S\n"),
        ("dim z whole  else\n0", "dim z whole else 0\n"),
        (
            "quantity q \"memory\"  unit byte  as   B=2p",
            "quantity q \"memory\" unit byte as B = 2p\n",
        ),
        ("layer f{\n}", "layer f { }\n"),
        ("layer f{a=1 b:g()}", "layer f { a = 1   b: g }\n"),
        (
            "layer f{\n\n\na=1 b:g()\n\n\nlong_name=2\nc=3}",
            "layer f {\n    a = 1   b: g\n\n    long_name = 2\n    c         = 3\n}\n",
        ),
        ("layer f { # x\na = 1 }", "layer f {  # x\n    a = 1\n}\n"),
        (
            "let x = 1 # a\nlet yy = 2 # b",
            "let x  = 1  # a\nlet yy = 2  # b\n",
        ),
        ("let x = # a\n 1", "# a\nlet x = 1\n"),
    ];
    for (text, expected) in table {
        assert_eq!(check_round_trip(text), expected, "{text:?}");
    }
}

#[test]
fn expressions() {
    let table = [
        ("a+b-c", "a + b - c"),
        ("a * b / c // d ^ e", "a*b/c//d^e"),
        ("2**x × y · z − 1", "2^x*y*z - 1"),
        ("24BSE²+4BS²E", "24BSE² + 4BS²E"),
        ("2 * ( a+b )", "2*(a + b)"),
        ("- - x", "--x"),
        ("f( a,b=2 , )", "f(a, b = 2)"),
        ("[a>=b]c", "[a >= b]c"),
        ("2e - 3", "2e - 3"),
        ("if a>b then c else d", "if a > b then c else d"),
        ("macs[ f( x ) with h=2h ]", "macs[f(x) with h = 2h]"),
        ("x where S=1,E≥H", "x where S = 1, E >= H"),
    ];
    for (text, expected) in table {
        let expression = parse_expression(SourceId::LONE, text).expect("it can be read");
        assert_eq!(format_expression(&expression), expected);
        let again = parse_expression(SourceId::LONE, expected).expect("it can be read");
        assert_eq!(format_expression(&again), expected);
    }
}

/// Texts of expressions, `depth` levels deep.
fn expression(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        "[a-dE]{1,2}",
        "[1-9]{1,2}",
        Just("1e9".to_owned()),
        Just("1.5".to_owned()),
        Just("a.b.0".to_owned()),
    ]
    .prop_filter("no reserved word", |word| word != "in" && word != "if");
    leaf.prop_recursive(depth, 24, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair.clone(), "( ?[-+*/] ?| // | ?× ?|−)")
                .prop_map(|((a, b), o)| format!("{a}{o}{b}")),
            pair.clone().prop_map(|(a, b)| format!("({a})({b})")),
            pair.clone()
                .prop_map(|(a, b)| format!("x^({a}) **-{}", b.len())),
            inner.clone().prop_map(|a| format!("2({a})²y")),
            inner.clone().prop_map(|a| format!("- {a}")),
            pair.clone().prop_map(|(a, b)| format!("f({a}, x={b},)")),
            pair.clone().prop_map(|(a, b)| format!("E[{a} > {b}]²")),
            pair.clone()
                .prop_map(|(a, b)| format!("(if {a} then {b} else {a})")),
            pair.prop_map(|(a, b)| format!("macs[f({a}) with h={b}]")),
            inner.prop_map(|a| format!("{a} # note\n")),
        ]
    })
    .prop_map(|text| text.replace(" **", "*2**"))
    .boxed()
}

/// Texts of the lines of a body.
fn statement() -> BoxedStrategy<String> {
    let value = expression(3);
    prop_oneof![
        value.clone().prop_map(|v| format!("cost = {v}")),
        value.clone().prop_map(|v| format!("let D = {v}")),
        value.clone().prop_map(|v| format!("out h={v}")),
        (value.clone(), value.clone()).prop_map(|(a, b)| format!("q, k: f({a}) * ({b}) of 2")),
        (value.clone(), value).prop_map(|(a, b)| format!("aside c: g for i in {a}..{b}")),
        Just("else 0".to_owned()),
        Just("## doc\nx = 1".to_owned()),
        Just("# own line\n".to_owned()),
        Just("## parted\n\n".to_owned()),
    ]
    .boxed()
}

/// Texts of whole files.
fn file() -> impl Strategy<Value = String> {
    let between = prop_oneof![
        Just("\n".to_owned()),
        Just("\n\n\n".to_owned()),
        Just("   ".to_owned()),
        Just(" # behind\n".to_owned()),
        Just("\r\n\t".to_owned()),
    ];
    let body = prop::collection::vec((statement(), between.clone()), 0..5)
        .prop_map(|lines| lines.into_iter().map(|(a, b)| a + &b).collect::<String>());
    let item = prop_oneof![
        body.clone()
            .prop_map(|body| format!("layer f(E, # e\n F = 4E) {{ {body} }}")),
        body.prop_map(|body| format!("layer g {{\n{body}\n}}")),
        expression(3).prop_map(|value| format!("let x = {value}")),
        expression(3).prop_map(|value| format!("expect {value} == {value} \"n\" within 1%")),
        expression(2).prop_map(|value| format!("config c {{ a = {value} b = 2 }}")),
        Just("dim B \"batch\" # note".to_owned()),
        Just("dim z whole  else  0 dim w else 1.5".to_owned()),
        Just("quantity q unit byte   as B = 2p quantity r unit \"a b\" as \"°\"".to_owned()),
        Just("## doc\ndim S".to_owned()),
        Just("## block\n\n# comment\n## other".to_owned()),
    ];
    prop::collection::vec((item, between), 0..5)
        .prop_map(|items| items.into_iter().map(|(a, b)| a + "\n" + &b).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn formatting_changes_no_meaning(text in file()) {
        check_round_trip(&text);
    }
}
