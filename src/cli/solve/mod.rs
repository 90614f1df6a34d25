//! `flopform solve`: an equation or an inequality for one symbol.

mod report;

use crate::algebra::{Algebra, Comparison, Environment, Indeterminate, Rational, Value};
use crate::analysis::{Equation, Range, Solution, Solved, solve};
use crate::cli::answers::records::style_of;
use crate::cli::args::{Asking, Format, Solve};
use crate::cli::asked::{Asked, ask_and_say_taken};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::cli::solve::report::{Answered, Bounds, End, Kind, Whole};
use crate::cli::writer::{Writer, without_place};
use crate::engine::{Engine, Errors};
use crate::notation::decimal::first_digits;
use crate::notation::number::digits;
use crate::text::did_you_mean;

/// Prints where a claim holds.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Solve) -> Step {
    let asking = &arguments.asking;
    if !matches!(asking.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`solve` writes text or JSON".to_owned(), help);
    }
    let example = "write it as in `flopform solve 'params(gpt) = 7e9' --for E`";
    let [text] = &asking.targets[..] else {
        let count = asking.targets.len();
        return session.refuse(
            format!("`solve` takes one equation, and {count} were given"),
            example,
        );
    };
    let Some((left, relation, right)) = sides(text) else {
        return session.refuse(format!("`{text}` is no equation"), example);
    };
    let both = Asking {
        targets: vec![left.to_owned(), right.to_owned()],
        open: vec![arguments.symbol.clone()],
        ..asking.clone()
    };
    let asked = ask_and_say_taken(session, &both)?;
    let [left, right] = &asked[..] else {
        return session.refuse("a side of an equation is one formula".to_owned(), example);
    };
    for side in [left, right] {
        if side.answers.derived.is_some() {
            let headline = format!("`{}` has many quantities", side.question.label);
            return session.refuse(headline, "say which one, as in `params(gpt) = 7e9`");
        }
    }
    refuse_absent(session, [left, right], &arguments.symbol)?;
    let answered = answer(&mut session.engine, arguments, [left, right], relation);
    let answered = session.need(answered)?;
    if matches!(answered.kind, Kind::NotDecided(_)) {
        session.exit_with(Exit::DoesNotHold);
    }
    let text = match asking.format {
        Format::Json => report::json(&answered),
        _ => report::text(&answered),
    };
    session.print(&text)
}

/// The two sides of a claim and what is claimed, split at the one sign that stands in no brackets.
fn sides(text: &str) -> Option<(&str, Comparison, &str)> {
    const SIGNS: [(&str, Comparison); 10] = [
        ("==", Comparison::Equal),
        ("!=", Comparison::Different),
        ("<=", Comparison::LessEqual),
        (">=", Comparison::GreaterEqual),
        ("≤", Comparison::LessEqual),
        ("≥", Comparison::GreaterEqual),
        ("≠", Comparison::Different),
        ("=", Comparison::Equal),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
    ];
    let mut depth = 0_i32;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth > 0 {
            continue;
        }
        if let Some((sign, relation)) = SIGNS.iter().find(|(sign, _)| text[at..].starts_with(sign))
        {
            let (left, right) = (text[..at].trim(), text[at + sign.len()..].trim());
            return (!left.is_empty() && !right.is_empty()).then_some((left, *relation, right));
        }
    }
    None
}

fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Equal => "==",
        Comparison::Different => "!=",
        Comparison::Less => "<",
        Comparison::LessEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterEqual => ">=",
    }
}

/// Says so where neither side has the symbol.
fn refuse_absent(session: &mut Session, sides: [&Asked; 2], symbol: &str) -> Step {
    let values = sides.iter().flat_map(|side| &side.answers.values);
    let mut open: Vec<String> = values
        .flat_map(|answer| session.engine.symbols(&answer.value))
        .collect();
    open.sort_unstable();
    open.dedup();
    if open.is_empty() || open.iter().any(|name| name == symbol) {
        return Ok(());
    }
    let near = did_you_mean(symbol, open.iter().map(String::as_str));
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    let help = format!("its symbols are {}{near}", open.join(", "));
    session.refuse(
        format!("nothing in the equation depends on `{symbol}`"),
        &help,
    )
}

fn answer(
    engine: &mut Engine,
    arguments: &Solve,
    asked: [&Asked; 2],
    relation: Comparison,
) -> Result<Answered, Errors> {
    let asking = &arguments.asking;
    let setting = engine.setting(&asking.set, &asking.with, &asking.assume)?;
    let question = asked[0].question.clone().beside(&asked[1].question);
    let algebra = engine.algebra(&question, &setting)?;
    let domain = question
        .domains
        .get(&arguments.symbol)
        .copied()
        .unwrap_or_default();
    let symbol = Indeterminate::symbol_in(&arguments.symbol, domain);
    let [left, right] = asked.map(|side| side.answers.values[0].value.clone());
    let equation = Equation {
        left,
        relation,
        right,
        symbol,
    };
    let solution = solve(&algebra, &equation).map_err(without_place)?;
    let writer = Writer::new(engine, &question).with(&asking.form, style_of(asking));
    let shower = Shower {
        algebra: &algebra,
        writer: &writer,
        equation: &equation,
        digits: arguments.digits,
    };
    Ok(Answered {
        symbol: arguments.symbol.clone(),
        sides: [
            writer.value(&equation.left)?,
            writer.value(&equation.right)?,
        ],
        relation: sign(relation).to_owned(),
        kind: shower.kind(solution)?,
    })
}

