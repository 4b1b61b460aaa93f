//! Rewrites in other words: synonyms, other sentences for the same facts, attributions and
//! caveats dropped.

use super::event::Event;
use super::grammar::{Language, Role};
use super::synonyms::Synonyms;
use super::tell::{ANY_OTHER, Body, Teller, Told};
use crate::dice::Dice;

/// How a rewrite goes about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spin {
    /// Share of sentences that are told by another line of the grammar, 0 to 1.
    pub(super) retold: f64,
    /// Share of content words to replace in the others, 0 to 1.
    pub(super) replaced: f64,
    /// Share of sentences left out, 0 to 1.
    pub(super) dropped: f64,
}

impl Spin {
    /// `body`, of `event`, in other words. Quotations stay as they are.
    pub(super) fn of(
        self,
        body: &[Told],
        event: &Event<'_>,
        synonyms: &Synonyms,
        dice: &mut Dice,
    ) -> Body {
        let mut teller = Teller::new(event, Language::English, ANY_OTHER, "");
        let mut out = Body::new();
        for (at, told) in body.iter().enumerate() {
            let role = told.fact.map(|fact| &event.facts[fact].role);
            let drops = matches!(role, Some(Role::Caveat)) && dice.below(3) > 0;
            // The lead stays: a report without it would be of something else.
            if at > 0 && (drops || dice.next() < self.dropped) {
                continue;
            }
            let retold = told.fact.filter(|_| dice.next() < self.retold);
            let sentence = retold.and_then(|fact| teller.fact(fact, dice));
            let mut text = sentence.unwrap_or_else(|| told.text.clone());
            if dice.below(2) == 0 {
                text = without_attribution(&text);
            }
            if retold.is_none() {
                text = reworded(&text, self.replaced, synonyms, dice);
            }
            out.push(Told {
                fact: told.fact,
                text,
                opens: told.opens || dice.below(5) == 0,
                draw: told.draw,
            });
        }
        out
    }
}

/// The text with about `share` of its content words, 0 to 1, replaced, as far as the table has
/// them. Quotations stay as they are.
pub(super) fn reworded(text: &str, share: f64, synonyms: &Synonyms, dice: &mut Dice) -> String {
    let mut quoted = false;
    let mut out: Vec<String> = Vec::new();
    for token in text.split(' ') {
        quoted |= token.contains('“');
        let word = (!quoted && Synonyms::is_content(token) && dice.next() < share)
            .then(|| synonyms.synonym(token, dice))
            .flatten();
        out.push(word.unwrap_or_else(|| token.to_owned()));
        if token.contains('”') {
            quoted = false;
        }
    }
    articles(&mut out);
    out.join(" ")
}

/// `a` before a consonant, `an` before a vowel.
fn articles(tokens: &mut [String]) {
    for at in 1..tokens.len() {
        let vowel = tokens[at].starts_with(['a', 'e', 'i', 'o', 'u']);
        let fixed = match (tokens[at - 1].as_str(), vowel) {
            ("a", true) => "an",
            ("an", false)
                if tokens[at].starts_with(|c: char| c.is_ascii_lowercase())
                    && !tokens[at].starts_with('h') =>
            {
                "a"
            }
            ("A", true) => "An",
            _ => continue,
        };
        tokens[at - 1] = fixed.to_owned();
    }
}

/// The sentence without who says it, where that stands at its end behind a comma.
pub(super) fn without_attribution(text: &str) -> String {
    let Some((rest, tail)) = text.rsplit_once(", ") else {
        return text.to_owned();
    };
    let speaks = tail.starts_with("according to")
        || tail.trim_end_matches('.').ends_with(" said")
        || tail.contains(" said in ")
        || tail.contains(" told ");
    match speaks && !rest.ends_with('”') && !tail.contains('”') && !text.contains('“') {
        true => format!("{rest}."),
        false => text.to_owned(),
    }
}
