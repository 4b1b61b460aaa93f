//! What the grammar makes of the words, before anything is looked up in a calendar.

use super::tables::{Rule, Turn};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit of a code in the tables.
    pub(super) fn named(code: &str) -> Self {
        match code {
            "S" => Self::Second,
            "N" => Self::Minute,
            "H" => Self::Hour,
            "T" => Self::Night,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "F" => Self::Fortnight,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            other => panic!("no unit {other}"),
        }
    }

    /// TIMEX3's designator, and how many of it one unit is.
    fn designator(self) -> (&'static str, f64) {
        match self {
            Self::Second => ("S", 1.0),
            Self::Minute => ("M", 1.0),
            Self::Hour => ("H", 1.0),
            Self::Night | Self::Day => ("D", 1.0),
            Self::Weekend => ("WE", 1.0),
            Self::Week => ("W", 1.0),
            Self::Fortnight => ("W", 2.0),
            Self::Month => ("M", 1.0),
            Self::Quarter => ("M", 3.0),
            Self::Year => ("Y", 1.0),
            Self::Decade => ("DE", 1.0),
            Self::Century => ("CE", 1.0),
            Self::Millennium => ("ML", 1.0),
        }
    }

    /// Whether it is shorter than a day.
    pub(super) fn clock(self) -> bool {
        self <= Self::Hour
    }
}

/// A length of time: amounts of units, none where the words give no number ("several weeks").
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Length(pub Vec<(Option<f64>, Unit)>);

impl Length {
    /// One of `unit`.
    pub(super) fn one(unit: Unit) -> Self {
        Self(vec![(Some(1.0), unit)])
    }

    /// The finest unit.
    pub(super) fn finest(&self) -> Unit {
        self.0.iter().map(|part| part.1).min().unwrap_or(Unit::Day)
    }

    /// As TIMEX3 writes it: `P3M`, `PT2H30M`, `PXW`.
    pub(super) fn timex3(&self) -> String {
        let mut value = "P".to_owned();
        for (amount, unit) in self.0.iter().filter(|(_, unit)| !unit.clock()) {
            value += &one(*amount, *unit);
        }
        let clock: String = self
            .0
            .iter()
            .filter(|(_, unit)| unit.clock())
            .map(|(amount, unit)| one(*amount, *unit))
            .collect();
        if !clock.is_empty() {
            value += "T";
            value += &clock;
        }
        value
    }

    /// Whole months and days, where the amounts give them.
    pub(super) fn months_and_days(&self) -> Option<(i32, i32)> {
        let (mut months, mut days) = (0.0, 0.0);
        for (amount, unit) in &self.0 {
            let amount = (*amount)?;
            match unit {
                Unit::Second | Unit::Minute => return None,
                Unit::Hour => days += amount / 24.0,
                Unit::Night | Unit::Day => days += amount,
                Unit::Weekend | Unit::Week => days += amount * 7.0,
                Unit::Fortnight => days += amount * 14.0,
                Unit::Month => months += amount,
                Unit::Quarter => months += amount * 3.0,
                Unit::Year => months += amount * 12.0,
                Unit::Decade => months += amount * 120.0,
                Unit::Century => months += amount * 1200.0,
                Unit::Millennium => months += amount * 12000.0,
            }
        }
        let whole = months.fract() == 0.0 && days.fract() == 0.0;
        (whole && months.abs() < 120_000.0 && days.abs() < 3_650_000.0)
            .then_some((months as i32, days as i32))
    }
}

fn one(amount: Option<f64>, unit: Unit) -> String {
    let (designator, times) = unit.designator();
    match amount {
        Some(amount) => format!("{}{designator}", amount * times),
        None => format!("X{designator}"),
    }
}

/// A season of the year, in TIMEX3's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season of a code in the tables.
    pub(super) fn named(code: &str) -> Self {
        match code {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            other => panic!("no season {other}"),
        }
    }

    /// In TIMEX3.
    pub(super) fn timex3(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// TIMEX3's mod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mod {
    Start,
    Mid,
    End,
    Approx,
    More,
    Less,
    AtLeast,
    AtMost,
}

