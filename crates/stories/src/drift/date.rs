//! From when a number adds up, or until when, is gone.

use restated_claims::Claim;

use super::lexicon;
use super::seen::{Change, Seen};
use super::wording::{Wording, quoted};
use crate::model::{DriftKind, Severity};

/// What changed of the time. A day on which something happened may be left out without harm; a
/// stretch over which a number adds up may not.
pub(super) fn change(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    if seen.same_sentence() || !seen.one_language() || seen.parent().figure().is_none() {
        return None;
    }
    let (parent, child) = (seen.parent(), seen.child());
    let time = &parent.claim().time.as_ref()?.text;
    if !opens(time) || has_window(child.claim()) || is_in(time, &child.sentence) {
        return None;
    }
    let said_so = seen.also(
        |twin| !has_window(twin.claim()),
        |twin| has_window(twin.claim()),
    );
    (!said_so).then(|| Change {
        kind: DriftKind::DateDropped,
        severity: Severity::Minor,
        why: format!(
            "{} is gone: {} became {}",
            quoted(time),
            quoted(&parent.told.words),
            quoted(&child.told.words)
        ),
    })
}

fn has_window(claim: &Claim) -> bool {
    claim.time.as_ref().is_some_and(|time| opens(&time.text))
}

/// Whether words of time say from when or until when.
fn opens(time: &str) -> bool {
    let time = time.to_lowercase();
    lexicon::WINDOWS.iter().any(|window| {
        time.strip_prefix(window)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether a sentence has any of the days, months or years in words of time.
fn is_in(time: &str, sentence: &Wording) -> bool {
    let words = Wording::of(time, None);
    let mut names = words.words.iter().filter(|word| {
        word.is_content() || word.text.len() == 4 && word.text.parse::<u16>().is_ok()
    });
    names.any(|word| sentence.has(&word.text))
}
