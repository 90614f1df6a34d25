//! `flopform export`: its files, its words, and what it refuses.

mod common;

use std::fs;

use flopform::notation::code::NOTATIONS;

#[test]
fn languages_that_compute() {
    let python = ["export", "block", "-q", "params,flops", "--to", "python"];
    let numpy = ["export", "gpt2", "-q", "params,flops", "--to", "numpy"];
    let sympy = ["export", "sum(i, 1, n, min(i, S)) + S/3", "--to", "sympy"];
    let rust = [
        "export",
        "conv2d(3, 64, 7, stride = 2, pad = 3)",
        "-q",
        "flops",
        "--to",
        "rust",
    ];
    let c = [
        "export",
        "flops(block)/params(block)",
        "--to",
        "c",
        "--name",
        "intensity",
    ];
    insta::with_settings!({ filters => [
        // What is the same in every file is looked at once, where it is written.
        (r"(?s)/// Why there is no result\..*?Ok\(\(top, bottom\)\)\n\}\n", "[checked numbers]\n"),
        (r"(?s)#ifndef FLOPFORM_NUMBERS.*?\n#endif\n", "[checked numbers]\n"),
    ] }, {
        insta::assert_snapshot!(common::page("export-code", &[], &[&python, &numpy, &sympy, &rust, &c]));
    });
}

#[test]
fn databases() {
    insta::assert_snapshot!(common::page(
        "export-sql",
        &[],
        &[
            &["export", "block", "-q", "flops", "--to", "sql"],
            &[
                "export",
                "flops(block)/params(block)",
                "--to",
                "sql",
                "--name",
                "intensity"
            ],
            &["export", "time(block)", "--to", "sql"],
            &["export", "floor((S - 5)/3) + floor(sqrt(S))", "--to", "sql"],
            &["export", "min(S, W)*(S + 1)/2", "--to", "sqlite"],
        ],
    ));
}

#[test]
fn pages_and_papers() {
    let rest = ["-q", "flops,state", "--assume", "S >= W", "--set", "B=1"];
    let of = |notation: &'static str| {
        let mut words = vec!["export", "window_attend", "--to", notation];
        words.extend(rest);
        words
    };
    let commands = ["latex", "markdown", "typst", "json", "mathematica"].map(of);
    let commands: Vec<&[&str]> = commands.iter().map(|words| &words[..]).collect();
    insta::assert_snapshot!(common::page("export-pages", &[], &commands));
}

/// Names that are words of a language, that differ by case only, and that are no ASCII.
#[test]
fn hostile_names() {
    let file = "
use quantities
dim lambda \"a */ and a \\ and a $\"
dim S
dim s
dim λ
layer class(select, E) { params = lambda*S*s*λ*select*E   macs = 0 }
";
    let notations = ["python", "sql", "mathematica", "latex", "markdown"];
    let commands: Vec<Vec<&str>> = notations
        .iter()
        .map(|notation| {
            vec![
                "export",
                "hostile.cost:class",
                "-q",
                "params",
                "--to",
                notation,
            ]
        })
        .collect();
    let commands: Vec<&[&str]> = commands.iter().map(|words| &words[..]).collect();
    let files = [("hostile.cost", file)];
    insta::assert_snapshot!(common::page("export-names", &files, &commands));
}

/// What was not said and was taken is part of what the file is about.
#[test]
fn defaults_are_named() {
    let mine = "use quantities\ndim E\ndim tp \"tensor\" else 2\nlayer mine(E) { params = 12E/tp  macs = 0 }\n";
    let export = ["export", "mine.cost:mine", "-q", "params", "--to"];
    insta::assert_snapshot!(common::page(
        "export-defaults",
        &[("mine.cost", mine)],
        &[
            &[&export[..], &["python", "-o", "-"]].concat(),
            &[&export[..], &["markdown", "--set", "tp=4"]].concat(),
            &[&export[..], &["markdown", "--set", "tp=tp"]].concat(),
            &[
                "export",
                "roofline",
                "-q",
                "attainable",
                "--with",
                "h100",
                "--to",
                "markdown"
            ],
        ],
    ));
}

