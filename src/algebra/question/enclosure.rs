//! Values without symbols, enclosed in intervals: how irrational numbers are compared.

use std::cmp::Ordering;

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::exponential::power_around;
use crate::algebra::question::interval::Interval;
use crate::algebra::question::substitute::Substitution;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

/// Bits behind the point, tried one after the other until a question is decided.
const PRECISIONS: [u32; 4] = [64, 256, 1024, 2048];

/// A sum of irrational terms is enclosed term by term up to this many.
const LONGEST_SUM: i64 = 256;

/// How narrowly to enclose, and where.
struct Precision {
    /// Bits behind the point.
    bits: u32,
    /// A symbol that has a value.
    place: Option<(Indeterminate, Rational)>,
}

/// The sign that all numbers of an interval share, if they do.
fn sign_of(interval: &Interval) -> Option<Ordering> {
    if interval.is_positive() {
        Some(Ordering::Greater)
    } else if interval.is_negative() {
        Some(Ordering::Less)
    } else {
        let zero = interval.is_not_positive() && interval.is_not_negative();
        zero.then_some(Ordering::Equal)
    }
}

impl Algebra {
    /// Whether a value without symbols is less than, equal to or greater than zero; `None` where it
    /// has symbols, is not defined, or is too close to zero to tell.
    pub(in crate::algebra) fn sign_of_constant(&self, value: &Value) -> Option<Ordering> {
        if let Some(number) = value.as_constant() {
            return Some(number.cmp(&Rational::ZERO));
        }
        self.enclosed_until(value, sign_of).ok().flatten()
    }

    /// The floor of a value without symbols; `None` where it is too close to a whole number.
    ///
    /// # Errors
    /// What evaluation refuses.
    pub(in crate::algebra) fn floor_of_constant(&self, value: &Value) -> Result<Option<Rational>> {
        if let Some(number) = value.as_constant() {
            return Ok(Some(number.floor()));
        }
        self.enclosed_until(value, Interval::common_floor)
    }

    /// Two numbers between which a value without symbols lies, so close to each other that twelve
    /// digits are the same; `None` where they cannot be found.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Rational, Value};
    /// let algebra = Algebra::new();
    /// let root = algebra.sqrt(&Value::integer(2)).unwrap();
    /// let [low, high] = algebra.enclosure(&root).unwrap().unwrap();
    /// assert!(low < high && &low * &low < Rational::from(2) && &high * &high > Rational::from(2));
    /// ```
    ///
    /// # Errors
    /// What evaluation refuses.
    pub fn enclosure(&self, value: &Value) -> Result<Option<[Rational; 2]>> {
        if let Some(number) = value.as_constant() {
            return Ok(Some([number.clone(), number]));
        }
        let precise = Rational::from(1_000_000_000_000_i64);
        self.enclosed_until(value, |interval| {
            let [low, high] = interval.ends();
            let width = &high - &low;
            (&width * &precise <= low.abs()).then_some([low, high])
        })
    }

    /// Whether a value of one symbol is less than, equal to or greater than zero where the symbol is this
    /// number; `None` where it has other symbols, is not defined, or is too close to zero to tell. A power
    /// has a value there also where its exponent is not whole.
    ///
    /// ```
    /// use std::cmp::Ordering;
    /// use flopform::algebra::{Algebra, Indeterminate, Value};
    /// let algebra = Algebra::new();
    /// let symbol = Indeterminate::symbol("x");
    /// let power = algebra.power(&Value::integer(2), &Value::from(symbol)).unwrap();
    /// let value = algebra.subtract(&power, &Value::integer(1000)).unwrap();
    /// let sign = |text: &str| algebra.sign_at(&value, symbol, &text.parse().unwrap()).unwrap();
    /// assert_eq!(sign("9.96578"), Some(Ordering::Less));
    /// assert_eq!(sign("9.96579"), Some(Ordering::Greater));
    /// ```
    ///
    /// # Errors
    /// What evaluation refuses.
    pub fn sign_at(
        &self,
        value: &Value,
        symbol: Indeterminate,
        place: &Rational,
    ) -> Result<Option<Ordering>> {
        for bits in PRECISIONS {
            let precision = Precision {
                bits,
                place: Some((symbol, place.clone())),
            };
            let Some(interval) = self.enclose(value, &precision)? else {
                continue;
            };
            if let Some(sign) = sign_of(&interval) {
                return Ok(Some(sign));
            }
        }
        Ok(None)
    }

    /// Encloses the value more and more tightly until the answer is found.
    fn enclosed_until<T>(
        &self,
        value: &Value,
        mut answer: impl FnMut(&Interval) -> Option<T>,
    ) -> Result<Option<T>> {
        for bits in PRECISIONS {
            let Some(interval) = self.enclose(value, &Precision { bits, place: None })? else {
                continue;
            };
            if let Some(answer) = answer(&interval) {
                return Ok(Some(answer));
            }
        }
        Ok(None)
    }

    /// An interval around the value; `None` where the precision does not tell whether a divisor is
    /// zero, or an argument inside its function's domain.
    fn enclose(&self, value: &Value, at: &Precision) -> Result<Option<Interval>> {
        let Some(numerator) = self.enclose_polynomial(value.numerator(), at)? else {
            return Ok(None);
        };
        if value.denominator().is_one() {
            return Ok(Some(numerator));
        }
        let denominator = self.enclose_polynomial(value.denominator(), at)?;
        Ok(denominator.and_then(|denominator| numerator.divided_by(&denominator)))
    }

