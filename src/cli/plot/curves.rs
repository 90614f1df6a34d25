//! Which curves are asked for: targets, quantities, configs to draw each with, children.

use crate::algebra::{Domain, Indeterminate, Value};
use crate::cli::args::Plot;
use crate::cli::asked::{Asked, ask_and_say_taken};
use crate::cli::session::{Session, Step};
use crate::cost::{QuantityId, Question};
use crate::engine::{Answer, Engine, Errors};

/// More children than this are more than a picture can tell apart.
const MOST_CHILDREN: usize = 12;

/// A curve before it is drawn.
#[derive(Clone)]
pub(super) struct Curve {
    /// What it is called beside the picture.
    pub(super) label: String,
    /// What it shows.
    pub(super) value: Value,
    /// The question that it answers.
    pub(super) question: Question,
    /// Its quantity; `None` for an expression.
    pub(super) quantity: Option<QuantityId>,
    /// Costs in it that nobody gave a rule for.
    pub(super) unruled: Vec<String>,
}

impl Curve {
    /// The symbol that the curve runs along, as it stands in its value.
    pub(super) fn symbol(&self, name: &str) -> Option<Indeterminate> {
        let free = self.value.free_symbols();
        free.into_iter().find(|symbol| symbol.text() == name)
    }

    /// What the symbol may be.
    pub(super) fn domain(&self, name: &str) -> Option<Domain> {
        self.symbol(name).map(Indeterminate::domain)
    }
}

/// What is asked of one target, under one config.
pub(super) struct Source {
    /// The answers.
    pub(super) asked: Asked,
    /// The config of `--each`.
    pub(super) device: Option<String>,
}

/// Everything that is asked, once for each config of `--each`; and the formulas of `--mark`.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn sources(
    session: &mut Session,
    plot: &Plot,
    over: &str,
) -> Step<(Vec<Source>, Vec<Asked>)> {
    if plot.asking.targets.is_empty() && plot.asking.config.is_none() {
        let help = "name a layer or an expression, as in `flopform plot block -q flops`";
        return session.refuse("no TARGET was given".to_owned(), help);
    }
    let devices: Vec<Option<&String>> = if plot.each.is_empty() {
        vec![None]
    } else {
        plot.each.iter().map(Some).collect()
    };
    let (mut sources, mut marks) = (Vec::new(), Vec::new());
    for device in devices {
        let mut asking = plot.asking.clone();
        asking.with.extend(device.cloned());
        asking.open.push(over.to_owned());
        // Asked together, so that what only a mark depends on is not said to be of no use.
        asking
            .targets
            .extend(plot.mark.iter().map(|mark| named(mark).1.to_owned()));
        let mut asked = ask_and_say_taken(session, &asking)?;
        marks = asked.split_off(asked.len().saturating_sub(plot.mark.len()));
        for asked in asked {
            let device = device.cloned();
            sources.push(Source { asked, device });
        }
    }
    if let Some(mark) = marks.iter().find(|mark| mark.answers.derived.is_some()) {
        let headline = format!("`{}` is no place on an axis", mark.question.label);
        return session.refuse(
            headline,
            "mark a formula, as in `--mark 'flops(gpt2)/io(gpt2)'`",
        );
    }
    let many = sources
        .iter()
        .find(|source| plot.asking.quantities.is_empty() && source.asked.answers.values.len() > 1);
    if let Some(source) = many {
        let headline = format!("`{}` has many quantities", source.asked.question.label);
        return session.refuse(headline, "say which, as in `-q flops`");
    }
    Ok((sources, marks))
}

/// The name and the formula of a mark, `NAME: FORMULA`; a formula alone is its own name.
pub(super) fn named(mark: &str) -> (&str, &str) {
    let (name, formula) = mark.split_once(": ").unwrap_or((mark, mark));
    (name.trim(), formula.trim())
}

/// The curves of what was asked; those of its children, where `parts` says so.
///
/// # Errors
/// When the limits are met.
pub(super) fn curves(
    engine: &Engine,
    sources: &[Source],
    parts: bool,
) -> Result<Vec<Curve>, Errors> {
    let mut curves = Vec::new();
    for source in sources {
        for answer in &source.asked.answers.values {
            if parts {
                curves.extend(children(engine, &source.asked, answer)?);
            } else {
                let label = label(engine, sources, source, answer.quantity);
                curves.push(curve(
                    label,
                    answer.value.clone(),
                    &source.asked,
                    answer.quantity,
                ));
            }
        }
    }
    Ok(curves)
}

fn curve(label: String, value: Value, asked: &Asked, quantity: Option<QuantityId>) -> Curve {
    Curve {
        label,
        unruled: crate::engine::unruled(&value),
        value,
        question: asked.question.clone(),
        quantity,
    }
}

/// A curve is called by what tells it from the others.
fn label(
    engine: &Engine,
    sources: &[Source],
    source: &Source,
    quantity: Option<QuantityId>,
) -> String {
    let target = &source.asked.question.label;
    let targets = sources
        .iter()
        .any(|other| other.asked.question.label != *target);
    let quantities = source.asked.answers.values.len() > 1;
    let name = match quantity {
        Some(id) if quantities => {
            let name = &engine.program().quantity(id).name;
            if targets {
                format!("{name}({target})")
            } else {
                name.clone()
            }
        }
        _ => target.clone(),
    };
    match &source.device {
        None => name,
        Some(device) if !targets && !quantities => device.clone(),
        Some(device) => format!("{name}, {device}"),
    }
}

/// What each child contributes, what the target costs by itself, and in one curve what is too much to
/// tell apart.
fn children(engine: &Engine, asked: &Asked, answer: &Answer) -> Result<Vec<Curve>, Errors> {
    let (Some(derived), Some(quantity)) = (&asked.answers.derived, answer.quantity) else {
        return Ok(Vec::new());
    };
    let algebra = engine.algebra(&asked.question, &crate::Setting::default())?;
    let rows = engine.rows(&asked.question, derived, &[quantity], (1, usize::MAX))?;
    let rows = rows.0.into_iter().skip(1);
    let children = rows.filter_map(|(row, mut values)| {
        let value = values.pop().filter(|value| !value.is_zero())?;
        (row.depth == 1).then_some((row.path.last()?.clone(), value))
    });
    let mut children: Vec<(String, Value)> = children.collect();
    let mut own = answer.value.clone();
    for (_, value) in &children {
        own = algebra
            .subtract(&own, value)
            .map_err(crate::cli::writer::without_place)?;
    }
    if !own.is_zero() {
        children.push(("by itself".to_owned(), own));
    }
    if children.len() > MOST_CHILDREN {
        let others = children.split_off(MOST_CHILDREN - 1);
        let mut sum = Value::zero();
        for (_, value) in &others {
            sum = algebra
                .add(&sum, value)
                .map_err(crate::cli::writer::without_place)?;
        }
        children.push((format!("{} others", others.len()), sum));
    }
    let children = children.into_iter();
    Ok(children
        .map(|(label, value)| curve(label, value, asked, Some(quantity)))
        .collect())
}
