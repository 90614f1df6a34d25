//! `flopform regimes`: which part of a cost leads when.

mod describe;
mod report;

use crate::cli::args::{Asking, Format, Regimes};
use crate::cli::asked::{Asked, ask_and_say_taken};
use crate::cli::over::{Over, over};
use crate::cli::regimes::describe::described;
use crate::cli::regimes::report::Regime;
use crate::cli::session::{Session, Step};
use crate::cost::Setting;

/// Prints which part of a cost leads when.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Regimes) -> Step {
    let asking = &arguments.asking;
    if asking.tree.is_some() {
        let help = "leave out `--tree`; children are compared beside the terms without it";
        return session.refuse("`regimes` shows no tree".to_owned(), help);
    }
    if !matches!(asking.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`";
        return session.refuse("`regimes` writes text or JSON".to_owned(), help);
    }
    let rulers = rulers(session, arguments)?;
    let there = session.engine.setting(&arguments.at, &[], &[]);
    let there = session.need(there)?;
    let along = rulers.iter().map(|over| over.symbol.as_str());
    let over = arguments.over.iter().map(String::as_str);
    let open = along.chain(over).chain(there.bound());
    let wanted: Vec<String> = open.map(str::to_owned).collect();
    let kept_open = Asking {
        open: wanted.clone(),
        ..asking.clone()
    };
    let asked = ask_and_say_taken(session, &kept_open)?;
    if asking.quantities.is_empty()
        && let Some(target) = asked.iter().find(|asked| asked.answers.derived.is_some())
    {
        let headline = format!("`{}` has many quantities", target.question.label);
        return session.refuse(headline, "say which, as in `-q flops`");
    }
    let mut regimes = Vec::new();
    for asked in &asked {
        for at in 0..asked.answers.values.len() {
            let regime = regime(session, arguments, (asked, at), &rulers, &there, &wanted)?;
            regimes.push(regime);
        }
    }
    let text = match asking.format {
        Format::Json => report::json(&regimes),
        _ => report::text(&regimes),
    };
    session.print(&text)
}

/// The two rulers of `--map`; none where it is not given.
fn rulers(session: &mut Session, arguments: &Regimes) -> Step<Vec<Over>> {
    let ranges = arguments.map.iter();
    let rulers = ranges.map(|range| over(session, range, "--map"));
    let rulers: Vec<Over> = rulers.collect::<Step<_>>()?;
    match &rulers[..] {
        [] => Ok(rulers),
        [first, second] if first.symbol != second.symbol => Ok(rulers),
        _ => session.refuse(
            "`--map` takes the ranges of two symbols".to_owned(),
            "write them as in `--map S=64..64Ki,E=64..16Ki`",
        ),
    }
}

fn regime(
    session: &mut Session,
    arguments: &Regimes,
    (asked, at): (&Asked, usize),
    map: &[Over],
    there: &Setting,
    wanted: &[String],
) -> Step<Regime> {
    let answer = &asked.answers.values[at];
    let open = session.engine.symbols(&answer.value);
    let mut names = asked.question.in_order(open);
    if let Some(absent) = wanted.iter().find(|name| !names.contains(name)) {
        let headline = format!(
            "`{absent}` is not in the form of `{}`",
            asked.question.label
        );
        let help = if names.is_empty() {
            "it has no symbols: bind fewer with `--set`".to_owned()
        } else {
            format!("its symbols are {}", names.join(", "))
        };
        return session.refuse(headline, &help);
    }
    if !arguments.over.is_empty() {
        names.clone_from(&arguments.over);
    }
    let found = described(session, arguments, (asked, at), &names, map, there);
    session.need(found)
}
