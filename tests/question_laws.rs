//! Laws that every question obeys, on random expressions with functions in them.
//!
//! Expressions are evaluated directly, in plain rational arithmetic, beside the engine: what it
//! proves must hold there, and what it evaluates must agree.

use flopform::algebra::{
    Algebra, AlgebraError, Comparison, Domain, Environment, Indeterminate, Rational, Sign,
    Substitution, Value, Verdict,
};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, prop_oneof};
use proptest::{collection, proptest};

/// The symbols of the expressions, a domain of each kind.
const SYMBOLS: [(&str, Domain); 6] = [
    ("S", Domain::Multiple(1)),
    ("W", Domain::Multiple(1)),
    ("h", Domain::Multiple(4)),
    ("k", Domain::Whole),
    ("f", Domain::Flag),
    ("r", Domain::Real),
];

#[derive(Clone, Debug)]
enum Expression {
    Number(i64, i64),
    Symbol(usize),
    Add(Box<Expression>, Box<Expression>),
    Subtract(Box<Expression>, Box<Expression>),
    Multiply(Box<Expression>, Box<Expression>),
    Divide(Box<Expression>, Box<Expression>),
    Square(Box<Expression>),
    Floor(Box<Expression>),
    Ceil(Box<Expression>),
    Max(Box<Expression>, Box<Expression>),
    Min(Box<Expression>, Box<Expression>),
    Greater(Box<Expression>, Box<Expression>),
    AtLeast(Box<Expression>, Box<Expression>),
    If(Box<[Expression; 4]>),
    FloorRoot(Box<Expression>),
    FloorLogarithm(Box<Expression>),
}

use Expression::{
    Add, AtLeast, Ceil, Divide, Floor, FloorLogarithm, FloorRoot, Greater, If, Max, Min, Multiply,
    Number, Square, Subtract, Symbol,
};

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// The number the expression is worth, or `None` where it is not defined.
fn direct(expression: &Expression, point: &[BigRational]) -> Option<BigRational> {
    let of = |inner: &Expression| direct(inner, point);
    let flag = |holds: bool| {
        if holds {
            BigRational::one()
        } else {
            BigRational::zero()
        }
    };
    Some(match expression {
        Number(numerator, denominator) => ratio(*numerator, *denominator),
        Symbol(place) => point[*place].clone(),
        Add(left, right) => of(left)? + of(right)?,
        Subtract(left, right) => of(left)? - of(right)?,
        Multiply(left, right) => of(left)? * of(right)?,
        Divide(left, right) => {
            let (left, right) = (of(left)?, of(right)?);
            if right.is_zero() {
                return None;
            }
            left / right
        }
        Square(inner) => {
            let inner = of(inner)?;
            &inner * &inner
        }
        Floor(inner) => of(inner)?.floor(),
        Ceil(inner) => of(inner)?.ceil(),
        Max(left, right) => of(left)?.max(of(right)?),
        Min(left, right) => of(left)?.min(of(right)?),
        Greater(left, right) => flag(of(left)? > of(right)?),
        AtLeast(left, right) => flag(of(left)? >= of(right)?),
        If(parts) => {
            let [left, right, then, otherwise] = &**parts;
            if of(left)? > of(right)? {
                of(then)?
            } else {
                of(otherwise)?
            }
        }
        FloorRoot(inner) => {
            let inner = of(inner)?;
            if inner.is_negative() {
                return None;
            }
            BigRational::from_integer(inner.floor().to_integer().sqrt())
        }
        FloorLogarithm(inner) => {
            let inner = of(inner)?;
            if !inner.is_positive() {
                return None;
            }
            let mut floor: i64 = 0;
            let two = ratio(2, 1);
            let mut rest = inner;
            while rest >= two {
                rest /= &two;
                floor += 1;
            }
            while rest < BigRational::one() {
                rest *= &two;
                floor -= 1;
            }
            BigRational::from_integer(BigInt::from(floor))
        }
    })
}

fn symbol(place: usize) -> Indeterminate {
    let (name, domain) = SYMBOLS[place];
    Indeterminate::symbol_in(name, domain)
}

