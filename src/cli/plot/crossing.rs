//! Crossings of curves, each with its exact place; in the symbols that `--set` gave values to, where it
//! has such a form.

use crate::algebra::{Algebra, Comparison, Indeterminate, Rational, Root, Substitution, Value};
use crate::analysis::{
    Course, Encounter, Equation, Solution, Solved, Stretch, encounters, height, solve,
};
use crate::cli::answers::records::style_of;
use crate::cli::args::Plot;
use crate::cli::asked::Asked;
use crate::cli::over::worth;
use crate::cli::plot::curves::{Curve, Source, curves};
use crate::cli::plot::plotted::{Crossing, Meeting, Sampled};
use crate::cli::session::Session;
use crate::cli::writer::{Writer, without_place};
use crate::cost::{Question, Setting};
use crate::engine::Errors;

/// A longer form says less than its number.
const LONGEST_FORM: usize = 28;

/// More curves than this have too many pairs to compare.
pub(super) const MOST_CURVES: usize = 16;

/// What all pairs are compared in.
pub(super) struct Comparing<'a> {
    pub(super) algebra: &'a Algebra,
    pub(super) question: &'a Question,
    pub(super) setting: &'a Setting,
    pub(super) symbol: Indeterminate,
    pub(super) stretch: &'a Stretch,
}

/// Pairs of which it is not sure that every crossing was found, and why.
pub(super) type Unsure = Vec<([usize; 2], String)>;

/// Where any two of the curves meet. A curve that is equal to another is compared with that one only.
///
/// # Errors
/// When the limits are met.
pub(super) fn crossings(
    session: &mut Session,
    (plot, sources): (&Plot, &[Source]),
    comparing: &Comparing<'_>,
    sampled: &[Sampled],
) -> Result<(Vec<Crossing>, Unsure), Errors> {
    let (mut found, mut unsure) = (Vec::new(), Vec::new());
    let mut unbound: Option<Vec<Curve>> = None;
    // What is known of a curve is known of those that are equal to it.
    let mut twins = vec![false; sampled.len()];
    for left in 0..sampled.len() {
        for right in left + 1..sampled.len() {
            if twins[left] || twins[right] {
                continue;
            }
            let pair = [left, right];
            let courses = pair.map(|number| Course {
                value: &sampled[number].value,
                samples: &sampled[number].samples,
            });
            let Comparing {
                algebra,
                symbol,
                stretch,
                ..
            } = comparing;
            let (met, why) =
                encounters(algebra, courses, *symbol, stretch).map_err(without_place)?;
            unsure.extend(why.map(|why| (pair, why)));
            for encounter in met {
                twins[right] |= matches!(encounter, Encounter::Same);
                let mut kind = meeting(session, comparing, courses[0].value, encounter)?;
                if let Meeting::At {
                    at,
                    exact: true,
                    form: form @ None,
                    ..
                } = &mut kind
                {
                    let unbound =
                        unbound.get_or_insert_with(|| without_set(session, plot, sources));
                    let labels = pair.map(|number| &sampled[number].label);
                    let sides =
                        labels.map(|label| unbound.iter().find(|curve| curve.label == *label));
                    if let [Some(left), Some(right)] = sides {
                        let values = [&left.value, &right.value];
                        *form = symbolic(session, plot, comparing, values, at);
                    }
                }
                found.push(Crossing { curves: pair, kind });
            }
        }
    }
    // That a curve is equal to a later one may have been found after it was compared.
    let is_first = |pair: &[usize; 2]| !pair.iter().any(|number| twins[*number]);
    found.retain(|crossing| matches!(crossing.kind, Meeting::Same) || is_first(&crossing.curves));
    unsure.retain(|(pair, _)| is_first(pair));
    Ok((found, unsure))
}

