//! What a `config from` asks of a file: keys, what they are worth where they are absent, and the
//! functions that are about them.

use crate::algebra::{Domain, Rational};
use crate::cost::error::CostErrorKind;
use crate::cost::formula::{Formula, FormulaKind, KeyAsk, KeyQuery};
use crate::cost::reference::Referent;
use crate::cost::resolve::expression::{Resolver, key_of};
use crate::cost::scope::Undeclared;
use crate::syntax::ast::{Argument, Expr, ExprKind, Path};
use crate::text::Span;

impl Resolver<'_> {
    /// A name in a `config from`: a parameter in its `where`, a word of JSON, or a key.
    pub(super) fn key(&mut self, path: &Path) -> FormulaKind {
        if let [name] = &path.parts[..] {
            if let Some((slot, declared)) = self.scope.local(&name.node) {
                self.note(name.span, Referent::Local(declared));
                return FormulaKind::Local(slot);
            }
            if let Some(number) = word_of_json(&name.node) {
                return FormulaKind::Number(Rational::from(number));
            }
        }
        asked(key_of(path), KeyAsk::Number(Domain::default()), None)
    }

    /// `num_key_value_heads else num_attention_heads`: what stands after `else` says what the key may
    /// be.
    pub(super) fn key_else(&mut self, key: &Path, otherwise: &Expr) -> Option<FormulaKind> {
        Some(FormulaKind::Key(Box::new(KeyQuery {
            path: key_of(key),
            ask: KeyAsk::Number(domain_beside(otherwise)),
            covers_null: !is_plain(otherwise),
            otherwise: Some(self.expression(otherwise)?),
        })))
    }

    /// `count(layer_types, "full_attention", 0)`
    pub(super) fn count_key(&mut self, arguments: &[Argument], span: Span) -> Option<FormulaKind> {
        let (text, otherwise) = match &arguments[1..] {
            [text, rest @ ..] if let ExprKind::Text(text) = &*text.value.kind => {
                (Some(text.to_string()), rest)
            }
            rest => (None, rest),
        };
        match (self.key_named(&arguments[0]), otherwise) {
            (Some(key), []) => Some(asked(key, KeyAsk::Count(text), None)),
            (Some(key), [value]) => {
                let otherwise = self.expression(&value.value)?;
                Some(asked(key, KeyAsk::Count(text), Some(otherwise)))
            }
            _ => self.misused(
                "`count` counts in a list of a configuration file",
                "use it in a `config from`, as in `count(layer_types, \"full_attention\")`",
                span,
            ),
        }
    }

    /// `choose(feed_forward_proj, "relu", 0, "gated-gelu", 1, 0)`
    pub(super) fn choose_key(&mut self, arguments: &[Argument], span: Span) -> Option<FormulaKind> {
        let (pairs, otherwise) = arguments[1..].as_chunks::<2>();
        let choices = pairs.iter().map(|[text, value]| match &*text.value.kind {
            ExprKind::Text(text) => Some((text, &value.value)),
            _ => None,
        });
        let choices: Option<Vec<_>> = choices.collect();
        let (Some(key), Some(choices)) = (self.key_named(&arguments[0]), choices) else {
            return self.misused(
                "`choose` takes the value that stands after a text of a configuration file",
                "use it in a `config from`, as in `choose(hidden_act, \"relu\", 1, \"gelu\", 0, 0)`",
                span,
            );
        };
        let resolved = choices
            .into_iter()
            .map(|(text, value)| Some((text.to_string(), self.expression(value)?)));
        let resolved: Vec<Option<_>> = resolved.collect();
        let resolved = resolved.into_iter().collect::<Option<_>>()?;
        let otherwise = match otherwise {
            [value] => Some(self.expression(&value.value)?),
            _ => None,
        };
        Some(asked(key, KeyAsk::Choose(resolved), otherwise))
    }

    /// `holds(mlp_only_layers, i)`
    pub(super) fn holds_key(&mut self, arguments: &[Argument], span: Span) -> Option<FormulaKind> {
        let Some(key) = self.key_named(&arguments[0]) else {
            return self.misused(
                "`holds` looks for a number in a list of a configuration file",
                "use it in a `config from`, as in `holds(mlp_only_layers, i)`",
                span,
            );
        };
        let number = self.expression(&arguments[1].value)?;
        Some(asked(key, KeyAsk::Holds(number), None))
    }

    /// `given(q_lora_rank)`
    pub(super) fn given_key(&mut self, arguments: &[Argument], span: Span) -> Option<FormulaKind> {
        match self.key_named(&arguments[0]) {
            Some(key) => Some(asked(key, KeyAsk::Given, None)),
            None => self.misused(
                "`given` is about a key of a configuration file",
                "use it in a `config from`, as in `given(q_lora_rank)`",
                span,
            ),
        }
    }

    fn key_named(&self, argument: &Argument) -> Option<Vec<String>> {
        match &*argument.value.kind {
            ExprKind::Path(key) if self.scope.undeclared == Undeclared::Keys => Some(key_of(key)),
            _ => None,
        }
    }

    fn misused<T>(&mut self, reason: &str, help: &str, span: Span) -> Option<T> {
        let (reason, help) = (reason.to_owned(), help.to_owned());
        self.refuse(CostErrorKind::BadCall { reason, help }, span)
    }
}

fn asked(path: Vec<String>, ask: KeyAsk, otherwise: Option<Formula>) -> FormulaKind {
    FormulaKind::Key(Box::new(KeyQuery {
        path,
        ask,
        otherwise,
        covers_null: true,
    }))
}

/// What the words of JSON are worth.
fn word_of_json(word: &str) -> Option<i32> {
    match word {
        "true" => Some(1),
        "false" | "null" => Some(0),
        _ => None,
    }
}

/// Whether a value is `true`, `false` or a number: what a key is worth where the file does not mention
/// it, which says nothing about `null`.
fn is_plain(value: &Expr) -> bool {
    match &*value.kind {
        ExprKind::Path(path) => {
            matches!(&path.parts[..], [word] if word.node == "true" || word.node == "false")
        }
        ExprKind::Number(_) => true,
        ExprKind::Group(inner) => is_plain(inner),
        _ => false,
    }
}

/// What a key may be, by what it is worth where it is absent: a flag beside `true` and `false`, a
/// positive number beside one with a point, a whole number beside 0, and else a positive whole number.
fn domain_beside(otherwise: &Expr) -> Domain {
    match &*otherwise.kind {
        ExprKind::Path(path) => match &path.parts[..] {
            [word] if word.node == "true" || word.node == "false" => Domain::Flag,
            _ => Domain::default(),
        },
        ExprKind::Number(text) if text.contains('.') => Domain::Real,
        ExprKind::Number(text) if &**text == "0" => Domain::Whole,
        ExprKind::Group(inner) => domain_beside(inner),
        ExprKind::KeyElse { otherwise, .. } => domain_beside(otherwise),
        _ => Domain::default(),
    }
}
