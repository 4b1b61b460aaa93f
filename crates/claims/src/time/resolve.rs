//! From what the words say to a place in the calendar.

use super::anchor::Anchor;
use super::calendar::{Grain, Stretch, days, months, nth_weekday};
use super::node::{Base, Clock, Date, From, Length, Mod, Part, Unit, Year};
use super::tables::Sense;
use super::tense::Tense;
use super::value::blank;

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
    pub(super) fn unknown(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..Self::default()
        }
    }

    pub(super) fn known(stretch: Stretch) -> Self {
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
            Base::Weekend => self.shifted(Unit::Weekend, self.which_weekend()),
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
        let stretch = Stretch::holding(grain, anchor.day).and_then(|own| own.shifted(by));
        stretch.map_or_else(unknown, |stretch| Place {
            anchor: Some(anchor.label.clone()),
            ..Place::known(stretch)
        })
    }

    /// "the weekend" is the one just past until the next is spoken of.
    fn which_weekend(&self) -> i32 {
        let begun = self.anchor.and_then(|anchor| {
            Some(Stretch::holding(Grain::Weekend, anchor.day)?.first <= anchor.day)
        });
        if self.tense == Tense::Future || begun == Some(true) {
            0
        } else {
            -1
        }
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
    pub(super) fn antecedent(&self, grain: Grain) -> Option<Stretch> {
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
    inside.then_some({
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
