//! Claims as rows: what stands in which column, for CSV and Parquet.

use restated_claims::Time;

use super::around::Told;
use crate::fields::word;
use crate::records::{Figure, Number};

/// How many columns the CSV file has. Columns behind them are of the Parquet file only.
pub(super) const IN_CSV: usize = 38;

/// One column: its heading and what stands in it.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) cell: Cell,
}

/// How a column is read from a claim, by type.
#[derive(Clone, Copy)]
pub(super) enum Cell {
    Text(fn(&Told<'_>) -> Option<String>),
    Number(fn(&Told<'_>) -> Option<f64>),
    /// A place in a text or a file.
    Offset(fn(&Told<'_>) -> Option<usize>),
    List(for<'t> fn(&'t Told<'_>) -> &'t [String]),
}

const fn text(name: &'static str, cell: fn(&Told<'_>) -> Option<String>) -> Column {
    let cell = Cell::Text(cell);
    Column { name, cell }
}

const fn number(name: &'static str, cell: fn(&Told<'_>) -> Option<f64>) -> Column {
    let cell = Cell::Number(cell);
    Column { name, cell }
}

const fn offset(name: &'static str, cell: fn(&Told<'_>) -> Option<usize>) -> Column {
    let cell = Cell::Offset(cell);
    Column { name, cell }
}

const fn list(name: &'static str, cell: for<'t> fn(&'t Told<'_>) -> &'t [String]) -> Column {
    let cell = Cell::List(cell);
    Column { name, cell }
}

/// All columns, those of the CSV file first.
pub(super) const COLUMNS: &[Column] = &[
    text("claim", |told| Some(told.claim.id.clone())),
    text("question", |told| {
        told.answers.map(|(asked, _)| asked.text.clone())
    }),
    text("measure", |told| figure(told).map(|f| f.measure.clone())),
    text("figure", |told| figure(told).map(|f| f.text.clone())),
    number("best", |told| value(figure(told)?.best)),
    number("low", |told| value(figure(told)?.low)),
    number("high", |told| value(figure(told)?.high)),
    text("qualifier", |told| figure(told).map(|f| word(&f.qualifier))),
    text("unit", |told| figure(told).map(|f| f.unit.clone())),
    text("counted", |told| figure(told)?.counted.clone()),
    text("status", |told| Some(word(&told.claim.attribution.status))),
    text("source", |told| told.claim.attribution.source.clone()),
    list("via", |told| &told.claim.attribution.via),
    text("cue", |told| told.claim.attribution.cue.clone()),
    text("time", |told| time(told).map(|time| time.text.clone())),
    text("time_edtf", |told| time(told)?.edtf.clone()),
    text("place", |told| told.claim.place.clone()),
    list("hedges", |told| &told.claim.hedges),
    text("polarity", |told| Some(word(&told.claim.polarity))),
    text("modality", |told| Some(word(&told.claim.modality))),
    text("sentence", |told| Some(told.claim.evidence.exact.clone())),
    offset("start", |told| Some(told.claim.evidence.start)),
    offset("end", |told| Some(told.claim.evidence.end)),
    text("article", |told| Some(told.article.id.clone())),
    text("title", |told| told.article.title.clone()),
    text("outlet", |told| told.article.outlet.clone()),
    text("published", |told| {
        let published = told.article.published.as_ref();
        published.map(|date| date.edtf.clone())
    }),
    text("published_from", |told| {
        let published = told.article.published.as_ref();
        published.map(|date| date.from.clone())
    }),
    text("family", |told| told.article.family.clone()),
    text("capture", |told| told.capture.id.clone()),
    text("path", |told| Some(told.capture.path.clone())),
    text("url", |told| told.capture.url.clone()),
    text("captured_at", |told| told.capture.captured_at.clone()),
    text("per", |told| figure(told)?.per.clone()),
    text("scope", |told| figure(told).map(|f| word(&f.scope))),
    text("part_of", |told| {
        told.claim.figure.as_ref()?.part_of.clone()
    }),
    text("as_written", |told| {
        told.claim.attribution.as_written.clone()
    }),
    text("act", |told| {
        told.claim.attribution.act.map(|act| word(&act))
    }),
    text("kind", |told| Some(told.claim.kind.clone())),
    text("story", |told| told.article.story.clone()),
    text("question_id", |told| {
        told.answers.map(|(asked, _)| asked.id.clone())
    }),
    offset("position", |told| {
        let (_, position) = told.answers?;
        usize::try_from(position).ok()
    }),
    text("source_id", |told| told.claim.attribution.source_id.clone()),
    text("time_anchor", |told| time(told)?.anchor.clone()),
    text("language", |told| told.article.language.clone()),
    text("words", |told| Some(told.claim.span.exact.clone())),
    offset("words_start", |told| Some(told.claim.span.start)),
    offset("words_end", |told| Some(told.claim.span.end)),
    offset("byte_start", |told| {
        told.claim.evidence.bytes.map(|(start, _)| start)
    }),
    offset("byte_end", |told| {
        told.claim.evidence.bytes.map(|(_, end)| end)
    }),
    offset("words_byte_start", |told| {
        told.claim.span.bytes.map(|(start, _)| start)
    }),
    offset("words_byte_end", |told| {
        told.claim.span.bytes.map(|(_, end)| end)
    }),
];

fn figure<'t>(told: &'t Told<'_>) -> Option<&'t Figure> {
    told.claim.figure.as_ref().map(|part| &part.figure)
}

fn time<'t>(told: &'t Told<'_>) -> Option<&'t Time> {
    told.claim.time.as_ref()
}

fn value(number: Option<Number>) -> Option<f64> {
    number.map(|number| number.0)
}
