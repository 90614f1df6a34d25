//! Where rows go: standard output or a file, as lines, as a table, or as columns.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::cli::args::{RowFormat, Sweep};
use crate::cli::session::{Session, Step, Stopped};
use crate::cli::sweep::columns::{Columns, Storage};
use crate::cli::sweep::lines::{Kind, Lines, for_people};
use crate::cli::sweep::work::Made;
use crate::cli::table::{Align, Table};
use crate::evaluator::Cell;

/// How many rows of a table are aligned together.
const ALIGNED: usize = 1000;

/// How rows are written: what was asked for, else what the name of the file says, else CSV, and a
/// table on a terminal.
///
/// # Errors
/// Where Parquet would go to standard output.
pub(super) fn format(session: &mut Session, arguments: &Sweep) -> Step<RowFormat> {
    let extension = arguments.output.as_deref().and_then(Path::extension);
    let named = match extension.and_then(std::ffi::OsStr::to_str) {
        Some("json" | "jsonl" | "ndjson") => Some(RowFormat::Json),
        Some("md") => Some(RowFormat::Markdown),
        Some("parquet") => Some(RowFormat::Parquet),
        Some("txt") => Some(RowFormat::Text),
        _ => None,
    };
    let terminal = arguments.output.is_none() && std::io::stdout().is_terminal();
    let usual = if terminal {
        RowFormat::Text
    } else {
        RowFormat::Csv
    };
    let format = arguments.format.or(named).unwrap_or(usual);
    if format == RowFormat::Parquet && arguments.output.is_none() {
        let help = "name it, as in `-o rows.parquet`";
        return session.refuse("Parquet is written to a file".to_owned(), help);
    }
    Ok(format)
}

/// The lines that a format is made of; `None` where rows are written otherwise.
pub(super) fn lines(format: RowFormat, names: &[String], symbols: usize) -> Option<Lines> {
    let kind = match format {
        RowFormat::Csv => Kind::Csv,
        RowFormat::Json => Kind::Json,
        RowFormat::Markdown => Kind::Markdown,
        RowFormat::Text | RowFormat::Parquet => return None,
    };
    Some(Lines {
        kind,
        names: names.to_vec(),
        symbols,
    })
}

/// What rows are written to.
pub(super) struct Output {
    to: To,
    path: String,
    names: Vec<String>,
    waiting: Vec<Vec<Cell>>,
    headed: bool,
    /// How many rows are written.
    pub(super) count: u64,
    progress: Option<Progress>,
}

enum To {
    Standard,
    /// A file that nothing is written to yet: what it holds stays until there is something to put in its
    /// place.
    Untouched(Untouched),
    File(BufWriter<File>),
    Columns(Box<Columns>),
}

/// A file that can be written to and has not been.
struct Untouched {
    file: File,
    format: RowFormat,
    storage: Vec<Storage>,
    /// What comes before the first row.
    head: String,
    /// Its path, if it was not there before.
    made: Option<PathBuf>,
}

impl Untouched {
    fn open(path: &Path, format: RowFormat, storage: Vec<Storage>) -> io::Result<Untouched> {
        let made = (!path.exists()).then(|| path.to_owned());
        let mut options = OpenOptions::new();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        Ok(Untouched {
            file,
            format,
            storage,
            head: String::new(),
            made,
        })
    }

    /// Takes away what the file held before.
    fn begin(mut self, names: &[String]) -> Result<To, String> {
        self.made = None;
        let file = self.file.try_clone().map_err(|error| error.to_string())?;
        if file.metadata().is_ok_and(|data| data.is_file()) {
            file.set_len(0).map_err(|error| error.to_string())?;
        }
        if self.format == RowFormat::Parquet {
            let columns = Columns::new(file, names, std::mem::take(&mut self.storage));
            let columns = columns.map_err(|error| error.to_string())?;
            return Ok(To::Columns(Box::new(columns)));
        }
        let mut file = BufWriter::new(file);
        let written = file.write_all(self.head.as_bytes());
        written.map_err(|error| error.to_string())?;
        Ok(To::File(file))
    }
}

impl Drop for Untouched {
    /// A file that was made for rows that never came is taken away again.
    fn drop(&mut self) {
        if let Some(path) = &self.made {
            // An empty file that stays is no harm.
            let _ = fs::remove_file(path);
        }
    }
}

