//! The weights of a model: one file, several shards, or the index that lists them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::weights::header::{Header, HeaderError, Tensor, read_header};

/// More of an index than this is not read; those of the largest models have a few megabytes.
const MAX_INDEX_BYTES: u64 = 1 << 28;

/// Every tensor of a model.
#[derive(Clone, Debug, Default)]
pub struct Checkpoint {
    /// The tensors, file by file.
    pub tensors: Vec<Tensor>,
    /// The files that were read, those of an index in the order of their names.
    pub files: Vec<PathBuf>,
    /// What is odd about the files, though their headers are sound.
    pub notes: Vec<String>,
}

/// Why weights cannot be counted.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each message says what it is")]
pub enum WeightsError {
    #[error("`{}` cannot be read: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: String },
    #[error("`{}` cannot be believed: {error}", path.display())]
    Header { path: PathBuf, error: HeaderError },
    #[error("the folder `{}` holds no `.safetensors` file", path.display())]
    EmptyFolder { path: PathBuf },
    #[error("the index `{}` is not one: {reason}", path.display())]
    Index { path: PathBuf, reason: String },
    #[error("the index `{}` names `{shard}`, which is no file beside it", path.display())]
    Elsewhere { path: PathBuf, shard: String },
    #[error("the index says that `{tensor}` is in `{}`, which has no such tensor", path.display())]
    Missing { tensor: String, path: PathBuf },
    #[error("`{tensor}` is in `{}` and in another file too", path.display())]
    Twice { tensor: String, path: PathBuf },
}

/// Reads the headers of files, of the shards that an index lists, or of a folder with either in it.
///
/// # Errors
/// When a header cannot be believed, or files and index contradict each other.
pub fn open(paths: &[PathBuf]) -> Result<Checkpoint, WeightsError> {
    let mut checkpoint = Checkpoint::default();
    for path in paths {
        for path in files_of(path)? {
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                checkpoint.add_index(&path)?;
            } else {
                checkpoint.add_file(&path)?;
            }
        }
    }
    Ok(checkpoint)
}

/// A file itself; of a folder its index, or where there is none all its files of weights.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, WeightsError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let unreadable = |error: std::io::Error| WeightsError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let (mut indices, mut files) = (Vec::new(), Vec::new());
    for entry in path.read_dir().map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?.path();
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".safetensors.index.json") {
            indices.push(entry);
        } else if name.ends_with(".safetensors") {
            files.push(entry);
        }
    }
    let mut found = if indices.is_empty() { files } else { indices };
    if found.is_empty() {
        let path = path.to_owned();
        return Err(WeightsError::EmptyFolder { path });
    }
    found.sort();
    Ok(found)
}

/// An index of shards, as Hugging Face writes it.
#[derive(Deserialize)]
struct Index {
    weight_map: HashMap<String, String>,
}

impl Checkpoint {
    fn add_index(&mut self, path: &Path) -> Result<(), WeightsError> {
        let reason = |reason: String| WeightsError::Index {
            path: path.to_owned(),
            reason,
        };
        let file = open_file(path)?.take(MAX_INDEX_BYTES);
        let index: Index = serde_json::from_reader(BufReader::new(file))
            .map_err(|error| reason(error.to_string()))?;
        let shards: BTreeSet<&String> = index.weight_map.values().collect();
        if shards.is_empty() {
            return Err(reason("its `weight_map` is empty".to_owned()));
        }
        for shard in shards {
            // A shard is a file beside the index; any other path could lead anywhere.
            let mut parts = Path::new(shard).components();
            let beside = matches!(
                (parts.next(), parts.next()),
                (Some(Component::Normal(_)), None)
            );
            if !beside {
                let (path, shard) = (path.to_owned(), shard.clone());
                return Err(WeightsError::Elsewhere { path, shard });
            }
            let file = path.with_file_name(shard);
            let before = self.tensors.len();
            self.add_file(&file)?;
            let held: BTreeSet<&str> = self.tensors[before..]
                .iter()
                .map(|tensor| &tensor.name[..])
                .collect();
            let listed = index.weight_map.iter().filter(|(_, of)| *of == shard);
            let listed: BTreeSet<&str> = listed.map(|(name, _)| &name[..]).collect();
            if let Some(tensor) = listed.difference(&held).next() {
                let (tensor, path) = ((*tensor).to_owned(), file);
                return Err(WeightsError::Missing { tensor, path });
            }
            let unlisted = held.difference(&listed).count();
            if unlisted > 0 {
                self.notes.push(format!(
                    "{unlisted} tensors of `{}` are not in the index; they are counted",
                    file.display()
                ));
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: &Path) -> Result<(), WeightsError> {
        let file = open_file(path)?;
        let length = file.metadata().map(|data| data.len());
        let Header {
            tensors,
            file_bytes,
        } = read_header(file).map_err(|error| match error {
            HeaderError::Unreadable(reason) => WeightsError::Unreadable {
                path: path.to_owned(),
                reason,
            },
            error => WeightsError::Header {
                path: path.to_owned(),
                error,
            },
        })?;
        let held: HashSet<&str> = self.tensors.iter().map(|tensor| &tensor.name[..]).collect();
        if let Some(twice) = tensors
            .iter()
            .find(|tensor| held.contains(&tensor.name[..]))
        {
            let (tensor, path) = (twice.name.clone(), path.to_owned());
            return Err(WeightsError::Twice { tensor, path });
        }
        if let Ok(length) = length
            && length != file_bytes
        {
            self.notes.push(format!(
                "`{}` has {length} bytes where its header speaks of {file_bytes}; only the header was read",
                path.display()
            ));
        }
        self.tensors.extend(tensors);
        self.files.push(path.to_owned());
        Ok(())
    }
}

/// Opens a file for reading.
fn open_file(path: &Path) -> Result<File, WeightsError> {
    let unreadable = |reason: String| WeightsError::Unreadable {
        path: path.to_owned(),
        reason,
    };
    if path.is_dir() {
        return Err(unreadable("it is a directory".to_owned()));
    }
    File::open(path).map_err(|error| {
        unreadable(match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            ErrorKind::PermissionDenied => "it may not be read".to_owned(),
            _ => error.to_string(),
        })
    })
}
