//! Another name for what is under the cursor, everywhere; refused where it would change what anything
//! means.

mod check;
mod edits;

use std::collections::HashMap;

use lsp_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, TextEdit, WorkspaceEdit,
};

use crate::cost::{Program, Referent};
use crate::lsp::context::is_name;
use crate::lsp::files::module_of;
use crate::lsp::refusal::{Answer, Refusal};
use crate::lsp::requests::references::can_be_edited;
use crate::lsp::requests::rename::edits::FileEdits;
use crate::lsp::text::Text;
use crate::lsp::view::View;
use crate::lsp::words::declared;
use crate::lsp::world::World;

/// The name that can be given another one here.
///
/// # Errors
/// When there is none, or when it cannot be changed.
pub(in crate::lsp) fn prepare(
    world: &mut World,
    params: &TextDocumentPositionParams,
) -> Answer<PrepareRenameResponse> {
    let (view, at) = world.at(params)?;
    let (name, to) = named(&view, at)?;
    let module = view.module;
    refuse_fixed(view.program(), module, &to)?;
    let placeholder = view.text.content[name.clone()].to_owned();
    let range = view.text.range(name);
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// The edits that give it another name.
///
/// # Errors
/// When it cannot be changed, the name is none, or something would mean something else after it.
#[expect(
    clippy::mutable_key_type,
    reason = "the protocol's type for edits is a map from addresses"
)]
pub(in crate::lsp) fn rename(world: &mut World, params: &RenameParams) -> Answer<WorkspaceEdit> {
    let place = &params.text_document_position;
    let new = params.new_name.trim();
    if !is_name(new) {
        let rule = "a name is a letter or `_`, then letters, digits and `_`, and no reserved word";
        return Err(Refusal::failed(format!("`{new}` is no name: {rule}")));
    }
    let (view, at) = world.at(place)?;
    let (name, _) = named(&view, at)?;
    let uri = &place.text_document.uri;
    let (engine, module, mistakes) = world.everything(uri, &world.overlay)?;
    let program = engine.program();
    let here = program.references(module).iter();
    let to = here.filter(|reference| reference.span.range() == name);
    let to: Vec<Referent> = to.map(|reference| reference.to.clone()).collect();
    let to = only(&view.text.content[name], &to)?;
    refuse_fixed(program, module, &to)?;
    let files = edits::edits(program, &to, new)?;
    check::check(world, uri, (&engine, mistakes), (&to, new), &files)?;
    let mut changes = HashMap::new();
    for FileEdits { module, edits, .. } in files {
        let source = program.module(module).span.source;
        let text = program
            .sources
            .get(source)
            .map(|source| source.text.clone());
        let text = Text::new(text.unwrap_or_default(), world.options.encoding);
        let uri = world.location(program, program.module(module).span);
        let uri = uri.map(|location| location.uri);
        let uri = uri.ok_or_else(|| Refusal::failed("a file has no address"))?;
        let edits = edits.into_iter();
        let edits = edits.map(|edit| TextEdit::new(text.range(edit.bytes), edit.with));
        changes.insert(uri, edits.collect());
    }
    Ok(WorkspaceEdit::new(changes))
}

/// The name at an offset and the one thing that it stands for.
fn named(view: &View, at: usize) -> Answer<(std::ops::Range<usize>, Referent)> {
    let Some((name, to)) = view.referents_at(at) else {
        return Err(Refusal::failed(
            "there is no name here that stands for something",
        ));
    };
    let to = only(&view.text.content[name.clone()], &to)?;
    Ok((name, to))
}

fn only(name: &str, to: &[Referent]) -> Answer<Referent> {
    match to {
        [to] => Ok(to.clone()),
        [] => Err(Refusal::failed(format!("`{name}` stands for nothing here"))),
        _ => Err(Refusal::failed(format!(
            "`{name}` stands for more than one thing here: rename it where it is declared"
        ))),
    }
}

/// Refuses to rename what is no name of the person's own files.
fn refuse_fixed(program: &Program, module: crate::cost::ModuleId, to: &Referent) -> Answer<()> {
    let refuse = |message: String| Err(Refusal::failed(message));
    match to {
        Referent::Function(function) => {
            return refuse(format!(
                "`{}` is a function of the language",
                function.name()
            ));
        }
        Referent::Module(_) => {
            return refuse("a file is renamed where it lies, not where it is used".to_owned());
        }
        Referent::Dim(name) => {
            // Dims of one name are one symbol, wherever they are declared.
            let fixed = program.modules().find(|(id, module)| {
                let declares =
                    matches!(module.names.get(name), Some(crate::cost::Declared::Dim(_)));
                declares && !can_be_edited(program, *id)
            });
            if let Some((_, file)) = fixed {
                let file = &file.name;
                return refuse(format!(
                    "`{name}` is a dim of `{file}` too, which is part of flopform, and dims of one \
                     name are one symbol"
                ));
            }
            return Ok(());
        }
        _ => {}
    }
    let span = program.declaration(module, to);
    let file = span.and_then(|span| module_of(program, span.source));
    match file {
        Some(file) if can_be_edited(program, file) => Ok(()),
        _ => {
            let name = declared(program, module, to).map(|(name, _)| name);
            let name = name.or_else(|| Some(program.sources.slice(span?).to_owned()));
            let name = name.unwrap_or_default();
            let file = file.map(|file| program.module(file).name.clone());
            let file = file.unwrap_or_default();
            refuse(format!(
                "`{name}` belongs to `{file}`, which is part of flopform: it cannot be renamed"
            ))
        }
    }
}
