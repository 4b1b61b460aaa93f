//! The answers to the main questions of a story over its days, a lane each.

use askama::Template;

use super::dated::Moment;
use super::days::{Calendar, span};
use super::text::{SIZE, SMALL, clip, width};
use super::{Px, Tick};
use crate::view::Standing;

/// Width of the drawing.
const WIDTH: f64 = 640.0;
/// Half of the label of a day, which has room under the first and the last.
const HALF_DAY: f64 = 36.0;
/// Width of the lane of the undated.
const UNDATED: f64 = 120.0;
/// Questions at most.
const LANES: usize = 6;
/// Heights: of a question, of a row of labels, of a dot, and between lanes.
const TITLE: f64 = 18.0;
const LABEL: f64 = 14.0;
const DOT: f64 = 11.0;
const BETWEEN: f64 = 8.0;
/// Rows of labels in a lane.
const ROWS: usize = 3;
/// Answers of one day that are drawn over one another.
const STACK: usize = 4;
/// Longest label.
const LONGEST: f64 = 150.0;

/// A question with its moments.
#[derive(Clone, Debug)]
pub(crate) struct Lane<'a> {
    /// Of the question.
    pub(crate) id: &'a str,
    pub(crate) text: &'a str,
    pub(crate) moments: Vec<Moment<'a>>,
}

/// The drawing.
#[derive(Template)]
#[template(path = "draw/timeline.svg")]
pub(crate) struct Timeline {
    lanes: Vec<Drawn>,
    days: Vec<Tick>,
    /// Where the lane of the undated begins, if there is one.
    undated: Option<Px>,
    /// Where the line of days stands.
    base: Px,
    height: Px,
}

/// A lane as it is drawn.
struct Drawn {
    id: String,
    question: String,
    /// The line the question stands on.
    y: Px,
    /// The line under the lane.
    foot: Px,
    dots: Vec<Dot>,
    labels: Vec<Label>,
    /// What is answered without a date.
    undated: String,
}

/// An answer on a day.
struct Dot {
    x: Px,
    y: Px,
    standing: Standing,
    hollow: bool,
    first: bool,
    says: String,
}

struct Label {
    x: Px,
    y: Px,
    text: String,
}

/// The answers of one day.
type Told<'m, 'a> = (f64, Vec<&'m Moment<'a>>);

