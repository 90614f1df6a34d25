//! SQL for `SQLite`: a view over a table of sizes, with NULL where 64 bits are not enough.
//!
//! `SQLite` turns an integer that does not fit in 64 bits into a float without a word. A float never
//! becomes an integer again by adding and multiplying, so each result, and each argument of a
//! function, is looked at once: what is no integer is NULL.

use crate::algebra::{Comparison, Rational};
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::export::{Export, Function};
use crate::notation::code::fraction::{Result, Returned, body};
use crate::notation::code::header;
use crate::notation::code::names::Names;
use crate::notation::code::refusal::Refusal;
use crate::notation::code::spell::{Level, Spelling, Text};
use crate::notation::code::sql::{NAMING, columns, holds, power, sign, too_large};

/// The file.
///
/// # Errors
/// When a form has no exact translation.
pub(super) fn write(export: &Export) -> Result<String> {
    let mut lines = header::lines(export);
    lines.extend(
        [
            "For SQLite. Each view reads a table `sizes` with a column of integers for each argument.",
            "A result is exact, or NULL: outside a domain, and where a number on the way to it needs",
            "more than 64 bits.",
        ]
        .map(str::to_owned),
    );
    let mut file = header::comments(&lines, "--");
    let names = Names::of_functions(NAMING, export);
    for (function, name) in export.functions.iter().zip(&names) {
        file += &definition(function, name)?;
    }
    Ok(file)
}

fn definition(function: &Function, name: &str) -> Result<String> {
    let names = Names::of_function(NAMING, function);
    let body = body(function)?;
    let sql = Sqlite { names: &names };
    let mut needed = Vec::new();
    let mut listed = Vec::new();
    for argument in &function.arguments {
        for column in columns(argument, &names) {
            needed.push(format!("typeof({column}) = 'integer'"));
            listed.push(column);
        }
        needed.extend(holds(argument, &names));
    }
    for requirement in &body.requirements {
        needed.push(format!("{} = 1", sql.spell(requirement, Level::Atom)?));
    }
    let guarded = |value: String| {
        let value = whole(&value);
        if needed.is_empty() {
            return value;
        }
        format!("CASE WHEN {} THEN {value} END", needed.join(" AND "))
    };
    let results = match &body.returned {
        Returned::Whole(value) => vec![(name.to_owned(), guarded(sql.open(value)?))],
        Returned::Fraction(top, bottom) => {
            vec![
                (format!("{name}_numerator"), guarded(sql.open(top)?)),
                (format!("{name}_denominator"), guarded(sql.open(bottom)?)),
            ]
        }
    };
    let results = results
        .into_iter()
        .map(|(name, value)| format!("{value} AS {name}_value"));
    listed.extend(results);
    let about = header::about(function, &|name| names.of(name).to_owned());
    Ok(format!(
        "\n{}CREATE VIEW {name} AS SELECT\n    {}\nFROM sizes;\n",
        header::comments(&about, "--"),
        listed.join(",\n    ")
    ))
}

/// The value where it is an integer, else NULL.
fn whole(value: &str) -> String {
    format!("(SELECT p_ FROM (SELECT {value} AS p_) WHERE typeof(p_) = 'integer')")
}

struct Sqlite<'n> {
    names: &'n Names,
}

impl Sqlite<'_> {
    /// An argument of a function, NULL where it is no integer.
    fn checked(&self, exact: &Exact) -> Result<String> {
        let text = self.open(exact)?;
        let plain = matches!(exact, Exact::Name(_) | Exact::Number(_) | Exact::Part(..));
        Ok(if plain { text } else { whole(&text) })
    }

    /// An expression over two integers.
    fn of_two(&self, arguments: &[Exact], expression: &str) -> Result<Text> {
        let (a, b) = (self.open(&arguments[0])?, self.open(&arguments[1])?);
        let text = format!(
            "(SELECT {expression} FROM (SELECT {a} AS p_, {b} AS q_) \
             WHERE typeof(p_) = 'integer' AND typeof(q_) = 'integer')"
        );
        Ok((text, Level::Atom))
    }
}

impl Spelling for Sqlite<'_> {
    fn number(&self, number: &Rational) -> Result<String> {
        if number.bits() > 63 {
            return Err(too_large(&number.to_string(), 64));
        }
        Ok(number.to_string())
    }

    fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    fn part(&self, name: &str, part: Part) -> String {
        format!("{}_{}", self.names.of(name), part.word())
    }

    fn power(&self, base: &Exact, exponent: u32) -> Result<Text> {
        power(&self.spell(base, Level::Power)?, exponent)
    }

    fn call(&self, call: Call, arguments: &[Exact]) -> Result<Text> {
        let name = match call {
            Call::NaturalDivide => return self.of_two(arguments, "p_ / nullif(q_, 0)"),
            Call::FloorDivide => {
                let expression =
                    "p_ / nullif(q_, 0) - (p_ % q_ <> 0 AND (p_ % q_ < 0) <> (q_ < 0))";
                return self.of_two(arguments, expression);
            }
            Call::CeilDivide => {
                let expression = "p_ / nullif(q_, 0) + (p_ % q_ <> 0 AND (p_ % q_ < 0) = (q_ < 0))";
                return self.of_two(arguments, expression);
            }
            Call::NonZero => {
                let text = format!("nullif({}, 0)", self.checked(&arguments[0])?);
                return Ok((text, Level::Atom));
            }
            Call::Flag => {
                let text = self.open(&arguments[0])?;
                let text = format!("(SELECT p_ FROM (SELECT {text} AS p_) WHERE p_ IN (0, 1))");
                return Ok((text, Level::Atom));
            }
            Call::Max => "max",
            Call::Min => "min",
            Call::Power | Call::FloorLog2 | Call::WholeLog2 | Call::FloorSqrt | Call::WholeSqrt => {
                return Err(Refusal::new(
                    "SQLite has no exact powers, roots and logarithms",
                    "export it `--to sql`, which DuckDB reads, or `--to python`",
                ));
            }
        };
        let arguments: Result<Vec<String>> = arguments
            .iter()
            .map(|argument| self.checked(argument))
            .collect();
        Ok((format!("{name}({})", arguments?.join(", ")), Level::Atom))
    }

    fn compare(&self, relation: Comparison, left: &Exact, right: &Exact) -> Result<Text> {
        let (left, right) = (self.checked(left)?, self.checked(right)?);
        Ok((format!("({left} {} {right})", sign(relation)), Level::Atom))
    }

    fn choice(&self, condition: &Exact, then: &Exact, otherwise: &Exact) -> Result<Text> {
        let condition = self.spell(condition, Level::Atom)?;
        let (then, otherwise) = (self.open(then)?, self.open(otherwise)?);
        let text = format!("(CASE {condition} WHEN 1 THEN {then} WHEN 0 THEN {otherwise} END)");
        Ok((text, Level::Atom))
    }

    fn sum_over(&self, _: &str, _: [&Exact; 2], _: &Exact) -> Result<Text> {
        Err(Refusal::new(
            "SQLite has no sum over an index",
            "export it `--to sql`, which DuckDB reads, or `--to python`",
        ))
    }
}
