//! The words for what lints find.

use crate::diagnostic::diagnostic::{Diagnostic, Severity};
use crate::diagnostic::words::phrase::{joined, meant, names, quoted};
use crate::diagnostic::words::remark::Remark;
use crate::lint::{
    Conversion, Finding, FindingKind, Idle, Level, MistakenAllow, Mixture, Unevenness, Unsourced,
};

/// What is said about something that a lint found, as grave as asked.
///
/// ```
/// use flopform::diagnostic::{Style, diagnose_finding, render_line};
/// use flopform::lint::Level;
///
/// let mut engine = flopform::Engine::new();
/// let module = engine.add_text("mine.cost", "let width = 768").unwrap();
/// let found = engine.lint(&[module]).remove(0);
/// let diagnostic = diagnose_finding(&found[0], Level::Warning);
/// assert_eq!(
///     render_line(&diagnostic, engine.sources()),
///     "mine.cost:1:5: warning: nothing in this file reads `width`\n",
/// );
/// ```
pub fn diagnose_finding(finding: &Finding, level: Level) -> Diagnostic {
    let (remark, note) = remark(&finding.kind);
    let severity = match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
    };
    let mut diagnostic = Diagnostic {
        severity,
        ..Diagnostic::warning(remark.headline)
    };
    diagnostic = diagnostic.label(finding.span, remark.label);
    for span in &finding.notes {
        diagnostic = diagnostic.label(*span, note);
    }
    diagnostic.help.extend(remark.help);
    let name = finding.lint;
    diagnostic.fact("lint", format!("{name}; `flopform explain {name}`"))
}

/// The words for a finding, and what is to be seen at the places that explain it.
fn remark(kind: &FindingKind) -> (Remark, &'static str) {
    match kind {
        FindingKind::UnusedParameter { layer, name } => {
            let remark = Remark::new(format!(
                "{} never reads its parameter {}",
                quoted(layer),
                quoted(name)
            ));
            (
                remark.help("take it out, or hand it on to what should have it"),
                "",
            )
        }
        FindingKind::UnusedDim { name } => {
            let remark = Remark::new(format!(
                "nothing in this file reads the dim {}",
                quoted(name)
            ));
            (remark.help("take it out"), "")
        }
        FindingKind::UnusedLet { name, layer: None } => {
            let remark = Remark::new(format!("nothing in this file reads {}", quoted(name)));
            (
                remark.help("take it out, or hold it to something with an `expect`"),
                "",
            )
        }
        FindingKind::UnusedLet {
            name,
            layer: Some(layer),
        } => {
            let remark = Remark::new(format!(
                "nothing in {} reads {}",
                quoted(layer),
                quoted(name)
            ));
            (remark.help("take it out, or use it"), "")
        }
        FindingKind::UnusedUse { file } => {
            let remark = Remark::new(format!("nothing of {} is needed here", quoted(file)));
            (remark.help("take the line out"), "")
        }
        FindingKind::HiddenProduct { what, name } => (hidden(what, name), ""),
        FindingKind::MissingRule {
            layer,
            quantity,
            sibling,
            called,
        } => (
            missing_rule(layer, quantity, sibling, *called),
            "this one has a rule",
        ),
        FindingKind::UnlikeUnits(mixture) => unlike(mixture),
        FindingKind::Uneven(unevenness) => (uneven(unevenness), "compared here"),
        FindingKind::IdleExpect(idle) => (idle_expect(idle), ""),
        FindingKind::MissingSource(unsourced) => (unsourced_figures(unsourced), ""),
        FindingKind::ForgottenParameter { layer, dim, taker } => {
            (forgotten(layer, dim, taker), "not among its parameters")
        }
        FindingKind::UnusedAllow { name } => {
            let remark = Remark::new(format!("{} is allowed here, and not found", quoted(name)));
            (
                remark.help(
                    "take the name out of the comment, or move the comment before what it is about",
                ),
                "",
            )
        }
        FindingKind::MistakenAllow(mistake) => (mistaken_allow(mistake), ""),
    }
}

fn hidden(what: &str, name: &str) -> Remark {
    let letters: Vec<String> = name.chars().map(|letter| letter.to_string()).collect();
    let product = letters.join("·");
    let spelled = letters.join("*");
    Remark::new(format!(
        "the {what} {} hides the product {product}",
        quoted(name)
    ))
    .label(format!("{} are names too", names(&letters)))
    .help(format!(
        "give it a name that is no product, or write {} wherever that is meant",
        quoted(&spelled)
    ))
}

fn missing_rule(layer: &str, quantity: &str, sibling: &str, called: bool) -> Remark {
    let (layer, sibling) = (quoted(layer), quoted(sibling));
    let rule = if called {
        format!(
            "`extend` it: `extend {} {{ {quantity} = … }}`",
            layer.trim_matches('`')
        )
    } else {
        format!(
            "give it a rule, {} if that is meant",
            quoted(&format!("{quantity} = 0"))
        )
    };
    Remark::new(format!(
        "{layer} has no rule for {}, and {sibling} has",
        quoted(quantity)
    ))
    .label(format!(
        "stays in every form as {}",
        quoted(&format!("{quantity}[{}]", layer.trim_matches('`')))
    ))
    .help(format!(
        "{rule}; `else 0` says that all it has no rules for is zero"
    ))
}

