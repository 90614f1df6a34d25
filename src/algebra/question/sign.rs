//! What is known of the sign of a value, from the domains of its symbols and the assumptions.

use std::cmp::Ordering;

use crate::algebra::context::Algebra;
use crate::algebra::monomial::Monomial;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::shift::Shifted;
use crate::algebra::question::sturm::{LARGEST_DEGREE, signs};
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// A fact about the sign of a value, wherever it is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Always greater than zero.
    Positive,
    /// Never less than zero.
    NonNegative,
    /// Always zero.
    Zero,
    /// Never greater than zero.
    NonPositive,
    /// Always less than zero.
    Negative,
}

impl Sign {
    /// The fact about a known number.
    pub(super) fn of(order: Ordering) -> Sign {
        match order {
            Ordering::Less => Sign::Negative,
            Ordering::Equal => Sign::Zero,
            Ordering::Greater => Sign::Positive,
        }
    }

    /// The fact about the value times −1.
    #[must_use]
    pub fn negated(self) -> Sign {
        match self {
            Sign::Positive => Sign::Negative,
            Sign::NonNegative => Sign::NonPositive,
            Sign::Zero => Sign::Zero,
            Sign::NonPositive => Sign::NonNegative,
            Sign::Negative => Sign::Positive,
        }
    }

    /// The fact about a product of two values.
    #[must_use]
    pub fn times(self, other: Sign) -> Sign {
        let (left, right) = (self.magnitude(), other.magnitude());
        let magnitude = match (left, right) {
            (Sign::Zero, _) | (_, Sign::Zero) => return Sign::Zero,
            (Sign::Positive, Sign::Positive) => Sign::Positive,
            _ => Sign::NonNegative,
        };
        if self.is_nonnegative() == other.is_nonnegative() {
            magnitude
        } else {
            magnitude.negated()
        }
    }

    /// The strongest fact that holds where either does.
    pub(super) fn or(self, other: Sign) -> Option<Sign> {
        match (self, other) {
            (left, right) if left == right => Some(left),
            (left, right) if left.is_nonnegative() && right.is_nonnegative() => {
                Some(Sign::NonNegative)
            }
            (left, right) if left.is_nonpositive() && right.is_nonpositive() => {
                Some(Sign::NonPositive)
            }
            _ => None,
        }
    }

    /// Whether the value is never less than zero.
    pub fn is_nonnegative(self) -> bool {
        matches!(self, Sign::Positive | Sign::NonNegative | Sign::Zero)
    }

    /// Whether the value is never greater than zero.
    pub fn is_nonpositive(self) -> bool {
        matches!(self, Sign::Negative | Sign::NonPositive | Sign::Zero)
    }

    fn magnitude(self) -> Sign {
        if self.is_nonnegative() {
            self
        } else {
            self.negated()
        }
    }
}

impl Algebra {
    /// The strongest fact the rules prove about the sign of a polynomial; `None` where they prove
    /// nothing.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, Polynomial, Sign};
    /// let algebra = Algebra::new();
    /// let s = Polynomial::indeterminate(Indeterminate::symbol("S"));
    /// let w = Polynomial::indeterminate(Indeterminate::symbol("W"));
    /// assert_eq!(algebra.sign(&s), Some(Sign::Positive));
    /// assert_eq!(algebra.sign(&s.minus(&w)), None);
    /// let assuming = algebra.assuming(s.minus(&w));
    /// assert_eq!(assuming.sign(&s.minus(&w)), Some(Sign::NonNegative));
    /// ```
    pub fn sign(&self, polynomial: &Polynomial) -> Option<Sign> {
        self.assumed_sign(polynomial)
            .or_else(|| self.direct_sign(polynomial))
            .or_else(|| self.sign_by_cases(polynomial))
    }

    /// The sign of a polynomial that is assumed to be above zero, or below.
    fn assumed_sign(&self, polynomial: &Polynomial) -> Option<Sign> {
        let strict = self.strict_assumptions();
        if strict.is_empty() {
            None
        } else if strict.contains(polynomial) {
            Some(Sign::Positive)
        } else {
            strict
                .contains(&polynomial.negated())
                .then_some(Sign::Negative)
        }
    }

    /// The strongest fact the rules prove about the sign of a value wherever it is defined; `None`
    /// where they prove nothing.
    pub fn sign_of_value(&self, value: &Value) -> Option<Sign> {
        let numerator = self.sign(value.numerator())?;
        if value.denominator().is_one() {
            return Some(numerator);
        }
        let denominator = match self.sign(value.denominator())? {
            // Where the denominator is zero there is no value.
            Sign::NonNegative => Sign::Positive,
            Sign::NonPositive => Sign::Negative,
            sign => sign,
        };
        Some(numerator.times(denominator))
    }

