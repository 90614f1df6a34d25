//! Whether two paths lead to one file, so that nothing is written over what it is made from.

use std::path::Path;

use crate::cli::session::{Session, Step};

/// Refuses to write over a file that was read: a formula file, or another one.
///
/// # Errors
/// When the output is one of them.
pub(super) fn refuse_input(session: &mut Session, output: &Path, other: Option<&Path>) -> Step {
    if !output.exists() {
        return Ok(());
    }
    let read = session.engine.sources().names().map(Path::new);
    let is_read = read.chain(other).any(|path| is_same(path, output));
    if is_read {
        let headline = format!("`{}` is read and would be written over", output.display());
        return session.refuse(headline, "name another file with `-o`");
    }
    Ok(())
}

/// Whether both are there and are one file, whatever links lead to it.
fn is_same(left: &Path, right: &Path) -> bool {
    if left == Path::new("-") {
        // Standard input may be a file.
        return is_same(Path::new("/dev/stdin"), right);
    }
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right || has_one_body(&left, &right),
        _ => false,
    }
}

/// Whether two names in folders are of one file.
#[cfg(unix)]
fn has_one_body(left: &Path, right: &Path) -> bool {
    use std::fs;
    use std::os::unix::fs::MetadataExt;

    let body = |path: &Path| {
        let data = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some((data.dev(), data.ino()))
    };
    body(left).is_some_and(|left| body(right) == Some(left))
}

/// Where the system does not say, paths are all there is.
#[cfg(not(unix))]
fn has_one_body(left: &Path, right: &Path) -> bool {
    left == right
}
