//! Ages: "43-year-old", "aged 43", "Anna Orme, 43, said", "children under five".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::is_dash;
use super::super::reading::Reading;
use super::super::tables::words;
use super::Filter;

static PEOPLE: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/people_of_age.txt")));

/// Nobody is older.
const OLDEST: f64 = 125.0;

impl Filter<'_, '_, '_> {
    pub(super) fn is_age(&self, reading: &Reading) -> bool {
        let value = reading.best.or(reading.high).unwrap_or(f64::MAX);
        if reading.unit != Unit::Count || value > OLDEST || value.fract() != 0.0 {
            return false;
        }
        self.is_years_old(reading)
            || self.is_named_age(reading)
            || self.is_apposed(reading)
            || self.is_age_group(reading)
    }

    /// "43-year-old", "43 years old", "three-month-old", "years of age", "43yo".
    fn is_years_old(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let end = reading.span.end;
        let mut at = end + usize::from(is_dash(pieces.text(end)));
        if !matches!(
            pieces.lower(at),
            "year"
                | "years"
                | "month"
                | "months"
                | "week"
                | "weeks"
                | "day"
                | "days"
                | "yr"
                | "yrs"
                | "something"
        ) {
            return false;
        }
        at += 1;
        at += usize::from(is_dash(pieces.text(at)));
        matches!(pieces.lower(at), "old" | "olds" | "older" | "younger")
            || pieces.lower(at) == "of" && pieces.lower(at + 1) == "age"
            || pieces.lower(at - 1) == "something"
    }

    /// "aged 43", "at the age of 43", "between the ages of 5 and 12", "turned 50".
    fn is_named_age(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let start = reading.span.start;
        let mut back = 1;
        while back < 4
            && matches!(
                pieces.lower_before(start, back),
                "of" | "between" | "from" | "is" | "was" | "the"
            )
        {
            back += 1;
        }
        let before = pieces.lower_before(start, back);
        let named = matches!(before, "aged" | "age" | "ages");
        let turned = matches!(
            pieces.lower_before(start, 1),
            "turned" | "turning" | "turns"
        ) && !self.pieces.is_word(reading.span.end);
        named || turned
    }

    /// "Anna Orme, 43, a nurse", "Nurse, 31, killed", "Anna Orme (43)".
    fn is_apposed(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        if !pieces.is_numeral(start) || reading.number != reading.span || end != start + 1 {
            return false;
        }
        let comma = pieces.lower_before(start, 1) == ",";
        let bracket = pieces.lower_before(start, 1) == "(" && pieces.text(end) == ")";
        let closes = matches!(pieces.text(end), "," | "." | ";" | ")")
            || pieces.ends(end)
            || matches!(
                pieces.lower(end),
                "and" | "of" | "from" | "who" | "was" | "were" | "is" | "said" | "has" | "had"
            );
        // A name in front: "Smith, 43"; a number in front is a list: "12, 43".
        let named = start >= 2 && pieces.is_word(start - 2) && {
            let word = pieces.text(start - 2);
            let person = matches!(word.chars().next(), Some(c) if c.is_uppercase());
            person && !super::when::MONTHS.contains(pieces.lower(start - 2))
        };
        (comma && closes || bracket) && named
    }

    /// "children under five", "the over-65s", "under-21".
    fn is_age_group(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let number = reading.number.start;
        let back = 1 + usize::from(pieces.lower_before(number, 1) == "-");
        let bound = matches!(
            pieces.lower_before(number, back),
            "under" | "over" | "above" | "below"
        );
        let end = reading.number.end;
        let plural = pieces.glued(end) && pieces.lower(end) == "s";
        let group = PEOPLE.contains(pieces.lower_before(number, back + 1));
        let alone = !pieces.is_word(end)
            || self.token(end).is_some_and(|t| {
                use restated_language::Pos::{ADJ, NOUN, NUM, PROPN};
                !matches!(t.pos(), NOUN | PROPN | ADJ | NUM)
            });
        let decade = plural
            && matches!(
                pieces.lower_before(number, 1),
                "his" | "her" | "their" | "my" | "the" | "mid" | "-" | "late" | "early"
            );
        bound && (plural || back == 2 || group && alone) || decade
    }
}
