//! Who can say something: people, institutions, countries, documents; not "the strain" that shows
//! or "a sentiment" that is shared.

use std::ops::Range;

use restated_language::{Kind, Pos, Sort, Token};

use super::Attributed;
use super::lexicon::LEXICON;
use crate::Document;
use crate::measure::is_person;
use crate::stance::head_of;

/// Whether the verb, by lemma, is what somebody does with a document of others: "a list seen by the
/// Herald" is not the Herald's.
pub(crate) fn reads(lemma: &str) -> bool {
    matches!(
        lemma,
        "see" | "obtain" | "review" | "view" | "read" | "examine" | "access" | "verify"
    )
}

/// Whether what the attribution names as its source can say something.
pub(crate) fn can_speak(document: &Document<'_>, it: &Attributed) -> bool {
    let named = it.owner.iter().chain(&it.source);
    let sound = |words: &&Range<usize>| !words.is_empty() && words.end <= document.annotated.len();
    named.into_iter().find(sound).is_some_and(|words| {
        head_of(document.annotated, words).is_some_and(|head| {
            speaks(document, words, head)
                || is_accorded(document, it)
                || !matches!(head.pos(), Pos::PRON | Pos::DET) && is_speech(document, it)
        })
    })
}

/// "According to a casualty list": whatever it is, it says so.
fn is_accorded(document: &Document<'_>, it: &Attributed) -> bool {
    let first = it
        .cue
        .first()
        .filter(|cue| cue.end <= document.annotated.len());
    first.is_some_and(|cue| {
        let words = document.annotated.words(cue.clone()).to_lowercase();
        words == "according to"
    })
}

/// Whether the cue is a verb that only speakers are the subject of: who "says" or "vows" speaks,
/// even where no table knows the noun; so does who shrugs between quoted words.
fn is_speech(document: &Document<'_>, it: &Attributed) -> bool {
    let cue = it.cue.iter().cloned().flatten();
    let mut verbs = cue
        .map(|at| document.annotated.token(at))
        .filter(|token| token.pos() == Pos::VERB);
    verbs.any(|verb| {
        let lemma = verb.lemma();
        (LEXICON.verb(lemma).is_some() || is_quoted(document, it)) && !LEXICON.is_evidence(lemma)
    })
}

/// Whether the content begins in quotation marks.
fn is_quoted(document: &Document<'_>, it: &Attributed) -> bool {
    const NESTED: usize = 4;
    let Some(first) = it.content.first().filter(|part| !part.is_empty()) else {
        return false;
    };
    let start = document.annotated.bytes(first.clone()).start;
    let quotations = &document.quotations.quotations;
    let opened = quotations.partition_point(|quotation| quotation.open.start <= start);
    quotations[opened.saturating_sub(NESTED)..opened]
        .iter()
        .flat_map(|quotation| &quotation.parts)
        .any(|part| part.mark.start <= start && start < part.content.end)
}

/// Whether the words, whose head is given, are of someone or something known to speak.
pub(crate) fn speaks(document: &Document<'_>, words: &Range<usize>, head: Token<'_, '_>) -> bool {
    // "Union firebrand Lena Orme", where the tree hangs the name on the noun.
    let named = |at: usize| {
        let token = document.annotated.token(at);
        token.pos() == Pos::PROPN && token.dep() == "appos"
    };
    if words.clone().any(named) {
        return true;
    }
    match head.pos() {
        Pos::PRON | Pos::DET => {
            let word = head.text().to_lowercase();
            let thing = matches!(
                &*word,
                "this"
                    | "that"
                    | "these"
                    | "those"
                    | "what"
                    | "something"
                    | "nothing"
                    | "everything"
                    | "anything"
            );
            !thing && (word != "it" || is_sort(document, words).unwrap_or(true))
        }
        Pos::PROPN | Pos::NUM => true,
        Pos::NOUN | Pos::ADJ => {
            let lemma = head.lemma();
            is_person(&lemma.to_lowercase())
                || LEXICON.is_institution(lemma)
                || LEXICON.is_document(lemma)
                || LEXICON.is_anonymous(lemma)
                || is_sort(document, words).unwrap_or(false)
        }
        _ => false,
    }
}

/// Whether the engine takes the words, or whom they go back to, for someone who speaks; `None`
/// where it has no mention there.
fn is_sort(document: &Document<'_>, words: &Range<usize>) -> Option<bool> {
    let coreference = &document.coreference;
    let mention = coreference.mention_of(document.annotated, words.clone())?;
    // "Orlia's coast" is no Orlia.
    let own = head_of(document.annotated, words).is_some_and(|head| {
        let mention = &coreference.mentions[mention];
        mention.kind == Kind::Group || mention.tokens.contains(&head.index)
    });
    if !own {
        return None;
    }
    let best = coreference.chain_of(mention).representative;
    let speaks = |sort| sort != Sort::Other;
    let sorts = [mention, best].map(|at| coreference.mentions[at].sort);
    Some(sorts.into_iter().flatten().any(speaks))
}
