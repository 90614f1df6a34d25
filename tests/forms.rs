//! Closed forms as they are printed: a table of values and texts, written by hand from the rules.

mod reading;

use flopform::algebra::{
    Algebra, Comparison, Domain, Form, Function, KnownNames, Layout, Opaque, OpaqueForm,
    PrintOrder, Rational, Shape, SignedForm, Value,
};
use flopform::notation::latex::{latex, markdown};
use flopform::notation::number::{digits, digits_and_figure, figure, prefixed};

/// The names in printing order in this file.
const ORDER: [&str; 9] = ["B", "S", "E", "H", "V", "N", "W", "h", "d_model"];

/// Names with a domain of their own.
const DOMAINS: [(&str, Domain); 4] = [
    ("x", Domain::Real),
    ("y", Domain::Real),
    ("t", Domain::Flag),
    ("z", Domain::Whole),
];

#[track_caller]
fn value(text: &str) -> Value {
    let expr =
        reading::read(text, &["d_model", "F_1", "e3"], &[]).expect("the table is well-formed");
    reading::meaning::value(&Algebra::new(), &expr, &DOMAINS).expect("the table has values")
}

#[track_caller]
fn arranged(text: &str, shape: Shape) -> Form {
    let order = PrintOrder::new(ORDER);
    let form = Algebra::new().arrange(&value(text), &Layout { order, shape });
    form.expect("small forms are within the limits")
}

/// Checks the text of a form, and that it reads back as the value it is of.
#[track_caller]
fn check(shape: &Shape, rows: &[(&str, &str, &str)]) {
    for (text, unicode, ascii) in rows {
        let form = arranged(text, shape.clone());
        let known = KnownNames::default();
        assert_eq!(form.unicode(&known), *unicode, "{text}");
        assert_eq!(form.ascii(&known), *ascii, "{text}");
        assert_eq!(value(unicode), value(text), "{unicode}");
        assert_eq!(value(ascii), value(text), "{ascii}");
    }
}

#[test]
fn terms_come_by_degree_and_then_by_the_last_symbol() {
    check(
        &Shape::Expanded,
        &[
            (
                "4*B*S^2*E + 24*B*S*E^2",
                "24BSE² + 4BS²E",
                "24*B*S*E^2 + 4*B*S^2*E",
            ),
            ("13E + 12E^2", "12E² + 13E", "12*E^2 + 13*E"),
            ("1 + B + S + E", "E + S + B + 1", "E + S + B + 1"),
            ("(B + S)^2", "S² + 2BS + B²", "S^2 + 2*B*S + B^2"),
            ("B^3 + E", "B³ + E", "B^3 + E"),
            ("B*E + S^2", "BE + S²", "B*E + S^2"),
            ("E*S*B*H", "BSEH", "B*S*E*H"),
            ("h*W", "Wh", "W*h"),
            (
                "(S + W)^3",
                "W³ + 3SW² + 3S²W + S³",
                "W^3 + 3*S*W^2 + 3*S^2*W + S^3",
            ),
            ("E^12", "E¹²", "E^12"),
            ("E^30 + 1", "E³⁰ + 1", "E^30 + 1"),
            // Names that are not listed come after those that are, alphabetically.
            ("K*A*E", "EAK", "E*A*K"),
            ("A + K + E", "K + A + E", "K + A + E"),
        ],
    );
}

#[test]
fn a_positive_term_leads() {
    check(
        &Shape::Expanded,
        &[
            ("S - W", "S - W", "S - W"),
            ("W - S", "W - S", "W - S"),
            ("S - E^2", "S - E²", "S - E^2"),
            ("1 - S - E", "1 - E - S", "1 - E - S"),
            ("0 - S - W", "-W - S", "-W - S"),
            ("0 - S", "-S", "-S"),
            ("0 - 2S^2", "-2S²", "-2*S^2"),
            ("B - S + 1 - E", "B - E - S + 1", "B - E - S + 1"),
        ],
    );
}

#[test]
fn numbers_stand_as_they_are() {
    check(
        &Shape::Expanded,
        &[
            ("0", "0", "0"),
            ("7", "7", "7"),
            ("0 - 7", "-7", "-7"),
            ("3/2", "3/2", "3/2"),
            ("0 - 3/2", "-3/2", "-3/2"),
            (
                "123456789012345678901234567890S",
                "123456789012345678901234567890S",
                "123456789012345678901234567890*S",
            ),
        ],
    );
}

