//! `flopform list`: what there is, by kind.

use serde_json::{Value as Json, json};

use crate::cli::answers::{csv_table, markdown_table};
use crate::cli::args::{Format, List};
use crate::cli::session::{Session, Step};
use crate::cli::table::Table;
use crate::cost::{Builtin, Config, ConfigBody, Declared, Module, Program};
use crate::notation::signature::{first_sentence, of_config, of_dim, of_layer, of_quantity};

/// The kinds of thing that are listed, in the order of listing, and one of each.
const KINDS: [(&str, &str); 8] = [
    ("files", "file"),
    ("layers", "layer"),
    ("configs", "config"),
    ("devices", "device"),
    ("readers", "reader"),
    ("quantities", "quantity"),
    ("dims", "dim"),
    ("functions", "function"),
];

/// Something that can be named.
#[derive(Default)]
struct Entry {
    /// One of the first of [`KINDS`].
    kind: &'static str,
    name: String,
    /// How it is used or what it stands for: `linear(I, O)`, `= 2macs`.
    signature: String,
    about: String,
    unit: String,
    file: String,
}

/// Lists what the library and the files given declare.
///
/// # Errors
/// When a file has mistakes, or nothing matches.
pub(super) fn run(session: &mut Session, arguments: &List) -> Step {
    let modules = session.engine.load_whole_library();
    session.need(modules)?;
    session.add_files(&arguments.files)?;
    let (kind, patterns) = kind_and_patterns(&arguments.patterns);
    let mut entries = entries(session.engine.program());
    entries.retain(|entry| {
        kind.is_none_or(|kind| kind == entry.kind)
            && patterns.iter().all(|pattern| entry.matches(pattern))
    });
    if entries.is_empty() && !patterns.is_empty() {
        let headline = format!("nothing matches `{}`", patterns.join(" "));
        return session.refuse(headline, "`flopform list` shows everything");
    }
    let text = match arguments.format {
        Format::Text => text(&entries, kind),
        Format::Json => {
            let list: Vec<Json> = entries.iter().map(Entry::json).collect();
            format!("{:#}\n", Json::Array(list))
        }
        Format::Csv => csv_table(entries.iter().map(Entry::cells), Entry::HEAD),
        Format::Markdown | Format::Latex => {
            markdown_table(entries.iter().map(Entry::cells), Entry::HEAD)
        }
    };
    session.print(&text)
}

/// The kind that the first word names, if it does, and the other words.
fn kind_and_patterns(words: &[String]) -> (Option<&'static str>, &[String]) {
    let named = words.split_first().and_then(|(first, rest)| {
        let found = KINDS
            .iter()
            .find(|(many, one)| first == many || first == one);
        found.map(|(many, _)| (Some(*many), rest))
    });
    named.unwrap_or((None, words))
}

impl Entry {
    const HEAD: [&str; 6] = ["kind", "name", "signature", "about", "unit", "file"];

    fn matches(&self, pattern: &str) -> bool {
        let pattern = pattern.to_lowercase();
        let texts = [&self.name, &self.about, &self.file];
        texts
            .iter()
            .any(|text| text.to_lowercase().contains(&pattern))
    }

    /// One of its kind.
    fn kind(&self) -> &'static str {
        let kind = KINDS.iter().find(|(many, _)| *many == self.kind);
        kind.map_or("", |(_, one)| one)
    }

    fn cells(&self) -> [&str; 6] {
        let Entry {
            name,
            signature,
            about,
            unit,
            file,
            ..
        } = self;
        [self.kind(), name, signature, about, unit, file]
    }

    fn json(&self) -> Json {
        json!({
            "kind": self.kind(),
            "name": self.name,
            "signature": self.signature,
            "about": self.about,
            "unit": (!self.unit.is_empty()).then_some(&self.unit),
            "file": self.file,
        })
    }
}

