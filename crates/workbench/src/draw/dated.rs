//! The answers to a question in time: days along, values upwards.

use std::collections::BTreeMap;

use askama::Template;

use super::days::{Calendar, span};
use super::extent::{Extent, Mark};
use super::scale::Scale;
use super::text::{Area, SMALL, clip, width};
use super::{Px, Tick};
use crate::view::Standing;

/// Width of the drawing.
const WIDTH: f64 = 400.0;
/// Of what stands under a date and beside a value, top and bottom of the values.
const TOP: f64 = 24.0;
/// See `TOP`.
const BOTTOM: f64 = 186.0;
/// Where the line of days stands.
const BASE: f64 = 206.0;
/// Width of the lane of the undated.
const LANE: f64 = 58.0;
/// Half of the label of a day, which has room under the first and the last.
const HALF_DAY: f64 = 36.0;
/// How far arrows of open answers reach.
const REACH: f64 = 16.0;
/// Longest label of a value beside the drawing.
const VALUE: f64 = 100.0;
/// Longest label within it.
const LABEL: f64 = 110.0;
/// Marks shown at most: more would be a cloud.
const MARKS: usize = 240;
/// Marks that may have words.
const LABELLED: usize = 40;

/// An answer at some time.
#[derive(Clone, Debug)]
pub(crate) struct Moment<'a> {
    pub(crate) best: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) label: &'a str,
    pub(crate) standing: Standing,
    /// EDTF.
    pub(crate) date: Option<&'a str>,
    /// Whether that is when the figure held; else it is when it was published.
    pub(crate) as_of: bool,
    /// Whether nobody in the pile answers so earlier.
    pub(crate) first: bool,
    /// "as of 2031-03-04, Harbour Office".
    pub(crate) words: String,
    /// Ids of those on whose word it stands.
    pub(crate) sources: Vec<&'a str>,
}

impl Moment<'_> {
    /// What stands for it in a list by value; words come last.
    pub(super) fn value(&self) -> f64 {
        let extent = Extent::of(self.best, self.low, self.high);
        extent.map_or(f64::INFINITY, |extent| extent.anchor())
    }
}

/// The drawing.
#[derive(Template)]
#[template(path = "draw/dated.svg")]
pub(crate) struct Dated {
    title: String,
    dots: Vec<Dot>,
    labels: Vec<Label>,
    /// From one answer of a source to its next, as path data.
    steps: Vec<String>,
    days: Vec<Tick>,
    values: Vec<Tick>,
    unit: String,
    /// Where the plot begins.
    left: Px,
    /// Where the lane of the undated begins, if there is one.
    lane: Option<Px>,
    /// Moments that are not shown.
    pub(crate) left_out: usize,
}

/// A mark with what it says when it is pointed at.
struct Dot {
    x: f64,
    mark: Mark,
    /// From the first to the last day that its date allows, if those are several.
    lasting: Option<(Px, Px)>,
    hollow: bool,
    standing: Standing,
    first: bool,
    label: String,
    says: String,
}

/// Words beside a mark.
struct Label {
    x: Px,
    y: Px,
    area: Area,
    standing: Standing,
    text: String,
}