#[test]
fn fractions_share_one_line() {
    check(
        &Shape::Expanded,
        &[
            ("S/2", "S/2", "S/2"),
            ("3*S/2", "3S/2", "3*S/2"),
            ("0 - 3*S/2", "-3S/2", "-3*S/2"),
            ("S^2/2 + S/2", "(S² + S)/2", "(S^2 + S)/2"),
            ("S/2 + E/3", "(2E + 3S)/6", "(2*E + 3*S)/6"),
            ("S/2 + 1", "(S + 2)/2", "(S + 2)/2"),
            ("0 - S/2 - E/2", "-(E + S)/2", "-(E + S)/2"),
            ("S/2 - E/2", "(S - E)/2", "(S - E)/2"),
            ("E/H", "E/H", "E/H"),
            ("E/(2H)", "E/(2H)", "E/(2*H)"),
            ("0 - E/(2H)", "-E/(2H)", "-E/(2*H)"),
            ("1/S", "1/S", "1/S"),
            ("1/S^2", "1/S²", "1/S^2"),
            ("1/(S + 1)", "1/(S + 1)", "1/(S + 1)"),
            ("3/(2*(S + 1))", "3/(2S + 2)", "3/(2*S + 2)"),
            ("S*B/W/H", "BS/(HW)", "B*S/(H*W)"),
            (
                "(4*B*S^2 + 24*B*S*E)/(12E + 13)",
                "(24BSE + 4BS²)/(12E + 13)",
                "(24*B*S*E + 4*B*S^2)/(12*E + 13)",
            ),
            ("S/(S - W)", "S/(S - W)", "S/(S - W)"),
            ("S/(W - S)", "S/(W - S)", "S/(W - S)"),
            ("0 - S/(W - S)", "S/(S - W)", "S/(S - W)"),
            // Of two lines of both signs the lower one starts with a plus before it is turned.
            ("(S - E)/(S - W)", "(E - S)/(W - S)", "(E - S)/(W - S)"),
            ("S - 1/S", "(S² - 1)/S", "(S^2 - 1)/S"),
        ],
    );
}

#[test]
fn collected_by_powers_of_a_symbol() {
    check(
        &Shape::Collected("N".to_owned()),
        &[
            (
                "24*N*B*S*E^2 + 4*N*B*S^2*E + 2*B*S*E*V",
                "N(24BSE² + 4BS²E) + 2BSEV",
                "N*(24*B*S*E^2 + 4*B*S^2*E) + 2*B*S*E*V",
            ),
            (
                "N^2*(B + S) + N*E + 1",
                "N²(S + B) + EN + 1",
                "N^2*(S + B) + E*N + 1",
            ),
            ("N*S + N*E + B + S", "N(E + S) + S + B", "N*(E + S) + S + B"),
            ("S^2 - N*S - N*E", "S² - N(E + S)", "S^2 - N*(E + S)"),
            ("0 - N*S - N*E", "-N(E + S)", "-N*(E + S)"),
            ("N*S - N*E", "N(S - E)", "N*(S - E)"),
            ("S + E", "E + S", "E + S"),
            ("3N", "3N", "3*N"),
            (
                "(N*S + N*E)/(H*W + N)",
                "N(E + S)/(N + HW)",
                "N*(E + S)/(N + H*W)",
            ),
            ("(N*S + N*E)/2", "N(E + S)/2", "N*(E + S)/2"),
            ("0 - (N*S + N*E)/2", "-N(E + S)/2", "-N*(E + S)/2"),
        ],
    );
}

