//! `flopform doc`: what was written about a name.

use std::collections::BTreeSet;

use crate::cli::args::Doc;
use crate::cli::session::{Session, Step};
use crate::cli::table::Table;
use crate::cli::writer::Writer;
use crate::cost::{Builtin, ConfigBody, Declared, ModuleId, Program, library};
use crate::notation::signature::{of_config, of_dim, of_layer, of_quantity, source};
use crate::text::{Span, did_you_mean};

/// Shows everything that has the name.
///
/// # Errors
/// When nothing has it.
pub(super) fn run(session: &mut Session, arguments: &Doc) -> Step {
    let modules = session.engine.load_whole_library();
    let mut modules = session.need(modules)?;
    for file in &arguments.files {
        modules.push(session.add_file(file)?);
    }
    let name = arguments.name.as_str();
    let mut found = false;
    if let Some(function) = Builtin::named(name) {
        found = true;
        let (parameters, about) = (function.parameters(), function.about());
        session.print(&format!("{name}({parameters})\n\n  {about}\n"))?;
    }
    for module in modules {
        if session.engine.program().module(module).name == name {
            found = true;
            file(session, module)?;
        }
        let declared = session
            .engine
            .program()
            .module(module)
            .names
            .get(name)
            .cloned();
        if let Some(declared) = declared {
            if found {
                session.print("\n")?;
            }
            found = true;
            item(session, module, name, &declared)?;
        }
    }
    if found {
        return Ok(());
    }
    let files = library::files().iter().map(|(file, _)| *file);
    let names = library::declared_names().map(|(name, _)| name).chain(files);
    let near = did_you_mean(name, names).map(|near| format!("did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| "`flopform list` shows every name".to_owned());
    session.refuse(format!("nothing is called `{name}`"), &help)
}

fn file(session: &mut Session, module: ModuleId) -> Step {
    let module = session.engine.program().module(module);
    let mut text = format!("{}\n\n{}", module.name, indented(module.doc.as_deref()));
    let names: Vec<&str> = module.names.keys().map(String::as_str).collect();
    text += &format!("\n  declares {}\n", names.join(", "));
    session.print(&text)
}

fn item(session: &mut Session, module: ModuleId, name: &str, declared: &Declared) -> Step {
    let program = session.engine.program();
    let (heading, doc, span) = described(program, name, declared);
    let file = program.module(module).name.clone();
    let line = session
        .engine
        .sources()
        .position(span)
        .map_or(0, |position| position.line);
    session.print(&format!("{heading}    {file}:{line}\n"))?;
    if !doc.is_empty() {
        session.print(&format!("\n{}", indented(Some(&doc))))?;
    }
    if matches!(declared, Declared::Layer(_) | Declared::Config(_)) {
        forms(session, &format!("{file}.{name}"))?;
    }
    expectations(session, module, name)
}

/// The heading of an item, what was written about it, and where it is declared.
fn described(program: &Program, name: &str, declared: &Declared) -> (String, String, Span) {
    match declared {
        Declared::Dim(dim) => {
            let about = dim.about.clone().unwrap_or_default();
            (
                format!("dim {name}"),
                match &about[..] {
                    "" => of_dim(dim),
                    about => format!("{about}: {}", of_dim(dim)),
                },
                dim.span,
            )
        }
        Declared::Let(id) => {
            let held = program.file_let(*id);
            let value = held.value.as_ref().map(|value| source(program, value.span));
            let heading = format!("let {name} = {}", value.unwrap_or_default());
            (heading, String::new(), held.span)
        }
        Declared::Quantity(id) => {
            let quantity = program.quantity(*id);
            let about = quantity.about.clone().unwrap_or_default();
            let doc = quantity.doc.clone().unwrap_or_default();
            let unit = match &quantity.unit[..] {
                "" => String::new(),
                unit => format!(" [{unit}]"),
            };
            let derived = of_quantity(program, quantity);
            let heading = format!("quantity {name}{unit} {derived}")
                .trim_end()
                .to_owned();
            (heading, join(&about, &doc), quantity.span)
        }
        Declared::Layer(id) => {
            let layer = program.layer(*id);
            let doc = layer.doc.clone().unwrap_or_default();
            (
                format!("layer {}", of_layer(program, layer)),
                doc,
                layer.span,
            )
        }
        Declared::Config(id) => {
            let config = program.config(*id);
            let about = config.about.clone().unwrap_or_default();
            let doc = config.doc.clone().unwrap_or_default();
            let heading = match config.body {
                ConfigBody::Values(_) => {
                    format!("config {name} {{ {} }}", of_config(program, config))
                }
                _ => format!("config {name} = {}", of_config(program, config)),
            };
            (heading, join(&about, &doc), config.span)
        }
    }
}

fn join(about: &str, doc: &str) -> String {
    [about, doc]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// The closed forms of everything that the item's file counts.
fn forms(session: &mut Session, target: &str) -> Step {
    let Ok(questions) = session.engine.questions(target) else {
        return Ok(());
    };
    let mut table = Table::default();
    let mut taken = BTreeSet::new();
    for question in questions {
        for quantity in session.engine.visible_quantities(&question) {
            let setting = crate::cost::Setting::default();
            let Ok(answers) = session.engine.answer(&question, &[quantity], &setting) else {
                continue;
            };
            let values = answers.taken.iter();
            taken.extend(values.map(|(name, value)| format!("{name} = {value}")));
            let name = session.engine.program().quantity(quantity).name.clone();
            let form = Writer::new(&session.engine, &question).value(&answers.values[0].value);
            table.row([format!("  {name}"), session.need(form)?]);
        }
    }
    let rows = table.text();
    if rows.is_empty() {
        return Ok(());
    }
    session.print(&format!("\n{rows}"))?;
    if taken.is_empty() {
        return Ok(());
    }
    let taken: Vec<String> = taken.into_iter().collect();
    session.print(&format!("  taking {}\n", taken.join(", ")))
}

/// The expectations of the file that mention the name.
fn expectations(session: &mut Session, module: ModuleId, name: &str) -> Step {
    let sources = session.engine.sources();
    let expectations = session.engine.program().module(module).expectations.iter();
    let texts = expectations.map(|expectation| sources.slice(expectation.span));
    let is_word = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        words.any(|word| word == name)
    };
    let mentions: Vec<&str> = texts.filter(|text| is_word(text)).collect();
    if mentions.is_empty() {
        return Ok(());
    }
    let lines = mentions.into_iter().map(|text| {
        format!(
            "  {}\n",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    });
    let text: String = lines.collect();
    session.print(&format!("\n{text}"))
}

fn indented(text: Option<&str>) -> String {
    let lines = text.unwrap_or_default().lines();
    lines.fold(String::new(), |mut text, line| {
        text.push_str(format!("  {}", line.trim()).trim_end());
        text.push('\n');
        text
    })
}