    fn enclose_polynomial(
        &self,
        polynomial: &Polynomial,
        at: &Precision,
    ) -> Result<Option<Interval>> {
        let bits = at.bits;
        let mut factors = Vec::new();
        for indeterminate in polynomial.indeterminates() {
            if let Some((_, number)) = at.place.as_ref().filter(|(held, _)| *held == indeterminate)
            {
                factors.push((indeterminate, Interval::around(number, bits)));
                continue;
            }
            let Some(kernel) = Kernel::of(indeterminate) else {
                return Err(AlgebraError::Unbound {
                    symbol: indeterminate.text().to_owned(),
                });
            };
            let enclosed =
                stacker::maybe_grow(64 * 1024, 4 << 20, || self.enclose_kernel(kernel, at))?;
            let Some(interval) = enclosed else {
                return Ok(None);
            };
            factors.push((indeterminate, interval));
        }
        let mut sum = Interval::around(&Rational::ZERO, bits);
        for (monomial, coefficient) in polynomial.terms() {
            let mut product = Interval::around(coefficient, bits);
            for (indeterminate, exponent) in monomial.factors() {
                let held = factors.iter().find(|(held, _)| *held == indeterminate);
                let (_, interval) = held.expect("every indeterminate was enclosed");
                for _ in 0..exponent {
                    self.meter.charge(1 + product.size() / 64)?;
                    self.meter.check_bits(product.size())?;
                    product = product.times(interval);
                }
            }
            sum = sum.plus(&product);
        }
        Ok(Some(sum))
    }

    fn enclose_kernel(&self, kernel: &Kernel, at: &Precision) -> Result<Option<Interval>> {
        let bits = at.bits;
        self.meter.charge(u64::from(bits) / 16)?;
        let exactly = |number: i64| Interval::around(&Rational::from(number), bits);
        Ok(match kernel {
            Kernel::Floor(argument) => self.enclose(argument, at)?.map(|inside| inside.floor()),
            Kernel::Max(arguments) => {
                let mut largest: Option<Interval> = None;
                for argument in arguments {
                    let Some(next) = self.enclose(argument, at)? else {
                        return Ok(None);
                    };
                    largest = Some(largest.map_or(next.clone(), |held| held.maximum(&next)));
                }
                largest
            }
            Kernel::Positive(argument) => self.enclose(argument, at)?.map(|inside| {
                if inside.is_positive() {
                    exactly(1)
                } else if inside.is_not_positive() {
                    exactly(0)
                } else {
                    exactly(0).hull(&exactly(1))
                }
            }),
            Kernel::NonNegative(argument) => self.enclose(argument, at)?.map(|inside| {
                if inside.is_not_negative() {
                    exactly(1)
                } else if inside.is_negative() {
                    exactly(0)
                } else {
                    exactly(0).hull(&exactly(1))
                }
            }),
            Kernel::Log2(argument) => {
                let inside = self.enclose(argument, at)?;
                self.meter.charge(u64::from(bits))?;
                inside.and_then(|inside| inside.log2())
            }
            Kernel::Sqrt(argument) => self.enclose(argument, at)?.and_then(|inside| inside.sqrt()),
            Kernel::Power { base, exponent } => self.enclose_power(base, exponent, at)?,
            Kernel::If {
                condition,
                then,
                otherwise,
            } => match self.enclose(condition, at)? {
                Some(flag) if flag == exactly(1) => self.enclose(then, at)?,
                Some(flag) if flag == exactly(0) => self.enclose(otherwise, at)?,
                _ => None,
            },
            Kernel::Sum {
                index,
                from,
                to,
                body,
            } => {
                let bounds = (from.as_constant(), to.as_constant());
                let bounds = bounds.0.zip(bounds.1);
                let bounds = bounds.and_then(|(from, to)| from.to_i64().zip(to.to_i64()));
                let Some((from, to)) = bounds else {
                    return Ok(None);
                };
                if to.saturating_sub(from) > LONGEST_SUM {
                    return Ok(None);
                }
                let mut sum = exactly(0);
                for place in from..=to {
                    let put = Substitution::from_iter([(*index, Value::integer(place))]);
                    let Some(next) = self.enclose(&self.substitute(body, &put)?, at)? else {
                        return Ok(None);
                    };
                    sum = sum.plus(&next);
                }
                Some(sum)
            }
            Kernel::Opaque(_) => {
                return Err(AlgebraError::Opaque {
                    expression: kernel.to_string(),
                });
            }
        })
    }

    fn enclose_power(
        &self,
        base: &Rational,
        exponent: &Value,
        at: &Precision,
    ) -> Result<Option<Interval>> {
        let exponent = match &at.place {
            Some((symbol, number)) => {
                let put = [(*symbol, Value::from(number.clone()))]
                    .into_iter()
                    .collect();
                self.substitute(exponent, &put)?
            }
            None => exponent.clone(),
        };
        let Some(exponent) = exponent.as_constant() else {
            return Ok(None);
        };
        if exponent.is_integer() || !base.is_positive() || at.place.is_none() {
            let power = self.power_of_number(base, &exponent)?;
            return Ok(Some(Interval::around(&power, at.bits)));
        }
        self.meter.charge(u64::from(at.bits))?;
        let whole = self.power_of_number(base, &exponent.floor())?;
        Ok(power_around(base, &whole, &exponent, at.bits))
    }
}
