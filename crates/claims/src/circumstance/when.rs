//! Which time expression says when a claim holds.

use std::ops::Range;

use restated_language::{Annotated, Pos, Token};

use super::links::Links;
use crate::Document;
use crate::stance::head_of;
use crate::time::{TimeExpression, TimeKind};
use crate::tree::{children, way_up};

/// What a time costs that stands behind the word of the measure, away from the number.
const MEASURED: u32 = 4;

/// How many words a dateline takes at most.
const DATELINE: usize = 16;

/// The place in `times` of the expression that says when the claim at `tokens` holds; `signal` is
/// the word that shows its measure, where there is one (see [`Count`](crate::measure::Count)).
///
/// It is the one that modifies the claim or its clause ("12 were killed on Sunday", "in last
/// week's fighting", "when the gate burst on Tuesday"), or what opens the sentence ("By midnight
/// six were dead"). The time of saying is not that of what is said ("said on Monday that"), save
/// where the number is itself what is said ("reported five dead on Wednesday").
pub fn when(
    document: &Document<'_>,
    tokens: Range<usize>,
    signal: Option<usize>,
    times: &[TimeExpression],
) -> Option<usize> {
    let annotated = document.annotated;
    let links = Links::new(annotated, tokens.clone(), signal)?;
    let sentence = annotated
        .sentences
        .get(annotated.sentence_of(tokens.start))?
        .clone();
    let from = times.partition_point(|time| time.tokens.end <= sentence.start);
    let to = times.partition_point(|time| time.tokens.start < sentence.end);
    (from..to.max(from))
        .filter(|at| bears(&times[*at]) && !in_dateline(annotated, &sentence, &times[*at], &tokens))
        .filter_map(|at| {
            let time = &times[at];
            let head = head_of(annotated, &time.tokens)?;
            let apart = signal.filter(|signal| !tokens.contains(signal));
            let of_measure = || follows(annotated, apart?, time).then_some(MEASURED);
            let cost = links.cost(head).or_else(of_measure)?;
            // How long a thing took says less than when it was.
            let cost = 2 * cost + u32::from(time.kind == TimeKind::Duration);
            Some((cost, distance(&time.tokens, &tokens), at))
        })
        .min()
        .map(|(_, _, at)| at)
}

/// Whether a time stands right behind the noun of the measure: "the wounded since March, of whom
/// 90 are listed". Which word of such a phrase it hangs on, parsers often get wrong.
fn follows(annotated: &Annotated<'_>, signal: usize, time: &TimeExpression) -> bool {
    let noun = annotated.token(signal);
    let between = annotated.text.get(noun.bytes().end..time.phrase.start);
    matches!(noun.pos(), Pos::NOUN | Pos::ADJ)
        && between.is_some_and(|between| !between.is_empty() && between.trim().is_empty())
}

/// Whether the claim at `tokens` stands in a clause that tells what was at a time, apart from the
/// preposition of that time: "closed since November, when 31 died".
pub(crate) fn is_told_of(
    document: &Document<'_>,
    tokens: &Range<usize>,
    time: &TimeExpression,
) -> bool {
    let annotated = document.annotated;
    let Some(first) = head_of(annotated, tokens) else {
        return false;
    };
    let tells_when = |clause| children(annotated, clause).any(|word| word.lemma() == "when");
    way_up(first).any(|(below, above)| {
        below.dep() == "relcl" && time.tokens.contains(&above.index) && tells_when(below)
    })
}

/// Whether an expression can say when: no age, no "every Monday", no "nine-day strike".
fn bears(time: &TimeExpression) -> bool {
    match time.kind {
        _ if time.age => false,
        TimeKind::Set => false,
        TimeKind::Duration => time.signal.is_some(),
        TimeKind::Date | TimeKind::Time => true,
    }
}

fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    if one.end <= other.start {
        other.start - one.end
    } else {
        one.start.saturating_sub(other.end)
    }
}

/// Whether a time is that of the dateline: "OSLO, May 9 (Agency) — Twelve people".
fn in_dateline(
    annotated: &Annotated<'_>,
    sentence: &Range<usize>,
    time: &TimeExpression,
    claim: &Range<usize>,
) -> bool {
    let paragraph = annotated.text[..annotated.bytes(sentence.clone()).start]
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n');
    let dash = |token: &Token<'_, '_>| ["—", "–", "-", "--"].contains(&token.text());
    let end = sentence.end.min(sentence.start + DATELINE);
    let break_at = (time.tokens.end..end)
        .map(|index| annotated.token(index))
        .find(dash)
        .map(|token| token.index);
    paragraph && break_at.is_some_and(|at| at < claim.start)
}
