//! Comparisons: the terms of `[p > 0]` on the sides where they read best.

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::Arranger;
use crate::algebra::form::tree::Form;
use crate::algebra::function::Comparison;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Arranger<'_> {
    /// `[value > 0]`, or `[value >= 0]` where it is not strict.
    pub(super) fn flag(&mut self, value: &Value, strict: bool) -> Result<Form> {
        let Some(polynomial) = value.as_polynomial() else {
            let left = self.argument(value)?;
            return Ok(comparison(left, strict, self.expanded(&Polynomial::ZERO)?));
        };
        let (polynomial, strict) = self.shortest(polynomial, strict);
        let added = polynomial
            .terms()
            .filter(|(_, coefficient)| coefficient.is_positive());
        let left = Polynomial::from_terms(added.cloned());
        let right = left.minus(&polynomial);
        let (above, below) = (self.expanded(&left)?, self.expanded(&right)?);
        if left.as_constant().is_some() && right.as_constant().is_none() {
            let relation = if strict {
                Comparison::Less
            } else {
                Comparison::LessEqual
            };
            return Ok(Form::Flag {
                left: Box::new(below),
                relation,
                right: Box::new(above),
            });
        }
        Ok(comparison(above, strict, below))
    }

    /// The flag that is 1 where this one is 0.
    pub(super) fn opposite_flag(&mut self, flag: &Kernel) -> Result<Form> {
        match flag {
            Kernel::Positive(value) => self.flag(&self.algebra.negate(value), false),
            Kernel::NonNegative(value) => self.flag(&self.algebra.negate(value), true),
            _ => unreachable!("only flags have an opposite"),
        }
    }

    /// Between whole numbers `p >= 0` is `p + 1 > 0`: the one with fewer terms.
    fn shortest(&self, polynomial: &Polynomial, strict: bool) -> (Polynomial, bool) {
        let one = Polynomial::one();
        let other = if strict {
            polynomial.minus(&one)
        } else {
            polynomial.plus(&one)
        };
        let shorter = other.len() < polynomial.len();
        if shorter && self.algebra.is_integer_valued(&Value::from(other.clone())) {
            return (other, !strict);
        }
        (polynomial.clone(), strict)
    }
}

fn comparison(left: Form, strict: bool, right: Form) -> Form {
    let relation = if strict {
        Comparison::Greater
    } else {
        Comparison::GreaterEqual
    };
    Form::Flag {
        left: Box::new(left),
        relation,
        right: Box::new(right),
    }
}
