//! `flopform repl`: a conversation, line by line.

mod assistant;
mod command;
mod definitions;
mod entry;
mod input;

use std::path::PathBuf;

use clap::Parser;

use crate::algebra::Rational;
use crate::cli::args::{Arguments, Repl, Verb};
use crate::cli::exit::Exit;
use crate::cli::repl::command::{COMMANDS, Kind, help, named, own_help};
use crate::cli::repl::definitions::Definitions;
use crate::cli::repl::entry::Entry;
use crate::cli::repl::input::{Input, Next};
use crate::cli::session::{Session, Step};
use crate::cli::test::judge;
use crate::cost::{Builtin, CostErrorKind, library};
use crate::notation::number::digits_and_figure;
use crate::text::did_you_mean;

/// Does what a verb says.
type Dispatch<'d> = &'d dyn Fn(&mut Session, &Verb) -> Step;

/// Answers line after line until there is no more.
///
/// # Errors
/// When a file that was named cannot be loaded, or nobody reads any more.
pub(super) fn run(session: &mut Session, arguments: &Repl, dispatch: Dispatch<'_>) -> Step {
    let mut talk = Talk {
        session,
        dispatch,
        definitions: Definitions::of_files(arguments.files.clone()),
        set: Vec::new(),
        assumed: Vec::new(),
        over: false,
    };
    talk.change(talk.definitions.clone())?;
    let mut input = Input::open(talk.session.is_colored());
    if input.is_terminal() {
        let version = env!("CARGO_PKG_VERSION");
        talk.session.print(&format!(
            "flopform {version}; `:help` says what can be typed, `:quit` leaves\n"
        ))?;
    }
    loop {
        input.know(talk.words());
        talk.session.flush()?;
        let text = match input.next() {
            Next::Text(text) => text,
            Next::Again => continue,
            Next::End => break,
            Next::Unreadable(reason) => {
                let headline = format!("what is typed cannot be read: {reason}");
                return talk.session.refuse(headline, "give it text, line by line");
            }
        };
        // What went wrong is said, and the next line is as good as any.
        let _ = talk.answer(&Entry::of(&text));
        talk.session.next_question(input.is_terminal());
        if talk.over {
            break;
        }
    }
    talk.session.flush()
}

/// A conversation.
struct Talk<'s> {
    session: &'s mut Session,
    dispatch: Dispatch<'s>,
    definitions: Definitions,
    /// Each symbol that is bound, and the binding as it was typed.
    set: Vec<(String, String)>,
    assumed: Vec<String>,
    /// Whether somebody said that this is all.
    over: bool,
}

