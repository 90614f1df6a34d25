//! What is exported in the tests, and at which points: numbers for each argument and what the engine
//! itself says the form is worth there.

#![allow(unreachable_pub, reason = "a module of one test")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use flopform::Engine;
use flopform::algebra::{Algebra, AlgebraError, Environment, Rational, Value};
use serde_json::Value as Json;

use crate::common;

/// The words of an export, without the notation.
pub struct Asked {
    pub name: &'static str,
    pub words: &'static [&'static str],
}

/// A file whose names are hostile to one language or another.
const HOSTILE: &str = "
use quantities
dim lambda \"a word of Python, with a \\\\ and a */ and a $ in it\"
dim def
dim S
dim s
dim λ \"a Greek letter\"
dim select
dim int128
dim E
dim result
dim n
dim é flag
dim cost real
layer class(fn, x_, n_) {
    params = lambda*def + 2S*s^2 + λ*select + fn
    macs = int128*E//7 + sum(i, 1, x_, n_*i//(lambda + 1)) + result*n - (if é then S else 3s)
    activations = cost*S/3
}
";

/// Everything that is exported and run.
pub const ASKED: [Asked; 14] = [
    Asked {
        name: "block",
        words: &["block", "-q", "params,flops,activations"],
    },
    Asked {
        name: "gpt",
        words: &["gpt", "gpt2", "-q", "params,flops", "--form", "collected=N"],
    },
    Asked {
        name: "conv",
        words: &["conv2d(I, O, k, stride = 3, pad = 1)", "-q", "params,flops"],
    },
    Asked {
        name: "alexnet",
        words: &["alexnet", "-q", "flops"],
    },
    Asked {
        name: "resnet",
        words: &[
            "resnet50",
            "-q",
            "params,flops",
            "--assume",
            "h multiple of 32",
        ],
    },
    Asked {
        name: "window",
        words: &["window_attend", "mistral_7b", "-q", "flops,state"],
    },
    Asked {
        name: "experts",
        words: &["moe_block", "gqa", "-q", "params,flops"],
    },
    Asked {
        name: "intensity",
        words: &["flops(block)/params(block)"],
    },
    Asked {
        name: "expression",
        words: &["24BSE² + 4BS²E", "--form", "factored"],
    },
    Asked {
        name: "assumed",
        words: &[
            "max(S - W, 0)*(S - W) + 1/(S - W + 1)",
            "--assume",
            "S >= W",
        ],
    },
    Asked {
        name: "time",
        words: &["roofline_time(block)", "--set", "bytes_per_weight=2"],
    },
    Asked {
        name: "hostile",
        words: &["hostile.cost:class", "-q", "params,macs,activations"],
    },
    Asked {
        name: "sums",
        words: &["sum(i, 1, n, floor(i*S/3)) + sum(i, n, 7, min(i, S)*i)"],
    },
    Asked {
        name: "functions",
        words: &[
            "floor(S/3) - ceil(S/7)*min(S, 3W) + [S > 2W] + (if S > W then 5/(S - W) else W)",
            "floor((S - 5W)/(W + 3)) - ceil((S - 9W)/4) + max(S/2, W/3, 7) + [S/3 == W]",
            "S(S + 1)(S + 2)/6 + [1/(S - W) > 1/8]",
            "0 - floor(S/2)",
            "0 - floor(S/W) - 3",
            "S//(S - 7S)",
        ],
    },
];

/// What `SQLite` has no functions for.
pub const ROOTS: Asked = Asked {
    name: "roots",
    words: &[
        "floor(log2(S)) + 10ceil(log2(S/3)) + 100floor((log2(S) + log2(W) + 1)/2)",
        "floor(sqrt(S)) + 1000ceil(sqrt(S*W/2)) + floor(sqrt(S)/3)",
        "2S*log2(S)",
        "S*sqrt(S*W)",
        "2^n + (-1)^n*3^(n - 1) + (-2)^n",
        "sum(i, 1, n, 2^i*W) + sum(i, 0, n - 4, (-1)^i*min(i, W))",
    ],
};

/// A function as it was exported, and the form behind it.
pub struct Exported {
    pub arguments: Vec<Json>,
    requirements: Vec<Json>,
    value: Value,
}

/// A point and what the form is worth there.
pub struct Case {
    pub function: usize,
    pub numbers: Vec<Rational>,
    /// Whether every number on the way to the result is small.
    pub small: bool,
    pub worth: Option<Rational>,
}

/// A folder for a test, with the files that targets name in it.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("exported-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let file = folder.join("hostile.cost");
    fs::write(file, HOSTILE).expect("the target folder can be written");
    folder
}

/// The file that is exported to a notation.
pub fn export(asked: &Asked, notation: &str, folder: &PathBuf) -> String {
    let mut words = vec!["export", "--to", notation];
    words.extend(asked.words);
    let output = common::command(&words).current_dir(folder).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", asked.name);
    String::from_utf8(output.stdout).expect("what is exported is text")
}

