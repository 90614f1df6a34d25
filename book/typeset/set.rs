//! One claim, derived and set as mathematics.

use flopform::notation::latex::latex;
use flopform::{Engine, Setting, Shape};
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::page::escaped;

/// What is asked, and its form.
pub(crate) fn line(engine: &mut Engine, claim: &str, shape: &Shape) -> Result<String, String> {
    let asked = claim.split_once(" == ").map_or(claim, |(asked, _)| asked);
    let asked = asked.trim();
    let latex = derived(engine, asked, shape).map_err(|why| format!("`{asked}`: {why}"))?;
    let mathematics = mathml(&latex).map_err(|why| format!("`{asked}`: {why}"))?;
    Ok(format!(
        "<span class=\"formula-asked\"><code>{}</code></span><span class=\"formula-form\">{mathematics}</span>",
        escaped(asked)
    ))
}

/// The closed form of an expression, in LaTeX.
fn derived(engine: &mut Engine, asked: &str, shape: &Shape) -> Result<String, String> {
    let questions = engine.questions(asked);
    let mut questions = questions.map_err(|errors| format!("{errors:?}"))?;
    if questions.len() != 1 {
        return Err(format!("{} things are called that", questions.len()));
    }
    let question = questions.remove(0);
    let answers = engine.answer(&question, &[], &Setting::default());
    let answers = answers.map_err(|errors| format!("{errors:?}"))?;
    let answer = answers.values.first().ok_or("it is no formula")?;
    let form = engine.form(&question, &answer.value, shape.clone());
    Ok(latex(&form.map_err(|error| error.to_string())?))
}

/// LaTeX as `MathML`, which browsers show by themselves.
fn mathml(latex: &str) -> Result<String, String> {
    let storage = Storage::new();
    let events: Vec<_> = Parser::new(latex, &storage).collect();
    if let Some(error) = events.iter().find_map(|event| event.as_ref().err()) {
        return Err(format!("{latex}: {error}"));
    }
    let mut mathml = String::new();
    let config = RenderConfig {
        display_mode: DisplayMode::Inline,
        ..RenderConfig::default()
    };
    push_mathml(&mut mathml, events.into_iter(), config).map_err(|error| error.to_string())?;
    Ok(mathml.replace('\n', " "))
}
