//! What drawings need to know of what pages show.

use std::borrow::Cow;

use super::answers::{Answer, Asked, When};
use crate::draw::{self, Dated, Moment, Range, Strip, Timeline};

/// Answers in a drawing among others, and in one on a page of its own.
const FEW: usize = 12;
/// See `FEW`.
const MANY: usize = 40;

impl Asked {
    /// The answers by value, beside a table.
    pub(crate) fn range(&self) -> Option<Range> {
        Range::of(&self.said(false), self.unit.as_deref(), FEW)
    }

    /// The answers by value with whose word they are.
    pub(crate) fn full_range(&self) -> Option<Range> {
        Range::of(&self.said(true), self.unit.as_deref(), MANY)
    }

    /// The answers in time.
    pub(crate) fn dated(&self) -> Option<Dated> {
        Dated::of(&self.drawn_moments(), self.unit.as_deref())
    }

    /// The answers in a line of text.
    pub(crate) fn strip(&self) -> Option<Strip> {
        Strip::of(&self.said(false), self.unit.as_deref())
    }

    fn said(&self, by: bool) -> Vec<draw::Said<'_>> {
        let said = self.answers.iter().map(|answer| draw::Said {
            best: answer.best,
            low: answer.low,
            high: answer.high,
            label: &answer.label,
            by: if by { whose(answer) } else { Cow::Borrowed("") },
            articles: answer.articles,
            standing: answer.standing,
        });
        said.collect()
    }

    fn drawn_moments(&self) -> Vec<Moment<'_>> {
        let moments = self.moments.iter();
        moments
            .filter_map(|when| Some(moment(when, self.answers.get(when.answer)?)))
            .collect()
    }
}

/// The first on whose word an answer stands, and whether there are others.
fn whose(answer: &Answer) -> Cow<'_, str> {
    match answer.sources.as_slice() {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(&one.name),
        [first, others @ ..] => Cow::Owned(format!("{} +{}", first.name, others.len())),
    }
}

fn moment<'a>(when: &'a When, answer: &'a Answer) -> Moment<'a> {
    let names: Vec<&str> = when.sources.iter().map(|one| one.name.as_str()).collect();
    Moment {
        best: answer.best,
        low: answer.low,
        high: answer.high,
        label: &when.label,
        standing: answer.standing,
        date: when.date.as_deref(),
        as_of: when.dated == "as_of",
        first: when.first,
        words: format!("{}, {}", when.words, names.join("; ")),
        // Nobody named twice is not one source that brings its figure up to date.
        sources: when
            .sources
            .iter()
            .filter_map(|one| one.id.as_deref())
            .collect(),
    }
}

/// The questions that most articles answer over the days of their story.
pub(crate) fn timeline(asked: &[Asked]) -> Option<Timeline> {
    let several = asked.iter().filter(|one| one.articles > 1);
    let lanes: Vec<draw::Lane<'_>> = several
        .map(|one| draw::Lane {
            id: &one.id,
            text: &one.text,
            moments: one.drawn_moments(),
        })
        .collect();
    Timeline::of(&lanes)
}
