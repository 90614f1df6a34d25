//! What the algebra makes of an expression.

use flopform::algebra::{Algebra, AlgebraError, Domain, Indeterminate, Opaque, Value};

use crate::reading::Expr;

/// The value; a name in the table has its domain, another is a positive whole number.
pub(crate) fn value(
    algebra: &Algebra,
    expr: &Expr,
    domains: &[(&str, Domain)],
) -> Result<Value, AlgebraError> {
    let value = |expr: &Expr| value(algebra, expr, domains);
    match expr {
        Expr::Number(number) => Ok(Value::from(number.clone())),
        Expr::Name(name) => {
            let domain = domains.iter().find(|(known, _)| known == name);
            let domain = domain.map_or(Domain::default(), |(_, domain)| *domain);
            Ok(Value::from(Indeterminate::symbol_in(name, domain)))
        }
        Expr::Add(left, right) => algebra.add(&value(left)?, &value(right)?),
        Expr::Subtract(left, right) => algebra.subtract(&value(left)?, &value(right)?),
        Expr::Multiply(left, right) => algebra.multiply(&value(left)?, &value(right)?),
        Expr::Divide(left, right) => algebra.divide(&value(left)?, &value(right)?),
        Expr::Power(base, exponent) => algebra.power(&value(base)?, &value(exponent)?),
        Expr::Compare(left, comparison, right) => {
            algebra.compare(&value(left)?, *comparison, &value(right)?)
        }
        Expr::If(condition, then, otherwise) => {
            algebra.conditional(&value(condition)?, &value(then)?, &value(otherwise)?)
        }
        Expr::Call(name, arguments) if name == "sum" => sum(algebra, arguments, domains),
        Expr::Call(name, arguments) => {
            let arguments: Vec<Value> = arguments.iter().map(value).collect::<Result<_, _>>()?;
            call(algebra, name, &arguments)
        }
        Expr::Opaque(head, name, arguments) => {
            let arguments = arguments.iter().map(value);
            Ok(Value::from(Opaque {
                head: head.clone(),
                name: name.clone(),
                arguments: arguments.collect::<Result<_, AlgebraError>>()?,
                bindings: Vec::new(),
            }))
        }
    }
}

fn call(algebra: &Algebra, name: &str, arguments: &[Value]) -> Result<Value, AlgebraError> {
    let rest = &arguments[1..];
    let mut folded = arguments[0].clone();
    match name {
        "floor" => algebra.floor(&folded),
        "ceil" => algebra.ceil(&folded),
        "log2" => algebra.log2(&folded),
        "sqrt" => algebra.sqrt(&folded),
        "max" => {
            for value in rest {
                folded = algebra.maximum(&folded, value)?;
            }
            Ok(folded)
        }
        "min" => {
            for value in rest {
                folded = algebra.minimum(&folded, value)?;
            }
            Ok(folded)
        }
        name => panic!("the reader knows no function {name}"),
    }
}

fn sum(
    algebra: &Algebra,
    arguments: &[Expr],
    domains: &[(&str, Domain)],
) -> Result<Value, AlgebraError> {
    let [Expr::Name(index), from, to, body] = arguments else {
        panic!("a sum has an index, bounds and a body");
    };
    let (from, to) = (value(algebra, from, domains)?, value(algebra, to, domains)?);
    let mut inner: Vec<(&str, Domain)> = vec![(index, Domain::Integer)];
    inner.extend(domains);
    let body = value(algebra, body, &inner)?;
    let index = Indeterminate::symbol_in(index, Domain::Integer);
    algebra.sum(index, &from, &to, &body)
}
