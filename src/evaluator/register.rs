//! What a node of the exact machine is worth at every point of a block.

/// Whole numbers, and a number that none of their magnitudes is above. Where the bound fits a
/// machine word they are stored in one, so that most operations need no wide arithmetic and no check.
#[derive(Clone, Debug, Default)]
pub(super) struct Register {
    pub(super) bound: u128,
    pub(super) kind: Kind,
    pub(super) narrow: Vec<i64>,
    pub(super) wide: Vec<i128>,
}

/// How a register is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// In `narrow`.
    #[default]
    Narrow,
    /// In `wide`.
    Wide,
}

/// The numbers of a register, or one number for all points.
#[derive(Clone, Copy, Debug)]
pub enum Wholes<'a> {
    /// One machine word each.
    Narrow(&'a [i64]),
    /// Two machine words each.
    Wide(&'a [i128]),
    /// The same at every point.
    Same(i128),
}

impl Wholes<'_> {
    /// The number at a point of the block.
    pub fn at(&self, point: usize) -> i128 {
        match self {
            Wholes::Narrow(numbers) => i128::from(numbers[point]),
            Wholes::Wide(numbers) => numbers[point],
            Wholes::Same(number) => *number,
        }
    }
}

impl Register {
    /// Its numbers.
    pub(super) fn view(&self) -> Wholes<'_> {
        match self.kind {
            Kind::Narrow => Wholes::Narrow(&self.narrow),
            Kind::Wide => Wholes::Wide(&self.wide),
        }
    }

    /// Room for narrow numbers.
    pub(super) fn as_narrow(&mut self, length: usize, bound: u128) -> &mut [i64] {
        self.kind = Kind::Narrow;
        self.bound = bound;
        self.narrow.resize(length, 0);
        &mut self.narrow[..length]
    }

    /// Room for wide numbers.
    pub(super) fn as_wide(&mut self, length: usize, bound: u128) -> &mut [i128] {
        self.kind = Kind::Wide;
        self.bound = bound;
        self.wide.resize(length, 0);
        &mut self.wide[..length]
    }
}

/// The largest magnitude that fits a machine word.
pub(super) const NARROW: u128 = i64::MAX as u128;

/// The largest magnitude that fits two machine words.
pub(super) const WIDE: u128 = i128::MAX as u128;

/// The sum or the product of two operands at every point, as narrow numbers: the caller knows that
/// they fit.
pub(super) fn narrow(product: bool, left: Wholes<'_>, right: Wholes<'_>, out: &mut [i64]) {
    match (left, right) {
        (Wholes::Narrow(left), Wholes::Narrow(right)) => {
            vectorized::lanes(product, left, right, out);
        }
        (Wholes::Narrow(left), Wholes::Same(right))
        | (Wholes::Same(right), Wholes::Narrow(left)) => {
            vectorized::lanes_and_number(product, left, low(right), out);
        }
        (left, right) => {
            for (place, out) in out.iter_mut().enumerate() {
                let (left, right) = (low(left.at(place)), low(right.at(place)));
                *out = if product {
                    left.wrapping_mul(right)
                } else {
                    left.wrapping_add(right)
                };
            }
        }
    }
}

/// The low word of a number that fits it, or is multiplied by zero.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the bound says that it fits"
)]
fn low(number: i128) -> i64 {
    number as i64
}

