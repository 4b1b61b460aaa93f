//! Sentences that qualify claims made in other sentences: "The area is a first estimate from the
//! air", "The ministry counts only deaths in hospitals", "The Herald has not seen the plan".
//!
//! A claim without such a sentence says more than whoever made it. The wordings are in
//! `data/stance/caveats.txt`; what [`disclaimers`] finds is a caveat too.

use std::ops::Range;
use std::sync::LazyLock;

use restated_language::{Pos, Token};

use crate::Document;
use crate::measure::names;
use crate::model::{Claim, Kind};
use crate::table::rows;

use super::disclaimer::{Disclaimer, Places, REACH, Target, disclaimers};
use super::lexicon::LEXICON;

/// Words that ".." stands for at most.
const GAP: usize = 5;

/// A sentence that qualifies claims from outside of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// Its bytes.
    pub sentence: Range<usize>,
    /// The claims that it qualifies, by their places in the list given, in order.
    pub claims: Vec<usize>,
}

/// The caveats of `document`, each with those of `claims` (in the order of their spans) that it
/// qualifies, in the order of their sentences. A sentence that qualifies none is left out.
pub fn caveats(document: &Document<'_>, claims: &[Claim]) -> Vec<Caveat> {
    if claims.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Caveat> = disclaimers(document, claims)
        .into_iter()
        .map(
            |Disclaimer {
                 sentence,
                 claims: of,
             }| {
                let outside = |at: &usize| claims[*at].sentence != sentence;
                Caveat {
                    claims: of.into_iter().filter(outside).collect(),
                    sentence,
                }
            },
        )
        .collect();
    let places = Places::new(document.annotated, claims);
    let sentences = &document.annotated.sentences;
    for (number, sentence) in sentences.iter().enumerate() {
        let bytes = document.annotated.bytes(sentence.clone());
        let before = |number: usize| places.of_claim.partition_point(|of| *of < number);
        let near = before(number.saturating_sub(REACH)) < before(number);
        if near && found.iter().all(|caveat| caveat.sentence != bytes) {
            let lower = |at: usize| {
                let token = document.annotated.token(at);
                (token.lemma().to_lowercase(), token.text().to_lowercase())
            };
            let scene = Scene {
                lower: sentence.clone().map(lower).collect(),
                document,
                claims,
                places: &places,
                number,
                sentence: sentence.clone(),
            };
            let claims = scene.qualified();
            if !claims.is_empty() {
                found.push(Caveat {
                    sentence: bytes,
                    claims,
                });
            }
        }
    }
    found.retain(|caveat| !caveat.claims.is_empty());
    found.sort_by_key(|caveat| caveat.sentence.start);
    found
}

/// What a wording is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Named,
    Told,
    Nearest,
    Two,
}

impl Of {
    fn called(name: &str) -> Option<Self> {
        Some(match name {
            "named" => Self::Named,
            "told" => Self::Told,
            "nearest" => Self::Nearest,
            "two" => Self::Two,
            _ => return None,
        })
    }
}

/// One place of a wording: any of some words, behind a gap or not.
#[derive(Debug)]
struct Step {
    gap: bool,
    words: Vec<&'static str>,
}

static WORDINGS: LazyLock<Vec<(Vec<Step>, Of)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/stance/caveats.txt"));
    rows.filter_map(|row| Some((steps(row.first()?), Of::called(row.get(1)?)?)))
        .collect()
});

fn steps(pattern: &'static str) -> Vec<Step> {
    let mut gap = false;
    let mut steps = Vec::new();
    for place in pattern.split(' ') {
        if place == ".." {
            gap = true;
            continue;
        }
        let words = place.split('|').collect();
        steps.push(Step { gap, words });
        gap = false;
    }
    steps
}

impl Step {
    /// Whether the place may be held by `token`, whose lemma and word in small letters are given.
    fn fits(&self, token: Token<'_, '_>, (lemma, word): &(String, String)) -> bool {
        self.words.iter().any(|meant| match *meant {
            "<figure>" => LEXICON.disclaimer(token, "figure"),
            "<name>" => token.pos() == Pos::PROPN,
            "<paper>" => LEXICON.is_paper(token),
            meant => meant == lemma || meant == word || meant == "n't" && word == "n’t",
        })
    }
}

