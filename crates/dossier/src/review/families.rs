//! Decisions about which articles share text.

use restated_lineage::{Family, Kind, Lineage, Parent};

use super::decision::{Decided, Decision};

/// Merges and splits families as decided. An article that leaves its family has its text from none
/// of those who stay.
pub(crate) fn apply(lineage: &mut Lineage, standing: &[Decided]) {
    for decided in standing {
        match &decided.decision {
            Decision::MergeFamilies { articles } => merge(&mut lineage.families, articles),
            Decision::SplitFamily { article } => split(lineage, article),
            _ => {}
        }
    }
    lineage.families.retain(|family| family.articles.len() > 1);
    lineage.families.sort_by(|a, b| a.articles.cmp(&b.articles));
}

fn split(lineage: &mut Lineage, article: &String) {
    let left = lineage
        .families
        .iter_mut()
        .find(|family| family.articles.contains(article));
    let Some(family) = left else { return };
    family.articles.retain(|id| id != article);
    let stays = |id: &String| family.articles.contains(id);
    let parted = |one: &String, other: &String| {
        (one == article && stays(other)) || (other == article && stays(one))
    };
    lineage.derivations.retain(|edge| match &edge.parent {
        Parent::Article(parent) => edge.kind == Kind::Cites || !parted(&edge.child, parent),
        Parent::Outlet(_) | Parent::Unseen(_) => true,
    });
    lineage.doubtful.retain(|(one, other)| !parted(one, other));
}

/// One family of all that one of `articles` is in, and of these.
fn merge(families: &mut Vec<Family>, articles: &[String]) {
    let mut all = articles.to_vec();
    families.retain(|family| {
        let meant = family.articles.iter().any(|id| articles.contains(id));
        if meant {
            all.extend(family.articles.iter().cloned());
        }
        !meant
    });
    all.sort();
    all.dedup();
    families.push(Family { articles: all });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(decision: Decision) -> Decided {
        Decided {
            number: 1,
            at: "2033-10-01T00:00:00Z".to_owned(),
            author: "Ada".to_owned(),
            note: String::new(),
            decision,
            stands: true,
        }
    }

    fn family(ids: &[&str]) -> Family {
        Family {
            articles: ids.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    fn of(families: Vec<Family>) -> Lineage {
        Lineage {
            families,
            ..Lineage::default()
        }
    }

    #[test]
    fn families_are_merged_with_whoever_stands_alone() {
        let mut lineage = of(vec![family(&["a1", "a2"]), family(&["a4", "a5"])]);
        let merge = Decision::MergeFamilies {
            articles: vec!["a2".to_owned(), "a3".to_owned()],
        };
        apply(&mut lineage, &[decided(merge)]);
        assert_eq!(
            lineage.families,
            [family(&["a1", "a2", "a3"]), family(&["a4", "a5"])]
        );
    }

    #[test]
    fn a_family_of_one_is_none() {
        let mut lineage = of(vec![family(&["a1", "a2"]), family(&["a3", "a4", "a5"])]);
        let split = |id: &str| {
            decided(Decision::SplitFamily {
                article: id.to_owned(),
            })
        };
        apply(&mut lineage, &[split("a1"), split("a3")]);
        assert_eq!(lineage.families, [family(&["a4", "a5"])]);
    }
}
