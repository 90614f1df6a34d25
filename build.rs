//! Writes the table of formula files that the library embeds: every `.cost` file under `formulas/`,
//! found by walking the folder, so that adding a file is all it takes to add it to the library; and
//! what they declare, so that no run of the program has to look for it.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/cost/library/heads.rs"]
mod heads;

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("formulas");
    println!("cargo::rerun-if-changed=formulas");
    println!("cargo::rerun-if-changed=src/cost/library/heads.rs");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    let named = |file: PathBuf| {
        let path = file.strip_prefix(&root).expect("found under the root");
        let path = path.with_extension("");
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        (parts.join("."), file.display().to_string())
    };
    let mut files: Vec<(String, String)> = files.into_iter().map(named).collect();
    // The library looks files up by name, and names by their letters.
    files.sort();
    let mut table = String::from("Library {\nfiles: &[\n");
    let mut declared = Vec::new();
    for (name, file) in &files {
        println!("cargo::rerun-if-changed={file}");
        table += &format!("    ({name:?}, include_str!({file:?})),\n");
        let text = fs::read_to_string(file)?;
        declared.extend(heads::heads(&text).map(|(word, declared)| {
            (
                declared.to_owned(),
                name.to_owned(),
                format!("    ({word:?}, {declared:?}, {name:?}),\n"),
            )
        }));
    }
    declared.sort();
    table += "],\ndeclared: &[\n";
    table.extend(declared.into_iter().map(|(.., row)| row));
    table += "],\n}\n";
    let target = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    // Not written over what is there: a copy of the target folder may share the file.
    let unfinished = target.join("library.rs.new");
    fs::write(&unfinished, table)?;
    fs::rename(unfinished, target.join("library.rs"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "cost")
        {
            files.push(path);
        }
    }
    Ok(())
}