/// The entries under the name of their kind, which a single kind does not need.
fn text(entries: &[Entry], only: Option<&str>) -> String {
    let mut text = String::new();
    for (kind, _) in KINDS {
        let of_kind = entries.iter().filter(|entry| entry.kind == kind);
        let mut table = Table::default();
        for entry in of_kind {
            let indent = if only.is_none() { "  " } else { "" };
            let Entry {
                name,
                signature,
                about,
                unit,
                file,
                ..
            } = entry;
            let cells: Vec<&String> = match kind {
                "layers" | "functions" => vec![signature, about, file],
                "quantities" => vec![name, unit, signature, about, file],
                "devices" | "dims" => vec![name, about, signature, file],
                _ => vec![name, about, file],
            };
            let first = format!("{indent}{}", cells[0]);
            table.row(
                [first]
                    .into_iter()
                    .chain(cells[1..].iter().map(|cell| (*cell).clone())),
            );
        }
        let rows = table.text();
        if rows.is_empty() {
            continue;
        }
        if only.is_none() {
            let blank = if text.is_empty() { "" } else { "\n" };
            text += &format!("{blank}{kind}\n");
        }
        text += &rows;
    }
    text
}

fn entries(program: &Program) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut modules: Vec<&Module> = program
        .modules()
        .map(|(_, module)| module)
        .filter(|module| !module.is_scope())
        .collect();
    // The library in the order of its names, then other files as they were given.
    modules.sort_by_key(|module| (!module.built_in, module.built_in.then_some(&module.name)));
    for module in modules {
        entries.push(Entry {
            kind: "files",
            name: module.name.clone(),
            about: first_sentence(module.doc.as_deref().unwrap_or_default()),
            ..Entry::default()
        });
        let declared = module.names.iter();
        let declared = declared.filter_map(|(name, declared)| entry(program, name, declared));
        let readers = module
            .readers
            .iter()
            .map(|id| reader(program, program.config(*id)));
        entries.extend(declared.chain(readers).map(|entry| Entry {
            file: module.name.clone(),
            ..entry
        }));
    }
    entries.extend(Builtin::all().map(|builtin| Entry {
        kind: "functions",
        name: builtin.name().to_owned(),
        signature: format!("{}({})", builtin.name(), builtin.parameters()),
        about: builtin.about().to_owned(),
        ..Entry::default()
    }));
    entries
}

/// A `config from`, named by whose files it reads and which.
fn reader(program: &Program, config: &Config) -> Entry {
    let format = config
        .reads
        .as_ref()
        .map_or("", |(format, _)| format.as_str());
    Entry {
        kind: "readers",
        name: format!("{format} {}", config.name),
        signature: of_config(program, config),
        about: first_sentence(config.doc.as_deref().unwrap_or_default()),
        ..Entry::default()
    }
}

fn entry(program: &Program, name: &str, declared: &Declared) -> Option<Entry> {
    let described = |about: Option<&String>, doc: Option<&String>| match (about, doc) {
        (Some(about), _) => about.clone(),
        (None, Some(doc)) => first_sentence(doc),
        (None, None) => String::new(),
    };
    let mut entry = Entry {
        name: name.to_owned(),
        ..Entry::default()
    };
    match declared {
        Declared::Dim(dim) => {
            entry.kind = "dims";
            entry.about = described(dim.about.as_ref(), None);
            entry.signature = of_dim(dim);
        }
        Declared::Quantity(id) => {
            let quantity = program.quantity(*id);
            entry.kind = "quantities";
            entry.about = described(quantity.about.as_ref(), quantity.doc.as_ref());
            entry.signature = of_quantity(program, quantity);
            entry.unit.clone_from(&quantity.unit);
        }
        Declared::Layer(id) => {
            let layer = program.layer(*id);
            entry.kind = "layers";
            entry.about = described(None, layer.doc.as_ref());
            entry.signature = of_layer(program, layer);
        }
        Declared::Config(id) => {
            let config = program.config(*id);
            entry.kind = match config.body {
                ConfigBody::Values(_) => "devices",
                _ => "configs",
            };
            entry.about = described(config.about.as_ref(), config.doc.as_ref());
            entry.signature = of_config(program, config);
        }
        // A `let` of a file is a detail of that file.
        Declared::Let(_) => return None,
    }
    Some(entry)
}
