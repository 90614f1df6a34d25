//! The grammar and the parser: what is read, what is refused, and what a person is told.

use std::fmt::Write as _;
use std::fs;

use flopform::syntax::ast::{
    BinaryOperator, Clause, Expr, ExprKind, Item, ItemKind, StatementKind,
};
use flopform::syntax::{
    RESERVED_WORDS, SyntaxError, SyntaxErrorKind, parse_expression, parse_file, parse_relation,
};
use flopform::text::SourceId;

/// An expression with every bracket that precedence leaves out.
fn bracketed(expression: &Expr) -> String {
    match &*expression.kind {
        ExprKind::Number(digits) => digits.to_string(),
        ExprKind::Path(path) => joined(path),
        ExprKind::Text(text) => format!("\"{text}\""),
        ExprKind::Group(content) => bracketed(content),
        ExprKind::Call { callee, arguments } => {
            let values: Vec<String> = arguments
                .iter()
                .map(|argument| match &argument.name {
                    Some(name) => format!("{} = {}", name.node, bracketed(&argument.value)),
                    None => bracketed(&argument.value),
                })
                .collect();
            format!("{}({})", joined(callee), values.join(", "))
        }
        ExprKind::Opaque(cost) => format!(
            "{}[{}/{} with {}]",
            joined(&cost.quantity),
            joined(&cost.layer),
            cost.arguments.len(),
            cost.with.len()
        ),
        ExprKind::Negate(operand) => format!("(-{})", bracketed(operand)),
        ExprKind::Binary {
            operator,
            left,
            right,
        } => {
            let sign = match operator.node {
                BinaryOperator::Add => "+",
                BinaryOperator::Subtract => "-",
                BinaryOperator::Multiply => "*",
                BinaryOperator::Touch => "·",
                BinaryOperator::Divide => "/",
                BinaryOperator::FloorDivide => "//",
                BinaryOperator::Power => "^",
            };
            format!("({}{sign}{})", bracketed(left), bracketed(right))
        }
        ExprKind::Superscript { base, exponent } => {
            format!("({}^^{})", bracketed(base), exponent.node)
        }
        ExprKind::If {
            condition,
            then,
            otherwise,
        } => format!(
            "(if {} then {} else {})",
            bracketed(condition),
            bracketed(then),
            bracketed(otherwise)
        ),
        ExprKind::Comparison {
            left,
            relation,
            right,
            bracketed: square,
        } => {
            let inner = format!(
                "{} {:?} {}",
                bracketed(left),
                relation.node,
                bracketed(right)
            );
            if *square { format!("[{inner}]") } else { inner }
        }
        ExprKind::KeyElse { key, otherwise } => {
            format!("({} else {})", joined(key), bracketed(otherwise))
        }
        ExprKind::Where { body, clauses } => {
            format!("({} where {})", bracketed(body), clauses.len())
        }
    }
}

fn joined(path: &flopform::syntax::ast::Path) -> String {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.node.as_str()).collect();
    parts.join(".")
}

