//! From objects: a block, a model, and a thousand layers, added up and printed.

use flopform::algebra::{Algebra, KnownNames, Layout, Value};

use crate::inputs::{symbol, workbench};

/// A value and its text, as people read it.
pub(crate) fn printed(value: Value) -> (Value, String) {
    let form = Algebra::new().arrange(&value, &Layout::default());
    let text = form.expect("it is short").unicode(&KnownNames::default());
    (value, text)
}

/// Widths of a layer: the model's, how many heads it is cut into, the inner one.
pub(crate) struct Layer {
    model: i64,
    heads: i64,
    inner: i64,
}

/// The layers of a data file: three widths a line.
pub(crate) fn layers(text: &str) -> Vec<Layer> {
    let lines = text.lines().map(|line| {
        let mut numbers = line
            .split_whitespace()
            .map(|word| word.parse().expect("a width"));
        let mut next = || numbers.next().expect("three widths");
        Layer {
            model: next(),
            heads: next(),
            inner: next(),
        }
    });
    lines.collect()
}

/// The symbols that models are written in.
pub(crate) struct Symbols {
    batch: Value,
    length: Value,
    width: Value,
    heads: Value,
    words: Value,
    depth: Value,
}

impl Symbols {
    pub(crate) fn new() -> Symbols {
        Symbols {
            batch: symbol("B"),
            length: symbol("S"),
            width: symbol("E"),
            heads: symbol("H"),
            words: symbol("V"),
            depth: symbol("N"),
        }
    }

    /// Eight rules: three projections, scores, values, a projection, two inner layers.
    pub(crate) fn block(&self) -> Value {
        let algebra = workbench();
        let (b, s, e, h) = (&self.batch, &self.length, &self.width, &self.heads);
        let mut rules = Vec::with_capacity(8);
        for _ in 0..3 {
            rules.push(product(&algebra, 2, &[b, s, e, e]));
        }
        for _ in 0..2 {
            let all_heads = product(&algebra, 2, &[b, h, s, s, e]);
            rules.push(algebra.divide(&all_heads, h).expect("heads are positive"));
        }
        rules.push(product(&algebra, 2, &[b, s, e, e]));
        for _ in 0..2 {
            rules.push(product(&algebra, 8, &[b, s, e, e]));
        }
        algebra.sum_of(&rules).expect("they are short")
    }

    /// `N(24BSE² + 4BS²E) + 2BSEV`, multiplied out.
    pub(crate) fn closed(&self) -> Value {
        let algebra = workbench();
        let (b, s, e) = (&self.batch, &self.length, &self.width);
        let dense = product(&algebra, 24, &[b, s, e, e]);
        let scores = product(&algebra, 4, &[b, s, s, e]);
        let block = algebra.add(&dense, &scores).expect("they are short");
        let blocks = algebra.multiply(&block, &self.depth).expect("it is short");
        let head = product(&algebra, 2, &[b, s, e, &self.words]);
        algebra.add(&blocks, &head).expect("they are short")
    }

    /// Eight addends for each layer, every width a number, and one for the vocabulary.
    pub(crate) fn layers(&self, layers: &[Layer]) -> Value {
        let algebra = workbench();
        let (b, s) = (&self.batch, &self.length);
        let mut addends = Vec::with_capacity(3 * layers.len() + 1);
        for layer in layers {
            let dense = scaled(&algebra, 2, &[b, s], layer.model * layer.model);
            let scores = scaled(
                &algebra,
                2 * layer.heads,
                &[b, s, s],
                layer.model / layer.heads,
            );
            let inner = scaled(&algebra, 2, &[b, s], layer.model * layer.inner);
            addends.extend([(dense, 4), (scores, 2), (inner, 2)]);
        }
        let last = layers.last().expect("there are layers").model;
        addends.push((product(&algebra, 2 * last, &[b, s, &self.words]), 1));
        // Each is added as often as it stands there, not multiplied.
        let addends = addends.iter();
        let addends = addends.flat_map(|(addend, times)| std::iter::repeat_n(addend, *times));
        algebra.sum_of(addends).expect("they are short")
    }
}

fn product(algebra: &Algebra, number: i64, factors: &[&Value]) -> Value {
    let mut product = Value::integer(number);
    for factor in factors {
        let multiplied = algebra.multiply_by(&mut product, factor);
        multiplied.expect("it is short");
    }
    product
}

fn scaled(algebra: &Algebra, number: i64, factors: &[&Value], by: i64) -> Value {
    let mut product = product(algebra, number, factors);
    let scaled = algebra.multiply_by(&mut product, &Value::integer(by));
    scaled.expect("it is short");
    product
}
