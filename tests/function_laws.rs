//! Random expressions are worth the same simplified as evaluated plainly, and so are forms into
//! which numbers are put one after the other.

use std::collections::HashMap;

use flopform::algebra::{
    Algebra, AlgebraError, Comparison, Domain, Environment, Indeterminate, Rational, Substitution,
    Value,
};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest,
};
use proptest::test_runner::TestCaseError;

/// An expression as a person writes it.
#[derive(Clone, Debug)]
enum Tree {
    Symbol(&'static str),
    Number(i64, i64),
    Add(Box<Tree>, Box<Tree>),
    Subtract(Box<Tree>, Box<Tree>),
    Multiply(Box<Tree>, Box<Tree>),
    Divide(Box<Tree>, Box<Tree>),
    Floor(Box<Tree>),
    Ceil(Box<Tree>),
    Max(Box<Tree>, Box<Tree>),
    Min(Box<Tree>, Box<Tree>),
    Compare(Box<Tree>, Comparison, Box<Tree>),
    /// `if left ? right then … else …`
    Select(Box<Tree>, Comparison, Box<Tree>, Box<Tree>, Box<Tree>),
    /// A number to a power that is whole.
    Power(i64, i64, Box<Tree>),
    Sum(&'static str, Box<Tree>, Box<Tree>, Box<Tree>),
}

/// Every name that occurs, and what it stands for.
const SYMBOLS: [(&str, Domain); 8] = [
    ("S", Domain::Multiple(1)),
    ("W", Domain::Multiple(1)),
    ("h", Domain::Multiple(4)),
    ("k", Domain::Whole),
    ("f", Domain::Flag),
    ("x", Domain::Real),
    ("i", Domain::Integer),
    ("j", Domain::Integer),
];

fn indeterminate(name: &str) -> Indeterminate {
    let found = SYMBOLS.iter().find(|(known, _)| *known == name);
    let (name, domain) = found.expect("the name is in the table");
    Indeterminate::symbol_in(name, *domain)
}

/// The tree as a form.
fn simplified(algebra: &Algebra, tree: &Tree) -> Result<Value, AlgebraError> {
    let of = |tree: &Tree| simplified(algebra, tree);
    match tree {
        Tree::Symbol(name) => Ok(Value::from(indeterminate(name))),
        Tree::Number(above, below) => Ok(Value::from(ratio(*above, *below))),
        Tree::Add(left, right) => algebra.add(&of(left)?, &of(right)?),
        Tree::Subtract(left, right) => algebra.subtract(&of(left)?, &of(right)?),
        Tree::Multiply(left, right) => algebra.multiply(&of(left)?, &of(right)?),
        Tree::Divide(left, right) => algebra.divide(&of(left)?, &of(right)?),
        Tree::Floor(inside) => algebra.floor(&of(inside)?),
        Tree::Ceil(inside) => algebra.ceil(&of(inside)?),
        Tree::Max(left, right) => algebra.maximum(&of(left)?, &of(right)?),
        Tree::Min(left, right) => algebra.minimum(&of(left)?, &of(right)?),
        Tree::Compare(left, how, right) => algebra.compare(&of(left)?, *how, &of(right)?),
        Tree::Select(left, how, right, then, otherwise) => {
            let condition = algebra.compare(&of(left)?, *how, &of(right)?)?;
            algebra.conditional(&condition, &of(then)?, &of(otherwise)?)
        }
        Tree::Power(above, below, exponent) => {
            algebra.power(&Value::from(ratio(*above, *below)), &of(exponent)?)
        }
        Tree::Sum(index, from, to, body) => {
            algebra.sum(indeterminate(index), &of(from)?, &of(to)?, &of(body)?)
        }
    }
}

/// What the tree is worth, computed as it is written; `None` at a pole.
fn plain(tree: &Tree, point: &HashMap<&str, Rational>) -> Option<Rational> {
    let of = |tree: &Tree| plain(tree, point);
    let flag = |holds: bool| Rational::from(i64::from(holds));
    Some(match tree {
        Tree::Symbol(name) => point[name].clone(),
        Tree::Number(above, below) => ratio(*above, *below),
        Tree::Add(left, right) => &of(left)? + &of(right)?,
        Tree::Subtract(left, right) => &of(left)? - &of(right)?,
        Tree::Multiply(left, right) => &of(left)? * &of(right)?,
        Tree::Divide(left, right) => of(left)?.divided_by(&of(right)?)?,
        Tree::Floor(inside) => of(inside)?.floor(),
        Tree::Ceil(inside) => of(inside)?.ceil(),
        Tree::Max(left, right) => of(left)?.max(of(right)?),
        Tree::Min(left, right) => of(left)?.min(of(right)?),
        Tree::Compare(left, how, right) => flag(holds(&of(left)?, *how, &of(right)?)),
        Tree::Select(left, how, right, then, otherwise) => {
            let taken = holds(&of(left)?, *how, &of(right)?);
            of(if taken { then } else { otherwise })?
        }
        Tree::Power(above, below, exponent) => {
            let exponent = of(exponent)?.to_i64().expect("a small whole number");
            ratio(*above, *below).power(exponent)?
        }
        Tree::Sum(index, from, to, body) => {
            let bound = |tree| of(tree)?.to_i64();
            let mut sum = Rational::ZERO;
            for place in bound(from)?..=bound(to)? {
                let mut inner = point.clone();
                inner.insert(index, Rational::from(place));
                sum = &sum + &plain(body, &inner)?;
            }
            sum
        }
    })
}

fn ratio(above: i64, below: i64) -> Rational {
    Rational::new(above, below).expect("the denominator is not zero")
}

fn holds(left: &Rational, how: Comparison, right: &Rational) -> bool {
    match how {
        Comparison::Less => left < right,
        Comparison::LessEqual => left <= right,
        Comparison::Greater => left > right,
        Comparison::GreaterEqual => left >= right,
        Comparison::Equal => left == right,
        Comparison::Different => left != right,
    }
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop_oneof![
        Just(Comparison::Less),
        Just(Comparison::LessEqual),
        Just(Comparison::Greater),
        Just(Comparison::GreaterEqual),
        Just(Comparison::Equal),
        Just(Comparison::Different),
    ]
}

fn name() -> impl Strategy<Value = &'static str> {
    (0..SYMBOLS.len()).prop_map(|place| SYMBOLS[place].0)
}

fn whole_name() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("S"),
        Just("W"),
        Just("h"),
        Just("k"),
        Just("f"),
        Just("i"),
        Just("j")
    ]
}

