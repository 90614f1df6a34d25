//! Files as an editor has them: unsaved, and perhaps with mistakes.

use std::path::Path;

use crate::cost::{Loader, ModuleId, Overlay};
use crate::engine::facade::{Engine, Errors};

impl Engine {
    /// Loads a file as it stands in an editor, and what it uses. Whatever could be read of it is there,
    /// beside everything that is wrong with it; there is no module only where nothing could be read.
    ///
    /// ```
    /// use std::path::Path;
    /// use flopform::Engine;
    /// use flopform::cost::Overlay;
    ///
    /// let mut overlay = Overlay::default();
    /// overlay.put(Path::new("unsaved.cost"), "dim B\nlet twice = 2B\nlet broken = 2 *\n");
    /// let mut engine = Engine::new();
    /// let (module, errors) = engine.open(Path::new("unsaved.cost"), &overlay);
    /// let names = &engine.program().module(module.unwrap()).names;
    /// assert_eq!((names.len(), errors.len()), (2, 1));
    /// ```
    pub fn open(&mut self, path: &Path, overlay: &Overlay) -> (Option<ModuleId>, Errors) {
        self.look(overlay, |loader| loader.load_path(path, None))
    }

    /// Loads a file of the library as it stands in an editor.
    pub fn open_library(&mut self, name: &str, overlay: &Overlay) -> (Option<ModuleId>, Errors) {
        self.look(overlay, |loader| loader.load_library(name, None))
    }

    fn look(
        &mut self,
        overlay: &Overlay,
        load: impl FnOnce(&mut Loader<'_>) -> Option<ModuleId>,
    ) -> (Option<ModuleId>, Errors) {
        let mut loader = Loader::new(&mut self.program).over(overlay);
        let loaded = load(&mut loader);
        (loaded, loader.finish())
    }
}
