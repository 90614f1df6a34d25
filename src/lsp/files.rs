//! The files of a program: which use which, and where they are.

use std::path::{Path, PathBuf};

use crate::cost::{ModuleId, Program, library};
use crate::text::SourceId;

/// The files that a file uses, directly or not, and itself, in order of loading.
pub(super) fn used_by(program: &Program, module: ModuleId) -> Vec<ModuleId> {
    let mut found = vec![module];
    let mut next = 0;
    while let Some(module) = found.get(next).copied() {
        for used in &program.module(module).uses {
            if !found.contains(used) {
                found.push(*used);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    found
}

/// Where a file is on the disk; nothing for one that is in the program itself.
pub(super) fn file_of(program: &Program, module: ModuleId) -> Option<PathBuf> {
    let module = program.module(module);
    if module.built_in {
        return library::path_of(&module.name);
    }
    Some(library::place_of(Path::new(&module.name)))
}

/// The file that a source is the text of.
pub(super) fn module_of(program: &Program, source: SourceId) -> Option<ModuleId> {
    let mut modules = program.modules();
    let found = modules.find(|(_, module)| module.span.source == source);
    found.map(|(id, _)| id)
}
