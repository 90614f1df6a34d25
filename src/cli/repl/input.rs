//! Where lines come from: a terminal, with history and completion, or a file or a pipe.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Read as _};
use std::path::PathBuf;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Config, Editor};

use crate::cli::bounded::{LONGEST, TOO_LONG};
use crate::cli::repl::assistant::Assistant;
use crate::cli::repl::entry::is_finished;

/// More lines than this are forgotten.
const MOST_KEPT: usize = 5_000;

/// Where lines come from.
pub(super) enum Input {
    /// Somebody types them.
    Terminal {
        editor: Box<Editor<Assistant, FileHistory>>,
        history: Option<PathBuf>,
    },
    /// They are read from a file or a pipe.
    Pipe,
}

/// What comes next.
pub(super) enum Next {
    /// A finished text.
    Text(String),
    /// Somebody wants to begin the line anew.
    Again,
    /// There is nothing more.
    End,
    /// No more can be read, and why.
    Unreadable(String),
}

impl Input {
    /// Standard input, whatever it is.
    pub(super) fn open(colored: bool) -> Input {
        if !io::stdin().is_terminal() {
            return Input::Pipe;
        }
        let config = Config::builder()
            .max_history_size(MOST_KEPT)
            .map(rustyline::config::Builder::build);
        let editor = config.and_then(Editor::with_config);
        let Ok(mut editor) = editor else {
            return Input::Pipe;
        };
        editor.set_helper(Some(Assistant::new(colored)));
        let history = history_file();
        if let Some(file) = &history {
            // The first time there is none.
            let _ = editor.load_history(file);
        }
        Input::Terminal {
            editor: Box::new(editor),
            history,
        }
    }

    /// Whether somebody sits at the other end.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Input::Terminal { .. })
    }

    /// What a word may be completed to from now on.
    pub(super) fn know(&mut self, words: Vec<String>) {
        if let Input::Terminal { editor, .. } = self
            && let Some(assistant) = editor.helper_mut()
        {
            assistant.words = words;
        }
    }

    /// The next text.
    pub(super) fn next(&mut self) -> Next {
        match self {
            Input::Terminal { editor, history } => match editor.readline("> ") {
                Ok(text) => {
                    if !text.trim().is_empty() {
                        let _ = editor.add_history_entry(&text);
                        if let Some(file) = history {
                            // What cannot be kept is only forgotten.
                            let _ = editor.save_history(file);
                        }
                    }
                    Next::Text(text)
                }
                Err(ReadlineError::Interrupted) => Next::Again,
                Err(ReadlineError::Eof) => Next::End,
                Err(error) => Next::Unreadable(error.to_string()),
            },
            Input::Pipe => piped(),
        }
    }
}

/// The next text of a pipe: as many lines as it takes until it is finished.
fn piped() -> Next {
    let mut text = String::new();
    let mut input = io::stdin().lock();
    loop {
        match (&mut input).take(LONGEST as u64 + 1).read_line(&mut text) {
            Ok(0) if text.is_empty() => return Next::End,
            Ok(0) => return Next::Text(text),
            Ok(_) if text.len() > LONGEST => {
                return Next::Unreadable(TOO_LONG.to_owned());
            }
            Ok(_) if is_finished(&text) => return Next::Text(text),
            Ok(_) => {}
            Err(error) => return Next::Unreadable(error.to_string()),
        }
    }
}

/// Where what was typed is kept, in the place that the system has for it.
fn history_file() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let state = state.filter(|folder| folder.is_absolute());
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state"));
    let folder = state.or_else(home)?.join("flopform");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}
