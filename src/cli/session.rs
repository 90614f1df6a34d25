//! What every verb needs: the engine, a place for data, a place for messages, and the exit code.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::algebra::Rational;
use crate::cli::args::{Asking, Color};
use crate::cli::exit::Exit;
use crate::cost::{ModuleId, Question, Setting, is_suffix, library};
use crate::diagnostic::{Diagnostic, Style, diagnose_all, render_all};
use crate::engine::{Engine, Errors};
use crate::text::{Sources, did_you_mean};

/// A run of the program.
pub(super) struct Session {
    /// The formulas.
    pub(super) engine: Engine,
    style: Style,
    exit: Exit,
    data: BufWriter<io::Stdout>,
    /// Why data could not be written.
    unwritten: Option<io::Error>,
    /// Whether a picture of a mistake has been shown.
    pictures: bool,
    /// Standard input as a file, once it is read.
    stdin: Option<ModuleId>,
    /// What was said that is no mistake.
    noted: Vec<String>,
}

/// Why a verb stops: everything that it had to say is said.
pub(super) struct Stopped;

/// What a step of a verb comes to.
pub(super) type Step<T = ()> = Result<T, Stopped>;

impl Session {
    /// A run whose messages are colored or not.
    pub(super) fn new(color: Color) -> Session {
        let colored = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !plain && io::stderr().is_terminal()
            }
        };
        Session {
            engine: Engine::new(),
            style: if colored {
                Style::Colored
            } else {
                Style::Plain
            },
            exit: Exit::Done,
            data: BufWriter::new(io::stdout()),
            unwritten: None,
            pictures: false,
            stdin: None,
            noted: Vec::new(),
        }
    }

    /// Whether messages are colored.
    pub(super) fn is_colored(&self) -> bool {
        self.style == Style::Colored
    }

    /// Lets everything written so far be seen.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(super) fn flush(&mut self) -> Step {
        if self.unwritten.is_some() {
            return Err(Stopped);
        }
        self.data.flush().map_err(|error| {
            self.unwritten = Some(error);
            Stopped
        })
    }

    /// Forgets what was said about one question before the next is asked. Where somebody sees what
    /// goes wrong, it does not matter to how the run ends.
    pub(super) fn next_question(&mut self, is_seen: bool) {
        self.noted.clear();
        self.pictures = false;
        if is_seen {
            self.exit = Exit::Done;
        }
    }

    /// Writes data, and nothing that would do something to a terminal. A reader that has stopped
    /// reading is no mistake, and ends the run.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(super) fn print(&mut self, text: &str) -> Step {
        self.print_as_it_is(&visible(text))
    }

    /// Writes data that is for programs, or for files.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(super) fn print_as_it_is(&mut self, text: &str) -> Step {
        self.data.write_all(text.as_bytes()).map_err(|error| {
            self.unwritten = Some(error);
            Stopped
        })
    }

    /// Writes a message. There is no one to tell where messages cannot be written.
    pub(super) fn say(&mut self, text: &str) {
        // What was found before a message is to be seen before it.
        if let Err(error) = self.data.flush() {
            self.unwritten.get_or_insert(error);
        }
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// Writes pictures, with a blank line between them and those before.
    fn say_apart(&mut self, pictures: &str) {
        if self.pictures {
            self.say("\n");
        }
        self.pictures = true;
        self.say(pictures);
    }

    /// The exit code is at least this.
    pub(super) fn exit_with(&mut self, exit: Exit) {
        self.exit = self.exit.max(exit);
    }

    /// Ends the run.
    pub(super) fn finish(mut self) -> Exit {
        if let Err(error) = self.data.flush() {
            self.unwritten.get_or_insert(error);
        }
        match self.unwritten.take() {
            None => self.exit,
            Some(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Some(error) => {
                let headline = format!("the output cannot be written: {error}");
                let _ = self.refuse::<()>(headline, "make room, or write to another file");
                self.exit
            }
        }
    }

    /// Shows diagnostics.
    pub(super) fn show(&mut self, diagnostics: &[Diagnostic], exit: Exit) {
        let text = render_all(diagnostics, self.engine.sources(), self.style);
        self.say_apart(&text);
        self.exit_with(exit);
    }

    /// Shows diagnostics about texts that are not the engine's.
    pub(super) fn show_from(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let text = render_all(diagnostics, sources, self.style);
        self.say_apart(&text);
        self.exit_with(Exit::Mistake);
    }

    /// Stops a step with everything that is wrong, once it is shown.
    ///
    /// # Errors
    /// Where there was anything wrong.
    pub(super) fn need<T>(&mut self, result: Result<T, Errors>) -> Step<T> {
        result.map_err(|errors| {
            self.show(&diagnose_all(&errors), Exit::Mistake);
            Stopped
        })
    }

    /// Stops with one plain message.
    ///
    /// # Errors
    /// Always.
    pub(super) fn refuse<T>(&mut self, headline: String, help: &str) -> Step<T> {
        let diagnostic = Diagnostic::error(headline).help(help);
        self.show(&[diagnostic], Exit::Mistake);
        Err(Stopped)
    }

    /// Loads the files given with `-f`.
    ///
    /// # Errors
    /// When one of them has mistakes.
    pub(super) fn add_files(&mut self, files: &[PathBuf]) -> Step<Vec<ModuleId>> {
        files.iter().map(|file| self.add_file(file)).collect()
    }

    /// Loads a file, or standard input for `-`, which is read once however often it is named.
    ///
    /// # Errors
    /// When it has mistakes.
    pub(super) fn add_file(&mut self, file: &Path) -> Step<ModuleId> {
        if file != Path::new("-") {
            let added = self.engine.add_file(file);
            return self.need(added);
        }
        if let Some(module) = self.stdin {
            return Ok(module);
        }
        let text = match library::read_text(io::stdin().lock()) {
            Ok(text) => text,
            Err(reason) => {
                let headline = format!("standard input cannot be read: {reason}");
                return self.refuse(headline, "give it the text of a formula file");
            }
        };
        let module = self.engine.add_text("<stdin>", &text);
        let module = self.need(module)?;
        self.stdin = Some(module);
        Ok(module)
    }

    /// Everything that the targets ask, in order.
    ///
    /// # Errors
    /// When a target is mistaken.
    pub(super) fn questions(&mut self, asking: &Asking) -> Step<Vec<Question>> {
        let mut questions = Vec::new();
        for target in &asking.targets {
            let asked = if target == "-" {
                let module = self.add_file(Path::new("-"))?;
                self.engine.questions_of(module)
            } else {
                let asked = self.engine.questions(target);
                self.need(asked)?
            };
            if asked.is_empty() {
                self.note(&format!("{target} has no layers to ask about"));
            }
            questions.extend(asked);
        }
        let mut noted: Vec<&String> = Vec::new();
        for word in questions.iter().flat_map(|question| &question.splits) {
            if noted.contains(&word) {
                continue;
            }
            noted.push(word);
            let letters: Vec<String> = word.chars().map(String::from).collect();
            let suffix = "; as the suffix of a number it stands in options only, such as `--set`";
            let suffix = is_suffix(word).then_some(suffix);
            let read = letters.join("·");
            self.note(&format!(
                "{word} is read as {read}{}",
                suffix.unwrap_or_default()
            ));
        }
        Ok(questions)
    }

    /// Bindings and assumptions.
    ///
    /// # Errors
    /// When one of them is mistaken.
    pub(super) fn setting(&mut self, asking: &Asking) -> Step<Setting> {
        let setting = self
            .engine
            .setting(&asking.set, &asking.with, &asking.assume);
        let setting = self.need(setting)?;
        Ok(setting.keeping_open(asking.open.iter().cloned()))
    }

    /// Says which defaults stood in for dims that nothing had bound.
    pub(super) fn say_taken<'t>(&mut self, taken: impl Iterator<Item = &'t (String, Rational)>) {
        let taken: BTreeMap<&String, &Rational> =
            taken.map(|(name, value)| (name, value)).collect();
        if !taken.is_empty() {
            let taken = taken
                .iter()
                .map(|(name, value)| format!("{name} = {value}"));
            self.note(&format!("taking {}", taken.collect::<Vec<_>>().join(", ")));
        }
    }

    /// Says which bindings none of the questions asked for; those of a `--with` need not all be used.
    pub(super) fn say_unused(&mut self, unused: &[String], asking: &Asking, names: &[String]) {
        if unused.is_empty() {
            return;
        }
        let by_hand = self.engine.setting(&asking.set, &[], &[]);
        let by_hand = by_hand.unwrap_or_default();
        let by_hand: Vec<&str> = by_hand.bound().collect();
        for name in unused.iter().filter(|name| by_hand.contains(&&name[..])) {
            let near = did_you_mean(name, names.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean `{near}`?"));
            let near = near.unwrap_or_default();
            self.note(&format!("nothing here depends on `{name}`{near}"));
        }
    }

    /// Says something that is no mistake, once.
    pub(super) fn note(&mut self, text: &str) {
        if self.noted.iter().any(|noted| noted == text) {
            return;
        }
        self.noted.push(text.to_owned());
        self.say(&format!("note: {}\n", visible(text)));
    }
}

/// The text with a sign in the place of every character that would do something to a terminal.
/// Newlines stay.
fn visible(text: &str) -> Cow<'_, str> {
    let harmless = |letter: char| !letter.is_control() || letter == '\n';
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|letter| match letter {
        '\t' => ' ',
        letter if harmless(letter) => letter,
        _ => char::REPLACEMENT_CHARACTER,
    });
    Cow::Owned(replaced.collect())
}