#[test]
fn factored_by_content_and_symbols() {
    check(
        &Shape::Factored,
        &[
            (
                "24*B*S*E^2 + 4*B*S^2*E",
                "4BSE(6E + S)",
                "4*B*S*E*(6*E + S)",
            ),
            ("12E^2 + 13E", "E(12E + 13)", "E*(12*E + 13)"),
            ("(S^2 + S)/2", "S(S + 1)/2", "S*(S + 1)/2"),
            ("B*(S^2 + S)/2", "BS(S + 1)/2", "B*S*(S + 1)/2"),
            ("(2S + 2)/3", "2(S + 1)/3", "2*(S + 1)/3"),
            ("0 - S^2 - S", "-S(S + 1)", "-S*(S + 1)"),
            ("0 - S - 1", "-S - 1", "-S - 1"),
            ("W*S - S^2", "S(W - S)", "S*(W - S)"),
            ("S^2 - W*S", "S(S - W)", "S*(S - W)"),
            ("1/(2S + 2)", "1/(2(S + 1))", "1/(2*(S + 1))"),
            ("S/(S - W)", "S/(S - W)", "S/(S - W)"),
            ("S/(W - S)", "S/(W - S)", "S/(W - S)"),
            ("0", "0", "0"),
            ("0 - 3/2", "-3/2", "-3/2"),
            ("S + 1", "S + 1", "S + 1"),
        ],
    );
}

#[test]
fn factored_into_brackets() {
    check(
        &Shape::Factored,
        &[
            ("S^2 + 3S + 2", "(S + 1)(S + 2)", "(S + 1)*(S + 2)"),
            ("S^2 + 2S + 1", "(S + 1)²", "(S + 1)^2"),
            (
                "B*(E + S)*(H*W + 1)",
                "B(E + S)(HW + 1)",
                "B*(E + S)*(H*W + 1)",
            ),
            ("(W - S)*(B + E)", "(E + B)(W - S)", "(E + B)*(W - S)"),
            ("(S - W)*(B + E)", "(E + B)(S - W)", "(E + B)*(S - W)"),
            ("S^2 - W^2", "(S - W)(W + S)", "(S - W)*(W + S)"),
            ("W^2 - S^2", "(W - S)(W + S)", "(W - S)*(W + S)"),
            ("0 - (S - W)^2", "-(W - S)²", "-(W - S)^2"),
            (
                "(S^2 + S)/(2*(W^2 + W))",
                "S(S + 1)/(2W(W + 1))",
                "S*(S + 1)/(2*W*(W + 1))",
            ),
            (
                "(S + 1)/(W^2 - E^2)",
                "(S + 1)/((W - E)(W + E))",
                "(S + 1)/((W - E)*(W + E))",
            ),
        ],
    );
}

#[test]
fn floor_and_ceil_read_as_they_are_shortest() {
    check(
        &Shape::Expanded,
        &[
            ("floor(S/2)", "floor(S/2)", "floor(S/2)"),
            ("ceil(h/2)", "ceil(h/2)", "ceil(h/2)"),
            ("floor((h + 1)/2)", "ceil(h/2)", "ceil(h/2)"),
            ("floor((h + 3)/4)", "ceil(h/4)", "ceil(h/4)"),
            ("floor((h + 1)/3)", "floor((h + 1)/3)", "floor((h + 1)/3)"),
            ("floor((S + W - 1)/W)", "ceil(S/W)", "ceil(S/W)"),
            ("ceil(S/W)", "ceil(S/W)", "ceil(S/W)"),
            ("B*E*ceil(S/128)", "BE·ceil(S/128)", "B*E*ceil(S/128)"),
            (
                "2*floor(S/2)*floor(E/3)",
                "2·floor(E/3)·floor(S/2)",
                "2*floor(E/3)*floor(S/2)",
            ),
            ("floor(S/2)^2", "floor(S/2)²", "floor(S/2)^2"),
            ("floor(S/2) + S", "floor(S/2) + S", "floor(S/2) + S"),
            ("ceil(x)", "ceil(x)", "ceil(x)"),
            ("3 - 2*floor(0 - x)", "2·ceil(x) + 3", "2*ceil(x) + 3"),
            ("0 - ceil(x)/2", "-ceil(x)/2", "-ceil(x)/2"),
            ("floor(x - y)", "floor(x - y)", "floor(x - y)"),
            ("floor(S/3)/2", "floor(S/3)/2", "floor(S/3)/2"),
            (
                "1/floor((S + 5)/3)",
                "1/(ceil(S/3) + 1)",
                "1/(ceil(S/3) + 1)",
            ),
        ],
    );
}

