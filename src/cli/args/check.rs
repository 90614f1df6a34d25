//! The words of `flopform check`.

use clap::{Args, ValueEnum};

/// Look formula files through for what they most likely do not mean.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform check                     the library
  flopform check mine.cost           a file
  flopform check formulas --deny warnings --format json

`# allow: NAME because …` on the line before, or at the end of the line, says that something is meant;
`flopform explain` lists the names, and `flopform explain NAME` says what each is about.

Exit codes: 0 nothing found; 1 something found; 2 bad usage, or a file with errors.")]
pub struct Check {
    /// Files, folders, or `-`; without any, the library.
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// Take these for errors: names of lints, or `warnings` for all of them.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub deny: Vec<String>,
    /// How what is found is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
}

/// How what is found is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    #[default]
    /// For people.
    Text,
    /// For programs.
    Json,
}
