//! Input that nobody should write: each is answered, correctly or with a message, and nothing panics.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Output, Stdio};

/// A folder of this test's own, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("hostile")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// A file of this test's own.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = folder(name).join("hostile.cost");
    fs::write(&path, bytes).expect("the target folder can be written");
    path.display().to_string()
}

#[track_caller]
fn exit_code(output: &Output) -> i32 {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(!messages.contains("panicked"), "{messages}");
    output
        .status
        .code()
        .unwrap_or_else(|| panic!("ended by a signal: {messages}"))
}

/// Asks and expects an answer.
#[track_caller]
fn answer(arguments: &[&str]) -> String {
    let output = common::flopform(arguments);
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(exit_code(&output), 0, "{messages}");
    String::from_utf8(output.stdout).expect("answers are text")
}

/// Asks and expects to be refused with an exit code and words.
#[track_caller]
fn refusal(arguments: &[&str], code: i32, words: &str) {
    let output = common::flopform(arguments);
    let messages = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(exit_code(&output), code, "{messages}");
    assert!(messages.contains(words), "`{words}` is not in: {messages}");
    assert!(
        messages.len() < 20_000,
        "a message of {} bytes",
        messages.len()
    );
}

#[test]
fn brackets_without_end() {
    let nested = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
    let path = file("brackets", format!("let a = {nested}\n").as_bytes());
    refusal(&["derive", &path], 2, "256");
    refusal(&["derive", &"(".repeat(50_000)], 2, "256");
}

#[test]
fn powers_past_every_limit() {
    refusal(&["derive", "(B+S+E+H+V)^100000"], 2, "terms");
    refusal(&["derive", "2^(2^(2^100))"], 2, "exponent");
    refusal(&["derive", "(B+1)^(10^30)"], 2, "exponent");
    refusal(&["derive", "7^7^7"], 2, "bits");
}

#[test]
fn values_of_a_thousand_digits() {
    let value = answer(&["eval", "10^1200 + 1"]);
    let digits: String = value.chars().take_while(|letter| *letter != ' ').collect();
    assert_eq!(digits.matches('0').count(), 1_199);
    assert!(
        digits.starts_with("1,000,000") && digits.ends_with(",001"),
        "{digits}"
    );
}

#[test]
fn a_file_past_the_limit() {
    let path = file("large", &vec![b'#'; 50 << 20]);
    refusal(&["derive", &path], 2, "MiB");
}

#[test]
fn two_hundred_thousand_children() {
    let mut text =
        String::from("use dims\nuse quantities\nlayer one(E) { params = E   macs = B*E }\n");
    text += "layer many(E) {\n";
    for child in 0..200_000 {
        let _ = writeln!(text, "    c{child}: one(E)");
    }
    text += "}\n";
    let path = file("children", text.as_bytes());
    let form = answer(&["derive", &format!("{path}:many"), "-q", "params"]);
    assert!(form.contains("200000E"), "{form}");
}

#[test]
fn five_thousand_layers_inside_each_other() {
    let mut text = String::from("use dims\nuse quantities\nlayer l0(E) { params = E }\n");
    for depth in 1..5_000 {
        let _ = writeln!(
            text,
            "layer l{depth}(E) {{ inner: l{}(E)   params = 1 }}",
            depth - 1
        );
    }
    let path = file("nested", text.as_bytes());
    let form = answer(&["derive", &format!("{path}:l4999"), "-q", "params"]);
    assert!(form.contains("E + 4999"), "{form}");
    let tree = answer(&[
        "derive",
        &format!("{path}:l4999"),
        "-q",
        "params",
        "--tree=3",
    ]);
    assert!(tree.lines().count() < 20, "{tree}");
}

#[test]
fn layers_that_double_and_double() {
    let mut text = String::from("use dims\nuse quantities\nlayer l0(E) { params = E }\n");
    for depth in 1..64 {
        let below = depth - 1;
        let _ = writeln!(text, "layer l{depth}(E) {{ a, b: l{below}(E) }}");
    }
    let path = file("doubling", text.as_bytes());
    let form = answer(&["derive", &format!("{path}:l63"), "-q", "params"]);
    assert!(form.contains("9223372036854775808E"), "{form}");
}

