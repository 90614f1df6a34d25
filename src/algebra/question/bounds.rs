//! Numbers between which symbols and functions are proved to lie.

use crate::algebra::context::Algebra;
use crate::algebra::domain::Domain;
use crate::algebra::facts::Bounds;
use crate::algebra::indeterminate::Indeterminate;
use crate::algebra::kernel::Kernel;
use crate::algebra::polynomial::Polynomial;
use crate::algebra::rational::Rational;
use crate::algebra::value::Value;

/// Lower bounds of exponents past this are not turned into lower bounds of powers.
const LARGEST_POWER: i64 = 64;

/// Under more assumptions than this the ends of a sum are not looked at.
const MOST_ASSUMPTIONS: usize = 16;

impl Algebra {
    /// Where an indeterminate is proved to lie, by its domain, by what its function can be, and by
    /// assumptions about it alone.
    pub(in crate::algebra) fn bounds(&self, indeterminate: Indeterminate) -> Bounds {
        if let Some(bounds) = self.facts.borrow().bounds.get(&indeterminate) {
            return bounds.clone();
        }
        let bounds = match Kernel::of(indeterminate) {
            None => domain_bounds(indeterminate.domain()),
            Some(kernel) => {
                // Assumptions may lead from an argument back to the function, which then knows this.
                let weakest = weakest_bounds(kernel);
                self.remember(indeterminate, &weakest);
                stacker::maybe_grow(64 * 1024, 4 << 20, || self.kernel_bounds(kernel, weakest))
            }
        };
        let bounds = self.assumed_bounds(indeterminate, bounds);
        self.remember(indeterminate, &bounds);
        bounds
    }

    fn remember(&self, indeterminate: Indeterminate, bounds: &Bounds) {
        let mut facts = self.facts.borrow_mut();
        facts.bounds.insert(indeterminate, bounds.clone());
    }

    /// The bounds tightened by assumptions that say nothing of other indeterminates, and rounded to
    /// what the indeterminate can be.
    fn assumed_bounds(&self, indeterminate: Indeterminate, mut bounds: Bounds) -> Bounds {
        for assumption in self.assumptions() {
            let Some((slope, rest)) = linear_in(assumption, indeterminate) else {
                continue;
            };
            let Some(rest) = rest.as_constant() else {
                continue;
            };
            let bound = (-&rest).divided_by(&slope).expect("the slope is not zero");
            if slope.is_positive() {
                bounds.raise(bound);
            } else {
                bounds.lower(bound);
            }
        }
        let step = if indeterminate.is_symbol() {
            let domain = indeterminate.domain();
            domain.is_integer().then(|| domain.step().max(1))
        } else {
            self.is_integer_indeterminate(indeterminate).then_some(1)
        };
        if let Some(step) = step.map(Rational::from) {
            let steps = |bound: &Rational| bound.divided_by(&step).expect("a step is positive");
            bounds.low = bounds.low.map(|low| &steps(&low).ceil() * &step);
            bounds.high = bounds.high.map(|high| &steps(&high).floor() * &step);
        }
        bounds
    }

