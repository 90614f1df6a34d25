//! Asking: targets, quantities and bindings become answers. `derive` and `eval` differ only in what
//! they print of them.

use std::sync::Arc;

use crate::cli::args::Asking;
use crate::cli::session::{Session, Step};
use crate::cost::{ConfigFile, QuantityId, Question, Setting};
use crate::engine::{Answer, Answers};

/// A question, what it is about, and what it comes to.
pub(super) struct Asked {
    /// The question.
    pub(super) question: Question,
    /// The quantities asked for; empty for an expression.
    pub(super) quantities: Vec<QuantityId>,
    /// The answers.
    pub(super) answers: Answers,
}

/// The answers to everything asked on the command line.
///
/// # Errors
/// When anything asked is mistaken.
pub(super) fn ask(session: &mut Session, asking: &Asking) -> Step<Vec<Asked>> {
    session.add_files(&asking.files)?;
    let mut asked = Vec::new();
    let setting = session.setting(asking)?;
    if let Some(path) = &asking.config {
        asked.push(ask_config(session, path, asking, &setting)?);
    }
    let questions = session.questions(asking)?;
    if asking.targets.is_empty() && asking.config.is_none() {
        return session.refuse(
            "no TARGET was given".to_owned(),
            "name a layer, a file or an expression, as in `flopform derive block`",
        );
    }
    for question in questions {
        let quantities = quantities(session, &question, asking)?;
        let answers = session.engine.answer(&question, &quantities, &setting);
        let answers = session.need(answers)?;
        session.say_unused(&answers.unused, asking, &question.names);
        asked.push(Asked {
            question,
            quantities,
            answers,
        });
    }
    Ok(asked)
}

fn quantities(
    session: &mut Session,
    question: &Question,
    asking: &Asking,
) -> Step<Vec<QuantityId>> {
    if asking.quantities.is_empty() {
        return Ok(session.engine.visible_quantities(question));
    }
    let mut found = Vec::new();
    for name in &asking.quantities {
        let quantity = session.engine.quantity(question, name.trim());
        found.push(session.need(quantity)?);
    }
    Ok(found)
}

fn ask_config(
    session: &mut Session,
    path: &std::path::Path,
    asking: &Asking,
    setting: &Setting,
) -> Step<Asked> {
    let file = match ConfigFile::read(path) {
        Ok(file) => file,
        Err(reason) => {
            let headline = format!("`{}` cannot be read: {reason}", path.display());
            return session.refuse(headline, "give the `config.json` of a model");
        }
    };
    let Some(kind) = file.kind() else {
        let headline = format!("`{}` does not say which model it is of", path.display());
        return session.refuse(
            headline,
            "add the key `model_type`, as Hugging Face writes it",
        );
    };
    let reader = session.engine.reader("huggingface", &kind);
    let Some(reader) = session.need(reader)? else {
        let headline = format!("no formula file reads a `config.json` of the model type `{kind}`");
        let help = "write a `config from huggingface` for it, and name its file with `-f`";
        return session.refuse(headline, help);
    };
    let question = Question::of_reader(session.engine.program(), reader, &kind);
    let quantities = quantities(session, &question, asking)?;
    let keys: Arc<dyn crate::cost::Keys> = Arc::new(file);
    let answers = session
        .engine
        .answer_with(&question, &quantities, setting, Some(&keys));
    let answers = session.need(answers)?;
    Ok(Asked {
        question,
        quantities,
        answers,
    })
}

impl Session {
    /// The name of the quantity of an answer; empty for an expression.
    pub(super) fn quantity_name(&self, answer: &Answer) -> String {
        let name = |id| self.engine.program().quantity(id).name.clone();
        answer.quantity.map_or_else(String::new, name)
    }

    /// The unit of the quantity of an answer; empty where there is none.
    pub(super) fn unit(&self, answer: &Answer) -> String {
        let unit = |id| self.engine.program().quantity(id).unit.clone();
        answer.quantity.map_or_else(String::new, unit)
    }
}
