//! How many texts do not depend on one another, first part: as far as the texts go.
//!
//! A single number would say more than anybody knows. The upper end counts what is not shown to
//! depend on another; the lower end also joins what may: articles that name one source, that are
//! of one house, or whose likeness is in doubt.

use std::collections::BTreeMap;

use crate::groups::Groups;
use crate::model::{Kind, Lineage, Parent};

/// How many independent texts stand behind some articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origins {
    /// At least, if all that may depend on another does.
    pub lower: usize,
    /// At most: so many are not shown to depend on one another.
    pub upper: usize,
}

/// The independent texts among `articles` (ids). Articles that have their text from one that is
/// not among them are one text, as the edges show it.
pub fn origins(articles: &[&str], lineage: &Lineage) -> Origins {
    let strict = |kind: Kind| kind != Kind::Cites;
    Origins {
        lower: count(articles, lineage, |_| true, true),
        upper: count(articles, lineage, strict, false),
    }
}

fn count(
    articles: &[&str],
    lineage: &Lineage,
    holds: impl Fn(Kind) -> bool,
    lenient: bool,
) -> usize {
    // Articles and the texts behind them that are not in the pile, by name.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut place = |name: String| {
        let next = places.len();
        *places.entry(name).or_insert(next)
    };
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for edge in lineage.derivations.iter().filter(|edge| holds(edge.kind)) {
        let child = place(format!("article {}", edge.child));
        match &edge.parent {
            Parent::Article(parent) => joined.push((child, place(format!("article {parent}")))),
            // That two name one outlet does not show that they have one text from it.
            Parent::Outlet(outlet) if lenient => {
                joined.push((child, place(format!("outlet {outlet}"))));
            }
            Parent::Outlet(_) => {}
            Parent::Unseen(children) => {
                for sibling in children {
                    joined.push((child, place(format!("article {sibling}"))));
                }
            }
        }
    }
    if lenient {
        for (one, other) in &lineage.doubtful {
            joined.push((
                place(format!("article {one}")),
                place(format!("article {other}")),
            ));
        }
    }
    let asked: Vec<usize> = articles
        .iter()
        .map(|article| place(format!("article {article}")))
        .collect();
    let mut groups = Groups::new(places.len());
    for (one, other) in joined {
        groups.join(one, other);
    }
    let mut roots: Vec<usize> = asked
        .into_iter()
        .map(|article| groups.of(article))
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Derivation;

    fn edge(child: &str, parent: Parent, kind: Kind) -> Derivation {
        Derivation {
            child: child.to_owned(),
            parent,
            kind,
            directed: true,
            strength: 0.9,
            passages: Vec::new(),
            why: Vec::new(),
        }
    }

    fn article(id: &str) -> Parent {
        Parent::Article(id.to_owned())
    }

    #[test]
    fn copies_are_one_and_citations_may_be() {
        let lineage = Lineage {
            derivations: vec![
                edge("b", article("a"), Kind::NearCopy),
                edge("c", article("a"), Kind::Cites),
                edge("d", Parent::Outlet("Halden Press".to_owned()), Kind::Cites),
                edge("e", Parent::Outlet("Halden Press".to_owned()), Kind::Cites),
            ],
            doubtful: vec![("e".to_owned(), "f".to_owned())],
            ..Lineage::default()
        };
        let all = ["a", "b", "c", "d", "e", "f"];
        assert_eq!(origins(&all, &lineage), Origins { lower: 2, upper: 5 });
        assert_eq!(
            origins(&["a", "b"], &lineage),
            Origins { lower: 1, upper: 1 }
        );
    }

    #[test]
    fn a_parent_that_is_not_asked_about_still_joins_its_children() {
        let lineage = Lineage {
            derivations: vec![
                edge("b", article("a"), Kind::Copy),
                edge("c", article("a"), Kind::Rewrite),
            ],
            ..Lineage::default()
        };
        assert_eq!(
            origins(&["b", "c"], &lineage),
            Origins { lower: 1, upper: 1 }
        );
        assert_eq!(origins(&[], &lineage), Origins { lower: 0, upper: 0 });
    }
}
