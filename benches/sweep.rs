//! Points per second of the compiled evaluator beside hand-written C, in one run.
//!
//! `cargo bench --bench sweep` compiles the C program below with `cc -O3 -march=native` and runs both on
//! one core, each on its own deterministic points of the same ranges. Times are those of the processor,
//! so that other work on the machine hits neither; of several turns the best counts.

mod random;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use flopform::algebra::{Algebra, Indeterminate, Monomial, Polynomial, Rational, Value};
use flopform::evaluator::{Axis, BLOCK, Block, Column, Exact, Float, Formulas, Points, Wholes};
use flopform::{Engine, Setting};

use random::Random;

const NAMES: [&str; 5] = ["B", "S", "E", "N", "V"];
/// The smallest value of each symbol, and how many there are.
const RANGES: [(i64, i64); 5] = [
    (1, 64),
    (128, 8065),
    (256, 16129),
    (1, 128),
    (32_000, 224_001),
];
/// The same for exact numbers past 2⁶⁴, all of which stay below 2¹²⁷.
const WIDE: [(i64, i64); 5] = [
    (1, 10_000),
    (1, 1_000_000),
    (1, 1_000_000),
    (1, 1_000),
    (1, 1_000_000),
];
/// The same for exact numbers past 2¹²⁸.
const PAST: [(i64, i64); 5] = [(1 << 30, 1 << 30); 5];
const POINTS: usize = 10_000_000;
const EXACT_POINTS: usize = 100_000;
const TURNS: usize = 7;
/// How long a turn takes at least.
const TURN: Duration = Duration::from_millis(400);

/// A term: its coefficient and its exponents.
type Term = (i64, [u32; 5]);

fn main() {
    // `cargo test` runs benches once, to see that they work.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let points = if quick { 10_000 } else { POINTS };
    let poly = sixty_terms();
    let c = run_c(points, &horner(poly.clone()));
    let gpt = whole_gpt();
    let poly = Value::from(polynomial(&poly));
    report(
        "gpt, doubles from arrays",
        arrays(&gpt, points),
        c.as_ref().map(|c| c[0]),
    );
    report(
        "gpt, doubles on a grid",
        grid(&gpt, points, true),
        c.as_ref().map(|c| c[0]),
    );
    report(
        "gpt, exact on a grid",
        grid(&gpt, points, false),
        c.as_ref().map(|c| c[0]),
    );
    report(
        "60 terms, doubles from arrays",
        arrays(&poly, points),
        c.as_ref().map(|c| c[1]),
    );
    report(
        "60 terms, doubles on a grid",
        grid(&poly, points, true),
        c.as_ref().map(|c| c[1]),
    );
    report(
        "gpt, exact past 2^64",
        wide(&gpt, &WIDE),
        c.as_ref().map(|c| c[2]),
    );
    // C has no numbers this long.
    let past = wide(&poly, &PAST);
    println!("{:32} {past:8.3} ns a point", "60 terms, exact past 2^128");
}

fn report(name: &str, ours: f64, c: Option<f64>) {
    let rate = 1e9 / ours;
    print!("{name:32} {ours:8.3} ns a point  {rate:9.3e} points a second");
    match c {
        Some(c) => println!("   C {c:6.3} ns   {:.2} times C", ours / c),
        None => println!("   no C compiler"),
    }
}

/// The time this thread has had a processor, in seconds; of the clock where the system does not say.
fn now(begun: Instant) -> f64 {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(
        || begun.elapsed().as_secs_f64(),
        |nanoseconds| nanoseconds * 1e-9,
    )
}

/// The best time a point of several turns, in nanoseconds. A turn is long enough that the steps in
/// which the system counts a thread's time do not matter.
fn best(points: usize, mut once: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let times = (0..TURNS).map(|_| {
        let (before, started, mut times) = (now(begun), Instant::now(), 0.0);
        while times < 1.0 || started.elapsed() < TURN {
            once();
            times += 1.0;
        }
        (now(begun) - before) / times
    });
    let best = times.fold(f64::INFINITY, f64::min);
    best * 1e9 / f64::from(u32::try_from(points).expect("fewer than 2³²"))
}

