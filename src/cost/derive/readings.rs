//! Where the values of a `config from` come from: which keys of the file each parameter was read from.

use std::sync::{Arc, Mutex, PoisonError};

use crate::algebra::{Rational, Value};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::dims::Dims;
use crate::cost::derive::evaluate::Frame;
use crate::cost::error::CostError;
use crate::cost::ids::ConfigId;
use crate::cost::keys::Keys;
use crate::cost::program::ConfigBody;

/// A parameter of a `config from`, its value, and where that came from.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The parameter.
    pub parameter: String,
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
    /// Missing keys, and values that are not what the formula needs.
    pub fn readings(
        &self,
        config: ConfigId,
        keys: &Arc<dyn Keys>,
        dims: &Dims,
    ) -> Result<Vec<Reading>, CostError> {
        let ConfigBody::Call {
            layer, arguments, ..
        } = &self.program.config(config).body
        else {
            return Ok(Vec::new());
        };
        let parameters = &self.program.layer(*layer).parameters;
        let mut readings = Vec::new();
        for (place, formula) in arguments {
            let parameter = parameters[*place].name.clone();
            let asked = Arc::new(Asked::about(keys));
            let bound = dims.get(&parameter).cloned();
            let is_bound = bound.is_some();
            let value = if let Some(bound) = bound {
                bound
            } else {
                let mut frame = Frame::new(formula.slots_needed(), Dims::default());
                frame.keys = Some(asked.clone());
                self.value(formula, &mut frame)?
            };
            let (keys, absent) = asked.found_and_absent();
            let reading = Reading {
                parameter,
                value,
                keys,
                absent,
                bound: is_bound,
            };
            readings.push((*place, reading));
        }
        readings.sort_by_key(|(place, _)| *place);
        Ok(readings.into_iter().map(|(_, reading)| reading).collect())
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
    fn number(&self, path: &[String]) -> Result<Option<Rational>, String> {
        let number = self.keys.number(path)?;
        self.note(path, number.is_some());
        Ok(number)
    }

    fn count(&self, path: &[String], text: Option<&str>) -> Result<Option<u64>, String> {
        let count = self.keys.count(path, text)?;
        self.note(path, count.is_some());
        Ok(count)
    }

    fn paths(&self) -> Vec<String> {
        self.keys.paths()
    }
}
