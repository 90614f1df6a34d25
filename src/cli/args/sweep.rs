//! The words of `flopform sweep`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Evaluate a form at very many points: a row for each.
#[derive(Debug, Args)]
#[command(after_help = "\
Values of a symbol:
  S=1..64             1, 2, … 64              S=1Ki..128Ki*2   each twice the one before
  S=256..4096+256     in steps of 256         E=768,1024,1..4  a list
  E=768               one value, left out     F=4E             follows from others
All combinations are rows, the last symbol changing fastest. A symbol whose value changes what is
derived, such as a number of stages, changes slowest.

Examples:
  flopform sweep block -q flops,params --set S=1Ki..128Ki*2,B=1..64 --set E=768,1024
  flopform sweep gpt2 -q flops --set B=1,S=1..1024 --where 'flops < 1e12' --top 3 --by S
  flopform sweep block -q flops,params --set B=1,S=1..99,E=64..4Ki*2 --pareto min:flops,max:params
  flopform sweep gpt2 -q flops --rows sizes.csv -o flops.parquet

Exit codes: 0 done; 2 bad usage, or a point without a value; 3 a symbol has no value; 130
interrupted, with every row that is written complete.")]
pub struct Sweep {
    /// A name of the library, FILE, `FILE:name`, or an expression, whose column is `value`.
    #[arg(value_name = "TARGET", required = true)]
    pub targets: Vec<String>,
    /// The quantities, such as `params,flops`; without it, all that the target's file sees.
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub quantities: Vec<String>,
    /// The values of symbols: `S=1Ki..128Ki*2,B=1..64`, `E=768,1024`, `F=4E`.
    #[arg(long, value_name = "VALUES")]
    pub set: Vec<String>,
    /// Take the first values together, then the second values, and so on.
    #[arg(long)]
    pub zip: bool,
    /// Take the points from a CSV or Parquet file, whose header names the symbols; `-` is CSV on
    /// standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "zip")]
    pub rows: Option<PathBuf>,
    /// Bind the values of a config, such as a device.
    #[arg(long, value_name = "CONFIG", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Assume a relation: `S >= W`.
    #[arg(long, value_name = "RELATION")]
    pub assume: Vec<String>,
    /// Make the names of a formula file visible; `-` is standard input.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Keep the rows in which a relation of quantities and symbols holds; may be given again.
    #[arg(long = "where", value_name = "RELATION")]
    pub conditions: Vec<String>,
    /// Keep the rows with the largest values of `--by`, the largest first.
    #[arg(long, value_name = "COUNT", requires = "by", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub top: Option<u32>,
    /// What `--top` looks at; `--by=-flops` finds the smallest.
    #[arg(
        long,
        value_name = "EXPRESSION",
        requires = "top",
        allow_hyphen_values = true
    )]
    pub by: Option<String>,
    /// Keep the rows that no other beats: `min:flops,max:params`; `min:` may be left out.
    #[arg(long, value_name = "EXPRESSIONS", conflicts_with = "top")]
    pub pareto: Option<String>,
    /// Compute in doubles: faster, also where a value is irrational, and not exact.
    #[arg(long)]
    pub float: bool,
    /// Only part I of N of the rows: `1/8`.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub shard: Option<(u64, u64)>,
    /// How rows are written: by the name of the output file, else `csv`, and `text` on a terminal.
    #[arg(long, value_enum)]
    pub format: Option<RowFormat>,
    /// Write to a file.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// A table for people.
    Text,
    /// Values between commas, names in the first line.
    Csv,
    /// An object a line.
    Json,
    /// A table for a page.
    Markdown,
    /// Columns for data tools.
    Parquet,
}

fn shard(text: &str) -> Result<(u64, u64), String> {
    let parts = text.split_once('/');
    let parts = parts.and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    parts
        .filter(|(part, of)| (1..=*of).contains(part))
        .ok_or_else(|| "write it as `1/8`: which part, of how many".to_owned())
}