#[test]
fn max_and_min_read_as_they_are_shortest() {
    check(
        &Shape::Expanded,
        &[
            ("max(S, W)", "max(S, W)", "max(S, W)"),
            ("max(W, S)", "max(S, W)", "max(S, W)"),
            ("min(W, S)", "min(S, W)", "min(S, W)"),
            ("min(S, 128)", "min(S, 128)", "min(S, 128)"),
            ("B*E*min(S, W)", "BE·min(S, W)", "B*E*min(S, W)"),
            ("min(S, W) + max(S, W)", "W + S", "W + S"),
            ("S + min(S, W)", "min(S, W) + S", "min(S, W) + S"),
            ("min(2S, 2W)", "2·min(S, W)", "2*min(S, W)"),
            ("min(B*S, B*W)", "B·min(S, W)", "B*min(S, W)"),
            ("min(S + 1, W + 1)", "min(S, W) + 1", "min(S, W) + 1"),
            (
                "min(S, W)*(E + 1)",
                "E·min(S, W) + min(S, W)",
                "E*min(S, W) + min(S, W)",
            ),
            ("max(S^2, E)", "max(S², E)", "max(S^2, E)"),
            ("max(S, W)/2", "max(S, W)/2", "max(S, W)/2"),
            ("max(max(S, W), H)", "max(S, H, W)", "max(S, H, W)"),
            ("1/min(S, W)", "1/min(S, W)", "1/min(S, W)"),
        ],
    );
    check(
        &Shape::Factored,
        &[(
            "min(S, W)*(E + 1)",
            "min(S, W)·(E + 1)",
            "min(S, W)*(E + 1)",
        )],
    );
}

#[test]
fn comparisons_stand_on_the_sides_where_they_read_best() {
    check(
        &Shape::Expanded,
        &[
            ("[S > W]", "[S > W]", "[S > W]"),
            ("[S >= W]", "[S >= W]", "[S >= W]"),
            ("[W > S]", "[W > S]", "[W > S]"),
            ("[S < W]", "[W > S]", "[W > S]"),
            ("[E >= 2H]", "[E >= 2H]", "[E >= 2*H]"),
            ("[S - W - 1 >= 0]", "[S > W]", "[S > W]"),
            ("[S + 1 > W]", "[S >= W]", "[S >= W]"),
            ("1 - [S > W]", "[W >= S]", "[W >= S]"),
            ("[S <= 4]", "[S <= 4]", "[S <= 4]"),
            ("[S > 4]", "[S > 4]", "[S > 4]"),
            ("[x >= y]", "[x >= y]", "[x >= y]"),
            ("[x < y]", "[y > x]", "[y > x]"),
            ("[x < 1/2]", "[2x < 1]", "[2*x < 1]"),
            ("B*S*[S > W]", "BS·[S > W]", "B*S*[S > W]"),
            ("2*[S > W]", "2[S > W]", "2*[S > W]"),
            ("S - S*[S > W]", "S·[W >= S]", "S*[W >= S]"),
            ("[S > W] + S", "S + [S > W]", "S + [S > W]"),
            ("[S == W]", "[S == W]", "[S == W]"),
            ("[S != W]", "1 - [S == W]", "1 - [S == W]"),
            ("[x == y]", "[x == y]", "[x == y]"),
            ("B*[E == 2H]", "B·[E == 2H]", "B*[E == 2*H]"),
            ("S*t + E", "St + E", "S*t + E"),
        ],
    );
    check(
        &Shape::Factored,
        &[("[S > W]*S - [S > W]*W", "[S > W](S - W)", "[S > W]*(S - W)")],
    );
}

#[test]
fn powers_of_constants_merge() {
    check(
        &Shape::Expanded,
        &[
            ("2^n", "2^n", "2^n"),
            ("E*2^n", "E·2^n", "E*2^n"),
            ("2*2^n", "2·2^n", "2*2^n"),
            ("2^n*3^n", "6^n", "6^n"),
            ("4^n*3^n", "12^n", "12^n"),
            ("2^(n + 1)", "2·2^n", "2*2^n"),
            ("2^(100n)", "2^(100n)", "2^(100*n)"),
            ("2^(n*m)", "2^(mn)", "2^(m*n)"),
            ("2^n*2^m", "2^m·2^n", "2^m*2^n"),
            ("E/2^n", "E/2^n", "E/2^n"),
            ("3^n/2^n", "3^n/2^n", "3^n/2^n"),
            ("1/(2*2^n)", "1/(2·2^n)", "1/(2*2^n)"),
            ("(0 - 1)^n", "(-1)^n", "(-1)^n"),
            ("S*(0 - 2)^n", "S(-2)^n", "S*(-2)^n"),
            // 6^n counts one, as S does, and functions are later in the order.
            ("6^n + S", "6^n + S", "6^n + S"),
            ("2^d_model*S", "S·2^d_model", "S*2^d_model"),
        ],
    );
}

