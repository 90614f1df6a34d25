//! From exact numbers to a picture.

use crate::algebra::Rational;
use crate::cli::args::Plot;
use crate::cli::args::plot::AxisName;
use crate::cli::plot::axis::{Axis, Scale};
use crate::cli::plot::picture::{Drawn, Picture, Point, Post, Spot};
use crate::cli::plot::plotted::{Meeting, Plotted, Sampled};
use crate::cli::plot::report::{Written, crossing_label};
use crate::cli::plot::ticks::Unit;
use crate::cli::session::{Session, Step};
use crate::notation::number::digits;

/// More names of crossings than this hide the curves; the others are dots.
const MOST_NAMED: usize = 8;

/// The least height on a log axis, beside a largest one of less than 1,000.
const SMALLEST: f64 = 1e-290;

/// The picture of what was plotted.
///
/// # Errors
/// When nothing of it has a place on a log axis.
pub(super) fn picture(session: &mut Session, plot: &Plot, plotted: &Plotted) -> Step<Picture> {
    let scale = |axis| {
        if plot.log.contains(&axis) {
            Scale::Log
        } else {
            Scale::Linear
        }
    };
    let (across, upward) = (scale(AxisName::X), scale(AxisName::Y));
    let stretch = &plotted.stretch;
    if across == Scale::Log && stretch.from.is_zero() {
        let headline = "a log axis has no place for 0".to_owned();
        let help = "begin the range of `--over` at 1, or leave out `--log x`";
        return session.refuse(headline, help);
    }
    let maker = Maker {
        power: power(plotted),
        upward,
    };
    let mut curves: Vec<Drawn> = Vec::new();
    let mut below: Option<Vec<Option<Rational>>> = None;
    for curve in &plotted.curves {
        let (drawn, heights) = maker.curve(curve, below.as_deref());
        curves.push(drawn);
        if plotted.layout.stacked {
            below = Some(heights);
        }
    }
    say_left_out(session, &maker, plotted)?;
    for crossing in &plotted.crossings {
        if matches!(crossing.kind, Meeting::Same) {
            curves[crossing.curves[1]].hidden = true;
        }
    }
    let points = curves.iter().flat_map(|curve| curve.runs.iter().flatten());
    let ends = points.fold([f64::MAX, f64::MIN], |[low, high], (_, y)| {
        [low.min(*y), high.max(*y)]
    });
    let unit = Unit {
        name: plotted
            .quantity
            .as_ref()
            .map_or_else(String::new, |shown| match &shown.sign[..] {
                "" => shown.unit.clone(),
                sign => sign.to_owned(),
            }),
        power: maker.power,
    };
    let name = vertical_name(plotted);
    let vertical = if plotted.layout.shares && plotted.layout.stacked {
        Axis::of_shares(name, 100.0)
    } else if plotted.layout.shares && upward == Scale::Linear {
        Axis::of_shares(name, (ends[1] * 1.05).clamp(1.0, 100.0))
    } else {
        Axis::of_quantity(name, upward, ends, &unit)
    };
    let name = match &plotted.about {
        Some(about) => format!("{}, {about}", plotted.symbol.text()),
        None => plotted.symbol.text().to_owned(),
    };
    let sides = [&stretch.from, &stretch.to].map(Rational::to_f64);
    let (title, note) = titles(plot, plotted);
    Ok(Picture {
        title,
        note,
        horizontal: Axis::of_symbol(name, across, sides),
        vertical,
        curves,
        crossings: spots(&maker, plotted),
        posts: posts(session, &maker, plotted),
        stacked: plotted.layout.stacked,
    })
}

/// Makes floats of numbers.
struct Maker {
    /// Heights are given in this power of ten.
    power: i32,
    upward: Scale,
}

impl Maker {
    /// The height of a number, where it has a place on the axis.
    fn height(&self, number: &Rational) -> Option<f64> {
        let ten = Rational::from(10).power(i64::from(-self.power));
        let height = (number * &ten.expect("ten is not zero")).to_f64();
        let shown = height.is_finite() && (self.upward == Scale::Linear || height > SMALLEST);
        shown.then_some(height)
    }

    /// A curve, on top of what is below it, and how high its points then are.
    fn curve(
        &self,
        curve: &Sampled,
        below: Option<&[Option<Rational>]>,
    ) -> (Drawn, Vec<Option<Rational>>) {
        let mut heights = Vec::new();
        let (mut runs, mut floor) = (vec![Vec::<Point>::new()], vec![Vec::<Point>::new()]);
        for (place, sample) in curve.samples.iter().enumerate() {
            let under = below.map_or(Some(Rational::ZERO), |below| below[place].clone());
            let number = sample.value.as_ref().ok();
            let number = number
                .zip(under.as_ref())
                .map(|(value, under)| value + under);
            let point = number.as_ref().and_then(|number| self.height(number));
            match point {
                Some(height) => {
                    let at = sample.at.to_f64();
                    runs.last_mut().expect("there is one").push((at, height));
                    let under = under.and_then(|under| self.height(&under));
                    floor
                        .last_mut()
                        .expect("there is one")
                        .push((at, under.unwrap_or(0.0)));
                }
                None if runs.last().is_some_and(|run| !run.is_empty()) => {
                    runs.push(Vec::new());
                    floor.push(Vec::new());
                }
                None => {}
            }
            heights.push(number);
        }
        runs.retain(|run| !run.is_empty());
        floor.retain(|run| !run.is_empty());
        let drawn = Drawn {
            label: curve.label.clone(),
            runs,
            floor,
            hidden: false,
        };
        (drawn, heights)
    }
}

