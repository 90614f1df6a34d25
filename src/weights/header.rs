//! The header of a safetensors file: eight bytes of length, then JSON.
//!
//! A header comes from anywhere, so nothing in it is believed: lengths are compared with the file,
//! sizes with shapes, and the places of the tensors with each other.
//!
//! Source: huggingface/safetensors, README, section "Format".

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io::{self, Read};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use crate::weights::dtype::Dtype;

/// Headers longer than this are refused, as the format says.
const MAX_HEADER_BYTES: u64 = 100_000_000;

/// A tensor, as a header describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tensor {
    /// Its name, dotted: `h.0.attn.c_attn.weight`.
    pub name: String,
    /// What it is made of.
    pub dtype: Dtype,
    /// Its sizes; none for a single number.
    pub shape: Vec<u64>,
    /// How many numbers it holds.
    pub elements: u64,
}

/// The tensors of a file, in the order in which their numbers stand in it.
#[derive(Clone, Debug)]
pub struct Header {
    /// The tensors.
    pub tensors: Vec<Tensor>,
    /// How long the file is if it is complete: length, header and numbers.
    pub file_bytes: u64,
}

/// Why a header is not believed.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each message says what it is")]
pub enum HeaderError {
    #[error("{0}")]
    Unreadable(String),
    #[error("it is no safetensors file: {0}")]
    OtherFormat(&'static str),
    #[error("it ends before the {needed} bytes of its header")]
    Short { needed: u64 },
    #[error("its header claims {claimed} bytes, more than the {MAX_HEADER_BYTES} of the format")]
    Long { claimed: u64 },
    #[error("its header is not what the format asks for: {0}")]
    Json(String),
    #[error("the tensor `{name}` has the unknown type `{dtype}`")]
    Dtype { name: String, dtype: String },
    #[error("the tensor `{name}` of shape {shape:?} is larger than any file")]
    Size { name: String, shape: Vec<u64> },
    #[error(
        "the tensor `{name}` takes {claimed} bytes, but its shape {shape:?} of {dtype} needs {needed}"
    )]
    Bytes {
        name: String,
        shape: Vec<u64>,
        dtype: &'static str,
        claimed: u64,
        needed: u64,
    },
    #[error(
        "the tensor `{name}` begins at byte {start} of the numbers, where {expected} was expected: they overlap, or have a gap"
    )]
    Place {
        name: String,
        start: u64,
        expected: u64,
    },
}

/// How well-known files of another kind begin, and what to do about them.
const OTHERS: &[(&[u8], &str)] = &[
    (
        b"version ",
        "it is a pointer of Git LFS; fetch the file itself, with `git lfs pull`",
    ),
    (
        b"PK\x03\x04",
        "it is a zip archive, as torch.save writes it; save it as safetensors",
    ),
    (
        b"GGUF",
        "it is a GGUF file; take the safetensors file of the model",
    ),
    (b"\x89HDF", "it is an HDF5 file; save it as safetensors"),
    (
        b"\x80\x02",
        "it is a Python pickle, as torch.save wrote it; save it as safetensors",
    ),
];

/// Reads the header at the start of a file, and nothing after it.
///
/// # Errors
/// When it is not as the format asks for.
pub fn read_header(mut reader: impl Read) -> Result<Header, HeaderError> {
    let start = read_up_to(&mut reader, 8)?;
    let other = OTHERS.iter().find(|(magic, _)| start.starts_with(magic));
    if let Some((_, reason)) = other {
        return Err(HeaderError::OtherFormat(reason));
    }
    let Ok(length) = <[u8; 8]>::try_from(&start[..]) else {
        return Err(HeaderError::Short { needed: 8 });
    };
    let claimed = u64::from_le_bytes(length);
    if claimed > MAX_HEADER_BYTES {
        return Err(HeaderError::Long { claimed });
    }
    let bytes = read_up_to(&mut reader, claimed)?;
    if (bytes.len() as u64) < claimed {
        return Err(HeaderError::Short { needed: claimed });
    }
    let entries: Entries =
        serde_json::from_slice(&bytes).map_err(|error| HeaderError::Json(error.to_string()))?;
    let (tensors, data) = placed(entries.0)?;
    Ok(Header {
        tensors,
        file_bytes: 8 + claimed + data,
    })
}

fn read_up_to(reader: &mut impl Read, most: u64) -> Result<Vec<u8>, HeaderError> {
    let mut bytes = Vec::new();
    let read = reader.take(most).read_to_end(&mut bytes);
    read.map_err(|error: io::Error| HeaderError::Unreadable(error.to_string()))?;
    Ok(bytes)
}

/// The tensors in the order of their places, and how many bytes they take; each must begin where the
/// one before ends, and take what its shape needs.
fn placed(mut entries: Vec<(String, Entry)>) -> Result<(Vec<Tensor>, u64), HeaderError> {
    entries.sort_by_key(|(_, entry)| entry.data_offsets);
    let mut tensors = Vec::with_capacity(entries.len());
    let mut at = 0;
    for (name, entry) in entries {
        let Some(dtype) = Dtype::named(&entry.dtype) else {
            let dtype = entry.dtype;
            return Err(HeaderError::Dtype { name, dtype });
        };
        let shape = entry.shape;
        let (Some(elements), [start, end]) = (product(&shape), entry.data_offsets) else {
            return Err(HeaderError::Size { name, shape });
        };
        let Some(needed) = elements
            .checked_mul(dtype.bits())
            .map(|bits| bits.div_ceil(8))
        else {
            return Err(HeaderError::Size { name, shape });
        };
        if start != at {
            let expected = at;
            return Err(HeaderError::Place {
                name,
                start,
                expected,
            });
        }
        if end.checked_sub(start) != Some(needed) {
            let (dtype, claimed) = (dtype.name(), end.saturating_sub(start));
            return Err(HeaderError::Bytes {
                name,
                shape,
                dtype,
                claimed,
                needed,
            });
        }
        at = end;
        tensors.push(Tensor {
            name,
            dtype,
            shape,
            elements,
        });
    }
    Ok((tensors, at))
}

