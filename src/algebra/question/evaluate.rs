//! Numbers put in for every symbol.

use std::cmp::Ordering;
use std::collections::HashMap;

use indexmap::IndexMap;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::{Kernel, Opaque};
use crate::algebra::limits::Meter;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::occurrence::free_symbols;
use crate::algebra::question::substitute::Substitution;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// A number for each symbol, by name.
pub type Environment = IndexMap<String, Rational>;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A sum is evaluated term by term up to this many times the limit of addends, which is meant for
/// sums that are written out: a number costs less than a form.
const EVALUATED_ADDENDS: u64 = 100;

impl Algebra {
    /// The exact number the value has in the environment.
    ///
    /// An `if` looks only at the branch that is taken, and functions of irrational numbers have
    /// exact values where intervals decide them: `floor(sqrt(n))`, `floor(log2(n))`, `[sqrt(2) < 2]`.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Environment, Indeterminate, Rational, Value};
    /// let algebra = Algebra::new();
    /// let s = Value::from(Indeterminate::symbol("S"));
    /// let square = algebra.multiply(&s, &s).unwrap();
    /// let environment = Environment::from_iter([("S".to_owned(), Rational::from(1024))]);
    /// assert_eq!(algebra.evaluate(&square, &environment).unwrap(), Rational::from(1_048_576));
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::Unbound`], [`AlgebraError::OutsideDomain`], [`AlgebraError::DivisionByZero`]
    /// at a pole, [`AlgebraError::Undefined`] outside a function's domain,
    /// [`AlgebraError::ConditionNotFlag`], [`AlgebraError::BoundNotInteger`],
    /// [`AlgebraError::ExponentNotInteger`], [`AlgebraError::Opaque`] for a cost without a rule,
    /// [`AlgebraError::Irrational`], or when the limits are met.
    pub fn evaluate(&self, value: &Value, environment: &Environment) -> Result<Rational> {
        Evaluation::new(self, environment, None).value(value)
    }

    /// A number to a power, its size checked before the work.
    ///
    /// # Errors
    /// [`AlgebraError::ExponentNotInteger`], [`AlgebraError::DivisionByZero`], or when the limits
    /// are met.
    pub(in crate::algebra) fn power_of_number(
        &self,
        base: &Rational,
        exponent: &Rational,
    ) -> Result<Rational> {
        if !exponent.is_integer() {
            return Err(AlgebraError::ExponentNotInteger {
                exponent: exponent.to_string(),
            });
        }
        if *base == Rational::MINUS_ONE {
            let odd = !(&exponent.clone() * &half()).is_integer();
            return Ok(if odd {
                Rational::MINUS_ONE
            } else {
                Rational::ONE
            });
        }
        if base.is_one() {
            return Ok(Rational::ONE);
        }
        let exponent = exponent.to_i64().ok_or(AlgebraError::Limit {
            what: "as an exponent",
            needed: u64::MAX,
            limit: self.limits().exponent,
        })?;
        let magnitude = exponent.unsigned_abs();
        self.meter.check_exponent(magnitude)?;
        self.meter
            .check_bits(base.bits().saturating_sub(1).saturating_mul(magnitude))?;
        base.power(exponent).ok_or(AlgebraError::DivisionByZero)
    }
}

fn half() -> Rational {
    Rational::new(1, 2).expect("two is not zero")
}

/// Chooses a number for a cost without a rule: equal ones for equal costs.
pub(super) type OpaqueNumbers<'a> = &'a dyn Fn(&str) -> Rational;

/// One evaluation under way.
pub(super) struct Evaluation<'a> {
    algebra: &'a Algebra,
    environment: &'a Environment,
    opaque_numbers: Option<OpaqueNumbers<'a>>,
    /// The costs without a rule that were met, and the numbers chosen for them.
    pub(super) opaques: IndexMap<String, Rational>,
    /// The indices of the sums around, innermost last.
    bound: Vec<(Indeterminate, Rational)>,
    /// What symbols and functions are worth under the innermost index.
    known: HashMap<Indeterminate, Rational>,
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(
        algebra: &'a Algebra,
        environment: &'a Environment,
        opaque_numbers: Option<OpaqueNumbers<'a>>,
    ) -> Evaluation<'a> {
        Evaluation {
            algebra,
            environment,
            opaque_numbers,
            opaques: IndexMap::new(),
            bound: Vec::new(),
            known: HashMap::new(),
        }
    }

    fn meter(&self) -> &'a Meter {
        &self.algebra.meter
    }

    pub(super) fn value(&mut self, value: &Value) -> Result<Rational> {
        let direct = self.quotient(value);
        let Err(AlgebraError::Irrational { .. }) = direct else {
            return direct;
        };
        // Irrational parts may cancel: √2·√8 is 4.
        let constant = self.put_in(value)?;
        match constant.as_constant() {
            Some(number) => Ok(number),
            None => direct,
        }
    }

    fn quotient(&mut self, value: &Value) -> Result<Rational> {
        if value.denominator().is_one() {
            return self.polynomial(value.numerator());
        }
        let denominator = self.polynomial(value.denominator())?;
        if denominator.is_zero() {
            return Err(AlgebraError::DivisionByZero);
        }
        let numerator = self.polynomial(value.numerator())?;
        let quotient = numerator.divided_by(&denominator);
        quotient.ok_or(AlgebraError::DivisionByZero)
    }

    fn polynomial(&mut self, polynomial: &Polynomial) -> Result<Rational> {
        let mut sum = Rational::ZERO;
        for (monomial, coefficient) in polynomial.terms() {
            let mut product = coefficient.clone();
            for (indeterminate, exponent) in monomial.factors() {
                self.meter().charge(1)?;
                let base = self.indeterminate(indeterminate)?;
                let power = if exponent == 1 {
                    base
                } else {
                    let exponent = Rational::from(exponent);
                    self.algebra.power_of_number(&base, &exponent)?
                };
                self.meter().check_bits(product.bits() + power.bits())?;
                product = &product * &power;
            }
            sum = &sum + &product;
            self.meter().check_bits(sum.bits())?;
        }
        Ok(sum)
    }

    fn indeterminate(&mut self, indeterminate: Indeterminate) -> Result<Rational> {
        if let Some(number) = self.known.get(&indeterminate) {
            return Ok(number.clone());
        }
        let number = match Kernel::of(indeterminate) {
            Some(kernel) => stacker::maybe_grow(64 * 1024, 4 << 20, || self.kernel(kernel)),
            None => self.symbol(indeterminate),
        }?;
        self.known.insert(indeterminate, number.clone());
        Ok(number)
    }

    fn symbol(&self, symbol: Indeterminate) -> Result<Rational> {
        let bound = self.bound.iter().rev().find(|(index, _)| *index == symbol);
        if let Some((_, number)) = bound {
            return Ok(number.clone());
        }
        let name = symbol.text();
        let number = self
            .environment
            .get(name)
            .ok_or_else(|| AlgebraError::Unbound {
                symbol: name.to_owned(),
            })?;
        if !symbol.domain().contains(number) {
            return Err(AlgebraError::OutsideDomain {
                symbol: name.to_owned(),
                value: number.to_string(),
                domain: symbol.domain().to_string(),
            });
        }
        Ok(number.clone())
    }

    fn kernel(&mut self, kernel: &Kernel) -> Result<Rational> {
        self.meter().charge(1)?;
        let flag = |holds: bool| Rational::from(i64::from(holds));
        match kernel {
            Kernel::Floor(argument) => self.floor(argument),
            Kernel::Max(arguments) => self.maximum(arguments),
            Kernel::Positive(argument) => Ok(flag(self.sign(argument)?.is_gt())),
            Kernel::NonNegative(argument) => Ok(flag(self.sign(argument)?.is_ge())),
            Kernel::Log2(argument) => {
                if self.sign(argument)?.is_le() {
                    return Err(self.undefined("log2", argument));
                }
                let argument = self.value(argument)?;
                exact_log2(&argument).ok_or_else(|| irrational(kernel))
            }
            Kernel::Sqrt(argument) => {
                if self.sign(argument)?.is_lt() {
                    return Err(self.undefined("sqrt", argument));
                }
                let argument = self.value(argument)?;
                argument.sqrt_exact().ok_or_else(|| irrational(kernel))
            }
            Kernel::Power { base, exponent } => {
                let exponent = self.value(exponent)?;
                self.algebra.power_of_number(base, &exponent)
            }
            Kernel::Sum {
                index,
                from,
                to,
                body,
            } => self.sum(*index, from, to, body),
            Kernel::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.value(condition)?;
                if condition.is_one() {
                    self.value(then)
                } else if condition.is_zero() {
                    self.value(otherwise)
                } else {
                    Err(AlgebraError::ConditionNotFlag {
                        condition: condition.to_string(),
                    })
                }
            }
            Kernel::Opaque(opaque) => self.opaque(kernel, opaque),
        }
    }

    fn floor(&mut self, argument: &Value) -> Result<Rational> {
        match self.value(argument) {
            Err(AlgebraError::Irrational { .. }) => {
                let constant = self.put_in(argument)?;
                let floor = self.algebra.floor_of_constant(&constant)?;
                floor.ok_or_else(|| irrational(&constant))
            }
            exact => Ok(exact?.floor()),
        }
    }

    fn maximum(&mut self, arguments: &[Value]) -> Result<Rational> {
        let mut largest = &arguments[0];
        for next in &arguments[1..] {
            if self.compare(next, largest)?.is_gt() {
                largest = next;
            }
        }
        self.value(largest)
    }

    /// How two values compare, also where they are irrational.
    ///
    /// # Errors
    /// [`AlgebraError::Irrational`] where they are too close to tell, and what evaluation refuses.
    pub(super) fn compare(&mut self, left: &Value, right: &Value) -> Result<Ordering> {
        match (self.value(left), self.value(right)) {
            (Ok(left), Ok(right)) => Ok(left.cmp(&right)),
            (Err(AlgebraError::Irrational { .. }), Ok(_))
            | (
                Ok(_) | Err(AlgebraError::Irrational { .. }),
                Err(AlgebraError::Irrational { .. }),
            ) => {
                let (left, right) = (self.put_in(left)?, self.put_in(right)?);
                let difference = self.algebra.subtract(&left, &right)?;
                let sign = self.algebra.sign_of_constant(&difference);
                sign.ok_or_else(|| irrational(&difference))
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }

    fn sign(&mut self, value: &Value) -> Result<Ordering> {
        self.compare(value, &Value::zero())
    }

    fn sum(
        &mut self,
        index: Indeterminate,
        from: &Value,
        to: &Value,
        body: &Value,
    ) -> Result<Rational> {
        let (from, to) = (self.bound_of_sum(from)?, self.bound_of_sum(to)?);
        if to < from {
            return Ok(Rational::ZERO);
        }
        let limit = self.algebra.limits().addends;
        let limit = limit.saturating_mul(EVALUATED_ADDENDS);
        let count = (&to - &from).to_i64().and_then(|gap| gap.checked_add(1));
        let count = count.and_then(|count| u64::try_from(count).ok());
        let count = count.unwrap_or(u64::MAX);
        if count > limit {
            return Err(AlgebraError::Limit {
                what: "values of an index in a sum",
                needed: count,
                limit,
            });
        }
        let outside = std::mem::take(&mut self.known);
        let mut sum = Ok(Rational::ZERO);
        let mut place = from;
        for _ in 0..count {
            self.bound.push((index, place.clone()));
            let term = self.meter().charge(16).and_then(|()| self.value(body));
            self.bound.pop();
            self.known.clear();
            sum = term.and_then(|term| {
                let sum = &sum? + &term;
                self.meter().check_bits(sum.bits())?;
                Ok(sum)
            });
            if sum.is_err() {
                break;
            }
            place = &place + &Rational::ONE;
        }
        self.known = outside;
        sum
    }

    fn bound_of_sum(&mut self, bound: &Value) -> Result<Rational> {
        let number = self.value(bound)?;
        if !number.is_integer() {
            return Err(AlgebraError::BoundNotInteger {
                bound: number.to_string(),
            });
        }
        Ok(number)
    }

    /// A number is chosen for the cost by its name and what its arguments are worth, as if it were
    /// some function of them; nothing else is known of it.
    fn opaque(&mut self, kernel: &Kernel, opaque: &Opaque) -> Result<Rational> {
        let Some(choose) = self.opaque_numbers else {
            return Err(AlgebraError::Opaque {
                expression: kernel.to_string(),
            });
        };
        let mut arguments = Vec::new();
        for value in &opaque.arguments {
            arguments.push(self.value(value)?.to_string());
        }
        let mut bindings = Vec::new();
        for (name, value) in &opaque.bindings {
            bindings.push(format!("{name} = {}", self.value(value)?));
        }
        bindings.sort_unstable();
        let with = if bindings.is_empty() { "" } else { " with " };
        let text = format!(
            "{}[{}({}){with}{}]",
            opaque.head,
            opaque.name,
            arguments.join(", "),
            bindings.join(", ")
        );
        let number = choose(&text);
        self.opaques.insert(text, number.clone());
        Ok(number)
    }

    /// The value with numbers in place of its symbols, as a form: what is left is irrational.
    fn put_in(&mut self, value: &Value) -> Result<Value> {
        let mut numbers = Substitution::new();
        for symbol in free_symbols(value) {
            numbers.insert(symbol, Value::from(self.symbol(symbol)?));
        }
        if numbers.is_empty() {
            return Ok(value.clone());
        }
        self.algebra.substitute(value, &numbers)
    }

    fn undefined(&mut self, function: &'static str, argument: &Value) -> AlgebraError {
        let number = self.value(argument).map(|number| number.to_string());
        AlgebraError::Undefined {
            function,
            argument: number.unwrap_or_else(|_| argument.to_string()),
        }
    }
}

fn irrational(expression: &impl ToString) -> AlgebraError {
    AlgebraError::Irrational {
        expression: expression.to_string(),
    }
}

/// The logarithm to base 2 of a power of two; `None` for other numbers.
fn exact_log2(number: &Rational) -> Option<Rational> {
    let exponent = |part: &Rational| {
        let bits = i64::try_from(part.bits()).ok()?;
        let power = Rational::from(2).power(bits - 1)?;
        (power == *part).then_some(bits - 1)
    };
    let above = exponent(&number.numerator())?;
    let below = exponent(&number.denominator())?;
    Some(Rational::from(above - below))
}
