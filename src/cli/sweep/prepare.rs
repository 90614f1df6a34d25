//! What is evaluated at every point: the forms of a target under the bindings of some symbols.

use crate::algebra::{Limits, Rational, Value};
use crate::cli::args::{Asking, Sweep};
use crate::cli::asked::{Asked, quantities};
use crate::cli::exit::Exit;
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::sweep::words::{Words, outside_brackets};
use crate::cli::writer::Writer;
use crate::cost::formula::{Fact, Formula, FormulaKind};
use crate::cost::{QuantityId, Question, Setting, Subject};
use crate::diagnostic::{Diagnostic, Unbound, unbound};
use crate::engine::{Answers, Errors};
use crate::evaluator::Formulas;
use crate::text::did_you_mean;

/// What is swept.
pub(super) struct Swept {
    /// What is asked, and the quantities of each; none for an expression.
    pub(super) questions: Vec<(Question, Vec<QuantityId>)>,
    /// The swept symbols that must have a value before anything is derived, by place.
    pub(super) structural: Vec<usize>,
    /// The symbols that follow from others.
    pub(super) derived: Vec<String>,
}

/// Which formulas are what: first the columns, then the conditions, then what rows are chosen by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// How many columns are written.
    pub(super) shown: usize,
    /// How many conditions there are.
    pub(super) conditions: usize,
    /// How many numbers rows are chosen by.
    pub(super) keys: usize,
}

/// Names and numbers.
pub(super) type Bound = [(String, Rational)];

/// Finds out what the targets need, and which symbols must be bound before they are derived.
///
/// # Errors
/// When something cannot be derived with all of them bound.
pub(super) fn prepare(
    session: &mut Session,
    arguments: &Sweep,
    words: &Words,
    symbols: &Bound,
) -> Step<Swept> {
    let asking = Asking {
        targets: arguments.targets.clone(),
        quantities: arguments.quantities.clone(),
        ..Asking::default()
    };
    let mut questions = Vec::new();
    for question in session.questions(&asking)? {
        let quantities = quantities(session, &question, &asking)?;
        questions.push((question, quantities));
    }
    let bound = |places: &[usize]| -> Vec<(String, Rational)> {
        places.iter().map(|place| symbols[*place].clone()).collect()
    };
    let mut structural: Vec<usize> = Vec::new();
    let mut found = answers(session, arguments, &questions, words, &[]);
    if found.is_err() {
        // With every symbol bound it must work; then as many as possible are set free again.
        structural = (0..symbols.len()).collect();
        let all = answers(session, arguments, &questions, words, &bound(&structural));
        found = Ok(session.need(all)?);
        for place in 0..symbols.len() {
            let fewer = structural.iter().copied().filter(|held| *held != place);
            let fewer: Vec<usize> = fewer.collect();
            let values = answers(session, arguments, &questions, words, &bound(&fewer));
            if values.is_ok() {
                found = values;
                structural = fewer;
            }
        }
    }
    let found = session.need(found)?;
    session.say_taken(found.iter().flat_map(|answers| &answers.taken));
    let setting = session.engine.setting(&[], &asking.with, &asking.assume);
    let setting = session.need(setting)?;
    let mut names: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for ((question, quantities), answers) in questions.into_iter().zip(found) {
        let mut asked = Asked {
            question,
            quantities,
            answers,
            setting: setting.clone(),
            file: None,
        };
        asked.leave_out_zeros(session.engine.program(), &asking);
        say_conditions(session, &asked)?;
        let values = asked.answers.values.iter();
        open.extend(values.flat_map(|answer| session.engine.symbols(&answer.value)));
        names.extend(asked.question.names.iter().cloned());
        // What is bound and asked for is of use, also where it leaves no symbol.
        let bound = words
            .bound_names()
            .chain(symbols.iter().map(|(name, _)| name.as_str()));
        let asked_for = bound.filter(|name| !asked.answers.unused.iter().any(|held| held == name));
        let structural: Vec<&str> = structural
            .iter()
            .map(|at| symbols[*at].0.as_str())
            .collect();
        let known = |name: &&str| {
            words.bound_names().any(|held| held == *name) || structural.contains(name)
        };
        open.extend(asked_for.filter(known).map(str::to_owned));
        kept.push((asked.question, asked.quantities));
    }
    let mut derived = Vec::new();
    for name in words.bound_names() {
        let value = column_value(session, arguments, words, name)?;
        if value.as_constant().is_none() {
            open.extend(session.engine.symbols(&value));
            derived.push(name.to_owned());
        }
    }
    let swept = symbols.iter().map(|(name, _)| name.as_str());
    let swept = swept.filter(|_| arguments.rows.is_none());
    for name in swept
        .chain(words.bound_names())
        .filter(|name| !open.iter().any(|held| held == name))
    {
        let near = did_you_mean(name, names.iter().map(String::as_str));
        let near = near.filter(|near| *near != name);
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        session.note(&format!("nothing here depends on `{name}`{near}"));
    }
    Ok(Swept {
        questions: kept,
        structural,
        derived,
    })
}