#[test]
fn other_functions() {
    check(
        &Shape::Expanded,
        &[
            ("log2(S)", "log2(S)", "log2(S)"),
            ("S*log2(S)", "S·log2(S)", "S*log2(S)"),
            ("S + log2(S)", "S + log2(S)", "S + log2(S)"),
            ("log2(S)^2 + 1", "log2(S)² + 1", "log2(S)^2 + 1"),
            ("E*sqrt(S)", "E·sqrt(S)", "E*sqrt(S)"),
            ("sqrt(S + 1)", "sqrt(S + 1)", "sqrt(S + 1)"),
            ("2*sqrt(2)", "2·sqrt(2)", "2*sqrt(2)"),
            (
                "B*(if S > W then 1/(S - W) else 0)",
                "B(if S > W then 1/(S - W) else 0)",
                "B*(if S > W then 1/(S - W) else 0)",
            ),
            (
                "if S > W then 1/(S - W) else 0",
                "if S > W then 1/(S - W) else 0",
                "if S > W then 1/(S - W) else 0",
            ),
        ],
    );
}

#[test]
fn the_index_of_a_sum_is_a_letter_of_its_own() {
    let text = |text: &str| arranged(text, Shape::Expanded).unicode(&KnownNames::default());
    assert_eq!(text("sum(i, 1, n, floor(S/i))"), "sum(i, 1, n, floor(S/i))");
    assert_eq!(text("sum(j, 1, n, floor(S/j))"), "sum(i, 1, n, floor(S/i))");
    assert_eq!(text("sum(j, 1, n, floor(i/j))"), "sum(j, 1, n, floor(i/j))");
    assert_eq!(
        text("B*sum(j, 1, n, sum(k, 1, j, floor(S/(j + k))))"),
        "B·sum(i, 1, n, sum(j, 1, i, floor(S/(j + i))))"
    );
}

#[test]
fn words_keep_their_distance() {
    check(
        &Shape::Expanded,
        &[
            ("12*d_model^2", "12·d_model²", "12*d_model^2"),
            ("B*d_model*S", "BS·d_model", "B*S*d_model"),
            ("d_model*F_1", "d_model·F_1", "d_model*F_1"),
            ("2*e3", "2·e3", "2*e3"),
            ("2*e", "2e", "2*e"),
            ("i*n", "i·n", "i*n"),
            ("f*o*r", "fo·r", "f*o*r"),
            ("o*f*2", "2fo", "2*f*o"),
            ("a*s", "a·s", "a*s"),
            ("a*s^2", "a·s²", "a*s^2"),
            ("a^2*s", "a²s", "a^2*s"),
            ("s*a*u", "asu", "a*s*u"),
            ("d*i*m", "di·m", "d*i*m"),
        ],
    );
    check(
        &Shape::Factored,
        &[("d_model*S + d_model", "d_model·(S + 1)", "d_model*(S + 1)")],
    );
}

#[test]
fn known_words_are_not_spelled_by_accident() {
    let product = arranged("B*S*E^2", Shape::Expanded);
    let text = |known: KnownNames| product.unicode(&known);
    assert_eq!(text(KnownNames::default()), "BSE²");
    assert_eq!(text(KnownNames::default().with_symbols(["BS"])), "BSE²");
    assert_eq!(text(KnownNames::default().with_symbols(["BSE"])), "BS·E²");
    let both = ["BSE", "BS"];
    assert_eq!(text(KnownNames::default().with_callables(both)), "B·S·E²");

    let keyword = Form::Product(vec![Form::name("i"), Form::name("f")]);
    assert_eq!(keyword.unicode(&KnownNames::default()), "i·f");

    let factored = arranged("N*S + N", Shape::Factored);
    let text = |known: KnownNames| factored.unicode(&known);
    assert_eq!(text(KnownNames::default()), "N(S + 1)");
    assert_eq!(
        text(KnownNames::default().with_callables(["N"])),
        "N·(S + 1)"
    );
    let local = KnownNames::default()
        .with_callables(["N"])
        .with_symbols(["N"]);
    assert_eq!(text(local), "N(S + 1)");
    let longer = arranged("B*N*S + B*N", Shape::Factored);
    let called = KnownNames::default().with_callables(["N"]);
    assert_eq!(longer.unicode(&called), "BN(S + 1)");
    let split = KnownNames::default().with_callables(["N", "BN"]);
    assert_eq!(longer.unicode(&split), "B·N·(S + 1)");
}