    /// Whether the polynomial is proved to differ from zero everywhere.
    pub fn is_nonzero(&self, polynomial: &Polynomial) -> bool {
        matches!(self.sign(polynomial), Some(Sign::Positive | Sign::Negative))
    }

    /// A number the value is proved never to be less than.
    pub(in crate::algebra) fn least(&self, value: &Value) -> Option<Rational> {
        if let Some(polynomial) = value.as_polynomial() {
            return self.least_of_polynomial(polynomial);
        }
        let denominator = match self.direct_sign(value.denominator())? {
            sign if sign.is_nonnegative() => value.denominator().clone(),
            _ => value.denominator().negated(),
        };
        let numerator = if denominator == *value.denominator() {
            value.numerator().clone()
        } else {
            value.numerator().negated()
        };
        let is_never_below = |bound: &Polynomial| {
            let above = self.direct_sign(&numerator.minus(bound));
            above.is_some_and(Sign::is_nonnegative)
        };
        if !is_never_below(&Polynomial::ZERO) {
            return None;
        }
        let bound = if is_never_below(&denominator) {
            Rational::ONE
        } else {
            Rational::ZERO
        };
        Some(bound)
    }

    /// Whether the value is proved to be greater than zero, without looking at cases.
    pub(super) fn is_proved_positive(&self, value: &Value) -> bool {
        let numerator = self.direct_sign(value.numerator());
        let denominator = self.direct_sign(value.denominator());
        numerator == Some(Sign::Positive) && denominator.is_some_and(Sign::is_nonnegative)
    }

    fn least_of_polynomial(&self, polynomial: &Polynomial) -> Option<Rational> {
        if let Some(number) = polynomial.as_constant() {
            return Some(number);
        }
        let mut least: Option<Rational> = None;
        for shifted in self.shifts(polynomial) {
            let (constant, rest) = shifted.split_constant();
            if self
                .sign_of_coefficients(&rest)
                .is_some_and(Sign::is_nonnegative)
                && least.as_ref().is_none_or(|held| *held < constant)
            {
                least = Some(constant);
            }
        }
        if least.is_none() && self.direct_sign(polynomial)?.is_nonnegative() {
            return Some(Rational::ZERO);
        }
        least
    }

    /// The sign as far as it is seen without looking at cases: cheap, and what bounds rest on.
    pub(super) fn direct_sign(&self, polynomial: &Polynomial) -> Option<Sign> {
        if let Some(number) = polynomial.as_constant() {
            return Some(Sign::of(number.cmp(&Rational::ZERO)));
        }
        self.meter.charge(polynomial.len() as u64).ok()?;
        if let Some(pinned) = self.with_pinned(polynomial) {
            return self.direct_sign(&pinned);
        }
        let (content, rest) = self.split_content(polynomial);
        let sign = self.primitive_sign(&rest)?;
        Some(content.times(sign))
    }

    /// The polynomial with a number for an indeterminate that assumptions leave no other value;
    /// `None` where there is none.
    fn with_pinned(&self, polynomial: &Polynomial) -> Option<Polynomial> {
        if self.assumptions().is_empty() {
            return None;
        }
        let mut indeterminates = polynomial.indeterminates().into_iter();
        let (pinned, number) = indeterminates.find_map(|indeterminate| {
            let bounds = self.bounds(indeterminate);
            let number = bounds.low.filter(|low| bounds.high.as_ref() == Some(low))?;
            (!bounds.above).then_some((indeterminate, number))
        })?;
        let mut terms = Vec::with_capacity(polynomial.len());
        for (monomial, coefficient) in polynomial.terms() {
            let (rest, exponent) = monomial.without(pinned);
            let exponent = Rational::from(exponent);
            let power = self.power_of_number(&number, &exponent).ok()?;
            terms.push((rest, coefficient * &power));
        }
        Some(Polynomial::from_terms(terms))
    }

    /// The part of the common monomial whose sign is known, as a sign, and the rest.
    fn split_content(&self, polynomial: &Polynomial) -> (Sign, Polynomial) {
        let mut sign = Sign::Positive;
        let mut known = Vec::new();
        for (factor, exponent) in polynomial.monomial_content().factors() {
            let bounds = self.bounds(factor);
            if bounds.is_positive() {
                known.push((factor, exponent));
            } else if bounds.is_nonnegative() {
                known.push((factor, exponent));
                sign = Sign::NonNegative;
            }
        }
        if known.is_empty() {
            return (sign, polynomial.clone());
        }
        let content = Monomial::from_factors(known);
        let terms = polynomial.terms().map(|(monomial, coefficient)| {
            let rest = monomial.divided_by(&content);
            let rest = rest.expect("the content divides every term");
            (rest, coefficient.clone())
        });
        (sign, Polynomial::from_sorted(terms.collect()))
    }

