//! The words that fit a place.

use std::rc::Rc;

use lsp_types::{
    CompletionItem, CompletionItemKind, Documentation, InsertTextFormat, MarkupContent, MarkupKind,
    TextEdit,
};

use crate::cost::formula::TargetBase;
use crate::cost::{Builtin, Declared, Layer, library};
use crate::lsp::context::{Token, open_calls, typed_names};
use crate::lsp::requests::completion::paths::kind_of;
use crate::lsp::view::View;
use crate::lsp::words::words;
use crate::syntax::ITEM_WORDS;

/// The words that begin a line of a body, and what follows them.
const LINE_WORDS: [&str; 4] = ["let ", "out ", "aside ", "else 0"];

/// The words inside expressions and behind children.
const INNER_WORDS: [&str; 9] = [
    "if", "then", "else", "of", "with", "for", "in", "where", "within",
];

/// What words are made from.
pub(super) struct Items<'a> {
    /// The document as it is, and as it was when it was whole.
    pub(super) views: &'a [Rc<View>],
    pub(super) tokens: &'a [Token<'a>],
    pub(super) snippets: bool,
}

impl Items<'_> {
    /// What a line of a body may begin with: a rule for a quantity, or a word.
    pub(super) fn statements(&self) -> Vec<CompletionItem> {
        let rules = self.named(|view, declared| match declared {
            Declared::Quantity(id) => view.program().quantity(*id).derived.is_none(),
            _ => false,
        });
        let rules = rules.into_iter().map(|mut item| {
            item.insert_text = Some(format!("{} = ", item.label));
            item
        });
        let words = LINE_WORDS.iter().map(|word| keyword(word));
        rules.chain(words).collect()
    }

    /// Layers with their parameters; also those of the library that are not visible yet, which then are
    /// used.
    pub(super) fn layers(&self, with_library: bool) -> Vec<CompletionItem> {
        let mut items = self.named(|_, declared| matches!(declared, Declared::Layer(_)));
        if let Some(view) = self.views.first().filter(|_| with_library) {
            let names = library::declared_layers().filter(|(_, file)| {
                let own = &view.program().module(view.module).name;
                own != file
            });
            items.extend(names.map(|(name, file)| CompletionItem {
                label: name.to_owned(),
                kind: Some(CompletionItemKind::CLASS),
                detail: Some(format!("use {file}")),
                sort_text: Some(format!("3{name}")),
                additional_text_edits: Some(vec![use_edit(view, file)]),
                ..CompletionItem::default()
            }));
        }
        items
    }

    /// Layers and configs.
    pub(super) fn targets(&self) -> Vec<CompletionItem> {
        self.named(|view, declared| match declared {
            Declared::Layer(_) => true,
            Declared::Config(id) => {
                let called = view.program().layer_of(TargetBase::Config(*id));
                called.is_some()
            }
            _ => false,
        })
    }

    /// Whatever an expression is made of, and the parameters of the call around it.
    pub(super) fn values(&self) -> Vec<CompletionItem> {
        let mut items = self.parameters();
        let lexical = typed_names(self.tokens).into_iter();
        items.extend(lexical.map(|(name, kind)| CompletionItem {
            label: name.to_owned(),
            kind: Some(CompletionItemKind::VARIABLE),
            detail: Some(kind.to_owned()),
            sort_text: Some(format!("1{name}")),
            ..CompletionItem::default()
        }));
        items.extend(self.named(|_, _| true));
        items.extend(Builtin::all().map(|function| CompletionItem {
            label: function.name().to_owned(),
            kind: Some(CompletionItemKind::FUNCTION),
            detail: Some(format!("{}({})", function.name(), function.parameters())),
            documentation: Some(Documentation::String(function.about().to_owned())),
            ..CompletionItem::default()
        }));
        items.extend(INNER_WORDS.iter().map(|word| keyword(word)));
        items
    }

    /// The parameters of the layer that is being called, as named arguments.
    fn parameters(&self) -> Vec<CompletionItem> {
        let calls = open_calls(self.tokens);
        let Some(call) = calls.first() else {
            return Vec::new();
        };
        if call.named.is_some() && self.tokens.last().is_none_or(|last| last.text != ",") {
            return Vec::new();
        }
        let called = self.views.iter().find_map(|view| {
            let base = match view.declared(&call.callee)? {
                Declared::Layer(id) => TargetBase::Layer(*id),
                Declared::Config(id) => TargetBase::Config(*id),
                _ => return None,
            };
            let program = view.program();
            Some(program.layer(program.layer_of(base)?))
        });
        let parameters = called.into_iter().flat_map(|layer| &layer.parameters);
        let items = parameters.map(|parameter| CompletionItem {
            label: format!("{} =", parameter.name),
            kind: Some(CompletionItemKind::FIELD),
            detail: called.map(Layer::signature),
            insert_text: Some(format!("{} = ", parameter.name)),
            sort_text: Some(format!("0{}", parameter.name)),
            ..CompletionItem::default()
        });
        items.collect()
    }

    /// The visible names that fit.
    fn named(&self, fits: impl Fn(&View, &Declared) -> bool) -> Vec<CompletionItem> {
        let mut items = Vec::new();
        for view in self.views {
            let program = view.program();
            let own = std::iter::once(&view.module);
            for module in own.chain(&program.module(view.module).uses) {
                let names = program.module(*module).names.iter();
                let names = names.filter(|(_, declared)| fits(view, declared));
                let near = usize::from(*module != view.module) + 1;
                items.extend(names.map(|(name, declared)| self.item(view, name, declared, near)));
            }
        }
        items
    }

    fn item(&self, view: &View, name: &str, declared: &Declared, near: usize) -> CompletionItem {
        let said = words(view.program(), declared, name);
        let about = Some(said.about).filter(|about| !about.is_empty());
        let documentation = about.map(|value| {
            let kind = MarkupKind::Markdown;
            Documentation::MarkupContent(MarkupContent { kind, value })
        });
        let mut item = CompletionItem {
            label: name.to_owned(),
            kind: Some(kind_of(declared)),
            detail: Some(said.heading),
            documentation,
            sort_text: Some(format!("{near}{name}")),
            ..CompletionItem::default()
        };
        let after_colon = self.tokens.last().is_some_and(|last| last.text == ":");
        if let (Declared::Layer(id), true) = (declared, after_colon && self.snippets) {
            item.insert_text = Some(snippet(view.program().layer(*id)));
            item.insert_text_format = Some(InsertTextFormat::SNIPPET);
        }
        item
    }
}