/// The product of sizes; `None` past 64 bits, unless one of them is 0.
fn product(shape: &[u64]) -> Option<u64> {
    if shape.contains(&0) {
        return Some(0);
    }
    shape
        .iter()
        .try_fold(1_u64, |product, size| product.checked_mul(*size))
}

/// What a header says of a tensor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: [u64; 2],
}

/// All entries but that of the metadata. A name that stands there twice is refused, since readers
/// disagree about which of the two counts.
struct Entries(Vec<(String, Entry)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with an entry for each tensor")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Vec::new();
        let mut seen = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !seen.insert(name.clone()) {
                return Err(A::Error::custom(format!("`{name}` stands there twice")));
            }
            if name == "__metadata__" {
                map.next_value::<HashMap<String, String>>()?;
            } else {
                entries.push((name, map.next_value()?));
            }
        }
        Ok(Entries(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderError, read_header};

    fn read(json: &str) -> Result<super::Header, HeaderError> {
        let mut bytes = (json.len() as u64).to_le_bytes().to_vec();
        bytes.extend(json.as_bytes());
        read_header(&bytes[..])
    }

    #[test]
    fn tensors_stand_in_the_order_of_their_numbers() {
        let header = read(
            r#"{"__metadata__": {"format": "pt"},
                "b": {"dtype": "F32", "shape": [2, 3], "data_offsets": [2, 26]},
                "a": {"dtype": "BF16", "shape": [], "data_offsets": [0, 2]},
                "none": {"dtype": "I64", "shape": [0, 18446744073709551615], "data_offsets": [26, 26]}}   "#,
        );
        let header = header.expect("a sound header");
        let tensors: Vec<_> = header
            .tensors
            .iter()
            .map(|one| (&one.name[..], one.elements))
            .collect();
        assert_eq!(tensors, [("a", 1), ("b", 6), ("none", 0)]);
    }

    #[test]
    fn what_cannot_be_believed_is_refused() {
        let entry = |dtype: &str, shape: &str, at: &str| {
            format!(r#"{{"x": {{"dtype": "{dtype}", "shape": {shape}, "data_offsets": {at}}}}}"#)
        };
        let cases = [
            (entry("F32", "[2]", "[0, 7]"), "takes 7 bytes"),
            (entry("F32", "[2]", "[8, 0]"), "begins at byte 8"),
            (entry("F32", "[2]", "[4, 12]"), "begins at byte 4"),
            (entry("F33", "[2]", "[0, 8]"), "unknown type `F33`"),
            (
                entry("F32", "[4294967296, 4294967296]", "[0, 8]"),
                "larger than any file",
            ),
            (
                entry("F64", "[18446744073709551615]", "[0, 8]"),
                "larger than any file",
            ),
            (entry("F32", "[-1]", "[0, 8]"), "invalid value"),
            (entry("F32", "[1.5]", "[0, 8]"), "invalid"),
            (entry("F32", "[2]", "[0]"), "invalid length"),
            (entry("F32", "[99999999999999999999]", "[0, 8]"), "invalid"),
            (r#"{"x": {}, "x": {}}"#.to_owned(), "missing field"),
            (
                r#"{"x": {"dtype": "F32"}}"#.to_owned(),
                "missing field `shape`",
            ),
            ("[]".to_owned(), "expected an object"),
            ("{".to_owned(), "EOF"),
            ("{} x".to_owned(), "trailing"),
            (format!("{{\"x\": {}", "[".repeat(100_000)), "expected"),
        ];
        for (json, reason) in cases {
            let error = read(&json).expect_err(&json).to_string();
            assert!(error.contains(reason), "{json:.80}: {error}");
        }
        let twice = r#"{"x": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                        "x": {"dtype": "F32", "shape": [], "data_offsets": [4, 8]}}"#;
        let error = read(twice).expect_err("twice").to_string();
        assert!(error.contains("`x` stands there twice"), "{error}");
    }

    #[test]
    fn lengths_are_compared_with_the_file() {
        let short = read_header(&b"\x08\0\0"[..]).expect_err("three bytes");
        assert!(matches!(short, HeaderError::Short { needed: 8 }), "{short}");
        let short = read_header(&b"\x08\0\0\0\0\0\0\0{}"[..]).expect_err("two of eight bytes");
        assert!(matches!(short, HeaderError::Short { needed: 8 }), "{short}");
        let long = read_header(&[0xFF; 64][..]).expect_err("an endless header");
        assert!(matches!(long, HeaderError::Long { .. }), "{long}");
        let pointer = read_header(&b"version https://git-lfs.github.com/spec/v1"[..]);
        let pointer = pointer.expect_err("a pointer").to_string();
        assert!(pointer.contains("git lfs pull"), "{pointer}");
    }
}
