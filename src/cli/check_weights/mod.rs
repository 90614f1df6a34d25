//! `flopform check-weights`: a formula's count of parameters against the header of a file of weights.

mod report;

use std::path::PathBuf;

use crate::algebra::Rational;
use crate::analysis::{Module, Unpaired, owners, unpaired};
use crate::cli::args::{Asking, CheckWeights, Format};
use crate::cli::asked::{Asked, ask};
use crate::cli::check_weights::report::{Checked, Layer, Tensors};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::weights::{Checkpoint, Group, Tensor, groups, matches, open};

/// Rows of a tree that are looked at.
const MOST_ROWS: usize = 100_000;

/// Prints whether a model has as many parameters as a file has numbers, and if not, why.
///
/// # Errors
/// When anything asked is mistaken, or a file cannot be believed.
pub(super) fn run(session: &mut Session, arguments: &CheckWeights) -> Step {
    if !matches!(arguments.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`check-weights` writes text or JSON".to_owned(), help);
    }
    let (model, files) = match (&arguments.config, &arguments.arguments[..]) {
        (Some(_), files) => (None, files),
        (None, [model, files @ ..]) => (Some(model.clone()), files),
        (None, []) => (None, &[][..]),
    };
    if files.is_empty() {
        return session.refuse(
            "no file of weights was given".to_owned(),
            "name a model and a file, as in `flopform check-weights gpt2 model.safetensors`",
        );
    }
    let asking = Asking {
        targets: model.into_iter().collect(),
        quantities: vec!["params".to_owned()],
        set: arguments.set.clone(),
        files: arguments.files.clone(),
        config: arguments.config.clone(),
        format: arguments.format,
        ..Asking::default()
    };
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let weights = match open(&files) {
        Ok(weights) => weights,
        Err(error) => {
            let help = "give the `.safetensors` file of a model, all of its shards, or their index";
            return session.refuse(error.to_string(), help);
        }
    };
    let asked = ask(session, &asking)?;
    let [asked] = &asked[..] else {
        let headline = "weights are those of one model".to_owned();
        return session.refuse(
            headline,
            "name one layer of the file, as in `mine.cost:model`",
        );
    };
    let checked = check(session, asked, &weights, &arguments.ignore)?;
    if checked.difference() != Rational::from(0) {
        session.exit_with(Exit::DoesNotHold);
    }
    let text = match arguments.format {
        Format::Json => report::json(&checked),
        _ => report::text(&checked),
    };
    session.print(&text)?;
    for note in &weights.notes {
        session.note(note);
    }
    Ok(())
}

fn check(
    session: &mut Session,
    asked: &Asked,
    weights: &Checkpoint,
    ignore: &[String],
) -> Step<Checked> {
    let engine = &session.engine;
    let label = asked.question.label.clone();
    let (Some(derived), Some(&params)) = (&asked.answers.derived, asked.quantities.first()) else {
        let headline = format!("`{label}` is an expression, and has no tensors");
        return session.refuse(headline, "name a layer or a config");
    };
    let value = &asked.answers.values[0].value;
    let Some(formula) = value.as_constant() else {
        let symbols = asked.question.in_order(engine.symbols(value)).join(", ");
        let headline = format!("params({label}) has no number: {symbols} has no value");
        return session.refuse(headline, "name a config, or give values with `--set`");
    };
    let rows = engine.rows(&asked.question, derived, &[params], (usize::MAX, MOST_ROWS));
    let (rows, _) = session.need(rows)?;
    let rows: Vec<_> = rows
        .into_iter()
        .filter_map(|(row, mut values)| Some((row, values.pop()?)))
        .collect();
    let engine = &session.engine;
    let ignored = |tensor: &&Tensor| ignore.iter().any(|pattern| matches(&tensor.name, pattern));
    let (left_out, rest): (Vec<&Tensor>, Vec<&Tensor>) = weights.tensors.iter().partition(ignored);
    let (whole, counted): (Vec<&Tensor>, Vec<&Tensor>) =
        rest.into_iter().partition(|tensor| tensor.dtype.is_whole());
    let file = counted.iter().fold(Rational::from(0), |sum, tensor| {
        &sum + &Rational::from(tensor.elements)
    });
    let Unpaired {
        in_file,
        in_formula,
    } = match owners(&rows, params) {
        Some(owners) if file != formula => unpaired(&owners, counted.iter().copied()),
        _ => Unpaired::default(),
    };
    let layers = in_formula.into_iter().map(|(owner, left)| Layer {
        path: owner.path.join("."),
        kind: engine.program().layer(owner.layer).name.clone(),
        elements: &owner.each * &left,
        each: owner.each,
        count: left,
    });
    let layers = layers.collect();
    Ok(Checked {
        model: label,
        files: weights
            .files
            .iter()
            .map(|file| file.display().to_string())
            .collect(),
        formula,
        file,
        tensors: counted.len(),
        only_in_file: in_file
            .iter()
            .flat_map(|(module, left)| of_module(module, left))
            .collect(),
        only_in_formula: layers,
        whole: groups(whole).iter().map(of_group).collect(),
        ignored: groups(left_out).iter().map(of_group).collect(),
    })
}

/// The tensors of a module, as many of each as are left.
fn of_module<'m>(module: &'m Module, left: &'m Rational) -> impl Iterator<Item = Tensors> + 'm {
    module.groups.iter().map(move |group| Tensors {
        count: left.clone(),
        elements: &Rational::from(group.one.elements) * left,
        ..of_group(group)
    })
}

fn of_group(group: &Group) -> Tensors {
    let count = Rational::from(group.count);
    let shape: Vec<String> = group.one.shape.iter().map(u64::to_string).collect();
    Tensors {
        pattern: group.pattern.clone(),
        dtype: group.one.dtype.name(),
        shape,
        elements: &Rational::from(group.one.elements) * &count,
        count,
    }
}
