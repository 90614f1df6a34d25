//! `flopform plot`: what it says, what it draws, and laws of the crossings.

mod common;

use std::fs;
use std::path::PathBuf;

use flopform::algebra::{Algebra, Domain, Indeterminate, Rational, Value};
use flopform::analysis::{Course, Encounter, Spacing, Stretch, encounters, places, sample};
use proptest::prelude::*;

#[test]
fn curves_and_crossings() {
    insta::assert_snapshot!(common::page(
        "plot-said",
        &[],
        &[
            &[
                "plot",
                "block",
                "-q",
                "flops",
                "--children",
                "--over",
                "S=1..4Ki",
                "--set",
                "B=1,E=768",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "mhsa",
                "-q",
                "flops",
                "--share",
                "--over",
                "S=1..8Ki",
                "--set",
                "B=1,E=768",
                "-o",
                "a.png"
            ],
            &[
                "plot",
                "gpt2",
                "gpt2_medium",
                "-q",
                "flops",
                "--over",
                "S=1..8Ki",
                "--log",
                "x,y",
                "--set",
                "B=1",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "24B*S*E^2",
                "4B*S^2*E",
                "--over",
                "S=1..8Ki",
                "--set",
                "B=1,E=768",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "(x - 20)^3 - 100x",
                "x^2",
                "--over",
                "x=1..50",
                "--log",
                "y",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "x*log2(x)",
                "max(x, 40)*4",
                "--over",
                "x=1..100",
                "-o",
                "a.svg"
            ],
        ],
    ));
}

#[test]
fn values_and_places() {
    insta::assert_snapshot!(common::page(
        "plot-values",
        &[],
        &[
            &[
                "plot",
                "resnet50",
                "-q",
                "flops",
                "--over",
                "h=1..100",
                "--set",
                "B=1,w=224",
                "--assume",
                "h multiple of 32",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "roofline",
                "-q",
                "attainable",
                "--over",
                "flops_per_byte=1..1Ki",
                "--each",
                "h100,a100",
                "--mark",
                "half: 512",
                "--mark",
                "9999",
                "-o",
                "a.svg"
            ],
            &["plot", "1e300x^9", "--over", "x=5..5", "-o", "a.svg"],
            &["plot", "1/(x - 3)", "--over", "x=1..5", "-o", "a.svg"],
            &[
                "plot",
                "block",
                "-q",
                "flops",
                "--children",
                "--over",
                "S=1..4Ki",
                "--set",
                "B=1,E=768",
                "-o",
                "a.svg",
                "--format",
                "json"
            ],
        ],
    ));
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(common::page(
        "plot-mistakes",
        &[],
        &[
            &[
                "plot", "block", "-q", "flops", "--over", "S=1..8", "-o", "a.svg"
            ],
            &["plot", "block", "-q", "flops", "--over", "S", "-o", "a.svg"],
            &[
                "plot", "block", "-q", "flops", "--over", "S=1..E", "-o", "a.svg"
            ],
            &[
                "plot", "block", "-q", "flops", "--over", "S=9..1", "-o", "a.svg"
            ],
            &[
                "plot",
                "block",
                "-q",
                "flops",
                "--over",
                "S=1..1e400",
                "-o",
                "a.svg"
            ],
            &[
                "plot", "block", "-q", "flops", "--over", "S=1..8", "--set", "B=1,E=8", "-o",
                "a.gif"
            ],
            &[
                "plot",
                "block",
                "-q",
                "flops",
                "--over",
                "S=1..8",
                "--set",
                "B=1,E=8,S=2",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "block",
                "-q",
                "flops",
                "--over",
                "s=1..8",
                "--set",
                "B=1,E=8,S=2",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "block",
                "-q",
                "flops,params",
                "--over",
                "S=1..8",
                "--set",
                "B=1,E=8",
                "-o",
                "a.svg"
            ],
            &[
                "plot", "block", "--over", "S=1..8", "--set", "B=1,E=8", "-o", "a.svg"
            ],
        ],
    ));
}

#[test]
fn what_has_no_place() {
    insta::assert_snapshot!(common::page(
        "plot-places",
        &[],
        &[
            &["plot", "x^2", "--share", "--over", "x=1..8", "-o", "a.svg"],
            &[
                "plot", "block", "-q", "flops", "--stack", "--log", "y", "--over", "S=1..8", "-o",
                "a.svg"
            ],
            &[
                "plot", "0 - x", "--over", "x=1..8", "--log", "y", "-o", "a.svg"
            ],
            &["plot", "x", "--over", "x=0..8", "--log", "x", "-o", "a.svg"],
            &[
                "plot",
                "resnet50",
                "-q",
                "flops",
                "--over",
                "h=1..31",
                "--set",
                "B=1,w=224",
                "--assume",
                "h multiple of 32",
                "-o",
                "a.svg"
            ],
            &[
                "plot",
                "x",
                "--over",
                "x=1..8",
                "-o",
                "no/such/folder/a.svg"
            ],
            &[
                "plot", "x", "--over", "x=1..8", "-o", "-", "--format", "json"
            ],
            &[
                "plot", "x", "--over", "x=1..8", "--mark", "y", "-o", "a.svg"
            ],
            &[
                "plot", "x", "--over", "x=1..8", "--size", "9x9", "-o", "a.svg"
            ],
            &["plot", "--over", "x=1..8", "-o", "a.svg"],
        ],
    ));
}

