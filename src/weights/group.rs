//! Tensors of one kind: names that differ only in the number of a layer.

use indexmap::IndexMap;

use crate::weights::header::Tensor;

/// Tensors of one shape whose names differ only in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their name, with `*` for a number: `h.*.attn.c_attn.weight`.
    pub pattern: String,
    /// One of them.
    pub one: Tensor,
    /// How many there are.
    pub count: u64,
}

impl Group {
    /// How many numbers they hold together.
    pub fn elements(&self) -> u128 {
        u128::from(self.one.elements) * u128::from(self.count)
    }

    /// The part of the name before the last dot: the layer that owns them.
    pub fn owner(&self) -> &str {
        self.pattern.rsplit_once('.').map_or("", |(owner, _)| owner)
    }
}

/// Groups of tensors, in the order of the first of each.
pub fn groups<'t>(tensors: impl IntoIterator<Item = &'t Tensor>) -> Vec<Group> {
    let mut groups: IndexMap<_, Group> = IndexMap::new();
    for tensor in tensors {
        let pattern = pattern(&tensor.name);
        let key = (pattern.clone(), tensor.shape.clone(), tensor.dtype);
        let group = groups.entry(key).or_insert_with(|| Group {
            pattern,
            one: tensor.clone(),
            count: 0,
        });
        group.count += 1;
    }
    groups.into_values().collect()
}

/// A name with `*` for each part that is a number.
fn pattern(name: &str) -> String {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = name
        .split('.')
        .map(|part| if number(part) { "*" } else { part });
    parts.collect::<Vec<&str>>().join(".")
}

/// Whether a name is as a pattern says, in which each `*` stands for any letters.
pub fn matches(name: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{groups, matches};
    use crate::weights::dtype::Dtype;
    use crate::weights::header::Tensor;

    #[test]
    fn numbers_of_layers_do_not_count() {
        let tensor = |name: &str, size: u64| Tensor {
            name: name.to_owned(),
            dtype: Dtype::named("F32").expect("a type"),
            shape: vec![size],
            elements: size,
        };
        let tensors = [
            tensor("h.0.norm.weight", 4),
            tensor("h.11.norm.weight", 4),
            tensor("h.2.norm.weight", 5),
            tensor("h2.norm", 4),
        ];
        let found = groups(&tensors);
        let found: Vec<_> = found
            .iter()
            .map(|one| (&one.pattern[..], one.count, one.elements()))
            .collect();
        assert_eq!(
            found,
            [
                ("h.*.norm.weight", 2, 8),
                ("h.*.norm.weight", 1, 5),
                ("h2.norm", 1, 4)
            ]
        );
    }

    #[test]
    fn stars_stand_for_anything() {
        for (name, pattern, expected) in [
            ("h.0.attn.bias", "h.*.attn.bias", true),
            ("h.0.attn.bias", "*.attn.bias", true),
            ("h.0.attn.bias", "h.0.attn.bias", true),
            ("h.0.attn.bias", "h.0", false),
            ("h.0.attn.bias", "*", true),
            ("h.0.attn.bias", "*bias*attn*", false),
            ("h.0.attn.bias", "h*h.0.attn.bias", false),
            ("aa", "a*a", true),
            ("a", "a*a", false),
        ] {
            assert_eq!(matches(name, pattern), expected, "{name} and {pattern}");
        }
    }
}
