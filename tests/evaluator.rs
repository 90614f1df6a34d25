//! The compiled evaluator against the algebra: the same exact numbers, the same refusals, and doubles
//! next to them; and the ways through many points against going through them one by one.

use flopform::algebra::{
    Algebra, AlgebraError, Comparison, Domain, Environment, Indeterminate, Rational, Value,
};
use flopform::evaluator::{
    Axis, Block, Cell, Column, Exact, Float, Formulas, Frontier, Points, Top,
};
use proptest::prelude::*;

/// An expression as a person writes it.
#[derive(Clone, Debug)]
enum Tree {
    Symbol(usize),
    Number(i64, i64),
    Add(Box<Tree>, Box<Tree>),
    Subtract(Box<Tree>, Box<Tree>),
    Multiply(Box<Tree>, Box<Tree>),
    Divide(Box<Tree>, Box<Tree>),
    Floor(Box<Tree>),
    Ceil(Box<Tree>),
    Max(Box<Tree>, Box<Tree>),
    Min(Box<Tree>, Box<Tree>),
    Compare(Box<Tree>, Box<Tree>),
    Select(Box<Tree>, Box<Tree>, Box<Tree>),
    Power(i64, Box<Tree>),
    Root(Box<Tree>),
    Logarithm(Box<Tree>),
    Sum(Box<Tree>),
}

const SYMBOLS: [(&str, Domain); 5] = [
    ("S", Domain::Multiple(1)),
    ("W", Domain::Multiple(1)),
    ("h", Domain::Multiple(4)),
    ("k", Domain::Whole),
    ("f", Domain::Flag),
];

fn symbol(place: usize) -> Indeterminate {
    let (name, domain) = SYMBOLS[place];
    Indeterminate::symbol_in(name, domain)
}

fn value(algebra: &Algebra, tree: &Tree) -> Result<Value, AlgebraError> {
    let of = |tree: &Tree| value(algebra, tree);
    match tree {
        Tree::Symbol(place) => Ok(Value::from(symbol(*place))),
        Tree::Number(above, below) => {
            let number = Rational::new(*above, *below).expect("it is not over zero");
            Ok(Value::from(number))
        }
        Tree::Add(left, right) => algebra.add(&of(left)?, &of(right)?),
        Tree::Subtract(left, right) => algebra.subtract(&of(left)?, &of(right)?),
        Tree::Multiply(left, right) => algebra.multiply(&of(left)?, &of(right)?),
        Tree::Divide(left, right) => algebra.divide(&of(left)?, &of(right)?),
        Tree::Floor(inside) => algebra.floor(&of(inside)?),
        Tree::Ceil(inside) => algebra.ceil(&of(inside)?),
        Tree::Max(left, right) => algebra.maximum(&of(left)?, &of(right)?),
        Tree::Min(left, right) => algebra.minimum(&of(left)?, &of(right)?),
        Tree::Compare(left, right) => algebra.compare(&of(left)?, Comparison::Less, &of(right)?),
        Tree::Select(left, then, otherwise) => {
            let w = Value::from(symbol(1));
            let condition = algebra.compare(&of(left)?, Comparison::LessEqual, &w)?;
            algebra.conditional(&condition, &of(then)?, &of(otherwise)?)
        }
        Tree::Power(base, exponent) => algebra.power(&Value::integer(*base), &of(exponent)?),
        Tree::Root(inside) => algebra.sqrt(&of(inside)?),
        Tree::Logarithm(inside) => algebra.log2(&of(inside)?),
        Tree::Sum(body) => {
            let index = Indeterminate::symbol_in("i#0", Domain::Integer);
            let body = algebra.maximum(&of(body)?, &Value::from(index))?;
            algebra.sum(index, &Value::one(), &Value::from(symbol(3)), &body)
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        (0..SYMBOLS.len()).prop_map(Tree::Symbol),
        ((-9_i64..9), (1_i64..4)).prop_map(|(above, below)| Tree::Number(above, below)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let one = || inner.clone().prop_map(Box::new);
        prop_oneof![
            4 => (one(), one()).prop_map(|(a, b)| Tree::Add(a, b)),
            2 => (one(), one()).prop_map(|(a, b)| Tree::Subtract(a, b)),
            5 => (one(), one()).prop_map(|(a, b)| Tree::Multiply(a, b)),
            2 => (one(), one()).prop_map(|(a, b)| Tree::Divide(a, b)),
            1 => one().prop_map(Tree::Floor),
            1 => one().prop_map(Tree::Ceil),
            1 => (one(), one()).prop_map(|(a, b)| Tree::Max(a, b)),
            1 => (one(), one()).prop_map(|(a, b)| Tree::Min(a, b)),
            1 => (one(), one()).prop_map(|(a, b)| Tree::Compare(a, b)),
            1 => (one(), one(), one()).prop_map(|(a, b, c)| Tree::Select(a, b, c)),
            1 => ((2_i64..7), one()).prop_map(|(base, a)| Tree::Power(base, a)),
            1 => one().prop_map(Tree::Root),
            1 => one().prop_map(Tree::Logarithm),
            1 => one().prop_map(Tree::Sum),
        ]
    })
}

/// Sizes around those at which a machine word, or two, end.
fn sizes() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => 1_i64..40,
        2 => 1_i64..5_000_000,
        1 => (0_u32..63, -3_i64..4).prop_map(|(bits, near)| ((1_i64 << bits) + near).max(1)),
        1 => (0_i64..4).prop_map(|near| i64::MAX - near),
    ]
}

