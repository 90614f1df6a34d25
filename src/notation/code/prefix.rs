//! C has no operators of one's own, so its expressions are nested calls; where only one of two
//! branches may be computed, and for sums, statements stand before them.

use num_bigint::BigInt;
use num_integer::Integer;

use crate::algebra::Comparison;
use crate::notation::code::exact::{Call, Exact, Part};
use crate::notation::code::fraction::Result;
use crate::notation::code::names::Names;
use crate::notation::code::refusal::Refusal;
use crate::notation::code::spell::sign;

/// Writes the body of a function.
pub(super) struct Prefix<'n> {
    pub(super) names: &'n Names,
    /// The statements so far.
    pub(super) statements: String,
    depth: usize,
    variables: usize,
}

impl<'n> Prefix<'n> {
    pub(super) fn new(names: &'n Names) -> Prefix<'n> {
        Prefix {
            names,
            statements: String::new(),
            depth: 1,
            variables: 0,
        }
    }

    /// A statement, indented as deep as it stands.
    pub(super) fn line(&mut self, text: &str) {
        self.statements += &format!("{}{text}\n", "    ".repeat(self.depth));
    }

    /// A name that is no other.
    fn variable(&mut self) -> String {
        self.variables += 1;
        format!("flopform_part_{}", self.variables)
    }

    pub(super) fn value(&mut self, exact: &Exact) -> Result<String> {
        stacker::maybe_grow(64 * 1024, 4 << 20, || self.bare(exact))
    }

    fn bare(&mut self, exact: &Exact) -> Result<String> {
        match exact {
            Exact::Number(number) => number_text(&number.to_string()),
            Exact::Name(name) => Ok(format!("flopform_n({})", self.names.of(name))),
            Exact::Part(name, part) => {
                let part = match part {
                    Part::Numerator => "numerator",
                    Part::Denominator => "denominator",
                };
                Ok(format!("flopform_n({}.{part})", self.names.of(name)))
            }
            Exact::Sum(terms) => {
                let mut sum = String::new();
                for (place, (negative, term)) in terms.iter().enumerate() {
                    let term = self.value(term)?;
                    sum = match (place, negative) {
                        (0, false) => term,
                        (0, true) => format!("flopform_negative({term})"),
                        (_, false) => format!("flopform_add({sum}, {term})"),
                        (_, true) => format!("flopform_subtract({sum}, {term})"),
                    };
                }
                Ok(sum)
            }
            Exact::Product(factors) => self.folded("flopform_multiply", factors),
            Exact::Negative(inner) => Ok(format!("flopform_negative({})", self.value(inner)?)),
            Exact::Power(base, exponent) => {
                let base = self.value(base)?;
                Ok(format!("flopform_power({base}, flopform_n({exponent}))"))
            }
            Exact::Call(call, arguments) => self.folded(function(*call), arguments),
            Exact::Compare(relation, left, right) => self.compare(*relation, left, right),
            Exact::If(condition, then, otherwise) => self.choice(condition, then, otherwise),
            Exact::SumOver {
                index,
                from,
                to,
                body,
            } => self.sum_over(index, (from, to), body),
        }
    }

    /// A function of one or two arguments, from the left where there are more.
    fn folded(&mut self, function: &str, arguments: &[Exact]) -> Result<String> {
        let mut text = self.value(&arguments[0])?;
        if arguments.len() == 1 {
            return Ok(format!("{function}({text})"));
        }
        for argument in &arguments[1..] {
            let argument = self.value(argument)?;
            text = format!("{function}({text}, {argument})");
        }
        Ok(text)
    }

    fn compare(&mut self, relation: Comparison, left: &Exact, right: &Exact) -> Result<String> {
        let (left, right) = (self.value(left)?, self.value(right)?);
        let (first, second, flag) = (self.variable(), self.variable(), self.variable());
        self.line(&format!(
            "flopform_number {first} = {left}, {second} = {right};"
        ));
        self.line(&format!(
            "flopform_number {flag} = flopform_no(flopform_worse({first}, {second}));"
        ));
        self.line(&format!(
            "{flag}.value = {first}.value {} {second}.value;",
            sign(relation)
        ));
        Ok(flag)
    }

    fn choice(&mut self, condition: &Exact, then: &Exact, otherwise: &Exact) -> Result<String> {
        let condition = self.value(condition)?;
        let chosen = self.variable();
        self.line(&format!("flopform_number {chosen} = {condition};"));
        self.line(&format!(
            "if ({chosen}.status == FLOPFORM_DONE && {chosen}.value) {{"
        ));
        self.assigned(&chosen, then)?;
        self.line(&format!("}} else if ({chosen}.status == FLOPFORM_DONE) {{"));
        self.assigned(&chosen, otherwise)?;
        self.line("}");
        Ok(chosen)
    }

    /// A block of its own that gives a variable a value.
    fn assigned(&mut self, variable: &str, exact: &Exact) -> Result<()> {
        self.depth += 1;
        let value = self.value(exact)?;
        self.line(&format!("{variable} = {value};"));
        self.depth -= 1;
        Ok(())
    }

    fn sum_over(&mut self, index: &str, bounds: (&Exact, &Exact), body: &Exact) -> Result<String> {
        let (from, to) = (self.value(bounds.0)?, self.value(bounds.1)?);
        let (first, last, total) = (self.variable(), self.variable(), self.variable());
        self.line(&format!("flopform_number {first} = {from}, {last} = {to};"));
        self.line(&format!(
            "flopform_number {total} = flopform_no(flopform_worse({first}, {last}));"
        ));
        let index = self.names.of(index).to_owned();
        self.line(&format!(
            "for (flopform_int {index} = {first}.value; {total}.status == FLOPFORM_DONE && \
             {index} <= {last}.value; {index}++) {{"
        ));
        self.depth += 1;
        let body = self.value(body)?;
        self.line(&format!("{total} = flopform_add({total}, {body});"));
        self.depth -= 1;
        self.line("}");
        Ok(total)
    }
}

fn function(call: Call) -> &'static str {
    match call {
        Call::FloorDivide | Call::NaturalDivide => "flopform_floor_divide",
        Call::CeilDivide => "flopform_ceil_divide",
        Call::Max => "flopform_max",
        Call::Min => "flopform_min",
        Call::FloorLog2 => "flopform_floor_log2",
        Call::WholeLog2 => "flopform_whole_log2",
        Call::FloorSqrt => "flopform_floor_sqrt",
        Call::WholeSqrt => "flopform_whole_sqrt",
        Call::Power => "flopform_power",
        Call::NonZero => "flopform_nonzero",
        Call::Flag => "flopform_flag",
    }
}

/// A number in C, which has no digits for more than 64 bits.
fn number_text(digits: &str) -> Result<String> {
    let refusal = || {
        Refusal::new(
            format!("{digits} does not fit in 128 bits"),
            "export it `--to python`, whose integers have no bounds",
        )
    };
    let number: BigInt = digits.parse().map_err(|_| refusal())?;
    if number.bits() > 127 {
        return Err(refusal());
    }
    if number.bits() < 64 {
        return Ok(format!("flopform_n({digits})"));
    }
    let (high, low) = number.div_rem(&BigInt::from(1u128 << 64));
    Ok(format!("flopform_big({high}ULL, {low}ULL)"))
}
