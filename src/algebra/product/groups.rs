//! The terms of a polynomial by slice, ready to be multiplied by those of another.

/// The longest run.
pub(super) const LONGEST_RUN: usize = 8;

/// Does something with a run as an array, whose length is known when it is compiled, so that its numbers
/// stay in registers.
macro_rules! with_run {
    ($numbers:expr, $run:ident => $body:expr) => {
        with_run!(@lengths $numbers, $run, $body,
            [a] [a b] [a b c] [a b c d] [a b c d e] [a b c d e f] [a b c d e f g] [a b c d e f g h])
    };
    (@lengths $numbers:expr, $run:ident, $body:expr, $([$($number:ident)+])+) => {
        match *$numbers {
            $([$($number),+] => {
                let $run = [$($number),+];
                $body
            })+
            _ => unreachable!("runs are not empty and are cut to their longest"),
        }
    };
}
pub(super) use with_run;

/// How far the padded numbers of one run are from those of the next: [`LONGEST_RUN`] zeros, then the run,
/// filled up with zeros.
const APART: usize = 2 * LONGEST_RUN;

/// A run with zeros on both sides.
pub(super) const PADDED: usize = 3 * LONGEST_RUN;

/// Two groups whose products fall into one slice.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) key: u64,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// The terms of a polynomial by slice.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) keys: Vec<u64>,
    /// For each group the blocks that it has places in.
    blocks: Vec<u64>,
    /// Where the runs of each group begin.
    run_starts: Vec<usize>,
    runs: Vec<Run>,
    /// Where the terms of each group begin.
    starts: Vec<usize>,
    /// The place and the coefficient of each term.
    factors: Vec<(u32, i64)>,
    /// The coefficients again, by themselves.
    numbers: Vec<i64>,
    /// And once more after [`Groups::pad`], run by run, with zeros between the runs.
    padded: Vec<i32>,
}

/// A few terms whose places follow each other.
pub(super) struct Run {
    /// The place of the first.
    pub(super) place: u32,
    /// Where its coefficient stands, and that behind the last.
    start: usize,
    end: usize,
}

impl Run {
    /// How many terms it has.
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the place is the one behind its last.
    fn follows(&self, place: u32) -> bool {
        (place - self.place) as usize == self.len()
    }
}

impl Groups {
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Takes terms by rising key and place.
    pub(super) fn push(&mut self, key: u64, place: u32, block: u32, number: i64) {
        let fresh = self.keys.last() != Some(&key);
        if fresh {
            self.keys.push(key);
            self.run_starts.push(self.runs.len());
            self.starts.push(self.factors.len());
            self.blocks.push(0);
        }
        if let Some(blocks) = self.blocks.last_mut() {
            *blocks |= 1 << (place >> block);
        }
        self.factors.push((place, number));
        self.numbers.push(number);
        let end = self.numbers.len();
        match self.runs.last_mut() {
            Some(run) if !fresh && run.len() < LONGEST_RUN && run.follows(place) => {
                run.end = end;
            }
            _ => self.runs.push(Run {
                place,
                start: end - 1,
                end,
            }),
        }
    }

    /// Puts factors with neighboring places apart: a sum that was just written is read again only some
    /// steps later, when it need not be waited for.
    pub(super) fn spread(&mut self) {
        const PARTS: usize = 4;
        let ends = self
            .starts
            .iter()
            .skip(1)
            .copied()
            .chain([self.factors.len()]);
        for (start, end) in self.starts.iter().copied().zip(ends) {
            let group = &mut self.factors[start..end];
            let part = group.len().div_ceil(PARTS);
            let order = (0..part).flat_map(|at| (0..PARTS).map(move |which| which * part + at));
            let held = group.to_vec();
            let spread = order.filter_map(|place| held.get(place));
            for (place, factor) in group.iter_mut().zip(spread) {
                *place = *factor;
            }
        }
    }

    /// Whether a run has two terms or more in the mean.
    pub(super) fn has_runs(&self) -> bool {
        self.numbers.len() >= 2 * self.runs.len()
    }

    /// Writes the coefficients down with zeros between the runs; `false` where one of them is not narrow.
    pub(super) fn pad(&mut self) -> bool {
        let mut padded = vec![0; APART * self.runs.len() + LONGEST_RUN];
        for (run, place) in self.runs.iter().zip((LONGEST_RUN..).step_by(APART)) {
            for (number, padded) in self.numbers[run.start..run.end]
                .iter()
                .zip(&mut padded[place..])
            {
                let Ok(narrow) = i32::try_from(*number) else {
                    return false;
                };
                *padded = narrow;
            }
        }
        self.padded = padded;
        true
    }

    /// The blocks that a group has places in.
    pub(super) fn blocks(&self, group: usize) -> u64 {
        self.blocks[group]
    }

    /// The places and coefficients of a group.
    pub(super) fn factors(&self, group: usize) -> &[(u32, i64)] {
        &self.factors[range(&self.starts, group, self.factors.len())]
    }

    /// The runs of a group, each with its numbers.
    pub(super) fn runs(&self, group: usize) -> impl Iterator<Item = (&Run, &[i64])> {
        let runs = &self.runs[range(&self.run_starts, group, self.runs.len())];
        runs.iter()
            .map(|run| (run, &self.numbers[run.start..run.end]))
    }

    /// The runs of a group, each with its numbers between at least [`LONGEST_RUN`] zeros on each side;
    /// all coefficients are narrow.
    pub(super) fn padded_runs(&self, group: usize) -> impl Iterator<Item = (&Run, &[i32; PADDED])> {
        let runs = range(&self.run_starts, group, self.runs.len());
        let padded = self.padded[APART * runs.start..]
            .windows(PADDED)
            .step_by(APART);
        let padded = padded.map(|padded| padded.try_into().expect("a window is as long as it is"));
        self.runs[runs].iter().zip(padded)
    }
}

/// Where what belongs to a group stands in a list, given where that of each group begins.
fn range(starts: &[usize], group: usize, end: usize) -> std::ops::Range<usize> {
    starts[group]..starts.get(group + 1).copied().unwrap_or(end)
}