/// A point: the values of all symbols.
fn points() -> impl Strategy<Value = [i64; 5]> {
    let point = (sizes(), sizes(), 1_i64..1000, 0_i64..12, 0_i64..2);
    point.prop_map(|(s, w, h, k, f)| [s, w, 4 * h, k, f])
}

fn environment(point: &[i64; 5]) -> Environment {
    let names = SYMBOLS.iter().map(|(name, _)| (*name).to_owned());
    names
        .zip(point.iter().map(|value| Rational::from(*value)))
        .collect()
}

/// Runs over all points at once; the symbols before `first` keep the values of the first point.
fn at_once(
    value: &Value,
    points: &[[i64; 5]],
    first: usize,
) -> Result<Vec<Rational>, AlgebraError> {
    let symbols = SYMBOLS.iter().enumerate();
    let symbols = symbols.map(|(place, (name, _))| ((*name).to_owned(), place >= first));
    let symbols: Vec<(String, bool)> = symbols.collect();
    let formulas = Formulas::new(vec![value.clone()], &symbols, Algebra::new().limits());
    let whole = (0..SYMBOLS.len()).map(|place| points.iter().map(|p| p[place]).collect());
    let whole: Vec<Vec<i64>> = whole.collect();
    let same: Vec<Rational> = points[0]
        .iter()
        .map(|value| Rational::from(*value))
        .collect();
    let columns = (0..SYMBOLS.len()).map(|place| {
        if place < first {
            Column::Same(&same[place])
        } else {
            Column::Whole(&whole[place], &[])
        }
    });
    let columns: Vec<Column<'_>> = columns.collect();
    let block = Block {
        length: points.len(),
        columns: &columns,
    };
    let mut exact = Exact::new(&formulas);
    exact.run(&block).map_err(|error| error.error)?;
    Ok((0..points.len()).map(|point| exact.at(0, point)).collect())
}

/// What the algebra says of each point in turn.
fn one_by_one(value: &Value, points: &[[i64; 5]]) -> Result<Vec<Rational>, AlgebraError> {
    let numbers = points
        .iter()
        .map(|point| Algebra::new().evaluate(value, &environment(point)));
    numbers.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Exact numbers are the algebra's, and where it refuses a point so does the evaluator, whatever
    /// symbols are the same at all points.
    #[test]
    fn exact_numbers_are_those_of_the_algebra(
        tree in trees(),
        points in prop::collection::vec(points(), 1..8),
        first in 0..=SYMBOLS.len(),
    ) {
        let Ok(value) = value(&Algebra::new(), &tree) else { return Ok(()) };
        let mut points = points;
        let head = points[0];
        for point in &mut points {
            point[..first].copy_from_slice(&head[..first]);
        }
        prop_assert_eq!(at_once(&value, &points, first), one_by_one(&value, &points));
    }
}

