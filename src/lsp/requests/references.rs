//! Everywhere a name is used: in the open documents and in the folders that the editor has open.

use lsp_types::{Location, ReferenceParams};

use crate::cost::{ModuleId, Program, Reference, Referent};
use crate::lsp::copies::is_copy;
use crate::lsp::files::file_of;
use crate::lsp::refusal::Answer;
use crate::lsp::world::World;

/// Everywhere the name under the cursor is used.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn references(
    world: &mut World,
    params: &ReferenceParams,
) -> Answer<Option<Vec<Location>>> {
    let place = &params.text_document_position;
    let (view, at) = world.at(place)?;
    let Some((name, _)) = view.referents_at(at) else {
        return Ok(None);
    };
    let everything = world.everything(&place.text_document.uri, &world.overlay)?;
    let (engine, module, _) = everything;
    let program = engine.program();
    let references = program.references(module).iter();
    let wanted = references.filter(|reference| reference.span.range() == name);
    let wanted: Vec<Referent> = wanted.map(|reference| reference.to.clone()).collect();
    let with_declaration = params.context.include_declaration;
    let mut spans = Vec::new();
    for referent in &wanted {
        let declared = program.declaration(module, referent);
        spans.extend(declared.filter(|_| with_declaration));
        let uses = uses_of(program, referent).map(|(_, reference)| reference.span);
        spans.extend(uses.filter(|span| {
            let is_declaration = is_declaration(program, referent, *span);
            with_declaration || !is_declaration
        }));
    }
    spans.sort_unstable();
    spans.dedup();
    let locations = spans
        .into_iter()
        .filter_map(|span| world.location(program, span));
    Ok(Some(locations.collect()))
}

/// Whether a name stands where what it stands for is declared.
fn is_declaration(program: &Program, referent: &Referent, span: crate::text::Span) -> bool {
    match referent {
        Referent::Dim(name) => program.modules().any(|(id, module)| {
            let declares = module.names.contains_key(name);
            declares && program.declaration(id, referent) == Some(span)
        }),
        referent => program
            .modules()
            .next()
            .is_some_and(|(any, _)| program.declaration(any, referent) == Some(span)),
    }
}

/// Every use of what a name stands for in files that can be edited, and the file of each.
pub(in crate::lsp) fn uses_of<'p>(
    program: &'p Program,
    referent: &'p Referent,
) -> impl Iterator<Item = (ModuleId, &'p Reference)> {
    let modules = program
        .modules()
        .filter(|(id, _)| can_be_edited(program, *id));
    modules.flat_map(move |(id, _)| {
        let references = program.references(id).iter();
        let uses = references.filter(move |reference| reference.to == *referent);
        uses.map(move |reference| (id, reference))
    })
}

/// Whether changing a file changes anything: it is not in the program itself, and no copy of one that is.
pub(in crate::lsp) fn can_be_edited(program: &Program, module: ModuleId) -> bool {
    file_of(program, module).is_some_and(|file| !is_copy(&file))
}
