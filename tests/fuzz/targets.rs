//! What is tried with inputs that nobody wrote: one function for each way into the program. A function
//! panics where something does not hold. The fuzzer calls them, and so does `tests/fuzz_corpus.rs`, with
//! the inputs that were kept.

use std::cell::RefCell;
use std::io::Cursor;
use std::sync::Arc;

use flopform::algebra::{Algebra, Limits, Verdict};
use flopform::cost::{ConfigFile, CostError, Keys, Question};
use flopform::diagnostic::{Style, diagnose_all, render_all};
use flopform::lsp::serve;
use flopform::syntax::{format_file, parse_expression, parse_file, parse_relation};
use flopform::text::{SourceId, Sources, Span};
use flopform::weights::{groups, matches, read_header};
use flopform::{Engine, Setting, Shape};

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 7] = [
    ("parse", parse),
    ("format", format),
    ("derive", derive),
    ("print", print),
    ("config", config),
    ("weights", weights),
    ("lsp", lsp),
];

/// Small enough that every input is answered soon.
fn limits() -> Limits {
    Limits {
        terms: 1 << 10,
        products: 1 << 14,
        bits: 1 << 12,
        exponent: 1 << 10,
        steps: 1 << 16,
        cases: 16,
        addends: 50,
        ..Limits::default()
    }
}

fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// A place must be one of the text, with no letter cut in two.
fn check_place(text: &str, span: Span) {
    assert!(
        text.get(span.range()).is_some(),
        "{span:?} is no place of {text:?}"
    );
}

/// Every error must have words and a picture.
fn show(errors: &[CostError], sources: &Sources) {
    assert!(!errors.is_empty(), "a refusal says why");
    let shown = render_all(&diagnose_all(errors), sources, Style::Plain);
    assert!(shown.contains("error"), "{shown}");
}

/// Files, expressions and relations are read, and mistakes are where they are said to be.
pub fn parse(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for error in parse_file(SourceId::LONE, text).1 {
        check_place(text, error.span);
    }
    match parse_expression(SourceId::LONE, text) {
        Ok(expression) => check_place(text, expression.span),
        Err(error) => check_place(text, error.span),
    }
    if let Err(error) = parse_relation(SourceId::LONE, text) {
        check_place(text, error.span);
    }
}

/// What the formatter writes has no mistakes, and is done after once.
pub fn format(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (file, errors) = parse_file(SourceId::LONE, text);
    if !errors.is_empty() {
        return;
    }
    let once = format_file(&file, text);
    let (again, errors) = parse_file(SourceId::LONE, &once);
    assert!(errors.is_empty(), "{errors:?}\n{text}\n----\n{once}");
    assert_eq!(file.items.len(), again.items.len(), "{text}\n----\n{once}");
    assert_eq!(format_file(&again, &once), once, "{text}");
}

/// A file is derived and tested, or refused in words.
pub fn derive(data: &[u8]) {
    let Some(text) = text(data) else { return };
    // A file that names others reads them, which is slow and not what is tried here.
    let uses = text
        .lines()
        .filter(|line| line.trim_start().starts_with("use "))
        .count();
    if uses > 3 {
        return;
    }
    let mut engine = Engine::with_limits(limits());
    let module = match engine.add_text("fuzz.cost", text) {
        Ok(module) => module,
        Err(errors) => return show(&errors, engine.sources()),
    };
    for question in engine.questions_of(module) {
        let quantities = engine.visible_quantities(&question);
        match engine.derivation(&question, &quantities, &Setting::default()) {
            Ok(derivation) => assert!(!derivation.to_string().is_empty()),
            Err(errors) => show(&errors, engine.sources()),
        }
    }
    for (_, _, tested) in engine.test(module) {
        if let Err(error) = tested {
            show(&[error], engine.sources());
        }
    }
}