/// A sum of products with coefficients and sizes up to the ends of machine words.
fn polynomials() -> impl Strategy<Value = Value> {
    let coefficient = prop_oneof![-99_i64..99, Just(i64::MAX), Just(i64::MIN + 1)];
    let term = (coefficient, prop::array::uniform3(0_i64..4));
    prop::collection::vec(term, 1..9).prop_map(|terms| {
        let algebra = Algebra::new();
        let mut sum = Value::zero();
        for (coefficient, exponents) in terms {
            let mut product = Value::integer(coefficient);
            for (place, exponent) in exponents.into_iter().enumerate() {
                let power = algebra.power_integer(&Value::from(symbol(place)), exponent);
                product = algebra.multiply(&product, &power.unwrap()).unwrap();
            }
            sum = algebra.add(&sum, &product).unwrap();
        }
        sum
    })
}

proptest! {
    /// Nothing overflows: each block mixes small points with those past 64 and past 128 bits.
    #[test]
    fn nothing_overflows(
        value in polynomials(),
        points in prop::collection::vec(points(), 1..70),
        first in 0_usize..3,
    ) {
        let mut points = points;
        let head = points[0];
        for point in &mut points {
            point[..first].copy_from_slice(&head[..first]);
        }
        prop_assert_eq!(at_once(&value, &points, first), one_by_one(&value, &points));
    }

    /// Numbers past 128, 256 and 512 bits are the algebra's: polynomials, their quotient, the larger of
    /// two and which one that is.
    #[test]
    fn long_numbers_are_those_of_the_algebra(
        (left, right) in (polynomials(), polynomials()),
        points in prop::collection::vec(points(), 1..70),
        most in 0_i64..64,
        first in 0_usize..3,
    ) {
        let mut points = points;
        let head = points[0];
        for point in &mut points {
            for size in &mut point[..2] {
                // As large as the case says, so that some have four words and some eight.
                *size = (*size).max(((1_i128 << most) - 3).max(1).try_into().unwrap());
            }
            point[..first].copy_from_slice(&head[..first]);
        }
        let algebra = Algebra::new();
        let values = [
            algebra.divide(&left, &right),
            algebra.maximum(&left, &right),
            algebra.compare(&left, Comparison::Less, &right),
        ];
        for value in values.into_iter().flatten().chain([left]) {
            prop_assert_eq!(at_once(&value, &points, first), one_by_one(&value, &points));
        }
    }

    /// Doubles of sums of positive terms differ from the exact numbers by a few units in the last place,
    /// in chunks of every length.
    #[test]
    fn doubles_are_near(
        coefficients in prop::collection::vec(1_i64..99, 1..30),
        length in 1_usize..300,
        seed in 1_i64..1000,
    ) {
        let algebra = Algebra::new();
        let mut sum = Value::zero();
        for (place, coefficient) in coefficients.iter().enumerate() {
            let mut product = Value::integer(*coefficient);
            for (symbol_place, divisor) in [(0, 1), (1, 3), (2, 9)] {
                let exponent = i64::try_from(place / divisor % 3).unwrap();
                let power = algebra.power_integer(&Value::from(symbol(symbol_place)), exponent);
                product = algebra.multiply(&product, &power.unwrap()).unwrap();
            }
            sum = algebra.add(&sum, &product).unwrap();
        }
        let names = ["S", "W", "h"].map(|name| (name.to_owned(), true));
        let formulas = Formulas::new(vec![sum], &names, algebra.limits());
        let numbers = |scale: i64| -> Vec<i64> {
            let places = 0..i64::try_from(length).unwrap();
            places.map(|place| 4 * (1 + (place * scale + seed) % 1000)).collect()
        };
        let whole = [numbers(1), numbers(7), numbers(13)];
        let doubles = whole.clone().map(|column| -> Vec<f64> {
            column.iter().map(|number| Rational::from(*number).to_f64()).collect()
        });
        let columns: Vec<Column<'_>> = whole.iter().zip(&doubles)
            .map(|(whole, doubles)| Column::Whole(whole, doubles)).collect();
        let block = Block { length, columns: &columns };
        let (mut exact, mut float) = (Exact::new(&formulas), Float::new(&formulas));
        exact.run(&block).unwrap();
        float.run(&block).unwrap();
        for point in 0..length {
            let exact = exact.at(0, point).to_f64();
            let near = (float.numbers(0)[point] / exact - 1.0).abs();
            prop_assert!(near < 1e-13, "{} is not {exact}", float.numbers(0)[point]);
        }
    }

    /// Doubles of any form are those of the exact numbers where these are small, poles included.
    #[test]
    fn doubles_of_functions_are_near(
        tree in trees(),
        points in prop::collection::vec((1_i64..40, 1_i64..40, 1_i64..9, 0_i64..5, 0_i64..2), 1..80),
    ) {
        let Ok(value) = value(&Algebra::new(), &tree) else { return Ok(()) };
        let points: Vec<[i64; 5]> = points.into_iter().map(|(s, w, h, k, f)| [s, w, 4 * h, k, f]).collect();
        let Ok(wanted) = one_by_one(&value, &points) else { return Ok(()) };
        let symbols: Vec<(String, bool)> = SYMBOLS.iter().map(|(name, _)| ((*name).to_owned(), true)).collect();
        let formulas = Formulas::new(vec![value], &symbols, Algebra::new().limits());
        let whole: Vec<Vec<i64>> = (0..5).map(|place| points.iter().map(|p| p[place]).collect()).collect();
        let doubles: Vec<Vec<f64>> = whole.iter().map(|column| {
            column.iter().map(|number| Rational::from(*number).to_f64()).collect()
        }).collect();
        let columns: Vec<Column<'_>> = whole.iter().zip(&doubles)
            .map(|(whole, doubles)| Column::Whole(whole, doubles)).collect();
        let mut float = Float::new(&formulas);
        let done = float.run(&Block { length: points.len(), columns: &columns });
        if let Err(refused) = done {
            prop_assert_eq!(&refused.error, &AlgebraError::PastDoubles);
            prop_assert!(wanted[refused.place].to_f64().is_infinite());
            return Ok(());
        }
        // A difference of large numbers, or a floor next to a whole number, may be far away in doubles.
        let harmless = !contains_rounding(&tree);
        for (found, wanted) in float.numbers(0).iter().zip(&wanted) {
            let wanted = wanted.to_f64();
            prop_assert!(found.is_finite() == wanted.is_finite());
            let near = (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e6);
            prop_assert!(!harmless || near || wanted.abs() > 1e9, "{found} is not {wanted}");
        }
    }
}

