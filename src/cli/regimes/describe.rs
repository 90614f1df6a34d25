//! What is known of a cost, written as text.

use crate::algebra::{Algebra, Indeterminate, Rational, Substitution, Value};
use crate::analysis::{
    Condition, Growth, Lead, Meeting, alike, crossings, doubling, doublings, growth, leads, map,
    shares,
};
use crate::cli::answers::records::style_of;
use crate::cli::args::{Asking, Regimes, Style};
use crate::cli::asked::Asked;
use crate::cli::over::Over;
use crate::cli::regimes::report::{Grown, Led, Map, Met, Part, Parts, Place, Regime};
use crate::cli::session::Session;
use crate::cli::writer::{Writer, without_place};
use crate::cost::{QuantityId, Setting};
use crate::engine::Errors;
use crate::notation::number::{digits, digits_and_figure, figure};

/// More parts than this have too many pairs for a person to read.
const MOST_PARTS: usize = 16;

/// A map has at most so many rows and columns.
const MOST_TICKS: usize = 11;

/// What is known of one of the values of an answer.
///
/// # Errors
/// When the limits are met.
pub(super) fn described(
    session: &mut Session,
    arguments: &Regimes,
    (asked, at): (&Asked, usize),
    names: &[String],
    map: &[Over],
    there: &Setting,
) -> Result<Regime, Errors> {
    let asking: &Asking = &arguments.asking;
    let engine = &mut session.engine;
    let setting = engine.setting(&asking.set, &asking.with, &asking.assume)?;
    let algebra = engine.algebra(&asked.question, &setting)?;
    let there = engine.bindings(&asked.question, there)?;
    let answer = &asked.answers.values[at];
    let whole = &answer.value;
    let free = whole.free_symbols();
    let of_name = |name: &String| free.iter().copied().find(|symbol| symbol.text() == name);
    let symbols: Vec<Indeterminate> = names.iter().filter_map(of_name).collect();
    let engine = &session.engine;
    let describer = Describer {
        writer: Writer::new(engine, &asked.question).with(&asking.form, style_of(asking)),
        style: style_of(asking),
        algebra: &algebra,
        whole,
        symbols: &symbols,
        there: (!arguments.at.is_empty()).then_some(there),
        map,
    };
    let addends = engine
        .terms(&asked.question, whole)
        .map_err(without_place)?;
    let growth = growth(&algebra, whole, &addends, &symbols).map_err(without_place)?;
    let growth = growth.iter().map(|growth| describer.grown(growth));
    let growth = growth.collect::<Result<_, Errors>>()?;
    let addends = addends
        .into_iter()
        .map(|term| Ok((describer.writer.value(&term)?, term)));
    let addends: Vec<(String, Value)> = addends.collect::<Result<_, Errors>>()?;
    let mut parts = vec![describer.parts("term", addends)?];
    if let (Some(derived), Some(quantity)) = (&asked.answers.derived, answer.quantity) {
        let rows = engine.rows(&asked.question, derived, &[quantity], (1, MOST_PARTS + 1));
        let (rows, _) = rows?;
        let children = rows.into_iter().skip(1).filter_map(|(row, mut values)| {
            let value = values.pop().filter(|value| !value.is_zero())?;
            Some((row.path.last()?.clone(), value))
        });
        parts.push(describer.parts("child", children.collect())?);
    }
    let name = |id: QuantityId| engine.program().quantity(id).name.clone();
    Ok(Regime {
        target: asked.question.label.clone(),
        quantity: answer.quantity.map(name),
        form: describer.writer.value(whole)?,
        place: describer.place(&arguments.at)?,
        growth,
        parts,
    })
}

/// Writes what is known of a whole as text.
struct Describer<'a> {
    writer: Writer<'a>,
    style: Style,
    algebra: &'a Algebra,
    whole: &'a Value,
    symbols: &'a [Indeterminate],
    /// Where the parts are weighed against the whole.
    there: Option<Substitution>,
    /// The two rulers over which the largest part is shown, or none.
    map: &'a [Over],
}