#[test]
fn a_small_picture() {
    let output = common::flopform(&[
        "plot", "x^2", "6x", "--over", "x=1..10", "--size", "360x260", "-o", "-",
    ]);
    let picture = String::from_utf8(output.stdout).expect("SVG is text");
    // Crossings, axes and names are words in it.
    for words in ["x = 6", "x^2, 6x", "100", "10"] {
        assert!(
            picture.lines().any(|line| line.trim() == words),
            "{words} is not in it"
        );
    }
    insta::assert_snapshot!(picture);
}

#[test]
fn pixels_are_as_many_as_asked_for() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("plot-pixels.png");
    let name = file.to_string_lossy().into_owned();
    let size = ["--size", "400x300", "-o", &name];
    let output = common::flopform(&[&["plot", "x^2", "--over", "x=1..10"][..], &size].concat());
    assert!(output.status.success(), "{output:?}");
    let bytes = fs::read(&file).expect("it is written");
    // The signature, then the length and the name of the first chunk, then width and height.
    assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(bytes[12..16], *b"IHDR");
    let number =
        |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    assert_eq!([number(16), number(20)], [400, 300]);
}

/// The pictures of the book are what the commands beside them draw.
#[test]
fn the_books_pictures_are_current() {
    let book = common::root().join("book/src");
    let page = fs::read_to_string(book.join("pictures.md")).expect("the page is there");
    let commands = page
        .lines()
        .filter_map(|line| line.strip_prefix("$ flopform "));
    let mut drawn = 0;
    for typed in commands {
        let mut words: Vec<&str> = Vec::new();
        for (at, piece) in typed.split('\'').enumerate() {
            if at % 2 == 1 {
                words.push(piece);
            } else {
                words.extend(piece.split_whitespace());
            }
        }
        let name = words.pop().expect("a command ends in a file");
        words.push("-");
        let output = common::flopform(&words);
        assert!(output.status.success(), "{typed}: {output:?}");
        let committed = book.join(name);
        if std::env::var_os("UPDATE_BOOK").is_some() {
            fs::write(&committed, &output.stdout).expect("the book can be written");
        }
        let held = fs::read(&committed).unwrap_or_default();
        let current = held == output.stdout;
        assert!(
            current,
            "{name} is not what is drawn now; UPDATE_BOOK=1 writes it"
        );
        drawn += 1;
    }
    assert_eq!(drawn, 2, "the page has two pictures");
}

fn line(algebra: &Algebra, slope: i64, height: i64, symbol: Indeterminate) -> Value {
    let rising = algebra.multiply(&Value::integer(slope), &Value::from(symbol));
    let line = rising.and_then(|rising| algebra.add(&rising, &Value::integer(height)));
    line.expect("a line is small")
}

proptest! {
    /// Two lines cross at the quotient of their differences, and nowhere else.
    #[test]
    fn lines_cross_where_they_must(
        slopes in (-50..50_i64, -50..50_i64),
        heights in (-500..500_i64, -500..500_i64),
    ) {
        let algebra = Algebra::new();
        let symbol = Indeterminate::symbol("x");
        let lines = [
            line(&algebra, slopes.0, heights.0, symbol),
            line(&algebra, slopes.1, heights.1, symbol),
        ];
        let stretch = Stretch { from: 1.into(), to: 100.into() };
        let at = places(&[Domain::default()], &stretch, Spacing::Even, 40);
        let samples = lines.each_ref().map(|line| sample(&algebra, line, symbol, &at).unwrap());
        let courses = [0, 1].map(|one| Course { value: &lines[one], samples: &samples[one] });
        let (found, unsure) = encounters(&algebra, courses, symbol, &stretch).unwrap();
        prop_assert!(unsure.is_none());
        let crossing = Rational::new(heights.1 - heights.0, slopes.0 - slopes.1);
        match crossing.filter(|at| stretch.contains(at)) {
            Some(at) => {
                let [Encounter::At(solved)] = &found[..] else {
                    return Err(TestCaseError::fail(format!("{found:?}")));
                };
                prop_assert_eq!(solved.root.as_ref().and_then(|root| root.exact()), Some(&at));
            }
            None if lines[0] == lines[1] => {
                prop_assert!(matches!(found[..], [Encounter::Same]));
            }
            None => prop_assert!(found.is_empty()),
        }
    }

    /// Places rise, are admissible, and are no more than asked for; the first and the last admissible
    /// number are among them.
    #[test]
    fn places_are_admissible(
        step in 1..40_u64,
        from in 0..3000_i64,
        length in 0..5000_i64,
        most in 2..60_usize,
        geometric: bool,
    ) {
        let stretch = Stretch { from: from.into(), to: (from + length).into() };
        let domain = Domain::Multiple(step);
        let spacing = if geometric { Spacing::Geometric } else { Spacing::Even };
        let found = places(&[domain], &stretch, spacing, most);
        prop_assert!(found.len() <= most);
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(found.iter().all(|at| domain.contains(at) && stretch.contains(at)));
        let step = i64::try_from(step).unwrap();
        let admissible: Vec<i64> = (from.max(1)..=from + length).filter(|at| at % step == 0).collect();
        let ends = |found: &[Rational]| found.first().cloned().zip(found.last().cloned());
        let admissible: Vec<Rational> = admissible.into_iter().map(Rational::from).collect();
        prop_assert_eq!(ends(&found), ends(&admissible));
    }
}
