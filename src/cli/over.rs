//! `--over S=1..8Ki`: a symbol and its range.

use crate::algebra::{Rational, Value};
use crate::analysis::Stretch;
use crate::cli::name::is_name;
use crate::cli::session::{Session, Step};
use crate::cost::Setting;
use crate::engine::Errors;

/// Larger numbers have no place on an axis.
const LARGEST: &str = "1e300";

/// The symbol that an end of the range is given to, to read it as `--set` reads numbers.
const READ: &str = "x";

/// A symbol to go along, and from where to where.
pub(super) struct Over {
    /// Its name.
    pub(super) symbol: String,
    /// Its range.
    pub(super) stretch: Stretch,
}

/// Reads `S=1..8Ki`, which was given to an option.
///
/// # Errors
/// When it is something else.
pub(super) fn over(session: &mut Session, text: &str, option: &str) -> Step<Over> {
    let help = &format!("write it as in `{option} S=1..8Ki`");
    let parts = text.split_once('=');
    let parts = parts.and_then(|(symbol, range)| Some((symbol.trim(), range.split_once("..")?)));
    let Some((symbol, (from, to))) = parts else {
        return session.refuse(format!("`{text}` is no range of a symbol"), help);
    };
    if !is_name(symbol) {
        return session.refuse(format!("`{symbol}` is no symbol"), help);
    }
    let (from, to) = (end(session, from, help)?, end(session, to, help)?);
    let largest: Rational = LARGEST.parse().expect("a number");
    if from > to {
        let help = "give the smaller number first";
        return session.refuse(format!("the range `{text}` is empty"), help);
    }
    if from.is_negative() || to > largest {
        let headline = format!("`{text}` goes where no axis goes");
        return session.refuse(headline, "stay between 0 and 1e300");
    }
    Ok(Over {
        symbol: symbol.to_owned(),
        stretch: Stretch { from, to },
    })
}

/// One end of the range: a number as `--set` reads it.
fn end(session: &mut Session, text: &str, help: &str) -> Step<Rational> {
    let setting = session
        .engine
        .setting(&[format!("{READ}={text}")], &[], &[]);
    let setting = session.need(setting)?;
    let value = worth(session, READ, &setting);
    let value = session.need(value)?;
    match session.engine.number(&value) {
        Ok(number) => Ok(number),
        Err(_) => session.refuse(format!("`{}` is no number", text.trim()), help),
    }
}

/// What a formula, such as a symbol, is worth under a setting.
///
/// # Errors
/// Everything wrong with the formula.
pub(super) fn worth(
    session: &mut Session,
    formula: &str,
    setting: &Setting,
) -> Result<Value, Errors> {
    let mut questions = session.engine.questions(formula)?;
    let question = questions.pop().expect("a formula asks one thing");
    let mut answers = session.engine.answer(&question, &[], setting)?;
    let answer = answers.values.pop();
    Ok(answer.map_or_else(Value::zero, |answer| answer.value))
}