/// A power of a thousand in which the largest number has three digits before the point at most.
fn power(plotted: &Plotted) -> i32 {
    if plotted.layout.shares {
        return 0;
    }
    let samples = plotted.curves.iter().flat_map(|curve| &curve.samples);
    let values = samples.filter_map(|sample| sample.value.as_ref().ok());
    let Some(largest) = values
        .map(Rational::abs)
        .max()
        .filter(|largest| !largest.is_zero())
    else {
        return 0;
    };
    // The lengths of numerator and denominator tell the size, up to one digit.
    let length = |number: Rational| number.to_string().len();
    let [above, below] = [largest.numerator(), largest.denominator()].map(length);
    let digits = i32::try_from(above).unwrap_or(0) - i32::try_from(below).unwrap_or(0);
    digits.div_euclid(3) * 3
}

/// Says which points have no place on a log axis.
fn say_left_out(session: &mut Session, maker: &Maker, plotted: &Plotted) -> Step {
    if maker.upward == Scale::Linear {
        return Ok(());
    }
    let mut anything = false;
    for curve in &plotted.curves {
        let values = curve
            .samples
            .iter()
            .filter_map(|sample| sample.value.as_ref().ok());
        let (placed, left_out): (Vec<_>, Vec<_>) =
            values.partition(|value| maker.height(value).is_some());
        anything |= !placed.is_empty();
        if !left_out.is_empty() {
            session.note(&format!(
                "{} of the {} points of {} have no place on a log axis: they are not above zero, or \
                 290 decades below the largest",
                left_out.len(),
                curve.samples.len(),
                curve.label
            ));
        }
    }
    if anything {
        return Ok(());
    }
    let headline = "nothing is above zero, and a log axis has no place for it".to_owned();
    session.refuse(headline, "leave out `--log y`")
}

fn vertical_name(plotted: &Plotted) -> String {
    let Some(shown) = &plotted.quantity else {
        return if plotted.layout.shares {
            "share".to_owned()
        } else {
            "value".to_owned()
        };
    };
    if plotted.layout.shares {
        return format!("share of {}", shown.name);
    }
    let mut name = shown.name.clone();
    if let Some(about) = &shown.about {
        name += ": ";
        name += about;
    }
    match (&name[..], &shown.unit[..]) {
        (_, "") => name,
        ("", unit) => unit.to_owned(),
        (_, unit) => format!("{name} [{unit}]"),
    }
}

/// The line above the picture, and the one below it: what was given a value.
fn titles(plot: &Plot, plotted: &Plotted) -> (String, String) {
    let targets = plot.asking.targets.join(", ");
    let targets = if targets.is_empty() {
        let labels = plotted.curves.iter().map(|curve| &curve.label[..]);
        labels.collect::<Vec<_>>().join(", ")
    } else {
        targets
    };
    let quantity = plotted.quantity.as_ref().map_or("", |shown| &shown.name);
    let title = match (quantity, plotted.layout.shares) {
        ("", _) => targets,
        (quantity, true) => format!("shares of {quantity}({targets})"),
        (quantity, false) if targets.contains(", ") => format!("{quantity} of {targets}"),
        (quantity, false) => format!("{quantity}({targets})"),
    };
    let mut note = Vec::new();
    if let [curve] = &plotted.curves[..]
        && curve.form != title
    {
        note.push(format!("= {}", curve.form));
    }
    let set = plot.asking.set.iter().flat_map(|set| set.split(','));
    let mut bound: Vec<&str> = set.map(str::trim).collect();
    bound.extend(plot.asking.with.iter().map(|with| &with[..]));
    if !bound.is_empty() {
        note.push(format!("with {}", bound.join(", ")));
    }
    if !plot.asking.assume.is_empty() {
        note.push(format!("assuming {}", plot.asking.assume.join(", ")));
    }
    (plot.title.clone().unwrap_or(title), note.join("   "))
}

/// The crossings that are marked. Where curves lie on top of each other, they cross elsewhere.
fn spots(maker: &Maker, plotted: &Plotted) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for crossing in plotted.crossings.iter().filter(|_| !plotted.layout.stacked) {
        let (at, height) = match &crossing.kind {
            Meeting::At { at, height, .. } => (at, height),
            Meeting::Between { ends, height } => (&ends[1], height),
            Meeting::Same | Meeting::Along(_) | Meeting::Seen(_) => continue,
        };
        let height = height.as_ref().and_then(|height| maker.height(height));
        let Some(height) = height else { continue };
        let at = (at.to_f64(), height);
        // Three curves through one place have one name for it.
        if spots.iter().any(|spot| spot.at == at) {
            continue;
        }
        let named = spots.len() < MOST_NAMED;
        spots.push(Spot {
            at,
            label: crossing_label(plotted, crossing, Written::InPicture)
                .filter(|_| named)
                .unwrap_or_default(),
        });
    }
    spots
}

/// What is marked, where it is on the axis.
fn posts(session: &mut Session, maker: &Maker, plotted: &Plotted) -> Vec<Post> {
    let mut posts = Vec::new();
    for place in &plotted.marks {
        if !plotted.stretch.contains(&place.at) {
            let (label, at) = (&place.label, digits(&place.at));
            session.note(&format!("{label} is at {at}, which is not in the picture"));
            continue;
        }
        let heights = place.heights.iter().enumerate();
        let heights =
            heights.filter_map(|(curve, height)| Some((curve, maker.height(height.as_ref()?)?)));
        posts.push(Post {
            at: place.at.to_f64(),
            label: place.label.clone(),
            heights: if plotted.layout.stacked {
                Vec::new()
            } else {
                heights.collect()
            },
        });
    }
    posts
}