fn unlike(mixture: &Mixture) -> (Remark, &'static str) {
    match mixture {
        Mixture::Added {
            left,
            right,
            conversion,
        } => {
            let remark = Remark::new(format!("{} and {} are added", quoted(left), quoted(right)))
                .label(format!("in {}", quoted(right)))
                .help(convert(conversion.as_ref(), "add what has one unit"));
            (remark, "the unit before it is another")
        }
        Mixture::Compared {
            left,
            right,
            conversion,
        } => {
            let remark = Remark::new(format!(
                "{} are compared with {}",
                quoted(left),
                quoted(right)
            ))
            .label(format!("in {}", quoted(right)))
            .help(convert(
                conversion.as_ref(),
                "compare what has one unit, or ratios",
            ));
            (remark, "in another unit")
        }
        Mixture::Given {
            quantity,
            unit,
            given,
            conversion,
        } => {
            let remark = Remark::new(format!(
                "{} is in {}, and is given in {}",
                quoted(quantity),
                quoted(unit),
                quoted(given)
            ))
            .label(format!("in {}", quoted(given)))
            .help(convert(
                conversion.as_ref(),
                "write a factor that turns the one into the other",
            ));
            (remark, "")
        }
    }
}

/// How one unit becomes another, where a quantity says so.
fn convert(conversion: Option<&Conversion>, otherwise: &str) -> String {
    match conversion {
        None => otherwise.to_owned(),
        Some(Conversion {
            quantity,
            unit,
            from,
            formula,
        }) => format!(
            "{} come of {} as {}: write that factor",
            quoted(unit),
            quoted(from),
            quoted(&format!("{quantity} = {formula}"))
        ),
    }
}

fn uneven(unevenness: &Unevenness) -> Remark {
    let Unevenness {
        subject,
        term,
        symbol,
        degree,
        usual,
        example,
        other_side,
    } = unevenness;
    let (term, symbol) = (quoted(term), quoted(symbol));
    let usual: Vec<String> = usual.iter().map(|degree| times(*degree)).collect();
    let usual = joined(&usual, "or");
    let others = if *other_side {
        format!("on the other side every term has it {usual}")
    } else {
        format!(
            "every other term has it {usual}, as {} has",
            quoted(example)
        )
    };
    let has = match degree {
        0 => format!("does not have {symbol}"),
        degree => format!("has {symbol} {}", times(*degree)),
    };
    Remark::new(format!("in {subject}, the term {term} {has}"))
        .label(others)
        .help("compare the term with where it was copied from; if it is meant, an allow comment says why")
}

/// `not at all`, `once`, `twice`, `3 times`; below zero it divides.
fn times(degree: i64) -> String {
    match degree {
        0 => "not at all".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        degree if degree < 0 => format!("to the power {degree}"),
        degree => format!("{degree} times"),
    }
}

fn idle_expect(idle: &Idle) -> Remark {
    let remark = Remark::new("this expectation cannot fail");
    match idle {
        Idle::SameSides => remark
            .label("both sides are written alike")
            .help("expect a form, or a figure from outside this file"),
        Idle::Constants => remark
            .label("neither side names anything")
            .help("compare a cost, a `let` or a dim with the number"),
        Idle::Definition { name } => remark
            .label(format!("one side is how {} is defined", quoted(name)))
            .help("expect what it comes to, or a figure from outside this file"),
    }
}

fn unsourced_figures(unsourced: &Unsourced) -> Remark {
    let more = match unsourced.more {
        0 => String::new(),
        1 => ", as of 1 more".to_owned(),
        more => format!(", as of {more} more"),
    };
    let name = quoted(&unsourced.name);
    let what = match unsourced.what {
        "expect" => format!("the figure {name}"),
        what => format!("the {what} {name}"),
    };
    Remark::new(format!(
        "this file does not say where {what} comes from{more}"
    ))
    .label("from where?")
    .help("name the source in the `##` lines at the head of the file: `## Source: paper, table 2.`")
    .help("beside a single figure, a note will do: `expect params(block) == 7_087_872 \"PyTorch\"`")
}

fn forgotten(layer: &str, dim: &str, taker: &str) -> Remark {
    let (taker, shown) = (quoted(taker), quoted(dim));
    let who = format!("which its child {taker} takes as a parameter");
    Remark::new(format!("{} reads the dim {shown}, {who}", quoted(layer)))
        .label("whatever the caller's is, this is the dim")
        .help(format!(
            "list it: {}",
            quoted(&format!("layer {layer}(…, {dim})"))
        ))
}

fn mistaken_allow(mistake: &MistakenAllow) -> Remark {
    let example = "`# allow: unused-parameter because other files read it`";
    match mistake {
        MistakenAllow::NoName => Remark::new("this comment does not say what it allows")
            .help(format!("name a lint and a reason: {example}")),
        MistakenAllow::Unknown { name, near } => {
            Remark::new(format!("there is no lint {}", quoted(name)))
                .label("allows nothing")
                .help(
                    meant(near.as_ref())
                        .unwrap_or_else(|| "`flopform explain` lists them all".to_owned()),
                )
        }
        MistakenAllow::NoReason { names } => {
            Remark::new(format!("this comment does not say why {names} is allowed"))
                .label("allows nothing without a reason")
                .help(format!(
                    "say why: {}",
                    quoted(&format!("# allow: {names} because …"))
                ))
        }
    }
}
