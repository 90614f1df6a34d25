//! A sample of every kind of error, made by hand so that no parser is needed.

use flopform::algebra::AlgebraError;
use flopform::cost::{CostError, CostErrorKind};
use flopform::diagnostic::{Diagnostic, Style, render};
use flopform::syntax::{SyntaxError, SyntaxErrorKind};
use flopform::text::{SourceId, Sources, Span};

const TEXT: &str = "\
use quantities
dim S \"sequence length\"
layer linear(I, O, bias = 1) { params = (I + bias)O }
layer ffn(E, F = 4E) {
    up: linear(E, F)
    down: linear(F, E) * 2
}
";

/// A file that errors are about.
pub(crate) struct Page {
    sources: Sources,
    source: SourceId,
}

impl Page {
    pub(crate) fn new() -> Page {
        let mut sources = Sources::new();
        let source = sources.add("mine.cost", TEXT);
        Page { sources, source }
    }

    pub(crate) fn span(&self, words: &str) -> Span {
        let start = TEXT.find(words).expect("the words stand in the text");
        Span::new(self.source, start, start + words.len())
    }

    pub(crate) fn show(&self, diagnostic: &Diagnostic) -> String {
        render(diagnostic, &self.sources, Style::Plain)
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Each with the words in the text that it is about.
pub(crate) fn syntax_samples() -> Vec<(&'static str, SyntaxErrorKind)> {
    let some = |words: &str| Some(words.to_owned());
    vec![
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
    ]
}

pub(crate) fn algebra_samples() -> Vec<AlgebraError> {
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
        AlgebraError::PastDoubles,
        AlgebraError::Opaque {
            expression: text("macs[softmax(S)]"),
        },
    ]
}

pub(crate) fn cost_samples(page: &Page) -> Vec<CostError> {
    [
        of_files(page),
        of_names(page),
        of_calls(page),
        of_deriving(page),
        of_reading(page),
    ]
    .concat()
}

/// Texts and files.
fn of_files(page: &Page) -> Vec<CostError> {
    let text = |words: &str| words.to_owned();
    let some = |words: &str| Some(words.to_owned());
    let at = |words: &str, kind| CostError::new(kind, page.span(words));
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
    ]
}

/// Names.
fn of_names(page: &Page) -> Vec<CostError> {
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
    let call = "linear(E, F)";
    vec![
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
    ]
}

/// Calls.
fn of_calls(page: &Page) -> Vec<CostError> {
    let text = |words: &str| words.to_owned();
    let some = |words: &str| Some(words.to_owned());
    let at = |words: &str, kind| CostError::new(kind, page.span(words));
    let call = "linear(E, F)";
    let declared = |error: CostError| error.with_note(page.span("linear"), "declared here");
    vec![
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
    ]
}

/// What comes up while costs are derived.
fn of_deriving(page: &Page) -> Vec<CostError> {
    let text = |words: &str| words.to_owned();
    let some = |words: &str| Some(words.to_owned());
    let at = |words: &str, kind| CostError::new(kind, page.span(words));
    let circular = |what, names: &[&str]| CostErrorKind::Circular {
        what,
        cycle: owned(names),
    };
    let call = "linear(E, F)";
    vec![
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
            "(I + bias)O",
            CostErrorKind::Algebra {
                error: AlgebraError::DivisionByZero,
                expression: some("E/(S - S)"),
            },
        ),
        at(call, CostErrorKind::EndlessCost { limit: 50_000 }),
        at(
            call,
            CostErrorKind::TooMany {
                what: "layers inside each other",
                limit: 100_000,
            },
        ),
    ]
}

/// What comes up while a configuration file is read.
fn of_reading(page: &Page) -> Vec<CostError> {
    let text = |words: &str| words.to_owned();
    let some = |words: &str| Some(words.to_owned());
    let at = |words: &str, kind| CostError::new(kind, page.span(words));
    vec![
        at(
            "F)",
            CostErrorKind::MissingKey {
                keys: vec![text("hidden_sise"), text("n_embd")],
                near: some("hidden_size"),
            },
        ),
        at(
            "F)",
            CostErrorKind::BadKey {
                key: text("hidden_act"),
                found: text("the text \"silu\""),
                needed: text("a positive integer"),
            },
        ),
        at(
            "F)",
            CostErrorKind::BadReading {
                parameter: text("D"),
                value: text("4096/7"),
                keys: vec![text("hidden_size"), text("num_attention_heads")],
            },
        ),
        at(
            "F)",
            CostErrorKind::Unmet {
                requirement: text("H/K whole"),
                values: vec![
                    (text("H"), text("32"), vec![text("num_attention_heads")]),
                    (text("attention"), text("\"flash\""), Vec::new()),
                ],
            },
        ),
    ]
}
