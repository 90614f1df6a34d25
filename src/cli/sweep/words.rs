//! What `--set` says: ranges and lists that are swept, and bindings that are not.

use crate::algebra::{Rational, Value};
use crate::cli::name::is_word;
use crate::cli::session::{Session, Step};
use crate::evaluator::Axis;

/// The most values of a symbol that are kept in memory.
const MOST_LISTED: usize = 10_000_000;

/// What `--set` says.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The symbols that take several values.
    pub(super) swept: Vec<(String, Axis)>,
    /// Bindings as they were written.
    pub(super) bound: Vec<String>,
    /// The symbols that get their values point by point, those of a file too: no default stands in
    /// for them.
    pub(super) open: Vec<String>,
}

impl Words {
    /// The names that are bound to one value.
    pub(super) fn bound_names(&self) -> impl Iterator<Item = &str> {
        self.bound.iter().map(|text| match text.split_once('=') {
            Some((name, _)) => name.trim(),
            None => text.trim(),
        })
    }
}

/// Reads the texts of `--set`.
///
/// # Errors
/// When a range is mistaken, or a symbol is given twice.
pub(super) fn read(session: &mut Session, texts: &[String]) -> Step<Words> {
    let mut words = Words::default();
    let mut symbols: Vec<(String, Vec<String>)> = Vec::new();
    for text in texts {
        let mut first = true;
        for part in outside_brackets(text, ',') {
            let part = part.trim();
            match name_and_value(part) {
                Some((name, value)) => symbols.push((name.to_owned(), vec![value.to_owned()])),
                // What has no name is one more value of the symbol before it.
                None => match symbols.last_mut() {
                    Some((_, values)) if !first && !part.is_empty() => values.push(part.to_owned()),
                    _ => {
                        let headline = format!("`{text}` sets no symbol");
                        let help = "write it as in `--set S=1Ki..128Ki*2,B=1..64`";
                        return session.refuse(headline, help);
                    }
                },
            }
            first = false;
        }
    }
    for (place, (name, _)) in symbols.iter().enumerate() {
        if symbols[..place].iter().any(|(held, _)| held == name) {
            let headline = format!("`{name}` is set twice");
            return session.refuse(headline, "give all its values at once, as in `E=768,1024`");
        }
    }
    for (name, values) in symbols {
        if let [single] = &values[..]
            && !single.contains("..")
        {
            words.bound.push(format!("{name}={single}"));
            continue;
        }
        let axis = axis(session, &name, &values)?;
        words.swept.push((name, axis));
    }
    Ok(words)
}

/// `S=1..4`, but neither `S==1` nor a value.
fn name_and_value(part: &str) -> Option<(&str, &str)> {
    let (name, value) = part.split_once('=')?;
    let name = name.trim();
    is_word(name).then_some((name, value.trim()))
}

