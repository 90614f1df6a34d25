//! Flags below the line: a quotient of flags is a sum over their values.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::{Indeterminate, PowerLaw};
use crate::algebra::polynomial::{Polynomial, Term};
use crate::algebra::value::Value;

impl Algebra {
    /// The value with flags taken out of its denominator, so that `1/(1 + f)` and `1 - f/2` are one
    /// form: `(a + bf)(a + b − bf)` is `a(a + b)` under `f² = f`, and `(a + bs)(a − bs)` is `a² − b²`
    /// under `s² = 1`.
    ///
    /// Only where the denominator vanishes for neither value of the flag: a pole that one value of
    /// the flag has must not become one of both.
    pub(in crate::algebra) fn clear_flags(&self, value: Value) -> Result<Value, AlgebraError> {
        let mut value = value;
        while let Some((numerator, denominator)) = self.flag_cleared(&value)? {
            value = self.lowest_terms(numerator, denominator)?;
        }
        Ok(value)
    }

    fn flag_cleared(
        &self,
        value: &Value,
    ) -> Result<Option<(Polynomial, Polynomial)>, AlgebraError> {
        let denominator = value.denominator();
        if denominator.is_free() {
            return Ok(None);
        }
        let meter = &self.meter;
        for flag in denominator.indeterminates() {
            let (without, with) = match flag.law() {
                PowerLaw::Free => continue,
                PowerLaw::Idempotent => at_values(denominator, flag, false),
                PowerLaw::Involution => at_values(denominator, flag, true),
            };
            if !self.never_zero(&without) || !self.never_zero(&with) {
                continue;
            }
            // The polynomial worth the other of the two wherever the denominator is worth one.
            let exchanged = without.plus(&with).minus(denominator);
            let numerator = value.numerator().times(&exchanged, meter)?;
            return Ok(Some((numerator, without.times(&with, meter)?)));
        }
        Ok(None)
    }

    fn never_zero(&self, polynomial: &Polynomial) -> bool {
        match polynomial.as_constant() {
            Some(number) => !number.is_zero(),
            None => self.is_nonzero(polynomial),
        }
    }
}

/// The polynomial at both values of a flag: 0 and 1, or −1 and 1.
fn at_values(
    polynomial: &Polynomial,
    flag: Indeterminate,
    signed: bool,
) -> (Polynomial, Polynomial) {
    let (mut free, mut bound): (Vec<Term>, Vec<Term>) = (Vec::new(), Vec::new());
    for (monomial, coefficient) in polynomial.terms() {
        let (rest, exponent) = monomial.without(flag);
        let part = if exponent == 0 { &mut free } else { &mut bound };
        part.push((rest, coefficient.clone()));
    }
    let (free, bound) = (
        Polynomial::from_sorted(free),
        Polynomial::from_sorted(bound),
    );
    let first = if signed {
        free.minus(&bound)
    } else {
        free.clone()
    };
    (first, free.plus(&bound))
}