/// The words that begin items.
pub(super) fn item_words() -> Vec<CompletionItem> {
    ITEM_WORDS.iter().map(|word| keyword(word)).collect()
}

/// The files of the library.
pub(super) fn library_files() -> Vec<CompletionItem> {
    let files = library::files().iter().map(|(file, text)| CompletionItem {
        label: (*file).to_owned(),
        kind: Some(CompletionItemKind::FILE),
        detail: text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("## "))
            .map(str::to_owned),
        ..CompletionItem::default()
    });
    files.collect()
}

/// A call with a place to fill in for each parameter that must be given.
fn snippet(layer: &Layer) -> String {
    let needed = layer.parameters.iter().filter(|one| !one.optional);
    let places = needed
        .enumerate()
        .map(|(at, one)| format!("${{{}:{}}}", at + 1, one.name));
    let places: Vec<String> = places.collect();
    format!("{}({})", layer.name, places.join(", "))
}

/// A line that makes a file visible, behind the others of its kind.
fn use_edit(view: &View, file: &str) -> TextEdit {
    let text = &view.text;
    let lines = text.content.split_inclusive('\n');
    let mut at = 0;
    let mut after_uses = None;
    for line in lines {
        at += line.len();
        if line.starts_with("use ") {
            after_uses = Some(at);
        }
    }
    let doc = view.tree().doc.as_ref().map(|doc| doc.span.range().end);
    let after_doc = doc.map(|end| text.line(text.line_at(end)).end);
    let (at, with) = match (after_uses, after_doc) {
        (Some(at), _) if text.content[..at].ends_with('\n') => (at, format!("use {file}\n")),
        (Some(at), _) => (at, format!("\nuse {file}")),
        (None, Some(at)) => (at, format!("\n\nuse {file}")),
        (None, None) => (0, format!("use {file}\n")),
    };
    TextEdit::new(text.range(at..at), with)
}

fn keyword(word: &str) -> CompletionItem {
    CompletionItem {
        label: word.trim_end().to_owned(),
        kind: Some(CompletionItemKind::KEYWORD),
        insert_text: Some(word.to_owned()),
        sort_text: Some(format!("9{word}")),
        ..CompletionItem::default()
    }
}
