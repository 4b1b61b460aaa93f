//! The claims of one article as drift sees them, and an edge between two articles.

use std::collections::BTreeMap;

use restated_claims::statement::Stand;
use restated_claims::{Claim, Figure, Kind, Status};
use restated_lineage::{Derivation, Kind as Lineal};

use super::wording::Wording;
use crate::model::{Material, Told};

/// A claim with its words.
#[derive(Debug)]
pub(super) struct Put<'a> {
    pub(super) told: &'a Told,
    /// The words of its sentence.
    pub(super) sentence: Wording,
    /// The words that carry it.
    pub(super) span: Wording,
    /// The same, and the words of the sentence that tie it to its source.
    pub(super) act: Wording,
    /// The words of what ties it to its source.
    pub(super) cue: Wording,
    /// The words of its source's name.
    pub(super) source: Wording,
    /// Its place among the claims of its article, 0 to 1; of no meaning for stands.
    pub(super) order: f64,
    /// Whether its words are part of verbatim speech.
    pub(super) quoted: bool,
    /// What it says is done to a figure told before, if that is all it says.
    pub(super) stand: Option<Stand>,
}

impl<'a> Put<'a> {
    fn new(told: &'a Told, language: Option<&str>, order: f64, quoted: bool) -> Self {
        let sentence = Wording::of(&told.sentence, language);
        let claim = &told.claim;
        let start = claim.span.start.saturating_sub(claim.sentence.start);
        let span = start..claim.span.end.saturating_sub(claim.sentence.start);
        let of = |words: Option<&str>| Wording::of(words.unwrap_or_default(), language);
        let cue = of(claim.attribution.cue.as_deref());
        let words = sentence.words.iter().filter(|word| {
            span.start <= word.at.start && word.at.start < span.end
                || cue.words.iter().any(|of_cue| of_cue.text == word.text)
        });
        Self {
            act: Wording::new(words.cloned().collect()),
            span: sentence.within(&span),
            source: of(claim.attribution.source.as_deref()),
            stand: Stand::of(claim, &told.words),
            told,
            sentence,
            order,
            quoted,
            cue,
        }
    }

    pub(super) fn claim(&self) -> &Claim {
        &self.told.claim
    }

    pub(super) fn figure(&self) -> Option<&Figure> {
        self.told.claim.figure.as_ref()
    }

    /// The number a figure is about.
    pub(super) fn number(&self) -> Option<f64> {
        self.figure().and_then(Figure::value)
    }

    /// Whether it stands on somebody's word, named or not.
    pub(super) fn is_attributed(&self) -> bool {
        matches!(
            self.claim().attribution.status,
            Status::Attributed | Status::Anonymous
        )
    }
}

/// The claims of an article, in the order of the text; stands behind all others, whose places among
/// one another they would move.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) language: Option<&'a str>,
    pub(super) claims: Vec<Put<'a>>,
}

impl<'a> Side<'a> {
    /// The sides of all articles that `told` is of, by article.
    pub(super) fn all(told: &[&'a Told], material: &Material<'a>) -> BTreeMap<&'a str, Self> {
        let mut by_article: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
        for told in told {
            by_article.entry(&told.article).or_default().push(told);
        }
        by_article
            .into_iter()
            .map(|(article, told)| (article, Self::of(article, told, material)))
            .collect()
    }

    fn of(article: &str, mut told: Vec<&'a Told>, material: &Material<'a>) -> Self {
        let is_stand = |told: &Told| Stand::of(&told.claim, &told.words).is_some();
        told.sort_by_key(|told| {
            let span = &told.claim.span;
            (is_stand(told), span.start, span.end, &told.id)
        });
        let first_stand = told.partition_point(|told| !is_stand(told));
        let about = material.articles.iter().find(|about| about.id == article);
        let language = about.and_then(|about| about.language.as_deref());
        let last = first_stand.saturating_sub(1).max(1) as f64;
        let is_quoted = |claim: &Claim| {
            told.iter().any(|quote| {
                let span = &quote.claim.span;
                quote.claim.kind == Kind::Quote
                    && span.start <= claim.span.start
                    && claim.span.end <= span.end
            })
        };
        let claims = told.iter().enumerate().map(|(at, told)| {
            let claim = &told.claim;
            Put::new(told, language, at as f64 / last, is_quoted(claim))
        });
        Self {
            claims: claims.collect(),
            language,
        }
    }

    /// Others of its claims that give the number of claim `at` for the same thing.
    pub(super) fn twins(&self, at: usize) -> impl Iterator<Item = usize> {
        let own = &self.claims[at];
        (0..self.claims.len()).filter(move |&other| {
            let it = &self.claims[other];
            other != at && own.number().is_some() && it.number() == own.number() && {
                let measures = own.figure().zip(it.figure());
                measures.is_some_and(|(own, it)| own.measure == it.measure)
            }
        })
    }
}

/// A child and the parent that it has text from.
#[derive(Debug)]
pub(super) struct Edge<'e, 'a> {
    pub(super) parent: &'e Side<'a>,
    pub(super) child: &'e Side<'a>,
    pub(super) derivation: &'a Derivation,
}

impl Edge<'_, '_> {
    /// Whether both are written in one language, so that words can be compared.
    pub(super) fn one_language(&self) -> bool {
        let subtag = |side: &Side<'_>| {
            let tag = side.language.unwrap_or("en");
            tag.split(['-', '_']).next().unwrap_or_default().to_owned()
        };
        subtag(self.parent) == subtag(self.child)
    }

    /// Whether the child has the parent's own words.
    pub(super) fn is_copied(&self) -> bool {
        matches!(
            self.derivation.kind,
            Lineal::Copy | Lineal::NearCopy | Lineal::Excerpt
        )
    }

    /// How surely a sentence of the parent is where a sentence of the child comes from, by the
    /// passages: 0 to 1.
    pub(super) fn beside(&self, parent: &Put<'_>, child: &Put<'_>) -> f64 {
        /// Words by which the places in a copied passage may differ.
        const SLACK: f64 = 30.0;
        let (of_parent, of_child) = (&parent.told.at, &child.told.at);
        let near = self.derivation.passages.iter().filter_map(|passage| {
            let meets = |one: &std::ops::Range<u32>, other: &std::ops::Range<u32>| {
                one.start < other.end && other.start < one.end
            };
            if !(meets(&passage.parent, of_parent) && meets(&passage.child, of_child)) {
                return None;
            }
            if !self.is_copied() {
                return Some(1.0);
            }
            let along = |at: &std::ops::Range<u32>, passage: &std::ops::Range<u32>| {
                f64::from(at.start) - f64::from(passage.start)
            };
            let stretch = f64::from(passage.parent.len() as u32)
                / f64::from((passage.child.len() as u32).max(1));
            let meant = along(of_child, &passage.child) * stretch;
            let off = (along(of_parent, &passage.parent) - meant).abs();
            Some((1.0 - off / SLACK).max(0.0))
        });
        near.fold(0.0, f64::max)
    }
}
