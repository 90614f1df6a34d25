//! Asking: targets, quantities and bindings become answers. `derive` and `eval` differ only in what
//! they print of them.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::{Asking, Form};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step, Stopped};
use crate::cost::{ConfigFile, Program, QuantityId, Question, Setting, Subject, library};
use crate::diagnostic::{Diagnostic, diagnose_all};
use crate::engine::{Answers, Errors};
use crate::text::did_you_mean;

/// A question, what it is about, and what it comes to.
pub(super) struct Asked {
    /// The question.
    pub(super) question: Question,
    /// The quantities asked for; empty for an expression.
    pub(super) quantities: Vec<QuantityId>,
    /// The answers.
    pub(super) answers: Answers,
    /// Under which bindings and assumptions.
    pub(super) setting: Setting,
    /// The configuration file that it is about.
    pub(super) file: Option<String>,
}

impl Asked {
    /// Where no quantities were chosen, what most layers have nothing of is not worth a line.
    pub(super) fn leave_out_zeros(&mut self, program: &Program, asking: &Asking) {
        if asking.quantities.is_empty() {
            self.answers.values.retain(|answer| {
                let rare = answer
                    .quantity
                    .is_some_and(|id| program.quantity(id).else_zero);
                !(rare && answer.value.is_zero())
            });
            let values = &self.answers.values;
            self.quantities
                .retain(|id| values.iter().any(|answer| answer.quantity == Some(*id)));
        }
    }
}

/// Whether the sizes that a configuration file has of its own, such as that of its images, are put in
/// where `--set` says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnSizes {
    /// They stay symbols: closed forms are wanted.
    Open,
    /// They are put in: numbers are wanted.
    AsTheFileSays,
}

/// The answers to everything asked on the command line. The sizes that a configuration file has of its
/// own stay open.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn ask(session: &mut Session, asking: &Asking) -> Step<Vec<Asked>> {
    let (asked, complete) = ask_each(session, asking, OwnSizes::Open)?;
    complete?;
    Ok(asked)
}

/// The answers that there are, and whether they are those to everything asked: one layer of a file that
/// has no form keeps nothing from the others.
///
/// # Errors
/// When what is asked cannot be read.
pub(super) fn ask_each(
    session: &mut Session,
    asking: &Asking,
    own_sizes: OwnSizes,
) -> Step<(Vec<Asked>, Step)> {
    if asking.targets.is_empty() && asking.config.is_none() {
        return session.refuse(
            "no TARGET was given".to_owned(),
            "name a layer, a file or an expression, as in `flopform derive block`",
        );
    }
    session.add_files(&asking.files)?;
    let mut asked = Vec::new();
    let setting = session.setting(asking)?;
    if let Some(path) = &asking.config {
        asked.push(ask_config(session, path, asking, &setting, own_sizes)?);
    }
    let questions = session.questions(asking)?;
    let mut complete = Ok(());
    for question in questions {
        let quantities = quantities(session, &question, asking)?;
        let answers = session.engine.answer(&question, &quantities, &setting);
        let answers = match session.need(answers) {
            Ok(answers) => answers,
            Err(stopped) => {
                complete = Err(stopped);
                continue;
            }
        };
        let mut one = Asked {
            question,
            quantities,
            answers,
            setting: setting.clone(),
            file: None,
        };
        one.leave_out_zeros(session.engine.program(), asking);
        asked.push(one);
    }
    say_unused(session, asking, &asked);
    say_absent(session, asking, &asked);
    Ok((asked, complete))
}

/// Forms cannot be collected in a symbol that none of them has.
fn say_absent(session: &mut Session, asking: &Asking, asked: &[Asked]) {
    let Form::Collected(symbol) = &asking.form else {
        return;
    };
    let values = asked.iter().flat_map(|asked| &asked.answers.values);
    let mut symbols = values.flat_map(|answer| session.engine.symbols(&answer.value));
    if !symbols.any(|held| held == *symbol) {
        session.note(&format!(
            "no form here has `{symbol}`, so none is collected in it"
        ));
    }
}

/// The answers to everything asked, for verbs that print something else than these answers: says on
/// standard error which defaults stood in for dims that nothing had bound.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn ask_and_say_taken(session: &mut Session, asking: &Asking) -> Step<Vec<Asked>> {
    let asked = ask(session, asking)?;
    session.say_taken(asked.iter().flat_map(|asked| &asked.answers.taken));
    Ok(asked)
}

/// A binding is of use if any of the questions asked for it.
fn say_unused(session: &mut Session, asking: &Asking, asked: &[Asked]) {
    let Some((first, others)) = asked.split_first() else {
        return;
    };
    let unused = first.answers.unused.iter();
    let unused = unused.filter(|name| {
        let mut others = others.iter().map(|asked| &asked.answers.unused);
        others.all(|unused| unused.contains(name))
    });
    let unused: Vec<String> = unused.cloned().collect();
    let names = asked.iter().flat_map(|asked| &asked.question.names);
    let names: Vec<String> = names.cloned().collect();
    session.say_unused(&unused, asking, &names);
}

