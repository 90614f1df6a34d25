//! What is declared, as it is listed: signatures, first sentences, domains.

use crate::cost::{Config, ConfigBody, Dim, Layer, Program, Quantity};
use crate::text::Span;

/// `linear(I, O, rows = B*S, bias = 1)`
pub fn of_layer(program: &Program, layer: &Layer) -> String {
    let parameters = layer.parameters.iter().map(|parameter| {
        let default = parameter.default.as_ref();
        match default.map(|default| source(program, default.span)) {
            Some(default) => format!("{} = {default}", parameter.name),
            None => parameter.name.clone(),
        }
    });
    let parameters: Vec<String> = parameters.collect();
    format!("{}({})", layer.name, parameters.join(", "))
}

/// `a positive integer`, `a positive integer; 1 where nothing binds it`
pub fn of_dim(dim: &Dim) -> String {
    match &dim.default {
        None => dim.domain.to_string(),
        Some(default) => format!("{}; {default} where nothing binds it", dim.domain),
    }
}

/// `gpt(N = 12, …)` or `peak = 989e12, bandwidth = 3.35e12`, as it is written.
pub fn of_config(program: &Program, config: &Config) -> String {
    match &config.body {
        ConfigBody::Values(values) => {
            let values = values
                .iter()
                .map(|(name, value)| format!("{name} = {}", source(program, value.span)));
            values.collect::<Vec<_>>().join(", ")
        }
        ConfigBody::Call {
            layer, arguments, ..
        } => {
            let layer = program.layer(*layer);
            let arguments = arguments.iter().map(|(place, value)| {
                let name = &layer.parameters[*place].name;
                format!("{name} = {}", source(program, value.span))
            });
            format!(
                "{}({})",
                layer.name,
                arguments.collect::<Vec<_>>().join(", ")
            )
        }
        ConfigBody::Broken => String::new(),
    }
}

/// `= 2macs`, for a quantity that follows from others.
pub fn of_quantity(program: &Program, quantity: &Quantity) -> String {
    let derived = quantity.derived.as_ref();
    derived.map_or_else(String::new, |formula| {
        format!("= {}", source(program, formula.span))
    })
}

/// What is written at a place, on one line and without comments.
pub fn source(program: &Program, span: Span) -> String {
    let text = program.sources.slice(span);
    let lines = text
        .lines()
        .map(|line| line.split('#').next().unwrap_or(""));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// The first sentence of a documentation. A full stop before a number ends none: `Hoffmann et al. 2022`.
pub fn first_sentence(doc: &str) -> String {
    let paragraph = doc.split("\n\n").next().unwrap_or_default();
    let text = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = |at: &usize| !text[at + 2..].starts_with(|next: char| next.is_ascii_digit());
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    let end = stops.find(ends).map(|at| at + 1);
    text[..end.unwrap_or(text.len())].to_owned()
}
