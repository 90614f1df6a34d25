//! Texts that nobody writes: the parser answers, soon and without a crash.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use flopform::syntax::{
    MAX_SOURCE_BYTES, SyntaxErrorKind, format_expression, format_file, parse_expression, parse_file,
};
use flopform::text::SourceId;
use proptest::prelude::*;

/// Long enough for a slow machine, far too short for anything quadratic.
const SOON: Duration = Duration::from_secs(20);

#[track_caller]
fn too_deep(text: &str) {
    let started = Instant::now();
    let shown: String = text.chars().take(40).collect();
    let error = parse_expression(SourceId::LONE, text).expect_err("it is too deep");
    assert!(
        matches!(error.kind, SyntaxErrorKind::TooDeep { limit: 256 }),
        "{shown} {error:?}"
    );
    let (_, errors) = parse_file(SourceId::LONE, &format!("let x = {text}\n"));
    assert_eq!(errors.len(), 1, "{shown}");
    assert_eq!(errors[0].kind, error.kind, "{shown}");
    assert!(started.elapsed() < SOON, "{shown}");
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize, open: &str, close: &str| {
        format!("{}1{}", open.repeat(depth), close.repeat(depth))
    };
    for (open, close) in [
        ("(", ")"),
        ("f(", ")"),
        ("[1 > ", "]"),
        ("a[f(", ")]"),
        ("a[1 > ", "]"),
        ("a[f() with h = ", "]"),
        ("2^(", ")"),
        ("if a then b else ", ""),
        ("if ", " then 1 else 2"),
        ("- ", ""),
        ("−", ""),
        ("2^", ""),
        ("2^-", ""),
        ("f(x = ", ")"),
        ("-(", ")"),
    ] {
        too_deep(&nested(300, open, close));
        too_deep(&nested(100_000, open, close));
        let fine = nested(100, open, close);
        assert!(parse_expression(SourceId::LONE, &fine).is_ok(), "{open}");
    }
    assert!(parse_expression(SourceId::LONE, &nested(256, "(", ")")).is_ok());
    assert!(parse_expression(SourceId::LONE, &nested(257, "(", ")")).is_err());
    too_deep(&"(".repeat(1 << 20));
    too_deep(&"f(".repeat(1 << 19));
    too_deep(&"a[".repeat(1 << 19));
}

#[test]
fn nesting_that_is_not_closed_is_read_once() {
    let started = Instant::now();
    for open in [
        "(", "f(", "[a > ", "a[f(", "a[b > ", "if f(", "2(", "a else (", "x = f(",
    ] {
        let text = format!("config from a \"b\" = f({}?", open.repeat(60));
        let (_, errors) = parse_file(SourceId::LONE, &text);
        assert_eq!(errors.len(), 1, "{open}");
        let text = format!("layer f {{ a: f({}? }}", open.repeat(60));
        assert!(!parse_file(SourceId::LONE, &text).1.is_empty(), "{open}");
        assert!(started.elapsed() < SOON, "{open}");
    }
}

#[test]
fn long_sums_are_fine() {
    let started = Instant::now();
    for operator in ["+", " - ", "/", ")("] {
        let text = format!("(x{}y)", format!("{operator}x").repeat(100_000));
        let expression = parse_expression(SourceId::LONE, &text).expect("it is legal");
        assert!(expression == expression.clone());
        assert!(format!("{expression:?}").len() > text.len());
        let formatted = format_expression(&expression);
        assert!(parse_expression(SourceId::LONE, &formatted).is_ok());
    }
    assert!(started.elapsed() < SOON * 3);
}

#[test]
fn large_files_are_read_in_time() {
    let started = Instant::now();
    let mut text = "layer f(E) {\n".to_owned();
    for index in 0..50_000 {
        writeln!(text, "    child_{index}: linear(E, 4E)").expect("a string can be written");
    }
    text.push_str("}\n");
    let (file, errors) = parse_file(SourceId::LONE, &text);
    assert_eq!(errors, []);
    let formatted = format_file(&file, &text);
    assert!(formatted.len() >= text.len());
    assert!(started.elapsed() < SOON);
}

