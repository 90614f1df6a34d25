//! SQL for `DuckDB`: macros on `HUGEINT`, whose every operation `DuckDB` checks.

use crate::algebra::{Comparison, Rational};
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::export::{Export, Function};
use crate::notation::code::fraction::{Result, Returned, body};
use crate::notation::code::header;
use crate::notation::code::names::Names;
use crate::notation::code::spell::{Level, Spelling, Text};
use crate::notation::code::sql::{NAMING, columns, holds, power, quoted, sign, too_large};

/// The file.
///
/// # Errors
/// When a form has no exact translation.
pub(super) fn write(export: &Export) -> Result<String> {
    let mut lines = header::lines(export);
    lines.extend(
        [
            "For DuckDB 1.3 or later. All numbers are HUGEINT, from -2^127 to 2^127 - 1: past them,",
            "and outside a domain, a query ends with an error. Nothing is rounded.",
        ]
        .map(str::to_owned),
    );
    let mut used = Vec::new();
    let mut macros = String::new();
    let names = Names::of_functions(NAMING, export);
    for (function, name) in export.functions.iter().zip(&names) {
        macros += &definition(function, name, &mut used)?;
    }
    let mut file = header::comments(&lines, "--");
    for (calls, text) in HELPERS {
        if calls.iter().any(|call| used.contains(call)) {
            file += &format!("\n{text}");
        }
    }
    Ok(file + &macros)
}

