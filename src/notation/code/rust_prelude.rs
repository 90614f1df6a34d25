//! What every exported Rust file begins with: whole numbers of 128 bits whose operations are checked.

/// The numbers and the mistakes.
pub(super) const NUMBERS: &str = r"
/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// An argument is not what it has to be: what it has to be.
    Domain(&'static str),
    /// A number on the way to the result does not fit in 128 bits.
    Overflow,
    /// The closed form has no whole value here: a pole, or an irrational root or logarithm.
    Undefined,
}

/// A whole number, or why there is none; every operation is checked.
#[derive(Clone, Copy)]
struct Number(Result<i128, Mistake>);

#[allow(dead_code)]
impl Number {
    fn both(self, other: Number, operation: fn(i128, i128) -> Option<i128>) -> Number {
        match (self.0, other.0) {
            (Ok(left), Ok(right)) => Number(operation(left, right).ok_or(Mistake::Overflow)),
            (Err(mistake), _) | (_, Err(mistake)) => Number(Err(mistake)),
        }
    }

    fn power(self, exponent: u32) -> Number {
        Number(self.0.and_then(|base| base.checked_pow(exponent).ok_or(Mistake::Overflow)))
    }

    fn to_the(self, exponent: Number) -> Number {
        match (self.0, exponent.0) {
            (Ok(base), Ok(exponent)) if base == -1 || base == 1 => {
                n(if exponent % 2 == 0 { 1 } else { base })
            }
            (Ok(_), Ok(exponent)) if exponent < 0 => Number(Err(Mistake::Undefined)),
            (Ok(_), Ok(exponent)) => match u32::try_from(exponent) {
                Ok(exponent) => self.power(exponent),
                Err(_) => Number(Err(Mistake::Overflow)),
            },
            (Err(mistake), _) | (_, Err(mistake)) => Number(Err(mistake)),
        }
    }

    fn nonzero(self) -> Number {
        match self.0 {
            Ok(0) => Number(Err(Mistake::Undefined)),
            _ => self,
        }
    }

    fn flag(self) -> Number {
        match self.0 {
            Ok(0 | 1) | Err(_) => self,
            Ok(_) => Number(Err(Mistake::Undefined)),
        }
    }

    fn floor_divide(self, divisor: Number) -> Number {
        self.both(divisor.nonzero(), |top, bottom| {
            let quotient = top.checked_div(bottom)?;
            let rest = top % bottom;
            Some(if rest != 0 && (rest < 0) != (bottom < 0) { quotient - 1 } else { quotient })
        })
    }

    fn ceil_divide(self, divisor: Number) -> Number {
        self.both(divisor.nonzero(), |top, bottom| {
            let quotient = top.checked_div(bottom)?;
            let rest = top % bottom;
            Some(if rest != 0 && (rest < 0) == (bottom < 0) { quotient + 1 } else { quotient })
        })
    }

    fn max(self, other: Number) -> Number {
        self.both(other, |left, right| Some(left.max(right)))
    }

    fn min(self, other: Number) -> Number {
        self.both(other, |left, right| Some(left.min(right)))
    }

    fn floor_sqrt(self) -> Number {
        match self.0 {
            Ok(number) if number < 0 => Number(Err(Mistake::Undefined)),
            Ok(number) => {
                let mut root: i128 = 0;
                for bit in (0..64).rev() {
                    let next = root | (1 << bit);
                    if next <= number / next {
                        root = next;
                    }
                }
                n(root)
            }
            Err(_) => self,
        }
    }

    fn whole_sqrt(self) -> Number {
        let root = self.floor_sqrt();
        match (self.0, root.0) {
            (Ok(number), Ok(found)) if found * found != number => Number(Err(Mistake::Undefined)),
            _ => root,
        }
    }

