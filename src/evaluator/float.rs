//! The machine for doubles: every step over as many points as fit the vector registers.

use std::hint::black_box;

use pulp::{Arch, Simd, WithSimd, bytemuck};

use crate::evaluator::lanes::COPYING;
use crate::evaluator::step::{Source, Step, Steps};

/// How many vectors the accumulator is made of: enough that a step costs more than finding out
/// which it is, and few enough for the registers.
const VECTORS: usize = 8;

/// The widest vector of any machine, in doubles.
const WIDEST: usize = 8;

/// Vectors that begin where a line of the cache does: reading them never takes two lines.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Lanes<V>([V; VECTORS]);

/// Where a step finds its operand, in one small number: reading it competes with reading the points.
/// Results that are kept come first, then the columns; numbers have a mark.
#[derive(Clone, Copy, Debug)]
struct Operand(u32);

/// The mark of a number that is the same for the whole block.
const NUMBER: u32 = 1 << 31;

impl Operand {
    fn of(source: Source, kept: usize) -> Operand {
        let place = |place| {
            u32::try_from(place)
                .ok()
                .filter(|place| place & NUMBER == 0)
        };
        let found = match source {
            Source::Kept(kept) => place(kept),
            Source::Column(column) => place(kept + column),
            Source::Same(number) => place(number).map(|place| place | NUMBER),
        };
        Operand(found.expect("the limits of the algebra keep formulas below 2³¹ numbers"))
    }
}

/// Runs steps over columns of doubles.
#[derive(Clone, Debug)]
pub(super) struct FloatMachine {
    steps: Steps,
    program: Vec<Step<Operand>>,
    /// The numbers of the steps, then those of a block.
    numbers: Vec<f64>,
    results: usize,
    arch: Arch,
}

impl FloatMachine {
    /// A machine for steps with this many results.
    pub(super) fn new(steps: Steps, results: usize) -> FloatMachine {
        let program = steps.list.iter();
        let program = program.map(|step| step.map(|source| Operand::of(source, steps.kept)));
        FloatMachine {
            program: program.collect(),
            numbers: steps.numbers.clone(),
            steps,
            results,
            arch: Arch::new(),
        }
    }

    /// The steps it runs.
    pub(super) fn steps(&self) -> &Steps {
        &self.steps
    }

    /// Computes every point; the columns, by the places of their symbols, are of one length or empty,
    /// and so are the results. `same` are the numbers of the nodes that the steps need once a block.
    /// Returns the ranges of points at which something was not finite on the way.
    pub(super) fn run(
        &mut self,
        same: &[f64],
        columns: &[&[f64]],
        results: &mut [&mut [f64]],
    ) -> Vec<(usize, usize)> {
        debug_assert_eq!(results.len(), self.results, "one column for each result");
        self.numbers.truncate(self.steps.numbers.len());
        self.numbers.extend(same);
        self.arch.dispatch(Run {
            program: &self.program,
            kept: self.steps.kept,
            numbers: &self.numbers,
            columns,
            results,
        })
    }
}

struct Run<'a, 'r> {
    program: &'a [Step<Operand>],
    kept: usize,
    numbers: &'a [f64],
    columns: &'a [&'a [f64]],
    results: &'a mut [&'r mut [f64]],
}

impl WithSimd for Run<'_, '_> {
    type Output = Vec<(usize, usize)>;

    #[expect(
        clippy::inline_always,
        reason = "only so is it compiled for the vectors"
    )]
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<(usize, usize)> {
        let width = VECTORS * S::F64_LANES;
        let length = self.results.first().map_or(0, |result| result.len());
        let numbers = self.numbers;
        let zero = simd.splat_f64s(0.0);
        let mut kept = vec![Lanes([zero; VECTORS]); self.kept];
        let mut suspects = Vec::new();
        let whole = length / width * width;
        {
            let columns = self.columns.iter().map(|column| {
                let whole = whole.min(column.len());
                S::as_simd_f64s(&column[..whole]).0
            });
            let columns: Vec<&[S::f64s]> = columns.collect();
            let results = self.results.iter_mut();
            let results = results.map(|result| S::as_mut_simd_f64s(&mut result[..whole]).0);
            let mut results: Vec<&mut [S::f64s]> = results.collect();
            let steps = self.program;
            for chunk in 0..whole / width {
                let at = chunk * VECTORS;
                if chunk_is_suspect(simd, steps, numbers, &columns, &mut kept, &mut results, at) {
                    suspects.push((chunk * width, (chunk + 1) * width));
                }
            }
        }
        if whole < length {
            self.rest(simd, whole, numbers, &mut kept, &mut suspects);
        }
        suspects
    }
}

