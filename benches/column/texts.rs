//! From text: one line to its printed form, and ten thousand lines multiplied out.

use flopform::algebra::Value;
use flopform::{Engine, Setting};

/// The block as people paste it.
pub(crate) const BLOCK: &str =
    "3*(2*B*S*E^2) + 2*B*H*S^2*E/H + 2*B*H*S^2*E/H + 2*B*S*E^2 + 2*(8*B*S*E^2)";

pub(crate) fn reader() -> Engine {
    Engine::new()
}

pub(crate) fn read(engine: &mut Engine, text: &str) -> Value {
    let question = engine
        .questions(text)
        .expect("it has no mistakes")
        .remove(0);
    let answers = engine.answer(&question, &[], &Setting::default());
    answers.expect("it has no mistakes").values.remove(0).value
}