impl Describer<'_> {
    fn grown(&self, growth: &Growth) -> Result<Grown, Errors> {
        let leading = growth.leading.as_ref();
        let leading = leading.map(|leading| self.writer.value(leading));
        Ok(Grown {
            symbol: growth.symbol.text().to_owned(),
            leading: leading.transpose()?,
            powers: growth.powers,
        })
    }

    /// What doubling each symbol does at the place that was asked about.
    fn place(&self, written: &[String]) -> Result<Option<Place>, Errors> {
        let Some(there) = &self.there else {
            return Ok(None);
        };
        let mut factors = Vec::new();
        for symbol in self.symbols {
            let factor = doubling(self.algebra, self.whole, *symbol).map_err(without_place)?;
            let Some(factor) = factor else { continue };
            factors.push((symbol.text().to_owned(), self.at(&factor, there)?));
        }
        Ok(Some(Place {
            written: written.join(", "),
            factors,
        }))
    }

    /// A value at a place: the form, and a figure beside a fraction.
    fn at(&self, value: &Value, there: &Substitution) -> Result<String, Errors> {
        let value = self.algebra.substitute(value, there);
        let value = value.map_err(without_place)?;
        match value.as_constant() {
            Some(number) => Ok(digits_and_figure(&number)),
            None => self.writer.value(&value),
        }
    }

    /// The parts, where each leads, and where any two of them meet. Parts that are equal stand together.
    fn parts(&self, kind: &'static str, parts: Vec<(String, Value)>) -> Result<Parts, Errors> {
        let left_out = parts.len() > MOST_PARTS;
        let kept: Vec<(String, Value)> = parts.into_iter().take(MOST_PARTS).collect();
        let values: Vec<Value> = kept.iter().map(|(_, value)| value.clone()).collect();
        let groups = alike(self.algebra, &values).map_err(without_place)?;
        let first = groups.iter().map(|group| values[group[0]].clone());
        let first: Vec<Value> = first.collect();
        let crossings = crossings(self.algebra, &first, self.whole, self.symbols);
        let crossings = crossings.map_err(without_place)?;
        let leads = leads(self.algebra, first.len(), &crossings).map_err(without_place)?;
        let shares = match &self.there {
            Some(there) => {
                let shares = shares(self.algebra, &first, self.whole).map_err(without_place)?;
                let shares = shares.iter().map(|share| self.at(share, there).map(Some));
                shares.collect::<Result<_, Errors>>()?
            }
            None => vec![None; first.len()],
        };
        let names: Vec<String> = groups
            .iter()
            .map(|group| {
                let names = group.iter().map(|place| kept[*place].0.clone());
                names.collect::<Vec<String>>().join(", ")
            })
            .collect();
        let rows = leads.iter().zip(shares).enumerate();
        let rows = rows.map(|(place, (lead, share))| {
            Ok(Part {
                name: names[place].clone(),
                each: (kind == "child")
                    .then(|| self.writer.value(&first[place]))
                    .transpose()?,
                lead: self.led(lead, &names)?,
                share,
            })
        });
        let name = |place: usize| kept[groups[place][0]].0.clone();
        let met = crossings.iter().map(|crossing| {
            let parts = [name(crossing.left), name(crossing.right)];
            self.met(&crossing.meeting, parts)
        });
        Ok(Parts {
            kind,
            rows: rows.collect::<Result<_, Errors>>()?,
            met: met.collect::<Result<_, Errors>>()?,
            map: self.map(&first)?,
            left_out,
        })
    }

    /// Which of the parts is the largest at each crossing of the rulers.
    fn map(&self, parts: &[Value]) -> Result<Option<Map>, Errors> {
        let [down, across] = self.map else {
            return Ok(None);
        };
        let free = self.whole.free_symbols();
        let ruler = |over: &Over| {
            let symbol = free
                .iter()
                .copied()
                .find(|symbol| symbol.text() == over.symbol);
            let symbol = symbol.unwrap_or_else(|| Indeterminate::symbol(&over.symbol));
            let numbers = doublings(&over.stretch, symbol.domain(), MOST_TICKS);
            (symbol, numbers)
        };
        let [(first, down), (second, across)] = [ruler(down), ruler(across)];
        let cells = map(self.algebra, parts, [(first, &down), (second, &across)]);
        let written = |symbol: Indeterminate, numbers: &[Rational]| {
            let numbers = numbers.iter().map(digits);
            (symbol.text().to_owned(), numbers.collect())
        };
        Ok(Some(Map {
            rulers: [written(first, &down), written(second, &across)],
            cells: cells.map_err(without_place)?,
        }))
    }

    fn led(&self, lead: &Lead, names: &[String]) -> Result<Led, Errors> {
        Ok(match lead {
            Lead::Never => Led::Never,
            Lead::Where(conditions) => {
                // At least a value and at most the same value is that value.
                let meets = |one: &Condition, other: &Condition| {
                    one.symbol == other.symbol
                        && one.above != other.above
                        && one.value == other.value
                };
                let mut written = Vec::new();
                for (place, condition) in conditions.iter().enumerate() {
                    let is_met =
                        |others: &[Condition]| others.iter().any(|other| meets(condition, other));
                    if is_met(&conditions[..place]) {
                        continue;
                    }
                    written.push(if is_met(&conditions[place + 1..]) {
                        let value = self.writer.value(&condition.value)?;
                        format!("{} = {value}", condition.symbol.text())
                    } else {
                        self.condition(condition)?
                    });
                }
                Led::Where(written)
            }
            Lead::Unknown(others) => {
                Led::Unknown(others.iter().map(|other| names[*other].clone()).collect())
            }
        })
    }

    fn condition(&self, condition: &Condition) -> Result<String, Errors> {
        let sign = match (self.style, condition.above) {
            (Style::Unicode, true) => "≥",
            (Style::Unicode, false) => "≤",
            (Style::Ascii, true) => ">=",
            (Style::Ascii, false) => "<=",
            (Style::Latex, true) => r"\geq",
            (Style::Latex, false) => r"\leq",
        };
        let value = self.writer.value(&condition.value)?;
        Ok(format!("{} {sign} {value}", condition.symbol.text()))
    }

    fn met(&self, meeting: &Meeting, [left, right]: [String; 2]) -> Result<Met, Errors> {
        Ok(match meeting {
            Meeting::Same => Met::Same([left, right]),
            Meeting::Always { right: false } => Met::Always([left, right]),
            Meeting::Always { right: true } => Met::Always([right, left]),
            Meeting::AtLeast { right: false } => Met::AtLeast([left, right]),
            Meeting::AtLeast { right: true } => Met::AtLeast([right, left]),
            Meeting::Unknown => Met::Unknown([left, right]),
            Meeting::At {
                symbol,
                value,
                right_above,
                doubling,
            } => Met::At {
                symbol: symbol.text().to_owned(),
                value: self.writer.value(value)?,
                figure: value
                    .as_constant()
                    .filter(|number| !number.is_integer())
                    .and_then(|number| figure(&number)),
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
}
