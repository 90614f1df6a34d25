//! Many formulas, read one after another.

use crate::cost::{FormulaReader, Loader};
use crate::engine::facade::{Engine, Errors};

impl Engine {
    /// A reader of formulas over given symbols, for programs that read many: what does not depend on the
    /// text of a formula is done once.
    ///
    /// A name in a formula is one of the symbols, a product of letters that are symbols (`BSE`), a function
    /// such as `floor`, or what an added file declares. Any other name is a mistake; on the command line it
    /// would be a symbol, but a program knows which symbols it means.
    ///
    /// ```
    /// use flopform::Engine;
    /// use flopform::diagnostic::{Style, diagnose_all, render_all};
    ///
    /// let mut engine = Engine::new();
    /// let mut reader = engine.formula_reader(&["B", "S", "E"]).unwrap();
    /// let block = reader.read("2*B*S*(8*E^2 + 4*E^2) + 4BS²E").unwrap();
    /// assert_eq!(block, reader.read("24BSE² + 4BS²E").unwrap());
    ///
    /// let errors = reader.read("24BSF²").unwrap_err();
    /// let message = render_all(&diagnose_all(&errors), &reader.sources(), Style::Plain);
    /// assert!(message.starts_with("error: unknown name `BSF`"));
    /// ```
    ///
    /// # Errors
    /// A symbol that no formula could name.
    pub fn formula_reader(&mut self, symbols: &[&str]) -> Result<FormulaReader<'_>, Errors> {
        let scope = Loader::new(&mut self.program).formula_scope(&self.files)?;
        FormulaReader::new(&self.program, scope, symbols, self.limits.clone())
    }
}