/// Writes solutions as text.
struct Shower<'a> {
    algebra: &'a Algebra,
    writer: &'a Writer<'a>,
    equation: &'a Equation,
    digits: u32,
}

impl Shower<'_> {
    fn kind(&self, solution: Solution) -> Result<Kind, Errors> {
        Ok(match solution {
            Solution::Everywhere => Kind::Everywhere,
            Solution::Nowhere => Kind::Nowhere,
            Solution::NotDecided(reason) => Kind::NotDecided(reason),
            Solution::At(found) => {
                let ends = found.iter().map(|solved| self.end(solved));
                let ends = ends.collect::<Result<Vec<End>, Errors>>()?;
                let near = found.iter().map(|solved| self.nearest(solved));
                Kind::At(
                    ends.into_iter()
                        .zip(near.collect::<Result<Vec<_>, Errors>>()?)
                        .collect(),
                )
            }
            Solution::Within(ranges) => {
                let ranges = ranges.iter().map(|range| self.bounds(range));
                Kind::Within(ranges.collect::<Result<_, Errors>>()?)
            }
            Solution::Whole { from, to } => {
                let last = to.as_ref().unwrap_or(&from);
                let mut near = vec![self.sides_at(last)?];
                near.extend(
                    to.as_ref()
                        .map(|to| self.sides_at(&(to + &Rational::ONE)))
                        .transpose()?,
                );
                Kind::Whole {
                    from: digits(&from),
                    to: to.as_ref().map(digits),
                    near: near.into_iter().flatten().collect(),
                }
            }
        })
    }

    fn end(&self, solved: &Solved) -> Result<End, Errors> {
        let form = solved
            .form
            .as_ref()
            .map(|form| self.writer.value(form))
            .transpose()?;
        let exact = solved.root.as_ref().and_then(|root| root.exact());
        let decimal = match (&solved.root, exact) {
            (Some(root), None) => Some(self.decimal(root)),
            (_, Some(number)) if !number.is_integer() => Some(first_digits(number, self.digits)),
            _ => None,
        };
        Ok(End {
            form,
            decimal,
            positive: solved.positive,
        })
    }

    /// The digits that both ends of an enclosure share, after it is made narrow enough to share as many
    /// as were asked for.
    fn decimal(&self, root: &crate::algebra::Root) -> String {
        let mut root = root.clone();
        let half = Rational::new(1, 2).expect("two is not zero");
        loop {
            let low = first_digits(root.low(), self.digits);
            if low == first_digits(root.high(), self.digits) {
                return low;
            }
            let width = &(root.high() - root.low()) * &half;
            root = root.narrowed(&width);
        }
    }

    /// Both sides at the whole numbers on either side of a root that is none.
    fn nearest(&self, solved: &Solved) -> Result<Vec<Whole>, Errors> {
        let Some(root) = &solved.root else {
            return Ok(Vec::new());
        };
        if root.exact().is_some_and(Rational::is_integer) {
            return Ok(Vec::new());
        }
        let below = root.floor();
        let near = [below.clone(), &below + &Rational::ONE];
        let near = near.iter().filter(|number| number.is_positive());
        let near = near
            .map(|number| self.sides_at(number))
            .collect::<Result<Vec<_>, Errors>>()?;
        Ok(near.into_iter().flatten().collect())
    }

    fn sides_at(&self, number: &Rational) -> Result<Option<Whole>, Errors> {
        let put = [(self.equation.symbol, Value::from(number.clone()))]
            .into_iter()
            .collect();
        let mut sides = Vec::new();
        for side in [&self.equation.left, &self.equation.right] {
            let there = self.algebra.substitute(side, &put).map_err(without_place)?;
            match self.algebra.evaluate(&there, &Environment::new()) {
                Ok(number) => sides.push(digits(&number)),
                Err(_) => return Ok(None),
            }
        }
        let [left, right] = sides.try_into().expect("there are two sides");
        Ok(Some(Whole {
            number: digits(number),
            left,
            right,
        }))
    }

    fn bounds(&self, range: &Range) -> Result<Bounds, Errors> {
        let end = |end: &Option<(Solved, bool)>| -> Result<Option<(End, bool)>, Errors> {
            let Some((solved, belongs)) = end else {
                return Ok(None);
            };
            Ok(Some((self.end(solved)?, *belongs)))
        };
        Ok(Bounds {
            from: end(&range.from)?,
            to: end(&range.to)?,
            whole: whole_in(range),
        })
    }
}

/// The first and the last whole number of a range of numbers; `None` where it has none.
fn whole_in(range: &Range) -> Option<(String, Option<String>)> {
    let from = match &range.from {
        None => Rational::ONE,
        Some((solved, belongs)) => {
            let root = solved.root.as_ref()?;
            match root.exact().filter(|number| number.is_integer()) {
                Some(number) if *belongs => number.clone(),
                Some(number) => number + &Rational::ONE,
                None => &root.floor() + &Rational::ONE,
            }
        }
    };
    let Some((solved, belongs)) = &range.to else {
        return Some((digits(&from), None));
    };
    let root = solved.root.as_ref()?;
    let to = match root.exact().filter(|number| number.is_integer()) {
        Some(number) if !belongs => number - &Rational::ONE,
        Some(number) => number.clone(),
        None => root.floor(),
    };
    (from <= to && to.is_positive()).then(|| (digits(&from), Some(digits(&to))))
}
