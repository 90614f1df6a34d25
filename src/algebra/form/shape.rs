//! The shapes other than multiplied out: collected by powers of a symbol, and factored.

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arrange::{power_of, product_of, sum_of};
use crate::algebra::form::arranger::Arranger;
use crate::algebra::form::ranking::{Ranking, Signs};
use crate::algebra::form::tree::{Form, SignedForm};
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;

type Result<T> = std::result::Result<T, AlgebraError>;

/// A factor of several terms, with the signs in which it is printed.
struct Bracket {
    polynomial: Polynomial,
    exponent: Exponent,
    mixed: bool,
}

/// `monomial · brackets`, up to sign and a number.
struct Factors {
    monomial: Monomial,
    brackets: Vec<Bracket>,
}

impl Arranger<'_> {
    /// A polynomial with whole coefficients by falling powers of the symbol; what stands with a
    /// power is in brackets if it has several terms.
    pub(super) fn collected(
        &mut self,
        polynomial: &Polynomial,
        ranking: &Ranking,
        name: &str,
    ) -> Result<Form> {
        let found = polynomial.indeterminates();
        let symbol = found
            .into_iter()
            .find(|found| found.is_symbol() && self.name_of(*found) == name);
        let Some(symbol) = symbol else {
            return Ok(sum_of(self.signed_terms(polynomial, ranking)?));
        };
        self.algebra.meter.charge(polynomial.len() as u64)?;
        let mut terms = Vec::new();
        for (exponent, coefficient) in polynomial.collected(symbol) {
            if exponent == 0 || coefficient.len() == 1 {
                let power = Polynomial::term(Monomial::power(symbol, exponent), Rational::ONE);
                let product = coefficient.times(&power, &self.algebra.meter)?;
                terms.extend(self.signed_terms(&product, ranking)?);
                continue;
            }
            let negative = ranking.signs(&coefficient) == Signs::Negative;
            let coefficient = if negative {
                coefficient.negated()
            } else {
                coefficient
            };
            let bracket = sum_of(self.signed_terms(&coefficient, ranking)?);
            let power = power_of(Form::Name(self.name_of(symbol)), exponent);
            terms.push(SignedForm {
                negative,
                form: product_of(vec![power, bracket]),
            });
        }
        Ok(sum_of(terms))
    }

    /// A quotient of products: a number, names, functions, then brackets.
    pub(super) fn factored(
        &mut self,
        numerator: &Polynomial,
        denominator: &Polynomial,
        ranking: &Ranking,
    ) -> Result<Form> {
        if numerator.is_zero() {
            return Ok(Form::Number(Rational::ZERO));
        }
        let (above, mut top) = self.factors_of(numerator, ranking)?;
        let (below, mut bottom) = self.factors_of(denominator, ranking)?;
        let number = above
            .divided_by(&below)
            .expect("the content of a denominator is not zero");
        let mut negative = number.is_negative();
        // The sign goes into a bracket of both signs, above the line if there is one.
        let mut brackets = top.brackets.iter_mut().chain(&mut bottom.brackets);
        if negative
            && let Some(bracket) =
                brackets.find(|bracket| bracket.mixed && bracket.exponent % 2 == 1)
        {
            bracket.polynomial = bracket.polynomial.negated();
            negative = false;
        }
        let top = self.line(number.numerator().abs(), top, ranking)?;
        let bottom = self.line(number.denominator(), bottom, ranking)?;
        if bottom == Form::Number(Rational::ONE) {
            return Ok(match (negative, top) {
                // A sum by itself takes the sign into its terms.
                (true, Form::Sum(terms)) => sum_of(opposite_terms(terms)),
                (negative, top) => Form::signed(negative, top),
            });
        }
        let quotient = Form::Quotient(Box::new(top), Box::new(bottom));
        Ok(Form::signed(negative, quotient))
    }

    /// What stands on one side of the line.
    fn line(&mut self, number: Rational, factors: Factors, ranking: &Ranking) -> Result<Form> {
        let mut forms = self.factors(&factors.monomial, ranking)?;
        if !number.is_one() {
            forms.insert(0, Form::Number(number));
        }
        let mut brackets = Vec::with_capacity(factors.brackets.len());
        for bracket in factors.brackets {
            let form = sum_of(self.signed_terms(&bracket.polynomial, ranking)?);
            let key = ranking.among_factors(&bracket.polynomial);
            brackets.push((key, power_of(form, bracket.exponent)));
        }
        brackets.sort_by(|(left, _), (right, _)| left.cmp(right));
        forms.extend(brackets.into_iter().map(|(_, form)| form));
        Ok(product_of(forms))
    }

    /// The factors of a polynomial that is not zero, and the number left, which carries the sign.
    /// Every bracket has whole coefficients, and its first term in printing order is positive.
    fn factors_of(
        &mut self,
        polynomial: &Polynomial,
        ranking: &Ranking,
    ) -> Result<(Rational, Factors)> {
        let factored = self.algebra.factored(polynomial)?;
        let mut number = factored.content;
        let mut brackets = Vec::with_capacity(factored.factors.len());
        for (factor, exponent) in factored.factors {
            let signs = ranking.signs(&factor);
            let turn = matches!(
                signs,
                Signs::Negative
                    | Signs::Mixed {
                        starts_negative: true
                    }
            );
            if turn && exponent % 2 == 1 {
                number = -&number;
            }
            brackets.push(Bracket {
                polynomial: if turn { factor.negated() } else { factor },
                exponent,
                mixed: matches!(signs, Signs::Mixed { .. }),
            });
        }
        // In printing order, so that it is not storage that says which one takes a sign.
        brackets.sort_by_cached_key(|bracket| ranking.among_factors(&bracket.polynomial));
        let monomial = factored.monomial;
        Ok((number, Factors { monomial, brackets }))
    }
}

fn opposite_terms(terms: Vec<SignedForm>) -> Vec<SignedForm> {
    let opposite = |term: SignedForm| SignedForm {
        negative: !term.negative,
        form: term.form,
    };
    terms.into_iter().map(opposite).collect()
}
