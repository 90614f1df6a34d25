//! Axes: how numbers become places, and which places bear a number.

use crate::cli::plot::ticks::{self, Unit};

/// How lengths on an axis go with numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// Equal differences are equally long.
    Linear,
    /// Equal ratios are equally long.
    Log,
}

/// A place that bears a number.
#[derive(Clone, Debug)]
pub(super) struct Tick {
    /// The number, in the unit of the axis.
    pub(super) at: f64,
    /// How it is written.
    pub(super) label: String,
}

/// An axis from its low to its high end.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// What it shows, with the unit.
    pub(super) name: String,
    pub(super) scale: Scale,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) ticks: Vec<Tick>,
}

impl Axis {
    /// The horizontal axis.
    pub(super) fn of_symbol(name: String, scale: Scale, [low, high]: [f64; 2]) -> Axis {
        let single = low >= high;
        let (low, high) = match scale {
            _ if !single => (low, high),
            Scale::Linear => (
                low - (low.abs() / 2.0).max(0.5),
                low + (low.abs() / 2.0).max(0.5),
            ),
            Scale::Log => (low / 2.0, low * 2.0),
        };
        let ticks = match scale {
            _ if single => vec![f64::midpoint(low, high)],
            Scale::Linear if ticks::is_binary(high) => ticks::binary(low, high),
            Scale::Linear => ticks::linear(low, high, 8),
            Scale::Log if ticks::is_binary(high) => ticks::powers_of_two(low, high),
            Scale::Log => ticks::decades(low, high),
        };
        let ticks = match scale {
            Scale::Log if single => vec![low * 2.0],
            _ => ticks,
        };
        let label = if ticks::is_binary(high) {
            ticks::binary_labels(&ticks)
        } else {
            ticks::plain_labels(&ticks)
        };
        Axis::new(name, scale, [low, high], ticks, label)
    }

    /// The vertical axis, around everything between two numbers.
    pub(super) fn of_quantity(
        name: String,
        scale: Scale,
        [low, high]: [f64; 2],
        unit: &Unit,
    ) -> Axis {
        let (low, high) = match scale {
            Scale::Linear => {
                let (low, high) = (low.min(0.0), high.max(0.0));
                let room = (high - low) / 20.0;
                match (low < 0.0, high > 0.0) {
                    (false, false) => (0.0, 1.0),
                    (below, above) => (
                        if below { low - room } else { low },
                        if above { high + room } else { high },
                    ),
                }
            }
            // A tenth of a decade, or half of one around a single number.
            Scale::Log if high / low < 1.5 => (low / 3.0, high * 3.0),
            Scale::Log => (low / 1.25, high * 1.25),
        };
        let ticks = match scale {
            Scale::Linear => ticks::linear(low, high, 7),
            Scale::Log => ticks::decades(low, high),
        };
        let labels = match scale {
            Scale::Linear => ticks::labels_alike(&ticks, unit),
            Scale::Log => ticks::labels_each(&ticks, unit),
        };
        Axis::new(name, scale, [low, high], ticks, labels)
    }

    /// A vertical axis of shares, from nothing to all.
    pub(super) fn of_shares(name: String, most: f64) -> Axis {
        let ticks = ticks::linear(0.0, most, 6);
        let labels = ticks::plain_labels(&ticks);
        let labels = labels.into_iter().map(|label| label + " %").collect();
        Axis::new(name, Scale::Linear, [0.0, most], ticks, labels)
    }

    fn new(
        name: String,
        scale: Scale,
        [low, high]: [f64; 2],
        ticks: Vec<f64>,
        labels: Vec<String>,
    ) -> Axis {
        let ticks = ticks.into_iter().zip(labels);
        Axis {
            name,
            scale,
            low,
            high,
            ticks: ticks.map(|(at, label)| Tick { at, label }).collect(),
        }
    }

    /// Where a number stands: 0 at the low end of the axis, 1 at its high end.
    pub(super) fn place(&self, number: f64) -> f64 {
        match self.scale {
            Scale::Linear => (number - self.low) / (self.high - self.low),
            // Not of quotients, which may be too large for a double.
            Scale::Log => (number.ln() - self.low.ln()) / (self.high.ln() - self.low.ln()),
        }
    }
}
