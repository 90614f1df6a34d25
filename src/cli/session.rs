//! What every verb needs: the engine, a place for data, a place for messages, and the exit code.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::algebra::{AlgebraError, Form, Polynomial, Value};
use crate::cli::args::{self, Asking, Color};
use crate::cli::exit::Exit;
use crate::cost::{Question, Setting, library};
use crate::diagnostic::{Diagnostic, Style, diagnose_algebra, diagnose_all, render_all};
use crate::engine::{Engine, Errors};
use crate::notation::latex;
use crate::text::{Sources, did_you_mean};

/// A run of the program.
pub(super) struct Session {
    /// The formulas.
    pub(super) engine: Engine,
    style: Style,
    exit: Exit,
    data: BufWriter<io::Stdout>,
    /// Whether whoever reads the data has stopped reading.
    closed: bool,
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
            closed: false,
        }
    }

    /// Writes data. A reader that has stopped reading is no mistake, and ends the run.
    ///
    /// # Errors
    /// When nobody reads any more.
    pub(super) fn print(&mut self, text: &str) -> Step {
        if self.data.write_all(text.as_bytes()).is_err() {
            self.closed = true;
            return Err(Stopped);
        }
        Ok(())
    }

    /// Writes a message. There is no one to tell where messages cannot be written.
    pub(super) fn say(&mut self, text: &str) {
        let _ = self.data.flush();
        let _ = io::stderr().write_all(text.as_bytes());
    }

    /// The exit code is at least this.
    pub(super) fn exit_with(&mut self, exit: Exit) {
        self.exit = self.exit.max(exit);
    }

    /// Ends the run.
    pub(super) fn finish(mut self) -> Exit {
        let flushed = self.data.flush().is_ok();
        if self.closed || !flushed {
            Exit::Done
        } else {
            self.exit
        }
    }

    /// Shows diagnostics.
    pub(super) fn show(&mut self, diagnostics: &[Diagnostic], exit: Exit) {
        let text = render_all(diagnostics, self.engine.sources(), self.style);
        self.say(&text);
        self.exit_with(exit);
    }

    /// Shows diagnostics about texts that are not the engine's.
    pub(super) fn show_from(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let text = render_all(diagnostics, sources, self.style);
        self.say(&text);
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

    /// The same for an error of the algebra that has no place.
    ///
    /// # Errors
    /// Where there was anything wrong.
    pub(super) fn need_algebra<T>(&mut self, result: Result<T, AlgebraError>) -> Step<T> {
        result.map_err(|error| {
            self.show(&[diagnose_algebra(&error)], Exit::Mistake);
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
    pub(super) fn add_files(&mut self, files: &[std::path::PathBuf]) -> Step {
        for file in files {
            let added = self.engine.add_file(file);
            self.need(added)?;
        }
        Ok(())
    }

    /// Everything that the targets ask, in order.
    ///
    /// # Errors
    /// When a target is mistaken, or there is none.
    pub(super) fn questions(&mut self, asking: &Asking) -> Step<Vec<Question>> {
        let mut questions = Vec::new();
        for target in &asking.targets {
            if target == "-" {
                let text = library::read_text(io::stdin().lock());
                let text = match text {
                    Ok(text) => text,
                    Err(reason) => {
                        let headline = format!("standard input cannot be read: {reason}");
                        return self.refuse(headline, "give it the text of a formula file");
                    }
                };
                let module = self.engine.add_text("<stdin>", &text);
                let module = self.need(module)?;
                questions.extend(self.engine.questions_of(module));
                continue;
            }
            let asked = self.engine.questions(target);
            let asked = self.need(asked)?;
            if asked.is_empty() {
                self.say(&format!("note: {target} has no layers to ask about\n"));
            }
            questions.extend(asked);
        }
        for question in &questions {
            for word in &question.splits {
                let letters: Vec<String> = word.chars().map(String::from).collect();
                self.say(&format!("note: {word} is read as {}\n", letters.join("·")));
            }
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
        self.need(setting)
    }

    /// Says which bindings nothing asked for; those of a `--with` need not all be used.
    pub(super) fn say_unused(&mut self, unused: &[String], asking: &Asking, names: &[String]) {
        let by_hand = |name: &&String| {
            let binds = |text: &String| {
                text.split(',')
                    .any(|part| part.split('=').next().map(str::trim) == Some(name))
            };
            asking.set.iter().any(binds)
        };
        for name in unused.iter().filter(by_hand) {
            let near = did_you_mean(name, names.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean `{near}`?"));
            let near = near.unwrap_or_default();
            self.say(&format!("note: nothing here depends on `{name}`{near}\n"));
        }
    }

    /// A value as a form.
    ///
    /// # Errors
    /// When arranging it meets a limit.
    pub(super) fn form(
        &mut self,
        question: &Question,
        value: &Value,
        shape: &args::Form,
    ) -> Step<Form> {
        let form = self.engine.form(question, value, shape.into());
        self.need_algebra(form)
    }

    /// A form as text.
    pub(super) fn text(&self, question: &Question, form: &Form, style: args::Style) -> String {
        match style {
            args::Style::Unicode => form.unicode(&self.engine.known_names(question)),
            args::Style::Ascii => form.ascii(&self.engine.known_names(question)),
            args::Style::Latex => latex::latex(form),
        }
    }

    /// A value as the text of a form.
    ///
    /// # Errors
    /// When arranging it meets a limit.
    pub(super) fn closed_form(
        &mut self,
        question: &Question,
        value: &Value,
        (shape, style): (&args::Form, args::Style),
    ) -> Step<String> {
        let form = self.form(question, value, shape)?;
        Ok(self.text(question, &form, style))
    }

    /// The condition that a polynomial is not zero, as people write it: `S ≠ W`.
    ///
    /// # Errors
    /// When arranging it meets a limit.
    pub(super) fn condition(
        &mut self,
        question: &Question,
        polynomial: &Polynomial,
    ) -> Step<String> {
        let (minus, plus): (Vec<_>, Vec<_>) = polynomial
            .terms()
            .cloned()
            .partition(|(_, coefficient)| coefficient.is_negative());
        let plus = Value::from(Polynomial::from_terms(plus));
        let minus = Value::from(Polynomial::from_terms(minus).negated());
        let plain = (&args::Form::Expanded, args::Style::Unicode);
        let left = self.closed_form(question, &plus, plain)?;
        let right = self.closed_form(question, &minus, plain)?;
        Ok(format!("{left} ≠ {right}"))
    }
}

impl From<&args::Form> for crate::algebra::Shape {
    fn from(form: &args::Form) -> crate::algebra::Shape {
        match form {
            args::Form::Expanded => crate::algebra::Shape::Expanded,
            args::Form::Factored => crate::algebra::Shape::Factored,
            args::Form::Collected(symbol) => crate::algebra::Shape::Collected(symbol.clone()),
        }
    }
}
