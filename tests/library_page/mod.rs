//! A page of the book about one formula file.

use flopform::cost::{Setting, library};
use flopform::syntax::ast::{ConfigBody, ConfigHead, Item, ItemKind, UseTarget};
use flopform::syntax::parse_file;
use flopform::text::SourceId;
use flopform::{Engine, Shape};

/// What a page shows of a layer or a config, where it is not zero.
const SHOWN: [&str; 4] = ["params", "flops", "activations", "state"];
/// What it shows also where it is zero.
const ALWAYS: usize = 2;
/// A longer form is for the terminal.
const LONGEST: usize = 240;

/// A page, and what the file's author wrote at its head.
pub(crate) struct Page {
    /// The documentation of the file.
    pub(crate) about: String,
    /// The page in Markdown.
    pub(crate) text: String,
}

/// The page of a file of the library.
pub(crate) fn page(engine: &mut Engine, name: &str, source: &str) -> Page {
    let (file, errors) = parse_file(SourceId::LONE, source);
    assert!(errors.is_empty(), "{name}: {errors:?}");
    let about = file.doc.as_ref().map(|doc| doc.node.clone());
    let about = about.unwrap_or_default();
    let mut text = format!("# {name}\n\n{}\n", prose(&about));
    text += &uses(name, &file.items, source);
    let mut open = None;
    for item in &file.items {
        if let Some(group) = group(&item.kind) {
            if open != Some(group) {
                text += if open.is_some() { "```\n" } else { "" };
                text += &format!("\n## {group}\n\n```cost text\n");
                open = Some(group);
            }
            text += &definition(item, source);
            continue;
        }
        text += if open.take().is_some() { "```\n" } else { "" };
        text += &section(engine, name, item, source);
    }
    text += if open.is_some() { "```\n" } else { "" };
    Page { about, text }
}

/// Where the page of a file stands among those of the library.
pub(crate) fn place(name: &str) -> String {
    format!("{}.md", name.replace('.', "/"))
}

/// Which files a file uses.
fn uses(name: &str, items: &[Item], source: &str) -> String {
    let up = "../".repeat(name.matches('.').count());
    let links = items.iter().filter_map(|item| match &item.kind {
        ItemKind::Use(UseTarget::Library(path)) => {
            let path = &source[path.span.range()];
            Some(format!("[{path}]({up}{})", place(path)))
        }
        _ => None,
    });
    let links: Vec<String> = links.collect();
    if links.is_empty() {
        return String::new();
    }
    format!("\nUses {}.\n", links.join(", "))
}

/// The heading under which several short items stand together.
fn group(kind: &ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Dim(_) => Some("Dims"),
        ItemKind::Quantity(_) => Some("Quantities"),
        ItemKind::Let(_) => Some("Values"),
        ItemKind::Extend(_) => Some("Rules for layers of other files"),
        ItemKind::Expect(_) => Some("Expectations"),
        ItemKind::Use(_) | ItemKind::Layer(_) | ItemKind::Config(_) => None,
    }
}

/// An item among others, with what was written about it.
fn definition(item: &Item, source: &str) -> String {
    let whole = item.doc.as_ref().map_or(item.span, |doc| doc.span);
    format!("{}\n", &source[whole.to(item.span).range()])
}

/// A layer or a config: words, definition, closed forms.
fn section(engine: &mut Engine, file: &str, item: &Item, source: &str) -> String {
    let (heading, about, target) = match &item.kind {
        ItemKind::Layer(layer) => {
            let name = &layer.name.node;
            (name.to_string(), None, Some(name.to_string()))
        }
        ItemKind::Config(config) => match &config.head {
            ConfigHead::Named { name, about } => {
                let called = matches!(config.body, ConfigBody::Call { .. });
                let target = called.then(|| name.node.to_string());
                let about = about.as_ref().map(|about| about.node.to_string());
                (name.node.to_string(), about, target)
            }
            ConfigHead::From { format, kinds } => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.node.as_str()).collect();
                let heading = format!("{} of {}", kinds.join(", "), format.node);
                (heading, None, None)
            }
        },
        _ => return String::new(),
    };
    let mut text = format!("\n## {heading}\n");
    let doc = item.doc.as_ref().map(|doc| doc.node.as_str());
    for words in [about.as_deref(), doc].into_iter().flatten() {
        text += &format!("\n{}\n", prose(words));
    }
    let definition = &source[item.span.range()];
    text += &format!("\n```cost text\n{definition}\n```\n");
    text + &target.map_or_else(String::new, |target| forms(engine, file, &target))
}

/// The closed forms, as claims of the language.
fn forms(engine: &mut Engine, file: &str, target: &str) -> String {
    let alone = library::declaring(target).count() == 1;
    let whole = if alone {
        target.to_owned()
    } else {
        format!("{file}.{target}")
    };
    let questions = engine.questions(&whole);
    let questions = questions.unwrap_or_else(|errors| panic!("{whole}: {errors:?}"));
    let mut claims = String::new();
    let (mut long, mut undecided) = (Vec::new(), Vec::new());
    for question in questions {
        for (place, quantity) in SHOWN.iter().enumerate() {
            let Ok(id) = engine.quantity(&question, quantity) else {
                continue;
            };
            let answers = engine.answer(&question, &[id], &Setting::default());
            let Ok(answers) = answers else {
                undecided.push(*quantity);
                continue;
            };
            let form = engine.form(&question, &answers.values[0].value, Shape::Expanded);
            let form = form.unwrap_or_else(|error| panic!("{quantity}({whole}): {error}"));
            let form = form.ascii(&engine.known_names(&question));
            if form == "0" && place >= ALWAYS {
                continue;
            }
            if form.chars().count() > LONGEST {
                long.push(*quantity);
                continue;
            }
            claims += &format!("{quantity}({whole}) == {form}\n");
        }
    }
    let mut text = String::new();
    if !claims.is_empty() {
        text += &format!("\n```formula\n{claims}```\n");
    }
    if !undecided.is_empty() {
        text += &format!(
            "\nWithout numbers for some sizes, or an assumption, there is no form for {}.\n",
            undecided.join(", ")
        );
    }
    if !long.is_empty() {
        let long = long.join(",");
        text += &format!("\nLonger: `flopform derive {whole} -q {long}`.\n");
    }
    text
}

/// Words of a formula file as Markdown: what is between backquotes stays, and no emphasis, link or
/// mathematics is seen in the rest.
pub(crate) fn prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    let mut quoted = false;
    for letter in text.chars() {
        quoted ^= letter == '`';
        if !quoted && matches!(letter, '*' | '_' | '<' | '[' | ']' | '$') {
            prose.push('\\');
        }
        prose.push(letter);
    }
    prose.trim_end().to_owned()
}
