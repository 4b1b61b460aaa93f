//! Outlets that an article names as its origin, and where they lead.
//!
//! The text itself says which way it went, so such an edge has a known direction. Which article
//! of the outlet it was is shown only by shared text: where none shares any, it stays unseen.

use std::collections::BTreeMap;

use restated_article::upstream::same_outlet;
use restated_lineage::{About, Derivation, Kind, Lineage, Parent};

use crate::fields::day;

/// Sees to it that every outlet which an article names as its origin has an edge to lead to, and
/// puts the edges in order. `abouts` is sorted by id.
///
/// Lineage's own edges come first; what it does not account for leads to that outlet's article in
/// the family of the article, and failing that to a text that is not in the pile.
pub(crate) fn complete(lineage: &mut Lineage, abouts: &[About]) {
    sort(&mut lineage.derivations);
    let outlets = Outlets::of(lineage, abouts);
    let mut missing: Vec<Derivation> = Vec::new();
    for about in abouts {
        let known = of_child(&lineage.derivations, &about.id);
        for credit in &about.credits {
            let added = missing
                .iter()
                .rev()
                .take_while(|edge| edge.child == about.id);
            if known
                .iter()
                .chain(added)
                .any(|edge| leads_to(edge, &credit.outlet, abouts))
            {
                continue;
            }
            let article = outlets.article(about, &credit.outlet);
            let why = match article {
                Some(_) => format!(
                    "the text names {}, whose article shares text with it",
                    credit.outlet
                ),
                None => format!("the text names {}", credit.outlet),
            };
            missing.push(Derivation {
                child: about.id.clone(),
                parent: match article {
                    Some(id) => Parent::Article(id.to_owned()),
                    None => Parent::Outlet(credit.outlet.clone()),
                },
                kind: Kind::Cites,
                directed: true,
                strength: 0.0,
                passages: Vec::new(),
                why: vec![why],
            });
        }
    }
    lineage.derivations.append(&mut missing);
    sort(&mut lineage.derivations);
}

fn sort(derivations: &mut [Derivation]) {
    derivations.sort_by(|a, b| {
        (&a.child, &a.parent, a.kind, &a.why).cmp(&(&b.child, &b.parent, b.kind, &b.why))
    });
}

/// The edges from `child`, of edges sorted by child.
fn of_child<'d>(derivations: &'d [Derivation], child: &str) -> &'d [Derivation] {
    let start = derivations.partition_point(|edge| edge.child.as_str() < child);
    let end = derivations.partition_point(|edge| edge.child.as_str() <= child);
    derivations.get(start..end).unwrap_or_default()
}

/// Whether the child of `edge` is shown to have something from a text of `outlet`.
pub(crate) fn leads_to(edge: &Derivation, outlet: &str, abouts: &[About]) -> bool {
    edge.directed
        && match &edge.parent {
            Parent::Article(id) => about(abouts, id)
                .and_then(|parent| parent.outlet.as_deref())
                .is_some_and(|name| same_outlet(name, outlet)),
            Parent::Outlet(name) => same_outlet(name, outlet),
            Parent::Unseen(_) => false,
        }
}

/// What is known of article `id`, of all that are sorted by id.
pub(crate) fn about<'a>(abouts: &'a [About], id: &str) -> Option<&'a About> {
    let at = abouts.binary_search_by(|about| about.id.as_str().cmp(id));
    at.ok().and_then(|at| abouts.get(at))
}

/// The members of each family, by outlet.
struct Outlets<'a> {
    family_of: BTreeMap<&'a str, usize>,
    families: Vec<BTreeMap<&'a str, Vec<&'a About>>>,
}

impl<'a> Outlets<'a> {
    fn of(lineage: &'a Lineage, abouts: &'a [About]) -> Self {
        let mut family_of = BTreeMap::new();
        let mut families = Vec::new();
        for (number, family) in lineage.families.iter().enumerate() {
            let mut outlets: BTreeMap<&str, Vec<&About>> = BTreeMap::new();
            for id in &family.articles {
                family_of.insert(id.as_str(), number);
                if let Some(about) = about(abouts, id)
                    && let Some(outlet) = &about.outlet
                {
                    outlets.entry(outlet).or_default().push(about);
                }
            }
            // The outlet's first is the likeliest to be meant.
            outlets
                .values_mut()
                .for_each(|of| of.sort_by_key(|about| date(about)));
            families.push(outlets);
        }
        Self {
            family_of,
            families,
        }
    }

    /// The article of `outlet` that shares text with `child` and is not later than it.
    fn article(&self, child: &About, outlet: &str) -> Option<&'a str> {
        let family = self.families.get(*self.family_of.get(child.id.as_str())?)?;
        let not_later = |parent: &&&About| match (&child.published, &parent.published) {
            (Some(child), Some(parent)) => day(parent) <= day(child),
            _ => true,
        };
        family
            .iter()
            .filter(|(name, _)| same_outlet(name, outlet))
            .filter_map(|(_, of)| of.iter().filter(|of| of.id != child.id).find(not_later))
            .min_by_key(|about| date(about))
            .map(|about| about.id.as_str())
    }
}

/// What orders the articles of an outlet: dated ones first, then by id.
fn date(about: &About) -> (bool, Option<&str>, &str) {
    let day = about.published.as_deref().map(day);
    (day.is_none(), day, &about.id)
}
