//! Words for every kind of error. The lists are exhaustive: a kind that is added does not compile here
//! until it is named, and fails until there is a sample of it.

use flopform::algebra::AlgebraError;
use flopform::cost::{CostError, CostErrorKind};
use flopform::diagnostic::{
    Diagnostic, Expected, Point, Style, Unbound, diagnose, diagnose_algebra, render, unbound,
};
use flopform::syntax::{SyntaxError, SyntaxErrorKind};
use flopform::text::{SourceId, Sources, Span};

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
    BoundNotInteger NoDerivative NoLeadingTerm Unbound OutsideDomain Opaque);

variants!(COST, cost_name, CostErrorKind:
    Syntax MissingFile UseCycle Unknown Ambiguous WrongKind Duplicate MissingArgument
    WrongArgumentCount UnknownArgument BadCall Circular UsedBeforeDefinition SymbolicRepeat BadCount
    Undecided Contradiction NoCost MissingKey BadKey Algebra TooMany);

const TEXT: &str = "\
use quantities
dim S \"sequence length\"
layer linear(I, O, bias = 1) { params = (I + bias)O }
layer ffn(E, F = 4E) {
    up: linear(E, F)
    down: linear(F, E) * 2
}
";

struct Page {
    sources: Sources,
    source: SourceId,
}

impl Page {
    fn new() -> Page {
        let mut sources = Sources::new();
        let source = sources.add("mine.cost", TEXT);
        Page { sources, source }
    }

    fn span(&self, words: &str) -> Span {
        let start = TEXT.find(words).expect("the words stand in the text");
        Span::new(self.source, start, start + words.len())
    }

