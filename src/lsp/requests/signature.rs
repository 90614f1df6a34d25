//! How what is being called is called.

use lsp_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureHelpParams,
    SignatureInformation,
};

use crate::cost::formula::TargetBase;
use crate::cost::{Builtin, Declared, Program};
use crate::lsp::context::{OpenCall, open_calls, tokens_before};
use crate::lsp::refusal::Answer;
use crate::lsp::view::View;
use crate::lsp::world::World;
use crate::notation::signature::{first_sentence, of_layer, source};

/// The parameters of the call around the cursor, and which of them is being written.
///
/// # Errors
/// When the document is not open.
pub(in crate::lsp) fn signature(
    world: &mut World,
    params: &SignatureHelpParams,
) -> Answer<Option<SignatureHelp>> {
    let place = &params.text_document_position_params;
    let (view, at) = world.at(place)?;
    let tokens = tokens_before(&view.text.content, at);
    let whole = world.last_whole(&place.text_document.uri);
    let views = [Some(view.clone()), whole];
    let views: Vec<_> = views.into_iter().flatten().collect();
    let mut calls = open_calls(&tokens).into_iter();
    Ok(calls.find_map(|call| views.iter().find_map(|view| help(view, &call))))
}

fn help(view: &View, call: &OpenCall<'_>) -> Option<SignatureHelp> {
    let program = view.program();
    let (label, doc, parameters) = if let Some(declared) = view.declared(&call.callee) {
        of_declared(program, declared)?
    } else {
        let name = call.callee.strip_prefix("builtin.").unwrap_or(&call.callee);
        let function = Builtin::named(name)?;
        let label = format!("{name}({})", function.parameters());
        let parameters = function.parameters().split(", ").map(str::to_owned);
        (label, function.about().to_owned(), parameters.collect())
    };
    let named = call.named.and_then(|named| {
        let is_it = |parameter: &String| parameter.split(" = ").next() == Some(named);
        parameters.iter().position(is_it)
    });
    let active = named.unwrap_or(call.argument);
    let active = (active < parameters.len()).then(|| u32::try_from(active).unwrap_or(0));
    let parameters = parameters.into_iter().map(|name| ParameterInformation {
        label: ParameterLabel::Simple(name),
        documentation: None,
    });
    Some(SignatureHelp {
        signatures: vec![SignatureInformation {
            label,
            documentation: (!doc.is_empty()).then_some(Documentation::String(doc)),
            parameters: Some(parameters.collect()),
            active_parameter: active,
        }],
        active_signature: Some(0),
        active_parameter: active,
    })
}

/// How something declared is called, its first sentence, and its parameters.
fn of_declared(program: &Program, declared: &Declared) -> Option<(String, String, Vec<String>)> {
    let base = match declared {
        Declared::Layer(id) => TargetBase::Layer(*id),
        Declared::Config(id) => TargetBase::Config(*id),
        Declared::Quantity(id) => {
            let quantity = program.quantity(*id);
            let label = format!("{}(target)", quantity.name);
            let about = quantity.about.clone().unwrap_or_default();
            return Some((label, about, vec!["target".to_owned()]));
        }
        Declared::Dim(_) | Declared::Let(_) => return None,
    };
    let layer = program.layer(program.layer_of(base)?);
    let parameters = layer.parameters.iter().map(|parameter| {
        let default = parameter.default.as_ref();
        let default = default.map(|value| format!(" = {}", source(program, value.span)));
        format!("{}{}", parameter.name, default.unwrap_or_default())
    });
    let doc = layer.doc.as_deref().map(first_sentence).unwrap_or_default();
    Some((of_layer(program, layer), doc, parameters.collect()))
}
