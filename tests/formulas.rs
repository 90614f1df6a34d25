//! The library: every formula file loads by itself, is laid out by the formatter, and holds what it
//! claims.

mod common;

use std::fs;

use flopform::Engine;
use flopform::cost::library::files;
use flopform::syntax::{format_file, parse_file};
use flopform::text::SourceId;

#[test]
fn the_library_is_embedded_whole() {
    let mut found = 0;
    let mut folders = vec![common::root().join("formulas")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the library is there") {
            let path = entry.expect("the library can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "cost")
            {
                found += 1;
            }
        }
    }
    assert!(found >= 97, "only {found} formula files were found");
    assert_eq!(found, files().len(), "a file is missing from the program");
}

#[test]
fn every_file_holds_what_it_claims() {
    let mut expectations = 0;
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let (failed, count) = common::failures(name, text)
            .unwrap_or_else(|errors| panic!("{name} has errors: {errors:?}"));
        expectations += count;
        wrong.extend(failed);
        let claims = ["layers.", "models.", "papers."]
            .iter()
            .any(|folder| name.starts_with(folder));
        if claims && count == 0 {
            wrong.push(format!("{name} expects nothing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        expectations >= 880,
        "only {expectations} expectations were found"
    );
}

#[test]
fn every_file_is_laid_out_by_the_formatter() {
    for (name, text) in files() {
        let (tree, errors) = parse_file(SourceId::LONE, text);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let formatted = format_file(&tree, text);
        assert!(
            formatted == *text,
            "{name} is not formatted: run `flopform fmt formulas`"
        );
        let (again, _) = parse_file(SourceId::LONE, &formatted);
        assert_eq!(
            format_file(&again, &formatted),
            formatted,
            "{name}: formatting is not stable"
        );
    }
}

#[test]
fn every_item_is_documented() {
    let mut engine = Engine::new();
    let modules = engine
        .load_whole_library()
        .expect("the library has no mistakes");
    let mut missing = Vec::new();
    for module in modules {
        let module = engine.program().module(module);
        if module.doc.is_none() {
            missing.push(format!("{} says nothing of itself", module.name));
        }
    }
    for (_, layer) in engine.program().all_layers() {
        if layer.doc.is_none() {
            missing.push(format!("layer {} says nothing of itself", layer.name));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_figures_people_ask_for_first() {
    let mut engine = Engine::new();
    assert_eq!(common::cost(&mut engine, "block", "params"), "12E² + 13E");
    assert_eq!(
        common::cost(&mut engine, "block", "flops"),
        "24BSE² + 4BS²E"
    );
    assert_eq!(
        common::cost(&mut engine, "gpt.blocks.attn", "params"),
        "4NE² + 4NE"
    );
    assert_eq!(common::cost(&mut engine, "gpt2", "params"), "124439808");
    assert_eq!(
        common::cost(&mut engine, "gpt2_medium", "params"),
        "354823168"
    );
    assert_eq!(
        common::cost(&mut engine, "gpt2_large", "params"),
        "774030080"
    );
    assert_eq!(common::cost(&mut engine, "gpt2_xl", "params"), "1557611200");
    let nanogpt = "flops(gpt2) where B = 1, S = 1024";
    assert_eq!(common::closed_form(&mut engine, nanogpt), "291648307200");
}