    fn show(&self, diagnostic: &Diagnostic) -> String {
        render(diagnostic, &self.sources, Style::Plain)
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

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
    let some = |words: &str| Some(words.to_owned());
    let samples = [
        (
            "O }",
            SyntaxErrorKind::Unexpected {
                expected: owned(&["a name", "a number", "`(`"]),
                found: some("}"),
            },
        ),
        (
            "O }",
            SyntaxErrorKind::Unexpected {
                expected: owned(&["`)`"]),
                found: None,
            },
        ),
        (
            "O }",
            SyntaxErrorKind::Unexpected {
                expected: Vec::new(),
                found: some("\\u{0}"),
            },
        ),
        ("(I + bias", SyntaxErrorKind::TooDeep { limit: 256 }),
        (
            "S ",
            SyntaxErrorKind::ReservedWord {
                word: "where".to_owned(),
            },
        ),
        (
            "4E",
            SyntaxErrorKind::BadNumber {
                reason: "a decimal point needs a digit on both sides".to_owned(),
            },
        ),
        (
            "{\n",
            SyntaxErrorKind::BadClause {
                reason: "this `{` is never closed".to_owned(),
                help: "write `}` where it ends".to_owned(),
            },
        ),
        ("\"sequence length", SyntaxErrorKind::UnclosedText),
        (
            "use",
            SyntaxErrorKind::Unreadable {
                reason: "it is larger than 16 MiB".to_owned(),
            },
        ),
    ];
    let samples = samples.map(|(words, kind)| {
        let name = syntax_name(&kind);
        let span = page.span(words);
        let error = CostError::from(SyntaxError { kind, span });
        (name, page.show(&diagnose(&error)))
    });
    insta::assert_snapshot!(gallery(SYNTAX, samples.to_vec()));
}

fn algebra_samples() -> Vec<AlgebraError> {
    let text = |words: &str| words.to_owned();
    let limit = |what, needed, limit| AlgebraError::Limit {
        what,
        needed,
        limit,
    };
    vec![
        AlgebraError::DivisionByZero,
        AlgebraError::ExponentNotInteger {
            exponent: text("1/2"),
        },
        AlgebraError::SymbolicPower {
            base: text("E"),
            exponent: text("n"),
        },
        limit("terms", 5_000_000, 1 << 20),
        limit("as an exponent", u64::MAX, 1_000_000),
        limit("as an exponent", 2_000_000, 1_000_000),
        AlgebraError::ConditionNotFlag {
            condition: text("2"),
        },
        AlgebraError::Undefined {
            function: "log2",
            argument: text("0"),
        },
        AlgebraError::Undefined {
            function: "sqrt",
            argument: text("-1"),
        },
        AlgebraError::Irrational {
            expression: text("log2(3)"),
        },
        AlgebraError::BoundNotInteger { bound: text("5/2") },
        AlgebraError::NoDerivative {
            expression: text("floor(S/2)"),
            symbol: text("S"),
        },
        AlgebraError::NoLeadingTerm {
            expression: text("max(S, W)"),
            symbol: text("S"),
        },
        AlgebraError::Unbound { symbol: text("B") },
        AlgebraError::OutsideDomain {
            symbol: text("S"),
            value: text("1/2"),
            domain: text("a positive integer"),
        },
        AlgebraError::Opaque {
            expression: text("macs[softmax(S)]"),
        },
    ]
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

fn cost_samples(page: &Page) -> Vec<CostError> {
    let text = |words: &str| words.to_owned();
    let some = |words: &str| Some(words.to_owned());
    let at = |words: &str, kind| CostError::new(kind, page.span(words));
    let unknown = |what, name: &str, near, help| CostErrorKind::Unknown {
        what,
        name: text(name),
        near,
        help,
    };
    let duplicate = |what, name: &str| CostErrorKind::Duplicate {
        what,
        name: text(name),
    };
    let circular = |what, names: &[&str]| CostErrorKind::Circular {
        what,
        cycle: owned(names),
    };
    let call = "linear(E, F)";
    let declared = |error: CostError| error.with_note(page.span("linear"), "declared here");
    vec![
        at(
            "O }",
            CostErrorKind::Syntax(SyntaxError {
                kind: SyntaxErrorKind::UnclosedText,
                span: page.span("O }"),
            }),
        ),
        at(
            "quantities",
            CostErrorKind::MissingFile {
                name: text("quantites"),
                reason: text("the library has no file of this name"),
                near: some("quantities"),
            },
        ),
        CostError::perhaps_at(
            CostErrorKind::MissingFile {
                name: text("mine.cost"),
                reason: text("there is no such file"),
                near: None,
            },
            None,
        ),
        at(
            "quantities",
            CostErrorKind::UseCycle {
                cycle: owned(&["a.cost", "a.cost"]),
            },
        ),
        at(
            "quantities",
            CostErrorKind::UseCycle {
                cycle: owned(&["a.cost", "b.cost", "a.cost"]),
            },
        ),
        at("bias)", unknown("name", "bais", some("bias"), None)),
        at(
            "bias)",
            unknown("name", "Q", None, some("declare it in this file: `dim Q`")),
        ),
        at(
            call,
            unknown(
                "layer",
                "lienar",
                some("linear"),
                some("the library has one: write `use layers.linear`"),
            ),
        ),
        at(
            "params",
            unknown(
                "quantity",
                "parms",
                None,
                some("declare it with `quantity`, or write `use quantities`"),
            ),
        ),
        at(
            "up",
            unknown(
                "child",
                "upp",
                some("up"),
                some("the children of `ffn` are `up`, `down`"),
            ),
        ),
        at(
            "linear(F",
            CostErrorKind::Ambiguous {
                name: text("linear"),
                choices: owned(&["layers.linear.linear", "mine.linear"]),
            },
        ),
        at(
            "bias)",
            CostErrorKind::WrongKind {
                name: text("linear"),
                is: "layer",
                needed: "number",
                help: text("ask for one of its quantities, as in `flops(linear)`"),
            },
        ),
        at("E, F = 4E", duplicate("dim", "E"))
            .with_note(page.span("S \"sequence"), "first declared here, as a dim"),
        at("down", duplicate("child", "up")).with_note(page.span("up"), "first one here"),
        at("F = 4E", duplicate("parameter", "E")).with_note(page.span("E, F ="), "first one here"),
        at("(I + bias)O", duplicate("rule for", "params"))
            .with_note(page.span("params"), "first one here"),
        at("F, E", duplicate("argument", "I")),
        at("F, E", duplicate("binding of", "S")),
        at("F, E", duplicate("value", "peak")),
        declared(at(
            call,
            CostErrorKind::MissingArgument {
                layer: text("linear"),
                parameters: owned(&["O"]),
            },
        )),
        declared(at(
            call,
            CostErrorKind::MissingArgument {
                layer: text("linear"),
                parameters: owned(&["I", "O"]),
            },
        )),
        declared(at(
            call,
            CostErrorKind::WrongArgumentCount {
                callee: text("linear"),
                signature: text("linear(I, O, bias = …)"),
                given: 5,
            },
        )),
        declared(at(
            "F)",
            CostErrorKind::UnknownArgument {
                callee: text("linear"),
                name: text("bios"),
                signature: text("linear(I, O, bias = …)"),
                near: some("bias"),
            },
        )),
        at(
            call,
            CostErrorKind::BadCall {
                reason: text("`params(…)` is the cost of one target"),
                help: text("name one layer or config, as in `params(block)`"),
            },
        ),
        at("ffn", circular("layers", &["ffn", "ffn"])).with_note(page.span(call), "contains `ffn`"),
        at("linear", circular("layers", &["linear", "ffn", "linear"]))
            .with_note(page.span(call), "contains `linear`"),
        at("F = 4E", circular("defaults", &["F", "E", "F"])),
        at("F = 4E", circular("defaults", &["F", "F"])),
        at(
            "S ",
            circular("lets", &["a", "b", "c", "d", "e", "f", "g", "h", "i", "a"]),
        ),
        at(
            "bias)",
            CostErrorKind::UsedBeforeDefinition { name: text("D") },
        )
        .with_note(page.span("4E"), "defined here, further down"),
        at(
            "2\n",
            CostErrorKind::SymbolicRepeat {
                child: text("down"),
                count: text("N"),
                dims: owned(&["h", "w"]),
            },
        ),
        at(
            "2\n",
            CostErrorKind::BadCount {
                child: text("down"),
                count: text("-1"),
                reason: "a child cannot be repeated a negative number of times",
            },
        ),
        at(
            "2\n",
            CostErrorKind::Undecided {
                comparison: text("S > W"),
            },
        ),
        at(
            "2\n",
            CostErrorKind::Contradiction {
                assumption: text("S < 0"),
            },
        ),
        at(
            "linear(F",
            CostErrorKind::NoCost {
                target: text("h100"),
                reason: text("it binds values and has no cost of its own"),
            },
        ),
        at(
            "F)",
            CostErrorKind::MissingKey {
                key: text("hidden_sise"),
                near: some("hidden_size"),
            },
        ),
        at(
            "F)",
            CostErrorKind::BadKey {
                key: text("hidden_act"),
                found: text("\"silu\""),
            },
        ),
        at(
            "(I + bias)O",
            CostErrorKind::Algebra {
                error: AlgebraError::DivisionByZero,
                expression: some("E/(S - S)"),
            },
        ),
        at(
            call,
            CostErrorKind::TooMany {
                what: "layers inside each other",
                limit: 100_000,
            },
        ),
    ]
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