impl Output {
    /// Opens the file, if one was named.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn open(
        session: &mut Session,
        arguments: &Sweep,
        format: RowFormat,
        names: &[String],
        storage: Vec<Storage>,
    ) -> Step<Output> {
        let path = arguments.output.as_deref();
        let shown = path.map_or_else(String::new, |path| path.display().to_string());
        let to = match path {
            None => To::Standard,
            Some(path) => match Untouched::open(path, format, storage) {
                Ok(file) => To::Untouched(file),
                Err(error) => return unwritten(session, &shown, &error.to_string()),
            },
        };
        Ok(Output {
            to,
            path: shown,
            names: names.to_vec(),
            waiting: Vec::new(),
            headed: false,
            count: 0,
            progress: Progress::new(),
        })
    }

    /// Writes what stands before the rows, with the first of them if it is for a file.
    pub(super) fn head(&mut self, session: &mut Session, text: &str) -> Step {
        match &mut self.to {
            To::Untouched(file) => {
                text.clone_into(&mut file.head);
                Ok(())
            }
            _ => self.text(session, text),
        }
    }

    /// Empties a file that is now written to.
    fn begin(&mut self, session: &mut Session) -> Step {
        if !matches!(self.to, To::Untouched(_)) {
            return Ok(());
        }
        let To::Untouched(file) = std::mem::replace(&mut self.to, To::Standard) else {
            unreachable!("it was looked at");
        };
        match file.begin(&self.names) {
            Ok(to) => {
                self.to = to;
                Ok(())
            }
            Err(reason) => unwritten(session, &self.path, &reason),
        }
    }

    fn text(&mut self, session: &mut Session, text: &str) -> Step {
        self.begin(session)?;
        let written = match &mut self.to {
            To::Standard => return session.print_as_it_is(text),
            To::Untouched(_) => unreachable!("it was begun"),
            To::File(file) => file.write_all(text.as_bytes()),
            To::Columns(_) => unreachable!("columns are no text"),
        };
        match written {
            Ok(()) => Ok(()),
            Err(error) => unwritten(session, &self.path, &error.to_string()),
        }
    }

    /// Writes what one core made.
    pub(super) fn write(&mut self, session: &mut Session, made: Made) -> Step {
        self.count += made.count;
        if !made.text.is_empty() {
            self.text(session, &made.text)?;
        }
        self.rows(session, made.rows)
    }

    fn rows(&mut self, session: &mut Session, rows: Vec<Vec<Cell>>) -> Step {
        if rows.is_empty() {
            return Ok(());
        }
        if matches!(&self.to, To::Untouched(file) if file.format == RowFormat::Parquet) {
            self.begin(session)?;
        }
        if let To::Columns(columns) = &mut self.to {
            return match columns.add(rows) {
                Ok(()) => Ok(()),
                Err(error) => unwritten(session, &self.path, &error.to_string()),
            };
        }
        self.waiting.extend(rows);
        while self.waiting.len() >= ALIGNED {
            let rest = self.waiting.split_off(ALIGNED);
            let text = self.table();
            self.waiting = rest;
            self.text(session, &text)?;
        }
        Ok(())
    }

    /// The waiting rows, under the names of the columns if these have not been written.
    fn table(&mut self) -> String {
        let mut table = Table::new(&vec![Align::Right; self.names.len()]);
        if !self.headed {
            table.row(self.names.iter().cloned());
            self.headed = true;
        }
        for row in self.waiting.drain(..) {
            table.row(row.iter().map(for_people));
        }
        table.text()
    }

    /// Shows how far the work is, where someone looks.
    pub(super) fn progress(&mut self, done: u64, total: Option<u64>) {
        if let Some(progress) = &mut self.progress {
            progress.show(done, total);
        }
    }

    /// Writes what is left.
    pub(super) fn finish(mut self, session: &mut Session, format: RowFormat) -> Step {
        if let Some(progress) = &mut self.progress {
            progress.clear();
        }
        if format == RowFormat::Text {
            let text = self.table();
            self.text(session, &text)?;
        }
        self.begin(session)?;
        let finished = match self.to {
            To::Standard | To::Untouched(_) => Ok(()),
            To::File(mut file) => file.flush().map_err(|error| error.to_string()),
            To::Columns(columns) => columns.finish().map_err(|error| error.to_string()),
        };
        match finished {
            Ok(()) => Ok(()),
            Err(reason) => unwritten(session, &self.path, &reason),
        }
    }
}

fn unwritten<T>(session: &mut Session, path: &str, reason: &str) -> Step<T> {
    let headline = format!("`{path}` cannot be written: {reason}");
    let _: Result<(), Stopped> = session.refuse(headline, "make room, or name another file");
    Err(Stopped)
}

/// A line on the terminal that says how far the work is.
struct Progress {
    begun: Instant,
    shown: Option<Instant>,
}

impl Progress {
    /// Nobody looks where standard error is no terminal.
    fn new() -> Option<Progress> {
        std::io::stderr().is_terminal().then(|| Progress {
            begun: Instant::now(),
            shown: None,
        })
    }

    fn show(&mut self, done: u64, total: Option<u64>) {
        let now = Instant::now();
        let last = self.shown.unwrap_or(self.begun + Duration::from_secs(1));
        if now < last + Duration::from_millis(200) {
            return;
        }
        self.shown = Some(now);
        let share = match total {
            Some(total) => format!("{}% of {total}", done.saturating_mul(100) / total.max(1)),
            None => done.to_string(),
        };
        #[expect(clippy::cast_precision_loss, reason = "it is a figure for people")]
        let rate = done as f64 / now.duration_since(self.begun).as_secs_f64();
        let _ = write!(
            std::io::stderr(),
            "\r{share} points, {rate:.2e} a second\x1b[K"
        );
    }

    fn clear(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
