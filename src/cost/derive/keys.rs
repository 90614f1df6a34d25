//! Keys of a configuration file, put in where a `config from` names them.

use crate::algebra::{Rational, Value};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::evaluate::Frame;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind};
use crate::text::did_you_mean;

impl Deriver<'_> {
    /// The value of a formula that names keys.
    pub(super) fn key(&self, formula: &Formula, frame: &mut Frame) -> Result<Value, CostError> {
        let keys = frame
            .keys
            .clone()
            .expect("keys are named only in a `config from`");
        let span = formula.span;
        let (path, found) = match &formula.kind {
            FormulaKind::Key(path) | FormulaKind::KeyElse(path, _) => (path, keys.number(path)),
            FormulaKind::CountKey(path, text, _) => {
                let count = keys.count(path, text.as_deref());
                (path, count.map(|count| count.map(Rational::from)))
            }
            _ => unreachable!("only keys are asked for"),
        };
        let key = path.join(".");
        match (found, &formula.kind) {
            (Ok(Some(number)), _) => Ok(Value::from(number)),
            (
                Ok(None),
                FormulaKind::KeyElse(_, otherwise) | FormulaKind::CountKey(_, _, Some(otherwise)),
            ) => self.value(otherwise, frame),
            (Ok(None), _) => {
                let paths = keys.paths();
                let near = did_you_mean(&key, paths.iter().map(String::as_str)).map(str::to_owned);
                Err(CostError::new(
                    CostErrorKind::MissingKey { key, near },
                    span,
                ))
            }
            (Err(found), _) => Err(CostError::new(CostErrorKind::BadKey { key, found }, span)),
        }
    }
}
