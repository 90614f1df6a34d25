//! Looking through a file.

use crate::algebra::Algebra;
use crate::cost::{ModuleId, Program};
use crate::lint::allow::obey;
use crate::lint::checked::Checked;
use crate::lint::finding::Finding;
use crate::lint::homogeneity::evidence::Evidence;
use crate::lint::registry::{LINTS, named, nearest};

/// Everything that the lints find in a loaded file without mistakes, from top to bottom, and not what its
/// allow comments allow.
pub fn check<'p>(
    program: &'p Program,
    module: ModuleId,
    evidence: &'p Evidence<'p>,
    algebra: &Algebra,
) -> Vec<Finding> {
    let checked = Checked::new(program, module, evidence, algebra.clone());
    let lints = LINTS.iter().filter_map(|lint| lint.find);
    let found = lints.flat_map(|find| find(&checked)).collect();
    let is_known = |name: &str| named(name).is_some();
    let near = |name: &str| nearest(name).map(|lint| lint.name);
    let mut found = obey(&checked, found, is_known, near);
    found.sort_by_key(|finding| finding.span.start);
    found
}
