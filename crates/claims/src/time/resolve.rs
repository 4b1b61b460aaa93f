//! From what the words say to a place in the calendar.

use super::anchor::Anchor;
use super::calendar::{Grain, Stretch, days, holiday, iso, months, nth_weekday};
use super::node::{Base, Clock, Date, From, Length, Mod, Part, Unit, Year};
use super::tables::{Rule, Sense, Turn};
use super::tense::Tense;

/// What a date is resolved against.
#[derive(Clone, Debug)]
pub(super) struct Scene<'a> {
    pub anchor: Option<&'a Anchor>,
    /// Dates that the text has named before, the latest last, with the label of each and how many
    /// sentences back it stands.
    pub named: &'a [Named],
    pub sentence: usize,
    pub tense: Tense,
    pub sense: Option<Sense>,
    /// Whether the text writes 31/12 rather than 12/31, where it shows.
    pub day_first: Option<bool>,
}

/// A date that the text has named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub stretch: Stretch,
    pub sentence: usize,
}

/// A place in the calendar, or what is known of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// TIMEX3's value.
    pub value: String,
    /// Its first and last stretch; the same one for most.
    pub stretch: Option<(Stretch, Stretch)>,
    /// In EDTF, where that is not what the stretches say.
    pub edtf: Option<String>,
    /// What it was resolved against.
    pub anchor: Option<String>,
}

impl Place {
    fn unknown(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..Self::default()
        }
    }

    fn known(stretch: Stretch) -> Self {
        Self {
            value: stretch.timex3(),
            stretch: Some((stretch, stretch)),
            ..Self::default()
        }
    }

    /// In EDTF.
    pub(super) fn edtf(&self) -> Option<String> {
        if self.edtf.is_some() {
            return self.edtf.clone();
        }
        let (first, last) = self.stretch?;
        if first == last {
            return first.edtf();
        }
        Some(format!("{}/{}", first.edge(false)?, last.edge(true)?))
    }

    /// As one end of an interval.
    pub(super) fn edge(&self, end: bool) -> Option<String> {
        if let Some(edtf) = &self.edtf {
            return (!edtf.contains('/')).then(|| edtf.clone());
        }
        let (first, last) = self.stretch?;
        if end {
            last.edge(true)
        } else {
            first.edge(false)
        }
    }
}