/// The expression as the engine simplifies it.
fn value(algebra: &Algebra, expression: &Expression) -> Result<Value, AlgebraError> {
    let of = |inner: &Expression| value(algebra, inner);
    Ok(match expression {
        Number(numerator, denominator) => {
            Value::from(Rational::new(*numerator, *denominator).expect("not over zero"))
        }
        Symbol(place) => Value::from(symbol(*place)),
        Add(left, right) => algebra.add(&of(left)?, &of(right)?)?,
        Subtract(left, right) => algebra.subtract(&of(left)?, &of(right)?)?,
        Multiply(left, right) => algebra.multiply(&of(left)?, &of(right)?)?,
        Divide(left, right) => algebra.divide(&of(left)?, &of(right)?)?,
        Square(inner) => algebra.power_integer(&of(inner)?, 2)?,
        Floor(inner) => algebra.floor(&of(inner)?)?,
        Ceil(inner) => algebra.ceil(&of(inner)?)?,
        Max(left, right) => algebra.maximum(&of(left)?, &of(right)?)?,
        Min(left, right) => algebra.minimum(&of(left)?, &of(right)?)?,
        Greater(left, right) => algebra.compare(&of(left)?, Comparison::Greater, &of(right)?)?,
        AtLeast(left, right) => {
            algebra.compare(&of(left)?, Comparison::GreaterEqual, &of(right)?)?
        }
        If(parts) => {
            let [left, right, then, otherwise] = &**parts;
            let condition = algebra.compare(&of(left)?, Comparison::Greater, &of(right)?)?;
            algebra.conditional(&condition, &of(then)?, &of(otherwise)?)?
        }
        FloorRoot(inner) => algebra.floor(&algebra.sqrt(&of(inner)?)?)?,
        FloorLogarithm(inner) => algebra.floor(&algebra.log2(&of(inner)?)?)?,
    })
}

fn number() -> impl Strategy<Value = Expression> {
    (-4_i64..7, 1_i64..4).prop_map(|(numerator, denominator)| Number(numerator, denominator))
}

fn expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        1 => number(),
        3 => (0..SYMBOLS.len()).prop_map(Symbol),
    ];
    leaf.prop_recursive(4, 14, 4, |inner| {
        let two = (inner.clone(), inner.clone());
        let two = two
            .prop_map(|(left, right)| (Box::new(left), Box::new(right)))
            .boxed();
        let one = inner.clone().prop_map(Box::new).boxed();
        prop_oneof![
            3 => two.clone().prop_map(|(left, right)| Add(left, right)),
            3 => two.clone().prop_map(|(left, right)| Subtract(left, right)),
            3 => two.clone().prop_map(|(left, right)| Multiply(left, right)),
            2 => two.clone().prop_map(|(left, right)| Divide(left, right)),
            1 => one.clone().prop_map(Square),
            2 => one.clone().prop_map(Floor),
            1 => one.clone().prop_map(Ceil),
            2 => two.clone().prop_map(|(left, right)| Max(left, right)),
            1 => two.clone().prop_map(|(left, right)| Min(left, right)),
            1 => two.clone().prop_map(|(left, right)| Greater(left, right)),
            1 => two.prop_map(|(left, right)| AtLeast(left, right)),
            1 => [inner.clone(), inner.clone(), inner.clone(), inner]
                .prop_map(|parts| If(Box::new(parts))),
            1 => one.clone().prop_map(FloorRoot),
            1 => one.prop_map(FloorLogarithm),
        ]
    })
}

/// Numbers for the symbols, small ones more often, each in its domain.
fn point() -> impl Strategy<Value = Vec<BigRational>> {
    let small = || prop_oneof![4 => 1_i64..7, 1 => 7_i64..200];
    (
        small(),
        small(),
        small(),
        small(),
        0_i64..2,
        (1_i64..20, 1_i64..5),
    )
        .prop_map(|(s, w, h, k, f, (above, below))| {
            vec![
                ratio(s, 1),
                ratio(w, 1),
                ratio(4 * h, 1),
                ratio(k - 1, 1),
                ratio(f, 1),
                ratio(above, below),
            ]
        })
}

fn points() -> impl Strategy<Value = Vec<Vec<BigRational>>> {
    collection::vec(point(), 12)
}

fn rational(number: &BigRational) -> Rational {
    let part = |part: &BigInt| part.to_string().parse::<Rational>();
    let below = part(denominator(number)).expect("digits");
    let above = part(&number.numer().abs()).expect("digits");
    let magnitude = above.divided_by(&below).expect("not over zero");
    if number.is_negative() {
        -&magnitude
    } else {
        magnitude
    }
}

fn denominator(number: &BigRational) -> &BigInt {
    number.denom()
}

