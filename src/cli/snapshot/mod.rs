//! `flopform snapshot`: derivations kept as text, and what differs from them.

mod cause;
mod kept;
mod report;
mod review;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::cli::args::Snapshot;
use crate::cli::exit::Exit;
use crate::cli::paths::inputs;
use crate::cli::session::{Session, Step};
use crate::cli::snapshot::kept::{Beside, beside, collect, left_over};
use crate::cli::snapshot::report::{counted, show};
use crate::cli::snapshot::review::{Answer, Asker};
use crate::notation::derivation::{Change, Derivation, changes};

/// Compares, accepts or reviews the snapshots of formula files.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn run(session: &mut Session, arguments: &Snapshot) -> Step {
    let here = [".".to_owned()];
    let paths = if arguments.paths.is_empty() {
        &here[..]
    } else {
        &arguments.paths[..]
    };
    let mut files = Vec::new();
    for input in inputs(session, paths)? {
        let Some(path) = input.path else {
            let help = "name a file, beside which its snapshot is kept";
            return session.refuse("standard input has no snapshot".to_owned(), help);
        };
        // The other files are compared all the same.
        if let Ok(file) = collect(session, &path) {
            files.push(file);
        }
    }
    refuse_absent(session, arguments, &files)?;
    let mut asker = Asker::default();
    let changed: HashSet<String> = files.iter().flat_map(changed_layers).collect();
    let (mut differ, mut accepted, mut derivations) = (0_usize, 0_usize, 0_usize);
    for file in &files {
        derivations += file.today.len();
        let mut keep: Vec<Derivation> = file.kept.clone();
        let mut taken = 0_usize;
        if file.kept.is_empty() && !file.today.is_empty() && !arguments.accept && !arguments.review
        {
            session.print(&format!("{} has no snapshot yet\n", file.name))?;
            differ += file.today.len();
            continue;
        }
        let changes = changes(&file.kept, &file.today);
        let chosen = changes.iter().filter(|change| chosen(arguments, change));
        let chosen: Vec<&Change> = chosen.collect();
        if !arguments.accept && !arguments.review {
            show(session, file, &chosen, &changed)?;
        }
        for change in chosen {
            if arguments.review && !asker.is_decided() {
                show(session, file, &[change], &changed)?;
            }
            if arguments.accept || arguments.review && asker.ask(session, change)? == Answer::Accept
            {
                apply(&mut keep, change);
                taken += 1;
            } else {
                differ += 1;
            }
        }
        if taken > 0 {
            file.write(session, &in_order(keep, &file.today))?;
        }
        accepted += taken;
    }
    for left in left_over(paths) {
        let file = left.with_extension("");
        session.print(&format!(
            "{} is kept, and {} is no longer there: remove it, or bring the file back\n",
            left.display(),
            file.display()
        ))?;
        session.exit_with(Exit::DoesNotHold);
    }
    if files.is_empty() {
        return Ok(());
    }
    if differ > 0 {
        session.exit_with(Exit::DoesNotHold);
    }
    let files = counted(files.len(), "file");
    let accepted = match accepted {
        0 => String::new(),
        count => format!(", {count} accepted"),
    };
    let differ = match differ {
        0 => "none differs from what is kept".to_owned(),
        1 => "1 differs from what is kept; `flopform snapshot --accept` keeps it".to_owned(),
        count => {
            format!("{count} differ from what is kept; `flopform snapshot --accept` keeps them")
        }
    };
    let derivations = counted(derivations, "derivation");
    session.print(&format!("{derivations} in {files}{accepted}: {differ}\n"))
}

/// Keeps what a file derives today where nothing is kept of it yet. Says where the snapshot is, and whether
/// it was written.
///
/// # Errors
/// When the file has mistakes, or the snapshot cannot be written.
pub(super) fn begin(session: &mut Session, path: &Path) -> Step<(PathBuf, bool)> {
    let snapshot = beside(path);
    if snapshot.symlink_metadata().is_ok() {
        return Ok((snapshot, false));
    }
    let file = collect(session, path)?;
    file.write(session, &file.today)?;
    Ok((snapshot, true))
}

/// The names with `--only` are those of layers and configs of the files.
fn refuse_absent(session: &mut Session, arguments: &Snapshot, files: &[Beside]) -> Step {
    let known = |name: &&String| {
        let mut items = files
            .iter()
            .flat_map(|file| file.today.iter().chain(&file.kept));
        items.any(|item| item.name == **name)
    };
    match arguments.only.iter().find(|name| !known(name)) {
        Some(absent) if !files.is_empty() => {
            let headline = format!("none of the files has `{absent}`");
            session.refuse(
                headline,
                "`--only` takes names of layers and configs in them",
            )
        }
        _ => Ok(()),
    }
}

fn chosen(arguments: &Snapshot, change: &Change) -> bool {
    arguments.only.is_empty() || arguments.only.contains(&change.item().name)
}

/// The layers of a file whose costs changed: what else changed because of them is no news.
fn changed_layers(file: &Beside) -> Vec<String> {
    let changes = changes(&file.kept, &file.today).into_iter();
    let layers = changes.filter_map(|change| match change {
        Change::Changed { today, costs, .. } if today.kind == "layer" && !costs.is_empty() => {
            Some(today.name)
        }
        _ => None,
    });
    layers.collect()
}

/// Takes a change over into what is kept.
fn apply(keep: &mut Vec<Derivation>, change: &Change) {
    let item = change.item();
    match change {
        Change::Gone(_) => keep.retain(|held| held.key() != item.key()),
        Change::New(_) => keep.push(item.clone()),
        Change::Changed { .. } => {
            if let Some(held) = keep.iter_mut().find(|held| held.key() == item.key()) {
                held.clone_from(item);
            }
        }
    }
}

/// What is kept in the order of today's derivations; what is no longer there comes last.
fn in_order(mut keep: Vec<Derivation>, today: &[Derivation]) -> Vec<Derivation> {
    let place = |held: &Derivation| {
        let found = today.iter().position(|item| item.key() == held.key());
        found.unwrap_or(usize::MAX)
    };
    keep.sort_by_key(place);
    keep
}
