//! What the names in a text on the command line mean.

use crate::cost::error::CostError;
use crate::cost::ids::ModuleId;
use crate::cost::library;
use crate::cost::load::Loader;
use crate::syntax::ast::Path;

impl Loader<'_> {
    /// A scope for the command line: the files given, and every file of the library that declares
    /// one of the names.
    pub(in crate::cost) fn command_line(
        &mut self,
        paths: &[Path],
        files: &[ModuleId],
    ) -> Result<ModuleId, Vec<CostError>> {
        let mut wanted: Vec<&str> = Vec::new();
        for path in paths {
            let first = path.parts[0].node.as_str();
            let mut meant: Vec<&str> = library::meant_by(first);
            if path.parts.len() > 1 {
                let files = library::files().iter().map(|(file, _)| *file);
                meant.extend(files.filter(|file| file.split('.').any(|part| part == first)));
            }
            // A word of letters that are all dims of the library is their product.
            let letters: Vec<String> = first.chars().map(String::from).collect();
            if meant.is_empty() && letters.iter().all(|letter| library::declares_dim(letter)) {
                meant.extend(letters.iter().flat_map(|letter| library::meant_by(letter)));
            }
            wanted.extend(meant);
        }
        let names = paths.iter().map(|path| path.parts[0].node.as_str());
        let names: Vec<&str> = names.collect();
        let plain = files.is_empty() && paths.iter().all(|path| path.parts.len() == 1);
        self.want(plain.then_some((&wanted, &names)));
        let mut uses: Vec<ModuleId> = files.to_vec();
        for file in wanted {
            let module = self.load_library(file, None);
            if let Some(module) = module
                && !uses.contains(&module)
            {
                uses.push(module);
            }
        }
        let module = self.scope_over(uses);
        self.checked(Some(module))
    }
}
