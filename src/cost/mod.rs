//! What layers cost: files loaded, names resolved, targets derived.
//!
//! Architecture invariant: nothing here knows a layer, a model, a device or a tool by name; those are
//! formula files. `library` is the only file access of the crate.

mod builtin;
mod command_line;
mod config_file;
mod declarations;
mod derive;
mod duplicate_keys;
mod error;
pub mod formula;
mod formula_reader;
mod ids;
mod keys;
pub mod library;
mod load;
mod lookup;
mod narrow;
mod number;
mod overlay;
mod program;
mod question;
mod reach;
mod read_more;
mod reference;
mod resolve;
mod resolve_module;
mod scope;
mod setting;
mod wanted;

pub use builtin::Builtin;
pub use config_file::ConfigFile;
pub use derive::{
    Branch, Derived, Deriver, Dims, Few, Node, Outcome, Part, Quantities, Range, Reading, Row,
    Tested, calls_of, put_in, quantities_on_the_way, rule_of,
};
pub use error::{CostError, CostErrorKind};
pub use formula_reader::FormulaReader;
pub use ids::{ConfigId, LayerId, LetId, ModuleId, QuantityId};
pub use keys::{KeyNumber, Keys};
pub use load::Loader;
pub use overlay::Overlay;
pub use program::{
    Child, Config, ConfigBody, Declared, Dim, Expectation, FileLet, Layer, Module, Parameter,
    Program, Quantity, Statement, StatementKind,
};
pub use question::{Question, Subject, configs_of_module, layers_of_module, questions_of_module};
pub use reference::{Reference, Referent};
pub use setting::{Setting, is_suffix};
