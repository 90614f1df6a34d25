//! The shortest reading of a function that did not simplify.

use std::collections::BTreeSet;

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::form::known::KnownNames;
use crate::algebra::form::layout::Shape;
use crate::algebra::form::tree::{Form, Function, OpaqueForm};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::{Kernel, Opaque};
use crate::algebra::question::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Arranger<'_> {
    /// A function by itself.
    pub(super) fn function(&mut self, indeterminate: Indeterminate) -> Result<Form> {
        Ok(self.arranged(indeterminate)?.0)
    }

    /// Its text, which is its place in the order.
    pub(super) fn function_text(&mut self, indeterminate: Indeterminate) -> Result<String> {
        Ok(self.arranged(indeterminate)?.1)
    }

    /// The text functions are ordered by.
    pub(super) fn text(form: &Form) -> String {
        form.ascii(&KnownNames::default())
    }

    fn arranged(&mut self, indeterminate: Indeterminate) -> Result<(Form, String)> {
        if let Some(known) = self.arranged.get(&indeterminate) {
            return Ok(known.clone());
        }
        let form = match self.reading(indeterminate) {
            Some(Reading::Kernel(kernel)) => self.kernel(kernel)?,
            Some(Reading::Ceil(argument)) => self.call(Function::Ceil, &argument)?,
            Some(Reading::Min(values)) => {
                let values: Vec<&Value> = values.iter().collect();
                self.extremum(Function::Min, &values)?
            }
            Some(Reading::Not(flag)) => self.opposite_flag(flag)?,
            None => Form::Name(self.name_of(indeterminate)),
        };
        let text = Arranger::text(&form);
        self.algebra.meter.charge(text.len() as u64)?;
        self.arranged
            .insert(indeterminate, (form.clone(), text.clone()));
        Ok((form, text))
    }

    /// A value inside a function: multiplied out.
    pub(super) fn argument(&mut self, value: &Value) -> Result<Form> {
        self.value(value, &Shape::Expanded)
    }

    pub(super) fn call(&mut self, function: Function, argument: &Value) -> Result<Form> {
        let arguments = vec![self.argument(argument)?];
        Ok(Form::Call {
            function,
            arguments,
        })
    }

    fn kernel(&mut self, kernel: &'static Kernel) -> Result<Form> {
        match kernel {
            Kernel::Floor(argument) => match self.ceil_argument(argument)? {
                Some(argument) => self.call(Function::Ceil, &argument),
                None => self.call(Function::Floor, argument),
            },
            Kernel::Max(arguments) => {
                let arguments: Vec<&Value> = arguments.iter().collect();
                self.extremum(Function::Max, &arguments)
            }
            Kernel::Positive(argument) => self.flag(argument, true),
            Kernel::NonNegative(argument) => self.flag(argument, false),
            Kernel::Log2(argument) => self.call(Function::Log2, argument),
            Kernel::Sqrt(argument) => self.call(Function::Sqrt, argument),
            Kernel::Power { base, exponent } => self.constant_power(base, exponent, 1),
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
            } => Ok(Form::If {
                condition: Box::new(self.argument(condition)?),
                then: Box::new(self.argument(then)?),
                otherwise: Box::new(self.argument(otherwise)?),
            }),
            Kernel::Opaque(opaque) => self.opaque(opaque),
        }
    }

    /// The argument of `ceil` for `floor((p + d - 1)/d) = ceil(p/d)`, where p and d are whole, d is
    /// positive, and p has fewer terms than what stands inside the `floor`.
    pub(super) fn ceil_argument(&self, argument: &Value) -> Result<Option<Value>> {
        let whole = argument.numerator().content().denominator();
        let above = argument.numerator().scaled(&whole);
        let below = argument.denominator().scaled(&whole);
        let one = Value::one();
        let shorter = above.minus(&below).plus(one.numerator());
        let worthwhile = !shorter.is_zero() && shorter.len() < above.len();
        if !worthwhile
            || self.algebra.sign(&below) != Some(Sign::Positive)
            || !self.algebra.is_integer_valued(&Value::from(below))
            || !self
                .algebra
                .is_integer_valued(&Value::from(shorter.clone()))
        {
            return Ok(None);
        }
        // A common divisor would cancel, and with it what the reading says.
        let common = self
            .algebra
            .common_divisor(&shorter, argument.denominator())?;
        let inverse = Rational::ONE.divided_by(&whole);
        Ok(inverse.filter(|_| common.divisor.is_one()).map(|inverse| {
            Value::from_coprime(shorter.scaled(&inverse), argument.denominator().clone())
        }))
    }

    /// `max` or `min`, its arguments in the order in which they would stand in a sum.
    fn extremum(&mut self, function: Function, values: &[&Value]) -> Result<Form> {
        let numerators: Vec<_> = values.iter().map(|value| value.numerator()).collect();
        let ranking = self.ranking(&numerators)?;
        let mut arguments = Vec::with_capacity(values.len());
        for value in values {
            let form = self.argument(value)?;
            let beside = ranking.beside(value.numerator());
            let key = (beside, Arranger::text(&form));
            arguments.push((key, form));
        }
        arguments.sort_by(|(left, _), (right, _)| left.cmp(right));
        Ok(Form::Call {
            function,
            arguments: arguments.into_iter().map(|(_, form)| form).collect(),
        })
    }

    /// A sum, its index called by a letter that nothing inside is called by.
    fn sum(
        &mut self,
        index: Indeterminate,
        from: &Value,
        to: &Value,
        body: &Value,
    ) -> Result<Form> {
        let (from, to) = (self.argument(from)?, self.argument(to)?);
        let mut taken = BTreeSet::new();
        self.free_names(body, &mut vec![index], &mut taken)?;
        let letters = ('i'..='z').chain('a'..='h').map(String::from);
        let numbered = (1..).map(|number: u64| format!("i{number}"));
        let letter = letters
            .chain(numbered)
            .find(|name| !taken.contains(name) && self.order.place(name).is_none())
            .unwrap_or_default();
        // What was arranged outside may call the same index by another letter.
        let outer = std::mem::take(&mut self.arranged);
        let hidden = self.bound.insert(index, letter.clone());
        let body = self.argument(body);
        match hidden {
            Some(hidden) => self.bound.insert(index, hidden),
            None => self.bound.remove(&index),
        };
        self.arranged = outer;
        Ok(Form::Call {
            function: Function::Sum,
            arguments: vec![Form::Name(letter.into()), from, to, body?],
        })
    }

    /// What the symbols in the value are called that no sum inside binds.
    fn free_names(
        &self,
        value: &Value,
        inner: &mut Vec<Indeterminate>,
        names: &mut BTreeSet<String>,
    ) -> Result<()> {
        let found = value.indeterminates();
        self.algebra.meter.charge(found.len() as u64 + 1)?;
        for indeterminate in found {
            match Kernel::of(indeterminate) {
                None if inner.contains(&indeterminate) => {}
                None => {
                    names.insert(self.name_of(indeterminate).into_owned());
                }
                Some(Kernel::Sum {
                    index,
                    from,
                    to,
                    body,
                }) => {
                    self.free_names(from, inner, names)?;
                    self.free_names(to, inner, names)?;
                    inner.push(*index);
                    let body = self.free_names(body, inner, names);
                    inner.pop();
                    body?;
                }
                Some(kernel) => {
                    for argument in kernel.arguments() {
                        stacker::maybe_grow(64 * 1024, 4 << 20, || {
                            self.free_names(argument, inner, names)
                        })?;
                    }
                }
            }
        }
        Ok(())
    }

    fn opaque(&mut self, opaque: &Opaque) -> Result<Form> {
        let mut arguments = Vec::with_capacity(opaque.arguments.len());
        for value in &opaque.arguments {
            arguments.push(self.argument(value)?);
        }
        let mut bindings = Vec::with_capacity(opaque.bindings.len());
        for (name, value) in &opaque.bindings {
            bindings.push((name.clone(), self.argument(value)?));
        }
        Ok(Form::Opaque(Box::new(OpaqueForm {
            head: opaque.head.clone(),
            name: opaque.name.clone(),
            arguments,
            bindings,
        })))
    }
}