fn environment(point: &[BigRational]) -> Environment {
    let names = SYMBOLS.iter().map(|(name, _)| (*name).to_owned());
    names.zip(point.iter().map(rational)).collect()
}

/// The numbers of a point by name, in the order of the symbols; those not named are 4, which every
/// domain but that of flags has.
fn numbers(point: &Environment) -> Vec<BigRational> {
    let number = |(name, domain): &(&str, Domain)| {
        let fallback = if domain.is_flag() {
            ratio(0, 1)
        } else {
            ratio(4, 1)
        };
        point.get(*name).map_or(fallback, |number| {
            let text = number.to_string();
            let (above, below) = text.split_once('/').unwrap_or((&text, "1"));
            BigRational::new(
                above.parse().expect("digits"),
                below.parse().expect("digits"),
            )
        })
    };
    SYMBOLS.iter().map(number).collect()
}

fn agrees(sign: Sign, number: &BigRational) -> bool {
    match sign {
        Sign::Positive => number.is_positive(),
        Sign::NonNegative => !number.is_negative(),
        Sign::Zero => number.is_zero(),
        Sign::NonPositive => !number.is_positive(),
        Sign::Negative => number.is_negative(),
    }
}

/// Two ways to write the same, or nearly.
fn pair() -> impl Strategy<Value = (Expression, Expression)> {
    let boxed = |one: &Expression| Box::new(one.clone());
    (expression(), expression(), 0..9_u8).prop_map(move |(a, b, shape)| match shape {
        // max(a, b) + min(a, b) and a + b
        0 => (
            Add(
                Box::new(Max(boxed(&a), boxed(&b))),
                Box::new(Min(boxed(&a), boxed(&b))),
            ),
            Add(boxed(&a), boxed(&b)),
        ),
        // floor(a/2) + floor((a + 1)/2) and floor(a)
        1 => {
            let halves = |plus: i64| {
                let sum = Add(boxed(&a), Box::new(Number(plus, 1)));
                Box::new(Floor(Box::new(Divide(
                    Box::new(sum),
                    Box::new(Number(2, 1)),
                ))))
            };
            (Add(halves(0), halves(1)), Floor(boxed(&a)))
        }
        // [a > b] + [b >= a] and 1
        2 => (
            Add(
                Box::new(Greater(boxed(&a), boxed(&b))),
                Box::new(AtLeast(boxed(&b), boxed(&a))),
            ),
            Number(1, 1),
        ),
        // if a > b then a else b and max(a, b)
        3 => (
            If(Box::new([a.clone(), b.clone(), a.clone(), b.clone()])),
            Max(boxed(&a), boxed(&b)),
        ),
        // (a + b)² − (a − b)² and 4ab, or nearly
        4 => (
            Subtract(
                Box::new(Square(Box::new(Add(boxed(&a), boxed(&b))))),
                Box::new(Square(Box::new(Subtract(boxed(&a), boxed(&b))))),
            ),
            Multiply(
                Box::new(Number(4, 1)),
                Box::new(Multiply(boxed(&a), boxed(&b))),
            ),
        ),
        // a/b·b and a
        5 => (
            Multiply(Box::new(Divide(boxed(&a), boxed(&b))), boxed(&b)),
            a,
        ),
        // max(a, b)² and max(a², b²): equal where both are not negative
        6 => (
            Square(Box::new(Max(boxed(&a), boxed(&b)))),
            Max(Box::new(Square(boxed(&a))), Box::new(Square(boxed(&b)))),
        ),
        _ => (a, b),
    })
}

