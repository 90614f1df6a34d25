//! "Did you mean": the known word nearest to one that is not known.

/// The candidate that a person most likely meant by `word`, or `None` when nothing is near.
///
/// ```
/// use flopform::text::did_you_mean;
/// assert_eq!(did_you_mean("lienar", ["linear", "layernorm"]), Some("linear"));
/// assert_eq!(did_you_mean("zebra", ["linear", "layernorm"]), None);
/// ```
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let distance = |candidate: &str| {
        let plain = strsim::damerau_levenshtein(word, candidate);
        let folded = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        plain.min(folded + 1)
    };
    // One slip in a short name, up to a third of a longer one.
    let bound = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(steps, candidate)| *steps <= bound && candidate.chars().count() > 1)
        .min()
        .map(|(_, candidate)| candidate)
}