/// The quantities asked for by name, else all that the question sees.
///
/// # Errors
/// When one is unknown, or there is none.
pub(super) fn quantities(
    session: &mut Session,
    question: &Question,
    asking: &Asking,
) -> Step<Vec<QuantityId>> {
    if asking.quantities.is_empty() {
        let visible = session.engine.visible_quantities(question);
        if visible.is_empty() && !matches!(question.subject, Subject::Expression(_)) {
            let headline = format!("the file of `{}` sees no quantity", question.label);
            let help = "add `use quantities` or a `quantity` to it, or name one with `-q`";
            return session.refuse(headline, help);
        }
        return Ok(visible);
    }
    let mut found = Vec::new();
    for name in &asking.quantities {
        let quantity = session.engine.quantity(question, name.trim());
        found.push(session.need(quantity)?);
    }
    Ok(found)
}

fn ask_config(
    session: &mut Session,
    path: &Path,
    asking: &Asking,
    setting: &Setting,
    own_sizes: OwnSizes,
) -> Step<Asked> {
    let (name, file) = read_config(path);
    let file = match file {
        Ok(file) => file,
        Err(reason) => {
            let headline = format!("`{name}` cannot be read: {reason}");
            return session.refuse(headline, "give the `config.json` of a model");
        }
    };
    let Some(kind) = file.kind() else {
        let headline = format!("`{name}` does not say which model it is of");
        return session.refuse(
            headline,
            "add the key `model_type`, as Hugging Face writes it",
        );
    };
    let reader = session.engine.reader("huggingface", &kind);
    let Some(reader) = session.need(reader)? else {
        return refuse_kind(session, &kind);
    };
    let question = Question::of_reader(session.engine.program(), reader, &kind);
    let quantities = quantities(session, &question, asking)?;
    let keys: Arc<dyn crate::cost::Keys> = Arc::new(file);
    let mut sizes = Vec::new();
    let mut setting = setting.clone();
    if own_sizes == OwnSizes::AsTheFileSays {
        let own = session.engine.own_sizes(&question, &keys);
        sizes = need_of_file(session, &name, own)?;
        let bound: Vec<String> = setting.bound().map(str::to_owned).collect();
        sizes.retain(|size| !bound.contains(&size.parameter));
        let numbers = sizes.iter().filter_map(|size| {
            let number = size.value.as_constant()?;
            Some((size.parameter.clone(), number))
        });
        setting = setting.with_sizes(numbers);
    }
    let answers = session
        .engine
        .answer_with(&question, &quantities, &setting, Some(&keys));
    let mut answers = need_of_file(session, &name, answers)?;
    sizes.retain(|size| !answers.unused.contains(&size.parameter));
    answers.readings.extend(sizes);
    let mut asked = Asked {
        question,
        quantities,
        answers,
        setting: setting.clone(),
        file: Some(name),
    };
    asked.leave_out_zeros(session.engine.program(), asking);
    Ok(asked)
}

/// Stops with everything that is wrong with a configuration file, and says which file it is.
fn need_of_file<T>(session: &mut Session, file: &str, result: Result<T, Errors>) -> Step<T> {
    result.map_err(|errors| {
        let diagnostics = diagnose_all(&errors).into_iter();
        let diagnostics = diagnostics.map(|diagnostic| diagnostic.fact("file", file));
        session.show(&diagnostics.collect::<Vec<_>>(), Exit::Mistake);
        Stopped
    })
}

/// A configuration file, and what it is called: a file, the `config.json` of a folder, or standard input.
fn read_config(path: &Path) -> (String, Result<ConfigFile, String>) {
    if path == Path::new("-") {
        let text = library::read_text(io::stdin().lock());
        let file = text.and_then(|text| ConfigFile::parse(&text));
        return ("<stdin>".to_owned(), file);
    }
    let path = if path.is_dir() {
        path.join("config.json")
    } else {
        path.to_owned()
    };
    (path.display().to_string(), ConfigFile::read(&path))
}

/// No `config from` reads files of a kind: says which kinds are read.
fn refuse_kind(session: &mut Session, kind: &str) -> Step<Asked> {
    let program = session.engine.program();
    let readers = program.modules().flat_map(|(_, module)| &module.readers);
    let reads = readers.filter_map(|id| program.config(*id).reads.as_ref());
    let mut known: Vec<&String> = reads.flat_map(|(_, kinds)| kinds).collect();
    known.sort_unstable();
    known.dedup();
    let near = did_you_mean(kind, known.iter().map(|known| known.as_str()));
    let headline = format!("no formula file reads a `config.json` of the model type `{kind}`");
    let help = "write a `config from huggingface` for it, and name its file with `-f`";
    let mut diagnostic = Diagnostic::error(headline);
    if !known.is_empty() {
        let known: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
        diagnostic = diagnostic.fact("known", known.join(", "));
    }
    if let Some(near) = near {
        diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
    }
    session.show(&[diagnostic.help(help)], Exit::Mistake);
    Err(Stopped)
}