/// Calls `compute`, in which the order of operands does not matter, with each pair of them as wide
/// numbers; products of narrow ones stay one machine multiplication.
pub(super) fn wide(
    left: Wholes<'_>,
    right: Wholes<'_>,
    out: &mut [i128],
    compute: impl Fn(i128, i128) -> i128 + Copy,
) {
    match (left, right) {
        (Wholes::Narrow(left), Wholes::Narrow(right)) => {
            for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
                *out = compute(i128::from(*left), i128::from(*right));
            }
        }
        (Wholes::Narrow(left), Wholes::Wide(right)) => {
            for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
                *out = compute(i128::from(*left), *right);
            }
        }
        (Wholes::Wide(left), Wholes::Narrow(right)) => {
            for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
                *out = compute(*left, i128::from(*right));
            }
        }
        (Wholes::Wide(left), Wholes::Wide(right)) => {
            for ((out, left), right) in out.iter_mut().zip(left).zip(right) {
                *out = compute(*left, *right);
            }
        }
        (Wholes::Narrow(left), Wholes::Same(right)) => match i64::try_from(right) {
            Ok(right) => {
                for (out, left) in out.iter_mut().zip(left) {
                    *out = compute(i128::from(*left), i128::from(right));
                }
            }
            Err(_) => {
                for (out, left) in out.iter_mut().zip(left) {
                    *out = compute(i128::from(*left), right);
                }
            }
        },
        (Wholes::Wide(left), Wholes::Same(right)) => {
            for (out, left) in out.iter_mut().zip(left) {
                *out = compute(*left, right);
            }
        }
        (Wholes::Same(left), right @ (Wholes::Narrow(_) | Wholes::Wide(_))) => {
            wide(right, Wholes::Same(left), out, compute);
        }
        (Wholes::Same(left), Wholes::Same(right)) => out.fill(compute(left, right)),
    }
}

/// Loops over machine words that the compiler turns into vector instructions of the machine it
/// finds.
mod vectorized {
    use pulp::{Arch, Simd, WithSimd};

    struct Lanes<'a> {
        product: bool,
        left: &'a [i64],
        right: &'a [i64],
        out: &'a mut [i64],
    }

    impl WithSimd for Lanes<'_> {
        type Output = ();

        #[expect(
            clippy::inline_always,
            reason = "only so is it compiled for the vectors"
        )]
        #[inline(always)]
        fn with_simd<S: Simd>(self, _simd: S) {
            let operands = self.out.iter_mut().zip(self.left).zip(self.right);
            if self.product {
                for ((out, left), right) in operands {
                    *out = left.wrapping_mul(*right);
                }
            } else {
                for ((out, left), right) in operands {
                    *out = left.wrapping_add(*right);
                }
            }
        }
    }

    struct LanesAndNumber<'a> {
        product: bool,
        left: &'a [i64],
        right: i64,
        out: &'a mut [i64],
    }

    impl WithSimd for LanesAndNumber<'_> {
        type Output = ();

        #[expect(
            clippy::inline_always,
            reason = "only so is it compiled for the vectors"
        )]
        #[inline(always)]
        fn with_simd<S: Simd>(self, _simd: S) {
            let operands = self.out.iter_mut().zip(self.left);
            if self.product {
                for (out, left) in operands {
                    *out = left.wrapping_mul(self.right);
                }
            } else {
                for (out, left) in operands {
                    *out = left.wrapping_add(self.right);
                }
            }
        }
    }

    struct Magnitude<'a>(&'a [i64]);

    impl WithSimd for Magnitude<'_> {
        type Output = u64;

        #[expect(
            clippy::inline_always,
            reason = "only so is it compiled for the vectors"
        )]
        #[inline(always)]
        fn with_simd<S: Simd>(self, _simd: S) -> u64 {
            let (mut least, mut most) = (0_i64, 0_i64);
            for number in self.0 {
                least = least.min(*number);
                most = most.max(*number);
            }
            least.unsigned_abs().max(most.unsigned_abs())
        }
    }

    pub(super) fn lanes(product: bool, left: &[i64], right: &[i64], out: &mut [i64]) {
        Arch::new().dispatch(Lanes {
            product,
            left,
            right,
            out,
        });
    }

    pub(super) fn lanes_and_number(product: bool, left: &[i64], right: i64, out: &mut [i64]) {
        Arch::new().dispatch(LanesAndNumber {
            product,
            left,
            right,
            out,
        });
    }

    pub(super) fn magnitude(numbers: &[i64]) -> u64 {
        Arch::new().dispatch(Magnitude(numbers))
    }
}

/// The largest magnitude among some numbers.
pub(super) fn magnitude(numbers: &[i64]) -> u128 {
    u128::from(vectorized::magnitude(numbers))
}