/// One sentence, and the claims around it.
struct Scene<'s, 'a, 't> {
    document: &'s Document<'a>,
    claims: &'s [Claim],
    places: &'s Places<'a, 't>,
    number: usize,
    sentence: Range<usize>,
    /// Lemma and word of each token, in small letters.
    lower: Vec<(String, String)>,
}

impl Scene<'_, '_, '_> {
    /// The claims that the sentence qualifies. What it says of those that it names goes before
    /// what it says of the two that are near.
    fn qualified(&self) -> Vec<usize> {
        let mut kinds: Vec<Of> = WORDINGS
            .iter()
            .filter(|(steps, _)| {
                self.sentence
                    .clone()
                    .any(|at| self.matches(steps, at, false))
            })
            .map(|(_, of)| *of)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut claims = kinds.into_iter().map(|of| self.pointed_at(of));
        claims.find(|claims| !claims.is_empty()).unwrap_or_default()
    }

    fn matches(&self, steps: &[Step], at: usize, gaps: bool) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return true;
        };
        let most = if step.gap && gaps { GAP } else { 0 };
        (at..=at + most)
            .take_while(|at| *at < self.sentence.end)
            .filter(|at| {
                let lower = &self.lower[at - self.sentence.start];
                step.fits(self.document.annotated.token(*at), lower)
            })
            .any(|at| self.matches(rest, at + 1, true))
    }

    fn pointed_at(&self, of: Of) -> Vec<usize> {
        let at = |target| {
            let found = self
                .places
                .pointed_at(target, self.sentence.start, self.claims);
            let figure = |at: &usize| self.claims[*at].kind == Kind::Figure;
            found.into_iter().filter(figure).collect()
        };
        match of {
            Of::Two => at(Target::TwoFigures),
            Of::Nearest => at(Target::Nearest),
            Of::Named => self.named(),
            Of::Told => {
                let named = self.named();
                if named.is_empty() {
                    at(Target::Nearest)
                } else {
                    named
                }
            }
        }
    }

    /// The figures before the sentence whose subject it names; of several, those whose source it
    /// names too.
    fn named(&self) -> Vec<usize> {
        let back = self.number.saturating_sub(REACH);
        let first = self.places.of_claim.partition_point(|of| *of < back);
        let end = self.places.of_claim.partition_point(|of| *of < self.number);
        let subject: Vec<usize> = (first.min(end)..end)
            .filter(|at| self.names_subject(&self.claims[*at]))
            .collect();
        let of_source: Vec<usize> = subject
            .iter()
            .copied()
            .filter(|at| self.names_source(&self.claims[*at]))
            .collect();
        if of_source.is_empty() {
            subject
        } else {
            of_source
        }
    }

    fn tokens(&self) -> impl Iterator<Item = Token<'_, '_>> {
        let annotated = self.document.annotated;
        self.sentence.clone().map(|at| annotated.token(at))
    }

    fn names_subject(&self, claim: &Claim) -> bool {
        let Some(figure) = &claim.figure else {
            return false;
        };
        let counted = figure.counted.as_deref().and_then(|counted| {
            let last = counted.split_whitespace().last()?;
            Some(last.to_lowercase())
        });
        self.tokens()
            .filter(|token| matches!(token.pos(), Pos::NOUN | Pos::ADJ | Pos::VERB))
            .any(|token| {
                let noun = token.pos() == Pos::NOUN;
                let lemma = token.lemma().to_lowercase();
                noun && counted.as_deref() == Some(&token.text().to_lowercase())
                    || lemma == figure.measure
                    || noun && names(&lemma, &figure.measure)
            })
    }

    /// Whether the sentence names the claim's source, or the office or kind that it is.
    fn names_source(&self, claim: &Claim) -> bool {
        let Some(source) = &claim.attribution.source else {
            return false;
        };
        let source = source.to_lowercase();
        let mut words = source.split(|c: char| !c.is_alphanumeric());
        words.any(|word| {
            word.chars().count() > 3
                && self.tokens().any(|token| {
                    matches!(token.pos(), Pos::NOUN | Pos::PROPN)
                        && token.text().to_lowercase() == word
                })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_can_be_read() {
        let table = rows(include_str!("../../data/stance/caveats.txt"));
        for row in table {
            assert!(row.len() == 2 && Of::called(row[1]).is_some(), "{row:?}");
            assert!(steps(row[0]).len() >= 2, "{row:?}");
        }
    }
}
