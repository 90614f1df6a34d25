//! What lints find in loaded files.

use crate::algebra::Algebra;
use crate::cost::ModuleId;
use crate::engine::facade::Engine;
use crate::lint::{Evidence, Finding, check};

impl Engine {
    /// What the lints find in each of some loaded files, from top to bottom. They look at what the file
    /// says and at what is loaded of the library: load all of it first to hold formulas to it.
    pub fn lint(&self, modules: &[ModuleId]) -> Vec<Vec<Finding>> {
        let algebra = Algebra::with_limits(self.limits.clone());
        let evidence = Evidence::of_library(&self.program, algebra.clone());
        let modules = modules.iter();
        let found = modules.map(|module| check(&self.program, *module, &evidence, &algebra));
        found.collect()
    }
}
