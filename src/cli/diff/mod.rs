//! `flopform diff`: how two targets or formulas differ, and why.

mod report;

use crate::algebra::{Algebra, Counterexample, Value, Verdict};
use crate::analysis::{
    Difference, LayerShare, PathShare, by_layer, by_path, difference, term_pairs,
};
use crate::cli::answers::records::style_of;
use crate::cli::args::{Asking, Diff, Format};
use crate::cli::asked::{Asked, ask_and_say_taken};
use crate::cli::diff::report::{Compared, Shown, Term};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::cli::writer::{Writer, without_place};
use crate::cost::{QuantityId, Question, Row};
use crate::engine::{Engine, Errors};

/// Rows of a tree that are looked at.
const MOST_ROWS: usize = 100_000;

/// Prints how two targets differ.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Diff) -> Step {
    let asking = &arguments.asking;
    let given = asking.targets.len() + usize::from(asking.config.is_some());
    let example = "name two layers, files or expressions, as in \
                   `flopform diff 'flops(block)' '24BSE² + 4BS²E'`";
    if given != 2 {
        return session.refuse(
            format!("`diff` compares two TARGETs, and was given {given}"),
            example,
        );
    }
    if asking.tree.is_some() {
        let help = "leave out `--tree`; children are compared path by path without it";
        return session.refuse("`diff` shows no tree".to_owned(), help);
    }
    if !matches!(asking.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`diff` writes text or JSON".to_owned(), help);
    }
    let asked = ask_and_say_taken(session, asking)?;
    let [left, right] = &asked[..] else {
        let headline = "a file with several layers is more than one target".to_owned();
        return session.refuse(headline, "name one layer of it, as in `mine.cost:layer`");
    };
    let pairs = pairs(left, right);
    if pairs.is_empty() {
        let headline = format!(
            "`{}` and `{}` have no quantity in common",
            left.question.label, right.question.label
        );
        let help = "compare a quantity of a layer with a formula, as in `'flops(block)'`";
        return session.refuse(headline, help);
    }
    let mut compared = Vec::new();
    for pair in pairs {
        let one = compare(&mut session.engine, asking, [left, right], pair);
        compared.push(session.need(one)?);
    }
    if !compared
        .iter()
        .all(|one| matches!(one.verdict, Shown::Equal))
    {
        session.exit_with(Exit::DoesNotHold);
    }
    let text = match asking.format {
        Format::Json => report::json(&compared),
        _ => report::text(&compared),
    };
    session.print(&text)
}

/// What is compared: the place of a value on the left and on the right, and its quantity.
type Pair = (usize, usize, Option<QuantityId>);

/// The values of a quantity that both sides have.
fn pairs(left: &Asked, right: &Asked) -> Vec<Pair> {
    let values = left.answers.values.iter().enumerate();
    let pairs = values.filter_map(|(at, answer)| {
        let others = right.answers.values.iter();
        let same = others
            .enumerate()
            .find(|(_, other)| other.quantity == answer.quantity)?;
        Some((at, same.0, answer.quantity))
    });
    pairs.collect()
}

fn compare(
    engine: &mut Engine,
    asking: &Asking,
    asked: [&Asked; 2],
    (left_at, right_at, quantity): Pair,
) -> Result<Compared, Errors> {
    let setting = engine.setting(&asking.set, &asking.with, &asking.assume)?;
    let question = asked[0].question.clone().beside(&asked[1].question);
    let algebra = engine.algebra(&question, &setting)?;
    let writer = Writer::new(engine, &question).with(&asking.form, style_of(asking));
    let left = &asked[0].answers.values[left_at].value;
    let right = &asked[1].answers.values[right_at].value;
    let Difference {
        difference,
        quotient,
        verdict,
    } = difference(&algebra, left, right).map_err(without_place)?;
    let (mut paths, mut layers) = (Vec::new(), Vec::new());
    if let (Some(quantity), Some(_), Some(_)) = (
        quantity,
        &asked[0].answers.derived,
        &asked[1].answers.derived,
    ) {
        let rows = [
            contributions(engine, asked[0], quantity)?,
            contributions(engine, asked[1], quantity)?,
        ];
        paths = path_rows(
            &writer,
            &by_path(&algebra, &rows[0], &rows[1]).map_err(without_place)?,
        )?;
        layers = layer_rows(
            &writer,
            &by_layer(&algebra, &rows[0], &rows[1]).map_err(without_place)?,
        )?;
    }
    let quantity = quantity.map(|id| engine.program().quantity(id).name.clone());
    Ok(Compared {
        quantity,
        sides: [
            (asked[0].question.label.clone(), writer.value(left)?),
            (asked[1].question.label.clone(), writer.value(right)?),
        ],
        difference: writer.value(&difference)?,
        quotient: quotient.map(|value| writer.value(&value)).transpose()?,
        verdict: shown(&question, verdict),
        terms: terms(&writer, &algebra, left, right)?,
        paths,
        layers,
    })
}

