//! Rows as a Parquet file.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    ByteArray, ByteArrayType, DoubleType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::evaluator::Cell;

/// How many rows are written together.
const GROUP: usize = 1 << 17;

/// The largest magnitude of 38 digits.
const DECIMAL: i128 = 10_i128.pow(38) - 1;

/// How a column is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Storage {
    /// Whole numbers of 64 bits.
    Whole,
    /// Whole numbers of at most 38 digits: `DECIMAL(38, 0)`.
    Decimal,
    /// Exact digits as text: fractions, and longer numbers.
    Digits,
    /// Doubles.
    Double,
}

impl Storage {
    /// The narrowest storage of exact numbers below a magnitude; `None` for any exact number.
    pub(super) fn of(magnitude: Option<f64>) -> Storage {
        match magnitude {
            Some(magnitude) if magnitude < 9.2e18 => Storage::Whole,
            Some(magnitude) if magnitude < 9.9e37 => Storage::Decimal,
            _ => Storage::Digits,
        }
    }
}

/// A Parquet file that is being written. Whatever ends the run, it gets the footer without which it
/// could not be read.
pub(super) struct Columns {
    /// `None` once the footer is written.
    writer: Option<SerializedFileWriter<File>>,
    storage: Vec<Storage>,
    rows: Vec<Vec<Cell>>,
}

impl Columns {
    /// An empty file with these columns.
    pub(super) fn new(
        file: File,
        names: &[String],
        storage: Vec<Storage>,
    ) -> Result<Columns, ParquetError> {
        let fields = names.iter().zip(&storage);
        let fields = fields.map(|(name, storage)| field(name, *storage).map(Arc::new));
        let fields = fields.collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("sweep")
            .with_fields(fields)
            .build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        let properties = Arc::new(properties.build());
        Ok(Columns {
            writer: Some(SerializedFileWriter::new(
                file,
                Arc::new(schema),
                properties,
            )?),
            storage,
            rows: Vec::new(),
        })
    }

    /// Adds rows.
    pub(super) fn add(&mut self, rows: Vec<Vec<Cell>>) -> Result<(), ParquetError> {
        self.rows.extend(rows);
        if self.rows.len() >= GROUP {
            self.write()?;
        }
        Ok(())
    }

    /// Writes what is left and the footer.
    pub(super) fn finish(mut self) -> Result<(), ParquetError> {
        self.close()
    }

    fn close(&mut self) -> Result<(), ParquetError> {
        let written = if self.rows.is_empty() {
            Ok(())
        } else {
            self.write()
        };
        if let Some(writer) = self.writer.take() {
            writer.close()?;
        }
        written
    }

    fn write(&mut self) -> Result<(), ParquetError> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let mut group = writer.next_row_group()?;
        for (place, storage) in self.storage.iter().enumerate() {
            let cells = self.rows.iter().map(|row| &row[place]);
            let mut column = group
                .next_column()?
                .expect("the schema has as many columns as there are storages");
            match storage {
                Storage::Whole => {
                    let numbers = cells.map(whole).collect::<Result<Vec<i64>, _>>()?;
                    column
                        .typed::<Int64Type>()
                        .write_batch(&numbers, None, None)?;
                }
                Storage::Decimal => {
                    let numbers = cells.map(decimal).collect::<Result<Vec<_>, _>>()?;
                    let column = column.typed::<FixedLenByteArrayType>();
                    column.write_batch(&numbers, None, None)?;
                }
                Storage::Digits => {
                    let texts = cells.map(|cell| cell.exact().to_string());
                    let texts: Vec<ByteArray> = texts.map(|text| text.as_str().into()).collect();
                    column
                        .typed::<ByteArrayType>()
                        .write_batch(&texts, None, None)?;
                }
                Storage::Double => {
                    let numbers: Vec<f64> = cells.map(Cell::double).collect();
                    column
                        .typed::<DoubleType>()
                        .write_batch(&numbers, None, None)?;
                }
            }
            column.close()?;
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }
}

impl Drop for Columns {
    fn drop(&mut self) {
        // The reason for ending early has been said; there is no one to tell a second one.
        let _ = self.close();
    }
}

fn field(name: &str, storage: Storage) -> Result<Type, ParquetError> {
    let physical = match storage {
        Storage::Whole => Physical::INT64,
        Storage::Decimal => Physical::FIXED_LEN_BYTE_ARRAY,
        Storage::Digits => Physical::BYTE_ARRAY,
        Storage::Double => Physical::DOUBLE,
    };
    let field = Type::primitive_type_builder(name, physical);
    let field = field.with_repetition(Repetition::REQUIRED);
    match storage {
        Storage::Decimal => field
            .with_length(16)
            .with_precision(38)
            .with_scale(0)
            .with_logical_type(Some(LogicalType::decimal(0, 38)))
            .with_converted_type(ConvertedType::DECIMAL),
        Storage::Digits => field
            .with_logical_type(Some(LogicalType::String))
            .with_converted_type(ConvertedType::UTF8),
        Storage::Whole | Storage::Double => field,
    }
    .build()
}

fn too_long(cell: &Cell) -> ParquetError {
    let digits = cell.exact();
    ParquetError::General(format!("{digits} does not fit its column"))
}

fn whole(cell: &Cell) -> Result<i64, ParquetError> {
    match cell {
        Cell::Whole(number) => i64::try_from(*number).map_err(|_| too_long(cell)),
        _ => Err(too_long(cell)),
    }
}

fn decimal(cell: &Cell) -> Result<FixedLenByteArray, ParquetError> {
    match cell {
        Cell::Whole(number) if number.unsigned_abs() <= DECIMAL.unsigned_abs() => {
            Ok(ByteArray::from(number.to_be_bytes().to_vec()).into())
        }
        _ => Err(too_long(cell)),
    }
}