    fn kernel_bounds(&self, kernel: &Kernel, mut bounds: Bounds) -> Bounds {
        match kernel {
            Kernel::Floor(argument) => {
                if let Some(least) = self.least(argument) {
                    bounds.raise(least.floor());
                }
            }
            Kernel::Max(arguments) => {
                for argument in arguments {
                    if let Some(least) = self.least(argument) {
                        bounds.raise(least);
                    }
                }
            }
            Kernel::Log2(argument) => {
                if let Some(least) = self.least(argument)
                    && least >= Rational::ONE
                    && let Ok(length) = i64::try_from(least.floor().bits())
                {
                    bounds.raise(Rational::from(length - 1));
                }
            }
            Kernel::Sqrt(argument) => {
                if let Some(least) = self.least(argument)
                    && least >= Rational::ONE
                {
                    let root = least.floor().numerator_big().sqrt();
                    bounds.raise(Rational::from_big(root));
                } else if self.is_proved_positive(argument) {
                    bounds.above = true;
                }
            }
            Kernel::Power { base, exponent } => {
                if *base >= Rational::ONE
                    && let Some(least) = self.least(exponent)
                {
                    let least = least.ceil().to_i64().unwrap_or(LARGEST_POWER);
                    let power = base.power(least.clamp(-LARGEST_POWER, LARGEST_POWER));
                    if least >= -LARGEST_POWER
                        && let Some(power) = power
                    {
                        bounds.raise(power);
                    }
                }
            }
            Kernel::Sum {
                index,
                from,
                to,
                body,
            } => {
                if self.is_nonnegative_between(*index, from, to, body) {
                    bounds.raise(Rational::ZERO);
                }
            }
            Kernel::If {
                then, otherwise, ..
            } => {
                if let (Some(then), Some(otherwise)) = (self.least(then), self.least(otherwise)) {
                    bounds.raise(then.min(otherwise));
                }
            }
            Kernel::Positive(_) | Kernel::NonNegative(_) | Kernel::Opaque(_) => {}
        }
        bounds
    }

    fn is_nonnegative_between(
        &self,
        index: Indeterminate,
        from: &Value,
        to: &Value,
        body: &Value,
    ) -> bool {
        let index = Polynomial::indeterminate(index);
        let ends = [
            from.as_polynomial().map(|from| index.minus(from)),
            to.as_polynomial().map(|to| to.minus(&index)),
        ];
        // What is assumed already is not assumed anew: that would forget what is being found out, and
        // an end that leads back to this sum would be followed for ever.
        let new = ends.into_iter().flatten();
        let new: Vec<Polynomial> = new
            .filter(|end| !self.assumptions().contains(end))
            .collect();
        if self.assumptions().len() + new.len() > MOST_ASSUMPTIONS {
            return false;
        }
        let inside = new
            .into_iter()
            .fold(self.clone(), |inside, end| inside.assuming(end));
        let least = inside.least(body);
        least.is_some_and(|least| !least.is_negative())
    }
}

/// What a symbol lies between by its domain.
fn domain_bounds(domain: Domain) -> Bounds {
    match domain {
        Domain::Multiple(step) => Bounds::from(Rational::from(step.max(1))),
        Domain::Whole => Bounds::from(Rational::ZERO),
        Domain::Flag => flag_bounds(),
        Domain::Real => Bounds {
            above: true,
            ..Bounds::from(Rational::ZERO)
        },
        Domain::Integer => Bounds::default(),
    }
}

fn flag_bounds() -> Bounds {
    Bounds {
        high: Some(Rational::ONE),
        ..Bounds::from(Rational::ZERO)
    }
}

/// What a function lies between, whatever its arguments are.
fn weakest_bounds(kernel: &Kernel) -> Bounds {
    match kernel {
        Kernel::Positive(_) | Kernel::NonNegative(_) => flag_bounds(),
        Kernel::Power { base, .. } if *base == Rational::MINUS_ONE => Bounds {
            high: Some(Rational::ONE),
            ..Bounds::from(Rational::MINUS_ONE)
        },
        Kernel::Power { base, .. } if base.is_positive() => Bounds {
            above: true,
            ..Bounds::from(Rational::ZERO)
        },
        // A cost is never negative.
        Kernel::Sqrt(_) | Kernel::Opaque(_) => Bounds::from(Rational::ZERO),
        _ => Bounds::default(),
    }
}

/// The polynomial as a number times the indeterminate plus what does not contain it, if it is that.
pub(super) fn linear_in(
    polynomial: &Polynomial,
    indeterminate: Indeterminate,
) -> Option<(Rational, Polynomial)> {
    if polynomial.degree_in(indeterminate) != 1 {
        return None;
    }
    let mut parts = polynomial.collected(indeterminate).into_iter();
    let (_, slope) = parts.next()?;
    let rest = parts.next().map_or(Polynomial::ZERO, |(_, rest)| rest);
    Some((slope.as_constant()?, rest))
}