#[test]
fn a_hidden_function_is_called_by_its_full_name() {
    let form = Form::Call {
        function: Function::Floor,
        arguments: vec![Form::Quotient(
            Box::new(Form::name("S")),
            Box::new(Form::Number(Rational::from(3))),
        )],
    };
    let known = KnownNames::default();
    assert_eq!(form.unicode(&known), "floor(S/3)");
    // A layer or quantity of that name does not hide the function.
    assert_eq!(
        form.unicode(&known.clone().with_callables(["floor"])),
        "floor(S/3)"
    );
    assert_eq!(
        form.unicode(&known.with_symbols(["floor"])),
        "builtin.floor(S/3)"
    );
    let both = Form::Product(vec![Form::name("floor"), form]);
    assert_eq!(
        both.ascii(&KnownNames::default()),
        "floor*builtin.floor(S/3)"
    );
}

#[test]
fn brackets_where_a_notation_needs_them() {
    let name = |name: &str| Box::new(Form::name(name));
    let two = || Box::new(Form::Number(Rational::from(2)));
    let sum = || {
        let term = |negative, name: &str| SignedForm {
            negative,
            form: Form::name(name),
        };
        Box::new(Form::Sum(vec![term(true, "S"), term(false, "W")]))
    };
    let rows = [
        (Form::Negative(sum()), "-(-S + W)", "-(-S + W)"),
        (Form::power(*sum(), *two()), "(-S + W)²", "(-S + W)^2"),
        (Form::power(*two(), *sum()), "2^(-S + W)", "2^(-S + W)"),
        (
            Form::power(Form::power(*name("S"), *two()), *two()),
            "(S²)²",
            "(S^2)^2",
        ),
        (
            Form::Quotient(Box::new(Form::Quotient(name("S"), two())), name("W")),
            "(S/2)/W",
            "(S/2)/W",
        ),
        (
            Form::Quotient(name("W"), Box::new(Form::Negative(name("S")))),
            "W/(-S)",
            "W/(-S)",
        ),
        (
            Form::Product(vec![
                Form::Number(Rational::from(3)),
                Form::power(Form::Negative(two()), *name("n")),
                Form::power(*two(), *name("n")),
                Form::power(Form::Number(Rational::from(3)), *name("m")),
            ]),
            "3(-2)^n·2^n·3^m",
            "3*(-2)^n*2^n*3^m",
        ),
        (
            Form::Product(vec![
                Form::name("S"),
                Form::Flag {
                    left: name("S"),
                    relation: Comparison::GreaterEqual,
                    right: Box::new(Form::Negative(name("W"))),
                },
                *sum(),
            ]),
            "S·[S >= -W](-S + W)",
            "S*[S >= -W]*(-S + W)",
        ),
        (
            Form::Product(vec![
                Form::Number(Rational::from(2)),
                Form::If {
                    condition: Box::new(Form::Flag {
                        left: name("S"),
                        relation: Comparison::Different,
                        right: name("W"),
                    }),
                    then: Box::new(Form::Quotient(name("S"), two())),
                    otherwise: sum(),
                },
            ]),
            "2(if S != W then S/2 else -S + W)",
            "2*(if S != W then S/2 else -S + W)",
        ),
    ];
    for (form, unicode, ascii) in rows {
        assert_eq!(form.unicode(&KnownNames::default()), unicode);
        assert_eq!(form.ascii(&KnownNames::default()), ascii);
    }
}

#[test]
fn an_opaque_cost_shows_what_it_is_of() {
    let opaque = Opaque {
        head: "macs".to_owned(),
        name: "softmax".to_owned(),
        arguments: vec![value("B*H*S"), value("1")],
        bindings: vec![("h".to_owned(), value("2")), ("w".to_owned(), value("h/2"))],
    };
    let algebra = Algebra::new();
    let product = algebra
        .multiply(&Value::from(opaque), &value("2*N"))
        .unwrap();
    let form = algebra.arrange(&product, &Layout::default()).unwrap();
    let known = KnownNames::default();
    assert_eq!(
        form.unicode(&known),
        "2N·macs[softmax(BHS, 1) with h = 2, w = h/2]"
    );
    assert_eq!(
        form.ascii(&known),
        "2*N*macs[softmax(B*H*S, 1) with h = 2, w = h/2]"
    );
}

