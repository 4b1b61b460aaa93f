//! What is grouped: text families first, each with one vote, then groups that have grown.

use std::cmp::Ordering;

use jiff::civil::date;

use super::bag::Bag;
use super::laid::Laid;
use crate::Terms;
use crate::terms::{Label, Year, kind};

/// Days after which half the likeness and more is gone: the deviation of a bell curve.
const DAYS: f64 = 30.0;
/// What is left of a likeness where nobody knows the days: it has to be greater.
const UNDATED: f32 = 0.88;
/// What is left of a likeness where the years that both tell are others.
const OTHER_YEARS: f32 = 0.5;
/// What is left of it where both number their event and the numbers are others.
const OTHER_LABELS: f32 = 0.1;

/// A text family, or a group of them.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// What it is about.
    pub(super) bag: Bag<'a>,
    /// Day of publication, counted from some day; of a group the mean.
    pub(super) day: Option<f64>,
    /// Variance of its days; 0 where there are not several.
    pub(super) spread: f64,
    /// How many text families it stands for.
    pub(super) size: u32,
}

impl<'a> Node<'a> {
    pub(super) fn one(terms: &'a Terms, published: Option<&str>) -> Self {
        Self {
            bag: Bag::one(terms),
            day: published.and_then(day).map(|day| day as f64),
            spread: 0.0,
            size: 1,
        }
    }

    /// A group of `nodes`, of which there is at least one.
    pub(super) fn group(nodes: &[&Self]) -> Self {
        let bags: Vec<(&Bag<'a>, u32)> = nodes.iter().map(|node| (&node.bag, node.size)).collect();
        let dated = || {
            let dated = nodes.iter().filter(|node| node.day.is_some());
            dated.map(|node| {
                (
                    node.day.unwrap_or_default(),
                    node.spread,
                    f64::from(node.size),
                )
            })
        };
        let votes: f64 = dated().map(|(_, _, size)| size).sum();
        let mean = dated().map(|(day, _, size)| day * size).sum::<f64>() / votes;
        let apart = |(day, spread, size): (f64, f64, f64)| ((day - mean).powi(2) + spread) * size;
        let spread = dated().map(apart).sum::<f64>() / votes;
        Self {
            bag: Bag::mean(&bags),
            day: (votes > 0.0).then_some(mean),
            spread: match votes > 0.0 {
                true => spread,
                false => 0.0,
            },
            size: nodes.iter().map(|node| node.size).sum(),
        }
    }

    /// How likely both are about one event, as far as their texts tell: 0 to 1; 0 also where it is
    /// below `least`. `laid` is the bag of this one laid out.
    pub(super) fn likeness(&self, laid: &Laid, other: &Self, least: f32) -> f32 {
        let mut likeness = self.bag.likeness(laid, &other.bag);
        // Most are not alike: then there is nothing more to look at.
        if likeness < least {
            return 0.0;
        }
        if apart(self.bag.years(), other.bag.years()) {
            likeness *= OTHER_YEARS;
        }
        if numbered_apart(self.bag.labels(), other.bag.labels()) {
            likeness *= OTHER_LABELS;
        }
        likeness
    }
}

/// What is left of the likeness of two, by the days between them; of groups the mean over all pairs
/// of members, as if their days were spread as a bell curve.
pub(super) fn nearness(one: &Node<'_>, other: &Node<'_>) -> f32 {
    let Some((day, other_day)) = one.day.zip(other.day) else {
        return UNDATED;
    };
    let (between, own) = (day - other_day, DAYS * DAYS);
    let spread = own + one.spread + other.spread;
    ((own / spread).sqrt() * (-between * between / (2.0 * spread)).exp()) as f32
}

/// Days from some day to that of an EDTF date; `None` where it gives none.
pub(super) fn day(edtf: &str) -> Option<i64> {
    let day = restated_claims::day(edtf)?;
    Some(day.duration_since(date(1970, 1, 1)).as_hours() / 24)
}

/// Whether both ascending lists have members and share none.
fn apart(one: &[Year], other: &[Year]) -> bool {
    let shared = || one.iter().any(|year| other.binary_search(year).is_ok());
    !one.is_empty() && !other.is_empty() && !shared()
}

/// Whether both number things of one kind and share none of its numbers, and number no other kind
/// alike.
fn numbered_apart(one: &[Label], other: &[Label]) -> bool {
    let (mut at, mut there) = (0, 0);
    let mut kind_shared = false;
    while let (Some(a), Some(b)) = (one.get(at), other.get(there)) {
        match a.cmp(b) {
            Ordering::Equal => return false,
            ordering => {
                kind_shared |= kind(a) == kind(b);
                at += usize::from(ordering == Ordering::Less);
                there += usize::from(ordering == Ordering::Greater);
            }
        }
    }
    kind_shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::label;

    #[test]
    fn days_are_counted() {
        let between = |one: &str, other: &str| Some(day(other)? - day(one)?);
        assert_eq!(between("2035-02-27", "2035-03-01T08:00:00Z"), Some(2));
        assert_eq!(between("1969-12-31", "1970-01-02"), Some(2));
        assert_eq!(day("2035-05"), None);
    }

    #[test]
    fn what_is_a_month_apart_is_less_alike() {
        let nothing = Terms::default();
        let near = |one: Option<&str>, other: Option<&str>| {
            nearness(&Node::one(&nothing, one), &Node::one(&nothing, other))
        };
        let day = Some("2034-05-03");
        assert_eq!(near(day, day), 1.0);
        assert!((0.8..1.0).contains(&near(None, day)));
        assert!(near(Some("2034-05-10"), day) > 0.9);
        assert!(near(Some("2035-05-03"), day) < 0.001);
    }

    #[test]
    fn groups_are_as_near_as_their_members_in_the_mean() {
        let nothing = Terms::default();
        let on = |days: &[u32]| -> Vec<Node<'_>> {
            days.iter()
                .map(|day| Node::one(&nothing, Some(&format!("2034-05-{day:02}"))))
                .collect()
        };
        fn group<'a>(nodes: &[Node<'a>]) -> Node<'a> {
            Node::group(&nodes.iter().collect::<Vec<_>>())
        }
        let (one, other) = (on(&[1, 2, 5, 9, 14]), on(&[3, 8, 20, 27, 30]));
        let pairs = one
            .iter()
            .flat_map(|a| other.iter().map(move |b| nearness(a, b)));
        let mean = pairs.sum::<f32>() / 25.0;
        let (early, late) = (group(&one), group(&other));
        assert!((nearness(&early, &late) - mean).abs() < 0.01);
        let halves = [group(&one[..2]), group(&one[2..])];
        assert!((group(&halves).spread - early.spread).abs() < 1e-9);
    }

    #[test]
    fn other_numbers_of_one_kind_tell_apart() {
        let labels = |list: &[(u32, u32)]| -> Vec<Label> {
            list.iter().map(|&(of, number)| label(of, number)).collect()
        };
        let apart = |a: &[(u32, u32)], b: &[(u32, u32)]| numbered_apart(&labels(a), &labels(b));
        assert!(apart(&[(1, 12)], &[(1, 13)]));
        assert!(!apart(&[(1, 12), (1, 13)], &[(1, 13)]));
        assert!(!apart(&[(1, 12)], &[(2, 13)]));
        assert!(!apart(&[(1, 12), (2, 7)], &[(1, 13), (2, 7)]));
        assert!(!apart(&[], &[(1, 13)]));
    }
}
