//! What an editor waits for after a keystroke: the built language server over standard input and output,
//! on the longest file of the library. `cargo bench --bench keystroke` prints the table.
//!
//! A keystroke is a change of one letter, after which an editor asks for the figures beside the layers;
//! it is done when they are there. What the server says of its own accord, such as what is wrong with the
//! file, it says when it comes to it, and the next keystroke waits for that as it would in an editor.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use flopform::cost::library;
use serde_json::{Value, json};

/// As many keystrokes of each kind are timed.
const STROKES: usize = 60;

fn main() {
    let longest = library::files().iter().max_by_key(|(_, text)| text.len());
    let (name, text) = longest.expect("the library has files");
    println!("{name}: {} bytes", text.len());
    let folder = std::env::temp_dir().join(format!("flopform-keystroke-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is a folder for temporary files");
    let mut editor = Editor::start(&format!("file://{}/typed.cost", folder.display()));
    let start = Instant::now();
    editor.open(text);
    println!("{:<44} {:>10.2?}", "opened, figures shown", start.elapsed());
    editor.await_findings();
    println!("{:<44} {:>10.2?}", "all said of it", start.elapsed());
    let rule = text.find("layer ").and_then(|at| {
        let rest = &text[at..];
        Some(at + rest.find(" = ")? + " = ".len())
    });
    let rule = rule.expect("the longest file has a layer with a rule");
    editor.strokes("a letter in a comment at the head", text, 3, &["x"]);
    editor.strokes("a digit in the first rule", text, rule, &["2", "3"]);
    editor.strokes("a bracket that is not closed yet", text, rule, &["("]);
    editor.strokes(
        "a letter behind the last line",
        text,
        text.len(),
        &["x", "xy"],
    );
    drop(editor.server.stdin.take());
    editor.server.wait().expect("the server ends");
    fs::remove_dir_all(&folder).expect("it was made here");
}

/// A client that types.
struct Editor {
    server: Child,
    output: BufReader<ChildStdout>,
    uri: String,
    version: i32,
    /// How often the server has said what is wrong.
    said: usize,
}

impl Editor {
    fn start(uri: &str) -> Editor {
        let mut server = Command::new(env!("CARGO_BIN_EXE_flopform"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program is built");
        let output = server.stdout.take().expect("it was asked for");
        let mut editor = Editor {
            server,
            output: BufReader::new(output),
            uri: uri.to_owned(),
            version: 0,
            said: 0,
        };
        let params = json!({"capabilities": {}, "processId": null, "rootUri": null});
        editor.ask("initialize", &params);
        editor.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        editor
    }

    fn open(&mut self, text: &str) {
        let document = json!({"uri": self.uri, "languageId": "cost", "version": 0, "text": text});
        self.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen",
            "params": {"textDocument": document}}));
        self.figures();
    }

    /// Puts words into a text, each in its turn, and prints how long the figures took.
    fn strokes(&mut self, what: &str, text: &str, at: usize, words: &[&str]) {
        let mut times: Vec<Duration> = Vec::new();
        for word in words.iter().cycle().take(STROKES) {
            let typed = format!("{}{word}{}", &text[..at], &text[at..]);
            self.version += 1;
            let document = json!({"uri": self.uri, "version": self.version});
            let start = Instant::now();
            self.send(
                &json!({"jsonrpc": "2.0", "method": "textDocument/didChange",
                "params": {"textDocument": document, "contentChanges": [{"text": typed}]}}),
            );
            self.figures();
            times.push(start.elapsed());
        }
        times.sort_unstable();
        println!(
            "{what:<44} {:>10.2?} median {:>10.2?} longest",
            times[times.len() / 2],
            times[times.len() - 1]
        );
    }

    /// The figures beside the layers of the document.
    fn figures(&mut self) {
        let end = json!({"line": 100_000, "character": 0});
        let range = json!({"start": {"line": 0, "character": 0}, "end": end});
        let params = json!({"textDocument": {"uri": self.uri}, "range": range});
        self.ask("textDocument/inlayHint", &params);
    }

    /// Waits until the server has said what is wrong with the document, which it does when nobody asks: at
    /// once without its expectations, and then with them.
    fn await_findings(&mut self) {
        while self.said < 2 {
            self.read();
        }
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let request = json!({"jsonrpc": "2.0", "id": method, "method": method, "params": params});
        self.send(&request);
        loop {
            let answer = self.read();
            if answer["id"] == method {
                return answer;
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let input = self.server.stdin.as_mut().expect("it was asked for");
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
        input.flush().expect("the server reads");
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).expect("headers are text");
            assert!(read > 0, "the server has ended");
            if let Some(number) = line.trim_end().strip_prefix("Content-Length: ") {
                length = number.parse().expect("a length is a number");
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        self.output
            .read_exact(&mut body)
            .expect("the body is there");
        let message: Value = serde_json::from_slice(&body).expect("messages are JSON");
        self.said += usize::from(message["method"] == "textDocument/publishDiagnostics");
        message
    }
}
