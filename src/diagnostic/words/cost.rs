//! Every kind of mistake in formulas, and where its words are.

use crate::cost::{CostError, CostErrorKind};
use crate::diagnostic::words::remark::Remark;
use crate::diagnostic::words::{algebra, calls, deriving, files, names, syntax};

pub(super) fn remark(error: &CostError) -> Remark {
    match &*error.kind {
        CostErrorKind::Syntax(error) => syntax::remark(&error.kind),
        CostErrorKind::MissingFile { name, reason, near } => {
            files::missing_file(name, reason, near.as_ref(), error.span.is_some())
        }
        CostErrorKind::UseCycle { cycle } => files::use_cycle(cycle),
        CostErrorKind::Unknown {
            what,
            name,
            near,
            help,
        } => names::unknown(what, name, near.as_ref(), help.as_ref()),
        CostErrorKind::Ambiguous { name, choices } => names::ambiguous(name, choices),
        CostErrorKind::WrongKind {
            name,
            is,
            needed,
            help,
        } => names::wrong_kind(name, is, needed, help),
        CostErrorKind::Duplicate { what, name } => names::duplicate(what, name),
        CostErrorKind::MissingArgument { layer, parameters } => {
            calls::missing_argument(layer, parameters)
        }
        CostErrorKind::WrongArgumentCount {
            callee,
            signature,
            given,
        } => calls::wrong_argument_count(callee, signature, *given),
        CostErrorKind::UnknownArgument {
            callee,
            name,
            signature,
            near,
        } => calls::unknown_argument(callee, name, signature, near.as_ref()),
        CostErrorKind::BadCall { reason, help } => Remark::new(reason).help(help),
        CostErrorKind::Circular { what, cycle } => deriving::circular(what, cycle),
        CostErrorKind::UsedBeforeDefinition { name } => names::used_before_definition(name),
        CostErrorKind::SymbolicRepeat { child, count, dims } => {
            deriving::symbolic_repeat(child, count, dims)
        }
        CostErrorKind::BadCount {
            child,
            count,
            reason,
        } => deriving::bad_count(child, count, reason),
        CostErrorKind::Undecided { comparison } => deriving::undecided(comparison),
        CostErrorKind::Contradiction { assumption } => deriving::contradiction(assumption),
        CostErrorKind::NoCost { target, reason } => deriving::no_cost(target, reason),
        CostErrorKind::MissingKey { keys, near } => files::missing_key(keys, near.as_ref()),
        CostErrorKind::BadKey { key, found, needed } => files::bad_key(key, found, needed),
        CostErrorKind::BadReading {
            parameter,
            value,
            keys,
        } => files::bad_reading(parameter, value, keys),
        CostErrorKind::Unmet {
            requirement,
            values,
        } => files::unmet(requirement, values),
        CostErrorKind::Algebra { error, .. } => algebra::remark(error),
        CostErrorKind::EndlessCost { limit } => deriving::endless_cost(*limit),
        CostErrorKind::TooMany { what, limit } => deriving::too_many(what, *limit),
    }
}
