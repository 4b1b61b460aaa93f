//! Written dates of which the year, or the week, is left to the reader: which one is meant.

use jiff::civil::Date;

use super::calendar::{Grain, Stretch, days, holiday, iso};
use super::node::{Part, Year};
use super::resolve::{Place, Scene};
use super::tables::{Sense, Turn};
use super::tense::Tense;
use super::value::{fiscal_value, open_value};

impl Scene<'_> {
    pub(super) fn written(
        &self,
        year: Option<Year>,
        part: Part,
        weekday: Option<i8>,
        turn: Option<Turn>,
        fiscal: Option<&str>,
    ) -> Place {
        let (number, label) = match year {
            Some(Year::Written(year)) => (Some(year), None),
            Some(Year::Shifted(by)) => (
                self.anchor
                    .and_then(|anchor| i16::try_from(i32::from(anchor.day.year()) + by).ok()),
                self.anchor.map(|anchor| anchor.label.clone()),
            ),
            Some(Year::Named(by)) => {
                let named = self.antecedent(Grain::Year);
                (
                    named.and_then(|named| i16::try_from(i32::from(named.first.year()) + by).ok()),
                    named.map(|named| format!("text {}", named.timex3())),
                )
            }
            None => (None, None),
        };
        if let Some(fiscal) = fiscal {
            return Place::unknown(fiscal_value(fiscal, number, part));
        }
        if let Some(number) = number {
            return match in_year(number, part) {
                Some(stretch) => Place {
                    anchor: label,
                    ..Place::known(stretch)
                },
                None => Place::unknown(open_value(Some(number), part, weekday)),
            };
        }
        let unknown = || Place::unknown(open_value(None, part, weekday));
        if year.is_some() {
            return unknown();
        }
        let relative = matches!(turn, Some(Turn::Before | Turn::After | Turn::Same));
        let (day, label) = if relative {
            let grain = match turn {
                Some(Turn::Same) if part != Part::Weekday => Grain::Year,
                _ => Grain::Month,
            };
            match self.antecedent(grain) {
                Some(named) => (named.first, format!("text {}", named.timex3())),
                None => return unknown(),
            }
        } else {
            match self.anchor {
                Some(anchor) => (anchor.day, anchor.label.clone()),
                None => return unknown(),
            }
        };
        let found = match part {
            Part::Weekday => weekday.and_then(|weekday| self.weekday(weekday, turn, day)),
            Part::Day(None, of_month) => self.day_of_month(of_month, weekday, day),
            _ => self.nearest(part, weekday, turn, day),
        };
        match found {
            Some(stretch) => Place {
                anchor: Some(label),
                ..Place::known(stretch)
            },
            None => unknown(),
        }
    }

    /// Whether the date lies ahead.
    fn ahead(&self) -> bool {
        match self.tense {
            Tense::Future => self.sense != Some(Sense::Since),
            Tense::Past => false,
            Tense::Perfect => self.sense == Some(Sense::Until),
            Tense::Present | Tense::None => matches!(self.sense, Some(Sense::By | Sense::Until)),
        }
    }

    /// A weekday: bare, the most recent one with the day of writing, or the next if it lies
    /// ahead; "last" and "next" are of the calendar week before and after.
    fn weekday(&self, weekday: i8, turn: Option<Turn>, day: Date) -> Option<Stretch> {
        let back = i64::from((iso(day) - weekday).rem_euclid(7));
        let on = i64::from((weekday - iso(day)).rem_euclid(7));
        let in_week = |weeks: i64| i64::from(weekday - iso(day)) + 7 * weeks;
        let by = match turn {
            None if self.ahead()
                && (self.tense == Tense::Future || self.sense != Some(Sense::By)) =>
            {
                on
            }
            None => -back,
            Some(Turn::Last) => in_week(-1),
            Some(Turn::Next) => in_week(1),
            Some(Turn::This) => in_week(0),
            Some(Turn::Span) => -(if back == 0 { 7 } else { back }),
            Some(Turn::Before) => -(if back == 0 { 7 } else { back }),
            Some(Turn::After | Turn::Coming) => {
                if on == 0 {
                    7
                } else {
                    on
                }
            }
            Some(Turn::Same) => -back,
        };
        days(day, by).map(Stretch::day)
    }

    /// "the 18th", "Monday the 21st": of the nearest month that has it and fits the tense.
    fn day_of_month(&self, of_month: i8, weekday: Option<i8>, day: Date) -> Option<Stretch> {
        let own = Stretch::holding(Grain::Month, day)?;
        let step = if self.ahead() { 1 } else { -1 };
        (0..12).find_map(|by| {
            let month = own.shifted(by * step)?.first;
            let found = Date::new(month.year(), month.month(), of_month).ok()?;
            let side = if step > 0 { found >= day } else { found <= day };
            let fits = weekday.is_none_or(|weekday| iso(found) == weekday);
            (side && fits).then(|| Stretch::day(found))
        })
    }

    /// A month, season, quarter, holiday or day of a year that is not said.
    fn nearest(
        &self,
        part: Part,
        weekday: Option<i8>,
        turn: Option<Turn>,
        day: Date,
    ) -> Option<Stretch> {
        let year = day.year();
        let fits = |stretch: &Stretch| {
            weekday
                .is_none_or(|weekday| stretch.grain != Grain::Day || iso(stretch.first) == weekday)
        };
        let candidates: Vec<Stretch> = (-8..=8)
            .filter_map(|by| in_year(year + by, part))
            .filter(fits)
            .collect();
        let before = |own: bool| {
            candidates.iter().rev().find(|s| {
                if own {
                    s.first <= day
                } else {
                    s.last().is_some_and(|last| last < day)
                }
            })
        };
        let after = |own: bool| {
            candidates.iter().find(|s| {
                if own {
                    s.last().is_some_and(|last| last >= day)
                } else {
                    s.first > day
                }
            })
        };
        let distance = |s: &Stretch| {
            (
                s.first
                    .since(day)
                    .map_or(i32::MAX, |span| span.get_days())
                    .abs(),
                s.first,
            )
        };
        let of_day = matches!(part, Part::Day(..) | Part::Holiday(_));
        let found = match turn {
            Some(Turn::Last | Turn::Before | Turn::Span) => before(false),
            Some(Turn::Next | Turn::Coming | Turn::After) => after(false),
            _ if matches!(part, Part::Week(_)) => candidates
                .iter()
                .find(|s| s.first.iso_week_date().year() == year),
            Some(Turn::This | Turn::Same) => candidates.iter().find(|s| s.first.year() == year),
            None if !self.ahead()
                && matches!(part, Part::Holiday(_))
                && self.sense != Some(Sense::Since) =>
            {
                candidates.iter().min_by_key(|s| distance(s))
            }
            // A day of what is to come lies at most some months ahead: "the law of 3 March will".
            None if self.ahead() => after(true)
                .filter(|ahead| {
                    let near = before(true).is_some_and(|behind| distance(behind).0 < 60);
                    !(of_day && near && distance(ahead).0 > 200)
                })
                .or_else(|| before(true)),
            None if weekday.is_some()
                || (of_day
                    && !matches!(self.tense, Tense::Past | Tense::Perfect)
                    && self.sense != Some(Sense::Since)) =>
            {
                candidates.iter().min_by_key(|s| distance(s))
            }
            None => before(true),
        };
        found.copied()
    }
}

/// Part of a year.
fn in_year(year: i16, part: Part) -> Option<Stretch> {
    match part {
        Part::Whole => Stretch::year(year),
        Part::Half(half) => {
            Stretch::holding(Grain::Half, Stretch::month(year, half * 6 - 5)?.first)
        }
        Part::Quarter(quarter) => {
            Stretch::holding(Grain::Quarter, Stretch::month(year, quarter * 3 - 2)?.first)
        }
        Part::Season(season) => Stretch::season(year, season),
        Part::Month(month) => Stretch::month(year, month),
        Part::Day(Some(month), day) => Date::new(year, month, day).ok().map(Stretch::day),
        Part::Day(None, _) | Part::Weekday => None,
        Part::Week(week) => Stretch::week(year, week),
        Part::Holiday(rule) => holiday(rule, year).map(Stretch::day),
    }
}
