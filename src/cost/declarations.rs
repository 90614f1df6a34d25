//! What a file declares, between declaring its names and resolving what they stand for.

use crate::cost::ids::{ConfigId, LayerId, LetId, ModuleId, QuantityId};
use crate::syntax::ast;
use crate::text::Span;

/// What a tree declares, for the pass that resolves it.
pub(in crate::cost) struct Declarations {
    pub(in crate::cost) module: ModuleId,
    pub(in crate::cost) quantities: Vec<(QuantityId, ast::Quantity)>,
    pub(in crate::cost) lets: Vec<(LetId, ast::Let)>,
    pub(in crate::cost) layers: Vec<(LayerId, ast::Layer)>,
    pub(in crate::cost) extends: Vec<ast::Extend>,
    pub(in crate::cost) configs: Vec<(ConfigId, ast::Config)>,
    pub(in crate::cost) expectations: Vec<(ast::Expect, Span)>,
}