#[test]
fn terms_one_by_one() {
    let known = KnownNames::default();
    let lines = |text: &str| -> Vec<(bool, String)> {
        let form = arranged(text, Shape::Expanded);
        let terms = form.terms().into_iter();
        terms
            .map(|(negative, term)| (negative, term.unicode(&known)))
            .collect()
    };
    let row = |negative: bool, text: &str| (negative, text.to_owned());
    assert_eq!(lines("E^2 - 2S"), [row(false, "E²"), row(true, "2S")]);
    assert_eq!(lines("0 - 2S"), [row(true, "2S")]);
    assert_eq!(lines("(S + 1)/2"), [row(false, "(S + 1)/2")]);
    assert_eq!(lines("0"), [row(false, "0")]);
}

#[test]
fn too_deep_a_nest_is_refused() {
    let algebra = Algebra::new();
    let mut value = value("x");
    for _ in 0..400 {
        let half = algebra.divide(&value, &Value::integer(2)).unwrap();
        value = algebra
            .sqrt(&algebra.add(&half, &Value::one()).unwrap())
            .unwrap();
    }
    assert!(algebra.arrange(&value, &Layout::default()).is_err());
}

#[test]
fn latex_of_forms() {
    let rows = [
        ("24*B*S*E^2 + 4*B*S^2*E", "24 B S E^{2} + 4 B S^{2} E"),
        ("(S^2 + S)/2", r"\frac{S^{2} + S}{2}"),
        ("0 - S/2", r"-\frac{S}{2}"),
        ("12*d_model^2", r"12 \mathrm{d\_model}^{2}"),
        (
            "B*d_model*F_1",
            r"B \cdot \mathrm{d\_model} \cdot \mathrm{F\_1}",
        ),
        ("S - W", "S - W"),
    ];
    for (text, expected) in rows {
        assert_eq!(latex(&arranged(text, Shape::Expanded)), expected, "{text}");
    }
    assert_eq!(
        latex(&arranged("S^2 + S", Shape::Factored)),
        r"S \left(S + 1\right)"
    );
    assert_eq!(markdown(&arranged("S^2", Shape::Expanded)), "$S^{2}$");

    let name = |name: &str| Form::name(name);
    let number = |number: i64| Form::Number(Rational::from(number));
    let call = |function, arguments| Form::Call {
        function,
        arguments,
    };
    let half = || Form::Quotient(Box::new(name("S")), Box::new(number(2)));
    let flag = |relation| Form::Flag {
        left: Box::new(name("S")),
        relation,
        right: Box::new(name("W")),
    };
    let square = |form| Form::power(form, number(2));
    let rows = [
        (
            call(Function::Floor, vec![half()]),
            r"\left\lfloor \frac{S}{2} \right\rfloor",
        ),
        (
            call(Function::Ceil, vec![half()]),
            r"\left\lceil \frac{S}{2} \right\rceil",
        ),
        (
            call(Function::Max, vec![name("S"), name("W")]),
            r"\max\left(S, W\right)",
        ),
        (
            call(Function::Min, vec![name("S"), name("W")]),
            r"\min\left(S, W\right)",
        ),
        (
            square(call(Function::Log2, vec![name("S")])),
            r"\left(\log_2\left(S\right)\right)^{2}",
        ),
        (call(Function::Sqrt, vec![name("S")]), r"\sqrt{S}"),
        (
            Form::Product(vec![
                name("B"),
                call(
                    Function::Sum,
                    vec![name("i"), number(1), name("n"), square(name("i"))],
                ),
            ]),
            r"B \left(\sum_{i=1}^{n} i^{2}\right)",
        ),
        (flag(Comparison::GreaterEqual), r"\left[S \geq W\right]"),
        (
            Form::Product(vec![name("E"), Form::power(number(2), name("n"))]),
            r"E \cdot 2^{n}",
        ),
        (
            Form::If {
                condition: Box::new(flag(Comparison::Greater)),
                then: Box::new(half()),
                otherwise: Box::new(number(0)),
            },
            r"\begin{cases} \frac{S}{2} & \text{if } S > W \\ 0 & \text{otherwise} \end{cases}",
        ),
        (
            Form::Opaque(Box::new(OpaqueForm {
                head: "macs".to_owned(),
                name: "softmax".to_owned(),
                arguments: vec![name("S")],
                bindings: vec![("h".to_owned(), number(2))],
            })),
            r"\mathrm{macs}\left[\mathrm{softmax}\left(S\right)\ \text{with}\ h = 2\right]",
        ),
    ];
    for (form, expected) in rows {
        assert_eq!(latex(&form), expected);
    }
}

