//! The words of `flopform solve`.

use clap::Args;

use crate::cli::args::asking::Asking;

/// Solve an equation or an inequality for a symbol, among positive numbers.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform solve 'flops(mhsa.scores) = flops(mhsa.q)' --for S
  flopform solve 'params(gpt) = 7e9' --for E --set N=32,V=50257,P=2048
  flopform solve '2state(llama3_8b) <= 40e9' --for S --set B=1
  flopform solve 'x^2 = 2' --for x --digits 50

Exit codes: 0 solved, or shown to have no solution; 1 not decided; 2 bad usage.")]
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
