//! Counts of what two annotations of the same texts agree in.

use std::collections::BTreeSet;
use std::ops::Range;

use restated_language::Annotated;
use serde_json::Value;

use super::component::{Component, View};
use crate::overlap::Overlap;

/// Bytes of text shown on either side of a difference.
const CONTEXT: usize = 40;

/// Agreement over some texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Agreement {
    pub(super) texts: usize,
    /// Texts whose tokens are all the same.
    pub(super) cut_alike: usize,
    /// Texts in which nothing at all differs.
    pub(super) alike: usize,
    pub(super) tokens: Overlap,
    pub(super) entities: Overlap,
    /// Tokens of the same span that a component says the same of, as in [`Component::ALL`].
    pub(super) agree: [usize; Component::ALL.len()],
    /// The first differences: of the tokens, then of each component.
    pub(super) differences: [Vec<String>; Component::ALL.len() + 1],
    wanted: usize,
}

impl Agreement {
    /// Keeps the first `wanted` differences of each component.
    pub(super) fn new(wanted: usize) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// Counts one text.
    pub(super) fn add(&mut self, id: &Value, reference: &Annotated<'_>, ours: &Annotated<'_>) {
        self.texts += 1;
        let (expected, found) = (spans(reference), spans(ours));
        self.tokens.count(&expected, &found);
        self.entities.count(&names(reference), &names(ours));
        let cut_alike = expected == found;
        self.cut_alike += usize::from(cut_alike);
        for span in expected.symmetric_difference(&found) {
            let who = if found.contains(span) {
                "ours"
            } else {
                "reference"
            };
            self.tell(0, || {
                format!(
                    "{}  only in {who}",
                    shown(id, reference.text, span.0..span.1)
                )
            });
        }
        let (reference, ours) = (View::new(reference), View::new(ours));
        let mut alike = cut_alike;
        for (theirs, own) in same_span(reference.text, ours.text) {
            for (at, component) in Component::ALL.into_iter().enumerate() {
                let (expected, found) = (
                    reference.value(component, theirs),
                    ours.value(component, own),
                );
                if expected == found {
                    self.agree[at] += 1;
                    continue;
                }
                alike = false;
                self.tell(at + 1, || {
                    let token = reference.text.token(theirs).bytes();
                    format!(
                        "{}  reference {expected:?}, ours {found:?}",
                        shown(id, reference.text.text, token)
                    )
                });
            }
        }
        self.alike += usize::from(alike);
    }

    /// Notes a difference while differences of that kind are still wanted.
    fn tell(&mut self, kind: usize, difference: impl FnOnce() -> String) {
        if self.differences[kind].len() < self.wanted {
            self.differences[kind].push(difference());
        }
    }

    /// Puts another file's counts to these.
    pub(super) fn merge(&mut self, other: &Self) {
        self.texts += other.texts;
        self.cut_alike += other.cut_alike;
        self.alike += other.alike;
        self.tokens.add(&other.tokens);
        self.entities.add(&other.entities);
        for (sum, more) in self.agree.iter_mut().zip(other.agree) {
            *sum += more;
        }
    }
}

fn spans(text: &Annotated<'_>) -> BTreeSet<(usize, usize)> {
    let bytes = text.iter().map(|token| token.bytes());
    bytes.map(|bytes| (bytes.start, bytes.end)).collect()
}

fn names(text: &Annotated<'_>) -> BTreeSet<(usize, usize, String)> {
    let names = text.entities.iter().map(|entity| {
        let bytes = text.bytes(entity.tokens.clone());
        (bytes.start, bytes.end, text.entity_type(entity).to_owned())
    });
    names.collect()
}

/// Indices of tokens, in one and in the other, that have the same span.
fn same_span(one: &Annotated<'_>, other: &Annotated<'_>) -> Vec<(usize, usize)> {
    let (mut left, mut right, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (one.tokens.get(left), other.tokens.get(right)) {
        if (a.start, a.end) == (b.start, b.end) {
            pairs.push((left, right));
            (left, right) = (left + 1, right + 1);
        } else if (a.end, a.start) < (b.end, b.start) {
            left += 1;
        } else {
            right += 1;
        }
    }
    pairs
}

/// `id @12: …the words before «the token» and behind…`
fn shown(id: &Value, text: &str, span: Range<usize>) -> String {
    let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    let from = text.floor_char_boundary(span.start.saturating_sub(CONTEXT));
    let to = text.ceil_char_boundary((span.end + CONTEXT).min(text.len()));
    let context = format!(
        "{}«{}»{}",
        &text[from..span.start],
        &text[span.clone()],
        &text[span.end..to]
    );
    let context = context.replace('\n', "⏎");
    format!("{id} @{}: …{context}…", span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::tests::{LINE, example};

    fn compared(ours: &str) -> Agreement {
        let reference = example();
        let ours: crate::reference::Reference = serde_json::from_str(ours).unwrap();
        let mut found = Agreement::new(5);
        found.add(
            &reference.id,
            &reference.annotated().unwrap(),
            &ours.annotated().unwrap(),
        );
        found
    }

    #[test]
    fn a_reference_agrees_with_itself() {
        let found = compared(LINE);
        assert_eq!((found.texts, found.cut_alike, found.alike), (1, 1, 1));
        assert_eq!(found.tokens.f1(), 1.0);
        assert_eq!(found.entities.f1(), 1.0);
        assert_eq!(found.agree, [7; Component::ALL.len()]);
        assert!(found.differences.iter().all(Vec::is_empty));
    }

    #[test]
    fn one_difference_counts_in_its_component_alone() {
        let found = compared(&LINE.replacen("\"PERSON\"", "\"ORG\"", 1));
        assert_eq!((found.cut_alike, found.alike), (1, 0));
        let mut agree = [7; Component::ALL.len()];
        agree[8] = 6;
        assert_eq!(found.agree, agree);
        assert_eq!(found.entities.both, 1);
        assert_eq!(
            found.differences[9],
            ["a @0: …«Ida» left Père. She ran.…  reference \"B-PERSON\", ours \"B-ORG\""]
        );
    }

    #[test]
    fn tokens_cut_otherwise_leave_the_rest_comparable() {
        // “left Père” as one token: three tokens of the reference have no counterpart or
        // another head, the second sentence is untouched.
        let joined = LINE
            .replace(
                "[4, 8, \"left\", \"VBD\", \"VERB\", \"Tense=Past\", \"leave\", 1,",
                "[4, 13, \"left\", \"VBD\", \"VERB\", \"Tense=Past\", \"leave\", 1,",
            )
            .replace(
                "[9, 13, \"père\", \"NNP\", \"PROPN\", \"Number=Sing\", \"Père\", 1, \"dobj\", \"B\", \"PERSON\", 0],",
                "",
            )
            .replace(", 5, \"", ", 4, \"");
        let found = compared(&joined);
        assert_eq!(
            found.tokens,
            Overlap {
                reference: 7,
                ours: 6,
                both: 5
            }
        );
        assert_eq!(found.cut_alike, 0);
        assert_eq!(found.agree[4], 3, "heads: Ida's and the full stop's differ");
        assert_eq!(found.agree[5], 5, "relations");
        assert_eq!(found.differences[0].len(), 3);
    }
}
