//! What a document declares, as a tree.

use lsp_types::{DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, SymbolKind};

use crate::lsp::refusal::Answer;
use crate::lsp::text::Text;
use crate::lsp::world::World;
use crate::syntax::ast::{
    ConfigBody, ConfigHead, Item, ItemKind, Let, Name, Path, Statement, StatementKind,
};
use crate::text::Span;

/// The items of the document, with the lines of their bodies below them. Expectations are no symbols.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn symbols(
    world: &mut World,
    params: &DocumentSymbolParams,
) -> Answer<Option<DocumentSymbolResponse>> {
    let view = world.view(&params.text_document.uri)?;
    let items = view.tree().items.iter();
    let symbols = items.filter_map(|item| symbol(&view.text, item));
    Ok(Some(DocumentSymbolResponse::Nested(symbols.collect())))
}

fn symbol(text: &Text, item: &Item) -> Option<DocumentSymbol> {
    let plain = |name: &Name, detail: Option<&Name>, kind| {
        let detail = detail.map(|detail| detail.node.to_string());
        made(
            text,
            (name.node.as_str(), detail),
            kind,
            (item.span, name.span),
            Vec::new(),
        )
    };
    Some(match &item.kind {
        ItemKind::Use(_) | ItemKind::Expect(_) => return None,
        ItemKind::Dim(dim) => plain(&dim.name, dim.about.as_ref(), SymbolKind::VARIABLE),
        ItemKind::Quantity(quantity) => plain(
            &quantity.name,
            quantity.about.as_ref(),
            SymbolKind::PROPERTY,
        ),
        ItemKind::Let(held) => plain(&held.name, None, SymbolKind::CONSTANT),
        ItemKind::Layer(layer) => {
            let names = layer.parameters.iter().map(|one| one.name.node.as_str());
            let detail = format!("({})", names.collect::<Vec<_>>().join(", "));
            let name = (layer.name.node.as_str(), Some(detail));
            let spans = (item.span, layer.name.span);
            made(
                text,
                name,
                SymbolKind::CLASS,
                spans,
                lines(text, &layer.body),
            )
        }
        ItemKind::Extend(extend) => {
            let name = (&*dotted(&extend.layer), Some("extend".to_owned()));
            let spans = (item.span, extend.layer.span);
            made(
                text,
                name,
                SymbolKind::MODULE,
                spans,
                lines(text, &extend.body),
            )
        }
        ItemKind::Config(config) => {
            let (name, detail, place) = match &config.head {
                ConfigHead::Named { name, about } => {
                    let about = about.as_ref().map(|about| about.node.to_string());
                    (name.node.to_string(), about, name.span)
                }
                ConfigHead::From { format, kinds } => {
                    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.node.as_str()).collect();
                    (
                        kinds.join(", "),
                        Some(format!("from {}", format.node)),
                        format.span,
                    )
                }
            };
            let values = match &config.body {
                ConfigBody::Values(values) => values.as_slice(),
                ConfigBody::Call { .. } => &[],
            };
            let values = values.iter().map(|value| value_of(text, value));
            let spans = (item.span, place);
            made(
                text,
                (&name, detail),
                SymbolKind::OBJECT,
                spans,
                values.collect(),
            )
        }
    })
}

/// The lines of a body that name something.
fn lines(text: &Text, body: &[Statement]) -> Vec<DocumentSymbol> {
    let symbols = body.iter().flat_map(|line| match &line.kind {
        StatementKind::Child(child) => {
            let layer = dotted(&child.layer);
            let names = child.names.iter().map(|name| {
                let (kind, spans) = (SymbolKind::FIELD, (line.span, name.span));
                made(
                    text,
                    (name.node.as_str(), Some(layer.clone())),
                    kind,
                    spans,
                    Vec::new(),
                )
            });
            names.collect()
        }
        StatementKind::Cost(held) => vec![line_of(text, line, held, SymbolKind::PROPERTY)],
        StatementKind::Let(held) => vec![line_of(text, line, held, SymbolKind::CONSTANT)],
        StatementKind::Out(held) => vec![line_of(text, line, held, SymbolKind::VARIABLE)],
        StatementKind::ElseZero => Vec::new(),
    });
    symbols.collect()
}

fn line_of(text: &Text, line: &Statement, held: &Let, kind: SymbolKind) -> DocumentSymbol {
    let name = (held.name.node.as_str(), None);
    made(text, name, kind, (line.span, held.name.span), Vec::new())
}

fn value_of(text: &Text, held: &Let) -> DocumentSymbol {
    let whole = held.name.span.to(held.value.span);
    let name = (held.name.node.as_str(), None);
    made(
        text,
        name,
        SymbolKind::CONSTANT,
        (whole, held.name.span),
        Vec::new(),
    )
}

fn dotted(path: &Path) -> String {
    let parts: Vec<&str> = path.parts.iter().map(|part| part.node.as_str()).collect();
    parts.join(".")
}

#[expect(
    deprecated,
    reason = "the type has a field that is out of use and must be given"
)]
fn made(
    text: &Text,
    (name, detail): (&str, Option<String>),
    kind: SymbolKind,
    (whole, place): (Span, Span),
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    DocumentSymbol {
        name: name.to_owned(),
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: text.range(whole.range()),
        selection_range: text.range(place.range()),
        children: (!children.is_empty()).then_some(children),
    }
}