#[test]
fn many_mistakes_are_found_in_time() {
    let started = Instant::now();
    let text = format!("layer f(E) {{\n{}}}\n", "a: b(\n".repeat(20_000));
    assert!(!parse_file(SourceId::LONE, &text).1.is_empty());
    let text = "let x = (\n".repeat(20_000);
    assert_eq!(parse_file(SourceId::LONE, &text).1.len(), 20_000);
    let text = "let ".repeat(100_000);
    assert!(!parse_file(SourceId::LONE, &text).1.is_empty());
    let text = format!("layer f {{ {} }}", "a: b) ".repeat(20_000));
    assert!(!parse_file(SourceId::LONE, &text).1.is_empty());
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[test]
fn odd_texts() {
    let first = |text: &str| parse_file(SourceId::LONE, text).1.into_iter().next();
    for fine in [
        "",
        "\n",
        "\u{FEFF}",
        "# comment",
        "\t\r\n\u{A0}",
        "## doc",
        "#\r\n##\r\n",
    ] {
        assert_eq!(first(fine), None, "{fine:?}");
    }
    let nul = first("dim B\n\0").expect("a mistake");
    assert!(
        matches!(nul.kind, SyntaxErrorKind::Unexpected { found: Some(found), .. } if found == "\\u{0}")
    );
    let open = first("dim B \"batch").expect("a mistake");
    assert_eq!(open.kind, SyntaxErrorKind::UnclosedText);
    let large = first(&" ".repeat(MAX_SOURCE_BYTES + 1)).expect("a mistake");
    assert!(matches!(large.kind, SyntaxErrorKind::Unreadable { .. }));
    let long = "a".repeat(1 << 20);
    assert!(parse_expression(SourceId::LONE, &long).is_ok());
    let unexpected = first(&long).expect("a mistake");
    assert!(
        matches!(unexpected.kind, SyntaxErrorKind::Unexpected { found: Some(found), .. } if found.len() < 100)
    );
    assert!(parse_expression(SourceId::LONE, "").is_err());
    assert!(parse_expression(SourceId::LONE, "1 + 2 )").is_err());
    let digits = parse_expression(SourceId::LONE, &"9".repeat(1 << 20)).expect_err("too long");
    assert!(matches!(digits.kind, SyntaxErrorKind::BadNumber { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_text_breaks_the_parser(text in "\\PC{0,60}") {
        let _ = parse_file(SourceId::LONE, &text);
        let _ = parse_expression(SourceId::LONE, &text);
    }

    /// A piece of a good file is taken out, doubled, or replaced by something else.
    #[test]
    fn no_change_of_a_good_file_breaks_the_parser(
        start in 0_usize..4000,
        length in 0_usize..40,
        instead in "([(){}\\[\\]\"#=:,.*+^\n]|if|else|where|let|layer |¹| ){0,3}",
    ) {
        let good = fs::read_to_string("tests/grammar/accept/design.cost").expect("it is there");
        let mut letters: Vec<char> = good.chars().collect();
        let start = start.min(letters.len());
        let end = (start + length).min(letters.len());
        letters.splice(start..end, instead.chars());
        let text: String = letters.into_iter().collect();
        let (file, errors) = parse_file(SourceId::LONE, &text);
        for error in &errors {
            prop_assert!(text.get(error.span.range()).is_some());
        }
        if errors.is_empty() {
            let once = format_file(&file, &text);
            let (again, errors) = parse_file(SourceId::LONE, &once);
            prop_assert_eq!(errors, []);
            prop_assert_eq!(&format_file(&again, &once), &once);
        }
    }
}

/// A text with many brackets is read up to a cut; what stands at the cut is read whole all the same.
#[test]
fn products_of_brackets_and_calls_are_read_across_cuts() {
    let mut many = String::new();
    for at in 0..400 {
        let _ = writeln!(many, "    let v{at} = (X + {at})params(g(E))");
    }
    let (_, errors) = parse_file(SourceId::LONE, &format!("layer f(X, E) {{\n{many}}}\n"));
    assert!(errors.is_empty(), "{errors:?}");
    // One statement whose brackets come to any number, among others so many that the text is cut.
    let brackets = "(".repeat(1100);
    for groups in 20..40 {
        let mut product = String::new();
        for at in 0..groups {
            let _ = write!(product, "(X + {at})");
        }
        let text =
            format!("layer f(X) {{\n    params = {product}(X)params(g(E))\n}}\n# {brackets}\n");
        let (_, errors) = parse_file(SourceId::LONE, &text);
        assert!(errors.is_empty(), "{groups}: {errors:?}");
    }
}

/// Whether a text has many brackets changes nothing of how it is read.
#[test]
fn the_library_is_read_alike_with_many_brackets_behind_it() {
    let brackets = format!("\n# {}\n", "(".repeat(1100));
    let files = flopform::cost::library::files();
    assert!(files.len() > 80, "only {} files were found", files.len());
    for (name, text) in files {
        let (plain, _) = parse_file(SourceId::LONE, text);
        let (cut, errors) = parse_file(SourceId::LONE, &format!("{text}{brackets}"));
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert!(plain.items == cut.items, "{name} is read in another way");
    }
}

/// An `else` behind what is no key is a mistake and no more, however many blanks are before it.
#[test]
fn an_else_behind_what_is_no_key() {
    for value in ["a²", "(a + b)", "2", "a.b¹", "f(a)", "a[b > c]"] {
        for blanks in [" ", "  ", "\n", " # why\n"] {
            let text = format!("config from huggingface \"x\" = gpt(N = {value}{blanks}else 0)\n");
            let (_, errors) = parse_file(SourceId::LONE, &text);
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
        }
    }
}
