//! What a form has in it that nobody gave a rule for.

use crate::algebra::{Kernel, Value};

/// The costs in a value that nobody gave a rule for, as `macs[softmax]`, in alphabetical order.
pub fn unruled(value: &Value) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut pending: Vec<&Value> = vec![value];
    while let Some(next) = pending.pop() {
        for kernel in next.indeterminates().into_iter().filter_map(Kernel::of) {
            if let Kernel::Opaque(opaque) = kernel {
                names.push(format!("{}[{}]", opaque.head, opaque.name));
            }
            pending.extend(kernel.arguments());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
