//! Others are counted, or over another time, or something else of them.

use restated_claims::Figure;

use super::figure::lost_average;
use super::kin::{Kin, kin};
use super::lexicon::{self, Scope};
use super::seen::{Change, Seen};
use super::side::Put;
use super::wording::{Wording, quoted};
use crate::model::{DriftKind, Severity};

/// Words of a sentence that stand beside a figure: so many before it and behind.
const BESIDE: usize = 3;

/// What changed of who or what is counted; `requalified` where the qualifier changed as well, which
/// then tells of a lost average.
pub(super) fn change(seen: &Seen<'_, '_, '_>, requalified: bool) -> Option<Change> {
    let (from, to) = seen.parent().figure().zip(seen.child().figure())?;
    if seen.same_sentence() || !seen.one_language() {
        return None;
    }
    let became = format!(
        "{} became {}",
        quoted(&seen.parent().told.words),
        quoted(&seen.child().told.words)
    );
    let told = |severity, why| Change {
        kind: DriftKind::ScopeChanged,
        severity,
        why,
    };
    if kin(&from.measure, &to.measure) == Kin::Scope {
        let why = format!("{became}: {} became {}", name(from), name(to));
        return Some(told(Severity::Notable, why));
    }
    let mut worded = lexicon::SCOPES
        .iter()
        .filter_map(|scope| worded(seen, scope, from));
    if let Some(why) = worded.next() {
        return Some(told(Severity::Notable, format!("{became}: {why}")));
    }
    if let Some(word) = lost_average(seen).filter(|_| !requalified) {
        let why = format!("{became}: {} is gone", quoted(word));
        return Some(told(Severity::Notable, why));
    }
    let inclusion = lost_inclusion(seen)?;
    let why = format!("{became}: {} is gone", quoted(inclusion));
    Some(told(Severity::Minor, why))
}

/// A measure as words.
fn name(figure: &Figure) -> String {
    format!("‘{}’", figure.measure.replace('_', " "))
}

/// What a change of scope words is, in words.
fn worded(seen: &Seen<'_, '_, '_>, scope: &Scope, figure: &Figure) -> Option<String> {
    let anywhere = scope.measures.contains(&figure.measure.as_str());
    if !anywhere && !scope.measures.is_empty() {
        return None;
    }
    let found = |put: &Put<'_>, words: &[&'static str]| {
        let (start, end) = if anywhere {
            (0, put.sentence.words.len())
        } else {
            beside(put)
        };
        let near = &put.sentence.words[start..end];
        words
            .iter()
            .copied()
            .find(|meant| near.iter().any(|word| word.text == *meant))
    };
    let (parent, child) = (seen.parent(), seen.child());
    let of = |put| (found(put, &scope.one), found(put, &scope.other));
    let (from, to) = (of(parent), of(child));
    let absent = |word: &'static str, put: &Put<'_>| !put.sentence.has(word);
    match (from, to) {
        ((Some(one), None), (None, Some(other))) | ((None, Some(one)), (Some(other), None)) => {
            Some(format!("{} became {}", quoted(one), quoted(other)))
        }
        ((Some(one), None), (None, None)) if scope.other.is_empty() && absent(one, child) => {
            Some(format!("{} is gone", quoted(one)))
        }
        ((None, None), (Some(one), None)) if scope.other.is_empty() && absent(one, parent) => {
            Some(format!("{} is new", quoted(one)))
        }
        _ => None,
    }
}

/// The words of a sentence that stand beside its figure, as places.
fn beside(put: &Put<'_>) -> (usize, usize) {
    let words = &put.sentence.words;
    let first = put.span.words.first().map(|word| word.at.start);
    let last = put.span.words.last().map(|word| word.at.end);
    let start = words.iter().position(|word| Some(word.at.start) == first);
    let end = words.iter().position(|word| Some(word.at.end) == last);
    let start = start.unwrap_or(0).saturating_sub(BESIDE);
    let end = end.map_or(words.len(), |end| (end + 1 + BESIDE).min(words.len()));
    (start.min(end), end)
}

/// The words behind the parent's figure that say who is in it, where the child has none.
fn lost_inclusion(seen: &Seen<'_, '_, '_>) -> Option<&'static str> {
    let phrases = || lexicon::INCLUSIONS.iter();
    let (parent, child) = (seen.parent(), seen.child());
    let end = parent.span.words.last().map_or(0, |word| word.at.end);
    let bytes = end..usize::MAX;
    let behind = parent.sentence.within(&bytes);
    // The words must follow on the figure, before another figure stands.
    let near = behind
        .words
        .iter()
        .position(|word| word.text.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(behind.words.len());
    let near = Wording::new(behind.words[..near].to_vec());
    let found = phrases().find(|phrase| near.has_phrase(phrase))?;
    let kept = child.sentence.has("including")
        || child.sentence.has("excluding")
        || child.sentence.has("counting");
    (!kept).then_some(found.as_str())
}
