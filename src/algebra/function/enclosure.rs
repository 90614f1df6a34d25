//! Irrational numbers enclosed between rational ones, as closely as a question needs.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::algebra::context::Algebra;
use crate::algebra::kernel::Kernel;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::question::Sign;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// The first number of binary places looked at; doubled until the question is answered.
const FIRST_PLACES: u32 = 64;

/// Past this many binary places a question is not decided.
const MOST_PLACES: u32 = 2_048;

/// Two rational numbers with the exact one between them, both included.
#[derive(Clone, Debug)]
struct Enclosure {
    low: Rational,
    high: Rational,
}

impl Algebra {
    /// The whole number below a value that is built of numbers alone, such as `sqrt(10)`.
    pub(in crate::algebra::function) fn enclosed_floor(&self, value: &Value) -> Option<Rational> {
        self.refine(value, |enclosure| {
            let floor = enclosure.low.floor();
            (floor == enclosure.high.floor()).then_some(floor)
        })
    }

    /// The sign of a polynomial that is built of numbers alone.
    pub(in crate::algebra::function) fn enclosed_sign(
        &self,
        polynomial: &Polynomial,
    ) -> Option<Sign> {
        self.refine(&Value::from(polynomial.clone()), |enclosure| {
            if enclosure.low.is_positive() {
                Some(Sign::Positive)
            } else if enclosure.high.is_negative() {
                Some(Sign::Negative)
            } else {
                None
            }
        })
    }

    /// Encloses the value ever more closely until the question has an answer.
    fn refine<T>(&self, value: &Value, answer: impl Fn(&Enclosure) -> Option<T>) -> Option<T> {
        let indeterminates = value.indeterminates();
        if indeterminates.is_empty() || indeterminates.iter().any(|one| !may_be_enclosed(*one)) {
            return None;
        }
        let mut places = FIRST_PLACES;
        while places <= MOST_PLACES {
            if let Some(answer) = answer(&self.enclose(value, places)?) {
                return Some(answer);
            }
            places *= 2;
        }
        None
    }

    /// The value between two numbers that are computed to so many binary places; `None` where it is
    /// not a number, or work runs out.
    fn enclose(&self, value: &Value, places: u32) -> Option<Enclosure> {
        let above = self.enclose_polynomial(value.numerator(), places)?;
        if value.denominator().is_one() {
            return Some(above);
        }
        let below = self.enclose_polynomial(value.denominator(), places)?;
        if below.low.is_positive() || below.high.is_negative() {
            let inverse = Enclosure {
                low: Rational::ONE.divided_by(&below.high)?,
                high: Rational::ONE.divided_by(&below.low)?,
            };
            return Some(above.times(&inverse).rounded(places));
        }
        None
    }

    fn enclose_polynomial(&self, polynomial: &Polynomial, places: u32) -> Option<Enclosure> {
        let mut sum = Enclosure::exactly(Rational::ZERO);
        for (monomial, coefficient) in polynomial.terms() {
            let mut product = Enclosure::exactly(coefficient.clone());
            for (indeterminate, exponent) in monomial.factors() {
                let factor = stacker::maybe_grow(64 * 1024, 4 << 20, || {
                    self.enclose_kernel(indeterminate, places)
                })?;
                for _ in 0..exponent {
                    self.meter.charge(1 + u64::from(places) / 64).ok()?;
                    product = product.times(&factor).rounded(places);
                }
            }
            sum = Enclosure {
                low: &sum.low + &product.low,
                high: &sum.high + &product.high,
            };
        }
        Some(sum)
    }

    fn enclose_kernel(&self, indeterminate: Indeterminate, places: u32) -> Option<Enclosure> {
        self.meter.charge(u64::from(places)).ok()?;
        match Kernel::of(indeterminate)? {
            Kernel::Sqrt(argument) => Some(self.enclose(argument, places)?.square_root(places)),
            Kernel::Log2(argument) => self.enclose(argument, places)?.logarithm(places),
            Kernel::Max(arguments) => {
                let enclosures = arguments.iter().map(|one| self.enclose(one, places));
                let enclosures: Vec<Enclosure> = enclosures.collect::<Option<_>>()?;
                enclosures.into_iter().reduce(|left, right| Enclosure {
                    low: left.low.max(right.low),
                    high: left.high.max(right.high),
                })
            }
            _ => None,
        }
    }
}

