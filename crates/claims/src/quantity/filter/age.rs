//! Ages: "43-year-old", "aged 43", "Anna Orme, 43, said", "children under five".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Unit;
use super::super::piece::{Piece, Shape, is_dash};
use super::super::reading::Reading;
use super::super::tables::{context, words};
use super::Filter;
use crate::measure::is_person;
use crate::tree::children;

static PEOPLE: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../../data/quantity/people_of_age.txt")));

/// How many pieces the ages of several people take: "aged 5, 8 and 12".
const LISTED: usize = 10;
/// How far in front of an age "died" stands.
const DIED: usize = 5;
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
            || self.is_age_at_death(reading)
            || self.is_one_of_ages(reading)
            || self.is_said_of_person(reading)
    }

    /// "43-year-old", "43 years old", "three-month-old", "years of age", "43yo".
    fn is_years_old(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let end = reading.span.end;
        let mut at = end + usize::from(is_dash(pieces.text(end)));
        if !context("age unit", pieces.lower(at)) {
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
        let listed = |piece: &Piece<'_>| {
            matches!(piece.shape, Shape::Numeral(_))
                || matches!(piece.text, "," | "and" | "or" | "to" | "-")
        };
        let linking = |piece: &Piece<'_>| context("before age", &piece.lower);
        let run = |from: usize, fits: &dyn Fn(&Piece<'_>) -> bool| {
            (from..from + LISTED)
                .find(|&back| !pieces.before(start, back).is_some_and(fits))
                .unwrap_or(from)
        };
        let back = run(run(1, &listed), &linking);
        let before = pieces.lower_before(start, back);
        let named = matches!(before, "aged" | "age" | "ages");
        let end = reading.span.end;
        let counted = self.token(end).is_some_and(|next| {
            pieces.is_word(end) && matches!(next.tag(), "NNS" | "NN" | "JJ" | "NNP")
        });
        let turned = matches!(
            pieces.lower_before(start, 1),
            "turned" | "turning" | "turns"
        ) && !counted;
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
        // A name in front: "Smith, 43", or a noun: "the singer, 43, was"; a number in front is a
        // list: "12, 43".
        let named = start >= 2 && pieces.is_word(start - 2) && {
            let word = pieces.text(start - 2);
            let name = matches!(word.chars().next(), Some(c) if c.is_uppercase())
                && !super::when::MONTHS.contains(pieces.lower(start - 2));
            let noun = self.token(start - 2).is_some_and(|noun| noun.tag() == "NN");
            name || noun && pieces.text(end) == ","
        };
        (comma && closes || bracket) && named
    }

    /// "died at 91", "dead on Thursday at 91".
    fn is_age_at_death(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        // "The number of dead at nine" is no age.
        let died = |back: usize| match pieces.lower_before(start, back) {
            "dead" => !matches!(pieces.lower_before(start, back + 1), "of" | "the"),
            word => matches!(word, "died" | "dies" | "die" | "passed"),
        };
        let counted = self
            .token(end)
            .is_some_and(|next| pieces.is_word(end) && next.tag() == "NNS");
        pieces.lower_before(start, 1) == "at" && !counted && (2..=DIED).any(died)
    }

    /// "his brothers, 17 and 22, were held", "Orme and Dal, both 51, died", "68 and 48 years old".
    fn is_one_of_ages(&self, reading: &Reading) -> bool {
        let pieces = self.pieces;
        let (start, end) = (reading.span.start, reading.span.end);
        if !pieces.is_numeral(start) || end != start + 1 {
            return false;
        }
        let closes = |at: usize| matches!(pieces.text(at), "," | ")" | ".") || pieces.ends(at);
        if pieces.lower_before(start, 1) == "both"
            && pieces.lower_before(start, 2) == ","
            && closes(end)
        {
            return true;
        }
        let pair = |first: usize| {
            let and = pieces.lower(first + 1) == "and" && pieces.is_numeral(first + 2);
            let old = || {
                let unit = first + 3 + usize::from(is_dash(pieces.text(first + 3)));
                let old = unit + 1 + usize::from(is_dash(pieces.text(unit + 1)));
                context("age unit", pieces.lower(unit)) && pieces.lower(old) == "old"
            };
            let apposed = || {
                let person = self
                    .token(first.saturating_sub(2))
                    .is_some_and(|noun| is_person(&noun.text().to_lowercase()));
                first >= 2 && pieces.text(first - 1) == "," && person && closes(first + 3)
            };
            and && (old() || apposed())
        };
        pair(start) || start >= 2 && pair(start - 2)
    }

    /// "Mr Orme, who is 70", "she was 82".
    fn is_said_of_person(&self, reading: &Reading) -> bool {
        let Some(number) = self.token(reading.number.start) else {
            return false;
        };
        let be = number.head();
        let adult = reading.best.is_some_and(|best| best >= 1.0);
        adult
            && matches!(number.dep(), "attr" | "acomp")
            && be.lemma() == "be"
            && children(self.document.annotated, be).any(|subject| {
                let person = matches!(
                    subject.text().to_lowercase().as_str(),
                    "he" | "she" | "who" | "i"
                );
                subject.dep() == "nsubj" && (person || self.is_person(subject.index))
            })
    }

    /// Whether the token is in the name of a person.
    fn is_person(&self, token: usize) -> bool {
        let annotated = self.document.annotated;
        let at = annotated
            .entities
            .partition_point(|entity| entity.tokens.end <= token);
        annotated.entities.get(at).is_some_and(|entity| {
            entity.tokens.contains(&token) && annotated.entity_type(entity) == "PERSON"
        })
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
        let noun = pieces.lower_before(number, back + 1);
        let are = matches!(noun, "are" | "were" | "is" | "was")
            && matches!(pieces.lower_before(number, back), "under" | "over");
        let group = are || PEOPLE.contains(noun);
        // "people under 300 roofs" are no age group.
        let tagged = |at: usize, tag: &str| self.token(at).is_some_and(|t| t.tag() == tag);
        let counted = tagged(end, "NNS") || tagged(end, "JJ") && tagged(end + 1, "NNS");
        let alone = !pieces.is_word(end) || !counted;
        let decade = plural
            && matches!(
                pieces.lower_before(number, 1),
                "his" | "her" | "their" | "my" | "the" | "mid" | "-" | "late" | "early"
            );
        bound && (plural || back == 2 || group && alone) || decade
    }
}
