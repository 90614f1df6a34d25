//! Inputs that the fuzzer kept, and those it began with, as ordinary tests.

#[path = "fuzz/targets.rs"]
#[allow(unreachable_pub, reason = "the fuzzer sees it from outside")]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

/// A folder that holds nothing would pass without a word.
const FEWEST: usize = 8;

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    files
}

#[test]
fn kept_inputs_do_no_harm() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, target) in targets::TARGETS {
        let files = inputs(&root.join(name));
        assert!(
            files.len() >= FEWEST,
            "only {} inputs of `{name}`",
            files.len()
        );
        for file in files {
            let data = fs::read(&file).expect("it is a file");
            // What is wrong names the file.
            println!("{}", file.display());
            target(&data);
        }
    }
}

/// Every target has a program for the fuzzer.
#[test]
fn every_target_is_built() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/fuzz_targets");
    let programs = inputs(&folder).into_iter().map(|path| {
        let name = path.file_stem().expect("a name");
        name.to_string_lossy().into_owned()
    });
    let mut programs: Vec<String> = programs.collect();
    let mut targets: Vec<String> = targets::TARGETS.map(|(name, _)| name.to_owned()).to_vec();
    programs.sort();
    targets.sort();
    assert_eq!(programs, targets);
}
