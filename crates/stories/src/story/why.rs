//! What holds a story together, in words.

use super::bag::Bag;
use super::families::Families;
use super::grouping::Groups;
use super::node::day;
use crate::model::{Filed, Joined};

/// Terms that a reason names.
const NAMED: usize = 4;

/// Who is most like whom within the stories.
pub(super) struct Kin<'k> {
    families: &'k Families<'k>,
    /// Of each family, the one of its story that is most like it and how much.
    nearest: Vec<Option<(f32, u32)>>,
    /// Of each family, how like it is to all of its story together.
    central: Vec<f32>,
}

impl<'k> Kin<'k> {
    /// Of the groups, what is between them is no longer needed: there are more pairs than articles.
    pub(super) fn new(families: &'k Families<'k>, groups: Groups) -> Self {
        let mut nearest: Vec<Option<(f32, u32)>> = vec![None; families.len()];
        let mut central = vec![0.0; families.len()];
        let within = |&(a, b, _): &(u32, u32, f32)| groups.of[a as usize] == groups.of[b as usize];
        for (a, b, likeness) in groups.edges.iter().filter(within) {
            for (one, other) in [(a as usize, b), (b as usize, a)] {
                central[one] += likeness;
                // Edges come in the order of their families: of equals the first is kept.
                if nearest[one].is_none_or(|(most, _)| likeness > most) {
                    nearest[one] = Some((likeness, other));
                }
            }
        }
        Self {
            families,
            nearest,
            central,
        }
    }

    /// The title of the article that is most like the others, among those that have one.
    pub(super) fn title(&self, members: &[u32]) -> Option<String> {
        let title = |node: &u32| {
            let titles = self
                .families
                .of(*node)
                .iter()
                .map(|filed| filed.terms.kept().title());
            titles.into_iter().find(|title| !title.is_empty())
        };
        let mut best: Option<(f32, &str)> = None;
        for node in members {
            let central = self.central[*node as usize];
            if let Some(title) = title(node)
                && best.is_none_or(|(most, _)| central > most)
            {
                best = Some((central, title));
            }
        }
        best.map(|(_, title)| title.to_owned())
    }

    /// Of each article but the founder, which one it is most like and what both speak of.
    pub(super) fn why(&self, members: &[u32]) -> Vec<Joined> {
        let founder = members[0];
        let mut why = Vec::new();
        for &node in members {
            let (head, copies) = match self.families.of(node).split_first() {
                Some(split) => split,
                None => continue,
            };
            if node != founder {
                let nearest = self.nearest[node as usize].map_or(founder, |(_, other)| other);
                why.push(joined(head, self.families.of(nearest)[0], alike));
            }
            let text = |_: &Filed<'_>, _: &Filed<'_>| {
                "both give one text, whole, in part or reworded".to_owned()
            };
            why.extend(copies.iter().map(|copy| joined(copy, head, text)));
        }
        why.sort_by(|a, b| a.article.cmp(&b.article));
        why
    }
}

fn joined(
    one: &Filed<'_>,
    other: &Filed<'_>,
    what: impl Fn(&Filed<'_>, &Filed<'_>) -> String,
) -> Joined {
    let mut why = what(one, other);
    if let Some(apart) = apart(one, other) {
        why += "; ";
        why += &apart;
    }
    // It stays: a million of them do.
    why.shrink_to_fit();
    Joined {
        article: one.about.id.clone(),
        to: other.about.id.clone(),
        why,
    }
}

/// "both speak of Halden, ferry and breakwater".
fn alike(one: &Filed<'_>, other: &Filed<'_>) -> String {
    let (kept, other_kept) = (one.terms.kept(), other.terms.kept());
    let mut named: Vec<(&str, String)> = Vec::with_capacity(NAMED);
    for key in Bag::one(one.terms).common(&Bag::one(other.terms)) {
        let wordings = [kept.shown(key), other_kept.shown(key)];
        // The fuller of two names.
        let longest = wordings
            .into_iter()
            .flatten()
            .max_by_key(|wording| wording.len());
        let Some(wording) = longest else {
            continue;
        };
        let lower = wording.to_lowercase();
        if !named.iter().any(|(_, known)| overlap(known, &lower)) {
            named.push((wording, lower));
        }
        if named.len() == NAMED {
            break;
        }
    }
    let named: Vec<&str> = named.into_iter().map(|(wording, _)| wording).collect();
    match named.as_slice() {
        [] => "both use the same words".to_owned(),
        [only] => format!("both speak of {only}"),
        [all @ .., last] => format!("both speak of {} and {last}", all.join(", ")),
    }
}

/// Whether one of two wordings is a part of the other.
fn overlap(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// "published a day apart".
fn apart(one: &Filed<'_>, other: &Filed<'_>) -> Option<String> {
    let of = |filed: &Filed<'_>| day(filed.about.published.as_deref()?);
    Some(match (of(one)? - of(other)?).abs() {
        0 => "published on the same day".to_owned(),
        1 => "published a day apart".to_owned(),
        days => format!("published {days} days apart"),
    })
}
