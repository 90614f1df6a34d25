//! Answers as records: what every format shows of an answer, computed once.

use crate::algebra::Rational;
use crate::cli::args::{Asking, Format, Style};
use crate::cli::asked::Asked;
use crate::cli::tree::Tree;
use crate::cli::writer::Writer;
use crate::engine::{Engine, Errors};

/// What was answered about a target.
pub(super) struct Reply {
    /// The target as it was asked for.
    pub(super) target: String,
    /// An answer for each quantity, or one for an expression.
    pub(super) lines: Vec<Line>,
    /// The file it was read from, and which of its keys each value comes from.
    pub(super) origin: Option<Origin>,
    /// Under which conditions the forms hold: `S ≠ W`.
    pub(super) assuming: Vec<String>,
    /// What each child contributes.
    pub(super) tree: Option<Tree>,
    /// The derivation.
    pub(super) steps: Option<String>,
}

/// A configuration file, and what was read from it.
pub(super) struct Origin {
    /// The file, as it was named.
    pub(super) file: String,
    /// What was read, one parameter after the other.
    pub(super) parameters: Vec<Read>,
}

/// The value of a parameter, and where it comes from.
pub(super) struct Read {
    /// The parameter.
    pub(super) symbol: String,
    /// Its value.
    pub(super) value: String,
    /// The keys it was read from.
    pub(super) keys: Vec<String>,
    /// Keys that were looked for and are absent.
    pub(super) absent: Vec<String>,
    /// Whether `--set` took the place of what the file says.
    pub(super) bound: bool,
}

impl Read {
    /// Where the value comes from, in words.
    pub(super) fn source(&self) -> String {
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
pub(super) struct Line {
    /// The quantity; `None` for an expression.
    pub(super) quantity: Option<String>,
    /// Its unit; empty where it has none.
    pub(super) unit: String,
    /// The closed form.
    pub(super) form: String,
    /// Its number, where it has one.
    pub(super) value: Option<Rational>,
    /// The symbols in it, in printing order.
    pub(super) symbols: Vec<String>,
    /// Costs in it without a rule.
    pub(super) unruled: Vec<String>,
}

/// Whether forms or numbers are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// What `derive` prints.
    Forms,
    /// What `eval` prints.
    Numbers,
}

/// How the answers to a question are written.
pub(super) fn writer<'e>(engine: &'e Engine, asked: &'e Asked, asking: &Asking) -> Writer<'e> {
    Writer::new(engine, &asked.question).with(&asking.form, style_of(asking))
}

/// The style asked for; LaTeX in LaTeX.
pub(super) fn style_of(asking: &Asking) -> Style {
    match asking.format {
        Format::Latex => Style::Latex,
        _ => asking.style,
    }
}

/// The answers to a question as text.
///
/// # Errors
/// When arranging a form meets a limit.
pub(super) fn reply(writer: &Writer<'_>, asked: &Asked) -> Result<Reply, Errors> {
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
    Ok(Reply {
        target: asked.question.label.clone(),
        lines: lines.collect::<Result<_, Errors>>()?,
        origin: origin(writer, asked)?,
        assuming: conditions.collect::<Result<_, _>>()?,
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
