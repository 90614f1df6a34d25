//! Which function answers which request.

use lsp_server::ErrorCode;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    HoverProviderCapability, OneOf, PositionEncodingKind, RenameOptions, SaveOptions,
    ServerCapabilities, SignatureHelpOptions, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::lsp::options::Options;
use crate::lsp::refusal::{Answer, Refusal};
use crate::lsp::requests::{
    action, completion, definition, formatting, hover, inlay, references, rename, signature,
    symbols,
};
use crate::lsp::text::Encoding;
use crate::lsp::world::World;

/// What the server can do.
pub(super) fn capabilities(options: &Options) -> ServerCapabilities {
    let text_document_sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(
            SaveOptions::default(),
        )),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = |letters: &[&str]| Some(letters.iter().map(|one| (*one).to_owned()).collect());
    ServerCapabilities {
        position_encoding: Some(match options.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(text_document_sync.into()),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp_types::WorkDoneProgressOptions::default(),
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: triggers(&[".", ":"]),
            ..CompletionOptions::default()
        }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: triggers(&["(", ","]),
            ..SignatureHelpOptions::default()
        }),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
            ]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// Answers a request.
///
/// # Errors
/// When it is unknown, makes no sense, or cannot be done.
pub(super) fn answer(world: &mut World, method: &str, params: Value) -> Answer<Value> {
    match method {
        "textDocument/hover" => with(params, |params| hover::hover(world, &params)),
        "textDocument/definition" => with(params, |params| definition::definition(world, &params)),
        "textDocument/references" => with(params, |params| references::references(world, &params)),
        "textDocument/prepareRename" => with(params, |params| rename::prepare(world, &params)),
        "textDocument/rename" => with(params, |params| rename::rename(world, &params)),
        "textDocument/completion" => with(params, |params| completion::completion(world, &params)),
        "textDocument/signatureHelp" => with(params, |params| signature::signature(world, &params)),
        "textDocument/formatting" => with(params, |params| formatting::formatting(world, &params)),
        "textDocument/documentSymbol" => with(params, |params| symbols::symbols(world, &params)),
        "textDocument/inlayHint" => with(params, |params| inlay::inlay(world, &params)),
        "textDocument/codeAction" => with(params, |params| action::action(world, &params)),
        _ => {
            let message = format!("`{method}` is nothing that flopform answers");
            Err(Refusal::new(ErrorCode::MethodNotFound, message))
        }
    }
}

fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    work: impl FnOnce(P) -> Answer<R>,
) -> Answer<Value> {
    let answer = work(understood(params)?)?;
    serde_json::to_value(answer).map_err(|error| {
        let message = format!("the answer cannot be written: {error}");
        Refusal::new(ErrorCode::InternalError, message)
    })
}

fn understood<P: DeserializeOwned>(params: Value) -> Answer<P> {
    serde_json::from_value(params).map_err(|error| {
        let message = format!("the parameters are not those of this request: {error}");
        Refusal::new(ErrorCode::InvalidParams, message)
    })
}

/// Takes note of what a client tells; what is not understood is passed over.
///
/// # Errors
/// When the parameters are not those of the notification.
pub(super) fn take_note(world: &mut World, method: &str, params: Value) -> Answer<()> {
    match method {
        "textDocument/didOpen" => {
            let params: DidOpenTextDocumentParams = understood(params)?;
            let document = params.text_document;
            world.open(&document.uri, document.version, document.text);
        }
        "textDocument/didChange" => {
            let params: DidChangeTextDocumentParams = understood(params)?;
            let document = params.text_document;
            world.change(&document.uri, document.version, params.content_changes);
        }
        "textDocument/didClose" => {
            let params: DidCloseTextDocumentParams = understood(params)?;
            world.close(&params.text_document.uri);
        }
        "textDocument/didSave" | "workspace/didChangeWatchedFiles" => world.look_again(),
        _ => {}
    }
    Ok(())
}