/// The parts of a text between signs that stand in no brackets.
pub(super) fn outside_brackets(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if letter == sign && depth <= 0 => {
                parts.push(&text[start..at]);
                start = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn axis(session: &mut Session, name: &str, values: &[String]) -> Step<Axis> {
    if let [single] = values
        && let Some(range) = range(session, name, single)?
        && let Some(steps) = range.steps()
    {
        return Ok(steps);
    }
    let mut listed = Vec::new();
    for value in values {
        match range(session, name, value)? {
            Some(range) => {
                if !range.list(&mut listed) {
                    let headline = format!("`{name}={value}` has more than {MOST_LISTED} values");
                    let help = "take larger steps, or whole steps from a whole number";
                    return session.refuse(headline, help);
                }
            }
            None => listed.push(number(session, name, value)?),
        }
    }
    Ok(Axis::of(listed))
}

/// From a number to a number.
struct Range {
    from: Rational,
    to: Rational,
    stride: Stride,
}

/// How a range goes on.
enum Stride {
    Plus(Rational),
    Times(Rational),
}

/// Reads `a..b`, `a..b+step` or `a..b*factor`; `None` for a single value.
fn range(session: &mut Session, name: &str, text: &str) -> Step<Option<Range>> {
    let Some((from, rest)) = text.split_once("..") else {
        return Ok(None);
    };
    let sign = last_outside_brackets(rest, ['*', '+', '×']);
    let (to, stride) = match sign {
        None => (rest, None),
        Some((at, sign)) => (&rest[..at], Some((sign, &rest[at + sign.len_utf8()..]))),
    };
    let from = number(session, name, from)?;
    let to = number(session, name, to)?;
    let stride = match stride {
        None => Stride::Plus(Rational::ONE),
        Some(('+', step)) => Stride::Plus(number(session, name, step)?),
        Some((_, factor)) => Stride::Times(number(session, name, factor)?),
    };
    let goes_on = match &stride {
        Stride::Plus(step) => step.is_positive(),
        Stride::Times(factor) => *factor > Rational::ONE && from.is_positive(),
    };
    if !goes_on {
        let headline = format!("the range `{name}={text}` never ends");
        let help = "add a positive step, or multiply a positive number by more than 1";
        return session.refuse(headline, help);
    }
    if to < from {
        let headline = format!("the range `{name}={text}` has no values");
        return session.refuse(headline, "write the smaller end first");
    }
    Ok(Some(Range { from, to, stride }))
}

fn last_outside_brackets(text: &str, signs: [char; 3]) -> Option<(usize, char)> {
    let (mut depth, mut found) = (0_i32, None);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ if depth <= 0 && signs.contains(&letter) => found = Some((at, letter)),
            _ => {}
        }
    }
    found
}

impl Range {
    /// A range of whole steps, which need not be listed.
    fn steps(&self) -> Option<Axis> {
        let Stride::Plus(step) = &self.stride else {
            return None;
        };
        let (start, step) = (self.from.to_i64()?, step.to_i64()?);
        let gap = (&self.to - &self.from)
            .divided_by(&Rational::from(step))?
            .floor();
        let count = u64::try_from(gap.to_i64()?).ok()?.checked_add(1)?;
        // The last value is at most the end of the range.
        self.to.floor().to_i64()?;
        Some(Axis::Steps { start, step, count })
    }

    /// Adds its values; `false` if there are too many.
    fn list(&self, values: &mut Vec<Rational>) -> bool {
        let mut value = self.from.clone();
        while value <= self.to {
            if values.len() >= MOST_LISTED {
                return false;
            }
            let next = match &self.stride {
                Stride::Plus(step) => &value + step,
                Stride::Times(factor) => &value * factor,
            };
            values.push(std::mem::replace(&mut value, next));
        }
        true
    }
}

/// A number as `--set` writes it: `8Ki`, `7e9`, `2^20`.
fn number(session: &mut Session, name: &str, text: &str) -> Step<Rational> {
    let value = value_of(session, name, text.trim())?;
    if let Some(number) = value.as_constant() {
        return Ok(number);
    }
    let headline = format!("`{}` in the values of `{name}` is no number", text.trim());
    let help = "a range or a list is made of numbers; `F=4E` alone may follow from other symbols";
    session.refuse(headline, help)
}

fn value_of(session: &mut Session, name: &str, text: &str) -> Step<Value> {
    if text.is_empty() {
        let headline = format!("a value of `{name}` is missing");
        return session.refuse(headline, "write it as in `S=1..64` or `E=768,1024`");
    }
    let symbol = format!("value_of_{name}");
    let setting = session
        .engine
        .setting(&[format!("{symbol}={text}")], &[], &[]);
    let setting = session.need(setting)?;
    // A word alone would name a layer.
    let question = session.engine.questions(&format!("1*{symbol}"));
    let question = session.need(question)?.remove(0);
    let answers = session.engine.answer(&question, &[], &setting);
    Ok(session.need(answers)?.values.remove(0).value)
}
