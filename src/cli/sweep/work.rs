//! Rows computed on all cores, in order: evaluated, tested against the conditions, and written as text
//! where they are made.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::cli::sweep::lines::Lines;
use crate::cli::sweep::prepare::Parts;
use crate::evaluator::{
    Block, Cell, Cursor, Exact, Float, Formulas, Frontier, PointError, Points, Top,
};

/// How many points one core computes before its rows are written.
const PORTION: u64 = 1 << 16;

/// Fewer points than this are not worth a second core.
const SMALL: u64 = 1 << 13;

/// Whether the run is to end as soon as it can.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

/// Points over one set of formulas.
pub(super) struct Piece<'a> {
    pub(super) formulas: &'a Formulas,
    pub(super) parts: Parts,
    pub(super) points: &'a Points,
    /// Where each symbol that is written comes from.
    pub(super) symbols: &'a [Origin],
    /// The place of the first point among all points.
    pub(super) first: u64,
    /// The points of the piece that are wanted.
    pub(super) range: (u64, u64),
}

/// Where the value of a symbol that is written comes from.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// From the column at a place.
    Column(usize),
    /// It is the same for the whole piece.
    Same(Cell),
}

/// What is done with a row that meets the conditions.
#[derive(Clone)]
pub(super) enum Sink<'a> {
    /// It becomes lines of text.
    Lines(&'a Lines),
    /// It is handed on as numbers.
    Rows,
    /// It is kept if it is among the best.
    Top(Top<Vec<Cell>>),
    /// It is kept if none beats it.
    Frontier(Frontier<Vec<Cell>>),
}

/// What one core made.
#[derive(Default)]
pub(super) struct Made {
    pub(super) text: String,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many rows were made of how many points.
    pub(super) count: u64,
    pub(super) points: u64,
    pub(super) error: Option<Box<PointError>>,
}

/// Either evaluator.
enum Evaluator<'f> {
    Exact(Exact<'f>),
    Float(Float<'f>),
}

impl Evaluator<'_> {
    fn run(&mut self, block: &Block<'_>) -> Result<(), Box<PointError>> {
        match self {
            Evaluator::Exact(exact) => exact.run(block),
            Evaluator::Float(float) => float.run(block),
        }
    }

    fn cell(&self, formula: usize, point: usize) -> Cell {
        match self {
            Evaluator::Float(float) => Cell::Double(float.numbers(formula)[point]),
            Evaluator::Exact(exact) => {
                let (wholes, others) = exact.numbers(formula);
                match others.get(&point) {
                    Some(number) => Cell::from(number),
                    None => Cell::Whole(wholes.at(point)),
                }
            }
        }
    }

    fn holds(&self, formula: usize, point: usize) -> bool {
        match self.cell(formula, point) {
            Cell::Whole(number) => number == 1,
            Cell::Exact(number) => number.is_one(),
            #[expect(clippy::float_cmp, reason = "a flag is exactly 0 or 1")]
            Cell::Double(number) => number == 1.0,
        }
    }
}

/// Computes a piece in portions, each handed to `write` in order until it says that it is enough.
pub(super) fn run(
    piece: &Piece<'_>,
    float: bool,
    sinks: &mut [Sink<'_>],
    mut write: impl FnMut(Made) -> bool,
) {
    let (mut from, to) = piece.range;
    while from < to {
        let cores = sinks.len() as u64;
        let portion = PORTION.min((to - from).div_ceil(cores)).max(SMALL);
        let starts = (0..cores).map(|core| from + core * portion);
        let ranges: Vec<(u64, u64)> = starts
            .filter(|start| *start < to)
            .map(|start| (start, (start + portion).min(to)))
            .collect();
        from = ranges.last().map_or(to, |(_, end)| *end);
        let made = if let [range] = ranges[..] {
            vec![portion_of(piece, float, range, &mut sinks[0])]
        } else {
            thread::scope(|scope| {
                let work = ranges.iter().zip(sinks.iter_mut());
                let work = work.map(|(range, sink)| {
                    scope.spawn(move || portion_of(piece, float, *range, sink))
                });
                let work: Vec<_> = work.collect();
                let made = work.into_iter().map(|work| match work.join() {
                    Ok(made) => made,
                    Err(panic) => std::panic::resume_unwind(panic),
                });
                made.collect()
            })
        };
        for made in made {
            if !write(made) {
                return;
            }
        }
    }
}

/// As many sinks as there are cores.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn portion_of(piece: &Piece<'_>, float: bool, range: (u64, u64), sink: &mut Sink<'_>) -> Made {
    let mut evaluator = if float {
        Evaluator::Float(Float::new(piece.formulas))
    } else {
        Evaluator::Exact(Exact::new(piece.formulas))
    };
    let mut cursor: Cursor<'_> = piece.points.cursor();
    let mut made = Made::default();
    let (mut place, mut end) = range;
    while place < end && !STOP.load(Ordering::Relaxed) {
        let (length, done): (u64, Result<(), Box<PointError>>) =
            cursor.block(place, end - place, |block| {
                evaluator.run(block)?;
                for point in 0..block.length {
                    let first = piece.parts.shown;
                    let conditions = first..first + piece.parts.conditions;
                    let mut conditions = conditions.into_iter();
                    if conditions.all(|condition| evaluator.holds(condition, point)) {
                        take(piece, &evaluator, block, (place, point), sink, &mut made);
                    }
                }
                Ok(())
            });
        if let Err(error) = done {
            // The rows before the point are made yet.
            end = place + error.place as u64;
            made.error = Some(error);
            continue;
        }
        place += length;
        made.points += length;
    }
    made
}

/// Hands a row to the sink.
fn take(
    piece: &Piece<'_>,
    evaluator: &Evaluator<'_>,
    block: &Block<'_>,
    (from, point): (u64, usize),
    sink: &mut Sink<'_>,
    made: &mut Made,
) {
    let float = matches!(evaluator, Evaluator::Float(_));
    let symbols = piece.symbols.iter().map(|origin| match origin {
        Origin::Same(cell) => cell.clone(),
        Origin::Column(place) => {
            let number = Cell::from(&block.columns[*place].at(point));
            match number {
                Cell::Exact(number) if float => Cell::Double(number.to_f64()),
                number => number,
            }
        }
    });
    let shown = (0..piece.parts.shown).map(|formula| evaluator.cell(formula, point));
    let row = symbols.chain(shown);
    let keys = piece.parts.shown + piece.parts.conditions;
    let place = piece.first + from + point as u64;
    match sink {
        Sink::Lines(lines) => {
            lines.row(row, &mut made.text);
            made.count += 1;
        }
        Sink::Rows => {
            made.rows.push(row.collect());
            made.count += 1;
        }
        Sink::Top(top) => top.offer(evaluator.cell(keys, point), place, || row.collect()),
        Sink::Frontier(frontier) => {
            let keys = (keys..keys + piece.parts.keys).map(|key| evaluator.cell(key, point));
            frontier.offer(keys.collect(), place, || row.collect());
        }
    }
}
