//! What each lint is about, at length: a file of Markdown each.

pub(in crate::lint) const UNLIKE_UNITS: &str = include_str!("explanations/unlike-units.md");
pub(in crate::lint) const HOMOGENEITY: &str = include_str!("explanations/homogeneity.md");
pub(in crate::lint) const MISSING_RULE: &str = include_str!("explanations/missing-rule.md");
pub(in crate::lint) const FORGOTTEN_PARAMETER: &str =
    include_str!("explanations/forgotten-parameter.md");
pub(in crate::lint) const HIDDEN_PRODUCT: &str = include_str!("explanations/hidden-product.md");
pub(in crate::lint) const IDLE_EXPECT: &str = include_str!("explanations/idle-expect.md");
pub(in crate::lint) const MISSING_SOURCE: &str = include_str!("explanations/missing-source.md");
pub(in crate::lint) const UNUSED_PARAMETER: &str = include_str!("explanations/unused-parameter.md");
pub(in crate::lint) const UNUSED_DIM: &str = include_str!("explanations/unused-dim.md");
pub(in crate::lint) const UNUSED_LET: &str = include_str!("explanations/unused-let.md");
pub(in crate::lint) const UNUSED_USE: &str = include_str!("explanations/unused-use.md");
pub(in crate::lint) const UNUSED_ALLOW: &str = include_str!("explanations/unused-allow.md");
pub(in crate::lint) const MISTAKEN_ALLOW: &str = include_str!("explanations/mistaken-allow.md");
