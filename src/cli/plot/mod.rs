//! `flopform plot`: pictures of costs over a symbol.

mod axis;
mod build;
mod canvas;
mod crossing;
mod curves;
mod draw;
mod file;
mod labels;
mod picture;
mod place;
mod plotted;
mod refusal;
mod report;
mod stroke;
mod ticks;

use std::path::Path;

use crate::algebra::{Algebra, Domain, Indeterminate, Rational, Substitution, Value};
use crate::analysis::{Spacing, height, places, sample};
use crate::cli::answers::records::style_of;
use crate::cli::args::plot::AxisName;
use crate::cli::args::{Format, Plot};
use crate::cli::asked::Asked;
use crate::cli::exit::Exit;
use crate::cli::over::{Over, over};
use crate::cli::plot::build::picture;
use crate::cli::plot::crossing::{Comparing, MOST_CURVES, crossings};
use crate::cli::plot::curves::{Curve, Source, curves, named, sources};
use crate::cli::plot::file::Kind;
use crate::cli::plot::place::Place;
use crate::cli::plot::plotted::{Layout, Plotted, Sampled, Shown};
use crate::cli::plot::refusal::{refuse_bound, refuse_many, refuse_open, refuse_words};
use crate::cli::replace::replace;
use crate::cli::same_file::refuse_input;
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::writer::{Writer, without_place};
use crate::cost::Question;
use crate::diagnostic::{Unbound, diagnose_algebra, unbound};
use crate::engine::Errors;

/// A curve has this many points, or fewer where its symbol has fewer values.
const MOST_PLACES: usize = 512;

/// Draws what is asked, and says what there is to be seen.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn run(session: &mut Session, plot: &Plot) -> Step {
    let kind = refuse_words(session, plot)?;
    let over = over(session, &plot.over, "--over")?;
    let (sources, marked) = sources(session, plot, &over.symbol)?;
    let parts = plot.children || plot.stack || plot.share;
    if parts {
        refuse_many(session, &sources)?;
    }
    let found = curves(&session.engine, &sources, parts);
    let found = session.need(found)?;
    refuse_bound(session, plot, &over)?;
    refuse_open(session, &found, &over)?;
    let quantity = one_unit(session, &found)?;
    let asked = (&sources[..], &marked[..]);
    let plotted = plotted(session, plot, asked, found, over, quantity)?;
    let picture = picture(session, plot, &plotted)?;
    let drawn = match kind {
        Kind::Svg => file::svg(&picture, plot.size).map(String::into_bytes),
        Kind::Png => file::png(&picture, plot.size),
    };
    let drawn = match drawn {
        Ok(drawn) => drawn,
        Err(reason) => {
            let headline = format!("the picture cannot be drawn: {reason}");
            return session.refuse(headline, "try another `--size`");
        }
    };
    if plot.output == Path::new("-") {
        return session.print_as_it_is(&String::from_utf8_lossy(&drawn));
    }
    refuse_input(session, &plot.output, plot.asking.config.as_deref())?;
    if let Err(reason) = replace(&plot.output, &drawn) {
        let headline = format!("`{}` cannot be written: {reason}", plot.output.display());
        return session.refuse(headline, "name a file in a folder that can be written to");
    }
    let text = match plot.asking.format {
        Format::Json => report::json(plot, &plotted),
        _ => report::text(plot, &plotted),
    };
    session.print(&text)
}

/// One axis has one unit.
fn one_unit(session: &mut Session, curves: &[Curve]) -> Step<Option<Shown>> {
    let program = session.engine.program();
    let shown = curves.iter().map(|curve| {
        curve.quantity.map(|id| {
            let quantity = program.quantity(id);
            Shown {
                name: quantity.name.clone(),
                about: quantity.about.clone(),
                unit: quantity.unit.clone(),
                sign: quantity.sign.clone(),
            }
        })
    });
    let shown: Vec<Option<Shown>> = shown.collect();
    let Some(first) = shown.first() else {
        let headline = "there is nothing to draw".to_owned();
        return session.refuse(headline, "ask for a target whose cost is not zero");
    };
    let unit = |shown: &Option<Shown>| shown.as_ref().map_or("", |shown| &shown.unit).to_owned();
    if let Some(other) = shown.iter().find(|other| unit(other) != unit(first)) {
        let units = [first, other].map(|shown| match &unit(shown)[..] {
            "" => "no unit".to_owned(),
            unit => format!("`{unit}`"),
        });
        let headline = format!("one axis has one unit, not {} and {}", units[0], units[1]);
        return session.refuse(headline, "draw them in pictures of their own");
    }
    let mut shown = shown.into_iter();
    let first = shown.next().flatten();
    // Two quantities of one unit have only the unit in common.
    let same = shown.all(|other| other == first);
    Ok(first.map(|first| Shown {
        name: if same { first.name } else { String::new() },
        about: first.about.filter(|_| same),
        unit: first.unit,
        sign: first.sign,
    }))
}

