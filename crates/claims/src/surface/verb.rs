//! What a verb of saying ties together, by German word order: it stands second in a main clause,
//! last behind "wie", and first behind the words it reports.

use std::ops::Range;

use super::cue::{Cue, Kind, cues, parts};
use super::link::{Tie, around, clause_end, clause_start, token, tokens, words_end};
use super::phrase::{phrase, with_apposition};
use super::scene::{Item, SPEECH_WORDS, Scene};

pub(super) fn verb(
    scene: &Scene<'_>,
    items: &[Item],
    cue: &Cue,
    takes_object: bool,
    until: usize,
) -> Option<Tie> {
    let start = clause_start(scene, items, cue.at);
    let first = token(items, start)?;
    let verb = token(items, cue.at)?;
    if scene.lower(first) == "wie" && start < cue.at {
        let source = phrase(scene, first + 1, verb)?;
        let end = clause_end(scene, items, cue.at);
        return Some(Tie {
            source: Some(source),
            content: around(scene, items, start.saturating_sub(1), end),
            addressee: Vec::new(),
        });
    }
    // Relative and other subordinate clauses: the verb stands last and the source outside.
    if start < cue.at && scene.is("subordinator", first) {
        return None;
    }
    // "hieß es aus dem Rathaus", "In der Mitteilung heißt es"
    if scene.is("impersonal", verb) && scene.lower(verb + 1) == "es" {
        let place = if start < cue.at { first } else { verb + 2 };
        if !scene.is("of", place) && !scene.is("in", place) {
            return None;
        }
        let source = phrase(scene, place + 1, words_end(items, cue.at))?;
        return Some(if start > 0 && start == cue.at {
            backward(scene, items, cue, source, start)
        } else {
            forward(scene, items, cue, Some(source), takes_object, until)
        });
    }
    let mut lead = first;
    if scene.is("coordinator", first) && start < cue.at {
        lead += 1;
    }
    while lead < verb && scene.is("adverb", lead) {
        lead += 1;
    }
    if lead >= verb {
        if let Some(source) = set_off(scene, items, start, verb) {
            return Some(forward(
                scene,
                items,
                cue,
                Some(source),
                takes_object,
                until,
            ));
        }
        let behind = with_apposition(
            scene,
            skip_adverbs(scene, verb + 1),
            words_end(items, cue.at),
        );
        let introduces = token(items, clause_end(scene, items, cue.at))
            .is_some_and(|end| scene.word(end) == ":");
        let reports_before = start > 0 && !introduces;
        return if reports_before && !scene.is("coordinator", first) {
            Some(backward(scene, items, cue, behind?, start))
        } else {
            Some(forward(scene, items, cue, behind, takes_object, until))
        };
    }
    let subject = phrase(scene, lead, verb)
        .filter(|subject| !scene.is("preposition", lead) && fills(scene, subject.end, verb));
    let source = match subject {
        Some(subject) => Some(subject),
        // "Am Montag sagte Halbach, …"
        None => with_apposition(
            scene,
            skip_adverbs(scene, verb + 1),
            words_end(items, cue.at),
        ),
    };
    Some(forward(
        scene,
        items,
        cue,
        Some(source?),
        takes_object,
        until,
    ))
}

/// Whether `from..to` holds nothing but adverbs and circumstances: "am Montag in Wendrow".
fn fills(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        if scene.is("adverb", at) || scene.lower(at) == "," {
            at += 1;
        } else if scene.is("preposition", at) {
            match phrase(scene, at + 1, to) {
                Some(found) => at = found.end,
                None => return false,
            }
        } else {
            return false;
        }
    }
    true
}

fn skip_adverbs(scene: &Scene<'_>, mut at: usize) -> usize {
    while scene.is("adverb", at) {
        at += 1;
    }
    at
}

/// "Jens Halbach, Sprecher der Feuerwehr, sagte": a name and what is set behind it, with the verb
/// right behind the second comma.
fn set_off(scene: &Scene<'_>, items: &[Item], start: usize, verb: usize) -> Option<Range<usize>> {
    let comma = start.checked_sub(1)?;
    if token(items, comma).is_none_or(|token| scene.word(token) != ",") {
        return None;
    }
    let before = clause_start(scene, items, comma);
    let outer = clause_start(scene, items, before.checked_sub(1)?);
    let first = token(items, outer)?;
    // "Ahrens, der den Ausschuss leitet, nannte …"
    if token(items, before).is_some_and(|at| opens_relative(scene, at)) {
        return phrase(scene, first, verb)
            .filter(|found| Some(found.end + 1) == token(items, before));
    }
    let found = with_apposition(scene, first, verb)?;
    // And no source of its own behind the verb.
    let own = phrase(scene, verb + 1, words_end(items, start));
    (found.end + 1 == verb && own.is_none_or(|own| scene.is("determiner", own.start)))
        .then_some(found)
}

