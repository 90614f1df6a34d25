//! A client that talks with the built program as an editor does.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::needless_pass_by_value,
    reason = "shared by the tests of the server, which read better with values"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A server that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(300);

/// Where the cursor is in a text of a test.
const CURSOR: char = '‸';

/// A folder of its own for a test, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("lsp")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder.canonicalize().expect("the folder is there")
}

/// A text without its cursor mark, and the position of the mark.
pub fn marked(text: &str) -> (String, Value) {
    let at = text.find(CURSOR).expect("the cursor is marked");
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let units = before[start..].encode_utf16().count();
    let plain = text.replacen(CURSOR, "", 1);
    (plain, json!({"line": line, "character": units}))
}

/// The position of a piece of a text, plus some characters.
pub fn position_of(text: &str, piece: &str, plus: usize) -> Value {
    let at = text
        .find(piece)
        .unwrap_or_else(|| panic!("`{piece}` is in the text"));
    let (before, after) = text.split_at(at);
    let skipped: String = after.chars().take(plus).collect();
    marked(&format!("{before}{skipped}{CURSOR}")).1
}

/// A program that serves, and what it said.
pub struct Client {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    next: i32,
    /// What it told without being asked.
    pub told: Vec<Value>,
    folder: PathBuf,
}

impl Client {
    /// Starts the program without a word.
    pub fn silent(folder: &Path) -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_flopform"));
        command.arg("lsp").current_dir(folder);
        command.env("XDG_CACHE_HOME", folder.join("cache"));
        command.env_remove("FLOPFORM_LIBRARY");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let input = child.stdin.take().expect("standard input is a pipe");
        let output = child.stdout.take().expect("standard output is a pipe");
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Client {
            child,
            input,
            messages,
            next: 0,
            told: Vec::new(),
            folder: folder.to_owned(),
        }
    }

    /// Starts the program and introduces itself.
    pub fn start(folder: &Path, capabilities: Value) -> Client {
        let mut client = Client::silent(folder);
        let params = json!({
            "processId": null,
            "capabilities": capabilities,
            "workspaceFolders": [{"uri": client.uri(""), "name": "here"}],
        });
        client.ask("initialize", params);
        client.tell("initialized", json!({}));
        client
    }

    /// The address of a file in the folder.
    pub fn uri(&self, name: &str) -> String {
        let path = format!("file://{}/{name}", self.folder.display());
        path.trim_end_matches('/').to_owned()
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.input.write_all(bytes).expect("the program reads");
        self.input.flush().expect("the program reads");
    }

    /// Sends a request and returns its id.
    pub fn send(&mut self, method: &str, params: &Value) -> i32 {
        self.next += 1;
        let id = self.next;
        let message = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.send_bytes(framed(&message).as_bytes());
        id
    }

    /// Tells something.
    pub fn tell(&mut self, method: &str, params: Value) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.send_bytes(framed(&message).as_bytes());
    }

    /// The next message of the program.
    pub fn message(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE);
        message.expect("the program says something")
    }

    /// The answer to a request, good or bad.
    pub fn answer(&mut self, id: i32) -> Result<Value, Value> {
        loop {
            let message = self.message();
            if message.get("method").is_some() {
                self.told.push(message);
                continue;
            }
            assert_eq!(message["id"], id, "answers come in order: {message}");
            return match message.get("error") {
                Some(error) => Err(error.clone()),
                None => Ok(message["result"].clone()),
            };
        }
    }

    /// Asks something that can be answered.
    #[track_caller]
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, &params);
        let answer = self.answer(id);
        answer.unwrap_or_else(|error| panic!("{method} {params}: {error}"))
    }

    /// Asks something that is refused; the words and the code.
    #[track_caller]
    pub fn refused(&mut self, method: &str, params: Value) -> String {
        let id = self.send(method, &params);
        match self.answer(id) {
            Ok(answer) => panic!("{method} {params}: {answer}"),
            Err(error) => format!(
                "{} {}",
                error["code"],
                error["message"].as_str().unwrap_or("")
            ),
        }
    }

    /// Opens a document with its version 1.
    pub fn open(&mut self, name: &str, text: &str) -> String {
        let uri = self.uri(name);
        let document = json!({"uri": uri, "languageId": "cost", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
        uri
    }

    /// Replaces the whole text of a document.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.edit(uri, version, &json!([{"text": text}]));
    }

    /// Edits a document.
    pub fn edit(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.tell("textDocument/didChange", params);
    }

    /// What is wrong with a version of a document, as it was told last.
    pub fn diagnostics(&mut self, uri: &str, version: &Value) -> Value {
        loop {
            let is_it = |message: &Value| {
                let params = &message["params"];
                params["uri"] == *uri && params["version"] == *version
            };
            if let Some(at) = self.told.iter().rposition(is_it) {
                return self.told.remove(at)["params"]["diagnostics"].clone();
            }
            let message = self.message();
            self.told.push(message);
        }
    }

    /// Asks something about a place in a document.
    #[track_caller]
    pub fn ask_at(&mut self, method: &str, uri: &str, position: &Value) -> Value {
        self.ask(method, at(uri, position))
    }

    /// An answer to be looked at: the folder has no name of its own in it.
    pub fn shown(&self, answer: &Value) -> String {
        let text = serde_json::to_string_pretty(answer).expect("values can be written");
        text.replace(&self.uri(""), "FOLDER")
    }

    /// Says good-bye; the exit code.
    pub fn finish(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.code()
    }

    /// Hangs up; the exit code.
    pub fn code(self) -> Option<i32> {
        let Client {
            mut child, input, ..
        } = self;
        drop(input);
        child.wait().expect("the program ends").code()
    }
}

/// The parameters of a question about a place.
pub fn at(uri: &str, position: &Value) -> Value {
    json!({"textDocument": {"uri": uri}, "position": position})
}

/// A message behind its header.
pub fn framed(message: &Value) -> String {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// The next message of a stream.
fn read(stream: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the program writes JSON"))
}

/// A text after the edits of an answer, which are in characters of the basic plane only.
pub fn edited(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let number = |key: &str| {
            let number = position[key].as_u64().expect("positions are numbers");
            usize::try_from(number).expect("positions are small")
        };
        let lines = text.split_inclusive('\n').take(number("line"));
        let start: usize = lines.map(str::len).sum();
        let letters = text[start..].chars().take(number("character"));
        start + letters.map(char::len_utf8).sum::<usize>()
    };
    let edits = edits.as_array().expect("edits are a list").iter();
    let mut edits: Vec<(usize, usize, &str)> = edits
        .map(|edit| {
            let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
            let with = edit["newText"].as_str().expect("edits have a text");
            (offset(start), offset(end), with)
        })
        .collect();
    edits.sort_unstable();
    let mut edited = text.to_owned();
    for (start, end, with) in edits.into_iter().rev() {
        edited.replace_range(start..end, with);
    }
    edited
}
