//! What a symbol may stand for, as a file or a `where` says it.

use crate::algebra::Domain;
use crate::cost::error::{CostError, CostErrorKind};
use crate::syntax::ast::DimDomain;

/// The domain that is written `whole`, `flag`, `real` or `multiple of 32`.
///
/// # Errors
/// The step of `multiple of` is no positive whole number.
pub(in crate::cost) fn domain_of(written: &DimDomain) -> Result<Domain, CostError> {
    match written {
        DimDomain::Whole => Ok(Domain::Whole),
        DimDomain::Flag => Ok(Domain::Flag),
        DimDomain::Real => Ok(Domain::Real),
        DimDomain::MultipleOf(step) => match step.node.replace('_', "").parse::<u64>() {
            Ok(number) if number > 0 => Ok(Domain::Multiple(number)),
            _ => {
                let reason = format!("`multiple of {}` needs a positive whole number", step.node);
                let help = "write for example `multiple of 32`".to_owned();
                let kind = CostErrorKind::BadCall { reason, help };
                Err(CostError::new(kind, step.span))
            }
        },
    }
}