/// The forward FLOPs of the library's whole model.
fn whole_gpt() -> Value {
    let mut engine = Engine::new();
    let question = engine
        .questions("flops(gpt)")
        .expect("it is in the library")
        .remove(0);
    let answers = engine.answer(&question, &[], &Setting::default());
    answers.expect("it has no mistakes").values.remove(0).value
}

fn symbols() -> Vec<(String, bool)> {
    NAMES
        .iter()
        .map(|name| ((*name).to_owned(), true))
        .collect()
}

/// Sixty terms with up to six factors, the same in every run.
fn sixty_terms() -> Vec<Term> {
    let mut random = Random(4001);
    let mut terms: Vec<Term> = Vec::new();
    while terms.len() < 60 {
        let mut exponents = [0; 5];
        for _ in 0..=random.below(6) {
            exponents[usize::try_from(random.below(5)).expect("small")] += 1;
        }
        if terms.iter().all(|(_, held)| *held != exponents) {
            terms.push((1 + random.below(99), exponents));
        }
    }
    terms
}

fn polynomial(terms: &[Term]) -> Polynomial {
    Polynomial::from_terms(terms.iter().map(|(coefficient, exponents)| {
        let factors = NAMES
            .iter()
            .zip(exponents)
            .filter(|(_, exponent)| **exponent > 0);
        let factors = factors.map(|(name, exponent)| (Indeterminate::symbol(name), *exponent));
        (
            Monomial::from_factors(factors),
            Rational::from(*coefficient),
        )
    }))
}

/// The terms as C, the most frequent symbol out of brackets first.
fn horner(terms: Vec<Term>) -> String {
    let count = |place: usize| {
        terms
            .iter()
            .filter(|(_, exponents)| exponents[place] > 0)
            .count()
    };
    let most = (0..5)
        .rev()
        .max_by_key(|place| count(*place))
        .expect("there are five");
    if terms.len() == 1 || count(most) == 0 {
        let products = terms.iter().map(|(coefficient, exponents)| {
            let mut text = format!("{coefficient}.0");
            for (name, exponent) in NAMES.iter().zip(exponents) {
                text += &format!("*{name}").repeat(*exponent as usize);
            }
            text
        });
        return products.collect::<Vec<_>>().join(" + ");
    }
    let (with, without): (Vec<Term>, Vec<Term>) = terms
        .into_iter()
        .partition(|(_, exponents)| exponents[most] > 0);
    let least = with
        .iter()
        .map(|(_, exponents)| exponents[most])
        .min()
        .expect("some have it");
    let with = with.into_iter().map(|(coefficient, mut exponents)| {
        exponents[most] -= least;
        (coefficient, exponents)
    });
    let power = vec![NAMES[most]; least as usize].join("*");
    let text = format!("{power}*({})", horner(with.collect()));
    if without.is_empty() {
        return text;
    }
    format!("{text} + {}", horner(without))
}

fn columns(ranges: &[(i64, i64); 5], points: usize) -> Vec<Vec<i64>> {
    let mut random = Random(4002);
    let column =
        |(least, count): &(i64, i64)| (0..points).map(|_| least + random.below(*count)).collect();
    ranges.iter().map(column).collect()
}

fn as_doubles(column: &[i64]) -> Vec<f64> {
    column
        .iter()
        .map(|number| Rational::from(*number).to_f64())
        .collect()
}

/// From five arrays into one.
fn arrays(value: &Value, points: usize) -> f64 {
    let formulas = Formulas::new(vec![value.clone()], &symbols(), Algebra::new().limits());
    let mut float = Float::new(&formulas);
    let columns: Vec<Vec<f64>> = columns(&RANGES, points)
        .iter()
        .map(|c| as_doubles(c))
        .collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let mut found = vec![0.0; points];
    best(points, || float.run_arrays(&columns, &mut [&mut found]))
}

