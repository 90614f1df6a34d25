//! `if condition then a else b`.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::APPLICATION;
use crate::algebra::function::flag_values::{flags_in, split_by_flag};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A condition made of more flags than this is not looked at value by value.
const MOST_FLAGS: usize = 8;

impl Algebra {
    /// The one value where the flag is 1, the other where it is 0.
    ///
    /// Where neither branch can meet a pole that is `b + c(a - b)`; else it stays an `if`, of which
    /// evaluation looks only at the branch that is taken.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Value};
    /// let algebra = Algebra::new();
    /// let (two, three) = (Value::integer(2), Value::integer(3));
    /// assert_eq!(algebra.conditional(&Value::one(), &two, &three).unwrap(), two);
    /// ```
    ///
    /// # Errors
    /// [`AlgebraError::ConditionNotFlag`] for a number other than 0 and 1, or when the limits are
    /// met.
    pub fn conditional(&self, condition: &Value, then: &Value, otherwise: &Value) -> Result<Value> {
        if let Some(number) = condition.as_constant() {
            return if number.is_one() {
                Ok(then.clone())
            } else if number.is_zero() {
                Ok(otherwise.clone())
            } else {
                Err(AlgebraError::ConditionNotFlag {
                    condition: self.plain_text(condition),
                })
            };
        }
        self.meter.charge(APPLICATION)?;
        let flag = is_flag(condition);
        if flag {
            if then == otherwise {
                return Ok(then.clone());
            }
            if self.is_defined_everywhere(then) && self.is_defined_everywhere(otherwise) {
                let difference = self.subtract(then, otherwise)?;
                return self.add(otherwise, &self.multiply(condition, &difference)?);
            }
        }
        // Of a condition and its opposite the one without a constant is written.
        let turned = flag && condition.numerator().constant_term().is_one();
        let (condition, then, otherwise) = if turned {
            (self.not(condition)?, otherwise, then)
        } else {
            (condition.clone(), then, otherwise)
        };
        let kernel = Kernel::If {
            condition,
            then: then.clone(),
            otherwise: otherwise.clone(),
        };
        self.keep(kernel)
    }

    /// Whether the value is proved to be defined for all admissible values of its symbols: no
    /// denominator vanishes and no function leaves its domain, at any depth.
    fn is_defined_everywhere(&self, value: &Value) -> bool {
        let divisor = value.denominator();
        let indeterminates = value.indeterminates();
        (divisor.is_one() || self.is_nonzero(divisor))
            && indeterminates
                .into_iter()
                .filter_map(Kernel::of)
                .all(|kernel| stacker::maybe_grow(64 * 1024, 4 << 20, || self.is_total(kernel)))
    }

    fn is_total(&self, kernel: &Kernel) -> bool {
        let in_domain = match kernel {
            Kernel::Log2(argument) => self.is_positive(argument),
            Kernel::Sqrt(argument) => self.is_nonnegative(argument),
            // It stayed an `if` because a branch has a pole, or its condition may be no flag.
            Kernel::If { .. } => false,
            _ => true,
        };
        in_domain
            && kernel
                .arguments()
                .into_iter()
                .all(|argument| self.is_defined_everywhere(argument))
    }
}

/// Whether the value is proved to be 0 or 1: it is made of flags alone, and all their values show
/// it.
fn is_flag(value: &Value) -> bool {
    let Some(polynomial) = value.as_polynomial() else {
        return false;
    };
    let flags = flags_in(polynomial);
    flags.len() <= MOST_FLAGS
        && flags.len() == polynomial.indeterminates().len()
        && has_flag_values(polynomial, &flags)
}

fn has_flag_values(polynomial: &Polynomial, flags: &[Indeterminate]) -> bool {
    match flags.split_first() {
        Some((flag, rest)) => {
            let (off, on) = split_by_flag(polynomial, *flag);
            has_flag_values(&off, rest) && has_flag_values(&on, rest)
        }
        None => polynomial.is_zero() || polynomial.is_one(),
    }
}