impl Talk<'_> {
    fn answer(&mut self, entry: &Entry) -> Step {
        match entry {
            Entry::Nothing => Ok(()),
            Entry::Definition(text) => self.define(text),
            Entry::Claim(text) => self.claim(text),
            Entry::Formula(text) => self.formula(text),
            Entry::Command(name, rest) => self.command(name, rest),
        }
    }

    /// Takes other definitions, unless something is wrong with them.
    fn change(&mut self, definitions: Definitions) -> Step {
        let (engine, added) = definitions.engine();
        let before = std::mem::replace(&mut self.session.engine, engine);
        let done = self.session.need(added);
        if done.is_err() {
            self.session.engine = before;
        } else {
            self.definitions = definitions;
        }
        done.map(|_| ())
    }

    /// Takes one more definition, unless its name could not be used then.
    fn define(&mut self, text: &str) -> Step {
        let before = self.definitions.clone();
        self.change(before.with(text))?;
        let Some(name) = Definitions::name_in(text) else {
            return Ok(());
        };
        let asked = self.session.engine.questions(&name);
        let is_shared = asked.is_err_and(|errors| {
            let mut kinds = errors.iter().map(|error| &*error.kind);
            kinds.any(|kind| matches!(kind, CostErrorKind::Ambiguous { .. }))
        });
        if is_shared {
            self.change(before)?;
            let headline = format!("`{name}` has a meaning already, in a file that is used here");
            let help = format!("choose another name, or bind it: `:set {name}=…`");
            return self.session.refuse(headline, &help);
        }
        Ok(())
    }

    /// Takes bindings and assumptions, unless they cannot all hold.
    fn suppose(&mut self, set: Vec<(String, String)>, assumed: Vec<String>) -> Step {
        let bindings: Vec<String> = set.iter().map(|(_, text)| text.clone()).collect();
        let engine = &mut self.session.engine;
        let tried = engine
            .setting(&bindings, &[], &assumed)
            .and_then(|setting| {
                let question = engine.questions("1")?.remove(0);
                engine.answer(&question, &[], &setting)
            });
        self.session.need(tried)?;
        (self.set, self.assumed) = (set, assumed);
        Ok(())
    }

    /// Puts a claim to the test.
    fn claim(&mut self, text: &str) -> Step {
        let (engine, added) = self.definitions.with(text).engine();
        let before = std::mem::replace(&mut self.session.engine, engine);
        let done = self.session.need(added).and_then(|module| {
            let (held, failed) = judge(self.session, module, false)?;
            if held == 1 && failed == 0 {
                self.session.print("it holds\n")?;
            }
            Ok(())
        });
        self.session.engine = before;
        done
    }

    /// The closed form of a formula; of a layer or a config, that of each quantity.
    fn formula(&mut self, text: &str) -> Step {
        let words = ["help", "quit", "exit"];
        if words.contains(&text) && self.session.engine.questions(text).is_err() {
            return self.command(text, "");
        }
        if let Some(number) = self.number(text) {
            return self
                .session
                .print(&format!("{}\n", digits_and_figure(&number)));
        }
        self.verb("derive", vec!["--".to_owned(), text.to_owned()])
    }

    /// The number that a formula comes to, where it has no symbol.
    fn number(&mut self, text: &str) -> Option<Rational> {
        let bindings: Vec<String> = self.set.iter().map(|(_, text)| text.clone()).collect();
        let engine = &mut self.session.engine;
        let setting = engine.setting(&bindings, &[], &self.assumed).ok()?;
        let question = engine.questions(text).ok()?;
        let [question] = &question[..] else {
            return None;
        };
        let answers = engine.answer(question, &[], &setting).ok()?;
        // What needed a remark is derived with it.
        let remarks = !answers.conditions.is_empty() || !answers.taken.is_empty();
        let [answer] = &answers.values[..] else {
            return None;
        };
        let is_plain = answer.quantity.is_none() && !remarks && question.splits.is_empty();
        answer.value.as_constant().filter(|_| is_plain)
    }

    fn command(&mut self, name: &str, rest: &str) -> Step {
        match name {
            "quit" | "q" | "exit" => {
                self.over = true;
                Ok(())
            }
            "help" | "h" | "?" if rest.is_empty() => self.session.print(&help()),
            "help" | "h" | "?" => {
                let name = rest.trim_start_matches(':');
                match own_help(name) {
                    Some(line) => self.session.print(&line),
                    None => self.verb(name, vec!["--help".to_owned()]),
                }
            }
            "set" => self.bind(rest),
            "unset" => self.unbind(rest),
            "assume" if rest.is_empty() => {
                self.assumed.clear();
                Ok(())
            }
            "assume" => {
                let mut assumed = self.assumed.clone();
                assumed.push(rest.to_owned());
                self.suppose(self.set.clone(), assumed)
            }
            "load" if rest.is_empty() => {
                let help = "name a formula file, as in `:load mine.cost`";
                self.session.refuse("no file was named".to_owned(), help)
            }
            "load" => {
                let mut definitions = self.definitions.clone();
                let file = PathBuf::from(rest.trim_matches(['"', '\'']));
                definitions.files.retain(|held| *held != file);
                definitions.files.push(file);
                self.change(definitions)
            }
            "reload" => self.change(self.definitions.clone()),
            "show" => self.show(),
            "clear" => {
                self.set.clear();
                self.assumed.clear();
                self.change(Definitions::default())
            }
            name if named(name).is_some() => {
                let Some(words) = shlex::split(rest) else {
                    let help = "close the quote, or write `\\'` for one that is meant";
                    return self
                        .session
                        .refuse("a quote is never closed".to_owned(), help);
                };
                self.verb(name, words)
            }
            name => {
                let known = COMMANDS.iter().map(|command| command.name);
                let near = did_you_mean(name, known);
                let help = match near {
                    Some(near) => format!("did you mean `:{near}`?"),
                    None => "`:help` lists them".to_owned(),
                };
                self.session
                    .refuse(format!("there is no command `:{name}`"), &help)
            }
        }
    }

    /// Runs a verb with what is bound and assumed.
    fn verb(&mut self, name: &str, words: Vec<String>) -> Step {
        let mut line = vec!["flopform".to_owned(), name.to_owned()];
        // Not every verb asks something that bindings could matter to.
        if named(name).is_some_and(|command| command.kind == Kind::Asking) {
            for (symbol, binding) in &self.set {
                // What is said on the line itself wins.
                if !words.iter().any(|word| binds(word, symbol)) {
                    line.push(format!("--set={binding}"));
                }
            }
            line.extend(
                self.assumed
                    .iter()
                    .map(|relation| format!("--assume={relation}")),
            );
        }
        line.extend(words);
        self.session.flush()?;
        match Arguments::try_parse_from(line) {
            Ok(Arguments {
                verb: Verb::Repl(_),
                ..
            }) => {
                let headline = "this is a conversation already".to_owned();
                self.session.refuse(headline, "`:clear` begins anew")
            }
            Ok(arguments) => (self.dispatch)(self.session, &arguments.verb),
            Err(error) => {
                // Where it cannot be printed there is no one to tell.
                let _ = error.print();
                if error.use_stderr() {
                    self.session.exit_with(Exit::Mistake);
                }
                Ok(())
            }
        }
    }

    fn bind(&mut self, text: &str) -> Step {
        if text.is_empty() {
            let bound = self.set.iter().map(|(_, binding)| format!("{binding}\n"));
            let bound: String = bound.collect();
            return self.session.print(&bound);
        }
        let setting = self.session.engine.setting(&[text.to_owned()], &[], &[]);
        let setting = self.session.need(setting)?;
        let names: Vec<String> = setting.bound().map(str::to_owned).collect();
        let mut set = self.set.clone();
        set.retain(|(name, _)| !names.contains(name));
        // Each binding by itself, so that one can be taken back.
        for part in text.split(',') {
            let name = part.split('=').next().unwrap_or_default().trim();
            if names.iter().any(|held| held == name) && part.contains('=') {
                set.push((name.to_owned(), part.trim().to_owned()));
            } else if let Some((_, binding)) = set.last_mut() {
                // A comma inside brackets parts nothing.
                *binding += &format!(",{part}");
            }
        }
        self.suppose(set, self.assumed.clone())
    }

    fn unbind(&mut self, text: &str) -> Step {
        if text.is_empty() {
            self.set.clear();
            return Ok(());
        }
        for name in text.split(',').map(str::trim) {
            let before = self.set.len();
            self.set.retain(|(held, _)| held != name);
            if self.set.len() == before {
                let headline = format!("`{name}` is not bound");
                return self
                    .session
                    .refuse(headline, "`:set` alone says which symbols are");
            }
        }
        Ok(())
    }

    fn show(&mut self) -> Step {
        let mut text = String::new();
        for file in &self.definitions.files {
            text += &format!(":load {}\n", file.display());
        }
        text += &self.definitions.text();
        for (_, binding) in &self.set {
            text += &format!(":set {binding}\n");
        }
        for relation in &self.assumed {
            text += &format!(":assume {relation}\n");
        }
        self.session.print(&text)
    }

    /// What a word may be completed to: everything that has a name.
    fn words(&self) -> Vec<String> {
        let program = self.session.engine.program();
        let loaded = program
            .modules()
            .flat_map(|(_, module)| module.names.keys());
        let mut words: Vec<String> = loaded.cloned().collect();
        words.extend(library::declared_names().map(|(name, _)| name.to_owned()));
        words.extend(self.definitions.names().map(str::to_owned));
        words.extend(Builtin::all().map(|function| function.name().to_owned()));
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// Whether a word of a command line binds a symbol.
fn binds(word: &str, symbol: &str) -> bool {
    let bindings = word.strip_prefix("--set=").unwrap_or(word);
    let mut parts = bindings.split(',');
    parts.any(|part| {
        part.split_once('=')
            .is_some_and(|(name, _)| name.trim() == symbol)
    })
}
