//! A quick hash for tables that live as long as one operation and whose order nobody sees.

use std::hash::{BuildHasherDefault, Hasher};

/// A hash table keyed by packed or plain monomials.
pub(in crate::algebra) type QuickMap<K, V> =
    std::collections::HashMap<K, V, BuildHasherDefault<FoldedProduct>>;

/// Multiplies by an odd constant and folds the upper half of the product onto the lower: two
/// machine operations a word, with every bit of the word reaching both ends of the hash.
#[derive(Clone, Copy, Default, Debug)]
pub(in crate::algebra) struct FoldedProduct(u64);

/// 2⁶⁴ divided by the golden ratio, made odd.
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

impl FoldedProduct {
    fn add(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word ^ MULTIPLIER) * u128::from(MULTIPLIER);
        let low = product & u128::from(u64::MAX);
        let folded = low ^ (product >> 64);
        self.0 = u64::try_from(folded).expect("both halves have 64 bits");
    }
}

impl Hasher for FoldedProduct {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.add(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(u64::try_from(word).expect("an address has at most 64 bits"));
    }

    fn write_u128(&mut self, word: u128) {
        let low = word & u128::from(u64::MAX);
        self.add(u64::try_from(low).expect("masked to 64 bits"));
        self.add(u64::try_from(word >> 64).expect("shifted to 64 bits"));
    }
}
