//! Samples read from a file of comma-separated values.

use std::io;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::algebra::Rational;
use crate::cost::library::{read_file, read_text};
use crate::text::did_you_mean;

/// What a file of samples says.
pub(super) struct Table {
    /// What the file is called.
    pub(super) name: String,
    /// The columns that are symbols.
    pub(super) symbols: Vec<String>,
    /// The column of the count.
    pub(super) value: String,
    /// The samples.
    pub(super) rows: Vec<Row>,
    /// Whether counts are written as a tool writes those that it rounds: `1.23e+09`, `0.5`.
    pub(super) rounded: bool,
}

/// A sample and where it stands.
pub(super) struct Row {
    /// The line of the file, from one.
    pub(super) line: u64,
    /// The values of the symbols.
    pub(super) point: Vec<Rational>,
    /// The count.
    pub(super) count: Rational,
}

/// Why a file of samples cannot be read: a headline and what to do.
pub(super) struct Mistake {
    pub(super) headline: String,
    pub(super) help: String,
}

/// Which columns are read.
pub(super) struct Columns<'a> {
    /// The column of the count; the last where nothing is said.
    pub(super) value: Option<&'a str>,
    /// The columns that are symbols; all others where there is none.
    pub(super) symbols: &'a [String],
}

const EXAMPLE: &str = "the first line names the columns, as in `B,S,flops`";

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path, columns: &Columns<'_>) -> Result<Table, Mistake> {
    let (name, text) = if path == Path::new("-") {
        ("standard input".to_owned(), read_text(io::stdin().lock()))
    } else {
        (path.display().to_string(), read_file(path))
    };
    match text {
        Ok(text) => parse(&name, &text, columns),
        Err(reason) => Err(Mistake {
            headline: format!("`{name}` cannot be read: {reason}"),
            help: "give a file of comma-separated values".to_owned(),
        }),
    }
}

fn parse(name: &str, text: &str, columns: &Columns<'_>) -> Result<Table, Mistake> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    loop {
        let mut record = StringRecord::new();
        match reader.read_record(&mut record) {
            // A line of blanks is no row.
            Ok(true) if record.len() == 1 && record[0].is_empty() => {}
            Ok(true) => records.push((lines.of(&record), record)),
            Ok(false) => break,
            Err(error) => {
                let headline = format!("`{name}` cannot be read: {error}");
                return Err(mistake(headline, EXAMPLE));
            }
        }
    }
    let mut records = records.into_iter();
    let Some((line, header)) = records.next() else {
        return Err(mistake(format!("`{name}` is empty"), EXAMPLE));
    };
    let places = Places::of(name, line, &header, columns)?;
    let mut table = Table {
        name: name.to_owned(),
        symbols: places
            .symbols
            .iter()
            .map(|place| header[*place].to_owned())
            .collect(),
        value: header[places.value].to_owned(),
        rows: Vec::new(),
        rounded: false,
    };
    for (line, record) in records {
        if record.len() != header.len() {
            let headline = format!(
                "{name}:{line}: {} where the header has {}",
                cells(record.len()),
                header.len()
            );
            return Err(mistake(
                headline,
                "give every row one number for each column",
            ));
        }
        let cell = |place: usize| number(name, line, &header[place], &record[place]);
        let point = places.symbols.iter().map(|place| cell(*place));
        let point = point.collect::<Result<Vec<Rational>, Mistake>>()?;
        let count = cell(places.value)?;
        table.rounded |= record[places.value].contains(['e', 'E', '.']);
        table.rows.push(Row { line, point, count });
    }
    if table.rows.is_empty() {
        let headline = format!("`{name}` has no samples below its header");
        return Err(mistake(headline, "add a line of numbers for each sample"));
    }
    Ok(table)
}

/// Where in a row its parts stand.
struct Places {
    value: usize,
    symbols: Vec<usize>,
}