/// More cases than by default, and as many as `PROPTEST_CASES` asks for.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(384),
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn simplified_forms_are_worth_what_the_expression_is(
        expression in expression(),
        points in points(),
    ) {
        let algebra = Algebra::new();
        let Ok(value) = value(&algebra, &expression) else { return Ok(()) };
        for point in &points {
            let Some(expected) = direct(&expression, point) else { continue };
            match algebra.evaluate(&value, &environment(point)) {
                Ok(number) => prop_assert_eq!(number, rational(&expected), "{} at {:?}", value, point),
                Err(error) => prop_assert!(false, "{} at {:?}: {}", value, point, error),
            }
        }
    }

    #[test]
    fn substitution_composes_with_evaluation(
        expression in expression(),
        put in [expression(), expression()],
        points in points(),
    ) {
        let algebra = Algebra::new();
        let Ok(form) = value(&algebra, &expression) else { return Ok(()) };
        let [Ok(first), Ok(second)] = put.each_ref().map(|put| value(&algebra, put)) else {
            return Ok(());
        };
        let pairs = [(symbol(0), first), (symbol(1), second)];
        let Ok(composed) = algebra.substitute(&form, &Substitution::from_iter(pairs)) else {
            return Ok(());
        };
        for point in &points {
            let mut inner = point.clone();
            let [first, second] = put.each_ref().map(|put| direct(put, point));
            let (Some(first), Some(second)) = (first, second) else { continue };
            let admissible = |number: &BigRational| number.is_integer() && number.is_positive();
            if !admissible(&first) || !admissible(&second) {
                continue;
            }
            inner[0] = first;
            inner[1] = second;
            let Some(expected) = direct(&expression, &inner) else { continue };
            let number = algebra.evaluate(&composed, &environment(point));
            prop_assert_eq!(number, Ok(rational(&expected)), "{} at {:?}", composed, point);
        }
    }

    #[test]
    fn proved_signs_hold_everywhere(expression in expression(), points in points()) {
        let algebra = Algebra::new();
        let Ok(value) = value(&algebra, &expression) else { return Ok(()) };
        let Some(sign) = algebra.sign_of_value(&value) else { return Ok(()) };
        for point in &points {
            if let Some(number) = direct(&expression, point) {
                prop_assert!(agrees(sign, &number), "{} is {:?} at {:?}", value, sign, point);
            }
        }
    }

    #[test]
    fn signs_proved_under_assumptions_hold_where_they_do(
        expression in expression(),
        assumed in collection::vec((0_usize..4, 0_usize..4, -3_i64..4), 1..4),
        points in points(),
    ) {
        let mut algebra = Algebra::new();
        let assumed: Vec<Expression> = assumed
            .into_iter()
            .map(|(larger, smaller, by)| {
                let smaller = if smaller == larger { Number(5, 1) } else { Symbol(smaller) };
                let gap = Subtract(Box::new(Symbol(larger)), Box::new(smaller));
                Subtract(Box::new(gap), Box::new(Number(by, 1)))
            })
            .collect();
        for assumption in &assumed {
            let fact = value(&algebra, assumption).expect("a linear polynomial");
            algebra = algebra.assuming(fact.numerator().clone());
        }
        let Ok(value) = value(&algebra, &expression) else { return Ok(()) };
        let sign = algebra.sign_of_value(&value);
        for point in &points {
            let holds = |fact| direct(fact, point).is_some_and(|number| !number.is_negative());
            if !assumed.iter().all(holds) {
                continue;
            }
            if let Some(number) = direct(&expression, point) {
                let found = algebra.evaluate(&value, &environment(point));
                prop_assert_eq!(found, Ok(rational(&number)), "{} at {:?}", value, point);
                if let Some(sign) = sign {
                    prop_assert!(agrees(sign, &number), "{} is {:?} at {:?}", value, sign, point);
                }
            }
        }
    }

    #[test]
    fn what_is_proved_whole_is_whole(expression in expression(), points in points()) {
        let algebra = Algebra::new();
        let Ok(value) = value(&algebra, &expression) else { return Ok(()) };
        if !algebra.is_integer_valued(&value) {
            return Ok(());
        }
        for point in &points {
            if let Some(number) = direct(&expression, point) {
                prop_assert!(number.is_integer(), "{} at {:?}", value, point);
            }
        }
    }

    #[test]
    fn equal_and_different_are_never_wrong((left, right) in pair(), points in points()) {
        let algebra = Algebra::new();
        let (Ok(ours), Ok(theirs)) = (value(&algebra, &left), value(&algebra, &right)) else {
            return Ok(());
        };
        match algebra.equal(&ours, &theirs) {
            Ok(Verdict::Holds) => {
                for point in &points {
                    if let (Some(left), Some(right)) = (direct(&left, point), direct(&right, point)) {
                        prop_assert_eq!(left, right, "{} and {} at {:?}", ours, theirs, point);
                    }
                }
            }
            Ok(Verdict::Fails(shown)) => {
                let point = numbers(&shown.point);
                // Where a factor was cancelled the expression may have no value at the point.
                if let (Some(left), Some(right)) = (direct(&left, &point), direct(&right, &point)) {
                    prop_assert_ne(&left, &right, &shown)?;
                }
            }
            Ok(Verdict::NotDecided { reason }) => prop_assert!(!reason.is_empty()),
            Err(error) => {
                let limit = matches!(error, AlgebraError::Limit { .. } | AlgebraError::DivisionByZero);
                prop_assert!(limit, "{}", error);
            }
        }
    }

    #[test]
    fn comparisons_are_never_wrong((left, right) in pair(), points in points()) {
        let algebra = Algebra::new();
        let (Ok(ours), Ok(theirs)) = (value(&algebra, &left), value(&algebra, &right)) else {
            return Ok(());
        };
        match algebra.compare_values(&ours, Comparison::LessEqual, &theirs) {
            Ok(Verdict::Holds) => {
                for point in &points {
                    if let (Some(left), Some(right)) = (direct(&left, point), direct(&right, point)) {
                        prop_assert!(left <= right, "{} and {} at {:?}", ours, theirs, point);
                    }
                }
            }
            Ok(Verdict::Fails(shown)) => {
                let point = numbers(&shown.point);
                if let (Some(left), Some(right)) = (direct(&left, &point), direct(&right, &point)) {
                    prop_assert!(left > right, "{:?}", shown);
                }
            }
            Ok(Verdict::NotDecided { .. }) | Err(_) => {}
        }
    }

    /// Where the quotient tends to 1 it is near 1 far out.
    #[test]
    fn growth_is_seen_far_out((left, right) in pair(), point in point()) {
        let algebra = Algebra::new();
        let (Ok(ours), Ok(theirs)) = (value(&algebra, &left), value(&algebra, &right)) else {
            return Ok(());
        };
        let verdict = algebra.same_growth(&ours, &theirs, symbol(0));
        if let Ok(Verdict::Holds) = verdict {
            let mut far = point;
            far[0] = BigRational::from_integer(BigInt::from(10).pow(40));
            let (Some(left), Some(right)) = (direct(&left, &far), direct(&right, &far)) else {
                return Ok(());
            };
            let noted = algebra.conditions();
            if right.is_zero() {
                prop_assert!(left.is_zero() || !noted.is_empty());
            } else {
                let gap = (left / right - BigRational::one()).abs();
                prop_assert!(gap < ratio(1, 10) || !noted.is_empty(), "{} ~ {}", ours, theirs);
            }
        }
    }
}

