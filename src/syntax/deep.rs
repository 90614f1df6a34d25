//! Sums may be long, and a sum of 100,000 terms is a tree 100,000 levels deep. What walks it to the
//! bottom takes more stack when it runs out; nesting of brackets is capped by the parser instead.

use std::fmt;

use crate::syntax::ast::{Expr, ExprKind};
use crate::text::Word;

/// With less stack than this left, the next step of a recursion gets a new piece of stack.
const RED_ZONE: usize = 128 << 10;
/// How large each new piece is.
const PIECE: usize = 4 << 20;

/// Runs one step of a recursion over an expression with enough stack.
pub(super) fn deep<T>(step: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, PIECE, step)
}

impl Clone for Expr {
    fn clone(&self) -> Expr {
        deep(|| Expr {
            kind: self.kind.clone(),
            span: self.span,
        })
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Expr) -> bool {
        deep(|| self.kind == other.kind && self.span == other.span)
    }
}

impl Eq for Expr {}

impl fmt::Debug for Expr {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        deep(|| {
            formatter
                .debug_struct("Expr")
                .field("kind", &self.kind)
                .field("span", &self.span)
                .finish()
        })
    }
}

impl Drop for Expr {
    fn drop(&mut self) {
        // The fields are dropped after this body, on the same stack. Where that could overflow, what
        // is below moves to a new piece of stack and goes there.
        let leaf = matches!(*self.kind, ExprKind::Number(_) | ExprKind::Path(_));
        if !leaf && stacker::remaining_stack().is_some_and(|left| left < RED_ZONE) {
            let leaf = Box::new(ExprKind::Number(Word::from("")));
            let kind = std::mem::replace(&mut self.kind, leaf);
            deep(move || drop(kind));
        }
    }
}
