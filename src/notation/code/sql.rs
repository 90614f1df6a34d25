//! What the two dialects of SQL share: names, domains, and how operators are spelled.

use crate::algebra::{Comparison, Domain};
use crate::notation::code::export::Argument;
use crate::notation::code::names::{Names, Naming};
use crate::notation::code::refusal::Refusal;
use crate::notation::code::spell::{Level, Text};

/// SQL does not tell `S` from `s`.
pub(super) const NAMING: Naming = Naming {
    reserved: &[
        "all",
        "alter",
        "analyse",
        "analyze",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "asymmetric",
        "between",
        "both",
        "by",
        "case",
        "cast",
        "check",
        "collate",
        "column",
        "commit",
        "constraint",
        "create",
        "cross",
        "current",
        "current_date",
        "current_time",
        "current_timestamp",
        "default",
        "deferrable",
        "delete",
        "desc",
        "describe",
        "distinct",
        "do",
        "drop",
        "else",
        "end",
        "error",
        "escape",
        "except",
        "exists",
        "false",
        "fetch",
        "filter",
        "following",
        "for",
        "foreign",
        "from",
        "full",
        "glob",
        "grant",
        "group",
        "having",
        "if",
        "in",
        "index",
        "initially",
        "inner",
        "insert",
        "intersect",
        "into",
        "is",
        "isnull",
        "join",
        "lambda",
        "lateral",
        "leading",
        "left",
        "like",
        "limit",
        "map",
        "match",
        "natural",
        "not",
        "notnull",
        "null",
        "nulls",
        "of",
        "offset",
        "on",
        "only",
        "or",
        "order",
        "outer",
        "over",
        "partition",
        "pivot",
        "placing",
        "preceding",
        "primary",
        "qualify",
        "range",
        "references",
        "regexp",
        "replace",
        "returning",
        "right",
        "row",
        "rows",
        "select",
        "set",
        "show",
        "sizes",
        "some",
        "struct",
        "summarize",
        "symmetric",
        "table",
        "then",
        "to",
        "trailing",
        "true",
        "try_cast",
        "union",
        "unique",
        "unpivot",
        "update",
        "using",
        "values",
        "variadic",
        "view",
        "when",
        "where",
        "window",
        "with",
    ],
    case: false,
    underscore: true,
};

/// The names of an argument: a fraction has two, one for each side of its line.
pub(super) fn columns(argument: &Argument, names: &Names) -> Vec<String> {
    let name = names.of(&argument.name);
    if argument.is_whole() {
        return vec![name.to_owned()];
    }
    ["numerator", "denominator"]
        .map(|part| format!("{name}_{part}"))
        .to_vec()
}

/// What has to hold of an argument.
pub(super) fn holds(argument: &Argument, names: &Names) -> Vec<String> {
    let columns = columns(argument, names);
    let holds = argument.domains.iter().flat_map(|domain| {
        columns.iter().map(move |name| match domain {
            Domain::Multiple(step @ 2..) => format!("{name} > 0 AND {name} % {step} = 0"),
            Domain::Multiple(_) | Domain::Real => format!("{name} > 0"),
            Domain::Whole => format!("{name} >= 0"),
            Domain::Flag => format!("{name} IN (0, 1)"),
            Domain::Integer => "TRUE".to_owned(),
        })
    });
    holds.collect()
}

pub(super) fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
        Comparison::Equal => "=",
        Comparison::Different => "<>",
    }
}

/// A power of what is spelled already: a product, because the functions for powers give floats.
pub(super) fn power(base: &str, exponent: u32) -> Result<Text, Refusal> {
    const MOST_FACTORS: u32 = 64;
    if exponent > MOST_FACTORS {
        return Err(Refusal::new(
            format!("the power of {exponent} is no product that SQL could take"),
            "export it `--to python`, whose integers have no bounds",
        ));
    }
    let factors: Vec<&str> = (0..exponent).map(|_| base).collect();
    Ok((factors.join("*"), Level::Product))
}

pub(super) fn too_large(number: &str, bits: u32) -> Refusal {
    Refusal::new(
        format!("{number} does not fit in {bits} bits"),
        "export it `--to python`, whose integers have no bounds",
    )
}

/// A text between the quotes of SQL.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
