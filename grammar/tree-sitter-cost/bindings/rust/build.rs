//! Compiles the generated parser.

fn main() {
    let parser = "src/parser.c";
    println!("cargo::rerun-if-changed={parser}");
    cc::Build::new()
        .std("c11")
        .include("src")
        .file(parser)
        .warnings(false)
        .compile("tree-sitter-cost");
}