fn index() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("i"), Just("j")]
}

fn symbol(name: &'static str) -> Tree {
    Tree::Symbol(name)
}

fn number(integer: i64) -> Tree {
    Tree::Number(integer, 1)
}

/// A small expression that is whole: what exponents and bounds are made of.
fn whole() -> impl Strategy<Value = Tree> {
    let line = (whole_name(), -2_i64..=2, -2_i64..=2).prop_map(|(name, slope, offset)| {
        let scaled = Tree::Multiply(Box::new(number(slope)), Box::new(symbol(name)));
        Tree::Add(Box::new(scaled), Box::new(number(offset)))
    });
    let triangle = whole_name().prop_map(|name| {
        let next = Tree::Add(Box::new(symbol(name)), Box::new(number(1)));
        let product = Tree::Multiply(Box::new(symbol(name)), Box::new(next));
        Tree::Divide(Box::new(product), Box::new(number(2)))
    });
    let product = (whole_name(), whole_name())
        .prop_map(|(left, right)| Tree::Multiply(Box::new(symbol(left)), Box::new(symbol(right))));
    let part = (1_i64..=4).prop_filter_map("divides 4", |below| {
        (4 % below == 0).then(|| Tree::Divide(Box::new(symbol("h")), Box::new(number(below))))
    });
    let rounded = (whole_name(), -3_i64..=3, 2_i64..=4).prop_map(|(name, offset, below)| {
        let shifted = Tree::Add(Box::new(symbol(name)), Box::new(number(offset)));
        Tree::Floor(Box::new(Tree::Divide(
            Box::new(shifted),
            Box::new(number(below)),
        )))
    });
    let smaller = (whole_name(), whole_name())
        .prop_map(|(left, right)| Tree::Min(Box::new(symbol(left)), Box::new(symbol(right))));
    prop_oneof![4 => line, 1 => triangle, 1 => product, 1 => part, 2 => rounded, 1 => smaller]
}

fn power() -> impl Strategy<Value = Tree> {
    let base = prop_oneof![
        Just((2, 1)),
        Just((3, 1)),
        Just((4, 1)),
        Just((-1, 1)),
        Just((-6, 1)),
        Just((1, 2)),
        Just((-3, 2)),
    ];
    (base, whole())
        .prop_map(|((above, below), exponent)| Tree::Power(above, below, Box::new(exponent)))
}

