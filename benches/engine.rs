//! What a person waits for: reading formulas, deriving a model, expanding a polynomial.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use flopform::algebra::{Algebra, Indeterminate, Value};
use flopform::cost::library::text_of;
use flopform::syntax::{parse_expression, parse_file};
use flopform::text::SourceId;
use flopform::{Engine, Setting};

/// The whole model as people paste it.
const MODEL: &str = "N*(24*B*S*E^2 + 4*B*S^2*E) + 2*B*S*E*V";

fn parsing(criterion: &mut Criterion) {
    let file = text_of("layers.attention").expect("the library has it");
    criterion.bench_function("parse a file of the library", |bench| {
        bench.iter(|| parse_file(SourceId::LONE, black_box(file)));
    });
    criterion.bench_function("parse a line", |bench| {
        bench.iter(|| parse_expression(SourceId::LONE, black_box(MODEL)));
    });
}

fn deriving(criterion: &mut Criterion) {
    criterion.bench_function("derive a block, from nothing", |bench| {
        bench.iter(|| derive(&mut Engine::new(), black_box("block")));
    });
    criterion.bench_function("derive a model, loaded", |bench| {
        let mut engine = Engine::new();
        derive(&mut engine, "gpt2");
        bench.iter(|| derive(&mut engine.clone(), black_box("gpt2")));
    });
}

/// The forms of everything the target's file counts.
fn derive(engine: &mut Engine, target: &str) -> usize {
    let question = engine
        .questions(target)
        .expect("it is in the library")
        .remove(0);
    let quantities = engine.visible_quantities(&question);
    let answers = engine.answer(&question, &quantities, &Setting::default());
    answers.expect("it has no mistakes").values.len()
}

fn expanding(criterion: &mut Criterion) {
    let algebra = Algebra::new();
    let names = ["B", "S", "E", "H"];
    let mut sum = Value::one();
    for name in names {
        let symbol = Value::from(Indeterminate::symbol(name));
        sum = algebra.add(&sum, &symbol).expect("small");
    }
    for power in [4, 8] {
        let base = algebra
            .power_integer(&sum, power)
            .expect("within the limits");
        let other = algebra
            .add(&base, &Value::one())
            .expect("within the limits");
        criterion.bench_function(
            &format!("multiply out (1+B+S+E+H)^{power} times itself + 1"),
            |bench| {
                // The workbench counts its work, so each turn begins with a new one.
                bench.iter(|| Algebra::new().multiply(black_box(&base), black_box(&other)));
            },
        );
    }
}

criterion_group!(benches, parsing, deriving, expanding);
criterion_main!(benches);