impl Timeline {
    /// Of the first of the questions; `None` where less than two days are known.
    pub(crate) fn of(asked: &[Lane<'_>]) -> Option<Self> {
        let asked = asked.get(..LANES).unwrap_or(asked);
        let moments = || asked.iter().flat_map(|one| &one.moments);
        let days: Vec<(i32, i32)> = moments().filter_map(|one| span(one.date?)).collect();
        if days.iter().all(|day| Some(day) == days.first()) {
            return None;
        }
        let undated = moments().any(|one| one.date.is_none());
        let right = if undated { WIDTH - UNDATED } else { WIDTH };
        let calendar = Calendar::of(days.into_iter(), HALF_DAY, right - HALF_DAY)?;
        let mut y = 0.0;
        let lanes: Vec<Drawn> = asked
            .iter()
            .map(|one| lane(one, &calendar, right, &mut y))
            .collect();
        Some(Self {
            lanes,
            days: calendar.ticks(right),
            undated: undated.then_some(Px(right)),
            base: Px(y),
            height: Px(y + 22.0),
        })
    }
}

/// The lane under `y`, which moves on.
fn lane(asked: &Lane<'_>, calendar: &Calendar, right: f64, y: &mut f64) -> Drawn {
    let title = *y + TITLE - 5.0;
    let told = told(&asked.moments, calendar);
    let (mut labels, rows) = labels(&told, right);
    let above = *y + TITLE;
    for label in &mut labels {
        label.y = Px(above + label.y.0 * LABEL + LABEL - 4.0);
    }
    let top = above + rows as f64 * LABEL;
    let mut dots = Vec::new();
    let mut deepest = 1;
    for (x, moments) in &told {
        deepest = deepest.max(moments.len().min(STACK));
        for (at, one) in moments.iter().take(STACK).enumerate() {
            dots.push(Dot {
                x: Px(*x),
                y: Px(top + DOT * (at as f64 + 0.5)),
                standing: one.standing,
                hollow: !one.as_of,
                first: one.first,
                says: format!("{}: {}", one.label, one.words),
            });
        }
    }
    let mut undated: Vec<&Moment<'_>> = asked
        .moments
        .iter()
        .filter(|one| one.date.is_none())
        .collect();
    undated.sort_by(|a, b| {
        let by_value = a.value().total_cmp(&b.value());
        by_value.then_with(|| (a.label, a.standing).cmp(&(b.label, b.standing)))
    });
    let mut undated: Vec<String> = undated.into_iter().map(signed).collect();
    undated.dedup();
    *y = top + deepest as f64 * DOT + BETWEEN;
    Drawn {
        id: asked.id.to_owned(),
        question: clip(asked.text, right - 8.0, SIZE).into_owned(),
        y: Px(title),
        foot: Px(*y),
        dots,
        labels,
        undated: clip(&undated.join("; "), UNDATED - 8.0, SMALL).into_owned(),
    }
}

/// An answer with the sign of how it stands, which no colour has to tell.
fn signed(one: &Moment<'_>) -> String {
    format!("{} {}", one.standing.sign(), one.label)
}

/// The moments of each day, first appearances first.
fn told<'m, 'a>(moments: &'m [Moment<'a>], calendar: &Calendar) -> Vec<Told<'m, 'a>> {
    let mut known: Vec<((i32, i32), &Moment<'_>)> = moments
        .iter()
        .filter_map(|one| Some((span(one.date?)?, one)))
        .collect();
    // Whoever puts two numbers in the same words is told by their order.
    known.sort_by(|(_, a), (_, b)| a.value().total_cmp(&b.value()));
    known.sort_by_cached_key(|(days, one)| {
        let words = (one.label.to_owned(), one.words.clone());
        (*days, !one.first, one.standing, words, one.as_of)
    });
    let mut told: Vec<Told<'_, '_>> = Vec::new();
    for ((from, to), one) in known {
        let x = f64::midpoint(calendar.at(from), calendar.at(to));
        match told.last_mut() {
            Some((last, moments)) if *last == x => {
                // The same answer on the same day is told once.
                let same =
                    |known: &&Moment<'_>| (known.label, known.as_of) == (one.label, one.as_of);
                if !moments.iter().any(same) {
                    moments.push(one);
                }
            }
            _ => told.push((x, vec![one])),
        }
    }
    told.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    told
}

/// What is answered first on each day, and how many rows that takes: `y` is the row, counted from
/// above. What finds no room is left to the mark's own words.
fn labels(told: &[Told<'_, '_>], right: f64) -> (Vec<Label>, usize) {
    let mut ends = [f64::NEG_INFINITY; ROWS];
    let mut labels = Vec::new();
    for (x, moments) in told {
        let mut first: Vec<&Moment<'_>> = moments.iter().filter(|one| one.first).copied().collect();
        first.sort_by(|a, b| a.value().total_cmp(&b.value()));
        let mut first: Vec<String> = first.into_iter().map(signed).collect();
        first.dedup();
        if first.is_empty() {
            continue;
        }
        let text = clip(&first.join("; "), LONGEST, SMALL).into_owned();
        let wide = width(&text, SMALL);
        let left = (x - 4.0).min(right - wide - 4.0);
        if let Some(row) = ends.iter().position(|end| *end <= left) {
            if let Some(end) = ends.get_mut(row) {
                *end = left + wide + SMALL;
            }
            labels.push(Label {
                x: Px(left),
                y: Px(row as f64),
                text,
            });
        }
    }
    let rows = ends.iter().filter(|end| end.is_finite()).count();
    // The row that fills first stands next to the dots.
    for label in &mut labels {
        label.y = Px((rows - 1) as f64 - label.y.0);
    }
    (labels, rows)
}
