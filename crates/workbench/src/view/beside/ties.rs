//! What is tied across two texts: passages, claims that changed, claims on one question.

use std::collections::BTreeMap;
use std::ops::Range;

use restated_dossier::records::{Claim, Drift, Evidence};
use restated_dossier::words;

use super::super::Reference;
use super::super::changes::{Chip, chip};
use super::super::layers::{Badge, Element, Layer, pages};
use super::words::{Tally, changes};
use super::{Common, Half, Pair};

/// Styles of passages; they come again after so many, which is why each has its number too.
const STYLES: usize = 6;
/// Characters of a passage whose words are compared.
const COMPARED: usize = 60_000;

/// The layers of both texts.
pub(super) struct Ties<'p> {
    pair: &'p Pair,
    /// By id.
    claims: (BTreeMap<&'p str, &'p Claim>, BTreeMap<&'p str, &'p Claim>),
    /// The part of each text that is shown.
    shown: (Range<usize>, Range<usize>),
    pub(super) left: Vec<Layer>,
    pub(super) right: Vec<Layer>,
    pub(super) shared: usize,
    /// Whether words are marked.
    pub(super) worded: bool,
    pub(super) beyond: usize,
    pub(super) changed: usize,
}

impl<'p> Ties<'p> {
    pub(super) fn new(pair: &'p Pair) -> Self {
        Self {
            pair,
            claims: (by_id(&pair.left), by_id(&pair.right)),
            shown: (shown(&pair.left), shown(&pair.right)),
            left: Vec::new(),
            right: Vec::new(),
            shared: 0,
            worded: false,
            beyond: 0,
            changed: 0,
        }
    }

    /// Ties the passages of all derivations, and marks the words that only one side has.
    pub(super) fn passages(&mut self) {
        let mut words = (Tally::default(), Tally::default());
        for edge in &self.pair.edges {
            for passage in &edge.passages {
                let Some(parent) = &passage.parent else {
                    continue;
                };
                let (left, right) = if edge.child == self.pair.right.card.id {
                    (parent, &passage.child)
                } else {
                    (&passage.child, parent)
                };
                if !self.shown.0.contains(&left.start) || !self.shown.1.contains(&right.start) {
                    self.beyond += 1;
                    continue;
                }
                self.shared += 1;
                let number = self.shared;
                self.left.push(passage_layer(left, number, 'l', 'r'));
                self.right.push(passage_layer(right, number, 'r', 'l'));
                // Of a translation every word is another one.
                if edge.kind == "translation" || left.end - left.start > COMPARED {
                    continue;
                }
                let changes = changes((&left.exact, left.start), (&right.exact, right.start));
                if let Some(changes) = changes {
                    words.0.add(left.start..left.end, &changes.first);
                    words.1.add(right.start..right.end, &changes.second);
                }
            }
        }
        self.words(&words.0.changed(), &words.1.changed());
    }

    fn words(&mut self, left: &[Range<usize>], right: &[Range<usize>]) {
        // Where nobody knows which came first nothing was put in or taken out.
        let directed = self.pair.edges.iter().any(|edge| edge.direction == "known");
        let layer = |range: &Range<usize>, element| Layer {
            range: range.clone(),
            class: "word".to_owned(),
            element: if directed { element } else { Element::Mark },
            ..Layer::default()
        };
        self.worded = !left.is_empty() || !right.is_empty();
        self.left
            .extend(left.iter().map(|range| layer(range, Element::Del)));
        self.right
            .extend(right.iter().map(|range| layer(range, Element::Ins)));
    }

    /// Ties claims to what became of them.
    pub(super) fn drifts(&mut self, drifts: &[Drift]) {
        let mut changed: BTreeMap<(&str, Option<&str>), Vec<&Drift>> = BTreeMap::new();
        for drift in drifts {
            let ends = (drift.from.as_str(), drift.to.as_deref());
            changed.entry(ends).or_default().push(drift);
        }
        let mut changed: Vec<_> = changed
            .into_iter()
            .filter_map(|((from, to), drifts)| Some((self.claim(from)?, to, drifts)))
            .collect();
        changed.sort_by_key(|((_, from), to, _)| (from.span.start, &from.id, *to));
        for ((of_left, from), to, drifts) in changed {
            let (of, into) = if of_left {
                (&self.pair.left, &self.pair.right)
            } else {
                (&self.pair.right, &self.pair.left)
            };
            let to = match to.map(|to| self.claim(to)) {
                // Into a third article.
                _ if drifts.iter().any(|drift| drift.article != into.card.id) => continue,
                None => None,
                Some(None) => continue,
                Some(Some((_, to))) => Some(to),
            };
            debug_assert!(from.article == of.card.id);
            if !self.shows(of_left, from) || !to.is_none_or(|to| self.shows(!of_left, to)) {
                self.beyond += 1;
                continue;
            }
            self.changed += 1;
            let label = words::letter(self.changed - 1);
            let (was, now) = (format!("was-{label}"), format!("now-{label}"));
            let chips: Vec<Chip> = drifts.into_iter().map(chip).collect();
            let leads = if to.is_some() {
                now.as_str()
            } else {
                was.as_str()
            };
            let layer = claim_layer(from, &label, &was, leads, chips.clone());
            self.side(of_left).push(layer);
            if let Some(to) = to {
                let layer = claim_layer(to, &label, &now, &was, chips);
                self.side(!of_left).push(layer);
            }
        }
    }

