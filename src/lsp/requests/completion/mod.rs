//! What could be written at the cursor.

mod items;
mod paths;
mod place;

use lsp_types::{CompletionItem, CompletionParams, CompletionResponse};

use crate::lsp::context::{in_comment, is_name_letter, tokens_before};
use crate::lsp::refusal::Answer;
use crate::lsp::requests::completion::items::Items;
use crate::lsp::requests::completion::place::Place;
use crate::lsp::world::World;

/// What could be written at the cursor; the client narrows it down as the word grows.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn completion(
    world: &mut World,
    params: &CompletionParams,
) -> Answer<Option<CompletionResponse>> {
    let at = &params.text_document_position;
    let (view, offset) = world.at(at)?;
    let text = &view.text.content;
    if in_comment(text, offset) {
        return Ok(None);
    }
    let word = text[..offset].trim_end_matches(is_name_letter).len();
    let tokens = tokens_before(text, word);
    let whole = world.last_whole(&at.text_document.uri);
    let views = [Some(view.clone()), whole];
    let views: Vec<_> = views.into_iter().flatten().collect();
    let items = Items {
        views: &views,
        tokens: &tokens,
        snippets: world.options.snippets,
    };
    let found: Vec<CompletionItem> = match place::place(text, word, &tokens) {
        Place::Item => items::item_words(),
        Place::Use => items::library_files(),
        Place::Statement => items.statements(),
        Place::Layer => items.layers(true),
        Place::Target => items.targets(),
        Place::Value => items.values(),
        Place::Path(path) => paths::after(&views, &path),
        Place::Nothing => Vec::new(),
    };
    let mut seen: Vec<String> = Vec::new();
    let fresh = found.into_iter().filter(|item| {
        let fresh = !seen.contains(&item.label);
        seen.push(item.label.clone());
        fresh
    });
    Ok(Some(CompletionResponse::Array(fresh.collect())))
}
