//! What can be written on the command line: clap's types and nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

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
pub enum Verb {
    /// Print closed forms.
    #[command(after_help = "\
Examples:
  flopform derive block -q params,flops
  flopform derive gpt -q flops --form collected=N
  flopform derive gpt2 -q flops --set B=1 --tree=2
  flopform derive mine.cost:layer --steps
  flopform derive 'flops(block)/params(block) where S = 1024'")]
    Derive(Derive),
    /// Print exact numbers.
    #[command(after_help = "\
Examples:
  flopform eval gpt2 -q params
  flopform eval gpt2 -q flops,time --with h100 --set B=8,S=1Ki
  flopform eval mine.cost:small --set B=8,S=1024 --format json
  flopform eval gpt2 -q params --tree=1
  flopform eval --config config.json -q params -f readers.cost")]
    Eval(Eval),
    /// Compare two targets or formulas: their difference, term by term, and where it comes from.
    #[command(after_help = "\
Examples:
  flopform diff 'flops(block)' '24BSE² + 4BS²E'
  flopform diff gpt2_medium gpt2 -q params
  flopform diff mine.cost:layer block -q params,flops
  flopform diff 'thop(block)' 'fvcore(block)'

Exit codes: 0 equal; 1 different, or not decided; 2 bad usage or a file with errors.")]
    Diff(Diff),
    /// Solve an equation or an inequality for a symbol, among positive numbers.
    #[command(after_help = "\
Examples:
  flopform solve 'flops(mhsa.scores) = flops(mhsa.q)' --for S
  flopform solve 'params(gpt) = 7e9' --for E --set N=32,V=50257,P=2048
  flopform solve '2state(llama3_8b) <= 40e9' --for S --set B=1
  flopform solve 'x^2 = 2' --for x --digits 50

Exit codes: 0 solved, or shown to have no solution; 1 not decided; 2 bad usage.")]
    Solve(Solve),
    /// Compare a formula's parameters with a file of trained weights, of which only the header is read.
    #[command(after_help = "\
Examples:
  flopform check-weights gpt2 model.safetensors
  flopform check-weights gpt2 model.safetensors --ignore 'h.*.attn.bias'
  flopform check-weights --config config.json model.safetensors.index.json
  flopform check-weights llama3_8b model-00001-of-00002.safetensors model-00002-of-00002.safetensors

Exit codes: 0 equal; 1 different; 2 bad usage, or a file that cannot be believed.")]
    CheckWeights(CheckWeights),
    /// Put expectations to the test.
    #[command(after_help = "\
Examples:
  flopform test                  the library's own expectations
  flopform test mine.cost        those of a file
  flopform test formulas -v      those of every file in a folder, each listed")]
    Test(Test),
    /// List what there is.
    #[command(after_help = "\
Examples:
  flopform list
  flopform list layers
  flopform list attention
  flopform list configs gpt2 --format json

Kinds: files, layers, configs, devices, readers, quantities, dims, functions.")]
    List(List),
    /// Show what the author of a layer, quantity, config, file or function wrote about it.
    #[command(after_help = "\
Examples:
  flopform doc mhsa
  flopform doc layers.attention
  flopform doc floor")]
    Doc(Doc),
    /// Lay formula files out in the one style.
    #[command(after_help = "\
Examples:
  flopform fmt mine.cost
  flopform fmt --check formulas
  flopform fmt - < mine.cost")]
    Fmt(Fmt),
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

/// What is asked about, and under which bindings.
#[derive(Clone, Debug, Default, Args)]
pub struct Asking {
    /// A name of the library, FILE, `FILE:name`, an expression, or `-` for a file on standard input.
    #[arg(value_name = "TARGET")]
    pub targets: Vec<String>,
    /// The quantities, such as `params,flops`; without it, all that the target's file sees.
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub quantities: Vec<String>,
    /// Bind symbols: `E=768,S=2Ki`, `F=4E`.
    #[arg(long, value_name = "BINDINGS")]
    pub set: Vec<String>,
    /// Bind the values of a config, such as a device.
    #[arg(long, value_name = "CONFIG", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Assume a relation: `S >= W`.
    #[arg(long, value_name = "RELATION")]
    pub assume: Vec<String>,
    /// Make the names of a formula file visible; `-` is standard input.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Take a model's sizes from its Hugging Face `config.json`; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How forms are arranged: `expanded`, `factored` or `collected=N`.
    #[arg(long, value_name = "FORM", default_value = "expanded", value_parser = form)]
    pub form: Form,
    /// How forms are written.
    #[arg(long, value_enum, default_value_t = Style::Unicode)]
    pub style: Style,
    /// How answers are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Show what each child contributes, to a depth.
    #[arg(long, value_name = "DEPTH", num_args = 0..=1, require_equals = true,
          default_missing_value = "1000000")]
    pub tree: Option<usize>,
}