#[test]
fn numbers_for_people() {
    let ratio = |top: i64, bottom: i64| Rational::new(top, bottom).unwrap();
    let whole = |number: i64| Rational::from(number);
    let rows = [
        (whole(0), "0"),
        (whole(999), "999"),
        (whole(-999), "-999"),
        (whole(1000), "1,000 (1.00k)"),
        (whole(1005), "1,005 (1.01k)"),
        (whole(-1005), "-1,005 (-1.01k)"),
        (whole(124_439_808), "124,439,808 (124.44M)"),
        (whole(999_994), "999,994 (999.99k)"),
        (whole(999_995), "999,995 (1.00M)"),
        (whole(7_000_000_000), "7,000,000,000 (7.00G)"),
        (whole(989_000_000_000_000), "989,000,000,000,000 (989.00T)"),
        (
            whole(1_234_567_890_123_456),
            "1,234,567,890,123,456 (1.23P)",
        ),
        (
            whole(9_000_000_000_000_000_000),
            "9,000,000,000,000,000,000 (9.00E)",
        ),
        (ratio(3, 2), "3/2 (1.5)"),
        (ratio(-3, 2), "-3/2 (-1.5)"),
        (ratio(1, 3), "1/3 (0.3333)"),
        (ratio(1, 30), "1/30 (0.03333)"),
        (ratio(22, 7), "22/7 (3.1429)"),
        (ratio(1, 1000), "1/1,000 (0.001)"),
        (
            ratio(294_884, 1_000_000_000),
            "73,721/250,000,000 (2.95e-4)",
        ),
        (ratio(1, 3_000_000), "1/3,000,000 (3.33e-7)"),
        (ratio(9_999, 10_000_000), "9,999/10,000,000 (1.00e-3)"),
        (ratio(5001, 2), "5,001/2 (2.50k)"),
    ];
    for (number, expected) in rows {
        assert_eq!(digits_and_figure(&number), expected);
    }
    let ten = Rational::from(10);
    assert_eq!(figure(&ten.power(21).unwrap()).unwrap(), "1.00e21");
    assert_eq!(
        figure(&(&ten.power(45).unwrap() * &ratio(1_234_999, 1_000_000))).unwrap(),
        "1.23e45"
    );
    assert_eq!(
        figure(&(&ten.power(45).unwrap() * &ratio(9_996, 1_000))).unwrap(),
        "1.00e46"
    );
    assert_eq!(figure(&ratio(999_994, 1).clone()).unwrap(), "999.99k");
    let big = &ten.power(21).unwrap() - &Rational::ONE;
    assert_eq!(figure(&big).unwrap(), "1.00e21");
    // Exact digits are never cut short.
    assert_eq!(digits(&ten.power(99).unwrap()).len(), 100 + 33);
    let bytes = |number| prefixed(&number, "B");
    assert_eq!(bytes(whole(999)), None);
    assert_eq!(bytes(Rational::new(3, 2).unwrap()).unwrap(), "1.5 B");
    assert_eq!(bytes(whole(1000)).unwrap(), "1.00 kB, 0.98 KiB");
    assert_eq!(bytes(whole(999_999)).unwrap(), "1.00 MB, 976.56 KiB");
    assert_eq!(bytes(whole(1_073_741_824)).unwrap(), "1.07 GB, 1.00 GiB");
    assert_eq!(bytes(whole(-2048)).unwrap(), "-2.05 kB, -2.00 KiB");
    assert_eq!(
        bytes(ten.power(20).unwrap()).unwrap(),
        "100.00 EB, 86.74 EiB"
    );
    assert_eq!(bytes(ten.power(24).unwrap()).unwrap(), "1.00e24 B");
}