impl Scene<'_> {
    /// Where `date` lies.
    pub(super) fn date(&self, date: &Date) -> Place {
        let mut place = match &date.base {
            Base::None => self.clock_only(date.clock),
            base => self.base(base),
        };
        if let Some((phase, edge)) = date.phase {
            narrow(&mut place, phase, edge);
        }
        if let Some(clock) = &date.clock {
            place.value += &clock.timex3();
        }
        place
    }

    /// The day of a time of day that names none.
    fn clock_only(&self, clock: Option<Clock>) -> Place {
        let clock = clock.unwrap_or_default();
        if clock.today {
            return self.base(&Base::Shifted(Unit::Day, 0));
        }
        let reach = usize::from(clock.point);
        let named = self
            .named
            .iter()
            .rev()
            .find(|named| named.stretch.grain == Grain::Day);
        match named {
            Some(named) if self.sentence.saturating_sub(named.sentence) <= reach => Place {
                anchor: Some(format!("text {}", named.stretch.first)),
                ..Place::known(named.stretch)
            },
            _ if clock.point => self.base(&Base::Shifted(Unit::Day, 0)),
            _ => Place::unknown("XXXX-XX-XX"),
        }
    }

    pub(super) fn base(&self, base: &Base) -> Place {
        match base {
            Base::None => Place::default(),
            Base::Written {
                year,
                part,
                weekday,
                turn,
                fiscal,
            } => self.written(*year, *part, *weekday, *turn, *fiscal),
            Base::Decade(tens, true) => Stretch::year(tens * 10)
                .and_then(|year| Stretch::holding(Grain::Decade, year.first))
                .map_or_else(|| Place::unknown(tens.to_string()), Place::known),
            Base::Decade(tens, false) => self.open_decade(*tens),
            Base::Century(century) => Stretch::year(century * 100)
                .and_then(|year| Stretch::holding(Grain::Century, year.first))
                .map_or_else(|| Place::unknown(century.to_string()), Place::known),
            Base::Shifted(unit, by) => self.shifted(*unit, *by),
            Base::Named(unit, by) => self.named(*unit, *by),
            Base::Offset(length, sign, from) => self.offset(length, *sign, from),
            Base::WeekOf(day) => {
                let day = self.base(day);
                let week = day
                    .stretch
                    .and_then(|(day, _)| Stretch::holding(Grain::Week, day.first));
                week.map_or_else(
                    || Place::unknown("XXXX-WXX"),
                    |week| Place {
                        anchor: day.anchor,
                        ..Place::known(week)
                    },
                )
            }
            Base::DayOf(weekday, week) => {
                let week = self.base(week);
                let day = week.stretch.and_then(|(week, _)| {
                    let monday = Stretch::holding(Grain::Week, week.first)?;
                    days(monday.first, i64::from(weekday - 1))
                });
                day.map_or_else(
                    || Place::unknown(format!("XXXX-WXX-{weekday}")),
                    |day| Place {
                        anchor: week.anchor,
                        ..Place::known(Stretch::day(day))
                    },
                )
            }
            Base::Nth {
                which,
                count,
                unit,
                weekday,
                of,
            } => self.nth(*which, *count, *unit, *weekday, of),
            Base::Ambiguous(year, a, b) => match self.day_first {
                Some(day_first) => {
                    let (day, month) = if day_first { (*a, *b) } else { (*b, *a) };
                    self.written(
                        year.map(Year::Written),
                        Part::Day(Some(month), day),
                        None,
                        None,
                        None,
                    )
                }
                None => Place::unknown(match year {
                    Some(year) => format!("{year:04}-XX-XX"),
                    None => "XXXX-XX-XX".to_owned(),
                }),
            },
        }
    }

    /// "the '90s": of the last hundred years before the text, where its date is known.
    fn open_decade(&self, tens: i16) -> Place {
        let decade = self.anchor.and_then(|anchor| {
            let century = anchor.day.year().div_euclid(100) * 100;
            let tens = tens % 10 * 10;
            let year = if century + tens > anchor.day.year() {
                century - 100 + tens
            } else {
                century + tens
            };
            Stretch::holding(Grain::Decade, Stretch::year(year)?.first)
        });
        match (decade, self.anchor) {
            (Some(decade), Some(anchor)) => Place {
                anchor: Some(anchor.label.clone()),
                ..Place::known(decade)
            },
            _ => Place::unknown(format!("XX{}", tens % 10)),
        }
    }

    fn shifted(&self, unit: Unit, by: i32) -> Place {
        let unknown = || Place::unknown(blank(unit));
        let (Some(anchor), Some(grain)) = (self.anchor, Grain::of(unit)) else {
            return unknown();
        };
        let stretch = Stretch::holding(grain, anchor.day).and_then(|own| {
            // "the weekend" is the one just past until the next is spoken of.
            let weekend = grain == Grain::Weekend
                && by == 0
                && own.first > anchor.day
                && self.tense != Tense::Future;
            own.shifted(if weekend { -1 } else { by })
        });
        stretch.map_or_else(unknown, |stretch| Place {
            anchor: Some(anchor.label.clone()),
            ..Place::known(stretch)
        })
    }

    /// Counted from a date that the text has named.
    fn named(&self, unit: Unit, by: i32) -> Place {
        let found = Grain::of(unit).and_then(|grain| {
            let named = self.antecedent(grain)?;
            Some((Stretch::holding(grain, named.first)?.shifted(by)?, named))
        });
        match found {
            Some((stretch, named)) => Place {
                anchor: Some(format!("text {}", named.timex3())),
                ..Place::known(stretch)
            },
            None => Place::unknown(blank(unit)),
        }
    }

    /// The last date that was named as finely as that.
    fn antecedent(&self, grain: Grain) -> Option<Stretch> {
        self.named
            .iter()
            .rev()
            .map(|named| named.stretch)
            .find(|stretch| stretch.grain <= grain)
    }

    pub(super) fn offset(&self, length: &Length, sign: i32, from: &From) -> Place {
        let finest = length.finest();
        let open = Place::unknown(match (length.months_and_days(), from, sign) {
            (None, From::Text, -1) if !finest.clock() => "PAST_REF",
            (None, From::Text, 1) if !finest.clock() => "FUTURE_REF",
            _ => blank(finest),
        });
        let Some((by_months, by_days)) = length.months_and_days() else {
            return open;
        };
        let grain = if length.0.len() > 1 || finest.clock() {
            Some(Grain::Day)
        } else {
            Grain::of(finest)
        };
        let Some(grain) = grain else { return open };
        let (start, label, grain) = match from {
            From::Text => match self.anchor {
                Some(anchor) => (anchor.day, anchor.label.clone(), grain),
                None => return open,
            },
            From::Named => match self.antecedent(grain) {
                Some(named) => (named.first, format!("text {}", named.timex3()), grain),
                None => return open,
            },
            From::Date(base) => {
                let place = self.base(base);
                let Some((stretch, _)) = place.stretch else {
                    return open;
                };
                let label = place
                    .anchor
                    .unwrap_or_else(|| format!("text {}", stretch.timex3()));
                (stretch.first, label, stretch.grain)
            }
        };
        let sign = i64::from(sign);
        let stretch = months(start, sign * i64::from(by_months))
            .and_then(|day| days(day, sign * i64::from(by_days)))
            .and_then(|day| Stretch::holding(grain, day));
        match stretch {
            Some(stretch) => Place {
                anchor: Some(label),
                ..Place::known(stretch)
            },
            None => open,
        }
    }

    fn nth(&self, which: i32, count: i32, unit: Unit, weekday: Option<i8>, of: &Base) -> Place {
        let outer = self.base(of);
        let found = outer
            .stretch
            .and_then(|(of, _)| nth(which, count, unit, weekday, of));
        match found {
            Some((first, last)) => Place {
                value: if first == last {
                    first.timex3()
                } else {
                    format!(
                        "{}/{}",
                        first.edge(false).unwrap_or_default(),
                        last.edge(true).unwrap_or_default()
                    )
                },
                stretch: Some((first, last)),
                edtf: None,
                anchor: outer.anchor,
            },
            None => Place::unknown(match weekday {
                Some(weekday) => format!("XXXX-WXX-{weekday}"),
                None => blank(unit).to_owned(),
            }),
        }
    }

    fn written(
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
            match self.antecedent(Grain::Month) {
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
            Tense::Present | Tense::None => matches!(self.sense, Some(Sense::By | Sense::Until)),
        }
    }

    /// A weekday: bare, the most recent one with the day of writing, or the next if it lies
    /// ahead; "last" and "next" are of the calendar week before and after.
    fn weekday(&self, weekday: i8, turn: Option<Turn>, day: jiff::civil::Date) -> Option<Stretch> {
        let back = i64::from((iso(day) - weekday).rem_euclid(7));
        let on = i64::from((weekday - iso(day)).rem_euclid(7));
        let in_week = |weeks: i64| i64::from(weekday - iso(day)) + 7 * weeks;
        let by = match turn {
            None if self.ahead() => on,
            None => -back,
            Some(Turn::Last) => in_week(-1),
            Some(Turn::Next) => in_week(1),
            Some(Turn::This) => in_week(0),
            Some(Turn::Span) => -(if back == 0 { 7 } else { back }),
            Some(Turn::Before) => -(if back == 0 { 7 } else { back }),
            Some(Turn::After) => {
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
    fn day_of_month(
        &self,
        of_month: i8,
        weekday: Option<i8>,
        day: jiff::civil::Date,
    ) -> Option<Stretch> {
        let own = Stretch::holding(Grain::Month, day)?;
        let step = if self.ahead() { 1 } else { -1 };
        (0..12).find_map(|by| {
            let month = own.shifted(by * step)?.first;
            let found = jiff::civil::Date::new(month.year(), month.month(), of_month).ok()?;
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
        day: jiff::civil::Date,
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
            Some(Turn::Next | Turn::After) => after(false),
            Some(Turn::This | Turn::Same) => candidates.iter().find(|s| s.first.year() == year),
            None if self.ahead() => after(true),
            None if weekday.is_some()
                || (of_day && self.tense != Tense::Past && self.sense != Some(Sense::Since)) =>
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
        Part::Day(Some(month), day) => jiff::civil::Date::new(year, month, day)
            .ok()
            .map(Stretch::day),
        Part::Day(None, _) | Part::Weekday => None,
        Part::Week(week) => Stretch::week(year, week),
        Part::Holiday(rule) => holiday(rule, year).map(Stretch::day),
    }
}

/// TIMEX3's value where the year, or all of it, is open.
fn open_value(year: Option<i16>, part: Part, weekday: Option<i8>) -> String {
    let year = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
    match part {
        Part::Whole => year,
        Part::Half(half) => format!("{year}-H{half}"),
        Part::Quarter(quarter) => format!("{year}-Q{quarter}"),
        Part::Season(season) => format!("{year}-{}", season.timex3()),
        Part::Month(month) => format!("{year}-{month:02}"),
        Part::Day(Some(month), day) => format!("{year}-{month:02}-{day:02}"),
        Part::Day(None, day) => format!("{year}-XX-{day:02}"),
        Part::Week(week) => format!("{year}-W{week:02}"),
        Part::Weekday => format!("XXXX-WXX-{}", weekday.unwrap_or(1)),
        Part::Holiday(Rule::Day(month, day)) => format!("{year}-{month:02}-{day:02}"),
        Part::Holiday(Rule::Nth(month, ..)) => format!("{year}-{month:02}-XX"),
        Part::Holiday(Rule::Easter(_)) => format!("{year}-XX-XX"),
    }
}

/// "FY2030", "FY2030-Q1": whose first day the text does not say.
fn fiscal_value(fiscal: &str, year: Option<i16>, part: Part) -> String {
    let year = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
    match part {
        Part::Quarter(quarter) => format!("{fiscal}{year}-Q{quarter}"),
        Part::Half(half) => format!("{fiscal}{year}-H{half}"),
        _ => format!("{fiscal}{year}"),
    }
}

/// TIMEX3's value for a unit of which nothing is known.
fn blank(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Night | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}

/// The `which`th run of `count` units of a stretch.
fn nth(
    which: i32,
    count: i32,
    unit: Unit,
    weekday: Option<i8>,
    of: Stretch,
) -> Option<(Stretch, Stretch)> {
    let grain = Grain::of(unit)?;
    let one = if let Some(weekday) = weekday {
        Stretch::day(nth_weekday(of, weekday, which)?)
    } else if grain == Grain::Week {
        // As ISO 8601 counts them: a week is of the month that holds its Thursday.
        Stretch::holding(Grain::Week, nth_weekday(of, 4, which)?)?
    } else if which > 0 {
        Stretch::holding(grain, of.first)?.shifted(which - 1)?
    } else {
        Stretch::holding(grain, of.last()?)?.shifted(which + 1)?
    };
    let inside = one.first >= days(of.first, -6)? && one.first <= of.last()?;
    let other = one.shifted(if which > 0 { count - 1 } else { 1 - count })?;
    inside.then(|| {
        if which > 0 {
            (one, other)
        } else {
            (other, one)
        }
    })
}

/// `place` narrowed to its start, middle or end.
fn narrow(place: &mut Place, phase: Mod, edge: bool) {
    let Some((first, last)) = place.stretch else {
        return;
    };
    let day = match phase {
        Mod::Start if edge => Some(first.first.to_string()),
        Mod::End if edge => last.last().map(|day| day.to_string()),
        Mod::Mid => match first.grain {
            Grain::Month => days(first.first, 14).map(|day| format!("{day}~")),
            Grain::Year => Some(format!("{:04}-07~", first.first.year())),
            Grain::Decade => Some(format!("{:04}~", first.first.year() + 5)),
            Grain::Week => days(first.first, 2).map(|day| format!("{day}~")),
            _ => None,
        },
        Mod::Approx => first.edge(false).map(|edge| format!("{edge}~")),
        _ => None,
    };
    if first.grain == Grain::Day || (edge && first.grain >= Grain::Decade) {
        return;
    }
    if day.is_some() {
        place.edtf = day;
    }
}
