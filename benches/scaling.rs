//! How time and memory grow with a model: n layers, each with rules of its own, called one after another
//! by a model, for n from 100 to a million. `cargo bench --bench scaling` prints the table; numbers after
//! `--` choose other sizes.
//!
//! Every size runs in a process of its own, so that each has its own peak of memory. A file holds at most
//! 100,000 layers, since a text may be 16 MiB long; a larger model is made of several files.

use std::fmt::Write;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use flopform::{Engine, Setting, Shape};

/// The sizes, where none are named.
const SIZES: [usize; 9] = [
    100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000,
];

/// As many layers stand in one file.
const LAYERS_OF_A_FILE: usize = 100_000;

/// Tells the process that measures from the one that prints.
const ONE: &str = "FLOPFORM_SCALING_ONE";

fn main() {
    let sizes = env::args().skip(1).filter_map(|word| word.parse().ok());
    let sizes: Vec<usize> = sizes.collect();
    if env::var_os(ONE).is_some() {
        println!("{}", measured(sizes[0]));
        return;
    }
    let sizes = if sizes.is_empty() { &SIZES } else { &sizes[..] };
    println!(
        "{:>9} {:>12} {:>9} {:>12} {:>9} {:>12} {:>11}",
        "layers", "load", "a layer", "derive", "a layer", "peak memory", "a layer"
    );
    for size in sizes {
        let this = env::current_exe().expect("the system knows which program runs");
        let status = Command::new(this)
            .arg(size.to_string())
            .env(ONE, "1")
            .status()
            .expect("the program can be started again");
        assert!(status.success(), "{size} layers: {status}");
    }
}

/// A row of the table.
fn measured(layers: usize) -> String {
    let folder = env::temp_dir().join(format!("flopform-scaling-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is a folder for temporary files");
    let model = folder.join("model.cost");
    let mut uses = String::from("use quantities\n");
    let mut children = String::new();
    for first in (0..layers).step_by(LAYERS_OF_A_FILE) {
        let count = LAYERS_OF_A_FILE.min(layers - first);
        let name = format!("part{first}");
        fs::write(
            folder.join(format!("{name}.cost")),
            part(&name, first, count),
        )
        .expect("the temporary folder takes files");
        let _ = writeln!(uses, "use \"{name}.cost\"");
        let _ = writeln!(children, "    {name}: {name}(E)");
    }
    let text = format!("{uses}dim B\ndim S\ndim E\nlayer model(E) {{\n{children}}}\n");
    fs::write(&model, text).expect("the temporary folder takes files");

    let start = Instant::now();
    let mut engine = Engine::new();
    let loaded = engine.add_file(&model);
    loaded.expect("the text has no mistakes");
    let load = start.elapsed();
    let question = engine.questions("model").expect("it is there").remove(0);
    let quantities = ["params", "macs"].map(|name| {
        let quantity = engine.quantity(&question, name);
        quantity.expect("the library has it")
    });
    // The best of some, each for about as long: the first one is cold.
    let runs = (300_000 / layers).clamp(3, 100);
    let mut best = Duration::MAX;
    for _ in 0..runs {
        let start = Instant::now();
        let answers = engine.answer(&question, &quantities, &Setting::default());
        best = best.min(start.elapsed());
        let answers = answers.expect("it is within the limits");
        let form = engine.form(&question, &answers.values[0].value, Shape::Expanded);
        let form = form
            .expect("it is small")
            .unicode(&engine.known_names(&question));
        let n = layers as u128;
        assert_eq!(form, format!("{}E² + {}E", n * (n + 1) / 2, n));
    }
    let peak = peak();
    fs::remove_dir_all(&folder).expect("it was made here");
    let per_layer = |time: Duration| time / u32::try_from(layers).expect("a size fits");
    format!(
        "{layers:>9} {:>12.2?} {:>9.2?} {best:>12.2?} {:>9.2?} {:>8} MB {:>9} B",
        load,
        per_layer(load),
        per_layer(best),
        peak / 1024,
        peak * 1024 / layers as u64
    )
}

/// A file with layers that differ in their costs, and one that is made of them all.
fn part(name: &str, first: usize, count: usize) -> String {
    let mut text = String::from("use quantities\ndim B\ndim S\ndim E\n");
    for at in first..first + count {
        let factor = at + 1;
        let _ = writeln!(
            text,
            "layer l{at}(I) {{ params = {factor}I^2 + I   macs = {factor}B*S*I^2 }}"
        );
    }
    let _ = writeln!(text, "layer {name}(E) {{");
    for at in first..first + count {
        let _ = writeln!(text, "    c{at}: l{at}(E)");
    }
    text + "}\n"
}

/// The most memory that this process has held, in KB; zero where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}
