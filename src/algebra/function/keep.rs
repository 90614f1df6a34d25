//! Functions that no rule simplifies any further, kept as they are.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::kernel::{Kernel, Opaque};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::value::Value;

/// The longest canonical text of a function. Functions inside it are written out in full, so that
/// text can grow with every level by more than it did with the last.
const LONGEST_TEXT: u64 = 1 << 18;

/// What a character of text costs in steps: it is kept for good.
const CHARACTER: u64 = 4;

impl Algebra {
    /// The function application as a value; the size of its text is estimated before it is written.
    ///
    /// # Errors
    /// When the limits are met.
    pub(in crate::algebra::function) fn keep(&self, kernel: Kernel) -> Result<Value, AlgebraError> {
        self.check_text(kernel.arguments())?;
        Ok(Value::from(kernel.intern()))
    }

    /// A cost that nobody gave a rule for, as a value like any other.
    ///
    /// # Errors
    /// When it would be written with more characters than the limits allow.
    pub fn opaque(&self, cost: Opaque) -> Result<Value, AlgebraError> {
        self.keep(Kernel::Opaque(cost))
    }

    /// Takes note of texts about to be written.
    ///
    /// # Errors
    /// When the limits are met.
    pub(in crate::algebra::function) fn check_text<'a>(
        &self,
        values: impl IntoIterator<Item = &'a Value>,
    ) -> Result<(), AlgebraError> {
        let length = values.into_iter().map(text_length).sum::<u64>();
        if length > LONGEST_TEXT {
            return Err(AlgebraError::Limit {
                what: "characters to write out a function",
                needed: length,
                limit: LONGEST_TEXT,
            });
        }
        self.meter.charge(CHARACTER * length)
    }
}

/// About as many characters as the value is written with.
fn text_length(value: &Value) -> u64 {
    polynomial_length(value.numerator()) + polynomial_length(value.denominator())
}

fn polynomial_length(polynomial: &Polynomial) -> u64 {
    let terms = polynomial.terms().map(|(monomial, coefficient)| {
        let factors = monomial
            .factors()
            .map(|(indeterminate, _)| indeterminate.text().len() as u64 + 8);
        factors.sum::<u64>() + coefficient.bits() / 2 + 2
    });
    terms.sum()
}