/// Whether a small error may become a large one.
fn contains_rounding(tree: &Tree) -> bool {
    match tree {
        Tree::Symbol(_) | Tree::Number(..) => false,
        Tree::Add(a, b) | Tree::Multiply(a, b) | Tree::Max(a, b) | Tree::Min(a, b) => {
            contains_rounding(a) || contains_rounding(b)
        }
        _ => true,
    }
}

/// Values of an axis of each kind.
fn axes() -> impl Strategy<Value = Axis> {
    prop_oneof![
        (-50_i64..50, 1_i64..9, 1_u64..40).prop_map(|(start, step, count)| Axis::Steps {
            start,
            step,
            count
        }),
        prop::collection::vec(-100_i64..100, 1..20).prop_map(Axis::Whole),
        prop::collection::vec((-9_i64..9, 1_i64..4), 1..9).prop_map(|values| {
            let values = values.into_iter();
            Axis::Any(
                values
                    .map(|(above, below)| Rational::new(above, below).unwrap())
                    .collect(),
            )
        }),
    ]
}

/// Everything that a cursor shows of a range of points.
fn shown(points: &Points, from: u64, to: u64) -> Vec<Vec<Rational>> {
    let (mut cursor, mut place) = (points.cursor(), from);
    let mut found: Vec<Vec<Rational>> = Vec::new();
    while place < to {
        let (length, rows) = cursor.block(place, to - place, |block| {
            let rows = (0..block.length).map(|point| {
                block
                    .columns
                    .iter()
                    .map(|column| column.at(point))
                    .collect::<Vec<_>>()
            });
            rows.collect::<Vec<_>>()
        });
        found.extend(rows);
        place += length;
    }
    found
}

