//! The formula blocks of a page.

use flopform::{Engine, Shape};

use crate::set::line;

/// The page with every formula block as HTML.
pub(crate) fn with_formulas_set(page: &str, engine: &mut Engine) -> Result<String, String> {
    let mut set = String::with_capacity(page.len());
    let mut lines = page.lines();
    let mut in_another = false;
    while let Some(text) = lines.next() {
        let tag = text.strip_prefix("```");
        let layout = tag.filter(|_| !in_another).map(layout_of).transpose()?;
        if let Some(shape) = layout.flatten() {
            let claims = lines.by_ref().take_while(|line| !line.starts_with("```"));
            set.push_str(&block(engine, claims, &shape)?);
        } else {
            in_another ^= tag.is_some();
            set.push_str(text);
        }
        set.push('\n');
    }
    Ok(set)
}

/// How the forms of a block are arranged; nothing for the tag of another kind of block.
fn layout_of(tag: &str) -> Result<Option<Shape>, String> {
    match tag.trim() {
        "formula" => Ok(Some(Shape::Expanded)),
        "formula factored" => Ok(Some(Shape::Factored)),
        tag if tag.starts_with("formula") => Err(format!(
            "there is no block `{tag}`: write `formula` or `formula factored`"
        )),
        _ => Ok(None),
    }
}

/// One line of HTML, since an empty one would end it for Markdown.
fn block<'p>(
    engine: &mut Engine,
    claims: impl Iterator<Item = &'p str>,
    shape: &Shape,
) -> Result<String, String> {
    let claims: Vec<&str> = claims.filter(|claim| !claim.trim().is_empty()).collect();
    let rows = claims.iter().map(|claim| line(engine, claim, shape));
    let rows: String = rows.collect::<Result<_, _>>()?;
    let copied = escaped(&claims.join("\n"));
    Ok(format!(
        "<div class=\"formula\"><div class=\"formula-lines\">{rows}</div><button class=\"formula-copy\" \
         type=\"button\" title=\"Copy as .cost text\" aria-label=\"Copy as .cost text\" \
         data-cost=\"{copied}\">copy</button></div>\n"
    ))
}

/// A text as HTML shows it, also between quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            other => escaped.push(other),
        }
    }
    escaped
}
