//! The answers to a question along a line of values.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use askama::Template;

use super::extent::{Extent, Mark, REACH};
use super::scale::{Scale, number};
use super::text::{SIZE, SMALL, clip, width};
use super::{Px, Tick};
use crate::view::Standing;

/// Width of the drawing, at which its letters can be read on a telephone and beside a table.
const WIDTH: f64 = 400.0;
/// Ends of the line of values: arrows of open answers reach further.
const MARGIN: f64 = REACH + 6.0;
/// Height of an answer.
const ROW: f64 = 20.0;
/// Height of an answer's words where they stand above it.
const ABOVE: f64 = 14.0;
/// Between a mark and its words.
const GAP: f64 = 9.0;
/// Least room for a name that does not fit.
const NAME: f64 = 80.0;
/// Answers without a number that are listed.
const IN_WORDS: usize = 4;

/// An answer to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) best: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// "at least 43".
    pub(crate) label: &'a str,
    /// On whose word; empty where it is not to be shown.
    pub(crate) by: Cow<'a, str>,
    pub(crate) articles: i64,
    pub(crate) standing: Standing,
}

impl Said<'_> {
    pub(super) fn extent(&self) -> Option<Extent> {
        Extent::of(self.best, self.low, self.high)
    }
}

/// The drawing.
#[derive(Template)]
#[template(path = "draw/range.svg")]
pub(crate) struct Range {
    title: String,
    description: String,
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    /// Where the line of values stands.
    base: Px,
    /// What stands at its end.
    caption: String,
    /// Answers without a number, under it.
    in_words: Vec<Words>,
    height: Px,
    /// Answers that are not shown.
    pub(crate) left_out: usize,
}

/// An answer.
struct Row {
    mark: Mark,
    words: Words,
    standing: Standing,
}

/// An answer's words.
struct Words {
    x: Px,
    /// The line they stand on.
    y: Px,
    /// Whether they end at `x`, in place of beginning there.
    end: bool,
    label: String,
    by: String,
    standing: Standing,
}

