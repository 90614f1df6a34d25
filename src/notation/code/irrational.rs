//! Which forms have a root or a logarithm in them that is not rounded at once.

use crate::algebra::{Form, Function};

/// What stands under the root that a form is.
pub(super) fn radicand(form: &Form) -> Option<&Form> {
    match form {
        Form::Call {
            function: Function::Sqrt,
            arguments,
        } => arguments.first(),
        _ => None,
    }
}

/// Whether a root or a logarithm stands in it that no other function takes in.
pub(super) fn is_irrational(form: &Form) -> bool {
    let mut pending = vec![form];
    while let Some(next) = pending.pop() {
        match next {
            Form::Call {
                function: Function::Sqrt | Function::Log2,
                ..
            } => return true,
            Form::Call {
                function: Function::Floor | Function::Ceil,
                ..
            } => {}
            next => pending.extend(next.parts()),
        }
    }
    false
}
