//! The words of `flopform repl`.

use std::path::PathBuf;

use clap::Args;

/// Ask line by line: definitions, formulas and commands.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform repl
  flopform repl mine.cost
  echo 'params(gpt2)' | flopform repl

A line is a formula (`24BSE^2 + 4BS^2E`, `flops(block)`), a layer or a config (`gpt2`), a definition as in
a formula file (`dim E`, `layer mine(E) { … }`, `let D = E/H`), a claim (`expect …`), or a command:
`:help` lists them.

Exit codes: 0 done. Where lines come from a file or a pipe, the largest that any of them ended with.")]
pub struct Repl {
    /// Formula files whose names are visible from the start.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}