#[test]
fn files_are_kept_current() {
    let mine = "use quantities\ndim E\nlayer mine(E) { params = 12E^2   macs = 0 }\n";
    let changed = mine.replace("12E^2", "12E^2 + 13E");
    let write = [
        "export",
        "mine.cost:mine",
        "-q",
        "params",
        "--to",
        "python",
        "-o",
        "mine.py",
    ];
    let check = [
        "export",
        "mine.cost:mine",
        "-q",
        "params",
        "--to",
        "python",
        "--check",
        "mine.py",
    ];
    let json = [&check[..], &["--format", "json"]].concat();
    let first = common::page(
        "export-check",
        &[("mine.cost", mine)],
        &[&write, &check, &json],
    );
    let exported = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("export-check/mine.py");
    let exported = fs::read_to_string(exported).expect("it was written");
    let files = [("mine.cost", &changed[..]), ("mine.py", &exported)];
    let second = common::page("export-check", &files, &[&check, &json, &write, &check]);
    insta::assert_snapshot!(first + &second);
}

#[test]
fn mistakes() {
    insta::assert_snapshot!(common::page(
        "export-mistakes",
        &[],
        &[
            &["export", "block"],
            &["export", "block", "--to", "pyhton"],
            &["export", "blok", "--to", "python"],
            &["export", "--to", "python"],
            &["export", "log2(3S)", "--to", "python"],
            &["export", "sqrt(2)*S", "--to", "rust"],
            &["export", "floor(sqrt(S) + S/2)", "--to", "c"],
            &["export", "floor(sqrt(S))", "--to", "sqlite"],
            &["export", "sum(i, 1, n, 1/(i + S))", "--to", "python"],
            &["export", "10^40*S", "--to", "c"],
            &["export", "10^20*S", "--to", "sqlite"],
            &["export", "S^100", "--to", "sql"],
            &[
                "export", "block", "gpt", "-q", "flops", "--to", "python", "--name", "cost"
            ],
            &["export", "S", "--to", "python", "--check", "absent.py"],
            &["export", "S", "--to", "python", "-o", "absent/cost.py"],
            &[
                "export", "S", "--to", "python", "-o", "a.py", "--check", "a.py"
            ],
            &["export", "S", "--to", "python", "--format", "csv"],
            &["export", "block", "--tree", "--to", "python"],
        ],
    ));
}

/// A cost without a rule is shown where it can be, and refused where it would have to be computed.
#[test]
fn costs_without_a_rule() {
    let file =
        "use quantities\ndim S\nlayer mystery(n) { params = n }\nlayer two { a: mystery(S) * 2 }\n";
    let of = |notation| ["export", "mine.cost:two", "-q", "macs", "--to", notation];
    insta::assert_snapshot!(common::page(
        "export-unruled",
        &[("mine.cost", file)],
        &[&of("python"), &of("sympy"), &of("latex"), &of("typst")],
    ));
}

/// The same question has the same bytes, and the same hash in every notation.
#[test]
fn nothing_depends_on_the_run() {
    let words = [
        "export",
        "gpt",
        "mistral_7b",
        "-q",
        "params,flops,state",
        "--to",
    ];
    let mut hashes = Vec::new();
    for notation in NOTATIONS {
        let words = [&words[..], &[notation.name]].concat();
        let [first, second] = [common::flopform(&words), common::flopform(&words)];
        assert!(
            first.status.success(),
            "{}",
            String::from_utf8_lossy(&first.stderr)
        );
        assert_eq!(first.stdout, second.stdout);
        let text = String::from_utf8(first.stdout).expect("what is exported is text");
        let at = text.find("hash").expect("every file has a hash");
        let letters = text[at + "hash".len()..].chars();
        let hash: String = letters.filter(char::is_ascii_hexdigit).take(32).collect();
        hashes.push(hash);
    }
    hashes.dedup();
    assert_eq!(hashes.len(), 1, "{hashes:?}");
}