    /// Ties claims that answer one question. Each leads to the first on the other side.
    pub(super) fn questions(
        &mut self,
        left: &[(Reference, String)],
        right: &[(Reference, String)],
    ) -> Vec<Common> {
        let mut common: Vec<Common> = Vec::new();
        for (question, _) in left {
            if common.iter().any(|known| known.question == *question) {
                continue;
            }
            let ours = self.answering(question, left, true);
            let theirs = self.answering(question, right, false);
            if ours.is_empty() || theirs.is_empty() {
                continue;
            }
            let letter = words::letter(common.len());
            for (claims, side, other) in [(&ours, 'l', 'r'), (&theirs, 'r', 'l')] {
                for (at, claim) in claims.iter().enumerate() {
                    let id = format!("q{letter}-{side}{at}");
                    let leads = format!("q{letter}-{other}0");
                    let layer = claim_layer(claim, &letter, &id, &leads, Vec::new());
                    self.side(side == 'l').push(layer);
                }
            }
            common.push(Common {
                letter,
                question: question.clone(),
            });
        }
        common
    }

    /// The claims on `question` that are shown.
    fn answering(
        &self,
        question: &Reference,
        asked: &[(Reference, String)],
        of_left: bool,
    ) -> Vec<&'p Claim> {
        asked
            .iter()
            .filter(|(one, _)| one == question)
            .filter_map(|(_, claim)| self.claim(claim))
            .map(|(_, claim)| claim)
            .filter(|claim| self.shows(of_left, claim))
            .collect()
    }

    /// Claim `id`, and whether it is of the left text.
    fn claim(&self, id: &str) -> Option<(bool, &'p Claim)> {
        let of_left = self.claims.0.get(id).map(|claim| (true, *claim));
        of_left.or_else(|| self.claims.1.get(id).map(|claim| (false, *claim)))
    }

    fn shows(&self, of_left: bool, claim: &Claim) -> bool {
        let shown = if of_left {
            &self.shown.0
        } else {
            &self.shown.1
        };
        shown.contains(&claim.span.start)
    }

    fn side(&mut self, of_left: bool) -> &mut Vec<Layer> {
        if of_left {
            &mut self.left
        } else {
            &mut self.right
        }
    }
}

fn by_id(half: &Half) -> BTreeMap<&str, &Claim> {
    let claims = half.claims.iter();
    claims.map(|claim| (claim.id.as_str(), claim)).collect()
}

/// The part of a text that is shown.
fn shown(half: &Half) -> Range<usize> {
    let page = pages(&half.text).into_iter().next().unwrap_or_default();
    let end = page.last().map_or(0, |last| last.end);
    0..end
}

/// A passage, number `number` on `side`, that leads to the `other`.
fn passage_layer(passage: &Evidence, number: usize, side: char, other: char) -> Layer {
    Layer {
        range: passage.start..passage.end,
        class: format!("tie t{}", (number - 1) % STYLES + 1),
        element: Element::Span,
        badge: Some(Badge {
            id: format!("{side}{number}"),
            href: format!("#{other}{number}"),
            label: number.to_string(),
            words: format!("shared passage {number}: to the other side"),
        }),
        chips: Vec::new(),
    }
}

fn claim_layer(claim: &Claim, label: &str, id: &str, leads: &str, chips: Vec<Chip>) -> Layer {
    Layer {
        range: claim.span.start..claim.span.end,
        class: "claim".to_owned(),
        element: Element::Span,
        badge: Some(Badge {
            id: id.to_owned(),
            href: format!("#{leads}"),
            label: label.to_owned(),
            words: format!("claim {label}: to the other side"),
        }),
        chips,
    }
}