impl Run<'_, '_> {
    /// The last points, which are fewer than a chunk has: the last one is repeated.
    #[inline(always)]
    fn rest<S: Simd>(
        self,
        simd: S,
        from: usize,
        numbers: &[f64],
        kept: &mut [Lanes<S::f64s>],
        suspects: &mut Vec<(usize, usize)>,
    ) {
        const WHOLE: usize = VECTORS * WIDEST;
        let width = VECTORS * S::F64_LANES;
        let padded = self.columns.iter().map(|column| {
            let mut padded = [0.0; WHOLE];
            if let Some(last) = column.last() {
                padded.fill(*last);
                padded[..column.len() - from].copy_from_slice(&column[from..]);
            }
            padded
        });
        let padded: Vec<[f64; WHOLE]> = padded.collect();
        let columns = padded
            .iter()
            .map(|column| S::as_simd_f64s(&column[..width]).0);
        let columns: Vec<&[S::f64s]> = columns.collect();
        let mut found = vec![[0.0; WHOLE]; self.results.len()];
        let results = found.iter_mut();
        let results = results.map(|result| S::as_mut_simd_f64s(&mut result[..width]).0);
        let mut results: Vec<&mut [S::f64s]> = results.collect();
        let steps = self.program;
        let suspect = chunk_is_suspect(simd, steps, numbers, &columns, kept, &mut results, 0);
        let length = self.results.first().map_or(0, |result| result.len());
        for (result, found) in self.results.iter_mut().zip(&found) {
            result[from..].copy_from_slice(&found[..length - from]);
        }
        if suspect {
            suspects.push((from, length));
        }
    }
}

/// Computes the points of one chunk, and whether something was not finite on the way.
#[expect(
    clippy::inline_always,
    reason = "only so is it compiled for the vectors"
)]
#[expect(
    clippy::too_many_lines,
    reason = "it is one table: a line or two for each step"
)]
#[inline(always)]
fn chunk_is_suspect<S: Simd>(
    simd: S,
    steps: &[Step<Operand>],
    numbers: &[f64],
    columns: &[&[S::f64s]],
    kept: &mut [Lanes<S::f64s>],
    results: &mut [&mut [S::f64s]],
    at: usize,
) -> bool {
    let zero = simd.splat_f64s(0.0);
    // It stays zero while everything is finite: 0·∞ and 0·NaN are no numbers.
    let mut finite = zero;
    let mut held = [zero; VECTORS];
    let mut second = [zero; VECTORS];
    macro_rules! lanes {
        ($operand:expr) => {{
            let place = $operand.0 as usize;
            match kept.get(place) {
                Some(lanes) => &lanes.0,
                None => {
                    <&[S::f64s; VECTORS]>::try_from(&columns[place - kept.len()][at..at + VECTORS])
                        .expect("a chunk has this many vectors")
                }
            }
        }};
    }
    // Calls the body with a way to read each operand.
    macro_rules! with {
        ($operand:expr, $read:ident, $body:expr) => {
            if $operand.0 & NUMBER != 0 {
                let number = simd.splat_f64s(numbers[($operand.0 & !NUMBER) as usize]);
                #[allow(unused)]
                let $read = |place: usize| number;
                $body
            } else {
                let lanes = lanes!($operand);
                let $read = |place: usize| lanes[place];
                $body
            }
        };
    }
    macro_rules! each {
        ($place:ident, $body:expr) => {
            for $place in 0..VECTORS {
                held[$place] = $body;
            }
        };
    }
    macro_rules! watch {
        () => {
            for place in 0..VECTORS {
                finite = simd.mul_add_f64s(held[place], zero, finite);
            }
        };
    }
    macro_rules! each_number {
        ($number:ident, $body:expr) => {{
            let mut lanes = held;
            for $number in bytemuck::cast_slice_mut::<S::f64s, f64>(&mut lanes) {
                *$number = $body;
            }
            held = lanes;
        }};
    }
    // A short program is done before the next points would have come.
    let long = steps.len() >= COPYING;
    let shares = if long { VECTORS } else { 1 };
    let share = steps.len().div_ceil(shares).max(1);
    for (line, steps) in steps.chunks(share).enumerate() {
        if long {
            come(at + VECTORS + line, columns, results);
        }
        for step in steps {
            match *step {
                Step::Load(a) => with!(a, a, each!(i, a(i))),
                Step::Add(a) => with!(a, a, each!(i, simd.add_f64s(held[i], a(i)))),
                Step::Multiply(a) => with!(a, a, each!(i, simd.mul_f64s(held[i], a(i)))),
                Step::MultiplyAdd(a, b) => with!(
                    a,
                    a,
                    with!(b, b, each!(i, simd.mul_add_f64s(held[i], a(i), b(i))))
                ),
                Step::AddProduct(a, b) => {
                    let a = lanes!(a);
                    with!(b, b, each!(i, simd.mul_add_f64s(a[i], b(i), held[i])));
                }
                Step::Product(a, b) => {
                    let a = lanes!(a);
                    with!(b, b, each!(i, simd.mul_f64s(a[i], b(i))));
                }
                Step::ProductAdd(a, b, c) => {
                    let a = lanes!(a);
                    with!(
                        b,
                        b,
                        with!(c, c, each!(i, simd.mul_add_f64s(a[i], b(i), c(i))))
                    );
                }
                Step::Divide(a) => {
                    with!(a, a, each!(i, simd.div_f64s(held[i], a(i))));
                    watch!();
                }
                Step::DivideInto(a) => {
                    with!(a, a, each!(i, simd.div_f64s(a(i), held[i])));
                    watch!();
                }
                Step::Larger(a) => {
                    watch!();
                    with!(a, a, each!(i, simd.max_f64s(held[i], a(i))));
                    watch!();
                }
                Step::Floor => each_number!(x, x.floor()),
                Step::Positive => {
                    watch!();
                    each_number!(x, f64::from(u8::from(*x > 0.0)));
                }
                Step::NonNegative => {
                    watch!();
                    each_number!(x, f64::from(u8::from(*x >= 0.0)));
                }
                Step::NonZero => each_number!(x, if *x == 0.0 { f64::NAN } else { *x }),
                Step::Power(base) => each_number!(x, power(base, *x)),
                Step::Parity => each_number!(x, parity(*x)),
                Step::Root => {
                    each_number!(x, x.sqrt());
                    watch!();
                }
                Step::Logarithm => {
                    each_number!(x, x.log2());
                    watch!();
                }
                Step::Choice(then, otherwise) => {
                    let condition = held;
                    with!(otherwise, a, each!(i, a(i)));
                    let otherwise = held;
                    with!(then, a, each!(i, a(i)));
                    let condition = bytemuck::cast_slice::<S::f64s, f64>(&condition);
                    let otherwise = bytemuck::cast_slice::<S::f64s, f64>(&otherwise);
                    let mut lanes = held;
                    let chosen = bytemuck::cast_slice_mut::<S::f64s, f64>(&mut lanes);
                    for ((chosen, condition), otherwise) in
                        chosen.iter_mut().zip(condition).zip(otherwise)
                    {
                        *chosen = choice(*condition, *chosen, *otherwise);
                    }
                    held = lanes;
                }
                Step::Unusual => each!(_i, simd.splat_f64s(f64::NAN)),
                Step::Keep(place) => kept[place as usize] = Lanes(held),
                Step::Hold => second = held,
                Step::AddHeld => each!(i, simd.add_f64s(held[i], second[i])),
                Step::MultiplyHeld => each!(i, simd.mul_f64s(held[i], second[i])),
                Step::MultiplyAddHeld(a) => {
                    with!(a, a, each!(i, simd.mul_add_f64s(held[i], a(i), second[i])));
                }
                Step::AddProductHeld(a) => {
                    with!(a, a, each!(i, simd.mul_add_f64s(a(i), second[i], held[i])));
                }
                Step::Result(place) => {
                    watch!();
                    results[place as usize][at..at + VECTORS].copy_from_slice(&held);
                }
            }
        }
    }
    simd.reduce_sum_f64s(finite) != 0.0
}

