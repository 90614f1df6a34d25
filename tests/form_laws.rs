//! Laws of printing, on random values: what is printed is worth what the value is worth, in every
//! shape and style; and it depends on nothing but the value and the order of names.

mod reading;
mod worth;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{collection, prop_assert, prop_assert_eq, sample};

use flopform::algebra::{
    Algebra, Comparison, Domain, Indeterminate, KnownNames, Layout, PrintOrder, Rational, Shape,
    Value,
};
use reading::Expr;
use worth::Point;

/// The letters of random expressions, chosen so that they can spell words: `if`, `as`.
const DOMAINS: [(&str, Domain); 10] = [
    ("B", Domain::Multiple(1)),
    ("S", Domain::Multiple(1)),
    ("E", Domain::Multiple(1)),
    ("a", Domain::Multiple(1)),
    ("s", Domain::Multiple(1)),
    ("i", Domain::Multiple(1)),
    ("f", Domain::Whole),
    ("e", Domain::Whole),
    ("x", Domain::Real),
    ("t", Domain::Flag),
];

/// Words that may be declared beside the letters; none is part of any value.
const WORDS: [&str; 8] = ["BS", "SE", "BSE", "Ba", "si", "aS", "xf", "fi"];

/// Names that may be called; letters too.
const CALLED: [&str; 6] = ["B", "E", "x", "SE", "aB", "ef"];

fn two(
    make: fn(Box<Expr>, Box<Expr>) -> Expr,
    inner: impl Strategy<Value = Expr> + Clone,
) -> impl Strategy<Value = Expr> {
    (inner.clone(), inner).prop_map(move |(left, right)| make(Box::new(left), Box::new(right)))
}

fn number(range: std::ops::Range<i64>) -> impl Strategy<Value = Expr> {
    range.prop_map(|number| Expr::Number(number.into()))
}

fn letter() -> impl Strategy<Value = Expr> {
    sample::select(&DOMAINS[..]).prop_map(|(name, _)| Expr::Name(name.to_owned()))
}

/// Sums, products and quotients of letters and small numbers.
fn rational() -> impl Strategy<Value = Expr> + Clone {
    prop_oneof![4 => letter(), 1 => number(-3..7)]
        .boxed()
        .prop_recursive(5, 24, 2, |inner| {
            let square = inner
                .clone()
                .prop_map(|base| Expr::Power(Box::new(base), Box::new(Expr::Number(2.into()))));
            prop_oneof![
                3 => two(Expr::Add, inner.clone()),
                2 => two(Expr::Subtract, inner.clone()),
                4 => two(Expr::Multiply, inner.clone()),
                1 => two(Expr::Divide, inner),
                1 => square,
            ]
        })
}

/// The same with functions.
fn expression() -> impl Strategy<Value = Expr> + Clone {
    prop_oneof![4 => letter(), 1 => number(-3..7)]
        .boxed()
        .prop_recursive(5, 20, 3, |inner| {
            let call = |names: &'static [&'static str], arguments: usize| {
                let arguments = collection::vec(inner.clone(), arguments);
                (sample::select(names), arguments)
                    .prop_map(|(name, arguments)| Expr::Call(name.to_owned(), arguments))
            };
            let comparison = sample::select(vec![
                Comparison::Less,
                Comparison::LessEqual,
                Comparison::Greater,
                Comparison::GreaterEqual,
                Comparison::Equal,
                Comparison::Different,
            ]);
            let compare = (inner.clone(), comparison, inner.clone());
            let compare = compare.prop_map(|(left, comparison, right)| {
                Expr::Compare(Box::new(left), comparison, Box::new(right))
            });
            let power = (2..8i64, sample::select(vec!["s", "i", "f"]));
            let power = power.prop_map(|(base, exponent)| {
                let exponent = Expr::Name(exponent.to_owned());
                Expr::Power(Box::new(Expr::Number(base.into())), Box::new(exponent))
            });
            let condition = compare.clone().boxed();
            let choice = (condition, inner.clone(), inner.clone());
            let choice = choice.prop_map(|(condition, then, otherwise)| {
                Expr::If(Box::new(condition), Box::new(then), Box::new(otherwise))
            });
            let sum = (1..3i64, sample::select(vec!["S", "a", "f"]), inner.clone());
            let sum = sum.prop_map(|(from, to, body)| {
                let index = Expr::Name("j".to_owned());
                let body = Expr::Multiply(Box::new(body), Box::new(index.clone()));
                let divided = Expr::Divide(Box::new(body), Box::new(Expr::Number(3.into())));
                let body = Expr::Call("floor".to_owned(), vec![divided]);
                let bounds = [Expr::Number(from.into()), Expr::Name(to.to_owned())];
                let [from, to] = bounds;
                Expr::Call("sum".to_owned(), vec![index, from, to, body])
            });
            prop_oneof![
                4 => two(Expr::Add, inner.clone()),
                3 => two(Expr::Subtract, inner.clone()),
                5 => two(Expr::Multiply, inner.clone()),
                2 => two(Expr::Divide, inner.clone()),
                3 => call(&["floor", "ceil"], 1),
                2 => call(&["max", "min"], 2),
                1 => call(&["log2", "sqrt"], 1),
                2 => compare,
                1 => power,
                1 => choice,
                1 => sum,
            ]
        })
}

