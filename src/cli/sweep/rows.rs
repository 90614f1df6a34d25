//! Points read from a CSV or a Parquet file, some thousands at a time.

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row, reader::RowIter};

use crate::algebra::Rational;

/// A file whose rows are points.
pub(super) struct RowFile {
    /// The names of its columns.
    pub(super) names: Vec<String>,
    rows: Rows,
    /// The columns that are read, and how many rows were.
    wanted: Vec<usize>,
    read: u64,
}

enum Rows {
    Csv(Box<csv::Reader<File>>),
    Parquet(Box<RowIter<'static>>),
}

/// What is wrong with a file, or with one of its rows.
pub(super) type Reason = String;

impl RowFile {
    /// Opens a file. One whose name ends in `.parquet` is Parquet, every other CSV.
    pub(super) fn open(path: &Path) -> Result<RowFile, Reason> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let is_parquet = path.extension().is_some_and(|extension| extension == "parquet");
        let (names, rows) = if is_parquet {
            let reader = SerializedFileReader::new(file).map_err(|error| error.to_string())?;
            let schema = reader.metadata().file_metadata().schema();
            let names = schema.get_fields().iter().map(|field| field.name().to_owned());
            let names = names.collect();
            (names, Rows::Parquet(Box::new(reader.into_iter())))
        } else {
            let mut reader = csv::ReaderBuilder::new()
                .trim(csv::Trim::All)
                .from_reader(file);
            let header = reader.headers().map_err(|error| error.to_string())?;
            let names = header.iter();
            let names = names.map(|name| name.trim_start_matches('\u{feff}').to_owned());
            (names.collect(), Rows::Csv(Box::new(reader)))
        };
        Ok(RowFile {
            names,
            rows,
            wanted: Vec::new(),
            read: 0,
        })
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
            let row = match &mut self.rows {
                Rows::Csv(reader) => {
                    let mut record = csv::StringRecord::new();
                    match reader.read_record(&mut record) {
                        Ok(false) => break,
                        Ok(true) => self.wanted.iter().map(|at| cell(&record[*at])).collect(),
                        Err(error) => Err(error.to_string()),
                    }
                }
                Rows::Parquet(rows) => match rows.next() {
                    None => break,
                    Some(Ok(row)) => fields(&row, &self.wanted),
                    Some(Err(error)) => Err(error.to_string()),
                },
            };
            self.read += 1;
            let row: Result<Vec<Rational>, Reason> = row;
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

fn fields(row: &Row, wanted: &[usize]) -> Result<Vec<Rational>, Reason> {
    let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
    wanted.iter().map(|at| number(fields[*at])).collect()
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