/// Reads the first number of a vector of each column, so that its line of the cache is on the way
/// long before the points are needed: a little of the next chunk at a time while this one is computed.
#[expect(
    clippy::inline_always,
    reason = "only so is it compiled for the vectors"
)]
#[inline(always)]
fn come<V: bytemuck::Pod>(place: usize, columns: &[&[V]], results: &[&mut [V]]) {
    let results = results.iter().map(|result| &**result);
    for column in columns.iter().copied().chain(results) {
        if let Some(vector) = column.get(place) {
            let numbers: &[f64] = bytemuck::cast_slice(std::slice::from_ref(vector));
            black_box(numbers[0]);
        }
    }
}

/// The base raised to an exponent; 1 where the exponent is negative.
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    if exponent <= 0.0 {
        1.0
    } else {
        base.powf(exponent)
    }
}

/// 1 for an even number and −1 for an odd one; no number where a double cannot tell.
pub(super) fn parity(number: f64) -> f64 {
    if number.abs() >= 9_007_199_254_740_992.0 {
        return f64::NAN;
    }
    if (number * 0.5).fract() == 0.0 {
        1.0
    } else {
        -1.0
    }
}

/// The second where the first is 1, the third where it is 0, else no number.
#[expect(clippy::float_cmp, reason = "a flag is exactly 0 or 1")]
pub(super) fn choice(condition: f64, then: f64, otherwise: f64) -> f64 {
    if condition == 1.0 {
        then
    } else if condition == 0.0 {
        otherwise
    } else {
        f64::NAN
    }
}
