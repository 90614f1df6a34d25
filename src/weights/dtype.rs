//! The kinds of numbers that tensors are made of.

/// A kind of number, as a header names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dtype {
    name: &'static str,
    bits: u64,
    whole: bool,
}

/// Every kind that the safetensors format knows: its name, its bits, and whether it holds whole numbers.
///
/// Source: huggingface/safetensors, safetensors/src/tensor.rs, `enum Dtype`.
const DTYPES: &[(&str, u64, bool)] = &[
    ("BOOL", 8, true),
    ("F4", 4, false),
    ("F6_E2M3", 6, false),
    ("F6_E3M2", 6, false),
    ("U8", 8, true),
    ("I8", 8, true),
    ("F8_E5M2", 8, false),
    ("F8_E4M3", 8, false),
    ("F8_E8M0", 8, false),
    ("F8_E4M3FNUZ", 8, false),
    ("F8_E5M2FNUZ", 8, false),
    ("I16", 16, true),
    ("U16", 16, true),
    ("F16", 16, false),
    ("BF16", 16, false),
    ("I32", 32, true),
    ("U32", 32, true),
    ("F32", 32, false),
    ("C64", 64, false),
    ("F64", 64, false),
    ("I64", 64, true),
    ("U64", 64, true),
];

impl Dtype {
    /// The kind of a name; `None` where the format knows no such kind.
    pub fn named(name: &str) -> Option<Dtype> {
        let known = DTYPES.iter().find(|(known, ..)| *known == name);
        known.map(|&(name, bits, whole)| Dtype { name, bits, whole })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// How many bits one number takes.
    pub fn bits(self) -> u64 {
        self.bits
    }

    /// Whether it holds whole numbers, which gradients cannot train: positions, masks, and weights
    /// that were packed for a smaller file.
    pub fn is_whole(self) -> bool {
        self.whole
    }
}
