//! `flopform regimes`: which part of a cost leads when.

mod report;

use crate::algebra::{Algebra, Indeterminate, Value};
use crate::analysis::{Crossing, Growth, Meeting, crossings, growth, terms};
use crate::cli::answers::records::style_of;
use crate::cli::args::{Asking, Format, Regimes};
use crate::cli::asked::{Asked, ask};
use crate::cli::regimes::report::{Grown, Met, Parts, Regime};
use crate::cli::session::{Session, Step};
use crate::cli::writer::{Writer, without_place};
use crate::cost::QuantityId;
use crate::engine::Errors;
use crate::notation::number::digits_and_figure;

/// More parts than this have too many pairs for a person to read.
const MOST_PARTS: usize = 16;

/// Prints which part of a cost leads when.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Regimes) -> Step {
    let asking = &arguments.asking;
    if !matches!(asking.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`regimes` writes text or JSON".to_owned(), help);
    }
    let asked = ask(session, asking)?;
    if asking.quantities.is_empty()
        && let Some(target) = asked.iter().find(|asked| asked.answers.derived.is_some())
    {
        let headline = format!("`{}` has many quantities", target.question.label);
        return session.refuse(headline, "say which, as in `-q flops`");
    }
    let mut regimes = Vec::new();
    for asked in &asked {
        for at in 0..asked.answers.values.len() {
            let regime = regime(session, arguments, asked, at)?;
            regimes.push(regime);
        }
    }
    let text = match asking.format {
        Format::Json => report::json(&regimes),
        _ => report::text(&regimes),
    };
    session.print(&text)
}

fn regime(session: &mut Session, arguments: &Regimes, asked: &Asked, at: usize) -> Step<Regime> {
    let asking = &arguments.asking;
    let answer = &asked.answers.values[at];
    let open = session.engine.symbols(&answer.value);
    let mut names = asked.question.in_order(open);
    if let Some(absent) = arguments.over.iter().find(|name| !names.contains(name)) {
        let headline = format!(
            "`{absent}` is not in the form of `{}`",
            asked.question.label
        );
        let help = format!("its symbols are {}", names.join(", "));
        return session.refuse(headline, &help);
    }
    if !arguments.over.is_empty() {
        names.clone_from(&arguments.over);
    }
    let found = described(session, asking, asked, at, &names);
    session.need(found)
}

fn described(
    session: &mut Session,
    asking: &Asking,
    asked: &Asked,
    at: usize,
    names: &[String],
) -> Result<Regime, Errors> {
    let engine = &mut session.engine;
    let setting = engine.setting(&asking.set, &asking.with, &asking.assume)?;
    let algebra = engine.algebra(&asked.question, &setting)?;
    let answer = &asked.answers.values[at];
    let value = &answer.value;
    let free = value.free_symbols();
    let of_name = |name: &String| free.iter().copied().find(|symbol| symbol.text() == name);
    let symbols: Vec<Indeterminate> = names.iter().filter_map(of_name).collect();
    let engine = &session.engine;
    let writer = Writer::new(engine, &asked.question).with(&asking.form, style_of(asking));
    let growth = growth(&algebra, value, &symbols).map_err(without_place)?;
    let growth = growth.iter().map(|growth| grown(&writer, growth));
    let addends = terms(&algebra, value).map_err(without_place)?;
    let addends = addends
        .into_iter()
        .map(|term| Ok((writer.value(&term)?, term)));
    let addends: Vec<(String, Value)> = addends.collect::<Result<_, Errors>>()?;
    let mut parts = vec![met(&writer, &algebra, "term", addends, value, &symbols)?];
    if let (Some(derived), Some(quantity)) = (&asked.answers.derived, answer.quantity) {
        let rows = engine.rows(&asked.question, derived, &[quantity], (1, MOST_PARTS + 1));
        let (rows, _) = rows?;
        let children = rows.into_iter().skip(1).filter_map(|(row, mut values)| {
            let value = values.pop().filter(|value| !value.is_zero())?;
            Some((row.path.last()?.clone(), value))
        });
        let children: Vec<(String, Value)> = children.collect();
        parts.push(met(&writer, &algebra, "child", children, value, &symbols)?);
    }
    let name = |id: QuantityId| engine.program().quantity(id).name.clone();
    Ok(Regime {
        target: asked.question.label.clone(),
        quantity: answer.quantity.map(name),
        form: writer.value(value)?,
        growth: growth.collect::<Result<_, Errors>>()?,
        parts,
    })
}

fn grown(writer: &Writer<'_>, growth: &Growth) -> Result<Grown, Errors> {
    let leading = growth.leading.as_ref().map(|leading| writer.value(leading));
    Ok(Grown {
        symbol: growth.symbol.text().to_owned(),
        leading: leading.transpose()?,
        powers: growth.powers,
    })
}

/// The parts that there are, largest first as they are written, and where any two of them meet.
fn met(
    writer: &Writer<'_>,
    algebra: &Algebra,
    kind: &'static str,
    parts: Vec<(String, Value)>,
    whole: &Value,
    symbols: &[Indeterminate],
) -> Result<Parts, Errors> {
    let left_out = parts.len() > MOST_PARTS;
    let kept: Vec<(String, Value)> = parts.into_iter().take(MOST_PARTS).collect();
    let values: Vec<Value> = kept.iter().map(|(_, value)| value.clone()).collect();
    let crossings = crossings(algebra, &values, whole, symbols).map_err(without_place)?;
    let pairs = crossings
        .iter()
        .map(|crossing| pair(writer, &kept, crossing));
    Ok(Parts {
        kind,
        pairs: pairs.collect::<Result<_, Errors>>()?,
        left_out,
    })
}

fn pair(
    writer: &Writer<'_>,
    parts: &[(String, Value)],
    crossing: &Crossing,
) -> Result<Met, Errors> {
    let name = |place: usize| parts[place].0.clone();
    let [left, right] = [name(crossing.left), name(crossing.right)];
    Ok(match &crossing.meeting {
        Meeting::Same => Met::Same([left, right]),
        Meeting::Always { right: false } => Met::Always([left, right]),
        Meeting::Always { right: true } => Met::Always([right, left]),
        Meeting::At {
            symbol,
            value,
            right_above,
            doubling,
        } => Met::At {
            symbol: symbol.text().to_owned(),
            value: writer.value(value)?,
            above: if *right_above {
                right.clone()
            } else {
                left.clone()
            },
            doubling: doubling.as_ref().map(digits_and_figure),
            parts: [left, right],
        },
    })
}
