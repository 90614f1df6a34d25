//! Sums of products of narrow coefficients, several at a time in the vector registers of the machine.

use pulp::{Arch, Simd, WithSimd};

use crate::algebra::product::groups::{Groups, LONGEST_RUN, PADDED, Pair, Run, with_run};
use crate::algebra::product::sums::{Plain, Sums};
use crate::algebra::rational::Rational;

/// Sums of 64 bits of products of coefficients of 32 bits. Runs are multiplied by runs: what they come to
/// is added up in registers and goes to the table once.
pub(super) struct Narrow {
    sums: Plain<i64>,
    arch: Arch,
}

impl Narrow {
    /// Whether the machine multiplies several numbers at a time.
    pub(super) fn is_quick() -> bool {
        !matches!(Arch::new(), Arch::Scalar)
    }
}

impl Sums for Narrow {
    fn new(length: usize) -> Narrow {
        Narrow {
            // Whole vectors are added, of zeros behind the last place.
            sums: Plain::new(length + 2 * LONGEST_RUN),
            arch: Arch::new(),
        }
    }

    fn add_pairs(&mut self, pairs: &[Pair], ours: &Groups, theirs: &Groups) {
        self.arch.dispatch(Add {
            sums: self.sums.table(),
            pairs,
            ours,
            theirs,
        });
    }

    fn drain(&mut self, from: usize, to: usize, show: impl FnMut(usize, Rational)) {
        self.sums.drain(from, to, show);
    }
}

struct Add<'a> {
    sums: &'a mut [i64],
    pairs: &'a [Pair],
    ours: &'a Groups,
    theirs: &'a Groups,
}

impl WithSimd for Add<'_> {
    type Output = ();

    #[expect(
        clippy::inline_always,
        reason = "only so is it compiled for the vectors"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        for pair in self.pairs {
            for (run, padded) in self.theirs.padded_runs(pair.right) {
                let others = self.ours.padded_runs(pair.left);
                let numbers = &padded[LONGEST_RUN..][..run.len()];
                with_run!(numbers, factors => add(run.place, factors, others, self.sums));
            }
        }
    }
}

/// Adds the products of a run and others.
#[expect(
    clippy::inline_always,
    reason = "only so is it compiled for the vectors"
)]
#[inline(always)]
fn add<'g, const N: usize>(
    place: u32,
    factors: [i32; N],
    others: impl Iterator<Item = (&'g Run, &'g [i32; PADDED])>,
    sums: &mut [i64],
) {
    for (run, numbers) in others {
        let at = (place + run.place) as usize;
        add_vector::<N, 0>(factors, numbers, &mut sums[at..]);
        if N + run.len() > LONGEST_RUN + 1 {
            add_vector::<N, LONGEST_RUN>(factors, numbers, &mut sums[at + LONGEST_RUN..]);
        }
    }
}

/// Adds as many sums as a run is long at most: from the one with this number on, of those that the
/// product of two runs has.
#[expect(
    clippy::inline_always,
    reason = "only so is it compiled for the vectors"
)]
#[inline(always)]
fn add_vector<const N: usize, const FROM: usize>(
    factors: [i32; N],
    numbers: &[i32; PADDED],
    sums: &mut [i64],
) {
    let sums = sums.first_chunk_mut::<LONGEST_RUN>();
    let sums = sums.expect("there is room behind the last place");
    let mut held = *sums;
    for (step, factor) in factors.into_iter().enumerate() {
        let numbers = &numbers[LONGEST_RUN + FROM - step..][..LONGEST_RUN];
        for (sum, number) in held.iter_mut().zip(numbers) {
            *sum = sum.wrapping_add(i64::from(factor) * i64::from(*number));
        }
    }
    *sums = held;
}