/// What each child of a target contributes of a quantity.
fn contributions(
    engine: &Engine,
    asked: &Asked,
    quantity: QuantityId,
) -> Result<Vec<(Row, Value)>, Errors> {
    let Some(derived) = &asked.answers.derived else {
        return Ok(Vec::new());
    };
    let bounds = (usize::MAX, MOST_ROWS);
    let (rows, _) = engine.rows(&asked.question, derived, &[quantity], bounds)?;
    let rows = rows
        .into_iter()
        .filter_map(|(row, mut values)| Some((row, values.pop()?)));
    Ok(rows.collect())
}

fn path_rows(writer: &Writer<'_>, shares: &[PathShare]) -> Result<Vec<[String; 4]>, Errors> {
    let or_absent = |value: &Option<Value>| match value {
        Some(value) => writer.value(value),
        None => Ok("–".to_owned()),
    };
    let rows = shares.iter().map(|share| {
        Ok([
            share.path.join("."),
            or_absent(&share.left)?,
            or_absent(&share.right)?,
            writer.value(&share.difference)?,
        ])
    });
    rows.collect()
}

fn layer_rows(writer: &Writer<'_>, shares: &[LayerShare]) -> Result<Vec<[String; 4]>, Errors> {
    let program = writer.engine().program();
    let rows = shares.iter().map(|share| {
        Ok([
            program.layer(share.layer).name.clone(),
            writer.value(&share.left)?,
            writer.value(&share.right)?,
            writer.value(&share.difference)?,
        ])
    });
    rows.collect()
}

/// The terms of both sides in printing order, each with its coefficients.
fn terms(
    writer: &Writer<'_>,
    algebra: &Algebra,
    left: &Value,
    right: &Value,
) -> Result<Vec<Term>, Errors> {
    let pairs = term_pairs(algebra, left, right).map_err(without_place)?;
    let mut rows = Vec::new();
    let mut all = Value::zero();
    let pairs = pairs.unwrap_or_default();
    // Two numbers are no list of terms.
    if pairs.iter().all(|pair| pair.term.is_one()) {
        return Ok(rows);
    }
    for pair in pairs {
        let difference = &pair.left - &pair.right;
        all = algebra.add(&all, &pair.term).map_err(without_place)?;
        rows.push((
            writer.value(&pair.term)?,
            [pair.left, pair.right, difference],
        ));
    }
    let form = writer.form(&all)?;
    let order: Vec<String> = form
        .terms()
        .into_iter()
        .map(|(_, term)| writer.text(term))
        .collect();
    rows.sort_by_key(|(term, _)| order.iter().position(|held| held == term));
    Ok(rows)
}

fn shown(question: &Question, verdict: Verdict) -> Shown {
    match verdict {
        Verdict::Holds => Shown::Equal,
        Verdict::NotDecided { reason } => Shown::NotDecided(reason),
        Verdict::Fails(Counterexample { point, left, right }) => {
            let names = question.in_order(point.keys().cloned().collect());
            let point = names.into_iter().map(|name| {
                let number = point[&name].clone();
                (name, number)
            });
            Shown::Different(point.collect(), [left, right])
        }
    }
}
