//! Keys of a configuration file, put in where a `config from` names them.

use crate::algebra::{Domain, Rational, Value};
use crate::cost::derive::deriver::Deriver;
use crate::cost::derive::frame::Frame;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Formula, FormulaKind, KeyAsk, KeyQuery};
use crate::cost::keys::{KeyNumber, Keys};
use crate::text::{Span, did_you_mean};

type Result<T> = std::result::Result<T, CostError>;

impl Deriver<'_> {
    /// What the file that is read says of a key.
    pub(super) fn key(&self, query: &KeyQuery, frame: &mut Frame, span: Span) -> Result<Value> {
        let keys = frame
            .keys
            .clone()
            .expect("keys are named only in a `config from`");
        let keys = &*keys;
        let path = &query.path;
        let found = match &query.ask {
            KeyAsk::Number(domain) => {
                let number = number(keys, path, *domain, span)?;
                if number.is_none() && !query.covers_null && keys.given(path) {
                    return Err(bad_key(path, "`null`".to_owned(), &needed(*domain), span));
                }
                number
            }
            KeyAsk::Count(text) => {
                let count = keys.count(path, text.as_deref());
                count
                    .map_err(|found| bad_key(path, found, "a list", span))?
                    .map(Rational::from)
            }
            KeyAsk::Holds(number) => {
                let value = self.value(number, frame)?;
                let Some(number) = value.as_constant() else {
                    let comparison = format!("holds({}, {})", path.join("."), self.shown(&value));
                    return Err(CostError::new(
                        CostErrorKind::Undecided { comparison },
                        span,
                    ));
                };
                let holds = keys.holds(path, &number);
                let holds =
                    holds.map_err(|found| bad_key(path, found, "a list of numbers", span))?;
                Some(Rational::from(i32::from(holds)))
            }
            KeyAsk::Given => Some(Rational::from(i32::from(keys.given(path)))),
            KeyAsk::Choose(choices) => {
                if let Some(chosen) = chosen(keys, path, choices, span)? {
                    return self.value(chosen, frame);
                }
                None
            }
        };
        match (found, &query.otherwise) {
            (Some(number), _) => Ok(Value::from(number)),
            (None, Some(otherwise)) => {
                let is_alias = matches!(&otherwise.kind, FormulaKind::Key(_));
                let value = self.value(otherwise, frame);
                value.map_err(|error| {
                    if is_alias {
                        also_missing(error, path)
                    } else {
                        error
                    }
                })
            }
            (None, None) => {
                let near = near(keys, path);
                let keys = vec![path.join(".")];
                Err(CostError::new(
                    CostErrorKind::MissingKey { keys, near },
                    span,
                ))
            }
        }
    }
}

/// The number of a key, if it is one of those it may be.
fn number(
    keys: &dyn Keys,
    path: &[String],
    domain: Domain,
    span: Span,
) -> Result<Option<Rational>> {
    let refused = |found: String| bad_key(path, found, &needed(domain), span);
    match keys.number(path).map_err(refused)? {
        None => Ok(None),
        Some(KeyNumber::Flag(flag)) if domain.is_flag() => {
            Ok(Some(Rational::from(i32::from(flag))))
        }
        Some(KeyNumber::Flag(flag)) => Err(refused(format!("`{flag}`"))),
        Some(KeyNumber::Number(number)) if domain.contains(&number) => Ok(Some(number)),
        Some(KeyNumber::Number(number)) => Err(refused(format!("`{number}`"))),
    }
}

/// What a key may hold, in words.
fn needed(domain: Domain) -> String {
    match domain {
        Domain::Flag => "true or false".to_owned(),
        other => other.to_string(),
    }
}

/// The value of the text that stands at a key.
fn chosen<'c>(
    keys: &dyn Keys,
    path: &[String],
    choices: &'c [(String, Formula)],
    span: Span,
) -> Result<Option<&'c Formula>> {
    let texts = || {
        let texts = choices.iter().map(|(text, _)| format!("\"{text}\""));
        let texts: Vec<String> = texts.collect();
        match texts.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => texts.concat(),
        }
    };
    let refused = |found: String| bad_key(path, found, &texts(), span);
    let Some(text) = keys.text(path).map_err(refused)? else {
        return Ok(None);
    };
    let choice = choices.iter().find(|(choice, _)| *choice == text);
    match choice {
        Some((_, value)) => Ok(Some(value)),
        None => Err(refused(format!("the text \"{text}\""))),
    }
}

fn bad_key(path: &[String], found: String, needed: &str, span: Span) -> CostError {
    let (key, needed) = (path.join("."), needed.to_owned());
    CostError::new(CostErrorKind::BadKey { key, found, needed }, span)
}

/// Where a key goes by several names, all of them are missing.
fn also_missing(mut error: CostError, path: &[String]) -> CostError {
    if let CostErrorKind::MissingKey { keys, .. } = &mut *error.kind {
        keys.insert(0, path.join("."));
    }
    error
}

fn near(keys: &dyn Keys, path: &[String]) -> Option<String> {
    let paths = keys.paths();
    let near = did_you_mean(&path.join("."), paths.iter().map(String::as_str));
    near.map(str::to_owned)
}
