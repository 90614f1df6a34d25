//! Where the values of a `config from` come from: which keys of the file each parameter was read from,
//! and whether they fit together.

use std::sync::{Arc, Mutex, PoisonError};

use crate::algebra::{Domain, Rational, Value};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::dims::Dims;
use crate::cost::derive::frame::Frame;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind, KeyAsk, Must, Requirement};
use crate::cost::ids::ConfigId;
use crate::cost::keys::{KeyNumber, Keys};
use crate::cost::program::ConfigBody;

type Result<T> = std::result::Result<T, CostError>;

/// A parameter of a `config from`, its value, and where that came from.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The parameter.
    pub parameter: String,
    /// Its place among the parameters of the layer.
    pub place: usize,
    /// Its value.
    pub value: Value,
    /// The keys it was read from, dotted, in the order in which the formula asked for them.
    pub keys: Vec<String>,
    /// The keys that were asked for first and are absent.
    pub absent: Vec<String>,
    /// Whether a binding from outside took the place of what the file says.
    pub bound: bool,
}

impl Deriver<'_> {
    /// Where each parameter that a `config from` gives comes from, in the order of the parameters.
    ///
    /// # Errors
    /// Missing keys, values that are not what the formula needs, and values that do not go together.
    pub fn readings(
        &self,
        config: ConfigId,
        keys: &Arc<dyn Keys>,
        dims: &Dims,
    ) -> Result<Vec<Reading>> {
        let ConfigBody::Call {
            layer,
            arguments,
            requires,
            ..
        } = &self.program.config(config).body
        else {
            return Ok(Vec::new());
        };
        let parameters = &self.program.layer(*layer).parameters;
        let mut readings = Vec::new();
        for (place, formula) in arguments {
            let parameter = parameters[*place].name.clone();
            let mut reading = if let Some(bound) = dims.get(&parameter) {
                self.ask_for(&parameter);
                Reading {
                    parameter,
                    place: 0,
                    value: bound.clone(),
                    keys: Vec::new(),
                    absent: Vec::new(),
                    bound: true,
                }
            } else {
                self.reading(parameter, formula, Vec::new(), keys)?
            };
            self.refuse_fraction(&reading, formula)?;
            reading.place = *place;
            readings.push(reading);
        }
        for requirement in requires {
            self.require(requirement, &readings, keys)?;
        }
        readings.sort_by_key(|reading| reading.place);
        Ok(readings)
    }

    /// The sizes of a file's own: what its `config from` says after `with`, of the dims.
    ///
    /// # Errors
    /// Missing keys, and values that are not what the formula needs.
    pub fn own_sizes(&self, config: ConfigId, keys: &Arc<dyn Keys>) -> Result<Vec<Reading>> {
        let ConfigBody::Call { with, .. } = &self.program.config(config).body else {
            return Ok(Vec::new());
        };
        let sizes = with.iter().map(|(dim, formula)| {
            let size = self.reading(dim.clone(), formula, Vec::new(), keys)?;
            self.refuse_fraction(&size, formula)?;
            Ok(size)
        });
        sizes.collect()
    }

    /// What a formula about keys comes to, with some values in its lexical places.
    fn reading(
        &self,
        parameter: String,
        formula: &Formula,
        slots: Vec<Option<Value>>,
        keys: &Arc<dyn Keys>,
    ) -> Result<Reading> {
        let asked = Arc::new(Asked::about(keys));
        let mut frame = Frame::new(formula.slots_needed(), Dims::default());
        frame
            .slots
            .splice(..slots.len().min(frame.slots.len()), slots);
        frame.keys = Some(asked.clone());
        let value = self.value(formula, &mut frame)?;
        let (keys, absent) = asked.found_and_absent();
        Ok(Reading {
            parameter,
            place: 0,
            value,
            keys,
            absent,
            bound: false,
        })
    }

    /// What is read from whole numbers is one.
    fn refuse_fraction(&self, reading: &Reading, formula: &Formula) -> Result<()> {
        let reals = formula.uses(|kind| match kind {
            FormulaKind::Key(query) => match query.ask {
                KeyAsk::Number(Domain::Real) => Some(()),
                _ => None,
            },
            _ => None,
        });
        let fits = |value: &Value| match value.as_constant() {
            Some(number) => Domain::Whole.contains(&number),
            None => true,
        };
        if reading.bound || !reals.is_empty() || fits(&reading.value) {
            return Ok(());
        }
        let kind = CostErrorKind::BadReading {
            parameter: reading.parameter.clone(),
            value: self.shown(&reading.value),
            keys: reading.keys.clone(),
        };
        Err(CostError::new(kind, formula.span))
    }

    /// What a `config from` requires of the values it has read. What is not decided, since a value was
    /// bound to a symbol, is taken to hold.
    fn require(
        &self,
        requirement: &Requirement,
        readings: &[Reading],
        keys: &Arc<dyn Keys>,
    ) -> Result<()> {
        let slots = || readings.iter().map(|read| Some(read.value.clone()));
        let read =
            |formula: &Formula| self.reading(String::new(), formula, slots().collect(), keys);
        let left = read(&requirement.value)?;
        let (right, holds) = match &requirement.must {
            Must::Lie(domain) => {
                let number = left.value.as_constant();
                (None, number.is_none_or(|number| domain.contains(&number)))
            }
            Must::Compare(comparison, right) => {
                let right = read(right)?;
                let flag = self.algebra.compare(&left.value, *comparison, &right.value);
                let flag = self.at(flag, requirement.span)?;
                (Some(right), !flag.is_zero())
            }
        };
        if holds {
            return Ok(());
        }
        let sides = [Some(&requirement.value), requirement.must.formula()];
        let used = sides.into_iter().flatten().flat_map(|side| {
            side.uses(|kind| match kind {
                FormulaKind::Local(slot) => Some(*slot),
                _ => None,
            })
        });
        let mut values: Vec<(String, String, Vec<String>)> = Vec::new();
        for slot in used {
            let read = &readings[slot];
            let value = (
                read.parameter.clone(),
                self.shown(&read.value),
                read.keys.clone(),
            );
            if !values.contains(&value) {
                values.push(value);
            }
        }
        for key in left
            .keys
            .iter()
            .chain(right.iter().flat_map(|right| &right.keys))
        {
            let path: Vec<String> = key.split('.').map(str::to_owned).collect();
            values.push((key.clone(), keys.shown(&path), Vec::new()));
        }
        let requirement_text = self.program.sources.slice(requirement.span);
        let kind = CostErrorKind::Unmet {
            requirement: requirement_text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            values,
        };
        Err(CostError::new(kind, requirement.span))
    }
}