fn bound() -> impl Strategy<Value = Tree> {
    prop_oneof![
        2 => (-2_i64..=4).prop_map(|number| Tree::Number(number, 1)),
        2 => whole(),
        1 => name().prop_filter("whole", |name| *name != "x").prop_map(Tree::Symbol),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        6 => name().prop_map(Tree::Symbol),
        3 => (-4_i64..=4).prop_map(|number| Tree::Number(number, 1)),
        2 => (-7_i64..=7, 2_i64..=6).prop_map(|(above, below)| Tree::Number(above, below)),
        2 => whole(),
        1 => power(),
    ];
    leaf.prop_recursive(4, 20, 5, |inner| {
        let one = inner.clone().prop_map(Box::new);
        let pair = (one.clone(), one.clone());
        prop_oneof![
            3 => pair.clone().prop_map(|(left, right)| Tree::Add(left, right)),
            2 => pair.clone().prop_map(|(left, right)| Tree::Subtract(left, right)),
            3 => pair.clone().prop_map(|(left, right)| Tree::Multiply(left, right)),
            2 => pair.clone().prop_map(|(left, right)| Tree::Divide(left, right)),
            3 => (one.clone(), 1_i64..=6).prop_map(|(above, below)| {
                Tree::Floor(Box::new(Tree::Divide(above, Box::new(number(below)))))
            }),
            2 => one.clone().prop_map(Tree::Floor),
            2 => one.clone().prop_map(Tree::Ceil),
            2 => pair.clone().prop_map(|(left, right)| Tree::Max(left, right)),
            2 => pair.clone().prop_map(|(left, right)| Tree::Min(left, right)),
            2 => (one.clone(), comparison(), one.clone())
                .prop_map(|(left, how, right)| Tree::Compare(left, how, right)),
            2 => (one.clone(), comparison(), one.clone(), pair).prop_map(
                |(left, how, right, (then, otherwise))| {
                    Tree::Select(left, how, right, then, otherwise)
                }
            ),
            2 => (index(), bound(), bound(), one).prop_map(|(index, from, to, body)| {
                Tree::Sum(index, Box::new(from), Box::new(to), body)
            }),
        ]
    })
}

/// A number for every symbol, within its domain.
fn point() -> impl Strategy<Value = HashMap<&'static str, Rational>> {
    let real = prop_oneof![Just((1, 2)), Just((1, 1)), Just((5, 3)), Just((4, 1))];
    let numbers = (1_i64..=7, 1_i64..=7, 1_i64..=3, 0_i64..=4, 0_i64..=1, real);
    (numbers, -3_i64..=3, -3_i64..=3).prop_map(|((s, w, h, k, f, (above, below)), i, j)| {
        HashMap::from([
            ("S", Rational::from(s)),
            ("W", Rational::from(w)),
            ("h", Rational::from(4 * h)),
            ("k", Rational::from(k)),
            ("f", Rational::from(f)),
            ("x", ratio(above, below)),
            ("i", Rational::from(i)),
            ("j", Rational::from(j)),
        ])
    })
}

fn environment(point: &HashMap<&str, Rational>) -> Environment {
    let numbers = point.iter();
    numbers
        .map(|(name, number)| ((*name).to_owned(), number.clone()))
        .collect()
}

