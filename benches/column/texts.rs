//! From text: one line to its printed form, and ten thousand lines multiplied out.

use flopform::Engine;
use flopform::algebra::Value;
use flopform::cost::FormulaReader;

use crate::inputs::POINT;

/// The block as people paste it.
pub(crate) const BLOCK: &str =
    "3*(2*B*S*E^2) + 2*B*H*S^2*E/H + 2*B*H*S^2*E/H + 2*B*S*E^2 + 2*(8*B*S*E^2)";

/// A reader of formulas over the symbols of all workloads.
pub(crate) fn reader(engine: &mut Engine) -> FormulaReader<'_> {
    let symbols = POINT.map(|(name, _)| name);
    engine
        .formula_reader(&symbols)
        .expect("they can be named in a formula")
}

pub(crate) fn read(reader: &mut FormulaReader<'_>, text: &str) -> Value {
    reader.read(text).expect("it has no mistakes")
}
