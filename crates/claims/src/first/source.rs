//! On whose word the quantities of a sentence stand, where a cue says so.

use std::ops::Range;

use super::tables::{ANONYMOUS, CUES, CueKind, DOCUMENTS, OFFICES, PEOPLE};
use super::token::{Token, stands_at};
use crate::model::{Attribution, Status};

/// A cue with its source, and the tokens whose claims stand on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sourced {
    pub(crate) attribution: Attribution,
    pub(crate) covers: Range<usize>,
}

/// The attributions of one sentence, in order.
pub(crate) fn sources(text: &str, tokens: &[Token<'_>]) -> Vec<Sourced> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((words, kind)) = CUES.iter().find(|(words, _)| stands_at(tokens, at, words))
        else {
            at += 1;
            continue;
        };
        let cue = at..at + words.len();
        let placed = match kind {
            CueKind::Object => object(tokens, &cue).map(|source| (source, 0..tokens.len())),
            CueKind::Subject => subject(tokens, &cue),
        };
        if let Some((source, covers)) =
            placed.filter(|(source, _)| can_speak(&tokens[source.clone()]))
        {
            found.push(Sourced {
                attribution: attribution(text, tokens, source, &cue),
                covers,
            });
        }
        at = cue.end;
    }
    found
}

/// Whether the words can name somebody: a name, people, an office, a pronoun.
/// "baseless", "have been" and the like are what is left of a sentence.
fn can_speak(source: &[Token<'_>]) -> bool {
    let speaks = |(at, token): (usize, &Token<'_>)| {
        let word = token.lower.as_str();
        (token.is_capitalised() && (at > 0 || source.len() == 1))
            || PEOPLE.contains(word)
            || OFFICES.contains(word)
            || ANONYMOUS
                .iter()
                .any(|(phrase, ())| stands_at(source, at, phrase))
    };
    let pronoun = |word: &str| matches!(word, "he" | "she" | "it" | "they" | "we" | "i");
    source.iter().enumerate().any(speaks) || matches!(source, [only] if pronoun(&only.lower))
}

fn attribution(
    text: &str,
    tokens: &[Token<'_>],
    source: Range<usize>,
    cue: &Range<usize>,
) -> Attribution {
    let words = |range: Range<usize>| {
        text[tokens[range.start].span.start..tokens[range.end - 1].span.end].to_owned()
    };
    let anonymous = source.clone().any(|at| {
        ANONYMOUS
            .iter()
            .any(|(phrase, ())| stands_at(tokens, at, phrase))
    });
    Attribution {
        status: if anonymous {
            Status::Anonymous
        } else {
            Status::Attributed
        },
        source: Some(words(source)),
        source_span: None,
        act: None,
        via: Vec::new(),
        cue: Some(words(cue.clone())),
    }
}

/// The source behind "according to", up to the next mark or verb.
fn object(tokens: &[Token<'_>], cue: &Range<usize>) -> Option<Range<usize>> {
    let end = (cue.end..tokens.len())
        .find(|&at| {
            ends_name(&tokens[at])
                || matches!(
                    tokens[at].lower.as_str(),
                    "who"
                        | "which"
                        | "that"
                        | "briefed"
                        | "on"
                        | "about"
                        | "over"
                        | "after"
                        | "during"
                        | "when"
                        | "as"
                )
        })
        .unwrap_or(tokens.len());
    trimmed(tokens, cue.end..end)
}

/// The source in front of a verb of saying and what it covers, or the one behind
/// it where quoted words stand in front ("…,” said Orme").
fn subject(tokens: &[Token<'_>], cue: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    if cue.start > 0 && tokens[cue.start - 1].is_mark() && tokens[cue.start - 1].text != ")" {
        if tokens[cue.start - 1].text == ","
            && let Some(named) = apposition(tokens, cue.start)
        {
            return Some(named);
        }
        return object(tokens, cue).map(|source| (source, 0..cue.start));
    }
    let start = (0..cue.start)
        .rev()
        .find(|&at| ends_name(&tokens[at]) || is_joint(&tokens[at]) && !joins_names(tokens, at))
        .map_or(0, |at| at + 1);
    let source = trimmed(tokens, start..cue.start)?;
    let boundary = start.checked_sub(1).map(|at| tokens[at].text);
    // "…, the ministry said": what stands in front. "The ministry said …" and
    // "… and the ministry said …": what follows.
    let covers = if boundary == Some(",") {
        0..source.start
    } else {
        cue.end..tokens.len()
    };
    Some((source, covers))
}

/// Most words of a person's name that is set between commas.
const LONGEST_NAME: usize = 4;

/// "Ida Rask, head of the harbour office, said": the name in front of the apposition.
fn apposition(tokens: &[Token<'_>], cue: usize) -> Option<(Range<usize>, Range<usize>)> {
    let comma = (0..cue - 1)
        .rev()
        .find(|&at| tokens[at].is_mark() && tokens[at].text != "-")?;
    if tokens[comma].text != "," {
        return None;
    }
    let covers = |start: usize| {
        if start == 0 {
            cue..tokens.len()
        } else {
            0..start
        }
    };
    // "the head of the harbour office, Ida Rask, said": the name stands behind.
    let inserted = comma + 1..cue - 1;
    if inserted.len() <= LONGEST_NAME && tokens[inserted.clone()].iter().all(Token::is_capitalised)
    {
        let clause = (0..comma)
            .rev()
            .find(|&at| tokens[at].is_mark())
            .map_or(0, |at| at + 1);
        return (!inserted.is_empty()).then_some((inserted, covers(clause)));
    }
    let start = (0..comma)
        .rev()
        .find(|&at| !tokens[at].is_capitalised())
        .map_or(0, |at| at + 1);
    (start < comma).then_some((start..comma, covers(start)))
}

fn ends_name(token: &Token<'_>) -> bool {
    token.is_mark() && !matches!(token.text, "-" | "." | "&" | "’" | "'")
}

/// "Marrow and Vell officials said": an "and" between two names, of which the first
/// begins the clause.
fn joins_names(tokens: &[Token<'_>], at: usize) -> bool {
    const LONGEST: usize = 4;
    let begin = (0..at)
        .rev()
        .find(|&i| tokens[i].is_mark() && tokens[i].text != ".")
        .map_or(0, |i| i + 1);
    tokens[at].lower == "and"
        && begin < at
        && at - begin <= LONGEST
        && tokens[begin..at]
            .iter()
            .all(|token| token.is_capitalised() || token.lower == "of")
        && tokens.get(at + 1).is_some_and(Token::is_capitalised)
}

fn is_joint(token: &Token<'_>) -> bool {
    matches!(
        token.lower.as_str(),
        "and" | "but" | "while" | "as" | "that" | "because" | "what" | "which" | "who" | "when"
    )
}

/// The source without adverbs and auxiliaries at its ends, and without the document
/// it speaks through.
fn trimmed(tokens: &[Token<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    while start < end
        && matches!(
            tokens[end - 1].lower.as_str(),
            "have" | "has" | "had" | "also" | "later" | "earlier" | "." | "were" | "is"
        )
    {
        end -= 1;
    }
    while start < end && (tokens[start].lower.as_str() == "also" || tokens[start].is_mark()) {
        start += 1;
    }
    let document = DOCUMENTS
        .iter()
        .find(|(document, ())| stands_at(tokens, start, document));
    if let Some((document, ())) = document {
        let mut behind = start + document.len();
        if tokens.get(behind).is_some_and(|t| {
            matches!(
                t.lower.as_str(),
                "released" | "published" | "compiled" | "issued" | "provided"
            )
        }) {
            behind += 1;
        }
        if behind + 1 < end && matches!(tokens[behind].lower.as_str(), "from" | "by") {
            start = behind + 1;
        }
    }
    (start < end && end - start <= 16).then_some(start..end)
}
