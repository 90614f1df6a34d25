//! The `flopform` program.

fn main() {
    let exit = flopform::cli::run();
    // Derived trees need not be taken apart when the system takes all memory back at once.
    std::process::exit(exit as i32);
}