impl Places {
    fn of(
        name: &str,
        line: u64,
        header: &StringRecord,
        columns: &Columns<'_>,
    ) -> Result<Places, Mistake> {
        for (place, column) in header.iter().enumerate() {
            if column.is_empty() {
                let headline = format!("{name}:{line}: column {} has no name", place + 1);
                return Err(mistake(headline, EXAMPLE));
            }
            if header.iter().take(place).any(|held| held == column) {
                let headline = format!("{name}:{line}: two columns are called `{column}`");
                return Err(mistake(headline, "give every column a name of its own"));
            }
        }
        let find = |wanted: &str| {
            let found = header.iter().position(|column| column == wanted);
            found.ok_or_else(|| {
                let headline = format!("{name}:{line}: there is no column `{wanted}`");
                let near = did_you_mean(wanted, header.iter());
                let near = near.map(|near| format!("; did you mean `{near}`?"));
                let names: Vec<&str> = header.iter().collect();
                let help = format!(
                    "its columns are {}{}",
                    names.join(", "),
                    near.unwrap_or_default()
                );
                mistake(headline, &help)
            })
        };
        let value = match columns.value {
            Some(wanted) => find(wanted)?,
            None => header.len() - 1,
        };
        let symbols = if columns.symbols.is_empty() {
            (0..header.len()).filter(|place| *place != value).collect()
        } else {
            let wanted = columns.symbols.iter();
            let found = wanted.map(|wanted| find(wanted.trim()));
            found.collect::<Result<Vec<usize>, Mistake>>()?
        };
        if let Some(twice) = symbols.iter().find(|place| **place == value) {
            let headline = format!("`{}` is the count and a symbol", &header[*twice]);
            return Err(mistake(
                headline,
                "name another column with `--value` or `--symbols`",
            ));
        }
        if symbols.is_empty() {
            let headline = format!("{name}:{line}: there is one column, and it is the count");
            let help = match header[value].find([';', '\t']) {
                Some(_) => "separate the columns with commas",
                None => EXAMPLE,
            };
            return Err(mistake(headline, help));
        }
        Ok(Places { value, symbols })
    }
}

fn mistake(headline: String, help: &str) -> Mistake {
    Mistake {
        headline,
        help: help.to_owned(),
    }
}

fn cells(count: usize) -> String {
    match count {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    }
}

/// The exact number in a cell: `12`, `-3`, `1_000`, `1.5`, `3/2`, `1e9`, `1.23E+09`.
fn number(name: &str, line: u64, column: &str, cell: &str) -> Result<Rational, Mistake> {
    let lower = cell.to_lowercase();
    let (sign, unsigned) = match lower.strip_prefix('-') {
        Some(unsigned) => (Rational::MINUS_ONE, unsigned),
        None => (Rational::ONE, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    let (above, below) = unsigned.split_once('/').unwrap_or((unsigned, "1"));
    let reason = match (above.parse::<Rational>(), below.parse::<Rational>()) {
        (Ok(above), Ok(below)) => match above.divided_by(&below) {
            Some(number) => return Ok(&sign * &number),
            None => "division by zero".to_owned(),
        },
        (Err(reason), _) | (_, Err(reason)) => reason.to_string(),
    };
    if cell.is_empty() {
        let headline = format!("{name}:{line}: `{column}` has no number");
        return Err(mistake(headline, "fill the cell, or leave the row out"));
    }
    let headline = format!("{name}:{line}: `{column}` is `{cell}`: {reason}");
    Err(mistake(
        headline,
        "write plain digits, such as `1234567`, `1.5` or `1e9`",
    ))
}

/// Counts the lines of a text from record to record.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line that the next record begins on, from one. The reader says where it began to look for
    /// the record, which is before the blank lines and comments above it.
    fn of(&mut self, record: &StringRecord) -> u64 {
        let looked = record.position().map_or(0, csv::Position::byte);
        let mut start = usize::try_from(looked)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        loop {
            let rest = &self.text.as_bytes()[start..];
            start += match rest {
                [b'\r' | b'\n', ..] => 1,
                [b'#', ..] => rest
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .unwrap_or(rest.len()),
                _ => break,
            };
        }
        let passed = &self.text.as_bytes()[self.at..start];
        self.line += passed
            .iter()
            .map(|byte| u64::from(*byte == b'\n'))
            .sum::<u64>();
        self.at = start;
        self.line
    }
}
