//! The words of `flopform check-weights`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::asking::Format;

/// Compare a formula's parameters with a file of trained weights, of which only the header is read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform check-weights gpt2 model.safetensors
  flopform check-weights gpt2 model.safetensors --ignore 'h.*.attn.bias'
  flopform check-weights --config config.json model.safetensors.index.json
  flopform check-weights llama3_8b model-00001-of-00002.safetensors model-00002-of-00002.safetensors

Exit codes: 0 equal; 1 different; 2 bad usage, or a file that cannot be believed.")]
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
