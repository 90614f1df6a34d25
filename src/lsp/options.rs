//! What a client can do, and what it wants: from its `initialize`.

use std::path::PathBuf;
use std::str::FromStr;

use lsp_types::Uri;
use serde_json::Value;

use crate::lsp::place::path_of;
use crate::lsp::text::Encoding;

/// What a client can do, and what it wants.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// Whether a completion may have places to fill in.
    pub(super) snippets: bool,
    /// The folders that the editor has open.
    pub(super) folders: Vec<PathBuf>,
    /// The quantities that are shown beside layers; chosen by the file where none are named.
    pub(super) quantities: Vec<String>,
}

impl Options {
    /// Reads the parameters of `initialize`. What is missing or of another kind counts as not said.
    pub(super) fn read(params: &Value) -> Options {
        let list = |pointer: &str| {
            let list = params.pointer(pointer).and_then(Value::as_array);
            list.map_or(&[][..], Vec::as_slice)
        };
        let encodings = list("/capabilities/general/positionEncodings");
        let counts_bytes = encodings.iter().any(|encoding| encoding == "utf-8");
        let snippets = "/capabilities/textDocument/completion/completionItem/snippetSupport";
        let snippets = params.pointer(snippets).and_then(Value::as_bool);
        let folders = list("/workspaceFolders").iter();
        let folders = folders.filter_map(|folder| folder.get("uri")?.as_str());
        let mut folders: Vec<&str> = folders.collect();
        if folders.is_empty() {
            folders.extend(params.get("rootUri").and_then(Value::as_str));
        }
        let folders = folders
            .into_iter()
            .filter_map(|uri| Uri::from_str(uri).ok());
        let quantities = list("/initializationOptions/quantities").iter();
        let quantities = quantities.filter_map(|name| Some(name.as_str()?.to_owned()));
        Options {
            encoding: if counts_bytes {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            snippets: snippets.unwrap_or(false),
            folders: folders.map(|uri| path_of(&uri)).collect(),
            quantities: quantities.collect(),
        }
    }
}