    fn floor_log2(self, bottom: Number) -> Number {
        match (self.0, bottom.0) {
            (Ok(top), Ok(bottom)) if top <= 0 || bottom <= 0 => Number(Err(Mistake::Undefined)),
            (Ok(top), Ok(bottom)) if top >= bottom => n(i128::from((top / bottom).ilog2())),
            (Ok(top), Ok(bottom)) => {
                let above = (bottom - 1) / top;
                n(-1 - i128::from(above.ilog2()))
            }
            (Err(mistake), _) | (_, Err(mistake)) => Number(Err(mistake)),
        }
    }

    fn whole_log2(self, bottom: Number) -> Number {
        let floor = self.floor_log2(bottom);
        let above = bottom.floor_log2(self);
        match (floor.0, above.0) {
            (Ok(floor), Ok(above)) if floor != -above => Number(Err(Mistake::Undefined)),
            _ => floor,
        }
    }
}

/// A number as it is.
fn n(number: i128) -> Number {
    Number(Ok(number))
}

impl std::ops::Add for Number {
    type Output = Number;
    fn add(self, other: Number) -> Number {
        self.both(other, i128::checked_add)
    }
}

impl std::ops::Sub for Number {
    type Output = Number;
    fn sub(self, other: Number) -> Number {
        self.both(other, i128::checked_sub)
    }
}

impl std::ops::Mul for Number {
    type Output = Number;
    fn mul(self, other: Number) -> Number {
        self.both(other, i128::checked_mul)
    }
}

impl std::ops::Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        n(0) - self
    }
}

/// 1 where the relation holds, else 0.
#[allow(dead_code)]
fn compare(left: Number, relation: fn(&i128, &i128) -> bool, right: Number) -> Number {
    match (left.0, right.0) {
        (Ok(left), Ok(right)) => n(i128::from(relation(&left, &right))),
        (Err(mistake), _) | (_, Err(mistake)) => Number(Err(mistake)),
    }
}

/// One of two numbers; the other is not computed.
#[allow(dead_code)]
fn choose(
    condition: Number,
    then: impl FnOnce() -> Number,
    otherwise: impl FnOnce() -> Number,
) -> Number {
    match condition.0 {
        Ok(0) => otherwise(),
        Ok(_) => then(),
        Err(mistake) => Number(Err(mistake)),
    }
}

/// The sum over an index between two bounds.
#[allow(dead_code)]
fn sum(from: Number, to: Number, body: impl Fn(Number) -> Number) -> Number {
    match (from.0, to.0) {
        (Ok(from), Ok(to)) => {
            let mut total = n(0);
            for index in from..=to {
                total = total + body(n(index));
                if total.0.is_err() {
                    break;
                }
            }
            total
        }
        (Err(mistake), _) | (_, Err(mistake)) => Number(Err(mistake)),
    }
}

/// An argument, where it is what it has to be.
#[allow(dead_code)]
fn argument(number: i128, holds: bool, domain: &'static str) -> Result<Number, Mistake> {
    if holds { Ok(n(number)) } else { Err(Mistake::Domain(domain)) }
}

/// What has to hold beside the domains.
#[allow(dead_code)]
fn need(condition: Number, relation: &'static str) -> Result<(), Mistake> {
    match condition.0? {
        0 => Err(Mistake::Domain(relation)),
        _ => Ok(()),
    }
}

/// A fraction in lowest terms, its denominator positive.
#[allow(dead_code)]
fn fraction(top: Number, bottom: Number) -> Result<(i128, i128), Mistake> {
    let (top, bottom) = (top.0?, bottom.nonzero().0?);
    let (mut divisor, mut rest) = (top, bottom);
    while rest != 0 {
        (divisor, rest) = (rest, divisor.checked_rem(rest).ok_or(Mistake::Overflow)?);
    }
    if (divisor < 0) != (bottom < 0) {
        divisor = divisor.checked_neg().ok_or(Mistake::Overflow)?;
    }
    let top = top.checked_div(divisor).ok_or(Mistake::Overflow)?;
    let bottom = bottom.checked_div(divisor).ok_or(Mistake::Overflow)?;
    Ok((top, bottom))
}
";