/// A number for every letter, as its domain allows.
fn point() -> impl Strategy<Value = Point> {
    collection::vec(0..6i64, DOMAINS.len()).prop_map(|numbers| {
        let number = |domain: Domain, number: i64| match domain {
            Domain::Whole => Rational::from(number),
            Domain::Flag => Rational::from(number % 2),
            Domain::Real => Rational::new(number + 1, 2).expect("two is not zero"),
            _ => Rational::from(number + 1),
        };
        let named = DOMAINS.iter().zip(numbers);
        named
            .map(|((name, domain), drawn)| ((*name).to_owned(), number(*domain, drawn)))
            .collect()
    })
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Expanded),
        Just(Shape::Factored),
        sample::select(vec!["B", "S", "x"]).prop_map(|name| Shape::Collected(name.to_owned())),
    ]
}

/// Some of the letters in any order.
fn order() -> impl Strategy<Value = PrintOrder> {
    let names: Vec<&str> = DOMAINS.iter().map(|(name, _)| *name).collect();
    sample::subsequence(names, 0..=DOMAINS.len())
        .prop_shuffle()
        .prop_map(PrintOrder::new)
}

fn some_of(words: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    sample::subsequence(words, 0..=words.len())
}

/// The texts of a value, and what a reader who knows the words makes of them.
fn printed(
    value: &Value,
    layout: &Layout,
    words: &[&'static str],
    called: &[&'static str],
) -> Vec<(String, Result<Expr, String>)> {
    let form = Algebra::new()
        .arrange(value, layout)
        .expect("small values are within the limits");
    let known = KnownNames::default()
        .with_symbols(words.iter().copied())
        .with_callables(called.iter().copied());
    [form.unicode(&known), form.ascii(&known)]
        .into_iter()
        .map(|text| {
            let expr = reading::read(&text, words, called);
            (text, expr)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(1024)
    })]

    #[test]
    fn a_form_is_worth_its_value(
        expr in expression(),
        shape in shape(),
        order in order(),
        points in collection::vec(point(), 4),
        words in some_of(&WORDS),
        called in some_of(&CALLED),
    ) {
        let algebra = Algebra::new();
        let Ok(value) = reading::meaning::value(&algebra, &expr, &DOMAINS) else {
            return Ok(());
        };
        for (text, read) in printed(&value, &Layout { order, shape }, &words, &called) {
            prop_assert!(read.is_ok(), "{}: {:?}", text, read);
            let read = read.unwrap();
            for point in &points {
                let expected = worth::of_value(&value, point);
                if expected.is_some() {
                    prop_assert_eq!(worth::of_expr(&read, point), expected, "{} at {:?}", text, point);
                }
            }
        }
    }

    /// Without functions values are canonical, so the same value comes back.
    #[test]
    fn a_form_reads_back_as_its_value(
        expr in rational(),
        shape in shape(),
        order in order(),
        words in some_of(&WORDS),
    ) {
        let algebra = Algebra::new();
        let Ok(value) = reading::meaning::value(&algebra, &expr, &DOMAINS) else {
            return Ok(());
        };
        for (text, read) in printed(&value, &Layout { order, shape }, &words, &[]) {
            prop_assert!(read.is_ok(), "{}", text);
            let again = reading::meaning::value(&algebra, &read.unwrap(), &DOMAINS);
            prop_assert_eq!(again.as_ref(), Ok(&value), "{}", text);
        }
    }

    /// Without functions nothing of the order of storage, which is by name, shows in print: with
    /// other names in the same order of printing the text is the same but for the names.
    #[test]
    fn only_the_order_of_printing_shows(expr in rational(), shape in shape()) {
        let algebra = Algebra::new();
        let letters: Vec<&str> = DOMAINS.iter().map(|(name, _)| *name).collect();
        let rename = |name: &str| {
            let place = letters.iter().position(|letter| *letter == name)?;
            char::from_u32('p' as u32 + 9 - u32::try_from(place).ok()?)
        };
        let Ok(value) = reading::meaning::value(&algebra, &expr, &DOMAINS) else {
            return Ok(());
        };
        let other = renamed(&expr, &|name| rename(name).map_or_else(String::new, String::from));
        let other_names: Vec<String> = letters.iter().filter_map(|name| rename(name)).map(String::from).collect();
        let domains: Vec<(&str, Domain)> = other_names
            .iter()
            .zip(DOMAINS)
            .map(|(name, (_, domain))| (name.as_str(), domain))
            .collect();
        let other = reading::meaning::value(&algebra, &other, &domains);
        prop_assert!(other.is_ok());
        let other_shape = match &shape {
            Shape::Collected(name) => Shape::Collected(rename(name).map_or_else(String::new, String::from)),
            shape => shape.clone(),
        };
        let layout = Layout { order: PrintOrder::new(letters.clone()), shape };
        let other_layout = Layout { order: PrintOrder::new(other_names.clone()), shape: other_shape };
        let form = algebra.arrange(&value, &layout).unwrap();
        let other = algebra.arrange(&other.unwrap(), &other_layout).unwrap();
        let text = form.ascii(&KnownNames::default());
        let expected: String = text
            .chars()
            .map(|letter| rename(&letter.to_string()).unwrap_or(letter))
            .collect();
        prop_assert_eq!(other.ascii(&KnownNames::default()), expected);
    }

    /// Text does not depend on which symbol was met first, nor on how often it is asked for.
    #[test]
    fn the_order_of_creation_does_not_show(expr in expression(), case in any::<u64>()) {
        let algebra = Algebra::new();
        let text = |backwards: bool| {
            // Names nobody has used before, in the same alphabetical order.
            let name = |letter: &str| format!("{letter}_{case}_{}", u8::from(backwards));
            let mut domains = DOMAINS.to_vec();
            if backwards {
                domains.reverse();
            }
            let names: Vec<(String, Domain)> = domains
                .iter()
                .map(|(letter, domain)| (name(letter), *domain))
                .collect();
            for (name, domain) in &names {
                Indeterminate::symbol_in(name, *domain);
            }
            let domains: Vec<(&str, Domain)> =
                names.iter().map(|(name, domain)| (name.as_str(), *domain)).collect();
            let expr = renamed(&expr, &name);
            let value = reading::meaning::value(&algebra, &expr, &domains).ok()?;
            let form = algebra.arrange(&value, &Layout::default()).ok()?;
            let text = form.unicode(&KnownNames::default());
            prop_assert_eq_text(&text, &algebra.arrange(&value, &Layout::default()).ok()?.unicode(&KnownNames::default()));
            Some(text.replace(&format!("_{case}_{}", u8::from(backwards)), ""))
        };
        prop_assert_eq!(text(false), text(true));
    }
}

#[track_caller]
fn prop_assert_eq_text(left: &str, right: &str) {
    assert_eq!(left, right);
}

/// The expression with other names.
fn renamed(expr: &Expr, rename: &dyn Fn(&str) -> String) -> Expr {
    let inner = |expr: &Expr| Box::new(renamed(expr, rename));
    match expr {
        Expr::Number(number) => Expr::Number(number.clone()),
        Expr::Name(name) => Expr::Name(rename(name)),
        Expr::Add(left, right) => Expr::Add(inner(left), inner(right)),
        Expr::Subtract(left, right) => Expr::Subtract(inner(left), inner(right)),
        Expr::Multiply(left, right) => Expr::Multiply(inner(left), inner(right)),
        Expr::Divide(left, right) => Expr::Divide(inner(left), inner(right)),
        Expr::Power(base, exponent) => Expr::Power(inner(base), inner(exponent)),
        Expr::Compare(left, comparison, right) => {
            Expr::Compare(inner(left), *comparison, inner(right))
        }
        Expr::If(condition, then, otherwise) => {
            Expr::If(inner(condition), inner(then), inner(otherwise))
        }
        Expr::Call(name, arguments) => {
            let arguments = arguments.iter().map(|argument| renamed(argument, rename));
            Expr::Call(name.clone(), arguments.collect())
        }
        Expr::Opaque(head, name, arguments) => {
            let arguments = arguments.iter().map(|argument| renamed(argument, rename));
            Expr::Opaque(head.clone(), name.clone(), arguments.collect())
        }
    }
}
