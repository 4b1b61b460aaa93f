//! The answers to a question in a line of text: from the least to the greatest.

use askama::Template;

use super::Px;
use super::extent::Mark;
use super::range::{Said, bounds, sorted};
use super::scale::{Scale, labelled};
use super::text::{SMALL, width};
use crate::view::Standing;

/// Length of the line of values with the arrows of open answers.
const LINE: f64 = 120.0;
/// How far arrows reach, and dots at the ends.
const REACH: f64 = 10.0;
/// Where the line stands.
const MIDDLE: f64 = 10.0;
/// Longer numbers would not stay beside the line.
const LABEL: f64 = 80.0;
/// Of each standing.
const MARKS: usize = 60;

/// The drawing.
#[derive(Template)]
#[template(path = "draw/strip.svg")]
pub(crate) struct Strip {
    title: String,
    width: Px,
    /// Ends of the line of values.
    from: Px,
    to: Px,
    /// Least and greatest value; empty where they are too long.
    low: String,
    high: String,
    marks: Vec<(Standing, Mark)>,
}

impl Strip {
    /// `None` where there is no more than one number.
    pub(crate) fn of(said: &[Said<'_>], unit: Option<&str>) -> Option<Self> {
        let (rows, _) = sorted(said);
        let (low, high) = bounds(&rows);
        if rows.len() < 2 || low >= high {
            return None;
        }
        let unit = unit.unwrap_or_default();
        let [mut low, mut high] = [low, high].map(|value| labelled(value, unit));
        let title = format!(
            "{} from {low} to {high}",
            crate::view::count(rows.len(), "answer", "answers")
        );
        for label in [&mut low, &mut high] {
            if width(label, SMALL) > LABEL {
                label.clear();
            }
        }
        let beside = |label: &str| match width(label, SMALL) {
            0.0 => 0.0,
            width => width + 4.0,
        };
        let from = beside(&low);
        let to = from + LINE;
        let values = rows.iter().flat_map(|(extent, _)| extent.values());
        let scale = Scale::of(values, from + REACH, to - REACH)?;
        let mut marks: Vec<(Standing, Mark)> = rows
            .iter()
            .map(|(extent, one)| (one.standing, extent.mark(&scale, MIDDLE, REACH)))
            .collect();
        // What stands in one place is one mark; the answer that most give comes last, on top.
        marks.sort_by(|(a, one), (b, other)| {
            b.cmp(a)
                .then(one.from.total_cmp(&other.from))
                .then(one.to.total_cmp(&other.to))
        });
        marks.dedup_by(|a, b| {
            a.0 == b.0 && a.1.strokes() == b.1.strokes() && shown(&a.1) == shown(&b.1)
        });
        let more = marks.len().saturating_sub(MARKS);
        marks.drain(..more);
        Some(Self {
            title,
            width: Px(to + beside(&high)),
            from: Px(from),
            to: Px(to),
            low,
            high,
            marks,
        })
    }
}

/// Where a dot is seen.
fn shown(mark: &Mark) -> Option<String> {
    mark.dot().map(|(x, _)| x.to_string())
}