    fn primitive_sign(&self, polynomial: &Polynomial) -> Option<Sign> {
        if let Some(number) = polynomial.as_constant() {
            return Some(Sign::of(number.cmp(&Rational::ZERO)));
        }
        if let Some(sign) = self.sign_of_terms(polynomial) {
            return Some(sign);
        }
        let mut found: Option<Sign> = None;
        for shifted in self.shifts(polynomial) {
            match self.sign_of_coefficients(&shifted) {
                Some(sign @ (Sign::Positive | Sign::Negative | Sign::Zero)) => return Some(sign),
                // Never negative one way and never positive the other: always zero.
                Some(sign) if found.is_some_and(|held| held != sign) => return Some(Sign::Zero),
                Some(sign) => found = Some(sign),
                None => {}
            }
        }
        found
            .or_else(|| self.sign_in_one_indeterminate(polynomial))
            .or_else(|| {
                let symbols = polynomial.indeterminates();
                if symbols.iter().any(|factor| factor.is_symbol()) {
                    return None;
                }
                let value = Value::from(polynomial.clone());
                self.sign_of_constant(&value).map(Sign::of)
            })
    }

    /// Reads the sign off terms that all have the same.
    fn sign_of_terms(&self, polynomial: &Polynomial) -> Option<Sign> {
        let mut first = polynomial.terms().map(|(_, number)| number.is_positive());
        let positive = first.next()?;
        if first.any(|next| next != positive) {
            return None;
        }
        let mut strict = false;
        for (monomial, _) in polynomial.terms() {
            let mut all_positive = true;
            for (factor, exponent) in monomial.factors() {
                let bounds = self.bounds(factor);
                if !bounds.is_nonnegative() && exponent % 2 == 1 {
                    return None;
                }
                all_positive &= bounds.is_positive();
            }
            strict |= all_positive;
        }
        let sign = if strict {
            Sign::Positive
        } else {
            Sign::NonNegative
        };
        Some(if positive { sign } else { sign.negated() })
    }

    /// Reads the sign off a shifted polynomial whose coefficients all have the same.
    fn sign_of_coefficients(&self, shifted: &Shifted) -> Option<Sign> {
        let mut found = Sign::Zero;
        for (monomial, coefficient) in shifted.polynomial.terms() {
            let mut positive = true;
            for (factor, exponent) in monomial.factors() {
                let (is_nonnegative, is_positive) = self.is_nonnegative_in(shifted, factor);
                if !is_nonnegative && exponent % 2 == 1 {
                    return None;
                }
                positive &= is_positive;
            }
            let term = if positive {
                Sign::Positive
            } else {
                Sign::NonNegative
            };
            let term = if coefficient.is_negative() {
                term.negated()
            } else {
                term
            };
            found = match found.or(term)? {
                // One term that is not zero is enough.
                Sign::NonNegative if found == Sign::Positive || term == Sign::Positive => {
                    Sign::Positive
                }
                Sign::NonPositive if found == Sign::Negative || term == Sign::Negative => {
                    Sign::Negative
                }
                sign => sign,
            };
        }
        Some(found)
    }

    fn sign_in_one_indeterminate(&self, polynomial: &Polynomial) -> Option<Sign> {
        let indeterminates = polynomial.indeterminates();
        let [indeterminate] = indeterminates[..] else {
            return None;
        };
        let degree = polynomial.degree_in(indeterminate);
        if degree > LARGEST_DEGREE {
            return None;
        }
        self.meter.charge(u64::from(degree).pow(4)).ok()?;
        let mut bounds = self.bounds(indeterminate);
        let whole = self.is_integer_indeterminate(indeterminate);
        let step = if indeterminate.is_symbol() {
            Rational::from(indeterminate.domain().step().max(1))
        } else {
            Rational::ONE
        };
        let scale = |bound: Rational| bound.divided_by(&step);
        bounds.low = bounds.low.and_then(scale);
        bounds.high = bounds.high.and_then(scale);
        let mut coefficients = vec![Rational::ZERO; degree as usize + 1];
        for (monomial, coefficient) in polynomial.terms() {
            let exponent = monomial.degree_in(indeterminate);
            let scale = step.power(i64::from(exponent))?;
            coefficients[exponent as usize] = coefficient * &scale;
        }
        let signs = signs(&coefficients, &bounds, whole)?;
        match (signs.negative, signs.zero, signs.positive) {
            (false, false, true) => Some(Sign::Positive),
            (false, true, true) => Some(Sign::NonNegative),
            (false, true, false) => Some(Sign::Zero),
            (true, true, false) => Some(Sign::NonPositive),
            (true, false, false) => Some(Sign::Negative),
            _ => None,
        }
    }
}
