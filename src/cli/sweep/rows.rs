//! Points read from a CSV or a Parquet file, some thousands at a time.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row, reader::RowIter};

use crate::algebra::Rational;
use crate::cli::bounded::BoundedLines;

/// A file whose rows are points.
pub(super) struct RowFile {
    /// The names of its columns.
    pub(super) names: Vec<String>,
    rows: Rows,
    /// The first row, until it is read.
    first: Option<Cells>,
    /// The columns that are read, and how many rows were.
    wanted: Vec<usize>,
    read: u64,
}

/// What stands in each column of a row.
type Cells = Vec<Result<Rational, Reason>>;

enum Rows {
    Csv(Box<csv::Reader<BoundedLines<Box<dyn Read>>>>),
    Parquet(Box<RowIter<'static>>),
}

/// What is wrong with a file, or with one of its rows.
pub(super) type Reason = String;

impl RowFile {
    /// Opens a file. One whose name ends in `.parquet` is Parquet, every other CSV; `-` is standard
    /// input.
    pub(super) fn open(path: &Path) -> Result<RowFile, Reason> {
        let open = || File::open(path).map_err(|error| error.to_string());
        let is_parquet = path
            .extension()
            .is_some_and(|extension| extension == "parquet");
        let (names, rows) = if is_parquet {
            let reader = SerializedFileReader::new(open()?).map_err(|error| error.to_string())?;
            let schema = reader.metadata().file_metadata().schema();
            let names = schema
                .get_fields()
                .iter()
                .map(|field| field.name().to_owned());
            let names = names.collect();
            (names, Rows::Parquet(Box::new(reader.into_iter())))
        } else {
            let text: Box<dyn Read> = if path == Path::new("-") {
                Box::new(std::io::stdin())
            } else {
                Box::new(open()?)
            };
            let mut reader = csv::ReaderBuilder::new()
                .trim(csv::Trim::All)
                .from_reader(BoundedLines::of(text));
            let header = reader.headers().map_err(|error| error.to_string())?;
            let names = header.iter();
            let names = names.map(|name| name.trim_start_matches('\u{feff}').to_owned());
            (names.collect(), Rows::Csv(Box::new(reader)))
        };
        let mut file = RowFile {
            names,
            rows,
            first: None,
            wanted: Vec::new(),
            read: 0,
        };
        file.first = file.row().transpose()?;
        Ok(file)
    }

    /// Whether the column holds numbers, as far as the first row shows.
    pub(super) fn is_numeric(&self, column: usize) -> bool {
        let first = self.first.as_ref();
        first.is_none_or(|first| first.get(column).is_some_and(Result::is_ok))
    }

    /// The next row; `None` past the last.
    fn row(&mut self) -> Option<Result<Cells, Reason>> {
        match &mut self.rows {
            Rows::Csv(reader) => {
                let mut record = csv::StringRecord::new();
                match reader.read_record(&mut record) {
                    Ok(false) => None,
                    Ok(true) => Some(Ok(record.iter().map(cell).collect())),
                    Err(error) => Some(Err(error.to_string())),
                }
            }
            Rows::Parquet(rows) => {
                let row = rows.next()?;
                let fields = |row: Row| {
                    row.get_column_iter()
                        .map(|(_, field)| number(field))
                        .collect()
                };
                Some(row.map(fields).map_err(|error| error.to_string()))
            }
        }
    }

    /// Only these columns are read.
    pub(super) fn want(&mut self, columns: Vec<usize>) {
        self.wanted = columns;
    }

    /// The next rows, at most so many: a list of numbers for each wanted column. Those read before
    /// something went wrong come with the reason.
    pub(super) fn next(&mut self, most: usize) -> (Vec<Vec<Rational>>, Option<Reason>) {
        let mut columns = vec![Vec::new(); self.wanted.len()];
        for _ in 0..most {
            let row = match self.first.take() {
                Some(first) => Some(Ok(first)),
                None => self.row(),
            };
            let Some(row) = row else {
                break;
            };
            self.read += 1;
            let wanted = |row: Cells| -> Result<Vec<Rational>, Reason> {
                self.wanted.iter().map(|at| row[*at].clone()).collect()
            };
            let row = row.and_then(wanted);
            match row {
                Ok(row) => {
                    for (column, number) in columns.iter_mut().zip(row) {
                        column.push(number);
                    }
                }
                Err(reason) => return (columns, Some(format!("row {}: {reason}", self.read))),
            }
        }
        (columns, None)
    }
}

fn cell(text: &str) -> Result<Rational, Reason> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

fn number(field: &Field) -> Result<Rational, Reason> {
    Ok(match field {
        Field::Bool(flag) => Rational::from(i64::from(*flag)),
        Field::Byte(number) => Rational::from(i64::from(*number)),
        Field::Short(number) => Rational::from(i64::from(*number)),
        Field::Int(number) => Rational::from(*number),
        Field::Long(number) => Rational::from(*number),
        Field::UByte(number) => Rational::from(u64::from(*number)),
        Field::UShort(number) => Rational::from(u64::from(*number)),
        Field::UInt(number) => Rational::from(*number),
        Field::ULong(number) => Rational::from(*number),
        Field::Double(number) => cell(&format!("{number:?}"))?,
        Field::Float(number) => cell(&format!("{number:?}"))?,
        Field::Str(text) => cell(text)?,
        Field::Null => return Err("a value is missing".to_owned()),
        other => cell(&other.to_string())?,
    })
}