impl Dated {
    /// `None` where less than two days have numbers.
    pub(crate) fn of(moments: &[Moment<'_>], unit: Option<&str>) -> Option<Self> {
        let unit = unit.unwrap_or_default();
        let known = known(moments);
        let days: Vec<(i32, i32)> = known.iter().filter_map(|one| one.days).collect();
        if days.iter().all(|day| Some(day) == days.first()) {
            return None;
        }
        let values = known.iter().flat_map(|one| one.extent.values());
        let scale = Scale::of(values, BOTTOM, TOP)?;
        let mut values = scale.ticks_upwards(unit);
        for tick in &mut values {
            tick.label = clip(&tick.label, VALUE, SMALL).into_owned();
        }
        let widest = values.iter().map(|tick| width(&tick.label, SMALL));
        let left = widest.fold(0.0, f64::max) + 6.0;
        let undated = known.iter().any(|one| one.days.is_none());
        let right = if undated { WIDTH - LANE } else { WIDTH };
        let calendar = Calendar::of(
            days.into_iter(),
            (left + 10.0).max(HALF_DAY),
            right - HALF_DAY,
        )?;
        let mut dots: Vec<Dot> = known.iter().map(|one| one.dot(&scale, &calendar)).collect();
        dots.dedup_by(|again, dot| {
            let same = again.looks_like(dot);
            dot.first |= same && again.first;
            same
        });
        let steps = steps(&known, &scale, &calendar);
        let plot = Area {
            left,
            top: 0.0,
            right: right - 2.0,
            bottom: BASE,
        };
        Some(Self {
            title: format!(
                "{} in time",
                crate::view::count(dots.len(), "answer", "answers")
            ),
            labels: labels(&dots, &steps, &plot),
            steps: steps.iter().map(|places| path(places)).collect(),
            days: calendar.ticks(right),
            values,
            unit: match unit {
                "percent" | "persons" => String::new(),
                unit => clip(unit, LABEL, SMALL).into_owned(),
            },
            left: Px(left),
            lane: undated.then_some(Px(right)),
            left_out: moments.len() - known.len(),
            dots,
        })
    }
}

/// A moment that the drawing can show.
struct Known<'m, 'a> {
    moment: &'m Moment<'a>,
    extent: Extent,
    /// `None` in the lane of the undated.
    days: Option<(i32, i32)>,
}

/// Those with a number, and with a date that a calendar has or none at all: by date, undated last.
fn known<'m, 'a>(moments: &'m [Moment<'a>]) -> Vec<Known<'m, 'a>> {
    let mut known: Vec<Known<'_, '_>> = moments
        .iter()
        .filter_map(|moment| {
            Some(Known {
                moment,
                extent: Extent::of(moment.best, moment.low, moment.high)?,
                days: match moment.date {
                    Some(date) => Some(span(date)?),
                    None => None,
                },
            })
        })
        .collect();
    known.sort_by(Known::order);
    if known.len() > MARKS {
        // First appearances are kept.
        known.sort_by_key(|one| !one.moment.first);
        known.truncate(MARKS);
        known.sort_by(Known::order);
    }
    known
}

impl Known<'_, '_> {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |one: &Self| {
            let moment = one.moment;
            let words = (moment.label.to_owned(), moment.words.clone());
            (
                moment.standing,
                moment.as_of,
                words,
                !moment.first,
                moment.sources.join(" "),
            )
        };
        (self.days.is_none(), self.days)
            .cmp(&(other.days.is_none(), other.days))
            .then_with(|| self.extent.order(&other.extent))
            .then_with(|| key(self).cmp(&key(other)))
    }

    /// Where its day stands.
    fn x(&self, calendar: &Calendar) -> f64 {
        match self.days {
            Some((from, to)) => f64::midpoint(calendar.at(from), calendar.at(to)),
            None => WIDTH - LANE / 2.0,
        }
    }

    fn dot(&self, scale: &Scale, calendar: &Calendar) -> Dot {
        let x = self.x(calendar);
        let lasting = self.days.filter(|(from, to)| from < to);
        Dot {
            x,
            mark: self.extent.mark(scale, x, REACH),
            lasting: lasting.map(|(from, to)| (Px(calendar.at(from)), Px(calendar.at(to)))),
            hollow: !self.moment.as_of,
            standing: self.moment.standing,
            first: self.moment.first,
            label: self.moment.label.to_owned(),
            says: format!("{}: {}", self.moment.label, self.moment.words),
        }
    }
}

impl Dot {
    /// Where its value stands: its dot, else the middle of its bar.
    fn y(&self) -> f64 {
        let (top, bottom) = self.mark.ends();
        self.mark.dot.unwrap_or(f64::midpoint(top, bottom))
    }

    /// What it takes, with its arrow or bar.
    fn area(&self) -> Area {
        let (top, bottom) = self.mark.ends();
        Area {
            top: top - 5.0,
            bottom: bottom + 5.0,
            ..Area::around(self.x, self.y(), 5.0)
        }
    }

    /// See `y`.
    fn level(&self) -> Px {
        Px(self.y())
    }

    fn looks_like(&self, other: &Self) -> bool {
        let seen = |dot: &Self| {
            (
                dot.mark.strokes(),
                dot.hollow,
                dot.standing,
                dot.label.clone(),
            )
        };
        self.lasting == other.lasting
            && (Px(self.x).to_string(), Px(self.y()).to_string())
                == (Px(other.x).to_string(), Px(other.y()).to_string())
            && seen(self) == seen(other)
    }
}

