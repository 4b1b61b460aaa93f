//! What every drawing promises, looked up in what is drawn.

mod properties;
mod seen;
mod small;

use std::borrow::Cow;

use super::{Moment, Said};
use crate::view::Standing;

fn said(label: &str, best: Option<f64>, low: Option<f64>, high: Option<f64>) -> Said<'_> {
    Said {
        best,
        low,
        high,
        label,
        by: Cow::Borrowed(""),
        articles: 1,
        standing: Standing::Differ,
    }
}

fn exactly(label: &str, value: f64) -> Said<'_> {
    said(label, Some(value), Some(value), Some(value))
}

fn at<'a>(date: Option<&'a str>, label: &'a str, value: f64) -> Moment<'a> {
    Moment {
        best: Some(value),
        low: Some(value),
        high: Some(value),
        label,
        standing: Standing::Updated,
        date,
        as_of: false,
        first: true,
        words: format!("published {}", date.unwrap_or("nobody knows when")),
        sources: vec!["harbour"],
    }
}
