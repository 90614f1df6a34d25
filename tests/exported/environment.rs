//! The Python that exported files are run by: a virtual environment under the target folder, made on
//! first use, with these versions of everything.

#![allow(unreachable_pub, reason = "a module of one test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const PINNED: [&str; 5] = [
    "numpy==2.4.6",
    "sympy==1.14.0",
    "mpmath==1.3.0",
    "duckdb==2.0.1",
    "typst==0.15.2",
];

/// The interpreter of the environment. What cannot be installed fails the test that needs it.
pub fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let pinned: String = PINNED.join("-").replace("==", "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{pinned}"));
        if !folder.is_dir() {
            install(&folder);
        }
        folder.join("bin/python")
    })
}

/// Makes the environment beside its place and moves it there at once, so that processes that do the same
/// at the same time are not in each other's way: one of them is first, and the others take its work.
fn install(folder: &Path) {
    let beside = folder.with_extension(format!("{}.tmp", std::process::id()));
    let _ = fs::remove_dir_all(&beside);
    must_run(Command::new("python3").args(["-m", "venv"]).arg(&beside));
    must_run(
        Command::new(beside.join("bin/python"))
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(PINNED),
    );
    if let Err(error) = fs::rename(&beside, folder) {
        assert!(
            folder.is_dir(),
            "the environment cannot be put in its place: {error}"
        );
        let _ = fs::remove_dir_all(&beside);
    }
}

/// Runs a program to its end and returns what it printed; a test fails with everything the program said.
#[track_caller]
pub fn must_run(command: &mut Command) -> String {
    let output = command.output();
    let output = output.unwrap_or_else(|error| {
        panic!("{command:?} is needed to run exported files and cannot be started: {error}")
    });
    let [said, printed] =
        [&output.stderr, &output.stdout].map(|text| String::from_utf8_lossy(text));
    assert!(
        output.status.success(),
        "{command:?} failed:\n{printed}\n{said}"
    );
    printed.into_owned()
}