/// Every way in which a value is printed reads back as the same value.
pub fn print(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let mut engine = Engine::with_limits(limits());
    let Some((question, value)) = value_of(&mut engine, text) else {
        return;
    };
    for shape in [
        Shape::Expanded,
        Shape::Factored,
        Shape::Collected("E".to_owned()),
    ] {
        let Ok(form) = engine.form(&question, &value, shape) else {
            continue;
        };
        let known = engine.known_names(&question);
        for printed in [form.unicode(&known), form.ascii(&known)] {
            let Some((_, again)) = value_of(&mut engine, &format!("({printed})")) else {
                // What just fits may come to one step more on the way back; what reads at all must read.
                let read = parse_expression(SourceId::LONE, &printed);
                assert!(read.is_ok(), "{text} was printed as {printed}");
                continue;
            };
            let verdict = Algebra::with_limits(limits()).equal(&again, &value);
            assert!(
                !matches!(verdict, Ok(Verdict::Fails(_))),
                "{text} was printed as {printed}: {verdict:?}"
            );
        }
    }
}

fn value_of(engine: &mut Engine, text: &str) -> Option<(Question, flopform::algebra::Value)> {
    let questions = match engine.questions(text) {
        Ok(questions) => questions,
        Err(errors) => {
            show(&errors, engine.sources());
            return None;
        }
    };
    let question = questions.into_iter().next()?;
    match engine.answer(&question, &[], &Setting::default()) {
        Ok(mut answers) if !answers.values.is_empty() => {
            Some((question, answers.values.remove(0).value))
        }
        Ok(_) => None,
        Err(errors) => {
            show(&errors, engine.sources());
            None
        }
    }
}

thread_local! {
    /// Files of the library are read once; what has been asked since is forgotten now and then.
    static READER: RefCell<(Engine, u32)> = RefCell::new((Engine::with_limits(limits()), 0));
}

/// A configuration file is understood, or refused in words.
pub fn config(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(file) = ConfigFile::parse(text) else {
        return;
    };
    let Some(kind) = file.kind() else { return };
    READER.with_borrow_mut(|(engine, asked)| {
        *asked += 1;
        if *asked % 2_000 == 0 {
            *engine = Engine::with_limits(limits());
        }
        let reader = engine
            .reader("huggingface", &kind)
            .expect("the library is sound");
        let Some(reader) = reader else { return };
        let question = Question::of_reader(engine.program(), reader, &kind);
        let params = engine
            .quantity(&question, "params")
            .expect("it is in the library");
        let keys: Arc<dyn Keys> = Arc::new(file);
        let answers = engine.answer_with(&question, &[params], &Setting::default(), Some(&keys));
        match answers {
            Ok(answers) => {
                let _ = engine.number(&answers.values[0].value);
            }
            Err(errors) => show(&errors, engine.sources()),
        }
    });
}

/// The header of a file of weights is read, or refused; what is read is all in some group.
pub fn weights(data: &[u8]) {
    if let Ok(header) = read_header(data) {
        let groups = groups(&header.tensors);
        let count: u64 = groups.iter().map(|group| group.count).sum();
        assert_eq!(count, header.tensors.len() as u64);
        for group in groups {
            assert!(matches(&group.one.name, &group.pattern), "{group:?}");
        }
    }
}

/// The most messages of a conversation.
const MOST_MESSAGES: usize = 24;

/// A conversation with the language server, a message on each line: every line is answered or passed over,
/// and the server goes on to the end.
pub fn lsp(data: &[u8]) {
    let mut sent: Vec<&[u8]> = vec![
        br#"{"jsonrpc":"2.0","id":"first","method":"initialize","params":{"capabilities":{}}}"#,
        br#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
    ];
    sent.extend(data.split(|byte| *byte == b'\n').take(MOST_MESSAGES));
    sent.push(br#"{"jsonrpc":"2.0","id":"last","method":"shutdown"}"#);
    sent.push(br#"{"jsonrpc":"2.0","method":"exit"}"#);
    let mut input = Vec::new();
    for message in sent {
        input.extend_from_slice(format!("Content-Length: {}\r\n\r\n", message.len()).as_bytes());
        input.extend_from_slice(message);
    }
    let mut output = Vec::new();
    serve(Cursor::new(input), &mut output).expect("memory can be written");
    let output = String::from_utf8(output).expect("messages are text");
    assert!(output.contains(r#""id":"first""#), "{output}");
    // The code of JSON-RPC for a server that has lost its way.
    assert!(!output.contains(r#""code":-32603"#), "{output}");
}
