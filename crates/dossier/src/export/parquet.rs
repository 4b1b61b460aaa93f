//! One row a claim, as Parquet, for notebooks and engines.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::around::Told;
use super::columns::{COLUMNS, Cell, Column};
use super::put;
use super::redact::Shown;
use crate::error::{Fault, Outcome};

/// Rows that are held before they are written.
const GROUP: usize = 20_000;

pub(super) fn write(shown: &Shown<'_>, out: &mut dyn Write) -> Outcome<()> {
    let mut table = Table::new()?;
    Told::each(shown, &mut |told| {
        table.add(told);
        if table.rows == GROUP {
            table.flush()?;
            put(out, &table.file.take())?;
        }
        Ok(())
    })?;
    put(out, &table.close()?)
}

/// A Parquet file in the making.
struct Table {
    writer: SerializedFileWriter<Buffer>,
    file: Buffer,
    columns: Vec<Values>,
    rows: usize,
}

impl Table {
    fn new() -> Outcome<Self> {
        let schema = parse_message_type(&schema()).map_err(cannot)?;
        let level = ZstdLevel::default();
        let properties = WriterProperties::builder()
            .set_created_by(concat!("restated ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(level))
            .build();
        let file = Buffer::default();
        let writer =
            SerializedFileWriter::new(file.clone(), Arc::new(schema), Arc::new(properties));
        Ok(Self {
            writer: writer.map_err(cannot)?,
            file,
            columns: columns(),
            rows: 0,
        })
    }

    fn add(&mut self, told: &Told<'_>) {
        for (values, column) in self.columns.iter_mut().zip(COLUMNS) {
            values.push(column.cell, told);
        }
        self.rows += 1;
    }

    /// Writes the rows held as one row group.
    fn flush(&mut self) -> Outcome<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(cannot)?;
        for values in std::mem::replace(&mut self.columns, columns()) {
            let mut column = group
                .next_column()
                .map_err(cannot)?
                .ok_or_else(|| cannot(ParquetError::General("a column too many".to_owned())))?;
            values.write(&mut column).map_err(cannot)?;
            column.close().map_err(cannot)?;
        }
        group.close().map_err(cannot)?;
        self.rows = 0;
        Ok(())
    }

    /// The rest of the file.
    fn close(mut self) -> Outcome<Vec<u8>> {
        self.flush()?;
        self.writer.close().map_err(cannot)?;
        Ok(self.file.take())
    }
}

/// The values of one column, and which rows have one.
enum Values {
    Texts(Vec<ByteArray>, Vec<i16>),
    Numbers(Vec<f64>, Vec<i16>),
    Offsets(Vec<i64>, Vec<i16>),
    /// Definition levels say which rows have any, repetition levels where a row begins.
    Lists(Vec<ByteArray>, Vec<i16>, Vec<i16>),
}

fn columns() -> Vec<Values> {
    let empty = |column: &Column| match column.cell {
        Cell::Text(_) => Values::Texts(Vec::new(), Vec::new()),
        Cell::Number(_) => Values::Numbers(Vec::new(), Vec::new()),
        Cell::Offset(_) => Values::Offsets(Vec::new(), Vec::new()),
        Cell::List(_) => Values::Lists(Vec::new(), Vec::new(), Vec::new()),
    };
    COLUMNS.iter().map(empty).collect()
}

impl Values {
    fn push(&mut self, cell: Cell, told: &Told<'_>) {
        fn add<T>(value: Option<T>, values: &mut Vec<T>, defined: &mut Vec<i16>) {
            defined.push(i16::from(value.is_some()));
            values.extend(value);
        }
        match (self, cell) {
            (Self::Texts(values, defined), Cell::Text(of)) => {
                add(of(told).map(|text| text.as_str().into()), values, defined);
            }
            (Self::Numbers(values, defined), Cell::Number(of)) => add(of(told), values, defined),
            (Self::Offsets(values, defined), Cell::Offset(of)) => {
                let at = of(told).and_then(|at| i64::try_from(at).ok());
                add(at, values, defined);
            }
            (Self::Lists(values, defined, repeated), Cell::List(of)) => {
                let list = of(told);
                defined.extend(list.iter().map(|_| 1));
                repeated.extend(list.iter().enumerate().map(|(at, _)| i16::from(at > 0)));
                if list.is_empty() {
                    defined.push(0);
                    repeated.push(0);
                }
                values.extend(list.iter().map(|text| ByteArray::from(text.as_str())));
            }
            // Both are made of the same column.
            _ => {}
        }
    }

    fn write(&self, column: &mut SerializedColumnWriter<'_>) -> Result<usize, ParquetError> {
        match self {
            Self::Texts(values, defined) => {
                column
                    .typed::<ByteArrayType>()
                    .write_batch(values, Some(defined), None)
            }
            Self::Numbers(values, defined) => {
                column
                    .typed::<DoubleType>()
                    .write_batch(values, Some(defined), None)
            }
            Self::Offsets(values, defined) => {
                column
                    .typed::<Int64Type>()
                    .write_batch(values, Some(defined), None)
            }
            Self::Lists(values, defined, repeated) => {
                column
                    .typed::<ByteArrayType>()
                    .write_batch(values, Some(defined), Some(repeated))
            }
        }
    }
}

/// The columns in Parquet's own words.
fn schema() -> String {
    let fields: String = COLUMNS
        .iter()
        .map(|Column { name, cell }| match cell {
            Cell::Text(_) => format!("optional binary {name} (STRING); "),
            Cell::Number(_) => format!("optional double {name}; "),
            Cell::Offset(_) => format!("optional int64 {name}; "),
            Cell::List(_) => format!(
                "required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }} "
            ),
        })
        .collect();
    format!("message claims {{ {fields}}}")
}

fn cannot(error: ParquetError) -> Fault {
    Fault::Write(io::Error::other(error))
}

/// What the writer has written and nobody has taken yet: the writer asks for an output that may
/// move between threads, and standard output may not.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut buffer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        buffer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
