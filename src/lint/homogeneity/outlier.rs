//! What is said about a term that stands alone.

use crate::cost::Question;
use crate::lint::checked::Checked;
use crate::lint::finding::{FindingKind, Unevenness};
use crate::lint::homogeneity::degrees::{Outlier, Terms};

/// The name of the lint.
pub(super) const NAME: &str = "homogeneity";

/// What is said about an outlier.
pub(super) fn uneven(
    checked: &Checked<'_>,
    question: &Question,
    terms: &Terms,
    outlier: Outlier,
    subject: String,
    other_side: bool,
) -> FindingKind {
    FindingKind::Uneven(Unevenness {
        subject,
        term: checked.shown(&terms.term(outlier.term, &checked.algebra), &question.names),
        degree: outlier.degree,
        usual: outlier.usual,
        example: checked.shown(
            &terms.term(outlier.example, &checked.algebra),
            &question.names,
        ),
        symbol: outlier.symbol,
        other_side,
    })
}
