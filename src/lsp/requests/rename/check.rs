//! Whether everything means the same after a renaming: all is resolved again with the edits in place, and
//! compared.

use std::collections::{BTreeMap, BTreeSet};

use lsp_types::Uri;

use crate::cost::{Declared, ModuleId, Outcome, Overlay, Program, Referent};
use crate::diagnostic::diagnose;
use crate::engine::Engine;
use crate::lsp::files::{file_of, module_of};
use crate::lsp::refusal::{Answer, Refusal};
use crate::lsp::requests::references::can_be_edited;
use crate::lsp::requests::rename::edits::FileEdits;
use crate::lsp::world::World;

/// Refuses edits after which there are more mistakes, a name stands for something else, or an expectation
/// does not hold any more.
///
/// # Errors
/// With what would go wrong.
pub(super) fn check(
    world: &World,
    uri: &Uri,
    (before, mistakes): (&Engine, usize),
    (to, new): (&Referent, &str),
    files: &[FileEdits],
) -> Answer<()> {
    let program = before.program();
    if let Referent::Dim(_) = to {
        refuse_other_dim(program, files, new)?;
    }
    let mut overlay: Overlay = world.overlay.clone();
    for file in files {
        let source = program.sources.get(program.module(file.module).span.source);
        if let (Some(source), Some(path)) = (source, file_of(program, file.module)) {
            overlay.put(&path, file.applied(&source.text));
        }
    }
    let (after, _, more) = world.everything(uri, &overlay)?;
    if more > mistakes {
        return Err(Refusal::failed(clash(world, uri, &overlay, new)));
    }
    let was = meanings(program, files, Some((to, new)));
    let is = meanings(after.program(), &[], None);
    for (file, names) in &was {
        let now = is.get(file);
        let changed = names
            .iter()
            .find(|name| !now.is_some_and(|now| now.contains(*name)));
        if let Some((at, _)) = changed {
            let line = line_of(after.program(), file, *at);
            return Err(Refusal::failed(format!(
                "`{new}` would change what a name in line {line} of `{file}` stands for"
            )));
        }
    }
    // Where there are mistakes, nothing is derived.
    for file in files.iter().filter(|_| mistakes == 0) {
        expectations_hold(before, &after, file, new)?;
    }
    Ok(())
}

/// Refuses the name of another dim: dims of one name are one symbol.
fn refuse_other_dim(program: &Program, files: &[FileEdits], new: &str) -> Answer<()> {
    let mut modules = program.modules();
    let taken = modules.find(|(_, module)| matches!(module.names.get(new), Some(Declared::Dim(_))));
    match taken {
        Some((_, module)) if !files.is_empty() => Err(Refusal::failed(format!(
            "`{new}` is a dim of `{}` already, and dims of one name are one symbol",
            module.name
        ))),
        _ => Ok(()),
    }
}

/// The first mistake that there would be.
fn clash(world: &World, uri: &Uri, overlay: &Overlay, new: &str) -> String {
    let (_, _, errors) = world
        .base(uri)
        .load(&crate::lsp::place::path_of(uri), overlay);
    let first = errors.first().map(|error| diagnose(error).headline);
    match first {
        Some(headline) => format!("`{new}` clashes with another name: {headline}"),
        None => format!("`{new}` clashes with another name in a file that uses this one"),
    }
}

/// What each name of each file stands for, in words that do not depend on the order of loading.
type Meanings = BTreeMap<String, BTreeSet<(usize, String)>>;

fn meanings(
    program: &Program,
    files: &[FileEdits],
    renamed: Option<(&Referent, &str)>,
) -> Meanings {
    let of = |module: ModuleId| files.iter().find(|file| file.module == module);
    let moved = |module, at| of(module).map_or(at, |file| file.moved(at));
    let is_edited = |module, at| {
        let edits = of(module).map_or(&[][..], |file| &file.edits);
        edits.iter().any(|edit| edit.bytes.start == at)
    };
    let mut meanings = Meanings::new();
    let modules = program
        .modules()
        .filter(|(id, _)| can_be_edited(program, *id));
    for (id, module) in modules {
        let names = meanings.entry(module.name.clone()).or_default();
        for reference in program.references(id) {
            // What is written anew stands for what is renamed, whatever else it stood for.
            let anew = renamed.is_some_and(|(to, _)| *to != reference.to)
                && is_edited(id, reference.span.range().start);
            if anew {
                continue;
            }
            let meaning = match (&reference.to, renamed) {
                (Referent::Dim(_), Some((to, new))) if *to == reference.to => format!("dim {new}"),
                (Referent::Dim(name), _) => format!("dim {name}"),
                (Referent::Function(function), _) => format!("function {}", function.name()),
                (Referent::Module(used), _) => format!("file {}", program.module(*used).name),
                (to, _) => {
                    let Some(span) = program.declaration(id, to) else {
                        continue;
                    };
                    let Some(file) = module_of(program, span.source) else {
                        continue;
                    };
                    let at = moved(file, span.range().start);
                    format!("{} at {at}", program.module(file).name)
                }
            };
            names.insert((moved(id, reference.span.range().start), meaning));
        }
    }
    meanings
}

/// The line of an offset in a file.
fn line_of(program: &Program, file: &str, at: usize) -> usize {
    let mut modules = program.modules();
    let module = modules.find(|(_, module)| module.name == file);
    let source = module.and_then(|(_, module)| program.sources.get(module.span.source));
    source.map_or(0, |source| source.line_at(at) + 1)
}

/// Refuses when an expectation of a file held and does not hold any more: the name of a parameter is the
/// name of its symbol too.
fn expectations_hold(before: &Engine, after: &Engine, file: &FileEdits, new: &str) -> Answer<()> {
    let name = &before.program().module(file.module).name;
    let mut modules = after.program().modules();
    let Some((module, _)) = modules.find(|(_, module)| module.name == *name) else {
        return Ok(());
    };
    let held = |engine: &Engine, module| -> Vec<bool> {
        let tested = engine.test(module).into_iter();
        let held = tested.map(
            |(_, _, tested)| matches!(tested, Ok(tested) if matches!(tested.outcome, Outcome::Met)),
        );
        held.collect()
    };
    let pairs = held(before, file.module)
        .into_iter()
        .zip(held(after, module));
    let broken = pairs
        .into_iter()
        .position(|(before, after)| before && !after);
    let Some(at) = broken else {
        return Ok(());
    };
    let expectation = &after.program().module(module).expectations[at];
    let position = after.sources().position(expectation.span);
    let line = position.map_or(0, |position| position.line);
    Err(Refusal::failed(format!(
        "with `{new}` the `expect` in line {line} of `{name}` would not hold any more"
    )))
}
