//! Terms: a number, then names, then functions, with constant powers merged (`2^n·3^n` is `6^n`).

use crate::algebra::error::AlgebraError;
use crate::algebra::form::arrange::{power_of, product_of};
use crate::algebra::form::arranger::{Arranger, Reading};
use crate::algebra::form::ranking::{Placed, Ranking};
use crate::algebra::form::tree::{Form, Function, SignedForm};
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::monomial::{Exponent, Monomial};
use crate::algebra::polynomial::Term;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// Constants raised to one exponent.
struct Power {
    exponent: &'static Value,
    /// Primes, or −1, and how often each stands there.
    bases: Vec<(Rational, Exponent)>,
}

impl Power {
    /// The bases and whole factors of the exponent to print: one if the constants multiply to a
    /// number of up to three digits, `12^n` for `4^n·3^n`; else each by itself.
    fn merged(&self) -> Vec<(Rational, u32)> {
        let common = self.bases.iter().fold(0, |common, (_, exponent)| {
            num_integer::gcd(common, *exponent)
        });
        for divisor in [1, common] {
            if let Some(base) = self.product(divisor) {
                return vec![(base, divisor)];
            }
        }
        self.bases.clone()
    }

    /// The product of the bases to their exponents over the divisor, if it is below 1000.
    fn product(&self, divisor: u32) -> Option<Rational> {
        let mut product = Rational::ONE;
        for (base, exponent) in &self.bases {
            for _ in 0..exponent / divisor {
                product = &product * base;
                if product.abs() >= Rational::from(1000) {
                    return None;
                }
            }
        }
        Some(product)
    }
}

/// Numbers of no more bits are taken apart into primes when they are read.
const MOST_BITS: u64 = 63;

/// The square roots of whole numbers in a monomial, and what is under them, if there are several, and
/// their product is read as the same roots: `sqrt(10)` for `sqrt(2)·sqrt(5)`.
fn roots_to_merge(monomial: &Monomial) -> Vec<(Indeterminate, Rational)> {
    let roots = monomial.factors().filter_map(|(factor, exponent)| {
        let Some(Kernel::Sqrt(under)) = Kernel::of(factor) else {
            return None;
        };
        let under = under.as_constant().filter(Rational::is_integer)?;
        (exponent == 1).then_some((factor, under))
    });
    let roots: Vec<(Indeterminate, Rational)> = roots.collect();
    let bits: u64 = roots.iter().map(|(_, under)| under.bits()).sum();
    if roots.len() > 1 && bits <= MOST_BITS {
        roots
    } else {
        Vec::new()
    }
}

impl Arranger<'_> {
    /// A term with a whole coefficient, and the places of its factors.
    pub(super) fn term(
        &mut self,
        (monomial, coefficient): &Term,
        places: &[Placed],
        ranking: &Ranking,
    ) -> Result<SignedForm> {
        self.algebra.meter.charge(1)?;
        let number = coefficient.abs();
        let mut factors = Vec::with_capacity(monomial.factors().len() + 1);
        if !number.is_one() {
            factors.push(Form::Number(number));
        }
        self.push_factors(monomial, places, ranking, &mut factors)?;
        Ok(SignedForm {
            negative: coefficient.is_negative(),
            form: product_of(factors),
        })
    }

    /// The factors of a monomial in printing order: names, then functions by their text.
    pub(super) fn factors(&mut self, monomial: &Monomial, ranking: &Ranking) -> Result<Vec<Form>> {
        let mut factors = Vec::with_capacity(monomial.factors().len());
        let places = ranking.places(monomial);
        self.push_factors(monomial, &places, ranking, &mut factors)?;
        Ok(factors)
    }

    fn push_factors(
        &mut self,
        monomial: &Monomial,
        places: &[Placed],
        ranking: &Ranking,
        factors: &mut Vec<Form>,
    ) -> Result<()> {
        // In the order of printing.
        for (place, exponent) in places.iter().rev() {
            if let Some(name) = ranking.symbol(*place) {
                factors.push(power_of(Form::Name(name.clone()), *exponent));
            }
        }
        if monomial.has_only_symbols() {
            return Ok(());
        }
        let mut functions: Vec<(String, Form)> = Vec::new();
        let mut powers: Vec<Power> = Vec::new();
        let mut flags: Vec<Indeterminate> = Vec::new();
        let roots = roots_to_merge(monomial);
        if !roots.is_empty() {
            let product = roots
                .iter()
                .fold(Rational::ONE, |product, (_, under)| &product * under);
            let form = self.call(Function::Sqrt, &Value::from(product))?;
            functions.push((Arranger::text(&form), form));
        }
        for (indeterminate, exponent) in monomial.factors() {
            if indeterminate.is_symbol() || roots.iter().any(|(root, _)| *root == indeterminate) {
                continue;
            }
            match self.reading(indeterminate) {
                Some(Reading::Kernel(Kernel::Power {
                    base,
                    exponent: raised,
                })) => {
                    let base = (base.clone(), exponent);
                    match powers.iter_mut().find(|power| power.exponent == raised) {
                        Some(power) => power.bases.push(base),
                        None => powers.push(Power {
                            exponent: raised,
                            bases: vec![base],
                        }),
                    }
                }
                Some(reading) if reading.is_flag() => flags.push(indeterminate),
                _ => {
                    let form = self.function(indeterminate)?;
                    let text = self.function_text(indeterminate)?;
                    functions.push((text, power_of(form, exponent)));
                }
            }
        }
        for power in &powers {
            for (base, times) in power.merged() {
                let form = self.constant_power(&base, power.exponent, times)?;
                functions.push((Arranger::text(&form), form));
            }
        }
        functions.extend(self.flags(&flags)?);
        functions.sort_by(|(left, _), (right, _)| left.cmp(right));
        factors.extend(functions.into_iter().map(|(_, form)| form));
        Ok(())
    }

    /// `base^(times·exponent)`
    pub(super) fn constant_power(
        &mut self,
        base: &Rational,
        exponent: &Value,
        times: u32,
    ) -> Result<Form> {
        let scaled = exponent.numerator().scaled(&Rational::from(times));
        let exponent = Value::from_coprime(scaled, exponent.denominator().clone());
        let exponent = self.argument(&exponent)?;
        let base = Form::signed(base.is_negative(), Form::Number(base.abs()));
        Ok(Form::power(base, exponent))
    }
}
