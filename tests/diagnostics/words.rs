//! Words for every kind of error. The lists are exhaustive: a kind that is added does not compile here
//! until it is named, and fails until there is a sample of it.

use flopform::algebra::AlgebraError;
use flopform::cost::{CostError, CostErrorKind};
use flopform::diagnostic::{Expected, Point, Unbound, diagnose, diagnose_algebra, unbound};
use flopform::syntax::{SyntaxError, SyntaxErrorKind};

use crate::samples::{Page, algebra_samples, cost_samples, syntax_samples};

/// Names every variant of an enum, and says which one a value is.
macro_rules! variants {
    ($names:ident, $name_of:ident, $kind:ident: $($variant:ident)*) => {
        const $names: &[&str] = &[$(stringify!($variant)),*];

        fn $name_of(kind: &$kind) -> &'static str {
            match kind {
                $($kind::$variant { .. } => stringify!($variant),)*
            }
        }
    };
}

variants!(SYNTAX, syntax_name, SyntaxErrorKind:
    Unexpected TooDeep ReservedWord BadNumber BadClause UnclosedText Unreadable);

variants!(ALGEBRA, algebra_name, AlgebraError:
    DivisionByZero ExponentNotInteger SymbolicPower Limit ConditionNotFlag Undefined Irrational
    BoundNotInteger NoDerivative NoLeadingTerm Unbound OutsideDomain PastDoubles Opaque);

variants!(COST, cost_name, CostErrorKind:
    Syntax MissingFile UseCycle Unknown Ambiguous WrongKind Duplicate MissingArgument
    WrongArgumentCount UnknownArgument BadCall Circular UsedBeforeDefinition SymbolicRepeat BadCount
    Undecided Contradiction NoCost MissingKey BadKey BadReading Unmet Algebra EndlessCost TooMany);

/// One heading and picture for each sample, and a complaint for a variant that none is of.
fn gallery(names: &[&str], samples: Vec<(&'static str, String)>) -> String {
    for name in names {
        assert!(
            samples.iter().any(|(sample, _)| sample == name),
            "there is no sample of `{name}`",
        );
    }
    let sections = samples
        .into_iter()
        .map(|(name, picture)| format!("## {name}\n{picture}"));
    sections.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_syntax_error_has_words() {
    let page = Page::new();
    let samples = syntax_samples().into_iter().map(|(words, kind)| {
        let name = syntax_name(&kind);
        let span = page.span(words);
        let error = CostError::from(SyntaxError { kind, span });
        (name, page.show(&diagnose(&error)))
    });
    insta::assert_snapshot!(gallery(SYNTAX, samples.collect()));
}

#[test]
fn every_error_of_the_algebra_has_words() {
    let page = Page::new();
    let samples = algebra_samples().into_iter().map(|error| {
        let name = algebra_name(&error);
        let kind = CostErrorKind::Algebra {
            error,
            expression: None,
        };
        let error = CostError::new(kind, page.span("(I + bias)O"));
        (name, page.show(&diagnose(&error)))
    });
    insta::assert_snapshot!(gallery(ALGEBRA, samples.collect()));
}

#[test]
fn an_error_of_the_algebra_without_a_place_has_the_same_words() {
    let page = Page::new();
    for error in algebra_samples() {
        let kind = CostErrorKind::Algebra {
            error: error.clone(),
            expression: None,
        };
        let placed = diagnose(&CostError::new(kind, page.span("use")));
        let bare = diagnose_algebra(&error);
        assert_eq!((bare.headline, bare.help), (placed.headline, placed.help));
    }
}

#[test]
fn every_mistake_in_formulas_has_words() {
    let page = Page::new();
    let samples = cost_samples(&page).into_iter();
    let samples = samples.map(|error| (cost_name(&error.kind), page.show(&diagnose(&error))));
    insta::assert_snapshot!(gallery(COST, samples.collect()));
}

#[test]
fn words_keep_the_house_rules() {
    let page = Page::new();
    let algebra = algebra_samples()
        .into_iter()
        .map(|error| CostErrorKind::Algebra {
            error,
            expression: None,
        });
    let algebra = algebra.map(|kind| CostError::new(kind, page.span("use")));
    for error in cost_samples(&page).into_iter().chain(algebra) {
        let diagnostic = diagnose(&error);
        let headline = &diagnostic.headline;
        let first = headline.chars().next();
        assert!(
            first.is_some_and(|first| !first.is_uppercase()),
            "{headline}"
        );
        assert!(!headline.ends_with('.'), "{headline}");
        assert!(!diagnostic.help.is_empty(), "nothing to do: {headline}");
        let words = format!("{headline} {:?}", diagnostic.labels);
        assert!(!words.to_lowercase().contains("invalid"), "{words}");
    }
}

#[test]
fn expectations_that_fail_show_both_sides() {
    let page = Page::new();
    let span = page.span("up: linear(E, F)");
    let expected = |relation: &str| Expected {
        subject: "flops(block)".to_owned(),
        relation: relation.to_owned(),
        expected: "12E²".to_owned(),
        derived: "12E² + 13E".to_owned(),
        difference: Some("13E".to_owned()),
        ..Expected::default()
    };
    let point = Point {
        values: vec![
            ("E".to_owned(), "1".to_owned()),
            ("S".to_owned(), "2".to_owned()),
        ],
        derived: Some("25".to_owned()),
        expected: None,
    };
    let mut within = expected("==");
    within.within = Some("1%".to_owned());
    within.note = Some("published by OpenAI".to_owned());
    let shown = [
        expected("==").not_met(span, Some(&point)),
        expected("!=").not_met(span, None),
        expected("~").not_met(span, None),
        expected("<=").not_met(span, None),
        within.not_met(span, Some(&Point::default())),
        expected("==").not_decided(span, "5,000 cases would have to be looked at"),
        expected("==").not_decided(span, ""),
    ];
    let pictures: Vec<String> = shown
        .iter()
        .map(|diagnostic| page.show(diagnostic))
        .collect();
    insta::assert_snapshot!(pictures.join("\n"));
}

#[test]
fn symbols_without_values_are_listed() {
    let page = Page::new();
    let symbol = |name: &str, about: Option<&str>| Unbound {
        name: name.to_owned(),
        about: about.map(str::to_owned),
    };
    let one = unbound("gpt2", &[symbol("S", None)]);
    let two = unbound(
        "gpt2",
        &[
            symbol("B", Some("batch size")),
            symbol("S", Some("sequence length")),
        ],
    );
    let many: Vec<Unbound> = (0..30)
        .map(|at| symbol(&format!("x{at}"), Some("size")))
        .collect();
    let many = unbound("flops(gpt2)", &many);
    let pictures = [one, two, many].map(|diagnostic| page.show(&diagnostic));
    insta::assert_snapshot!(pictures.join("\n"));
}
