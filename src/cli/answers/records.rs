//! Answers as records: what every format shows of an answer, computed once.

use crate::algebra::Rational;
use crate::cli::answers::tree::Tree;
use crate::cli::args::{Asking, Format, Style};
use crate::cli::asked::Asked;
use crate::cli::writer::Writer;
use crate::engine::{Engine, Errors};

/// What was answered about a target.
pub(in crate::cli) struct Reply {
    /// The target as it was asked for.
    pub(in crate::cli) target: String,
    /// An answer for each quantity, or one for an expression.
    pub(in crate::cli) lines: Vec<Line>,
    /// The file it was read from, and which of its keys each value comes from.
    pub(in crate::cli) origin: Option<Origin>,
    /// Under which conditions the forms hold: `S ≠ W`.
    pub(in crate::cli) assuming: Vec<String>,
    /// Which defaults were taken: `bytes_per_weight = 2`.
    pub(in crate::cli) taking: Vec<String>,
    /// What each child contributes.
    pub(in crate::cli) tree: Option<Tree>,
    /// The derivation.
    pub(in crate::cli) steps: Option<String>,
}

/// A configuration file, and what was read from it.
pub(in crate::cli) struct Origin {
    /// The file, as it was named.
    pub(in crate::cli) file: String,
    /// What was read, one parameter after the other.
    pub(in crate::cli) parameters: Vec<Read>,
}

/// The value of a parameter, and where it comes from.
pub(in crate::cli) struct Read {
    /// The parameter.
    pub(in crate::cli) symbol: String,
    /// Its value.
    pub(in crate::cli) value: String,
    /// The keys it was read from.
    pub(in crate::cli) keys: Vec<String>,
    /// Keys that were looked for and are absent.
    pub(in crate::cli) absent: Vec<String>,
    /// Whether `--set` took the place of what the file says.
    pub(in crate::cli) bound: bool,
}

impl Read {
    /// Where the value comes from, in words.
    pub(in crate::cli) fn source(&self) -> String {
        let absent = self.absent.join(", ");
        match (self.bound, self.keys.is_empty(), self.absent.is_empty()) {
            (true, _, _) => "given by --set".to_owned(),
            (_, true, true) => "always".to_owned(),
            (_, true, false) => format!("no {absent}"),
            (_, false, true) => self.keys.join(", "),
            (_, false, false) => format!("{} (no {absent})", self.keys.join(", ")),
        }
    }
}

/// One answer.
pub(in crate::cli) struct Line {
    /// The quantity; `None` for an expression.
    pub(in crate::cli) quantity: Option<String>,
    /// Its unit; empty where it has none.
    pub(in crate::cli) unit: String,
    /// The sign that prefixes are written before in its figures; empty where they are plain.
    pub(in crate::cli) sign: String,
    /// The closed form.
    pub(in crate::cli) form: String,
    /// Its number, where it has one.
    pub(in crate::cli) value: Option<Rational>,
    /// The symbols in it, in printing order.
    pub(in crate::cli) symbols: Vec<String>,
    /// Costs in it without a rule.
    pub(in crate::cli) unruled: Vec<String>,
}

/// Whether forms or numbers are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Content {
    /// What `derive` prints.
    Forms,
    /// What `eval` prints.
    Numbers,
}

/// How the answers to a question are written.
pub(in crate::cli) fn writer<'e>(
    engine: &'e Engine,
    asked: &'e Asked,
    asking: &Asking,
) -> Writer<'e> {
    Writer::new(engine, &asked.question).with(&asking.form, style_of(asking))
}

/// The style asked for; LaTeX in LaTeX.
pub(in crate::cli) fn style_of(asking: &Asking) -> Style {
    match asking.format {
        Format::Latex => Style::Latex,
        _ => asking.style,
    }
}

/// The answers to a question as text.
///
/// # Errors
/// When arranging a form meets a limit.
pub(in crate::cli) fn reply(writer: &Writer<'_>, asked: &Asked) -> Result<Reply, Errors> {
    let conditions = asked.answers.conditions.iter();
    let conditions = conditions.map(|polynomial| writer.not_zero(polynomial));
    let lines = asked.answers.values.iter().map(|answer| {
        let engine = writer.engine();
        let quantity = answer.quantity.map(|id| engine.program().quantity(id));
        let symbols = engine.symbols(&answer.value);
        let open = !symbols.is_empty() || !answer.unruled.is_empty();
        Ok(Line {
            quantity: quantity.map(|quantity| quantity.name.clone()),
            unit: quantity.map_or_else(String::new, |quantity| quantity.unit.clone()),
            sign: quantity.map_or_else(String::new, |quantity| quantity.sign.clone()),
            form: writer.value(&answer.value)?,
            // What is irrational has a form and no number.
            value: if open {
                None
            } else {
                engine.number(&answer.value).ok()
            },
            symbols: writer.question().in_order(symbols),
            unruled: answer.unruled.clone(),
        })
    });
    let taking = asked.answers.taken.iter();
    let taking = taking.map(|(name, value)| format!("{name} = {value}"));
    Ok(Reply {
        target: asked.question.label.clone(),
        lines: lines.collect::<Result<_, Errors>>()?,
        origin: origin(writer, asked)?,
        assuming: conditions.collect::<Result<_, _>>()?,
        taking: taking.collect(),
        tree: None,
        steps: None,
    })
}

/// Where the values of a configuration file come from.
fn origin(writer: &Writer<'_>, asked: &Asked) -> Result<Option<Origin>, Errors> {
    let Some(file) = &asked.file else {
        return Ok(None);
    };
    let parameters = asked.answers.readings.iter().map(|reading| {
        Ok(Read {
            symbol: reading.parameter.clone(),
            value: writer.value(&reading.value)?,
            keys: reading.keys.clone(),
            absent: reading.absent.clone(),
            bound: reading.bound,
        })
    });
    Ok(Some(Origin {
        file: file.clone(),
        parameters: parameters.collect::<Result<_, Errors>>()?,
    }))
}
