//! `flopform repl`: conversations through a pipe.

mod common;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

/// A conversation: each text that was typed, and then all that was printed, with the exit code.
fn talk(name: &str, arguments: &[&str], files: &[(&str, &str)], typed: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("the folder can be written");
    }
    let mut command = common::command(&[&["repl"], arguments].concat());
    command.current_dir(&folder).stdin(Stdio::piped());
    // Messages and answers come one after the other only where they go to one place.
    let both = fs::File::create(folder.join("printed")).expect("the folder can be written");
    command.stderr(both.try_clone().expect("it is open"));
    command.stdout(both);
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let _ = stdin.write_all(typed.as_bytes());
    drop(stdin);
    let ended = child.wait().expect("the program ends");
    let printed = fs::read_to_string(folder.join("printed")).expect("it is text");
    let code = ended.code().unwrap_or(-1);
    format!(
        "{}{typed}----\n{printed}[exit code {code}]\n",
        arguments.join(" ")
    )
}

#[test]
fn formulas_and_numbers() {
    insta::assert_snapshot!(talk(
        "repl-formulas",
        &[],
        &[],
        "\
24BSE^2 + 4BS^2E - 4*B*S*E*S
2^64 + 1/2
# nothing

flops(block)
params(gpt2)
:set S=1Ki, E=768
flops(block)
:set
:unset S
flops(block)
:eval gpt2 -q flops --set B=1,S=1
norm
"
    ));
}

#[test]
fn definitions() {
    insta::assert_snapshot!(talk(
        "repl-definitions",
        &[],
        &[],
        "\
use layers.linear
layer mine(E, F = 4E) {
    up: linear(E, F)   # wide
    down: linear(F, E)
}
params(mine(E))
expect params(mine) == 8E^2 + 5E
expect params(mine) == 8E^2
layer mine(E) { up: linear(E, E) }
params(mine(E))
half = E/2
half*2
half = E/4
4half
max(1,
    2) +
  3
:show
"
    ));
}

/// What is wrong is said, and everything that was there before is there after it.
#[test]
fn mistakes_leave_everything() {
    insta::assert_snapshot!(talk(
        "repl-mistakes",
        &[],
        &[("broken.cost", "layer a(")],
        "\
let width = 8
layer wrong(E) { params = width*nothing }
width
let width = (
)
width
:set B=1
:set B=
:unset S
E = 768
params(block)
:set S=1024
:assume S >= 2000
S
:set E=F,F=E
:derivee block
:derive 'block
:derive --no-such-flag
:load absent.cost
:load broken.cost
:load
:help nothing
:repl
5 +
"
    ));
}

#[test]
fn commands() {
    let mine = "use quantities\ndim E\nlayer mine(E) { params = 12E^2  macs = 0 }\n";
    insta::assert_snapshot!(talk(
        "repl-commands",
        &["mine.cost"],
        &[("mine.cost", mine), ("other.cost", "let twelve = 12\n")],
        "\
params(mine)
:diff 12E^2 params(mine)
:load other.cost
twelve
:reload
:solve 'params(mine) = 48' --for E
:assume E >= 4
max(E, 4)
:assume
max(E, 4)
:clear
twelve
:help set
:help
:quit
1 + 1
"
    ));
}
