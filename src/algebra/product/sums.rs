//! Where products of coefficients are added up: as narrow as the sums allow.

use num_bigint::BigInt;

use crate::algebra::rational::Rational;

/// A table of sums, all zero at first.
pub(super) trait Sums {
    /// A table with so many places.
    fn new(length: usize) -> Self;

    /// Adds `number` times each of the numbers, one place after the other.
    fn add(&mut self, base: usize, number: i64, numbers: &[i64]);

    /// Shows the sums in a stretch that are not zero, last place first, and makes them zero.
    fn drain(&mut self, from: usize, to: usize, show: &mut dyn FnMut(usize, Rational));
}

/// Sums that 64 bits hold.
pub(super) struct Narrow(Vec<i64>);

impl Sums for Narrow {
    fn new(length: usize) -> Narrow {
        Narrow(vec![0; length])
    }

    fn add(&mut self, base: usize, number: i64, numbers: &[i64]) {
        let sums = &mut self.0[base..][..numbers.len()];
        for (sum, other) in sums.iter_mut().zip(numbers) {
            *sum += number * other;
        }
    }

    fn drain(&mut self, from: usize, to: usize, show: &mut dyn FnMut(usize, Rational)) {
        let stretch = self.0[from..to].iter_mut().enumerate().rev();
        for (place, sum) in stretch.filter(|(_, sum)| **sum != 0) {
            show(from + place, Rational::from(std::mem::take(sum)));
        }
    }
}

/// Sums that 128 bits hold.
pub(super) struct Wide(Vec<i128>);

impl Sums for Wide {
    fn new(length: usize) -> Wide {
        Wide(vec![0; length])
    }

    fn add(&mut self, base: usize, number: i64, numbers: &[i64]) {
        let sums = &mut self.0[base..][..numbers.len()];
        for (sum, other) in sums.iter_mut().zip(numbers) {
            *sum += i128::from(number) * i128::from(*other);
        }
    }

    fn drain(&mut self, from: usize, to: usize, show: &mut dyn FnMut(usize, Rational)) {
        let stretch = self.0[from..to].iter_mut().enumerate().rev();
        for (place, sum) in stretch.filter(|(_, sum)| **sum != 0) {
            show(from + place, Rational::from_i128(std::mem::take(sum)));
        }
    }
}

/// Longer sums: 128 bits, and how often they were left upwards less how often downwards.
pub(super) struct Carrying {
    low: Vec<i128>,
    carries: Vec<i64>,
}

impl Sums for Carrying {
    fn new(length: usize) -> Carrying {
        Carrying {
            low: vec![0; length],
            carries: vec![0; length],
        }
    }

    fn add(&mut self, base: usize, number: i64, numbers: &[i64]) {
        let sums = &mut self.low[base..][..numbers.len()];
        for (place, (held, other)) in sums.iter_mut().zip(numbers).enumerate() {
            let product = i128::from(number) * i128::from(*other);
            let (sum, left) = held.overflowing_add(product);
            *held = sum;
            if left {
                self.carries[base + place] += if product < 0 { -1 } else { 1 };
            }
        }
    }

    fn drain(&mut self, from: usize, to: usize, show: &mut dyn FnMut(usize, Rational)) {
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
