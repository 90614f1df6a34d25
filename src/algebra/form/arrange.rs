//! Arranging values for print: what stands above and below the line, and with which sign.

use std::borrow::Cow;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::form::arranger::Arranger;
use crate::algebra::form::known::KnownNames;
use crate::algebra::form::layout::{Layout, Shape};
use crate::algebra::form::ranking::{Ranking, Signs};
use crate::algebra::form::tree::{Form, SignedForm};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// A value as text for a message, in no particular order of names.
    pub(in crate::algebra) fn plain_text(&self, value: &Value) -> String {
        let form = self.arrange(value, &Layout::default());
        form.map_or_else(
            |_| value.to_string(),
            |form| form.ascii(&KnownNames::default()),
        )
    }

    /// The value as it is printed: the order of terms and factors, the shape, the sides of a
    /// comparison, and the shortest reading of every function. The form is worth the same as the
    /// value, and does not depend on how the value is stored.
    ///
    /// # Errors
    /// When the limits are met.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, KnownNames, Layout, PrintOrder, Shape, Value};
    /// let algebra = Algebra::new();
    /// let (e, s) = (Indeterminate::symbol("E"), Indeterminate::symbol("S"));
    /// let both = algebra.add(&Value::from(s), &Value::from(e)).unwrap();
    /// let value = algebra.multiply(&both, &Value::from(e)).unwrap();
    /// let mut layout = Layout { order: PrintOrder::new(["S", "E"]), shape: Shape::Expanded };
    /// let known = KnownNames::default();
    /// assert_eq!(algebra.arrange(&value, &layout).unwrap().unicode(&known), "E² + SE");
    /// layout.shape = Shape::Factored;
    /// assert_eq!(algebra.arrange(&value, &layout).unwrap().unicode(&known), "E(E + S)");
    /// ```
    pub fn arrange(&self, value: &Value, layout: &Layout) -> Result<Form> {
        Arranger::new(self, &layout.order).value(value, &layout.shape)
    }
}

impl Arranger<'_> {
    /// A value in the shape; the functions inside are multiplied out.
    pub(super) fn value(&mut self, value: &Value, shape: &Shape) -> Result<Form> {
        self.nested(|arranger| {
            let numerator = arranger.recognized(value.numerator())?;
            let denominator = arranger.recognized(value.denominator())?;
            let ranking = arranger.ranking(&[&numerator, &denominator])?;
            if *shape == Shape::Factored {
                return arranger.factored(&numerator, &denominator, &ranking);
            }
            arranger.fraction(&numerator, &denominator, &ranking, shape)
        })
    }

    /// A polynomial multiplied out.
    pub(super) fn expanded(&mut self, polynomial: &Polynomial) -> Result<Form> {
        self.value(&Value::from(polynomial.clone()), &Shape::Expanded)
    }

    /// A sum above a sum. All fractions in the coefficients go below the line, as one number.
    fn fraction(
        &mut self,
        numerator: &Polynomial,
        denominator: &Polynomial,
        ranking: &Ranking,
        shape: &Shape,
    ) -> Result<Form> {
        let below = numerator
            .content()
            .gcd(&denominator.content())
            .denominator();
        let scaled = |polynomial: &Polynomial| polynomial.scaled(&below);
        let (mut numerator, mut denominator) = if below.is_one() {
            (Cow::Borrowed(numerator), Cow::Borrowed(denominator))
        } else {
            (
                Cow::Owned(scaled(numerator)),
                Cow::Owned(scaled(denominator)),
            )
        };
        if flips(&numerator, &denominator, ranking) {
            numerator = Cow::Owned(numerator.negated());
            denominator = Cow::Owned(denominator.negated());
        }
        if denominator.is_one() {
            return self.polynomial(&numerator, ranking, shape);
        }
        // A sign common to all terms above the line is that of the whole.
        let negative = ranking.signs(&numerator) == Signs::Negative;
        if negative {
            numerator = Cow::Owned(numerator.negated());
        }
        let top = self.polynomial(&numerator, ranking, shape)?;
        let bottom = self.polynomial(&denominator, ranking, shape)?;
        let quotient = Form::Quotient(Box::new(top), Box::new(bottom));
        Ok(Form::signed(negative, quotient))
    }

    /// A polynomial with whole coefficients, multiplied out or collected.
    fn polynomial(
        &mut self,
        polynomial: &Polynomial,
        ranking: &Ranking,
        shape: &Shape,
    ) -> Result<Form> {
        if let Shape::Collected(name) = shape {
            return self.collected(polynomial, ranking, name);
        }
        let terms = self.signed_terms(polynomial, ranking)?;
        Ok(sum_of(terms))
    }

    /// The terms of a polynomial with whole coefficients in printing order.
    pub(super) fn signed_terms(
        &mut self,
        polynomial: &Polynomial,
        ranking: &Ranking,
    ) -> Result<Vec<SignedForm>> {
        let sorted = ranking.sorted(polynomial);
        let terms = sorted.terms();
        terms
            .map(|(term, places)| self.term(term, places, ranking))
            .collect()
    }
}

/// Whether to multiply above and below the line by −1: a line below that is negative throughout
/// turns positive; one of both signs turns so that what is above is not negative throughout, or
/// else so that its first term in printing order is positive.
fn flips(numerator: &Polynomial, denominator: &Polynomial, ranking: &Ranking) -> bool {
    if denominator.is_one() {
        return false;
    }
    match (ranking.signs(denominator), ranking.signs(numerator)) {
        (Signs::Positive, _) | (Signs::Mixed { .. }, Signs::Positive) => false,
        (Signs::Negative, _) | (Signs::Mixed { .. }, Signs::Negative) => true,
        (Signs::Mixed { starts_negative }, Signs::Mixed { .. }) => starts_negative,
    }
}

/// The sum of terms in printing order. If the first is taken away and another is not, the first of
/// those leads.
pub(super) fn sum_of(mut terms: Vec<SignedForm>) -> Form {
    if terms.first().is_some_and(|first| first.negative)
        && let Some(place) = terms.iter().position(|term| !term.negative)
    {
        terms[..=place].rotate_right(1);
    }
    match terms.len() {
        0 => Form::Number(Rational::ZERO),
        1 => {
            let term = terms.swap_remove(0);
            Form::signed(term.negative, term.form)
        }
        _ => Form::Sum(terms),
    }
}

/// The product of factors in printing order.
pub(super) fn product_of(mut factors: Vec<Form>) -> Form {
    match factors.len() {
        0 => Form::Number(Rational::ONE),
        1 => factors.swap_remove(0),
        _ => Form::Product(factors),
    }
}

/// The form to a power.
pub(super) fn power_of(base: Form, exponent: u32) -> Form {
    if exponent == 1 {
        return base;
    }
    Form::power(base, Form::Number(Rational::from(exponent)))
}