/// The functions that a file of it has, with the forms that the engine derives.
pub fn functions(asked: &Asked, folder: &PathBuf) -> Vec<Exported> {
    let exported = export(asked, "json", folder);
    let exported: Json = serde_json::from_str(&exported).expect("the export is JSON");
    let mut values = Vec::new();
    let mut engine = Engine::new();
    let option = |name: &str| {
        let mut after = asked.words.iter().skip_while(|word| **word != name).skip(1);
        after.next().map(|word| (*word).to_owned())
    };
    let [set, assume] =
        ["--set", "--assume"].map(|name| option(name).into_iter().collect::<Vec<_>>());
    let setting = engine
        .setting(&set, &[], &assume)
        .expect("the setting is right");
    for target in asked.words.iter().take_while(|word| !word.starts_with('-')) {
        let path = folder.join(target).display().to_string();
        let target = if target.contains(".cost:") {
            &path
        } else {
            *target
        };
        let question = engine
            .questions(target)
            .expect("the target is there")
            .remove(0);
        let quantities = option("-q").unwrap_or_default();
        let quantities: Vec<_> = quantities
            .split(',')
            .filter(|name| !name.is_empty())
            .map(|name| {
                engine
                    .quantity(&question, name)
                    .expect("the quantity is there")
            })
            .collect();
        let answers = engine
            .answer(&question, &quantities, &setting)
            .expect("it has an answer");
        values.extend(answers.values.into_iter().map(|answer| answer.value));
    }
    let functions = exported["functions"]
        .as_array()
        .expect("functions are a list")
        .iter();
    assert_eq!(functions.len(), values.len());
    functions
        .zip(values)
        .map(|(function, value)| Exported {
            arguments: function["arguments"]
                .as_array()
                .expect("arguments are a list")
                .clone(),
            requirements: function["requirements"]
                .as_array()
                .expect("requirements are a list")
                .clone(),
            value,
        })
        .collect()
}

/// A sequence of numbers without an end that looks random and is always the same.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Points for each function: small ones, ordinary ones, huge ones, those at the edge of a domain, and
/// some outside.
pub fn cases(functions: &[Exported], each: usize) -> Vec<Case> {
    let mut sequence = Sequence(2);
    let mut cases = Vec::new();
    for (place, function) in functions.iter().enumerate() {
        for round in 0..each {
            let bits = [3, 5, 10, 14, 30, 44, 70][round % 7];
            let numbers = function.arguments.iter().map(|argument| {
                let raw = (u128::from(sequence.next()) << 64 | u128::from(sequence.next()))
                    >> (128 - bits);
                number(argument, raw, sequence.next())
            });
            let numbers: Vec<Rational> = numbers.collect();
            let names = function
                .arguments
                .iter()
                .map(|argument| argument["name"].as_str().unwrap_or_default());
            let environment: Environment = names
                .map(str::to_owned)
                .zip(numbers.iter().cloned())
                .collect();
            let worth = Algebra::new().evaluate(&function.value, &environment);
            // Where an assumption does not hold there is nothing to be computed.
            let mut needed = function.requirements.iter();
            if !needed.all(|needed| holds(needed, &environment)) {
                cases.push(Case {
                    function: place,
                    numbers,
                    small: false,
                    worth: None,
                });
                continue;
            }
            // Sums over more than can be added up in a test are left out.
            if let Err(error) = &worth
                && matches!(error, AlgebraError::Limit { .. })
            {
                continue;
            }
            cases.push(Case {
                function: place,
                numbers,
                small: bits <= 5,
                worth: worth.ok(),
            });
        }
    }
    assert!(cases.iter().filter(|case| case.worth.is_some()).count() * 2 > cases.len());
    cases
}

/// Whether a relation between two symbols holds.
fn holds(needed: &Json, environment: &Environment) -> bool {
    let side = |place: usize| {
        let name = needed[place]["name"]
            .as_str()
            .expect("the sides are symbols");
        environment[name].clone()
    };
    match needed[0].as_str() {
        Some(">=") => side(1) >= side(2),
        Some("!=") => side(1) != side(2),
        other => panic!("{other:?} is no relation that is exported"),
    }
}

fn number(argument: &Json, raw: u128, chance: u64) -> Rational {
    let raw: Rational = raw.to_string().parse().expect("digits are a number");
    let domain = argument["domain"].as_str().expect("domains are text");
    if chance.is_multiple_of(50) {
        // Outside most domains.
        return Rational::from(match chance / 50 % 3 {
            0 => 0,
            1 => -1,
            _ => -7,
        });
    }
    if chance % 50 == 1 {
        return Rational::ONE;
    }
    if let Some(step) = domain.strip_prefix("a positive multiple of ") {
        let step: Rational = step.parse().expect("the step is a number");
        return &(&raw + &Rational::ONE) * &step;
    }
    match domain {
        "0 or 1" => Rational::from(i64::from(chance.is_multiple_of(2))),
        "zero or a positive integer" => raw,
        "a positive number" => {
            let below = Rational::from(chance % 97 + 1);
            (&raw + &Rational::ONE)
                .divided_by(&below)
                .expect("it is not zero")
        }
        _ => &raw + &Rational::ONE,
    }
}

/// The cases as lines: function, size, worth or `-`, numbers.
pub fn lines(functions: &[Exported], cases: &[Case]) -> String {
    let mut lines = String::new();
    for case in cases {
        let worth = case
            .worth
            .as_ref()
            .map_or("-".to_owned(), Rational::to_string);
        let size = if case.small { "small" } else { "large" };
        let _ = write!(lines, "{} {size} {worth}", case.function);
        for number in &case.numbers {
            let _ = write!(lines, " {number}");
        }
        lines.push('\n');
    }
    assert!(!functions.is_empty());
    lines
}