/// Whether the indeterminate is a function that [`Algebra::enclose_kernel`] knows; what is inside it
/// is looked at on the way.
fn may_be_enclosed(indeterminate: Indeterminate) -> bool {
    matches!(
        Kernel::of(indeterminate),
        Some(Kernel::Sqrt(_) | Kernel::Log2(_) | Kernel::Max(_))
    )
}

impl Enclosure {
    fn exactly(number: Rational) -> Enclosure {
        Enclosure {
            low: number.clone(),
            high: number,
        }
    }

    fn times(&self, other: &Enclosure) -> Enclosure {
        let corners = [
            &self.low * &other.low,
            &self.low * &other.high,
            &self.high * &other.low,
            &self.high * &other.high,
        ];
        let [first, rest @ ..] = corners;
        rest.into_iter()
            .fold(Enclosure::exactly(first), |hull, corner| Enclosure {
                low: hull.low.min(corner.clone()),
                high: hull.high.max(corner),
            })
    }

    /// Widens the two ends to numbers with so many binary places.
    fn rounded(self, places: u32) -> Enclosure {
        Enclosure {
            low: scaled_back(scaled(&self.low, places).0, places),
            high: scaled_back(scaled(&self.high, places).1, places),
        }
    }

    /// The root of the part that is not negative.
    fn square_root(&self, places: u32) -> Enclosure {
        let root = |number: BigInt| if number > BigInt::ZERO { number.sqrt() } else { BigInt::ZERO };
        let low = root(scaled(&self.low, 2 * places).0);
        let high = root(scaled(&self.high, 2 * places).1) + 1;
        Enclosure {
            low: scaled_back(low, places),
            high: scaled_back(high, places),
        }
    }

    /// The logarithm to base 2, where the number is proved to be positive.
    fn logarithm(&self, places: u32) -> Option<Enclosure> {
        if !self.low.is_positive() {
            return None;
        }
        Some(Enclosure {
            low: logarithm_of(&self.low, places).low,
            high: logarithm_of(&self.high, places).high,
        })
    }
}

/// The whole numbers around a number times `2^places`.
fn scaled(number: &Rational, places: u32) -> (BigInt, BigInt) {
    let numerator = number.numerator_big() << places;
    let denominator = number.denominator_big();
    (
        numerator.div_floor(&denominator),
        numerator.div_ceil(&denominator),
    )
}

/// A whole number over `2^places`.
fn scaled_back(number: BigInt, places: u32) -> Rational {
    Rational::from_ratio(num_rational::BigRational::new(
        number,
        BigInt::from(1) << places,
    ))
}

/// The logarithm of a positive number: a power of two is split off, and squaring what remains,
/// which is at least 1 and below 2, yields one binary digit after the other.
fn logarithm_of(number: &Rational, places: u32) -> Enclosure {
    let whole = whole_logarithm(number);
    let power = Rational::from(2)
        .power(-whole)
        .expect("two is not zero");
    // Every squaring may double the error, so the digits are computed with twice the places.
    let working = 2 * places;
    let mut mantissa = Enclosure::exactly(number * &power).rounded(working);
    let two = Rational::from(2);
    let half = Rational::new(1, 2).expect("two is not zero");
    let mut digit = Rational::ONE;
    let mut low = Rational::from(whole);
    for _ in 0..places {
        mantissa = mantissa.times(&mantissa).rounded(working);
        digit = &digit * &half;
        match (mantissa.low >= two, mantissa.high >= two) {
            (true, true) => {
                low = &low + &digit;
                mantissa = Enclosure {
                    low: &mantissa.low * &half,
                    high: &mantissa.high * &half,
                };
            }
            (false, false) => {}
            // Not known: both digits are possible, and the last one found bounds the error.
            _ => {
                let high = &low + &(&digit + &digit);
                return Enclosure { low, high };
            }
        }
    }
    let high = &low + &digit;
    Enclosure { low, high }
}

/// The whole number `n` with `2^n <= number < 2^(n+1)`.
fn whole_logarithm(number: &Rational) -> i64 {
    let bits = |part: &BigInt| i64::try_from(part.bits()).unwrap_or(i64::MAX);
    let estimate = bits(&number.numerator_big()) - bits(&number.denominator_big());
    let power = Rational::from(2).power(estimate).expect("two is not zero");
    match number.cmp(&power) {
        Ordering::Less => estimate - 1,
        Ordering::Equal | Ordering::Greater => estimate,
    }
}