#[test]
fn a_file_that_uses_itself() {
    let folder = folder("cycle");
    let (a, b) = (folder.join("a.cost"), folder.join("b.cost"));
    fs::write(&a, "use \"b.cost\"\nlayer x { params = 1 }\n").expect("written");
    fs::write(&b, "use \"a.cost\"\n").expect("written");
    refusal(&["derive", &a.display().to_string()], 2, "a.cost");
    fs::write(&a, "use \"a.cost\"\n").expect("written");
    refusal(&["derive", &a.display().to_string()], 2, "a.cost");
}

#[test]
fn files_that_are_no_formula_files() {
    refusal(&["derive", &file("utf8", b"layer \xff\xfe {}")], 2, "UTF-8");
    refusal(
        &["derive", &file("nul", b"layer a\0b { params = 1 }")],
        2,
        "\\u{0}",
    );
    refusal(&["derive", "no/such/file.cost"], 2, "no such file");
    refusal(
        &["test", &folder("directory").display().to_string()],
        2,
        ".cost",
    );
    let empty = file("empty", b"");
    assert_eq!(exit_code(&common::flopform(&["test", &empty])), 0);
    assert_eq!(exit_code(&common::flopform(&["fmt", "--check", &empty])), 0);
}

#[test]
fn line_ends_and_byte_order_marks() {
    let text = "\u{feff}use quantities\r\nlayer crlf(E) {\r\n    params = 2E\r\n}\r\n";
    let path = file("crlf", text.as_bytes());
    let form = answer(&["derive", &format!("{path}:crlf"), "-q", "params"]);
    assert!(form.contains("2E"), "{form}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let path = file("permission", b"layer a { }");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("our own file");
    // The superuser may read it all the same, and then it is a file like any other.
    let readable = fs::read(&path).is_ok();
    let output = common::flopform(&["derive", &path, "-q", "params"]);
    assert_eq!(exit_code(&output), if readable { 0 } else { 2 });
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_reading() {
    let mut child = common::command(&["list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(exit_code(&output), 0);
}

#[test]
fn names_that_mean_something_else() {
    let text = "use quantities\n\
                dim floor\ndim e\ndim B\ndim S\ndim BS \"one name\"\n\
                layer odd(E) { params = 2floor*E + 3e + B*S + BS }\n\
                expect params(odd) == 2*floor*E + 3*e + S*B + BS\n\
                expect builtin.floor(7/2) == 3\n";
    let (failed, count) = common::failures("odd.cost", text).expect("no mistakes");
    assert_eq!((failed, count), (Vec::new(), 2));
}

#[test]
fn bindings_outside_every_domain() {
    let value = |set: &str| answer(&["eval", "S^2 - S + 1/2", "--set", set]);
    assert!(value("S=0").starts_with("1/2"), "{}", value("S=0"));
    assert!(value("S=-3").starts_with("25/2"), "{}", value("S=-3"));
    assert!(value("S=1/2").starts_with("1/4"), "{}", value("S=1/2"));
    refusal(&["eval", "1/S", "--set", "S=0"], 2, "zero");
    // What a layer costs means nothing there.
    for set in ["S=0", "S=-3", "S=1/2"] {
        refusal(
            &["eval", "block", "-q", "flops", "--set", set],
            2,
            "positive integer",
        );
        refusal(
            &["eval", "2flops(block)", "--set", set],
            2,
            "positive integer",
        );
    }
}

#[test]
fn standard_input_is_a_file_too() {
    let mut child = common::command(&["derive", "-", "-q", "params"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("it is piped");
    input
        .write_all(b"use quantities\nlayer two(E) { params = 2E }\n")
        .expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(exit_code(&output), 0);
    assert!(String::from_utf8_lossy(&output.stdout).contains("2E"));
}