impl Mod {
    /// The mod of that name.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "START" => Self::Start,
            "MID" => Self::Mid,
            "END" => Self::End,
            "APPROX" => Self::Approx,
            "MORE_THAN" => Self::More,
            "LESS_THAN" => Self::Less,
            "EQUAL_OR_MORE" => Self::AtLeast,
            "EQUAL_OR_LESS" => Self::AtMost,
            other => panic!("no mod {other}"),
        }
    }
}

/// How the year of a date is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Written(i16),
    /// Years from that of the text: "last year".
    Shifted(i32),
    /// Years from one that the text has named: "that year".
    Named(i32),
}

/// What of a year is meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part {
    Whole,
    Half(i8),
    Quarter(i8),
    Season(Season),
    Month(i8),
    /// Day and, where it is said, month.
    Day(Option<i8>, i8),
    Week(i8),
    Weekday,
    Holiday(Rule),
}

/// Where an offset counts from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum From {
    /// When the text was written: "ago".
    Text,
    /// A date that it has named: "later".
    Named,
    /// A date beside it: "after Christmas".
    Date(Box<Base>),
}

/// A calendar date or stretch as the words put it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Base {
    /// None: there is only a time of day.
    None,
    /// "Tuesday, May 9, 2031", "last January", "the first quarter of 2030".
    Written {
        year: Option<Year>,
        part: Part,
        weekday: Option<i8>,
        turn: Option<Turn>,
        /// A fiscal or school year and parts of it.
        fiscal: Option<&'static str>,
    },
    /// "the 1990s": the years' first three digits; with two ("the '90s") the century is open.
    Decade(i16, bool),
    /// "the 19th century": the years' first two digits.
    Century(i16),
    /// "this week", "yesterday": a unit, so many on from the text's own.
    Shifted(Unit, i32),
    /// "the weekend".
    Weekend,
    /// "that day", "the previous month": so many on from one that was named.
    Named(Unit, i32),
    /// "three weeks ago", "two days later", "a week before Christmas".
    Offset(Length, i32, From),
    /// "the week of March 3".
    WeekOf(Box<Base>),
    /// "Tuesday of last week".
    DayOf(i8, Box<Base>),
    /// "the last week of July", "the first Monday of May", "the first ten days of May": which
    /// (from the end if negative), how many, of what.
    Nth {
        which: i32,
        count: i32,
        unit: Unit,
        weekday: Option<i8>,
        of: Box<Base>,
    },
    /// A numeric date whose day and month cannot be told apart, with its year if written.
    Ambiguous(Option<i16>, i8, i8),
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    /// Hour, minute, second.
    pub hour: Option<i8>,
    pub minute: Option<i8>,
    pub second: Option<i8>,
    /// "TMO"; of more use than the hour only if there is none.
    pub part: Option<&'static str>,
    /// Said of the text's own day: "this morning".
    pub today: bool,
    /// It runs from one day into the next: "overnight".
    pub across: bool,
    /// A moment by name or digits, not a stretch ("the morning").
    pub point: bool,
}

impl Clock {
    /// What TIMEX3 puts behind the day.
    pub(super) fn timex3(&self) -> String {
        let Some(hour) = self.hour else {
            return self.part.unwrap_or("T").to_owned();
        };
        match (self.minute, self.second) {
            (Some(minute), Some(second)) => format!("T{hour:02}:{minute:02}:{second:02}"),
            (Some(minute), None) => format!("T{hour:02}:{minute:02}"),
            _ => format!("T{hour:02}:00"),
        }
    }
}

/// A date with what narrows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Date {
    pub base: Base,
    /// "early", "the end of"; and whether an edge is meant.
    pub phase: Option<(Mod, bool)>,
    pub clock: Option<Clock>,
}

/// One time expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Date(Date),
    Duration {
        length: Length,
        /// "28-year-old".
        age: bool,
        /// -1: up to the text's own day ("the past three months"); 1: from it on.
        toward: i32,
    },
    Set(String),
    /// `PRESENT_REF` and its like.
    Reference(&'static str),
}
