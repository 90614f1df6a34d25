//! What each name in a file stands for: found when names are resolved, kept for editors.

use crate::cost::builtin::Builtin;
use crate::cost::ids::{ConfigId, LayerId, LetId, ModuleId, QuantityId};
use crate::text::Span;

/// A name in a file, and what it stands for there. The place where something is declared is a
/// reference to it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name; of a product such as `BSE²`, one of its letters.
    pub span: Span,
    /// What it stands for.
    pub to: Referent,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A file, after `use`.
    Module(ModuleId),
    /// `dim B`: dims of one name are one symbol, wherever they are declared.
    Dim(String),
    /// `quantity flops`
    Quantity(QuantityId),
    /// `let F = 4E` of a file.
    Let(LetId),
    /// `layer block`
    Layer(LayerId),
    /// `config gpt2`
    Config(ConfigId),
    /// A parameter, a `let` of a body, a child, or the index of a loop or a sum: what is declared at
    /// this place.
    Local(Span),
    /// A function of the language.
    Function(Builtin),
}

/// `gpt.blocks.attn`: names of children that stand below a layer, until the bodies are resolved.
pub(in crate::cost) type ChildPath = (LayerId, Vec<(String, Span)>);
