//! What an expression and a value are worth where every letter has a number, step by step.

use std::collections::BTreeMap;

use flopform::algebra::{Comparison, Indeterminate, Kernel, Polynomial, Rational, Value};

use crate::reading::Expr;

/// A number for every name.
pub(crate) type Point = BTreeMap<String, Rational>;

/// What an expression is worth; `None` at a pole, or where the number is not rational.
pub(crate) fn of_expr(expr: &Expr, point: &Point) -> Option<Rational> {
    let number = |expr: &Expr| of_expr(expr, point);
    Some(match expr {
        Expr::Number(number) => number.clone(),
        Expr::Name(name) => point
            .get(name)
            .unwrap_or_else(|| panic!("{name} is read but stands nowhere"))
            .clone(),
        Expr::Add(left, right) => &number(left)? + &number(right)?,
        Expr::Subtract(left, right) => &number(left)? - &number(right)?,
        Expr::Multiply(left, right) => &number(left)? * &number(right)?,
        Expr::Divide(left, right) => number(left)?.divided_by(&number(right)?)?,
        Expr::Power(base, exponent) => number(base)?.power(number(exponent)?.to_i64()?)?,
        Expr::Compare(left, comparison, right) => {
            let (left, right) = (number(left)?, number(right)?);
            flag(match comparison {
                Comparison::Less => left < right,
                Comparison::LessEqual => left <= right,
                Comparison::Greater => left > right,
                Comparison::GreaterEqual => left >= right,
                Comparison::Equal => left == right,
                Comparison::Different => left != right,
            })
        }
        Expr::If(condition, then, otherwise) => {
            if number(condition)?.is_zero() {
                number(otherwise)?
            } else {
                number(then)?
            }
        }
        Expr::Call(name, arguments) if name == "sum" => {
            let [Expr::Name(index), from, to, body] = &arguments[..] else {
                panic!("a sum has an index, bounds and a body");
            };
            let body = |point: &Point| of_expr(body, point);
            sum(index, &number(from)?, &number(to)?, point, body)?
        }
        Expr::Call(name, arguments) => {
            let arguments: Vec<Rational> = arguments.iter().map(number).collect::<Option<_>>()?;
            let all = arguments.iter().cloned();
            match name.as_str() {
                "floor" => arguments[0].floor(),
                "ceil" => arguments[0].ceil(),
                "sqrt" => arguments[0].sqrt_exact()?,
                "log2" => log2(&arguments[0])?,
                "max" => all.max()?,
                "min" => all.min()?,
                name => panic!("the reader knows no function {name}"),
            }
        }
        Expr::Opaque(..) => return None,
    })
}

/// What a value is worth, from what its functions stand for.
pub(crate) fn of_value(value: &Value, point: &Point) -> Option<Rational> {
    of_polynomial(value.numerator(), point)?.divided_by(&of_polynomial(value.denominator(), point)?)
}

fn of_polynomial(polynomial: &Polynomial, point: &Point) -> Option<Rational> {
    let mut sum = Rational::ZERO;
    for (monomial, coefficient) in polynomial.terms() {
        let mut term = coefficient.clone();
        for (indeterminate, exponent) in monomial.factors() {
            let factor = of_indeterminate(indeterminate, point)?;
            term = &term * &factor.power(i64::from(exponent))?;
        }
        sum = &sum + &term;
    }
    Some(sum)
}

fn of_indeterminate(indeterminate: Indeterminate, point: &Point) -> Option<Rational> {
    let number = |value: &Value| of_value(value, point);
    Some(match Kernel::of(indeterminate) {
        None => point
            .get(indeterminate.text())
            .unwrap_or_else(|| panic!("{indeterminate:?} has no number"))
            .clone(),
        Some(Kernel::Floor(argument)) => number(argument)?.floor(),
        Some(Kernel::Max(arguments)) => {
            let numbers: Vec<Rational> = arguments.iter().map(number).collect::<Option<_>>()?;
            numbers.into_iter().max()?
        }
        Some(Kernel::Positive(argument)) => flag(number(argument)?.is_positive()),
        Some(Kernel::NonNegative(argument)) => flag(!number(argument)?.is_negative()),
        Some(Kernel::Log2(argument)) => log2(&number(argument)?)?,
        Some(Kernel::Sqrt(argument)) => number(argument)?.sqrt_exact()?,
        Some(Kernel::Power { base, exponent }) => base.power(number(exponent)?.to_i64()?)?,
        Some(Kernel::Sum {
            index,
            from,
            to,
            body,
        }) => {
            let body = |point: &Point| of_value(body, point);
            sum(index.text(), &number(from)?, &number(to)?, point, body)?
        }
        Some(Kernel::If {
            condition,
            then,
            otherwise,
        }) => {
            if number(condition)?.is_zero() {
                number(otherwise)?
            } else {
                number(then)?
            }
        }
        Some(Kernel::Opaque(_)) => return None,
    })
}

fn flag(holds: bool) -> Rational {
    Rational::from(i64::from(holds))
}

/// The exponent of a power of two.
fn log2(number: &Rational) -> Option<Rational> {
    let exponents = (-64..=64).map(Rational::from);
    let two = Rational::from(2);
    exponents
        .into_iter()
        .find(|exponent| exponent.to_i64().and_then(|e| two.power(e)).as_ref() == Some(number))
}

fn sum(
    index: &str,
    from: &Rational,
    to: &Rational,
    point: &Point,
    body: impl Fn(&Point) -> Option<Rational>,
) -> Option<Rational> {
    let (from, to) = (from.to_i64()?, to.to_i64()?);
    let mut point = point.clone();
    let mut total = Rational::ZERO;
    for place in from..=to {
        point.insert(index.to_owned(), place.into());
        total = &total + &body(&point)?;
    }
    Some(total)
}
