//! How two statements stand to each other: whether both say it, and who says it of himself.

use restated_claims::{Modality, Polarity};

use super::Pair;
use crate::model::{RelationKind, Told};
use crate::question::is_at_first_hand;

impl Pair<'_, '_> {
    /// How two statements on one question stand to each other.
    pub(super) fn statements(&self) -> (RelationKind, String) {
        let no = |told: &Told| {
            told.claim.polarity == Polarity::Negated || told.claim.modality == Modality::Denied
        };
        let whose = self.whose();
        if is_at_first_hand(self.one) != is_at_first_hand(self.other) {
            return self.first_hand(no(self.one) == no(self.other));
        }
        if no(self.one) == no(self.other) {
            (RelationKind::Agree, format!("both say it: {whose}"))
        } else {
            let (denies, says) = if no(self.one) {
                (self.one, self.other)
            } else {
                (self.other, self.one)
            };
            let why = format!(
                "{} says it, {} denies it",
                self.name(says),
                self.name(denies)
            );
            (RelationKind::Differ, why)
        }
    }

    /// How what somebody says of himself stands to what is said of his like.
    fn first_hand(&self, alike: bool) -> (RelationKind, String) {
        let (own, about) = if is_at_first_hand(self.one) {
            (self.one, self.other)
        } else {
            (self.other, self.one)
        };
        let (who, whose) = (self.name(own), self.name(about));
        let day = |told: &Told| self.known.day(&told.article);
        match (alike, day(about).zip(day(own))) {
            (true, _) => (
                RelationKind::Agree,
                format!("{who} says at first hand what {whose} says of such people"),
            ),
            (false, Some((before, then))) if before < then => (
                RelationKind::Updated,
                format!(
                    "{who} speaks at first hand ({then}), and otherwise than {whose} spoke of such people before ({before})"
                ),
            ),
            _ => (
                RelationKind::Differ,
                format!("{who} speaks at first hand, and otherwise than {whose} of such people"),
            ),
        }
    }
}