/// All combinations, every result looked at and none kept.
fn grid(value: &Value, points: usize, float: bool) -> f64 {
    let steps = |start, step, count| Axis::Steps { start, step, count };
    let last = u64::try_from(points / 1_000).expect("it fits");
    let axes = vec![
        steps(1, 1, 10),
        steps(128, 8, last),
        steps(768, 256, 10),
        steps(12, 12, 2),
        steps(32_000, 1_000, 5),
    ];
    let points = Points::product(axes).expect("they can be counted");
    let symbols = NAMES.iter().enumerate();
    let symbols = symbols.map(|(place, name)| ((*name).to_owned(), points.is_varying(place)));
    let symbols: Vec<(String, bool)> = symbols.collect();
    let formulas = Formulas::new(vec![value.clone()], &symbols, Algebra::new().limits());
    let formulas = formulas.within(points.axes());
    let (mut doubles, mut exact) = (Float::new(&formulas), Exact::new(&formulas));
    let count = usize::try_from(points.count()).expect("it fits");
    let (mut seen, mut whole_seen) = (0_u64, 0_i128);
    let time = best(count, || {
        let (mut cursor, mut place) = (points.cursor(), 0);
        while place < points.count() {
            let (length, ()) = cursor.block(place, points.count() - place, |block| {
                if float {
                    doubles.run(block).expect("no point is refused");
                    // Not a sum: its additions would wait for each other longer than the numbers take.
                    seen ^= doubles
                        .numbers(0)
                        .iter()
                        .fold(0, |seen, number| seen ^ number.to_bits());
                } else {
                    exact.run(block).expect("no point is refused");
                    whole_seen ^= all_of(exact.numbers(0).0);
                }
            });
            place += length;
        }
    });
    std::hint::black_box((seen, whole_seen));
    time
}

/// Something that depends on each of the numbers.
fn all_of(numbers: Wholes<'_>) -> i128 {
    match numbers {
        Wholes::Narrow(numbers) => i128::from(numbers.iter().fold(0, |seen, next| seen ^ next)),
        Wholes::Wide(numbers) => numbers.iter().fold(0, |seen, next| seen ^ next),
        Wholes::Same(number) => number,
    }
}

/// Exact numbers past one machine word or past two.
fn wide(value: &Value, ranges: &[(i64, i64); 5]) -> f64 {
    let formulas = Formulas::new(vec![value.clone()], &symbols(), Algebra::new().limits());
    let mut exact = Exact::new(&formulas);
    let columns = columns(ranges, EXACT_POINTS);
    let mut found = vec![0_i128; EXACT_POINTS];
    let turns = if ranges == &PAST { 1 } else { 20 };
    let time = best(EXACT_POINTS * turns, || {
        for from in (0..turns).flat_map(|_| (0..EXACT_POINTS).step_by(BLOCK)) {
            let to = (from + BLOCK).min(EXACT_POINTS);
            let block = columns
                .iter()
                .map(|column| Column::Whole(&column[from..to], &[]));
            let block: Vec<Column<'_>> = block.collect();
            let block = Block {
                length: to - from,
                columns: &block,
            };
            exact.run(&block).expect("no point is refused");
            let (numbers, longer) = exact.numbers(0);
            for number in longer.values() {
                found[from] ^= i128::from(number.bits());
            }
            match numbers {
                Wholes::Wide(numbers) => found[from..to].copy_from_slice(numbers),
                narrower => {
                    for (place, found) in found[from..to].iter_mut().enumerate() {
                        *found = narrower.at(place);
                    }
                }
            }
        }
    });
    std::hint::black_box(&found);
    time
}

