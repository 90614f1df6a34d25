//! `flopform solve`: an equation or an inequality for one symbol.

mod claim;
mod report;
mod shower;

use crate::algebra::{Comparison, Indeterminate};
use crate::analysis::{Equation, solve};
use crate::cli::answers::records::style_of;
use crate::cli::args::{Asking, Format, Solve};
use crate::cli::asked::{Asked, ask_and_say_taken};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::cli::solve::claim::{Claim, claim, sign};
use crate::cli::solve::report::{Answered, Kind};
use crate::cli::solve::shower::Shower;
use crate::cli::writer::{Writer, without_place};
use crate::engine::{Engine, Errors};
use crate::text::did_you_mean;

/// Prints where a claim holds.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, arguments: &Solve) -> Step {
    let asking = &arguments.asking;
    if asking.tree.is_some() {
        let help = "leave out `--tree`; `flopform derive --tree` shows one";
        return session.refuse("`solve` shows no tree".to_owned(), help);
    }
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
    let Some(claim) = claim(text) else {
        return session.refuse(format!("`{text}` is no equation"), example);
    };
    let both = Asking {
        targets: vec![claim.left.clone(), claim.right.clone()],
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
    refuse_bound(session, [left, right], &claim, &arguments.symbol)?;
    refuse_absent(session, [left, right], &arguments.symbol)?;
    let answered = answer(
        &mut session.engine,
        arguments,
        [left, right],
        claim.relation,
    );
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

/// What has a value cannot be solved for.
fn refuse_bound(session: &mut Session, sides: [&Asked; 2], claim: &Claim, symbol: &str) -> Step {
    let set = sides[0].setting.bound().any(|bound| bound == symbol);
    let values = sides.iter().flat_map(|side| &side.answers.values);
    let mut open = values.flat_map(|answer| session.engine.symbols(&answer.value));
    // `h multiple of 32` binds `h` to itself, of which less is known without it.
    if !(set || claim.binds(symbol)) || open.any(|name| name == symbol) {
        return Ok(());
    }
    session.refuse(
        format!("`{symbol}` has a value, and cannot be solved for"),
        "leave it out of `--set`, `--with` and `where`",
    )
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
    let [left, right] = asked.map(|side| side.answers.values[0].value.clone());
    // What it may be is known from where it stands.
    let symbol = [&left, &right].into_iter().find_map(|side| {
        let mut held = side.free_symbols().into_iter();
        held.find(|held| held.text() == arguments.symbol)
    });
    let symbol = symbol.unwrap_or_else(|| Indeterminate::symbol(&arguments.symbol));
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
        domain: symbol.domain(),
        sides: [
            writer.value(&equation.left)?,
            writer.value(&equation.right)?,
        ],
        relation: sign(relation).to_owned(),
        kind: shower.kind(solution)?,
    })
}
