//! The words of `flopform plot`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::args::asking::Asking;

/// Draw costs over a symbol, as SVG or PNG, and say where the curves cross.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  flopform plot block -q flops --over S=1..8Ki --set B=1,E=768 -o block.svg
  flopform plot gpt2 gpt2_medium -q flops --over S=1..8Ki --log x,y --set B=1 -o two.png
  flopform plot mhsa -q flops --over S=1..8Ki --set B=1,E=768,H=12 --share -o shares.svg
  flopform plot roofline -q attainable --over flops_per_byte=1..4Ki --each h100,a100 --log x,y \\
      --mark 'gpt2: flops(gpt2)/(2io(gpt2))' --set B=1,S=1Ki -o roofline.svg

Exit codes: 0 drawn; 2 bad usage; 3 another symbol has no value.")]
pub struct Plot {
    /// What is drawn.
    #[command(flatten)]
    pub asking: Asking,
    /// The symbol along the horizontal axis, and from where to where: `S=1..8Ki`.
    #[arg(long, value_name = "SYMBOL=FROM..TO")]
    pub over: String,
    /// The picture, `NAME.svg` or `NAME.png`; `-` writes SVG to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Axes on which equal ratios are equally long.
    #[arg(long, value_enum, value_name = "AXES", value_delimiter = ',')]
    pub log: Vec<AxisName>,
    /// Draw a curve for each child of a target.
    #[arg(long)]
    pub children: bool,
    /// Draw the children on top of each other, so that they add up to the target.
    #[arg(long)]
    pub stack: bool,
    /// Draw the children as shares of the target, in percent; on top of each other, unless
    /// `--children` is given too.
    #[arg(long)]
    pub share: bool,
    /// Draw everything once for each of these configs, such as devices.
    #[arg(long, value_name = "CONFIGS", value_delimiter = ',')]
    pub each: Vec<String>,
    /// Mark where the symbol has the value of a formula: `FORMULA`, or `'NAME: FORMULA'`.
    #[arg(long, value_name = "FORMULA")]
    pub mark: Vec<String>,
    /// The line above the picture.
    #[arg(long)]
    pub title: Option<String>,
    /// How large the picture is, in pixels.
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "960x560", value_parser = size)]
    pub size: (u32, u32),
}

/// One of the two axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AxisName {
    /// The horizontal one.
    X,
    /// The vertical one.
    Y,
}

/// Less has no room for the axes, and more than the last no room in memory.
const SIDES: std::ops::RangeInclusive<u32> = 240..=4096;

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once('x');
    let sides = sides.and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides
        .filter(|(width, height)| SIDES.contains(width) && SIDES.contains(height))
        .ok_or_else(|| "write it as in `960x560`, each side from 240 to 4096".to_owned())
}