const HELPERS: [(&[Call], &str); 4] = [
    (
        &[Call::FloorDivide],
        "\
-- The largest whole number not above a/b.
CREATE OR REPLACE MACRO flopform_floor_divide(a, b) AS
    a // b - CASE WHEN a % b <> 0 AND (a % b < 0) <> (b < 0) THEN 1 ELSE 0 END;
",
    ),
    (
        &[Call::CeilDivide],
        "\
-- The smallest whole number not below a/b.
CREATE OR REPLACE MACRO flopform_ceil_divide(a, b) AS
    a // b + CASE WHEN a % b <> 0 AND (a % b < 0) = (b < 0) THEN 1 ELSE 0 END;
",
    ),
    (
        &[Call::FloorSqrt, Call::WholeSqrt],
        "\
-- The largest whole number whose square is not above a, bit by bit.
CREATE OR REPLACE MACRO flopform_floor_sqrt(a) AS CASE
    WHEN a < 0 THEN error('sqrt needs a number that is not negative')
    ELSE list_reduce(
        list_prepend(0::HUGEINT, list_transform(range(63, -1, -1), lambda k: 1::HUGEINT << k)),
        lambda root, bit: CASE WHEN root + bit <= a // (root + bit) THEN root + bit ELSE root END)
    END;
-- The whole number whose square is a.
CREATE OR REPLACE MACRO flopform_whole_sqrt(a) AS CASE
    WHEN flopform_floor_sqrt(a)*flopform_floor_sqrt(a) = a THEN flopform_floor_sqrt(a)
    ELSE error('the square root is irrational')
    END;
",
    ),
    (
        &[Call::FloorLog2, Call::WholeLog2],
        "\
-- The largest k with 2^k <= a/b.
CREATE OR REPLACE MACRO flopform_floor_log2(a, b) AS CASE
    WHEN a <= 0 OR b <= 0 THEN error('log2 needs a positive number')
    WHEN a >= b THEN (length(bin(a // b)) - 1)::HUGEINT
    ELSE -(length(bin((b - 1) // a)))::HUGEINT
    END;
-- The k with 2^k = a/b.
CREATE OR REPLACE MACRO flopform_whole_log2(a, b) AS CASE
    WHEN flopform_floor_log2(a, b) = -flopform_floor_log2(b, a) THEN flopform_floor_log2(a, b)
    ELSE error('the logarithm is irrational')
    END;
",
    ),
];

fn definition(function: &Function, name: &str, used: &mut Vec<Call>) -> Result<String> {
    let names = Names::of_function(NAMING, function);
    let body = body(function)?;
    used.extend(body.parts().into_iter().flat_map(Exact::calls));
    let sql = DuckDb { names: &names };
    let all = function
        .arguments
        .iter()
        .flat_map(|argument| columns(argument, &names));
    let nulls: Vec<String> = all.map(|column| format!("{column} IS NULL")).collect();
    let mut checks = String::new();
    if !nulls.is_empty() {
        checks += &format!("    WHEN {} THEN NULL\n", nulls.join(" OR "));
    }
    for argument in &function.arguments {
        let mut holds = holds(argument, &names);
        for column in columns(argument, &names) {
            holds.push(format!("{column} = {column}::HUGEINT"));
        }
        let words = format!("{} must be {}", names.of(&argument.name), argument.domain());
        checks += &format!(
            "    WHEN NOT ({}) THEN error({})\n",
            holds.join(" AND "),
            quoted(&words)
        );
    }
    for (needed, held) in function.requirements.iter().zip(&body.requirements) {
        let words = format!("needs {}", needed.text());
        let held = sql.spell(held, Level::Sum)?;
        checks += &format!("    WHEN NOT ({held} = 1) THEN error({})\n", quoted(&words));
    }
    let columns: Vec<String> = function
        .arguments
        .iter()
        .flat_map(|argument| columns(argument, &names))
        .collect();
    let columns = columns.join(", ");
    let about = header::about(function, &|name| names.of(name).to_owned());
    let mut text = format!("\n{}", header::comments(&about, "--"));
    let define = |name: &str, value: &str| {
        if checks.is_empty() {
            return format!("CREATE OR REPLACE MACRO {name}({columns}) AS\n    {value};\n");
        }
        format!(
            "CREATE OR REPLACE MACRO {name}({columns}) AS CASE\n{checks}    ELSE {value}\n    END;\n"
        )
    };
    match &body.returned {
        Returned::Whole(value) => text += &define(name, &sql.open(value)?),
        Returned::Fraction(top, bottom) => {
            text += "-- The value is numerator/denominator, which need not be in lowest terms.\n";
            text += &define(&format!("{name}_numerator"), &sql.open(top)?);
            text += &define(&format!("{name}_denominator"), &sql.open(bottom)?);
            text += "-- The same as a DOUBLE, at most 2^-51 of it too large or too small.\n";
            text += &format!(
                "CREATE OR REPLACE MACRO {name}({columns}) AS\n    \
                 {name}_numerator({columns})::DOUBLE / {name}_denominator({columns})::DOUBLE;\n"
            );
        }
    }
    Ok(text)
}

/// The most values that an index may run through.
const MOST_VALUES: u32 = 1_000_000;

struct DuckDb<'n> {
    names: &'n Names,
}

impl Spelling for DuckDb<'_> {
    fn number(&self, number: &Rational) -> Result<String> {
        if number.bits() > 127 {
            return Err(too_large(&number.to_string(), 128));
        }
        Ok(format!("{number}::HUGEINT"))
    }

    fn name(&self, name: &str) -> String {
        format!("{}::HUGEINT", self.names.of(name))
    }

    fn part(&self, name: &str, part: Part) -> String {
        format!("{}_{}::HUGEINT", self.names.of(name), part.word())
    }

    fn power(&self, base: &Exact, exponent: u32) -> Result<Text> {
        power(&self.spell(base, Level::Power)?, exponent)
    }

    fn call(&self, call: Call, arguments: &[Exact]) -> Result<Text> {
        let name = match call {
            Call::NaturalDivide => {
                let top = self.spell(&arguments[0], Level::Atom)?;
                let bottom = self.spell(&arguments[1], Level::Atom)?;
                return Ok((format!("{top} // {bottom}"), Level::Open));
            }
            Call::Power => return self.power_of(&arguments[0], &arguments[1]),
            Call::NonZero => {
                let value = self.open(&arguments[0])?;
                return Ok((
                    format!(
                        "CASE WHEN {value} = 0 THEN error('the closed form has a pole here') ELSE {value} END"
                    ),
                    Level::Open,
                ));
            }
            Call::Flag => {
                let value = self.open(&arguments[0])?;
                return Ok((
                    format!(
                        "CASE WHEN ({value}) NOT IN (0, 1) THEN error('a condition must be 0 or 1') ELSE {value} END"
                    ),
                    Level::Open,
                ));
            }
            Call::FloorDivide => "flopform_floor_divide",
            Call::CeilDivide => "flopform_ceil_divide",
            Call::Max => "greatest",
            Call::Min => "least",
            Call::FloorLog2 => "flopform_floor_log2",
            Call::WholeLog2 => "flopform_whole_log2",
            Call::FloorSqrt => "flopform_floor_sqrt",
            Call::WholeSqrt => "flopform_whole_sqrt",
        };
        Ok((format!("{name}({})", self.list(arguments)?), Level::Atom))
    }

    fn compare(&self, relation: Comparison, left: &Exact, right: &Exact) -> Result<Text> {
        let left = self.spell(left, Level::Sum)?;
        let right = self.spell(right, Level::Sum)?;
        Ok((
            format!("({left} {} {right})::HUGEINT", sign(relation)),
            Level::Atom,
        ))
    }

    fn choice(&self, condition: &Exact, then: &Exact, otherwise: &Exact) -> Result<Text> {
        let condition = self.spell(condition, Level::Sum)?;
        let (then, otherwise) = (self.open(then)?, self.open(otherwise)?);
        let text = format!(
            "CASE WHEN {condition} = 1 THEN {then} WHEN {condition} = 0 THEN {otherwise} END"
        );
        Ok((text, Level::Open))
    }

    fn sum_over(&self, index: &str, bounds: [&Exact; 2], body: &Exact) -> Result<Text> {
        let from = self.spell(bounds[0], Level::Atom)?;
        let to = self.spell(bounds[1], Level::Atom)?;
        let (index, body) = (self.names.of(index), self.open(body)?);
        // The list of all values is in memory at once, so there may not be any number of them.
        let text = format!(
            "CASE WHEN {to} - {from} >= {MOST_VALUES} THEN error('a sum over more than {MOST_VALUES} \
             values') ELSE list_reduce(list_prepend(0::HUGEINT, list_transform(range({from}::BIGINT, \
             least({to}, {from} + {MOST_VALUES})::BIGINT + 1), lambda {index}: {body})), \
             lambda flopform_l, flopform_r: flopform_l + flopform_r) END"
        );
        Ok((text, Level::Open))
    }
}

impl DuckDb<'_> {
    /// A number to a power that is not one: the function for powers gives floats, so factors are
    /// multiplied, and the sign of a power of −1 comes from the last bit.
    fn power_of(&self, base: &Exact, exponent: &Exact) -> Result<Text> {
        let base = self.spell(base, Level::Atom)?;
        let exponent = self.spell(exponent, Level::Atom)?;
        let text = if base == "(-1::HUGEINT)" {
            format!("1::HUGEINT - 2*abs({exponent} % 2)")
        } else {
            format!(
                "CASE WHEN {exponent} < 0 THEN error('a power with a negative exponent is no whole \
                 number') ELSE list_reduce(list_prepend(1::HUGEINT, list_transform(\
                 range(least({exponent}, 128)::BIGINT), lambda flopform_k: {base})), lambda flopform_l, flopform_r: flopform_l*flopform_r) END"
            )
        };
        Ok((text, Level::Open))
    }
}
