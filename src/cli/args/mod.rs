//! What can be written on the command line: clap's types and nothing else.

mod asking;
mod check;
mod check_weights;
mod derive;
mod diff;
mod doc;
mod eval;
mod explain;
mod export;
mod fit;
mod fmt;
mod init;
mod list;
mod lsp;
mod new;
pub mod plot;
mod regimes;
mod repl;
mod snapshot;
mod solve;
mod sweep;
mod test;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use crate::cli::args::asking::{Asking, Form, Format, Style};
pub use crate::cli::args::check::{Check, CheckFormat};
pub use crate::cli::args::check_weights::CheckWeights;
pub use crate::cli::args::derive::Derive;
pub use crate::cli::args::diff::Diff;
pub use crate::cli::args::doc::Doc;
pub use crate::cli::args::eval::Eval;
pub use crate::cli::args::explain::Explain;
pub use crate::cli::args::export::Export;
pub use crate::cli::args::fit::Fit;
pub use crate::cli::args::fmt::Fmt;
pub use crate::cli::args::init::Init;
pub use crate::cli::args::list::List;
pub use crate::cli::args::lsp::Lsp;
pub use crate::cli::args::new::{Kind, New};
pub use crate::cli::args::plot::Plot;
pub use crate::cli::args::regimes::Regimes;
pub use crate::cli::args::repl::Repl;
pub use crate::cli::args::snapshot::Snapshot;
pub use crate::cli::args::solve::Solve;
pub use crate::cli::args::sweep::{RowFormat, Sweep};
pub use crate::cli::args::test::Test;

/// Exact closed forms for what neural networks cost.
#[derive(Debug, Parser)]
#[command(name = "flopform", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// Whether messages are colored.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Take the formula files of a folder as the library, in place of those in the program.
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        env = "FLOPFORM_LIBRARY",
        hide_env_values = true
    )]
    pub library: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  flopform derive block -q params,flops             closed forms of a transformer block
  flopform eval gpt2 -q flops --set B=1,S=1Ki       a number
  flopform derive mine.cost:layer --tree            where each term comes from
  flopform test mine.cost                           the file's expectations

Exit codes: 0 done; 1 an expectation or comparison does not hold; 2 bad usage or a file with
errors; 3 a symbol has no value.";

/// The verbs.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "each verb is described where its words are, for `--help`"
)]
pub enum Verb {
    Derive(Derive),
    Eval(Eval),
    Diff(Diff),
    Regimes(Regimes),
    Solve(Solve),
    Export(Export),
    Plot(Plot),
    Fit(Fit),
    Sweep(Sweep),
    CheckWeights(CheckWeights),
    Test(Test),
    Check(Check),
    Explain(Explain),
    Snapshot(Snapshot),
    List(List),
    Doc(Doc),
    Fmt(Fmt),
    Lsp(Lsp),
    Repl(Repl),
    New(New),
    Init(Init),
    /// Print a completion script for a shell.
    #[command(
        after_help = "Examples:\n  flopform completions bash > /etc/bash_completion.d/flopform"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print a page of the manual.
    #[command(after_help = "\
Examples:
  flopform man > flopform.1
  flopform man derive > flopform-derive.1")]
    Man {
        /// The verb that the page is about; without it, the whole program.
        verb: Option<String>,
    },
}

/// Whether messages are colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
