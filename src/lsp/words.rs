//! What is said about a declared thing: its heading and its documentation.

use crate::cost::{ConfigBody, Declared, Program, Referent};
use crate::notation::signature::{of_config, of_dim, of_layer, of_quantity, source};

/// A heading as it would stand in a file, and what was written about it.
pub(super) struct Words {
    pub(super) heading: String,
    pub(super) about: String,
}

/// What is said about what a name of a file stands for; nothing for what is declared in a body.
pub(super) fn words(program: &Program, declared: &Declared, name: &str) -> Words {
    let said = |heading: String, parts: [Option<&String>; 2]| Words {
        heading,
        about: parts
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\n\n"),
    };
    match declared {
        Declared::Dim(dim) => {
            let domain = of_dim(dim);
            let about = dim.about.as_ref().map(|about| format!("{about}: {domain}"));
            let about = about.unwrap_or(domain);
            said(format!("dim {name}"), [Some(&about), None])
        }
        Declared::Let(id) => {
            let value = program.file_let(*id).value.as_ref();
            let value = value.map(|value| format!(" = {}", source(program, value.span)));
            said(
                format!("let {name}{}", value.unwrap_or_default()),
                [None, None],
            )
        }
        Declared::Quantity(id) => {
            let quantity = program.quantity(*id);
            let unit = match &quantity.unit[..] {
                "" => String::new(),
                unit => format!(" [{unit}]"),
            };
            let heading = format!("quantity {name}{unit} {}", of_quantity(program, quantity));
            let parts = [quantity.about.as_ref(), quantity.doc.as_ref()];
            said(heading.trim_end().to_owned(), parts)
        }
        Declared::Layer(id) => {
            let layer = program.layer(*id);
            let heading = format!("layer {}", of_layer(program, layer));
            said(heading, [layer.doc.as_ref(), None])
        }
        Declared::Config(id) => {
            let config = program.config(*id);
            let made_of = of_config(program, config);
            let heading = match config.body {
                ConfigBody::Values(_) => format!("config {name} {{ {made_of} }}"),
                _ => format!("config {name} = {made_of}"),
            };
            said(heading, [config.about.as_ref(), config.doc.as_ref()])
        }
    }
}

/// What a referent is declared as in a file of the program; nothing for what a body declares, for files
/// and for functions.
pub(super) fn declared(
    program: &Program,
    module: crate::cost::ModuleId,
    referent: &Referent,
) -> Option<(String, Declared)> {
    Some(match referent {
        Referent::Dim(name) => {
            let dim = program.dims(module).get(name)?.clone();
            (name.clone(), Declared::Dim(dim))
        }
        Referent::Quantity(id) => {
            let name = program.quantity(*id).name.clone();
            (name, Declared::Quantity(*id))
        }
        Referent::Let(id) => (program.file_let(*id).name.clone(), Declared::Let(*id)),
        Referent::Layer(id) => (program.layer(*id).name.clone(), Declared::Layer(*id)),
        Referent::Config(id) => (program.config(*id).name.clone(), Declared::Config(*id)),
        Referent::Module(_) | Referent::Local(_) | Referent::Function(_) => return None,
    })
}
