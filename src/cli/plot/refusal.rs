//! What cannot be drawn, and why.

use std::path::Path;

use crate::cli::args::plot::AxisName;
use crate::cli::args::{Format, Plot};
use crate::cli::exit::Exit;
use crate::cli::over::Over;
use crate::cli::plot::curves::{Curve, Source};
use crate::cli::plot::file::Kind;
use crate::cli::session::{Session, Step, Stopped};
use crate::diagnostic::{Diagnostic, Unbound, unbound};

/// Words that do not go together.
pub(super) fn refuse_words(session: &mut Session, plot: &Plot) -> Step<Kind> {
    if !matches!(plot.asking.format, Format::Text | Format::Json) {
        let help = "write `--format text` or `--format json`; the picture is the file of `-o`";
        return session.refuse("`plot` says what it drew as text or JSON".to_owned(), help);
    }
    if plot.asking.tree.is_some() {
        let help = "write `--children`, `--stack` or `--share`";
        return session.refuse("`plot` draws no tree".to_owned(), help);
    }
    if plot.output == Path::new("-") && plot.asking.format == Format::Json {
        let help = "name a file with `-o`, or leave out `--format`";
        let headline = "standard output takes the picture or the JSON, not both";
        return session.refuse(headline.to_owned(), help);
    }
    let stacked = plot.stack || (plot.share && !plot.children);
    if stacked && plot.log.contains(&AxisName::Y) {
        let headline = "what lies on top of each other does not add up on a log axis";
        let help = "leave out `--log y`, or draw the children beside each other with `--children`";
        return session.refuse(headline.to_owned(), help);
    }
    let Some(kind) = Kind::of(&plot.output) else {
        let headline = format!("`{}` is no kind of picture", plot.output.display());
        return session.refuse(headline, "end the name in `.svg` or `.png`");
    };
    Ok(kind)
}

/// The children of one target are drawn.
pub(super) fn refuse_many(session: &mut Session, sources: &[Source]) -> Step {
    let help = "name one layer or config, and one quantity with `-q`";
    let [source] = sources else {
        let headline = "children are drawn of one target".to_owned();
        return session.refuse(headline, help);
    };
    if source.asked.answers.derived.is_none() {
        let headline = format!("`{}` is an expression", source.asked.question.label);
        return session.refuse(headline + ", and has no children", help);
    }
    if source.asked.answers.values.len() != 1 {
        return session.refuse("children are drawn of one quantity".to_owned(), help);
    }
    Ok(())
}

/// The symbol of the axis is nowhere given a value.
pub(super) fn refuse_bound(session: &mut Session, plot: &Plot, over: &Over) -> Step {
    let symbol = &over.symbol;
    let devices = plot.each.iter().map(std::slice::from_ref);
    for device in std::iter::once(&[][..]).chain(devices) {
        let with = [&plot.asking.with, device].concat();
        let setting = session.engine.setting(&plot.asking.set, &with, &[]);
        let setting = session.need(setting)?;
        if setting.bound().any(|bound| bound == symbol) {
            let headline = format!("`{symbol}` has a value, and cannot be drawn over");
            return session.refuse(headline, "leave it out of `--set`, `--with` and `--each`");
        }
    }
    Ok(())
}

/// Says which symbols besides that of the axis have no value, and which costs no rule.
pub(super) fn refuse_open(session: &mut Session, curves: &[Curve], over: &Over) -> Step {
    let mut diagnostics = Vec::new();
    let (mut said, mut depends) = (Vec::new(), false);
    for curve in curves {
        let engine = &session.engine;
        let mut open = engine.symbols(&curve.value);
        depends |= open.contains(&over.symbol);
        open.retain(|name| *name != over.symbol);
        let label = &curve.question.label;
        if !curve.unruled.is_empty() && !said.contains(&curve.unruled) {
            let has = if curve.unruled.len() == 1 {
                "has"
            } else {
                "have"
            };
            let missing = curve.unruled.join(", ");
            let headline = format!("`{label}` has no number: {missing} {has} no rule");
            let help = "give the layer a rule, or write `else 0` in it if zero is meant";
            diagnostics.push(Diagnostic::error(headline).help(help));
            said.push(curve.unruled.clone());
        }
        if open.is_empty() || said.contains(&open) {
            continue;
        }
        said.push(open.clone());
        let dims = engine.dims(&curve.question);
        let names = curve.question.in_order(open).into_iter().map(|name| {
            let about = dims.get(&name).and_then(|dim| dim.about.clone());
            Unbound { name, about }
        });
        let names: Vec<Unbound> = names.collect();
        diagnostics.push(unbound(label, &names));
    }
    if !diagnostics.is_empty() {
        session.show(&diagnostics, Exit::NoValue);
        return Err(Stopped);
    }
    if !depends {
        session.note(&format!("nothing here depends on `{}`", over.symbol));
    }
    Ok(())
}