impl Range {
    /// At most `limit` answers (and two at least), those of most articles; `None` where less than two have numbers.
    pub(crate) fn of(said: &[Said<'_>], unit: Option<&str>, limit: usize) -> Option<Self> {
        let (rows, vague) = sorted(said);
        let unit = unit.unwrap_or_default();
        if rows.len() < 2 {
            return None;
        }
        let shown = most_given(&rows, limit);
        let values = shown.iter().flat_map(|(extent, _)| extent.values());
        let scale = Scale::of(values, MARGIN, WIDTH - MARGIN)?;
        let mut y = 2.0;
        let placed: Vec<Row> = shown
            .iter()
            .map(|(extent, one)| row(extent, one, &scale, &mut y))
            .collect();
        let base = y + 4.0;
        let caption = match (unit, scale.log) {
            ("percent" | "persons" | "", false) => String::new(),
            ("percent" | "persons" | "", true) => "by orders of magnitude".to_owned(),
            (unit, false) => clip(unit, WIDTH / 2.0, SMALL).into_owned(),
            (unit, true) => format!("{}, by orders of magnitude", clip(unit, WIDTH / 3.0, SMALL)),
        };
        let mut height = base + if caption.is_empty() { 20.0 } else { 34.0 };
        let in_words = vague.iter().take(IN_WORDS).map(|one| {
            height += 16.0;
            Words {
                y: Px(height - 5.0),
                ..Words::of(one, 0.0, 0.0, WIDTH)
            }
        });
        let in_words: Vec<Words> = in_words.collect();
        let left_out = rows.len() + vague.len() - placed.len() - in_words.len();
        Some(Self {
            title: title(&rows),
            description: description(&shown),
            ticks: scale.ticks(WIDTH, unit),
            rows: placed,
            base: Px(base),
            caption,
            in_words,
            height: Px(height),
            left_out,
        })
    }
}

/// Answers with a number by value, and those without one.
pub(super) fn sorted<'s, 'a>(
    said: &'s [Said<'a>],
) -> (Vec<(Extent, &'s Said<'a>)>, Vec<&'s Said<'a>>) {
    let mut rows: Vec<(Extent, &Said<'_>)> = said
        .iter()
        .filter_map(|one| Some((one.extent()?, one)))
        .collect();
    let words = |one: &Said<'_>| (one.label.to_owned(), one.by.to_string(), one.standing);
    rows.sort_by(|(a, one), (b, other)| {
        let by_words = || (words(one), one.articles).cmp(&(words(other), other.articles));
        a.order(b).then_with(by_words)
    });
    let mut vague: Vec<&Said<'_>> = said.iter().filter(|one| one.extent().is_none()).collect();
    vague.sort_by_key(|one| (Reverse(one.articles), words(one)));
    (rows, vague)
}

/// `limit` of them by value: the least and the greatest, then those of most articles; of equally
/// many that do not all fit, some from everywhere.
fn most_given<'s, 'a>(
    rows: &[(Extent, &'s Said<'a>)],
    limit: usize,
) -> Vec<(Extent, &'s Said<'a>)> {
    let (last, limit) = (rows.len().saturating_sub(1), limit.max(2));
    let mut ranked: BTreeMap<(bool, Reverse<i64>), Vec<usize>> = BTreeMap::new();
    for (at, (_, one)) in rows.iter().enumerate() {
        let inner = at != 0 && at != last;
        let rank = if inner { one.articles } else { 0 };
        ranked.entry((inner, Reverse(rank))).or_default().push(at);
    }
    let mut kept: Vec<usize> = Vec::new();
    for equal in ranked.into_values() {
        let room = (limit - kept.len()).min(equal.len());
        let spread = (0..room).map(|number| number * equal.len() / room);
        kept.extend(spread.filter_map(|number| equal.get(number)));
    }
    kept.sort_unstable();
    kept.iter()
        .filter_map(|at| rows.get(*at).copied())
        .collect()
}

/// The answer under `y`, which moves on.
fn row(extent: &Extent, one: &Said<'_>, scale: &Scale, y: &mut f64) -> Row {
    let mut mark = extent.mark(scale, 0.0, REACH);
    let (from, to) = mark.ends();
    let (left, right) = (from - GAP, WIDTH - to - GAP);
    let needed = |by: &str| width(&line(one, by), SIZE);
    // Beside it with whose word it is, without, or above it.
    let tries = [one.by.as_ref(), ""];
    let beside = tries.iter().find_map(|by| match needed(by) {
        room if room <= right => Some((to + GAP, false, right)),
        room if room <= left => Some((from - GAP, true, left)),
        _ => None,
    });
    let words = match beside {
        Some((x, end, room)) => {
            let words = Words::of(one, x, *y + ROW / 2.0 + 4.0, room);
            *y += ROW;
            Words { end, ..words }
        }
        None => {
            let words = Words::of(one, 0.0, *y + ABOVE - 3.0, WIDTH);
            *y += ABOVE + ROW;
            words
        }
    };
    mark.across = *y - ROW / 2.0;
    Row {
        mark,
        words,
        standing: one.standing,
    }
}

/// An answer's words in one line, as they are measured.
fn line(one: &Said<'_>, by: &str) -> String {
    let sign = one.standing.sign();
    let label = one.label;
    if by.is_empty() {
        format!("{sign} {label}")
    } else {
        format!("{sign} {label}  {by}")
    }
}

impl Words {
    /// As many as `room` holds: whose word it is goes first.
    fn of(one: &Said<'_>, x: f64, y: f64, room: f64) -> Self {
        let unlabelled = Said {
            label: "",
            ..one.clone()
        };
        let sign = width(&line(&unlabelled, ""), SIZE);
        let label = clip(one.label, room - sign, SIZE).into_owned();
        // A name that is cut short says little.
        let rest = room - sign - width(&label, SIZE) - width("  ", SIZE);
        let whole = width(&one.by, SIZE) <= rest;
        let by = if whole || rest >= NAME {
            clip(&one.by, rest, SIZE).into_owned()
        } else {
            String::new()
        };
        Self {
            x: Px(x),
            y: Px(y),
            end: false,
            label,
            by,
            standing: one.standing,
        }
    }
}

fn title(rows: &[(Extent, &Said<'_>)]) -> String {
    let (low, high) = bounds(rows);
    let answers = crate::view::count(rows.len(), "answer", "answers");
    format!(
        "{answers} by value, from {} to {}",
        number(low),
        number(high)
    )
}

/// Least and greatest value.
pub(super) fn bounds(rows: &[(Extent, &Said<'_>)]) -> (f64, f64) {
    let values = rows.iter().flat_map(|(extent, _)| extent.values());
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    })
}

fn description(rows: &[(Extent, &Said<'_>)]) -> String {
    let lines = rows.iter().map(|(_, one)| {
        let standing = one.standing.words();
        format!("{} ({standing})", one.label)
    });
    lines.collect::<Vec<_>>().join("; ")
}
