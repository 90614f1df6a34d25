//! Formula and file of weights side by side, for people and for programs.

use serde_json::{Value as Json, json};

use crate::algebra::Rational;
use crate::cli::table::{Align, Table};
use crate::notation::number::{digits, digits_and_figure};

/// What a comparison found.
pub(super) struct Checked {
    /// The model as it was asked for.
    pub(super) model: String,
    /// The files that were read.
    pub(super) files: Vec<String>,
    /// The parameters of the formula.
    pub(super) formula: Rational,
    /// The numbers in the file.
    pub(super) file: Rational,
    /// In how many tensors they are.
    pub(super) tensors: usize,
    /// Tensors without a layer of their size.
    pub(super) only_in_file: Vec<Tensors>,
    /// Layers without tensors of their size.
    pub(super) only_in_formula: Vec<Layer>,
    /// Tensors of whole numbers, which are not counted.
    pub(super) whole: Vec<Tensors>,
    /// Tensors that were to be ignored.
    pub(super) ignored: Vec<Tensors>,
}

/// Tensors of one kind.
pub(super) struct Tensors {
    /// Their name, with `*` for the number of a layer.
    pub(super) pattern: String,
    /// The kind of number in them.
    pub(super) dtype: &'static str,
    /// Their sizes.
    pub(super) shape: Vec<String>,
    /// How many there are.
    pub(super) count: Rational,
    /// How many numbers they hold together.
    pub(super) elements: Rational,
}

/// A layer of the formula.
pub(super) struct Layer {
    /// The names on the way down to it.
    pub(super) path: String,
    /// The layer.
    pub(super) kind: String,
    /// How many parameters one has.
    pub(super) each: Rational,
    /// How many there are.
    pub(super) count: Rational,
    /// How many parameters they have together.
    pub(super) elements: Rational,
}

impl Checked {
    /// What the file has more than the formula.
    pub(super) fn difference(&self) -> Rational {
        &self.file - &self.formula
    }
}

/// For people.
pub(super) fn text(checked: &Checked) -> String {
    let files = match &checked.files[..] {
        [file] => file.clone(),
        files => format!("{} files", files.len()),
    };
    let mut text = format!("{} and {files}\n", checked.model);
    let mut sums = Table::new(&[Align::Left, Align::Right]);
    let mut row = |name: &str, number: String| sums.row([format!("  {name}"), number]);
    row("formula", digits_and_figure(&checked.formula));
    row("file", digits_and_figure(&checked.file));
    let difference = checked.difference();
    if !difference.is_zero() {
        row("file - formula", digits_and_figure(&difference));
    }
    text += &sums.text();
    let tensors = match checked.tensors {
        1 => "1 tensor".to_owned(),
        tensors => format!("{tensors} tensors"),
    };
    if difference.is_zero() {
        text += &format!("  equal, in {tensors}\n");
    } else {
        text += &format!("  different, in {tensors}; what follows has no partner of its size\n");
    }
    text += &tensor_table("in the file, not in the formula", &checked.only_in_file);
    text += &layer_table(&checked.only_in_formula);
    text += &tensor_table("not counted, since they hold whole numbers", &checked.whole);
    text += &tensor_table("ignored", &checked.ignored);
    text
}

fn tensor_table(heading: &str, tensors: &[Tensors]) -> String {
    if tensors.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
    ]);
    for one in tensors {
        table.row([
            format!("  {}", one.pattern),
            format!("[{}]", one.shape.join(", ")),
            one.dtype.to_owned(),
            format!("× {}", digits(&one.count)),
            digits(&one.elements),
        ]);
    }
    format!("\n{heading}\n{}", table.text())
}

fn layer_table(layers: &[Layer]) -> String {
    if layers.is_empty() {
        return String::new();
    }
    let mut table = Table::new(&[
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
    ]);
    for one in layers {
        table.row([
            format!("  {}", one.path),
            one.kind.clone(),
            digits(&one.each),
            format!("× {}", digits(&one.count)),
            digits(&one.elements),
        ]);
    }
    format!("\nin the formula, not in the file\n{}", table.text())
}

/// For programs.
pub(super) fn json(checked: &Checked) -> String {
    let tensors = |tensors: &[Tensors]| {
        let list = tensors.iter().map(|one| {
            json!({
                "pattern": one.pattern,
                "shape": one.shape,
                "dtype": one.dtype,
                "count": one.count.to_string(),
                "elements": one.elements.to_string(),
            })
        });
        list.collect::<Json>()
    };
    let layers = checked.only_in_formula.iter().map(|one| {
        json!({
            "path": one.path,
            "layer": one.kind,
            "each": one.each.to_string(),
            "count": one.count.to_string(),
            "elements": one.elements.to_string(),
        })
    });
    let report = json!({
        "model": checked.model,
        "files": checked.files,
        "formula": checked.formula.to_string(),
        "file": checked.file.to_string(),
        "difference": checked.difference().to_string(),
        "equal": checked.difference().is_zero(),
        "tensors": checked.tensors,
        "only_in_file": tensors(&checked.only_in_file),
        "only_in_formula": layers.collect::<Json>(),
        "whole_numbers": tensors(&checked.whole),
        "ignored": tensors(&checked.ignored),
    });
    let text = serde_json::to_string_pretty(&report).expect("text and numbers become JSON");
    text + "\n"
}
