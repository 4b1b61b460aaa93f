//! On nobody's word any more, or on the word of somebody vaguer.

use restated_claims::{Act, Modality, Status};

use super::align::same_source;
use super::lexicon;
use super::seen::{Change, Seen};
use super::severity;
use super::side::Put;
use super::wording::{Wording, quoted};
use crate::model::{DriftKind, Severity};

/// What changed of the attribution.
pub(super) fn change(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    if seen.same_sentence() || !seen.one_language() {
        return None;
    }
    let (parent, child) = (seen.parent(), seen.child());
    // Words that are put on somebody only by what stands around them may lose that by a cut
    // elsewhere; and whoever asks or hopes for a number does not vouch for it.
    let attribution = &parent.claim().attribution;
    let vouched = matches!(
        attribution.act,
        None | Some(Act::Assert | Act::Estimate | Act::Deny)
    );
    if !parent.is_attributed() || attribution.cue.is_none() || !vouched {
        return None;
    }
    if child.is_attributed() {
        weakened(seen)
    } else {
        dropped(seen)
    }
}

fn dropped(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    let (parent, child) = (seen.parent(), seen.child());
    let said_so = seen.also(
        |twin| !twin.is_attributed(),
        |twin| twin.is_attributed() && same_source(parent, twin),
    );
    if said_so || is_said_beside(seen) {
        return None;
    }
    if let Some(hearsay) = lexicon::HEARSAY
        .iter()
        .find(|phrase| child.sentence.has_phrase(phrase))
    {
        return Some(Change {
            kind: DriftKind::AttributionWeakened,
            severity: Severity::Notable,
            why: format!(
                "{} stood on the word of {}; {} is told as {}",
                quoted(&parent.told.words),
                source(parent),
                quoted(&child.told.words),
                quoted(hearsay),
            ),
        });
    }
    let held_back =
        !parent.told.caveats.is_empty() || parent.claim().modality == Modality::Unverified;
    Some(Change {
        kind: DriftKind::AttributionDropped,
        severity: severity::attribution_dropped(held_back),
        why: format!(
            "{} stood on the word of {}; {} stands on nobody’s",
            quoted(&parent.told.words),
            source(parent),
            quoted(&child.told.words),
        ),
    })
}

/// Whether the child puts another claim of the sentence on the source: "medics at the clinic have
/// treated 40 and say that nine died".
fn is_said_beside(seen: &Seen<'_, '_, '_>) -> bool {
    let child = seen.child();
    seen.edge.child.claims.iter().any(|other| {
        other.claim().sentence == child.claim().sentence
            && other.is_attributed()
            && same_source(seen.parent(), other)
    })
}

fn weakened(seen: &Seen<'_, '_, '_>) -> Option<Change> {
    let (parent, child) = (seen.parent(), seen.child());
    let (from, to) = (&parent.claim().attribution, &child.claim().attribution);
    let of = quoted(&child.told.words);
    if from.status == Status::Attributed && to.status == Status::Anonymous {
        // "The colonel" may be the one who is named elsewhere, and a vague office may be whoever
        // speaks for the named one.
        let named = same_source(parent, child) || child.told.source.is_some();
        return (!named).then(|| Change {
            kind: DriftKind::AttributionWeakened,
            severity: Severity::Notable,
            why: format!(
                "what stood on the word of {} stands on that of {} in {of}",
                source(parent),
                source(child),
            ),
        });
    }
    let relays = Wording::of(&from.via.join(" "), None);
    let kept = relays
        .words
        .iter()
        .filter(|word| word.is_content())
        .any(|word| child.sentence.has(&word.text));
    let shortened =
        !from.via.is_empty() && to.via.is_empty() && same_source(parent, child) && !kept;
    shortened.then(|| Change {
        kind: DriftKind::AttributionWeakened,
        severity: Severity::Minor,
        why: format!(
            "what {} said came by way of {}; in {of} it comes from the source itself",
            source(parent),
            from.via.join(", "),
        ),
    })
}

/// Who a claim is put on, as a reader would name it.
fn source(put: &Put<'_>) -> String {
    let named = put.claim().attribution.source.as_deref();
    named.map_or_else(|| "an unnamed source".to_owned(), str::to_owned)
}
