//! A name whose letters are names themselves, so that it hides their product.

use crate::cost::{Declared, Layer, StatementKind};
use crate::lint::checked::Checked;
use crate::lint::definition::{Level, Lint};
use crate::lint::explanations;
use crate::lint::finding::{Finding, FindingKind};
use crate::text::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "hidden-product",
    level: Level::Warning,
    summary: "a name whose letters are names too, so that their product cannot be written",
    explanation: explanations::HIDDEN_PRODUCT,
    find: Some(find),
};

/// A name, what it is the name of, and where it is declared.
struct Named<'p> {
    what: &'static str,
    name: &'p str,
    span: Span,
}

fn find(checked: &Checked<'_>) -> Vec<Finding> {
    let values = values_of_file(checked);
    let mut found = Vec::new();
    let own = values.iter().filter(|named| checked.owns(named.span));
    found.extend(own.filter_map(|named| hides(named, &values, &[])));
    for (_, layer) in checked.layers() {
        let locals = values_of_layer(checked, layer);
        found.extend(
            locals
                .iter()
                .filter_map(|named| hides(named, &values, &locals)),
        );
    }
    found
}

fn hides(named: &Named<'_>, file: &[Named<'_>], layer: &[Named<'_>]) -> Option<Finding> {
    let mut letters = [0; 4];
    let is_value = |letter: char| {
        let letter: &str = letter.encode_utf8(&mut letters);
        file.iter().chain(layer).any(|value| value.name == letter)
    };
    let several = named.name.chars().nth(1).is_some();
    if !several || !named.name.chars().all(is_value) {
        return None;
    }
    let kind = FindingKind::HiddenProduct {
        what: named.what,
        name: named.name.to_owned(),
    };
    Some(Finding::new(LINT.name, kind, named.span))
}

/// The dims and `let`s that the file sees, its own and those it uses.
fn values_of_file<'p>(checked: &Checked<'p>) -> Vec<Named<'p>> {
    let declared = checked.visible().flat_map(|module| &module.names);
    let values = declared.filter_map(|(name, declared)| {
        let (what, span) = match declared {
            Declared::Dim(dim) => ("dim", dim.span),
            Declared::Let(id) => ("let", checked.program.file_let(*id).span),
            _ => return None,
        };
        Some(Named { what, name, span })
    });
    values.collect()
}

/// The parameters and `let`s of a layer.
fn values_of_layer<'p>(checked: &Checked<'p>, layer: &'p Layer) -> Vec<Named<'p>> {
    let parameters = layer.parameters.iter().map(|parameter| Named {
        what: "parameter",
        name: &parameter.name,
        span: parameter.span,
    });
    let lines = layer.body.iter().filter(|line| checked.owns(line.span));
    let lets = lines.filter_map(|line| match &line.kind {
        StatementKind::Let(slot, _) => Some(Named {
            what: "let",
            name: &layer.slot_names[*slot],
            span: checked.name_of_let(line.span),
        }),
        _ => None,
    });
    parameters.chain(lets).collect()
}
