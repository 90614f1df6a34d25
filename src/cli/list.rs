//! `flopform list`: what there is.

use serde_json::{Value as Json, json};

use crate::cli::args::{Format, Kind, List};
use crate::cli::session::{Session, Step};
use crate::cli::table::{aligned, csv, markdown};
use crate::cost::{Builtin, ConfigBody, Declared, Module, ModuleId, Program};

/// Something that can be named.
struct Entry {
    kind: Kind,
    name: String,
    about: String,
    file: String,
}

/// Lists what the library and the files given declare.
///
/// # Errors
/// When a file has mistakes.
pub(super) fn run(session: &mut Session, arguments: &List) -> Step {
    let modules = session.engine.load_whole_library();
    let mut modules = session.need(modules)?;
    for file in &arguments.files {
        let module = session.engine.add_file(file);
        modules.push(session.need(module)?);
    }
    let mut entries = entries(session.engine.program(), &modules);
    if let Some(kind) = arguments.kind {
        entries.retain(|entry| entry.kind == kind);
    }
    let header = ["kind", "name", "about", "file"];
    let rows = entries.iter().map(|entry| {
        let kind = word(entry.kind).to_owned();
        vec![
            kind,
            entry.name.clone(),
            entry.about.clone(),
            entry.file.clone(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let text = match arguments.format {
        Format::Json => {
            let list = rows.iter().map(
                |row| json!({ "kind": row[0], "name": row[1], "about": row[2], "file": row[3] }),
            );
            format!("{:#}\n", Json::Array(list.collect()))
        }
        Format::Csv => csv(&header, &rows),
        Format::Markdown | Format::Latex => markdown(&header, &rows),
        Format::Text => {
            let rows: Vec<Vec<String>> = rows
                .into_iter()
                .map(|mut row| {
                    if arguments.kind.is_some() {
                        row.remove(0);
                    }
                    row
                })
                .collect();
            aligned(&rows)
        }
    };
    session.print(&text)
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Layers => "layer",
        Kind::Configs => "config",
        Kind::Devices => "device",
        Kind::Quantities => "quantity",
        Kind::Dims => "dim",
        Kind::Functions => "function",
        Kind::Files => "file",
    }
}

fn entries(program: &Program, modules: &[ModuleId]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for id in modules {
        let module = program.module(*id);
        entries.push(Entry {
            kind: Kind::Files,
            name: module.name.clone(),
            about: first_sentence(module.doc.as_deref()),
            file: String::new(),
        });
        entries.extend(
            module
                .names
                .iter()
                .map(|(name, declared)| entry(program, module, name, declared)),
        );
    }
    entries.extend(Builtin::all().map(|function| Entry {
        kind: Kind::Functions,
        name: format!("{}({})", function.name(), function.parameters()),
        about: function.about().to_owned(),
        file: String::new(),
    }));
    entries.retain(|entry| !entry.name.is_empty());
    entries.sort_by_key(|entry| entry.kind as u8);
    entries
}

fn entry(program: &Program, module: &Module, name: &str, declared: &Declared) -> Entry {
    let file = module.name.clone();
    let (kind, name, about) = match declared {
        Declared::Dim(dim) => (
            Kind::Dims,
            name.to_owned(),
            dim.about.clone().unwrap_or_default(),
        ),
        Declared::Quantity(id) => {
            let quantity = program.quantity(*id);
            let about = quantity.about.clone().unwrap_or_default();
            let unit = if quantity.unit.is_empty() {
                String::new()
            } else {
                format!(" [{}]", quantity.unit)
            };
            (Kind::Quantities, format!("{name}{unit}"), about)
        }
        // A `let` of a file is a detail of that file.
        Declared::Let(_) => (Kind::Dims, String::new(), String::new()),
        Declared::Layer(id) => {
            let layer = program.layer(*id);
            (
                Kind::Layers,
                layer.signature(),
                first_sentence(layer.doc.as_deref()),
            )
        }
        Declared::Config(id) => {
            let config = program.config(*id);
            let kind = match config.body {
                ConfigBody::Values(_) => Kind::Devices,
                _ => Kind::Configs,
            };
            (
                kind,
                name.to_owned(),
                config.about.clone().unwrap_or_default(),
            )
        }
    };
    Entry {
        kind,
        name,
        about,
        file,
    }
}

/// The first sentence of a documentation.
fn first_sentence(doc: Option<&str>) -> String {
    let text = doc
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}
