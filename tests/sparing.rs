//! Of the embedded library only what a question needs is read. The answers are those of the whole library,
//! read from its first line to its last, and nothing is lost that is read later.

use std::collections::BTreeSet;

use flopform::cost::library;
use flopform::syntax::ast::{ConfigHead, ItemKind, UseTarget};
use flopform::syntax::parse_file;
use flopform::text::SourceId;
use flopform::{Engine, Setting};

/// The names of everything the library declares that has costs.
fn targets() -> BTreeSet<&'static str> {
    let whole = library::declared_names().filter(|(name, file)| {
        let text = library::text_of(file).expect("it is in the table");
        let heads = [format!("\nlayer {name}("), format!("\nconfig {name} ")];
        heads.iter().any(|head| text.contains(head))
    });
    whole.map(|(name, _)| name).collect()
}

/// What a target costs, as it is printed: its names in order, and the forms of what its file counts.
fn answers(engine: &mut Engine, target: &str) -> Option<String> {
    let question = engine.questions(target).ok()?.remove(0);
    // Quantities that are made of functions of many forms take long, and are nothing else.
    let counted = ["params", "macs", "flops"];
    let quantities: Vec<_> = engine
        .visible_quantities(&question)
        .into_iter()
        .filter(|id| counted.contains(&&engine.program().quantity(*id).name[..]))
        .collect();
    let answers = engine.answer(&question, &quantities, &Setting::default());
    let answers = answers.ok()?;
    let values: Vec<String> = answers
        .values
        .iter()
        .map(|answer| format!("{:?}", answer.value))
        .collect();
    let (names, taken) = (&question.names, &answers.taken);
    Some(format!("{names:?} {taken:?} {}", values.join("\n")))
}

#[test]
fn answers_are_those_of_the_whole_library() {
    let mut whole = Engine::new();
    whole
        .load_whole_library()
        .expect("nothing is wrong with it");
    let mut answered = 0;
    // One that knows nothing yet, and one that has been asked everything before.
    let mut grown = Engine::new();
    for target in targets() {
        let expected = answers(&mut whole, target);
        assert_eq!(answers(&mut Engine::new(), target), expected, "{target}");
        assert_eq!(answers(&mut grown, target), expected, "{target}");
        answered += usize::from(expected.is_some());
    }
    assert!(answered > 200, "only {answered} targets were answered");
}

#[test]
fn what_was_left_unread_is_read_later() {
    let (mut grown, mut whole) = (Engine::new(), Engine::new());
    for target in ["gpt2", "linear", "resnet50"] {
        grown.questions(target).expect("it is in the library");
    }
    for (name, _) in library::files() {
        let [grown, whole] = [&mut grown, &mut whole].map(|engine| {
            let module = engine.load_library(name).expect("nothing is wrong with it");
            let module = engine.program().module(module);
            let names: Vec<String> = module.names.keys().cloned().collect();
            let expectations = module.expectations.iter().map(|expected| {
                let span = expected.span;
                (span.start, span.end)
            });
            let expectations: Vec<_> = expectations.collect();
            let readers = module.readers.len();
            (names, expectations, readers, module.doc.clone())
        });
        assert_eq!(grown, whole, "{name}");
    }
}

#[test]
fn the_table_of_declarations_is_what_the_parser_finds() {
    let mut found = Vec::new();
    for (file, text) in library::files() {
        let (tree, errors) = parse_file(SourceId::LONE, text);
        assert!(errors.is_empty(), "{file}");
        for item in &tree.items {
            let name = match &item.kind {
                ItemKind::Dim(dim) => &dim.name,
                ItemKind::Quantity(quantity) => &quantity.name,
                ItemKind::Let(definition) => &definition.name,
                ItemKind::Layer(layer) => &layer.name,
                ItemKind::Config(config) => match &config.head {
                    ConfigHead::Named { name, .. } => name,
                    ConfigHead::From { format, .. } => {
                        assert!(library::readers(&format.node).any(|reader| reader == *file));
                        continue;
                    }
                },
                ItemKind::Use(UseTarget::File(path)) => {
                    panic!("{file} uses a file beside the library: {}", path.node)
                }
                ItemKind::Use(UseTarget::Library(_))
                | ItemKind::Extend(_)
                | ItemKind::Expect(_) => {
                    continue;
                }
            };
            found.push((name.node.to_string(), (*file).to_owned()));
        }
    }
    found.sort();
    let table = library::declared_names();
    let table: Vec<_> = table
        .map(|(name, file)| (name.to_owned(), file.to_owned()))
        .collect();
    assert_eq!(table, found);
}