fn prop_assert_ne(
    left: &BigRational,
    right: &BigRational,
    shown: &flopform::algebra::Counterexample,
) -> Result<(), proptest::test_runner::TestCaseError> {
    prop_assert!(left != right, "{:?}", shown);
    Ok(())
}

/// The floor and the remainder of a division, by cases of the residue.
#[test]
fn residues_agree_with_euclid() {
    let algebra = Algebra::new();
    let s = Value::from(symbol(0));
    for divisor in 2_i64..9 {
        for plus in 0..divisor {
            let sum = algebra.add(&s, &Value::integer(plus)).expect("short");
            let quotient = algebra
                .divide(&sum, &Value::integer(divisor))
                .expect("not by zero");
            let floor = algebra.floor(&quotient).expect("short");
            for number in 1_i64..40 {
                let point = Environment::from_iter([("S".to_owned(), Rational::from(number))]);
                let expected = Rational::from(Integer::div_floor(&(number + plus), &divisor));
                assert_eq!(algebra.evaluate(&floor, &point), Ok(expected));
            }
        }
    }
}

/// A flag below the line is a pole; a maximum over two such denominators once lost its order.
#[test]
fn maxima_of_quotients_by_flags() {
    let algebra = Algebra::new();
    let (k, f) = (Value::from(symbol(3)), Value::from(symbol(4)));
    let left = algebra.divide(&Value::one(), &f).expect("not by zero");
    let sum = algebra.add(&k, &f).expect("short");
    let right = algebra
        .divide(&Value::integer(4), &sum)
        .expect("not by zero");
    let maximum = algebra.maximum(&left, &right).expect("short");
    let point = |k: i64| {
        let numbers = [("k", k), ("f", 1)];
        Environment::from_iter(
            numbers.map(|(name, number)| (name.to_owned(), Rational::from(number))),
        )
    };
    assert_eq!(algebra.evaluate(&maximum, &point(1)), Ok(Rational::from(2)));
    assert_eq!(algebra.evaluate(&maximum, &point(7)), Ok(Rational::from(1)));
}