/// Whether the form is worth what the tree is, wherever both are defined.
fn check(tree: &Tree, point: &HashMap<&'static str, Rational>) -> Result<(), TestCaseError> {
    let algebra = Algebra::new();
    let Ok(form) = simplified(&algebra, tree) else {
        return Ok(());
    };
    let Some(expected) = plain(tree, point) else {
        return Ok(());
    };
    match algebra.evaluate(&form, &environment(point)) {
        Ok(number) => prop_assert_eq!(&number, &expected, "evaluated {}", form),
        Err(AlgebraError::DivisionByZero) => return Ok(()),
        Err(error) => prop_assert_eq!(error.to_string(), "", "evaluated {}", form),
    }
    // Number after number, which simplifies the functions anew every time.
    let mut smaller = form.clone();
    for (name, _) in SYMBOLS {
        let put = Value::from(point[name].clone());
        let substitution = Substitution::from_iter([(indeterminate(name), put)]);
        match algebra.substitute(&smaller, &substitution) {
            Ok(value) => smaller = value,
            Err(AlgebraError::DivisionByZero) => return Ok(()),
            Err(error) => prop_assert_eq!(error.to_string(), "", "{} in {}", name, smaller),
        }
    }
    prop_assert_eq!(smaller, Value::from(expected), "put into {}", form);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn simplified_forms_are_never_wrong(tree in tree(), point in point()) {
        check(&tree, &point)?;
    }

    #[test]
    fn floors_of_fractions_agree(
        (left, right) in (whole(), whole()),
        (offset, below) in (-9_i64..=9, 1_i64..=9),
        point in point(),
    ) {
        let sum = Tree::Add(Box::new(left), Box::new(Tree::Number(offset, 2)));
        let inner = Tree::Floor(Box::new(Tree::Divide(Box::new(sum), Box::new(number(below)))));
        let outer = Tree::Add(Box::new(inner), Box::new(right));
        let outer = Tree::Divide(Box::new(outer), Box::new(number(3)));
        check(&Tree::Floor(Box::new(outer.clone())), &point)?;
        check(&Tree::Ceil(Box::new(outer)), &point)?;
    }

    #[test]
    fn extrema_of_three_agree_in_any_order(
        (first, second, third) in (tree(), tree(), tree()),
        point in point(),
    ) {
        let pair = |left: &Tree, right: &Tree| {
            Tree::Max(Box::new(left.clone()), Box::new(right.clone()))
        };
        check(&pair(&pair(&first, &second), &third), &point)?;
        check(&pair(&first, &pair(&second, &third)), &point)?;
    }

    #[test]
    fn powers_agree((left, right) in (power(), power()), point in point()) {
        let product = Tree::Multiply(Box::new(left.clone()), Box::new(right.clone()));
        check(&product, &point)?;
        check(&Tree::Divide(Box::new(left), Box::new(right)), &point)?;
    }

    #[test]
    fn sums_of_powers_agree(
        (from, to) in (bound(), bound()),
        degree in 0_u32..=4,
        ((above, below), factor) in (prop_oneof![Just((2, 1)), Just((-1, 1)), Just((2, 3))], whole()),
        point in point(),
    ) {
        let mut body = Tree::Multiply(
            Box::new(Tree::Power(above, below, Box::new(symbol("i")))),
            Box::new(factor),
        );
        for _ in 0..degree {
            body = Tree::Multiply(Box::new(body), Box::new(symbol("i")));
        }
        check(&Tree::Sum("i", Box::new(from), Box::new(to), Box::new(body)), &point)?;
    }

    #[test]
    fn sums_with_thresholds_agree(
        (from, to) in (bound(), bound()),
        (slope, offset) in (-3_i64..=3, whole()),
        (how, factor) in (comparison(), whole()),
        point in point(),
    ) {
        let line = Tree::Multiply(Box::new(number(slope)), Box::new(symbol("i")));
        let least = Tree::Min(Box::new(line.clone()), Box::new(offset.clone()));
        let flag = Tree::Compare(Box::new(line), how, Box::new(offset));
        let body = Tree::Add(
            Box::new(Tree::Multiply(Box::new(flag), Box::new(factor))),
            Box::new(least),
        );
        check(&Tree::Sum("i", Box::new(from), Box::new(to), Box::new(body)), &point)?;
    }

    /// The square of a root is what the root was taken of.
    #[test]
    fn roots_are_roots(
        (number, below) in (1_i64..=60, 1_i64..=12),
        (s, w, k) in (0_u32..=3, 0_u32..=3, 0_u32..=2),
        turned in any::<bool>(),
        point in point(),
    ) {
        let algebra = Algebra::new();
        let mut value = Value::from(ratio(number, below));
        for (name, times) in [("S", s), ("W", w), ("k", k)] {
            for _ in 0..times {
                let factor = Value::from(indeterminate(name));
                value = if turned && name == "W" {
                    algebra.divide(&value, &factor).expect("a quotient")
                } else {
                    algebra.multiply(&value, &factor).expect("a product")
                };
            }
        }
        let root = algebra.sqrt(&value).expect("a root of what is not negative");
        let square = algebra.multiply(&root, &root).expect("a square");
        prop_assert_eq!(&square, &value);
        let substitution: Substitution = point
            .iter()
            .map(|(name, number)| (indeterminate(name), Value::from(number.clone())))
            .collect();
        let put = algebra.substitute(&root, &substitution).expect("a root of a number");
        let square = algebra.multiply(&put, &put).expect("a square");
        let expected = algebra.substitute(&value, &substitution).expect("a number");
        prop_assert_eq!(square, expected);
    }

    /// `floor(sqrt(n))` and `floor(log2(n))` by their definitions.
    #[test]
    fn floors_of_irrational_numbers_are_exact(number in 1_i64..=1_000_000_000) {
        let algebra = Algebra::new();
        let value = Value::integer(number);
        let root = algebra.floor(&algebra.sqrt(&value).expect("a root")).expect("a floor");
        let root = root.as_constant().and_then(|root| root.to_i64()).expect("a number");
        assert!(root * root <= number && number < (root + 1) * (root + 1));
        let logarithm = algebra.floor(&algebra.log2(&value).expect("a logarithm"));
        let logarithm = logarithm.expect("a floor").as_constant();
        prop_assert_eq!(logarithm, Some(Rational::from(number.ilog2())));
    }
}
