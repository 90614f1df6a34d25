//! The words for what the algebra refuses.

use crate::algebra::AlgebraError;
use crate::diagnostic::words::phrase::{count, quoted};
use crate::diagnostic::words::remark::Remark;

pub(super) fn remark(error: &AlgebraError) -> Remark {
    match error {
        AlgebraError::DivisionByZero => Remark::new("this divides by zero")
            .label("the divisor comes to 0")
            .help("check the values it is made of, or guard it: `if d > 0 then a/d else 0`"),
        AlgebraError::ExponentNotInteger { exponent } => Remark::new(format!(
            "the exponent {} is no whole number",
            quoted(exponent)
        ))
        .label("only whole exponents have an exact value")
        .help("write `sqrt(x)` for a square root, and round other exponents"),
        AlgebraError::SymbolicPower { base, exponent } => Remark::new(format!(
            "{} cannot be raised to {}: both have symbols in them",
            quoted(base),
            quoted(exponent)
        ))
        .label("one of the two must be a number")
        .help("bind the symbols of one of them, as in `2^n` or `E^3`"),
        AlgebraError::Limit {
            what,
            needed,
            limit,
        } => too_large(what, *needed, *limit),
        AlgebraError::ConditionNotFlag { condition } => Remark::new(format!(
            "a condition is worth 0 or 1, and this one is {}",
            quoted(condition)
        ))
        .label("used as a condition")
        .help("compare it with something, as in `if S > W then a else b`"),
        AlgebraError::Undefined { function, argument } => Remark::new(format!(
            "{} has no value at {}",
            quoted(function),
            quoted(argument)
        ))
        .label("asked for here")
        .help(format!("give {} {}", quoted(function), domain_of(function))),
        AlgebraError::Irrational { expression } => {
            Remark::new(format!("{} has no exact value", quoted(expression)))
                .label("an exact number is needed here")
                .help("round it with `floor(…)` or `ceil(…)`")
        }
        AlgebraError::BoundNotInteger { bound } => {
            Remark::new(format!("{} cannot be a bound of a sum", quoted(bound)))
                .label("the bounds of a sum are whole numbers")
                .help("round the bound with `floor(…)` or `ceil(…)`")
        }
        AlgebraError::NoDerivative { expression, symbol } => Remark::new(format!(
            "{} has no derivative in {}",
            quoted(expression),
            quoted(symbol)
        ))
        .label("asked for here")
        .help("take the derivative of sums, products and quotients of symbols only"),
        AlgebraError::NoLeadingTerm { expression, symbol } => Remark::new(format!(
            "what leads in {} as {} grows is not known",
            quoted(expression),
            quoted(symbol)
        ))
        .label("asked for here")
        .help("bind its other symbols, as in `where W = 1024`"),
        AlgebraError::Unbound { symbol } => Remark::new(format!("{} has no value", quoted(symbol)))
            .label("a number is needed here")
            .help(format!("give it one, as in `--set {symbol}=8`")),
        AlgebraError::OutsideDomain {
            symbol,
            value,
            domain,
        } => Remark::new(format!(
            "{} cannot be {}: it is {domain}",
            quoted(symbol),
            quoted(value)
        ))
        .label("asked for with this value")
        .help("choose another value, or declare the dim as `whole` or `real`"),
        AlgebraError::PastDoubles => Remark::new("the number is too large for a double")
            .label("asked for here")
            .help("leave out `--float`: exact numbers have no bounds"),
        AlgebraError::Opaque { expression } => Remark::new(format!(
            "{} has no value: no rule says what it is",
            quoted(expression)
        ))
        .label("a number is needed here")
        .help("give the layer a rule, or write `else 0` in it if it costs nothing"),
    }
}

fn too_large(what: &str, needed: u64, limit: u64) -> Remark {
    let most = count(limit);
    // The engine stops counting where 64 bits end.
    let headline = match (what, needed) {
        ("as an exponent", u64::MAX) => format!("an exponent is far larger than {most}"),
        ("as an exponent", needed) => {
            format!("the exponent {} is larger than {most}", count(needed))
        }
        (what, u64::MAX) => format!("this comes to far more than {most} {what}"),
        (what, needed) => format!(
            "this comes to {} {what}, and {most} is the most",
            count(needed)
        ),
    };
    Remark::new(headline)
        .label("too large to be computed")
        .help("bind some of its symbols to numbers, or ask for a part of it")
}

/// What a function is defined for.
fn domain_of(function: &str) -> &'static str {
    match function {
        "log2" => "a positive number",
        "sqrt" => "a number that is not negative",
        _ => "an argument that it is defined for",
    }
}