/// Says under which conditions the forms hold.
fn say_conditions(session: &mut Session, asked: &Asked) -> Step {
    let writer = Writer::new(&session.engine, &asked.question);
    let conditions = asked.answers.conditions.iter();
    let conditions = conditions.map(|polynomial| writer.not_zero(polynomial));
    let conditions: Result<Vec<String>, Errors> = conditions.collect();
    for condition in session.need(conditions)? {
        session.note(&format!("assuming {condition}"));
    }
    Ok(())
}

/// The value that `--set` gives a name, in terms of the symbols that are swept.
fn column_value(
    session: &mut Session,
    arguments: &Sweep,
    words: &Words,
    name: &str,
) -> Step<Value> {
    let symbol = format!("value_of_{name}");
    let mut set = words.bound.clone();
    set.push(format!("{symbol}={name}"));
    let setting = session.engine.setting(&set, &arguments.with, &[]);
    let setting = session.need(setting)?;
    let setting = setting.keeping_open(words.open.iter().cloned());
    // A word alone would name a layer.
    let question = session.engine.questions(&format!("1*{symbol}"));
    let question = session.need(question)?.remove(0);
    let answers = session.engine.answer(&question, &[], &setting);
    Ok(session.need(answers)?.values.remove(0).value)
}

/// Everything bound on the command line, and some of the swept symbols bound to numbers.
fn setting(
    session: &mut Session,
    arguments: &Sweep,
    words: &Words,
    bound: &Bound,
) -> Result<Setting, Errors> {
    let mut set = words.bound.clone();
    set.extend(
        bound
            .iter()
            .map(|(name, value)| format!("{name}=({value})")),
    );
    let setting = session
        .engine
        .setting(&set, &arguments.with, &arguments.assume)?;
    Ok(setting.keeping_open(words.open.iter().cloned()))
}

fn answers(
    session: &mut Session,
    arguments: &Sweep,
    questions: &[(Question, Vec<QuantityId>)],
    words: &Words,
    bound: &Bound,
) -> Result<Vec<Answers>, Errors> {
    let setting = setting(session, arguments, words, bound)?;
    let answers = questions
        .iter()
        .map(|(question, quantities)| session.engine.answer(question, quantities, &setting));
    answers.collect()
}

/// The names of the columns that formulas fill, in order. Those of several targets say whose they are.
pub(super) fn columns(session: &Session, swept: &Swept) -> Vec<String> {
    let mut names = swept.derived.clone();
    let single = swept.questions.len() == 1;
    let program = session.engine.program();
    for (question, quantities) in &swept.questions {
        let label = &question.label;
        if quantities.is_empty() || !matches!(question.subject, Subject::Target(_)) {
            names.push(if single {
                "value".to_owned()
            } else {
                label.clone()
            });
            continue;
        }
        for id in quantities {
            let name = &program.quantity(*id).name;
            names.push(if single {
                name.clone()
            } else {
                format!("{name}({label})")
            });
        }
    }
    names
}

/// What rows are chosen by, and for each whether it is to be large.
pub(super) fn keys(arguments: &Sweep) -> Vec<(String, bool)> {
    if let Some(by) = &arguments.by {
        return vec![(by.clone(), true)];
    }
    let pareto = arguments
        .pareto
        .as_deref()
        .map(|text| outside_brackets(text, ','));
    let keys = pareto.unwrap_or_default().into_iter().map(|key| {
        let key = key.trim();
        match key.strip_prefix("max:") {
            Some(key) => (key.to_owned(), true),
            None => (key.strip_prefix("min:").unwrap_or(key).to_owned(), false),
        }
    });
    keys.collect()
}

