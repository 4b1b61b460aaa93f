//! Time expressions: TIMEX3 values, and EDTF where an anchor date is known.

use std::ops::Range;

use crate::Document;

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A calendar date or span of them: "Monday", "last January", "since mid-November".
    Date,
    /// A time of day: "at 9.30 a.m. on Tuesday".
    Time,
    /// A length of time: "over three months".
    Duration,
    /// A recurring time: "every Monday", "twice a week".
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it.
    pub fn timex3(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression as written, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes of the expression with its preposition where that carries meaning ("since
    /// mid-November", "over three months"), else without ("Monday" of "on Monday").
    pub span: Range<usize>,
    /// Tokens that hold any of `span`.
    pub tokens: Range<usize>,
    /// TIMEX3's type.
    pub kind: TimeKind,
    /// TIMEX3's value: `2031-03-04`, `P3M`, `XXXX-WXX-1`.
    pub value: String,
    /// In EDTF, only where the text or an anchor gives the date.
    pub edtf: Option<String>,
    /// The date it was resolved against, where it needed one: "published 2031-03-06",
    /// "dateline 2031-03-05", "text 2031-03-01".
    pub anchor: Option<String>,
}

/// The time expressions of `document`, in order, none overlapping another.
pub fn times(document: &Document<'_>) -> Vec<TimeExpression> {
    let _ = document;
    Vec::new()
}
