//! The harness's workloads for daily use, on inputs made here: `cargo bench --bench workloads`.
//!
//! The same work beside other engines, on the harness's inputs, is the column in `benches/column`.

#[path = "column/inputs.rs"]
mod inputs;
#[path = "column/models.rs"]
mod models;
#[path = "column/products.rs"]
#[expect(dead_code, reason = "the column checks sums too")]
mod products;
mod random;
#[path = "column/texts.rs"]
mod texts;

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use flopform::Engine;
use flopform::algebra::{Polynomial, Value};

use inputs::{polynomial, workbench};
use models::{Symbols, layers, printed};
use random::Random;

fn from_objects(criterion: &mut Criterion) {
    let symbols = Symbols::new();
    criterion.bench_function("w1: a block of eight rules", |bench| {
        bench.iter(|| printed(symbols.block()));
    });
    criterion.bench_function("w2: a whole model", |bench| {
        bench.iter(|| printed(symbols.closed()));
    });
    let mut random = Random(2001);
    let mut widths = String::new();
    for _ in 0..1_000 {
        let heads = 4 + random.below(60);
        let model = heads * (16 + random.below(240));
        let _ = writeln!(widths, "{model} {heads} {}", 4 * model);
    }
    let layers = layers(&widths);
    criterion.bench_function("w2: a thousand layers", |bench| {
        bench.iter(|| printed(symbols.layers(&layers)));
    });
}

fn from_text(criterion: &mut Criterion) {
    let mut engine = Engine::new();
    let mut reader = texts::reader(&mut engine);
    criterion.bench_function("w1: a block from one line of text", |bench| {
        bench.iter(|| printed(texts::read(&mut reader, black_box(texts::BLOCK))));
    });
    let mut random = Random(6001);
    let lines: Vec<String> = (0..100).map(|_| sum(&mut random, 2)).collect();
    criterion.bench_function("w6: a hundred lines multiplied out", |bench| {
        bench.iter(|| {
            let values = lines.iter().map(|line| texts::read(&mut reader, line));
            values.collect::<Vec<Value>>()
        });
    });
}

/// A sum of products in brackets so deep inside each other.
fn sum(random: &mut Random, depth: u32) -> String {
    let terms = (0..2 + random.below(3)).map(|_| term(random, depth));
    terms.collect::<Vec<String>>().join(" + ")
}

fn term(random: &mut Random, depth: u32) -> String {
    let number = 2 + random.below(62);
    let mut factors = String::new();
    for _ in 0..=random.below(4) {
        factors +=
            ["*B", "*S", "*E^2", "*H", "*V"][usize::try_from(random.below(5)).expect("small")];
    }
    match random.below(3) {
        0 if depth > 0 => format!("{number}*({})", sum(random, depth - 1)),
        1 if depth > 0 => format!("{number}*({})*({})", sum(random, 0), sum(random, 0)),
        _ => format!("{number}{factors}"),
    }
}

fn long_products(criterion: &mut Criterion) {
    for power in [8, 12] {
        let factors = products::dense(power);
        criterion.bench_function(&format!("w3: dense, power {power}"), |bench| {
            bench.iter_batched(
                || (),
                |()| products::multiply(&factors),
                BatchSize::LargeInput,
            );
        });
    }
    let factors = products::sparse(6);
    criterion.bench_function("w3: sparse, power 6", |bench| {
        bench.iter_batched(
            || (),
            |()| products::multiply(&factors),
            BatchSize::LargeInput,
        );
    });
}

fn common_divisors(criterion: &mut Criterion) {
    for terms in [10, 50] {
        let mut random = Random(5000);
        let [shared, left, right] = [(); 3].map(|()| random_polynomial(&mut random, terms));
        let times = |other: &Polynomial| {
            let product = workbench().multiply(&shared.clone().into(), &other.clone().into());
            product.expect("no limit is met").numerator().clone()
        };
        let (left, right) = (times(&left), times(&right));
        criterion.bench_function(&format!("w5: three times {terms} terms"), |bench| {
            bench.iter(|| workbench().common_divisor(&left, &right));
        });
    }
}

/// A polynomial of so many terms in five symbols.
fn random_polynomial(random: &mut Random, terms: usize) -> Polynomial {
    let mut text = String::new();
    for _ in 0..terms {
        let mut exponents = [0; 5];
        for _ in 0..random.below(9) {
            exponents[usize::try_from(random.below(5)).expect("small")] += 1;
        }
        let sign = if random.below(2) == 0 { "-" } else { "" };
        let _ = write!(text, "{sign}{}", 1 + random.below(99));
        let _ = exponents
            .iter()
            .try_for_each(|exponent| write!(text, " {exponent}"));
        text.push('\n');
    }
    polynomial(text.lines(), &["B", "S", "E", "H", "V"])
}

criterion_group!(
    benches,
    from_objects,
    from_text,
    long_products,
    common_divisors
);
criterion_main!(benches);
