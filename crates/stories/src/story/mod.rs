//! Articles into stories.
//!
//! Text families vote once each ([`families`], [`node`]) → pairs worth comparing ([`candidates`]) → how alike they
//! are ([`bag`], [`laid`], [`node`]) → average-link groups ([`cut`], [`adopt`], [`grouping`]) → stories with their
//! reasons ([`why`]). Nothing depends on the order of what is given.

mod adopt;
mod bag;
mod candidates;
mod changes;
mod cut;
mod edges;
mod families;
mod graph;
mod grouping;
mod laid;
mod node;
mod why;

use crate::model::{Filed, Story};
use families::Families;
use node::Node;
use why::Kin;

pub use changes::{Change, ChangeKind, changes};

/// The stories of `articles`, each article in one, sorted by founder. The order of the articles
/// does not matter.
pub fn stories(articles: &[Filed<'_>]) -> Vec<Story> {
    let families = Families::new(articles);
    let nodes = families.iter().map(|family| {
        let head = family[0];
        Node::one(head.terms, head.about.published.as_deref())
    });
    let groups = grouping::group(nodes.collect());
    let mut members: Vec<(u32, u32)> = groups.of.iter().copied().zip(0..).collect();
    members.sort_unstable();
    let kin = Kin::new(&families, groups);
    let mut stories: Vec<Story> = members
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let members: Vec<u32> = group.iter().map(|(_, node)| *node).collect();
            story(&families, &members, &kin)
        })
        .collect();
    stories.sort_by(|a, b| a.founder.cmp(&b.founder));
    stories
}

/// The story of some families, by their places, ascending.
fn story(families: &Families<'_>, members: &[u32], kin: &Kin<'_>) -> Story {
    let of = |node: &u32| families.of(*node).iter();
    let mut articles: Vec<String> = members
        .iter()
        .flat_map(of)
        .map(|filed| filed.about.id.clone())
        .collect();
    articles.sort_unstable();
    let days = || {
        members
            .iter()
            .flat_map(of)
            .filter_map(|filed| filed.about.published.as_ref())
    };
    Story {
        title: kin.title(members),
        articles,
        founder: families.of(members[0])[0].about.id.clone(),
        from: days().min().cloned(),
        to: days().max().cloned(),
        why: kin.why(members),
    }
}

#[cfg(test)]
mod tests;
