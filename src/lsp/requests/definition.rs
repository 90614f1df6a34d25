//! Where a name is declared.

use lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location};

use crate::cost::Referent;
use crate::lsp::found::found_at;
use crate::lsp::refusal::Answer;
use crate::lsp::world::World;
use crate::text::Span;

/// Where the name under the cursor is declared; a used file begins at its head.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn definition(
    world: &mut World,
    params: &GotoDefinitionParams,
) -> Answer<Option<GotoDefinitionResponse>> {
    let place = &params.text_document_position_params;
    let (view, at) = world.at(place)?;
    let Some(found) = found_at(world, &place.text_document.uri, &view, at) else {
        return Ok(None);
    };
    let program = found.view.program();
    let locations = found.to.iter().filter_map(|to| {
        let declared = program.declaration(found.view.module, to)?;
        let span = match to {
            Referent::Module(_) => Span::new(declared.source, 0, 0),
            _ => declared,
        };
        world.location(program, span)
    });
    let locations: Vec<Location> = locations.collect();
    Ok((!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations)))
}