fn plotted(
    session: &mut Session,
    plot: &Plot,
    (sources, marked): (&[Source], &[Asked]),
    found: Vec<Curve>,
    over: Over,
    quantity: Option<Shown>,
) -> Step<Plotted> {
    let asking = &plot.asking;
    let setting = session.setting(asking)?;
    let question = found
        .iter()
        .map(|curve| curve.question.clone())
        .reduce(|joint, next| joint.beside(&next))
        .expect("there is a curve");
    let algebra = session.engine.algebra(&question, &setting);
    let algebra = session.need(algebra)?;
    let symbol = joint_symbol(&question, &found, &over);
    let spacing = if plot.log.contains(&AxisName::X) {
        Spacing::Geometric
    } else {
        Spacing::Even
    };
    let mut domains: Vec<Domain> = found
        .iter()
        .filter_map(|curve| curve.domain(&over.symbol))
        .collect();
    domains.push(symbol.domain());
    let at = places(&domains, &over.stretch, spacing, MOST_PLACES);
    if at.is_empty() {
        let headline = format!("`{}` leaves no `{}` to draw", plot.over, over.symbol);
        let help = format!("`{}` is {}", over.symbol, symbol.domain());
        return session.refuse(headline, &help);
    }
    let curves = sampled(&session.engine, plot, (&algebra, symbol), found, &at);
    let curves = session.need(curves)?;
    for curve in &curves {
        let failed = curve.samples.iter().filter_map(|sample| {
            let error = sample.value.as_ref().err()?;
            Some((&sample.at, error))
        });
        let failed: Vec<_> = failed.collect();
        let Some((at, error)) = failed.first() else {
            continue;
        };
        if failed.len() == curve.samples.len() {
            session.show(&[diagnose_algebra(error)], Exit::Mistake);
            return Err(Stopped);
        }
        let (label, symbol) = (&curve.label, &over.symbol);
        let count = failed.len();
        let at = crate::notation::number::digits(at);
        session.note(&format!(
            "{label} has no value at {count} of the points, the first of them {symbol} = {at}: {error}"
        ));
    }
    let comparing = Comparing {
        algebra: &algebra,
        question: &question,
        setting: &setting,
        symbol,
        stretch: &over.stretch,
    };
    let (mut met, mut unsure) = (Vec::new(), Vec::new());
    if curves.len() <= MOST_CURVES {
        let found = crossings(session, (plot, sources), &comparing, &curves);
        (met, unsure) = session.need(found)?;
    } else {
        session.note(&format!(
            "crossings are looked for among {MOST_CURVES} curves at most"
        ));
    }
    let curves_are_few = curves.len() <= MOST_CURVES;
    let mut marks = marks(session, plot, marked)?;
    for mark in &mut marks {
        let heights = curves.iter().map(|curve| {
            let height = height(&algebra, &curve.value, symbol, &mark.at);
            height.map_err(without_place)
        });
        let heights: Result<Vec<_>, Errors> = heights.collect();
        mark.heights = session.need(heights)?;
    }
    let dims = session.engine.dims(&question);
    let about = dims.get(&over.symbol).and_then(|dim| dim.about.clone());
    Ok(Plotted {
        symbol,
        about,
        stretch: over.stretch,
        quantity,
        curves,
        compared: curves_are_few,
        crossings: met,
        unsure,
        marks,
        layout: Layout {
            stacked: plot.stack || (plot.share && !plot.children),
            shares: plot.share,
        },
    })
}

/// The symbol of the axis with the narrowest domain that a curve gives it.
fn joint_symbol(question: &Question, curves: &[Curve], over: &Over) -> Indeterminate {
    let domains = curves.iter().filter_map(|curve| curve.domain(&over.symbol));
    let narrow = |domain: &Domain| (domain.is_integer(), domain.step());
    let domain = domains.max_by_key(narrow);
    let declared = || question.domains.get(&over.symbol).copied();
    let domain = domain.or_else(declared).unwrap_or_default();
    Indeterminate::symbol_in(&over.symbol, domain)
}

fn sampled(
    engine: &crate::Engine,
    plot: &Plot,
    (algebra, symbol): (&Algebra, Indeterminate),
    found: Vec<Curve>,
    at: &[Rational],
) -> Result<Vec<Sampled>, Errors> {
    let mut total = Value::zero();
    for curve in found.iter().filter(|_| plot.share) {
        total = algebra.add(&total, &curve.value).map_err(without_place)?;
    }
    let mut curves = Vec::new();
    for curve in found {
        let mut value = curve.value.clone();
        if plot.share {
            let hundred = algebra.multiply(&Value::integer(100), &value);
            let share = hundred.and_then(|hundred| algebra.divide(&hundred, &total));
            value = share.map_err(without_place)?;
        }
        if let Some(own) = curve.symbol(symbol.text()).filter(|own| *own != symbol) {
            let put = Substitution::from_iter([(own, Value::from(symbol))]);
            value = algebra.substitute(&value, &put).map_err(without_place)?;
        }
        let writer = Writer::new(engine, &curve.question);
        let writer = writer.with(&plot.asking.form, style_of(&plot.asking));
        curves.push(Sampled {
            form: writer.value(&value)?,
            samples: sample(algebra, &value, symbol, at).map_err(without_place)?,
            label: curve.label,
            value,
        });
    }
    Ok(curves)
}

/// The places that `--mark` names.
fn marks(session: &mut Session, plot: &Plot, asked: &[Asked]) -> Step<Vec<Place>> {
    let mut marks = Vec::new();
    for (mark, asked) in plot.mark.iter().zip(asked) {
        let (label, formula) = named(mark);
        let answer = asked.answers.values.first().expect("a formula has a value");
        let open = session.engine.symbols(&answer.value);
        if !open.is_empty() {
            let open = open.into_iter().map(|name| Unbound { name, about: None });
            let open: Vec<Unbound> = open.collect();
            session.show(&[unbound(formula, &open)], Exit::NoValue);
            return Err(Stopped);
        }
        match session.engine.number(&answer.value) {
            Ok(at) => marks.push(Place {
                label: label.to_owned(),
                at,
                heights: Vec::new(),
            }),
            Err(error) => {
                session.show(&[diagnose_algebra(&error)], Exit::Mistake);
                return Err(Stopped);
            }
        }
    }
    Ok(marks)
}
