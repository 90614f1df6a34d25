//! The command line: one file a verb, and no mathematics.

mod answers;
pub mod args;
mod asked;
mod bounded;
mod call;
mod check;
mod check_weights;
mod derive;
mod diff;
mod doc;
mod eval;
pub mod exit;
mod explain;
mod export;
mod fit;
mod fmt;
mod init;
mod list;
mod lsp;
mod man;
mod name;
mod new;
mod over;
mod paths;
mod plot;
mod quoted;
mod regimes;
mod repl;
mod replace;
mod same_file;
mod session;
mod snapshot;
mod solve;
mod sweep;
mod table;
mod template;
mod test;
mod writer;

use clap::{CommandFactory, Parser};

use crate::cli::args::{Arguments, Verb};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step};
use crate::cost::library;

/// Reads the command line, does what it says, and returns how it ended.
pub fn run() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are data; there is no one to tell where they cannot be printed.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::Mistake
            } else {
                Exit::Done
            };
        }
    };
    let mut session = Session::new(arguments.color);
    // A step that stops has said why, and left the exit code behind.
    let _ = work(&mut session, &arguments);
    session.finish()
}

fn work(session: &mut Session, arguments: &Arguments) -> Step {
    if let Some(folder) = &arguments.library
        && let Err(reason) = library::choose(folder)
    {
        let headline = format!("`{}` cannot be the library: {reason}", folder.display());
        return session.refuse(headline, "name a folder that holds formula files");
    }
    dispatch(session, &arguments.verb)
}

fn dispatch(session: &mut Session, verb: &Verb) -> Step {
    match verb {
        Verb::Derive(arguments) => derive::run(session, arguments),
        Verb::Eval(arguments) => eval::run(session, arguments),
        Verb::Diff(arguments) => diff::run(session, arguments),
        Verb::Regimes(arguments) => regimes::run(session, arguments),
        Verb::Solve(arguments) => solve::run(session, arguments),
        Verb::Export(arguments) => export::run(session, arguments),
        Verb::Plot(arguments) => plot::run(session, arguments),
        Verb::Fit(arguments) => fit::run(session, arguments),
        Verb::Sweep(arguments) => sweep::run(session, arguments),
        Verb::CheckWeights(arguments) => check_weights::run(session, arguments),
        Verb::Snapshot(arguments) => snapshot::run(session, arguments),
        Verb::Test(arguments) => test::run(session, arguments),
        Verb::Check(arguments) => check::run(session, arguments),
        Verb::Explain(arguments) => explain::run(session, arguments),
        Verb::List(arguments) => list::run(session, arguments),
        Verb::Doc(arguments) => doc::run(session, arguments),
        Verb::Fmt(arguments) => fmt::run(session, arguments),
        Verb::Lsp(arguments) => lsp::run(session, arguments),
        Verb::Repl(arguments) => repl::run(session, arguments, &dispatch),
        Verb::New(arguments) => new::run(session, arguments),
        Verb::Init(arguments) => init::run(session, arguments),
        Verb::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "flopform", &mut script);
            session.print_as_it_is(&String::from_utf8_lossy(&script))
        }
        Verb::Man { verb } => man::run(session, verb.as_deref(), Arguments::command()),
    }
}