/// Keys that remember what they were asked for, and whether it was there.
struct Asked {
    keys: Arc<dyn Keys>,
    paths: Mutex<Vec<(String, bool)>>,
}

impl Asked {
    fn about(keys: &Arc<dyn Keys>) -> Asked {
        Asked {
            keys: keys.clone(),
            paths: Mutex::default(),
        }
    }

    fn note(&self, path: &[String], found: bool) {
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = (path.join("."), found);
        if !paths.contains(&asked) {
            paths.push(asked);
        }
    }

    fn found_and_absent(&self) -> (Vec<String>, Vec<String>) {
        let paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        let (found, absent): (Vec<_>, Vec<_>) =
            paths.iter().cloned().partition(|(_, found)| *found);
        let names = |asked: Vec<(String, bool)>| asked.into_iter().map(|(path, _)| path).collect();
        (names(found), names(absent))
    }
}

impl Keys for Asked {
    fn number(&self, path: &[String]) -> std::result::Result<Option<KeyNumber>, String> {
        let number = self.keys.number(path)?;
        self.note(path, number.is_some());
        Ok(number)
    }

    fn text(&self, path: &[String]) -> std::result::Result<Option<String>, String> {
        let text = self.keys.text(path)?;
        self.note(path, text.is_some());
        Ok(text)
    }

    fn count(
        &self,
        path: &[String],
        text: Option<&str>,
    ) -> std::result::Result<Option<u64>, String> {
        let count = self.keys.count(path, text)?;
        self.note(path, count.is_some());
        Ok(count)
    }

    fn holds(&self, path: &[String], number: &Rational) -> std::result::Result<bool, String> {
        let holds = self.keys.holds(path, number)?;
        self.note(path, self.keys.given(path));
        Ok(holds)
    }

    fn given(&self, path: &[String]) -> bool {
        self.keys.given(path)
    }

    fn shown(&self, path: &[String]) -> String {
        self.keys.shown(path)
    }

    fn paths(&self) -> Vec<String> {
        self.keys.paths()
    }
}