/// The formulas under the bindings of the structural symbols.
///
/// # Errors
/// When something is mistaken, has no rule, or has symbols that are given no value.
pub(super) fn formulas(
    session: &mut Session,
    arguments: &Sweep,
    swept: &Swept,
    words: &Words,
    bound: &Bound,
    symbols: &[(String, bool)],
) -> Step<(Formulas, Parts)> {
    let answers = answers(session, arguments, &swept.questions, words, bound);
    let answers = session.need(answers)?;
    let mut values = Vec::new();
    for name in &swept.derived {
        let value = column_value(session, arguments, words, name)?;
        values.push(value);
    }
    let found = swept.questions.iter().zip(&answers);
    let found = found.flat_map(|((question, _), answers)| {
        answers
            .values
            .iter()
            .map(move |answer| (&question.label, answer))
    });
    for (label, answer) in found {
        if !answer.unruled.is_empty() {
            let missing = answer.unruled.join(", ");
            let headline = format!("`{label}` has no number: {missing} without a rule");
            let help = "give the layer a rule, or write `else 0` in it if zero is meant";
            let diagnostic = Diagnostic::error(headline).help(help);
            session.show(&[diagnostic], Exit::NoValue);
            return Err(Stopped);
        }
        values.push(answer.value.clone());
    }
    let shown = values.len();
    for condition in &arguments.conditions {
        let text = format!("[{condition}]");
        let value = expression(session, arguments, swept, words, bound, &text)?;
        values.push(value);
    }
    let keys = keys(arguments);
    for (key, _) in &keys {
        // A word alone would name a layer.
        let key = format!("1*({key})");
        values.push(expression(session, arguments, swept, words, bound, &key)?);
    }
    let given = |name: &String| symbols.iter().any(|(held, _)| held == name);
    let open = values
        .iter()
        .flat_map(|value| session.engine.symbols(value));
    let mut open: Vec<String> = open.filter(|name| !given(name)).collect();
    open.sort_unstable();
    open.dedup();
    if !open.is_empty() {
        let (question, _) = &swept.questions[0];
        let dims = session.engine.dims(question);
        let open = question.in_order(open).into_iter().map(|name| {
            let about = dims.get(&name).and_then(|dim| dim.about.clone());
            Unbound { name, about }
        });
        let open: Vec<Unbound> = open.collect();
        session.show(&[unbound(&question.label, &open)], Exit::NoValue);
        return Err(Stopped);
    }
    let parts = Parts {
        shown,
        conditions: arguments.conditions.len(),
        keys: keys.len(),
    };
    Ok((Formulas::new(values, symbols, &Limits::default()), parts))
}

/// An expression of the columns and of symbols.
fn expression(
    session: &mut Session,
    arguments: &Sweep,
    swept: &Swept,
    words: &Words,
    bound: &Bound,
    text: &str,
) -> Step<Value> {
    // Of several targets none is meant by `flops` alone; `flops(gpt2)` is an expression anyway.
    let mut columns = columns(session, swept).split_off(swept.derived.len());
    if swept.questions.len() > 1 {
        columns.clear();
    }
    let (target, quantities) = &swept.questions[0];
    let question = session.engine.questions(&with_columns(text, &columns));
    let mut question = session.need(question)?;
    let setting = setting(session, arguments, words, bound);
    let mut setting = session.need(setting)?;
    for (place, name) in columns.iter().enumerate() {
        let (kind, span) = match &target.subject {
            Subject::Expression(formula) => (formula.kind.clone(), formula.span),
            Subject::Target(target) => {
                let cost = FormulaKind::Cost(quantities[place], Box::new(target.clone()));
                (cost, target.span)
            }
            Subject::Reader(_) => unreachable!("no file is read"),
        };
        // Bound before anything is derived, so that no fact about a symbol is used.
        let fact = Fact::Bind(column_symbol(name), Formula { kind, span });
        setting.facts.push(fact);
    }
    if question.is_empty() || !matches!(question[0].subject, Subject::Expression(_)) {
        let headline = format!("`{text}` is no expression");
        return session.refuse(
            headline,
            "write a quantity or a symbol, as in `flops/params`",
        );
    }
    let mut question = question.remove(0);
    let domains = target.domains.iter();
    question
        .domains
        .extend(domains.map(|(name, domain)| (name.clone(), *domain)));
    let answers = session.engine.answer(&question, &[], &setting);
    Ok(session.need(answers)?.values.remove(0).value)
}

/// The symbol that a column is in conditions.
fn column_symbol(name: &str) -> String {
    format!("{name}_")
}

/// The text with every name of a column made a symbol, which a quantity's name is not.
fn with_columns(text: &str, columns: &[String]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
        let end = rest
            .find(|letter: char| !in_word(letter))
            .unwrap_or(rest.len());
        if end == 0 {
            written.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        // `24flops` is a number and a name.
        let name = word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let called = after.starts_with('(');
        if !called && columns.iter().any(|column| column == name) {
            written += &word[..word.len() - name.len()];
            written += &column_symbol(name);
        } else {
            written += word;
        }
        rest = after;
    }
    written
}