/// What stands in front of the cue's clause is reported: "…, sagte Halbach."
fn backward(
    scene: &Scene<'_>,
    items: &[Item],
    cue: &Cue,
    source: Range<usize>,
    start: usize,
) -> Tie {
    let mut content: Vec<_> = match items[start - 1] {
        Item::Quote(quote) => vec![scene.quotes[quote].inner.clone()],
        Item::Word(_) => match start.checked_sub(2).map(|i| items[i]) {
            // A quote and nothing else before the comma.
            Some(Item::Quote(quote)) if start == 2 => vec![scene.quotes[quote].inner.clone()],
            _ => tokens(scene, items, 0..start - 1).into_iter().collect(),
        },
    };
    content.extend(resumed(scene, items, source.end));
    let addressee = addressee(scene, source.end, words_end(items, cue.at));
    Tie {
        source: Some(source),
        content,
        addressee,
    }
}

/// Where the reported words go on behind a cue that stands in their midst: a quote ("„…“, sagte
/// Halbach, „…“") or the rest of a clause ("Die Stadt wolle, sagte er, den Damm erneuern").
fn resumed(scene: &Scene<'_>, items: &[Item], behind: usize) -> Option<Range<usize>> {
    let from = items.iter().position(|item| match item {
        Item::Word(token) => *token >= behind,
        Item::Quote(quote) => scene.quotes[*quote].outer.start >= behind,
    })?;
    let end = (from..items.len()).find(|&i| parts(scene, items, i))?;
    if let Item::Quote(quote) = items[end] {
        return Some(scene.quotes[quote].inner.clone());
    }
    let mark = scene.word(token(items, end)?);
    match items.get(end + 1)? {
        Item::Quote(quote) if matches!(mark, "," | ":") => Some(scene.quotes[*quote].inner.clone()),
        Item::Word(first) if mark == "," => {
            let goes_on = !["subordinator", "coordinator"]
                .iter()
                .any(|class| scene.is(class, *first))
                && !opens_relative(scene, *first)
                && !fills(scene, *first, words_end(items, end + 1) - 1)
                && !cues(scene, &items[end + 1..])
                    .iter()
                    .any(|cue| matches!(cue.kind, Kind::Verb { .. }));
            goes_on
                .then(|| tokens(scene, items, end + 1..items.len()))
                .flatten()
        }
        _ => None,
    }
}

/// "die das Amt leitet", but not "den Vertrag".
fn opens_relative(scene: &Scene<'_>, at: usize) -> bool {
    scene.is("relative", at) && phrase(scene, at, at + 3).is_none()
}

/// What stands behind the cue's clause is reported: "Halbach sagte, …".
fn forward(
    scene: &Scene<'_>,
    items: &[Item],
    cue: &Cue,
    source: Option<Range<usize>>,
    takes_object: bool,
    until: usize,
) -> Tie {
    let behind = source.as_ref().map_or(0, |source| source.end);
    let mut end = clause_end(scene, items, cue.at);
    // A comma inside the source ("sagte Halbach, der Sprecher, am Montag") ends no clause.
    while end < items.len() && token(items, end).is_some_and(|token| token < behind) {
        end = clause_end(scene, items, end + 1);
    }
    let until = until.max(end);
    let speaks = |quote: usize| scene.quotes[quote].words >= SPEECH_WORDS;
    let content = match items.get(end) {
        Some(Item::Quote(quote)) if speaks(*quote) && !takes_object => {
            vec![scene.quotes[*quote].inner.clone()]
        }
        Some(Item::Word(mark)) if scene.word(*mark) == ":" => match items.get(end + 1) {
            Some(Item::Quote(quote)) => vec![scene.quotes[*quote].inner.clone()],
            _ => tokens(scene, items, end + 1..items.len())
                .into_iter()
                .collect(),
        },
        Some(Item::Word(mark)) if scene.word(*mark) == "," && end + 1 < items.len() => {
            tokens(scene, items, end + 1..until.max(end + 2).min(items.len()))
                .into_iter()
                .collect()
        }
        _ if takes_object || matches!(items.get(end), Some(Item::Quote(_))) => {
            object(scene, items, cue, behind).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let from = behind.max(token(items, cue.at).map_or(0, |verb| verb + 1));
    let addressee = addressee(scene, from, words_end(items, cue.at));
    Tie {
        source,
        content,
        addressee,
    }
}

/// The verb's bare object: "kritisierte den Plan als „unsozial“".
fn object(scene: &Scene<'_>, items: &[Item], cue: &Cue, behind: usize) -> Option<Range<usize>> {
    let verb = token(items, cue.at)?;
    let from = behind.max(verb + 1);
    let particle = cue.tokens.last().map_or(0, |last| last.start);
    let mut to = from;
    for item in &items[cue.at + 1..] {
        match item {
            Item::Word(token) if *token < from => {}
            Item::Word(token) if *token == particle || matches!(scene.word(*token), "." | ";") => {
                break;
            }
            Item::Word(token) => to = token + 1,
            Item::Quote(quote) => to = scene.quotes[*quote].outer.end,
        }
    }
    scene.trimmed(from..to)
}

/// "gegenüber Reportern", "dem Sender RNW": only what "gegenüber" marks for certain.
fn addressee(scene: &Scene<'_>, from: usize, to: usize) -> Vec<Range<usize>> {
    (from..to)
        .find(|&at| scene.is("addressee", at))
        .and_then(|at| phrase(scene, at + 1, to))
        .into_iter()
        .collect()
}