#[track_caller]
fn read(text: &str) -> Expr {
    parse_expression(SourceId::LONE, text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn precedence() {
    let table = [
        ("1-2-3", "((1-2)-3)"),
        ("1-(2-3)", "(1-(2-3))"),
        ("a/b*c", "((a/b)*c)"),
        ("a//b/c", "((a//b)/c)"),
        ("a + b*c", "(a+(b*c))"),
        ("-x^2", "(-(x^2))"),
        ("-x²", "(-(x^^2))"),
        ("-a*b", "((-a)*b)"),
        ("a*-b", "(a*(-b))"),
        ("a - -b", "(a-(-b))"),
        ("2^3^2", "(2^(3^2))"),
        ("2^-1", "(2^(-1))"),
        ("2^-3E", "((2^(-3))·E)"),
        ("2^-3^2", "(2^(-(3^2)))"),
        ("E ^ 2", "(E^2)"),
        ("2**x", "(2^x)"),
        ("1/2B", "(1/(2·B))"),
        ("-2x", "(-(2·x))"),
        ("2E^2", "(2·(E^2))"),
        ("2E^2x", "((2·(E^2))·x)"),
        ("(I+1)O", "((I+1)·O)"),
        ("2(a+b)", "(2·(a+b))"),
        ("(a)(b)", "(a·b)"),
        ("x²y", "((x^^2)·y)"),
        ("BSE²", "(BSE^^2)"),
        ("24BSE² + 4BS²E", "((24·(BSE^^2))+((4·(BS^^2))·E))"),
        ("N(12E²+13E)", "N(((12·(E^^2))+(13·E)))"),
        ("N(x)²", "(N(x)^^2)"),
        ("N(x)^2", "(N(x)^2)"),
        ("N(x)(y)", "(N(x)·y)"),
        ("x⁻¹²", "(x^^-12)"),
        ("2^x²", "(2^(x^^2))"),
        ("2eE", "(2·eE)"),
        ("2E", "(2·E)"),
        ("2e9", "2e9"),
        ("2e−3", "2e-3"),
        ("2e - 3", "((2·e)-3)"),
        ("a × b · c − d", "(((a*b)*c)-d)"),
        ("layers.0.attn", "layers.0.attn"),
        ("[a > b]", "[a Greater b]"),
        ("[a≥b]c", "([a GreaterEqual b]·c)"),
        ("E[a < b]²", "(E·([a Less b]^^2))"),
        ("2^E[a < b]", "((2^E)·[a Less b])"),
        ("2macs[f(x)]²", "(2·(macs[f/1 with 0]^^2))"),
        ("macs[f with h = 2, w = 3]", "macs[f/0 with 2]"),
        (
            "1 + if a > b then c else d + 2",
            "(1+(if a Greater b then c else (d+2)))",
        ),
        (
            "if a then b else if c then d else e",
            "(if a then b else (if c then d else e))",
        ),
        (
            "count(l, \"v\", a > b, x = 1)",
            "count(l, \"v\", a Greater b, x = 1)",
        ),
        ("a + b where S = 1, E >= H", "((a+b) where 2)"),
        ("f()", "f()"),
        ("a # one\n + # two\n b", "(a+b)"),
    ];
    for (text, expected) in table {
        assert_eq!(bracketed(&read(text)), expected, "{text}");
    }
}

#[test]
fn fallbacks_of_keys_bind_tightest() {
    let table = [
        ("a else b", "(a else b)"),
        ("2*(a else 0) + 1", "((2*(a else 0))+1)"),
        ("a else b else 2", "(a else (b else 2))"),
        ("a else -1", "(a else (-1))"),
        ("a.b else (c/(d else 1))", "(a.b else (c/(d else 1)))"),
        ("a else (4b)", "(a else (4·b))"),
        (
            "if (a else 0) then b else c",
            "(if (a else 0) then b else c)",
        ),
    ];
    for (text, expected) in table {
        let file = format!("config from huggingface \"x\" = f(v = {text})\n");
        let (file, errors) = parse_file(SourceId::LONE, &file);
        assert_eq!(errors, [], "{text}");
        let debug = match &file.items[0].kind {
            ItemKind::Config(config) => match &config.body {
                flopform::syntax::ast::ConfigBody::Call { arguments, .. } => {
                    bracketed(&arguments[0].value)
                }
                flopform::syntax::ast::ConfigBody::Values(_) => String::new(),
            },
            _ => String::new(),
        };
        assert_eq!(debug, expected, "{text}");
    }
    let (_, errors) = parse_file(SourceId::LONE, "config a = f(v = a else b)\n");
    assert!(matches!(errors[0].kind, SyntaxErrorKind::BadClause { .. }));
}

/// How far an `else` reaches beside an operator is a guess, and half of the readers guess wrong.
#[test]
fn fallbacks_of_keys_stand_in_brackets_beside_operators() {
    for text in [
        "a else 4b",
        "a else b/c",
        "2*a else 0",
        "2a else 3",
        "a else 0 + 1",
        "a + (b else c - 1)",
    ] {
        let file = format!("config from huggingface \"x\" = f(v = {text})\n");
        let (_, errors) = parse_file(SourceId::LONE, &file);
        assert_eq!(errors.len(), 1, "{text}");
        let SyntaxErrorKind::BadClause { reason, .. } = &errors[0].kind else {
            panic!("{text}: {errors:?}");
        };
        assert_eq!(
            reason, "it is not clear how far `else` reaches here",
            "{text}"
        );
    }
}

#[test]
fn a_relation_may_narrow_a_name() {
    let clause = parse_relation(SourceId::LONE, "h multiple of 32").expect("a domain");
    assert!(matches!(clause, Clause::Narrow { name, .. } if name.node == "h"));
    assert!(parse_relation(SourceId::LONE, "h multiple of").is_err());
    assert!(parse_relation(SourceId::LONE, "2h whole").is_err());
}

#[test]
fn relations_on_the_command_line() {
    let clause = parse_relation(SourceId::LONE, "E = 4*768").expect("a binding");
    assert!(matches!(clause, Clause::Bind(binding) if binding.name.node == "E"));
    let clause = parse_relation(SourceId::LONE, "S >= W + 1").expect("an assumption");
    assert!(matches!(clause, Clause::Assume { .. }));
    assert!(parse_relation(SourceId::LONE, "S").is_err());
    assert!(parse_relation(SourceId::LONE, "S = 1 2").is_err());
}

#[test]
fn spans_cover_what_was_written() {
    let text = "\u{FEFF}## Doc.\n\nlayer f(E)   { # c\n a: g (E)   * 2 # d\n\n}\n\ndim B # e\n";
    let (file, errors) = parse_file(SourceId::LONE, text);
    assert_eq!(errors, []);
    let slice = |item: &Item| text[item.span.range()].to_owned();
    assert!(slice(&file.items[0]).starts_with("layer f") && slice(&file.items[0]).ends_with('}'));
    assert_eq!(slice(&file.items[1]), "dim B");
    let ItemKind::Layer(layer) = &file.items[0].kind else {
        panic!("the first item is a layer")
    };
    assert_eq!(&text[layer.body[0].span.range()], "a: g (E)   * 2");
    let StatementKind::Child(child) = &layer.body[0].kind else {
        panic!("the line is a child")
    };
    assert_eq!(&text[child.call_span.range()], "g (E)");
    assert_eq!(file.doc.expect("the file is documented").node, "Doc.");
    let comments: Vec<&str> = file.comments.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(comments, ["# c", "# d", "# e"]);
}

#[test]
fn documentation_stands_directly_before() {
    let text =
        "## file\n\n## gone\n# c\n## item\n## more\ndim B ## no\n\n## parted\n\ndim S\n## end\n";
    let (file, errors) = parse_file(SourceId::LONE, text);
    assert_eq!(errors, []);
    assert_eq!(file.doc.expect("there is one").node, "file");
    let doc = |item: &Item| item.doc.as_ref().map(|doc| doc.node.clone());
    assert_eq!(doc(&file.items[0]).as_deref(), Some("item\nmore"));
    assert_eq!(doc(&file.items[1]), None);
    assert_eq!(file.comments.len(), 5);
}

/// What a person is told, without the layout of a diagnostic.
fn told(text: &str, error: &SyntaxError) -> String {
    let slice = &text[error.span.range()];
    let slice: String = slice.chars().take(60).collect();
    let line = text[..error.span.start as usize].matches('\n').count() + 1;
    let words = match &error.kind {
        SyntaxErrorKind::Unexpected { expected, found } => format!(
            "expected {}; found {}",
            expected.join(", "),
            found.as_deref().unwrap_or("the end")
        ),
        SyntaxErrorKind::BadClause { reason, help } => format!("{reason}; {help}"),
        other => format!("{other:?}"),
    };
    format!("{line}: {slice:?}: {words}")
}

#[test]
fn refused_files() {
    let mut files: Vec<_> = fs::read_dir("tests/grammar/reject")
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    assert!(files.len() >= 8, "only {} files", files.len());
    for path in files {
        let text = fs::read_to_string(&path).expect("the file is text");
        let (_, errors) = parse_file(SourceId::LONE, &text);
        assert!(!errors.is_empty(), "{} was accepted", path.display());
        let mut report = String::new();
        for error in &errors {
            writeln!(report, "{}", told(&text, error)).expect("a string can be written");
        }
        let name = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy();
        insta::with_settings!({ description => &text, omit_expression => true }, {
            insta::assert_snapshot!(format!("reject_{name}"), report);
        });
    }
}

#[test]
fn refused_lines() {
    let lines = include_str!("grammar/refused_lines.txt");
    let mut report = String::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let text = line.replace('⏎', "\n");
        let (_, errors) = parse_file(SourceId::LONE, &text);
        assert!(!errors.is_empty(), "{line} was accepted");
        writeln!(report, "{line}").expect("a string can be written");
        for error in &errors {
            writeln!(report, "    {}", told(&text, error)).expect("a string can be written");
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn reserved_words_name_nothing() {
    for word in RESERVED_WORDS {
        let files = [
            format!("dim {word}\n"),
            format!("let {word} = 1\n"),
            format!("layer {word}(E) {{ }}\n"),
            format!("layer f(E, {word}) {{ }}\n"),
            format!("layer f(E, {word} = 1) {{ }}\n"),
            format!("layer f(E) {{ {word}: g(E) }}\n"),
            format!("layer f(E) {{ {word} = 1 }}\n"),
            format!("layer f(E) {{ let {word} = 1 }}\n"),
            format!("layer f(E) {{ a: g(E, {word} = 1) }}\n"),
            format!("layer f(E) {{ a: g(E) for {word} in 1..n }}\n"),
            format!("layer f(E) {{ a: g(E) with {word} = 1 }}\n"),
            format!("config {word} = f\n"),
        ];
        for file in files {
            let (_, errors) = parse_file(SourceId::LONE, &file);
            assert_eq!(errors.len(), 1, "{file} {errors:?}");
            let SyntaxErrorKind::ReservedWord { word: told } = &errors[0].kind else {
                panic!("{file} {errors:?}")
            };
            assert_eq!(told, word);
            assert_eq!(&file[errors[0].span.range()], word);
        }
    }
}

#[test]
fn every_broken_item_is_an_error_of_its_own() {
    let text =
        "dim\ndim B\nlet x = \nlayer f( {\n a: b\n}\nconfig c { a = }\nexpect a = b\nlet y = 2\n";
    let (file, errors) = parse_file(SourceId::LONE, text);
    assert_eq!(errors.len(), 5, "{errors:?}");
    assert_eq!(file.items.len(), 2);
}

#[test]
fn every_broken_line_of_a_body_is_an_error_of_its_own() {
    let text = "layer f(E) {\n a: b(\n c: d\n e = 1 +\n g: h(E, E\n   F)\n i = 2 }\ndim B\n";
    let (file, errors) = parse_file(SourceId::LONE, text);
    assert_eq!(errors.len(), 3, "{errors:?}");
    let ItemKind::Layer(layer) = &file.items[0].kind else {
        panic!("the first item is a layer")
    };
    assert_eq!(layer.body.len(), 1);
    assert_eq!(file.items.len(), 2);
}