fn meeting(
    session: &Session,
    comparing: &Comparing<'_>,
    value: &Value,
    encounter: Encounter,
) -> Result<Meeting, Errors> {
    let Comparing {
        algebra, symbol, ..
    } = comparing;
    let high = |at: &Rational| height(algebra, value, *symbol, at).map_err(without_place);
    Ok(match encounter {
        Encounter::Same => Meeting::Same,
        Encounter::Along(stretch) => Meeting::Along(stretch),
        Encounter::Seen(Stretch { from, to }) if from == to => Meeting::At {
            height: high(&from)?,
            at: from,
            exact: true,
            form: None,
        },
        Encounter::Seen(stretch) => Meeting::Seen(stretch),
        Encounter::Between(ends) => Meeting::Between {
            height: high(&ends[1])?,
            ends,
        },
        Encounter::At(Solved { form, root, .. }) => {
            let root = root.expect("where every other symbol is bound, a root is a number");
            let exact = root.exact().is_some();
            let at = near(&root);
            let writer = Writer::new(&session.engine, comparing.question);
            let form = form.filter(|_| !exact);
            let form = form.map(|form| writer.value(&form)).transpose()?;
            Meeting::At {
                height: high(&at)?,
                at,
                exact,
                form: form.filter(|form| form.chars().count() <= LONGEST_FORM),
            }
        }
    })
}

/// The root, or a number that has its first dozen digits.
fn near(root: &Root) -> Rational {
    let precise: Rational = "1e-13".parse().expect("a number");
    let width = &precise * &root.high().abs();
    if width.is_zero() {
        return root.high().clone();
    }
    root.clone().narrowed(&width).high().clone()
}

/// The curves as they are when nothing is set by hand; none where that cannot be derived.
fn without_set(session: &mut Session, plot: &Plot, sources: &[Source]) -> Vec<Curve> {
    let mut freed = Vec::new();
    for source in sources {
        let mut with = plot.asking.with.clone();
        with.extend(source.device.clone());
        let setting = session.engine.setting(&[], &with, &plot.asking.assume);
        let Ok(setting) = setting else { continue };
        let Asked {
            question,
            quantities,
            file: None,
            ..
        } = &source.asked
        else {
            continue;
        };
        let Ok(answers) = session.engine.answer(question, quantities, &setting) else {
            continue;
        };
        freed.push(Source {
            asked: Asked {
                question: question.clone(),
                quantities: quantities.clone(),
                answers,
                setting,
                file: None,
            },
            device: source.device.clone(),
        });
    }
    let parts = plot.children || plot.stack || plot.share;
    curves(&session.engine, &freed, parts).unwrap_or_default()
}

/// The form in other symbols of a number at which two curves meet; `None` where none is found that is
/// worth that number.
fn symbolic(
    session: &mut Session,
    plot: &Plot,
    comparing: &Comparing<'_>,
    [left, right]: [&Value; 2],
    at: &Rational,
) -> Option<String> {
    let name = comparing.symbol.text();
    let free = [left, right].into_iter().flat_map(Value::free_symbols);
    let symbol = free.into_iter().find(|symbol| symbol.text() == name)?;
    let equation = Equation {
        left: left.clone(),
        relation: Comparison::Equal,
        right: right.clone(),
        symbol,
    };
    let Ok(Solution::At(solved)) = solve(comparing.algebra, &equation) else {
        return None;
    };
    for form in solved.into_iter().filter_map(|solved| solved.form) {
        let symbols = form.free_symbols();
        if symbols.is_empty() {
            continue;
        }
        let mut put = Substitution::new();
        for symbol in symbols {
            // A lone word would be looked for among the layers.
            let formula = format!("1*{}", symbol.text());
            let value = worth(session, &formula, comparing.setting).ok()?;
            put.insert(symbol, value);
        }
        let number = comparing.algebra.substitute(&form, &put).ok()?;
        if number.as_constant().as_ref() == Some(at) {
            let writer = Writer::new(&session.engine, comparing.question);
            let writer = writer.with(&plot.asking.form, style_of(&plot.asking));
            let text = writer.value(&form).ok()?;
            return (text.chars().count() <= LONGEST_FORM).then_some(text);
        }
    }
    None
}