/// `flopform derive`
#[derive(Debug, Args)]
pub struct Derive {
    /// What is asked.
    #[command(flatten)]
    pub asking: Asking,
    /// Show the derivation step by step.
    #[arg(long)]
    pub steps: bool,
}

/// `flopform eval`
#[derive(Debug, Args)]
pub struct Eval {
    /// What is asked.
    #[command(flatten)]
    pub asking: Asking,
}

/// `flopform diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// What is compared: two TARGETs.
    #[command(flatten)]
    pub asking: Asking,
}

/// `flopform check-weights`
#[derive(Debug, Args)]
pub struct CheckWeights {
    /// A layer or config whose parameters are counted (not with `--config`), then safetensors files, the
    /// index of their shards, or a folder with either in it.
    #[arg(value_name = "MODEL FILE", num_args = 1..)]
    pub arguments: Vec<String>,
    /// Take the model from its Hugging Face `config.json`.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Bind symbols: `E=768,N=12`.
    #[arg(long, value_name = "BINDINGS")]
    pub set: Vec<String>,
    /// Leave out the tensors of a name, in which `*` stands for any letters.
    #[arg(long, value_name = "PATTERN", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Make the names of a formula file visible; `-` is standard input.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How the comparison is written: `text` or `json`.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `flopform solve`
#[derive(Debug, Args)]
pub struct Solve {
    /// The equation, as `'A = B'`; also `<`, `<=`, `>`, `>=`.
    #[command(flatten)]
    pub asking: Asking,
    /// The symbol to solve for.
    #[arg(long = "for", value_name = "SYMBOL")]
    pub symbol: String,
    /// How many digits of an irrational root are shown; all of them are right.
    #[arg(long, value_name = "COUNT", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub digits: u32,
}

/// `flopform test`
#[derive(Debug, Args)]
pub struct Test {
    /// Files, folders, or `-`; without any, the library.
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    /// List every expectation and what was derived.
    #[arg(short, long)]
    pub verbose: bool,
}

/// `flopform list`
#[derive(Debug, Args)]
pub struct List {
    /// A kind of thing to list, or part of a name or description; without any, everything.
    #[arg(value_name = "KIND|PATTERN")]
    pub patterns: Vec<String>,
    /// Formula files to list beside the library.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Text or JSON.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `flopform doc`
#[derive(Debug, Args)]
pub struct Doc {
    /// The name of anything.
    pub name: String,
    /// Formula files to look in beside the library.
    #[arg(short, long = "file", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// `flopform fmt`
#[derive(Debug, Args)]
pub struct Fmt {
    /// Files, folders, or `-`.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Change nothing; exit with 1 when a file is not formatted.
    #[arg(long)]
    pub check: bool,
}

/// How a form is arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Multiplied out.
    #[default]
    Expanded,
    /// Factored.
    Factored,
    /// By powers of a symbol.
    Collected(String),
}

fn form(text: &str) -> Result<Form, String> {
    match text.split_once('=') {
        None if text == "expanded" => Ok(Form::Expanded),
        None if text == "factored" => Ok(Form::Factored),
        Some(("collected", symbol)) if !symbol.is_empty() => Ok(Form::Collected(symbol.to_owned())),
        _ => Err(
            "write `expanded`, `factored`, or `collected=N` with the symbol to collect by"
                .to_owned(),
        ),
    }
}

/// How a form is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Style {
    #[default]
    /// `24BSE² + 4BS²E`
    Unicode,
    /// `24*B*S*E^2 + 4*B*S^2*E`
    Ascii,
    /// `24 B S E^{2} + 4 B S^{2} E`
    Latex,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[default]
    /// For people.
    Text,
    /// For programs.
    Json,
    /// A table for a page.
    Markdown,
    /// Lines for a paper.
    Latex,
    /// A table for a spreadsheet.
    Csv,
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