/// The times of the C program in nanoseconds a point: gpt, 60 terms, gpt in `__int128`. `None` without a
/// compiler.
fn run_c(points: usize, poly: &str) -> Option<[f64; 3]> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (folder.join("sweep.c"), folder.join("sweep_c"));
    let mut text = String::new();
    let _ = writeln!(
        text,
        "#define POINTS {points}\n#define EXACT_POINTS {EXACT_POINTS}\n#define TURNS {TURNS}"
    );
    let list = |ranges: &[(i64, i64); 5], of: fn(&(i64, i64)) -> i64| {
        ranges
            .iter()
            .map(|range| of(range).to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    let _ = writeln!(text, "#define LEAST {{{}}}", list(&RANGES, |range| range.0));
    let _ = writeln!(text, "#define COUNT {{{}}}", list(&RANGES, |range| range.1));
    let _ = writeln!(
        text,
        "#define WIDE_COUNT {{{}}}",
        list(&WIDE, |range| range.1)
    );
    let _ = writeln!(text, "#define POLY ({poly})");
    text += C;
    fs::write(&source, text).ok()?;
    let built = Command::new("cc")
        .args(["-O3", "-march=native", "-ffast-math", "-o"])
        .arg(&program)
        .arg(&source)
        .status();
    if !built.ok()?.success() {
        return None;
    }
    let output = Command::new(&program).output().ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let times: Vec<f64> = printed
        .split_whitespace()
        .filter_map(|time| time.parse().ok())
        .collect();
    times.try_into().ok()
}

const C: &str = r#"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}
static uint64_t state = 4002;
static int64_t below(int64_t limit) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)(state >> 33) % limit;
}
static void gpt(const double *restrict b, const double *restrict s, const double *restrict e,
                const double *restrict n, const double *restrict v, double *restrict out) {
    for (size_t i = 0; i < POINTS; i++) {
        double B = b[i], S = s[i], E = e[i], N = n[i], V = v[i];
        out[i] = 2.0 * B * S * E * (N * (12.0 * E + 2.0 * S) + V);
    }
}
static void poly(const double *restrict b, const double *restrict s, const double *restrict e,
                 const double *restrict n, const double *restrict v, double *restrict out) {
    for (size_t i = 0; i < POINTS; i++) {
        double B = b[i], S = s[i], E = e[i], N = n[i], V = v[i];
        out[i] = POLY;
    }
}
int main(void) {
    int64_t least[5] = LEAST, count[5] = COUNT, wide[5] = WIDE_COUNT;
    double *a[5], *out = calloc(POINTS, 8);
    for (int k = 0; k < 5; k++) {
        a[k] = malloc(POINTS * sizeof(double));
        for (size_t i = 0; i < POINTS; i++) a[k][i] = (double)(least[k] + below(count[k]));
    }
    for (size_t i = 0; i < POINTS; i++) out[i] = 1;
    for (int which = 0; which < 2; which++) {
        double best = 1e9;
        for (int turn = 0; turn < TURNS; turn++) {
            double t = now();
            (which ? poly : gpt)(a[0], a[1], a[2], a[3], a[4], out);
            t = now() - t;
            if (t < best) best = t;
        }
        printf("%.4f\n", best / POINTS * 1e9);
    }
    int64_t *p = malloc(EXACT_POINTS * 5 * sizeof *p);
    unsigned __int128 *r = malloc(EXACT_POINTS * sizeof *r), sum = 0;
    for (size_t i = 0; i < EXACT_POINTS * 5; i++) p[i] = 1 + below(wide[i % 5]);
    double best = 1e9;
    for (int turn = 0; turn < 20 * TURNS; turn++) {
        double t = now();
        for (size_t i = 0; i < EXACT_POINTS; i++) {
            unsigned __int128 B = p[5 * i], S = p[5 * i + 1], E = p[5 * i + 2], N = p[5 * i + 3], V = p[5 * i + 4];
            r[i] = 2 * B * S * E * (N * (12 * E + 2 * S) + V);
        }
        t = now() - t;
        if (t < best) best = t;
        sum += r[turn];
    }
    printf("%.4f\n", best / EXACT_POINTS * 1e9);
    return (out[7] + (double)sum) == 0.0;
}
"#;