proptest! {
    /// A product of axes is every combination, the last axis fastest; any part of it is the same part.
    #[test]
    fn products_are_nested_loops(axes in prop::collection::vec(axes(), 0..4), cut in (0_u64..1000, 0_u64..1000)) {
        let mut wanted: Vec<Vec<Rational>> = vec![Vec::new()];
        for axis in &axes {
            wanted = wanted.into_iter().flat_map(|row| {
                (0..axis.count()).map(move |place| [&row[..], &[axis.at(place)]].concat())
            }).collect();
        }
        let points = Points::product(axes).unwrap();
        prop_assert_eq!(points.count(), wanted.len() as u64);
        let place = |share: u64| points.count() * share / 1000;
        let (from, to) = (place(cut.0.min(cut.1)), place(cut.0.max(cut.1)));
        let part = &wanted[usize::try_from(from).unwrap()..usize::try_from(to).unwrap()];
        prop_assert_eq!(shown(&points, from, to), part);
    }

    /// Values together are a zip.
    #[test]
    fn together_is_a_zip(axes in prop::collection::vec(axes(), 1..4), from in 0_u64..9) {
        let points = Points::together(axes.clone());
        let from = from.min(points.count());
        let wanted: Vec<Vec<Rational>> = (from..points.count())
            .map(|place| axes.iter().map(|axis| axis.at(place)).collect()).collect();
        prop_assert_eq!(shown(&points, from, points.count()), wanted);
    }

    /// The best are the first of all, sorted; in however many parts they were found.
    #[test]
    fn the_top_is_the_head_of_the_sorted(keys in prop::collection::vec(-20_i128..20, 0..80), most in 1_usize..12, cut in 0_usize..80) {
        let (mut left, mut right) = (Top::new(most), Top::new(most));
        for (place, key) in (0_u64..).zip(&keys) {
            let part = if place < cut as u64 { &mut left } else { &mut right };
            part.offer(Cell::Whole(*key), place, || place);
        }
        left.merge(right);
        let mut wanted: Vec<u64> = (0..keys.len() as u64).collect();
        wanted.sort_by_key(|place| std::cmp::Reverse(keys[usize::try_from(*place).unwrap()]));
        wanted.truncate(most);
        prop_assert_eq!(left.into_points().collect::<Vec<_>>(), wanted);
    }

    /// The frontier is what no other point beats.
    #[test]
    fn the_frontier_is_what_nothing_beats(keys in prop::collection::vec((-6_i128..6, -6_i128..6), 0..80), cut in 0_usize..80) {
        let new = || Frontier::new(vec![false, true]);
        let (mut left, mut right) = (new(), new());
        for (place, (low, high)) in (0_u64..).zip(&keys) {
            let part = if place < cut as u64 { &mut left } else { &mut right };
            part.offer(vec![Cell::Whole(*low), Cell::Whole(*high)], place, || place);
        }
        left.merge(right);
        let beaten = |a: &(i128, i128)| keys.iter().any(|b| b.0 <= a.0 && b.1 >= a.1 && b != a);
        let wanted: Vec<u64> = (0_u64..).zip(&keys).filter(|(_, key)| !beaten(key)).map(|(place, _)| place).collect();
        prop_assert_eq!(left.into_points().collect::<Vec<_>>(), wanted);
    }
}
