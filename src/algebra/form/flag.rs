//! Comparisons: the terms of `[p > 0]` on the sides where they read best.

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::form::tree::Form;
use crate::algebra::function::Comparison;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
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
        let (left, right) = sides(&polynomial);
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

    /// The flags of one term with their texts. Two that together say that a polynomial is zero are
    /// one: `[S >= W][W >= S]` is `[S == W]`.
    pub(super) fn flags(&mut self, flags: &[Indeterminate]) -> Result<Vec<(String, Form)>> {
        let mut forms = Vec::with_capacity(flags.len());
        let mut open: Vec<(Indeterminate, Option<Polynomial>)> = Vec::new();
        for flag in flags {
            let bound = self.reading(*flag).and_then(|reading| self.bound(&reading));
            let opposite = bound.as_ref().map(Polynomial::negated);
            let partner = open
                .iter()
                .position(|(_, held)| held.is_some() && *held == opposite);
            match (partner, bound) {
                (Some(partner), Some(bound)) => {
                    open.swap_remove(partner);
                    let form = self.equality(&bound)?;
                    forms.push((Arranger::text(&form), form));
                }
                (_, bound) => open.push((*flag, bound)),
            }
        }
        for (flag, _) in open {
            forms.push((self.function_text(flag)?, self.function(flag)?));
        }
        Ok(forms)
    }

    /// The polynomial that is at least zero exactly where the flag is 1.
    fn bound(&self, reading: &Reading) -> Option<Polynomial> {
        let (value, sign, strict) = match reading {
            Reading::Kernel(Kernel::Positive(value)) => (value, Rational::ONE, true),
            Reading::Kernel(Kernel::NonNegative(value)) => (value, Rational::ONE, false),
            Reading::Not(Kernel::Positive(value)) => (value, Rational::MINUS_ONE, false),
            Reading::Not(Kernel::NonNegative(value)) => (value, Rational::MINUS_ONE, true),
            _ => return None,
        };
        let polynomial = value.as_polynomial()?.scaled(&sign);
        if !strict {
            return Some(polynomial);
        }
        let below = polynomial.minus(&Polynomial::one());
        let whole = self.algebra.is_integer_valued(&Value::from(polynomial));
        whole.then_some(below)
    }

    /// `[polynomial == 0]`, its sides in the order of the arguments of `max`.
    fn equality(&mut self, polynomial: &Polynomial) -> Result<Form> {
        let (mut left, mut right) = sides(polynomial);
        let ranking = self.ranking(&[polynomial])?;
        if ranking.beside(&right) < ranking.beside(&left) {
            std::mem::swap(&mut left, &mut right);
        }
        Ok(Form::Flag {
            left: Box::new(self.expanded(&left)?),
            relation: Comparison::Equal,
            right: Box::new(self.expanded(&right)?),
        })
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

/// What is added and what is taken away.
fn sides(polynomial: &Polynomial) -> (Polynomial, Polynomial) {
    let added = polynomial
        .terms()
        .filter(|(_, coefficient)| coefficient.is_positive());
    let left = Polynomial::from_terms(added.cloned());
    let right = left.minus(polynomial);
    (left, right)
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
