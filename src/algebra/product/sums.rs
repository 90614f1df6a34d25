//! Where products of coefficients are added up: as narrow as the sums allow.

use num_bigint::BigInt;

use crate::algebra::product::groups::{Groups, Pair, with_run};
use crate::algebra::rational::Rational;

/// A table of sums, all zero at first.
pub(super) trait Sums {
    /// A table with so many places.
    fn new(length: usize) -> Self;

    /// Adds the products of pairs of groups that belong to one slice.
    fn add_pairs(&mut self, pairs: &[Pair], ours: &Groups, theirs: &Groups);

    /// Shows the sums in a stretch that are not zero, last place first, and makes them zero.
    fn drain(&mut self, from: usize, to: usize, show: impl FnMut(usize, Rational));
}

/// Sums to which a run is added for one factor after the other.
trait ByFactor {
    /// For each of the factors, adds the numbers times it from its place plus `at` on. How many numbers
    /// there are is known when this is compiled, so they stay in registers.
    fn add<const N: usize>(&mut self, at: u32, numbers: [i64; N], factors: &[(u32, i64)]);

    fn add_by_factor(&mut self, pairs: &[Pair], ours: &Groups, theirs: &Groups) {
        for pair in pairs {
            let factors = ours.factors(pair.left);
            for (run, numbers) in theirs.runs(pair.right) {
                with_run!(numbers, held => self.add(run.place, held, factors));
            }
        }
    }
}

/// Sums that a machine integer each holds: one of 64 bits, or of 128.
pub(super) struct Plain<I>(Vec<I>);

impl Plain<i64> {
    /// The sums by place.
    pub(super) fn table(&mut self) -> &mut [i64] {
        &mut self.0
    }
}

/// A machine integer that products are added up in.
pub(super) trait Accumulator: Copy + Default + PartialEq {
    /// Adds a product; the bounds of the sums leave room for it.
    fn add_product(&mut self, left: i64, right: i64);

    /// The number that it came to.
    fn number(self) -> Rational;
}

impl Accumulator for i64 {
    #[inline]
    fn add_product(&mut self, left: i64, right: i64) {
        // Checked, though there is room: products of 64 bits in vectors, which are made of several,
        // would be slower than one by one.
        *self += left.checked_mul(right).expect("the sums have room");
    }

    #[inline]
    fn number(self) -> Rational {
        Rational::from(self)
    }
}

impl Accumulator for i128 {
    #[inline]
    fn add_product(&mut self, left: i64, right: i64) {
        *self += i128::from(left) * i128::from(right);
    }

    #[inline]
    fn number(self) -> Rational {
        Rational::from_i128(self)
    }
}

impl<I: Accumulator> ByFactor for Plain<I> {
    fn add<const N: usize>(&mut self, at: u32, numbers: [i64; N], factors: &[(u32, i64)]) {
        for (place, factor) in factors {
            let sums = &mut self.0[(place + at) as usize..][..N];
            for (sum, number) in sums.iter_mut().zip(numbers) {
                sum.add_product(number, *factor);
            }
        }
    }
}

impl<I: Accumulator> Sums for Plain<I> {
    fn new(length: usize) -> Plain<I> {
        Plain(vec![I::default(); length])
    }

    fn add_pairs(&mut self, pairs: &[Pair], ours: &Groups, theirs: &Groups) {
        self.add_by_factor(pairs, ours, theirs);
    }

    fn drain(&mut self, from: usize, to: usize, mut show: impl FnMut(usize, Rational)) {
        let stretch = self.0[from..to].iter_mut().enumerate().rev();
        for (place, sum) in stretch.filter(|(_, sum)| **sum != I::default()) {
            show(from + place, std::mem::take(sum).number());
        }
    }
}

/// Longer sums: 128 bits, and how often they were left upwards less how often downwards.
pub(super) struct Carrying {
    low: Vec<i128>,
    carries: Vec<i64>,
}

impl ByFactor for Carrying {
    fn add<const N: usize>(&mut self, at: u32, numbers: [i64; N], factors: &[(u32, i64)]) {
        for (place, factor) in factors {
            let base = (place + at) as usize;
            let sums = &mut self.low[base..][..N];
            let mut leaving = 0;
            for (place, (sum, number)) in sums.iter_mut().zip(numbers).enumerate() {
                let (next, left) = sum.overflowing_add(i128::from(number) * i128::from(*factor));
                *sum = next;
                leaving |= u32::from(left) << place;
            }
            // Hardly any addition leaves 128 bits.
            while leaving != 0 {
                let place = leaving.trailing_zeros() as usize;
                leaving &= leaving - 1;
                let negative = (numbers[place] < 0) != (*factor < 0);
                self.carries[base + place] += if negative { -1 } else { 1 };
            }
        }
    }
}

impl Sums for Carrying {
    fn new(length: usize) -> Carrying {
        Carrying {
            low: vec![0; length],
            carries: vec![0; length],
        }
    }

    fn add_pairs(&mut self, pairs: &[Pair], ours: &Groups, theirs: &Groups) {
        self.add_by_factor(pairs, ours, theirs);
    }

    fn drain(&mut self, from: usize, to: usize, mut show: impl FnMut(usize, Rational)) {
        for place in (from..to).rev() {
            let low = std::mem::take(&mut self.low[place]);
            let carries = std::mem::take(&mut self.carries[place]);
            if carries != 0 {
                let sum = BigInt::from(low) + (BigInt::from(carries) << i128::BITS);
                show(place, Rational::from_big(sum));
            } else if low != 0 {
                show(place, Rational::from_i128(low));
            }
        }
    }
}