/// From one answer of a source to its next: it held until it was updated. A text that only repeats,
/// later, what was answered before is no step back.
fn steps(known: &[Known<'_, '_>], scale: &Scale, calendar: &Calendar) -> Vec<Vec<(f64, f64)>> {
    let mut given: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    let mut answered: Vec<&Known<'_, '_>> = known
        .iter()
        .filter(|one| one.days.is_some() && (one.moment.as_of || one.moment.first))
        .collect();
    answered.sort_by_key(|one| (one.days, !one.moment.as_of, !one.moment.first));
    for one in answered {
        let place = (one.x(calendar), scale.at(one.extent.anchor()));
        for source in &one.moment.sources {
            let places = given.entry(source).or_default();
            // Two answers at one time are no update.
            if places.last().is_none_or(|last| last.0 < place.0) {
                places.push(place);
            }
        }
    }
    let changes = |places: &Vec<(f64, f64)>| {
        places
            .iter()
            .any(|place| Some(place.1) != places.first().map(|first| first.1))
    };
    given.into_values().filter(changes).collect()
}

/// A line over `places`, each reached on the level of the one before.
fn path(places: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (x, y) in places {
        path.push_str(&if path.is_empty() {
            format!("M{} {}", Px(*x), Px(*y))
        } else {
            format!("H{}V{}", Px(*x), Px(*y))
        });
    }
    path
}

/// What such a line takes.
fn along(places: &[(f64, f64)]) -> Vec<Area> {
    let between = |(a, b): (&(f64, f64), &(f64, f64))| {
        [(a.0, a.1, b.0, a.1), (b.0, a.1, b.0, b.1)].map(|(x, y, to_x, to_y)| Area {
            left: x.min(to_x) - 1.0,
            right: x.max(to_x) + 1.0,
            top: y.min(to_y) - 1.0,
            bottom: y.max(to_y) + 1.0,
        })
    };
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs.flat_map(between).collect()
}

/// Words for as many marks as have room, those of first appearances before others.
fn labels(dots: &[Dot], steps: &[Vec<(f64, f64)>], plot: &Area) -> Vec<Label> {
    let marks = dots.iter().map(Dot::area);
    let lines = steps.iter().flat_map(|places| along(places));
    let marks: Vec<Area> = marks.chain(lines).collect();
    let mut placed: Vec<Label> = Vec::new();
    let mut order: Vec<&Dot> = dots.iter().collect();
    order.sort_by_key(|dot| !dot.first);
    let lane = Area {
        left: plot.right + 4.0,
        right: WIDTH,
        ..*plot
    };
    for dot in order.into_iter().take(LABELLED) {
        let text = format!("{} {}", dot.standing.sign(), dot.label);
        let text = clip(&text, LABEL, SMALL).into_owned();
        let (wide, y) = (width(&text, SMALL), dot.y());
        let (right, left, middle) = (dot.x + 8.0, dot.x - 8.0 - wide, dot.x - wide / 2.0);
        let places = [
            (right, y + 4.0),
            (left, y + 4.0),
            (right, y + 14.0),
            (right, y - 6.0),
            (left, y + 14.0),
            (left, y - 6.0),
            (middle, dot.area().top - 4.0),
            (middle, dot.area().bottom + 11.0),
        ];
        let free = places.into_iter().find_map(|(left, base)| {
            let area = Area::of(&text, SMALL, left, base);
            let clear = area.within(if dot.x > plot.right { &lane } else { plot })
                && !marks.iter().any(|mark| mark.meets(&area))
                && !placed.iter().any(|label| label.area.meets(&area));
            clear.then_some((left, base, area))
        });
        // The same words twice at one height are one too many.
        let said = placed.iter().any(|label| {
            label.text == text && (label.area.left > plot.right) == (dot.x > plot.right)
        });
        if let (Some((left, base, area)), false) = (free, said) {
            placed.push(Label {
                x: Px(left),
                y: Px(base),
                area,
                standing: dot.standing,
                text,
            });
        }
    }
    placed
}
